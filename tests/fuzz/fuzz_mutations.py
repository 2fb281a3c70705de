"""What is done to a file: to its keys and values by what they are, then to its text and bytes whatever they are.

Everything is drawn by Hypothesis: a seed gives the same inputs again, and in the tests a failure is made smaller.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from fuzz_nodes import Node
from fuzz_playbooks import File
from fuzz_words import BYTES, LETTERS, WORDS

T = TypeVar("T")
Draw = st.DrawFn
Edit = tuple[int, int, str]
"""From where to where, and what stands there then."""

_DIGITS = re.compile("[0-9]+")

LONGEST = 1 << 21
"""Bytes; twice what is read."""


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
    file = _one(draw, files)
    how = _one(draw, ("data", "data", "data", "bytes", "both"))
    done: list[str] = []
    text, nodes = file.text, file.nodes
    if how != "bytes" and nodes:
        edits: list[Edit] = []
        for _ in range(_one(draw, (1, 1, 2, 3))):
            name = _one(draw, tuple(STRUCTURAL))
            edits += STRUCTURAL[name](draw, file, _one(draw, nodes), _pool(file.root, tuple(beside)))
            done.append(name.split()[0])
        text = _edited(text, edits)
    data = text.encode()
    if how != "data" or not nodes:
        for _ in range(_one(draw, (1, 1, 2))):
            name = _one(draw, tuple(TEXTUAL))
            data = TEXTUAL[name](draw, data)
            done.append(name.removesuffix(" again"))
    return Broken(file, data[:LONGEST], tuple(done))


@dataclass(frozen=True)
class Pool:
    """What stands in all files of a playbook."""

    nodes: tuple[Node, ...]
    by_key: dict[str, tuple[Node, ...]]
    keys: tuple[str, ...]


@cache
def _pool(root: object, beside: tuple[File, ...]) -> Pool:
    by_key: dict[str, list[Node]] = defaultdict(list)
    nodes = []
    for file in beside:
        if file.root == root:
            nodes += file.nodes
            for node in file.nodes:
                by_key[_key(file, node)].append(node)
    keys = tuple(sorted(set(by_key) - {""}))
    return Pool(tuple(nodes), {key: tuple(found) for key, found in by_key.items()}, keys)


def _key(file: File, node: Node) -> str:
    return file.text[slice(*node.key)] if node.key else ""


def _one(draw: Draw, choices: Sequence[T]) -> T:
    return draw(st.sampled_from(choices))


def _edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits; of those that overlap the first."""
    parts = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])


def _flow(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _value(draw: Draw, _file: File, node: Node, _pool: Pool) -> list[Edit]:
    return [(node.start, node.end, _one(draw, _one(draw, WORDS)))]


def _rename(draw: Draw, _file: File, node: Node, pool: Pool) -> list[Edit]:
    if node.key is None:
        return []
    return [(*node.key, _one(draw, _one(draw, (*WORDS, pool.keys, pool.keys, pool.keys))))]


def _other(draw: Draw, _file: File, node: Node, pool: Pool) -> list[Edit]:
    return [(node.start, node.end, _flow(_one(draw, pool.nodes).data))]


def _alike(draw: Draw, file: File, node: Node, pool: Pool) -> list[Edit]:
    """What stands behind the same key elsewhere: most likely of the right type, and a reference to something."""
    return [(node.start, node.end, _flow(_one(draw, pool.by_key[_key(file, node)]).data))]


def _swap(draw: Draw, file: File, node: Node, _pool: Pool) -> list[Edit]:
    other = _one(draw, file.nodes)
    return [(node.start, node.end, _flow(other.data)), (other.start, other.end, _flow(node.data))]


def _double(draw: Draw, file: File, node: Node, pool: Pool) -> list[Edit]:
    """The same key, or the same entry of a list, once more."""
    begin = node.key[0] if node.key else node.start
    again = file.text[begin : node.end] if _one(draw, (True, False)) else f"{_key(file, node) or 'a'}: "
    if not again.strip(": ") or again.endswith(": "):
        again = f"{again}{_flow(_one(draw, pool.nodes).data)}"
    mark = "" if node.key else "- "
    column = node.column - len(mark)
    return [(begin, begin, f"{again}\n{' ' * max(column, 0)}{mark}")]


def _drop(_draw: Draw, file: File, node: Node, _pool: Pool) -> list[Edit]:
    begin = node.key[0] if node.key else node.start
    line = file.text.rfind("\n", 0, begin) + 1
    blank = not file.text[line:begin].strip(" -") and file.text[line:begin].count("-") <= 1
    return [(line, min(node.end + 1, len(file.text)), "")] if blank else [(begin, node.end, "")]


def _repeat(draw: Draw, _file: File, node: Node, _pool: Pool) -> list[Edit]:
    """All there is, many times; the same ids again, or others."""
    times, numbered = _one(draw, (2, 10, 100, 1000)), _one(draw, (True, False))
    if isinstance(node.data, str):
        return [(node.start, node.end, _flow(node.data * times))]
    if isinstance(node.data, dict):
        return [(node.start, node.end, _flow({f"{k}-{n}": v for n in range(times) for k, v in node.data.items()}))]
    if not isinstance(node.data, list):
        return []
    many = [_numbered(each, n) if numbered else each for n in range(times) for each in node.data]
    return [(node.start, node.end, _flow(many))]


def _numbered(entry: object, number: int) -> object:
    if isinstance(entry, dict):
        return {key: f"{value}-{number}" if key == "id" else value for key, value in entry.items()}
    return f"{entry}-{number}" if isinstance(entry, str) else entry


def _wrap(draw: Draw, _file: File, node: Node, pool: Pool) -> list[Edit]:
    """Deeper by some lists, or by a key."""
    times, key = _one(draw, (1, 1, 1, 40, 60)), _one(draw, ("", *pool.keys))
    opening, closing = (f"{{{key}: ", "}") if key else ("[", "]")
    return [(node.start, node.end, opening * times + _flow(node.data) + closing * times)]


def _first(_draw: Draw, _file: File, node: Node, _pool: Pool) -> list[Edit]:
    """What stands first inside, without what is around it."""
    data = node.data
    if isinstance(data, dict) and data:
        data = next(iter(data.values()))
    elif isinstance(data, list) and data:
        data = data[0]
    elif isinstance(data, str):
        data = data[:1]
    return [(node.start, node.end, _flow(data))]


def _alias(draw: Draw, file: File, node: Node, _pool: Pool) -> list[Edit]:
    """An anchor, and aliases of it before or behind it, or inside it."""
    others = [_one(draw, file.nodes) for _ in range(_one(draw, (1, 2)))]
    aliases = [(other.start, other.end, "*a") for other in others]
    return [(node.start, node.start, "&a "), *aliases]


def _grow(draw: Draw, file: File, node: Node, _pool: Pool) -> list[Edit]:
    """Something odd before, within or behind a text, or the text changed as a whole."""
    if not isinstance(node.data, str):
        return _value(draw, file, node, _pool)
    text = node.data
    match _one(draw, ("put", "put", "upper", "title", "wide", "half", "lines", "twice")):
        case "put":
            at = _one(draw, (0, len(text) // 2, len(text)))
            odd = _one(draw, LETTERS)
            text = f"{text[:at]}{odd}{text[at:]}"
        case "upper":
            text = text.upper()
        case "title":
            text = text.title()
        case "wide":
            text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
        case "half":
            text = text[: len(text) // 2]
        case "lines":
            text = text.replace(" ", "\n")
        case _:
            text = f"{text} {text}"
    return [(node.start, node.end, _flow(text))]


def _near(draw: Draw, file: File, node: Node, _pool: Pool) -> list[Edit]:
    """Another number, span or day of the same form; of anything else an odd form of it."""
    data = node.data
    if isinstance(data, int):
        return [(node.start, node.end, _flow(_one(draw, (data + 1, data - 1, data * 2, -data, data * 1000, 0))))]
    if not isinstance(data, str) or not (digits := _DIGITS.search(data)):
        return _grow(draw, file, node, _pool)
    number = int(digits[0])
    other = _one(draw, (number + 1, number * 2, max(number - 1, 0), 0, 99, number * 1000))
    text = f"{data[: digits.start()]}{other:0{len(digits[0])}}{data[digits.end() :]}"
    return [(node.start, node.end, _flow(text))]


def _retype(_draw: Draw, _file: File, node: Node, _pool: Pool) -> list[Edit]:
    """A list as keys, keys as a list, text as a list, a number as text."""
    data = node.data
    if isinstance(data, list):
        data = {str(each) if isinstance(each, (str, int)) else f"k{n}": each for n, each in enumerate(data)}
    elif isinstance(data, dict):
        data = [{key: value} for key, value in data.items()]
    elif isinstance(data, str):
        data = data.split()
    else:
        data = str(data)
    return [(node.start, node.end, _flow(data))]


STRUCTURAL: dict[str, Callable[[Draw, File, Node, Pool], list[Edit]]] = {
    "value": _value,
    "key": _rename,
    "other": _other,
    "alike": _alike,
    "swap": _swap,
    "double": _double,
    "drop": _drop,
    "repeat": _repeat,
    "wrap": _wrap,
    "first": _first,
    "alias": _alias,
    "alike again": _alike,
    "alike once more": _alike,
    "grow": _grow,
    "grow again": _grow,
    "near": _near,
    "near again": _near,
    "retype": _retype,
}


def _at(draw: Draw, data: Sequence[object]) -> int:
    return draw(st.integers(0, max(len(data) - 1, 0)))


def _flip(draw: Draw, data: bytes) -> bytes:
    at = _at(draw, data)
    return data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :] if data else b"\x80"


def _foreign(draw: Draw, data: bytes) -> bytes:
    at = _at(draw, data)
    return data[:at] + _one(draw, BYTES) + data[at:]


def _type_in(draw: Draw, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    at = _at(draw, text)
    return (text[:at] + _one(draw, LETTERS) + text[at:]).encode()


def _cut(draw: Draw, data: bytes) -> bytes:
    return data[: _at(draw, data)]


def _cut_off(draw: Draw, data: bytes) -> bytes:
    return data[_at(draw, data) :]


def _lines(draw: Draw, data: bytes) -> bytes:
    """Something done to one line, or to some."""
    lines = data.split(b"\n")
    here, there = sorted((_at(draw, lines), _at(draw, lines)))
    line = lines[here]
    match _one(draw, ("drop", "double", "indent", "dedent", "tab", "swap", "join", "some", "many", "end", "half")):
        case "drop":
            del lines[here]
        case "double":
            lines.insert(here, line)
        case "indent":
            lines[here] = b"  " + line
        case "dedent":
            lines[here] = line.removeprefix(b"  ")
        case "tab":
            lines[here] = line.replace(b"  ", b"\t", 1)
        case "swap":
            lines[here], lines[there] = lines[there], line
        case "join":
            lines[here : here + 2] = [b" ".join(lines[here : here + 2])]
        case "some":
            del lines[here:there]
        case "many":
            lines[here:there] = lines[here:there] * _one(draw, (2, 20, 1000))
        case "end":
            lines[here] = line + b"\r"
        case _:
            lines[here] = line[: len(line) // 2]
    return b"\n".join(lines)


def _whole(draw: Draw, data: bytes) -> bytes:
    """Something done to all of it."""
    match _one(draw, ("crlf", "cr", "tabs", "twice", "mark", "wide", "spaces", "conflict", "flat")):
        case "crlf":
            return data.replace(b"\n", b"\r\n")
        case "cr":
            return data.replace(b"\n", b"\r")
        case "tabs":
            return data.replace(b"  ", b"\t")
        case "twice":
            return data + data
        case "mark":
            return b"\xef\xbb\xbf" + data
        case "wide":
            return data.decode(errors="replace").encode("utf-16")
        case "spaces":
            return data.replace(b"\n", b" \n")
        case "conflict":
            return b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> other\n"
        case _:
            return data.replace(b"\n", b" ")


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
