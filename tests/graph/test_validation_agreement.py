"""pySHACL, the evaluator in Python and the statements in Neo4j find the same."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from rdflib import OWL, RDF, XSD, Graph, Literal, Namespace, URIRef

from graph.local import LocalServer
from graph.validation.evaluate import check
from graph.validation.reading import states
from graph.validation.units import compiled, units
from graph.validation.violations import Violation
from graph.validation.whole import validate
from schema.model import Model
from schema.reader import read_model
from tests.example import DATA as EXAMPLE
from tests.example import ONTOLOGY as SHIPPED
from tests.graph import raw
from tests.graph.bench import Bench
from tests.graph.rdf_graph import Finding, RdfGraph, by_pyshacl, instances, shown
from tests.graph.shacl_cases import CASES, DATA, HEAD, ONTOLOGY, Case

SH = "http://www.w3.org/ns/shacl#"
CG = Namespace("https://w3id.org/claimgraph/ontology#")
COMPARED = (CG.start, CG.end, CG.min, CG.max)
"""What shapes compare: rdflib, unlike SPARQL, has an order between values of any two types."""
SYMMETRIC = list(Graph().parse(SHIPPED).subjects(RDF.type, OWL.SymmetricProperty))
IN_PYTHON = {"lessThan of incomparable values", "path there and back again and again", "path of two equal steps again and again"}
"""Cases of which a constraint is left to Python even where a whole store is validated."""


class World:
    """A case's ontology and data, parsed."""

    def __init__(self, case: Case, folder: Path) -> None:
        path = folder / "ontology.ttl"
        path.write_text(HEAD + ONTOLOGY + case.shapes, encoding="utf-8")
        self.model = read_model(path)
        self.ontology = Graph().parse(path)
        self.data = Graph().parse(data=HEAD + DATA + case.data, format="turtle")


@pytest.fixture(scope="module")
def bench(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, read_model(SHIPPED), tmp_path_factory.mktemp("data"), runner)
        yield made
        made.close()


def finding(violation: Violation) -> Finding:
    return str(violation.focus), shown(violation.path), violation.component.removeprefix(SH).removesuffix("ConstraintComponent")


def by_evaluator(model: Model, data: Graph) -> list[Finding]:
    """What the evaluator finds in the data as it is written."""
    return sorted(map(finding, check(model.shapes, RdfGraph(data), instances(data))))


def by_store(bench: Bench, model: Model) -> list[Finding]:
    """What is found in the store, by Cypher."""
    report = bench.runner.run(validate(bench.store, model, limit=10_000))
    assert report.conforms is not bool(report.violations)
    return sorted(finding(v) for v in report.violations if v.component.startswith(SH))


def by_reading(bench: Bench, model: Model, data: Graph) -> list[Finding]:
    """What the evaluator finds in the data as it is stored."""
    graph = bench.runner.run(states(bench.store, model, instances(data)))
    return sorted(map(finding, check(model.shapes, graph, instances(data))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_component_finds_what_pyshacl_finds(bench: Bench, case: Case, tmp_path: Path) -> None:
    world = World(case, tmp_path)
    expected = by_pyshacl(world.data, world.ontology)
    assert len(expected) == case.count
    assert {name[:1].lower() + name[1:] for _, _, name in expected} == (set(case.components) if case.count else set())
    assert by_evaluator(world.model, world.data) == expected
    bench.clear()
    raw.write(bench, world.model, world.data)
    assert by_reading(bench, world.model, world.data) == expected
    assert by_store(bench, world.model) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_component_is_looked_at_in_neo4j(case: Case, tmp_path: Path) -> None:
    model = World(case, tmp_path).model
    assert any(compiled(unit, model).left for unit in units(model.shapes, model)) == (case.name in IN_PYTHON)


def test_the_shapes_of_the_shipped_ontology_are_looked_at_in_neo4j() -> None:
    model = read_model(SHIPPED)
    assert not [check for unit in units(model.shapes, model) for check in compiled(unit, model).left]


def test_the_example_conforms(bench: Bench) -> None:
    data, ontology = Graph().parse(EXAMPLE), Graph().parse(SHIPPED)
    bench.clear()
    bench.load_files(EXAMPLE)
    assert by_pyshacl(data, ontology) == by_evaluator(bench.model, data) == by_reading(bench, bench.model, data) == []
    report = bench.runner.run(validate(bench.store, bench.model))
    assert report.conforms, report.counts


@pytest.mark.parametrize("seed", range(3))
def test_random_faults_in_the_example_are_found_alike(bench: Bench, seed: int) -> None:
    data, ontology = Graph().parse(EXAMPLE), Graph().parse(SHIPPED)
    _spoil(data, Random(seed), 40)
    expected = by_pyshacl(data, ontology)
    assert len(expected) > 10
    assert by_evaluator(bench.model, data) == expected
    bench.clear()
    raw.write(bench, bench.model, data)
    assert by_reading(bench, bench.model, data) == expected
    assert by_store(bench, bench.model) == expected


def _spoil(data: Graph, random: Random, times: int) -> None:
    """Take triples away, point them elsewhere, double them, give resources another class; symmetric relations are stated both ways at the end."""
    nodes = sorted((s for s, _, o in data.triples((None, RDF.type, None)) if isinstance(s, URIRef) and o != RDF.Statement), key=str)
    types = sorted({o for o in data.objects(None, RDF.type) if o != RDF.Statement}, key=str)
    triples = sorted(((s, p, o) for s, p, o in data if s in set(nodes) and p != RDF.type), key=str)
    for s, p, o in random.sample(triples, times):
        match random.choice(("take away", "point elsewhere", "double", "retype")):
            case "take away":
                data.remove((s, p, o))
            case "point elsewhere" if isinstance(o, URIRef):
                data.set((s, p, random.choice(nodes)))
            case "point elsewhere":
                data.set((s, p, Literal(-7) if p in COMPARED else random.choice((Literal(-7), Literal("2020-02-02", datatype=XSD.date), Literal(True)))))
            case "double":
                data.add((s, p, _another(o) if isinstance(o, Literal) else random.choice(nodes)))
            case _:
                data.set((s, RDF.type, random.choice(types)))
    for p in SYMMETRIC:
        for s, o in list(data.subject_objects(p)):
            data.add((o, p, s))


def _another(value: Literal) -> Literal:
    return Literal("2001" if str(value.datatype).endswith("EDTF") else f"{value}1", datatype=value.datatype, lang=value.language)
