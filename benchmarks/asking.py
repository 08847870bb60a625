"""SPARQL: the same queries by claimgraph and by rdflib's engine over the same triples; what a mirror costs; and what others notice while one user attacks."""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from itertools import repeat
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from rdflib import Dataset

from benchmarks.attacking import attacked, p99s, request_of
from benchmarks.check import Disagreement
from benchmarks.figures import Spread, Target
from benchmarks.house import Database, House, database
from benchmarks.measure import loop_time, tell
from benchmarks.options import Options
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, HOST, PATIENCE, Server, started
from benchmarks.tables import cell, facts_table, machine, table, targets
from graph.export.run import export, wanted
from graph.store import Store

SIZE = 26_600
"""Nodes: about 200,000 triples."""
FASTER, DISTURBED = 15.0, 200.0
LONGEST = 60.0
"""Seconds after which rdflib is not waited for; it is counted with them."""
ATTACKED = 4.0
PREFIXES = """PREFIX cg: <https://w3id.org/claimgraph/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> """
QUERIES = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c",
    "SELECT ?s { ?s a cg:ArmedGroup } ORDER BY ?s LIMIT 20",
    "SELECT ?s ?n { ?s a cg:Person ; rdfs:label ?n FILTER CONTAINS(LCASE(?n), 'an') }",
    "SELECT ?who (COUNT(*) AS ?n) { ?c cg:claimant ?who } GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT 10",
    "SELECT ?p (COUNT(DISTINCT ?who) AS ?n) { ?c cg:content ?p ; cg:claimant ?who } GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 10",
    "SELECT DISTINCT ?p { ?a cg:content ?p ; cg:stance cg:denies . ?b cg:content ?p ; cg:stance cg:asserts }",
    "SELECT (COUNT(*) AS ?n) { ?c cg:stance cg:asserts ; cg:content/cg:event ?e . ?e cg:place ?where }",
    "SELECT ?where (COUNT(DISTINCT ?c) AS ?n) { ?c cg:content/cg:event/cg:place ?where } GROUP BY ?where ORDER BY DESC(?n) ?where LIMIT 10",
    "SELECT (COUNT(*) AS ?n) { ?s cg:within+ ?o }",
    "SELECT (COUNT(*) AS ?n) { ?c cg:relayedBy+ ?d }",
    "SELECT ?s { ?s a cg:Person FILTER NOT EXISTS { ?c cg:claimant ?s } }",
    "SELECT (COUNT(*) AS ?n) { ?p a cg:Proposition OPTIONAL { ?p cg:object ?o } FILTER (!BOUND(?o)) }",
    "SELECT (COUNT(*) AS ?n) { { ?e cg:place ?x } UNION { ?e cg:participant ?x } }",
    "SELECT (COUNT(*) AS ?n) { ?c a cg:Claim MINUS { ?c cg:relayedBy ?d } }",
    "SELECT ?d (COUNT(*) AS ?n) { ?c cg:passage/cg:document ?d } GROUP BY ?d ORDER BY DESC(?n) ?d LIMIT 10",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } ?g cg:stance cg:asserts } GROUP BY ?p",
    "SELECT (COUNT(*) AS ?n) { ?t rdf:subject ?e ; rdf:predicate cg:participant ; cg:role ?r }",
)
_ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
ATTACKS: Mapping[str, str] = {
    "count of all triples of triples": f"SELECT (COUNT(*) AS ?n) {{ {_ALL} }}",
    "sort of everything": f"SELECT * {{ {_ALL} }} ORDER BY ?i ?f ?c",
    "doubled text": "SELECT * { BIND ('" + "x" * 1000 + "' AS ?t0)" + "".join(f" BIND (CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(40)) + "}",
    "closure of everything": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^<urn:x>)* ?b }",
    "20,000 braces": "SELECT * " + "{" * 20_000,
}


@dataclass(frozen=True)
class Mirror:
    """What a mirror took: seconds until the first answer, triples, bytes on disk; MiB of its process, of a worker, and of the one that has the graph in memory."""

    seconds: float
    triples: int
    disk: int
    keeper: float = 0.0
    worker: float = 0.0
    held: float = 0.0


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement if the two engines answer differently."""
    async with database(house, options.size or SIZE) as base:
        with tempfile.TemporaryDirectory() as home:
            with started(CLAIMGRAPH, base.config, CLAIMGRAPH_HOME=home, CLAIMGRAPH_SPARQL_TIMEOUT=str(LONGEST)) as server:
                server.wait()
                mirror = _mirror(server, Path(home))
                tell(f"mirror of {mirror.triples:,} triples: {mirror.seconds:.1f} s, {mirror.disk / 1e6:.1f} MB on disk")
                ours, theirs = await _compared(base, server, options.rounds)
                mirror = _with_memory(mirror, server)
            with started(CLAIMGRAPH, base.config, CLAIMGRAPH_HOME=home, CLAIMGRAPH_SPARQL_TIMEOUT=str(ATTACKED)) as server:
                server.wait()
                disturbed, memory = await _attacked(server)
        noise = [loop_time()]
    return _part(base, mirror, ours, theirs, disturbed, memory, noise)


def _ask(server: Server, query: str, accept: str = "text/tab-separated-values") -> tuple[int, str]:
    with closing(HTTPConnection(HOST, server.port, timeout=PATIENCE)) as connection:
        return _answer(connection, query, accept)


def _answer(connection: HTTPConnection, query: str, accept: str = "text/tab-separated-values") -> tuple[int, str]:
    connection.request("POST", "/sparql", urlencode({"query": query}), {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def _mirror(server: Server, home: Path) -> Mirror:
    began = time.monotonic()
    while (answer := _ask(server, QUERIES[0]))[0] == 503:
        time.sleep(0.2)
    seconds = time.monotonic() - began
    triples = int(_ask(server, "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")[1].split()[1])
    assert answer[0] == 200
    store = next((home / "mirror").glob("0/*/store"))
    return Mirror(seconds, triples, sum(file.stat().st_size for file in store.iterdir()))


def _with_memory(mirror: Mirror, server: Server) -> Mirror:
    """The same with what its processes have after they were used."""
    found: dict[str, list[float]] = {"keeper": [], "worker": []}
    for child in server.process.children():
        for name, several in found.items():
            if f"graph.sparql.{name}" in " ".join(child.cmdline()):
                several.append(child.memory_info().rss / 2**20)
    return replace(mirror, keeper=found["keeper"][0], worker=min(found["worker"]), held=max(found["worker"]))


async def _compared(base: Database, server: Server, rounds: int) -> tuple[list[list[float]], list[list[float]]]:
    """Return the seconds of each query in each round, by us over HTTP and by rdflib in its own process's memory."""
    plain = Dataset()
    async with Store(base.config) as store:
        text = b"".join([piece async for piece in export(store, base.model, wanted(base.model, "nq", profile="nanopub"))])
    plain.parse(data=text, format="nquads")
    ours: list[list[float]] = [[] for _ in QUERIES]
    theirs: list[list[float]] = [[] for _ in QUERIES]
    for number in range(rounds):
        for place, query in enumerate(QUERIES):
            with closing(HTTPConnection(HOST, server.port, timeout=PATIENCE)) as connection:
                connection.connect()  # what rdflib takes is too long to keep one
                began = time.perf_counter()
                status, found = _answer(connection, PREFIXES + query)
                ours[place].append(time.perf_counter() - began)
            if status != 200:
                raise Disagreement(f"{query}: {status} {found[:300]}")
            if number and sum(theirs[place]) > LONGEST:
                continue
            began = time.perf_counter()
            expected = list(plain.query(PREFIXES + query))
            theirs[place].append(time.perf_counter() - began)
            if len(found.splitlines()) - 1 != len(expected):
                raise Disagreement(f"{query}: {len(found.splitlines()) - 1} rows, rdflib has {len(expected)}")
        tell(f"round {number + 1} of {rounds} done")
    return ours, theirs


async def _attacked(server: Server) -> tuple[dict[str, tuple[float, float]], tuple[float, float]]:
    """Return the p99 in ms that another SPARQL user and a GraphQL user see, calm and under each attack; and MiB of the server before and after."""
    while _ask(server, "ASK {}", "application/json")[0] == 503:
        await asyncio.sleep(0.2)
    await _latencies(server, 1.0)
    before = server.process.memory_info().rss / 2**20
    found = {"calm": await _latencies(server, ATTACKED)}
    for name, text in ATTACKS.items():
        async with attacked(server, repeat(request_of("/sparql", urlencode({"query": text}).encode(), "application/x-www-form-urlencoded"))):
            found[name] = await _latencies(server, ATTACKED)
        tell(f"{name}: p99 {found[name][0]:.0f} ms of SPARQL, {found[name][1]:.0f} ms of GraphQL")
    return found, (before, server.process.memory_info().rss / 2**20)


async def _latencies(server: Server, seconds: float) -> tuple[float, float]:
    users = (
        lambda: _ask(server, "SELECT ?s { ?s a <https://w3id.org/claimgraph/ontology#ArmedGroup> } LIMIT 5"),
        lambda: server.ask("/graphql", '{"query": "{ resources(first: 5) { nodes { id name } } }"}'),
    )
    sparql, graphql = await p99s(seconds, users)
    return sparql, graphql


# the report


def _part(
    base: Database,
    mirror: Mirror,
    ours: Sequence[Sequence[float]],
    theirs: Sequence[Sequence[float]],
    disturbed: Mapping[str, tuple[float, float]],
    memory: tuple[float, float],
    noise: Sequence[float],
) -> Part:
    ratios = [median(other) / median(own) for own, other in zip(ours, theirs, strict=True)]
    calm = disturbed["calm"]
    worst = max(max(one - own for one, own in zip(seen, calm, strict=True)) for name, seen in disturbed.items() if name != "calm")
    found = [
        Target("SPARQL: rdflib's time by ours (median of the queries)", median(ratios), FASTER, at_least=True),
        Target("ms that an attack adds to the p99 of another user (the worst one)", worst, DISTURBED, at_least=False),
        Target("MiB that attacks add to the server's process", memory[1] - memory[0], 20.0, at_least=False),
    ]
    facts = dict(_facts(base, mirror, noise))
    raw = {"facts": facts, "ours": list(ours), "rdflib": list(theirs), "p99_ms": dict(disturbed), "memory": list(memory), "mirror": vars(mirror)}
    lines = [*facts_table(facts), *targets(found), *_document(ours, theirs, disturbed)]
    return Part(lines, raw, "\n".join(f"{target.text}: {target.reached:.2f}" for target in found))


def _facts(base: Database, mirror: Mirror, noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    millions = mirror.triples / 1e6
    yield "graph", f"{base.filled.nodes:,} nodes, {mirror.triples:,} triples with those of the claims' graphs"
    yield (
        "mirror",
        f"made in {mirror.seconds:.1f} s; {mirror.disk / 1e6 / millions:.0f} MB on disk for a million triples; its process has {mirror.keeper:.0f} MiB, a worker {mirror.worker:.0f} MiB, the one that has the graph in memory {mirror.held:.0f} MiB",
    )
    yield (
        "measured",
        "claimgraph over HTTP, a request at a time over a connection that is there, the answer as TSV; rdflib's `Dataset.query` in memory, without writing the answer; the same numbers of rows",
    )
    yield "attacks", f"four clients of another address, each again and again, limit {ATTACKED:g} s; a user of SPARQL and one of GraphQL beside them"
    yield from machine(f"{base.server.version} Community", noise)


def _document(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]], disturbed: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    yield from ("### ms of a query", "")
    rows = []
    for query, own, other in zip(QUERIES, ours, theirs, strict=True):
        spreads = [Spread(median(taken) * 1000, min(taken) * 1000, max(taken) * 1000) for taken in (own, other)]
        rows.append([f"`{query.replace('|', chr(92) + '|')}`", *map(cell, spreads), f"{spreads[1].middle / spreads[0].middle:.0f}"])
    yield from table(["query", "claimgraph", "rdflib", "ratio"], rows)
    yield from ("### p99 of others, ms", "")
    yield from table(["while there is", "SPARQL", "GraphQL"], [[name, f"{seen[0]:.0f}", f"{seen[1]:.0f}"] for name, seen in disturbed.items()])
