"""The navigation: every page that is not stamped, in the order of the site and under the headings of its groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from escalation_playbook.pages.own import ADDRESS as OWN_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OWN: Final = "Guides"
"""Over the pages of one's own."""

GROUPS: Final[Mapping[str, Mapping[str, str]]] = {
    "": {"Home": ""},
    "In triage": {
        "Calculator": "calculator/",
        "Open cases": "open/",
        "Messages": "messages/",
        "Matrix": "matrix/",
        "Workflow": "workflow/",
        "Criteria": "criteria/",
        "Issue types": "taxonomy/",
        "Evidence": "evidence/",
        "Before a hotfix": "change-risk/",
    },
    _OWN: {},
    "What we learned": {"Knowledge base": "kb/", "Actions": "actions/", "Add what we learned": "learn/"},
    "The rules": {
        "Priorities": "priorities/",
        "Kinds": "kinds/",
        "How scoring works": "scoring/",
        "How it works in practice": "practice/",
        "Signals": "signals/",
        "Score sheet": "sheet/",
        "Reference": "reference/",
    },
}
"""Group → words of the navigation → address of the page. Cases are not listed: they stand under the knowledge base."""


def navigation(addresses: Sequence[str]) -> Sequence[Mapping[str, object]]:
    """The navigation over the pages at these addresses, as the site tool takes it; what is not there is left out."""
    made: list[Mapping[str, object]] = []
    for group, pages in GROUPS.items():
        listed: list[object] = [
            {words: f"{address}index.md"} for words, address in pages.items() if address in addresses
        ]
        if group == _OWN:  # by their own titles, which the page's file holds
            listed = [f"{address}index.md" for address in addresses if address.startswith(OWN_ADDRESS)]
        if listed:
            made += [{group: listed}] if group else cast("list[Mapping[str, object]]", listed)
    return made
