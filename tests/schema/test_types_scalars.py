"""Scalars: what they take, how they normalise it, and that an error names the value."""

from collections.abc import Callable

import pytest
from graphql import GraphQLError, parse_value

from schema.scalars import (
    BIG_INT_LIMIT,
    LONGEST_EDTF,
    SCALAR_MAP,
    BigInt,
    parse_big_int,
    parse_date,
    parse_date_time,
    parse_edtf_text,
    parse_uri,
)

GOOD = [
    (parse_date_time, "2024-02-17T09:30:00Z", "2024-02-17T09:30:00Z"),
    (parse_date_time, "2024-02-17t09:30:00z", "2024-02-17T09:30:00Z"),
    (parse_date_time, "2024-02-17 09:30:00+00:00", "2024-02-17T09:30:00Z"),
    (parse_date_time, "2024-02-17T09:30:00.123456789+05:30", "2024-02-17T09:30:00.123456789+05:30"),
    (parse_date, "2024-02-29", "2024-02-29"),
    (parse_edtf_text, " 2024-02 ", "2024-02"),
    (parse_edtf_text, "2014/..", "2014/.."),
    (parse_edtf_text, "2024-02-17~", "2024-02-17~"),
    (parse_edtf_text, "19XX", "19XX"),
    (parse_uri, "https://example.org/ü", "https://example.org/ü"),
    (parse_big_int, 5_000_000_000, 5_000_000_000),
    (parse_big_int, "-9223372036854775808", -BIG_INT_LIMIT),
]
BAD = [
    *(
        (parse_date_time, value)
        for value in (
            "2024-02-17T09:30:00",
            "2024-02-17",
            "2024-02-30T09:30:00Z",
            "2024-02-17T25:00:00Z",
            "soon",
            "",
            5,
            None,
        )
    ),
    *((parse_date, value) for value in ("2023-02-29", "20240217", "2024-2-17", "", 20240217)),
    *((parse_edtf_text, value) for value in ("2024-13", "last spring", "", "  ", "2" * (LONGEST_EDTF + 1), "{" * LONGEST_EDTF, 2024, None)),
    *((parse_uri, value) for value in ("", "two words", "a\nb", 5)),
    *((parse_big_int, value) for value in (BIG_INT_LIMIT, str(BIG_INT_LIMIT), "", "1e3", "12 ", 1.5, True, 10**5000, "9" * 5000)),
]


@pytest.mark.parametrize(("parse", "value", "expected"), GOOD)
def test_good_values_are_normalised(parse: Callable[[object], object], value: object, expected: object) -> None:
    assert parse(value) == expected


@pytest.mark.parametrize(("parse", "value"), BAD, ids=range(len(BAD)))
def test_bad_values_are_refused(parse: Callable[[object], object], value: object) -> None:
    with pytest.raises(GraphQLError):
        parse(value)


def test_the_error_names_the_value_and_what_is_expected() -> None:
    with pytest.raises(GraphQLError, match=r"DateTime cannot be 'soon': expected an RFC 3339 date and time with offset"):
        parse_date_time("soon")
    with pytest.raises(GraphQLError) as caught:
        parse_uri("x y" * 1000)
    assert len(caught.value.message) < 200


@pytest.mark.parametrize("literal", ["12345678901", '"12345678901"'])
def test_a_big_int_literal_may_be_digits_or_text(literal: str) -> None:
    parse_literal = SCALAR_MAP[BigInt].parse_literal
    assert parse_literal is not None
    assert parse_literal(parse_value(literal), None) == 12_345_678_901


@pytest.mark.parametrize("literal", ["true", "1.5", "[1]", "{a: 1}", "9" * 5000])
def test_other_literals_are_no_big_int(literal: str) -> None:
    parse_literal = SCALAR_MAP[BigInt].parse_literal
    assert parse_literal is not None
    with pytest.raises(GraphQLError):
        parse_literal(parse_value(literal), None)
