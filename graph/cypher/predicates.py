"""Predicates as Cypher expressions, one function for each kind."""

from graph.cypher.patterns import degree, pattern
from graph.cypher.quote import quote
from graph.cypher.text import Parameters, Scope
from graph.cypher.views import edge_figure, node_counts, node_figure
from graph.ir import And, Compare, Counted, Counts, InBox, IsNull, Labelled, Literal, Near, Not, Or, Overlaps, Predicate, Related, Value

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
STRETCHES = {
    "overlaps": ("{early} <= {until}", "{late} >= {since}"),
    "before": ("{late} < {since}",),
    "after": ("{early} > {until}",),
    "within": ("{early} >= {since}", "{late} <= {until}"),
}
"""How two stretches of time lie to each other: conditions on the earliest and latest day of ours and the since and until of the other."""


def predicate(part: Predicate, owner: str, scope: Scope, certain: bool = False) -> str:
    """Return the condition on `owner`, a variable. `certain`: it must be true or false, never null (under NOT)."""
    match part:
        case Compare() | Overlaps() | Near() | InBox():
            return _certain(_test(part, owner, scope), certain)
        case IsNull():
            return _is_null(part, owner, scope)
        case Counts(lens):
            return node_counts(lens, owner, scope) or "true"
        case Labelled(labels):
            return " OR ".join(f"{owner}:{quote(label)}" for label in labels)
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
            return _overlaps(part, owner, parameters)
        case Near():
            centre = _point(part.latitude, part.longitude, parameters)
            return f"point.distance({owner}.{quote(part.attribute)}, {centre}) <= {parameters.add(part.distance)}"
        case InBox():
            corners = _point(part.south, part.west, parameters), _point(part.north, part.east, parameters)
            return f"point.withinBBox({owner}.{quote(part.attribute)}, {', '.join(corners)})"


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


def _overlaps(part: Overlaps, owner: str, parameters: Parameters) -> str:
    names = {
        "early": f"coalesce({owner}.{quote(part.attribute + 'Earliest')}, date('-999999999-01-01'))",
        "late": f"coalesce({owner}.{quote(part.attribute + 'Latest')}, date('+999999999-12-31'))",
        "since": f"coalesce({parameters.add(part.earliest)}, date('-999999999-01-01'))",
        "until": f"coalesce({parameters.add(part.latest)}, date('+999999999-12-31'))",
    }
    conditions = (f"{owner}.{quote(part.attribute)} IS NOT NULL", *(text.format(**names) for text in STRETCHES[part.relation]))
    return "(" + " AND ".join(conditions) + ")"


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


def narrowed(part: Predicate, owner: str, scope: Scope) -> tuple[list[str], list[str]]:
    """Return clauses and conditions that ask for the same as a predicate, so that Neo4j may start where an index finds few nodes.

    A `some` with a selective comparison somewhere below becomes a pattern (after which a node may come several times); everything else stays a
    condition, which is tested for each node and stops as soon as the page is full. A node whose index is that of a class above gets its label too.
    """
    clauses, conditions = [], []
    for one in part.parts if isinstance(part, And) else (part,):
        if isinstance(one, Related) and _is_selective(one):
            reached = pattern(owner, one.step, scope)
            clauses.append(reached.clause)
            if one.edge:
                conditions.append(predicate(one.edge, reached.edge, scope))
            inner = narrowed(one.where, reached.node, scope) if one.where else ([], [])
            clauses += inner[0]
            conditions += inner[1]
        elif isinstance(one, And) and _is_selective(one):
            inner = narrowed(one, owner, scope)
            clauses += inner[0]
            conditions += inner[1]
        else:
            if isinstance(one, Compare) and one.index:
                conditions.append(f"{owner}:{quote(one.index)}")
            conditions.append(predicate(one, owner, scope))
    return clauses, conditions


def _is_selective(part: Predicate | None) -> bool:
    match part:
        case Compare():
            return part.selective
        case And():
            return any(_is_selective(one) for one in part.parts)
        case Related():
            return part.quantifier == "some" and part.step.bound == 1 and _is_selective(part.where)
        case _:
            return False
