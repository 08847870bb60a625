"""`search`, `paths` and `neighbourhood`."""

from collections.abc import Mapping
from typing import cast

from graph.arguments import Given, Tree, names_of
from graph.definitions import FULLTEXT
from graph.ir import (
    Around,
    Constant,
    Conversion,
    EdgeProperty,
    EdgeResource,
    EdgeSlot,
    FullText,
    GraphPart,
    InTime,
    Labelled,
    Lines,
    Literal,
    NodeRow,
    Overlaps,
    Page,
    Paths,
    Row,
    Selection,
    Value,
)
from graph.plan.context import Context, Found
from graph.plan.nodes import EVIDENCE, evidence_field, own_edge_row, selection_of, sets_below
from graph.plan.pages import Listing, page_of
from schema.errors import BadArgument
from schema.model import ROOT

LONGEST_PATH = 6
DEEPEST = 3
MOST_NEIGHBOURS = 500
"""Nodes of one neighbourhood: more than a picture can show."""

RESERVES = (1, 10, 100)
"""How many shortest paths Neo4j is told to find: it takes no parameter there, so the next of these steps, cut to what is asked."""


def search(context: Context, founds: list[Found]) -> Page:
    """Return the page of what full text finds."""
    arguments = context.arguments(founds[0])
    text = cast(Given, arguments["text"])
    fields = context.fields_of(founds, "SearchConnection")
    asks_field = any(
        inner[0].name == "field" for found in fields.values() if found[0].name == "edges" for inner in context.fields_of(found, "SearchEdge").values()
    )
    source = FullText(FULLTEXT, text.as_value("lucene"), text.as_value("words"), _searched(context) if asks_field else ())

    def make_row(kind: str, inner: list[Found]) -> Row:
        if kind == "nodes":
            return NodeRow(selection_of(context, ROOT, sets_below(inner, ROOT)))
        return own_edge_row(context, inner, "SearchEdge")

    types = names_of(arguments.get("types"))
    where = Labelled(types) if types and ROOT not in types else None
    return page_of(context, Listing(context.model.classes[ROOT], source, "SearchConnection", make_row, where), arguments, fields)


def timeline(context: Context, founds: list[Found]) -> Page:
    """Return the page of what lies in time; what has no date is a list of its own."""
    arguments = context.arguments(founds[0])
    about = arguments.get("about")
    dated = tuple((one.label, one.attribute, one.ways) for one in context.model.timeline)
    source = InTime(dated, about.as_value("iri") if isinstance(about, Given) and about.now is not None else None)
    since, until = _day(arguments, "from", "earliest"), _day(arguments, "to", "latest")

    def make_row(kind: str, inner: list[Found]) -> Row:
        if kind == "nodes":
            return NodeRow(selection_of(context, ROOT, sets_below(inner, ROOT)))
        return own_edge_row(context, inner, "TimelineEdge")

    listing = Listing(
        context.model.classes[ROOT],
        source,
        "TimelineConnection",
        make_row,
        edge_where=Overlaps("date", "overlaps", since, until),
        select=lambda inner: selection_of(context, ROOT, sets_below(inner, ROOT)),
    )
    return page_of(context, listing, arguments, context.fields_of(founds, "TimelineConnection"))


def _day(arguments: Mapping[str, Tree], name: str, conversion: Conversion) -> Value:
    given = arguments.get(name)
    return given.as_value(conversion) if isinstance(given, Given) and given.now is not None else Literal(None)


def _searched(context: Context) -> tuple[str, ...]:
    classes = context.model.classes.values()
    return tuple(dict.fromkeys(name for cls in classes for name, attribute in cls.attributes.items() if attribute.fulltext))


def paths(context: Context, founds: list[Found]) -> Paths:
    """Return the shortest ways between two nodes."""
    arguments = context.arguments(founds[0])
    limit, number = _limit(context, arguments, "first", 10, context.limits.page_limit)
    selections, lines, parts = _graph_parts(context, founds)
    return Paths(
        cast(Given, arguments["from"]).as_value("iri"),
        cast(Given, arguments["to"]).as_value("iri"),
        _types(context, arguments),
        _bounded(arguments, "maxLength", 4, LONGEST_PATH),
        next(reserve for reserve in RESERVES if reserve >= min(number, RESERVES[-1])),
        limit,
        selections,
        lines,
        parts,
    )


def around(context: Context, founds: list[Found]) -> Around:
    """Return what lies around some nodes."""
    arguments = context.arguments(founds[0])
    centres = cast(Given, arguments["of"])
    most = context.limits.page_limit
    context.bounded(centres, 0, most, lambda size: BadArgument(f"'of' has {size} entries, the limit is {most}"))
    limit, _ = _limit(context, arguments, "limit", 100, MOST_NEIGHBOURS)
    selections, lines, parts = _graph_parts(context, founds)
    depth = _bounded(arguments, "depth", 1, DEEPEST)
    return Around(centres.as_value("iris"), _types(context, arguments), depth, limit, selections, lines, parts)


def _types(context: Context, arguments: Mapping[str, Tree]) -> tuple[str, ...]:
    relations = context.model.world_relations
    wanted = names_of(arguments.get("via")) or tuple(relations)
    return tuple(dict.fromkeys(kind for name in wanted for kind in relations[name]))


def _bounded(arguments: Mapping[str, Tree], name: str, default: int, cap: int) -> int:
    """Return a number that the statement itself holds; it is part of the variables' shape."""
    given = arguments.get(name)
    if not isinstance(given, Given) or given.now is None:
        return default
    number: int = given.now
    if not 1 <= number <= cap:
        raise BadArgument(f"'{name}' is {number}: it must be 1 to {cap}")
    return number


def _limit(context: Context, arguments: Mapping[str, Tree], name: str, default: int, cap: int) -> tuple[Value, int]:
    given = arguments.get(name)
    if not isinstance(given, Given) or given.now is None:
        return Literal(default), default
    context.bounded(given, 1, cap, lambda size: BadArgument(f"'{name}' is {size}: it must be 1 to {cap}"))
    return given.as_value(), given.now


def _graph_parts(context: Context, founds: list[Found]) -> tuple[tuple[Selection, ...], tuple[Lines, ...], tuple[GraphPart, ...]]:
    selections: list[Selection] = []
    lines: list[Lines] = []
    parts = []
    type_name = context.type_of(founds[0])
    for key, inner in context.fields_of(founds, type_name).items():
        match inner[0].name:
            case "nodes":
                selections.append(selection_of(context, ROOT, sets_below(inner, ROOT)))
                parts.append(GraphPart(key, "nodes", len(selections) - 1))
            case "edges":
                lines.append(_lines(context, inner))
                parts.append(GraphPart(key, "edges", len(lines) - 1))
            case "__typename":
                parts.append(GraphPart(key, "typename", value=type_name))
            case "length" | "truncated" as kind:
                parts.append(GraphPart(key, kind))
    return tuple(selections), tuple(lines), tuple(parts)


def _lines(context: Context, founds: list[Found]) -> Lines:
    names = tuple((kind, name) for name, kinds in context.model.world_relations.items() for kind in kinds)
    columns: list[EdgeProperty | EdgeResource] = []
    fields: list[tuple[str, EdgeSlot | Constant]] = []
    for key, inner in context.fields_of(founds, "GraphEdge").items():
        match inner[0].name:
            case "__typename":
                fields.append((key, Constant("GraphEdge")))
            case "source" | "target" | "type" as kind:
                fields.append((key, EdgeSlot(kind)))
            case name if name in EVIDENCE or name == "proposition":
                column, slot = evidence_field(context, inner, len(columns))
                columns.append(column)
                fields.append((key, slot))
    return Lines(names, tuple(columns), tuple(fields))
