"""Predicates as Cypher expressions, one function for each kind."""

from graph.cypher.patterns import degree, pattern
from graph.cypher.quote import quote
from graph.cypher.rules import left
from graph.cypher.standing import labelled
from graph.cypher.stretches import plain
from graph.cypher.text import Parameters, Scope
from graph.cypher.views import edge_figure, node_counts, node_figure
from graph.ir import And, Compare, Counted, Counts, InBox, IsNull, Labelled, Left, Literal, Near, Not, Or, Overlaps, Predicate, Related, Value

OPERATORS = {
    "eq": "=",
    "ne": "<>",
    "in": "IN",
    "lt": "<",
    "lte": "<=",
    "gt": ">",
    "gte": ">=",
    "contains": "CONTAINS",
    "startsWith": "STARTS WITH",
    "endsWith": "ENDS WITH",
}


def predicate(part: Predicate, owner: str, scope: Scope, certain: bool = False) -> str:
    """Return the condition on `owner`, a variable. `certain`: it must be true or false, never null (under NOT)."""
    match part:
        case Compare() | Overlaps() | Near() | InBox():
            return _certain(_test(part, owner, scope), certain)
        case IsNull():
            return _is_null(part, owner, scope)
        case Counts(lens):
            return node_counts(lens, owner, scope) or "true"
        case Left(label):
            return left(owner, label, scope) or "true"
        case Labelled(labels):
            return labelled(owner, labels, scope)
        case Related():
            return _related(part, owner, scope)
        case Counted():
            return f"{_number(part, owner, scope)} {OPERATORS[part.operator]} {scope.parameters.add(part.value)}"
        case And():
            return _joined("AND", part.parts, owner, scope, certain) or "true"
        case Or():
            return _joined("OR", part.parts, owner, scope, certain) or "false"
        case Not():
            return f"NOT ({predicate(part.part, owner, scope, certain=True)})"
    raise NotImplementedError(type(part).__name__)


def _certain(text: str, certain: bool) -> str:
    return f"coalesce({text}, false)" if certain else text


def _test(part: Compare | Overlaps | Near | InBox, owner: str, scope: Scope) -> str:
    parameters = scope.parameters
    match part:
        case Compare():
            return _compare(part, owner, scope)
        case Overlaps():
            return _all_of(plain(part, owner, parameters))
        case Near():
            centre = _point(part.latitude, part.longitude, parameters)
            return f"point.distance({owner}.{quote(part.attribute)}, {centre}) <= {parameters.add(part.distance)}"
        case InBox():
            corners = _point(part.south, part.west, parameters), _point(part.north, part.east, parameters)
            return f"point.withinBBox({owner}.{quote(part.attribute)}, {', '.join(corners)})"


def _all_of(conditions: list[str]) -> str:
    return f"({' AND '.join(conditions)})"


def _point(latitude: Value, longitude: Value, parameters: Parameters) -> str:
    return f"point({{latitude: {parameters.add(latitude)}, longitude: {parameters.add(longitude)}}})"


def _is_null(part: IsNull, owner: str, scope: Scope) -> str:
    value, parameters = _value(part, owner, scope), scope.parameters
    if part.missing is not None:
        value = f"coalesce({value}, {parameters.add(Literal(part.missing))})"
    return f"{value} IS {'' if part.expected else 'NOT '}NULL"


def _joined(word: str, parts: tuple[Predicate, ...], owner: str, scope: Scope, certain: bool) -> str:
    texts = [predicate(part, owner, scope, certain) for part in parts]
    return texts[0] if len(texts) == 1 else f" {word} ".join(f"({text})" for text in texts)


def _property(attribute: str, owner: str, language: Value | None, parameters: Parameters) -> str:
    if language is None:
        return f"{owner}.{quote(attribute)}"
    return f"{owner}[{parameters.add(Literal(attribute + '@'))} + {parameters.add(language)}]"


def _value(part: Compare | IsNull, owner: str, scope: Scope) -> str:
    if part.view is None:
        return _property(part.attribute, owner, part.language, scope.parameters)
    # `missing` tells a relationship from a node: only that can have no figure of its own
    figure = node_figure if part.missing is None and not owner.startswith("r") else edge_figure
    return figure(part.attribute, part.view, owner, scope)


def _compare(part: Compare, owner: str, scope: Scope) -> str:
    parameters = scope.parameters
    value, operator, asked = _value(part, owner, scope), OPERATORS[part.operator], parameters.add(part.value)
    if part.many:
        return f"any(value IN {value} WHERE value {operator} {asked})"
    if part.missing is not None:
        value = f"coalesce({value}, {parameters.add(Literal(part.missing))})"
    return f"{value} {operator} {asked}"


def _number(part: Counted, owner: str, scope: Scope) -> str:
    if part.edge is None:
        return degree(owner, part.step, scope)
    reached = pattern(owner, part.step, scope)
    return f"COUNT {{ MATCH {reached.text} WHERE {predicate(part.edge, reached.edge, scope)} }}"


def _related(part: Related, owner: str, scope: Scope) -> str:
    reached = pattern(owner, part.step, scope)
    refuse = part.quantifier == "all"
    conditions = []
    if part.edge:
        conditions.append(predicate(part.edge, reached.edge, scope))
    if part.where:
        text = predicate(part.where, reached.node, scope, certain=refuse)
        conditions.append(f"NOT ({text})" if refuse else text)
    elif refuse:
        return "true"
    where = " WHERE " + " AND ".join(f"({text})" if len(conditions) > 1 else text for text in conditions) if conditions else ""
    return f"{'' if part.quantifier == 'some' else 'NOT '}EXISTS {{ MATCH {reached.text}{where} }}"
