"""What a client may send: filters per datatype, `where` and `orderBy` of each class."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.datatypes import DATATYPES
from schema.kit import Kit, TypeRef, once, set_fields
from schema.model import Attribute, Concept, Enum, Model, Relation
from schema.scalars import PYTHON_TYPES
from schema.uses import Fields, Use, edge_attributes

COMPARISONS = ("lt", "lte", "gt", "gte")
FILTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "StringFilter": ("String", ("eq", "ne", "in", "contains", "startsWith", "endsWith", "isNull")),
    "LocalizedFilter": ("String", ("eq", "ne", "in", "contains", "startsWith", "endsWith", "isNull")),
    "IntFilter": ("Int", ("eq", "ne", "in", *COMPARISONS, "isNull")),
    "BigIntFilter": ("BigInt", ("eq", "ne", "in", *COMPARISONS, "isNull")),
    "FloatFilter": ("Float", ("eq", "ne", "in", *COMPARISONS, "isNull")),
    "DateTimeFilter": ("DateTime", ("eq", "ne", "in", *COMPARISONS, "isNull")),
    "DateFilter": ("Date", ("eq", "ne", "in", *COMPARISONS, "isNull")),
    "BooleanFilter": ("Boolean", ("eq", "ne", "isNull")),
    "IdFilter": ("ID", ("eq", "ne", "in")),
    "EdtfFilter": ("EDTF", ("eq", "overlaps", "before", "after", "within", "isNull")),
}
"""Filter input to the scalar of its values and its operators; `PointFilter` and the filters of enums come on top."""

LOCALIZED = "LocalizedFilter"
"""The filter of texts that differ by language."""

ENUM_OPERATORS = ("eq", "ne", "in", "isNull")
OPERATORS = {
    "eq": "Equal to.",
    "ne": "Not equal to.",
    "in": "Equal to one of.",
    "lt": "Less than.",
    "lte": "Less than or equal to.",
    "gt": "Greater than.",
    "gte": "Greater than or equal to.",
    "contains": "Has this text in it.",
    "startsWith": "Begins with this text.",
    "endsWith": "Ends with this text.",
    "isNull": "Has no value (true), or has one (false).",
    "overlaps": "May share a moment with this date.",
    "before": "Ends before this date begins.",
    "after": "Begins after this date ends.",
    "within": "Lies wholly in this date.",
}
"""Operator to its description; all operators of one filter must hold."""

POINT_INPUTS: dict[str, tuple[str, ...]] = {
    "NearInput": ("latitude", "longitude", "distance"),
    "BoxInput": ("south", "west", "north", "east"),
}
"""Input with required numbers: degrees (WGS 84), and metres for `distance`."""

RESERVED_CONDITIONS = frozenset({"and", "or", "not"})
ORDER_DIRECTIONS = ("ASC", "DESC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC_NULLS_FIRST", "DESC_NULLS_LAST")


def condition_name(field: str) -> str:
    """The field of `where` for an attribute or relation; the logical operators' names win over the ontology's."""
    return f"{field}_" if field in RESERVED_CONDITIONS else field


class Inputs:
    """The input types of one Model; `where`, `order` and the filters are made at first use."""

    def __init__(self, model: Model, fields: Fields, kit: Kit) -> None:
        self._model = model
        self._fields = fields
        self._kit = kit
        self._attribute_conditions: dict[Use[Attribute], StrawberryField] = {}
        self._relation_conditions: dict[Use[Relation], StrawberryField] = {}
        self._attribute_keys: dict[Use[Attribute], StrawberryField] = {}
        self._relation_keys: dict[Use[Relation], StrawberryField] = {}
        self._made: dict[str, TypeRef] = {}
        directions = tuple(Concept(name, name, None) for name in ORDER_DIRECTIONS)
        self._direction = kit.enum_type(
            Enum(
                "OrderDirection",
                None,
                directions,
                comments={"en": "Which way to sort, and where what has no value goes."},
            )
        )
        self._filters()
        for cls in model.classes:
            kit.input_type(f"{cls}Where", f"Conditions on {cls}; all that are given must hold.")
            kit.input_type(f"{cls}Order", f"One key to sort {cls} by; give a list for several.")
        for cls in model.classes:
            set_fields(kit.types[f"{cls}Where"], self._where(cls))
            set_fields(kit.types[f"{cls}Order"], self._order(cls))

    def where(self, cls: str) -> TypeRef:
        """`<Class>Where`."""
        return self._kit.types[f"{cls}Where"]

    def order(self, cls: str) -> TypeRef:
        """`<Class>Order`."""
        return self._kit.types[f"{cls}Order"]

    def value_type(self, attribute: Attribute) -> TypeRef:
        """The type of one value of an attribute."""
        if attribute.enum is not None:
            return self._kit.enum_type(self._model.enums[attribute.enum])
        return self._kit.types["Point"] if attribute.datatype == "Point" else PYTHON_TYPES[attribute.datatype]

    # filters

    def _filters(self) -> None:
        for name, (scalar, operators) in FILTERS.items():
            self._filter(name, PYTHON_TYPES[scalar], operators)
        order = self._kit.input_type("RelationOrder", "Sort by how many a relation leads to.")
        set_fields(order, [self._kit.input_field("count", self._direction)])
        self._point_filter()

    def _filter(self, name: str, value: TypeRef, operators: tuple[str, ...]) -> TypeRef:
        made = self._kit.input_type(name, "All operators that are given must hold; on a list, one value that fits is enough.")
        types = {"in": self._kit.list_of(value), "isNull": bool}
        set_fields(
            made,
            [self._kit.input_field(operator, types.get(operator, value), OPERATORS[operator]) for operator in operators],
        )
        return made

    def _point_filter(self) -> None:
        kit = self._kit
        for name, numbers in POINT_INPUTS.items():
            made = kit.input_type(
                name,
                "A circle: centre in degrees, distance in metres."
                if name == "NearInput"
                else "A rectangle, in degrees; with `west` greater than `east` it lies across the 180th meridian.",
            )
            set_fields(made, [kit.field(number, float) for number in numbers])
        fields = [
            kit.input_field("near", kit.types["NearInput"], "At most so far from a point."),
            kit.input_field("within", kit.types["BoxInput"], "Inside the rectangle."),
            kit.input_field("isNull", bool, OPERATORS["isNull"]),
        ]
        set_fields(kit.input_type("PointFilter"), fields)

    def _filter_of(self, attribute: Attribute) -> TypeRef:
        if attribute.enum is None:
            return self._kit.types[LOCALIZED if attribute.localized else DATATYPES[attribute.datatype].filter_input]
        return self._enum_filter(attribute.enum)

    def _enum_filter(self, enum: str) -> TypeRef:
        name = f"{enum}Filter"
        if name not in self._made:
            self._made[name] = self._filter(name, self._kit.enum_type(self._model.enums[enum]), ENUM_OPERATORS)
        return self._made[name]

    def _relation_filter(self, use: Use[Relation]) -> TypeRef:
        relation = use.declared
        own = edge_attributes(relation) or relation.transitive
        name = f"{self._fields.stem(use) if own else relation.target}RelationFilter"
        if name not in self._made:
            self._made[name] = self._kit.input_type(name, f"Conditions on the {relation.target} that a relation leads to, and on how many there are.")
            set_fields(self._made[name], self._relation_filter_fields(use))
        return self._made[name]

    def _relation_filter_fields(self, use: Use[Relation]) -> Iterator[StrawberryField]:
        field, where = self._kit.input_field, self.where(use.declared.target)
        yield field("some", where, "At least one fits.")
        yield field("none", where, "None fits.")
        yield field("all", where, "All fit (true of none at all).")
        yield field("count", self._kit.types["IntFilter"], "How many there are.")
        if self._model.has_evidence and "Status" in self._model.enums:
            yield field("status", self._enum_filter("Status"), "Only relations of such a status count.")
        if edge_attributes(use.declared):
            yield field("edge", self._edge_where(use), "Only relations with such properties of their own count.")
        if use.declared.transitive:
            yield field("transitive", bool, "Follow the relation over several steps.", default=False)

    def _edge_where(self, use: Use[Relation]) -> TypeRef:
        made = self._kit.input_type(
            f"{self._fields.stem(use)}EdgeWhere",
            f"Conditions on the properties of the relation {use.declared.name} itself.",
        )
        set_fields(
            made,
            [self._kit.input_field(edge.name, self._filter_of(edge)) for edge in edge_attributes(use.declared)],
        )
        return made

    # where and orderBy

    def _where(self, cls: str) -> Iterator[StrawberryField]:
        kit, where = self._kit, self.where(cls)
        yield kit.input_field("and", kit.list_of(where), "All of these hold.")
        yield kit.input_field("or", kit.list_of(where), "At least one of these holds.")
        yield kit.input_field("not", where, "This does not hold.")
        yield kit.input_field("id", kit.types["IdFilter"])
        for attribute in self._fields.attributes[cls].values():
            yield once(self._attribute_conditions, attribute, self._attribute_condition)
        for relation in self._fields.relations[cls].values():
            yield once(self._relation_conditions, relation, self._relation_condition)

    def _attribute_condition(self, use: Use[Attribute]) -> StrawberryField:
        return self._kit.input_field(condition_name(use.declared.name), self._filter_of(use.declared))

    def _relation_condition(self, use: Use[Relation]) -> StrawberryField:
        return self._kit.input_field(condition_name(use.declared.name), self._relation_filter(use))

    def _order(self, cls: str) -> Iterator[StrawberryField]:
        yield self._kit.input_field("id", self._direction)
        for attribute in self._fields.attributes[cls].values():
            if is_ordered(attribute.declared):
                yield once(self._attribute_keys, attribute, self._attribute_key)
        for relation in self._fields.relations[cls].values():
            yield once(self._relation_keys, relation, self._relation_key)

    def _attribute_key(self, use: Use[Attribute]) -> StrawberryField:
        return self._kit.input_field(use.declared.name, self._direction)

    def _relation_key(self, use: Use[Relation]) -> StrawberryField:
        relation = use.declared
        return self._kit.input_field(relation.name, self._kit.types["RelationOrder"] if relation.many else self.order(relation.target))


def is_ordered(attribute: Attribute) -> bool:
    """Whether instances can be sorted by it: one value, of a datatype that has an order (an enum by its notations)."""
    return not attribute.many and (attribute.enum is not None or DATATYPES[attribute.datatype].ordered)
