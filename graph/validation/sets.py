"""Constraints on several values, or on all properties, as Cypher: for each the condition that a node breaks it. No condition is ever null."""

from collections.abc import Sequence

from graph.cypher.quote import quote
from graph.history import SINCE
from graph.validation.single import COMPARED, OPERATORS, is_compared
from graph.validation.ways import End, NotInCypher, Scope, way
from graph.vocabulary import SEARCH_TEXT
from schema.model import Attribute, Relation
from schema.paths import Step
from schema.reserved import RELATIONSHIP_TYPES
from schema.shapes import (
    Pair,
    Shape,
)

_OWN_KEYS = ("iri", "name", SEARCH_TEXT, SINCE, "group", "sources", "gone")
"""Properties that nodes have of claimgraph itself."""


def unique(attribute: Attribute, node: str, scope: Scope) -> str:
    """The condition that an attribute has several values in one language."""
    if not attribute.localized:
        return "false"
    start, key = scope.add(f"{attribute.name}@"), scope.name()
    return f"any({key} IN keys({node}) WHERE {key} STARTS WITH {start} AND {key} <> {start} AND size([] + {node}[{key}]) > 1)"


def pair(shape: Shape, constraint: Pair, focus: End, scope: Scope) -> str:
    """The condition that the values of a shape do not stand to another property's as they should; raise NotInCypher where Python has to compare."""
    known = scope.model.by_property[constraint.property]
    others = way(Step(constraint.property), focus.text, scope).collect()
    ends = way(shape.path, focus.text, scope) if shape.path else None
    attribute = ends.attributes[0] if ends and ends.attributes else None
    values = ends.collect() if ends else f"[{focus.text}]"
    if isinstance(known, Relation) != (attribute is None):
        raise NotInCypher
    one, other = scope.name(), scope.name()
    match constraint.component:
        case "equals" | "disjoint" if isinstance(known, Attribute) and not _are_alike(known, attribute):
            raise NotInCypher
        case "equals":
            return f"any({one} IN {values} WHERE NOT {one} IN {others}) OR any({one} IN {others} WHERE NOT {one} IN {values})"
        case "disjoint":
            return f"any({one} IN {values} WHERE {one} IN {others})"
    if not isinstance(known, Attribute) or attribute is None:
        raise NotInCypher
    if "EDTF" in (known.datatype, attribute.datatype):
        return _may_not_precede(attribute, known, constraint, focus, shape)
    kind = COMPARED.get(attribute.datatype, "")
    if not is_compared(known, kind) or not is_compared(attribute, kind):
        raise NotInCypher
    operator = OPERATORS[constraint.component]
    return f"any({one} IN {values} WHERE any({other} IN {others} WHERE NOT coalesce({one} {operator} {other}, false)))"


def _are_alike(one: Attribute, other: Attribute | None) -> bool:
    return other is not None and (one.datatype, one.enum, one.localized, one.literals) == (other.datatype, other.enum, other.localized, other.literals)


def _may_not_precede(one: Attribute, other: Attribute, constraint: Pair, focus: End, shape: Shape) -> str:
    """The condition that a date cannot lie before another, at least one of them imprecise."""
    if one.many or other.many or not isinstance(shape.path, Step) or not {one.datatype, other.datatype} <= {"EDTF", "Date"}:
        raise NotInCypher
    node, operator = focus.text, OPERATORS[constraint.component]
    given = " AND ".join(f"{node}.{quote(attribute.name)} IS NOT NULL" for attribute in (one, other))
    first, last = _day(one, node, "Earliest", "0001-01-01"), _day(other, node, "Latest", "9999-12-31")
    return f"{given} AND NOT {first} {operator} {last}"


def _day(attribute: Attribute, node: str, end: str, open_day: str) -> str:
    name = attribute.name if attribute.datatype == "Date" else f"{attribute.name}{end}"
    return f"coalesce({node}.{quote(name)}, date('{open_day}'))"


def closed(allowed: Sequence[str], end: End, scope: Scope) -> str:
    """The condition that a node has properties or relations beyond these; what is computed does not count."""
    if end.attribute is not None:
        return "false"
    known = [scope.model.by_property[iri] for iri in allowed if iri in scope.model.by_property]
    classes = scope.model.classes.values()
    fields: list[Attribute | Relation] = [a for cls in classes for a in cls.attributes.values()]
    fields += [r for cls in classes for r in cls.relations.values()]
    possible = [*known, *(field for field in fields if field.derived)]
    attributes = {field.name: field for field in possible if isinstance(field, Attribute)}.values()
    types = {field.type for field in possible if isinstance(field, Relation) and field.direction != "in"} | RELATIONSHIP_TYPES
    symmetric = {field.type for field in fields if isinstance(field, Relation) and field.direction == "both"} - types
    key, start, edge, other = (scope.name() for _ in range(4))
    keys = scope.add([*_OWN_KEYS, *(name for attribute in attributes for name in _keys(attribute))])
    starts = scope.add([f"{attribute.name}@" for attribute in attributes if attribute.localized])
    names = f"any({key} IN keys({end.text}) WHERE NOT {key} IN {keys} AND NOT any({start} IN {starts} WHERE {key} STARTS WITH {start}))"
    leaving = f"NOT type({edge}) IN {scope.add(sorted(types))} AND NOT type({edge}) STARTS WITH 'WAS_' AND {scope.curated.format(edge)}"
    arriving = f"type({edge}) IN {scope.add(sorted(symmetric))} AND {scope.curated.format(edge)}"
    out = f"EXISTS {{ MATCH ({end.text})-[{edge}]->({other}:Resource) WHERE {leaving} }}"
    return f"{names} OR {out} OR EXISTS {{ MATCH ({end.text})<-[{edge}]-({other}:Resource) WHERE {arriving} }}"


def _keys(attribute: Attribute) -> list[str]:
    name = attribute.name
    return [name, f"{name}Earliest", f"{name}Latest", f"{name}Lasting"] if attribute.datatype == "EDTF" else [name]
