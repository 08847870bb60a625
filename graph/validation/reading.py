"""What shapes look at, read from a store: the nodes that are asked for, and those that the shapes' paths lead to."""

from collections.abc import Collection, Iterable, Mapping
from math import inf
from typing import Any, Protocol

from graph.cypher.quote import quote
from graph.history import SINCE
from graph.resolve import EdgeKey
from graph.store import batches
from graph.terms import relation_of
from graph.validation.stored import State, StoredGraph
from graph.vocabulary import SEARCH_TEXT
from schema.model import Model
from schema.paths import Alternative, Path, Repeat, Sequence, Step, steps
from schema.shapes import Closed, Pair, Shape, inner_shapes, nested


class Reader(Protocol):
    """An open transaction, or a store."""

    async def rows(self, text: str, parameters: Mapping[str, Any], /) -> list[list[Any]]:
        """Run one statement and return all its records as lists of values."""


class Reading:
    """What some shapes look at, as statements: made once where it is read often.

    Shapes that look equally far are read together: a statement per step and 5,000 nodes. Each that looks any number of steps far is read alone, over its own relations.
    """

    def __init__(self, model: Model, shapes: Iterable[Shape]) -> None:
        self._model = model
        found = [(depth, _types(group, model)) for depth, group in _groups(shapes)]
        self._groups = [(depth, _statement(types)) for depth, types in found]
        self.statements = {_statement(types): types for _, types in found}
        """Each statement with the types of relationships that it follows forwards and backwards."""

    async def states(self, reader: Reader, iris: Collection[str]) -> StoredGraph:
        """Return the nodes of `iris` with all that is looked at from them."""
        nodes: dict[str, State] = {}
        edges: dict[EdgeKey, None] = {}
        for depth, text in self._groups:
            await _read(reader, text, iris, depth, nodes, edges)
        return StoredGraph(self._model, nodes, edges)


async def states(reader: Reader, model: Model, iris: Collection[str], shapes: Iterable[Shape] | None = None) -> StoredGraph:
    """Return the nodes of `iris` with all that `shapes` (those of the Model) look at from them."""
    return await Reading(model, model.shapes if shapes is None else shapes).states(reader, iris)


def _groups(shapes: Iterable[Shape]) -> list[tuple[float, list[Shape]]]:
    by_reach: dict[float, list[Shape]] = {}
    for shape in shapes:
        by_reach.setdefault(reach(shape), []).append(shape)
    endless = by_reach.pop(inf, [])
    return [*by_reach.items(), *((inf, [shape]) for shape in endless)]


async def _read(reader: Reader, text: str, iris: Collection[str], depth: float, nodes: dict[str, State], edges: dict[EdgeKey, None]) -> None:
    """Add the nodes of `iris`, and those up to `depth` steps from them."""
    seen, waiting, step = set(iris), list(dict.fromkeys(iris)), 0
    while waiting and step <= depth:
        ends: dict[str, None] = {}
        for batch in batches(waiting):
            for iri, labels, properties, out, into in await reader.rows(text, {"iris": batch}):
                nodes[iri] = State(frozenset(labels), properties)
                edges |= dict.fromkeys(EdgeKey(kind, iri, end) for kind, end in out) | dict.fromkeys(EdgeKey(kind, start, iri) for kind, start in into)
                ends |= dict.fromkeys(end for _, end in (*out, *into))
        waiting, step = [iri for iri in ends if iri not in seen], step + 1
        seen |= ends.keys()


def reach(shape: Shape) -> float:
    """How many steps from a focus a shape looks; infinite where a path may be of any length."""
    inner = [reach(one) for constraint in shape.constraints for one in inner_shapes(constraint)]
    beside = [1 for constraint in shape.constraints if isinstance(constraint, Closed | Pair)]
    return (length(shape.path) if shape.path else 0) + max((*inner, *beside), default=0)


def length(path: Path) -> float:
    """How many steps a path has at most."""
    match path:
        case Step():
            return 1
        case Sequence(parts):
            return sum(map(length, parts))
        case Alternative(parts):
            return max(map(length, parts))
        case Repeat(inner, _, many):
            return inf if many else length(inner)


def _types(shapes: Iterable[Shape], model: Model) -> tuple[set[str], set[str]]:
    """The relationship types that shapes follow forwards and backwards."""
    out: set[str] = set()
    into: set[str] = set()
    every = [one for shape in shapes for one in nested(shape)]
    constraints = [c for shape in every for c in shape.constraints]
    taken = [step for shape in every for step in (steps(shape.path) if shape.path else ())]
    taken += [Step(target.iri, target.kind == "objectsOf") for shape in every for target in shape.targets if target.kind in ("subjectsOf", "objectsOf")]
    taken += [Step(c.property) for c in constraints if isinstance(c, Pair)]
    if any(isinstance(c, Closed) for c in constraints):
        taken += [Step(iri) for iri in model.by_property]
    for step in taken:
        relation = relation_of(step.iri, model)
        if relation is not None:
            forwards = (relation.direction == "in") == step.backwards
            out |= {relation.type} if forwards or relation.direction == "both" else set()
            into |= {relation.type} if not forwards or relation.direction == "both" else set()
    return out, into


def _statement(types: tuple[set[str], set[str]]) -> str:
    out, into = ("|".join(map(quote, sorted(names))) for names in types)
    leaving = f"COLLECT {{ MATCH (n)-[r:{out}]->(m:Resource) WHERE r.proposition IS NULL RETURN [type(r), m.iri] }}" if out else "[]"
    arriving = f"COLLECT {{ MATCH (n)<-[r:{into}]-(m:Resource) WHERE r.proposition IS NULL RETURN [type(r), m.iri] }}" if into else "[]"
    node = f"n {{.*, {SEARCH_TEXT}: null, {SINCE}: null}}"
    return f"UNWIND $iris AS iri MATCH (n:Resource {{iri: iri}}) RETURN iri, labels(n), {node}, {leaving} AS leaving, {arriving} AS arriving"
