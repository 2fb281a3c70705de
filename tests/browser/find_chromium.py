"""Prints the path of a Chromium for the browser tests, after installing one where there is none.

A step of its own before the tests, so that a test run itself never installs anything.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE = """There is no Chromium, and none could be installed. Install one, for instance with
  {0} -m playwright install chromium
or, on Debian, as root
  apt-get install chromium
or name the one you have: make test CHROMIUM=/path/to/chromium"""


def works(path: str | None) -> bool:
    """Whether it is a browser that starts: some systems put a stand-in under the name."""
    if not path or not shutil.which(path):
        return False
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def playwrights() -> str:
    """Where Playwright keeps its own browser, whether or not it is there."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - takes half a second

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def run(*command: str) -> bool:
    """Run a command; what it says goes to the person, not into the path that is printed."""
    print("Running:", *command, file=sys.stderr, flush=True)
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), check=False).returncode == 0


def on_path() -> str | None:
    """The first browser that starts."""
    return next((path for name in NAMES if works(path := shutil.which(name))), None)


def install() -> str | None:
    """Debian's package where that can be installed, otherwise Playwright's browser."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get") and platform.freedesktop_os_release()["ID"] == "debian":
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        packages = ("chromium", "fonts-liberation")
        if run("apt-get", "update", "-qq") and run("apt-get", "install", "-qq", "--no-install-recommends", *packages):
            return on_path()
    run(sys.executable, "-m", "playwright", "install", *["--with-deps"] * root, "chromium")
    return playwrights()


def main() -> int:
    """Print the path; 2 when there is none to be had."""
    if named := os.environ.get("CHROMIUM"):
        if works(named):
            print(shutil.which(named))
            return 0
        print(f"CHROMIUM names no browser that starts: {named}", file=sys.stderr)
        return 2
    found = on_path()
    if found is None and Path(own := playwrights()).is_file():
        found = own
    if found is None:
        print("There is no Chromium here: installing one.", file=sys.stderr)
        found = install()
    if not works(found):
        print(NONE.format(sys.executable), file=sys.stderr)
        return 2
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
