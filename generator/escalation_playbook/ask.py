"""The questions of the model, asked one after the other in a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from escalation_calculator.strings import english, t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from escalation_calculator.model import Factor
    from escalation_calculator.rules import Rules
    from escalation_calculator.variables import Variable

_KEYS: Final = english(
    "Answer with what stands before an option. Enter means unknown, ? shows how to tell, Ctrl-D ends the questions."
)


@dataclass(frozen=True, kw_only=True)
class Terminal:
    """Where the questions are asked."""

    say: Callable[[str], None]
    """Writes a text, no line end added."""
    hear: Callable[[], str]
    """Reads a line with its end; an empty text means that nothing more comes."""


class _Ended(Exception):  # noqa: N818 - the person has said all they know
    """No more answers come."""


@dataclass(frozen=True, kw_only=True)
class _Question:
    """One thing to ask."""

    variable: Variable
    factor: Factor | None
    """None when a fact is asked that decides no factor."""
    amount: Variable | None = None
    """The fact that decides the factor: answered in place of an option by whoever knows the amount."""

    @property
    def signs(self) -> tuple[str, ...]:
        """What stands before each option: letters where an amount may be typed as well, so that 3 is the amount."""
        count = len(self.variable.values)
        if self.amount:
            return tuple(ascii_lowercase[n % 26] * (n // 26 + 1) for n in range(count))
        return tuple(map(str, range(1, count + 1)))

    @property
    def prompt(self) -> str:
        """What may be typed."""
        options = t("{{ first }} to {{ last }}", first=self.signs[0], last=self.signs[-1]) if self.signs else ""
        typed = self.amount or (None if options else self.variable)
        how = f"{typed.how_written}{f' ({typed.unit})' if typed.unit else ''}" if typed else ""
        if options and how:
            return t("{{ options }}, or {{ amount }}", options=options, amount=how)
        return options or how[:1].upper() + how[1:]

    def read(self, said: str) -> tuple[str, object] | None:
        """What is answered with what; None when it is no answer."""
        if said.lower() in self.signs:
            return self.variable.name, self.variable.values[self.signs.index(said.lower())]
        for variable in (self.variable, self.amount):
            if variable and variable.read(said) is not None:
                return variable.name, said
        return None


def ask(rules: Rules, terminal: Terminal) -> dict[str, object]:
    """Ask every question once; what is not answered is left out.

    A factor that follows a fact and this fact are one question, which takes an option or the amount.
    """
    answers: dict[str, object] = {}
    questions = list(_questions(rules))
    terminal.say(f"{t(_KEYS)}\n")
    try:
        for number, question in enumerate(questions, 1):
            answered = _one(question, t("{{ n }} of {{ all }}", n=number, all=len(questions)), terminal)
            if answered:
                answers[answered[0]] = answered[1]
    except _Ended:
        terminal.say("\n")
    return answers


def _questions(rules: Rules) -> Iterator[_Question]:
    """Factors first, as the model lists them, then the facts that decide none. The clock is no question."""
    model, variables = rules.model, rules.variables
    for factor in model.factors:
        amount = variables[factor.follows] if factor.follows else None
        yield _Question(variable=variables[factor.id], factor=factor, amount=amount)
    asked = {model.clock_fact, *(factor.follows for factor in model.factors)}
    for fact in model.facts:
        if fact.id not in asked:
            yield _Question(variable=variables[fact.id], factor=None)


def _one(question: _Question, place: str, terminal: Terminal) -> tuple[str, object] | None:
    """The name that is answered, and with what; None when it is not known."""
    variable = question.variable
    terminal.say(f"\n{place} · {variable.label}\n{variable.question}\n")
    for sign, label in zip(question.signs, variable.labels, strict=True):
        terminal.say(f"  {sign}  {label}\n")
    while True:
        terminal.say(f"{question.prompt}: ")
        heard = terminal.hear()
        if not heard:
            raise _Ended
        said = heard.strip()
        if not said:
            return None
        if said == "?":
            terminal.say(_how_to_tell(question))
            continue
        answered = question.read(said)
        if answered:
            return answered
        none = t("That is none of the answers.")
        terminal.say(f"{none if variable.values else t('Write {{ how }}.', how=variable.how_written)}\n")


def _how_to_tell(question: _Question) -> str:
    variable = question.variable
    if question.factor:
        options = zip(question.signs, question.factor.options, strict=True)
        return "".join(f"  {sign}  {option.how_to_tell}\n" for sign, option in options)
    if variable.values:
        return f"{t('Write one of {{ values }}.', values=', '.join(variable.values))}\n"
    how = variable.how_written
    return f"{t('{{ how }}, counted in {{ unit }}', how=how, unit=variable.unit) if variable.unit else how}\n"
