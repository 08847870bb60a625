"""The operation itself: its root fields."""

from typing import cast

from graphql import OperationDefinitionNode

from graph.arguments import Given
from graph.document import is_subscription
from graph.ir import Constant, Lookup, LookupMany, NodeRow, Page, Query, Root, RootSource, Row, Scan
from graph.plan import changes, disagreements, exploring
from graph.plan.context import NODE, Context, Found
from graph.plan.nodes import edge_row, selection_of
from graph.plan.pages import Listing, page_of
from graph.plan.views import view_of, viewed
from graph.views import with_views
from schema.errors import LimitExceeded, QueryError
from schema.model import ROOT, Class

QUERY, SUBSCRIPTION = "Query", "Subscription"


def plan(context: Context, operation: OperationDefinitionNode) -> Query:
    """Return the IR of an operation that reads; introspection is left out, graphql-core answers that."""
    if is_subscription(operation):
        return _subscription(context, operation)
    fields = context.collect([(operation.selection_set, QUERY)], lambda condition: condition == QUERY)
    roots = ((key, founds) for key, founds in fields.items() if founds[0].name not in ("__schema", "__type"))
    query = Query(tuple(Root(key, _under_view(context, founds)) for key, founds in roots), view_of(context, operation.directives))
    return with_views(query, context.terms, context.rules) if context.rewrites else query


def _subscription(context: Context, operation: OperationDefinitionNode) -> Query:
    fields = context.collect([(operation.selection_set, SUBSCRIPTION)], lambda condition: condition == SUBSCRIPTION)
    if not fields:
        raise QueryError("a subscription asks for one field: it must not be skipped")
    ((key, founds),) = fields.items()
    query = Query((Root(key, viewed(context, founds, changes.following(context, founds))),), view_of(context, operation.directives))
    return with_views(query, context.terms, context.rules) if context.rewrites else query


def _under_view(context: Context, founds: list[Found]) -> RootSource:
    source = _root(context, founds)
    return source if isinstance(source, Constant) else viewed(context, founds, source)


def _root(context: Context, founds: list[Found]) -> RootSource:
    match founds[0].name:
        case "__typename":
            return Constant(QUERY)
        case "node":
            return _lookup(context, founds, ROOT, NODE)
        case "nodes":
            return _lookup_many(context, founds)
        case "search":
            return exploring.search(context, founds)
        case "timeline":
            return exploring.timeline(context, founds)
        case "paths":
            return exploring.paths(context, founds)
        case "neighbourhood":
            return exploring.around(context, founds)
        case "changes":
            return changes.changes(context, founds)
        case "disagreements":
            return disagreements.disagreements(context, founds)
        case "sources":
            return disagreements.independent_sources(context, founds)
        case name:
            cls = context.model.class_by_root_field[name]
            return _lookup(context, founds, cls.name, cls.name) if name == cls.singular else _page(context, founds, cls)


def _lookup(context: Context, founds: list[Found], label: str, static: str) -> Lookup:
    given = cast(Given, context.arguments(founds[0])["id"])
    sets = [(found.node.selection_set, static) for found in founds if found.node.selection_set]
    return Lookup(label, given.as_value("iri"), selection_of(context, static, sets))


def _lookup_many(context: Context, founds: list[Found]) -> LookupMany:
    given = cast(Given, context.arguments(founds[0])["ids"])
    most = context.limits.page_limit
    context.bounded(given, 0, most, lambda size: LimitExceeded(f"'ids' has {size} entries, the limit is {most}"))
    sets = [(found.node.selection_set, NODE) for found in founds if found.node.selection_set]
    return LookupMany(ROOT, given.as_value("iris"), selection_of(context, NODE, sets))


def _page(context: Context, founds: list[Found], cls: Class) -> Page:
    connection = context.type_of(founds[0])

    def make_row(kind: str, inner: list[Found]) -> Row:
        if kind == "nodes":
            sets = [(found.node.selection_set, cls.name) for found in inner if found.node.selection_set]
            return NodeRow(selection_of(context, cls.name, sets))
        return edge_row(context, None, inner, target=cls.name)

    listing = Listing(cls, Scan(cls.name), connection, make_row)
    return page_of(context, listing, context.arguments(founds[0]), context.fields_of(founds, connection))
