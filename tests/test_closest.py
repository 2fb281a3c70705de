"""What a misspelt name was meant to be, and what guessing may cost."""

import time
from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_calculator.diagnostics import closest, suggestion

MANY = [f"area-{i:04}" for i in range(5000)]
NAMES = st.text("abc-", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("wrong", "names", "told"),
    [
        ("sevrity", ["impact", "severity"], "Did you mean “severity”?"),
        ("zzz", ["impact", "severity"], "Known: impact, severity."),
        ("severity-of-all-that-is-wrong", ["severity"], "Known: severity."),
        ("x", [], ""),
        ("area-00000", MANY, f"Known: {', '.join(MANY[:8])} and 4992 more."),
    ],
)
def test_a_wrong_name(wrong, names, told):
    """A close one is proposed, else those that are known; among thousands nothing is guessed."""
    assert suggestion(wrong, names) == told


@given(NAMES, st.lists(NAMES, max_size=8), st.sampled_from([0.6, 0.8]))
def test_what_is_left_out_could_not_be_close(wrong, names, cutoff):
    """Names of quite another length are not compared, and the guess is the same."""
    assert closest(wrong, names, cutoff) == get_close_matches(wrong, names, n=1, cutoff=cutoff)


def test_guessing_costs_no_more_among_thousands():
    """Thousands of wrong names against thousands of known ones would otherwise take minutes."""

    def took(known: list[str]) -> float:
        start = time.process_time()
        for i in range(50):
            closest(f"aera-{i:04}", known, 0.6)
        return time.process_time() - start

    assert took(MANY) < 5 * took(MANY[:600])
