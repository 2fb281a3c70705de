"""The questions of the model, asked one after the other in a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from escalation_calculator.model import Factor, Model
    from escalation_calculator.rules import Rules
    from escalation_calculator.variables import Variable

_KEYS: Final = "Answer with a number. Enter means unknown, ? shows how to tell, Ctrl-D ends the questions."


@dataclass(frozen=True, kw_only=True)
class Terminal:
    """Where the questions are asked."""

    say: Callable[[str], None]
    """Writes a text, no line end added."""
    hear: Callable[[], str]
    """Reads a line with its end; an empty text means that nothing more comes."""


class _Ended(Exception):  # noqa: N818 - the person has said all they know
    """No more answers come."""


def ask(rules: Rules, terminal: Terminal) -> dict[str, object]:
    """Ask every question whose answer does not follow from another; what is not answered is left out."""
    answers: dict[str, object] = {}
    names = list(_order(rules.model))
    terminal.say(f"{_KEYS}\n")
    try:
        for number, name in enumerate(names, 1):
            factor = next((factor for factor in rules.model.factors if factor.id == name), None)
            if factor and factor.follows in answers:
                continue
            value = _one(rules.variables[name], factor, f"{number} of {len(names)}", terminal)
            if value is not None:
                answers[name] = value
    except _Ended:
        terminal.say("\n")
    return answers


def _order(model: Model) -> Iterator[str]:
    """Factors first, as the model lists them; a fact that decides one is asked before it. The clock is no question."""
    asked = {str(model.clock_fact)}
    for factor in model.factors:
        if factor.follows:
            asked.add(factor.follows)
            yield factor.follows
        yield factor.id
    yield from (fact.id for fact in model.facts if fact.id not in asked)


def _one(variable: Variable, factor: Factor | None, place: str, terminal: Terminal) -> object:
    """The answer to one question; None when it is not known."""
    terminal.say(f"\n{place} · {variable.label}\n{variable.question}\n")
    for number, label in enumerate(variable.labels, 1):
        terminal.say(f"  {number}  {label}\n")
    prompt = f"1 to {len(variable.values)}" if variable.values else variable.how_written.capitalize()
    while True:
        terminal.say(f"{prompt}: ")
        heard = terminal.hear()
        if not heard:
            raise _Ended
        said = heard.strip()
        if not said:
            return None
        if said == "?":
            terminal.say(_how_to_tell(variable, factor))
            continue
        if variable.values and said.isdecimal() and 1 <= int(said[:9]) <= len(variable.values):
            return variable.values[int(said) - 1]
        if variable.read(said) is not None:
            return said
        terminal.say("That is none of the answers.\n" if variable.values else f"Write {variable.how_written}.\n")


def _how_to_tell(variable: Variable, factor: Factor | None) -> str:
    if factor is None:
        unit = f", counted in {variable.unit}" if variable.unit else ""
        return f"Write one of {', '.join(variable.values)}.\n" if variable.values else f"{variable.how_written}{unit}\n"
    return "".join(f"  {number}  {option.how_to_tell}\n" for number, option in enumerate(factor.options, 1))
