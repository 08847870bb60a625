"""Rows as lines of N-Quads: what all formats of RDF are made of, and what N-Triples and N-Quads are.

What is the same in all rows with the same labels and properties is looked up once: the order of the statements, their predicates, and what follows the text
of each. So a line is put together of texts that are there already, in a quarter of the time that it takes by way of terms.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import pyoxigraph as ox

from graph.export.rows import Edge, Known, Row
from graph.literals import languages
from graph.terms import attribute_terms, text_datatype
from graph.terms import term as term_of
from graph.told import RDF, REIFIES, TYPE
from schema.datatypes import ENUM, XSD
from schema.model import ROOT, Attribute, Model
from schema.terms import Term

Profile = Literal["reified", "rdf12", "nanopub"]
Write = Callable[[Any], str]
"""From a stored value to the text of a term."""

SHAPES = 10_000
"""How many sets of labels and properties are remembered."""
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_TO_ESCAPE = re.compile(r'[\\"\n\r]')
_TYPE, _STATEMENT, _REIFIES = f"<{TYPE}>", f"<{RDF}Statement>", f"<{REIFIES}>"
_PARTS = tuple(f"<{RDF}{name}>" for name in ("subject", "predicate", "object"))


@lru_cache(1 << 15)
def iri_text(iri: str) -> str:
    """Return an IRI as N-Triples has it; raises ValueError for what is none."""
    return str(ox.NamedNode(iri))


def quoted(text: str) -> str:
    """Return a text in the quotes of N-Triples.

    >>> print(quoted('one "line"'))
    "one \\"line\\""
    """
    return f'"{_TO_ESCAPE.sub(_escape, text)}"' if _TO_ESCAPE.search(text) else f'"{text}"'


def _escape(found: "re.Match[str]") -> str:
    return _ESCAPED[found[0]]


def term_text(term: Term) -> str:
    """Return a term as N-Triples has it; raises ValueError for what is none."""
    return iri_text(term) if isinstance(term, str) else quoted(term.value) + _tail(term.language, term.datatype)


@lru_cache(1 << 10)
def _tail(language: str, datatype: str) -> str:
    """What follows the text of a literal."""
    if language:
        return f"@{ox.Literal('', language=language).language}"
    return "" if datatype == XSD + "string" else f"^^{iri_text(datatype)}"


def stands_for(subject: str, predicate: str, target: str) -> str:
    """Return the label of the blank node that stands for a triple of IRIs, and says what it carries."""
    return f"r{hashlib.sha256(f'{subject} {predicate} {target}'.encode()).hexdigest()[:24]}"


def classes(labels: "tuple[str, ...] | list[str]", model: Model) -> list[str]:
    """Return the IRIs of the most specific classes among labels; the root where there is none."""
    names = {label for label in labels if label in model.classes}
    above = {ancestor for name in names for ancestor in model.classes[name].ancestors}
    return [iri for name in sorted(names - above) or [ROOT] if (iri := model.classes[name].iri)]


class _Written(NamedTuple):
    """A property of nodes: its name in the store, its predicate between two blanks, and how its values are written."""

    name: str
    predicate: str
    text: Write


class _Shape(NamedTuple):
    """What rows with the same labels and properties have in common: their classes, their properties, and whether something unknown was kept."""

    types: tuple[str, ...]
    written: tuple[_Written, ...]
    kept: tuple[str, ...]


class Lines:
    """Writes rows in a profile."""

    def __init__(self, known: Known, profile: Profile) -> None:
        self._known, self._model, self._profile = known, known.model, profile
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self._relations = {kind: (f" {iri_text(one.iri)} ", one.direction == "in", one.iri) for kind, one in known.relations.items()}
        self._carried = {kind: tuple(uses.values()) for kind, uses in known.carried.items() if uses}

    def of(self, row: Row) -> str:
        """Return all that a row says, in one order always; raises ValueError or SyntaxError where something that is stored is no RDF."""
        shape = self._shapes.get(key := (*row.labels, "", *row.properties)) or self._shape(key, row)
        subject, properties = iri_text(row.iri), row.properties
        lines = [f"{subject} {_TYPE} {iri} .\n" for iri in shape.types]
        for name, predicate, text in shape.written:
            value = properties[name]
            if type(value) is list:
                lines += [f"{subject}{predicate}{text(member)} .\n" for member in value]
            elif value is not None:
                lines.append(f"{subject}{predicate}{text(value)} .\n")
        for name in shape.kept:
            lines += _kept(row.iri, name, properties[name])
        lines += [self._edge(subject, edge) for edge in row.edges]
        if not self._carried.keys().isdisjoint(edge.type for edge in row.edges):
            lines += [line for edge in row.edges if edge.type in self._carried for line in self._noted(row.iri, edge)]
        if row.claims and self._profile == "nanopub":
            lines += self._claimed(row)
        return "".join(lines)

    # what a node says

    def _shape(self, key: tuple[str, ...], row: Row) -> _Shape:
        if len(self._shapes) >= SHAPES:
            self._shapes.clear()
        attributes = {a.name: a for label in row.labels if label in self._model.classes for a in self._model.classes[label].attributes.values()}
        written = tuple(one for attribute in attributes.values() if not attribute.derived for one in self._written(attribute, row.properties))
        kept = tuple(sorted(name for name in row.properties if ":" in name and isinstance(row.properties[name], list)))
        shape = self._shapes[key] = _Shape(tuple(map(iri_text, classes(row.labels, self._model))), written, kept)
        return shape

    def _written(self, attribute: Attribute, names: Any) -> Iterator[_Written]:
        predicate = f" {iri_text(attribute.iri)} "
        for name in languages(attribute.name, names) if attribute.localized else [attribute.name]:
            if name in names:
                yield _Written(name, predicate, self._writer(attribute, name.partition("@")[2]))

    def _writer(self, attribute: Attribute, language: str) -> Write:
        """How values of an attribute are written; those that are stored as text and all have one datatype, without asking for it."""

        def general(value: Any) -> str:
            return term_text(term_of(attribute, value, language, self._model))

        datatype = text_datatype(attribute)
        if datatype is None:
            return lru_cache(1 << 10)(general) if attribute.datatype == ENUM else general
        tail, search = _tail(language, datatype), _TO_ESCAPE.search
        return lambda value: general(value) if type(value) is not str or search(value) else f'"{value}"{tail}'

    # what its relationships say

    def _edge(self, subject: str, edge: Edge) -> str:
        predicate, backwards, _ = self._relations[edge.type]
        return f"{iri_text(edge.end)}{predicate}{subject} .\n" if backwards else f"{subject}{predicate}{iri_text(edge.end)} .\n"

    def _noted(self, iri: str, edge: Edge) -> Iterator[str]:
        """What a relationship carries, said of a node that stands for it."""
        said = [(use, value) for use in self._carried[edge.type] for value in attribute_terms(use, edge.properties, self._model)]
        if not said:
            return
        _, backwards, predicate = self._relations[edge.type]
        triple = (edge.end, predicate, iri) if backwards else (iri, predicate, edge.end)
        stands, texts = f"_:{stands_for(*triple)}", [iri_text(part) for part in triple]
        if self._profile == "rdf12":
            yield f"{stands} {_REIFIES} <<( {' '.join(texts)} )>> .\n"
        else:
            yield f"{stands} {_TYPE} {_STATEMENT} .\n"
            for name, text in zip(_PARTS, texts, strict=True):
                yield f"{stands} {name} {text} .\n"
        for use, value in said:
            yield f"{stands} {iri_text(use.iri)} {term_text(value)} .\n"

    # what claims say

    def _claimed(self, row: Row) -> Iterator[str]:
        """What claims say whose content the row is; a predicate that is no IRI says nothing in RDF."""
        saying = self._known.saying
        if saying is None:
            return
        subjects, objects = ([edge.end for edge in row.edges if edge.type == kind and not edge.claimed] for kind in (saying.subject, saying.object))
        said = [" ".join(map(term_text, one)) for one in saying.said(subjects, objects, row.properties) if _is_iri(one[1])]
        for claim in map(iri_text, row.claims):
            yield from (f"{one} {claim} .\n" for one in said)


def _is_iri(text: str) -> bool:
    try:
        return bool(iri_text(text))
    except ValueError:
        return False


def _kept(iri: str, name: str, values: list[str]) -> list[str]:
    """What was kept of unknown terms, as N-Triples has it; somebody else may have stored what it has not."""
    lines = [f"{iri_text(iri)} {iri_text(name)} {value} .\n" for value in values]
    if sum(1 for _ in ox.parse("".join(lines), format=ox.RdfFormat.N_TRIPLES)) != len(lines):
        raise ValueError(f"{name} does not hold one term in each of its members")
    return lines
