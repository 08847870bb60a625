"""Shapes that speak of what no store can hold are refused: a constraint that can never be met, or never be broken, is a mistake.

Rules:

* A path leads over relations, and may end in an attribute; it goes on from no literal or concept, and reads no attribute backwards.
* A property, or a class, that the ontology does not have is a mistake. What a resource is has sh:class and sh:targetClass, not a path over rdf:type.
* A target are resources of the graph, not concepts of the ontology. What relations carry (cg:edgeProperty) can be a target too, and is then held to one value of its class or
  datatype, as reading data does.
"""

from typing import NoReturn

from schema.errors import ShapeUnsupported
from schema.hierarchy import is_top
from schema.model import Attribute, Model
from schema.paths import Alternative, Path, Repeat, Sequence, Step
from schema.shapes import Constraint, Count, OfClass, OfDatatype, Pair, Property, Shape, Target, inner_shapes
from schema.triples import TYPE

_RESOURCE, _VALUE = "resource", "value"


def refuse_unstorable(model: Model) -> None:
    """Raise ShapeUnsupported for the first shape of a Model that speaks of what is never stored."""
    for shape in model.shapes:
        if any(is_of_relations(target, model) for target in shape.targets):
            _refuse_on_relations(shape, model)
            continue
        for target in shape.targets:
            _check_target(shape, target, model)
        _check(shape, _RESOURCE, model)


def is_of_relations(target: Target, model: Model) -> bool:
    """Whether a target are the relations that carry a property."""
    return target.kind == "subjectsOf" and target.iri in model.by_edge_property and target.iri not in model.by_property


def _refuse(shape: Shape, what: str, mend: str) -> NoReturn:
    raise ShapeUnsupported(f"the shape {shape.name} {what}; {mend}")


def _refuse_on_relations(shape: Shape, model: Model) -> None:
    for constraint in shape.constraints:
        inner = constraint.shape if isinstance(constraint, Property) else None
        if inner is None or len(shape.targets) > 1:
            _refuse(shape, "speaks of relations", "give it one target, and nothing but sh:property")
        if not isinstance(inner.path, Step) or inner.path.backwards or inner.path.iri not in model.by_edge_property:
            _refuse(inner, "has a path that leads away from a relation", "name a property that relations carry (cg:edgeProperty)")
        wrong = [c.component for c in inner.constraints if not (isinstance(c, OfClass | OfDatatype) or c == Count("maxCount", 1))]
        if wrong:
            _refuse(inner, f"holds relations to sh:{wrong[0]}", "what they carry is held to sh:class, sh:datatype and sh:maxCount 1")


def _check_target(shape: Shape, target: Target, model: Model) -> None:
    if target.kind == "class" and not is_top(target.iri) and not model.class_by_iri.keys() & set(target.classes):
        _refuse(shape, f"has the target <{target.iri}>, which is no class of resources", "name one, or take the shape out")
    if target.kind in ("subjectsOf", "objectsOf"):
        known = _known(shape, target.iri, model)
        if target.kind == "objectsOf" and isinstance(known, Attribute):
            _refuse(shape, f"has the values of <{target.iri}> as its target, which are no resources", "give it the class that has them, and a sh:property")


def _known(shape: Shape, iri: str, model: Model) -> object:
    if iri == TYPE:
        _refuse(shape, "has a path over rdf:type", "say sh:class or sh:targetClass")
    if iri not in model.by_property:
        _refuse(shape, f"names <{iri}>, which is no property of any class", "declare it, or name another")
    return model.by_property[iri]


def _check(shape: Shape, kind: str, model: Model) -> None:
    ends = kind if shape.path is None else _end(shape, shape.path, kind, model)
    for constraint in shape.constraints:
        _check_constraint(shape, constraint, kind, model)
        for inner in inner_shapes(constraint):
            _check(inner, ends, model)


def _check_constraint(shape: Shape, constraint: Constraint, kind: str, model: Model) -> None:
    if isinstance(constraint, OfClass) and not is_top(constraint.iri) and not constraint.members and not model.class_by_iri.keys() & set(constraint.classes):
        _refuse(shape, f"wants values of <{constraint.iri}>, which is no class here", "declare it (a owl:Class), or name another")
    if isinstance(constraint, Pair):
        if kind != _RESOURCE:
            _refuse(shape, f"compares a literal's properties (sh:{constraint.component})", "compare those of a resource")
        _known(shape, constraint.property, model)


def _end(shape: Shape, path: Path, kind: str, model: Model) -> str:
    """What stands at the end of a path that begins at a resource or a value."""
    match path:
        case Step(iri, backwards):
            known = _known(shape, iri, model)
            if kind != _RESOURCE:
                _refuse(shape, f"goes on over <{iri}> from a literal or a concept", "end the path there")
            if isinstance(known, Attribute) and backwards:
                _refuse(shape, f"reads <{iri}> backwards, whose values are no resources", "begin at the resource that has it")
            return _VALUE if isinstance(known, Attribute) else _RESOURCE
        case Sequence(parts):
            for part in parts:
                kind = _end(shape, part, kind, model)
            return kind
        case Alternative(parts):
            ends = {_end(shape, part, kind, model) for part in parts}
            if len(ends) > 1:
                _refuse(shape, "has a path that leads to resources and to values", "make two shapes of it")
            return ends.pop()
        case Repeat(inner):
            if _end(shape, inner, kind, model) != _RESOURCE:
                _refuse(shape, "repeats a path that leads to values", "repeat a path that leads to resources")
            return _RESOURCE
