"""What a change of the schema means for clients of the API: breaking, dangerous or safe, as GraphQL tools tell them apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graphql import GraphQLSchema, is_interface_type, is_introspection_type, is_object_type
from graphql.utilities import find_breaking_changes, find_dangerous_changes

from schema.model import Model
from schema.reserved import generated_types
from schema.types import build_schema
from schema.uses import read_fields

_LISTS = ("ResourceType", "RelationName", "Mutation")
"""Types that have something for every class or relation."""
Effect = Literal["breaking", "dangerous", "safe"]


@dataclass(frozen=True, slots=True)
class ApiChange:
    """One change; `kind` is graphql-core's name of it. `follows` if it comes with another: types that are made for a class, and their fields."""

    effect: Effect
    kind: str
    text: str
    follows: bool = False


def compare_apis(old: Model, new: Model) -> list[ApiChange]:
    """Return all changes, those that break first."""
    before, after = build_schema(old)._schema, build_schema(new)._schema
    made = {*_LISTS, *(name for model in (old, new) for name in _made(model))}
    found: list[tuple[Effect, str, str]] = [
        *(("breaking", change.type.name, change.description) for change in find_breaking_changes(before, after)),
        *(("dangerous", change.type.name, change.description) for change in find_dangerous_changes(before, after)),
        *(("safe", kind, text) for kind, text in _additions(before, after)),
    ]
    return [ApiChange(effect, kind, text, not made.isdisjoint(_names(text))) for effect, kind, text in found]


def _made(model: Model) -> set[str]:
    """The types that are made for its classes, enums and relations."""
    payloads = {f"Upsert{name[:1].upper()}{name[1:]}Payload" for cls in model.classes.values() for name in (cls.singular, cls.plural)}
    return payloads | generated_types([*model.classes, *model.enums, *read_fields(model).stems.values()])


def _names(text: str) -> list[str]:
    return [word.split(".")[0] for word in text.split()]


def _additions(before: GraphQLSchema, after: GraphQLSchema) -> Iterator[tuple[str, str]]:
    for name, kind in sorted(after.type_map.items()):
        if is_introspection_type(kind):
            continue
        old = before.type_map.get(name)
        if old is None:
            yield "TYPE_ADDED", f"{name} was added."
        elif (is_object_type(kind) or is_interface_type(kind)) and type(old) is type(kind):
            yield from (("FIELD_ADDED", f"{name}.{field} was added.") for field in kind.fields if field not in old.fields)
