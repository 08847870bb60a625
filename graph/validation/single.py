"""Constraints on single values as Cypher: for each the condition that a node, or a cell of an attribute, is not accepted. No condition is ever null.

What only Python can say of a value (whether it matches a pattern, whether it is an EDTF date) is asked of Python once for each different value; see `Judged`.
"""

from collections.abc import Sequence
from typing import Any

from graph.cypher.quote import quote
from graph.terms import LANG_STRING
from graph.validation.values import TEXT_FORMS, integer_range, ordered, same
from graph.validation.ways import End, Scope
from schema.datatypes import DATATYPE_BY_IRI, ENUM, XSD
from schema.hierarchy import is_top
from schema.model import Attribute
from schema.shapes import (
    Constraint,
    In,
    Length,
    Limit,
    OfClass,
    OfDatatype,
    OfKind,
)
from schema.terms import Term, Text

_TYPES = {"DateTime": "ZONED DATETIME | LOCAL DATETIME", "Date": "DATE", "Boolean": "BOOLEAN", "String": "STRING", "URI": "STRING", "Point": "POINT"}
"""Row of a datatype to Neo4j's types of its values; numbers apart."""
COMPARED = {"Int": "number", "BigInt": "number", "Float": "number", "Date": "date", "DateTime": "time", "Boolean": "boolean", "String": "text"}
"""Row of a datatype to the kind of its values in `graph.validation.values.ordered`, where Cypher compares them alike."""
OPERATORS = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<", "lessThan": "<", "lessThanOrEquals": "<="}


def judged(constraint: Constraint, end: End, scope: Scope) -> str:
    """The condition that Python does not accept a value."""
    return f"{end.text if end.attribute else f'{end.text}.iri'} IN {scope.judge(constraint, end.attribute)}"


def of_class(constraint: OfClass, end: End, scope: Scope) -> str:
    """The condition that a value does not belong to a class."""
    model = scope.model
    if end.attribute is None:
        labels = [quote(model.class_by_iri[iri].name) for iri in constraint.classes if iri in model.class_by_iri]
        return "false" if is_top(constraint.iri) else f"NOT ({end.text}:{'|'.join(labels)})" if labels else "true"
    if end.attribute.datatype != ENUM:
        return "true"
    fitting = [concept.notation for concept in model.enums[end.attribute.enum or ""].concepts if concept.iri in constraint.members]
    return f"NOT {end.text} IN {scope.add(fitting)}"


def of_datatype(iri: str, constraint: OfDatatype, end: End, scope: Scope) -> str:
    """The condition that a value is no literal of a datatype."""
    attribute = end.attribute
    if attribute is None:
        return "true"
    row, wanted = attribute.datatype, DATATYPE_BY_IRI.get(iri, "String")
    if attribute.localized and iri not in TEXT_FORMS:
        text = f"NOT {end.text}[0] IS :: STRING NOT NULL"
        return f"({text} OR {end.text}[1] {'=' if iri == LANG_STRING else '<>'} '')" if wanted == "String" else judged(constraint, end, scope)
    if wanted in ("Int", "BigInt", "Float") and row in ("Int", "BigInt", "Float"):
        return f"NOT ({_number(iri, end.text)})"
    if row == wanted and wanted in _TYPES and iri not in TEXT_FORMS and iri != LANG_STRING:
        return f"NOT {end.text} IS :: {' | '.join(f'{kind} NOT NULL' for kind in _TYPES[wanted].split(' | '))}"
    return judged(constraint, end, scope)


def _number(iri: str, text: str) -> str:
    """The condition that a value is a number of a datatype; one that is whole may be stored either way."""
    least, most = integer_range(iri)
    if not iri.startswith(XSD) or iri.removeprefix(XSD) in ("decimal", "double", "float"):
        return f"{text} IS :: INTEGER NOT NULL | FLOAT NOT NULL AND toFloatOrNull({text}) - toFloatOrNull({text}) = 0"
    whole = f"{text} IS :: INTEGER NOT NULL | FLOAT NOT NULL AND {text} = toIntegerOrNull({text})"
    bounds = [f"{text} {sign} {bound}" for sign, bound in ((">=", least), ("<=", most)) if bound is not None and abs(bound) < 2**63]
    return " AND ".join([whole, *bounds])


def of_kind(kinds: Sequence[str], constraint: OfKind, end: End, scope: Scope) -> str:
    """The condition that a value is of none of these kinds of nodes."""
    if end.attribute is not None and end.attribute.datatype == ENUM:
        return judged(constraint, end, scope)
    return "false" if ("Literal" if end.attribute else "IRI") in kinds else "true"


def limit(constraint: Limit, end: End, scope: Scope) -> str:
    """The condition that a value is beyond a bound, or cannot be compared with it."""
    bound = ordered(constraint.bound)
    if end.attribute is None or bound is None:
        return "true"
    if not is_compared(end.attribute, bound[0]):
        return judged(constraint, end, scope)
    return f"NOT coalesce({end.text} {OPERATORS[constraint.component]} {scope.add(_native(bound[1]))}, false)"


def is_compared(attribute: Attribute, kind: str) -> bool:
    """Whether Cypher compares the values of an attribute with one of a kind as SHACL does."""
    return COMPARED.get(attribute.datatype) == kind and not attribute.localized and (kind != "text" or set(attribute.literals) <= {XSD + "string"})


def _native(value: Any) -> Any:
    """A number as Neo4j takes it; others as they are."""
    if hasattr(value, "as_tuple"):
        return int(value) if value == value.to_integral_value() and abs(value) < 2**63 else float(value)
    return value


def length(component: str, number: int, constraint: Length, end: End, scope: Scope) -> str:
    """The condition that a value has too few or too many characters."""
    sign = "<" if component == "minLength" else ">"
    if end.attribute is None:
        return f"size({end.text}.iri) {sign} {number}"
    if end.attribute.datatype not in ("String", "URI", "EDTF"):
        return judged(constraint, end, scope)
    return f"coalesce(size(toStringOrNull({end.text}{'[0]' if end.attribute.localized else ''})), 0) {sign} {number}"


def language(ranges: Sequence[str], end: End, scope: Scope) -> str:
    """The condition that a value has none of these languages."""
    if end.attribute is None or not end.attribute.localized:
        return "true"
    tag, wanted = f"toLower({end.text}[1])", scope.name()
    return f"NOT any({wanted} IN {scope.add(list(ranges))} WHERE {tag} = {wanted} OR {tag} STARTS WITH {wanted} + '-' OR ({wanted} = '*' AND {tag} <> ''))"


def is_one_of(values: Sequence[Term], end: End, scope: Scope) -> str:
    """The condition that a value is one of these."""
    attribute = end.attribute
    if attribute is None:
        return f"{end.text}.iri IN {scope.add([value for value in values if isinstance(value, str)])}"
    if attribute.datatype == ENUM:
        concepts = scope.model.enums[attribute.enum or ""].concepts
        fitting = [c.notation for c in concepts if any(same(c.iri or Text(c.notation, "", XSD + "string"), value) for value in values)]
        return f"{end.text} IN {scope.add(fitting)}"
    texts = [value for value in values if isinstance(value, Text)]
    if attribute.localized:
        pairs = [[text.value, text.language.lower()] for text in texts if text.datatype in (LANG_STRING, XSD + "string")]
        return f"[{end.text}[0], toLower({end.text}[1])] IN {scope.add(pairs)}"
    found = [key for text in texts if (key := ordered(text))]
    if len(found) == len(texts) and all(is_compared(attribute, kind) for kind, _ in found):
        return f"{end.text} IN {scope.add([_native(value) for _, value in found])}"
    return f"NOT {judged(In(tuple(values)), end, scope)}"
