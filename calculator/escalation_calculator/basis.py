"""What a priority rests on before floors and ceilings: points on their scale, or the answers that a table combines."""

from . import words
from .model import Priority
from .rules import Rules
from .score import Axis, Outcome, Result
from .strings import t, tn
from .view import AxisView, Badge, Bar, Scale, Step, Tick


def badge(rules: Rules, priority: Priority) -> Badge:
    """A priority with its code and word."""
    return Badge(
        priority=priority,
        code="–" if priority == "standard" else priority,
        name=rules.playbook.priority_name(priority),
    )


def basis(result: Result) -> str:
    """What the points or the table say by themselves, in a few words."""
    if result.axes:
        return t("The table gives {{ priority }}", priority=words.alone(result))
    factors = [c for c in result.contributions if c.option is not None]
    if len(factors) == len(result.contributions):
        return t("{{ points }} of {{ most }} points", points=result.points, most=result.out_of)
    points = tn("{{ n }} point", "{{ n }} points", result.points or 0)
    everything = len(result.contributions)
    return t("{{ points }}, {{ n }} of {{ all }} answered", points=points, n=len(factors), all=everything)


def scale(rules: Rules, result: Result) -> Scale:
    """The points of a result on their way to all there are."""
    said = basis(result)
    if result.most != result.points:
        said = t("{{ points }}, up to {{ most }} with what is open", points=said, most=result.most)
    marks = ticks(rules)
    begins = [t("{{ priority }} from {{ points }}", priority=e.priority, points=e.at_least) for e in marks]
    return Scale(
        points=result.points or 0,
        most=result.most or 0,
        out_of=result.out_of or 0,
        label=f"{said}. {', '.join(begins)}.",
        ticks=marks,
    )


def ticks(rules: Rules) -> tuple[Tick, ...]:
    """Where the priorities begin, mildest first."""
    return tuple(Tick(priority=priority, at_least=begins) for priority, begins in reversed(rules.model.thresholds))


def bars(rules: Rules, result: Result) -> tuple[Bar, ...]:
    """Answered factors by their points, then open ones."""
    found = []
    for c in sorted(result.contributions, key=lambda c: (c.points is None, -(c.points or 0), -c.of)):
        variable = rules.variables[c.factor]
        answer = variable.labels[variable.values.index(c.option)] if c.option is not None else t("not answered")
        text = f"{c.points} / {c.of}" if c.points is not None else f"{c.least}–{c.most}" if c.most > c.least else "0"
        found.append(
            Bar(name=variable.label, answer=answer, points=c.points, least=c.least, most=c.most, of=c.of, text=text)
        )
    return tuple(found)


def axes(rules: Rules, result: Result) -> tuple[AxisView, ...]:
    """What each answer of the table's factors would change, in the table's order."""
    return tuple(
        AxisView(
            name=variable.label,
            answer=variable.labels[variable.values.index(axis.option)]
            if axis.option is not None
            else t("not answered"),
            steps=tuple(_step(rules, axis, *each) for each in zip(variable.labels, axis.outcomes, strict=True)),
        )
        for axis in result.axes
        for variable in [rules.variables[axis.factor]]
    )


def _step(rules: Rules, axis: Axis, label: str, outcome: Outcome) -> Step:
    ends = tuple(dict.fromkeys((outcome.lowest, outcome.highest)))
    return Step(
        label=label,
        given=outcome.value == axis.option,
        badges=tuple(badge(rules, priority) for priority in ends),
        text=words.listed([words.code(priority) for priority in ends], "to"),
    )
