"""Rows as RDF: what a load of the export makes the same rows of.

    a resource        its classes (the most specific), its attributes, its relations; nothing that is derived, which a load refuses
    a relation        a triple; what the relationship carries is said of a blank node that stands for the triple
    a proposition     a resource with cg:subject, cg:predicate and cg:object: nothing that is only claimed is ever asserted

Three profiles differ in two things:

    reified    the blank node is an rdf:Statement (RDF 1.1)
    rdf12      the blank node says `rdf:reifies <<( s p o )>>` (RDF 1.2)
    nanopub    as `reified`, and what a claim says stands, as a plain triple, in the named graph that has the claim's IRI (`graph.saying`)
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import pyoxigraph as ox

from graph.export.rows import Edge, Known, Row
from graph.terms import attribute_terms
from graph.terms import statements as attributes_of
from graph.told import RDF, REIFIES, TYPE
from schema.errors import Unwritable
from schema.model import ROOT, Model
from schema.terms import Term

Profile = Literal["reified", "rdf12", "nanopub"]
Subject = ox.NamedNode | ox.BlankNode
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_DEFAULT = ox.DefaultGraph()

node = lru_cache(4096)(ox.NamedNode)
"""An IRI; most are predicates, classes and datatypes, which come again and again."""


def quads(rows: Iterable[Row], known: Known, profile: Profile) -> Iterator[ox.Quad]:
    """Yield all that rows say, in one order always; raises Unwritable where something that is stored has no place in RDF."""
    for row in rows:
        try:
            for subject, predicate, target in _said(row, known, profile):
                yield ox.Quad(subject, predicate, target, _DEFAULT)
            if profile == "nanopub" and row.claims:
                yield from _claimed(row, known)
        except (ValueError, SyntaxError) as error:
            raise Unwritable(f"what is stored of {row.iri!r} is no RDF: {error}") from error


def stands_for(*triple: Object) -> ox.BlankNode:
    """Return the node that stands for a triple of IRIs, and says what it carries."""
    return ox.BlankNode(f"r{hashlib.sha256(' '.join(part.value for part in triple).encode()).hexdigest()[:24]}")  # type: ignore[union-attr]


def _claimed(row: Row, known: Known) -> Iterator[ox.Quad]:
    """What claims say whose content the row is; a predicate that is no IRI says nothing in RDF."""
    if known.saying is None:
        return
    subjects, objects = ([edge.end for edge in row.edges if edge.type == kind and not edge.claimed] for kind in (known.saying.subject, known.saying.object))
    said = [
        (ox.NamedNode(subject), predicate, term(target))
        for subject, name, target in known.saying.said(subjects, objects, row.properties)
        if (predicate := _iri(name))
    ]
    for claim in map(ox.NamedNode, row.claims):
        for subject, predicate, target in said:
            yield ox.Quad(subject, predicate, target, claim)


def _iri(text: str) -> ox.NamedNode | None:
    try:
        return node(text)
    except ValueError:
        return None


def _said(row: Row, known: Known, profile: Profile) -> Iterator[tuple[Subject, ox.NamedNode, Object]]:
    subject = ox.NamedNode(row.iri)
    for iri in classes(row.labels, known.model):
        yield subject, node(TYPE), node(iri)
    for attribute, value in attributes_of(row.labels, row.properties, known.model):
        if not attribute.derived:
            yield subject, node(attribute.iri), term(value)
    for quad in _kept(row):
        yield subject, quad.predicate, quad.object
    for edge in row.edges:
        yield _triple(row, edge, known)
    for edge in row.edges:
        yield from _carried(row, edge, known, profile)


def classes(labels: Iterable[str], model: Model) -> list[str]:
    """Return the IRIs of the most specific classes among labels; the root where there is none."""
    names = {label for label in labels if label in model.classes}
    above = {ancestor for name in names for ancestor in model.classes[name].ancestors}
    return [iri for name in sorted(names - above) or [ROOT] if (iri := model.classes[name].iri)]


def term(value: Term) -> ox.NamedNode | ox.Literal:
    """Return a term as the serializers want it."""
    if isinstance(value, str):
        return node(value)
    return ox.Literal(value.value, language=value.language) if value.language else ox.Literal(value.value, datatype=node(value.datatype))


def _kept(row: Row) -> Iterable[ox.Quad]:
    """What was kept of unknown terms, as N-Triples has it."""
    kept = {key: row.properties[key] for key in sorted(row.properties) if ":" in key and isinstance(row.properties[key], list)}
    lines = [f"<{row.iri}> <{key}> {value} .\n" for key, values in kept.items() for value in values]
    return ox.parse("".join(lines), format=ox.RdfFormat.N_TRIPLES) if lines else ()


def _triple(row: Row, edge: Edge, known: Known) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
    relation = known.relations[edge.type]
    subject, target = (edge.end, row.iri) if relation.direction == "in" else (row.iri, edge.end)
    return ox.NamedNode(subject), node(relation.iri), ox.NamedNode(target)


def _carried(row: Row, edge: Edge, known: Known, profile: Profile) -> Iterator[tuple[Subject, ox.NamedNode, Object]]:
    """What a relationship carries, said of a node that stands for it."""
    said = [(use, value) for use in known.carried[edge.type].values() for value in attribute_terms(use, edge.properties, known.model)]
    if not said:
        return
    triple = _triple(row, edge, known)
    stands = stands_for(*triple)
    if profile == "rdf12":
        yield stands, node(REIFIES), ox.Triple(*triple)
    else:
        yield stands, node(TYPE), node(RDF + "Statement")
        for name, part in zip(("subject", "predicate", "object"), triple, strict=True):
            yield stands, node(RDF + name), part
    for use, value in said:
        yield stands, node(use.iri), term(value)
