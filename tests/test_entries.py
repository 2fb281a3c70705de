"""The entries of the search, taken from marked HTML: sections and whole pages alike."""

import json

import pytest

from escalation_playbook.entries import entries, search_file
from escalation_playbook.render import RenderedPage


def page(html: str, *, address: str = "rules/", title: str = "Rules", stamped: bool = False) -> RenderedPage:
    """A page of this HTML."""
    return RenderedPage(address=address, title=title, description="", html=html, source="", stamped=stamped)


def mark(kind: str, title: str, **more: str) -> str:
    """What marks an element as an entry."""
    given = {"entry": kind, "title": title} | more
    return " ".join(f'data-ep-{name}="{value}"' for name, value in given.items())


ROOT = mark("Pages", "Rules")


A = mark("Criteria", "A", name="a")
R = mark("Roles", "R", name="r")
FOUND = {
    "a page": (f"<div {ROOT}><h1>Rules</h1><p>All of them.</p></div>", [("Rules", "rules/", "All of them.")]),
    "no mark, no entry": ("<div><p>Said to nobody.</p></div>", []),
    "a page falls apart at its headings": (
        f'<p {ROOT}><h1>Rules</h1>First<h2 id="who">Who <code>is</code></h2><h2>None</h2><h2 id="on">On</h2>Now</p>',
        [("Rules", "rules/", "First"), ("Who is", "rules/#who", "None"), ("On", "rules/#on", "Now")],
    ),
    "an entry is no part of what is around it": (
        f'<div {ROOT}>All<details {A}><h2 id="a">A</h2>alone</details>again</div>',
        [("Rules", "rules/", "All again"), ("A", "rules/#a", "alone")],
    ),
    "a page of its own stays whole": (
        f'<div {A}><h1>A</h1>one<h2 id="when">When</h2>two</div>',
        [("A", "rules/", "one When two")],
    ),
    "what is marked twice is one": (
        f'<tr {R}><th id="r">R</th><td>calls</td></tr><tr {R}><td>does</td></tr>',
        [("R", "rules/#r", "calls does")],
    ),
    "words as they are read": (
        f"<p {ROOT}>A <b>bo</b>ld w<wbr>ord &amp; <button>Copy</button><i data-pagefind-ignore>-</i><br>x<p>y</p></p>",
        [("Rules", "rules/", "A bold word & x y")],
    ),
}


@pytest.mark.parametrize(("html", "found"), FOUND.values(), ids=FOUND)
def test_a_mark_makes_an_entry(html: str, found: list[tuple[str, str, str]]) -> None:
    """Title, address and words."""
    said = [
        (each.title, each.address, " ".join("".join(text for _, text in each.texts).split()))
        for each in entries(page(html))
    ]
    assert [(title, address, text.removeprefix(f"{title} ")) for title, address, text in said] == found


def test_a_language_is_a_stretch_of_its_own() -> None:
    """So that a reader's software speaks it as it is written."""
    html = f'<div {ROOT}>It says: <p lang="de">Guten Tag</p> and goes on</div>'
    (entry,) = entries(page(html))
    assert [(tag, text.strip()) for tag, text in entry.texts] == [
        ("", "It says:"),
        ("de", "Guten Tag"),
        ("", "and goes on"),
    ]


ALSO = {
    "what is marked is said in the text, too": (
        f"<tr {A}><th>A<span data-ep-also>alpha; al<wbr>ef</span></th><td>first</td></tr>",
        ("alpha; alef", "alpha; alef first"),
    ),
    "a section goes by its id": (f'<p {ROOT}><h2 id="_days-off">When nobody is there</h2>Now</p>', ("days off", "Now")),
    "unless that is its title": (f'<p {ROOT}><h2 id="days-off">Days off</h2>Now</p>', ("", "Now")),
    "a part of a section has a name of its own": (
        f'<p {ROOT}><h2 id="_who">Who</h2><h3 data-ep-also>By day</h3>They<h3 data-ep-also>By night</h3>We</p>',
        ("who By day By night", "By day They By night We"),
    ),
}


@pytest.mark.parametrize(("html", "found"), ALSO.values(), ids=ALSO)
def test_an_entry_goes_by_other_words(html: str, found: tuple[str, str]) -> None:
    """Aliases, ids and the names of parts count for more than words of a text."""
    entry = json.loads(search_file([page(html)], []))["entries"][-1]
    assert (entry.get("also", ""), entry["texts"][0][1]) == found


def test_what_is_empty_is_not_sent() -> None:
    """The file is fetched whole: it holds what is there. Cases are not in it."""
    html = f"<div {mark('Priorities', 'P1 Critical', priority='P1', badge='P1', end='now')}><h1>P1</h1>Wake them.</div>"
    found = search_file([page(html), page(html, stamped=True)], [("outage", "down")])
    assert json.loads(found) == {
        "synonyms": [["outage", "down"]],
        "entries": [
            {
                "kind": "Priorities",
                "title": "P1 Critical",
                "address": "rules/",
                "priority": "P1",
                "badge": "P1",
                "end": "now",
                "texts": [["", "Wake them."]],
            },
        ],
    }
