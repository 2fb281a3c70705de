"""The link that reproduces a score: answers, facts, time classified and model version, in the address's fragment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from .answers import Answers
from .model import Model
from .rules import Rules


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a link holds."""

    answers: Mapping[str, str]
    """Names and values as they stand in the link, known or not."""
    notices: tuple[str, ...]
    """What a reader must be told: another model or version, a part that cannot be read."""


def fragment(rules: Rules, answers: Answers, classified: datetime | None) -> str:
    """The fragment, without `#`, in the model's order, so that equal answers give equal links.

    What an agent types into a message is never in it.
    """
    model = rules.model
    parts = [("model", str(model.id)), ("version", str(model.version))]
    for name, variable in rules.variables.items():
        if name in answers.given:
            parts.append((name, str(variable.write(answers.given[name]))))
        elif name == model.clock_fact and classified is not None:
            parts.append((name, classified.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")))
    return urlencode(parts)


def open_link(model: Model, text: str) -> Opened:
    """Read a fragment (or a whole address). Nothing is dropped: what is not understood is told or left to scoring."""
    pairs = parse_qsl(text.rpartition("#")[2], keep_blank_values=True, max_num_fields=200)
    answers: dict[str, str] = {}
    notices: list[str] = []
    for name, value in pairs:
        if name in answers and answers[name] != value:
            notices.append(f"The link answers “{name}” twice; the first answer is used.")
            continue
        answers[name] = value
    named, version = answers.pop("model", None), answers.pop("version", None)
    if pairs and (named != model.id or version is None):
        shown = f"“{named}”" if named else "no model"
        notices.append(f"The link names {shown}; this playbook's model is “{model.id}”. Check every answer.")
    elif version is not None and version != str(model.version):
        notices.append(
            f"The link was made with version {version} of the model; this is version {model.version}. "
            "The result may differ from the one that was sent."
        )
    return Opened(answers=answers, notices=tuple(notices))
