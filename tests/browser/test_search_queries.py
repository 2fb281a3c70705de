"""What an agent types, and what must come first: the table in `queries.txt`, on the shipped playbook."""

from pathlib import Path

from playwright.sync_api import expect

TABLE = [
    line.split(" -> ")
    for line in Path(__file__).with_name("queries.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]


def test_what_is_looked_for_comes_first(page, serve, shipped_site):
    """One page answers the whole table, through the dialog itself; whatever comes instead is named."""
    page.goto(serve(shipped_site, prefix="/escalation/").address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    dialog = page.locator("dialog.ep-search")
    others = []
    for words, wanted in TABLE:
        field.fill(words)
        expect(dialog).to_have_attribute("data-answers", words, timeout=60_000)
        first = page.get_by_role("option", selected=True)
        kind = first.locator("xpath=ancestor::*[@role='group']").get_attribute("aria-label") if first.count() else ""
        found = f"{kind}: {first.locator('.ep-search__title').inner_text()}" if kind else "nothing"
        if found != wanted:
            others.append(f"{words} -> {found}, not {wanted}")
    assert others == []
    assert len(TABLE) >= 40
