"""The Model as a Strawberry schema: what documents are validated against, what introspection shows, and the reference executor.

Every field reads the value that was computed for it, by its response key; so executing a document completes (checks and shapes) data
that somebody else has fetched.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    is_introspection_type,
)
from strawberry.printer import print_schema as print_strawberry_schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types.field import StrawberryField

from schema.changes import changes_fields
from schema.collector import paused
from schema.disagreements import Disagreements
from schema.exploring import Exploring
from schema.kit import Kit, set_fields
from schema.model import Model
from schema.mutations import Mutations, mutations
from schema.objects import ID, Objects
from schema.scalars import SCALAR_MAP
from schema.sharing import SharingSchema
from schema.uses import Fields, read_fields
from schema.viewing import add_view


@paused()
def build_schema(model: Model) -> strawberry.Schema:
    """The whole API of a Model; raises `NameClash` where its names don't fit together."""
    kit = Kit()
    fields = read_fields(model)
    objects = Objects(model, fields, kit)
    query = kit.object_type("Query", "Everything that can be asked.")
    exploring = [*Exploring(model, kit).fields(), *Disagreements(model, kit).fields()]
    changes, following = changes_fields(model, kit)
    set_fields(query, _query_fields(model, kit, objects, [*exploring, changes]))
    subscription = kit.object_type("Subscription", "Everything that is told when it happens.")
    set_fields(subscription, [following])
    mutation = _mutation(model, kit, fields, objects)
    # All types are named here because graphql-core finds them by a recursion that a long chain of relations would overflow.
    schema = SharingSchema(
        query=query, mutation=mutation, subscription=subscription, types=list(kit.types.values()), config=StrawberryConfig(scalar_map=SCALAR_MAP)
    )
    _read_computed_data(schema._schema)
    add_view(schema._schema, model)
    return schema


def _mutation(model: Model, kit: Kit, fields: Fields, objects: Objects) -> type | None:
    """The type `Mutation`; an ontology that nothing can be an instance of has none."""
    if not mutations(model):
        return None
    mutation = kit.object_type("Mutation", "Everything that can be changed: each field is one transaction, one after the other.")
    set_fields(mutation, Mutations(model, fields, kit, objects.inputs).fields())
    return mutation


def print_schema(model: Model) -> str:
    """The SDL, types in alphabetical order."""
    return print_strawberry_schema(build_schema(model)) + "\n"


def _query_fields(model: Model, kit: Kit, objects: Objects, others: Iterable[StrawberryField]) -> Iterator[StrawberryField]:
    node = kit.optional(kit.types["Node"])
    identifier = kit.argument("id", ID, "An IRI, or its compact form with a prefix of the ontology.")
    yield kit.field("node", node, "Anything by its id.", [identifier])
    yield kit.field(
        "nodes",
        kit.list_of(node),
        "Several by their ids, null for those that don't exist.",
        [kit.argument("ids", kit.list_of(ID))],
    )
    yield from others
    for cls in model.classes.values():
        yield kit.field(cls.singular, kit.optional(kit.types[cls.name]), f"One {cls.name} by its id.", [identifier])
        yield kit.field(cls.plural, objects.connection(cls.name), f"All {cls.name} that fit.", objects.list_arguments(cls.name))


def _read_computed_data(schema: GraphQLSchema) -> None:
    for type_ in schema.type_map.values():
        if is_introspection_type(type_):
            continue
        if isinstance(type_, GraphQLObjectType):
            type_.is_type_of = None
            for field in type_.fields.values():
                field.resolve = _computed
        elif isinstance(type_, GraphQLEnumType):
            type_.coerce_output_value = partial(_enum_name, type_)  # type: ignore[method-assign]


def _computed(source: dict[str | int, Any], info: GraphQLResolveInfo[Any], **_: object) -> object:
    return source[info.path.key]


def _enum_name(type_: GraphQLEnumType, value: object) -> str:
    # Computed data holds GraphQL names, which may differ from the notations that graphql-core expects.
    if value in type_.values:
        return str(value)
    raise GraphQLError(f"{type_.name} has no value {value!r}.")
