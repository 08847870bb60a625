"""What a connection says about all its nodes together: how many, in which groups, and the spread of numbers and dates."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.datatypes import DATATYPES
from schema.kit import Kit, TypeRef, set_fields
from schema.model import Attribute, Concept, Enum
from schema.scalars import PYTHON_TYPES
from schema.uses import Fields

OWN_FIELDS = frozenset({"count", "groups", "key"})
"""Fields of every aggregate; an attribute with such a name has no statistics."""

STATISTICS: dict[str, dict[str, str]] = {
    "Int": {"min": "Int", "max": "Int", "avg": "Float", "sum": "Float"},
    "BigInt": {"min": "BigInt", "max": "BigInt", "avg": "Float", "sum": "Float"},
    "Float": {"min": "Float", "max": "Float", "avg": "Float", "sum": "Float"},
    "DateTime": {"min": "DateTime", "max": "DateTime"},
    "Date": {"min": "Date", "max": "Date"},
    "EDTF": {"min": "Date", "max": "Date"},
}
"""Datatype to its statistics and their scalars; of imprecise dates the first day and the last that is possible."""


def has_statistics(attribute: Attribute) -> bool:
    """Whether an aggregate shows the spread of an attribute."""
    return attribute.datatype in STATISTICS and not attribute.many and attribute.name not in OWN_FIELDS


def is_group_key(attribute: Attribute) -> bool:
    """Whether nodes can be grouped by an attribute: what is written in words, or compared as a whole."""
    return attribute.enum is not None or DATATYPES[attribute.datatype].projection != "point"


class Aggregates:
    """The aggregate types of one Model, each made at first use."""

    def __init__(self, fields: Fields, kit: Kit) -> None:
        self._fields = fields
        self._kit = kit
        self._made: dict[str, StrawberryField] = {}
        for datatype, statistics in STATISTICS.items():
            made = kit.object_type(f"{datatype}Statistics", "Null where no value is there.")
            set_fields(made, [kit.field(name, kit.optional(PYTHON_TYPES[scalar])) for name, scalar in statistics.items()])

    def field(self, cls: str) -> StrawberryField:
        """The field `aggregate` of every connection of instances of `cls`."""
        if cls not in self._made:
            kit = self._kit
            keys = kit.enum_type(Enum(f"{cls}GroupBy", None, tuple(Concept(name, name, None) for name in self._keys(cls))))
            argument = kit.argument("groupBy", kit.optional(kit.list_of(keys)), "What `groups` are made by; one that has several values is in several groups.")
            self._made[cls] = kit.field("aggregate", self._aggregate(cls), "All nodes that fit, on all pages, each counted once.", [argument])
        return self._made[cls]

    def _keys(self, cls: str) -> Iterator[str]:
        yield from (name for name, use in self._fields.attributes[cls].items() if is_group_key(use.declared))
        yield from self._fields.relations[cls]

    def _aggregate(self, cls: str) -> TypeRef:
        kit = self._kit
        statistics = list(self._statistics(cls))
        group = kit.object_type(f"{cls}Group", f"Those {cls} that have the same key.")
        key = kit.field("key", kit.list_of(kit.optional(str)), "One text for each entry of `groupBy`; the id for a relation, null for no value.")
        set_fields(group, [key, kit.field("count", int), *statistics])
        made = kit.object_type(f"{cls}Aggregate", f"Several {cls} together.")
        first = kit.argument("first", kit.optional(int), "The largest groups, so many at most.")
        groups = kit.field("groups", kit.list_of(group), "The groups, largest first.", [first])
        set_fields(made, [kit.field("count", int), groups, *statistics])
        return made

    def _statistics(self, cls: str) -> Iterator[StrawberryField]:
        for name, use in self._fields.attributes[cls].items():
            if has_statistics(use.declared):
                yield self._kit.field(name, self._kit.types[f"{use.declared.datatype}Statistics"])
