"""The check for cases that look like the same fault, back again."""

from collections import defaultdict

from escalation_calculator.case import Case
from escalation_calculator.files import Decoded, Entry
from escalation_calculator.model import Model


def check_repeats(decoded: Decoded) -> None:
    """Hint at every case with area and cause of an earlier one that does not say so, unless the issue types differ."""
    model = decoded.one(Model)
    if model is None:
        return
    choices = [fact.id for fact in model.value.facts if fact.type == "choice"]
    alike: dict[tuple[str, ...], list[Entry[Case]]] = defaultdict(list)
    for entry in decoded.all(Case):
        case = entry.value
        area = tuple(str(case.scoring.facts.get(name, "")) for name in choices)
        if case.causes is not None and any(area):
            alike[(*area, case.causes.short.casefold())].append(entry)
    for entries in alike.values():
        first, *later = sorted(entries, key=lambda entry: (entry.value.times.opened, entry.value.id))
        for entry in later:
            apart = None not in (first.value.issue, entry.value.issue) and first.value.issue != entry.value.issue
            if entry.value.repeat_of is None and not apart:
                entry.reading.hint(
                    "looks-like-repeat",
                    ("causes", "short"),
                    f"“{first.value.id}” had the same cause in the same area.",
                    f"Add “repeat_of: {first.value.id}”, or tell the two causes apart.",
                )
