"""The two archives made for the browser. Runs inside Pyodide: only its own Python writes bytecode that it can read.

Same input, same bytes: names are sorted, dates fixed, bytecode is bound to nothing but its source, and compression is
that of the pinned runtime, not of the machine.
"""

import gzip
import hashlib
import importlib.util
import io
import sys
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from importlib import _bootstrap_external as machinery
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
LIBRARY = Path("/lib") / f"python{sys.version_info.major}{sys.version_info.minor}.zip"
WHEEL = Path("/calculator.whl")
"""Where the browser keeps the wheel: the name of its sources in a traceback."""


def bytecode(source: bytes, filename: str, *, optimize: int) -> bytes:
    """One module as a .pyc file that is taken as it is, whatever its source says later."""
    code = compile(source, filename, "exec", dont_inherit=True, optimize=optimize)
    digest = importlib.util.source_hash(source)
    # what py_compile calls, which writes files only
    data: bytes = machinery._code_to_hash_pyc(code, digest, False)  # type: ignore[attr-defined]  # noqa: SLF001
    return data


def archive(files: Mapping[str, bytes], *, compression: int) -> bytes:
    """A zip whose bytes depend on these files alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as out:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = compression
            out.writestr(entry, files[name], compresslevel=9)
    return buffer.getvalue()


def library(names: Iterable[str], instead: Mapping[str, str], own: Path, methods: bytes) -> bytes:
    """The trimmed standard library as bytecode, gzipped as a whole.

    Args:
        names: Names in the stock archive.
        instead: Those of them that have another source here.
        own: A file of ours to go with them.
        methods: What `own` reads to spare `dataclasses` its compiling, as `imports.methods` gives it.
    """
    with zipfile.ZipFile(LIBRARY) as stock:
        sources = {name: instead[name].encode() if name in instead else stock.read(name) for name in names}
    sources[own.name] = own.read_bytes()
    # stored inside, so that an import only reads; without docstrings, which nobody reads there
    compiled = {f"{name}c": bytecode(text, f"{LIBRARY}/{name}", optimize=2) for name, text in sources.items()}
    stored = archive(compiled | {"dataclasses.marshal": methods}, compression=zipfile.ZIP_STORED)
    return gzip.compress(stored, 9, mtime=0)


def wheel(package: Path, distribution: str, version: str) -> bytes:
    """A standard wheel of the package, with bytecode for this Python beside each source.

    It is imported as it is, never unpacked; an import from an archive looks for bytecode beside the source only.
    Docstrings stay: for a dataclass without one its signature is worked out as text, which costs more than the bytes.
    """
    files: dict[str, bytes] = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package.parent).as_posix()
        source = path.read_bytes().replace(b"\r\n", b"\n")
        files[name] = source
        files[f"{name}c"] = bytecode(source, f"{WHEEL}/{name}", optimize=0)
    files[f"{package.name}/py.typed"] = b""
    info = f"{package.name}-{version}.dist-info"
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n".encode()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: escalation-playbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    record = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in sorted(files.items())]
    files[f"{info}/RECORD"] = "".join([*record, f"{info}/RECORD,,\n"]).encode()
    return archive(files, compression=zipfile.ZIP_DEFLATED)


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
