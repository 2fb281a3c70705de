"""Checks of answers that a file presets or suggests: each names a question, with a value that it can have."""

from collections.abc import Mapping

from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Id
from escalation_calculator.variables import Variable


def check_answers(answers: Mapping[Id, int | str], known: Mapping[str, Variable], reading: Reading, path: Path) -> None:
    """Report answers that nobody could give."""
    for name, value in answers.items():
        variable = asked(name, known, reading, (*path, name))
        if variable is not None and variable.read(value) is None:
            mend = suggestion(str(value), variable.values) if variable.values else f"Write {variable.how_written}."
            reading.report("bad-value", (*path, name), f"“{value}” is not a value of “{name}”.", mend)


def asked(name: str, known: Mapping[str, Variable], reading: Reading, path: Path) -> Variable | None:
    """The factor or fact of a name; None when there is none, or when it is a time, and that is reported."""
    variable = known.get(name)
    if variable is None:
        message = f"There is no factor or fact “{name}”."
        reading.report("unknown-name", path, message, suggestion(name, known), on_key=True)
    elif variable.type == "time":
        message = f"“{name}” is a time, which each ticket has of its own."
        reading.report("time-preset", path, message, "Take this line out.", on_key=True)
        return None
    return variable
