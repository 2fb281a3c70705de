"""What this calculator is: a hash over its own sources, the same wherever they run."""

from hashlib import sha256
from pathlib import Path


def sources_hash() -> str:
    """SHA-256, in hexadecimal, over this package's Python files: sorted names and contents, line ends normalised.

    The checkout and the wheel in the browser hold the same sources, so both give the same hash.
    """
    package = Path(__file__).parent
    digest = sha256()
    for name, path in sorted((path.relative_to(package).as_posix(), path) for path in package.rglob("*.py")):
        source = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(source)}\0".encode())
        digest.update(source)
    return digest.hexdigest()
