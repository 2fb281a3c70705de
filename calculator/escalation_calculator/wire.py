"""The one door for JavaScript: JSON text in, JSON text out.

Requests are objects with `do`: `load` takes the playbook's data once, `score` answers for one ticket, `fill` fills one
message for all its channels, `suggest` says what a ticket's text suggests. With `checked`: true, `load` trusts that the
same files passed every check when the site was built, and only decodes them; those that only `suggest` needs are
decoded when it is first asked for. The reply is canonical JSON (sorted keys, no spaces, ASCII), so that equal results
are equal texts. Mistakes come back as data.
"""

import json
import sys
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Final

from .answers import read_answers
from .describe import view_of
from .diagnostics import Diagnostic
from .entered import entered
from .files import KINDS, decode_files, missing
from .filling import choose, language_of, message_view, values_of
from .gathering import evidence_of, lines, risks_of
from .link import fragment, open_link
from .moment import moment_of
from .note import note
from .rules import Rules
from .scalars import is_id
from .score import score
from .strings import speak
from .variables import read_time

LONGEST: Final = 4_000_000
"""Characters in a request; more is refused."""

DEEPEST: Final = 80
"""Levels of lists and objects in a request; no playbook needs as many, and reading stays within every stack."""

_loaded: dict[str, Rules] = {}
_files: dict[str, object] = {}
"""The files of the loaded playbook that are decoded later."""


def evaluate(text: str) -> str:
    """Answer one request. Never raises for what a reader or a link can cause."""
    try:
        request = json.loads(text) if len(text) <= LONGEST else None
        deep = _too_deep(request)
    except ValueError:
        request, deep = None, False
    except RecursionError:  # at a depth that differs between Pythons, always beyond ours
        request, deep = None, True
    if deep:
        return to_json(_failed("bad-request", "This request is nested too deeply.", f"Nest at most {DEEPEST} levels."))
    if not isinstance(request, dict):
        return to_json(_failed("bad-request", "This is no request.", "Send a JSON object with “do”."))
    return to_json(_reply(request))


def _reply(request: Mapping[str, object]) -> dict[str, object]:
    match request.get("do"):
        case "load":
            return _load(request.get("playbook"), checked=request.get("checked") is True)
        case "score":
            return _score(request)
        case "fill":
            return _fill(request)
        case "suggest":
            return _suggest(request)
        case _:
            asked = "Send “do”: “load”, “score”, “fill” or “suggest”."
            return _failed("bad-request", "This request asks for nothing.", asked)


def _too_deep(request: object) -> bool:
    layer: list[object] = [request]
    for _ in range(DEEPEST):
        layer = [
            inner
            for value in layer
            if isinstance(value, (dict, list))
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
        if not layer:
            return False
    return True


def to_json(data: object) -> str:
    """Canonical JSON of plain data."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def plain_data(value: object) -> object:
    """A value of this package's types as plain data: a dataclass as dicts and lists."""
    if value is None or isinstance(value, (str, int)):  # most of what there is
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain_data(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain_data(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_data(entry) for entry in value]
    return value


def _failed(code: str, message: str, mend: str) -> dict[str, object]:
    return {"ok": False, "errors": [{"code": code, "message": message, "mend": mend, "name": ""}]}


def _load(data: object, *, checked: bool) -> dict[str, object]:
    if not isinstance(data, dict):
        return _failed("bad-request", "This request holds no playbook.", "Send its files as data.")
    speak({})  # mistakes are told in English
    decoded = decode_files(data, later=not checked)
    if checked:
        playbook = None if decoded.wrong() else decoded.playbook()
    else:
        from .check import check_decoded  # noqa: PLC0415  # the browser starts sooner without the checks

        playbook = check_decoded(decoded, cases=False)
    lacking = [
        Diagnostic(code="file-missing", message="This file is missing.", mend="Add it.", file=name)
        for name in missing(data)
    ]
    if playbook is None or lacking:
        return {"ok": False, "errors": [plain_data(d) for d in [*lacking, *decoded.diagnostics]]}
    speak(playbook.strings.words)
    _loaded["rules"] = Rules(playbook)
    _files.clear()
    _files.update({name: data[name] for kind in KINDS if kind.later for name in kind.files(data)})
    return {
        "ok": True,
        "model": playbook.model.id,
        "version": playbook.model.version,
        "python": sys.version.partition(" ")[0],
    }


def _score(request: Mapping[str, object]) -> dict[str, object]:
    rules = _loaded.get("rules")
    if rules is None:
        return _failed("not-loaded", "No playbook is loaded.", "Send “do”: “load” first.")
    notices: list[str] = []
    written = _mapping(request.get("answers"))
    issue = str(request.get("issue") or "")
    if isinstance(link := request.get("link"), str) and link:
        opened = open_link(rules.model, link)
        notices = list(opened.notices)
        if "answers" not in request:  # else the reader has them already, and may have changed them
            written, issue = dict(opened.answers), opened.issue
    return answer(
        rules,
        written,
        now=_now(request.get("now")),
        zone=str(request.get("zone") or ""),
        message=str(request.get("message") or ""),
        channel=str(request.get("channel") or ""),
        language=str(request.get("language") or ""),
        typed=_typed(request),
        address=str(request.get("address") or ""),
        evidence=_words(request.get("evidence")),
        issue=issue if is_id(issue) else "",
        notices=notices,
    )


def _fill(request: Mapping[str, object]) -> dict[str, object]:
    from .by_hand import by_hand  # noqa: PLC0415  # the pages of the messages ask, the calculator does not

    rules = _loaded.get("rules")
    if rules is None:
        return _failed("not-loaded", "No playbook is loaded.", "Send “do”: “load” first.")
    wanted = next((each for each in rules.playbook.messages if each.id == request.get("message")), None)
    if wanted is None:
        return _failed("no-message", "There is no message of this id.", "Send “message”: the id of one.")
    sheet = by_hand(
        rules,
        wanted,
        link=str(request.get("link") or ""),
        language=str(request.get("language") or ""),
        typed=_typed(request),
        now=_now(request.get("now")),
        zone=str(request.get("zone") or ""),
        address=str(request.get("address") or ""),
    )
    return {"ok": True, "sheet": plain_data(sheet)}


def _typed(request: Mapping[str, object]) -> dict[str, str]:
    """What an agent typed, by word; no word of a message is longer."""
    return {n: value[:2000] for n, value in _mapping(request.get("variables")).items() if isinstance(value, str)}


def _suggest(request: Mapping[str, object]) -> dict[str, object]:
    # what only a pasted ticket needs would cost every start in the browser
    from .categorisation import Categorisation  # noqa: PLC0415
    from .suggest import suggest  # noqa: PLC0415
    from .taxonomy import Taxonomy  # noqa: PLC0415

    rules = _loaded.get("rules")
    if rules is None:
        return _failed("not-loaded", "No playbook is loaded.", "Send “do”: “load” first.")
    decoded = decode_files(_files)
    taxonomy, categorisation = decoded.one(Taxonomy), decoded.one(Categorisation)
    if taxonomy is None or categorisation is None:
        return {"ok": False, "errors": [plain_data(d) for d in decoded.diagnostics]}
    found = suggest(rules, taxonomy.value, categorisation.value, str(request.get("text") or ""))
    return {"ok": True, "suggestions": plain_data(found)}


def answer(  # noqa: PLR0913  # everything that a reader's moment consists of
    rules: Rules,
    written: Mapping[str, object],
    *,
    now: datetime,
    zone: str = "",
    message: str = "",
    channel: str = "email",
    language: str = "",
    typed: Mapping[str, str] | None = None,
    address: str = "",
    evidence: Collection[str] = (),
    issue: str = "",
    notices: list[str] | None = None,
) -> dict[str, object]:
    """Score answers and put the result into words.

    Args:
        rules: The playbook's rules.
        written: Factor or fact → value as written.
        now: The reader's present, with its offset.
        zone: The reader's time zone; the matrix's when empty or unknown.
        message: The id of the message to fill; the one that the priority names when empty.
        channel: The channel to fill it for.
        language: The language to fill it in, by its tag; the playbook's own when empty, or when the message lacks it.
        typed: What the agent typed for the message; never in the link.
        address: The calculator's address, to which the link's fragment is added.
        evidence: The ids of the evidence that is there; never in the link.
        issue: The issue type that was chosen; it stands in the link and changes no result.
        notices: What the reader must be told about the link.

    Returns:
        `result`, `view`, `evidence`, `change_risk`, `message`, `note`, `link` and `problems`, as plain data. Answers
        that cannot be used are problems, told by the labels of the page; the rest is scored.
    """
    answers, problems = read_answers(rules, written, by_label=True)
    result = score(rules, answers)
    at = moment_of(answers, now, zone, rules.playbook.matrix.zone)
    view = view_of(rules, answers, result, at)
    part = fragment(rules, answers, at.start if at.given else None, issue)
    link = f"{address}#{part}" if address else ""
    chosen = choose(rules, result, message)
    spoken = language_of(rules, chosen, language)
    gathered, risks = evidence_of(rules, answers, evidence), risks_of(rules, result)
    values = values_of(rules, answers, result, view, at, link=link, language=spoken) | {"evidence": gathered.text}
    declared = {str(variable.id): variable for variable in rules.playbook.variables}
    typed = {name: value for name, value in (typed or {}).items() if name in declared}
    wording, told_in = rules.playbook.communication.wording(spoken), rules.playbook.matrix.zone
    said = {
        name: entered(declared[name], value, language=spoken, wording=wording, at=at, zone=told_in)
        for name, value in typed.items()
    }
    values |= {name: each.text for name, each in said.items()}
    filled = message_view(
        rules,
        chosen,
        language=spoken,
        channel=channel,
        values=values,
        typed=typed,
        said=said,
        asked=rules.playbook.variables,
    )
    return {
        "ok": True,
        "result": plain_data(result),
        "view": plain_data(view),
        "message": plain_data(filled),
        "evidence": plain_data(gathered),
        "change_risk": plain_data(risks),
        "note": note(view, result, link, lines(gathered, risks)),
        "fragment": part,
        "link": link,
        "problems": [plain_data(problem) for problem in problems],
        "notices": notices or [],
        "given": {name: rules.variables[name].write(number) for name, number in answers.given.items()},
        "derived": {
            factor: rules.variables[factor].values[low]
            for factor, fact in rules.followed.items()
            if fact in answers.given
            for low, _ in [answers.known[factor]]
        },
        "classified_local": at.start.astimezone(at.zone).strftime("%Y-%m-%dT%H:%M") if at.given else "",
    }


def _words(value: object) -> frozenset[str]:
    return frozenset(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else frozenset()


def _mapping(value: object) -> dict[str, object]:
    return {str(name): entry for name, entry in value.items()} if isinstance(value, dict) else {}


def _now(value: object) -> datetime:
    moment = read_time(value) or datetime.now(UTC)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
