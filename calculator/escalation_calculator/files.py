"""The files of a playbook: which kinds of content there are, where each stands, and all of them decoded.

A kind of content is its dataclass, its row in `KINDS`, its field in `Playbook` and its module in `checks/`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from .decode import decode, decode_list
from .diagnostics import Diagnostic, Path, shortened, suggestion
from .playbook import Playbook
from .reading import ACCEPT, REVIEW, Reading
from .scalars import id_of, is_id

if TYPE_CHECKING:
    from .review import Review

T = TypeVar("T")

MODEL: Final = "playbook/model.yml"
CRITERIA: Final = "playbook/criteria.yml"
MORE_CRITERIA: Final = "playbook/criteria/"
MATRIX: Final = "playbook/matrix.yml"
COMMUNICATION: Final = "playbook/communication.yml"
WORKFLOW: Final = "playbook/workflow.yml"
VARIABLES: Final = "playbook/variables.yml"
MESSAGES: Final = "playbook/messages/"
EVIDENCE: Final = "playbook/evidence.yml"
CHANGE_RISK: Final = "playbook/change-risk.yml"
EXAMPLES: Final = "playbook/examples.yml"
TAXONOMY: Final = "playbook/taxonomy.yml"
CATEGORISATION: Final = "playbook/categorisation.yml"
SIGNALS: Final = "playbook/signals.yml"
SYNONYMS: Final = "playbook/synonyms.yml"
STRINGS: Final = "playbook/strings.yml"
PAGES: Final = "playbook/pages/"
CASES: Final = "kb/"

BAD_FILE_NAME: Final = "bad-file-name"
"""The code of a mistake that is in the name of a file, not in its content."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of content. What it is called and where it stands decide how its files are read.

    With a key, each file holds a list below it. Without one, a file is the whole object, and in a folder each file
    is one object, whose id is the file's name.
    """

    name: str
    """The field of `Playbook` that holds it."""
    of: str
    """The dataclass of one object, with its module in this package: `case.Case`. It is imported with the first file of
    its kind: a page that scores a ticket reads no cases, and need not wait for their types."""
    places: tuple[str, ...]
    """Where it stands, in the order of reading: files, and folders with a `/` at the end."""
    key: str = ""
    """The one key of its files; empty when they have none."""
    required: bool = False
    """Whether something must stand there. What is not required and not there is empty: a single object, for which
    every field needs a default, or a list."""
    unknown: tuple[str, ...] = ()
    """The codes of mistakes that name an entry which is not there: they cannot be told while a file is unread."""
    lacking: tuple[str, ...] = ()
    """The codes of what is told when no entry is of some sort, or uses something, or makes something so: likewise."""
    later: bool = False
    """Whether the calculator's page reads it only when it is first asked for, so that it starts sooner."""

    ending: str = ".yml"
    """How the names of its files end."""

    @property
    def type(self) -> type:
        """The dataclass of one object."""
        module, _, name = self.of.partition(".")
        found: type = getattr(import_module(f".{module}", __package__), name)
        return found

    @property
    def single(self) -> bool:
        """Whether there is one object of it, and no list."""
        return not self.key and not any(place.endswith("/") for place in self.places)

    def files(self, names: Collection[str]) -> list[str]:
        """Those of the names that are files of this kind, in the order of reading."""
        return [name for place in self.places for name in sorted(names) if _stands(name, place)]


def _of(kind: type) -> str:
    """The dataclass as `Kind.of` names it."""
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"


def _stands(name: str, place: str) -> bool:
    return name.startswith(place) if place.endswith("/") else name == place


KINDS: Final = (
    Kind(name="model", of="model.Model", places=(MODEL,), required=True),
    Kind(
        name="criteria",
        of="criteria.Criterion",
        places=(CRITERIA, MORE_CRITERIA),
        key="criteria",
        required=True,
        unknown=("unknown-criterion",),
        lacking=("example-differs", "example-open", "score-differs", "score-open", "unused-kind", "unused-priority"),
    ),
    Kind(name="matrix", of="matrix.Matrix", places=(MATRIX,), required=True),
    Kind(
        name="communication",
        of="communication.Communication",
        places=(COMMUNICATION,),
        unknown=("unknown-language", "unknown-audience"),
    ),
    Kind(name="workflow", of="workflow.Workflow", places=(WORKFLOW,), unknown=("unknown-lowering",), later=True),
    Kind(
        name="variables",
        of="messages.MessageVariable",
        places=(VARIABLES,),
        key="variables",
        required=True,
        unknown=("unknown-placeholder",),
    ),
    Kind(
        name="messages",
        of="messages.Message",
        places=(MESSAGES,),
        required=True,
        unknown=("unknown-message",),
        lacking=("missing-message", "unused-variable"),
    ),
    Kind(name="evidence", of="evidence.Evidence", places=(EVIDENCE,)),
    Kind(name="change_risk", of="change_risk.ChangeRisk", places=(CHANGE_RISK,), unknown=("unknown-question",)),
    Kind(name="examples", of="example.Example", places=(EXAMPLES,), key="examples"),
    Kind(name="taxonomy", of="taxonomy.Taxonomy", places=(TAXONOMY,), unknown=("unknown-issue",), later=True),
    Kind(name="categorisation", of="categorisation.Categorisation", places=(CATEGORISATION,), later=True),
    Kind(name="signals", of="signals.Signal", places=(SIGNALS,), key="signals"),
    Kind(name="synonyms", of="synonyms.Synonym", places=(SYNONYMS,), key="synonyms"),
    Kind(name="strings", of="strings.Strings", places=(STRINGS,)),
    Kind(name="cases", of="case.Case", places=(CASES,), unknown=("unknown-case",)),
)


OWN_PAGES: Final = Kind(name="own_pages", of="own_page.OwnPage", places=(PAGES,), ending=".md")
"""The one kind that is written in Markdown: editors need no schema for it."""

ALL_KINDS: Final = (*KINDS, OWN_PAGES)


def missing(names: Collection[str]) -> list[str]:
    """The files without which there is no playbook, as far as they are not among the names."""
    return [
        kind.places[0] for kind in KINDS if kind.required and not kind.places[0].endswith("/") and not kind.files(names)
    ]


def stem(file: str) -> str:
    """The name of a file without folder and ending: its id."""
    return file.rpartition("/")[2].rpartition(".")[0]


@dataclass(frozen=True, kw_only=True)
class Entry(Generic[T]):
    """An object that could be decoded, and where it stands."""

    value: T
    path: Path
    """The way to it inside its file."""
    reading: Reading
    """What is wrong with its file so far; further mistakes are reported here."""


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """All files, as far as they could be decoded, and what is wrong with them so far."""

    entries: Mapping[str, Sequence[Entry[Any]]]
    """By dataclass as in `Kind.of`, in the order of reading."""
    written: Mapping[str, frozenset[str]]
    """The ids as they are written, by the same."""
    readings: Mapping[str, Reading]
    """By file."""
    reviews: Mapping[str, "Review"]
    """When which file is looked at again, by file."""

    def one(self, kind: type[T]) -> Entry[T] | None:
        """The one object of its kind; None when it is not there or could not be decoded."""
        return next(iter(self.entries[_of(kind)]), None)

    def all(self, kind: type[T]) -> Sequence[Entry[T]]:
        """The objects of a kind."""
        return self.entries[_of(kind)]

    def ids(self, kind: type) -> frozenset[str]:
        """The ids of a kind, also of entries that could not be decoded: who names one of those makes no mistake."""
        return self.written[_of(kind)]

    def wrong(self, *kinds: type) -> bool:
        """Whether there is an error in a file of these kinds, or of any when none is given."""
        wanted = {_of(kind) for kind in kinds}
        files = {name for kind in ALL_KINDS if kind.of in wanted for name in kind.files(self.readings)}
        return any(d.severity == "error" for d in self.diagnostics if not kinds or d.file in files)

    @property
    def everything(self) -> list[Entry[Any]]:
        """The objects of all kinds."""
        return [entry for entries in self.entries.values() for entry in entries]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong so far, in the order of the files."""
        return [diagnostic for name in sorted(self.readings) for diagnostic in self.readings[name].diagnostics]

    def playbook(self) -> Playbook | None:
        """A playbook of what could be decoded; None without one of its single objects."""
        content: dict[str, Any] = {}
        for kind in ALL_KINDS:
            values = tuple(entry.value for entry in self.entries[kind.of])
            if kind.single and not values:
                if kind.later:
                    continue
                return None
            content[kind.name] = values[0] if kind.single else values
        return Playbook(**content, reviews=self.reviews)


def decode_files(data: Mapping[str, object], *, later: bool = True) -> Decoded:
    """Decode a playbook; nothing is held against anything else.

    Args:
        data: File name (relative, with `/`) → the plain data in it. Files that could not be read are left out: whoever
            read them has said so.
        later: Whether to decode the kinds that the calculator's page reads later, too.
    """
    entries: dict[str, list[Entry[Any]]] = {}
    written: dict[str, frozenset[str]] = {}
    readings: dict[str, Reading] = {}
    for kind in ALL_KINDS:
        wanted = later or not kind.later
        files = kind.files(data) if wanted else []
        readings |= {file: Reading(file) for file in files}
        entries[kind.of] = [entry for file in files for entry in _entries(kind, data[file], readings[file])]
        written[kind.of] = frozenset(name for file in files for name in _ids(kind, file, data[file]))
        if wanted and kind.single and not kind.required and not files:
            reading = readings[kind.places[0]] = Reading(kind.places[0])
            entries[kind.of] = [Entry(value=kind.type(), path=(), reading=reading)]
    return Decoded(entries=entries, written=written, readings=readings, reviews=_reviews(readings))


def _reviews(readings: Mapping[str, Reading]) -> Mapping[str, "Review"]:
    found = [(file, reading, data) for file, reading in readings.items() for data in reading.review]
    if not found:
        return {}
    from .review import Review  # noqa: PLC0415  # no review is sent to the browser

    read = [(file, decode(Review, data, reading, (REVIEW,))) for file, reading, data in found]
    return {file: review for file, review in read if review is not None}


def _entries(kind: Kind, data: object, reading: Reading) -> Iterable[Entry[Any]]:
    """The objects in one file."""
    if kind.key:
        return _list(kind, data, reading)
    value = decode(kind.type, data if kind.single else _named(data, reading), reading)
    return [] if value is None else [Entry(value=value, path=(), reading=reading)]


def _list(kind: Kind, data: object, reading: Reading) -> Iterable[Entry[Any]]:
    key = kind.key
    if not isinstance(data, dict) or key not in data:
        if isinstance(data, str):
            message, mend = "This is text, but YAML with keys belongs here.", f"Begin the file with “{key}:”."
            reading.report("wrong-type", (), message, mend)
        else:
            mend = f"Put everything below “{key}:”."
            reading.report("missing-key", (), f"This file lacks “{key}:”.", mend, on_key=True)
        return []
    for other in data:
        if other == ACCEPT:
            reading.accepts.append(((other,), data[other]))
        elif other == REVIEW:
            reading.review = (data[other],)
        elif other != key:
            reading.report(
                "unknown-key", (other,), f"This file has no key “{other}”.", suggestion(other, [key]), on_key=True
            )
    found: list[tuple[Path, object]] = decode_list(kind.type, data[key], reading, (key,))
    return [Entry(value=value, path=path, reading=reading) for path, value in found]


def _named(data: object, reading: Reading) -> object:
    """The data of a file that is one object, with its id: the name of the file."""
    name = stem(reading.file)
    if not is_id(name):
        proposal = id_of(name)
        ending = reading.file.rpartition(".")[2]
        mend = f"Rename the file to “{proposal}.{ending}”." if proposal else "Rename the file."
        mend += " Names have lower-case letters, digits, “-” and “_”, at most 80 of them."
        reading.report(BAD_FILE_NAME, (), f"The file cannot be called “{shortened(name)}.{ending}”.", mend)
        name = "unnamed"  # its content is checked all the same
    if not isinstance(data, dict):
        return data
    if "id" in data:
        reading.report("needless-id", ("id",), "The name of the file is the id.", "Take this line out.", on_key=True)
    return {**data, "id": name}


def _ids(kind: Kind, file: str, data: object) -> Iterable[str]:
    if not kind.key:
        return [stem(file)]
    entries = data.get(kind.key) if isinstance(data, dict) else None
    found = [entry.get("id") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return [name for name in found if isinstance(name, str)]
