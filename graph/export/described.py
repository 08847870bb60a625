"""One resource for whoever has its IRI: whether it is there, what is said of it, and what people call all that it mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.cypher.standing import NOW, line, reaching
from graph.cypher.views import edge_counts
from graph.export.counting import Counting
from graph.export.pages import pages
from graph.export.rows import Chosen, Edge, Known, Row
from graph.export.ruled import HIDING, scope_under, shown, there
from graph.identity import SAME_AS
from graph.ir import Rules
from graph.literals import languages
from graph.parameters import Conversions
from graph.store import Store
from graph.write import DELETED
from schema.errors import ResourceUnknown
from schema.model import ROOT, Texts

MOST = 100
"""How many relationships that lead to a resource are shown."""
_STATE = f"""UNWIND $iris AS iri MATCH (n:{ROOT}|{DELETED} {{iri: iri}})
RETURN iri, n:{DELETED}, head(COLLECT {{ MATCH (n)-[:{SAME_AS}]->(m:{ROOT}) RETURN m.iri }})"""
_NAMES = f"""UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}})
RETURN iri, labels(n), n.name, [key IN keys(n) WHERE key STARTS WITH 'name@' | [key, n[key]]]"""


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


async def find(store: Store, known: Known, iris: Sequence[str], rules: Rules | None = None) -> Found | None:
    """Return the first of the IRIs of which there is, or was, a resource; under rules of reading one that is there, and stands for itself."""
    if rules:
        found = [Found(row.iri, False, None) for iri in iris async for rows in pages(store, known, Chosen(iri=iri, rules=rules)) for row in rows]
    else:
        found = [Found(*row) for row in await store.rows(_STATE, {"iris": list(iris)})]
    return min(found, key=lambda one: iris.index(one.iri), default=None)


async def describe(store: Store, known: Known, iri: str, rules: Rules | None = None) -> Described:
    """Return what people want to see of a resource; raises ResourceUnknown where it is gone."""
    chosen = Chosen(iri=iri, claimed=True, rules=rules)
    async for (row,) in pages(store, known, chosen):
        arriving = await _arriving(store, known, row, chosen)
        return Described(row, arriving, await _names(store, [iri, *(edge.end for edge in (*row.edges, *arriving))], rules))
    raise ResourceUnknown(f"there is no resource {iri}")


async def _arriving(store: Store, known: Known, row: Row, chosen: Chosen) -> list[Edge]:
    types, rules, scope = [kind for kind in known.relations if kind not in known.symmetric], chosen.rules, scope_under(chosen.rules)
    if not types:
        return []
    inside = line("r", types, NOW, scope, edge_counts(HIDING, "r", scope) if rules and rules.weighs else "")
    path = f"(n:{ROOT} {{iri: $iri}})<-{inside}-{reaching('m', ROOT, NOW, scope, there('m', scope))}"
    text = f"MATCH {path} RETURN type(r), m.iri, r {{.status, .proposition}}, r.proposition IS NOT NULL ORDER BY type(r), m.iri LIMIT $most"
    bound = Conversions(known.model.prefixes).bind(scope.parameters.items(), {})
    edges = [Edge(*members) for members in await store.rows(text, {**bound, "iri": row.iri, "most": MOST})]
    if not chosen.counting.restricts:
        return edges
    (counted,) = await Counting(known, chosen.counting, rules).rows(store, [row._replace(edges=edges)])
    return counted.edges


async def _names(store: Store, iris: Iterable[str], rules: Rules | None) -> dict[str, Texts]:
    found = {}
    for iri, labels, name, several in await store.rows(_NAMES, {"iris": [*dict.fromkeys(iris)]}):
        names = {"name": name, **dict(several)}
        found[iri] = _texts(shown(labels, names, rules) if rules else names)
    return found


def _texts(names: Mapping[str, Any]) -> Texts:
    """The names by language, the one to show first."""
    return {key.partition("@")[2]: names[key] for key in languages("name", names)} or ({"": names["name"]} if "name" in names else {})
