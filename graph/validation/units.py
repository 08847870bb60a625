"""Shapes as statements over the whole store.

    shapes -> units: a target, a path from it to the focus, and all constraints on that focus
           -> one statement each: every focus that breaks something, with the numbers of what it breaks

What no short Cypher says is kept apart, for Python to look at each focus.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from graph.cypher.quote import quote
from graph.terms import relation_of
from graph.validation.conditions import broken
from graph.validation.findings import named
from graph.validation.ways import End, Judged, NotInCypher, Scope, cells, node_clauses
from schema.hierarchy import is_top
from schema.model import ROOT, Attribute, Model
from schema.paths import Path
from schema.paths import Sequence as Way
from schema.shapes import Constraint, Property, Shape, Target
from schema.storable import is_of_relations


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of one shape, on a focus."""

    shape: Shape
    constraint: Constraint


@dataclass(slots=True)
class Unit:
    """All checks on the resources that one path leads to from some targets."""

    targets: tuple[Target, ...]
    path: Path | None
    checks: list[Check] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement whose rows are [IRI of a focus, numbers of the checks that it breaks]; `judged` are parameters that are still to be found.

    With `text` "" nothing of it is in Cypher. `foci` gives the IRIs of all that the unit looks at, `left` are the checks that Python does on them.
    """

    checks: tuple[Check, ...]
    text: str
    parameters: dict[str, Any]
    judged: tuple[Judged, ...]
    left: tuple[Check, ...]
    foci: tuple[str, dict[str, Any]]


def units(shapes: Iterable[Shape], model: Model) -> list[Unit]:
    """Return the units of shapes of resources, those with one target and path as one."""
    found: dict[tuple[tuple[Target, ...], Path | None], Unit] = {}
    for shape in shapes:
        if not any(is_of_relations(target, model) for target in shape.targets):
            for path, check in _checks(shape, None):
                found.setdefault((shape.targets, path), Unit(shape.targets, path)).checks.append(check)
    return list(found.values())


def _checks(shape: Shape, path: Path | None) -> Iterator[tuple[Path | None, Check]]:
    """Every constraint of a shape with the path to its focus; sh:property moves the focus on where it stands in a property shape."""
    further = path if shape.path is None else shape.path if path is None else Way((path, shape.path))
    for constraint in shape.constraints:
        if isinstance(constraint, Property):
            yield from _checks(constraint.shape, further)
        else:
            yield path, Check(shape, constraint)


def compiled(unit: Unit, model: Model) -> Compiled:
    """Return the statement of a unit."""
    scope = Scope(model)
    focus, start = _start(unit, scope)
    conditions: list[str] = []
    inside: list[Check] = []
    left: list[Check] = []
    for check in unit.checks:
        try:
            condition = broken(check.shape, check.constraint, End(focus), scope)
        except NotInCypher:
            left.append(check)
            continue
        if condition != "false":
            conditions.append(f"CASE WHEN {condition} THEN {len(inside)} END")
            inside.append(check)
    text = f"{start} WITH {focus}, [one IN [{', '.join(conditions)}] WHERE one IS NOT NULL] AS broken WHERE size(broken) > 0 RETURN {named(focus)}, broken"
    alone = Scope(model)
    focus, start = _start(unit, alone)
    return Compiled(
        tuple(inside),
        text if inside else "",
        scope.parameters,
        tuple(scope.judged),
        tuple(left),
        (f"{start} RETURN {named(focus)}", alone.parameters),
    )


def _start(unit: Unit, scope: Scope) -> tuple[str, str]:
    """The name of the focus, and the clauses that bind it to each node of a unit, once."""
    node = scope.name()
    branches = _targets(unit.targets, node, scope)
    start = branches[0] if len(branches) == 1 else f"CALL () {{ {' UNION '.join(f'{branch} RETURN {node}' for branch in branches)} }}"
    if unit.path is None:
        return node, start
    focus = scope.name()
    return focus, f"{start} {node_clauses(unit.path, node, focus, scope)} WITH DISTINCT {focus}"


def _targets(targets: Sequence[Target], node: str, scope: Scope) -> list[str]:
    labels = dict.fromkeys(label for target in targets if target.kind == "class" for label in _labels(target, scope.model))
    found = [f"MATCH ({node}:{'|'.join(map(quote, labels))})"] if labels else []
    return found + [_other(target, node, scope) for target in targets if target.kind != "class"]


def _labels(target: Target, model: Model) -> list[str]:
    """The labels of the topmost classes that a target names."""
    if is_top(target.iri):
        return [ROOT]
    named = [model.class_by_iri[iri] for iri in target.classes if iri in model.class_by_iri]
    names = {cls.name for cls in named}
    return [cls.name for cls in named if not names.intersection(cls.ancestors)]


def may_have_any(unit: Unit, model: Model, present: Set[str]) -> bool:
    """Whether a unit has something to look at in a store with these labels."""
    return any(target.kind != "class" or not present.isdisjoint(_labels(target, model)) for target in unit.targets)


def _other(target: Target, node: str, scope: Scope) -> str:
    if target.kind == "node":
        return f"MATCH ({node}:Resource) WHERE {node}.iri = {scope.add(target.iri)}"
    known = scope.model.by_property[target.iri]
    if isinstance(known, Attribute):
        return f"MATCH ({node}:{'|'.join(map(quote, scope.owners(known)))}) WHERE size({cells(known, node, scope)}) > 0"
    relation, name = relation_of(target.iri, scope.model), scope.name()
    if relation is None:
        return f"MATCH ({node}:Resource) WHERE false"
    start, end = (
        (f"({node}:Resource)", "(:Resource)") if (target.kind == "subjectsOf") == (relation.direction != "in") else ("(:Resource)", f"({node}:Resource)")
    )
    arrow = "-" if relation.direction == "both" else "->"
    return f"MATCH {start}-[{name}:{quote(relation.type)}]{arrow}{end} WHERE {scope.curated.format(name)} WITH DISTINCT {node}"
