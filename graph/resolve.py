"""The rows of nodes and relationships, and what makes two of them the same.

Known      what the store has for an IRI already
NodeRow    the properties of one node that are to be set
EdgeKey    one curated relationship: type, start, end (the smaller IRI first where the relation is symmetric)
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graph.vocabulary import Shape
from schema.model import Attribute, Model, Relation


class Known(NamedTuple):
    """A node in the store; of `recordedAt` it is only known whether it is set."""

    labels: frozenset[str]
    properties: Mapping[str, Any]


class NodeRow(NamedTuple):
    """A node to create or change; `stored`: it may be there already, `dated`: it gets the time of the change as its `recordedAt`."""

    iri: str
    labels: tuple[str, ...]
    properties: dict[str, Any]
    stored: bool = True
    dated: bool = False


class EdgeKey(NamedTuple):
    """A curated relationship."""

    type: str
    start: str
    end: str


def node_keys(model: Model, row: NodeRow, known: Mapping[str, Known]) -> Iterable[tuple[str, tuple[str, ...], tuple[Any, ...]]]:
    """Yield (label, attribute names, values) for every complete key of a node."""
    old = known[row.iri].properties if row.iri in known else {}
    state = {**old, **row.properties}
    for label in row.labels:
        for key in stored_keys(model, label):
            values = tuple(state.get(name) for name in key)
            if None not in values:
                yield label, key, values


def stored_keys(model: Model, name: str) -> list[tuple[str, ...]]:
    """Return the keys of a class that Neo4j can hold: attributes with one value each, without language, declared nowhere above."""
    cls = model.classes[name]
    above = {key for ancestor in cls.ancestors for key in model.classes[ancestor].keys}
    return [key for key in cls.keys if key not in above and all(_fits(cls.attributes.get(part)) for part in key)]


def _fits(attribute: Attribute | None) -> bool:
    return attribute is not None and not attribute.many and not attribute.localized and attribute.datatype != "Point"


def edge_shape(relation: Relation) -> Shape:
    """Return what a relationship may carry, as a shape without classes."""
    uses = {attribute.name: (attribute,) for attribute in relation.edge}
    return Shape((), (), {iri: use.name for use in relation.edge for iri in use.iris}, uses, {})


def edge_key(relation: Relation, subject: str, target: str) -> EdgeKey:
    """Return the relationship that stands for a triple, whichever way it is written.

    A symmetric relation is stored once, from the smaller IRI to the larger.
    """
    start, end = (target, subject) if relation.direction == "in" else (subject, target)
    if relation.direction == "both" and end < start:
        start, end = end, start
    return EdgeKey(relation.type, start, end)
