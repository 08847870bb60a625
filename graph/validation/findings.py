"""What the validation of a whole store finds: the first violations spelt out, all of them counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from graph.validation.violations import Violation
from schema.paths import Path
from schema.shapes import VIOLATION

LIMIT = 100
"""Violations that a report spells out unless told otherwise."""
TIMEOUT = 600.0
"""Seconds that one statement over the whole store may take."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many resources break one constraint of a shape, or one rule."""

    shape: str
    component: str
    path: Path | None
    severity: str
    resources: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: the first violations, and for each constraint that is broken how many resources break it."""

    violations: tuple[Violation, ...]
    counts: tuple[Count, ...]
    seconds: float

    @property
    def conforms(self) -> bool:
        """Whether nothing was found, as SHACL means it: not even a warning."""
        return not self.counts

    @property
    def is_valid(self) -> bool:
        """Whether nothing was found that is a violation and no less."""
        return all(count.severity != VIOLATION for count in self.counts)


class Findings:
    """Collects violations up to a limit, and counts all."""

    def __init__(self, limit: int) -> None:
        self.violations: list[Violation] = []
        self._limit = limit
        self._counts: Counter[tuple[str, str, Path | None, str]] = Counter()

    @property
    def room(self) -> int:
        """How many violations may still be spelt out."""
        return self._limit - len(self.violations)

    def count(self, shape: str, component: str, path: Path | None, severity: str, resources: int = 1) -> None:
        """Count resources that break something."""
        self._counts[shape, component, path, severity] += resources

    def add(self, found: Iterable[Violation]) -> None:
        """Keep as many as there is room for."""
        self.violations += islice(found, max(self.room, 0))

    def report(self, seconds: float) -> Report:
        """All of it."""
        counts = [Count(*key, number) for key, number in self._counts.items() if number]
        return Report(tuple(self.violations), tuple(sorted(counts, key=lambda c: (c.shape, c.component))), seconds)


def named(node: str) -> str:
    """What a report calls a node under a name in Cypher: its IRI, or its id in Neo4j where it has none."""
    return f"coalesce(toStringOrNull({node}.iri), elementId({node}))"
