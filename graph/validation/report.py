"""A report as SHACL writes it (`sh:ValidationReport` in Turtle), and as plain values for JSON."""

import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from graph.validation.findings import Report
from graph.validation.violations import Violation
from graph.vocabulary import STANDARD_PREFIXES, Vocabulary
from schema.model import Model
from schema.paths import Alternative, Path, Repeat, Sequence, Step, show_path
from schema.shapes import SH
from schema.terms import Blank, Term, Text, is_iri

RDF = STANDARD_PREFIXES["rdf"]
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_NAMED = re.compile(r"<([^<>\s]+)>")


# Turtle


def turtle(report: Report, model: Model) -> bytes:
    """Return a report as Turtle."""
    prefixes = {**STANDARD_PREFIXES, **{name: start for name, start in model.prefixes.items() if start}, "sh": SH}
    return ox.serialize(_triples(report, Vocabulary(model)), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _triples(report: Report, words: Vocabulary) -> Iterator[ox.Triple]:
    node = ox.BlankNode()
    yield ox.Triple(node, _named(RDF + "type"), _sh("ValidationReport"))
    yield ox.Triple(node, _sh("conforms"), ox.Literal(report.conforms))
    for violation in report.violations:
        result = ox.BlankNode()
        yield ox.Triple(node, _sh("result"), result)
        yield from _result(result, violation, words)


def _result(result: ox.BlankNode, violation: Violation, words: Vocabulary) -> Iterator[ox.Triple]:
    yield ox.Triple(result, _named(RDF + "type"), _sh("ValidationResult"))
    yield ox.Triple(result, _sh("focusNode"), _term(violation.focus))
    yield ox.Triple(result, _sh("resultSeverity"), _named(violation.severity))
    yield ox.Triple(result, _sh("sourceConstraintComponent"), _named(violation.component))
    yield ox.Triple(result, _sh("sourceShape"), _term(violation.shape) if _IRI.fullmatch(violation.shape) else ox.BlankNode())
    yield ox.Triple(result, _sh("resultMessage"), ox.Literal(compacted(said(violation), words)))
    if violation.value is not None:
        yield ox.Triple(result, _sh("value"), _term(violation.value))
    if violation.path is not None:
        end, triples = _path(violation.path)
        yield ox.Triple(result, _sh("resultPath"), end)
        yield from triples


def said(violation: Violation) -> str:
    """Return what is wrong and what would be right, in one line."""
    return f"{violation.message}; {violation.mend}" if violation.mend else violation.message


Node = ox.NamedNode | ox.BlankNode


def _path(path: Path) -> tuple[Node, list[ox.Triple]]:
    """A path as SHACL writes it."""
    match path:
        case Step(iri, backwards):
            return _around("inversePath", _named(iri), []) if backwards else (_named(iri), [])
        case Sequence(parts):
            return _list(parts)
        case Alternative(parts):
            return _around("alternativePath", *_list(parts))
        case Repeat(inner, least, many):
            return _around("oneOrMorePath" if least else "zeroOrMorePath" if many else "zeroOrOnePath", *_path(inner))


def _around(name: str, inner: Node, triples: list[ox.Triple]) -> tuple[Node, list[ox.Triple]]:
    node = ox.BlankNode()
    return node, [ox.Triple(node, _sh(name), inner), *triples]


def _list(parts: tuple[Path, ...]) -> tuple[Node, list[ox.Triple]]:
    rest: Node = _named(RDF + "nil")
    triples: list[ox.Triple] = []
    for part in reversed(parts):
        node, (first, more) = ox.BlankNode(), _path(part)
        triples = [ox.Triple(node, _named(RDF + "first"), first), ox.Triple(node, _named(RDF + "rest"), rest), *more, *triples]
        rest = node
    return rest, triples


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def _named(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _term(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A term; a node that has no IRI (its id in Neo4j stands for it) as a literal."""
    if isinstance(term, Text):
        return ox.Literal(term.value, language=term.language) if term.language else ox.Literal(term.value, datatype=_named(term.datatype))
    return _named(term) if is_iri(term) and _IRI.fullmatch(term) else ox.BlankNode() if isinstance(term, Blank) else ox.Literal(term)


# plain values


def as_json(report: Report, model: Model) -> dict[str, Any]:
    """Return a report as JSON's values; IRIs are compact where the ontology has a prefix."""
    words = Vocabulary(model)
    return {
        "conforms": report.conforms,
        "valid": report.is_valid,
        "seconds": round(report.seconds, 3),
        "counts": [
            {
                "component": words.compact(count.component),
                "shape": compacted(count.shape, words),
                "path": _shown(count.path, words),
                "severity": _severity(count.severity),
                "resources": count.resources,
            }
            for count in report.counts
        ],
        "violations": [violation_as_json(violation, words) for violation in report.violations],
    }


def violation_as_json(violation: Violation, words: Vocabulary) -> dict[str, Any]:
    """Return one violation as JSON's values."""
    return {
        "focus": _compact(violation.focus, words),
        "path": _shown(violation.path, words),
        "value": None if violation.value is None else violation.value.value if isinstance(violation.value, Text) else _compact(violation.value, words),
        "component": words.compact(violation.component),
        "shape": compacted(violation.shape, words),
        "severity": _severity(violation.severity),
        "message": compacted(violation.message, words),
        "mend": compacted(violation.mend, words),
    }


def compacted(text: str, words: Vocabulary) -> str:
    """Return a text with its IRIs in their shortest form."""
    whole = words.compact(text) if _IRI.fullmatch(text) else text
    return _NAMED.sub(lambda match: words.compact(match[1]), whole)


def _compact(term: Term, words: Vocabulary) -> str:
    return term.value if isinstance(term, Text) else words.compact(term) if _IRI.fullmatch(term) else term


def _shown(path: Path | None, words: Vocabulary) -> str | None:
    return None if path is None else show_path(path, words.compact)


def _severity(iri: str) -> str:
    return iri.removeprefix(SH)
