"""Columns, rows and pages as Cypher expressions."""

from graph import layout
from graph.cypher.fulltext import full_text
from graph.cypher.groups import group_key, statistics
from graph.cypher.intime import in_time
from graph.cypher.order import behind, keys_of, sort
from graph.cypher.patterns import Reached, Scope, degree, pattern
from graph.cypher.predicates import predicate
from graph.cypher.quote import quote
from graph.cypher.text import block, tuple_of
from graph.ir import (
    Aggregate,
    Column,
    EdgeProperty,
    EdgeResource,
    EdgeRow,
    FullText,
    Grouping,
    GroupKey,
    InTime,
    Iri,
    Labels,
    Literal,
    Localized,
    Lookup,
    LookupMany,
    Names,
    NodeRow,
    One,
    Page,
    Projection,
    Property,
    Row,
    Scan,
    Selection,
    Step,
)

ROOT_LABEL = "Resource"


def lookup(source: Lookup, scope: Scope) -> str:
    """Return the columns of the node with an IRI, or null."""
    node = f"n{scope.number()}"
    lines = (f"MATCH {by_iri(node, source.label)} {{iri: {scope.parameters.add(source.iri)}}})", f"RETURN {selection(source.selection, node, scope)}")
    return block("COLLECT", lines) + "[0]"


def by_iri(node: str, label: str) -> str:
    """Return the beginning of a node pattern for a look-up by IRI.

    The root's label comes first: its uniqueness makes the look-up one seek; a further label is only checked.
    """
    return f"({node}:{quote(ROOT_LABEL)}" + ("" if label == ROOT_LABEL else f":{quote(label)}")


def lookup_many(source: LookupMany, scope: Scope) -> str:
    """Return the columns of the nodes with these IRIs, null for each that is not there."""
    node = f"n{scope.number()}"
    lines = (
        f"UNWIND {scope.parameters.add(source.iris)} AS iri",
        f"OPTIONAL MATCH {by_iri(node, source.label)} {{iri: iri}})",
        f"RETURN CASE WHEN {node} IS NOT NULL THEN {selection(source.selection, node, scope)} END",
    )
    return block("COLLECT", lines)


def selection(chosen: Selection, node: str, scope: Scope) -> str:
    """Return the list of a node's columns."""
    return tuple_of(column(item, node, scope, guard) for item, guard in zip(chosen.columns, chosen.guards, strict=True))


def column(item: Column, node: str, scope: Scope, guard: tuple[str, ...] | None = None) -> str:
    """Return the expression of one column of `node`; `guard` are labels without which it need not be read."""
    match item:
        case Iri():
            return f"{node}.{quote('iri')}"
        case Labels():
            return f"labels({node})"
        case Names():
            return _names(item, node, scope)
        case Property():
            return _property(item, node)
        case Localized():
            return _localized(item, node, scope)
        case One():
            return _one(item, node, scope, guard)
        case Page():
            return page(item, node, scope, guard)
    raise NotImplementedError(type(item).__name__)


def _property(item: Property, node: str) -> str:
    value = f"{node}.{quote(item.attribute)}"
    if not item.many:
        return _projected(value, item.projection)
    if item.projection == "plain":
        return f"coalesce({value}, [])"
    return f"[value IN coalesce({value}, []) | {_projected('value', item.projection)}]"


def _projected(value: str, projection: Projection) -> str:
    match projection:
        case "plain":
            return value
        case "text":
            return f"toString({value})"
        case "point":
            return f"CASE WHEN {value} IS NOT NULL THEN [{value}.latitude, {value}.longitude] END"


def _names(item: Names, node: str, scope: Scope) -> str:
    prefix = scope.parameters.add(Literal(item.attribute + "@"))
    return f"[key IN keys({node}) WHERE key STARTS WITH {prefix} | [substring(key, size({prefix})), {node}[key]]]"


def _localized(item: Localized, node: str, scope: Scope) -> str:
    prefix, languages = scope.parameters.add(Literal(item.attribute + "@")), scope.parameters.add(item.languages)
    found = f"head([tag IN {languages} WHERE {node}[{prefix} + tag] IS NOT NULL | {node}[{prefix} + tag]])"
    if item.fallback:
        found = f"coalesce({found}, {node}.{quote(item.attribute)})"
    return f"coalesce({found}, [])" if item.many else found


def _one(item: One, node: str, scope: Scope, guard: tuple[str, ...] | None) -> str:
    reached = pattern(node, item.step, scope)
    lines = (reached.clause, _where(_guarded(node, guard)), f"RETURN {_row(item.row, reached, scope)} LIMIT 1")
    return block("COLLECT", lines) + "[0]"


def _guarded(node: str, guard: tuple[str, ...] | None) -> list[str]:
    return [" OR ".join(f"{node}:{quote(label)}" for label in guard)] if guard else []


def _where(conditions: list[str]) -> str:
    if not conditions:
        return ""
    return "WHERE " + (conditions[0] if len(conditions) == 1 else " AND ".join(f"({text})" for text in conditions))


def page(item: Page, owner: str | None, scope: Scope, guard: tuple[str, ...] | None = None) -> str:
    """Return the value of a connection, laid out as `graph.layout` says."""
    parts = {layout.ROWS: _rows, layout.COUNT: _count, layout.BEHIND: _behind, layout.AGGREGATES: _aggregates, layout.UNDATED: _undated}
    values = [parts[name](item, owner, scope, guard) for name in layout.members(item)]
    return values[0] if len(values) == 1 else tuple_of(values)


def _reached(item: Page, owner: str | None, scope: Scope) -> Reached:
    match item.source:
        case Scan(label):
            node = f"n{scope.number()}"
            return Reached(f"({node}:{quote(label)})", node, "")
        case FullText() as found:
            return full_text(found, scope)
        case InTime() as found:
            return in_time(found, scope)
        case Step() as step if owner is not None:
            return pattern(owner, step, scope)
    raise NotImplementedError(f"{type(item.source).__name__} without an owner")


def _conditions(item: Page, reached: Reached, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> list[str]:
    conditions = _guarded(owner, guard) if owner else []
    if item.edge_where:
        conditions.append(predicate(item.edge_where, reached.edge, scope))
    if item.where:
        conditions.append(predicate(item.where, reached.node, scope))
    return conditions


def _carried(item: Page, reached: Reached) -> str:
    """What goes on after the page is cut: a node reached in several ways is still one node."""
    if isinstance(item.source, Step) and item.source.bound > 1:
        return f"DISTINCT {reached.node}"
    return f"{reached.node}, {reached.edge}" if reached.edge else reached.node


def _rows(item: Page, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> str:
    reached = _reached(item, owner, scope)
    conditions = _conditions(item, reached, owner, scope, guard)
    keys = keys_of(item, reached, scope)
    carried = _carried(item, reached)
    cuts = [behind(item, cut, keys, scope) for cut in item.cuts]
    lines = [reached.clause]
    if keys.computed or carried.startswith("DISTINCT"):
        lines += [_where(conditions), f"WITH {', '.join((carried, *keys.computed))}", _where(cuts)]
        carried = ", ".join((carried.removeprefix("DISTINCT "), *keys.names))
    else:
        lines.append(_where(conditions + cuts))
    lines.append(f"WITH {carried} ORDER BY {sort(item, keys)} LIMIT {scope.parameters.add(item.limit)} + 1")
    values = [_row(row, reached, scope) for row in item.rows]
    if item.cursors:
        values.insert(0, tuple_of(keys.projected))
    lines.append(f"RETURN {values[0] if layout.is_flat(item) else tuple_of(values)}")
    return block("COLLECT", lines)


def _count(item: Page, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> str:
    if isinstance(item.source, Step) and owner and not (item.where or item.edge_where or guard):
        return degree(owner, item.source, scope)
    reached = _reached(item, owner, scope)
    lines = [reached.clause, _where(_conditions(item, reached, owner, scope, guard))]
    if isinstance(item.source, Step) and item.source.bound > 1:
        lines.append(f"RETURN DISTINCT {reached.node}")
    return block("COUNT", lines)


def _behind(item: Page, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> str:
    """Whether there is anything on the side that the cursor turns its back to."""
    reached = _reached(item, owner, scope)
    keys = keys_of(item, reached, scope)
    conditions = _conditions(item, reached, owner, scope, guard)
    lines = [reached.clause]
    if keys.computed:
        lines += [_where(conditions), f"WITH {', '.join((_carried(item, reached), *keys.computed))}"]
        conditions = []
    cut = next(cut for cut in item.cuts if cut.before == item.backward)
    lines.append(_where([*conditions, behind(item, cut, keys, scope, inverse=True)]))
    return block("EXISTS", lines)


def _aggregates(item: Page, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> str:
    return tuple_of(_aggregate(item, wanted, owner, scope, guard) for wanted in item.aggregates)


def _aggregate(item: Page, wanted: Aggregate, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> str:
    """Return the figures over all nodes, and for each grouping its groups as [keys, count, statistics]."""
    reached, lines = _all_nodes(item, owner, scope, guard)
    lines.append(f"RETURN [count({reached.node}), {statistics(wanted.statistics, reached.node)}]")
    groups = [_groups(item, wanted.keys, grouping, owner, scope, guard) for grouping in wanted.groupings]
    return tuple_of([block("COLLECT", lines) + "[0]", *groups])


def _all_nodes(item: Page, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> tuple[Reached, list[str]]:
    """Return the clauses that reach each node of the list, whatever its page."""
    reached = _reached(item, owner, scope)
    lines = [reached.clause, _where(_conditions(item, reached, owner, scope, guard))]
    if isinstance(item.source, Step):
        lines.append(f"WITH DISTINCT {reached.node}")
    return reached, lines


def _groups(item: Page, keys: tuple[GroupKey, ...], grouping: Grouping, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> str:
    if not keys:
        return "[]"
    reached, lines = _all_nodes(item, owner, scope, guard)
    names: list[str] = []
    for key in keys:
        clause, name = group_key(key, reached.node, scope, names)
        lines.append(clause)
        names.append(name)
    lines.append(f"WITH {', '.join(names)}, count({reached.node}) AS size, {statistics(grouping.statistics, reached.node)} AS figures")
    lines.append(f"ORDER BY size DESC, {', '.join(names)} LIMIT {scope.parameters.add(grouping.limit)}")
    texts = ", ".join(f"toString({name})" for name in names)
    lines.append(f"RETURN [[{texts}], size, figures]")
    return block("COLLECT", lines)


def _undated(item: Page, owner: str | None, scope: Scope, guard: tuple[str, ...] | None) -> str:
    """Return the lists of nodes without a date, which no limit in time leaves out."""
    values = []
    for chosen, limit in item.undated:
        reached = _reached(item, owner, scope)
        lines = [reached.clause, f"WHERE {reached.edge}.{quote('date')} IS NULL"]
        lines.append(f"WITH {reached.node} ORDER BY {reached.node}.{quote('iri')} LIMIT {scope.parameters.add(limit)}")
        values.append(block("COLLECT", (*lines, f"RETURN {selection(chosen, reached.node, scope)}")))
    return tuple_of(values)


def _row(row: Row, reached: Reached, scope: Scope) -> str:
    match row:
        case NodeRow():
            return selection(row.selection, reached.node, scope)
        case EdgeRow():
            columns = [edge_column(item, reached.edge, scope) for item in row.columns]
            return tuple_of([*columns, *(selection(node, reached.node, scope) for node in row.nodes)])
    raise NotImplementedError(type(row).__name__)


def edge_column(item: EdgeProperty | EdgeResource, edge: str, scope: Scope) -> str:
    """Return the expression of one column of a relationship."""
    value = f"{edge}.{quote(item.attribute)}"
    if isinstance(item, EdgeProperty):
        value = _projected(value, item.projection)
        return value if item.missing is None else f"coalesce({value}, {scope.parameters.add(Literal(item.missing))})"
    node = f"n{scope.number()}"
    lines = (f"MATCH {by_iri(node, item.label)} {{iri: {value}}})", f"RETURN {selection(item.selection, node, scope)}")
    return block("COLLECT", lines) + "[0]"
