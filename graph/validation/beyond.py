"""What shapes demand beyond what reading data holds to already (`graph.resolve`), so that a write need not look at everything twice.

Reading data checks each value by itself (datatype, concept, limits, length, pattern), the class of a target, how many values a resource that is described has, and one value
per language. A constraint is left out here only if it is one of those, for every class that its shape speaks of. So are shapes that are less than a sh:Violation, and
what is computed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from schema.constraints import Limits
from schema.datatypes import DATATYPES, ENUM, RDF, XSD
from schema.limits import tightest
from schema.model import Attribute, Class, Model, Relation
from schema.paths import Step
from schema.shapes import VIOLATION, Combined, Constraint, Count, In, Length, Limit, OfClass, OfDatatype, OfKind, Pattern, Property, Shape, UniqueLang
from schema.storable import is_of_relations
from schema.terms import Text

LANG_STRING = RDF + "langString"
STRING = XSD + "string"
_READ = frozenset(row.iris[0] for row in DATATYPES.values()) | {XSD + name for name in ("int", "double", "float")}
"""Datatypes of which reading data accepts no more than their lexical forms."""
Field = Attribute | Relation


def beyond(model: Model) -> tuple[Shape, ...]:
    """Return the Model's shapes with only those constraints that a write has still to be held to; shapes without any are left out."""
    found = (_rest(shape, _classes(shape, model), model) for shape in model.shapes if not _is_read(shape, model))
    return tuple(shape for shape in found if shape.constraints)


def _is_read(shape: Shape, model: Model) -> bool:
    return any(is_of_relations(target, model) for target in shape.targets)


def _classes(shape: Shape, model: Model) -> list[Class] | None:
    """All classes that a shape speaks of; None if it does not speak of classes only."""
    if any(target.kind != "class" for target in shape.targets):
        return None
    return [model.class_by_iri[iri] for target in shape.targets for iri in target.classes if iri in model.class_by_iri]


def _rest(shape: Shape, classes: Sequence[Class] | None, model: Model, inside: bool = False) -> Shape:
    """A shape of resources without what is read; nothing of it is, where the classes are not known. `inside` another, its severity does not matter."""
    if shape.severity != VIOLATION and not inside:
        return replace(shape, constraints=())
    if shape.path is not None:
        return replace(shape, constraints=tuple(c for c in shape.constraints if not _held(c, shape, classes, model)))
    return replace(shape, constraints=tuple(rest for c in shape.constraints if (rest := _of_node(c, classes, model, inside))))


def _of_node(constraint: Constraint, classes: Sequence[Class] | None, model: Model, inside: bool) -> Constraint | None:
    match constraint:
        case Property(shape):
            rest = _rest(shape, classes, model, inside)
            return Property(rest) if rest.constraints else None
        case Combined("and" | "node", shapes):
            left = tuple(rest for shape in shapes if (rest := _rest(shape, classes, model, True)).constraints)
            return replace(constraint, shapes=left) if left else None
        case OfKind(kinds):
            return None if "IRI" in kinds else constraint
        case _:
            return constraint


def _held(constraint: Constraint, shape: Shape, classes: Sequence[Class] | None, model: Model) -> bool:
    """Whether reading data holds all values of a property shape to a constraint."""
    if not classes or not isinstance(shape.path, Step):
        return False
    fields = [_field(cls, shape.path) for cls in classes]
    return all(field is not None and (field.derived or _HOLDS[type(field)](constraint, field, model)) for field in fields)


def _field(cls: Class, step: Step) -> Field | None:
    """The attribute or relation of a class that a step reads."""
    if not step.backwards:
        attribute = next((a for a in cls.attributes.values() if step.iri in a.iris), None)
        if attribute is not None:
            return attribute
    relations = [r for r in cls.relations.values() if r.iri == step.iri]
    return next((r for r in relations if (r.direction == "in") == step.backwards), None)


def _by_attribute(constraint: Constraint, use: Attribute, model: Model) -> bool:
    is_enum = use.datatype == ENUM
    match constraint:
        case Count("minCount", number):
            return use.min_count >= number
        case Count("maxCount", number):
            return number > 0 and not use.localized and (not use.many or (use.max_count is not None and use.max_count <= number))
        case OfDatatype(iri):
            return not is_enum and _fits({iri}, use)
        case Combined("or", shapes):
            alone = all(len(s.constraints) == 1 and isinstance(s.constraints[0], OfDatatype) and s.path is None for s in shapes)
            return not is_enum and alone and _fits({c.iri for s in shapes for c in s.constraints if isinstance(c, OfDatatype)}, use)
        case OfClass(_, _, members):
            return is_enum and all(concept.iri in members for concept in model.enums[use.enum or ""].concepts)
        case OfKind(kinds):
            concepts = model.enums[use.enum or ""].concepts if is_enum else ()
            return all(("IRI" if concept.iri else "Literal") in kinds for concept in concepts) if is_enum else "Literal" in kinds
        case In(values):
            plain = {value.value if isinstance(value, Text) else value for value in values}
            return is_enum and all((concept.iri or concept.notation) in plain for concept in model.enums[use.enum or ""].concepts)
        case Limit() | Length():
            return not is_enum and _is_bounded(constraint, use)
        case Pattern(regex, flags):
            return not is_enum and not flags and use.pattern == regex
        case UniqueLang():
            return not (use.localized and use.many)
        case _:
            return False


def _fits(datatypes: set[str], use: Attribute) -> bool:
    """Whether each value of an attribute is a literal of one of these datatypes."""
    if use.datatype != "String":
        return bool(datatypes & _READ & set(DATATYPES[use.datatype].iris))
    return STRING in datatypes and (not use.localized or LANG_STRING in datatypes) and not set(use.literals) - {STRING, LANG_STRING}


def _is_bounded(constraint: Limit | Length, use: Attribute) -> bool:
    """Whether an attribute's own bound is as tight."""
    name = "".join(f"_{c.lower()}" if c.isupper() else c for c in constraint.component)
    bound: Any = constraint.bound.value if isinstance(constraint, Limit) else constraint.number
    own: Any = getattr(use, name)
    return own is not None and getattr(tightest((Limits(**{name: own}), Limits(**{name: bound}))), name) == own


def _by_relation(constraint: Constraint, use: Relation, model: Model) -> bool:
    match constraint:
        case Count("minCount", number):
            return use.min_count >= number
        case Count("maxCount", number):
            return number == use.max_count == 1 and use.direction == "out" and not _is_written_backwards(use, model)
        case OfClass(_, classes):
            return model.classes[use.target].iri in classes
        case OfKind(kinds):
            return "IRI" in kinds
        case UniqueLang():
            return True
        case _:
            return False


def _is_written_backwards(use: Relation, model: Model) -> bool:
    """Whether data can state a relation at its other end too, where nobody counts."""
    return any(r.type == use.type and r.direction == "in" and r.iri != use.iri for r in model.classes[use.target].relations.values())


_HOLDS: dict[type, Callable[..., bool]] = {Attribute: _by_attribute, Relation: _by_relation}
