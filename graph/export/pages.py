"""Resources in the order of their IRIs, some at a time.

Pages go by IRI, so that no transaction is open for long, however slow the reader is; a change that is made meanwhile may be seen or not. A page is one record:
many would cost more than they hold.

As of a time, what is read is what stood for each resource then (see `graph.cypher.standing`). What counts under a view is told apart page by page
(`graph.export.counting`), and so is what rules of reading leave of it (`graph.export.ruled`); pages begin and end where they would if what is hidden were
not there.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from typing import Any

from graph.cypher.quote import quote
from graph.cypher.standing import NOW, going_on, labelled, labels_of, line, reaching, standing_for
from graph.cypher.views import edge_counts
from graph.export.counting import Counting
from graph.export.rows import TIMEOUT, Chosen, Edge, Known, Row, mentioned
from graph.export.ruled import HIDING, hidden_among, scope_under, there, visible
from graph.history import SINCE, UNTIL, was_type
from graph.ir import View
from graph.parameters import Conversions
from graph.store import Store
from graph.vocabulary import SEARCH_TEXT
from graph.write import DELETED
from schema.model import ROOT

PAGE, MOST = 100, 500
"""Resources that are read at once, at first and at most: a resource may have a megabyte of text."""
FEW_TEXT, MUCH_TEXT = 1 << 20, 8 << 20
"""Characters of a page after which the next one is larger, or smaller."""


async def pages(store: Store, known: Known, chosen: Chosen) -> AsyncGenerator[list[Row]]:
    """Yield the rows of what was chosen, page after page; how many are on a page follows from how much text the one before had."""
    text, parameters = statement(known, chosen)
    counting = Counting(known, chosen.counting, chosen.rules) if chosen.counting.restricts else None
    after, size = "", PAGE
    while True:
        ((number, last, found),) = await store.rows(text, {**parameters, "after": after, "size": size}, TIMEOUT)
        rows = [_row(members) for members in found]
        if chosen.rules:
            rows = visible(rows, await hidden_among(store, known.model, chosen.rules, mentioned(rows)), chosen.rules)
        if counted := await counting.rows(store, rows) if counting else rows:
            yield counted
        if number < size or (chosen.iri and not chosen.around):
            return
        after, size = last, _next_size(size, rows)


async def rows_of(store: Store, known: Known, iris: Sequence[str], view: View = NOW) -> list[Row]:
    """Return the rows of those of the resources that are there, or were at the time of a view; each relationship with the resource that it leaves.

    They are what is stored: no rule is asked.
    """
    reading = _Reading(known, Chosen(view=view))
    text, parameters = reading.some(), reading.bound()
    ((found,),) = await store.rows(text, {**parameters, "iris": list(iris)}, TIMEOUT)
    return [_row(members) for members in found]


async def ahead(source: AsyncGenerator[list[Row]]) -> AsyncGenerator[list[Row]]:
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
    """Return the statement that reads a page after `$after`, of all or around the resource `$iri`, or this one: how many were looked at, the last of them, and the rows."""
    reading = _Reading(known, chosen)
    text = reading.past() if chosen.view.known else reading.present()
    return text, {**reading.bound(), "iri": chosen.iri}


class _Reading:
    """The text of a statement."""

    def __init__(self, known: Known, chosen: Chosen) -> None:
        self._known, self._chosen, self._view = known, chosen, chosen.view.moves
        self.scope = scope_under(chosen.rules)

    def bound(self) -> dict[str, Any]:
        """Return the parameters of the statement that was asked for."""
        return Conversions(self._known.model.prefixes).bind(self.scope.parameters.items(), {})

    def some(self) -> str:
        """Return the statement for the resources `$iris`."""
        which = f"(n:{ROOT} {{iri: iri}})"
        if self._view.known:
            which = f"(r:{ROOT}|{DELETED} {{iri: iri}}) MATCH {standing_for('r', 'n', ROOT, self._view, self.scope)} WITH n"
        return f"UNWIND $iris AS iri MATCH {which} RETURN collect({self.row()})"

    def present(self) -> str:
        """Return the statement for what there is."""
        label = f"n:{quote(self._chosen.label)}" if self._chosen.label else ""
        asked = "".join(f" AND {condition}" for condition in (label, there("n", self.scope)) if condition)
        which = f"MATCH (n:{ROOT}) WHERE n.iri > $after{asked} WITH n ORDER BY n.iri LIMIT $size"
        if self._chosen.around:
            which = f"{self._around('n', ROOT)} WITH n WHERE n.iri > $after{asked} WITH n ORDER BY n.iri LIMIT $size"
        elif self._chosen.iri:
            which = f"MATCH (n:{ROOT} {{iri: $iri}}) WHERE true{asked}"
        return f"{which} RETURN count(n), last(collect(n.iri)), collect({self.row()})"

    def past(self) -> str:
        """Return the statement for what there was: resources that are there and that were deleted, and what stood for each."""
        ways = (f"MATCH (r:{label}) WHERE r.iri > $after RETURN r ORDER BY r.iri LIMIT $size" for label in (ROOT, DELETED))
        which = f"CALL () {{ {' UNION ALL '.join(ways)} }} WITH r ORDER BY r.iri LIMIT $size"
        if self._chosen.around:
            which = f"{self._around('r', f'{ROOT}|{DELETED}')} WITH r WHERE r.iri > $after WITH r ORDER BY r.iri LIMIT $size"
        elif self._chosen.iri:
            which = f"MATCH (r:{ROOT}|{DELETED} {{iri: $iri}})"
        stands = standing_for("r", "n", ROOT, self._view, self.scope)
        asked = f" WHERE {labelled('n', [self._chosen.label], self.scope)}" if self._chosen.label else ""
        rows = f"UNWIND page AS r MATCH {stands}{asked} WITH n ORDER BY n.iri RETURN {self.row()}"
        return f"{which} WITH collect(r) AS page RETURN size(page), last(page).iri, COLLECT {{ {rows} }}"

    def _around(self, variable: str, labels: str) -> str:
        """Return what binds a variable to the resource and to each that it is related to, once."""
        inside = line("s", self._known.relations, self._view, self.scope, self._leads("s"))
        related = f" UNION MATCH (c)-{inside}-({variable}:{labels}) RETURN {variable}" if self._known.relations else ""
        asked = there("c", self.scope)
        return f"MATCH (c:{labels} {{iri: $iri}}{f' WHERE {asked}' if asked else ''}) CALL (c) {{ RETURN c AS {variable}{related} }}"

    def _leads(self, edge: str) -> str:
        """The condition that a relationship leads to what is around a resource; one that rests on claims must have some that are there for whoever asks."""
        if not self._chosen.claimed:
            return f"{edge}.proposition IS NULL"
        return edge_counts(HIDING, edge, self.scope) if self.scope.rules and self.scope.rules.weighs else ""

    def row(self) -> str:
        """Return the expression of a row."""
        days = () if self._chosen.claimed else self._known.days  # the driver needs 20 microseconds for each
        left = ", ".join(f"{name}: null" for name in (SEARCH_TEXT, "recordedAt", *self._times, *days))
        edges = self._edges("-", "->", self._known.relations)
        if self._chosen.iri and not self._chosen.around:
            edges += self._edges("<-", "-", self._known.symmetric, "m.iri <> n.iri")
        return f"[n.iri, {labels_of('n', self.scope)}, n {{.*, {left}}}, {' + '.join(edges) or '[]'}, {self._claims()}]"

    @property
    def _times(self) -> tuple[str, ...]:
        return (SINCE, UNTIL) if self._view.known else (SINCE,)

    def _edges(self, before: str, after: str, types: Iterable[str], condition: str = "") -> list[str]:
        if not (several := [*types]):
            return []
        inside = line("r", several, self._view, self.scope, "" if self._chosen.claimed else "r.proposition IS NULL")
        path = f"(n){going_on('n', self._view, self.scope)}{before}{inside}{after}{reaching('m', ROOT, self._view, self.scope)}"
        kind = f"CASE WHEN r.{UNTIL} IS NULL THEN type(r) ELSE substring(type(r), {len(was_type(''))}) END" if self._view.known else "type(r)"
        carried = ", ".join(f"{name}: null" for name in self._times)
        values = f"[{kind}, m.iri, r {{.*, {carried}}}, r.proposition IS NOT NULL]"
        return [f"COLLECT {{ MATCH {path} {f'WHERE {condition} ' if condition else ''}RETURN {values} }}"]

    def _claims(self) -> str:
        if not self._known.claim_types or not self._chosen.claims or self._chosen.iri:
            return "[]"
        content = line("r", self._known.claim_types, self._view, self.scope)
        end = reaching("c", self._chosen.label or ROOT, self._view, self.scope)
        return f"COLLECT {{ MATCH (n){going_on('n', self._view, self.scope)}<-{content}-{end} RETURN c.iri }}"
