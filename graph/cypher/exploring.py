"""Paths and neighbourhoods."""

from graph.cypher.body import Body, by_iri
from graph.cypher.pages import edge_column, selection
from graph.cypher.quote import quote
from graph.cypher.rules import inline, left, through
from graph.cypher.standing import NOW, ROOT_LABEL, line, standing_for
from graph.cypher.text import block, tuple_of
from graph.cypher.views import edge_counts
from graph.history import was_type
from graph.ir import Around, Lines, Paths, Selection, View


def paths(item: Paths, body: Body) -> str:
    """Return the paths, each as [length, nodes ..., lines ...]."""
    inner, start, end, path, edge = body.inner(), body.variable("a"), body.variable("b"), body.variable("p"), body.variable("r")
    line = _line("", item, body)
    walk = f"(()-{line}-{through('x', body.scope)}){{1,{item.bound}}}" if item.under or body.scope.rules else f"-{line}-{{1,{item.bound}}}"
    inner.add(f"MATCH {by_iri(start, ROOT_LABEL, body.parameter(item.start), NOW, body.scope)}")
    inner.add(f"MATCH {by_iri(end, ROOT_LABEL, body.parameter(item.end), NOW, body.scope)}")
    inner.add(f"MATCH {path} = SHORTEST {item.reserve} ({start}){walk}({end})")
    inner.add(f"WITH {path} ORDER BY length({path}), [n IN nodes({path}) | n.iri] LIMIT {body.parameter(item.limit)}")
    nodes = [_nodes(item, chosen, f"nodes({path})", path, inner) for chosen in item.selections]
    lines = [_lines(item, wanted, f"UNWIND relationships({path}) AS {edge}", path, edge, inner, "") for wanted in item.lines]
    return body.call("", inner, f"collect({tuple_of([f'length({path})', *nodes, *lines])})")


def around(item: Around, body: Body) -> str:
    """Return [truncated, nodes ..., lines ...]; each level is cut as soon as it has more nodes than are wanted."""
    inner, centre, found = body.inner(), body.variable("n"), body.variable("l")
    limit = body.parameter(item.limit)
    inner.add(f"MATCH ({centre}:{quote(ROOT_LABEL)})")
    inner.where(
        [f"{centre}.{quote('iri')} IN {body.parameter(item.centres)}", *_was_there(centre, item, body), *filter(None, [left(centre, ROOT_LABEL, body.scope)])]
    )
    inner.add(f"WITH {centre} ORDER BY {centre}.{quote('iri')}", f"WITH collect({centre}) AS {found}")
    for _ in range(item.depth):
        inner.add(f"WITH {found} + {_grown(found, item, limit, body)} AS {found}")
    cut, edge, source, target = (body.variable(letter) for letter in "krst")
    inner.add(f"WITH {found}[..{limit}] AS {cut}, size({found}) > {limit} AS more")
    walk = f"UNWIND {cut} AS {source}\nMATCH ({source})-{_line(edge, item, body)}->({target})\nWHERE {target} IN {cut}"
    order = f"WITH {edge} ORDER BY {source}.iri, {target}.iri, {_type(edge, item)}, {edge}.proposition"
    nodes = [_nodes(item, chosen, cut, cut, inner) for chosen in item.selections]
    lines = [_lines(item, wanted, walk, cut, edge, inner, order) for wanted in item.lines]
    return body.call("", inner, f"head(collect({tuple_of(['more', *nodes, *lines])}))")


def _line(edge: str, item: Paths | Around, body: Body) -> str:
    """A relationship of one of the types; under a view, one that counts."""
    edge = edge or (body.variable("w") if item.under else "")
    return line(edge, item.types, _view(item), body.scope, edge_counts(item.under, edge, body.scope) if item.under else "")


def _view(item: Paths | Around) -> View:
    return item.under or NOW


def _type(edge: str, item: Paths | Around) -> str:
    """The type of a relationship, that of a past one as it was."""
    past, kind = was_type(""), f"type({edge})"
    return f"CASE WHEN {kind} STARTS WITH '{past}' THEN substring({kind}, {len(past)}) ELSE {kind} END" if _view(item).known else kind


def _was_there(node: str, item: Paths | Around, body: Body) -> list[str]:
    """That a resource was known at the time of the view."""
    if not _view(item).known:
        return []
    return [f"EXISTS {{ {standing_for(node, body.variable('n'), ROOT_LABEL, _view(item), body.scope)} }}"]


def _grown(found: str, item: Around, limit: str, body: Body) -> str:
    """The nodes next to known ones that are not known yet."""
    near, other = body.variable("i"), body.variable("o")
    return block(
        "COLLECT",
        (
            f"UNWIND {found} AS {near}",
            f"MATCH ({near})-{_line('', item, body)}-({other}:{quote(ROOT_LABEL)}{inline(other, ROOT_LABEL, body.scope)})",
            f"WHERE NOT {other} IN {found}",
            f"WITH DISTINCT {other} LIMIT {limit} + 1",
            f"RETURN {other} ORDER BY {other}.{quote('iri')}",
        ),
    )


def _nodes(item: Paths | Around, chosen: Selection, nodes: str, imported: str, body: Body) -> str:
    inner, node = body.inner(), body.variable("n")
    if _view(item).known:
        place, now = body.variable("i"), body.variable("n")
        inner.add(f"UNWIND range(0, size({nodes}) - 1) AS {place}", f"WITH {place}, {nodes}[{place}] AS {now}")
        inner.add(f"MATCH {standing_for(now, node, ROOT_LABEL, _view(item), body.scope)}", f"WITH {node} ORDER BY {place}")
    else:
        inner.add(f"UNWIND {nodes} AS {node}")
    return body.call(imported, inner, f"collect({selection(chosen, node, inner)})")


def _lines(item: Paths | Around, wanted: Lines, walk: str, imported: str, edge: str, body: Body, order: str) -> str:
    """Return relationships as [source, target, type, columns ...]."""
    inner = body.inner()
    inner.add(walk, order)
    ends = [f"startNode({edge}).{quote('iri')}", f"endNode({edge}).{quote('iri')}", _type(edge, item)]
    return body.call(imported, inner, f"collect({tuple_of([*ends, *(edge_column(column, edge, inner) for column in wanted.columns)])})")
