"""What resources say in RDF, now and in a store that was filled before.

Every quad belongs to one resource and can be found by way of it: by subject, for a relation that is stored the other way round by object; what a relation carries,
by the blank node that is named after its triple. What a claim says stands in the claim's graph and nowhere else, and follows from the proposition that is its content.
"""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from graph.export.rows import Known, Row
from graph.export.statements import node, quads, stands_for

DEFAULT = ox.DefaultGraph()


class Derivation:
    """What resources say now; `rows` are those of `iris` that are there, as resources that stand for themselves, `contents` those of what claims among them say."""

    def __init__(self, known: Known, iris: Sequence[str], rows: Sequence[Row], contents: Iterable[Row]) -> None:
        self._known, self._resources = known, [node(iri) for iri in iris]
        self._graphs = dict.fromkeys([*self._resources, *(node(claim) for row in rows for claim in row.claims)])
        said = (quad for quad in quads(contents, known, "nanopub") if quad.graph_name in self._graphs)
        self._new = dict.fromkeys([*quads(rows, known, "nanopub"), *said])
        self._inward = [node(one.iri) for one in known.relations.values() if one.direction == "in"]
        self._carriers = {known.relations[kind].iri for kind, uses in known.carried.items() if uses}

    def difference(self, store: ox.Store) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """Return what the store has to lose, in an order such that what is left to lose can still be found, and what it lacks."""
        old = dict.fromkeys(quad for resource in self._resources for quad in self._held(store, resource))
        old.update((quad, None) for claim in self._graphs for quad in store.quads_for_pattern(None, None, None, claim))
        gone = sorted((quad for quad in old if quad not in self._new), key=_is_way)
        return gone, [quad for quad in self._new if quad not in old]

    def _held(self, store: ox.Store, resource: ox.NamedNode) -> Iterator[ox.Quad]:
        own = [quad for quad in store.quads_for_pattern(resource, None, None, DEFAULT) if quad.predicate not in self._inward]
        own += [quad for predicate in self._inward for quad in store.quads_for_pattern(None, predicate, resource, DEFAULT)]
        yield from own
        for quad in own:
            if quad.predicate.value in self._carriers:
                yield from store.quads_for_pattern(stands_for(quad.subject, quad.predicate, quad.object), None, None, None)


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
