"""What is stored becomes the RDF that it came from."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from graph.literals import stored
from graph.local import LocalServer
from graph.store import point
from graph.terms import attribute_terms, lexical, term, types
from graph.told import Literal
from graph.validation.reading import states
from graph.validation.values import canonical
from schema.datatypes import XSD
from schema.model import Attribute, Concept, Enum, Model
from schema.reader import read_model
from schema.shapes import Closed, Shape
from schema.terms import Text
from tests.example import DATA, ONTOLOGY
from tests.graph.bench import Bench
from tests.graph.rdf_graph import term as of_rdflib
from tests.schema.models import BASE, Ontology, attribute

MODEL = Ontology().model(Enum("Mood", BASE + "Mood", (Concept("GAY", "GAY", BASE + "gay"), Concept("SAD", "SAD", None))))
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"


@pytest.mark.parametrize(
    ("datatype", "text", "iri"),
    [
        ("String", "Ёлка", XSD + "string"),
        ("Int", "-7", XSD + "integer"),
        ("BigInt", "12345678901", XSD + "long"),
        ("Float", "0.1", XSD + "decimal"),
        ("Float", "71", XSD + "decimal"),
        ("Boolean", "true", XSD + "boolean"),
        ("DateTime", "2023-05-22T10:00:00Z", XSD + "dateTime"),
        ("DateTime", "2023-05-22T10:00:00.250000Z", XSD + "dateTime"),
        ("Date", "2023-05-22", XSD + "date"),
        ("EDTF", "2023-05-22?/..", EDTF),
        ("URI", "https://example.org/", XSD + "anyURI"),
        ("Point", "POINT(36.58 50.6)", WKT),
    ],
)
def test_a_literal_comes_back_as_it_was(datatype: str, text: str, iri: str) -> None:
    use = attribute("x", datatype)
    assert term(use, stored(use, Literal(text, iri, ""), MODEL), "", MODEL) == Text(text, "", iri)


@pytest.mark.parametrize(
    ("datatype", "literals", "value", "iri"),
    [
        ("Int", (XSD + "positiveInteger",), 7, "positiveInteger"),
        ("Float", (XSD + "double",), 0.5, "double"),
        ("Float", (XSD + "decimal", XSD + "integer"), 7.0, "decimal"),
        ("EDTF", (XSD + "date", XSD + "dateTime"), "2023-05-22", "date"),
        ("EDTF", (XSD + "date", XSD + "dateTime"), "2023-05-22T10:00:00Z", "dateTime"),
        ("String", (XSD + "token",), "a", "token"),
        ("Int", (), "seven", "string"),
        ("Int", (), True, "boolean"),
        ("Date", (), datetime(2023, 5, 22, tzinfo=UTC), "dateTime"),
        ("String", (), date(2023, 5, 22), "date"),
        ("Int", (), 7.5, "double"),
    ],
)
def test_the_datatype_is_the_ontologys_or_the_values_own(datatype: str, literals: tuple[str, ...], value: Any, iri: str) -> None:
    found = term(attribute("x", datatype, literals=literals), value, "", MODEL)
    assert isinstance(found, Text) and found.datatype == XSD + iri


def test_concepts_have_their_iris_where_they_have_one() -> None:
    mood = attribute("mood", "Enum", enum="Mood")
    assert [term(mood, notation, "", MODEL) for notation in ("GAY", "SAD", "OTHER")] == [
        BASE + "gay",
        Text("SAD", "", XSD + "string"),
        Text("OTHER", "", XSD + "string"),
    ]


def test_texts_have_their_languages_and_what_is_shown_is_no_value() -> None:
    name: Attribute = attribute("name", localized=True)
    found = list(attribute_terms(name, {"name": "Legion", "name@en": "Legion", "name@": "x"}, MODEL))
    assert [(text.value, text.language) for text in found if isinstance(text, Text)] == [("Legion", "en"), ("x", "")]


def test_large_and_small_numbers_have_no_exponent() -> None:
    assert [lexical(value) for value in (1e20, 1e-7, -0.5)] == ["100000000000000000000", "0.0000001", "-0.5"]
    assert lexical(point(36.5, 50)) == "POINT(36.5 50)"


def test_every_resource_belongs_to_the_root() -> None:
    model: Model = read_model(ONTOLOGY)
    assert types(["Person", "Odd"], model) == {f"https://w3id.org/claimgraph/ontology#{name}" for name in ("Person", "Resource")}


def test_the_example_comes_back_to_the_triple(neo4j_server: LocalServer, tmp_path: Path) -> None:
    model, data, ontology = read_model(ONTOLOGY), Graph().parse(DATA), Graph().parse(ONTOLOGY)
    given = {(str(s), str(p), canonical(of_rdflib(o))) for s, p, o in data if isinstance(s, URIRef) and p != RDF.type}
    symmetric = {str(p) for p in ontology.subjects(RDF.type, OWL.SymmetricProperty)}
    with asyncio.Runner() as runner:
        bench = Bench(neo4j_server, model, tmp_path, runner)
        bench.load_files(DATA)
        iris = [iri for (iri,) in bench.rows("MATCH (n:Resource) RETURN n.iri")]
        graph = runner.run(states(bench.store, model, iris, [Shape("", constraints=(Closed(()),))]))
        bench.close()
    found = {(iri, predicate, canonical(value)) for iri in iris for predicate, value in graph.statements(iri)}
    assert given <= found
    assert {triple for triple in found - given if triple[1] not in symmetric} == set()
