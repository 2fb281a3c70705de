"""The shipped playbook as a whole: the site tool's own command builds it, and nothing needs the network for it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from site_standin import HERE, lay_out

CUT = """
import ipaddress, sys

def cut(event, given):
    if event in ("socket.connect", "socket.sendto"):
        host = given[1]
    elif event == "socket.getaddrinfo":
        host = given[:1]
    else:
        return
    if isinstance(host, tuple) and host[0] not in (None, "", "localhost"):
        try:
            near = ipaddress.ip_address(host[0]).is_loopback
        except ValueError:
            near = False
        if not near:
            raise OSError(f"The network is cut: {host[0]}")

sys.addaudithook(cut)
"""
"""Every Python that is started finds this as its `sitecustomize`."""

PROGRAM = """
import fcntl, html, json, re, signal, socket, struct, subprocess, sys, urllib.error, urllib.request
from urllib.parse import urljoin

signal.signal(signal.SIGINT, signal.default_int_handler)  # tests may run where interrupts are ignored
own, port = sys.argv[1:]
if own == "own network":
    with socket.socket() as line:  # its loopback is down at first
        fcntl.ioctl(line, 0x8914, struct.pack("16sh22x", b"lo", 0x1 | 0x40))
said = {"reached": []}
for host in ("192.0.2.1", "example.com"):
    try:
        socket.create_connection((host, 443), timeout=2).close()
        said["reached"].append(host)
    except OSError:
        pass

playbook = [sys.executable, "-u", "-m", "escalation_playbook.cli"]
done = subprocess.run([*playbook, "build"], capture_output=True, text=True)
if done.returncode:
    sys.exit(done.stderr)
said["build"] = [done.stdout, done.stderr]

direct = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
run = subprocess.Popen(
    [*playbook, "serve", "--port", port], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
)
try:
    said["serve"] = []
    for line in run.stdout:
        said["serve"].append(line.rstrip())
        if line.startswith("http"):
            break
    address = urljoin(said["serve"][-1], "calculator/")
    page = direct(address, timeout=20).read().decode()
    said["page"] = page
    said["fetched"] = {}
    for link in set(re.findall(r'(?:src|href)="([^"#]+)"', page)):
        target = urljoin(address, html.unescape(link))
        if target.startswith(said["serve"][-1]):
            try:
                said["fetched"][link] = direct(target, timeout=20).status
            except urllib.error.HTTPError as error:
                said["fetched"][link] = error.code
    run.send_signal(signal.SIGINT)
    said["rest"] = run.stdout.read()
    said["code"] = run.wait(timeout=20)
finally:
    run.kill()
print(json.dumps(said))
"""


def project(folder: Path) -> Path:
    """The shipped playbook in a folder of its own, with the browser's Python that the checkout has prepared."""
    root = lay_out(folder)
    for name in ("playbook", "kb"):
        shutil.copytree(HERE / name, root / name, dirs_exist_ok=True)
    (root / "build" / "runtime").symlink_to(HERE / "build" / "runtime")
    return root


def files(site: Path) -> set[str]:
    """What a site is made of; the files of the search index are named after what is in them."""
    every = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    return {path.as_posix() for path in every if path.parts[0] != "pagefind"}


def content(page: Path) -> str:
    """What a page holds between the frame of the site tool."""
    (found,) = re.findall('<div id="ep-content".*</footer>', page.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def without_network() -> list[str]:
    """What stands before a command that is to have no network but its own, where the system lets us."""
    command = ["unshare", "--map-root-user", "--net", "--"]
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    return command if allowed else []


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The shipped playbook, built and served without a network; and what was said meanwhile."""
    root = project(tmp_path_factory.mktemp("served"))
    cut = tmp_path_factory.mktemp("cut")
    (cut / "sitecustomize.py").write_text(CUT, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
    before = without_network()
    done = subprocess.run(
        [*before, sys.executable, "-c", PROGRAM, "own network" if before else "cut in Python", str(port)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(cut)},
    )
    assert done.returncode == 0, done.stderr
    return root, json.loads(done.stdout)


def test_the_site_is_built_and_shown_without_a_network(served) -> None:
    """Once set up, `build` and `serve` ask nobody; the address is the last that `serve` says."""
    root, said = served
    assert said["reached"] == []
    out, err = said["build"]
    assert err == ""
    assert out.endswith(" pages built.\n")
    assert said["serve"][-1].startswith("http://127.0.0.1:")
    assert (said["rest"].strip(), said["code"]) == ("", 0)
    assert 'id="questions"' in said["page"]
    assert {"../assets/ep/calculator.mjs", "../assets/ep/ep.css"} <= said["fetched"].keys()
    assert set(said["fetched"].values()) == {200}
    assert (root / "site" / "pagefind" / "pagefind.js").is_file()


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_the_site_tool_builds_the_same_site_by_itself(served, tmp_path: Path, program: str) -> None:
    """`mkdocs build --strict` with the settings and the hook as they are shipped; its fork does, too."""
    root = project(tmp_path)
    command = [sys.executable, "-m", program, "build", "--strict", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(root / "site") == files(served[0] / "site")
    assert (root / "site" / "pagefind" / "pagefind.js").is_file()
    for case in (HERE / "kb").glob("*.yml"):
        page = f"kb/{case.stem}/index.html"
        assert content(root / "site" / page) == content(served[0] / "site" / page)
    for page in (root / "build" / "docs").rglob("index.md"):
        if "_case" not in page.parts:
            name = page.relative_to(root / "build" / "docs").with_suffix(".html")
            assert content(root / "site" / name) == content(served[0] / "site" / name)
