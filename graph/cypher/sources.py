"""Where the nodes of a list come from."""

from graph.cypher.body import Body
from graph.cypher.fulltext import full_text
from graph.cypher.intime import in_time, with_day
from graph.cypher.patterns import Reached, pattern
from graph.cypher.predicates import predicate
from graph.cypher.standing import labelled, node
from graph.cypher.starts import finds, narrowed, start_of
from graph.cypher.text import Scope
from graph.ir import FullText, InTime, Page, Predicate, Scan, Step

Guard = tuple[str, ...] | None
"""Labels of which the owner of a list must have one (None: any node may have it)."""

Begun = tuple[Body, Reached, list[str], bool]
"""A body that reaches the nodes of a list, the conditions that are still to be written, and whether a node may come several times."""


def guarded(owner: str, guard: Guard, scope: Scope) -> list[str]:
    """Return the condition that a node has one of the guard's labels."""
    return [labelled(owner, guard, scope)] if guard else []


def reach(item: Page, owner: str, body: Body) -> Reached:
    """Return how the nodes of a list are reached from its owner (none: it is a root field), before any condition."""
    match item.source:
        case Scan(label, view):
            found = body.variable("n")
            return Reached(node(found, label, view, body.scope), found, "")
        case FullText() as text:
            return full_text(text, body.scope)
        case InTime() as time:
            return in_time(time, item.edge_where, body.scope)
        case Step() as step if owner:
            return pattern(owner, step, body.scope)
    raise NotImplementedError(f"{type(item.source).__name__} without an owner")


def is_timeline(item: Page) -> bool:
    """Whether a list is everything in time, so that its clauses have seen to the window already."""
    return isinstance(item.source, InTime) and item.source.about is None


def begin(item: Page, owner: str, body: Body, guard: Guard, keyed: bool = False) -> Begun:
    """Reach all nodes of a list; `keyed`: with what it is sorted by."""
    inner, reached = body.inner(), reach(item, owner, body)
    if isinstance(item.source, Scan) and item.where:
        return _searched(inner, reached, item.where, item.source.label)
    inner.add(reached.clause)
    if keyed and isinstance(item.source, InTime) and is_timeline(item):
        inner.add(with_day(item.source, reached.node, reached.edge, body.scope))
    elif is_timeline(item) and item.where:
        inner.add(f"WITH {reached.node}")
    conditions = guarded(owner, guard, body.scope)
    if item.edge_where and not is_timeline(item):
        conditions.append(predicate(item.edge_where, reached.edge, body.scope))
    if item.where:
        conditions.append(predicate(item.where, reached.node, body.scope))
    return inner, reached, conditions, isinstance(item.source, Step) and item.source.bound > 1


def _searched(inner: Body, reached: Reached, where: Predicate, label: str) -> Begun:
    """Start from what an index finds, where Neo4j would not see it by itself."""
    if finds(where) == "perhaps":
        start = start_of(where, reached.node, label, inner.scope)
        if len(start.seeks) > 1 or start.follow:
            inner.add(*start.clauses, *(start.follow or (f"WITH {reached.node}",)))
            return inner, reached, list(start.conditions), bool(start.follow)
    clauses, conditions = narrowed(where, reached.node, inner.scope)
    inner.add(reached.clause, *clauses)
    return inner, reached, conditions, bool(clauses)
