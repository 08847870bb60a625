"""Shapes as values: how they are read, and what is refused by name."""

from pathlib import Path

import pytest

from schema.errors import ShapeUnsupported
from schema.model import Model
from schema.paths import Alternative, Repeat, Sequence, Step, show_path
from schema.reader import read_model
from schema.shapes import Count, OfClass, Property, Shape
from tests.schema.reading import SHIPPED, from_text

NS = "http://example.org/ns#"
A = """ex:A a owl:Class . ex:B a owl:Class ; rdfs:subClassOf ex:A . ex:Other a owl:Class .
ex:p a owl:DatatypeProperty ; rdfs:domain ex:A ; rdfs:range xsd:string .
ex:q a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:A .
ex:r a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:Other ; cg:edgeProperty ex:note .
ex:note a owl:DatatypeProperty ; rdfs:range xsd:string .
"""


def shape(folder: Path, turtle: str) -> Shape:
    (found,) = from_text(folder, A + turtle).shapes
    return found


def path_of(folder: Path, path: str) -> str:
    (constraint,) = shape(folder, f"ex:S sh:targetClass ex:A ; sh:property [ sh:path {path} ; sh:minCount 0 ] .").constraints
    assert isinstance(constraint, Property) and constraint.shape.path is not None
    return show_path(constraint.shape.path, lambda iri: iri.removeprefix(NS))


def test_a_class_stands_for_itself_and_all_below(tmp_path: Path) -> None:
    found = shape(tmp_path, "ex:S sh:targetClass ex:A ; sh:class ex:B .")
    assert found.targets[0].classes == (NS + "A", NS + "B")
    assert found.constraints == (OfClass(NS + "B", (NS + "B",)),)


def test_a_shape_that_is_a_class_speaks_of_its_instances(tmp_path: Path) -> None:
    found = shape(tmp_path, "ex:A a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .")
    assert (found.name, found.targets[0].iri) == (NS + "A", NS + "A")


def test_a_blank_shape_is_named_after_the_one_that_it_stands_in(tmp_path: Path) -> None:
    (constraint,) = shape(tmp_path, "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .").constraints
    assert constraint == Property(Shape(f"<{NS}S> <{NS}p>", Step(NS + "p"), (Count("minCount", 1),)))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("ex:p", "p"),
        ("[ sh:inversePath ex:q ]", "^q"),
        ("( ex:q ex:p )", "q/p"),
        ("[ sh:alternativePath ( ex:q ex:r ) ]", "q|r"),
        ("[ sh:zeroOrMorePath ex:q ]", "q*"),
        ("[ sh:oneOrMorePath [ sh:alternativePath ( ex:q ex:r ) ] ]", "(q|r)+"),
        ("( [ sh:zeroOrOnePath ex:q ] ex:p )", "q?/p"),
        ("[ sh:inversePath ( ex:q [ sh:inversePath ex:q ] ) ]", "q/^q"),
    ],
)
def test_paths(tmp_path: Path, path: str, shown: str) -> None:
    assert path_of(tmp_path, path) == shown


def test_paths_are_shown_with_brackets_where_they_are_needed() -> None:
    path = Repeat(Sequence((Step("a"), Alternative((Step("b"), Step("c", True))))), 1, True)
    assert show_path(path, str) == "(a/(b|^c))+"


def test_deactivated_shapes_demand_nothing_whatever_they_say(tmp_path: Path) -> None:
    found = shape(tmp_path, "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:deactivated true ; sh:sparql [ sh:select 'x' ] ] .")
    assert found.constraints == (Property(Shape(NS + "S")),)


def test_every_shape_of_the_shipped_ontology_is_read() -> None:
    model: Model = read_model(SHIPPED)
    assert len(model.shapes) == 26
    assert all(shape.targets and shape.constraints for shape in model.shapes)


@pytest.mark.parametrize(
    ("turtle", "words"),
    [
        ("ex:S sh:targetClass ex:A ; sh:sparql [ sh:select 'x' ] .", ["sh:sparql", "ns#S", "SHACL Core"]),
        ("ex:S sh:targetClass ex:A ; sh:js [ ] .", ["sh:js"]),
        ("ex:S sh:targetClass ex:A ; sh:expression [ ] .", ["sh:expression"]),
        ("ex:S sh:targetClass ex:A ; sh:rule [ ] .", ["sh:rule"]),
        ("ex:S a sh:NodeShape ; sh:target [ ] .", ["sh:target"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:sparql [ ] ] .", ["sh:sparql", "ns#S> <http://example.org/ns#p>"]),
        ("ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:most ] . ex:S sh:targetClass ex:A ; ex:most 3 .", ["ns#most", "SHACL Core"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:q ; sh:node ex:S ] .", ["recursion", "cut the circle"]),
        ("ex:S sh:targetClass ex:A ; sh:minCount 1 .", ["sh:minCount without sh:path"]),
        ("ex:S sh:targetClass ex:A ; sh:nodeKind ex:Odd .", ["sh:nodeKind"]),
        ("ex:S sh:targetClass ex:A ; sh:closed true .", ["sh:closed", "rdf:type"]),
        ("ex:S sh:targetClass ex:A ; sh:hasValue [ ] .", ["blank node", "sh:hasValue"]),
        ("ex:S sh:targetClass ex:A ; sh:datatype xsd:string, xsd:date .", ["more than one sh:datatype"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:pattern '(' ] .", ["sh:pattern", "regular expression"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:pattern 'a' ; sh:flags 'z' ] .", ["flags"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path [ sh:zeroOrMorePath [ ] ] ; sh:minCount 1 ] .", ["no path"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path rdf:type ; sh:minCount 1 ] .", ["rdf:type", "sh:class"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ( ex:q ex:nothing ) ; sh:minCount 1 ] .", ["ns#nothing", "declare it"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ] .", ["goes on", "from a literal"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ( ex:q [ sh:inversePath ex:p ] ) ; sh:minCount 1 ] .", ["backwards"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path [ sh:alternativePath ( ex:p ex:q ) ] ; sh:minCount 1 ] .", ["two shapes"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:q ; sh:class other:Thing ] .", ["other.example/ns#Thing", "no class"]),
        ("ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:q ; sh:equals ex:nothing ] .", ["ns#nothing"]),
        ("ex:S a sh:NodeShape ; sh:targetObjectsOf ex:p ; sh:nodeKind sh:Literal .", ["no resources"]),
        ("ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:note ; sh:property [ sh:path ex:note ; sh:pattern 'a' ] .", ["sh:pattern", "relations"]),
    ],
)
def test_what_data_cannot_be_held_to_is_refused_by_name(tmp_path: Path, turtle: str, words: list[str]) -> None:
    with pytest.raises(ShapeUnsupported) as refused:
        from_text(tmp_path, A + turtle)
    assert refused.value.code == "ONTOLOGY_SHAPE"
    assert "\n" not in refused.value.message
    assert [word for word in words if word not in refused.value.message] == []


def test_a_component_that_no_shape_uses_is_no_fault(tmp_path: Path) -> None:
    assert shape(tmp_path, "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:most ] . ex:S sh:targetClass ex:A ; sh:nodeKind sh:IRI .")
