"""What reading data holds to already is left out of what a write has still to be held to, and nothing else."""

from pathlib import Path

import pytest

from graph.validation.beyond import beyond
from schema.reader import read_model
from schema.shapes import Combined, Property, Shape
from tests.example import ONTOLOGY
from tests.graph.shacl_cases import HEAD
from tests.graph.shacl_cases import ONTOLOGY as SMALL

READ = (
    ("ex:age", "sh:datatype xsd:integer"),
    ("ex:age", "sh:maxCount 1"),
    ("ex:age", "sh:minCount 1"),
    ("ex:age", "sh:minInclusive 1 ; sh:maxExclusive 9"),
    ("ex:nick", "sh:minCount 2 ; sh:maxCount 3"),
    ("ex:nick", "sh:maxLength 9 ; sh:pattern 'a'"),
    ("ex:nick", "sh:uniqueLang true ; sh:nodeKind sh:Literal"),
    ("ex:motto", "sh:or ( [ sh:datatype xsd:string ] [ sh:datatype rdf:langString ] )"),
    ("ex:motto", "sh:uniqueLang true"),
    ("ex:mood", "sh:class ex:Mood ; sh:nodeKind sh:IRI"),
    ("ex:employer", "sh:class ex:Company ; sh:maxCount 1 ; sh:minCount 1"),
    ("ex:age", "sh:hasValue 3 ; sh:severity sh:Warning"),
)
LEFT = (
    ("ex:age", "sh:datatype xsd:positiveInteger", "datatype"),
    ("ex:nick", "sh:pattern 'a' ; sh:flags 'i'", "pattern"),
    ("ex:nick", "sh:in ( 'A+' 'A-' )", "in"),
    ("ex:motto", "sh:maxCount 1", "maxCount"),
    ("ex:motto", "sh:datatype rdf:langString", "datatype"),
    ("ex:motto", "sh:languageIn ( 'en' )", "languageIn"),
    ("ex:mood", "sh:in ( ex:merry )", "in"),
    ("ex:employer", "sh:class ex:Firm", "class"),
    ("ex:employer", "sh:maxCount 2", "maxCount"),
    ("[ sh:inversePath ex:employer ]", "sh:maxCount 1", "maxCount"),
    ("( ex:employer ex:code )", "sh:minCount 1", "minCount"),
    ("ex:age", "sh:hasValue 3", "hasValue"),
    ("ex:age", "sh:lessThan ex:height", "lessThan"),
    ("ex:age", "sh:not [ sh:hasValue 3 ]", "not"),
    ("ex:knows", "sh:node [ sh:property [ sh:path ex:age ; sh:minCount 1 ] ]", "node"),
)


def left(folder: Path, shapes: str) -> list[str]:
    """The components that are left of shapes."""
    path = folder / "ontology.ttl"
    path.write_text(HEAD + SMALL + shapes, encoding="utf-8")
    return [name for shape in beyond(read_model(path)) for name in components(shape)]


def components(shape: Shape) -> list[str]:
    found: list[str] = []
    for constraint in shape.constraints:
        found += components(constraint.shape) if isinstance(constraint, Property) else [constraint.component]
    return found


@pytest.mark.parametrize(("path", "constraint"), READ)
def test_what_is_checked_while_reading_is_left_out(tmp_path: Path, path: str, constraint: str) -> None:
    assert left(tmp_path, f"ex:S sh:targetClass ex:Person ; sh:property [ sh:path {path} ; {constraint} ] .") == []


@pytest.mark.parametrize(("path", "constraint", "component"), LEFT)
def test_what_is_not_checked_while_reading_is_left(tmp_path: Path, path: str, constraint: str, component: str) -> None:
    assert left(tmp_path, f"ex:S sh:targetClass ex:Person ; sh:property [ sh:path {path} ; {constraint} ] .") == [component]


def test_the_tightest_of_several_bounds_holds_all(tmp_path: Path) -> None:
    shapes = "ex:S sh:targetClass ex:Person ; sh:property [ sh:path ex:age ; sh:minInclusive 1 ] . ex:T sh:targetClass ex:Employee ; sh:property [ sh:path ex:age ; sh:minInclusive 18 ] ."
    assert left(tmp_path, shapes) == []


def test_one_of_several_patterns_is_checked_while_reading(tmp_path: Path) -> None:
    shapes = "ex:S sh:targetClass ex:Person ; sh:property [ sh:path ex:nick ; sh:pattern 'a' ] , [ sh:path ex:nick ; sh:pattern 'b' ] ."
    assert left(tmp_path, shapes) == ["pattern"]


def test_shapes_of_single_nodes_are_left_whole(tmp_path: Path) -> None:
    assert left(tmp_path, "ex:S sh:targetNode d:a ; sh:property [ sh:path ex:age ; sh:minCount 1 ] .") == ["minCount"]


def test_shapes_inside_and_are_taken_apart(tmp_path: Path) -> None:
    shapes = (
        "ex:S sh:targetClass ex:Person ; sh:and ( [ sh:property [ sh:path ex:age ; sh:maxCount 1 ] ] [ sh:property [ sh:path ex:age ; sh:hasValue 1 ] ] ) ."
    )
    path = tmp_path / "ontology.ttl"
    path.write_text(HEAD + SMALL + shapes, encoding="utf-8")
    (shape,) = beyond(read_model(path))
    (constraint,) = shape.constraints
    assert isinstance(constraint, Combined) and len(constraint.shapes) == 1


def test_of_the_shipped_ontology_only_comparisons_are_left() -> None:
    assert [name for shape in beyond(read_model(ONTOLOGY)) for name in components(shape)] == ["lessThan", "lessThanOrEquals"]
