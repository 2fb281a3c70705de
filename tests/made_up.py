"""The data of a small made-up playbook, for tests that vary its numbers and conditions."""

from collections.abc import Sequence
from datetime import datetime

GERMAN = {
    "name": "Deutsch",
    "weekdays": ["Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."],
    "months": ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
    "today": "{{ clock }} Uhr ({{ city }})",
    "other_day": "{{ weekday }}, {{ day }}. {{ month }}, {{ clock }} Uhr ({{ city }})",
    "other_year": "{{ weekday }}, {{ day }}. {{ month }} {{ year }}, {{ clock }} Uhr ({{ city }})",
    "passed": "{{ time }}, bereits vorbei",
    "not_promised": "nicht zugesagt",
    "minute": "Minute",
    "minutes": "Minuten",
    "hour": "Stunde",
    "hours": "Stunden",
    "day": "Tag",
    "days": "Tage",
    "week": "Woche",
    "weeks": "Wochen",
    "business": "{{ span }} (Geschäftszeit)",
    "every": "alle {{ span }}",
    "every_hour": "jede Stunde",
    "every_day": "jeden Tag",
    "every_week": "jede Woche",
    "priorities": {"P1": "Kritisch", "P2": "Hoch", "P3": "Mittel", "P4": "Niedrig", "standard": "Regulär"},
}
"""The words of a language beside English."""

NOW = datetime.fromisoformat("2026-03-02T10:00+01:00")


def playbook_data(
    points: Sequence[Sequence[int]], begins: Sequence[int], criteria: Sequence[dict[str, object]]
) -> dict[str, object]:
    """Three factors `f0`, `f1`, `f2` of options a, b, c (`f2` follows `users`), facts `users`, `exposed`, `replies`."""
    ranges = [{"at_most": 1}, {"at_least": 2, "at_most": 4}, {"at_least": 5}]
    factors = [
        {
            "id": f"f{i}",
            "name": f"Factor {i}",
            "question": f"How much of {i}?",
            "why": "Because.",
            "options": [
                {"id": name, "label": f"Option {name}", "how_to_tell": "Look.", "points": points[i][n]}
                | ({"range": ranges[n]} if i == 2 else {})
                for n, name in enumerate("abc")
            ],
        }
        | ({"follows": "users"} if i == 2 else {})
        for i in range(3)
    ]
    facts = [
        {"id": "users", "name": "Users", "question": "How many?", "type": "number"},
        {"id": "exposed", "name": "Exposed", "question": "Is it?", "type": "yes-no"},
        {"id": "replies", "name": "Replies", "question": "How many?", "type": "number"},
        {"id": "classified", "name": "Classified", "question": "When?", "type": "time"},
    ]
    priorities = [
        {
            "priority": priority,
            "name": f"Word {priority}",
            "at_least": begins[3 - i],
            "means": "This.",
            "triggers": "That.",
            "calls_senior": "no",
            "message": "note",
        }
        for i, priority in enumerate(("P1", "P2", "P3", "P4"))
    ]
    route = {"name": "Standard route", "means": "This.", "triggers": "That.", "owner": "first", "message": "note"}
    promise = {"acknowledge": "15 min", "first_update": "1 h", "cadence": "2 h"}
    rest = {"title": "T", "kind": "functional", "leads_to": {"level": "one"}, "rationale": "R.", "examples": ["E."]}
    return {
        "playbook/model.yml": {
            "id": "made-up",
            "version": 1,
            "segment_factor": "f0",
            "clock_fact": "classified",
            "factors": factors,
            "facts": facts,
            "priorities": priorities,
            "standard_route": route,
            "margin": {"points": 1, "reviewer": "first", "within": "30 min"},
        },
        "playbook/criteria.yml": {"criteria": [rest | dict(criterion) for criterion in criteria]},
        "playbook/matrix.yml": {
            "zone": "Europe/Berlin",
            "levels": [{"id": "one", "name": "One", "owner": "first", "does": "All."}],
            "roles": [
                {
                    "id": "first",
                    "name": "First",
                    "level": "one",
                    "does": "All.",
                    "contact": {"email": "first@example.com"},
                    "zone": "Europe/Berlin",
                    "parts": dict.fromkeys(("P1", "P2", "P3", "P4"), "owns"),
                }
            ],
            "commitments": {p: {"any": promise} for p in ("P1", "P2", "P3", "P4", "standard")},
        },
        "playbook/variables.yml": {"variables": []},
        "playbook/messages/note.yml": {
            "title": "Note",
            "stage": "acknowledge",
            "audience": "customer",
            "use_when": "Always.",
            "channels": {"chat": {"body": "{{ priority }} by {{ acknowledge_by }}"}},
        },
    }
