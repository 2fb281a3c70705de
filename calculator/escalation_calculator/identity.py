"""What this calculator is: a hash over its own sources, the same wherever they run."""

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable


def sources_hash() -> str:
    """SHA-256, in hexadecimal, over this package's Python files: sorted names and contents, line ends normalised.

    The checkout and the wheel in the browser hold the same sources, so both give the same hash.
    """
    digest = sha256()
    for name, path in sorted(_sources(files(__package__), "")):
        source = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(source)}\0".encode())
        digest.update(source)
    return digest.hexdigest()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """Name and place of each; the package may lie in a folder or in an archive."""
    for path in folder.iterdir():
        if path.is_dir():
            yield from _sources(path, f"{name}{path.name}/")
        elif path.name.endswith(".py"):
            yield f"{name}{path.name}", path
