"""Where a search may start: at the few nodes that an index finds.

    yes      few nodes fulfil the condition whatever its value is (an IRI, a property that few nodes share)
    perhaps  the value decides: a range, a stretch of time, an area, alternatives
    no       each node must be asked

What is sure is `narrowed` to a pattern where it stands behind relations, and Neo4j starts there by itself. What is not is a `Start`, which a page
tries before it relies on it.
"""

from dataclasses import dataclass, replace

from graph.cypher import stretches
from graph.cypher.patterns import pattern
from graph.cypher.predicates import predicate
from graph.cypher.quote import quote
from graph.cypher.text import Scope, block, union
from graph.ir import And, Compare, InBox, Near, Or, Overlaps, Predicate, Related, Selective

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """What an index finds for a condition.

    `seeks` are the clauses of each way to find nodes (as the variable `found`); `apart` says that no two ways find the same one. `follow` are the
    clauses from there to the nodes that are searched (none: it is these that are found), `conditions` what must still hold of them.
    """

    found: str
    seeks: tuple[Lines, ...]
    apart: bool
    follow: Lines = ()
    conditions: Lines = ()

    @property
    def clauses(self) -> Lines:
        """The clauses that find the nodes."""
        return self.seeks[0] if len(self.seeks) == 1 else (block("CALL ()", union(self.seeks, self.found, self.apart)),)


def finds(part: Predicate | None) -> Selective:
    """Return whether an index finds few nodes for a condition."""
    match part:
        case Compare() | Overlaps() | Near() | InBox():
            return part.selective
        case Related(step, "some", where):
            found = finds(where)
            return "no" if found == "perhaps" and step.bound > 1 else found
        case And(parts):
            return _best([finds(one) for one in parts])
        case Or(parts):
            return _worst(parts)
    return "no"


def _best(found: list[Selective]) -> Selective:
    return "yes" if "yes" in found else "perhaps" if "perhaps" in found else "no"


def _worst(parts: tuple[Predicate, ...]) -> Selective:
    """Alternatives that are all comparisons Neo4j seeks by itself; others it is told to."""
    found = [finds(one) for one in parts]
    if not parts or "no" in found or any(_leads_away(one) for one in parts):
        return "no"
    return "yes" if "perhaps" not in found and all(isinstance(one, Compare) for one in parts) else "perhaps"


def _leads_away(part: Predicate) -> bool:
    """Whether the nodes that are perhaps few lie behind a relation, so that nobody knows how many they lead to."""
    if isinstance(part, And):
        return finds(part) == "perhaps" and _leads_away(next(one for one in part.parts if finds(one) == "perhaps"))
    return isinstance(part, Related) and finds(part) == "perhaps"


def parts_of(part: Predicate | None) -> tuple[Predicate, ...]:
    """Return the conditions that must all hold."""
    return part.parts if isinstance(part, And) else (part,) if part else ()


# yes


def narrowed(part: Predicate, owner: str, scope: Scope) -> tuple[list[str], list[str]]:
    """Return clauses and conditions that ask for the same as a predicate, so that Neo4j may start where an index finds few nodes.

    A `some` with a selective comparison somewhere below becomes a pattern (after which a node may come several times); everything else stays a
    condition, which is tested for each node and stops as soon as the page is full. A node whose index is that of a class above gets its label too.
    """
    clauses, conditions = [], []
    for one in parts_of(part):
        if isinstance(one, Related) and finds(one) == "yes":
            reached = pattern(owner, one.step, scope)
            clauses.append(reached.clause)
            if one.edge:
                conditions.append(predicate(one.edge, reached.edge, scope))
            inner = narrowed(one.where, reached.node, scope) if one.where else ([], [])
            clauses += inner[0]
            conditions += inner[1]
        elif isinstance(one, And) and finds(one) == "yes":
            inner = narrowed(one, owner, scope)
            clauses += inner[0]
            conditions += inner[1]
        else:
            conditions += [*_indexed(one, owner), predicate(one, owner, scope)]
    return clauses, conditions


def _indexed(part: Predicate, owner: str) -> list[str]:
    """Return the conditions that a node has the labels of the classes above that have the indexes."""
    labels = [one.index for one in (part.parts if isinstance(part, Or) else (part,)) if isinstance(one, Compare | Near | InBox) and one.index]
    return [f"{owner}:{quote(label)}" for label in dict.fromkeys(labels)]


# perhaps


def start_of(part: Predicate, node: str, label: str, scope: Scope) -> Start:
    """Return where a search for nodes with a label may start, for a condition that `finds` perhaps few."""
    match part:
        case Compare() | Near() | InBox():
            return _seek(node, label, part.index, [[predicate(part, node, scope)]])
        case Overlaps():
            ways = [stretches.begun(part, node, scope.parameters), stretches.rest(part, node, scope.parameters)]
            return _seek(node, label, part.index, [way for way in ways if way])
        case Related():
            return _behind(part, node, label, scope)
        case And(parts):
            return _first(parts, node, label, scope)
        case Or(parts):
            return Start(node, tuple(seek for one in parts for seek in _alternative(one, node, label, scope)), apart=False)
    raise NotImplementedError(type(part).__name__)


def _seek(node: str, label: str, index: str, ways: list[list[str]]) -> Start:
    seeks = tuple((f"MATCH ({node}:{quote(index or label)})", f"WHERE {' AND '.join(way)}") for way in ways)
    return Start(node, seeks, apart=True, conditions=(f"{node}:{quote(label)}",) if index else ())


def _behind(part: Related, node: str, label: str, scope: Scope) -> Start:
    """From the nodes that are found back over the relation."""
    assert part.where is not None
    reached = pattern(f"{node}:{quote(label)}", part.step, scope)
    inner = start_of(part.where, reached.node, part.step.target, scope)
    edge = (predicate(part.edge, reached.edge, scope),) if part.edge else ()
    return replace(inner, follow=(*inner.follow, reached.clause), conditions=(*inner.conditions, *edge))


def _first(parts: tuple[Predicate, ...], node: str, label: str, scope: Scope) -> Start:
    """From the first condition that may find few; both ends of a range count as one."""
    chosen = next(one for one in parts if finds(one) == "perhaps")
    same = [one for one in parts if isinstance(chosen, Compare) and isinstance(one, Compare) and _is_range_of(one, chosen)]
    start = start_of(chosen, node, label, scope)
    if len(same) > 1:
        start = replace(start, seeks=_seek(node, label, same[0].index, [[predicate(one, node, scope) for one in same]]).seeks)
    others = (predicate(one, node, scope) for one in parts if one is not chosen and one not in same)
    return replace(start, conditions=(*start.conditions, *others))


def _is_range_of(part: Compare, chosen: Compare) -> bool:
    return part.attribute == chosen.attribute and part.selective == "perhaps"


def _alternative(part: Predicate, node: str, label: str, scope: Scope) -> list[Lines]:
    """Return the ways to find exactly the nodes that fulfil one of several conditions."""
    if finds(part) == "yes":
        clauses, conditions = narrowed(part, node, scope)
        return [(f"MATCH ({node}:{quote(label)})", *clauses, f"WHERE {' AND '.join(f'({text})' for text in conditions)}")]
    start = start_of(part, node, label, scope)
    tested = (f"WITH {node} WHERE {' AND '.join(f'({text})' for text in start.conditions)}",) if start.conditions else ()
    return [(*seek, *tested) for seek in start.seeks]
