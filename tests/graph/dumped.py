"""A small graph in memory: all nodes and relationships of a store, and the steps from one to another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.store import Store
from schema.model import Relation

STEPS = 15
"""How many times a transitive relation is followed."""

_TEXTS = "[key IN keys({0}) WHERE {0}[key] IS :: ZONED DATETIME OR {0}[key] IS :: DATE | [key, toString({0}[key])]]"
_NODES = f"MATCH (n:Resource) RETURN labels(n), properties(n), {_TEXTS.format('n')} ORDER BY n.iri"
_LINKS = f"MATCH (a:Resource)-[r]->(b:Resource) WHERE r.stateUntil IS NULL RETURN a.iri, type(r), b.iri, properties(r), {_TEXTS.format('r')} ORDER BY a.iri, type(r), b.iri, r.proposition, r.role"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One node; `properties` in Python's own types, `texts` the temporal ones as Neo4j writes them."""

    iri: str
    labels: frozenset[str]
    properties: Mapping[str, Any]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One relationship."""

    type: str
    start: Node
    end: Node
    properties: Mapping[str, Any]
    texts: Mapping[str, str]


Reached = tuple[Node, Link | None]
"""A node, and the relationship by which one came to it (None at the root, or over several steps)."""


@dataclass
class Graph:
    """All of it; nodes in the order of their IRIs."""

    nodes: Mapping[str, Node]
    links: list[Link]
    _out: dict[tuple[str, str], list[Link]] = field(default_factory=dict)
    _in: dict[tuple[str, str], list[Link]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for link in self.links:
            self._out.setdefault((link.start.iri, link.type), []).append(link)
            self._in.setdefault((link.end.iri, link.type), []).append(link)

    def labelled(self, label: str) -> list[Node]:
        """The instances of a class."""
        return [node for node in self.nodes.values() if label in node.labels]

    def step(self, node: Node, relation: Relation) -> list[Reached]:
        """Each relationship of a relation with the node behind it; one from a node to itself counts once, even where it is read both ways."""
        found = [] if relation.direction == "in" else [(link.end, link) for link in self._out.get((node.iri, relation.type), ())]
        if relation.direction != "out":
            links = self._in.get((node.iri, relation.type), ())
            found += [(link.start, link) for link in links if relation.direction == "in" or link.start is not link.end]
        return [(end, link) for end, link in found if relation.target in end.labels]

    def walk(self, node: Node, relation: Relation) -> list[Reached]:
        """Each node that is at most `STEPS` steps away, once; the start itself only if a way leads back to it."""
        seen: dict[str, Node] = {}
        edge = [node]
        for _ in range(STEPS):
            ends = {end.iri: end for one in edge for end, _ in self.step(one, relation)}
            edge = [end for iri, end in ends.items() if iri not in seen]
            seen.update((end.iri, end) for end in edge)
        return [(end, None) for end in seen.values()]


async def dump(store: Store) -> Graph:
    """Read everything in a store."""
    nodes = {node.iri: node for node in _nodes(await store.rows(_NODES, {}))}
    links = [Link(kind, nodes[start], nodes[end], _native(properties), dict(texts)) for start, kind, end, properties, texts in await store.rows(_LINKS, {})]
    return Graph(nodes, links)


def _nodes(rows: list[list[Any]]) -> Iterator[Node]:
    for labels, properties, texts in rows:
        yield Node(properties["iri"], frozenset(labels), _native(properties), dict(texts))


def _native(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.to_native() if hasattr(value, "to_native") else value for key, value in properties.items()}
