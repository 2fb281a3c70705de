"""Which modules of the standard library the browser needs. Runs inside Pyodide, before anything else is imported."""

import ast
import importlib
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
    "zoneinfo._common",
)

DONE_WITHOUT = ("_ssl", "bz2", "compression", "lzma", "ssl")
"""Imported at the start by modules that do without them, and of no use to a page: no sockets, no such archives."""


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
    kept = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] not in DONE_WITHOUT]
    specs = (getattr(module, "__spec__", None) for module in kept)
    origins = {spec.origin for spec in specs if spec and spec.origin}  # built in or frozen: no file in the archive
    inside = f"{LIBRARY}/"
    return sorted(origin.removeprefix(inside) for origin in origins if origin.startswith(inside))
