"""RDF literals to the values that Neo4j stores: one reader per datatype, and the checks of the ontology's shapes.

Every fault is a ValueError whose message says what was expected; who calls adds the place.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from operator import ge, gt, le, lt
from typing import Any

from graph.edtf import edtf_bounds
from graph.store import point
from graph.told import Literal
from schema.datatypes import DATATYPES, ENUM, XSD
from schema.model import Attribute, Model

INDEXED_BYTES = 8_000
"""Neo4j's range index refuses keys of about 8 kB; the write would fail."""
BITS_32 = 2**31
BITS_64 = 2**63

_INTEGER = re.compile(r"[+-]?[0-9]{1,40}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_DATE_TIME = re.compile(r"([0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9])(\.[0-9]+)?(Z|[+-][0-9][0-9]:[0-9][0-9])?")
_DATE = re.compile(r"([0-9]{4}-[0-9][0-9]-[0-9][0-9])(Z|[+-][0-9][0-9]:[0-9][0-9])?")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_WKT = re.compile(r"(?:<([^>]*)>)?\s*POINT\s*\(\s*([+-]?[0-9.eE+-]+)\s+([+-]?[0-9.eE+-]+)\s*\)", re.IGNORECASE)
_TEXT = (XSD + "string",)
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


# text to value, one function per datatype


def _string(text: str) -> str:
    return text


def _whole(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise ValueError("is no integer")
    return int(text)


def _int(text: str) -> int:
    value = _whole(text)
    if not -BITS_32 <= value < BITS_32:
        raise ValueError("is beyond 32 bits: declare the property as xsd:long")
    return value


def _big_int(text: str) -> int:
    value = _whole(text)
    if not -BITS_64 <= value < BITS_64:
        raise ValueError("is beyond 64 bits")
    return value


def _float(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise ValueError("is no finite number")
    return float(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false", "1", "0"):
        raise ValueError("is neither true nor false")
    return text in ("true", "1")


def _date_time(text: str) -> datetime:
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        raise ValueError("is no date and time such as 2023-05-22T10:00:00Z")
    value = datetime.fromisoformat(text)
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:
        raise ValueError("lies outside the years 1 to 9999 in UTC") from None


def _date(text: str) -> date:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError("is no date such as 2023-05-22")
    return date.fromisoformat(match[1])


def _edtf(text: str) -> str:
    edtf_bounds(text)
    return text


def _uri(text: str) -> str:
    if not ABSOLUTE.fullmatch(text):
        raise ValueError("is no absolute IRI")
    return text


def _point(text: str) -> object:
    match = _WKT.fullmatch(text.strip())
    if match is None or match[1] not in (None, _CRS84):
        raise ValueError("is no point such as POINT(36.58 50.60), longitude first, in CRS84")
    return _on_globe(float(match[2]), float(match[3]))


def check_point(given: Mapping[str, float]) -> object:
    """Return the value to store for {latitude, longitude} in degrees; ValueError if there is no such place."""
    return _on_globe(given["longitude"], given["latitude"])


def _on_globe(longitude: float, latitude: float) -> object:
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError("lies outside longitude -180..180 and latitude -90..90")
    return point(longitude, latitude)


READERS: dict[str, Callable[[str], Any]] = {
    "String": _string,
    "Int": _int,
    "BigInt": _big_int,
    "Float": _float,
    "Boolean": _boolean,
    "DateTime": _date_time,
    "Date": _date,
    "EDTF": _edtf,
    "URI": _uri,
    "Point": _point,
}
"""Datatype of an attribute to the reader of its lexical form."""

ACCEPTED: dict[str, frozenset[str]] = {
    name: frozenset(iri for source in (name, *sources) for iri in DATATYPES[source].iris) | frozenset(also)
    for name, sources, also in (
        ("Int", ("BigInt",), ()),
        ("BigInt", ("Int",), ()),
        ("Float", ("Int", "BigInt"), ()),
        ("Boolean", (), ()),
        ("DateTime", (), ()),
        ("Date", (), ()),
        ("EDTF", ("Date", "DateTime"), _TEXT),
        ("URI", (), _TEXT),
        ("Point", (), ()),
    )
}
"""Datatype of an attribute to the RDF datatypes that its literals may have; String takes all."""


def stored(attribute: Attribute, literal: Literal, model: Model) -> Any:
    """Return the value to store for one literal; ValueError if it does not fit."""
    if attribute.datatype == ENUM:
        return notation(attribute, literal.text, model)
    accepted = ACCEPTED.get(attribute.datatype)
    if accepted is not None and literal.datatype not in accepted:
        expected = DATATYPES[attribute.datatype].iris[0]
        raise ValueError(f"has the datatype {_short(literal.datatype)}, expected {_short(expected)}")
    value = _read(attribute, literal.text)
    check(attribute, value, literal.text)
    return value


def stored_link(attribute: Attribute, iri: str, model: Model) -> Any:
    """Return the value to store where the data has an IRI for an attribute: a concept, or a URI."""
    if attribute.datatype == ENUM:
        return notation(attribute, iri, model)
    if attribute.datatype != "URI":
        raise ValueError(f"is a resource, expected a literal of {_short(DATATYPES[attribute.datatype].iris[0])}")
    return _uri(iri)


def notation(attribute: Attribute, given: str, model: Model) -> str:
    """Return the notation of the concept that `given` names by IRI or notation."""
    concepts = model.enums[attribute.enum or ""].concepts
    for concept in concepts:
        if given in (concept.iri, concept.notation):
            return concept.notation
    raise ValueError(f"is none of {', '.join(concept.notation for concept in concepts)}")


def _read(attribute: Attribute, text: str) -> Any:
    reader = READERS.get(attribute.datatype, _string)
    return reader(text if reader is _string else text.strip(" \t\r\n"))


def _short(iri: str) -> str:
    return f"xsd:{iri.removeprefix(XSD)}" if iri.startswith(XSD) else f"<{iri}>"


# the shapes' limits on one value


def check(attribute: Attribute, value: Any, text: str) -> None:
    """Raise ValueError if a value breaks a limit of the ontology."""
    if attribute.pattern is not None and not re.search(attribute.pattern, text):
        raise ValueError(f"does not match {attribute.pattern}")
    if attribute.min_length is not None and len(text) < attribute.min_length:
        raise ValueError(f"is shorter than {attribute.min_length} characters")
    if attribute.max_length is not None and len(text) > attribute.max_length:
        raise ValueError(f"is longer than {attribute.max_length} characters")
    if attribute.indexed and len(text.encode()) > INDEXED_BYTES:
        raise ValueError(f"is longer than {INDEXED_BYTES} bytes, too long for an indexed property")
    limits = (attribute.min_inclusive, attribute.max_inclusive, attribute.min_exclusive, attribute.max_exclusive)
    if limits != _UNLIMITED:
        _check_limits(attribute, limits, value)


_UNLIMITED = (None, None, None, None)
_ORDERS = ((ge, "at least"), (le, "at most"), (gt, "above"), (lt, "below"))


def _check_limits(attribute: Attribute, limits: tuple[str | None, ...], value: Any) -> None:
    for limit, (holds, words) in zip(limits, _ORDERS, strict=True):
        if limit is not None and not holds(value, _read(attribute, limit)):
            raise ValueError(f"is not {words} {limit}")


# languages


def languages(name: str, values: Iterable[str]) -> list[str]:
    """Return the keys of a text in its languages, the one to show first: English, else untagged, else by the alphabet.

    >>> languages("name", {"name": "Legion", "name@ru": "Легион", "name@de": "Legion"})
    ['name@de', 'name@ru']
    """
    start = f"{name}@"
    found = [key for key in values if key.startswith(start)]
    if len(found) < 2:
        return found
    rank = {f"{start}en": 0, start: 1}
    return sorted(found, key=lambda key: (rank.get(key, 2), key))
