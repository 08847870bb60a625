"""Groups of subjects to rows of the staging file: what the check pass does for each group by itself, with no store and no file at hand.

bodies of subjects, what the store knows of them -> Resolver -> Parcel
"""

import pickle
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.bodies import Bodies, Terms, subject_of
from graph.resolve import Known, NodeRow, node_keys
from graph.resolver import Recount, Resolved, Resolver
from graph.store import BATCH
from graph.validation.written import Held

BATCH_TEXT = 8 << 20
"""Characters of nodes in one transaction."""
Row = tuple[Any, ...]
Key = tuple[str, tuple[str, ...]]
"""A key: its label and its attributes."""


class Parcel(NamedTuple):
    """What a group comes to, ready to be staged: rows of `kind`, `edge`, `note`, of `node` and `state` whenever there are enough of them; the keys of its
    nodes, each as IRI and values; numbers of resources."""

    kinds: Sequence[Row]
    edges: Sequence[Row]
    notes: Sequence[Row]
    nodes: Sequence[Row]
    states: Sequence[Row]
    keys: Mapping[Key, list[list[Any]]]
    recounts: Sequence[Recount]
    resources: int
    created: int
    changed: int
    retyped: set[str]


class Resolving:
    """Resolves group after group; nodes are held back until they fill a transaction."""

    def __init__(self, resolver: Resolver, held: Held, terms: Terms) -> None:
        self.resolver = resolver
        self._held, self._terms = held, terms
        self._nodes: list[NodeRow] = []
        self._length = 0
        self._full: list[list[NodeRow]] = []

    def step(self, group: Iterable[Bodies], known: Mapping[str, Known]) -> Parcel:
        """Resolve a group."""
        resolved = self.resolver.resolve((subject_of(self._terms, *one) for one in group), known)
        for node in resolved.nodes:
            self._hold(node)
        return self._parcel(resolved, known)

    def end(self) -> Parcel:
        """Return what is left."""
        self._flush()
        return self._parcel(Resolved(), {})

    def _hold(self, node: NodeRow) -> None:
        self._nodes.append(node)
        self._length += sum(len(value) for value in node.properties.values() if type(value) is str)
        if len(self._nodes) == BATCH or self._length > BATCH_TEXT:
            self._flush()

    def _flush(self) -> None:
        if self._nodes:
            self._full.append(self._nodes)
            self._nodes, self._length = [], 0

    def _parcel(self, resolved: Resolved, known: Mapping[str, Known]) -> Parcel:
        full, self._full = self._full, []
        keys: dict[Key, list[list[Any]]] = {}
        for node in resolved.nodes:
            for label, key, values in node_keys(self.resolver.words.model, node, known):
                keys.setdefault((label, key), []).append([node.iri, *values])
        return Parcel(
            kinds=[tuple(row) for row in resolved.kinds],  # plain tuples are pickled in half the time
            edges=[tuple(row) for row in resolved.edges],
            notes=[(note.subject, note.predicate, note.object, pickle.dumps(note.body)) for note in resolved.notes],
            nodes=[(len(batch), pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)) for batch in full],
            states=[self._state(node) for batch in full for node in batch if self._is_looked_at(node)],
            keys=keys,
            recounts=resolved.recounts,
            resources=resolved.resources,
            created=resolved.created,
            changed=len(resolved.nodes) - resolved.created,
            retyped=resolved.retyped,
        )

    def _is_looked_at(self, node: NodeRow) -> bool:
        looked = self._held.looked_at
        return looked is None or not looked.isdisjoint(node.labels)

    def _state(self, node: NodeRow) -> Row:
        """What shapes may look at of a node that will be written, and whether they speak of it (`graph.shaping`)."""
        return node.iri, self._held.speaks_of(node.labels, node.stored), pickle.dumps((node.labels, node.properties))
