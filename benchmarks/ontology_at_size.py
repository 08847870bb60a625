"""How long an ontology of 500 classes with 3,000 properties takes to become a Model, and the Model a schema.

Run `python -m benchmarks.ontology_at_size [CLASSES PROPERTIES]` from the checkout.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from schema.reader import read_model
from schema.types import build_schema

_HEADER = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix s: <https://size.example/ontology#> .
<https://size.example/ontology> a owl:Ontology .
"""
_DATATYPES = ("string", "integer", "decimal", "date", "dateTime", "boolean", "anyURI")


def ontology_text(classes: int, properties: int) -> str:
    """Turtle with a tree of classes (three below each), labels in two languages, and a third of the properties with shapes."""
    return "\n".join([_HEADER, *_classes(classes), *_properties(classes, properties)])


def _classes(count: int) -> Iterator[str]:
    for n in range(count):
        above = f"rdfs:subClassOf s:Kind{(n - 1) // 3}x ; " if n else ""
        yield f's:Kind{n}x a owl:Class ; {above}rdfs:label "kind {n}"@en, "вид {n}"@ru ; rdfs:comment "The kind with number {n}."@en .'


def _properties(classes: int, count: int) -> Iterator[str]:
    for n in range(count):
        owner, target = f"s:Kind{n * 7 % classes}x", f"s:Kind{n * 11 % classes}x"
        kind, held = ("Object", target) if n % 2 else ("Datatype", f"xsd:{_DATATYPES[n % len(_DATATYPES)]}")
        yield f's:trait{n}x a owl:{kind}Property ; rdfs:domain {owner} ; rdfs:range {held} ; rdfs:label "trait {n}"@en ; rdfs:comment "What it is."@en .'
        if n % 3 == 0:
            yield f"[] a sh:NodeShape ; sh:targetClass {owner} ; sh:property [ sh:path s:trait{n}x ; sh:maxCount 1 ] ."


def main(classes: int = 500, properties: int = 3000) -> None:
    """Print sizes and seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.ttl"
        path.write_text(ontology_text(classes, properties), encoding="utf-8")
        start = perf_counter()
        model = read_model(path)
        read = perf_counter()
        build_schema(model)
        built = perf_counter()
    fields = sum(len(c.attributes) + len(c.relations) for c in model.classes.values())
    print(f"{classes} classes, {properties} properties, {fields} fields with inherited ones")
    print(f"read_model   {read - start:6.2f} s")
    print(f"build_schema {built - read:6.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
