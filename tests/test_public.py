"""What is kept inside is on no page for the public, and in nothing that its scripts load."""

from copy import deepcopy
from datetime import datetime
from pathlib import Path

from escalation_calculator.files import MATRIX
from escalation_playbook.checking import Checked, examine
from escalation_playbook.pages import PageContext
from escalation_playbook.public import public
from escalation_playbook.render import render_pages
from escalation_playbook.site import _for_browser

ROOT = Path(__file__).parents[1]
SHIPPED = examine(ROOT)
INSIDE = {"+1 202 555 0142", "page engineering-on-call", "+1 202 555 0158", "legal@example.com", "sponsor@example.com"}
OUTSIDE = {"#esc-p1", "oncall@example.com", "support@example.com", "+1 202 555 0117"}


def written(checked: Checked) -> str:
    """Everything that a site is made of, without the example of the reference."""
    assert checked.playbook is not None
    context = PageContext(now=datetime.fromisoformat("2026-03-02T09:00+01:00"))
    pages = [page for page in render_pages(checked.playbook, context) if not page.address.startswith("reference/")]
    return "\n".join([*(page.html for page in pages), _for_browser(checked)])


def test_the_ways_kept_inside_are_left_out_everywhere() -> None:
    """Some ways of a contact, or all of it; what may be seen stays."""
    before, after = written(SHIPPED), written(public(SHIPPED))
    assert {each for each in INSIDE | OUTSIDE if each not in before} == set()
    assert {each for each in INSIDE if each in after} == set()
    assert {each for each in OUTSIDE if each not in after} == set()
    assert "known inside" in after
    assert "known inside" not in before


def test_which_ways_there_are_inside_is_not_told_either() -> None:
    """The list of them is left out with them."""
    kept = [role["contact"].get("internal") for role in SHIPPED.files[MATRIX]["roles"]]
    told = [role["contact"].get("internal") for role in public(SHIPPED).files[MATRIX]["roles"]]
    assert any(kept)
    assert not any(told)


def test_nothing_else_is_changed() -> None:
    """Roles, hours and promises are the same, and the files that were read stay as they are."""
    files = deepcopy(SHIPPED.files)
    found = public(SHIPPED).playbook
    assert found is not None
    assert SHIPPED.playbook is not None
    assert SHIPPED.files == files
    assert found.matrix.commitments == SHIPPED.playbook.matrix.commitments
    assert [role.id for role in found.matrix.roles] == [role.id for role in SHIPPED.playbook.matrix.roles]
    assert found.cases == SHIPPED.playbook.cases
