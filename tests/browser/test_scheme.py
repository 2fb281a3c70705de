"""Light and dark: as the system has it, or as a reader chose, for the page and for what a phone draws around it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from escalation_playbook import site
from escalation_playbook.runtime.prepare import prepare

ROOT = Path(__file__).parents[2]
LIGHT, DARK = "rgb(244, 247, 247)", "rgb(11, 16, 17)"
"""The header in each scheme."""
AROUND = """
() => {
  const all = [...document.querySelectorAll("meta[name=theme-color]")];
  const { content } = all.find(({ media }) => matchMedia(media).matches);
  const [red, green, blue] = content.match(/[0-9a-f]{2}/g).map((part) => parseInt(part, 16));
  return `rgb(${red}, ${green}, ${blue})`;
}
"""
PALETTE = """
  palette:
    - media: "(prefers-color-scheme)"
      toggle: {icon: material/brightness-auto, name: As the system has it}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Dark colours}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Light colours}
"""
"""As the theme's documentation has it for light, dark and automatic."""


def is_(page, color):
    """The header has this colour, and so has what a phone draws around the page."""
    expect(page.locator(".ep-header")).to_have_css("background-color", color)
    assert page.evaluate(AROUND) == color


@pytest.fixture
def dark(chromium):
    """A page whose system is dark."""
    context = chromium.new_context(color_scheme="dark")
    yield context.new_page()
    context.close()


def test_a_phone_s_bar_goes_with_the_page(dark, serve, shipped_site):
    """With the system until a choice is made, then with the choice, also when the page or the system changes."""
    dark.goto(serve(shipped_site).address)
    expect(dark.get_by_title("Light colours")).to_be_visible()
    is_(dark, DARK)
    dark.get_by_title("Light colours").click()
    is_(dark, LIGHT)
    dark.reload()
    expect(dark.get_by_title("Dark colours")).to_be_visible()
    is_(dark, LIGHT)
    dark.emulate_media(color_scheme="light")
    is_(dark, LIGHT)
    dark.get_by_title("Dark colours").click()
    is_(dark, DARK)
    dark.reload()
    expect(dark.get_by_title("Light colours")).to_be_visible()
    is_(dark, DARK)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site whose owner has set a third choice."""
    project = tmp_path_factory.mktemp("three")
    shutil.copytree(ROOT / "tests/table", project, dirs_exist_ok=True)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(re.sub(r"(?m)^theme:\n( .*\n)+", rf"\g<0>{PALETTE[1:]}", settings), "utf-8")
    (project / "build/docs").mkdir(parents=True)
    prepare(ROOT, print)
    site.build(project, site.assemble(project), project / "site")
    return project / "site"


def test_a_third_choice_follows_the_system(dark, serve, three):
    """It is the one that is made at first, follows every change of the system, and can be gone back to."""
    dark.goto(serve(three).address)
    switch = dark.locator("[data-ep-schemes]")
    expect(switch.get_by_title("As the system has it")).to_be_visible()
    is_(dark, DARK)
    dark.emulate_media(color_scheme="light")
    is_(dark, LIGHT)
    switch.get_by_title("As the system has it").click()
    expect(switch.get_by_title("Dark colours")).to_be_visible()
    is_(dark, LIGHT)
    dark.emulate_media(color_scheme="dark")
    is_(dark, LIGHT)
    switch.get_by_title("Dark colours").click()
    switch.get_by_title("Light colours").click()
    expect(switch.get_by_title("As the system has it")).to_be_visible()
    is_(dark, DARK)
    dark.reload()
    dark.emulate_media(color_scheme="light")
    expect(switch.get_by_title("As the system has it")).to_be_visible()
    is_(dark, LIGHT)
