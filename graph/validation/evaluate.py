"""Shapes held against a graph in memory.

    focus -> values at the end of the path -> each constraint: what does not hold

One function per constraint; each yields a `Fault` per SHACL result. Messages name terms as `<IRI>` or `"text"`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.validation.values import canonical, precedes, same, valid
from graph.validation.violations import Graph, Violation
from graph.validation.walking import once, walk
from schema.paths import Path, Step, show_path
from schema.shapes import (
    Closed,
    Combined,
    Constraint,
    Count,
    HasValue,
    In,
    LanguageIn,
    Length,
    Limit,
    OfClass,
    OfDatatype,
    OfKind,
    Pair,
    Pattern,
    Property,
    Qualified,
    Shape,
    UniqueLang,
    compiled,
    component_iri,
)
from schema.terms import Blank, Term, Text, show

SHOWN = 8
"""How many possible values a message spells out."""


class Fault(NamedTuple):
    """What one constraint does not accept: the value (None where it is about all of them), what is wrong, what would be right."""

    value: Term | None
    message: str
    mend: str
    path: Path | None = None


def check(shapes: Iterable[Shape], graph: Graph, focus: Iterable[Term]) -> Iterator[Violation]:
    """Yield what does not hold of the nodes of `focus`, each under every shape that has it as a target."""
    shapes = tuple(shapes)
    for node in focus:
        for shape in shapes:
            if is_target(shape, graph, node):
                yield from violations(shape, graph, node)


def is_target(shape: Shape, graph: Graph, node: Term) -> bool:
    """Whether a shape speaks of a node."""
    for target in shape.targets:
        match target.kind:
            case "class":
                found = not graph.types(node).isdisjoint(target.classes)
            case "node":
                found = node == target.iri
            case "subjectsOf":
                found = any(True for _ in graph.values(node, target.iri))
            case "objectsOf":
                found = any(True for _ in graph.subjects(node, target.iri))
        if found:
            return True
    return False


def violations(shape: Shape, graph: Graph, focus: Term) -> Iterator[Violation]:
    """Yield what does not hold of a node under a shape, whatever the shape's targets."""
    values = [focus] if shape.path is None else list(walk(shape.path, graph, focus))
    for constraint in shape.constraints:
        if isinstance(constraint, Property):
            for value in values:
                yield from violations(constraint.shape, graph, value)
        else:
            yield from of_constraint(shape, constraint, graph, focus, values)


def of_constraint(shape: Shape, constraint: Constraint, graph: Graph, focus: Term, values: Sequence[Term]) -> Iterator[Violation]:
    """Yield what one constraint of a shape does not accept of a focus with these values."""
    for fault in faults(constraint, graph, focus, values):
        message, path = _message(shape) or fault.message, fault.path or shape.path
        yield Violation(focus, component_iri(constraint.component), shape.name, message, fault.mend, path, fault.value, shape.severity)


def _message(shape: Shape) -> str:
    """What the shape itself says, in English if it does."""
    return next((text.value for text in sorted(shape.messages, key=lambda text: (text.language != "en", text.language))), "")


def conforms(shape: Shape, graph: Graph, node: Term) -> bool:
    """Whether nothing is wrong with a node under a shape."""
    return next(violations(shape, graph, node), None) is None


# constraints


def faults(constraint: Constraint, graph: Graph, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
    """Yield what a constraint does not accept; sh:property is no constraint of its own."""
    match constraint:
        case Count():
            return _count(constraint, values)
        case UniqueLang():
            return _unique(values)
        case Pair():
            return _pair(constraint, graph, focus, values)
        case Qualified():
            return _qualified(constraint, graph, values)
        case HasValue(wanted):
            return iter(() if any(same(value, wanted) for value in values) else (Fault(None, f"has no value {show(wanted)}", f"add {show(wanted)}"),))
        case Closed(allowed):
            return _closed(allowed, graph, values)
        case Property():
            return iter(())
        case _:
            return (Fault(value, *said) for value in values if (said := value_fault(constraint, graph, value)))


def value_fault(constraint: Constraint, graph: Graph, value: Term) -> tuple[str, str] | None:
    """Return what is wrong with one value and what would be right; None if it is as it should be."""
    match constraint:
        case OfClass(iri, classes, members):
            belongs = not isinstance(value, Text) and (value in members or not graph.types(value).isdisjoint(classes))
            return None if belongs else (f"{show(value)} is no {show(iri)}", f"give a resource of the class {show(iri)}")
        case OfDatatype(iri):
            fits = isinstance(value, Text) and graph.has_datatype(value, iri) and valid(value.value, iri)
            return None if fits else (f"{_typed(value)} is no literal of {show(iri)}", f"give a literal of {show(iri)}")
        case OfKind(kinds):
            return None if _kind(value) in kinds else (f"{show(value)} is a node of the kind {_kind(value)}", f"give one of the kind {' or '.join(kinds)}")
        case Limit(component, bound):
            return None if _LIMITS[component](value, bound) else (f"{show(value)} is beyond {component} {bound.value}", _LIMIT_WORDS[component] + bound.value)
        case Length(component, number):
            return _length(component, number, value)
        case Pattern(regex):
            found = not isinstance(value, Blank) and compiled(constraint).search(_string(value))
            return None if found else (f"{show(value)} does not match {regex}", f"give a value that matches {regex}")
        case LanguageIn(ranges):
            tag = value.language.lower() if isinstance(value, Text) else ""
            fits = any(tag == wanted or tag.startswith(wanted + "-") or (wanted == "*" and tag) for wanted in ranges)
            return None if fits else (f"{show(value)} has {f'the language {tag}' if tag else 'no language'}", f"give one of: {', '.join(ranges)}")
        case In(wanted):
            shown = ", ".join(show(term) for term in wanted[:SHOWN]) + (", ..." if len(wanted) > SHOWN else "")
            return None if any(same(value, term) for term in wanted) else (f"{show(value)} is none of the values that are possible", f"give one of: {shown}")
        case Combined(component, shapes):
            return _combined(component, shapes, graph, value)
        case _:
            raise TypeError(f"{type(constraint).__name__} is not about one value")


_LIMITS: dict[str, Callable[[Term, Text], bool]] = {
    "minInclusive": lambda value, bound: precedes(bound, value, strictly=False),
    "maxInclusive": lambda value, bound: precedes(value, bound, strictly=False),
    "minExclusive": lambda value, bound: precedes(bound, value, strictly=True),
    "maxExclusive": lambda value, bound: precedes(value, bound, strictly=True),
}
_LIMIT_WORDS = {"minInclusive": "give at least ", "maxInclusive": "give at most ", "minExclusive": "give more than ", "maxExclusive": "give less than "}


def _length(component: str, number: int, value: Term) -> tuple[str, str] | None:
    length = None if isinstance(value, Blank) else len(_string(value))
    holds = length is not None and (length >= number if component == "minLength" else length <= number)
    least = "at least" if component == "minLength" else "at most"
    return None if holds else (f"{show(value)} has {length or 0} characters", f"give {least} {number}")


def _combined(component: str, shapes: Sequence[Shape], graph: Graph, value: Term) -> tuple[str, str] | None:
    met = sum(conforms(shape, graph, value) for shape in shapes)
    holds, said, mend = {
        "not": (met == 0, "is as it must not be", "change what makes it so"),
        "node": (met == 1, "is not as it must be", f"make it conform to {shapes[0].name}" if shapes else ""),
        "and": (met == len(shapes), f"conforms to {met} of {len(shapes)} shapes", "make it conform to all"),
        "or": (met > 0, f"conforms to none of {len(shapes)} shapes", "make it conform to one"),
        "xone": (met == 1, f"conforms to {met} of {len(shapes)} shapes", "make it conform to exactly one"),
    }[component]
    return None if holds else (f"{show(value)} {said}", mend)


def _count(constraint: Count, values: Sequence[Term]) -> Iterator[Fault]:
    found, number = len(values), constraint.number
    if constraint.component == "minCount" and found < number:
        yield Fault(None, "is missing" if not found else f"has {found} of the {number} values that are needed", f"give at least {number}")
    if constraint.component == "maxCount" and found > number:
        yield Fault(None, f"has {found} values", f"give at most {number}")


def _unique(values: Sequence[Term]) -> Iterator[Fault]:
    tags = [value.language.lower() for value in values if isinstance(value, Text) and value.language]
    for tag in dict.fromkeys(tag for tag in tags if tags.count(tag) > 1):
        yield Fault(None, f"has several values in the language {tag}", "keep one for each language")


def _pair(constraint: Pair, graph: Graph, focus: Term, values: Sequence[Term]) -> Iterator[Fault]:
    others = list(graph.values(focus, constraint.property))
    other = show(constraint.property)
    left, right = {canonical(value) for value in values}, {canonical(value) for value in others}
    match constraint.component:
        case "equals":
            for value in once([v for v in values if canonical(v) not in right] + [v for v in others if canonical(v) not in left]):
                yield Fault(value, f"{show(value)} is not in both this and {other}", f"give the same values as {other}")
        case "disjoint":
            for value in values:
                if canonical(value) in right:
                    yield Fault(value, f"{show(value)} is a value of {other} too", f"give other values than {other}")
        case _:
            strictly = constraint.component == "lessThan"
            for value in values:
                for limit in others:
                    if not precedes(value, limit, strictly=strictly):
                        less = "less than" if strictly else "at most"
                        yield Fault(value, f"{show(value)} is not {less} {show(limit)} of {other}", f"give {less} {show(limit)}")


def _qualified(constraint: Qualified, graph: Graph, values: Sequence[Term]) -> Iterator[Fault]:
    fitting = [v for v in values if conforms(constraint.shape, graph, v) and not any(conforms(sibling, graph, v) for sibling in constraint.siblings)]
    least = constraint.component == "qualifiedMinCount"
    if len(fitting) < constraint.number if least else len(fitting) > constraint.number:
        name = constraint.shape.name
        yield Fault(None, f"has {len(fitting)} values that conform to {name}", f"give at {'least' if least else 'most'} {constraint.number}")


def _closed(allowed: Sequence[str], graph: Graph, values: Sequence[Term]) -> Iterator[Fault]:
    for value in values:
        for iri, given in graph.statements(value):
            if iri not in allowed:
                yield Fault(given, f"{show(iri)} is none of the properties that are possible", f"take {show_path(Step(iri))} away", Step(iri))


def _kind(term: Term) -> str:
    return "Literal" if isinstance(term, Text) else "BlankNode" if isinstance(term, Blank) else "IRI"


def _string(term: Term) -> str:
    return term.value if isinstance(term, Text) else term


def _typed(term: Term) -> str:
    if not isinstance(term, Text):
        return show(term)
    return f"{show(term)} (in the language {term.language})" if term.language else f"{show(term)} (of {show(term.datatype)})"
