"""Constraints as Cypher: for each the condition that a node breaks it. No condition is ever null.

What only Python can say of a value (whether it matches a pattern, whether it is an EDTF date) is asked of Python once for each different value; see `Judged`.
"""

from collections.abc import Sequence
from typing import Any

from graph.cypher.quote import quote
from graph.history import SINCE
from graph.terms import LANG_STRING
from graph.validation.values import TEXT_FORMS, integer_range, ordered, same
from graph.validation.ways import End, NotInCypher, Scope, every, way
from graph.vocabulary import SEARCH_TEXT
from schema.datatypes import DATATYPE_BY_IRI, ENUM, XSD
from schema.hierarchy import is_top
from schema.model import Attribute, Relation
from schema.reserved import RELATIONSHIP_TYPES
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
    Property,
    Qualified,
    Shape,
    Step,
    UniqueLang,
)
from schema.terms import Term, Text

_TYPES = {"DateTime": "ZONED DATETIME | LOCAL DATETIME", "Date": "DATE", "Boolean": "BOOLEAN", "String": "STRING", "URI": "STRING", "Point": "POINT"}
"""Row of a datatype to Neo4j's types of its values; numbers apart."""
_COMPARED = {"Int": "number", "BigInt": "number", "Float": "number", "Date": "date", "DateTime": "time", "Boolean": "boolean", "String": "text"}
"""Row of a datatype to the kind of its values in `graph.validation.values.ordered`, where Cypher compares them alike."""
_OWN_KEYS = ("iri", "name", SEARCH_TEXT, SINCE, "group", "sources", "gone")
"""Properties that nodes have of claimgraph itself."""
_OPERATORS = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<", "lessThan": "<", "lessThanOrEquals": "<="}


def broken(shape: Shape, constraint: Constraint, focus: End, scope: Scope) -> str:
    """Return the condition that a focus breaks a constraint of a shape; raise NotInCypher where Python has to look."""
    if isinstance(constraint, Pair):
        return _pair(shape, constraint, focus, scope)
    if shape.path is None:
        return _at_focus(constraint, focus, scope)
    ends = way(shape.path, focus.text, scope)
    match constraint:
        case Count("minCount", number):
            return "false" if number == 0 else f"NOT {ends.any(every)}" if number == 1 else f"{ends.count()} < {number}"
        case Count(_, number):
            return f"{ends.count()} > {number}"
        case HasValue(value):
            return f"NOT {ends.any(lambda end: _is_one_of((value,), end, scope))}"
        case Qualified(component, number, inner, siblings):
            fits = ends.count(lambda end: _all_hold([conforms(inner, end, scope), *(f"NOT ({conforms(s, end, scope)})" for s in siblings)]))
            return f"{fits} {'<' if component == 'qualifiedMinCount' else '>'} {number}"
        case UniqueLang():
            if len(ends.attributes) != 1 or ends.clauses:
                raise NotInCypher
            return _unique(ends.attributes[0], ends.node, scope)
        case _:
            return ends.any(lambda end: _bad(constraint, end, scope))


def conforms(shape: Shape, focus: End, scope: Scope) -> str:
    """Return the condition that a focus breaks nothing of a shape."""
    return _all_hold([f"NOT ({broken(shape, constraint, focus, scope)})" for constraint in shape.constraints])


def _all_hold(conditions: Sequence[str]) -> str:
    return " AND ".join(f"({condition})" for condition in conditions) or "true"


def _at_focus(constraint: Constraint, focus: End, scope: Scope) -> str:
    if isinstance(constraint, HasValue):
        return f"NOT {_is_one_of((constraint.value,), focus, scope)}"
    return _bad(constraint, focus, scope)


def _bad(constraint: Constraint, end: End, scope: Scope) -> str:
    """The condition that one value is not accepted."""
    match constraint:
        case Combined(component, shapes):
            return _combined(component, [conforms(shape, end, scope) for shape in shapes])
        case Property(inner):
            return f"NOT ({conforms(inner, end, scope)})"
        case Closed(allowed):
            return _closed(allowed, end, scope)
        case OfClass():
            return _of_class(constraint, end, scope)
        case OfDatatype(iri):
            return _of_datatype(iri, constraint, end, scope)
        case OfKind(kinds):
            return _of_kind(kinds, constraint, end, scope)
        case Limit():
            return _limit(constraint, end, scope)
        case Length(component, number):
            return _length(component, number, constraint, end, scope)
        case LanguageIn(ranges):
            return _language(ranges, end, scope)
        case In(values):
            return f"NOT {_is_one_of(values, end, scope)}"
        case _:
            return _judged(constraint, end, scope)


def _judged(constraint: Constraint, end: End, scope: Scope) -> str:
    return f"{end.text if end.attribute else f'{end.text}.iri'} IN {scope.judge(constraint, end.attribute)}"


def _combined(component: str, conditions: Sequence[str]) -> str:
    met = " + ".join(f"CASE WHEN {condition} THEN 1 ELSE 0 END" for condition in conditions)
    match component:
        case "not":
            return conditions[0]
        case "or":
            return " AND ".join(f"NOT ({condition})" for condition in conditions)
        case "xone":
            return f"{met} <> 1"
        case _:
            return " OR ".join(f"NOT ({condition})" for condition in conditions)


# single values


def _of_class(constraint: OfClass, end: End, scope: Scope) -> str:
    model = scope.model
    if end.attribute is None:
        labels = [quote(model.class_by_iri[iri].name) for iri in constraint.classes if iri in model.class_by_iri]
        return "false" if is_top(constraint.iri) else f"NOT ({end.text}:{'|'.join(labels)})" if labels else "true"
    if end.attribute.datatype != ENUM:
        return "true"
    fitting = [concept.notation for concept in model.enums[end.attribute.enum or ""].concepts if concept.iri in constraint.members]
    return f"NOT {end.text} IN {scope.add(fitting)}"


def _of_datatype(iri: str, constraint: OfDatatype, end: End, scope: Scope) -> str:
    attribute = end.attribute
    if attribute is None:
        return "true"
    row, wanted = attribute.datatype, DATATYPE_BY_IRI.get(iri, "String")
    if attribute.localized and iri not in TEXT_FORMS:
        text = f"NOT {end.text}[0] IS :: STRING NOT NULL"
        return f"({text} OR {end.text}[1] {'=' if iri == LANG_STRING else '<>'} '')" if wanted == "String" else _judged(constraint, end, scope)
    if wanted in ("Int", "BigInt", "Float") and row in ("Int", "BigInt", "Float"):
        return f"NOT ({_number(iri, end.text)})"
    if row == wanted and wanted in _TYPES and iri not in TEXT_FORMS and iri != LANG_STRING:
        return f"NOT {end.text} IS :: {' | '.join(f'{kind} NOT NULL' for kind in _TYPES[wanted].split(' | '))}"
    return _judged(constraint, end, scope)


def _number(iri: str, text: str) -> str:
    """The condition that a value is a number of a datatype; one that is whole may be stored either way."""
    least, most = integer_range(iri)
    if not iri.startswith(XSD) or iri.removeprefix(XSD) in ("decimal", "double", "float"):
        return f"{text} IS :: INTEGER NOT NULL | FLOAT NOT NULL AND {text} - {text} = 0"
    whole = f"{text} IS :: INTEGER NOT NULL | FLOAT NOT NULL AND {text} = toInteger({text})"
    bounds = [f"{text} {sign} {bound}" for sign, bound in ((">=", least), ("<=", most)) if bound is not None and abs(bound) < 2**63]
    return " AND ".join([whole, *bounds])


def _of_kind(kinds: Sequence[str], constraint: OfKind, end: End, scope: Scope) -> str:
    if end.attribute is not None and end.attribute.datatype == ENUM:
        return _judged(constraint, end, scope)
    return "false" if ("Literal" if end.attribute else "IRI") in kinds else "true"


def _limit(constraint: Limit, end: End, scope: Scope) -> str:
    bound = ordered(constraint.bound)
    if end.attribute is None or bound is None:
        return "true"
    if not _is_compared(end.attribute, bound[0]):
        return _judged(constraint, end, scope)
    return f"NOT coalesce({end.text} {_OPERATORS[constraint.component]} {scope.add(_native(bound[1]))}, false)"


def _is_compared(attribute: Attribute, kind: str) -> bool:
    """Whether Cypher compares the values of an attribute with one of a kind as SHACL does."""
    return _COMPARED.get(attribute.datatype) == kind and not attribute.localized and (kind != "text" or set(attribute.literals) <= {XSD + "string"})


def _native(value: Any) -> Any:
    """A number as Neo4j takes it; others as they are."""
    if hasattr(value, "as_tuple"):
        return int(value) if value == value.to_integral_value() and abs(value) < 2**63 else float(value)
    return value


def _length(component: str, number: int, constraint: Length, end: End, scope: Scope) -> str:
    sign = "<" if component == "minLength" else ">"
    if end.attribute is None:
        return f"size({end.text}.iri) {sign} {number}"
    if end.attribute.datatype not in ("String", "URI", "EDTF"):
        return _judged(constraint, end, scope)
    return f"size(toString({end.text}{'[0]' if end.attribute.localized else ''})) {sign} {number}"


def _language(ranges: Sequence[str], end: End, scope: Scope) -> str:
    if end.attribute is None or not end.attribute.localized:
        return "true"
    tag, wanted = f"toLower({end.text}[1])", scope.name()
    return f"NOT any({wanted} IN {scope.add(list(ranges))} WHERE {tag} = {wanted} OR {tag} STARTS WITH {wanted} + '-' OR ({wanted} = '*' AND {tag} <> ''))"


def _is_one_of(values: Sequence[Term], end: End, scope: Scope) -> str:
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
    if len(found) == len(texts) and all(_is_compared(attribute, kind) for kind, _ in found):
        return f"{end.text} IN {scope.add([_native(value) for _, value in found])}"
    return f"NOT {_judged(In(tuple(values)), end, scope)}"


# sets of values


def _unique(attribute: Attribute, node: str, scope: Scope) -> str:
    if not attribute.localized:
        return "false"
    start, key = scope.add(f"{attribute.name}@"), scope.name()
    return f"any({key} IN keys({node}) WHERE {key} STARTS WITH {start} AND {key} <> {start} AND size([] + {node}[{key}]) > 1)"


def _pair(shape: Shape, constraint: Pair, focus: End, scope: Scope) -> str:
    known = scope.model.by_property[constraint.property]
    others = way(Step(constraint.property), focus.text, scope).collect()
    ends = way(shape.path, focus.text, scope) if shape.path else None
    attribute = ends.attributes[0] if ends and ends.attributes else None
    values = ends.collect() if ends else f"[{focus.text}]"
    if isinstance(known, Relation) != (attribute is None):
        raise NotInCypher
    one, other = scope.name(), scope.name()
    match constraint.component:
        case "equals" | "disjoint" if isinstance(known, Attribute) and not _are_alike(known, attribute):
            raise NotInCypher
        case "equals":
            return f"any({one} IN {values} WHERE NOT {one} IN {others}) OR any({one} IN {others} WHERE NOT {one} IN {values})"
        case "disjoint":
            return f"any({one} IN {values} WHERE {one} IN {others})"
    if not isinstance(known, Attribute) or attribute is None:
        raise NotInCypher
    if "EDTF" in (known.datatype, attribute.datatype):
        return _may_not_precede(attribute, known, constraint, focus, shape)
    if (
        _COMPARED.get(attribute.datatype) is None
        or not _is_compared(known, _COMPARED[attribute.datatype])
        or not _is_compared(attribute, _COMPARED[attribute.datatype])
    ):
        raise NotInCypher
    operator = _OPERATORS[constraint.component]
    return f"any({one} IN {values} WHERE any({other} IN {others} WHERE NOT coalesce({one} {operator} {other}, false)))"


def _are_alike(one: Attribute, other: Attribute | None) -> bool:
    return other is not None and (one.datatype, one.enum, one.localized, one.literals) == (other.datatype, other.enum, other.localized, other.literals)


def _may_not_precede(one: Attribute, other: Attribute, constraint: Pair, focus: End, shape: Shape) -> str:
    """The condition that a date cannot lie before another, at least one of them imprecise."""
    if one.many or other.many or not isinstance(shape.path, Step) or not {one.datatype, other.datatype} <= {"EDTF", "Date"}:
        raise NotInCypher
    node, operator = focus.text, _OPERATORS[constraint.component]
    given = " AND ".join(f"{node}.{quote(attribute.name)} IS NOT NULL" for attribute in (one, other))
    first, last = _day(one, node, "Earliest", "0001-01-01"), _day(other, node, "Latest", "9999-12-31")
    return f"{given} AND NOT {first} {operator} {last}"


def _day(attribute: Attribute, node: str, end: str, open_day: str) -> str:
    name = attribute.name if attribute.datatype == "Date" else f"{attribute.name}{end}"
    return f"coalesce({node}.{quote(name)}, date('{open_day}'))"


def _closed(allowed: Sequence[str], end: End, scope: Scope) -> str:
    """The condition that a node has properties or relations beyond these; what is computed does not count."""
    if end.attribute is not None:
        return "false"
    known = [scope.model.by_property[iri] for iri in allowed if iri in scope.model.by_property]
    derived = [a for cls in scope.model.classes.values() for a in cls.attributes.values() if a.derived]
    attributes = {a.name: a for a in (*derived, *(k for k in known if isinstance(k, Attribute)))}.values()
    keys = [*_OWN_KEYS, *(name for a in attributes for name in _keys(a))]
    starts = [f"{a.name}@" for a in attributes if a.localized]
    types = [*sorted(RELATIONSHIP_TYPES), *(r.type for r in known if isinstance(r, Relation))]
    key, start, edge, other = (scope.name() for _ in range(4))
    names = f"any({key} IN keys({end.text}) WHERE NOT {key} IN {scope.add(keys)} AND NOT any({start} IN {scope.add(starts)} WHERE {key} STARTS WITH {start}))"
    more = f"NOT type({edge}) IN {scope.add(types)} AND NOT type({edge}) STARTS WITH 'WAS_' AND {scope.curated.format(edge)}"
    return f"{names} OR EXISTS {{ MATCH ({end.text})-[{edge}]->({other}:Resource) WHERE {more} }}"


def _keys(attribute: Attribute) -> list[str]:
    name = attribute.name
    return [name, f"{name}Earliest", f"{name}Latest", f"{name}Lasting"] if attribute.datatype == "EDTF" else [name]
