"""All that is known about each datatype, one row each: RDF, Python, GraphQL and Neo4j side by side."""

from dataclasses import dataclass
from typing import Literal

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
EDTF_IRI = "http://id.loc.gov/datatypes/edtf/EDTF"
WKT_IRI = "http://www.opengis.net/ont/geosparql#wktLiteral"

Projection = Literal["plain", "text", "point"]


@dataclass(frozen=True, slots=True)
class Datatype:
    """One row: `name` is the GraphQL scalar (or object, for Point), `iris` the RDF datatypes it stands for, the written one first.

    `filter_input` names its operator input in `where`. `projection` says how a stored value leaves Neo4j: as it is, as text (temporal values, whose
    hydration in the driver is slow, and integers beyond 32 bits), or as a pair of coordinates. `ordered` allows `orderBy` and comparisons.
    """

    name: str
    iris: tuple[str, ...]
    filter_input: str
    projection: Projection = "plain"
    ordered: bool = True


def _xsd(*names: str) -> tuple[str, ...]:
    return tuple(XSD + name for name in names)


_INT = _xsd(
    "integer", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger",
    "unsignedShort", "unsignedByte",
)  # fmt: skip
_TEXT = (
    *_xsd("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN", "duration", "time", "gMonth", "gDay", "gMonthDay"),
    RDF + "langString",
    RDF + "HTML",
    RDF + "XMLLiteral",
    RDF + "JSON",
)

DATATYPES: dict[str, Datatype] = {
    row.name: row
    for row in (
        Datatype("String", _TEXT, "StringFilter"),
        Datatype("Int", _INT, "IntFilter"),
        Datatype("BigInt", _xsd("long", "unsignedInt", "unsignedLong"), "BigIntFilter", projection="text"),
        Datatype("Float", _xsd("decimal", "double", "float"), "FloatFilter"),
        Datatype("Boolean", _xsd("boolean"), "BooleanFilter"),
        Datatype("DateTime", _xsd("dateTime", "dateTimeStamp"), "DateTimeFilter", projection="text"),
        Datatype("Date", _xsd("date"), "DateFilter", projection="text"),
        Datatype("EDTF", (EDTF_IRI, *_xsd("gYear", "gYearMonth")), "EdtfFilter"),
        Datatype("URI", _xsd("anyURI"), "StringFilter"),
        Datatype("Point", (WKT_IRI,), "PointFilter", projection="point", ordered=False),
    )
}
"""Datatype name to row. Anything that no row claims is read as String."""

DATATYPE_BY_IRI: dict[str, str] = {iri: row.name for row in DATATYPES.values() for iri in row.iris}

ENUM = "Enum"
"""The datatype of an attribute whose values are the notations of an enum."""
