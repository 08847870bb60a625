"""What is refused: the code, the culprit and the mend."""

import re
from pathlib import Path

import pytest

from schema.errors import CyclicClasses, NameClash, OntologyError, OntologyUnreadable, UnresolvedImport
from schema.reader import read_model
from tests.schema.reading import ONTOLOGIES, PREFIXES, from_text

A = "ex:A a owl:Class . ex:C a owl:Class . "


@pytest.mark.parametrize(
    ("turtle", "error", "words"),
    [
        ("ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:C . ex:C rdfs:subClassOf ex:A .", CyclicClasses, ["ex.*A> -> ", "remove"]),
        (A + "ex:A cg:formerly ex:C .", OntologyError, ["ns#A>", "cg:formerly", "ns#C>", "still declared"]),
        (A + "ex:A cg:formerly ex:B . ex:C cg:formerly ex:B .", OntologyError, ["ns#A>", "ns#C>", "cg:formerly", "ns#B>"]),
        (A + "ex:A cg:formerly 'B' .", OntologyError, ["ns#A>", "cg:formerly", "no IRI"]),
        (A + "ex:foo_bar a owl:DatatypeProperty . ex:fooBar a owl:DatatypeProperty .", NameClash, ["foo_bar", "fooBar", "cg:name"]),
        (A + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:C, xsd:string .", OntologyError, ["ns#p>", "split"]),
        (A + "ex:p a owl:ObjectProperty, owl:DatatypeProperty ; rdfs:domain ex:A .", OntologyError, ["ns#p>", "split"]),
        (A + "ex:p a owl:DatatypeProperty ; rdfs:domain ex:A ; rdfs:range ex:C .", OntologyError, ["ns#p>", "split"]),
        (A + "ex:S sh:targetClass ex:A ; sh:property [ sh:datatype xsd:string ] .", OntologyError, ["ns#S>", "sh:path"]),
        (A + "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:minCount 'many' ] .", OntologyError, ["sh:minCount", "ns#p>", "many"]),
        (A + "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:maxCount -1 ] .", OntologyError, ["sh:maxCount", "ns#p>", "-1"]),
        (A + "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:minInclusive ex:A ] .", OntologyError, ["sh:minInclusive", "literal"]),
        (A + "ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:in [ rdf:first 1 ] ] .", OntologyError, ["list", "rdf:rest"]),
        (A + "ex:A rdfs:subClassOf [ a owl:Restriction ; owl:cardinality 1 ] .", OntologyError, ["ns#A>", "owl:onProperty"]),
        (A + "ex:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:cardinality 1.5 ] .", OntologyError, ["owl:cardinality", "1.5"]),
        (
            A + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:C ; cg:inverseName 'q' . ex:q a owl:DatatypeProperty ; rdfs:domain ex:C .",
            NameClash,
            ["ns#p>", "cg:inverseName"],
        ),
        (A + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:C ; cg:inverseName 'id' .", NameClash, ["ns#p>", "cg:inverseName"]),
        (
            A + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; cg:relationshipType 'Q' . ex:q a owl:ObjectProperty ; rdfs:domain ex:A .",
            NameClash,
            ["ns#p>", "ns#q>", "cg:relationshipType"],
        ),
        (A + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A . ex:wasP a owl:ObjectProperty ; rdfs:domain ex:A .", NameClash, ["WAS_P", "cg:relationshipType"]),
        (A + "ex:bearsOn a owl:ObjectProperty ; rdfs:domain ex:A .", NameClash, ["BEARS_ON", "cg:relationshipType"]),
        (A + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; cg:relationshipType 'a`b' .", OntologyError, ["ns#p>", "no name"]),
        (A + "ex:A cg:name 'Query' .", NameClash, ["ns#A>", "reserved"]),
        (A + "ex:A cg:plural 'disagreements' .", NameClash, ["ns#A>", "disagreements", "cg:plural"]),
        (
            A + "ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; cg:edgeProperty ex:q . ex:q a owl:ObjectProperty ; rdfs:range ex:C .",
            OntologyError,
            ["ns#q>", "cg:edgeProperty"],
        ),
        ("ex:K a owl:Class ; rdfs:subClassOf skos:Concept . ex:a-b a ex:K . ex:a_b a ex:K .", NameClash, ["a-b", "a_b", "notation"]),
        (
            A + "ex:K rdfs:subClassOf skos:Concept . ex:k a ex:K . ex:p a owl:ObjectProperty ; rdfs:domain ex:A ; rdfs:range ex:K, ex:C .",
            OntologyError,
            ["ns#p>", "one of them"],
        ),
        (A + "ex:p a owl:ObjectProperty ; rdfs:domain [ owl:unionOf ( ex:A ) , ( ex:C ) ] . ex:- a owl:Class .", OntologyError, ["cg:name"]),
    ],
)
def test_what_cannot_be_mapped_is_refused_in_one_line(tmp_path: Path, turtle: str, error: type[OntologyError], words: list[str]) -> None:
    with pytest.raises(error) as caught:
        from_text(tmp_path, turtle)
    assert "\n" not in caught.value.message
    for word in words:
        assert re.search(word, caught.value.message), caught.value.message


def test_a_name_that_is_inherited_twice_is_refused(tmp_path: Path) -> None:
    turtle = """ex:A a owl:Class . ex:B a owl:Class . ex:AB rdfs:subClassOf ex:A, ex:B . ex:C a owl:Class .
    ex:p a owl:ObjectProperty ; rdfs:domain ex:C ; rdfs:range ex:A ; cg:inverseName "both" .
    ex:q a owl:ObjectProperty ; rdfs:domain ex:C ; rdfs:range ex:B ; cg:inverseName "both" ."""
    with pytest.raises(NameClash, match="cg:inverseName"):
        from_text(tmp_path, turtle)


# files


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("o.ttl", PREFIXES + "ex:A a\n ex:B ex:C", "line 1[0-9]"),
        ("o.nt", "<http://a/b> <http://a/c> <http://a/d> .\n<http://a/b> oops .\n", "line 2"),
        ("o.nq", "<http://a/b> <http://a/c> <http://a/d> .\n<http://a/b> oops .\n", "line 2"),
        ("o.rdf", "<?xml version='1.0'?>\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<rdf:li/></rdf:RDF>", "line 3"),
        ("o.rdf", "<?xml version='1.0'?>\n<a>\n<b></a>", "line 3"),
        ("o.rdf", "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>", "DOCTYPE.*Turtle"),
        ("o.owl", '<?xml version="1.0"?><Ontology xmlns="http://www.w3.org/2002/07/owl#"/>', "OWL/XML"),
        ("o.jsonld", '{"@context": "https://schema.org/"}', "would be fetched"),
        ("o.jsonld", '{"@graph": [{"@context": [{"a": "http://a/"}, "context.json"]}]}', "would be fetched"),
        ("o.jsonld", '{"@context": {"@import": "https://a.example/c"}}', "would be fetched"),
        ("o.jsonld", "{\n ,", "line 2"),
        ("o.jsonld", "[" * 100_000, "JSON-LD"),
        ("o.trig", "<http://a/b> {\n oops", "line 2"),
        ("o.docx", "", "unknown suffix"),
        ("o.ttl", "\x00", "o.ttl"),
    ],
)
def test_unreadable_files_are_named_with_their_line(tmp_path: Path, name: str, content: str, words: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OntologyUnreadable, match=words) as caught:
        read_model(path)
    assert str(path) in caught.value.message and "\n" not in caught.value.message


def test_an_entity_bomb_in_another_encoding_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_bytes('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"))
    with pytest.raises(OntologyUnreadable, match="DOCTYPE"):
        read_model(path)


@pytest.mark.parametrize("place", ["missing.ttl", "."])
def test_a_missing_file_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(OntologyUnreadable):
        read_model(tmp_path / place)


# imports


def test_an_import_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnresolvedImport, match=r"https://far\.example/o.*catalogue\.toml"):
        from_text(tmp_path, "<http://example.org/ns> a owl:Ontology ; owl:imports <https://far.example/o> .")


def test_imports_follow_a_catalogue_and_may_go_in_circles(tmp_path: Path) -> None:
    header = "<http://example.org/{0}> a owl:Ontology ; owl:imports <http://example.org/{1}#> . ex:{2} a owl:Class ."
    for here, there, name in (("one", "two", "One"), ("two", "three", "Two"), ("three", "one", "Three")):
        (tmp_path / f"{here}.ttl").write_text(PREFIXES + header.format(here, there, name), encoding="utf-8")
    catalogue = tmp_path / "elsewhere.toml"
    catalogue.write_text('"http://example.org/two" = "two.ttl"\n"http://example.org/three" = "three.ttl"\n', encoding="utf-8")
    model = read_model(tmp_path / "one.ttl", catalogue=catalogue)
    assert set(model.classes) == {"Resource", "One", "Two", "Three"} and model.iri == "http://example.org/one"


@pytest.mark.parametrize("content", ["not toml", '"http://a/" = 3', '["http://a/"]\nx = "y"'])
def test_a_malformed_catalogue_is_refused(tmp_path: Path, content: str) -> None:
    catalogue = tmp_path / "c.toml"
    catalogue.write_text(content, encoding="utf-8")
    with pytest.raises(OntologyUnreadable, match="catalogue"):
        read_model(ONTOLOGIES / "plain_rdfs.ttl", catalogue=catalogue)


# formats


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("o.nt", "<http://example.org/ns#A> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class> .\n"),
        ("o.nq", "<http://example.org/ns#A> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class> <http://g/> .\n"),
        ("o.trig", "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix ex: <http://example.org/ns#> . ex:g { ex:A a owl:Class }"),
        ("o.n3", "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix ex: <http://example.org/ns#> . ex:A a owl:Class ."),
        ("o.owl", "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix ex: <http://example.org/ns#> . ex:A a owl:Class ."),
        (
            "o.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:ex="http://example.org/ns#">'
            '<owl:Class rdf:about="http://example.org/ns#A"/></rdf:RDF>',
        ),
        ("o.jsonld", '{"@context": {"owl": "http://www.w3.org/2002/07/owl#", "ex": "http://example.org/ns#"}, "@id": "ex:A", "@type": "owl:Class"}'),
    ],
)
def test_every_format_is_read_with_its_own_prefixes_only(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    model = read_model(path)
    assert set(model.classes) == {"Resource", "A"}
    assert set(model.prefixes) - {"rdf"} == ({"id"} if name in ("o.nt", "o.nq") else {"ex", "owl", "id"})
