"""The nodes of one page: in their order, and no more of them than it shows.

A list with an owner, or found by its words, is read and sorted as a whole. All nodes of a class are many:

    in parts   where an index has their order, each part is read from there until the page is full, and what the parts give is sorted once more;
               nodes without a value are in no index and are looked for only when the page reaches them
    from few   where an index may find few for a condition, it is tried up to a limit: are they few, they are the list; are there more, the list
               is read in its own order, in which so many that fit fill a page soon

`UNWIND CASE ... THEN [0] ELSE [] END` is how the second of two ways is not taken: a WHERE would be tested after its nodes are read.
"""

from collections.abc import Sequence

from graph import layout
from graph.cypher.body import Body, using
from graph.cypher.intime import with_day
from graph.cypher.order import Keys, behind, behind_in_part, is_by_iri, keys_of, named_first, sort
from graph.cypher.parts import Part, has_parts, is_by, parts_in_order, undated
from graph.cypher.patterns import Reached
from graph.cypher.predicates import predicate
from graph.cypher.quote import quote
from graph.cypher.sources import Begun, Guard, begin, is_timeline, reach
from graph.cypher.starts import finds, start_of
from graph.cypher.text import block, union
from graph.ir import ByEdge, EdgeRow, InTime, Literal, Page, Scan, Value

FEW = Literal(1_000)
"""How many nodes are few: sorting them takes a millisecond, and where more of a million fit, a page is full after some ten thousand."""

Lines = Sequence[str]
Read = tuple[Body, Reached, Keys]
"""A body that binds the nodes of a page, how they are called, and their sort keys."""


def read(item: Page, owner: str, body: Body, guard: Guard) -> Read:
    """Read the nodes of a page."""
    if not _is_perhaps_few(item) and not has_parts(item):
        return _sorted(item, begin(item, owner, body, guard))
    inner, reached = body.inner(), reach(item, owner, body)
    inner.add(*(_from_few(item, reached, inner) if _is_perhaps_few(item) else _in_parts(item, reached, inner)))
    if isinstance(item.source, InTime):
        inner.add(with_day(item.source, reached.node, reached.edge, body.scope))
    return _sorted(item, (inner, reached, [], False), is_page=True)


def _is_perhaps_few(item: Page) -> bool:
    return isinstance(item.source, Scan) and finds(item.where) == "perhaps" and not is_by(item.order[0], item.where)


def read_undated(item: Page, owner: str, body: Body, limit: Value) -> tuple[Body, str]:
    """Read the first nodes without a date, which no limit in time leaves out."""
    inner, reached, last = body.inner(), reach(item, owner, body), body.parameter(limit)
    node = reached.node
    order = f"WITH {node} ORDER BY {node}.{quote('iri')} LIMIT {last}"
    if isinstance(item.source, InTime) and is_timeline(item):
        asked = _of_timeline(item, node, body)
        ways = ([*part.clauses(node, False, body.scope, *asked), order] for part in undated(item.source, node, body.scope))
        inner.add(block("CALL ()", union(ways, node)))
    else:
        inner.add(reached.clause)
        inner.where([f"{reached.edge}.{quote('date')} IS NULL", *_of_timeline(item, node, body)])
    inner.add(order)
    return inner, node


def _of_timeline(item: Page, node: str, body: Body) -> list[str]:
    """What a view asks of the nodes of a timeline, whose parts know of dates only."""
    return [predicate(item.where, node, body.scope)] if isinstance(item.source, InTime) and item.where else []


def _sorted(item: Page, begun: Begun, is_page: bool = False) -> Read:
    """Sort what is reached, the part of it that lies behind the cursors (unless it `is_page` and nothing else already), and leave the page."""
    inner, reached, conditions, repeated = begun
    keys = keys_of(item, reached, inner.scope)
    cuts = [] if is_page else [behind(item, cut, keys, inner.scope) for cut in item.cuts]
    carried = [reached.node, reached.edge] if reached.edge and not repeated and _reads_edge(item) else [reached.node]
    if keys.computed or repeated:
        inner.where(conditions)
        inner.add(f"WITH {'DISTINCT ' if repeated else ''}{', '.join((*carried, *keys.computed))}")
        inner.where(cuts)
    else:
        inner.where([*conditions, *([] if is_page else _ordered_by_index(item, reached)), *cuts])
    inner.add(f"WITH {', '.join((*carried, *keys.names))} ORDER BY {sort(item, keys)} LIMIT {_most(item, inner)}")
    return inner, reached, keys


def _most(item: Page, body: Body) -> str:
    """How many rows are read: one more than the page shows, where somebody asks whether there are more."""
    return f"{body.parameter(item.limit)}{' + 1' if layout.peeks(item) else ''}"


def _reads_edge(item: Page) -> bool:
    """Whether the relationship is needed when the page is cut: for what it says, or for its place in the order."""
    return any(isinstance(wanted, EdgeRow) and wanted.columns for wanted in item.rows) or any(isinstance(key.by, ByEdge) for key in item.order)


def _ordered_by_index(item: Page, reached: Reached) -> list[str]:
    """Every node has an IRI; said aloud, it lets Neo4j read the nodes in the order of its index and stop at the limit."""
    return [f"{reached.node}.{quote('iri')} IS NOT NULL"] if isinstance(item.source, Scan) and is_by_iri(item) and not item.cuts else []


# from few


def _from_few(item: Page, reached: Reached, body: Body) -> Lines:
    assert isinstance(item.source, Scan) and item.where
    label = item.source.label
    start, limit, few = start_of(item.where, reached.node, label, body.scope), body.parameter(FEW), body.variable("f")
    tried = [*start.clauses, f"WITH {start.found} LIMIT {limit} + 1", f"RETURN collect({start.found}) AS {few}"]
    these = body.inner()
    these.add(f"UNWIND CASE WHEN size({few}) <= {limit} THEN {few} ELSE [] END AS {start.found}", *(start.follow or (f"WITH {start.found}",)))
    _sorted(item, (these, reached, list(start.conditions), bool(start.follow)))
    own = _in_parts(item, reached, body, hinted=True) if has_parts(item) else _scanned(item, label, reached, body)
    return _then(tried, few, these.lines, f"size({few}) > {limit}", [own], reached.node, body)


def _scanned(item: Page, label: str, reached: Reached, body: Body) -> Lines:
    """Read the whole list; in the order of IRIs by a hint, since Neo4j takes every range for a narrow one."""
    inner = body.inner()
    inner.add(reached.clause, using(reached.node, label, "iri") if is_by_iri(item) else "")
    _sorted(item, (inner, reached, [predicate(item.where, reached.node, body.scope)] if item.where else [], False))
    return inner.lines


def _then(first: Lines, found: str, these: Lines, goes_on: str, others: list[Lines], node: str, body: Body) -> Lines:
    """Return clauses that collect nodes, and bind some of these and, if it `goes_on`, others."""
    once = body.variable("u")
    second = [f"UNWIND CASE WHEN {goes_on} THEN [0] ELSE [] END AS {once}", block(f"CALL ({once})", union(others, node))]
    return [block("CALL ()", first), block(f"CALL ({found})", union([these, second], node))]


# in parts


def _in_parts(item: Page, reached: Reached, body: Body, hinted: bool = False) -> Lines:
    """Return clauses that bind the nodes of all parts, of each no more than the page shows; `hinted`: surely by the index that has their order."""
    node, parts = reached.node, parts_in_order(item, reached.node, body.scope)
    known, missing = (_read_all(item, reached, body, [part for part in parts if bool(part.first) is there], hinted) for there in (True, False))
    first, second = (missing, known) if item.order[0].nulls_first != item.backward else (known, missing)
    if not first or not second:
        return [block("CALL ()", union(first or second or [[f"UNWIND [] AS {node}"]], node))]
    found = body.variable("f")
    collected = [*(first[0] if len(first) == 1 else [block("CALL ()", union(first, node))]), f"RETURN collect({node}) AS {found}"]
    goes_on = f"size({found}) < {_most(item, body)}"
    return _then(collected, found, [f"UNWIND {found} AS {node}"], goes_on, second, node, body)


def _read_all(item: Page, reached: Reached, body: Body, parts: list[Part], hinted: bool) -> list[Lines]:
    return [lines for part in parts if (lines := _part(item, reached, body, part, hinted))]


def _part(item: Page, reached: Reached, body: Body, part: Part, hinted: bool) -> Lines:
    """Return the clauses that read one part as far as the page goes; none where nothing of it lies behind the cursors."""
    keys = named_first(keys_of(item, reached, body.scope), body.variable("k"), part.first or "null")
    cuts = [behind_in_part(item, cut, keys, part.first, body.scope) for cut in item.cuts]
    if None in cuts:
        return []
    inner = body.inner()
    inner.add(*part.clauses(reached.node, hinted, body.scope, *(cut[0] for cut in cuts if cut), *_of_timeline(item, reached.node, inner)))
    inner.add(f"WITH {', '.join((reached.node, *keys.computed))}")
    inner.where([cut[1] for cut in cuts if cut and cut[1]])
    order = sort(item, keys, "known" if part.first else "missing")
    inner.add(f"WITH {', '.join((reached.node, *keys.names))} ORDER BY {order} LIMIT {_most(item, body)}")
    return inner.lines
