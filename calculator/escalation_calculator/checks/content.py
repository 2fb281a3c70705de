"""Checks of criteria, variables and messages against the model and the matrix."""

from collections.abc import Collection, Mapping, Sequence

from escalation_calculator.conditions import Bound, bind, judge
from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.matrix import Matrix
from escalation_calculator.messages import Message, Variable
from escalation_calculator.model import Model
from escalation_calculator.placeholders import malformed, names
from escalation_calculator.reading import Reading
from escalation_calculator.variables import variables

from .direction import check_direction
from .matrix import reference
from .model import unique


def check_criteria(
    criteria: Sequence[tuple[Path, Criterion]], model: Model | None, matrix: Matrix | None, reading: Reading
) -> None:
    """Report what is wrong in the criteria."""
    unique(reading, [((*path, "id"), criterion.id) for path, criterion in criteria], "criterion")
    for path, criterion in criteria:
        if model is not None:
            _condition(criterion, model, reading, path)
        destination = criterion.leads_to
        if destination.level is None and not destination.roles:
            reading.report(
                "no-destination",
                (*path, "leads_to"),
                f"“{criterion.id}” leads nowhere.",
                "Add “level:” or “roles:”.",
                on_key=True,
            )
        if criterion.floor and criterion.ceiling:
            reading.report(
                "floor-and-ceiling",
                (*path, "ceiling"),
                f"“{criterion.id}” has a floor and a ceiling.",
                "Make two criteria of it.",
                on_key=True,
            )
        if matrix is None:
            continue
        if destination.level is not None:
            reference(
                reading, (*path, "leads_to", "level"), destination.level, [level.id for level in matrix.levels], "level"
            )
        for i, role in enumerate(destination.roles):
            reference(reading, (*path, "leads_to", "roles", i), role, [r.id for r in matrix.roles], "role")


def _condition(criterion: Criterion, model: Model, reading: Reading, path: Path) -> None:
    def report(code: str, place: Path, message: str, mend: str, on_key: bool) -> None:  # noqa: FBT001  # the shape of Report
        reading.report(code, place, message, mend, on_key=on_key)

    condition: Bound | None = bind(criterion.when, variables(model), report, (*path, "when"))
    if condition is None:
        return
    status = judge(condition, {}).status
    if status != "unknown":
        always = status == "met"
        reading.report(
            "always-met" if always else "never-met",
            (*path, "when"),
            f"“{criterion.id}” is {'always' if always else 'never'} met, whatever is answered.",
            "Look at the ends of its comparisons.",
            on_key=True,
        )
    check_direction(criterion, condition, model, reading, path)


def check_variables(declared: Sequence[tuple[Path, Variable]], taken: Collection[str], reading: Reading) -> None:
    """Report variables declared twice, or under a name that means something else; `taken` are those names."""
    unique(reading, [((*path, "id"), variable.id) for path, variable in declared], "variable")
    for path, variable in declared:
        if variable.id in taken:
            reading.report(
                "reserved-id",
                (*path, "id"),
                f"“{variable.id}” is filled in by the calculator already.",
                "Choose another id, or use what is there.",
            )


def check_message(message: Message, known: Collection[str] | None, reading: Reading) -> None:
    """Report what is wrong in a message; `known` are the names a placeholder may have, None when that is not known."""
    if not message.channels:
        reading.report(
            "no-channel", ("channels",), "This message has no text.", "Add “email:” or “chat:”.", on_key=True
        )
    for channel, text in message.channels.items():
        parts: Mapping[str, str | None] = {"subject": text.subject, "body": text.body}
        if channel == "email" and text.subject is None:
            reading.report(
                "missing-subject", ("channels", channel), "This e-mail has no subject.", "Add “subject:”.", on_key=True
            )
        if channel == "chat" and text.subject is not None:
            reading.report(
                "needless-subject",
                ("channels", channel, "subject"),
                "A chat message has no subject.",
                "Take it out.",
                on_key=True,
            )
        for part, template in parts.items():
            if template is not None:
                _template(template, ("channels", channel, part), known, reading)


def _template(template: str, place: Path, known: Collection[str] | None, reading: Reading) -> None:
    if place[-1] == "subject" and "\n" in template:
        reading.report("several-lines", place, "This subject stands on several lines.", "Write it on one line.")
    if braces := malformed(template):
        reading.report(
            "bad-placeholder",
            place,
            f"“{braces}” here does not belong to a placeholder.",
            "Write placeholders like “{{ name }}”, and nothing else in double braces.",
        )
    for name in dict.fromkeys(names(template)):
        if known is not None and name not in known:
            mend = suggestion(name, known)
            reading.report(
                "unknown-placeholder",
                place,
                f"Nothing fills in “{name}”.",
                mend if mend.startswith("Did") else "Declare it in playbook/variables.yml.",
            )
