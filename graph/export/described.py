"""One resource for whoever has its IRI: whether it is there, what is said of it, and what people call all that it mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.cypher.quote import quote
from graph.export.pages import pages
from graph.export.rows import Chosen, Edge, Known, Row
from graph.identity import SAME_AS
from graph.literals import languages
from graph.store import Store
from graph.write import DELETED
from schema.errors import ResourceUnknown
from schema.model import ROOT, Texts

MOST = 100
"""How many relationships that lead to a resource are shown."""
_STATE = f"""UNWIND $iris AS iri MATCH (n:{ROOT}|{DELETED} {{iri: iri}})
RETURN iri, n:{DELETED}, head(COLLECT {{ MATCH (n)-[:{SAME_AS}]->(m:{ROOT}) RETURN m.iri }})"""
_NAMES = f"""UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}})
RETURN iri, n.name, [key IN keys(n) WHERE key STARTS WITH 'name@' | [key, n[key]]]"""


class Found(NamedTuple):
    """A resource that is or was there; `merged` is the IRI of the one that stands for it, None where it stands for itself."""

    iri: str
    deleted: bool
    merged: str | None


@dataclass(frozen=True)
class Described:
    """A resource with what leads to it (`Edge.end` is where it comes from), and the names of all these by IRI, each by language."""

    row: Row
    arriving: Sequence[Edge]
    names: Mapping[str, Texts]


async def find(store: Store, iris: Sequence[str]) -> Found | None:
    """Return the first of the IRIs of which there is, or was, a resource."""
    found = [Found(*row) for row in await store.rows(_STATE, {"iris": list(iris)})]
    return min(found, key=lambda one: iris.index(one.iri), default=None)


async def describe(store: Store, known: Known, iri: str) -> Described:
    """Return what people want to see of a resource; raises ResourceUnknown where it is gone."""
    async for (row,) in pages(store, known, Chosen(iri=iri, claimed=True)):
        types = "|".join(quote(kind) for kind in known.relations if kind not in known.symmetric)
        text = f"MATCH (n:{ROOT} {{iri: $iri}})<-[r:{types}]-(m:{ROOT}) RETURN type(r), m.iri, r {{.status}}, r.proposition IS NOT NULL ORDER BY type(r), m.iri LIMIT $most"
        arriving = [Edge(*members) for members in await store.rows(text, {"iri": iri, "most": MOST})] if types else []
        return Described(row, arriving, await _names(store, [iri, *(edge.end for edge in (*row.edges, *arriving))]))
    raise ResourceUnknown(f"there is no resource {iri}")


async def _names(store: Store, iris: Iterable[str]) -> dict[str, Texts]:
    rows = await store.rows(_NAMES, {"iris": [*dict.fromkeys(iris)]})
    return {iri: _texts(shown, dict(several)) for iri, shown, several in rows}


def _texts(shown: str, several: Mapping[str, Any]) -> Texts:
    """The names by language, the one to show first."""
    return {key.partition("@")[2]: several[key] for key in languages("name", several)} or {"": shown}
