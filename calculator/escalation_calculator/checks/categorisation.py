"""Checks of the categorisation rules: each suggests something that can be answered, and says one thing once."""

from collections.abc import Mapping

from escalation_calculator.categorisation import HOLES, Categorisation, CategorisationRule
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import Decoded
from escalation_calculator.model import Model
from escalation_calculator.phrases import split
from escalation_calculator.reading import Reading
from escalation_calculator.taxonomy import Taxonomy
from escalation_calculator.variables import Variable, variables

from .answers import asked, check_answers
from .names import reference, unique


def check_categorisation(decoded: Decoded) -> None:
    """Report what is wrong in the categorisation rules."""
    entry, model, taxonomy = decoded.one(Categorisation), decoded.one(Model), decoded.one(Taxonomy)
    if entry is None:
        return
    reading, rules = entry.reading, entry.value.rules
    unique(reading, [(("rules", i, "id"), rule.id) for i, rule in enumerate(rules)], "rule")
    for name in ("numbers", "units"):
        for word in getattr(entry.value, name):
            if len(split(word)) != 1:
                message = f"“{word}” is not one word."
                reading.report("not-one-word", (name, word), message, "Write a single word.", on_key=True)
    issues = [issue.id for _, issue in taxonomy.value.issues] if taxonomy is not None else []
    seen: dict[tuple[str, str], str] = {}
    for i, rule in enumerate(rules):
        path: Path = ("rules", i)
        _phrases(rule, reading, path)
        if rule.issue is None and not rule.suggests:
            message = f"“{rule.id}” suggests nothing."
            reading.report("no-suggestion", path, message, "Add “issue:” or “suggests:”.", on_key=True)
        if rule.issue is not None and taxonomy is not None:
            reference(reading, (*path, "issue"), rule.issue, issues, "issue")
        if model is not None:
            _suggests(rule, variables(model.value), reading, path)
        _once(rule, seen, reading, path)


def _phrases(rule: CategorisationRule, reading: Reading, path: Path) -> None:
    """Each phrase has words, and at most one hole, for which the rule has a use."""
    if not rule.phrases:
        message = f"“{rule.id}” has no phrase."
        reading.report("no-words", (*path, "phrases"), message, "Add what a customer would write.", on_key=True)
    taken = {value for value in rule.suggests.values() if value in HOLES}
    for name, wanted in (("phrases", taken), ("unless_near", set[int | str]())):
        for j, phrase in enumerate(getattr(rule, name)):
            place: Path = (*path, name, j)
            holes = [word for word in split(phrase) if word in HOLES]
            if not [word for word in split(phrase) if word not in HOLES]:
                message = f"“{phrase}” has no words."
                reading.report("no-words", place, message, "Write words, as a customer would.")
            elif "{" in phrase and (not holes or phrase.count("{") > 1):
                message = f"“{phrase}” holds something else than one “{{number}}” or “{{duration}}”."
                reading.report("bad-hole", place, message, suggestion(phrase[phrase.find("{") :], HOLES))
            elif name == "phrases" and set(holes) != wanted:
                _unmatched(rule, phrase, holes, reading, place)


def _unmatched(rule: CategorisationRule, phrase: str, holes: list[str], reading: Reading, place: Path) -> None:
    """A number in the phrase that nothing takes, or the other way round."""
    if holes:
        message = f"Nothing takes the {holes[0]} of “{phrase}”."
        mend = f'Write a fact with "{holes[0]}" behind it below “suggests:”.'
    else:
        message = f"“{phrase}” has no number, and “{rule.id}” suggests one."
        mend = "Make a rule of its own for it."
    reading.report("bad-hole", place, message, mend)


def _suggests(rule: CategorisationRule, known: Mapping[str, Variable], reading: Reading, path: Path) -> None:
    check_answers({n: v for n, v in rule.suggests.items() if v not in HOLES}, known, reading, (*path, "suggests"))
    for name, value in rule.suggests.items():
        if value not in HOLES:
            continue
        place: Path = (*path, "suggests", name)
        variable = asked(name, known, reading, place)
        if variable is not None and variable.type != HOLES[str(value)]:
            message = f"“{name}” does not take a {HOLES[str(value)]}."
            reading.report("bad-value", place, message, f"Write {variable.how_written}.")


def _once(rule: CategorisationRule, seen: dict[tuple[str, str], str], reading: Reading, path: Path) -> None:
    """The same words suggest something about the same thing once."""
    about = [*rule.suggests, *([] if rule.issue is None else [""])]
    for j, phrase in enumerate(rule.phrases):
        words = " ".join(split(phrase))
        before = [seen[name, words] for name in about if (name, words) in seen]
        if words and before:
            message = f"“{phrase}” stands in “{before[0]}” already."
            reading.report("phrase-twice", (*path, "phrases", j), message, "Leave it with one of them.")
        seen.update(dict.fromkeys(((name, words) for name in about), rule.id))
