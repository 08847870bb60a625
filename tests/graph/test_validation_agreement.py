"""pySHACL, the evaluator in Python and the statements in Neo4j find the same."""

from pathlib import Path

import pytest
from rdflib import Graph

from graph.validation.evaluate import check
from schema.model import Model
from schema.reader import read_model
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
    return sorted((str(v.focus), shown(v.path), v.component.removeprefix(SH).removesuffix("ConstraintComponent")) for v in found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_component_finds_what_pyshacl_finds(case: Case, tmp_path: Path) -> None:
    world = World(case, tmp_path)
    expected = by_pyshacl(world.data, world.ontology)
    assert by_evaluator(world) == expected
    assert len(expected) == case.count
    assert {name[:1].lower() + name[1:] for _, _, name in expected} == (set(case.components) if case.count else set())
