"""The reading of one file's data: the mistakes so far, and how data is called in the sentences about them."""

from dataclasses import dataclass, field
from typing import Final

from .diagnostics import Diagnostic, Path, Severity, shortened


class Broken:
    """Stands for a value that could not be read."""


BROKEN: Final = Broken()

ACCEPT: Final = "accept"
"""The key, on a file or on any entry with an id, that lets a warning stand."""


REVIEW: Final = "review"
"""The key, on a file, that says who looks at it again."""


@dataclass
class Reading:
    """What is being read, and the diagnostics so far."""

    file: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    accepts: list[tuple[Path, object]] = field(default_factory=list)
    """What stands behind each key `accept`, not read yet, with its path."""
    review: tuple[object, ...] = ()
    """What stands behind the key `review`, not read yet; nothing without one."""

    def report(self, code: str, path: Path, message: str, mend: str = "", *, on_key: bool = False) -> Broken:
        """Note a mistake and stand in for the value."""
        self.diagnostics.append(
            Diagnostic(code=code, message=message, mend=mend, file=self.file, path=path, on_key=on_key)
        )
        return BROKEN

    def warn(self, code: str, path: Path, message: str, mend: str, *, on_key: bool = False) -> None:
        """Note something that is odd but may stand."""
        self._note("warning", code, path, message, mend, on_key=on_key)

    def hint(self, code: str, path: Path, message: str, mend: str) -> None:
        """Note a thought that may be wrong."""
        self._note("hint", code, path, message, mend)

    def by_date(self, code: str, path: Path, message: str, mend: str) -> None:
        """Note something that was right when it was written, and is not any more or not yet."""
        self._note("by-date", code, path, message, mend)

    def _note(  # noqa: PLR0913  # what a diagnostic consists of
        self, severity: Severity, code: str, path: Path, message: str, mend: str, *, on_key: bool = False
    ) -> None:
        self.diagnostics.append(
            Diagnostic(
                code=code, message=message, mend=mend, file=self.file, path=path, on_key=on_key, severity=severity
            )
        )


def shape(data: object) -> str:
    """What a value is, as a part of a sentence: `text`, `a list`, `the number 7`."""
    match data:
        case None:
            return "empty"
        case bool():
            return f"the truth value {str(data).lower()}"
        case int() | float():
            said = number(data)
            return said if said.startswith("a") else f"the number {said}"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a block of keys"


def number(data: float) -> str:
    """The number as text, unless it is too long to be read."""
    return str(data) if isinstance(data, float) or abs(data) < 10**15 else "a very large number"


def shown(data: object) -> str:
    """Text in quotation marks, shortened; of anything else what it is."""
    return f"“{shortened(data)}”" if isinstance(data, str) else shape(data)


def upper(text: str) -> str:
    """The text with a capital first letter, to begin a sentence."""
    return text[:1].upper() + text[1:]
