"""Checks of a case's times: each in its order, told at the one that breaks it."""

import itertools
from collections import Counter
from typing import Final

from escalation_calculator.case import Case
from escalation_calculator.reading import Reading

_LINES: Final = (
    ("opened", "classified", "assigned", "acknowledged", "resolved"),
    ("opened", "classified", "contained", "resolved"),
    ("opened", "escalated", "resolved"),
)
"""What comes before what. A case may be escalated before it is classified, and contained before anybody confirms."""

_PAIRS: Final = tuple(dict.fromkeys(pair for line in _LINES for pair in itertools.combinations(line, 2)))

_MEND: Final = "Look at the date and at the offset from UTC."


def check_times(case: Case, reading: Reading) -> None:
    """Report times and events that lie before what must come before them."""
    times = vars(case.times)
    wrong = [(one, two) for one, two in _PAIRS if (before := times[one]) and (after := times[two]) and after < before]
    while wrong:
        # the one that most others speak against; of two alone, the later one
        number = Counter(name for pair in wrong for name in reversed(pair))
        name = number.most_common(1)[0][0]
        one, two = next(pair for pair in wrong if name in pair)
        said = f"“{two}” lies before “{one}”." if name == two else f"“{one}” lies after “{two}”."
        reading.report("times-out-of-order", ("times", name), said, _MEND)
        wrong = [pair for pair in wrong if name not in pair]
    for i, (before, after) in enumerate(itertools.pairwise(case.timeline)):
        if after.at < before.at:
            place = ("timeline", i + 1, "at")
            reading.report("times-out-of-order", place, "This event lies before the one above it.", _MEND)
