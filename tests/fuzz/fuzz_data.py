"""What is done to the keys and values of a file, by what they are."""

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
from fuzz_words import LETTERS, WORDS

T = TypeVar("T")
Draw = st.DrawFn
Edit = tuple[int, int, str]
"""From where to where, and what stands there then."""

_DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True)
class Pool:
    """What stands in all files of a playbook."""

    nodes: tuple[Node, ...]
    by_key: dict[str, tuple[Node, ...]]
    keys: tuple[str, ...]


@cache
def pool_of(root: object, beside: tuple[File, ...]) -> Pool:
    """What stands in those of the files that belong to the playbook at `root`."""
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


def one(draw: Draw, choices: Sequence[T]) -> T:
    """One of the choices, each as likely."""
    return draw(st.sampled_from(choices))


def edited(text: str, edits: Sequence[Edit]) -> str:
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
    return [(node.start, node.end, one(draw, one(draw, WORDS)))]


def _rename(draw: Draw, _file: File, node: Node, pool: Pool) -> list[Edit]:
    if node.key is None:
        return []
    return [(*node.key, one(draw, one(draw, (*WORDS, pool.keys, pool.keys, pool.keys))))]


def _other(draw: Draw, _file: File, node: Node, pool: Pool) -> list[Edit]:
    return [(node.start, node.end, _flow(one(draw, pool.nodes).data))]


def _alike(draw: Draw, file: File, node: Node, pool: Pool) -> list[Edit]:
    """What stands behind the same key elsewhere: most likely of the right type, and a reference to something."""
    return [(node.start, node.end, _flow(one(draw, pool.by_key[_key(file, node)]).data))]


def _swap(draw: Draw, file: File, node: Node, _pool: Pool) -> list[Edit]:
    other = one(draw, file.nodes)
    return [(node.start, node.end, _flow(other.data)), (other.start, other.end, _flow(node.data))]


def _double(draw: Draw, file: File, node: Node, pool: Pool) -> list[Edit]:
    """The same key, or the same entry of a list, once more."""
    begin = node.key[0] if node.key else node.start
    again = file.text[begin : node.end] if one(draw, (True, False)) else f"{_key(file, node) or 'a'}: "
    if not again.strip(": ") or again.endswith(": "):
        again = f"{again}{_flow(one(draw, pool.nodes).data)}"
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
    times, numbered = one(draw, (2, 10, 100, 1000)), one(draw, (True, False))
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
    times, key = one(draw, (1, 1, 1, 40, 60)), one(draw, ("", *pool.keys))
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
    others = [one(draw, file.nodes) for _ in range(one(draw, (1, 2)))]
    aliases = [(other.start, other.end, "*a") for other in others]
    return [(node.start, node.start, "&a "), *aliases]


def _grow(draw: Draw, file: File, node: Node, _pool: Pool) -> list[Edit]:
    """Something odd before, within or behind a text, or the text changed as a whole."""
    if not isinstance(node.data, str):
        return _value(draw, file, node, _pool)
    text = node.data
    match one(draw, ("put", "put", "upper", "title", "wide", "half", "lines", "twice")):
        case "put":
            at = one(draw, (0, len(text) // 2, len(text)))
            odd = one(draw, LETTERS)
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
        return [(node.start, node.end, _flow(one(draw, (data + 1, data - 1, data * 2, -data, data * 1000, 0))))]
    if not isinstance(data, str) or not (digits := _DIGITS.search(data)):
        return _grow(draw, file, node, _pool)
    number = int(digits[0])
    other = one(draw, (number + 1, number * 2, max(number - 1, 0), 0, 99, number * 1000))
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
