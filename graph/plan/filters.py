"""`where` as a predicate."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from graph.arguments import Given, Tree
from graph.ir import (
    And,
    Compare,
    Conversion,
    Counted,
    InBox,
    IsNull,
    Literal,
    Near,
    Not,
    Operator,
    Or,
    Overlaps,
    Predicate,
    Related,
    Selective,
    Step,
    Value,
)
from graph.plan.steps import step_over
from schema.errors import BadArgument, LimitExceeded
from schema.model import Attribute, Class, Model, Relation
from schema.uses import edge_attributes

STATUS_OF_CURATED = "STATED"
"""What a relationship without `status` counts as: a curated one."""

CONVERSIONS: Mapping[str, Conversion] = {"DateTime": "datetime", "Date": "date", "BigInt": "integer"}
"""Datatypes whose values must not travel as the text that GraphQL has."""

DEEPEST = 12
"""How many levels a condition may have: Neo4j's planning grows exponentially with them, from half a second at 12 to 40 at 20."""

_RANGES = ("lt", "lte", "gt", "gte", "startsWith")
_STRETCHES = ("overlaps", "before", "after", "within")
_IRI = Attribute(name="iri", iris=("",), datatype="ID")
_STATUS = Attribute(name="status", iris=("",), datatype="Enum", enum="Status")


def where_of(model: Model, cls: Class, tree: Tree | None, level: int = 1) -> Predicate | None:
    """Return the predicate of a `<Class>Where`; None where it asks for nothing."""
    if tree is None or isinstance(tree, Given):
        return None
    if level > DEEPEST:
        raise LimitExceeded(f"a condition has more than {DEEPEST} levels of 'and', 'or', 'not' and relations")
    parts = [part for name, item in cast(dict[str, Tree], tree).items() if (part := _member(model, cls, name, item, level)) is not None]
    return _all(parts)


def _all(parts: list[Predicate]) -> Predicate | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _member(model: Model, cls: Class, name: str, tree: Tree, level: int) -> Predicate | None:
    if isinstance(tree, Given) and tree.now is None:
        return None
    if name in ("and", "or"):
        items = tree if isinstance(tree, list) else [tree]
        parts = tuple(where_of(model, cls, item, level + 1) or And(()) for item in items)
        return And(parts) if name == "and" else Or(parts)
    if name == "not":
        return Not(where_of(model, cls, tree, level + 1) or And(()))
    if name == "id":
        return attribute_filter(_IRI, tree)
    if name in cls.attributes:
        return attribute_filter(cls.attributes[name], tree, index=_index_above(model, cls, name))
    return _relation(model, cls.relations[name.removesuffix("_")], cast(dict[str, Tree], tree), level)


def _relation(model: Model, relation: Relation, tree: dict[str, Tree], level: int) -> Predicate | None:
    transitive = tree.get("transitive")
    step = step_over(relation, isinstance(transitive, Given) and transitive.now is True)
    target = model.classes[relation.target]
    edge = edge_where(relation, tree)
    if edge and step.bound > 1:
        raise BadArgument(
            f"the filter on '{relation.name}' asks for properties of the relation and for several steps at once: 'edge' and 'status' need transitive: false"
        )
    parts: list[Predicate] = []
    for quantifier in ("some", "none", "all"):
        if quantifier in tree:
            parts.append(Related(step, quantifier, where_of(model, target, tree[quantifier], level + 1), edge))
    if isinstance(count := tree.get("count"), dict):
        parts += [_counted(step, name, item, edge) for name, item in count.items()]
    if not parts and edge:
        parts.append(Related(step, "some", None, edge))
    return _all(parts)


def _counted(step: Step, name: str, tree: Tree, edge: Predicate | None) -> Predicate:
    """Return the condition on a number, which is never missing."""
    given = cast(Given, tree)
    if name == "isNull" or given.now is None and name in ("eq", "ne"):
        asks_for_none = given.now is True if name == "isNull" else name == "eq"
        return Or(()) if asks_for_none else And(())
    ((operator, value),) = _operators("count", {name: given}, "plain")
    return Counted(step, operator, value, edge)


def edge_where(relation: Relation, tree: Mapping[str, Tree]) -> Predicate | None:
    """Return the predicate over relationships out of the members `edge` and `status` of a relation filter."""
    parts: list[Predicate] = []
    if isinstance(edge := tree.get("edge"), dict):
        attributes = {attribute.name: attribute for attribute in edge_attributes(relation)}
        parts += [part for name, item in edge.items() if (part := attribute_filter(attributes[name], item))]
    if isinstance(status := tree.get("status"), dict) and (part := attribute_filter(_STATUS, status, STATUS_OF_CURATED)):
        parts.append(part)
    return _all(parts)


def index_label(model: Model, cls: Class, name: str) -> str:
    """Return the class whose label has the index of an attribute, the topmost that has the attribute."""
    having = [above for above in (cls.name, *cls.ancestors) if name in model.classes[above].attributes]
    return min(having, key=lambda above: (len(model.classes[above].ancestors), above))


def _index_above(model: Model, cls: Class, name: str) -> str:
    """Return the class above whose label has the index of an attribute; empty where it is the class itself."""
    label = index_label(model, cls, name)
    return "" if label == cls.name else label


def attribute_filter(attribute: Attribute, tree: Tree, missing: str | None = None, index: str = "") -> Predicate | None:
    """Return the predicate of one operator input, such as `StringFilter`; `index` is the label that has the attribute's index."""
    if not isinstance(tree, dict):
        return None
    conversion = "iri" if attribute is _IRI else CONVERSIONS.get(attribute.datatype, "plain")
    language = tree.get("lang")
    spoken = language.as_value() if isinstance(language, Given) and language.now is not None else None
    parts: list[Predicate] = []
    for name, item in tree.items():
        if name == "lang":
            continue
        if name == "isNull":
            parts.append(IsNull(attribute.name, _given(attribute, name, item).now, spoken, missing))
        elif name == "near":
            parts.append(_sought(attribute, _near(attribute, item), index))
        elif name in _STRETCHES:
            parts.append(_sought(attribute, _stretch(attribute, name, item) if attribute.datatype == "EDTF" else _in_box(attribute, item), index))
        else:
            parts += [_compare(attribute, operator, value, spoken, missing, index) for operator, value in _operators(attribute.name, {name: item}, conversion)]
    return _all(parts)


def _compare(attribute: Attribute, operator: Operator, value: Value, language: Value | None, missing: str | None, index: str) -> Predicate:
    if isinstance(value, Literal) and value.value is None or value == _NULL:
        return IsNull(attribute.name, operator == "eq", language, missing)
    selective = _selective(attribute, operator, language)
    return Compare(attribute.name, operator, value, attribute.many, language, missing, selective, index if selective != "no" else "")


def _selective(attribute: Attribute, operator: Operator, language: Value | None) -> Selective:
    """Whether an index finds the few nodes that fit: an IRI, or an indexed property other than an enum, of which many nodes share each value."""
    if language is not None or not (attribute is _IRI or has_index(attribute) and not attribute.enum and attribute.datatype != "Boolean"):
        return "no"
    return "yes" if operator in ("eq", "in") else "perhaps" if operator in _RANGES else "no"


def has_index(attribute: Attribute) -> bool:
    """Whether nodes are indexed by the values of an attribute."""
    return (attribute.indexed or attribute.datatype == "Point") and not attribute.many


def _sought(attribute: Attribute, part: Overlaps | Near | InBox, index: str) -> Predicate:
    return replace(part, selective="perhaps", index=index) if has_index(attribute) else part


_NULL = Literal(None)


def _operators(owner: str, tree: Tree, conversion: Conversion) -> list[tuple[Operator, Value]]:
    """Return the operators of a filter with their values; null is a value for `eq` and `ne` only."""
    found: list[tuple[Operator, Value]] = []
    for name, item in cast(dict[str, Given], tree).items():
        if item.now is None or name == "in" and None in item.now:
            if name not in ("eq", "ne"):
                raise BadArgument(f"null is no value for '{name}' in the filter on '{owner}'; a missing value is found by isNull: true")
            found.append((cast(Operator, name), _NULL))
        else:
            wanted: Conversion = "iris" if name == "in" and conversion == "iri" else conversion
            found.append((cast(Operator, name), item.as_value(wanted)))
    return found


def _near(attribute: Attribute, tree: Tree) -> Near:
    near = _numbers(attribute, "near", tree)
    return Near(attribute.name, near["latitude"].as_value("latitude"), near["longitude"].as_value("longitude"), near["distance"].as_value("distance"))


def _in_box(attribute: Attribute, tree: Tree) -> InBox:
    box = _numbers(attribute, "within", tree)
    sides: tuple[tuple[str, Conversion], ...] = (("south", "latitude"), ("west", "longitude"), ("north", "latitude"), ("east", "longitude"))
    south, west, north, east = (box[side].as_value(conversion) for side, conversion in sides)
    return InBox(attribute.name, south, west, north, east)


def _numbers(attribute: Attribute, name: str, tree: Tree) -> dict[str, Given]:
    if not isinstance(tree, dict):
        raise BadArgument(f"null is no value for '{name}' in the filter on '{attribute.name}'")
    return cast(dict[str, Given], tree)


def _stretch(attribute: Attribute, name: str, tree: Tree) -> Overlaps:
    given = _given(attribute, name, tree)
    return Overlaps(attribute.name, name, given.as_value("earliest"), given.as_value("latest"))  # type: ignore[arg-type]


def _given(attribute: Attribute, name: str, tree: Tree) -> Given:
    if not isinstance(tree, Given) or tree.now is None:
        raise BadArgument(f"null is no value for '{name}' in the filter on '{attribute.name}'")
    return tree
