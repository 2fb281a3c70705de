"""`score --ticket`: what a ticket's text suggests, shown with the words that caused it, and confirmed by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.categorisation import Categorisation
from escalation_calculator.strings import english, t
from escalation_calculator.suggest import IssueSuggestion, suggest
from escalation_calculator.taxonomy import Taxonomy
from escalation_calculator.words import listed
from escalation_playbook.scoring import AnswersError
from escalation_playbook.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalation_calculator.rules import Rules
    from escalation_calculator.suggest import AnswerSuggestion, Cause, Suggestions
    from escalation_playbook.ask import Terminal

LARGEST: Final = 1 << 22
"""Bytes; a larger file is refused, of a smaller one the beginning is read."""

UNCONFIRMED: Final = english(
    "Nothing is scored: a person confirms first. Run it in a terminal, or accept all with --accept-suggestions."
)


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """A ticket's text, and what it suggests."""

    text: str
    found: Suggestions


def read(rules: Rules, name: str, data: bytes) -> Ticket:
    """Read the ticket in the content of the file `name`.

    Raises:
        AnswersError: it cannot be read as text.
    """
    if len(data) > LARGEST:
        raise AnswersError(f"{name}: This ticket is larger than {LARGEST >> 20} MiB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnswersError(f"{name}: This is no text in UTF-8.") from error
    playbook = rules.playbook
    taxonomy, categorisation = playbook.taxonomy or Taxonomy(), playbook.categorisation or Categorisation()
    return Ticket(text=text, found=suggest(rules, taxonomy, categorisation, text))


def shown(ticket: Ticket) -> str:
    """All suggestions, one a line, each followed by the words that caused it."""
    lines = [ticket.found.notice] if ticket.found.notice else []
    suggestions = list(_all(ticket.found))
    lines.append(t("The ticket suggests:") if suggestions else t("The ticket suggests nothing."))
    for each in suggestions:
        lines += [f"  {_words(each)}", f"      {_causes(ticket, each.causes)}"]
    return "\n".join(lines)


def accepted(found: Suggestions) -> dict[str, object]:
    """All that is suggested; where suggestions contradict each other, none of them: that stays unknown."""
    answers: dict[str, object] = {}
    if len(found.issues) == 1:
        answers |= _presets(found.issues[0])
    return answers | {each.name: each.value for each in found.answers if not each.contradicted}


def left(found: Suggestions) -> str:
    """What accepting all leaves open, as a sentence; empty when nothing."""
    names = [t("Issue type")] if len(found.issues) > 1 else []
    names += dict.fromkeys(each.label for each in found.answers if each.contradicted)
    return t("Left open, since the ticket suggests several: {{ names }}.", names=listed(names)) if names else ""


def confirm(ticket: Ticket, terminal: Terminal) -> dict[str, object]:
    """Ask about every suggestion; what is not confirmed stays unknown, and of several values one is taken."""
    answers: dict[str, object] = {}
    settled: set[str] = set()
    if ticket.found.notice:
        terminal.say(f"{ticket.found.notice}\n")
    yes = t("y")
    keys = t("The ticket suggests; {{ yes }} takes it, Enter leaves it unknown, Ctrl-D ends the questions.", yes=yes)
    terminal.say(f"{keys}\n")
    for each in _all(ticket.found):
        about = "" if isinstance(each, IssueSuggestion) else each.name
        if about in settled:
            continue
        terminal.say(f"\n{_words(each)}\n  {_causes(ticket, each.causes)}\n{t('{{ yes }} or Enter', yes=yes)}: ")
        heard = terminal.hear()
        if not heard:
            terminal.say("\n")
            break
        if heard.strip().lower() in ("y", "yes", yes, t("yes")):
            settled.add(about)
            answers |= _presets(each) if isinstance(each, IssueSuggestion) else {each.name: each.value}
    return answers


def _all(found: Suggestions) -> Iterator[IssueSuggestion | AnswerSuggestion]:
    yield from found.issues
    yield from found.answers


def _presets(issue: IssueSuggestion) -> dict[str, object]:
    return {str(name): value for name, value in issue.presets.items()}


def _words(each: IssueSuggestion | AnswerSuggestion) -> str:
    if isinstance(each, IssueSuggestion):
        place = t(
            "{{ area }}; {{ kind }}, looked at first by {{ role }}", area=each.area, kind=each.kind, role=each.owner
        )
        return f"{t('Issue type')}: {each.name} ({place})"
    return f"{each.label}: {each.says}"


def _causes(ticket: Ticket, causes: Sequence[Cause]) -> str:
    places = [(cause.text, ticket.text.count("\n", 0, cause.start) + 1) for cause in causes]
    return "; ".join(t("“{{ text }}” (line {{ n }})", text=visible(text), n=line) for text, line in places)
