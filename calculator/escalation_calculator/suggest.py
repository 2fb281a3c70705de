"""What a ticket's text suggests: issue types and answers, each with the words that caused it. A person confirms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from .categorisation import DURATION, HOLES, Categorisation, CategorisationRule
from .phrases import Amounts, Hit, Node, add, find, split
from .rules import Rules
from .scalars import Id, format_duration
from .strings import t
from .taxonomy import Area, Taxonomy
from .ticket_text import LONGEST, Word, words

NEAR: Final = 3
"""Words between a phrase and one that makes it mean something else."""

MOST: Final = 5
"""Places named for one suggestion."""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Words that caused a suggestion."""

    start: int
    """Where they begin, in characters of the text; the first is 0."""
    end: int
    """Where they end: the first character after them."""
    text: str
    """The words, on one line."""


@dataclass(frozen=True, kw_only=True)
class IssueSuggestion:
    """An issue type that the text suggests."""

    issue: str
    """Its id."""
    name: str
    area: str
    """The product area in words."""
    kind: str
    """How it usually escalates."""
    owner: str
    """The role that looks at it first, in words."""
    presets: Mapping[Id, int | str]
    """What choosing it answers, as written."""
    causes: tuple[Cause, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerSuggestion:
    """An answer that the text suggests."""

    name: str
    """The factor or fact."""
    value: str | int
    """The value as it is written in answers."""
    label: str
    """The factor or fact in words."""
    says: str
    """The value in words."""
    contradicted: bool
    """Whether the text suggests another value as well."""
    causes: tuple[Cause, ...]


@dataclass(frozen=True, kw_only=True)
class Suggestions:
    """All that a text suggests. What it does not suggest stays unknown."""

    issues: tuple[IssueSuggestion, ...]
    """Issue types, that with the most words first."""
    answers: tuple[AnswerSuggestion, ...]
    """Answers in the order of the model."""
    notice: str
    """What must be told of the text; empty when all of it was read."""


class _Means(NamedTuple):
    """What a phrase stands for."""

    rule: str
    """The rule's id; empty for the words of the taxonomy."""
    name: str
    """Factor or fact; empty for an issue type, and for a phrase that keeps its rule from suggesting."""
    value: str | int
    """Its value or hole; an issue type's id."""
    keeps: bool = False
    """Whether it keeps its rule from suggesting."""


_Key = tuple[str, str | int]


def suggest(rules: Rules, taxonomy: Taxonomy, categorisation: Categorisation, text: str) -> Suggestions:
    """What a ticket's text suggests.

    Args:
        rules: The rules of the playbook.
        taxonomy: Its issue types.
        categorisation: Its categorisation rules.
        text: The ticket as pasted, of any length.
    """
    found = words(text)
    hits = list(find(_tree(taxonomy, categorisation.rules), found, _amounts(categorisation)))
    kept_back = _kept_back(hits, found)
    causes: dict[_Key, list[Hit[_Means]]] = {}
    for hit in _longest([h for h in hits if not h.what.keeps and not _meant_otherwise(h, kept_back)]):
        if (value := _value(rules, hit)) is not None:
            causes.setdefault((hit.what.name, value), []).append(hit)
    issues = tuple(_issues(rules, taxonomy, causes, found, text))
    answers = _answers(rules, causes, found, text)  # an issue type says its area itself
    notice = t("The first {{ n }} characters were read.", n=f"{LONGEST:,}") if len(text) > LONGEST else ""
    return Suggestions(
        issues=issues,
        answers=tuple(each for each in answers if not issues or each.name != rules.model.area_fact),
        notice=notice,
    )


def _amounts(categorisation: Categorisation) -> Amounts:
    return Amounts(
        numbers={" ".join(split(word)): number for word, number in categorisation.numbers.items()},
        units={" ".join(split(word)): minutes for word, minutes in categorisation.units.items()},
    )


def _tree(taxonomy: Taxonomy, rules: Iterable[CategorisationRule]) -> Node[_Means]:
    tree: Node[_Means] = Node()
    for _, issue in taxonomy.issues:
        for phrase in (issue.name, *issue.aliases):
            add(tree, phrase, _Means("", "", issue.id))
    for rule in rules:
        for phrase in rule.phrases:
            if rule.issue is not None:
                add(tree, phrase, _Means(rule.id, "", rule.issue))
            for name, value in rule.suggests.items():
                add(tree, phrase, _Means(rule.id, name, value))
        for phrase in rule.unless_near:
            add(tree, phrase, _Means(rule.id, "", "", keeps=True))
    return tree


def _kept_back(hits: Iterable[Hit[_Means]], found: Sequence[Word]) -> dict[str, set[int]]:
    """For each rule, the words at which it suggests nothing."""
    kept: dict[str, set[int]] = {}
    for hit in hits:
        if hit.what.keeps:
            near = range(max(0, hit.first - NEAR), min(len(found), hit.after + NEAR))
            same = (at for at in near if found[at].sentence == found[hit.first].sentence)
            kept.setdefault(hit.what.rule, set()).update(same)
    return kept


def _meant_otherwise(hit: Hit[_Means], kept_back: Mapping[str, set[int]]) -> bool:
    kept = kept_back.get(hit.what.rule, ())
    return any(at in kept for at in range(hit.first, hit.after))


def _longest(hits: Iterable[Hit[_Means]]) -> Iterator[Hit[_Means]]:
    """Without those that lie within a longer one about the same: “no users” within “no users in Paris”."""
    reached: dict[str, tuple[int, int]] = {}
    for hit in sorted(hits, key=lambda h: (h.first, -h.after)):
        place = (hit.first, hit.after)
        before = reached.get(hit.what.name, (-1, -1))
        if hit.after > before[1] or place == before:
            reached[hit.what.name] = place
            yield hit


def _value(rules: Rules, hit: Hit[_Means]) -> str | int | None:
    """What is suggested, as written; None for an amount that no answer can be."""
    if hit.what.value not in HOLES:
        return hit.what.value
    written: str | int = format_duration(hit.value) if hit.what.value == DURATION else hit.value
    number = rules.variables[hit.what.name].read(written)
    return None if number is None else rules.variables[hit.what.name].write(number)


def _issues(
    rules: Rules, taxonomy: Taxonomy, causes: Mapping[_Key, list[Hit[_Means]]], found: Sequence[Word], text: str
) -> Iterator[IssueSuggestion]:
    suggested = [(area, issue, causes["", issue.id]) for area, issue in taxonomy.issues if ("", issue.id) in causes]
    for area, issue, hits in sorted(suggested, key=lambda each: (-_covered(each[2]), each[2][0].first)):
        yield IssueSuggestion(
            issue=issue.id,
            name=issue.name,
            area=area_name(rules, area),
            kind=issue.kind,
            owner=rules.playbook.roles[issue.owner].name,
            presets=taxonomy.presets(rules.model.area_fact, area, issue),
            causes=_quoted(hits, found, text),
        )


def _answers(
    rules: Rules, causes: Mapping[_Key, list[Hit[_Means]]], found: Sequence[Word], text: str
) -> Iterator[AnswerSuggestion]:
    for name, variable in rules.variables.items():
        if rules.followed.get(name) in {each for each, _ in causes}:
            continue  # the amount is suggested, and decides it
        values = [value for each, value in causes if each == name]
        for value in values:
            number = variable.read(value)
            yield AnswerSuggestion(
                name=name,
                value=value,
                label=variable.label,
                says=variable.format(number) if number is not None else str(value),
                contradicted=len(values) > 1,
                causes=_quoted(causes[name, value], found, text),
            )


def area_name(rules: Rules, area: Area) -> str:
    """A product area in words."""
    areas = rules.areas
    return areas.labels[areas.values.index(area.area)] if areas is not None else area.area


def _covered(hits: Iterable[Hit[_Means]]) -> int:
    """How many words of the text speak for it."""
    return len({at for hit in hits for at in range(hit.first, hit.after)})


def _quoted(hits: Iterable[Hit[_Means]], found: Sequence[Word], text: str) -> tuple[Cause, ...]:
    """The places in order, each once."""
    places = sorted({(found[hit.first].start, found[hit.after - 1].end) for hit in hits})
    return tuple(Cause(start=a, end=b, text=" ".join(text[a:b].split())) for a, b in places[:MOST])
