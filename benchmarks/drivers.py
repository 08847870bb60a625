"""What the ways of using Neo4j's driver cost: the choice behind graph/store.py and api/server.py."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Any

import psutil

from benchmarks.cases import CASES, Case, cypher, mentioned, variables
from benchmarks.check import Disagreement
from benchmarks.figures import Figures, Value
from benchmarks.generate import Graph
from benchmarks.house import SEED, Database, House, database
from benchmarks.jobs import Worker
from benchmarks.measure import CONCURRENCIES, Sample, Turn, as_rows, floor_job, rounds
from benchmarks.options import Options
from benchmarks.probes import Probes, find
from benchmarks.results import Part
from benchmarks.tables import cell, facts_table, machine, table
from benchmarks.ways import OURS, WAYS
from graph.store import Store

SIZE = 300_000
ASKED = ("q1", "q5")
FIGURES: Mapping[str, Value] = {
    "CPU of the client's process in ms per request": lambda sample: sample.server_cpu,
    "p50 in ms": lambda sample: sample.p50,
}


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement if a way gives another answer than the first."""
    size = options.size or SIZE
    async with database(house, size) as base, AsyncExitStack() as stack:
        async with Store(base.config) as store:
            probes = await find(store, Graph(base.model, size, SEED))
        start = (Worker.started("benchmarks.load_bolt", base.config.uri, name, password=base.config.password) for name in WAYS)
        workers = dict(zip(WAYS, [await stack.enter_async_context(worker) for worker in start], strict=True))
        jobs = {case.name: floor_job(case.name, _parameters(case, probes)) for case in CASES if case.name in ASKED}
        await _check(workers, jobs)
        taken = list(_turns(workers, jobs, psutil.Process(base.server.pid), CONCURRENCIES[-1:] if options.smoke else CONCURRENCIES))
        samples, noise = await rounds(taken, options.rounds, options.seconds)
    return _part(options, base, samples, noise)


def _parameters(case: Case, probes: Probes) -> list[dict[str, Any]]:
    return [mentioned(cypher(case.name), values) for values in variables(case, probes)]


async def _check(workers: Mapping[str, Worker], jobs: Mapping[str, Mapping[str, Any]]) -> None:
    for case, job in jobs.items():
        answers = {name: (await worker.do({**job, "rows": True}))["rows"] for name, worker in workers.items()}
        wrong = [name for name, answer in answers.items() if answer != answers[OURS]]
        if wrong:
            raise Disagreement(f"other answers than by {OURS} to {case}: by {', '.join(wrong)}")


def _turns(workers: Mapping[str, Worker], jobs: Mapping[str, Mapping[str, Any]], neo4j: psutil.Process, concurrencies: Sequence[int]) -> Iterator[Turn]:
    for case, job in jobs.items():
        for concurrency in concurrencies:
            yield from (Turn(case, name, concurrency, worker, job, None, neo4j) for name, worker in workers.items())


# the report


def _part(options: Options, base: Database, samples: Sequence[Sample], noise: Sequence[float]) -> Part:
    figures, facts = Figures(samples), dict(_facts(options, base, noise))
    raw = {"facts": facts, "noise_ms": noise, "samples": as_rows(samples)}
    return Part(list(_document(figures, facts)), raw, _summary(figures))


def _facts(options: Options, base: Database, noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    yield "graph", f"{base.filled.nodes:,} nodes, {base.filled.relations:,} relationships"
    yield "measured", f"{options.rounds} alternating rounds, {options.seconds:g} s for each way, query and concurrency; each way in a process of its own"
    yield from machine(f"{base.server.version} Community", noise)


def _summary(figures: Figures) -> str:
    found = {name: figures.spread("q1", name, CONCURRENCIES[-1], lambda sample: sample.server_cpu) for name in WAYS}
    return "\n".join(f"{name:10} {spread.middle:.2f} ms CPU for a point read at concurrency 16" for name, spread in found.items() if spread)


def _document(figures: Figures, facts: Mapping[str, str]) -> Iterator[str]:
    yield from facts_table(facts)
    yield from table(["way", "what it is"], [[f"`{name}`", way.title] for name, way in WAYS.items()])
    yield from ("The statements are the hand-tuned ones of the comparison: q1, a point read, and q5, the large read. Each gives one record.", "")
    for title, value in FIGURES.items():
        yield from (f"### {title}", "")
        yield from table(["way", *(f"{case}, concurrency {concurrency}" for case, concurrency in _columns())], _rows(figures, value))


def _columns() -> Iterator[tuple[str, int]]:
    return ((case, concurrency) for case in ASKED for concurrency in CONCURRENCIES)


def _rows(figures: Figures, value: Value) -> Iterator[list[str]]:
    for name in WAYS:
        yield [f"`{name}`", *(_cell(figures, case, name, concurrency, value) for case, concurrency in _columns())]


def _cell(figures: Figures, case: str, name: str, concurrency: int, value: Value) -> str:
    ratio = figures.ratio(case, (name, OURS), concurrency, value)
    return cell(figures.spread(case, name, concurrency, value)) + (f", x {ratio:.2f}" if ratio and name != OURS else "")
