"""Resources in the order of their IRIs, some at a time.

Pages go by IRI, so that no transaction is open for long, however slow the reader is; a change that is made meanwhile may be seen or not. A page is one record:
many would cost more than they hold.

Under a view only what counts is there (see `graph.cypher.views`): claims and propositions, the relationships that lead to these, and those that rest on claims.
As of a time, what is read is what stood for each resource then (see `graph.cypher.standing`).
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from graph.cypher.quote import quote
from graph.cypher.standing import going_on, labelled, labels_of, line, reaching, stand, standing_for
from graph.cypher.text import Scope
from graph.cypher.views import claim_counts, edge_counts, edge_figure, node_counts, node_figure
from graph.export.rows import Chosen, Edge, Known, Row
from graph.history import SINCE, UNTIL, was_type
from graph.ir import Lens, View
from graph.parameters import Conversions
from graph.store import Store
from graph.views import Terms
from graph.vocabulary import SEARCH_TEXT
from graph.write import DELETED
from schema.model import ROOT

PAGE, MOST = 250, 2_000
"""Resources that are read at once, at first and at most: a resource may have a megabyte of text."""
FEW_TEXT, MUCH_TEXT = 1 << 20, 8 << 20
"""Characters of a page after which the next one is larger, or smaller."""
TIMEOUT = 120.0
"""Seconds that one page may take; a class with few members in a large store takes longest."""


async def pages(store: Store, known: Known, chosen: Chosen) -> AsyncIterator[list[Row]]:
    """Yield the rows of what was chosen, page after page; how many are on a page follows from how much text the one before had."""
    text, parameters = statement(known, chosen)
    after, size = "", PAGE
    while True:
        ((number, last, found),) = await store.rows(text, {**parameters, "after": after, "size": size}, TIMEOUT)
        rows = [_row(members) for members in found]
        if rows:
            yield rows
        if chosen.iri or number < size:
            return
        after, size = last, _next_size(size, rows)


async def rows_of(store: Store, known: Known, iris: Sequence[str]) -> list[Row]:
    """Return the rows of those of the resources that are there; each relationship with the resource that it leaves."""
    reading = _Reading(known, Chosen())
    ((found,),) = await store.rows(f"UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}}) RETURN collect({reading.row()})", {"iris": list(iris)}, TIMEOUT)
    return [_row(members) for members in found]


async def ahead(source: AsyncIterator[list[Row]]) -> AsyncIterator[list[Row]]:
    """Yield what a source yields; while one page is worked on, the next is read."""
    following = asyncio.ensure_future(anext(source, None))
    try:
        while (rows := await following) is not None:
            following = asyncio.ensure_future(anext(source, None))
            yield rows
    finally:
        following.cancel()
        await asyncio.wait((following,))


def _next_size(size: int, rows: Sequence[Row]) -> int:
    length = sum(len(value) for row in rows for value in row.properties.values() if type(value) is str)
    return min(size * 2, MOST) if length < FEW_TEXT else max(size // 4, 1) if length > MUCH_TEXT else size


def _row(members: list[Any]) -> Row:
    iri, labels, properties, edges, claims = members
    return Row(iri, sorted(labels), properties, sorted((Edge(*edge) for edge in edges), key=_place), sorted(claims))


def _place(edge: Edge) -> tuple[str, str, str]:
    return edge.type, edge.end, str(edge.properties.get("proposition", ""))


def statement(known: Known, chosen: Chosen) -> tuple[str, Mapping[str, Any]]:
    """Return the statement that reads a page after `$after`, or the resource `$iri`: how many were looked at, the last of them, and the rows of those that count."""
    reading = _Reading(known, chosen)
    text = reading.page()
    return text, {**Conversions(known.model.prefixes).bind(reading.scope.parameters.items(), {}), "iri": chosen.iri}


class _Reading:
    """The text of a statement."""

    def __init__(self, known: Known, chosen: Chosen) -> None:
        self._known, self._chosen, self._view, self._terms = known, chosen, chosen.view, Terms.of(known.model)
        self.scope = Scope()

    def page(self) -> str:
        """Return the statement."""
        these = self._stored if self._view.known is None else self._past
        if self._view == View():
            return f"{these()} WITH r AS n RETURN count(n), last(collect(n.iri)), collect({self.row()})"
        stands, conditions = "WITH r AS n", list[str]()
        if self._view.known:
            stands = f"MATCH {standing_for('r', 'n', ROOT, self._view, self.scope)}"
            conditions += [labelled("n", [self._chosen.label], self.scope)] if self._chosen.label else []
        asked = " AND ".join(filter(None, [*conditions, self._counts("n", self._chosen.label or ROOT)])) or "true"
        rows = f"UNWIND page AS r {stands} WITH n WHERE {asked} WITH n ORDER BY n.iri RETURN {self.row()}"
        return f"{these()} WITH collect(r) AS page RETURN size(page), last(page).iri, COLLECT {{ {rows} }}"

    def _stored(self) -> str:
        label = f" AND r:{quote(self._chosen.label)}" if self._chosen.label else ""
        if self._chosen.iri:
            return f"MATCH (r:{ROOT} {{iri: $iri}}) WHERE true{label}"
        return f"MATCH (r:{ROOT}) WHERE r.iri > $after{label} WITH r ORDER BY r.iri LIMIT $size"

    def _past(self) -> str:
        """What is there and what was."""
        if self._chosen.iri:
            return f"MATCH (r:{ROOT}|{DELETED} {{iri: $iri}})"
        ways = (f"MATCH (r:{label}) WHERE r.iri > $after RETURN r ORDER BY r.iri LIMIT $size" for label in (ROOT, DELETED))
        return f"CALL () {{ {' UNION ALL '.join(ways)} }} WITH r ORDER BY r.iri LIMIT $size"

    def _counts(self, node: str, label: str) -> str:
        stand(node, self._view, self.scope)
        return node_counts(Lens(self._view, self._terms.kinds.get(label, "")), node, self.scope)

    def row(self) -> str:
        """Return the expression of a row."""
        left = {SEARCH_TEXT: "null", "recordedAt": "null", **self._until(), **self._status()}
        properties = f"n {{.*, {', '.join(f'{name}: {text}' for name, text in left.items())}}}"
        edges = self._edges("-", "->", self._known.relations)
        if self._chosen.iri:
            edges += self._edges("<-", "-", self._known.symmetric, "m.iri <> n.iri")
        return f"[n.iri, {labels_of('n', self.scope)}, {properties}, {' + '.join(edges) or '[]'}, {self._claims()}]"

    def _until(self) -> dict[str, str]:
        return dict.fromkeys((SINCE, UNTIL) if self._view.known else (SINCE,), "null")

    def _status(self) -> dict[str, str]:
        """The status of a proposition, weighed over the claims that count."""
        if not (self._chosen.computed and self._view.weighs and self._known.saying):
            return {}
        figure = node_figure("status", self._view, "n", self.scope)
        return {"status": f"CASE WHEN {labelled('n', ['Proposition'], self.scope)} THEN {figure} END"}

    # relationships

    def _edges(self, left: str, right: str, types: Iterable[str], condition: str = "") -> list[str]:
        """Return the lists of relationships: of those that may rest on claims, and of all others."""
        several = [*types]
        projected = [kind for kind in several if kind in self._terms.projected] if self._view != View() else []
        others = [kind for kind in several if kind not in projected]
        lists = [self._list(left, right, kinds, kinds is projected, condition) for kinds in (others, projected) if kinds]
        return lists

    def _list(self, left: str, right: str, types: Sequence[str], projected: bool, condition: str) -> str:
        view, number = self._view, self.scope.number()
        edge = f"r{number}"
        conditions = [edge_counts(view, edge, self.scope) if projected else "", "" if self._chosen.claimed else f"{edge}.proposition IS NULL"]
        inside = line(edge, types, view, self.scope, *conditions)
        path = f"(n){going_on('n', view, self.scope)}{left}{inside}{right}{reaching('m', ROOT, view, self.scope, self._counts('m', ROOT))}"
        carried = self._until()
        if projected and self._chosen.claimed and view.weighs:
            carried["status"] = edge_figure("status", view, edge, self.scope)
        kind = f"CASE WHEN {edge}.{UNTIL} IS NULL THEN type({edge}) ELSE substring(type({edge}), {len(was_type(''))}) END" if view.known else f"type({edge})"
        values = f"[{kind}, m.iri, {edge} {{.*, {', '.join(f'{name}: {text}' for name, text in carried.items())}}}, {edge}.proposition IS NOT NULL]"
        return f"COLLECT {{ MATCH {path} {f'WHERE {condition} ' if condition else ''}RETURN {values} }}"

    def _claims(self) -> str:
        if not self._known.claim_types or not self._chosen.claims or self._chosen.iri:
            return "[]"
        label, view = self._chosen.label or ROOT, self._view
        stand("c", view, self.scope)
        content = line(f"r{self.scope.number()}", self._known.claim_types, view, self.scope)
        end = reaching("c", label, view, self.scope, claim_counts(view, "c", self.scope))
        return f"COLLECT {{ MATCH (n){going_on('n', view, self.scope)}<-{content}-{end} RETURN c.iri }}"
