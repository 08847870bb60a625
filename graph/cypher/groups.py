"""Group keys and statistics."""

from collections.abc import Iterable, Sequence

from graph.cypher.patterns import pattern
from graph.cypher.quote import quote
from graph.cypher.rules import value as value_of
from graph.cypher.text import Scope, tuple_of
from graph.cypher.views import node_figure
from graph.ir import GroupKey, Statistic


def group_key(key: GroupKey, node: str, scope: Scope, before: Sequence[str]) -> tuple[str, str]:
    """Return the clauses that bind one key of each node, and the expression of the key; `before` are the variables of the keys bound already."""
    name = f"g{scope.number()}"
    carried = ", ".join((node, *before))
    if key.step:
        reached = pattern(node, key.step, scope)
        return f"OPTIONAL MATCH {reached.text}\nWITH DISTINCT {carried}, {reached.node}.{quote(key.attribute)} AS {name}", name
    if key.view:  # bound first: Neo4j 5 takes the node in it for a key of its own
        return f"WITH {carried}, {node_figure(key.attribute, key.view, node, scope)} AS {name}", name
    value = value_of(node, key.attribute, scope)
    if key.many:
        return f"UNWIND CASE WHEN size({value}) > 0 THEN {value} ELSE [null] END AS {name}\nWITH DISTINCT {carried}, {name}", name
    return "", value


def statistics(wanted: Iterable[Statistic], node: str, scope: Scope) -> str:
    """Return the list of statistics over the nodes of a group."""
    return tuple_of(_statistic(one, value_of(node, one.attribute, scope)) for one in wanted)


def _statistic(one: Statistic, value: str) -> str:
    figure = f"{one.function}({value})"
    if one.function == "sum":
        return f"CASE WHEN count({value}) > 0 THEN toFloat({figure}) END"
    return f"toString({figure})" if one.projection == "text" else figure
