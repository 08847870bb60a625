"""Paths over a graph in memory."""

from collections.abc import Iterable

from graph.validation.values import canonical
from graph.validation.violations import Graph
from schema.paths import Alternative, Path, Repeat, Sequence, Step
from schema.terms import Term


def walk(path: Path, graph: Graph, node: Term) -> Iterable[Term]:
    """The nodes and literals at the end of a path, each once."""
    match path:
        case Step(iri, backwards):
            return graph.subjects(node, iri) if backwards else graph.values(node, iri)
        case Sequence(parts):
            ends: Iterable[Term] = (node,)
            for part in parts:
                ends = once(end for start in ends for end in walk(part, graph, start))
            return ends
        case Alternative(parts):
            return once(end for part in parts for end in walk(part, graph, node))
        case Repeat(inner, least, many):
            found = _closure(inner, graph, node) if many else walk(inner, graph, node)
            return found if least else once((node, *found))


def _closure(path: Path, graph: Graph, node: Term) -> list[Term]:
    found: dict[object, Term] = {}
    waiting = [node]
    while waiting:
        for end in walk(path, graph, waiting.pop()):
            if canonical(end) not in found:
                found[canonical(end)] = end
                waiting.append(end)
    return list(found.values())


def once(terms: Iterable[Term]) -> list[Term]:
    """Each term once, the last of those that are the same."""
    return list({canonical(term): term for term in terms}.values())
