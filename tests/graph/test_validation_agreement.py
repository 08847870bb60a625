"""pySHACL, the evaluator in Python and the statements in Neo4j find the same."""

import asyncio
from pathlib import Path

import pytest
from rdflib import Graph

from graph.local import LocalServer
from graph.validation.evaluate import check
from graph.validation.violations import Violation
from graph.validation.whole import validate
from schema.model import Model
from schema.reader import read_model
from tests.graph import raw
from tests.graph.bench import Bench
from tests.graph.rdf_graph import Finding, RdfGraph, by_pyshacl, instances, shown
from tests.graph.shacl_cases import CASES, DATA, HEAD, ONTOLOGY, Case

SH = "http://www.w3.org/ns/shacl#"


class World:
    """A case's ontology and data, parsed."""

    def __init__(self, case: Case, folder: Path) -> None:
        path = folder / "ontology.ttl"
        path.write_text(HEAD + ONTOLOGY + case.shapes, encoding="utf-8")
        self.model: Model = read_model(path)
        self.ontology = Graph().parse(path)
        self.data = Graph().parse(data=HEAD + DATA + case.data, format="turtle")


def by_evaluator(world: World) -> list[Finding]:
    found = check(world.model.shapes, RdfGraph(world.data), instances(world.data))
    return sorted(map(finding, found))


def finding(violation: Violation) -> Finding:
    return str(violation.focus), shown(violation.path), violation.component.removeprefix(SH).removesuffix("ConstraintComponent")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_component_finds_what_pyshacl_finds(case: Case, tmp_path: Path) -> None:
    world = World(case, tmp_path)
    expected = by_pyshacl(world.data, world.ontology)
    assert by_evaluator(world) == expected
    assert len(expected) == case.count
    assert {name[:1].lower() + name[1:] for _, _, name in expected} == (set(case.components) if case.count else set())


def by_store(bench: Bench, world: World) -> list[Finding]:
    raw.write(bench, world.model, world.data)
    report = bench.runner.run(validate(bench.store, world.model, limit=1000))
    assert report.conforms is not bool(report.violations)
    return sorted(finding(v) for v in report.violations if v.component.startswith(SH))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_component_finds_the_same_in_neo4j(neo4j_server: LocalServer, case: Case, tmp_path: Path) -> None:
    world = World(case, tmp_path)
    with asyncio.Runner() as runner:
        bench = Bench(neo4j_server, world.model, tmp_path, runner)
        try:
            assert by_store(bench, world) == by_pyshacl(world.data, world.ontology)
        finally:
            bench.close()
