"""An RDF graph as validation sees it, and what pySHACL finds in it."""

import pyshacl
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from schema.paths import Path, show_path
from schema.shacl import normal
from schema.shape_paths import read_path
from schema.terms import Blank, Term, Text
from schema.triples import Triples

Finding = tuple[str, str, str]
"""Focus, path as SPARQL writes it ("" for none), local name of the component."""


def term(node: Node) -> Term:
    """A term of rdflib's as ours."""
    if isinstance(node, Literal):
        return normal(Text(str(node), node.language or "", str(node.datatype or "")))
    return Blank(node) if isinstance(node, BNode) else str(node)


class RdfGraph:
    """A `Graph` over the triples of data as they are written."""

    def __init__(self, data: Graph) -> None:
        self._values: dict[tuple[Term, str], list[Term]] = {}
        self._subjects: dict[tuple[Term, str], list[Term]] = {}
        self._statements: dict[Term, list[tuple[str, Term]]] = {}
        for s, p, o in data:
            subject, predicate, value = term(s), str(p), term(o)
            self._values.setdefault((subject, predicate), []).append(value)
            self._subjects.setdefault((value, predicate), []).append(subject)
            if p != RDF.type:
                self._statements.setdefault(subject, []).append((predicate, value))

    def values(self, node: Term, iri: str) -> list[Term]:
        return self._values.get((node, iri), [])

    def subjects(self, node: Term, iri: str) -> list[Term]:
        return self._subjects.get((node, iri), [])

    def types(self, node: Term) -> frozenset[str]:
        return frozenset(str(value) for value in self.values(node, str(RDF.type)))

    def statements(self, node: Term) -> list[tuple[str, Term]]:
        return self._statements.get(node, [])

    def has_datatype(self, literal: Text, iri: str) -> bool:
        return literal.datatype == iri


def shown(path: Path | None) -> str:
    """A path for a `Finding`."""
    return show_path(path) if path else ""


def by_pyshacl(data: Graph, ontology: Graph) -> list[Finding]:
    """What pySHACL finds, sorted, each as often as it does."""
    _, report, _ = pyshacl.validate(data + ontology, shacl_graph=ontology, advanced=False, inference="none", allow_warnings=True)
    assert isinstance(report, Graph)
    triples = Triples((term_of(s), str(p), term(o)) for s, p, o in report)
    return sorted(_finding(report, triples, result) for result in report.objects(None, SH.result))


def term_of(node: Node) -> str:
    value = term(node)
    assert isinstance(value, str)
    return value


def _finding(report: Graph, triples: Triples, result: Node) -> Finding:
    path = report.value(result, SH.resultPath)
    component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)).removesuffix("ConstraintComponent")
    way = shown(read_path(triples, term_of(path), "")) if path is not None else ""
    return str(report.value(result, SH.focusNode)), way, component


def instances(data: Graph) -> list[str]:
    """Every IRI that has a type."""
    return sorted({str(s) for s in data.subjects(RDF.type) if isinstance(s, URIRef)})
