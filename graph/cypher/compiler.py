"""The IR as one Cypher statement: a function of the IR alone, one small function for each kind of node.

The statement gives one record with one value `data`: a list with one member for each root field, nested lists below.
"""

from dataclasses import dataclass

from graph.cypher.columns import lookup, lookup_many, page
from graph.cypher.exploring import around, paths
from graph.cypher.patterns import Scope
from graph.cypher.text import tuple_of
from graph.ir import Around, Constant, Lookup, LookupMany, Page, Paths, Query, Root, Value


@dataclass(frozen=True, slots=True)
class Compiled:
    """Cypher text and, by name, the values that its parameters take."""

    text: str
    parameters: tuple[tuple[str, Value], ...]


def compile_query(query: Query) -> Compiled:
    """Return the one statement that answers a query."""
    scope = Scope()
    values = [_root(root, scope) for root in query.roots if not isinstance(root.source, Constant)]
    return Compiled(f"RETURN {tuple_of(values)} AS data", scope.parameters.items())


def _root(root: Root, scope: Scope) -> str:
    match root.source:
        case Page() as source:
            return page(source, None, scope)
        case Lookup() as source:
            return lookup(source, scope)
        case LookupMany() as source:
            return lookup_many(source, scope)
        case Paths() as source:
            return paths(source, scope)
        case Around() as source:
            return around(source, scope)
    raise NotImplementedError(type(root.source).__name__)
