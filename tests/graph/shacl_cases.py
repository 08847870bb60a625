"""One small set of shapes and data per component of SHACL Core: data that conforms, and data that does not, side by side."""

from dataclasses import dataclass

HEAD = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/ns#> .
@prefix d: <http://example.org/data/> .
"""
ONTOLOGY = """
<http://example.org/ns> a owl:Ontology .
ex:Person a owl:Class . ex:Employee a owl:Class ; rdfs:subClassOf ex:Person .
ex:Company a owl:Class . ex:Firm a owl:Class ; rdfs:subClassOf ex:Company .
ex:Mood a owl:Class ; rdfs:subClassOf skos:Concept .
ex:merry a ex:Mood . ex:grim a ex:Mood . ex:calm a ex:Mood .
ex:knows a owl:ObjectProperty ; rdfs:domain ex:Person ; rdfs:range ex:Person .
ex:parent a owl:ObjectProperty ; rdfs:domain ex:Person ; rdfs:range ex:Person .
ex:employer a owl:ObjectProperty ; rdfs:domain ex:Person ; rdfs:range ex:Company .
ex:owner a owl:ObjectProperty ; rdfs:domain ex:Company ; rdfs:range ex:Person .
ex:mood a owl:ObjectProperty ; rdfs:domain ex:Person ; rdfs:range ex:Mood .
ex:age a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:domain ex:Person ; rdfs:range xsd:integer .
ex:height a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:domain ex:Person ; rdfs:range xsd:decimal .
ex:born a owl:DatatypeProperty ; rdfs:domain ex:Person ; rdfs:range xsd:date .
ex:died a owl:DatatypeProperty ; rdfs:domain ex:Person ; rdfs:range xsd:date .
ex:seen a owl:DatatypeProperty ; rdfs:domain ex:Person ; rdfs:range xsd:dateTime .
ex:code a owl:DatatypeProperty ; rdfs:domain ex:Person, ex:Company ; rdfs:range xsd:string .
ex:nick a owl:DatatypeProperty ; rdfs:domain ex:Person ; rdfs:range xsd:string .
ex:motto a owl:DatatypeProperty ; rdfs:domain ex:Person ; rdfs:range rdf:langString, xsd:string .
ex:active a owl:DatatypeProperty ; rdfs:domain ex:Person ; rdfs:range xsd:boolean .
ex:page a owl:DatatypeProperty ; rdfs:domain ex:Person ; rdfs:range xsd:anyURI .
"""
DATA = """
d:a a ex:Person ; rdfs:label "A" . d:b a ex:Employee ; rdfs:label "B" . d:f a ex:Firm ; rdfs:label "F" . d:c a ex:Company ; rdfs:label "C" .
"""


@dataclass(frozen=True)
class Case:
    """What `shapes` say of `data`: `count` results, each of one of the `components`."""

    name: str
    shapes: str
    data: str
    count: int
    components: tuple[str, ...]


def person(name: str, properties: str, data: str, count: int, *components: str, target: str = "sh:targetClass ex:Person") -> Case:
    """A case with one shape."""
    return Case(name, f"ex:S a sh:NodeShape ; {target} ; {properties} .", data, count, components or (name.partition(" ")[0],))


def prop(name: str, path: str, constraint: str, data: str, count: int, *components: str) -> Case:
    """A case with one property shape."""
    return person(name, f"sh:property [ sh:path {path} ; {constraint} ]", data, count, *components)


CASES = (
    prop("class", "ex:employer", "sh:class ex:Firm", "d:a ex:employer d:f . d:b ex:employer d:c .", 1),
    prop("class of the superclass", "ex:employer", "sh:class ex:Company", "d:a ex:employer d:f . d:b ex:employer d:a .", 1, "class"),
    prop("class of concepts", "ex:mood", "sh:class ex:Mood", "d:a ex:mood ex:merry . d:b ex:mood ex:grim .", 0, "class"),
    prop("datatype", "ex:age", "sh:datatype xsd:integer", 'd:a ex:age 3 . d:b ex:age "four" .', 1),
    prop(
        "datatype of part of the integers",
        "ex:age",
        "sh:datatype xsd:positiveInteger",
        'd:a ex:age "3"^^xsd:positiveInteger . d:b ex:age "4.5"^^xsd:decimal .',
        1,
        "datatype",
    ),
    prop("datatype of texts", "ex:motto", "sh:datatype rdf:langString", 'd:a ex:motto "x"@en . d:b ex:motto "y" .', 1, "datatype"),
    prop("datatype of days", "ex:born", "sh:datatype xsd:date", 'd:a ex:born "2020-01-01"^^xsd:date . d:b ex:born "2020-01-01" .', 1, "datatype"),
    prop("datatype of moments", "ex:seen", "sh:datatype xsd:dateTime", 'd:a ex:seen "2020-01-01T10:00:00Z"^^xsd:dateTime . d:b ex:seen true .', 1, "datatype"),
    prop("datatype of truth", "ex:active", "sh:datatype xsd:boolean", "d:a ex:active true . d:b ex:active 1 .", 1, "datatype"),
    prop("nodeKind", "ex:employer", "sh:nodeKind sh:Literal", "d:a ex:employer d:f .", 1),
    prop("nodeKind of values", "ex:age", "sh:nodeKind sh:IRIOrLiteral", "d:a ex:age 3 .", 0, "nodeKind"),
    prop("nodeKind of concepts", "ex:mood", "sh:nodeKind sh:BlankNodeOrLiteral", "d:a ex:mood ex:merry .", 1, "nodeKind"),
    person("nodeKind of the focus", "sh:nodeKind sh:BlankNode", "", 2, "nodeKind"),
    prop("minCount", "ex:nick", "sh:minCount 2", 'd:a ex:nick "x", "y" . d:b ex:nick "x" .', 1),
    prop("minCount of relations", "ex:knows", "sh:minCount 1", "d:a ex:knows d:b .", 1, "minCount"),
    prop("maxCount", "ex:age", "sh:maxCount 1", "d:a ex:age 1 . d:b ex:age 1, 2 .", 1),
    prop("maxCount of relations", "ex:knows", "sh:maxCount 1", "d:a ex:knows d:a, d:b . d:b ex:knows d:a .", 1, "maxCount"),
    prop("maxCount of texts", "ex:motto", "sh:maxCount 1", 'd:a ex:motto "x"@en, "x"@de . d:b ex:motto "x"@en .', 1, "maxCount"),
    prop("minInclusive", "ex:age", "sh:minInclusive 18", "d:a ex:age 18 . d:b ex:age 17 .", 1),
    prop("minInclusive of something else", "ex:code", "sh:minInclusive 18", 'd:a ex:code "x" .', 1, "minInclusive"),
    prop("maxInclusive", "ex:born", 'sh:maxInclusive "2020-01-01"^^xsd:date', 'd:a ex:born "2020-01-01"^^xsd:date . d:b ex:born "2020-01-02"^^xsd:date .', 1),
    prop("minExclusive", "ex:height", "sh:minExclusive 1.5", "d:a ex:height 1.6 . d:b ex:height 1.5 .", 1),
    prop(
        "maxExclusive",
        "ex:seen",
        'sh:maxExclusive "2020-01-01T12:00:00Z"^^xsd:dateTime',
        'd:a ex:seen "2020-01-01T13:00:00+02:00"^^xsd:dateTime . d:b ex:seen "2020-01-01T12:00:00Z"^^xsd:dateTime .',
        1,
    ),
    prop("minLength", "ex:code", "sh:minLength 3", 'd:a ex:code "abc" . d:b ex:code "аб" .', 1),
    prop("maxLength", "ex:motto", "sh:maxLength 3", 'd:a ex:motto "аб😀"@en . d:b ex:motto "abcd"@en .', 1),
    person("minLength of the focus", "sh:minLength 200", "", 2, "minLength"),
    prop("pattern", "ex:code", 'sh:pattern "^[A-Z]+$"', 'd:a ex:code "ABC" . d:b ex:code "abc", "DEF" .', 1),
    prop("pattern with flags", "ex:code", 'sh:pattern "^[A-Z]+$" ; sh:flags "i"', 'd:a ex:code "abc" . d:b ex:code "ab1" .', 1, "pattern"),
    prop("pattern of relations", "ex:knows", 'sh:pattern "/a$"', "d:a ex:knows d:a, d:b .", 1, "pattern"),
    person("pattern of the focus", 'sh:pattern "^http://example.org/data/a"', "", 1, "pattern"),
    prop("languageIn", "ex:motto", 'sh:languageIn ( "en" "de" )', 'd:a ex:motto "x"@en-GB, "y"@de . d:b ex:motto "x"@fr, "x" .', 2),
    prop("uniqueLang", "ex:motto", "sh:uniqueLang true", 'd:a ex:motto "x"@en, "y"@de, "z", "w" . d:b ex:motto "x"@en, "y"@en .', 1),
    prop("equals", "ex:knows", "sh:equals ex:parent", "d:a ex:knows d:b ; ex:parent d:b . d:b ex:knows d:a ; ex:parent d:b .", 2),
    prop("equals of values", "ex:nick", "sh:equals ex:code", 'd:a ex:nick "x" ; ex:code "x" . d:b ex:nick "x", "y" ; ex:code "x" .', 1, "equals"),
    prop("disjoint", "ex:knows", "sh:disjoint ex:parent", "d:a ex:knows d:b ; ex:parent d:a . d:b ex:knows d:a ; ex:parent d:a .", 1),
    person("disjoint from the focus", "sh:disjoint ex:knows", "d:a ex:knows d:a . d:b ex:knows d:a .", 1, "disjoint"),
    prop(
        "lessThan",
        "ex:born",
        "sh:lessThan ex:died",
        'd:a ex:born "2020-01-01"^^xsd:date ; ex:died "2020-01-02"^^xsd:date . d:b ex:born "2020-01-01"^^xsd:date ; ex:died "2020-01-01"^^xsd:date .',
        1,
    ),
    prop("lessThanOrEquals", "ex:age", "sh:lessThanOrEquals ex:height", "d:a ex:age 2 ; ex:height 2.0 . d:b ex:age 3 ; ex:height 2.0 .", 1),
    prop("lessThan of incomparable values", "ex:age", "sh:lessThan ex:code", 'd:a ex:age 2 ; ex:code "9" .', 1, "lessThan"),
    person("not", "sh:not [ sh:path ex:age ; sh:minCount 1 ]", "d:a ex:age 3 .", 1),
    prop("not of values", "ex:nick", "sh:not [ sh:minLength 3 ]", 'd:a ex:nick "ab" . d:b ex:nick "abc", "d" .', 1, "not"),
    person(
        "and",
        "sh:and ( [ sh:property [ sh:path ex:age ; sh:minCount 1 ] ] [ sh:path ex:nick ; sh:minCount 1 ] )",
        'd:a ex:age 3 ; ex:nick "x" . d:b ex:age 3 .',
        1,
    ),
    person(
        "or", "sh:or ( [ sh:path ex:age ; sh:minInclusive 18 ; sh:minCount 1 ] [ sh:path ex:parent ; sh:minCount 1 ] )", "d:a ex:age 20 . d:b ex:age 3 .", 1
    ),
    prop(
        "or of datatypes",
        "ex:motto",
        "sh:or ( [ sh:datatype xsd:string ] [ sh:datatype rdf:langString ] )",
        'd:a ex:motto "x", "y"@en . d:b ex:motto 3 .',
        1,
        "or",
    ),
    person(
        "xone",
        "sh:xone ( [ sh:path ex:age ; sh:minCount 1 ] [ sh:path ex:born ; sh:minCount 1 ] )",
        'd:a ex:age 20 . d:b ex:age 3 ; ex:born "2020-01-01"^^xsd:date .',
        1,
    ),
    prop(
        "xone of values",
        "ex:knows",
        "sh:xone ( [ sh:class ex:Employee ] [ sh:property [ sh:path ex:age ; sh:minCount 1 ] ] )",
        "d:a ex:knows d:b, d:a ; ex:age 3 . d:b ex:age 3 ; ex:knows d:a .",
        1,
        "xone",
    ),
    prop("node", "ex:knows", "sh:node [ sh:property [ sh:path ex:age ; sh:minCount 1 ] ]", "d:a ex:knows d:b . d:b ex:knows d:a ; ex:age 3 .", 1),
    Case(
        "node by name",
        'ex:S a sh:NodeShape ; sh:targetClass ex:Company ; sh:node ex:Coded . ex:Coded a sh:NodeShape ; sh:property [ sh:path ex:code ; sh:minCount 1 ; sh:pattern "^F" ] .',
        'd:f ex:code "F1" . d:c ex:code "C1" .',
        1,
        ("node",),
    ),
    prop(
        "property",
        "ex:employer",
        "sh:property [ sh:path ex:code ; sh:minCount 1 ; sh:maxLength 2 ]",
        'd:a ex:employer d:f, d:c . d:f ex:code "F12" .',
        2,
        "minCount",
        "maxLength",
    ),
    prop(
        "qualifiedMinCount", "ex:knows", "sh:qualifiedValueShape [ sh:class ex:Employee ] ; sh:qualifiedMinCount 1", "d:a ex:knows d:b . d:b ex:knows d:a .", 1
    ),
    prop(
        "qualifiedMaxCount",
        "ex:nick",
        'sh:qualifiedValueShape [ sh:pattern "^x" ] ; sh:qualifiedMaxCount 1',
        'd:a ex:nick "x", "y" . d:b ex:nick "x1", "x2" .',
        1,
    ),
    person(
        "qualifiedMinCount of disjoint shapes",
        "sh:property [ sh:path ex:knows ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedValueShape [ sh:property [ sh:path ex:age ; sh:minCount 1 ] ] ; sh:qualifiedMinCount 1 ] , "
        "[ sh:path ex:knows ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedValueShape [ sh:class ex:Employee ] ; sh:qualifiedMaxCount 5 ]",
        "d:a ex:knows d:a ; ex:age 3 . d:b ex:knows d:b ; ex:age 3 .",
        1,
        "qualifiedMinCount",
    ),
    person(
        "closed",
        "sh:closed true ; sh:ignoredProperties ( rdf:type rdfs:label ) ; sh:property [ sh:path ex:age ] , [ sh:path ex:knows ]",
        'd:a ex:age 3 ; ex:knows d:b . d:b ex:nick "x" ; ex:parent d:a .',
        2,
    ),
    prop("hasValue", "ex:mood", "sh:hasValue ex:merry", "d:a ex:mood ex:merry, ex:calm . d:b ex:mood ex:grim .", 1),
    prop("hasValue of numbers", "ex:age", "sh:hasValue 3", "d:a ex:age 3 . d:b ex:age 4 .", 1, "hasValue"),
    prop("hasValue of texts", "ex:motto", 'sh:hasValue "x"@en', 'd:a ex:motto "x"@en . d:b ex:motto "x" .', 1, "hasValue"),
    prop("hasValue of relations", "ex:knows", "sh:hasValue d:b", "d:a ex:knows d:b . d:b ex:knows d:a .", 1, "hasValue"),
    prop("in", "ex:mood", "sh:in ( ex:merry ex:calm )", "d:a ex:mood ex:merry . d:b ex:mood ex:grim .", 1),
    prop("in of numbers", "ex:age", "sh:in ( 1 2 )", "d:a ex:age 1 . d:b ex:age 3 .", 1, "in"),
    prop("in of texts", "ex:nick", 'sh:in ( "A+" "A-" )', 'd:a ex:nick "A+" . d:b ex:nick "A" .', 1, "in"),
    prop("in of relations", "ex:knows", "sh:in ( d:a )", "d:a ex:knows d:a, d:b .", 1, "in"),
    prop("path backwards", "[ sh:inversePath ex:knows ]", "sh:minCount 1", "d:a ex:knows d:b .", 1, "minCount"),
    prop("path of two steps", "( ex:employer ex:code )", "sh:minCount 1", 'd:a ex:employer d:f . d:f ex:code "x" . d:b ex:employer d:c .', 1, "minCount"),
    prop(
        "path there and back", "( ex:employer [ sh:inversePath ex:employer ] )", "sh:maxCount 1", "d:a ex:employer d:f . d:b ex:employer d:f .", 2, "maxCount"
    ),
    prop(
        "path of either",
        "[ sh:alternativePath ( ex:knows ex:parent ) ]",
        "sh:maxCount 1",
        "d:a ex:knows d:b ; ex:parent d:b . d:b ex:knows d:a ; ex:parent d:b .",
        1,
        "maxCount",
    ),
    prop("path of either way", "[ sh:alternativePath ( ex:knows [ sh:inversePath ex:parent ] ) ]", "sh:minCount 1", "d:a ex:knows d:b .", 1, "minCount"),
    prop("path of either value", "[ sh:alternativePath ( ex:code ex:nick ) ]", "sh:minLength 2", 'd:a ex:code "xx" . d:b ex:nick "x" .', 1, "minLength"),
    prop("path of any length", "[ sh:zeroOrMorePath ex:parent ]", "sh:hasValue d:b", "d:a ex:parent d:b .", 0, "hasValue"),
    prop("path of one step or more", "[ sh:oneOrMorePath ex:parent ]", "sh:hasValue d:b", "d:a ex:parent d:a .", 2, "hasValue"),
    prop("path of one step or none", "( [ sh:zeroOrOnePath ex:parent ] ex:nick )", "sh:minCount 1", 'd:a ex:parent d:b . d:b ex:nick "x" .', 0, "minCount"),
    prop(
        "path of two steps again and again",
        "[ sh:oneOrMorePath ( ex:employer ex:owner ) ]",
        "sh:maxCount 0",
        "d:a ex:employer d:f . d:f ex:owner d:b . d:b ex:employer d:c .",
        1,
        "maxCount",
    ),
    prop(
        "path there and back again and again",
        "[ sh:oneOrMorePath ( ex:employer [ sh:inversePath ex:employer ] ) ]",
        "sh:maxCount 1",
        "d:a ex:employer d:f . d:b ex:employer d:f .",
        2,
        "maxCount",
    ),
    prop(
        "path of two equal steps again and again",
        "[ sh:oneOrMorePath ( ex:knows ex:knows ) ]",
        "sh:minCount 2",
        "d:a ex:knows d:b . d:b ex:knows d:a .",
        2,
        "minCount",
    ),
    person("target node", "sh:property [ sh:path ex:age ; sh:minCount 1 ]", "d:b ex:age 3 .", 1, "minCount", target="sh:targetNode d:a, d:b"),
    person("target subjects", "sh:property [ sh:path ex:nick ; sh:minCount 1 ]", "d:a ex:age 3 .", 1, "minCount", target="sh:targetSubjectsOf ex:age"),
    person(
        "target subjects of relations",
        "sh:property [ sh:path ex:nick ; sh:minCount 1 ]",
        "d:a ex:knows d:b .",
        1,
        "minCount",
        target="sh:targetSubjectsOf ex:knows",
    ),
    person("target objects", "sh:property [ sh:path ex:nick ; sh:minCount 1 ]", "d:a ex:knows d:b .", 1, "minCount", target="sh:targetObjectsOf ex:knows"),
    Case("implicit class target", "ex:Person a sh:NodeShape ; sh:property [ sh:path ex:age ; sh:minCount 1 ] .", "d:a ex:age 3 .", 1, ("minCount",)),
    Case(
        "property shape with a target",
        "ex:S a sh:PropertyShape ; sh:targetClass ex:Person ; sh:path ex:age ; sh:minCount 1 .",
        "d:a ex:age 3 .",
        1,
        ("minCount",),
    ),
    prop("severity", "ex:age", "sh:minCount 1 ; sh:severity sh:Warning", "d:a ex:age 3 .", 1, "minCount"),
    prop("deactivated", "ex:age", "sh:minCount 1 ; sh:deactivated true", "d:a ex:age 3 .", 0, "minCount"),
)
