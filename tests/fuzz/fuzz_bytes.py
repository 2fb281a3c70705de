"""What is done to the text and the bytes of a file, whatever they mean."""

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from fuzz_data import Draw, one
from fuzz_words import BYTES, LETTERS

LONGEST = 1 << 21
"""Bytes; twice what is read."""


def _at(draw: Draw, data: Sequence[object]) -> int:
    return draw(st.integers(0, max(len(data) - 1, 0)))


def _flip(draw: Draw, data: bytes) -> bytes:
    at = _at(draw, data)
    return data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :] if data else b"\x80"


def _foreign(draw: Draw, data: bytes) -> bytes:
    at = _at(draw, data)
    return data[:at] + one(draw, BYTES) + data[at:]


def _type_in(draw: Draw, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    at = _at(draw, text)
    return (text[:at] + one(draw, LETTERS) + text[at:]).encode()


def _cut(draw: Draw, data: bytes) -> bytes:
    return data[: _at(draw, data)]


def _cut_off(draw: Draw, data: bytes) -> bytes:
    return data[_at(draw, data) :]


def _lines(draw: Draw, data: bytes) -> bytes:
    """Something done to one line, or to some."""
    lines = data.split(b"\n")
    first, last = sorted((_at(draw, lines), _at(draw, lines)))
    if one(draw, (True, True, False)):
        last = first
    changed = LINES[one(draw, tuple(LINES))](lines[first : last + 1])
    return b"\n".join([*lines[:first], *changed, *lines[last + 1 :]])


LINES: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "drop": lambda _: [],
    "double": lambda lines: lines * 2,
    "many": lambda lines: lines * min(1000, 2 + LONGEST // (1 + sum(map(len, lines)))),
    "indent": lambda lines: [b"  " + line for line in lines],
    "dedent": lambda lines: [line.removeprefix(b"  ") for line in lines],
    "tab": lambda lines: [line.replace(b"  ", b"\t", 1) for line in lines],
    "end": lambda lines: [line + b"\r" for line in lines],
    "half": lambda lines: [line[: len(line) // 2] for line in lines],
    "join": lambda lines: [b" ".join(lines)],
    "turn": lambda lines: lines[::-1],
}


def _whole(draw: Draw, data: bytes) -> bytes:
    """Something done to all of it."""
    return WHOLE[one(draw, tuple(WHOLE))](data)


WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "cr": lambda data: data.replace(b"\n", b"\r"),
    "tabs": lambda data: data.replace(b"  ", b"\t"),
    "spaces": lambda data: data.replace(b"\n", b" \n"),
    "flat": lambda data: data.replace(b"\n", b" "),
    "twice": lambda data: data + data,
    "mark": lambda data: b"\xef\xbb\xbf" + data,
    "wide": lambda data: data.decode(errors="replace").encode("utf-16"),
    "conflict": lambda data: b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> other\n",
}


TEXTUAL: dict[str, Callable[[Draw, bytes], bytes]] = {
    "flip": _flip,
    "foreign": _foreign,
    "letter": _type_in,
    "cut": _cut,
    "cut off": _cut_off,
    "lines": _lines,
    "lines again": _lines,
    "whole": _whole,
}
