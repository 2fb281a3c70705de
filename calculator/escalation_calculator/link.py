"""The link that reproduces a score: answers, facts, time classified and model version, in the address's fragment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode

from .answers import Answers
from .diagnostics import shortened
from .model import Model
from .rules import Rules

MOST: Final = 200
"""Parts of a link that are read; no model asks as many questions."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a link holds."""

    answers: Mapping[str, str]
    """Names and values as they stand in the link, known or not."""
    issue: str
    """The issue type that was chosen, as it stands in the link; empty without one."""
    notices: tuple[str, ...]
    """What a reader must be told: another model or version, a part that cannot be read."""


def fragment(rules: Rules, answers: Answers, classified: datetime | None, issue: str = "") -> str:
    """The fragment, without `#`, in the model's order, so that equal answers give equal links.

    What an agent types into a message is never in it, nor is a ticket's text; the issue type chosen is.
    """
    model = rules.model
    parts = [("model", str(model.id)), ("version", str(model.version))]
    if issue:
        parts.append(("issue", issue))
    for name, variable in rules.variables.items():
        if name in answers.given:
            parts.append((name, str(variable.write(answers.given[name]))))
        elif name == model.clock_fact and classified is not None:
            parts.append((name, classified.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")))
    return urlencode(parts)


def open_link(model: Model, text: str) -> Opened:
    """Read a fragment (or a whole address). Nothing is dropped: what is not understood is told or left to scoring."""
    parts = text.rpartition("#")[2].split("&")
    pairs = parse_qsl("&".join(parts[:MOST]), keep_blank_values=True)
    answers: dict[str, str] = {}
    notices: list[str] = []
    if len(parts) > MOST:
        notices.append(f"The link has {len(parts)} parts; the first {MOST} are read.")
    for name, value in pairs:
        if name in answers and answers[name] != value:
            notices.append(f"The link answers “{shortened(name)}” twice; the first answer is used.")
            continue
        answers[name] = value
    issue = answers.pop("issue", "")
    named, version = answers.pop("model", None), answers.pop("version", None)
    if pairs and named == model.id and version is None:
        notices.append(f"The link does not say which version of the model it was made with; this is {model.version}.")
    elif pairs and named != model.id:
        shown = f"“{shortened(named)}”" if named else "no model"
        notices.append(f"The link names {shown}; this playbook's model is “{model.id}”. Check every answer.")
    elif version is not None and version != str(model.version):
        notices.append(
            f"The link was made with version {shortened(version)} of the model; this is version {model.version}. "
            "The result may differ from the one that was sent."
        )
    return Opened(answers=answers, issue=issue, notices=tuple(notices))
