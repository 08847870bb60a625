"""The same program under another ontology: nothing in it knows the shipped one."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.local import LocalServer
from schema.reader import read_model
from tests.example import Example

ONTOLOGIES = Path(__file__).parent.parent / "ontologies"

pytestmark = pytest.mark.core


@pytest.fixture(scope="module")
def library(neo4j_server: LocalServer) -> Iterator[Example]:
    with asyncio.Runner() as runner:
        loaded = Example(neo4j_server, read_model(ONTOLOGIES / "library.ttl"), ONTOLOGIES / "library-data.ttl", runner)
        yield loaded
        loaded.close()


def test_relations_in_both_directions(library: Example) -> None:
    answer = library.ask('{ writer(id: "book:ada") { name wrote(orderBy: [{name: ASC}]) { nodes { __typename name writtenBy { nodes { name } } } } } }')
    works = [{"__typename": "Book", "name": f"The {which} Book", "writtenBy": {"nodes": [{"name": "Ada Example"}]}} for which in ("First", "Second")]
    assert answer == {"writer": {"name": "Ada Example", "wrote": {"nodes": works}}}


def test_filters_orders_and_enums(library: Example) -> None:
    query = """{ works(where: {genre: {eq: NOVEL}}, orderBy: [{name: DESC}]) {
        totalCount nodes { name(lang: ["de"]) genre bought ... on Book { pages sequelOf { name } } } } }"""
    assert library.ask(query)["works"] == {
        "totalCount": 2,
        "nodes": [
            {"name": "The Second Book", "genre": "NOVEL", "bought": None, "pages": 280, "sequelOf": {"name": "The First Book"}},
            {"name": "Das erste Buch", "genre": "NOVEL", "bought": "2021-03-04", "pages": 320, "sequelOf": None},
        ],
    }


def test_a_class_that_may_have_instances_of_its_own(library: Example) -> None:
    assert library.ask('{ __type(name: "PlainWork") { kind } works { nodes { __typename } } }') == {
        "__type": {"kind": "OBJECT"},
        "works": {"nodes": [{"__typename": "Map"}, {"__typename": "Book"}, {"__typename": "Book"}]},
    }


def test_there_is_no_evidence_layer(library: Example) -> None:
    assert "claims" not in library.model.class_by_root_field
    fields = ("claims { totalCount }", "books { nodes { sequelOfEdge { status } } }", "disagreements { origins }", "independentSources { alone }")
    for field in (*fields, 'books { nodes { names(usedBy: ["book:ada"]) { value } } }'):
        assert library.errors(f"{{ {field} }}")[0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
