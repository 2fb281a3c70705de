"""`playbook serve` on the shipped playbook: what is saved is on the page."""

from __future__ import annotations

import gzip
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from escalation_playbook.runtime.prepare import prepare

sys.path.insert(0, str(Path(__file__).parent.parent))

from site_standin import lay_out, save

ROOT = Path(__file__).parents[2]
BUILD = 60_000
"""Milliseconds that a build may take on a busy machine."""


@pytest.fixture
def project(tmp_path):
    """A copy of the shipped playbook, served by the command; gives its folder and its address."""
    root = lay_out(tmp_path)
    for name in ("playbook", "kb"):
        shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
    (root / "build" / "runtime").symlink_to(prepare(ROOT, print))
    command = [sys.executable, "-u", "-m", "escalation_playbook.cli", "serve", "--port", "8140"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
        try:
            yield root, next(line.strip() for line in run.stdout if line.startswith("http"))
        finally:
            run.send_signal(signal.SIGTERM)


def test_a_postmortem_that_is_saved_is_a_page(project, page):
    """It stands in the list without a word from the reader, can be opened and found; taken away it is gone."""
    root, address = project
    page.goto(f"{address}kb/")
    told = (root / "kb" / "2026-07-16-large-boards-slow.yml").read_text(encoding="utf-8")
    new = root / "kb" / "2026-09-01-quokka.yml"
    save(new, re.sub("(?m)^title: .*", "title: The quokka did not come", told))
    page.get_by_role("link", name="The quokka did not come").click(timeout=BUILD)
    expect(page.get_by_role("heading", level=1)).to_have_text("The quokka did not come")
    until(lambda: is_indexed(root / "site", b"quokka"))  # the index follows a save by some seconds
    page.reload()  # the key is heard once the page's scripts have run
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("quokka")
    found = page.get_by_role("listbox", name="Results").get_by_role("option")
    expect(found.filter(has_text="The quokka did not come")).to_be_visible()
    page.goto(f"{address}kb/")
    new.unlink()
    expect(page.get_by_role("link", name="The quokka did not come")).to_have_count(0, timeout=BUILD)


def is_indexed(site, word):
    """Whether the index of the search holds a word."""
    try:
        return any(word in gzip.decompress(path.read_bytes()) for path in (site / "pagefind" / "fragment").iterdir())
    except FileNotFoundError:  # another one is taking its place
        return False


def until(holds):
    """Wait for what a build brings about."""
    end = time.monotonic() + BUILD / 1000
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_broken_file_is_told_over_the_last_good_page(project, page):
    """With its place, until it is mended; the calculator beside it goes on scoring."""
    root, address = project
    page.goto(f"{address}calculator/#model=saas-support&version=1&severity=minor")
    state = page.locator("ep-calculator")
    expect(state).to_have_attribute("data-state", "open", timeout=BUILD)
    matrix = root / "playbook" / "matrix.yml"
    good = matrix.read_text(encoding="utf-8")
    save(matrix, good.replace("owner: support-lead", "owner: suport-lead", 1))
    sheet = page.get_by_role("region", name="1 mistake in 1 file")
    expect(sheet).to_contain_text(re.compile(r"playbook/matrix\.yml:\d+:\d+ error\[unknown-role\]"), timeout=BUILD)
    expect(sheet).to_contain_text("Did you mean “support-lead”?")
    expect(state).to_have_attribute("data-state", "open")
    save(matrix, good)
    expect(page.locator(".ep-mistakes")).to_have_count(0, timeout=BUILD)
