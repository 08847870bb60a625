"""Nodes and relationships as they are stored, seen as RDF; read from a store, or given by whoever is about to write them."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from graph.resolve import EdgeKey
from graph.terms import LANG_STRING, attribute_terms, relation_of, statements, types
from schema.datatypes import DATATYPE_BY_IRI
from schema.model import Attribute, Model
from schema.terms import Term, Text


@dataclass(frozen=True, slots=True)
class State:
    """A node: all its labels, and its properties as Neo4j has them (in Python's or the driver's types)."""

    labels: Set[str]
    properties: Mapping[str, Any]


class StoredGraph:
    """A `Graph` of nodes by IRI and curated relationships between them; a node that is not given has no values, no classes."""

    def __init__(self, model: Model, nodes: Mapping[str, State], edges: Iterable[EdgeKey]) -> None:
        self._model = model
        self._nodes = nodes
        self._out: dict[tuple[str, str], list[str]] = {}
        self._in: dict[tuple[str, str], list[str]] = {}
        self._types: dict[Set[str], frozenset[str]] = {}
        for kind, start, end in dict.fromkeys(edges):
            self._out.setdefault((start, kind), []).append(end)
            self._in.setdefault((end, kind), []).append(start)

    def values(self, node: Term, iri: str) -> list[Term]:
        """The values of a property."""
        known, state = self._model.by_property.get(iri), self._state(node)
        if state is None:
            return []
        if isinstance(known, Attribute):
            return list(dict.fromkeys(attribute_terms(known, state.properties, self._model)))
        return self._ends(node, iri, "out")

    def subjects(self, node: Term, iri: str) -> list[Term]:
        """The nodes of which `node` is a value of a relation."""
        return self._ends(node, iri, "in")

    def types(self, node: Term) -> frozenset[str]:
        """The IRIs of all classes of a node, those above them too."""
        state = self._state(node)
        if state is None:
            return frozenset()
        labels = frozenset(state.labels)
        if labels not in self._types:
            self._types[labels] = types(labels, self._model)
        return self._types[labels]

    def statements(self, node: Term) -> list[tuple[str, Term]]:
        """Every property of a node with each value, without classes and without what is computed."""
        state = self._state(node)
        if state is None:
            return []
        found = [(attribute.iri, value) for attribute, value in statements(state.labels, state.properties, self._model) if not attribute.derived]
        return found + [(iri, end) for iri in self._forward(state.labels) for end in self._ends(node, iri, "out")]

    def has_datatype(self, literal: Text, iri: str) -> bool:
        """Whether a literal may have a datatype: of those that are stored alike, none is remembered."""
        if literal.language or iri == LANG_STRING:
            return bool(literal.language) and iri == LANG_STRING
        return iri == literal.datatype or _family(iri) == _family(literal.datatype)

    def _state(self, node: Term) -> State | None:
        return self._nodes.get(node) if isinstance(node, str) else None

    def _forward(self, labels: Iterable[str]) -> list[str]:
        """The properties of a node's relations that are written from it."""
        classes = [self._model.classes[label] for label in labels if label in self._model.classes]
        return list(dict.fromkeys(r.iri for cls in classes for r in cls.relations.values() if r.direction != "in" and not r.derived))

    def _ends(self, node: Term, iri: str, side: str) -> list[Term]:
        relation = relation_of(iri, self._model)
        if relation is None or not isinstance(node, str):
            return []
        key = (node, relation.type)
        out, into = self._out.get(key, []), self._in.get(key, [])
        if relation.direction == "both":
            return list(dict.fromkeys([*out, *into]))
        return list(out if (side == "out") == (relation.direction == "out") else into)


def _family(datatype: str) -> str:
    row = DATATYPE_BY_IRI.get(datatype, "String")
    return "number" if row in ("Int", "BigInt", "Float") else row
