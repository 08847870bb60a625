"""Medians of samples, ratios between servers, and what they were meant to reach."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.measure import Sample
from benchmarks.servers import BARE, CLAIMGRAPH, DRIVER, NEO4J_GRAPHQL

Value = Callable[[Sample], float]
AGAINST_PEER, STRICTER, MEAN = 2.5, 3.3, 5.5
COMPARED = ("q1", "q2", "q3", "q4", "q5", "q6", "q7")
ALSO_STRICTER = ("q2", "q4", "q5")
BARE_CPU, DRIVER_P50, FAR_PAGE = 1.5, 1.25, 1.3


@dataclass(frozen=True)
class Spread:
    """Median, least and most over the rounds."""

    middle: float
    least: float
    most: float


@dataclass(frozen=True)
class Target:
    """A goal: what was reached, which side of the bound is good."""

    text: str
    reached: float
    bound: float
    at_least: bool

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.reached >= self.bound if self.at_least else self.reached <= self.bound


class Figures:
    """All samples of a run, by case, server and concurrency."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._samples = samples
        self.cases = list(dict.fromkeys(sample.case for sample in samples))
        self.servers = list(dict.fromkeys(sample.server for sample in samples))

    def spread(self, case: str, server: str, concurrency: int, value: Value) -> Spread | None:
        """Return the spread of one figure; None if it was not measured."""
        found = [value(sample) for sample in self._samples if (sample.case, sample.server, sample.concurrency) == (case, server, concurrency)]
        return Spread(median(found), min(found), max(found)) if found else None

    def ratio(self, case: str, servers: tuple[str, str], concurrency: int, value: Value) -> float | None:
        """Return one server's median by another's."""
        one, other = (self.spread(case, server, concurrency, value) for server in servers)
        return one.middle / other.middle if one and other and other.middle else None

    def speed_ups(self, peer: str, cases: Iterable[str]) -> list[float]:
        """Return claimgraph's requests per second at concurrency 16 by a peer's, case by case."""
        found = (self.ratio(case, (CLAIMGRAPH, peer), 16, lambda sample: sample.per_second) for case in cases)
        return [ratio for ratio in found if ratio]

    def targets(self) -> Iterator[Target]:
        """Yield all goals that this run can be held to."""
        yield from self._against_peer()
        for case in self.cases:
            cpu = self.ratio(case, (CLAIMGRAPH, BARE), 16, lambda sample: sample.server_cpu)
            if cpu:
                yield Target(f"{case}: CPU of the server per request, against the bare endpoint", cpu, BARE_CPU, False)
        for case in ("q2", "q3", "q5"):
            p50 = self.ratio(case, (CLAIMGRAPH, DRIVER), 1, lambda sample: sample.p50)
            if p50:
                yield Target(f"{case}: p50 at concurrency 1, against the driver alone", p50, DRIVER_P50, False)
        pages = [self.spread(case, CLAIMGRAPH, 1, lambda sample: sample.p50) for case in ("q8first", "q8far")]
        if pages[0] and pages[1]:
            yield Target("q8: p50 of the far page, against the first", pages[1].middle / pages[0].middle, FAR_PAGE, False)

    def _against_peer(self) -> Iterator[Target]:
        ratios = {case: found[0] for case in COMPARED if (found := self.speed_ups(NEO4J_GRAPHQL, [case]))}
        for case, ratio in ratios.items():
            bound = STRICTER if case in ALSO_STRICTER else AGAINST_PEER
            yield Target(f"{case}: requests per second at concurrency 16, against {NEO4J_GRAPHQL}", ratio, bound, True)
        if ratios:
            yield Target(f"geometric mean of these {len(ratios)}", geometric_mean(list(ratios.values())), MEAN, True)


def geometric_mean(values: Sequence[float]) -> float:
    """Return the geometric mean.

    >>> round(geometric_mean([2, 8]), 6)
    4.0
    """
    return math.exp(sum(map(math.log, values)) / len(values))
