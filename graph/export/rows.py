"""What an export reads: resources in the order of their IRIs, each with the relationships that leave it, some at a time.

Pages go by IRI, so that no transaction is open for long, however slow the reader is; a change that is made meanwhile may be seen or not.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.cypher.quote import quote
from graph.history import SINCE
from graph.saying import Saying
from graph.store import Store
from graph.vocabulary import SEARCH_TEXT
from schema.model import CG, ROOT, Attribute, Model, Relation

PAGE = 250
"""Resources that are read at once: a resource may have a megabyte of text."""
TIMEOUT = 120.0
"""Seconds that one page may take; a class with few members in a large store takes longest."""
_CONTENT = CG + "content"


class Edge(NamedTuple):
    """A relationship that leaves a resource; `claimed`: it rests on claims."""

    type: str
    end: str
    properties: Mapping[str, Any]
    claimed: bool


class Row(NamedTuple):
    """A resource as it is stored; `claims` are the IRIs of those whose content it is, as far as they are exported too: a graph with the name of a claim that
    a load knows nothing of would be read as facts.
    """

    iri: str
    labels: list[str]
    properties: Mapping[str, Any]
    edges: list[Edge]
    claims: list[str]


@dataclass(frozen=True)
class Chosen:
    """What is exported: everything, the instances of a class, or one resource. `claimed`: with the relationships that rest on claims."""

    label: str | None = None
    iri: str | None = None
    claimed: bool = False


@dataclass(frozen=True)
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
    def symmetric(self) -> list[str]:
        """The types that are stored one way and read either way."""
        return [kind for kind, relation in self.relations.items() if relation.direction == "both"]

    @property
    def claim_types(self) -> list[str]:
        """The types that lead from a claim to its content."""
        return [kind for kind, relation in self.relations.items() if relation.iri == _CONTENT]


async def pages(store: Store, known: Known, chosen: Chosen) -> AsyncIterator[list[Row]]:
    """Yield the rows of what was chosen, page after page."""
    text, after = statement(known, chosen), ""
    while True:
        parameters = {"after": after, "size": PAGE, "iri": chosen.iri}
        ((found,),) = await store.rows(text, parameters, TIMEOUT)
        if found:
            yield [_row(members) for members in found]
        if chosen.iri or len(found) < PAGE:
            return
        after = found[-1][0]


async def rows_of(store: Store, known: Known, iris: Sequence[str]) -> list[Row]:
    """Return the rows of those of the resources that are there; each relationship with the resource that it leaves."""
    which = f"UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}})"
    ((found,),) = await store.rows(_reading(known, which, "r.proposition IS NULL", "[]", _claims(known, ROOT)), {"iris": list(iris)}, TIMEOUT)
    return [_row(members) for members in found]


def statement(known: Known, chosen: Chosen) -> str:
    """Return the statement that reads a page after `$after`, or the resource `$iri`, as one record: many would cost more than they hold."""
    label = f" AND n:{quote(chosen.label)}" if chosen.label else ""
    taken = "true" if chosen.claimed else "r.proposition IS NULL"
    if chosen.iri:
        which = f"MATCH (n:{ROOT} {{iri: $iri}}) WHERE true{label}"
        arriving = _edges("<-", "-", known.symmetric, f"m <> n AND {taken}")
    else:
        which = f"MATCH (n:{ROOT}) WHERE n.iri > $after{label} WITH n ORDER BY n.iri LIMIT $size"
        arriving = "[]"
    claims = "[]" if chosen.iri else _claims(known, chosen.label or ROOT)
    return _reading(known, which, taken, arriving, claims)


def _claims(known: Known, label: str) -> str:
    return f"COLLECT {{ MATCH (n)<-[:{_types(known.claim_types)}]-(c:{quote(label)}) RETURN c.iri }}" if known.claim_types else "[]"


def _reading(known: Known, which: str, taken: str, arriving: str, claims: str) -> str:
    leaving = _edges("-", "->", known.relations, taken)
    return f"{which} RETURN collect([n.iri, labels(n), n {{.*, {SEARCH_TEXT}: null, {SINCE}: null, recordedAt: null}}, {leaving} + {arriving}, {claims}])"


def _edges(left: str, right: str, types: Iterable[str], condition: str) -> str:
    several = _types(types)
    if not several:
        return "[]"
    carried = f"r {{.*, {SINCE}: null}}"
    return f"COLLECT {{ MATCH (n){left}[r:{several}]{right}(m:{ROOT}) WHERE {condition} RETURN [type(r), m.iri, {carried}, r.proposition IS NOT NULL] }}"


def _types(types: Iterable[str]) -> str:
    return "|".join(map(quote, types))


def _row(members: list[Any]) -> Row:
    iri, labels, properties, edges, claims = members
    return Row(iri, sorted(labels), properties, sorted((Edge(*edge) for edge in edges), key=_place), sorted(claims))


def _place(edge: Edge) -> tuple[str, str, str]:
    return edge.type, edge.end, str(edge.properties.get("proposition", ""))
