"""Files with something done to them.

Everything is drawn by Hypothesis: a seed gives the same inputs again, and in the tests a failure is made smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from fuzz_bytes import LONGEST, TEXTUAL
from fuzz_data import STRUCTURAL, Draw, Edit, edited, one, pool_of
from fuzz_playbooks import File


@dataclass(frozen=True)
class Broken:
    """A file and what was made of it."""

    file: File
    data: bytes
    done: tuple[str, ...]
    """What was done, in order."""


@st.composite
def broken(draw: Draw, files: Sequence[File], beside: Sequence[File]) -> Broken:
    """One of the files with one to three things done to its data or its bytes, or to both.

    Args:
        draw: Draws from a strategy.
        files: What is broken.
        beside: All files; what stands in those of the same playbook is put in the place of something.
    """
    file = one(draw, files)
    how = one(draw, ("data", "data", "data", "bytes", "both"))
    done: list[str] = []
    text, nodes = file.text, file.nodes
    if how != "bytes" and nodes:
        edits: list[Edit] = []
        for _ in range(one(draw, (1, 1, 2, 3))):
            name = one(draw, tuple(STRUCTURAL))
            edits += STRUCTURAL[name](draw, file, one(draw, nodes), pool_of(file.root, tuple(beside)))
            done.append(name.split()[0])
        text = edited(text, edits)
    data = text.encode()[:LONGEST]
    if how != "data" or not nodes:
        for _ in range(one(draw, (1, 1, 2))):
            name = one(draw, tuple(TEXTUAL))
            data = TEXTUAL[name](draw, data)[:LONGEST]
            done.append(name.removesuffix(" again"))
    return Broken(file, data, tuple(done))
