"""The link that reproduces a score: answers, facts, time classified and model version, in the address's fragment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl, quote_plus

from .answers import Answers
from .diagnostics import shortened
from .model import Model
from .rules import Rules
from .strings import t

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
    parts = [f"model={model.id}&version={model.version}"]
    if issue:
        parts.append(f"issue={quote_plus(issue)}")
    for name, variable in rules.variables.items():
        if name in answers.given:
            value = variable.write(answers.given[name])
            # ids need no quoting
            parts.append(f"{name}={value if variable.values else quote_plus(str(value))}")
        elif name == model.clock_fact and classified is not None:
            utc = classified.astimezone(UTC).replace(tzinfo=None)
            parts.append(f"{name}={quote_plus(utc.isoformat(timespec='minutes'))}Z")
    return "&".join(parts)


def open_link(model: Model, text: str) -> Opened:
    """Read a fragment (or a whole address). Nothing is dropped: what is not understood is told or left to scoring."""
    parts = text.rpartition("#")[2].split("&")
    pairs = parse_qsl("&".join(parts[:MOST]), keep_blank_values=True)
    answers: dict[str, str] = {}
    notices: list[str] = []
    if len(parts) > MOST:
        notices.append(t("The link has {{ n }} parts; the first {{ most }} are read.", n=len(parts), most=MOST))
    for name, value in pairs:
        if name in answers and answers[name] != value:
            notices.append(t("The link answers “{{ name }}” twice; the first answer is used.", name=shortened(name)))
            continue
        answers[name] = value
    issue = answers.pop("issue", "")
    named, version = answers.pop("model", None), answers.pop("version", None)
    if pairs and named == model.id and version is None:
        notices.append(
            t(
                "The link does not say which version of the model it was made with; this is {{ version }}.",
                version=model.version,
            )
        )
    elif pairs and named != model.id:
        notices.append(
            t(
                "The link names “{{ other }}”; this playbook's model is “{{ model }}”. Check every answer.",
                other=shortened(named),
                model=model.id,
            )
            if named
            else t(
                "The link names no model; this playbook's model is “{{ model }}”. Check every answer.", model=model.id
            )
        )
    elif version is not None and version != str(model.version):
        notices.append(
            t(
                "The link was made with version {{ other }} of the model; this is version {{ version }}. The result may"
                " differ from the one that was sent.",
                other=shortened(version),
                version=model.version,
            )
        )
    return Opened(answers=answers, issue=issue, notices=tuple(notices))
