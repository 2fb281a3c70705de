"""The navigation: every page that is not stamped, in the order of the site and under the headings of its groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from escalation_calculator.strings import english, t
from escalation_playbook.pages.own import ADDRESS as OWN_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OWN: Final = english("Guides")
"""Over the pages of one's own."""

GROUPS: Final[Mapping[str, Mapping[str, str]]] = {
    "": {english("Home"): ""},
    english("In triage"): {
        english("Calculator"): "calculator/",
        english("Open cases"): "open/",
        english("Messages"): "messages/",
        english("Matrix"): "matrix/",
        english("Workflow"): "workflow/",
        english("Criteria"): "criteria/",
        english("Issue types"): "taxonomy/",
        english("Evidence"): "evidence/",
        english("Before a hotfix"): "change-risk/",
    },
    _OWN: {},
    english("What we learned"): {
        english("Knowledge base"): "kb/",
        english("Actions"): "actions/",
        english("Add what we learned"): "learn/",
    },
    english("The rules"): {
        english("Priorities"): "priorities/",
        english("Kinds"): "kinds/",
        english("How scoring works"): "scoring/",
        english("How it works in practice"): "practice/",
        english("Signals"): "signals/",
        english("Score sheet"): "sheet/",
        english("Reference"): "reference/",
    },
}
"""Group → words of the navigation → address of the page. Cases are not listed: they stand under the knowledge base."""


def navigation(addresses: Sequence[str]) -> Sequence[Mapping[str, object]]:
    """The navigation over the pages at these addresses, as the site tool takes it; what is not there is left out."""
    made: list[Mapping[str, object]] = []
    for group, pages in GROUPS.items():
        listed: list[object] = [
            {t(words): f"{address}index.md"} for words, address in pages.items() if address in addresses
        ]
        if group == _OWN:  # by their own titles, which the page's file holds
            listed = [f"{address}index.md" for address in addresses if address.startswith(OWN_ADDRESS)]
        if listed:
            made += [{t(group): listed}] if group else cast("list[Mapping[str, object]]", listed)
    return made
