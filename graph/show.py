"""The IR as text for people: what differs from the defaults, one level of nesting to an indentation."""

from dataclasses import MISSING, fields, is_dataclass
from textwrap import indent
from typing import Any

WIDTH = 120


def show(node: Any) -> str:
    """Return an indented print of an IR node.

    >>> from graph.ir import Literal, Variable
    >>> show((Variable(("a", 0)), Literal(2)))
    "[Variable(path=['a', 0]), Literal(value=2)]"
    """
    if isinstance(node, tuple):
        return _bracketed("[", [show(item) for item in node], "]")
    if not is_dataclass(node):
        return repr(node)
    members = [f"{f.name}={show(value)}" for f in fields(node) if (value := getattr(node, f.name)) != f.default or f.default is MISSING]
    return _bracketed(f"{type(node).__name__}(", members, ")")


def _bracketed(start: str, members: list[str], end: str) -> str:
    flat = start + ", ".join(members) + end
    if len(flat) <= WIDTH and "\n" not in flat:
        return flat
    return start + "\n" + indent(",\n".join(members), "  ") + "\n" + end
