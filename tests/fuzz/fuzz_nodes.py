"""Every key and value of a YAML text, and where it stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from escalation_playbook.core_scalars import resolve


@dataclass(frozen=True, kw_only=True)
class Node:
    """A value, with the key before it if it has one."""

    start: int
    """The first character of the value."""
    end: int
    """The character behind its last."""
    key: tuple[int, int] | None
    """The same of its key."""
    column: int
    """How far the key, or the entry of a list, is indented."""
    data: object
    """Plain data."""


def nodes_of(text: str) -> tuple[Node, ...]:
    """The nodes of a text without mistakes, in its order; of Markdown those of its head."""
    top = next(yaml.compose_all(text, Loader=yaml.CSafeLoader))
    return tuple(_nodes(top, text))


def _nodes(node: yaml.Node, text: str) -> Iterator[Node]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield _node(value, text, key)
            yield from _nodes(value, text)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield _node(value, text, None)
            yield from _nodes(value, text)


def _node(value: yaml.Node, text: str, key: yaml.Node | None) -> Node:
    start = value.start_mark.index
    return Node(
        start=start,
        end=max(_end(value, text), start),
        key=(key.start_mark.index, key.end_mark.index) if key else None,
        column=(key or value).start_mark.column,
        data=_data(value),
    )


def _end(node: yaml.Node, text: str) -> int:
    """Where a node ends; the parser lets what is indented end where the next begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, text)
    end: int = node.end_mark.index
    return len(text[:end].rstrip()) if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else end


def _data(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(_data(key)): _data(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(each) for each in node.value]
    return node.value if node.style else resolve(node.value)
