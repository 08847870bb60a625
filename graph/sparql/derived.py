"""What resources say in RDF, now and in a store that was filled before.

Every quad belongs to one resource and can be found by way of it: by subject, for a relation that is stored the other way round by object; what a relation carries,
by the blank node that is named after its triple; what a claim says, in the claim's graph, by the proposition that is its content.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import cast

import pyoxigraph as ox

from graph.export.rows import Known, Row
from graph.export.statements import node, quads, stands_for
from schema.model import CG

DEFAULT = ox.DefaultGraph()
_CONTENT, _SUBJECT, _PREDICATE = (ox.NamedNode(CG + name) for name in ("content", "subject", "predicate"))


class Derivation:
    """What resources say now; `rows` are those of `iris` that are there, as resources that stand for themselves."""

    def __init__(self, known: Known, iris: Sequence[str], rows: Iterable[Row]) -> None:
        self._known, self._iris = known, iris
        self._new = dict.fromkeys(quads(rows, known, "nanopub"))
        self._inward = [node(one.iri) for one in known.relations.values() if one.direction == "in"]
        self._carriers = {known.relations[kind].iri for kind, uses in known.carried.items() if uses}

    def difference(self, store: ox.Store) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """Return what the store has to lose, in an order such that what is left to lose can still be found, and what it lacks.

        A claim that has no content any more loses all that stands in its graph: whoever comes later does not find it by way of its content.
        """
        old = dict.fromkeys(quad for iri in self._iris for quad in self._held(store, node(iri)))
        gone = [quad for quad in old if quad not in self._new]
        claiming = {quad.subject for quad in self._new if quad.predicate == _CONTENT}
        silent = {quad.subject for quad in gone if quad.predicate == _CONTENT} - claiming
        said = [quad for claim in silent for quad in store.quads_for_pattern(None, None, None, cast("ox.NamedNode", claim)) if quad not in old]
        gone = sorted([*gone, *said], key=_is_way)
        return gone, [quad for quad in self._new if quad not in old]

    def _held(self, store: ox.Store, resource: ox.NamedNode) -> Iterator[ox.Quad]:
        own = [quad for quad in store.quads_for_pattern(resource, None, None, DEFAULT) if quad.predicate not in self._inward]
        own += [quad for predicate in self._inward for quad in store.quads_for_pattern(None, predicate, resource, DEFAULT)]
        yield from own
        for quad in own:
            if quad.predicate.value in self._carriers:
                yield from store.quads_for_pattern(stands_for(quad.subject, quad.predicate, quad.object), None, None, None)
        yield from _claimed(store, resource, own)


def _claimed(store: ox.Store, proposition: ox.NamedNode, own: Sequence[ox.Quad]) -> Iterator[ox.Quad]:
    """What claims say in their graphs by a proposition."""
    subjects = [quad.object for quad in own if quad.predicate == _SUBJECT]
    predicates = [quad.object for quad in own if quad.predicate == _PREDICATE]
    for subject, predicate in product(subjects, predicates):
        if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.Literal):
            for claim in store.quads_for_pattern(None, _CONTENT, proposition, DEFAULT):
                yield from store.quads_for_pattern(subject, ox.NamedNode(predicate.value), None, cast("ox.NamedNode", claim.subject))


def related(store: ox.Store, iris: Iterable[str]) -> set[str]:
    """Return the IRIs of all that a store relates to some resources, from either end."""
    found: set[str] = set()
    for resource in map(node, iris):
        ends = [quad.object for quad in store.quads_for_pattern(resource, None, None, DEFAULT)]
        ends += [quad.subject for quad in store.quads_for_pattern(None, None, resource, DEFAULT)]
        found |= {end.value for end in ends if isinstance(end, ox.NamedNode)}
    return found


def _is_way(quad: ox.Quad) -> bool:
    """Whether others are found by way of it: what a resource says itself."""
    return quad.graph_name == DEFAULT and not isinstance(quad.subject, ox.BlankNode)
