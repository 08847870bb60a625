"""The resident memory of claimgraph's server over many requests, of which a part has a document that was never seen before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import linear_regression

import orjson

from benchmarks.cases import CASES, bodies, graphql, variables
from benchmarks.check import Disagreement, check
from benchmarks.figures import Target
from benchmarks.generate import Graph
from benchmarks.house import SEED, Database, House, database
from benchmarks.jobs import Worker
from benchmarks.measure import http_job, loop_time, tell
from benchmarks.options import Options
from benchmarks.probes import Probes, find
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, Server, started
from benchmarks.tables import facts_table, machine, table, targets
from graph.store import Store

SIZE = 30_000
MIX = ("q1", "q2", "q4", "q7")
SLICES = 100
SHOWN = (0, 10, 25, 50, 75, 100)
"""Percent of the requests after which the report shows the memory; from a half on it is to be flat."""
CONCURRENCY = 16
GROWTH = 1.02
_MIB = 1 << 20


@dataclass(frozen=True)
class Reading:
    """The server's resident memory, in bytes, after so many requests."""

    requests: int
    resident: int


@dataclass(frozen=True)
class Trend:
    """The straight line through the readings of the second half (least squares): bytes at its start, and per request."""

    level: float
    slope: float
    requests: int

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> "Trend":
        """Fit it.

        >>> Trend.of([Reading(n, 1_000 + n) for n in range(0, 101, 10)])
        Trend(level=1050.0, slope=1.0, requests=50)
        """
        last = readings[-1].requests
        half = [reading for reading in readings if reading.requests * 2 >= last]
        slope, intercept = linear_regression([reading.requests for reading in half], [reading.resident for reading in half])
        return cls(intercept + slope * half[0].requests, slope, last - half[0].requests)

    @property
    def growth(self) -> float:
        """The level at the end by that at the half."""
        return 1 + self.slope * self.requests / self.level


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement."""
    size = options.size or SIZE
    async with database(house, size) as base:
        async with Store(base.config) as store:
            probes = await find(store, Graph(base.model, size, SEED))
        with started(CLAIMGRAPH, base.config) as server:
            server.wait()
            await _check(base, server, probes)
            noise = [loop_time()]
            readings, wrong, seconds = await _readings(server, Mix(probes), options.requests)
            noise.append(loop_time())
    return _part(base, readings, wrong, seconds, noise)


async def _check(base: Database, server: Server, probes: Probes) -> None:
    async with Worker.started("benchmarks.load_bolt", base.config.uri, password=base.config.password) as bolt:
        await check([case for case in CASES if case.name in MIX], [server], bolt, probes, strict=True)
    answer = server.ask("/graphql", Mix(probes).body(len(MIX)))
    if "new4" not in answer.get("data", {}):
        raise Disagreement(f"a new document is answered by {answer}")


class Mix:
    """The requests by their number: each case in turn with its variants, then a document that no other request has."""

    def __init__(self, probes: Probes) -> None:
        self._known = [bodies(graphql(case.name, CLAIMGRAPH) or "", variables(case, probes)) for case in CASES if case.name in MIX]
        self._events = probes.events

    def body(self, number: int) -> str:
        """Return the body of one request."""
        place, turn = number % (len(self._known) + 1), number // (len(self._known) + 1)
        if place < len(self._known):
            return self._known[place][turn % len(self._known[place])]
        text = f"query New($id: ID!) {{ new{number}: event(id: $id) {{ id name when }} }}"
        return orjson.dumps({"query": text, "variables": self._events[turn % len(self._events)]}).decode()


async def _readings(server: Server, mix: Mix, requests: int) -> tuple[list[Reading], int, float]:
    """Send all requests, slice by slice, and read the memory after each; also return how many were answered wrongly, and the seconds."""
    found, wrong, seconds = [Reading(0, server.process.memory_info().rss)], 0, 0.0
    size = max(requests // SLICES, 1)
    async with Worker.started("benchmarks.load_http") as http:
        for start in range(0, requests, size):
            asked = [mix.body(number) for number in range(start, min(start + size, requests))]
            run = await http.run({**http_job(server, "/graphql", asked), "concurrency": CONCURRENCY})
            found.append(Reading(start + len(asked), server.process.memory_info().rss))
            wrong, seconds = wrong + run.wrong, seconds + run.seconds
            if found[-1].requests * 10 % requests < size * 10:
                tell(f"{found[-1].requests:,} requests, {found[-1].resident / _MIB:.1f} MiB")
    return found, wrong, seconds


# the report


def _part(base: Database, readings: Sequence[Reading], wrong: int, seconds: float, noise: Sequence[float]) -> Part:
    facts, trend = dict(_facts(base, readings[-1].requests, seconds, wrong, noise)), Trend.of(readings)
    raw = {"facts": facts, "noise_ms": noise, "readings": [[reading.requests, reading.resident] for reading in readings]}
    return Part(list(_document(readings, trend, facts)), raw, f"memory at the end, against the half: {trend.growth:.4f}; {wrong} answered wrongly", not wrong)


def _facts(base: Database, requests: int, seconds: float, wrong: int, noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    yield "graph", f"{base.filled.nodes:,} nodes, {base.filled.relations:,} relationships"
    yield "requests", f"{requests:,} at concurrency {CONCURRENCY} in {seconds:.0f} s, {wrong} answered wrongly: {', '.join(MIX)} of the comparison in turn"
    yield "new documents", f"every {len(MIX) + 1}th request has an alias that no other has, so that each cache by document, statement or plan fills up"
    yield "read", f"the resident set size of the server's one process, after every {max(requests // SLICES, 1):,} requests"
    yield from machine(f"{base.server.version} Community", noise)


def _document(readings: Sequence[Reading], trend: Trend, facts: Mapping[str, str]) -> Iterator[str]:
    yield from facts_table(facts)
    yield from targets([Target("resident memory at the end, against the half (line of least squares)", trend.growth, GROWTH, at_least=False)])
    yield from ("### Resident memory", "")
    yield from table(["requests", "MiB"], [[f"{one.requests:,}", f"{one.resident / _MIB:.1f}"] for one in _shown(readings)])
    yield f"Growth over the second half: {trend.slope * 1000 / 1024:.1f} KiB per 1,000 requests. Highest reading: {_highest(readings):.1f} MiB."


def _shown(readings: Sequence[Reading]) -> list[Reading]:
    return [readings[(len(readings) - 1) * percent // 100] for percent in SHOWN]


def _highest(readings: Sequence[Reading]) -> float:
    return max(reading.resident for reading in readings) / _MIB
