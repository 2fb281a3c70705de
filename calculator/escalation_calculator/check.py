"""Checking a whole playbook: every file decoded, then held against the others; all mistakes are collected."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from .case import Case
from .checks.cases import check_case, check_score
from .checks.content import check_criteria, check_message, check_variables
from .checks.matrix import check_matrix, reference
from .checks.model import check_model
from .criteria import Criterion
from .decode import decode, decode_list
from .diagnostics import Diagnostic, Path, closest, shortened, suggestion
from .matrix import Matrix
from .messages import Message, Variable
from .model import Model
from .placeholders import known_names
from .playbook import Playbook
from .reading import Reading
from .rules import Rules
from .scalars import ID_PATTERN, is_id

T = TypeVar("T")

MODEL: Final = "playbook/model.yml"
CRITERIA: Final = "playbook/criteria.yml"
MATRIX: Final = "playbook/matrix.yml"
VARIABLES: Final = "playbook/variables.yml"
MESSAGES: Final = "playbook/messages/"
CASES: Final = "kb/"

BAD_FILE_NAME: Final = "bad-file-name"
"""The code of a mistake that is in the name of a file, not in its content."""


@dataclass
class _Files:
    """The data of every file, and a reading for each."""

    data: Mapping[str, object]
    readings: dict[str, Reading] = field(default_factory=dict)

    def reading(self, file: str) -> Reading:
        return self.readings.setdefault(file, Reading(file))

    def one(self, file: str, kind: type[T]) -> T | None:
        """The one object that a file holds; a file that could not be read was reported by whoever read it."""
        return decode(kind, self.data[file], self.reading(file)) if file in self.data else None

    def entries(self, file: str, key: str, kind: type[T]) -> list[tuple[Path, T]]:
        """The list below the one key of a file."""
        if file not in self.data:
            return []
        data, reading = self.data[file], self.reading(file)
        if not isinstance(data, dict) or key not in data:
            reading.report(
                "missing-key", (), f"This file lacks “{key}:”.", f"Put everything below “{key}:”.", on_key=True
            )
            return []
        for other in data:
            if other != key:
                reading.report(
                    "unknown-key", (other,), f"This file has no key “{other}”.", suggestion(other, [key]), on_key=True
                )
        return decode_list(kind, data[key], reading, (key,))

    def ids(self, file: str, key: str) -> set[str]:
        """The ids as written, also of entries that could not be read: who names one of those makes no mistake."""
        data = self.data.get(file)
        entries = data.get(key) if isinstance(data, dict) else None
        found = [entry.get("id") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
        return {name for name in found if isinstance(name, str)}

    def folder(self, folder: str, kind: type[T]) -> list[tuple[str, T]]:
        """One object from each file of a folder; the file's name is the id."""
        found = []
        for file in sorted(name for name in self.data if name.startswith(folder)):
            data, reading = self.data[file], self.reading(file)
            name = stem(file)
            if not is_id(name):
                proposal = "-".join(ID_PATTERN.findall(name.lower()))[:60]
                mend = f"Rename the file to “{proposal}.yml”." if proposal else "Rename the file."
                mend += " Names have lower-case letters, digits, “-” and “_”, at most 80 of them."
                reading.report(BAD_FILE_NAME, (), f"The file cannot be called “{shortened(name)}.yml”.", mend)
                name = "unnamed"  # its content is checked all the same
            if isinstance(data, dict):
                if "id" in data:
                    reading.report(
                        "needless-id", ("id",), "The name of the file is the id.", "Take this line out.", on_key=True
                    )
                data = {**data, "id": name}
            value = decode(kind, data, reading)
            if value is not None:
                found.append((file, value))
        return found


def stem(file: str) -> str:
    """The name of a file without folder and ending: its id."""
    return file.rpartition("/")[2].removesuffix(".yml")


def check(data: Mapping[str, object], zones: Collection[str] = ()) -> tuple[Playbook | None, list[Diagnostic]]:
    """Decode and check a playbook.

    Args:
        data: File name (relative, with `/`) → the plain data in it.
        zones: The names of all time zones, when the caller can tell; otherwise zones are not checked.

    Returns:
        The playbook, or None when there are errors; and every diagnostic, in the order of the files.
    """
    files = _Files(data)
    model = files.one(MODEL, Model)
    matrix = files.one(MATRIX, Matrix)
    criteria = files.entries(CRITERIA, "criteria", Criterion)
    declared = files.entries(VARIABLES, "variables", Variable)
    messages = files.folder(MESSAGES, Message)
    cases = files.folder(CASES, Case)

    if model is not None:
        check_model(model, files.reading(MODEL))
        _model_references(model, matrix, {name for name in data if name.startswith(MESSAGES)}, files.reading(MODEL))
        check_variables(declared, known_names(model, ()), files.reading(VARIABLES))
    names = files.ids(CRITERIA, "criteria")
    if matrix is not None:
        check_matrix(matrix, model, names, zones, files.reading(MATRIX))
    check_criteria(criteria, model, matrix, files.reading(CRITERIA))
    known = known_names(model, files.ids(VARIABLES, "variables")) if model is not None else None
    for file, message in messages:
        check_message(message, known, files.reading(file))
    ids = {stem(name) for name in data if name.startswith(CASES)}
    for file, case in cases:
        check_case(case, matrix, ids, files.reading(file))

    rules_hold = not any(
        d.severity == "error" for name in (MODEL, MATRIX, CRITERIA) for d in files.reading(name).diagnostics
    )
    playbook = None
    if model is not None and matrix is not None and rules_hold:
        playbook = Playbook(
            model=model,
            criteria=tuple(criterion for _, criterion in criteria),
            matrix=matrix,
            messages=tuple(message for _, message in messages),
            variables=tuple(variable for _, variable in declared),
            cases=tuple(case for _, case in cases),
        )
        rules = Rules(playbook)
        for file, case in cases:
            check_score(case, rules, files.reading(file))
    found = [diagnostic for name in sorted(files.readings) for diagnostic in files.readings[name].diagnostics]
    return (None if any(d.severity == "error" for d in found) else playbook), found


def _model_references(model: Model, matrix: Matrix | None, message_files: Collection[str], reading: Reading) -> None:
    """What the model names in other files."""
    if matrix is not None:
        roles = [role.id for role in matrix.roles]
        reference(reading, ("standard_route", "owner"), model.standard_route.owner, roles, "role")
        reference(reading, ("margin", "reviewer"), model.margin.reviewer, roles, "role")
    messages = [stem(file) for file in message_files]
    for i, threshold in enumerate(model.thresholds):
        _message(threshold.message, messages, reading, ("thresholds", i, "message"))
    _message(model.standard_route.message, messages, reading, ("standard_route", "message"))


def _message(name: str, messages: Collection[str], reading: Reading, path: Path) -> None:
    """Report a message that there is none of: its name is mistyped, or its file is gone."""
    if name in messages:
        return
    close = closest(name, messages, 0.8)
    if close:
        reading.report("unknown-message", path, f"There is no message “{name}”.", f"Did you mean “{close[0]}”?")
    else:
        missing = f"{MESSAGES}{name}.yml is missing."
        reading.report("unknown-message", path, missing, "Bring it back from version control, or write it.")


REQUIRED: Final = (MODEL, CRITERIA, MATRIX, VARIABLES)
"""The files without which there is no playbook."""
