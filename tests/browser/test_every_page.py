"""Every page of a whole site in a browser: clean, complete on its host, and deaf to what a playbook may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import pytest
from playwright.sync_api import expect

from arriving import arrive
from escalation_calculator.check import check
from escalation_calculator.files import ALL_KINDS
from escalation_calculator.messages import MessageVariable
from escalation_calculator.scalars import Line, Prose, Template
from escalation_playbook import site
from escalation_playbook.checking import Checked, examine
from escalation_playbook.runtime.prepare import prepare
from tickets import OPEN, SCORED, choose, link, reaches, visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
ATTACK = (
    "zebra <script>window.ran=1</script>\"'><img src=x onerror=window.ran=2></title></textarea></template>-->"
    "<svg/onload=window.ran=3>&lt;script&gt;window.ran=4&lt;/script&gt; [x](javascript:window.ran=5) `a`"
)


def addresses(folder: Path) -> list[str]:
    """Every page of a site."""
    found = [path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html")]
    return sorted("" if path == "." else f"{path}/" for path in found)


HELD = {("currency", Line), ("email", Line | None), ("file", Line)}
"""Texts that the checks hold to a form: nothing else can stand there."""


def attacked(data: Any, hint: Any) -> Any:
    """The same data with an attack behind every text in which anything may stand."""
    if hint in {Line, Prose, Template}:
        return f"{data} {ATTACK}"
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        held = {name for name, kind in HELD if hints.get(name) == kind}
        if hint is MessageVariable and data.get("type", "text") != "text":
            held.add("example")
        return {n: attacked(each, hints[n]) if n in hints and n not in held else each for n, each in data.items()}
    inside = get_args(hint)
    if isinstance(data, dict) and get_origin(hint) is Mapping:
        return {name: attacked(each, inside[1]) for name, each in data.items()}
    if isinstance(data, list) and get_origin(hint) is tuple:
        return [attacked(each, inside[0]) for each in data]
    others = [each for each in inside if each is not type(None)]
    return attacked(data, others[0]) if len(others) == 1 and len(inside) == 2 else data  # something or nothing


def attacked_file(name: str, data: Any) -> Any:
    """A file with an attack in every text."""
    kind = next(kind for kind in ALL_KINDS if kind.files([name]))
    if not kind.key:
        return attacked(data, kind.type)
    return {key: attacked(each, tuple[kind.type, ...]) if key == kind.key else each for key, each in data.items()}


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped playbook with script text in every field of every file; built although the check refuses it."""
    files = {name: attacked_file(name, data) for name, data in examine(ROOT).files.items()}
    playbook, found = check(files)
    assert playbook is not None, found
    place = tmp_path_factory.mktemp("hostile") / "site"
    prepare(ROOT, print)
    site.build(ROOT, site.assemble(ROOT, Checked(playbook=playbook, located=(), files=files)), place)
    return place


def stays_text(page: Page) -> None:
    """Nothing ran, and no element came of a text."""
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x], svg[onload], [onerror], a[href^='javascript:']").count() == 0
    assert page.evaluate("[...document.scripts].every((each) => !each.textContent.includes('window.ran'))")


def results(page: Page) -> Locator:
    """What the search has found."""
    return page.get_by_role("listbox", name="Results").get_by_role("option")


def test_every_page_is_clean_and_asks_its_own_host_only(page, serve, shipped_site):
    """All that a page needs comes from where it stands, and nothing on it is refused.

    Of the pages of one folder the first searches: all have one script, which finds the index by its own address.
    """
    host = serve(shipped_site, prefix="/deep/handbook/")
    searched = set()
    for path in addresses(shipped_site):
        arrive(page, host.address + path)
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, path
        assert page.locator(".ep-foot").count() == 1, path
        expect(page.locator("[data-ep-search]")).to_be_enabled()
        folder = path.removesuffix("/").rpartition("/")[0]
        if folder not in searched:
            page.keyboard.press("/")
            page.get_by_role("combobox", name="Search").fill("data")
            expect(results(page).first).to_be_visible()
            searched.add(folder)


def test_script_text_in_every_field_is_text_on_every_page(page, serve, hostile_site):
    """It is shown and never runs; the console, which would tell of a refused script, stays clean."""
    host = serve(hostile_site)
    for path in addresses(hostile_site):
        arrive(page, host.address + path)
        if not path.startswith(("reference/", "learn/")):  # made from the program, not from a playbook
            assert "<script>window.ran=1</script>" in (page.locator(".ep-page").text_content() or ""), path
        stays_text(page)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("zebra")
    expect(results(page).first).to_contain_text("zebra")
    stays_text(page)


def test_script_text_in_every_field_is_text_in_every_answer(page, serve, hostile_site):
    """Scored and open, with each message: what the calculator says of it is text as well."""
    address = f"{serve(hostile_site).address}calculator/"
    for state, answers in (("scored", SCORED), ("open", OPEN)):
        visit(page, address + link(answers), state)
        expect(page.locator(".ep-owner__name")).to_contain_text("<script>window.ran=1</script>")
        for value in page.locator("[data-slot=message-pick] option").evaluate_all("(all) => all.map((o) => o.value)"):
            page.get_by_label("Which message").select_option(value)
            expect(page.locator("#message")).to_contain_text("<img src=x onerror=window.ran=2>")
        stays_text(page)
        page.goto("about:blank")
    visit(page, address)
    choose(page, "severity", "major")
    reaches(page, "open")
    stays_text(page)
