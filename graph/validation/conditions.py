"""Constraints as Cypher: for each the condition that a focus breaks it. No condition is ever null; the short ones are made in `single` and `sets`."""

from collections.abc import Sequence

from graph.validation.sets import closed, pair, unique
from graph.validation.single import is_one_of, judged, language, length, limit, of_class, of_datatype, of_kind
from graph.validation.ways import End, NotInCypher, Scope, every, way
from schema.shapes import (
    Closed,
    Combined,
    Constraint,
    Count,
    HasValue,
    In,
    LanguageIn,
    Length,
    Limit,
    OfClass,
    OfDatatype,
    OfKind,
    Pair,
    Property,
    Qualified,
    Shape,
    UniqueLang,
)


def broken(shape: Shape, constraint: Constraint, focus: End, scope: Scope) -> str:
    """Return the condition that a focus breaks a constraint of a shape; raise NotInCypher where Python has to look."""
    if isinstance(constraint, Pair):
        return pair(shape, constraint, focus, scope)
    if shape.path is None:
        return _at_focus(constraint, focus, scope)
    ends = way(shape.path, focus.text, scope)
    match constraint:
        case Count("minCount", number):
            return "false" if number == 0 else f"NOT {ends.any(every)}" if number == 1 else f"{ends.count()} < {number}"
        case Count(_, number):
            return f"{ends.count()} > {number}"
        case HasValue(value):
            return f"NOT {ends.any(lambda end: is_one_of((value,), end, scope))}"
        case Qualified(component, number, inner, siblings):
            fits = ends.count(lambda end: _all_hold([conforms(inner, end, scope), *(f"NOT ({conforms(s, end, scope)})" for s in siblings)]))
            return f"{fits} {'<' if component == 'qualifiedMinCount' else '>'} {number}"
        case UniqueLang():
            if len(ends.attributes) != 1 or ends.clauses:
                raise NotInCypher
            return unique(ends.attributes[0], ends.node, scope)
        case _:
            return ends.any(lambda end: _bad(constraint, end, scope))


def conforms(shape: Shape, focus: End, scope: Scope) -> str:
    """Return the condition that a focus breaks nothing of a shape."""
    return _all_hold([f"NOT ({broken(shape, constraint, focus, scope)})" for constraint in shape.constraints])


def _all_hold(conditions: Sequence[str]) -> str:
    return " AND ".join(f"({condition})" for condition in conditions) or "true"


def _at_focus(constraint: Constraint, focus: End, scope: Scope) -> str:
    if isinstance(constraint, HasValue):
        return f"NOT {is_one_of((constraint.value,), focus, scope)}"
    return _bad(constraint, focus, scope)


def _bad(constraint: Constraint, end: End, scope: Scope) -> str:
    """The condition that one value is not accepted."""
    match constraint:
        case Combined(component, shapes):
            return _combined(component, [conforms(shape, end, scope) for shape in shapes])
        case Property(inner):
            return f"NOT ({conforms(inner, end, scope)})"
        case Closed(allowed):
            return closed(allowed, end, scope)
        case OfClass():
            return of_class(constraint, end, scope)
        case OfDatatype(iri):
            return of_datatype(iri, constraint, end, scope)
        case OfKind(kinds):
            return of_kind(kinds, constraint, end, scope)
        case Limit():
            return limit(constraint, end, scope)
        case Length(component, number):
            return length(component, number, constraint, end, scope)
        case LanguageIn(ranges):
            return language(ranges, end, scope)
        case In(values):
            return f"NOT {is_one_of(values, end, scope)}"
        case _:
            return judged(constraint, end, scope)


def _combined(component: str, conditions: Sequence[str]) -> str:
    met = " + ".join(f"CASE WHEN {condition} THEN 1 ELSE 0 END" for condition in conditions)
    match component:
        case "not":
            return conditions[0]
        case "or":
            return " AND ".join(f"NOT ({condition})" for condition in conditions)
        case "xone":
            return f"{met} <> 1"
        case _:
            return " OR ".join(f"NOT ({condition})" for condition in conditions)
