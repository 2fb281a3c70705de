"""What the browser's start needs: modules of the standard library, and what those would compile while importing.

Runs inside Pyodide, before anything else is imported.
"""

import ast
import dataclasses
import importlib
import marshal
import sys
from collections.abc import Iterator
from pathlib import Path

LIBRARY = Path("/lib") / f"python{sys.version_info.major}{sys.version_info.minor}.zip"

IMPORTED_LATE = (
    # what the standard library imports only when something happens, so that no import of ours shows it
    "_strptime",
    "encodings.ascii",
    "encodings.cp437",  # zipfile, for the names in a wheel
    "encodings.latin_1",
    "encodings.utf_8_sig",
    "hashlib",
    "importlib.resources",  # zoneinfo, for a zone without a file
    "importlib.readers",  # files of a package in an archive
    "importlib.resources._adapters",
    "importlib.resources.readers",
    "zoneinfo._common",
)

DONE_WITHOUT = ("_ssl", "bz2", "compression", "lzma", "ssl")
"""Imported at the start by modules that do without them, and of no use to a page: no sockets, no such archives."""

_NOTHING = "__all__ = ()"

INSTEAD = {
    "asyncio/base_events.py": _NOTHING,
    "asyncio/graph.py": _NOTHING,
    "asyncio/streams.py": _NOTHING,
    "asyncio/subprocess.py": _NOTHING,
    "asyncio/threads.py": _NOTHING,
    "asyncio/unix_events.py": f"from .events import _BaseDefaultEventLoopPolicy as _DefaultEventLoopPolicy; {_NOTHING}",
    "socket.py": "AF_UNSPEC, AI_PASSIVE = 0, 1",
    "subprocess.py": "PIPE = -1",
    "tempfile.py": "NamedTemporaryFile = None",
}
"""Pyodide imports these at its start, for what a page never does: sockets, processes, temporary files. It brings an
event loop of its own. File of the library → what stands in it here: what is named while importing, no more."""

NEEDLESS = {
    "asyncio.base_subprocess",
    "asyncio.log",
    "asyncio.selector_events",
    "asyncio.sslproto",
    "asyncio.staggered",
    "asyncio.trsock",
    "base64",
    "random",
    "selectors",
}
"""What only those import in whose place something else stands."""

_written: set[str] = set()


def _compile(text: str, names: dict[str, object], found: dict[str, object]) -> None:
    _written.add(text)
    exec(text, names, found)  # noqa: S102  # what `dataclasses` does itself


# it writes the methods of every class as text and compiles them: most of what importing the calculator costs
dataclasses.exec = _compile  # type: ignore[attr-defined]
importlib.reload(importlib.import_module("_colorize"))  # Pyodide has imported it already


def imports_of(source: str) -> Iterator[str]:
    """Every module that a source imports from elsewhere, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def needed(package: Path) -> list[str]:
    """Names, in the library's archive, of the files that the runtime and the package import."""
    sys.path.insert(0, str(package.parent))
    for path in sorted(package.rglob("*.py")):
        for name in imports_of(path.read_text("utf-8")):
            importlib.import_module(name)
        parts = path.relative_to(package.parent).with_suffix("").parts
        importlib.import_module(".".join(parts).removesuffix(".__init__"))
    for name in IMPORTED_LATE:
        importlib.import_module(name)
    needless = NEEDLESS.union(DONE_WITHOUT)
    kept = [module for name, module in list(sys.modules.items()) if needless.isdisjoint({name, name.partition(".")[0]})]
    specs = (getattr(module, "__spec__", None) for module in kept)
    origins = {spec.origin for spec in specs if spec and spec.origin}  # built in or frozen: no file in the archive
    inside = f"{LIBRARY}/"
    return sorted(origin.removeprefix(inside) for origin in origins if origin.startswith(inside))


def methods() -> bytes:
    """Every text that `dataclasses` has compiled by now → its bytecode, marshalled."""
    return marshal.dumps({text: compile(text, "<string>", "exec", dont_inherit=True) for text in sorted(_written)})
