"""The same pages in a large and in a small graph, each in a Neo4j of its own; both run at once and take turns."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

import psutil

from benchmarks.cases import CASES, mentioned
from benchmarks.check import Checked, check
from benchmarks.figures import Figures, Target
from benchmarks.generate import Graph, iri
from benchmarks.house import SEED, Database, House, database
from benchmarks.jobs import Worker
from benchmarks.measure import COLD, Bench, Sample, Turn, as_rows, rounds, tell, turns
from benchmarks.options import Options
from benchmarks.probes import Probes, find
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, DRIVER, started
from benchmarks.tables import cell, facts_table, machine, table, targets
from graph.store import Store

LARGE, PAGECACHE = 1_000_000, "6g"
"""From this size on a store gets this page cache, so that it fits: 300,000 nodes take 330 MB on the disk."""
ASKED = ("q1", "q2", "q3", "q4")
EVENTS = 1_000
"""How many events the point lookup goes to, evenly spread: a few would stay in the processor's caches in a graph of any size."""
BOUND = 1.5

_DEGREES = {
    "participants and places of q2's events": "MATCH (e:Event) WHERE e.iri IS NOT NULL WITH e ORDER BY e.iri LIMIT 100 RETURN sum(COUNT { (e)-[:PARTICIPANT|PLACE]->() })",
    "participants of q4's events": "MATCH (e:Event) WHERE e.iri IS NOT NULL WITH e ORDER BY e.iri LIMIT 50 RETURN sum(COUNT { (e)-[:PARTICIPANT]->() })",
    "events at q3's place": "MATCH (:Place {iri: $place})<-[:PLACE]-(e) RETURN count(e)",
    "propositions about them": "MATCH (:Place {iri: $place})<-[:PLACE]-()<-[:DESCRIBES]-(q) RETURN count(q)",
    "claims of the disputed ones": "MATCH (:Place {iri: $place})<-[:PLACE]-()<-[:DESCRIBES]-({status: 'DISPUTED'})<-[:CONTENT]-(c) RETURN count(c)",
}


@dataclass(frozen=True)
class Side:
    """One of the two graphs with the servers over it; `degrees` tell how much the queries pass through (medians over the variants)."""

    base: Database
    house: House
    checked: Sequence[Checked]
    bench: Bench
    degrees: Mapping[str, float]

    @property
    def nodes(self) -> str:
        """Its size as the report shows it."""
        return f"{self.base.filled.nodes:,} nodes"

    @property
    def turns(self) -> Iterator[Turn]:
        """Its turns, under names that tell its size."""
        return (replace(turn, server=_name(turn.server, self)) for turn in turns(self.bench, self.checked))


def _name(server: str, side: Side) -> str:
    return f"{server}, {side.nodes}"


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(Worker.started("benchmarks.load_http"))
        small, large = [await stack.enter_async_context(_side(size, house, http)) for size in options.sizes]
        taken = [turn for both in zip(small.turns, large.turns, strict=True) for turn in both]
        samples, noise = await rounds(taken, options.rounds, options.seconds, COLD)
    return _part(options, (small, large), samples, noise)


@asynccontextmanager
async def _side(size: int, house: House, http: Worker) -> AsyncIterator[Side]:
    roomy = replace(house, pagecache=PAGECACHE) if size >= LARGE else house
    async with database(roomy, size) as base, Worker.started("benchmarks.load_bolt", base.config.uri, password=base.config.password) as bolt:
        graph = Graph(base.model, size, SEED)
        async with Store(base.config) as store:
            probes = _spread(await find(store, graph), graph)
            degrees = {name: await _degree(store, text, probes) for name, text in _DEGREES.items()}
        with started(CLAIMGRAPH, base.config) as server:
            server.wait()
            checked = await check([case for case in CASES if case.name in ASKED], [server], bolt, probes, strict=True)
            tell(f"claimgraph and the driver alone agree on {base.filled.nodes:,} nodes")
            yield Side(base, roomy, checked, Bench([server], http, bolt, psutil.Process(base.server.pid), probes, (1,)), degrees)


def _spread(probes: Probes, graph: Graph) -> Probes:
    several = min(EVENTS, graph.sizes.events)
    return replace(probes, events=[{"id": iri("event", place * graph.sizes.events // several)} for place in range(several)])


async def _degree(store: Store, text: str, probes: Probes) -> float:
    asked = probes.places if mentioned(text, probes.places[0]) else probes.nothing
    return float(median([(await store.rows(text, values))[0][0] for values in asked]))


# the report


def _part(options: Options, sides: tuple[Side, Side], samples: Sequence[Sample], noise: Sequence[float]) -> Part:
    figures, facts = Figures(samples), dict(_facts(options, sides, noise))
    raw = {"facts": facts, "noise_ms": noise, "filled": [asdict(side.base.filled) for side in sides], "samples": as_rows(samples)}
    summary = "\n".join(f"{target.text}: {target.reached:.2f}" for target in _targets(figures, sides))
    return Part(list(_document(figures, facts, sides)), raw, summary, not any(sample.wrong for sample in samples))


def _facts(options: Options, sides: tuple[Side, Side], noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    for word, side in zip(("small graph", "large graph"), sides, strict=True):
        filled, took = side.base.filled, f", filled in {side.base.filled.seconds:.0f} s" if side.base.filled.seconds else ""
        size, cache = _on_disk(side.base) / 1e6, side.house.pagecache
        yield word, f"{filled.nodes:,} nodes, {filled.relations:,} relationships, {size:,.0f} MB on the disk, page cache {cache}{took}"
    yield "how", "two Neo4j and two claimgraph, running at the same time and taking turns, at concurrency 1; whoever has no turn is idle"
    yield "measured", f"{options.rounds} alternating rounds, {options.seconds:g} s for each query and graph"
    yield from machine(f"{sides[0].base.server.version} Community, heap {sides[0].house.heap} each", noise)


def _on_disk(base: Database) -> int:
    return sum(file.stat().st_size for file in base.server.home.glob("*/data/databases/neo4j/**/*") if file.is_file())


def _targets(figures: Figures, sides: tuple[Side, Side]) -> Iterator[Target]:
    for case in figures.cases:
        if ratio := _ratio(figures, case, CLAIMGRAPH, sides):
            yield Target(f"{case}: p50 in the large graph, against the small one", ratio, BOUND, at_least=False)


def _ratio(figures: Figures, case: str, server: str, sides: tuple[Side, Side]) -> float | None:
    small, large = (_name(server, side) for side in sides)
    return figures.ratio(case, (large, small), 1, lambda sample: sample.p50)


def _document(figures: Figures, facts: Mapping[str, str], sides: tuple[Side, Side]) -> Iterator[str]:
    yield from facts_table(facts)
    yield from targets(_targets(figures, sides))
    yield from ("### p50 in ms, concurrency 1", "", "The driver alone shows which part of a difference is Neo4j's.", "")
    yield from table(["query", *_columns(sides)], [[case, *_cells(figures, case, sides)] for case in figures.cases])
    yield from _alike(sides)


def _columns(sides: tuple[Side, Side]) -> Iterator[str]:
    for server in (CLAIMGRAPH, DRIVER):
        yield from (*(_name(server, side) for side in sides), f"{server}, ratio")


def _cells(figures: Figures, case: str, sides: tuple[Side, Side]) -> Iterator[str]:
    for server in (CLAIMGRAPH, DRIVER):
        yield from (cell(figures.spread(case, _name(server, side), 1, lambda sample: sample.p50)) for side in sides)
        yield f"{_ratio(figures, case, server, sides) or 0:.2f}"


def _alike(sides: tuple[Side, Side]) -> Iterator[str]:
    """How equal the work is."""
    yield from ("### How equal the work is", "")
    events = " and ".join(f"{len(side.bench.probes.events):,}" for side in sides)
    yield f"Pages have the same sizes. q1 goes to {events} events, evenly spread. q3's places were chosen for the same degrees in both graphs."
    yield from ("Medians over the variants:", "")
    rows: list[list[Any]] = [[name, *(f"{side.degrees[name]:g}" for side in sides)] for name in _DEGREES]
    for place, one in enumerate(sides[0].checked):
        rows.append([f"values in an answer to {one.case.name}", *(f"{side.checked[place].values:.0f}" for side in sides)])
    yield from table(["", *(side.nodes for side in sides)], rows)
