"""`serve` in a browser: pages follow the files, and mistakes are shown over the last good page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parent.parent))

from site_standin import lay_out, save

BUILD = 60_000
"""Milliseconds that a build may take on a busy machine."""

PROGRAM = """
import sys, pathlib
from dataclasses import replace
from escalation_playbook import site
from escalation_playbook.report import Located
from escalation_playbook.serve import Outcome, serve
from site_standin import PAGES, page

root = pathlib.Path(sys.argv[1])

def rebuild():
    text = (root / "playbook" / "model.yml").read_text()
    if "wrong" in text:
        at = text.index("wrong") + 1
        found = Located(path="playbook/model.yml", line=1, column=at, end_column=at + 5, severity="error",
                        code="unknown-factor", message="There is no factor “<img src=x onerror=alert(1)>”.",
                        mend="Did you mean “severity”?", source_line=text.strip(), above=())
        return Outcome(diagnostics=[found], built=False)
    pages = [replace(each, html=each.html.replace("See the", text)) for each in PAGES]
    site.build(root, site.Content(pages=pages))
    return Outcome(diagnostics=[], built=True)

serve(root, root / "site", rebuild, watch=[root / "playbook"], tell=lambda line: print(line, flush=True),
      port=8122, site_url="https://example.com/escalation/")
"""


@pytest.fixture
def project(tmp_path):
    """A project that is served; gives the address and the file to edit."""
    root = lay_out(tmp_path)
    file = root / "playbook" / "model.yml"

    def start(text):
        file.write_text(text)
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
        run = subprocess.Popen(
            [sys.executable, "-u", "-c", PROGRAM, str(root)], stdout=subprocess.PIPE, text=True, env=environment
        )
        started.append(run)
        return next(line.strip() for line in run.stdout if line.startswith("http")), file

    started = []
    yield start
    for run in started:
        run.terminate()
        run.wait()
        run.stdout.close()


def test_a_page_follows_the_files(project, page):
    """A save builds and shows the page again; a mistake is shown over the last good page until it is mended."""
    address, file = project("First words")
    page.goto(f"{address}kb/2025-11-20-billing/")
    expect(page.locator(".ep-page p").first).to_contain_text("First words")

    save(file, "Second words")
    expect(page.locator(".ep-page p").first).to_contain_text("Second words", timeout=BUILD)

    save(file, "factor: wrong")
    sheet = page.get_by_role("region", name="1 mistake in 1 file")
    expect(sheet).to_be_visible(timeout=BUILD)
    expect(sheet).to_contain_text(re.compile(r"the last good version, built at \d\d:\d\d:\d\d\."))
    expect(sheet).to_contain_text("playbook/model.yml:1:9 error[unknown-factor]")
    expect(sheet).to_contain_text("There is no factor “<img src=x onerror=alert(1)>”. Did you mean “severity”?")
    expect(sheet.locator("pre")).to_have_text("  1 | factor: wrong\n    |         ^^^^^", use_inner_text=True)
    expect(page.locator(".ep-page p").first).to_contain_text("Second words")

    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="1 mistake in 1 file").click()
    expect(sheet).to_be_visible()

    save(file, "Third words")
    expect(page.locator(".ep-page p").first).to_contain_text("Third words", timeout=BUILD)
    expect(page.locator(".ep-mistakes")).to_have_count(0)


def test_the_first_build_fails(project, page, watch):
    """There is no site yet: a bare page tells what is wrong, and becomes the site when it is mended."""
    address, file = project("factor: wrong")
    page.goto(f"{address}criteria/")
    expect(page.get_by_role("heading", name="There is no site yet")).to_be_visible()
    expect(page.get_by_role("region", name="1 mistake in 1 file")).to_contain_text("There is no version to show yet.")
    save(file, "First words")
    expect(page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=BUILD)
    watch.expect("status of 503")


def test_every_page_obeys_its_policy(project, page, watch):
    """The pages' scripts run and nothing is refused, under a path and on the page "not found" as well."""
    address, _ = project("First words")
    for name in ("", "calculator/", "escalation/sheet/", "escalation/kb/2025-11-20-billing/", "nothing/at/all/"):
        page.goto(f"{address}{name}")
        expect(page.locator("html")).to_have_class(re.compile(r"\bjs\b"))  # one of them has said so
    watch.expect("status of 404")


REFUSED = """async () => {
  const script = document.createElement("script");
  script.textContent = "document.title = 'ran'";
  const button = document.createElement("button");
  button.setAttribute("onclick", "document.title = 'ran'");
  const image = document.createElement("img");
  image.src = "https://example.org/x.png";
  const styled = document.createElement("p");
  styled.setAttribute("style", "color: rgb(1, 2, 3)");
  const base = document.createElement("base");
  base.href = "https://example.org/";
  document.body.append(script, button, image, styled, base);
  button.click();
  const fetched = await fetch("https://example.org/").then(() => "answered", () => "refused");
  return [getComputedStyle(styled).color !== "rgb(1, 2, 3)", document.baseURI.includes("example.org"), fetched];
}"""


def test_the_policy_refuses_what_nobody_wrote(project, page, watch):
    """Scripts, styles and requests that found their way into a page do nothing."""
    address, _ = project("First words")
    page.goto(f"{address}criteria/")
    title = page.title()
    assert page.evaluate(REFUSED) == [True, False, "refused"]
    assert page.title() == title
    for directive in ("script-src", "style-src", "img-src", "connect-src", "base-uri"):
        assert any(directive in line for line in watch.said), directive
    watch.forgive("violates|Refused|refused|blocked")
    watch.left.clear()
