"""What Neo4j stores as RDF terms: the way back from `graph.literals` and `graph.states`.

A literal gets the datatype that the ontology gives its property; where that is one of several, the written one of its row in `schema.datatypes`. A value of another type
than the property's (somebody else wrote it) becomes a literal of its own type.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from graph.literals import languages
from graph.validation.values import valid
from schema.datatypes import DATATYPES, ENUM, RDF, XSD
from schema.model import CG, ROOT, Attribute, Model, Relation
from schema.terms import Term, Text

LANG_STRING = RDF + "langString"
_NATURAL: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "double"),
    (datetime, "dateTime"),
    (date, "date"),
    (str, "string"),
)
"""Python type to the local name of its XSD datatype; the first that fits."""
_ROWS: dict[str, tuple[type, ...]] = {
    "Int": (int,),
    "BigInt": (int,),
    "Float": (float, int),
    "Boolean": (bool,),
    "DateTime": (datetime,),
    "Date": (date,),
    "Point": (tuple,),
}
"""Row of a datatype to the Python types of its stored values; text for all others."""


def types(labels: Iterable[str], model: Model) -> frozenset[str]:
    """Return the IRIs of the classes that labels name, those above them too; every resource belongs to the root."""
    return frozenset(iri for label in labels if label in model.classes and (iri := model.classes[label].iri)) | {CG + ROOT}


def attribute_terms(attribute: Attribute, properties: Mapping[str, Any], model: Model) -> Iterator[Term]:
    """Yield the values of an attribute of a node (or of a relationship) with these properties, each once."""
    if not attribute.localized:
        for value in _members(properties.get(attribute.name)):
            yield term(attribute, value, "", model)
        return
    for key in languages(attribute.name, properties):
        for value in _members(properties[key]):
            yield term(attribute, value, key.partition("@")[2], model)


def statements(labels: Iterable[str], properties: Mapping[str, Any], model: Model) -> Iterator[tuple[Attribute, Term]]:
    """Yield every attribute of a node with each of its values."""
    found = {a.name: a for label in labels if label in model.classes for a in model.classes[label].attributes.values()}
    for attribute in found.values():
        for value in attribute_terms(attribute, properties, model):
            yield attribute, value


def _members(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def term(attribute: Attribute, value: Any, language: str, model: Model) -> Term:
    """Return one stored value as a term."""
    native = value.to_native() if hasattr(value, "to_native") else value
    if attribute.datatype == ENUM and isinstance(native, str):
        return _concept(attribute, native, model)
    if not _is_stored(attribute.datatype, native):
        return Text(lexical(native), "", XSD + next((name for kind, name in _NATURAL if isinstance(native, kind)), "string"))
    if language:
        return Text(native, language, LANG_STRING)
    text = lexical(native)
    return Text(text, "", _datatype(attribute, text))


def _is_stored(row: str, value: Any) -> bool:
    kinds = _ROWS.get(row, (str,))
    return isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds) and not (isinstance(value, datetime) and datetime not in kinds)


def _concept(attribute: Attribute, notation: str, model: Model) -> Term:
    concepts = model.enums[attribute.enum or ""].concepts
    found = next((concept for concept in concepts if concept.notation == notation), None)
    return found.iri if found and found.iri else Text(notation, "", XSD + "string")


def text_datatype(attribute: Attribute) -> str | None:
    """Return the datatype of all values of an attribute that are stored as text; None where they are not, or where it depends on the value."""
    written = _written(attribute)
    possible = [iri for iri in attribute.literals if iri != LANG_STRING]
    return written if attribute.datatype not in (ENUM, *_ROWS) and (not possible or written in possible) else None


def _written(attribute: Attribute) -> str:
    return DATATYPES[attribute.datatype].iris[0] if attribute.datatype in DATATYPES else ""


def _datatype(attribute: Attribute, text: str) -> str:
    written = DATATYPES[attribute.datatype].iris[0]
    possible = [iri for iri in attribute.literals if iri != LANG_STRING]
    if not possible or written in possible:
        return written
    return next((iri for iri in possible if valid(text, iri)), written)


def lexical(value: Any) -> str:
    """Return the lexical form of a stored value.

    >>> lexical(71.0), lexical(True), lexical(datetime(2023, 5, 22, 10)), lexical((36.58, 50.6))
    ('71', 'true', '2023-05-22T10:00:00Z', 'POINT(36.58 50.6)')
    """
    match value:
        case bool():
            return str(value).lower()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(Decimal(repr(value)), "f")
        case datetime():
            return value.isoformat().removesuffix("+00:00").removesuffix("Z") + ("Z" if not value.utcoffset() else "")
        case date():
            return value.isoformat()
        case tuple():
            return f"POINT({' '.join(lexical(float(part)) for part in value)})"
        case _:
            return str(value)


def relation_of(iri: str, model: Model) -> Relation | None:
    """Return the relation of a property that is stored as a relationship; None for others, and for closures, of which nothing is stored."""
    known = model.by_property.get(iri)
    return known if isinstance(known, Relation) and not known.closure else None
