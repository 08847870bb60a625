"""One relationship, present or past, from the old ontology to the new one: type, direction, what it carries, and whether it still fits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.history import was_type
from graph.migration.nodes import Converted, Nodes, Way
from graph.migration.terms import DROPPED, Stored, Terms
from graph.resolve import edge_key, edge_shape
from schema.model import Relation


@dataclass(slots=True)
class Link:
    """What a relationship becomes; `lost` says why by attribute, or under "" why it cannot be one any more."""

    type: str
    turned: bool
    properties: dict[str, Any]
    lost: dict[str, str] = field(default_factory=dict)


class Links:
    """Converts relationships by two Models."""

    def __init__(self, terms: Terms, nodes: Nodes) -> None:
        self._terms, self._nodes = terms, nodes
        self._ways: dict[str, Way] = {}

    @cached_property
    def affected(self) -> tuple[str, ...]:
        """The old types of which something may change or no longer fit."""
        return tuple(sorted(kind for kind, (before, now) in self._terms.relations.items() if now is None or self._differs(before, now)))

    def _differs(self, before: Stored, now: Stored) -> bool:
        (old, _), (new, _) = before, now
        renamed = any(name != attribute for attribute, (name, _) in self._way(old.type, old, new).targets.items())
        return old.type != new.type or old.direction != new.direction or renamed or self.doubtful(old.type)

    def doubtful(self, kind: str) -> bool:
        """Whether some relationships of a type may lose something, or be lost."""
        (old, owners), now = self._terms.relations[kind]
        if now is None:
            return True
        new, new_owners = now
        return (
            self._way(kind, old, new).doubtful
            or any(self._terms.place(owner).isdisjoint(new_owners) for owner in owners)
            or any(new.target not in self._terms.new.classes[name].neo4j_labels for name in self._terms.place(old.target))
        )

    def _way(self, kind: str, old: Relation, new: Relation) -> Way:
        if kind not in self._ways:
            self._ways[kind] = self._nodes.way(edge_shape(old), edge_shape(new))
        return self._ways[kind]

    def faults(self) -> dict[str, str]:
        """Return type to what forbids a change of it."""
        return {
            kind: f"{before[0].name} was symmetric and is no longer: which way it leads is not stored"
            for kind, (before, now) in self._terms.relations.items()
            if now and before[0].direction == "both" != now[0].direction
        }

    def convert(self, kind: str, ends: tuple[str, str], labels: tuple[frozenset[str], frozenset[str]], stored: Mapping[str, Any], *, past: bool) -> Link:
        """Return what becomes of a relationship between two IRIs with all their new labels."""
        (old, _), now = self._terms.relations[kind]
        if now is None:
            return _dropped(kind, stored, f"{old.name} is dropped")
        new, owners = now
        if not past and owners.isdisjoint(labels[0]):
            return _dropped(kind, stored, f"{new.name} leads from what is no {' or '.join(sorted(owners))}")
        if not past and new.target not in labels[1]:
            return _dropped(kind, stored, f"{new.name} leads to what is no {new.target}")
        key = edge_key(new, *ends)
        found = Converted(frozenset())
        self._nodes.attributes(self._way(kind, old, new), stored, found, past=past)
        return Link(was_type(key.type) if past else key.type, key.start != ends[0], found.properties, found.lost)


def _dropped(kind: str, stored: Mapping[str, Any], why: str) -> Link:
    return Link(DROPPED + kind, False, dict(stored), {"": why})
