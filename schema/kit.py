"""Strawberry types made from names and types; annotated classes, which Strawberry reads one by one, would be too slow for a large ontology."""

import enum
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryObjectDefinition, StrawberryOptional
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from schema.errors import NameClash
from schema.model import Enum
from schema.scalars import PYTHON_TYPES
from schema.texts import describe_concept, describe_enum

K = TypeVar("K")
V = TypeVar("V")
TypeRef = Any
"""A class with a Strawberry definition, the Python type of a scalar, or a Strawberry type around one of them."""


class Kit:
    """Makes types, fields and arguments, each once: a type is found by its name, and equal annotations are one object."""

    def __init__(self) -> None:
        self.types: dict[str, type] = {}
        self.enums: dict[str, StrawberryEnumDefinition] = {}
        self._lists: dict[TypeRef, StrawberryList] = {}
        self._optionals: dict[TypeRef, StrawberryOptional] = {}
        self._annotations: dict[TypeRef, StrawberryAnnotation] = {}

    def object_type(self, name: str, description: str | None = None, interfaces: Iterable[type] = ()) -> type:
        """A new object type without fields."""
        return self._define(name, description, interfaces, is_input=False, is_interface=False)

    def interface_type(self, name: str, description: str | None = None, interfaces: Iterable[type] = ()) -> type:
        """A new interface without fields; values tell their type by the key `__typename`."""
        return self._define(name, description, interfaces, is_input=False, is_interface=True)

    def input_type(self, name: str, description: str | None = None) -> type:
        """A new input type without fields."""
        return self._define(name, description, (), is_input=True, is_interface=False)

    def _define(self, name: str, description: str | None, interfaces: Iterable[type], *, is_input: bool, is_interface: bool) -> type:
        self._claim(name)
        origin = type(name, (), {})
        origin.__strawberry_definition__ = StrawberryObjectDefinition(  # type: ignore[attr-defined]
            name=name,
            is_input=is_input,
            is_interface=is_interface,
            origin=origin,
            description=description,
            interfaces=[definition(interface) for interface in interfaces],
            extend=False,
            directives=(),
            is_type_of=None,
            resolve_type=type_name if is_interface else None,
            fields=[],
        )
        self.types[name] = origin
        return origin

    def enum_type(self, source: Enum) -> StrawberryEnumDefinition:
        """The enum of that name, whose Python members are texts equal to their notations."""
        if source.name not in self.enums:
            self._claim(source.name)
            self.enums[source.name] = StrawberryEnumDefinition(
                # The prefix keeps concepts such as "mro" or "_x_" from being names that Python reserves.
                wrapped_cls=cast(
                    enum.EnumMeta,
                    enum.Enum(source.name, [(f"V_{c.name}", c.notation) for c in source.concepts], type=str),
                ),
                name=source.name,
                values=[EnumValue(c.name, c.notation, description=describe_concept(c)) for c in source.concepts],
                description=describe_enum(source),
            )
        return self.enums[source.name]

    def _claim(self, name: str) -> None:
        if name in self.types or name in self.enums or name in PYTHON_TYPES:
            raise NameClash(f"two things of the ontology, or one and claimgraph itself, need the GraphQL type {name!r}: give one another cg:name")

    def list_of(self, item: TypeRef) -> StrawberryList:
        """`[item!]`, or `[item]` for an optional item."""
        return self._lists.setdefault(item, StrawberryList(item))

    def optional(self, inner: TypeRef) -> StrawberryOptional:
        """A nullable type; all others are non-null."""
        return self._optionals.setdefault(inner, StrawberryOptional(inner))

    def annotation(self, type_: TypeRef) -> StrawberryAnnotation:
        """The annotation of a type; Strawberry resolves it once."""
        return self._annotations.setdefault(type_, StrawberryAnnotation(type_))

    def field(self, name: str, type_: TypeRef, description: str | None = None, arguments: Iterable[StrawberryArgument] = ()) -> StrawberryField:
        """An output field."""
        field = StrawberryField(python_name=name, graphql_name=name, type_annotation=self.annotation(type_), description=description)
        field.arguments = list(arguments)
        return field

    def input_field(self, name: str, type_: TypeRef, description: str | None = None, default: object = UNSET) -> StrawberryField:
        """A field of an input type, optional whatever its type."""
        return StrawberryField(
            python_name=name,
            graphql_name=name,
            type_annotation=self.annotation(self.optional(type_)),
            description=description,
            default=default,
        )

    def argument(self, name: str, type_: TypeRef, description: str | None = None, default: object = UNSET) -> StrawberryArgument:
        """An argument of a field."""
        return StrawberryArgument(name, name, self.annotation(type_), description=description, default=default)


def definition(type_: type) -> StrawberryObjectDefinition:
    """The Strawberry definition of a type made by a Kit."""
    found: StrawberryObjectDefinition = type_.__strawberry_definition__  # type: ignore[attr-defined]
    return found


def set_fields(type_: type, fields: Iterable[StrawberryField]) -> None:
    """Give a type its fields, in that order; raises `NameClash` where two have the same name."""
    by_name: dict[str, StrawberryField] = {}
    for field in fields:
        if by_name.setdefault(field.python_name, field) is not field:
            raise NameClash(f"{type_.__name__} would have two fields {field.python_name!r}: give one of the properties another cg:name")
    definition(type_).fields[:] = by_name.values()


def type_name(source: dict[str, Any], *_: object) -> str:
    """The concrete type of a computed object."""
    name: str = source["__typename"]
    return name


def once(store: dict[K, V], key: K, make: Callable[[K], V]) -> V:
    """What the store has for the key, made first if it has nothing."""
    if key not in store:
        store[key] = make(key)
    return store[key]
