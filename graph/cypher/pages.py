"""Rows and pages: what is read of a node and of all that hangs on it.

A page is a list of nodes in an order, cut by cursors and a limit, with what is said about the whole list.
"""

from collections.abc import Sequence

from graph import layout
from graph.cypher.aliases import names_used
from graph.cypher.body import Body, by_iri
from graph.cypher.columns import edge_property, own_column
from graph.cypher.groups import group_key, statistics
from graph.cypher.order import behind, keys_of
from graph.cypher.patterns import Reached, degree, pattern
from graph.cypher.quote import quote
from graph.cypher.reading import read, read_undated
from graph.cypher.sources import Guard, begin, guarded
from graph.cypher.text import block, tuple_of
from graph.cypher.views import decided, of_node
from graph.ir import (
    Aggregate,
    Column,
    EdgeProperty,
    EdgeResource,
    EdgeRow,
    FullText,
    Grouping,
    GroupKey,
    NamesUsed,
    NodeRow,
    One,
    Page,
    Row,
    Scan,
    Selection,
    Step,
    Why,
)


def row(item: Row, reached: Reached, body: Body) -> str:
    """Return the list of a row's values."""
    match item:
        case NodeRow():
            return selection(item.selection, reached.node, body)
        case EdgeRow():
            columns = [edge_column(column, reached.edge, body) for column in item.columns]
            return tuple_of([*columns, *(selection(node, reached.node, body) for node in item.nodes)])
    raise NotImplementedError(type(item).__name__)


def selection(chosen: Selection, node: str, body: Body) -> str:
    """Return the list of a node's columns."""
    return tuple_of([_column(item, node, body, guard) for item, guard in zip(chosen.columns, chosen.guards, strict=True)])


def _column(item: Column, node: str, body: Body, guard: Guard) -> str:
    """Return the expression of one column of a node; `guard` are labels without which it need not be read."""
    match item:
        case One():
            return _one(item, node, body, guard)
        case Page():
            return page(item, node, body, guard)
        case Why():
            return _why(item, node, body)
        case NamesUsed():
            return names_used(item, node, body)
        case _:
            return own_column(item, node, body)


def edge_column(item: EdgeProperty | EdgeResource, edge: str, body: Body) -> str:
    """Return the expression of one column of a relationship."""
    if isinstance(item, EdgeProperty):
        return edge_property(item, edge, body)
    inner, node = body.inner(), body.variable("n")
    inner.add(f"MATCH {by_iri(node, item.label, f'{edge}.{quote(item.attribute)}', item.view, body.scope)}")
    return body.collect(edge, inner, selection(item.selection, node, inner), single=True)


def _one(item: One, node: str, body: Body, guard: Guard) -> str:
    """Return the row behind a step that leads to one at most."""
    inner, reached = body.inner(), pattern(node, item.step, body.scope)
    inner.add(reached.clause)
    inner.where(guarded(node, guard, body.scope))
    carried = reached.node if isinstance(item.row, NodeRow) else f"{reached.node}, {reached.edge}"
    inner.add(f"WITH {carried} LIMIT 1")
    return body.collect(node, inner, row(item.row, reached, inner), single=True)


def _why(item: Why, node: str, body: Body) -> str:
    """Return [place of the rule, claims]."""
    rule, inner = body.figure("rule", item.view, node, of_node(node, body.scope)), body.inner()
    place = body.variable("w")
    lines, claim = decided(item.view, node, place, body.scope)
    inner.add(f"WITH {rule} AS {place}", *lines[:2], f"{lines[2]} LIMIT {body.parameter(item.limit)}")
    holder = rule.partition("[")[0]
    return tuple_of([rule, body.call(f"{node}, {holder}", inner, f"collect({selection(item.claims, claim, inner)})")])


def page(item: Page, owner: str, body: Body, guard: Guard = None) -> str:
    """Return the value of a connection of the variable `owner` (empty for a root field), laid out as `graph.layout` says."""
    parts = {layout.ROWS: _rows, layout.COUNT: _count, layout.BEHIND: _behind, layout.AGGREGATES: _aggregates, layout.UNDATED: _undated}
    values = [parts[name](item, owner, body, guard) for name in layout.members(item)]
    return values[0] if len(values) == 1 else tuple_of(values)


def _rows(item: Page, owner: str, body: Body, guard: Guard) -> str:
    inner, reached, keys = read(item, owner, body, guard)
    values = [row(wanted, reached, inner) for wanted in item.rows]
    if item.cursors:
        values.insert(0, tuple_of(keys.projected))
    return body.collect(owner, inner, values[0] if layout.is_flat(item) else tuple_of(values))


def _count(item: Page, owner: str, body: Body, guard: Guard) -> str:
    if isinstance(item.source, Step) and not (item.where or item.edge_where or guard or _is_weighed(item.source)):
        return degree(owner, item.source, body.scope)
    inner, reached, conditions, repeated = begin(item, owner, body, guard)
    inner.where(conditions)
    return body.call(owner, inner, f"count({'DISTINCT ' if repeated else ''}{reached.node})")


def _is_weighed(step: Step) -> bool:
    """Whether a status decides which nodes are there: Neo4j 5 does not weigh inside of what is collected."""
    return bool(step.lens and step.lens.view.weighs and step.lens.view.statuses)


def _behind(item: Page, owner: str, body: Body, guard: Guard) -> str:
    """Whether there is anything on the side that the cursor turns its back to."""
    inner, reached, conditions, _ = begin(item, owner, body, guard, keyed=True)
    keys = keys_of(item, reached, body.scope)
    if keys.computed:
        inner.where(conditions)
        inner.add(f"WITH {', '.join(filter(None, (reached.node, reached.edge, *keys.computed)))}")
        conditions = []
    cut = next(cut for cut in item.cuts if cut.before == item.backward)
    inner.where([*conditions, behind(item, cut, keys, body.scope, inverse=True)])
    if isinstance(item.source, FullText):  # Neo4j 5 takes a call with nothing but a WHERE behind it for one that stands alone
        inner.add(f"RETURN {reached.node}")
    return block("EXISTS", inner.lines)


def _aggregates(item: Page, owner: str, body: Body, guard: Guard) -> str:
    return tuple_of([_aggregate(item, wanted, owner, body, guard) for wanted in item.aggregates])


def _aggregate(item: Page, wanted: Aggregate, owner: str, body: Body, guard: Guard) -> str:
    """Return [[count, statistics], groups ...]."""
    figures = "null"
    if wanted.whole:
        inner, reached = _all_nodes(item, owner, body, guard)
        figures = body.call(owner, inner, f"[count({reached.node}), {statistics(wanted.statistics, reached.node, body.scope)}]")
    return tuple_of([figures, *(_groups(item, wanted.keys, grouping, owner, body, guard) for grouping in wanted.groupings)])


def _all_nodes(item: Page, owner: str, body: Body, guard: Guard, present: Sequence[str] = ()) -> tuple[Body, Reached]:
    """Return the clauses that reach each node of the list once, whatever its page; `present` are properties that none of them is without."""
    inner, reached, conditions, repeated = begin(item, owner, body, guard)
    inner.where([*conditions, *(f"{reached.node}.{quote(name)} IS NOT NULL" for name in present)])
    if repeated or isinstance(item.source, Step):
        inner.add(f"WITH DISTINCT {reached.node}")
    return inner, reached


def _groups(item: Page, keys: tuple[GroupKey, ...], grouping: Grouping, owner: str, body: Body, guard: Guard) -> str:
    """Return the groups as [keys, count, statistics], the largest first.

    That a required property is present is said aloud: Neo4j may then read an index instead of the nodes.
    """
    if not keys:
        return "[]"
    present = [key.attribute for key in keys if key.required] if isinstance(item.source, Scan) else []
    inner, reached = _all_nodes(item, owner, body, guard, present)
    bound: list[str] = []
    named: dict[str, str] = {}
    for key in keys:
        clause, text = group_key(key, reached.node, body.scope, bound)
        inner.add(clause)
        bound += [text] if clause else []
        named[body.variable("k")] = text
    columns = ", ".join(f"{text} AS {name}" for name, text in named.items())
    figures = f", {statistics(grouping.statistics, reached.node, body.scope)} AS figures" if grouping.statistics else ""  # an empty list would be a key
    inner.add(f"WITH {columns}, count(*) AS size{figures}")
    inner.add(f"ORDER BY size DESC, {', '.join(named)} LIMIT {body.parameter(grouping.limit)}")
    texts = ", ".join(f"toString({name})" for name in named)
    return body.call(owner, inner, f"collect([[{texts}], size, {'figures' if figures else '[]'}])")


def _undated(item: Page, owner: str, body: Body, guard: Guard) -> str:
    """Return the lists of nodes without a date."""
    values = []
    for chosen, limit in item.undated:
        inner, node = read_undated(item, owner, body, limit)
        values.append(body.collect(owner, inner, selection(chosen, node, inner)))
    return tuple_of(values)
