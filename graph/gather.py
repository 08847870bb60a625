"""What sources say, gathered by subject until there is enough of it for the staging file (graph/stage.py)."""

import marshal
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple, TypeVar

from graph.bodies import LINK, TRIPLE, Terms
from graph.names import Names
from graph.told import TYPE, Literal, Source, Told, Triple

K = TypeVar("K")
Row = tuple[Any, ...]

HELD = 50_000
"""Statements that are held in memory before they are passed on."""
HELD_TEXT = 8 << 20
"""Characters of text that are."""
SIDES = 2
"""How many may gather at the same time; each has numbers of its own."""


class Gathered(NamedTuple):
    """Rows for `told` and for `named`, the IRIs of claims, and how many statements these are."""

    told: Sequence[Row]
    named: Sequence[Row]
    claims: Sequence[str]
    statements: int


class Gathering:
    """One side. `claims` are the IRIs of the classes of claims; without any, what stands in a named graph is as if it stood in none."""

    def __init__(self, claims: Collection[str], side: int = 0) -> None:
        self._claims = claims
        self._predicates, self._types = Names(side, SIDES), Names(side, SIDES)
        self._claimed = set[str]()

    @property
    def terms(self) -> Terms:
        """What the numbers in bodies stand for."""
        return Terms(self._predicates.named(), self._types.named())

    def read(self, number: int, source: Source, keep: Callable[[Gathered, int], None]) -> None:
        """Pass on all that a source, of this number, says: some rows at a time, with how many bytes were read until then."""
        held: dict[str, list[Any]] = {}
        named: dict[tuple[str, str], list[Any]] = {}
        several = length = 0
        for told in source.told():
            several += 1
            length += self._hold(named, (told.graph, told.subject), told) if told.graph and self._claims else self._hold(held, told.subject, told)
            if several == HELD or length > HELD_TEXT:
                keep(self._gathered(number, held, named, several), source.done)
                several = length = 0
        keep(self._gathered(number, held, named, several), source.size)

    def _hold(self, held: dict[K, list[Any]], key: K, told: Told) -> int:
        """Add a statement to those of its subject, as four members of a flat list; return the length of its text."""
        _, predicate, said, _, place = told
        body = held.get(key)
        if body is None:
            body = held[key] = []
        if type(said) is Literal:
            text, datatype, language = said
            body += (self._predicates.of(predicate), self._types.of((datatype, language)), text, place)
            return len(text)
        if predicate == TYPE and said in self._claims:
            self._claimed.add(told.subject)
        body += (self._predicates.of(predicate), TRIPLE if type(said) is Triple else LINK, said if isinstance(said, str) else tuple(said), place)
        return 0

    def _gathered(self, source: int, held: dict[str, list[Any]], named: dict[tuple[str, str], list[Any]], several: int) -> Gathered:
        told = [(subject, source, marshal.dumps(held[subject])) for subject in sorted(held)]
        apart = [(*key, source, marshal.dumps(named[key])) for key in sorted(named)]
        gathered = Gathered(told, apart, list(self._claimed), several)
        for kept in (held, named, self._claimed):
            kept.clear()
        return gathered
