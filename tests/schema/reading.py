"""What the tests of the reader share: ontologies by file name, and ontologies written in the test."""

from pathlib import Path

from schema.model import Attribute, Model, Relation
from schema.reader import read_model

ONTOLOGIES = Path(__file__).parent.parent / "ontologies"
SHIPPED = Path(__file__).parent.parent.parent / "ontology.ttl"

PREFIXES = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix cg: <https://w3id.org/claimgraph/ontology#> .
@prefix ex: <http://example.org/ns#> .
@prefix other: <http://other.example/ns#> .
"""


def from_file(name: str) -> Model:
    """The model of `tests/ontologies/<name>.ttl`."""
    return read_model(ONTOLOGIES / f"{name}.ttl")


def from_text(folder: Path, turtle: str) -> Model:
    """The model of some Turtle, with the usual prefixes before it."""
    path = folder / "ontology.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return read_model(path)


def attribute(model: Model, path: str) -> Attribute:
    """`Class.field` of the model."""
    cls, field = path.split(".")
    return model.classes[cls].attributes[field]


def relation(model: Model, path: str) -> Relation:
    """`Class.field` of the model."""
    cls, field = path.split(".")
    return model.classes[cls].relations[field]
