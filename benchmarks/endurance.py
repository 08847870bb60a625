"""Minutes at four fifths of the highest rate: errors, times and memory; then Neo4j is killed under the same load and comes back."""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import Target
from benchmarks.generate import Graph
from benchmarks.house import BOLT_PORT, HTTP_PORT, SEED, Database, House, database
from benchmarks.jobs import Worker, percentile
from benchmarks.measure import http_job, loop_time, tell
from benchmarks.memory import CONCURRENCY, GROWTH, SIZE, Mix, Reading, Trend
from benchmarks.options import Options
from benchmarks.probes import find
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, Server, started
from benchmarks.tables import facts_table, machine, table, targets
from graph import local
from graph.store import Store

SHARE = 0.8
"""Of the highest rate."""
HIGHEST = 10.0
"""Seconds for which the highest rate is looked for."""
WITH_KILL = 60.0
"""Seconds of the second part; Neo4j is killed after a third of them, at most."""
RECOVERY, SLOWER = 10.0, 1.5
VARIANTS = 400
_MIB = 1 << 20


@dataclass(frozen=True)
class Phase:
    """One part of the run: by second, how many requests got which status, and the milliseconds of all of them."""

    statuses: Sequence[dict[str, int]]
    latencies: Sequence[Sequence[float]]

    def total(self) -> Counter[str]:
        """Return how many requests got which status."""
        found: Counter[str] = Counter()
        for row in self.statuses:
            found.update(row)
        return found

    def p99(self, first: float, last: float) -> float:
        """Return the 99th percentile of a part of the time, from share to share."""
        size = len(self.latencies)
        return percentile(sorted(one for row in self.latencies[int(first * size) : int(last * size)] for one in row), 0.99)


@dataclass(frozen=True)
class Killed:
    """Neo4j was killed and was back after so many seconds of a part."""

    at: float
    back: float

    def recovery(self, phase: Phase) -> float:
        """Return how many seconds after Neo4j's return the last request was refused; 0 if none was."""
        refused = [second for second, row in enumerate(phase.statuses) if set(row) - {"200"}]
        return max(max(refused, default=0) + 1 - self.back, 0.0) if refused else 0.0


async def run(options: Options, house: House) -> Part:
    """Measure."""
    size = options.size or SIZE
    async with database(house, size) as base:
        async with Store(base.config) as store:
            mix = Mix(await find(store, Graph(base.model, size, SEED)))
        with started(CLAIMGRAPH, base.config) as server:
            server.wait()
            job = http_job(server, "/graphql", [mix.body(number) for number in range(VARIANTS)])
            noise = [loop_time()]
            rate = await _highest(job, min(HIGHEST, options.minutes * 10)) * SHARE
            tell(f"{rate:.0f} requests in a second")
            calm, readings = await _calm(server, {**job, "rate": rate, "seconds": options.minutes * 60})
            noise.append(loop_time())
            tell(f"calm: {dict(calm.total())}")
            broken, killed = await _broken(base, house, {**job, "rate": rate, "seconds": WITH_KILL})
            noise.append(loop_time())
    return _part(base, rate, (calm, readings), (broken, killed), noise)


async def _highest(job: dict[str, Any], seconds: float) -> float:
    async with Worker.started("benchmarks.load_http") as http:
        await http.run({**job, "concurrency": CONCURRENCY, "seconds": seconds / 2})
        found = await http.run({**job, "concurrency": CONCURRENCY, "seconds": seconds})
    return len(found.latencies) / found.seconds


async def _paced(job: dict[str, Any]) -> Phase:
    async with Worker.started("benchmarks.load_paced") as paced:
        return Phase(**await paced.do({**job, "concurrency": 4 * CONCURRENCY}))


async def _calm(server: Server, job: dict[str, Any]) -> tuple[Phase, list[Reading]]:
    """Load for minutes, and read the memory each second, as if each second had the same number of requests."""
    running = asyncio.create_task(_paced(job))
    readings: list[Reading] = []
    while not running.done():
        readings.append(Reading(round(len(readings) * job["rate"]), server.process.memory_info().rss))
        await asyncio.wait((running,), timeout=1.0)
    return running.result(), readings


async def _broken(base: Database, house: House, job: dict[str, Any]) -> tuple[Phase, Killed]:
    """Load, kill Neo4j, start it again, and load on."""
    running, began = asyncio.create_task(_paced(job)), time.monotonic()
    await asyncio.sleep(job["seconds"] / 6)
    os.kill(base.server.pid, signal.SIGKILL)
    at = time.monotonic() - began
    home = base.server.home
    await asyncio.to_thread(local.start, home, bolt_port=BOLT_PORT, http_port=HTTP_PORT, heap=house.heap, pagecache=house.pagecache)
    killed = Killed(at, time.monotonic() - began)
    tell(f"Neo4j was killed after {killed.at:.0f} s and back after {killed.back:.0f} s")
    return await running, killed


# the report


def _part(base: Database, rate: float, calm: tuple[Phase, Sequence[Reading]], broken: tuple[Phase, Killed], noise: Sequence[float]) -> Part:
    facts = dict(_facts(base, rate, calm[0], noise))
    found = list(_targets(*calm, *broken))
    raw = {"facts": facts, "noise_ms": noise, "statuses": [calm[0].statuses, broken[0].statuses], "readings": [one.resident for one in calm[1]]}
    lines = [*facts_table(facts), *targets(found), *_document(*calm, *broken)]
    return Part(lines, raw, "\n".join(f"{target.text}: {target.reached:.2f}" for target in found), not _unexpected(calm[0], ("200",)))


def _unexpected(phase: Phase, expected: Sequence[str]) -> int:
    return sum(number for status, number in phase.total().items() if status not in expected)


def _facts(base: Database, rate: float, calm: Phase, noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    yield "graph", f"{base.filled.nodes:,} nodes, {base.filled.relations:,} relationships"
    yield (
        "load",
        f"{rate:.0f} requests in a second ({SHARE:.0%} of the highest rate at concurrency {CONCURRENCY}), each at its time, for {len(calm.latencies) - 1} s",
    )
    yield "requests", "those of the memory part, one in five with a document of its own"
    yield "then", f"the same load for {WITH_KILL:.0f} s, in which Neo4j is killed (SIGKILL) and started again at once; nobody touches the server"
    yield from machine(f"{base.server.version} Community", noise)


def _targets(calm: Phase, readings: Sequence[Reading], broken: Phase, killed: Killed) -> Iterator[Target]:
    yield Target("requests without 200 in the calm part", _unexpected(calm, ("200",)), 0, at_least=False)
    yield Target("p99 of its last fifth, against the second fifth", calm.p99(0.8, 1.0) / calm.p99(0.2, 0.4), SLOWER, at_least=False)
    yield Target("memory at its end, against the half (line of least squares)", Trend.of(readings).growth, GROWTH, at_least=False)
    yield Target("requests without 200 or 503 while Neo4j was away", _unexpected(broken, ("200", "503")), 0, at_least=False)
    yield Target("seconds from Neo4j's return to the last refusal", killed.recovery(broken), RECOVERY, at_least=False)


def _document(calm: Phase, readings: Sequence[Reading], broken: Phase, killed: Killed) -> Iterator[str]:
    yield from ("### Times and memory", "")
    fifths = [(number / 5, (number + 1) / 5) for number in range(5)]
    rows = [
        [f"{first:.0%} to {last:.0%}", f"{calm.p99(first, last):.1f}", f"{readings[int(last * (len(readings) - 1))].resident / _MIB:.1f}"]
        for first, last in fifths
    ]
    yield from table(["part of the time", "p99 in ms", "MiB at its end"], rows)
    shown = ", ".join(f"{number:,} times {status if status != '0' else 'no answer'}" for status, number in sorted(broken.total().items()))
    yield f"Neo4j was killed after {killed.at:.0f} s and back after {killed.back:.0f} s; in the {WITH_KILL:.0f} s: {shown}."
