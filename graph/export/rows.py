"""What an export reads: resources as they are stored, each with the relationships that leave it; and what it knows of the ontology."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from graph.edtf import SUFFIXES
from graph.ir import Rules, View
from graph.saying import Saying
from schema.model import CG, Attribute, Model, Relation

_CONTENT = CG + "content"


class Edge(NamedTuple):
    """A relationship that leaves a resource; `claimed`: it rests on claims."""

    type: str
    end: str
    properties: Mapping[str, Any]
    claimed: bool


TIMEOUT = 120.0
"""Seconds that one statement of an export may take; the first page of a class with few members in a large store takes longest."""


class Row(NamedTuple):
    """A resource as it is stored; `claims` are the IRIs of those whose content it is, as far as they are exported too: a graph with the name of a claim that
    a load knows nothing of would be read as facts.
    """

    iri: str
    labels: list[str]
    properties: Mapping[str, Any]
    edges: list[Edge]
    claims: list[str]


def mentioned(rows: Iterable[Row]) -> set[str]:
    """Return the IRIs of rows, of what their relationships lead to, and of their claims."""
    return {iri for row in rows for iri in (row.iri, *(edge.end for edge in row.edges), *row.claims)}


@dataclass(frozen=True)
class Chosen:
    """What is exported: everything, the instances of a class, or one resource, as far as a `view` shows it.

    `around`: with the resource those that it is related to, from either end. `claimed`: with the relationships that rest on claims. `claims`: with the claims on each proposition.
    `rules`: those of reading, for whoever it is that asks.
    """

    label: str | None = None
    iri: str | None = None
    around: bool = False
    claimed: bool = False
    claims: bool = True
    view: View = View()
    rules: Rules | None = None

    @property
    def counting(self) -> View:
        """What counts: under the view, and of what is there for whoever asks."""
        return replace(self.view, hiding=bool(self.rules and self.rules.weighs))


@dataclass(frozen=True, eq=False)
class Known:
    """What is written of an ontology: relations by the type of their relationships, each with what these may carry by name; nothing derived, nothing twice."""

    model: Model
    relations: Mapping[str, Relation]
    carried: Mapping[str, Mapping[str, Attribute]] = field(default_factory=dict)
    saying: Saying | None = None

    @classmethod
    def of(cls, model: Model) -> "Known":
        """Read it from a Model."""
        relations: dict[str, Relation] = {}
        carried: dict[str, dict[str, Attribute]] = {}
        for relation in (relation for one in model.classes.values() for relation in one.relations.values()):
            if relation.derived or relation.closure:
                continue
            if relation.direction != "in" or relation.type not in relations:
                relations[relation.type] = relation
            carried.setdefault(relation.type, {}).update({use.name: use for use in relation.edge if not use.derived})
        return cls(model, dict(sorted(relations.items())), carried, Saying.of(model))

    @property
    def days(self) -> list[str]:
        """The properties of nodes that follow from dates: their first and last days."""
        uses = (use for one in self.model.classes.values() for use in one.attributes.values() if use.datatype == "EDTF")
        return sorted({use.name + suffix for use in uses for suffix in SUFFIXES})

    @property
    def symmetric(self) -> list[str]:
        """The types that are stored one way and read either way."""
        return [kind for kind, relation in self.relations.items() if relation.direction == "both"]

    @property
    def claim_types(self) -> list[str]:
        """The types that lead from a claim to its content."""
        return [kind for kind, relation in self.relations.items() if relation.iri == _CONTENT]
