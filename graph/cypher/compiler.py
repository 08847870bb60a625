"""The IR as one Cypher statement: a function of the IR alone, one small function for each kind of node.

The statement gives one record with one value `data`: a list with one member for each root field, nested lists below. Whatever is a list is read by a
subquery that collects it, so that every level has at most as many rows as its page.
"""

from dataclasses import dataclass

from graph.cypher.body import Body, by_iri
from graph.cypher.changes import change_log
from graph.cypher.disagreements import disagreements, independent_sources
from graph.cypher.exploring import around, paths
from graph.cypher.pages import page, selection
from graph.cypher.predicates import predicate
from graph.cypher.standing import NOW
from graph.cypher.text import Scope, tuple_of
from graph.cypher.views import node_counts
from graph.ir import Around, ChangeLog, Constant, Disagreements, IndependentSources, Lens, Lookup, LookupMany, Page, Paths, Query, Root, Value, View


@dataclass(frozen=True, slots=True)
class Compiled:
    """Cypher text and, by name, the values that its parameters take."""

    text: str
    parameters: tuple[tuple[str, Value], ...]


def compile_query(query: Query) -> Compiled:
    """Return the one statement that answers a query."""
    body = Body(Scope(rules=query.rules, test=predicate))
    values = [_root(root, body) for root in query.roots if not isinstance(root.source, Constant)]
    body.add(f"RETURN {tuple_of(values)} AS data")
    return Compiled("\n".join(body.lines), body.scope.parameters.items())


def _root(root: Root, body: Body) -> str:
    match root.source:
        case Page() as source:
            return page(source, "", body)
        case Lookup() as source:
            return _lookup(source, body)
        case LookupMany() as source:
            return _lookup_many(source, body)
        case Paths() as source:
            return paths(source, body)
        case Around() as source:
            return around(source, body)
        case ChangeLog() as source:
            return change_log(source, body)
        case Disagreements() as source:
            return disagreements(source, body)
        case IndependentSources() as source:
            return independent_sources(source, body)
    raise NotImplementedError(type(root.source).__name__)


def _lookup(source: Lookup, body: Body) -> str:
    """Return the columns of the node with an IRI, or null."""
    inner, node = body.inner(), body.variable("n")
    inner.add(f"MATCH {by_iri(node, source.label, body.parameter(source.iri), _view(source.lens), body.scope)}")
    inner.where(_counts(source.lens, node, body))
    return body.call("", inner, f"head(collect({selection(source.selection, node, inner)}))")


def _lookup_many(source: LookupMany, body: Body) -> str:
    """Return, for each IRI, a list with the columns of its node or with null (which `collect` would drop)."""
    inner, node = body.inner(), body.variable("n")
    inner.add(f"UNWIND {body.parameter(source.iris)} AS iri", f"OPTIONAL MATCH {by_iri(node, source.label, 'iri', _view(source.lens), body.scope)}")
    inner.where(_counts(source.lens, node, body))
    return body.call("", inner, f"collect([CASE WHEN {node} IS NOT NULL THEN {selection(source.selection, node, inner)} END])")


def _view(lens: Lens | None) -> View:
    return lens.view if lens else NOW


def _counts(lens: Lens | None, node: str, body: Body) -> list[str]:
    """Return the condition that a node counts in the view that it is looked at under."""
    condition = node_counts(lens, node, body.scope) if lens else ""
    return [condition] if condition else []
