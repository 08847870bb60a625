"""Connections: a page of nodes with its edges, counts and cursors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graph import layout
from graph.arguments import Given, Tree
from graph.ir import (
    Aggregate,
    And,
    Cut,
    EdgeRow,
    Literal,
    OrderKey,
    Page,
    Part,
    Predicate,
    Row,
    Selection,
    Source,
    Value,
)
from graph.plan.aggregates import aggregate_of
from graph.plan.context import Context, Fields, Found
from graph.plan.filters import where_of
from graph.plan.order import cut_of, order_of, signature_of, without_edges
from schema.errors import BadPage
from schema.model import Class

MakeRow = Callable[[str, list[Found]], Row]
"""From "edges" or "nodes" and the places where it is asked to the row that it wants."""


@dataclass(frozen=True)
class Listing:
    """What a connection lists, and how its rows are read.

    `also` and `edge_where` restrict it beyond its arguments; `select` reads the nodes of a list that stands apart (`undated`).
    """

    cls: Class
    source: Source
    type_name: str
    make_row: MakeRow
    also: Predicate | None = None
    edge_where: Predicate | None = None
    select: Callable[[list[Found]], Selection] | None = None


def page_of(context: Context, listing: Listing, arguments: Mapping[str, Tree], fields: Fields) -> Page:
    """Return the page for a connection field with these arguments and selected fields."""
    order = order_of(context.model, listing.cls, arguments.get("orderBy"), listing.source)
    signature = signature_of(listing.source, order)
    limit, backward = limit_of(context, arguments)
    parts = _Parts(context, listing)
    for key, founds in fields.items():
        parts.add(key, founds)
    cuts = _cuts(arguments, order, signature)
    wanted = {name for part in parts.parts for _, name in part.keys}
    cursors = bool(wanted & {"startCursor", "endCursor"}) or any(layout.shows_cursor(row) for row in parts.rows)
    return Page(
        source=listing.source,
        where=both(listing.also, where_of(context.model, listing.cls, arguments.get("where"))),
        order=order if cuts or cursors or _shows_edges(parts.rows) else without_edges(order),
        limit=limit,
        signature=signature,
        backward=backward,
        cuts=cuts,
        rows=tuple(parts.rows),
        parts=tuple(parts.parts),
        count=any(part.kind == "totalCount" for part in parts.parts),
        aggregates=tuple(parts.aggregates),
        undated=tuple(parts.undated),
        edge_where=listing.edge_where,
        cursors=cursors,
        more_behind=("hasNextPage" if backward else "hasPreviousPage") in wanted,
    )


@dataclass
class _Parts:
    """The fields of a connection, and what they want to be read."""

    context: Context
    listing: Listing
    parts: list[Part] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    aggregates: list[Aggregate] = field(default_factory=list)
    undated: list[tuple[Selection, Value]] = field(default_factory=list)

    def add(self, key: str, founds: list[Found]) -> None:
        """Add one field."""
        self.parts.append(self._part(key, founds))

    def _part(self, key: str, founds: list[Found]) -> Part:
        match founds[0].name:
            case "edges" | "nodes" as kind:
                return Part(key, kind, self._row(self.listing.make_row(kind, founds)))
            case "pageInfo":
                return Part(key, "pageInfo", keys=tuple((name, inner[0].name) for name, inner in self.context.fields_of(founds, "PageInfo").items()))
            case "totalCount":
                return Part(key, "totalCount")
            case "aggregate":
                self.aggregates.append(aggregate_of(self.context, self.listing.cls, founds))
                return Part(key, "aggregate", len(self.aggregates) - 1)
            case "undated" if self.listing.select:
                self.undated.append((self.listing.select(founds), limit_of(self.context, self.context.arguments(founds[0]))[0]))
                return Part(key, "undated", len(self.undated) - 1)
            case "__typename":
                return Part(key, "typename", value=self.listing.type_name)
            case name:
                raise NotImplementedError(f"the planner does not know the field {name!r} of a connection")

    def _row(self, row: Row) -> int:
        if row not in self.rows:
            self.rows.append(row)
        return self.rows.index(row)


def _shows_edges(rows: list[Row]) -> bool:
    """Whether several edges to one node could be told apart."""
    return any(isinstance(row, EdgeRow) and row.columns for row in rows)


def limit_of(context: Context, arguments: Mapping[str, Tree]) -> tuple[Value, bool]:
    """Return how many rows are asked for, and whether from the end."""
    given = {name: item for name in ("first", "last") if isinstance(item := arguments.get(name), Given) and item.now is not None}
    if len(given) == 2:
        raise BadPage("'first' and 'last' together make no page: give one of them")
    if not given:
        return Literal(context.limits.page_size), False
    ((name, item),), cap = given.items(), context.limits.page_limit
    context.bounded(item, 0, cap, lambda size: BadPage(f"'{name}' is {size}: a page has 0 to {cap} nodes"))
    return item.as_value("plain"), name == "last"


def _cuts(arguments: Mapping[str, Tree], order: tuple[OrderKey, ...], signature: str) -> tuple[Cut, ...]:
    return tuple(
        cut_of(given, order, signature, name == "before")
        for name in ("after", "before")
        if isinstance(given := arguments.get(name), Given) and given.now is not None
    )


def both(first: Predicate | None, second: Predicate | None) -> Predicate | None:
    """Return the predicate that asks for two others."""
    return And((first, second)) if first and second else first or second
