"""Cypher text with its parameters: the second gate, and the laying out of blocks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from textwrap import indent

from graph.ir import Predicate, Rules, Value


class Parameters:
    """The values of one statement; equal values share a parameter (in Python `1 == True == 1.0`, so they are told apart by how they print)."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._values: dict[str, Value] = {}

    def add(self, value: Value) -> str:
        """Return the text that stands for a value, such as `$p0`."""
        return "$" + self.name(value)

    def name(self, value: Value) -> str:
        """Return the name of the parameter that carries a value."""
        name = self._names.setdefault(repr(value), f"p{len(self._names)}")
        self._values[name] = value
        return name

    def items(self) -> tuple[tuple[str, Value], ...]:
        """Return the parameters by name."""
        return tuple(self._values.items())


@dataclass
class Scope:
    """What one statement shares: its parameters, the numbers of its variables, and which of these may stand for past `states` of resources.

    `rules` are those of reading, and `test` writes a predicate on a variable: what writes predicates needs the patterns that rules are written into.
    """

    parameters: Parameters = field(default_factory=Parameters)
    states: set[str] = field(default_factory=set)
    rules: Rules | None = None
    test: "Callable[[Predicate, str, Scope], str] | None" = None
    _numbers: "count[int]" = field(default_factory=count)

    def number(self) -> int:
        """Return a number that no other variable of this statement has."""
        return next(self._numbers)


def block(keyword: str, lines: Iterable[str]) -> str:
    """Return a subquery such as `COLLECT { ... }`, one clause a line; empty clauses are left out."""
    return keyword + " {\n" + indent("\n".join(line for line in lines if line), "  ") + "\n}"


def union(ways: Iterable[Iterable[str]], variable: str, apart: bool = True) -> list[str]:
    """Return the lines of a union of clauses that all bind a variable; unless they are `apart`, what several find comes once."""
    lines: list[str] = []
    for way in ways:
        lines += [*(["UNION ALL" if apart else "UNION"] if lines else []), *way, f"RETURN {variable}"]
    return lines


def tuple_of(values: Iterable[str]) -> str:
    """Return a list literal; one line if it is short."""
    values = list(values)
    flat = ", ".join(values)
    if len(flat) <= 100 and "\n" not in flat:
        return f"[{flat}]"
    return "[\n" + indent(",\n".join(values), "  ") + "\n]"
