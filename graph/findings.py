"""What does not fit: collected over a whole load, and raised as one error that names the file and the line of each."""

from collections import defaultdict
from typing import NamedTuple

from graph.stage import Stage
from schema.errors import DataError, UnknownTerm

MOST = 100
"""Findings that are kept; those after them are only counted."""
SHOWN = 5
"""How many findings the error's message spells out."""


class Finding(NamedTuple):
    """What is wrong with what a subject says: `predicate` and `said` (text or IRI of the object) tell where, as far as they are not "", or `at` does."""

    subject: str
    predicate: str
    said: str
    text: str
    at: tuple[int, int] | None = None


class Findings:
    """All that was found so far."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._count = 0
        self._unknown_terms = False

    def add(self, finding: Finding, unknown_term: bool = False) -> None:
        """Add one."""
        self._count += 1
        self._unknown_terms |= unknown_term
        if len(self._kept) < MOST:
            self._kept.append(finding)

    def check(self, stage: Stage) -> None:
        """Raise DataError, or UnknownTerm, if anything was found; its `findings` are those that were kept, in the order of files and lines."""
        if not self._count:
            return
        told = self._told(stage)
        rest = self._count - min(len(told), SHOWN)
        shown = "; ".join(told[:SHOWN]) + (f"; and {rest:,} more" if rest else "")
        number = "1 finding" if self._count == 1 else f"{self._count:,} findings"
        error = (UnknownTerm if self._unknown_terms else DataError)(f"{number}, nothing was written: {shown}")
        error.findings = told
        raise error

    def _told(self, stage: Stage) -> list[str]:
        wanted: defaultdict[int, set[int]] = defaultdict(set)
        places = [finding.at or stage.place(finding.subject, finding.predicate, finding.said) for finding in self._kept]
        for source, place in places:
            wanted[source].add(place)
        lines = {source: stage.sources[source].lines(members) for source, members in wanted.items()}
        rows = [(source, lines[source].get(place, 0), finding.text) for (source, place), finding in zip(places, self._kept, strict=True)]
        return [f"{stage.sources[source].name}{f':{line}' if line else ''}: {text}" for source, line, text in sorted(rows, key=lambda row: row[:2])]
