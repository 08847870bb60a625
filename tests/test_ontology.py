"""ontology.ttl is complete: every term is named in three languages, explained, and tied to others."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

CG = Namespace("https://w3id.org/claimgraph/ontology#")
ROOT = Path(__file__).parents[1]
GRAPH = Graph().parse(ROOT / "ontology.ttl")
LANGUAGES = {"en", "ru", "uk"}


def terms(kind: Node) -> list[URIRef]:
    return sorted(t for t in GRAPH.subjects(RDF.type, kind) if isinstance(t, URIRef))


def languages(term: Node, predicate: URIRef) -> list[str]:
    return sorted(str(o.language) for o in GRAPH.objects(term, predicate) if isinstance(o, Literal))


def named(expression: Node | None) -> list[Node]:
    """Return the classes that a domain or range names: itself, or the members of its union."""
    if expression is None:
        return []
    union = GRAPH.value(expression, OWL.unionOf)
    return list(Collection(GRAPH, union)) if union else [expression]


def below(cls: Node) -> set[Node]:
    return {c for c in GRAPH.transitive_subjects(RDFS.subClassOf, cls) if c is not None}


CLASSES = terms(OWL.Class)
LISTS = [c for c in CLASSES if (c, RDFS.subClassOf, SKOS.Concept) in GRAPH]
THINGS = [c for c in CLASSES if c not in LISTS]
OBJECT_PROPERTIES = terms(OWL.ObjectProperty)
PROPERTIES = OBJECT_PROPERTIES + terms(OWL.DatatypeProperty)
RELATIONS = [p for p in OBJECT_PROPERTIES if GRAPH.value(p, RDFS.range) not in LISTS]
CONCEPTS = [c for members in LISTS for c in terms(members)]
ON_EDGES = set(GRAPH.objects(None, CG.edgeProperty))


def test_header() -> None:
    ontology = URIRef("https://w3id.org/claimgraph/ontology")
    assert (ontology, RDF.type, OWL.Ontology) in GRAPH
    assert GRAPH.value(ontology, OWL.versionInfo)
    assert not list(GRAPH.objects(ontology, OWL.imports))
    assert {"cg": str(CG), "id": "https://w3id.org/claimgraph/id/"}.items() <= {p: str(n) for p, n in GRAPH.namespaces()}.items()


def test_only_own_terms_are_declared() -> None:
    assert all(str(t).startswith(str(CG)) for t in [*CLASSES, *PROPERTIES, *terms(OWL.AnnotationProperty), *CONCEPTS])


def test_own_terms_that_are_used_are_declared() -> None:
    declared = set(GRAPH.subjects(RDF.type))
    used = {t for triple in GRAPH for t in triple if isinstance(t, URIRef) and str(t).startswith(str(CG))}
    assert not used - declared


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES, *terms(OWL.AnnotationProperty)], ids=GRAPH.qname)
def test_terms_are_named_and_explained(term: URIRef) -> None:
    assert languages(term, RDFS.label) == sorted(LANGUAGES)
    assert languages(term, RDFS.comment) == ["en"]


@pytest.mark.parametrize("term", THINGS, ids=GRAPH.qname)
def test_classes(term: URIRef) -> None:
    leaf = not [c for c in GRAPH.subjects(RDFS.subClassOf, term) if isinstance(c, URIRef)]
    assert ((term, CG.abstract, Literal(True)) in GRAPH) is not leaf
    assert CG.Resource in GRAPH.transitive_objects(term, RDFS.subClassOf)
    assert len(list(GRAPH.objects(term, CG.plural))) == 1


def test_plurals_differ_from_each_other_and_from_singulars() -> None:
    plurals = [str(GRAPH.value(c, CG.plural)).replace(" ", "").lower() for c in THINGS]
    singulars = [str(c).removeprefix(str(CG)).lower() for c in THINGS]
    assert len({*plurals, *singulars}) == 2 * len(THINGS)


@pytest.mark.parametrize("term", PROPERTIES, ids=GRAPH.qname)
def test_properties_have_domain_and_range_and_a_shape(term: URIRef) -> None:
    domains, ranges = named(GRAPH.value(term, RDFS.domain)), named(GRAPH.value(term, RDFS.range))
    assert ranges and list(GRAPH.subjects(SH.path, term))
    assert domains or term in ON_EDGES
    assert all(d in THINGS for d in domains)
    assert all(r in CLASSES for r in ranges) if term in OBJECT_PROPERTIES else all(r not in CLASSES for r in ranges)


def test_shapes_agree_with_domain_and_range() -> None:
    for shape in GRAPH.subjects(RDF.type, SH.NodeShape):
        for part in GRAPH.objects(shape, SH.property):
            path, target = GRAPH.value(part, SH.path), GRAPH.value(shape, SH.targetClass)
            if path is None or target is None or not str(path).startswith(str(CG)):
                continue
            assert target in named(GRAPH.value(path, RDFS.domain)), path
            wanted = GRAPH.value(part, SH["class"]) or GRAPH.value(part, SH.datatype) or RDF.langString
            assert wanted == GRAPH.value(path, RDFS.range), path


def fields() -> Iterator[tuple[str, Node, str]]:
    """Give each field as its name, the class on which it lands, and the property with the direction in which it reads it."""
    for term in PROPERTIES:
        local = str(term).removeprefix(str(CG))
        for domain in named(GRAPH.value(term, RDFS.domain)):
            yield str(GRAPH.value(term, CG.name) or local), domain, local
        inverse = GRAPH.value(term, CG.inverseName)
        for target in named(GRAPH.value(term, RDFS.range)):
            if inverse:
                yield str(inverse), target, f"^{local}"


def test_a_class_has_no_two_fields_of_one_name() -> None:
    owners: defaultdict[tuple[Node, str], set[str]] = defaultdict(set)
    for name, cls, origin in fields():
        for member in below(cls):
            owners[member, name].add(origin)
    assert not {key: origins for key, origins in owners.items() if len(origins) > 1}


@pytest.mark.parametrize("term", RELATIONS, ids=GRAPH.qname)
def test_relations_can_be_read_backwards(term: URIRef) -> None:
    symmetric = (term, RDF.type, OWL.SymmetricProperty) in GRAPH
    closure = (term, CG.closureOf, None) in GRAPH
    assert len(list(GRAPH.objects(term, CG.inverseName))) == (0 if symmetric or closure else 1)
    if symmetric:
        assert GRAPH.value(term, RDFS.domain) == GRAPH.value(term, RDFS.range)


@pytest.mark.parametrize("term", RELATIONS, ids=GRAPH.qname)
def test_relations_of_the_world_carry_their_time_and_are_many_valued(term: URIRef) -> None:
    evidence = {cls for top in ("Claim", "Proposition", "Passage", "Judgement", "Alias", "Document", "Quantity") for cls in below(CG[top])}
    if evidence.intersection(named(GRAPH.value(term, RDFS.domain))):
        return
    assert (term, CG.edgeProperty, CG.validTime) in GRAPH
    assert not [part for part in GRAPH.subjects(SH.path, term) if GRAPH.value(part, SH.maxCount)]


@pytest.mark.parametrize("term", CONCEPTS, ids=GRAPH.qname)
def test_concepts(term: URIRef) -> None:
    assert languages(term, SKOS.prefLabel) == sorted(LANGUAGES)
    assert languages(term, SKOS.definition) == ["en"]
    scheme = GRAPH.value(term, SKOS.inScheme)
    assert scheme is not None and languages(scheme, SKOS.prefLabel) == sorted(LANGUAGES)
    assert str(GRAPH.value(term, SKOS.notation)).isupper()


@pytest.mark.parametrize("members", LISTS, ids=GRAPH.qname)
def test_a_list_is_one_scheme_with_notations_of_its_own(members: URIRef) -> None:
    concepts = list(GRAPH.subjects(RDF.type, members))
    assert len({GRAPH.value(c, SKOS.inScheme) for c in concepts}) == 1
    assert len({GRAPH.value(c, SKOS.notation) for c in concepts}) == len(concepts)


def test_the_kinds_that_cannot_be_true_or_false_are_there() -> None:
    notations = {str(GRAPH.value(c, SKOS.notation)) for c in GRAPH.subjects(RDF.type, CG.PropositionKind)}
    assert notations >= {"DIRECTIVE", "COMMISSIVE", "PREDICTION", "EVALUATION", "NORMATIVE", "ATTRIBUTION", "RESPONSIBILITY", "IDENTITY"}


def test_dates_that_may_be_imprecise_are_edtf() -> None:
    edtf = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
    assert {CG.when, CG.assertedAt, CG.publishedAt, CG.validTime} <= set(GRAPH.subjects(RDFS.range, edtf))
    assert set(GRAPH.subjects(RDFS.range, XSD.dateTime)) == {CG.recordedAt, CG.invalidatedAt, CG.madeAt}
