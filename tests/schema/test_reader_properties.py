"""Rules on single properties, each in an ontology of a few lines."""

from pathlib import Path

import pytest

from tests.schema.reading import attribute, from_text, relation

CLASSES = "ex:A a owl:Class . ex:B a owl:Class ; rdfs:subClassOf ex:A . ex:C a owl:Class .\n"


def test_single_needs_every_class_to_be_covered(tmp_path: Path) -> None:
    text = CLASSES + "ex:p a owl:DatatypeProperty ; rdfs:domain ex:A, ex:C ; rdfs:range xsd:string ."
    limit = " ex:S{0} sh:targetClass ex:{0} ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] ."
    assert attribute(from_text(tmp_path, text), "A.p").many
    assert attribute(from_text(tmp_path, text + limit.format("A")), "B.p").many
    assert not attribute(from_text(tmp_path, text + limit.format("A") + limit.format("C")), "B.p").many


def test_a_superclass_covers_its_subclasses(tmp_path: Path) -> None:
    text = "ex:SA sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:maxCount 1 ; sh:class ex:C ] . ex:SB sh:targetClass ex:B ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:maxCount 3 ] ."
    model = from_text(tmp_path, CLASSES + text)
    assert not relation(model, "A.p").many
    assert (relation(model, "A.p").required, relation(model, "B.p").required, relation(model, "B.p").max_count) == (False, True, 1)


def test_the_tightest_of_several_bounds_holds(tmp_path: Path) -> None:
    shape = "ex:S{0} sh:targetClass ex:{0} ; sh:property [ sh:path ex:n ; sh:datatype xsd:integer ; sh:minInclusive {1} ; sh:maxInclusive {2} ; sh:minLength {3} ] .\n"
    model = from_text(tmp_path, CLASSES + shape.format("A", 9, 100, 1) + shape.format("B", 10, 1000, 2))
    assert (attribute(model, "B.n").min_inclusive, attribute(model, "B.n").max_inclusive, attribute(model, "B.n").min_length) == ("10", "100", 2)
    assert attribute(model, "A.n").min_inclusive == "9"


@pytest.mark.parametrize(
    ("ranges", "datatype", "localized"),
    [
        ("xsd:string", "String", False),
        ("rdf:langString", "String", True),
        ("xsd:string, rdf:langString", "String", True),
        ("rdfs:Literal", "String", True),
        ("xsd:unknownType", "String", False),
        ("xsd:int", "Int", False),
        ("xsd:integer, xsd:long", "BigInt", False),
        ("xsd:integer, xsd:double", "Float", False),
        ("xsd:date, xsd:dateTime", "EDTF", False),
        ("xsd:date, xsd:integer", "String", False),
        ("<http://www.opengis.net/ont/geosparql#wktLiteral>", "Point", False),
        ("<http://id.loc.gov/datatypes/edtf/EDTF>", "EDTF", False),
    ],
)
def test_datatypes(tmp_path: Path, ranges: str, datatype: str, localized: bool) -> None:
    model = from_text(tmp_path, CLASSES + f"ex:p a owl:DatatypeProperty ; rdfs:domain ex:A ; rdfs:range {ranges} .")
    assert (attribute(model, "A.p").datatype, attribute(model, "A.p").localized) == (datatype, localized)


def test_a_shape_decides_what_the_range_leaves_open(tmp_path: Path) -> None:
    shape = "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:datatype xsd:integer ], [ sh:path ex:q ; sh:class ex:C ], [ sh:path ex:r ; sh:class ex:B ] ."
    stated = "ex:p rdfs:range rdfs:Literal . ex:q rdfs:range owl:Thing . ex:r rdfs:range ex:A ."
    model = from_text(tmp_path, CLASSES + shape + stated)
    assert (attribute(model, "A.p").datatype, relation(model, "A.q").target, relation(model, "A.r").target) == ("Int", "C", "A")


def test_subproperties_inherit_what_they_do_not_say(tmp_path: Path) -> None:
    model = from_text(
        tmp_path,
        CLASSES
        + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:C . ex:q rdfs:subPropertyOf ex:p ; a rdf:Property . ex:r rdfs:subPropertyOf ex:q ; a rdf:Property .",
    )
    assert (relation(model, "B.r").target, "r" in model.classes["C"].relations) == ("C", False)


def test_undeclared_inverses_name_the_field(tmp_path: Path) -> None:
    model = from_text(tmp_path, CLASSES + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:C ; owl:inverseOf ex:q .")
    assert (relation(model, "A.p").direction, relation(model, "C.q").direction, relation(model, "C.q").type) == ("out", "in", "P")


def test_an_inverse_fills_domain_and_range(tmp_path: Path) -> None:
    model = from_text(
        tmp_path,
        CLASSES + "ex:p a owl:ObjectProperty . ex:q a owl:ObjectProperty, owl:FunctionalProperty ; owl:inverseOf ex:p ; rdfs:domain ex:C ; rdfs:range ex:A .",
    )
    assert (relation(model, "A.p").target, relation(model, "C.q").many, relation(model, "A.p").many) == ("C", False, True)


def test_default_inverse_names_step_aside(tmp_path: Path) -> None:
    text = (
        CLASSES + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:C . ex:pOf a owl:DatatypeProperty ; rdfs:domain ex:C ; rdfs:range xsd:string ."
    )
    model = from_text(tmp_path, text)
    assert relation(model, "A.p").inverse == "aViaP" and "pOf" in model.classes["C"].attributes


def test_reserved_fields_get_the_prefix(tmp_path: Path) -> None:
    properties = "".join(f"ex:{name} a owl:DatatypeProperty ; rdfs:domain ex:A ; rdfs:range xsd:integer .\n" for name in ("id", "types", "iri", "not", "name"))
    model = from_text(tmp_path, CLASSES + properties)
    assert {"exId", "exTypes", "exIri", "exNot", "exName"} <= set(model.classes["A"].attributes)


def test_a_field_that_another_brings_along_gets_the_prefix(tmp_path: Path) -> None:
    text = "ex:p a owl:ObjectProperty, owl:FunctionalProperty ; rdfs:domain ex:A ; rdfs:range ex:C . ex:pEdge a owl:DatatypeProperty ; rdfs:domain ex:A ; rdfs:range xsd:string ."
    assert "exPEdge" in from_text(tmp_path, CLASSES + text).classes["A"].attributes


def test_names_of_the_ontology_are_read_into_the_reserved_attributes(tmp_path: Path) -> None:
    text = "ex:name a owl:DatatypeProperty ; rdfs:domain ex:A ; rdfs:range xsd:string ; rdfs:label 'Rufname'@de . rdfs:comment cg:indexed true ."
    model = from_text(tmp_path, CLASSES + text)
    name = attribute(model, "C.name")
    assert name.iris[0] == "http://www.w3.org/2000/01/rdf-schema#label" and name.iris[-1] == "http://example.org/ns#name"
    assert (name.labels, name.required, name.localized, name.many) == ({"de": "Rufname"}, True, True, False)
    assert attribute(model, "C.description").indexed


def test_reserved_and_generated_type_names_get_the_prefix(tmp_path: Path) -> None:
    names = ("Query", "Node", "PageInfo", "StringFilter", "AWhere", "PlainA", "Search", "Resource", "Timeline")
    model = from_text(tmp_path, CLASSES + "".join(f"ex:{n} a owl:Class .\n" for n in names))
    assert {f"Ex{n}" for n in names} <= set(model.classes)


def test_plurals_that_are_taken_get_list(tmp_path: Path) -> None:
    model = from_text(tmp_path, "ex:Person a owl:Class . ex:People a owl:Class .")
    assert [model.classes[n].plural for n in ("Person", "People")] == ["personList", "peoples"]


def test_concepts_of_a_superclass_include_those_below(tmp_path: Path) -> None:
    text = "ex:K a owl:Class ; rdfs:subClassOf skos:Concept . ex:L rdfs:subClassOf ex:K . ex:one a ex:K . ex:two a ex:L . ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:K ."
    model = from_text(tmp_path, CLASSES + text)
    assert [c.name for c in model.enums["K"].concepts] == ["ONE", "TWO"] and attribute(model, "A.p").enum == "K"


def test_a_list_of_known_concepts_is_their_enum(tmp_path: Path) -> None:
    text = "ex:K a owl:Class ; rdfs:subClassOf skos:Concept . ex:one a ex:K . ex:two a ex:K . ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:in ( ex:one ) ] ."
    assert attribute(from_text(tmp_path, CLASSES + text), "A.p").enum == "K"


def test_a_list_that_shares_a_name_with_a_class(tmp_path: Path) -> None:
    text = "ex:Grade a owl:Class . ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:grade ; sh:in ( 'x' 'y' ) ] ."
    assert set(from_text(tmp_path, CLASSES + text).enums) == {"GradeValue"}


def test_a_list_on_one_of_two_classes_is_no_enum(tmp_path: Path) -> None:
    text = "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:in ( 'x' 'y' ) ] . ex:T sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:datatype xsd:string ] ."
    assert attribute(from_text(tmp_path, CLASSES + text), "A.p").datatype == "String"


def test_restrictions_on_a_property_read_backwards(tmp_path: Path) -> None:
    text = "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:C . ex:C rdfs:subClassOf [ a owl:Restriction ; owl:onProperty [ owl:inverseOf ex:p ] ; owl:maxCardinality 1 ] ."
    assert not relation(from_text(tmp_path, CLASSES + text), "C.pOf").many


def test_shapes_for_everything_speak_of_the_root(tmp_path: Path) -> None:
    model = from_text(tmp_path, CLASSES + "ex:S sh:targetClass owl:Thing ; sh:property [ sh:path ex:p ; sh:datatype xsd:string ; sh:maxCount 1 ] .")
    assert not attribute(model, "Resource.p").many and not attribute(model, "B.p").many
