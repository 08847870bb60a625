"""Paths of shapes as Cypher: from a node over relationships, perhaps to the values of an attribute at its end.

cell    one value of an attribute in Cypher: as it is stored, or [text, language] of a text in its languages
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from graph.cypher.quote import quote
from graph.terms import relation_of
from schema.model import Attribute, Model, Relation
from schema.paths import Alternative, Path, Repeat, Sequence, Step, steps
from schema.shapes import Constraint


class NotInCypher(Exception):
    """What a constraint demands is left to the evaluator in Python."""


@dataclass(frozen=True, slots=True)
class End:
    """A node, or a cell of an attribute, under a name in Cypher."""

    text: str
    attribute: Attribute | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A parameter that holds those values (cells; IRIs of nodes with a label where there is no attribute) that a constraint does not accept, as Python says."""

    parameter: str
    constraint: Constraint
    attribute: Attribute | None
    labels: tuple[str, ...]


class Scope:
    """What one statement has besides its text: names that are free, parameters, and the values that Python is to judge."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.parameters: dict[str, Any] = {}
        self.judged: list[Judged] = []
        self._numbers = count()

    def name(self) -> str:
        """A variable that no other has."""
        return f"v{next(self._numbers)}"

    def add(self, value: object) -> str:
        """The name of a new parameter with this value."""
        name = f"p{next(self._numbers)}"
        self.parameters[name] = value
        return f"${name}"

    def judge(self, constraint: Constraint, attribute: Attribute | None) -> str:
        """The name of a parameter with the values that a constraint does not accept."""
        name = f"p{next(self._numbers)}"
        self.judged.append(Judged(name, constraint, attribute, self.owners(attribute)))
        return f"${name}"

    def owners(self, attribute: Attribute | None) -> tuple[str, ...]:
        """The topmost classes that have an attribute; the root for the IRI."""
        having = {cls.name for cls in self.model.classes.values() if attribute is None or attribute.name in cls.attributes}
        return tuple(sorted(name for name in having if not having.intersection(self.model.classes[name].ancestors)))

    @property
    def curated(self) -> str:
        """The condition on a relationship `{}` that it is no projected one."""
        return "{}.proposition IS NULL" if self.model.has_evidence else "true"


def every(_: End) -> str:
    """The condition that all ends meet."""
    return "true"


@dataclass(frozen=True, slots=True)
class Way:
    """A path from a node: clauses that bind `node`, the last on it, and the attributes that are read there; `clauses` None where nothing is ever stored."""

    scope: Scope
    clauses: str | None
    node: str
    attributes: tuple[Attribute, ...]
    ends_in_where: bool = False

    def any(self, holds: Callable[[End], str]) -> str:
        """The condition that some end of the path `holds`."""
        if self.clauses is None:
            return "false"
        if not self.attributes:
            return self._exists(holds(End(self.node)))
        cell = self.scope.name()
        found = f"any({cell} IN {self.cells} WHERE {holds(End(cell, self.attributes[0]))})"
        return self._exists(found) if self.clauses else found

    def _exists(self, condition: str) -> str:
        """The condition that `node` can be bound so that a condition holds; short where it can be, for plans are made from the text."""
        if self.ends_in_where:
            return f"EXISTS {{ {self.clauses} AND {condition} }}"
        return f"EXISTS {{ {self.clauses} WITH {self.node} WHERE {condition} RETURN 1 AS one }}"

    def count(self, holds: Callable[[End], str] = every) -> str:
        """How many different ends of the path `hold`."""
        if self.clauses is None:
            return "0"
        if not self.attributes:
            return f"COUNT {{ {self.clauses} WITH DISTINCT {self.node} WHERE {holds(End(self.node))} RETURN 1 AS one }}"
        if not self.clauses and holds is every and not any(a.many or a.localized for a in self.attributes):
            return f"size({self.cells})"
        cell = self.scope.name()
        return f"COUNT {{ {self.clauses} UNWIND {self.cells} AS {cell} WITH DISTINCT {cell} WHERE {holds(End(cell, self.attributes[0]))} RETURN 1 AS one }}"

    def collect(self) -> str:
        """The list of all ends: nodes, or cells."""
        if self.clauses is None:
            return "[]"
        if self.attributes and not self.clauses:
            return self.cells
        cell = self.scope.name()
        last = f"UNWIND {self.cells} AS {cell} RETURN {cell}" if self.attributes else f"RETURN {self.node}"
        return f"COLLECT {{ {self.clauses} {last} }}"

    @property
    def cells(self) -> str:
        """The cells of the attributes at the last node."""
        return " + ".join(cells(attribute, self.node, self.scope) for attribute in self.attributes)


def cells(attribute: Attribute, node: str, scope: Scope) -> str:
    """Return the list of the cells of an attribute: a list where it is stored as one, where it is not, and where nothing is."""
    if not attribute.localized:
        return f"coalesce([] + {node}.{quote(attribute.name)}, [])"
    start, key, text = scope.add(f"{attribute.name}@"), scope.name(), scope.name()
    keys = f"[{key} IN keys({node}) WHERE {key} STARTS WITH {start}]"
    return f"reduce(all = [], {key} IN {keys} | all + [{text} IN [] + {node}[{key}] | [{text}, substring({key}, size({start}))]])"


def way(path: Path, start: str, scope: Scope) -> Way:
    """Return a path from the node with a name; raise NotInCypher for what no short text says."""
    nodes, attributes = _split(path, scope.model)
    if len(attributes) > 1 and len({(a.datatype, a.enum, a.localized, a.literals) for a in attributes}) > 1:
        raise NotInCypher
    if nodes is None:
        return Way(scope, "", start, attributes)
    if isinstance(nodes, Step) and relation_of(nodes.iri, scope.model) is None:
        return Way(scope, None, start, attributes)
    end = scope.name()
    return Way(scope, node_clauses(nodes, start, end, scope), end, attributes, isinstance(nodes, Step))


def _split(path: Path, model: Model) -> tuple[Path | None, tuple[Attribute, ...]]:
    """The part of a path that leads over relations (None for none), and the attributes at its end."""
    match path:
        case Step(iri) if isinstance(attribute := model.by_property.get(iri), Attribute):
            return None, (attribute,)
        case Alternative(parts):
            split = [_split(part, model) for part in parts]
            if all(nodes is None for nodes, _ in split):
                return None, tuple(attribute for _, attributes in split for attribute in attributes)
            if any(attributes for _, attributes in split):
                raise NotInCypher
            return path, ()
        case Sequence(parts):
            last, attributes = _split(parts[-1], model)
            before = parts[:-1] if last is None else (*parts[:-1], last)
            return (before[0] if len(before) == 1 else Sequence(before)), attributes
        case _:
            return path, ()


def node_clauses(path: Path, start: str, end: str, scope: Scope) -> str:
    """Return clauses that bind `end` to each node at the end of a path, some perhaps several times."""
    match path:
        case Step() | Alternative() if arrow := _arrow(path, scope):
            name = scope.name()
            return f"MATCH ({start}){arrow.format(name, '')}({end}:Resource) WHERE {scope.curated.format(name)}"
        case Sequence(parts):
            names = [start, *(scope.name() for _ in parts[1:]), end]
            return " ".join(node_clauses(part, one, other, scope) for part, one, other in zip(parts, names, names[1:], strict=False))
        case Alternative(parts):
            branches = [f"{node_clauses(part, start, end, scope)} RETURN {end}" for part in parts]
            return f"CALL ({start}) {{ {' UNION '.join(branches)} }}"
        case Repeat(inner, least, many):
            return _repeated(inner, f"{{{least},{'' if many else 1}}}", start, end, scope)
        case _:
            raise NotInCypher


def _repeated(path: Path, times: str, start: str, end: str, scope: Scope) -> str:
    """Repeat a path of which no relationship is followed twice: Neo4j would not, where a node can only be reached so."""
    taken = [relation for step in steps(path) if (relation := relation_of(step.iri, scope.model))]
    if len({relation.type for relation in taken}) < len(taken) or any(relation.direction == "both" for relation in taken):
        raise NotInCypher
    arrows = [_arrow(part, scope) for part in (path.parts if isinstance(path, Sequence) else (path,))]
    if not all(arrows):
        raise NotInCypher
    names = [scope.name() for _ in arrows]
    hops = "".join(f"{arrow.format(name, f' WHERE {scope.curated.format(name)}')}()" for arrow, name in zip(arrows, names, strict=True))
    return f"MATCH ({start}) ((){hops}){times} ({end}:Resource)"


def _arrow(path: Path, scope: Scope) -> str:
    """An arrow over one step, or over any of several that go the same way, with places for the relationship's name and a condition; "" where there is none."""
    taken = path.parts if isinstance(path, Alternative) else (path,)
    relations = [(relation_of(step.iri, scope.model), step.backwards) for step in taken if isinstance(step, Step)]
    known = [(relation, backwards) for relation, backwards in relations if relation]
    ways = {_direction(relation, backwards) for relation, backwards in known}
    if len(known) < len(taken) or len(ways) > 1:
        return ""
    types = "|".join(dict.fromkeys(quote(relation.type) for relation, _ in known))
    return {"out": f"-[{{}}:{types}{{}}]->", "in": f"<-[{{}}:{types}{{}}]-", "both": f"-[{{}}:{types}{{}}]-"}[ways.pop()]


def _direction(relation: Relation, backwards: bool) -> str:
    if relation.direction == "both":
        return "both"
    return "out" if (relation.direction == "out") != backwards else "in"
