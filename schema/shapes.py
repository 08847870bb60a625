"""SHACL shapes as plain frozen values, what has no order of its own sorted; `schema.shacl` reads them, `graph.validation` holds data to them.

Words, used with SHACL's meanings:

    focus        the resource that a shape speaks of
    path         the way from a focus to its values; a node shape has none, its value is the focus itself
    constraint   one thing that a shape demands; its `component` is the name of the SHACL parameter that says so ("minCount", "or", ...)
    target       which resources a shape speaks of
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from schema.paths import Path
from schema.terms import Term, Text

SH = "http://www.w3.org/ns/shacl#"
VIOLATION = SH + "Violation"

# constraints


@dataclass(frozen=True, slots=True)
class OfClass:
    """sh:class. `classes` are the IRIs of the class and of all below it, `members` the concepts and individuals of the ontology that belong to them."""

    iri: str
    classes: tuple[str, ...]
    members: tuple[str, ...] = ()
    component: Literal["class"] = "class"


@dataclass(frozen=True, slots=True)
class OfDatatype:
    """sh:datatype."""

    iri: str
    component: Literal["datatype"] = "datatype"


@dataclass(frozen=True, slots=True)
class OfKind:
    """sh:nodeKind; `kinds` are among "IRI", "BlankNode" and "Literal"."""

    kinds: tuple[str, ...]
    component: Literal["nodeKind"] = "nodeKind"


@dataclass(frozen=True, slots=True)
class Count:
    """How many values there may be."""

    component: Literal["minCount", "maxCount"]
    number: int


@dataclass(frozen=True, slots=True)
class Limit:
    """How small or large each value may be."""

    component: Literal["minInclusive", "maxInclusive", "minExclusive", "maxExclusive"]
    bound: Text


@dataclass(frozen=True, slots=True)
class Length:
    """How many characters each value may have."""

    component: Literal["minLength", "maxLength"]
    number: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that is to be found in each value; `flags` are SPARQL's ("i", "s", "m", "x", "q")."""

    regex: str
    flags: str = ""
    component: Literal["pattern"] = "pattern"


def compiled(pattern: Pattern) -> re.Pattern[str]:
    """The pattern for Python; re.error where it is none."""
    flags = re.NOFLAG
    for letter, flag in (("i", re.IGNORECASE), ("s", re.DOTALL), ("m", re.MULTILINE), ("x", re.VERBOSE)):
        flags |= flag if letter in pattern.flags else re.NOFLAG
    return re.compile(re.escape(pattern.regex) if "q" in pattern.flags else pattern.regex, flags)


@dataclass(frozen=True, slots=True)
class LanguageIn:
    """The languages that each value may have, as basic language ranges ("en" holds "en-GB")."""

    ranges: tuple[str, ...]
    component: Literal["languageIn"] = "languageIn"


@dataclass(frozen=True, slots=True)
class UniqueLang:
    """At most one value per language."""

    component: Literal["uniqueLang"] = "uniqueLang"


@dataclass(frozen=True, slots=True)
class Pair:
    """How the values stand to those of another property of the focus."""

    component: Literal["equals", "disjoint", "lessThan", "lessThanOrEquals"]
    property: str


@dataclass(frozen=True, slots=True)
class Combined:
    """Which of other shapes each value conforms to; "not" and "node" have one."""

    component: Literal["not", "and", "or", "xone", "node"]
    shapes: "tuple[Shape, ...]"


@dataclass(frozen=True, slots=True)
class Property:
    """sh:property: a property shape of which each value is the focus; what it finds is reported as its own."""

    shape: "Shape"
    component: Literal["property"] = "property"


@dataclass(frozen=True, slots=True)
class Qualified:
    """How many values conform to a shape (and to none of `siblings`)."""

    component: Literal["qualifiedMinCount", "qualifiedMaxCount"]
    number: int
    shape: "Shape"
    siblings: "tuple[Shape, ...]" = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """Each value has no other properties than these."""

    allowed: tuple[str, ...]
    component: Literal["closed"] = "closed"


@dataclass(frozen=True, slots=True)
class HasValue:
    """One of the values is this."""

    value: Term
    component: Literal["hasValue"] = "hasValue"


@dataclass(frozen=True, slots=True)
class In:
    """Each value is one of these."""

    values: tuple[Term, ...]
    component: Literal["in"] = "in"


Constraint = (
    OfClass | OfDatatype | OfKind | Count | Limit | Length | Pattern | LanguageIn | UniqueLang | Pair | Combined | Property | Qualified | Closed | HasValue | In
)


def component_iri(component: str) -> str:
    """The IRI of a constraint component.

    >>> component_iri("minCount")
    'http://www.w3.org/ns/shacl#MinCountConstraintComponent'
    """
    return f"{SH}{component[:1].upper()}{component[1:]}ConstraintComponent"


# shapes


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape speaks of: the instances of a class (`classes`: with all classes below it), one node, or the subjects or objects of a property."""

    kind: Literal["class", "node", "subjectsOf", "objectsOf"]
    iri: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape (`path` is None) or a property shape.

    `name` is its IRI; one without is named after the shape that it stands in. `severity` is an IRI; `messages` are what its sh:message says.
    """

    name: str
    path: Path | None = None
    constraints: tuple[Constraint, ...] = ()
    targets: tuple[Target, ...] = ()
    severity: str = VIOLATION
    messages: tuple[Text, ...] = ()


def inner_shapes(constraint: Constraint) -> tuple[Shape, ...]:
    """The shapes that a constraint speaks of."""
    match constraint:
        case Combined(_, shapes):
            return shapes
        case Property(shape):
            return (shape,)
        case Qualified(_, _, shape, siblings):
            return (shape, *siblings)
        case _:
            return ()


def nested(shape: Shape) -> Iterator[Shape]:
    """The shape and all in it."""
    yield shape
    for constraint in shape.constraints:
        for inner in inner_shapes(constraint):
            yield from nested(inner)
