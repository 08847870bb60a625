"""`@view`: which claims count, for the whole operation or for one field and all below it."""

from graphql import (
    DirectiveLocation,
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLDirective,
    GraphQLEnumType,
    GraphQLID,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
)

from schema.model import Model

NAME = "view"
DESCRIPTION = (
    "Which claims count, here and in everything below: relations that rest on claims are there only if one that counts makes them, and every status and "
    "count is weighed anew. Plain facts stay. A view inside another one takes its place."
)


def add_view(schema: GraphQLSchema, model: Model) -> None:
    """Give a schema the directive, if the ontology has the evidence layer."""
    if model.has_evidence:
        schema.directives = (*schema.directives, _directive(schema))


def _directive(schema: GraphQLSchema) -> GraphQLDirective:
    sources = "People, organizations, documents and publishers, by id: a claim is theirs if any hop of its chain is, or its document."
    arguments = {
        "accordingTo": _argument(_list(GraphQLID), f"Only claims of these. {sources}"),
        "excluding": _argument(_list(GraphQLID), f"No claims of these. {sources}"),
        "assertedBefore": _argument(GraphQLString, "Only claims that were made by the end of this day, month or year (EDTF); undated ones do not count."),
        "validAt": _argument(GraphQLString, "Only what may hold at this time (EDTF); what has no time may hold at any."),
    }
    arguments["merged"] = _argument(GraphQLBoolean, "Resources that analysts judged to be the same are one: what is said of one is said of all.")
    moment = schema.type_map.get("DateTime")
    if isinstance(moment, GraphQLScalarType):
        arguments["knownAt"] = _argument(
            moment, "Everything as it was recorded at this time: what came later is not there, what was changed or removed since is."
        )
    status = schema.type_map.get("Status")
    if isinstance(status, GraphQLEnumType):
        arguments["status"] = _argument(_list(status), "Only what has one of these statuses in this view; STATED stands for plain facts.")
    return GraphQLDirective(NAME, (DirectiveLocation.QUERY, DirectiveLocation.SUBSCRIPTION, DirectiveLocation.FIELD), arguments, description=DESCRIPTION)


def _argument(kind: GraphQLInputType, description: str) -> GraphQLArgument:
    return GraphQLArgument(kind, description=description)


def _list(kind: GraphQLInputType) -> GraphQLInputType:
    return GraphQLList(GraphQLNonNull(kind))
