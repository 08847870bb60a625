"""Parts of a list that an index has in the order in which they are wanted, so that each can be left as soon as the page is full."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.cypher import standing
from graph.cypher.body import using
from graph.cypher.predicates import predicate
from graph.cypher.quote import quote
from graph.cypher.starts import finds, parts_of
from graph.cypher.stretches import FIRST, any_time, begun, plain, rest
from graph.cypher.text import Scope
from graph.ir import ByProperty, Compare, InTime, IsNull, OrderKey, Overlaps, Page, Predicate, Scan, View

LAST_DAY = "date('9999-12-31')"
"""Where what is dated without a known day goes in a timeline: to the end."""


@dataclass(frozen=True, slots=True)
class Part:
    """The nodes with a label that fulfil some conditions; `first` is their first sort key as an expression, empty where none of them has it.

    `index` is the label and the property whose index finds them in that order. `view` says what stands for a resource.
    """

    label: str
    conditions: tuple[str, ...]
    first: str = ""
    index: tuple[str, str] | None = None
    view: View = View()

    def clauses(self, node: str, hinted: bool, scope: Scope, *cuts: str) -> list[str]:
        """Return the clauses that bind its nodes, those that fulfil `cuts` as well; `hinted`: Neo4j must use the index."""
        hint = [using(node, *self.index)] if hinted and self.index else []
        labels = [f"{node}:{quote(self.index[0])}"] if self.index and self.index[0] != self.label else []
        tested = (*labels, *self.conditions, *cuts)
        return [f"MATCH {standing.node(node, self.label, self.view, scope)}", *hint, "WHERE " + " AND ".join(f"({text})" for text in tested if text)]


def has_parts(item: Page) -> bool:
    """Whether an index has the order of a page's list."""
    by = item.order[0].by
    if isinstance(item.source, InTime):
        return item.source.about is None
    return isinstance(item.source, Scan) and isinstance(by, ByProperty) and bool(by.index) and not by.view and finds(item.where) != "yes"


def parts_in_order(item: Page, node: str, scope: Scope) -> list[Part]:
    """Return the parts of a list that `has_parts`; at most one is without the first key."""
    match item.source, item.order[0].by:
        case InTime() as source, _:
            return dated(source, item.edge_where, node, scope)
        case Scan(label), ByProperty() as by:
            return list((_imprecise if by.imprecise else _plain)(by, label, item.where, node, scope))
    raise NotImplementedError(type(item.source).__name__)


def is_by(order: OrderKey, where: Predicate | None) -> bool:
    """Whether a condition for which an index may find few is on the very property that a list is sorted by, so that one index serves both."""
    by = order.by
    if not isinstance(by, ByProperty) or not by.index:
        return False
    return any(isinstance(one, Compare | Overlaps) and one.attribute == by.attribute and finds(one) == "perhaps" for one in parts_of(where))


def _plain(by: ByProperty, label: str, where: Predicate | None, node: str, scope: Scope) -> Iterable[Part]:
    value = f"{node}.{quote(by.attribute)}"
    asked = tuple(predicate(one, node, scope) for one in parts_of(where))
    yield Part(label, (f"{value} IS NOT NULL", *asked), value, (by.index, by.attribute))
    if by.nullable and not any(_needs_value(one, by.attribute) for one in parts_of(where)):
        yield Part(label, (f"{value} IS NULL", _by_iri(node), *asked))


def _imprecise(by: ByProperty, label: str, where: Predicate | None, node: str, scope: Scope) -> Iterable[Part]:
    """A date is sorted by its first day, or else by its last; without either, as if there were none."""
    window = next((one for one in parts_of(where) if isinstance(one, Overlaps) and one.attribute == by.attribute), None)
    others = [one for one in parts_of(where) if one is not window]
    asked, add = tuple(predicate(one, node, scope) for one in others), scope.parameters
    early, late = (f"{node}.{quote(by.attribute + suffix)}" for suffix in ("Earliest", "Latest"))
    first, lasting = ((by.index, by.attribute + suffix) for suffix in ("Earliest", "Lasting"))
    yield Part(label, (*begun(window or any_time(by.attribute), node, add), *asked), early, first)
    if found := rest(window or any_time(by.attribute), node, add):
        yield Part(label, (*found, f"coalesce({early}, {late}) IS NOT NULL", *asked), f"coalesce({early}, {late})", lasting)
    unknown = (f"{early} IS NULL", f"{late} IS NULL", *asked)
    if window or any(_needs_value(one, by.attribute) for one in others):
        begins = f"{node}.{quote(by.attribute + 'Lasting')} = {add.add(FIRST)}"
        yield Part(label, (begins, *unknown, *(plain(window, node, add) if window else ())), index=lasting)
    else:
        yield Part(label, (*unknown, _by_iri(node)))


def _by_iri(node: str) -> str:
    """Every node has an IRI; said aloud, it lets Neo4j read the nodes in the order of its index."""
    return f"{node}.{quote('iri')} IS NOT NULL"


def _needs_value(part: Predicate, attribute: str) -> bool:
    """Whether a condition leaves out all nodes without a property."""
    match part:
        case Compare() | IsNull(expected=False):
            return part.attribute == attribute and part.language is None
        case Overlaps():
            return part.attribute == attribute
    return False


def dated(found: InTime, window: Predicate | None, node: str, scope: Scope) -> list[Part]:
    """Return what lies in time, by class; `window` says when."""
    assert isinstance(window, Overlaps)
    parts: list[Part] = []
    for place, (label, attribute, _) in enumerate(found.dated):
        stretch, others = Overlaps(attribute, window.relation, window.earliest, window.latest), _no_other(found, place, node, scope)
        early, late = (f"{node}.{quote(attribute + suffix)}" for suffix in ("Earliest", "Latest"))
        parts.append(Part(label, (*begun(stretch, node, scope.parameters), *others), early, view=found.view))
        parts.append(Part(label, (*rest(stretch, node, scope.parameters), *others), f"coalesce({early}, {late}, {LAST_DAY})", view=found.view))
    return parts


def undated(found: InTime, node: str, scope: Scope) -> list[Part]:
    """Return what could lie in time and has no date, in the order of its IRIs."""
    return [
        Part(label, (f"{node}.{quote(attribute)} IS NULL", _by_iri(node), *_no_other(found, place, node, scope)), view=found.view)
        for place, (label, attribute, _) in enumerate(found.dated)
    ]


def _no_other(found: InTime, place: int, node: str, scope: Scope) -> tuple[str, ...]:
    """What is of several classes comes with the first."""
    standing.stand(node, found.view, scope)
    return tuple(f"NOT {standing.labelled(node, [label], scope)}" for label, _, _ in found.dated[:place])
