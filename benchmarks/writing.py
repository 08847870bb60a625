"""What a batch takes: one call that creates many events, each with three relations to things that are there."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from typing import Any

import orjson

from benchmarks.check import Disagreement
from benchmarks.figures import Spread, Target
from benchmarks.house import Database, House, database
from benchmarks.measure import loop_time, tell
from benchmarks.options import Options
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, NEO4J_GRAPHQL, Server, has_node, started
from benchmarks.tables import cell, facts_table, machine, table, targets
from graph.store import Store

SIZE = 30_000
INPUTS: Mapping[str, Sequence[int]] = {CLAIMGRAPH: (10, 30, 100, 300, 1_000), NEO4J_GRAPHQL: (10, 30, 100)}
"""Inputs of a call, for each server as many as are bearable."""
BOUND = 1.5
"""Seconds for the largest."""
IRI = "urn:benchmark:"
_OURS = """mutation Create($inputs: [EventInput!]!) {
  upsertEvents(inputs: $inputs) { created events { id name } errors { message } }
}"""
_THEIRS = """mutation Create($inputs: [EventCreateInput!]!) {
  createEvents(input: $inputs) { events { iri name } }
}"""
_ACTORS = "MATCH (a:Person) RETURN a.iri ORDER BY a.iri LIMIT 50"
_PLACES = "MATCH (p:Settlement) RETURN p.iri ORDER BY p.iri LIMIT 50"
_WRITTEN = f"MATCH (e:Event) WHERE e.iri STARTS WITH '{IRI}' RETURN count(e), sum(COUNT {{ (e)-[:PLACE|PARTICIPANT]->() }})"
_REMOVE = f"MATCH (n) WHERE n.iri STARTS WITH '{IRI}' DETACH DELETE n"


@dataclass(frozen=True)
class Taken:
    """One call: how many inputs, and its seconds."""

    server: str
    inputs: int
    seconds: float


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement if a call is refused or writes something else."""
    async with database(house, options.size or SIZE) as base, Store(base.config) as store:
        actors, places = [[str(iri) for (iri,) in await store.rows(text, {})] for text in (_ACTORS, _PLACES)]
        taken: list[Taken] = []
        noise: list[float] = []
        with ExitStack() as stack:
            servers = [stack.enter_context(started(name, base.config)) for name in (CLAIMGRAPH, *([NEO4J_GRAPHQL] if has_node() else []))]
            for server in servers:
                server.wait()
                await _call(store, server, INPUTS[server.name][0], actors, places)  # warm
            for number in range(options.rounds):
                noise.append(loop_time())
                for server in servers:
                    taken += [await _call(store, server, inputs, actors, places) for inputs in _sizes(server.name, options)]
                tell(f"round {number + 1} of {options.rounds} done")
    return _part(options, base, taken, noise)


def _sizes(name: str, options: Options) -> Sequence[int]:
    return INPUTS[name][:2] if options.smoke else INPUTS[name]


async def _call(store: Store, server: Server, inputs: int, actors: Sequence[str], places: Sequence[str]) -> Taken:
    """Make one call, check what it wrote, and take it away again."""
    body = orjson.dumps(_body(server.name, inputs, actors, places)).decode()
    began = time.monotonic()
    answer = server.ask("/graphql", body)
    seconds = time.monotonic() - began
    written = (await store.rows(_WRITTEN, {}))[0]
    await store.write([(_REMOVE, {})], 60)
    if written != [inputs, 3 * inputs]:
        raise Disagreement(f"{server.name}: {inputs} inputs wrote {written}: {str(answer)[:500]}")
    return Taken(server.name, inputs, seconds)


def _body(name: str, inputs: int, actors: Sequence[str], places: Sequence[str]) -> dict[str, Any]:
    rows = [(f"{IRI}{number}", [actors[(number + step) % len(actors)] for step in (0, 7)], places[number % len(places)]) for number in range(inputs)]
    if name == CLAIMGRAPH:
        ours = [
            {
                "id": iri,
                "name": {"value": f"Event {iri}"},
                "eventType": "ADVANCE",
                "participant": {"connect": [{"id": actor} for actor in taking]},
                "place": {"connect": {"id": place}},
            }
            for iri, taking, place in rows
        ]
        return {"query": _OURS, "variables": {"inputs": ours}}
    theirs = [
        {
            "iri": iri,
            "name": f"Event {iri}",
            "eventType": "ADVANCE",
            "participant": {"connect": [{"where": {"node": {"iri": {"eq": actor}}}} for actor in taking]},
            "place": {"connect": [{"where": {"node": {"iri": {"eq": place}}}}]},
        }
        for iri, taking, place in rows
    ]
    return {"query": _THEIRS, "variables": {"inputs": theirs}}


# the report


def _spread(taken: Sequence[Taken], server: str, inputs: int) -> Spread | None:
    found = [one.seconds * 1000 for one in taken if (one.server, one.inputs) == (server, inputs)]
    return Spread(median(found), min(found), max(found)) if found else None


def _part(options: Options, base: Database, taken: Sequence[Taken], noise: Sequence[float]) -> Part:
    facts = dict(_facts(options, base, noise))
    found = list(_targets(taken))
    servers = [name for name in INPUTS if any(one.server == name for one in taken)]
    rows = [[f"{inputs:,}", *(cell(_spread(taken, name, inputs)) for name in servers)] for inputs in INPUTS[CLAIMGRAPH]]
    lines = [*facts_table(facts), *targets(found), "### ms for one call", "", *table(["inputs", *servers], rows)]
    raw = {"facts": facts, "noise_ms": noise, "calls": [[one.server, one.inputs, one.seconds] for one in taken]}
    return Part(lines, raw, "\n".join(f"{target.text}: {target.reached:.2f}" for target in found))


def _facts(options: Options, base: Database, noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    yield "graph", f"{base.filled.nodes:,} nodes, {base.filled.relations:,} relationships"
    yield "a call", "creates so many events, each related to two participants and a place that are there; checked, then taken away again"
    yield "measured", f"{options.rounds} alternating rounds"
    yield from machine(f"{base.server.version} Community", noise)


def _targets(taken: Sequence[Taken]) -> Iterator[Target]:
    largest = max(one.inputs for one in taken)
    if spread := _spread(taken, CLAIMGRAPH, largest):
        yield Target(f"seconds for {largest:,} inputs", spread.middle / 1000, BOUND, at_least=False)
    for inputs in INPUTS[NEO4J_GRAPHQL]:
        ours, theirs = _spread(taken, CLAIMGRAPH, inputs), _spread(taken, NEO4J_GRAPHQL, inputs)
        if ours and theirs:
            yield Target(f"{inputs} inputs: {NEO4J_GRAPHQL}'s time by ours", theirs.middle / ours.middle, 1.0, at_least=True)
