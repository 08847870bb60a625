"""Connections: a page of nodes with its edges, counts and cursors."""

from collections.abc import Callable, Mapping

from graph.arguments import Given, Tree
from graph.ir import (
    Aggregate,
    And,
    Cut,
    EdgeRow,
    Literal,
    Page,
    Part,
    Predicate,
    Row,
    Scan,
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


def page_of(
    context: Context,
    cls: Class,
    source: Source,
    arguments: Mapping[str, Tree],
    fields: Fields,
    connection_type: str,
    make_row: MakeRow,
    also: Predicate | None = None,
    edge_where: Predicate | None = None,
    select: Callable[[list[Found]], Selection] | None = None,
) -> Page:
    """Return the page for a connection field with these arguments and selected fields.

    `also` and `edge_where` restrict it further; `select` reads the nodes of a list that stands apart (`undated`).
    """
    order = order_of(context.model, cls, arguments.get("orderBy"), source)
    signature = signature_of(source, order)
    limit, backward = limit_of(context, arguments)
    rows: list[Row] = []
    aggregates: list[Aggregate] = []

    undated: list[tuple[Selection, Value]] = []

    def part(key: str, founds: list[Found]) -> Part:
        if founds[0].name == "undated" and select:
            undated.append((select(founds), limit_of(context, context.arguments(founds[0]))[0]))
            return Part(key, "undated", len(undated) - 1)
        if founds[0].name != "aggregate":
            return _part(key, founds, rows, connection_type, make_row, context)
        aggregates.append(aggregate_of(context, cls, founds))
        return Part(key, "aggregate", len(aggregates) - 1)

    parts = tuple(part(key, founds) for key, founds in fields.items())
    wanted = {name for part in parts for _, name in part.keys}
    cuts = _cuts(arguments, order, signature)
    cursors = bool(wanted & {"startCursor", "endCursor"}) or any(_shows_cursor(row) for row in rows)
    return Page(
        source=source,
        where=both(also, where_of(context.model, cls, arguments.get("where"))),
        order=order if cuts or cursors or _shows_edges(rows) else without_edges(order),
        limit=limit,
        signature=signature,
        backward=backward,
        cuts=cuts,
        rows=tuple(rows),
        parts=parts,
        count=any(part.kind == "totalCount" for part in parts),
        aggregates=tuple(aggregates),
        undated=tuple(undated),
        edge_where=edge_where,
        cursors=cursors,
        more_behind=("hasNextPage" if backward else "hasPreviousPage") in wanted,
    )


def _shows_edges(rows: list[Row]) -> bool:
    """Whether several edges to one node could be told apart."""
    return any(isinstance(row, EdgeRow) and row.columns for row in rows)


def _shows_cursor(row: Row) -> bool:
    return any(getattr(slot, "kind", None) == "cursor" for _, slot in getattr(row, "fields", ()))


def _part(key: str, founds: list[Found], rows: list[Row], connection_type: str, make_row: MakeRow, context: Context) -> Part:
    match founds[0].name:
        case "edges" | "nodes" as kind:
            row = make_row(kind, founds)
            if row not in rows:
                rows.append(row)
            return Part(key, kind, rows.index(row))
        case "pageInfo":
            keys = tuple((name, inner[0].name) for name, inner in context.fields_of(founds, "PageInfo").items())
            return Part(key, "pageInfo", keys=keys)
        case "totalCount":
            return Part(key, "totalCount")
        case "__typename":
            return Part(key, "typename", value=connection_type)
        case name:
            raise NotImplementedError(f"the planner does not know the field {name!r} of a connection")


def limit_of(context: Context, arguments: Mapping[str, Tree]) -> tuple[Value, bool]:
    """Return how many rows are asked for, and whether from the end."""
    given = {name: item for name in ("first", "last") if isinstance(item := arguments.get(name), Given) and item.now is not None}
    if len(given) == 2:
        raise BadPage("'first' and 'last' together make no page: give one of them")
    cap = context.limits.page_limit
    for name, item in given.items():
        if not 0 <= item.now <= cap:
            raise BadPage(f"'{name}' is {item.now}: a page has 0 to {cap} nodes")
        return item.as_value("plain"), name == "last"
    return Literal(context.limits.page_size), False


def _cuts(arguments: Mapping[str, Tree], order: tuple, signature: str) -> tuple[Cut, ...]:  # type: ignore[type-arg]
    return tuple(
        cut_of(given, order, signature, name == "before")
        for name in ("after", "before")
        if isinstance(given := arguments.get(name), Given) and given.now is not None
    )


def scan(cls: Class) -> Scan:
    """Return the source of a root connection."""
    return Scan(cls.name)


def both(first: Predicate | None, second: Predicate | None) -> Predicate | None:
    """Return the predicate that asks for two others."""
    return And((first, second)) if first and second else first or second
