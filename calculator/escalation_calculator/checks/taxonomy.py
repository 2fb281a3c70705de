"""Checks of the taxonomy: its areas are those of the model, and every issue type leads to what is there."""

from collections.abc import Mapping

from escalation_calculator.diagnostics import Path, closest
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.model import Model
from escalation_calculator.phrases import split
from escalation_calculator.reading import Reading
from escalation_calculator.taxonomy import IssueType, Taxonomy
from escalation_calculator.variables import Variable, variables

from .answers import check_answers
from .areas import product_areas
from .names import reference, unique


def check_taxonomy(decoded: Decoded) -> None:
    """Report what is wrong in the taxonomy; where there is none, nothing is."""
    entry, model, matrix = decoded.one(Taxonomy), decoded.one(Model), decoded.one(Matrix)
    if entry is None or not entry.value.areas:
        return
    taxonomy, reading = entry.value, entry.reading
    unique(reading, [((*path, "id"), issue.id) for path, issue in _placed(taxonomy)], "issue type")
    _aliases(taxonomy, reading)
    for i, area in enumerate(taxonomy.areas):
        if not area.issues:
            message = f"“{area.area}” has no issue type."
            reading.report("no-issues", ("areas", i, "issues"), message, "Add at least one.", on_key=True)
    if matrix is not None:
        roles = [role.id for role in matrix.value.roles]
        for path, issue in _placed(taxonomy):
            reference(reading, (*path, "owner"), issue.owner, roles, "role")
    if model is not None:
        known = variables(model.value)
        _areas(taxonomy, model.value, reading)
        _severities(taxonomy, known, reading)
        check_answers(taxonomy.ordinary, known, reading, ("ordinary",))
        for path, issue in _placed(taxonomy):
            check_answers(issue.facts, known, reading, (*path, "facts"))


def _placed(taxonomy: Taxonomy) -> list[tuple[Path, IssueType]]:
    return [
        (("areas", i, "issues", j), issue)
        for i, area in enumerate(taxonomy.areas)
        for j, issue in enumerate(area.issues)
    ]


def _aliases(taxonomy: Taxonomy, reading: Reading) -> None:
    """Two issue types under one word, or one under the same word twice; case, accents and signs make no difference."""
    seen: dict[tuple[str, ...], str] = {}
    for path, issue in _placed(taxonomy):
        places: list[tuple[Path, str]] = [((*path, "name"), issue.name)]
        places += [((*path, "aliases", i), alias) for i, alias in enumerate(issue.aliases)]
        for place, phrase in places:
            words = tuple(split(phrase))
            if not words:
                reading.report("no-words", place, f"“{phrase}” has no words.", "Write words, as a customer would.")
            elif words in seen:
                message = f"“{phrase}” already stands for “{seen[words]}”."
                reading.report("alias-twice", place, message, "Leave it with one of them.")
            else:
                seen[words] = issue.id


def _areas(taxonomy: Taxonomy, model: Model, reading: Reading) -> None:
    """The areas and the product areas of the model are the same, each once."""
    choices = product_areas(model, [area.area for area in taxonomy.areas], reading, ("areas",))
    if not choices:
        return
    seen: set[str] = set()
    for i, area in enumerate(taxonomy.areas):
        place: Path = ("areas", i, "area")
        reference(reading, place, area.area, choices, "area")
        if area.area in seen:
            message = f"“{area.area}” stands further up already."
            reading.report("area-twice", place, message, "Put its issue types together.")
        seen.add(area.area)
    meant = {name for area in seen.difference(choices) for name in closest(area, sorted(choices), 0.6)}  # and told
    for choice in choices:
        if choice not in seen and choice not in meant:
            message = f"The product area “{choice}” has no issue types."
            reading.report("missing-area", ("areas",), message, f"Add “- area: {choice}”.", on_key=True)


def _severities(taxonomy: Taxonomy, known: Mapping[str, Variable], reading: Reading) -> None:
    factors = {name: v for name, v in known.items() if v.type == "factor"}
    reference(reading, ("severity_factor",), taxonomy.severity_factor, factors, "factor")
    if taxonomy.severity_factor in factors:
        options = factors[taxonomy.severity_factor].values
        for path, issue in _placed(taxonomy):
            reference(reading, (*path, "severity"), issue.severity, options, "option")
