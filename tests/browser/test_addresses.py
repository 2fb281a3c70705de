"""Addresses as people mistype them: no sign in one breaks a page, and no key in one is taken for another."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tickets import visit


@pytest.mark.parametrize(
    ("fragment", "state"),
    [("sla_left=17%", "open"), ("%E0%A4%A", "ready"), ("=&==&&=%", "ready"), ("severity=%ZZ&severity", "ready")],
)
def test_a_fragment_of_odd_signs_breaks_nothing(page, address, fragment, state):
    """A link typed by hand may hold a lone per cent sign: the calculator starts, and uses what can be read."""
    visit(page, f"{address}#{fragment}", state)


@pytest.mark.parametrize("page_name", ["criteria/", "kb/", "matrix/"])
def test_a_place_that_cannot_be_read_is_no_place(page, address, page_name):
    """The page is there, and its scripts go on: the search can be opened."""
    page.goto(f"{address.removesuffix('calculator/')}{page_name}#100%")
    expect(page.locator("[data-ep-search]")).to_be_enabled()


def test_only_names_of_questions_are_taken_for_them(page, address):
    """What is the id of something in the form, or a word of the language, is an unknown key like any other."""
    keys = ("fact-users_affected", "question-severity", "facts", "__proto__", "constructor")
    visit(page, f"{address}#model=saas-support&version=1&{'=7&'.join(keys)}=7")
    expect(page.locator("[name=users_affected]")).to_have_value("")
    for key in keys:
        expect(page.locator(".ep-notices")).to_contain_text(f"There is no factor or fact “{key}”.")
        assert f"{key}=7" in page.url


DAMAGED = "The link is cut off or damaged: check every answer."


@pytest.mark.parametrize(
    "fragment",
    [
        "model=saas-support&version=1&severity=major&users_affected=2%",
        "severity=maj%E0%A4&impact=none",
        "severity=major&imp",
        "%",
    ],
)
def test_a_damaged_link_is_told(page, address, fragment):
    """A part that is cut or cannot be read is said aloud once, before anybody trusts the answers."""
    visit(page, f"{address}#{fragment}", None)
    told = page.locator(".ep-notices li", has_text=DAMAGED)
    expect(told).to_have_count(1)
    expect(page.locator("ep-calculator")).to_have_attribute("data-state", re.compile("open|ready"), timeout=60_000)
    expect(told).to_have_count(1)


def test_a_whole_link_is_not_called_damaged(page, address):
    """Signs that are written as they should be, and spaces as plus, are no damage."""
    visit(page, f"{address}#model=saas-support&version=1&severity=major&sla_left=17+%25", "open")
    expect(page.locator(".ep-notices")).to_be_hidden()
