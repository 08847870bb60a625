import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from graph.edtf import edtf_bounds, lasting, reach
from graph.literals import check, languages, stored, stored_link
from graph.store import point
from graph.told import Literal
from schema.datatypes import XSD
from schema.model import Attribute, Concept, Enum, Model

D = date
COLOURS = Enum("Colour", None, (Concept("RED", "RED", "https://example.org/red"), Concept("DARK_BLUE", "dark blue", None)))
MODEL = Model("https://example.org/", "", {}, {}, {"Colour": COLOURS}, "https://example.org/id/", has_evidence=False)
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"


def attribute(datatype: str, **limits: str | int | bool) -> Attribute:
    return Attribute("x", ("https://example.org/x",), datatype, **limits)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("datatype", "text", "rdf", "expected"),
    [
        ("String", " as it is ", XSD + "string", " as it is "),
        ("String", "5", XSD + "integer", "5"),
        ("Int", "-7", XSD + "integer", -7),
        ("Int", " 7 ", XSD + "nonNegativeInteger", 7),
        ("Int", "2147483647", XSD + "long", 2**31 - 1),
        ("BigInt", "9223372036854775807", XSD + "long", 2**63 - 1),
        ("Float", "1.5e2", XSD + "double", 150.0),
        ("Float", "71", XSD + "integer", 71.0),
        ("Float", ".5", XSD + "decimal", 0.5),
        ("Boolean", "1", XSD + "boolean", True),
        ("Boolean", "false", XSD + "boolean", False),
        ("DateTime", "2023-05-22T10:00:00Z", XSD + "dateTime", datetime(2023, 5, 22, 10, tzinfo=UTC)),
        ("DateTime", "2023-05-22T10:00:00", XSD + "dateTime", datetime(2023, 5, 22, 10, tzinfo=UTC)),
        ("DateTime", "2023-05-22T10:00:00.25+03:00", XSD + "dateTime", datetime(2023, 5, 22, 10, 0, 0, 250000, timezone(timedelta(hours=3)))),
        ("Date", "2023-05-22", XSD + "date", D(2023, 5, 22)),
        ("Date", "2023-05-22Z", XSD + "date", D(2023, 5, 22)),
        ("EDTF", "../2023-05-22?", EDTF, "../2023-05-22?"),
        ("EDTF", "2023", XSD + "gYear", "2023"),
        ("URI", "https://example.org/a", XSD + "anyURI", "https://example.org/a"),
        ("Point", "POINT(36.58 50.6)", WKT, point(36.58, 50.6)),
        ("Point", "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> Point (-1 2)", WKT, point(-1, 2)),
    ],
)
def test_a_literal_becomes_the_value_that_is_stored(datatype: str, text: str, rdf: str, expected: object) -> None:
    value = stored(attribute(datatype), Literal(text, rdf, ""), MODEL)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("datatype", "text", "rdf", "fault"),
    [
        ("Int", "2147483648", XSD + "integer", "is beyond 32 bits: declare the property as xsd:long"),
        ("Int", "5", XSD + "string", "has the datatype xsd:string, expected xsd:integer"),
        ("Int", "5.0", XSD + "integer", "is no integer"),
        ("Int", "٣", XSD + "integer", "is no integer"),
        ("Int", "9" * 5000, XSD + "integer", "is no integer"),
        ("BigInt", "9223372036854775808", XSD + "long", "is beyond 64 bits"),
        ("Float", "NaN", XSD + "double", "is no finite number"),
        ("Float", "1e999", XSD + "double", "is no finite number"),
        ("Boolean", "yes", XSD + "boolean", "is neither true nor false"),
        ("DateTime", "20230522T100000", XSD + "dateTime", "is no date and time"),
        ("DateTime", "2023-02-30T10:00:00Z", XSD + "dateTime", "day is out of range"),
        ("DateTime", "0001-01-01T00:00:00+14:00", XSD + "dateTime", "outside the years"),
        ("Date", "2023-02-30", XSD + "date", "day is out of range"),
        ("EDTF", "May 2023", EDTF, "is no EDTF date"),
        ("EDTF", "2023-05-24/2023-05-22", EDTF, "ends before it begins"),
        ("URI", "not an iri", XSD + "anyURI", "is no absolute IRI"),
        ("Point", "POINT(200 50)", WKT, "lies outside"),
        ("Point", "POLYGON((0 0))", WKT, "is no point"),
        ("Point", "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(50 36)", WKT, "is no point"),
    ],
)
def test_a_literal_that_does_not_fit_says_what_would(datatype: str, text: str, rdf: str, fault: str) -> None:
    with pytest.raises(ValueError, match=re.escape(fault)):
        stored(attribute(datatype), Literal(text, rdf, ""), MODEL)


@pytest.mark.parametrize(("given", "notation"), [("https://example.org/red", "RED"), ("RED", "RED"), ("dark blue", "dark blue")])
def test_a_concept_is_stored_as_its_notation(given: str, notation: str) -> None:
    colour = attribute("Enum", enum="Colour")
    assert stored(colour, Literal(given, XSD + "string", ""), MODEL) == notation
    assert stored_link(colour, given, MODEL) == notation


def test_an_unknown_concept_is_answered_with_the_possible_ones() -> None:
    with pytest.raises(ValueError, match="is none of RED, dark blue"):
        stored_link(attribute("Enum", enum="Colour"), "https://example.org/green", MODEL)


def test_an_iri_for_a_literal_is_refused_unless_it_is_a_uri() -> None:
    assert stored_link(attribute("URI"), "https://example.org/", MODEL) == "https://example.org/"
    with pytest.raises(ValueError, match="is a resource, expected a literal of xsd:integer"):
        stored_link(attribute("Int"), "https://example.org/", MODEL)


@pytest.mark.parametrize(
    ("limits", "text", "fault"),
    [
        ({"pattern": "^[A-Z]{2}$"}, "ru", "does not match"),
        ({"min_length": 3}, "ru", "is shorter than 3 characters"),
        ({"max_length": 1}, "ru", "is longer than 1 characters"),
        ({"indexed": True}, "я" * 4001, "too long for an indexed property"),
    ],
)
def test_limits_on_texts(limits: dict[str, str | int | bool], text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        check(attribute("String", **limits), text, text)


@pytest.mark.parametrize(
    ("limits", "number", "fits"),
    [
        ({"min_inclusive": "0"}, 0, True),
        ({"min_inclusive": "0"}, -1, False),
        ({"max_inclusive": "9"}, 9, True),
        ({"max_inclusive": "9"}, 10, False),
        ({"min_exclusive": "0"}, 0, False),
        ({"max_exclusive": "9"}, 9, False),
    ],
)
def test_limits_on_numbers(limits: dict[str, str], number: int, fits: bool) -> None:
    try:
        stored(attribute("Int", **limits), Literal(str(number), XSD + "integer", ""), MODEL)
    except ValueError as error:
        assert not fits and str(error).startswith("is not ")
    else:
        assert fits


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", D(2023, 1, 1), D(2023, 12, 31)),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29)),
        ("2023-05-22?", D(2023, 5, 22), D(2023, 5, 22)),
        ("2023-05-22T10:00:00Z", D(2023, 5, 22), D(2023, 5, 22)),
        ("2023-05-22/2023-05-23", D(2023, 5, 22), D(2023, 5, 23)),
        ("../2023-05-22?", None, D(2023, 5, 22)),
        ("2023-05-22/..", D(2023, 5, 22), None),
        ("2023-05/", D(2023, 5, 1), None),
        ("2023-05-XX", D(2023, 5, 1), D(2023, 5, 31)),
        ("2023-05-2X", D(2023, 5, 20), D(2023, 5, 29)),
        ("202X", D(2020, 1, 1), D(2029, 12, 31)),
        ("2023-21", D(2023, 3, 1), D(2023, 5, 31)),
        ("[2023-05-22..2023-05-24]", D(2023, 5, 22), D(2023, 5, 24)),
        ("-0100", None, None),
    ],
)
def test_the_days_that_an_imprecise_date_allows(text: str, earliest: date | None, latest: date | None) -> None:
    assert edtf_bounds(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("2023-05-22", None),
        ("2023-05", None),
        ("2023-05-01/2023-06-01", None),
        ("2023-05-01/2023-06-02", D(2023, 5, 1)),
        ("2023", D(2023, 1, 1)),
        ("2023-05-22/..", D(2023, 5, 22)),
        ("../2023-05-22", date.min),
        ("../..", date.min),
        ("0001-01-01", date.min),
        ("0001-01-02", None),
    ],
)
def test_what_counts_as_lasting(text: str, since: date | None) -> None:
    assert lasting(*edtf_bounds(text)) == since


@pytest.mark.parametrize(
    "text", ["2023-05-22", "2023-05", "2024-02-29", "2023-05-01/2023-06-01", "0001-01-02", "0001-02-03", "0001-02", "9999-12-31", "9999-12"]
)
def test_what_does_not_last_is_within_reach_of_all_its_days(text: str) -> None:
    first, last = edtf_bounds(text)
    assert first and last
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert all(lasting(first, last) is None and reach(day) <= first for day in days)
    assert date.min < reach(None) == reach(date.min) <= reach(first)


@pytest.mark.parametrize("text", ["", "foo", "2023-13", "2023-02-30", "20230522", "2023-05-9X", "2" * 300, "/", "a/b"])
def test_what_is_no_edtf(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        edtf_bounds(text)


def test_the_text_to_show_is_english_then_untagged_then_the_first_language() -> None:
    values = {"name@uk": 1, "name@ru": 2, "name@": 3, "name@en": 4, "names@aa": 5}
    assert languages("name", values) == ["name@en", "name@", "name@ru", "name@uk"]
