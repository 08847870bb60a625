"""A Strawberry schema that converts each field once, though hundreds of classes inherit it."""

from collections.abc import Callable
from typing import TypeVar

import strawberry
from graphql import GraphQLField, GraphQLInputField
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

F = TypeVar("F", GraphQLField, GraphQLInputField)


class SharingConverter(GraphQLCoreConverter):
    """Gives types that have a StrawberryField in common the same graphql-core field as well.

    Converting inherited fields again and again is most of the cost of a large schema. Fields must be named and typed for good before the
    schema is made, as those of `schema.kit` are.
    """

    def __init__(self, original: GraphQLCoreConverter) -> None:
        super().__init__(original.config, {}, original.config.scalar_map, original.get_fields)
        self._outputs: dict[StrawberryField, GraphQLField] = {}
        self._inputs: dict[StrawberryField, GraphQLInputField] = {}

    def get_graphql_fields(self, type_definition: StrawberryObjectDefinition) -> dict[str, GraphQLField]:
        """Field name to converted field."""
        return _converted(type_definition, self._outputs, self.from_field)

    def get_graphql_input_fields(self, type_definition: StrawberryObjectDefinition) -> dict[str, GraphQLInputField]:
        """Field name to converted field of an input type."""
        return _converted(type_definition, self._inputs, self.from_input_field)


def _converted(definition: StrawberryObjectDefinition, known: dict[StrawberryField, F], convert: Callable[..., F]) -> dict[str, F]:
    fields: dict[str, F] = {}
    for field in definition.fields:
        if (made := known.get(field)) is None:
            made = known[field] = convert(field, type_definition=definition)
        fields[field.python_name] = made
    return fields


class SharingSchema(strawberry.Schema):
    """`strawberry.Schema` with a `SharingConverter`; its constructor makes an ordinary one, which is replaced as it is assigned."""

    @property
    def schema_converter(self) -> GraphQLCoreConverter:
        """The converter in use."""
        return self._sharing

    @schema_converter.setter
    def schema_converter(self, original: GraphQLCoreConverter) -> None:
        self._sharing = SharingConverter(original)
