"""Reviews: when a file is looked at again, what is told of it, and what the foot of its page says."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from escalation_calculator.check import check
from escalation_calculator.review import Review
from escalation_playbook.pages.reviewed import reviewed
from test_checks import CRITERIA, MODEL, good


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        ("2026-09-01", "10 days", "2026-09-11"),
        ("2026-09-01", "1 day", "2026-09-02"),
        ("2026-09-01", "2 weeks", "2026-09-15"),
        ("2026-09-01", "3 months", "2026-12-01"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2027-11-30", "3 months", "2028-02-29"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2026-12-31", "12 months", "2027-12-31"),
        ("9999-12-31", "999 months", "9999-12-31"),
        ("9999-12-31", "1 day", "9999-12-31"),
    ],
)
def test_a_review_is_due_by_the_calendar(last: str, every: str, due: str) -> None:
    """Months end on their last day where they are shorter; no calendar is left behind."""
    review = Review(owner="lead", last=date.fromisoformat(last), every=every)
    assert review.due.isoformat() == due


@pytest.mark.parametrize("every", ["90", "0 days", "3 month s", "1 year", "8 h", "1000 days", "-1 week", ""])
def test_only_days_weeks_and_months_are_taken(every: str) -> None:
    """Hours are no rhythm in which people read a file."""
    data = good()
    data[CRITERIA]["review"] = {"owner": "first", "last": "2026-09-01", "every": every}
    _, found = check(data)
    assert [(d.code, d.path) for d in found] == [("bad-period", ("review", "every"))]


@pytest.mark.parametrize(("after", "code"), [(-1, "time-in-future"), (0, ""), (30, ""), (31, "review-overdue")])
def test_what_is_told_depends_on_the_day(after: int, code: str) -> None:
    """On the day itself it is still in time; without a day nothing is told."""
    data = good()
    last = date(2026, 4, 1)
    data[MODEL]["review"] = {"owner": "first", "last": last.isoformat(), "every": "30 days"}
    _, found = check(data, (), last + timedelta(days=after))
    told = [(d.severity, d.code) for d in found if d.file == MODEL]
    assert told == ([("by-date", code)] if code else [])
    assert check(data)[1] == []


def test_the_foot_of_a_page_says_it() -> None:
    """Of a folder: which of its files comes next. Of a file that nobody reviews: nothing."""
    data = good()
    said = {"owner": "first", "every": "3 months"}
    data[CRITERIA]["review"] = said | {"last": "2026-09-01"}
    data["playbook/messages/note.yml"]["review"] = said | {"last": "2026-09-01"}
    data["playbook/messages/other.yml"] = data["playbook/messages/note.yml"] | {"review": said | {"last": "2026-08-01"}}
    playbook, found = check(data)
    assert found == []

    def state(source: str, day: str = "2026-10-01") -> tuple[str, ...] | None:
        one = reviewed(playbook, source, datetime.fromisoformat(f"{day}T12:00Z"))
        return one and (one.last, one.file, one.owner, one.due, "overdue" if one.overdue else "")

    assert state(CRITERIA) == ("1 Sep 2026", "", "First", "1 Dec 2026", "")
    assert state("playbook/messages/") == ("", "other.yml", "First", "1 Nov 2026", "")
    assert state(MODEL) is None
    assert state(CRITERIA, "2026-12-01")[-1] == ""
    assert state(CRITERIA, "2026-12-02")[-1] == "overdue"
    assert state("playbook/messages/", "2026-11-02")[-1] == "overdue"


def test_every_shipped_file_of_the_playbook_is_reviewed() -> None:
    """A rule that nobody looks at again grows old unseen."""
    root = Path(__file__).parents[1]
    files = [path for path in (root / "playbook").rglob("*") if path.suffix in {".yml", ".md"}]
    assert files
    assert [path.name for path in files if "\nreview:" not in path.read_text(encoding="utf-8")] == []
