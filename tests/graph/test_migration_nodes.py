"""One node from one ontology to the next: which values go over, and as what."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.migration.nodes import Nodes
from graph.migration.terms import Terms
from graph.store import point
from schema.model import Model
from schema.reader import read_model

HEAD = """
@prefix x: <https://x.example/#> .
@prefix cg: <https://w3id.org/claimgraph/ontology#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://x.example/> a owl:Ontology .
"""
ONE = "x:a a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:domain x:Thing ; rdfs:range {0} ."
MANY = "x:a a owl:DatatypeProperty ; rdfs:domain x:Thing ; rdfs:range {0} ."
LABELS = frozenset({"Resource", "Thing"})
NOON = datetime(2023, 5, 22, 12, 30, tzinfo=UTC)
DAY = date(2023, 5, 22)


def of(folder: Path, name: str, text: str) -> Model:
    file = folder / f"{name}.ttl"
    file.write_text(f"{HEAD} x:Thing a owl:Class . {text}", encoding="utf-8")
    return read_model(file)


def nodes(folder: Path, old: str, new: str) -> Nodes:
    return Nodes(Terms(of(folder, "old", old), of(folder, "new", new)))


def convert(nodes: Nodes, past: bool = False, **stored: Any) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    found = nodes.convert("https://x.example/one", LABELS, {"name": "one", **stored}, past=past)
    return {key: value for key, value in found.properties.items() if key != "name" and value is not None}, found.lost, found.faults


GOES = [
    ("xsd:string", "42", "xsd:integer", {"a": 42}),
    ("xsd:string", "1.50", "xsd:decimal", {"a": 1.5}),
    ("xsd:string", "true", "xsd:boolean", {"a": True}),
    ("xsd:string", "2023-05-22", "xsd:date", {"a": DAY}),
    ("xsd:string", "2023-05-22T12:30:00Z", "xsd:dateTime", {"a": NOON}),
    ("xsd:string", "urn:x", "xsd:anyURI", {"a": "urn:x"}),
    ("xsd:string", "2023-05", "edtf:EDTF", {"a": "2023-05", "aEarliest": date(2023, 5, 1), "aLatest": date(2023, 5, 31)}),
    ("xsd:string", "text", "rdf:langString", {"a": "text", "a@": "text"}),
    ("xsd:integer", 42, "xsd:string", {"a": "42"}),
    ("xsd:integer", 42, "xsd:long", {"a": 42}),
    ("xsd:integer", 42, "xsd:double", {"a": 42.0}),
    ("xsd:double", 42.0, "xsd:integer", {"a": 42}),
    ("xsd:boolean", True, "xsd:string", {"a": "true"}),
    ("xsd:date", DAY, "xsd:string", {"a": "2023-05-22"}),
    ("xsd:date", DAY, "edtf:EDTF", {"a": "2023-05-22", "aEarliest": DAY, "aLatest": DAY}),
    ("xsd:dateTime", NOON, "xsd:string", {"a": "2023-05-22T12:30:00Z"}),
    ("geo:wktLiteral", point(36.5, 50.6), "xsd:string", {"a": "POINT(36.5 50.6)"}),
]


@pytest.mark.parametrize(("old", "value", "new", "expected"), GOES)
def test_a_value_that_loses_nothing_goes_over(tmp_path: Path, old: str, value: Any, new: str, expected: dict[str, Any]) -> None:
    found = nodes(tmp_path, ONE.format(old), ONE.format(new))
    assert "Thing" in found.affected
    assert convert(found, a=value) == (expected, {}, [])


STAYS = [
    ("xsd:string", "042", "xsd:integer", 'a "042" would lose how it is written'),
    ("xsd:string", "many", "xsd:integer", 'a "many" is no integer'),
    ("xsd:double", 1.5, "xsd:integer", 'a "1.5" is no integer'),
    ("xsd:long", 2**40, "xsd:integer", f'a "{2**40}" is beyond 32 bits: declare the property as xsd:long'),
    ("xsd:dateTime", NOON, "xsd:date", 'a "2023-05-22T12:30:00Z" is no date such as 2023-05-22'),
    ("xsd:string", "red", "[ a rdfs:Datatype ; owl:oneOf ( 'green' 'blue' ) ]", 'a "red" is none of green, blue'),
]


@pytest.mark.parametrize(("old", "value", "new", "why"), STAYS)
def test_a_value_that_would_lose_something_does_not(tmp_path: Path, old: str, value: Any, new: str, why: str) -> None:
    found = nodes(tmp_path, ONE.format(old), ONE.format(new))
    assert convert(found, a=value) == ({}, {"a": why}, [])
    assert convert(found, a=value, past=True) == ({"__dropped_a": value}, {"a": why}, [])


def test_bounds_of_a_date_go_with_it(tmp_path: Path) -> None:
    found = nodes(tmp_path, ONE.format("edtf:EDTF"), "x:b cg:formerly x:a ; a owl:DatatypeProperty ; rdfs:domain x:Thing ; rdfs:range xsd:string .")
    assert convert(found, a="2023", aEarliest=date(2023, 1, 1), aLatest=date(2023, 12, 31), aLasting=date(2023, 1, 1)) == ({"b": ["2023"]}, {}, [])


def test_one_becomes_several_and_several_one_if_there_is_only_one(tmp_path: Path) -> None:
    assert convert(nodes(tmp_path, ONE.format("xsd:string"), MANY.format("xsd:string")), a="x") == ({"a": ["x"]}, {}, [])
    back = nodes(tmp_path, MANY.format("xsd:string"), ONE.format("xsd:string"))
    assert convert(back, a=["x"]) == ({"a": "x"}, {}, [])
    assert convert(back, a=["x", "y"])[1] == {"a": "a has 2 values, one is possible"}


def test_languages_go_with_the_text(tmp_path: Path) -> None:
    found = nodes(tmp_path, ONE.format("rdf:langString"), ONE.format("rdf:langString").replace("x:a ", "x:b cg:formerly x:a ; "))
    texts: dict[str, Any] = {"a": "t", "a@ru": "т", "a@en": "t"}
    assert convert(found, **texts) == ({"b": "t", "b@ru": "т", "b@en": "t"}, {}, [])


def test_what_is_required_now_must_be_there(tmp_path: Path) -> None:
    shape = "x:S a sh:NodeShape ; sh:targetClass x:Thing ; sh:property [ sh:path x:a ; sh:minCount 1 ; sh:maxCount 1 ] ."
    found = nodes(tmp_path, ONE.format("xsd:string"), ONE.format("xsd:string") + shape)
    assert convert(found) == ({}, {}, ["a is missing"])
    assert convert(found, past=True) == ({}, {}, [])


def test_what_was_loaded_under_the_new_ontology_already_stays(tmp_path: Path) -> None:
    found = nodes(tmp_path, ONE.format("xsd:string"), ONE.format("xsd:string").replace("x:a ", "x:b cg:formerly x:a ; "))
    assert convert(found, b="new") == ({"b": "new"}, {}, [])
    assert convert(found, a="old", b="new") == ({"b": "new"}, {"a": "a has got another value already"}, [])


def test_an_instance_of_a_class_that_is_gone_belongs_to_the_one_above(tmp_path: Path) -> None:
    below = "x:Part a owl:Class ; rdfs:subClassOf x:Thing . x:size a owl:DatatypeProperty ; rdfs:domain x:Part ; rdfs:range xsd:string ."
    found = nodes(tmp_path, below, "").convert("https://x.example/one", LABELS | {"Part"}, {"name": "one", "size": ["1"]})
    assert (found.labels, found.properties) == (LABELS, {"name": "one"})
    assert found.lost == {"Part": "is of the class Part, which is dropped", "size": "size is dropped"}
    past = nodes(tmp_path, below, "").convert("https://x.example/one", LABELS | {"Part"}, {"name": "one", "size": ["1"]}, past=True)
    assert (past.labels, past.properties) == (LABELS | {"__dropped_Part"}, {"name": "one", "__dropped_size": ["1"]})


def test_a_class_above_comes_and_goes(tmp_path: Path) -> None:
    plain, below = "x:Part a owl:Class .", "x:Part a owl:Class ; rdfs:subClassOf x:Thing ."
    came = nodes(tmp_path, plain, below).convert("urn:1", frozenset({"Resource", "Part"}), {"name": "one"})
    went = nodes(tmp_path, below, plain).convert("urn:1", frozenset({"Resource", "Part", "Thing"}), {"name": "one"})
    assert came.labels == {"Resource", "Part", "Thing"}
    assert went.labels == {"Resource", "Part"}


def test_labels_of_somebody_else_stay(tmp_path: Path) -> None:
    found = nodes(tmp_path, "x:Part a owl:Class .", "x:Piece a owl:Class ; cg:formerly x:Part .")
    assert found.convert("urn:1", frozenset({"Resource", "Part", "Theirs"}), {"name": "1", "mark": 1}).labels == {"Resource", "Piece", "Theirs"}
