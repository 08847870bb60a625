"""The same requests to the same data under an ontology of many classes and under one of a few, each with a Neo4j of its own.

Both ontologies have one class in common, and only that class has data.
"""

import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import psutil

from benchmarks.check import Disagreement
from benchmarks.figures import Figures, Target
from benchmarks.house import House, config_of, neo4j
from benchmarks.jobs import Worker
from benchmarks.measure import COLD, CONCURRENCIES, Sample, Turn, as_rows, http_job, rounds, tell
from benchmarks.ontology_at_size import ontology_text
from benchmarks.options import Options
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, Server, started
from benchmarks.tables import cell, facts_table, machine, table, targets
from graph.load import load
from graph.store import Store
from schema.reader import read_model

PROPERTIES = 6
"""Per class."""
VARIANTS = 64
BOUND = 0.9
BASE = "https://size.example/id/"
POINT, PAGE = "point", "page"
TITLES = {POINT: "point read", PAGE: "page of 20"}

_COMMON = """
s:Book a owl:Class ; rdfs:subClassOf s:Kind0x ; rdfs:label "book"@en .
s:title a owl:DatatypeProperty ; rdfs:domain s:Book ; rdfs:range xsd:string ; rdfs:label "title"@en .
s:pages a owl:DatatypeProperty ; rdfs:domain s:Book ; rdfs:range xsd:integer ; rdfs:label "pages"@en .
s:issued a owl:DatatypeProperty ; rdfs:domain s:Book ; rdfs:range xsd:date ; rdfs:label "issued"@en .
[] a sh:NodeShape ; sh:targetClass s:Book ; sh:property [ sh:path s:title ; sh:maxCount 1 ] , [ sh:path s:pages ; sh:maxCount 1 ] ,
  [ sh:path s:issued ; sh:maxCount 1 ] .
"""
_PREFIXES = """@prefix s: <https://size.example/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclass(frozen=True)
class Side:
    """One of the two ontologies with a server over it, and what it is asked."""

    classes: int
    fields: int
    version: str
    server: Server
    neo4j: psutil.Process
    requests: Mapping[str, Sequence[str]]

    @property
    def name(self) -> str:
        """As the report shows it."""
        return f"{self.classes:,} classes"


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement if the two give different answers."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(Worker.started("benchmarks.load_http"))
        sides = [await stack.enter_async_context(_side(classes, options, house)) for classes in options.classes]
        _check(sides)
        samples, noise = await rounds(list(_turns(sides, http, options)), options.rounds, options.seconds, COLD)
    return _part(options, sides, samples, noise)


@asynccontextmanager
async def _side(classes: int, options: Options, house: House) -> AsyncIterator[Side]:
    """An ontology with its data, in a Neo4j that lives only as long; with `--smoke` in the one that all share."""
    with tempfile.TemporaryDirectory() as folder:
        ontology, data = Path(folder) / "ontology.ttl", Path(folder) / "data.ttl"
        ontology.write_text(ontology_text(classes - 1, (classes - 1) * PROPERTIES) + _COMMON, encoding="utf-8")
        data.write_text(_PREFIXES + "\n".join(map(_book, range(options.resources))), encoding="utf-8")
        model = read_model(ontology, base_iri=BASE)
        home = house.graph(options.size) if options.smoke and options.size else Path(folder) / "home"
        async with neo4j(home, house) as database:
            async with Store(config_of(database)) as store:
                await load(store, model, [data])
            tell(f"{options.resources:,} resources are loaded under {classes:,} classes")
            with started(CLAIMGRAPH, config_of(database), CLAIMGRAPH_ONTOLOGY=str(ontology), CLAIMGRAPH_BASE_IRI=BASE) as server:
                server.wait()
                fields = sum(len(cls.attributes) + len(cls.relations) for cls in model.classes.values())
                yield Side(classes, fields, database.version, server, psutil.Process(database.pid), _requests(options.resources))


def _book(number: int) -> str:
    values = f's:title "Book {number}" ; s:pages {100 + number % 400} ; s:issued "{1990 + number % 30}-05-01"^^xsd:date'
    return f'<{BASE}book-{number:06d}> a s:Book ; rdfs:label "Book {number}"@en ; {values} .'


def _requests(resources: int) -> dict[str, list[str]]:
    point = "query Point($id: ID!) { book(id: $id) { id name title pages issued } }"
    page = "{ books(first: 20) { nodes { id name title pages issued } } }"
    ids = [f"{BASE}book-{place * resources // VARIANTS:06d}" for place in range(VARIANTS)]
    return {POINT: [_body(point, {"id": found}) for found in ids], PAGE: [_body(page, {})]}


def _body(text: str, values: Mapping[str, Any]) -> str:
    return orjson.dumps({"query": text, "variables": values}).decode()


def _check(sides: Sequence[Side]) -> None:
    """Raise Disagreement unless both give the same answers, with data in them."""
    few, many = ([side.server.ask("/graphql", body) for bodies in side.requests.values() for body in bodies] for side in sides)
    for one, other in zip(few, many, strict=True):
        if one != other or "errors" in one or not all(one["data"].values()):
            raise Disagreement(f"{sides[0].name} and {sides[1].name} give different answers, or none:\n  {str(one)[:600]}\n  {str(other)[:600]}")


def _turns(sides: Sequence[Side], http: Worker, options: Options) -> Iterator[Turn]:
    for case in TITLES:
        for concurrency in CONCURRENCIES[-1:] if options.smoke else CONCURRENCIES:
            for side in sides:
                job = http_job(side.server, "/graphql", side.requests[case])
                yield Turn(case, side.name, concurrency, http, job, side.server.process, side.neo4j)


# the report


def _part(options: Options, sides: Sequence[Side], samples: Sequence[Sample], noise: Sequence[float]) -> Part:
    figures, facts = Figures(samples), dict(_facts(options, sides, noise))
    raw = {"facts": facts, "noise_ms": noise, "samples": as_rows(samples)}
    summary = "\n".join(f"{target.text}: {target.reached:.2f}" for target in _targets(figures, sides))
    return Part(list(_document(figures, facts, sides)), raw, summary, not any(sample.wrong for sample in samples))


def _facts(options: Options, sides: Sequence[Side], noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    sizes = (f"one of {side.classes:,} classes ({side.fields:,} fields with inherited ones)" for side in sides)
    yield "ontologies", f"{' and '.join(sizes)}, made by benchmarks/ontology_at_size.py, with one class in common"
    yield "data", f"{options.resources:,} resources of the common class in each store, written by the program's own loader"
    yield "how", "two Neo4j and two claimgraph, running at the same time and taking turns; whoever has no turn is idle"
    yield "measured", f"{options.rounds} alternating rounds, {options.seconds:g} s for each query, ontology and concurrency"
    yield from machine(f"{sides[0].version} Community", noise)


def _targets(figures: Figures, sides: Sequence[Side]) -> Iterator[Target]:
    few, many = (side.name for side in sides)
    for case in figures.cases:
        for concurrency in CONCURRENCIES:
            if ratio := figures.ratio(case, (many, few), concurrency, lambda sample: sample.per_second):
                yield Target(f"{TITLES[case]}, concurrency {concurrency}: requests per second with {many}, against {few}", ratio, BOUND, at_least=True)


def _document(figures: Figures, facts: Mapping[str, str], sides: Sequence[Side]) -> Iterator[str]:
    yield from facts_table(facts)
    yield from targets(_targets(figures, sides))
    yield from ("### Requests per second, and CPU of the server in ms per request", "")
    columns = [f"{side.name}, {what}" for what in ("per second", "CPU") for side in sides]
    yield from table(["query", "concurrency", *columns], _rows(figures, sides))


def _rows(figures: Figures, sides: Sequence[Side]) -> Iterator[list[str]]:
    for case in figures.cases:
        for concurrency in CONCURRENCIES:
            rates = [cell(figures.spread(case, side.name, concurrency, lambda sample: sample.per_second)) for side in sides]
            costs = [cell(figures.spread(case, side.name, concurrency, lambda sample: sample.server_cpu)) for side in sides]
            yield [TITLES[case], str(concurrency), *rates, *costs]
