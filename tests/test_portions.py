"""A long page is laid out in portions while it comes."""

from __future__ import annotations

import pytest

from escalation_playbook.portions import in_portions

SCRIPT = '<script src="../assets/ep/early.js"></script>'
ROW = "<tr><td>One</td> <td>Two</td></tr>"
CODE = '<article class="ep-template ep-reference__code"><p>One</p></article>'
LONG = 600 // 3
"""Rows that have 600 elements."""


def table(rows: int) -> str:
    """A table of many rows alike."""
    return f"<table><tbody>\n{f'{chr(10)}'.join([ROW] * rows)}\n</tbody></table>"


def test_a_long_table_comes_in_portions_alike() -> None:
    """Between two rows of it stands the script, 200 elements after the one before; nothing else changes."""
    made = in_portions(table(LONG), "../")
    portions = made.split(SCRIPT)
    assert "".join(portions) == table(LONG)
    assert [each.count("</") for each in portions] == [201, 201, 200]
    assert all(each.endswith("</tr>") for each in portions[:-1])


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(table(99), id="short"),
        pytest.param(f"<div>{'<p>One</p>' * 500}</div>", id="nothing alike that a script may stand between"),
        pytest.param(f"<template>{table(LONG)}</template>", id="in a template"),
        pytest.param(f"<form></form>{SCRIPT}{table(LONG)}", id="where its template has the script"),
        pytest.param(f"<section>{CODE * 300}</section>", id="laid out when scrolled to"),
    ],
)
def test_what_stays_whole(html: str) -> None:
    """A script stands nowhere that it gains nothing, or would be copied to other places with."""
    assert in_portions(html, "../") == html
