"""What a node or a relationship says of itself, as Cypher expressions."""

from graph.cypher.body import Body
from graph.cypher.quote import quote
from graph.cypher.rules import unless_hidden, value
from graph.cypher.standing import labels_of
from graph.cypher.views import of_edge, of_node
from graph.ir import Column, EdgeProperty, Iri, Labels, Literal, Localized, Names, Projection, Property, View


def own_column(item: Column, node: str, body: Body) -> str:
    """Return the expression of a column that needs nothing but the node."""
    match item:
        case Iri():
            return f"{node}.{quote('iri')}"
        case Labels():
            return labels_of(node, body.scope)
        case Names():
            return _names(item, node, body)
        case Property(attribute, view=View() as view):
            return body.figure(attribute, view, node, of_node(node, body.scope))
        case Property():
            return _property(item, node, body)
        case Localized():
            return _localized(item, node, body)
    raise NotImplementedError(type(item).__name__)


def _property(item: Property, node: str, body: Body) -> str:
    found = value(node, item.attribute, body.scope)
    if not item.many:
        return unless_hidden(_projected(f"{node}.{quote(item.attribute)}", item.projection), node, item.attribute, body.scope)
    if item.projection == "plain":
        return f"coalesce({found}, [])"
    return f"[value IN coalesce({found}, []) | {_projected('value', item.projection)}]"


def _projected(value: str, projection: Projection) -> str:
    match projection:
        case "plain":
            return value
        case "text":
            return f"toString({value})"
        case "point":
            return f"CASE WHEN {value} IS NOT NULL THEN [{value}.latitude, {value}.longitude] END"


def _names(item: Names, node: str, body: Body) -> str:
    prefix = body.parameter(Literal(item.attribute + "@"))
    found = f"[key IN keys({node}) WHERE key STARTS WITH {prefix} | [substring(key, size({prefix})), {node}[key]]]"
    seen = unless_hidden(found, node, item.attribute, body.scope)
    return found if seen == found else f"coalesce({seen}, [])"


def _localized(item: Localized, node: str, body: Body) -> str:
    prefix, languages = body.parameter(Literal(item.attribute + "@")), body.parameter(item.languages)
    found = f"head([tag IN {languages} WHERE {node}[{prefix} + tag] IS NOT NULL | {node}[{prefix} + tag]])"
    if item.fallback:
        found = f"coalesce({found}, {node}.{quote(item.attribute)})"
    found = unless_hidden(found, node, item.attribute, body.scope)
    return f"coalesce({found}, [])" if item.many else found


def edge_property(item: EdgeProperty, edge: str, body: Body) -> str:
    """Return the expression of a property of a relationship."""
    value = _projected(f"{edge}.{quote(item.attribute)}", item.projection)
    if item.view:
        value = body.figure(item.attribute, item.view, edge, of_edge(edge, item.view, body.scope))
    return value if item.missing is None else f"coalesce({value}, {body.parameter(Literal(item.missing))})"
