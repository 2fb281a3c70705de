"""Answers to a question stand side by side where their words have room, and in rows elsewhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from escalation_calculator.rules import Rules
from escalation_playbook.checking import examine
from escalation_playbook.pages.calculator import calculator


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        (["Nothing", "A task", "Everything"], 0),
        (["Incomprehensibilities", "Counterrevolutionary", "Disproportionately"], 0),
        (["No", "Little", "Much", "Everything"], 0),
        (["No", "Little", "Much", "Unavailability"], 2),
        (["No", "Little", "Business", "A main task", "Question"], 0),
        (["No", "Little", "Much", "A main task", "All unavailable"], 3),
        (["0", "1", "2", "3", "4"], 0),
        (["0", "1", "2", "3", "4", "5"], 3),
        (["数据丢失影响所有用户", "否", "少", "多", "无"], 3),
    ],
)
def test_long_words_have_room(labels: list[str], columns: int) -> None:
    """The longest word decides, and how many answers there are."""
    playbook = examine(Path(__file__).parents[1]).playbook
    assert playbook is not None
    first, *_ = playbook.model.factors
    options = tuple(replace(first.options[0], id=f"o{n}", label=label) for n, label in enumerate(labels))
    model = replace(playbook.model, factors=(*playbook.model.factors, replace(first, id="more", options=options)))
    page = calculator(Rules(replace(playbook, model=model)))
    assert page.data["questions"][-1].columns == columns
