"""What does not fit: collected over a whole load, each with its file and line, and raised as one error."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from graph.told import Source, Subject
from schema.errors import DataError, UnknownTerm

MOST = 100
"""Findings that are kept; those after them are only counted."""
SHOWN = 5
"""How many findings the error's message spells out."""


class Place(NamedTuple):
    """Where something was said: the source's number, and the place in it."""

    source: int
    place: int


class Findings:
    """All that was found so far."""

    def __init__(self) -> None:
        self._kept: list[tuple[Place, str]] = []
        self._count = 0
        self._unknown_terms = False

    def __len__(self) -> int:
        return self._count

    def add(self, place: Place, text: str, unknown_term: bool = False) -> None:
        """Add one."""
        self._count += 1
        self._unknown_terms |= unknown_term
        if len(self._kept) < MOST:
            self._kept.append((place, text))

    def check(self, sources: Sequence[Source]) -> None:
        """Raise DataError, or UnknownTerm, if anything was found; `findings` of it has those that were kept, in the order of files and lines."""
        if not self._count:
            return
        told = self._told(sources)
        rest = self._count - min(len(told), SHOWN)
        shown = "; ".join(told[:SHOWN]) + (f"; and {rest:,} more" if rest else "")
        number = "1 finding" if self._count == 1 else f"{self._count:,} findings"
        error = (UnknownTerm if self._unknown_terms else DataError)(f"{number}, nothing was written: {shown}")
        error.findings = told
        raise error

    def _told(self, sources: Sequence[Source]) -> list[str]:
        wanted: defaultdict[int, set[int]] = defaultdict(set)
        for (source, place), _ in self._kept:
            wanted[source].add(place)
        lines = {source: sources[source].lines(places) for source, places in wanted.items()}
        rows = sorted(((place.source, lines[place.source].get(place.place, 0), text) for place, text in self._kept), key=lambda row: row[:2])
        return [f"{sources[source].name}{f':{line}' if line else ''}: {text}" for source, line, text in rows]


def place_of(subject: Subject, predicate: str = "", said: str = "") -> Place:
    """Return where a subject says something; where it does not, where it says its first word."""
    for source, place, property_, text in subject.places:
        if property_ == predicate and said in ("", text):
            return Place(source, place)
    return Place(*subject.places[0][:2])
