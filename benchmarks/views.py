"""What a view costs: the same query over three levels without one, as one source tells it, and as twenty do; and what weighing everything anew takes."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
import psutil

from benchmarks.check import Disagreement
from benchmarks.figures import Figures, Target
from benchmarks.house import Database, House, database
from benchmarks.jobs import Worker
from benchmarks.measure import Sample, Turn, as_rows, http_job, rounds, tell
from benchmarks.options import Options
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, Server, started
from benchmarks.tables import cell, facts_table, machine, table, targets
from graph.evidence import Rebuilt, rebuild
from graph.store import Store

SIZE = 417_000
"""Nodes; 200,000 of them are claims."""
SOURCES: Mapping[str, int] = {"no view": 0, "one source": 1, "20 sources": 20}
BOUNDS = {"one source": 1.2, "20 sources": 1.7}
REBUILT_IN = 60.0
CASES: Mapping[str, str] = {
    "places": """query Places($ids: [ID!]!, $sources: [ID!]) VIEW {
  places(where: {id: {in: $ids}}, first: 50) {
    nodes { name capturedBy(first: 10) { edges { status origins denials node { name } proposition { text status claims(first: 3) { nodes { stance claimant { name } } } } } } }
  }
}""",
    "events": """query Events($ids: [ID!]!, $sources: [ID!]) VIEW {
  events(where: {id: {in: $ids}}, first: 50) {
    nodes { name describedBy(first: 10) { totalCount nodes { text status origins denials claims(first: 3) { nodes { stance claimant { name } } } } } }
  }
}""",
}
"""Queries of three levels: things, relations or propositions with what is computed of them, claims with who made them."""
_THINGS = {
    "places": "MATCH (p:Place)<-[r:CAPTURED]-() WITH p, count(r) AS several ORDER BY abs(several - 10), p.iri LIMIT 50 RETURN p.iri",
    "events": "MATCH (e:Event)<-[r:DESCRIBES]-() WITH e, count(r) AS several ORDER BY abs(several - 10), e.iri LIMIT 50 RETURN e.iri",
}
_SPEAKERS = "MATCH (a:Agent)<-[:CLAIMANT]-(c:Claim) WITH a, count(c) AS several ORDER BY several DESC, a.iri LIMIT 20 RETURN a.iri"


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement if a view does not restrict anything."""
    async with database(house, options.size or SIZE) as base:
        async with Store(base.config) as store:
            things = {case: [row[0] for row in await store.rows(text, {})] for case, text in _THINGS.items()}
            speakers = [row[0] for row in await store.rows(_SPEAKERS, {})]
            claims = (await store.rows("MATCH (c:Claim) RETURN count(c)", {}))[0][0]
            began = time.monotonic()
            rebuilt = await rebuild(store, base.model)
            seconds = time.monotonic() - began
        tell(f"everything weighed anew in {seconds:.1f} s, {rebuilt.changed} things differed")
        with started(CLAIMGRAPH, base.config) as server:
            server.wait()
            bodies = {(case, name): _body(case, name, things[case], speakers) for case in CASES for name in SOURCES}
            values = _check(server, bodies)
            async with Worker.started("benchmarks.load_http") as http:
                jobs = ((case, name, http_job(server, "/graphql", [body])) for (case, name), body in bodies.items())
                taken = [Turn(case, name, 1, http, job, server.process, psutil.Process(base.server.pid)) for case, name, job in jobs]
                samples, noise = await rounds(taken, options.rounds, options.seconds)
    return _part(options, base, samples, noise, rebuilt, seconds, claims, values)


def _body(case: str, name: str, things: Sequence[str], speakers: Sequence[str]) -> str:
    variables: dict[str, Any] = {"ids": things}
    text = CASES[case].replace(", $sources: [ID!]) VIEW", ")")
    if SOURCES[name]:
        variables["sources"] = speakers[: SOURCES[name]]
        text = CASES[case].replace("VIEW", "@view(accordingTo: $sources)")
    return orjson.dumps({"query": text, "variables": variables}).decode()


def _check(server: Server, bodies: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], int]:
    """Return how many bytes each answer has."""
    answers = {key: server.ask("/graphql", body) for key, body in bodies.items()}
    for (case, name), answer in answers.items():
        if "data" not in answer or answer.get("errors"):
            raise Disagreement(f"{case}, {name}: {answer.get('errors')}")
        if SOURCES[name] and answer == answers[case, "no view"]:
            raise Disagreement(f"{case}: the view of {name} restricts nothing")
    return {key: len(orjson.dumps(answer)) for key, answer in answers.items()}


# the report


def _part(
    options: Options,
    base: Database,
    samples: Sequence[Sample],
    noise: Sequence[float],
    rebuilt: Rebuilt,
    seconds: float,
    claims: int,
    sizes: Mapping[tuple[str, str], int],
) -> Part:
    figures, facts = Figures(samples), dict(_facts(options, base, noise, claims))
    found = list(_targets(figures, seconds))
    raw = {"facts": facts, "noise_ms": noise, "rebuild_seconds": seconds, "samples": as_rows(samples)}
    lines = [*facts_table(facts), *targets(found), *_document(figures, rebuilt, sizes)]
    return Part(lines, raw, "\n".join(f"{target.text}: {target.reached:.2f}" for target in found), not any(sample.wrong for sample in samples))


def _facts(options: Options, base: Database, noise: Sequence[float], claims: int) -> Iterator[tuple[str, str]]:
    yield "graph", f"{base.filled.nodes:,} nodes, {base.filled.relations:,} relationships, {claims:,} claims"
    yield "sources", "the agents with the most claims"
    yield "measured", f"{options.rounds} alternating rounds, {options.seconds:g} s for each query and view, concurrency 1"
    yield from machine(f"{base.server.version} Community", noise)


def _targets(figures: Figures, seconds: float) -> Iterator[Target]:
    for case in figures.cases:
        for name, bound in BOUNDS.items():
            if ratio := figures.ratio(case, (name, "no view"), 1, lambda sample: sample.p50):
                yield Target(f"{case}: p50 with {name}, against no view", ratio, bound, at_least=False)
    yield Target("seconds that weighing everything anew takes", seconds, REBUILT_IN, at_least=False)


def _document(figures: Figures, rebuilt: Rebuilt, sizes: Mapping[tuple[str, str], int]) -> Iterator[str]:
    yield from ("### p50 in ms, concurrency 1", "", "In brackets the length of the answer.", "")
    rows = [[case, *(f"{cell(figures.spread(case, name, 1, lambda sample: sample.p50))} [{sizes[case, name]:,}]" for name in SOURCES)] for case in CASES]
    yield from table(["query", *SOURCES], rows)
    yield f"Weighed anew: {rebuilt.propositions:,} propositions with {rebuilt.claims:,} claims; {rebuilt.projected:,} relationships follow from them."
    for case, text in CASES.items():
        yield from ("", f"`{case}`:", "", "```graphql", text.replace("VIEW ", "@view(accordingTo: $sources) "), "```")
