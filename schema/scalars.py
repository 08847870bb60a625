"""The scalars of the API: what each accepts as input; on the way out a value is passed on as it is.

Parsers take the text (or number) that a client sent and give the canonical Python value; a wrong one raises `GraphQLError` naming it.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NewType

import strawberry
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from graphql import GraphQLError, IntValueNode, StringValueNode, ValueNode, print_ast
from strawberry.types.scalar import ScalarDefinition

DateTime = NewType("DateTime", str)
Date = NewType("Date", str)
EDTF = NewType("EDTF", str)
URI = NewType("URI", str)
BigInt = NewType("BigInt", int)

LONGEST_EDTF = 250
"""Characters; the parser is slow, and no real date is longer."""
EDTF_CACHE = 4096
"""Texts kept parsed; the same years and months come again and again."""
LONGEST_QUOTE = 60
"""Characters of a wrong value that an error message repeats."""
BIG_INT_LIMIT = 2**63

_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DIGITS = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_SPACE = re.compile(r"\s")
_UTC = ("Z", "+00:00", "-00:00")


def _wrong(scalar: str, value: object, expected: str) -> GraphQLError:
    text = repr(value) if isinstance(value, str) else str(value)
    shown = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "..."
    return GraphQLError(f"{scalar} cannot be {shown}: expected {expected}.")


def parse_date_time(value: object) -> str:
    """RFC 3339 text with an offset, normalised (`T`, and `Z` for UTC)."""
    error = _wrong("DateTime", value, "an RFC 3339 date and time with offset, such as 2024-02-17T09:30:00Z")
    found = _DATE_TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise error
    day, time, fraction, offset = found.groups()
    zone = "Z" if offset.upper() in _UTC else offset
    try:
        datetime.fromisoformat(f"{day}T{time}{zone}")
    except ValueError:
        raise error from None
    return f"{day}T{time}{fraction or ''}{zone}"


def parse_date(value: object) -> str:
    """ISO 8601 calendar date."""
    error = _wrong("Date", value, "an ISO 8601 date, such as 2024-02-17")
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise error
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise error from None


@lru_cache(EDTF_CACHE)
def _is_edtf(text: str) -> bool:
    # Besides its own exception the parser lets through what its parts raise on impossible dates.
    try:
        return parse_edtf(text) is not None
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return False


def parse_edtf_text(value: object) -> str:
    """EDTF text (levels 0 to 2), without surrounding space."""
    text = value.strip() if isinstance(value, str) else ""
    if not text or len(text) > LONGEST_EDTF or not _is_edtf(text):
        raise _wrong("EDTF", value, "an EDTF date, such as 2024-02, 2024-02-17~ or 2014/..")
    return text


def parse_uri(value: object) -> str:
    """Text without spaces; what it names is not looked at."""
    if not isinstance(value, str) or not value or _SPACE.search(value):
        raise _wrong("URI", value, "a URI without spaces")
    return value


def parse_big_int(value: object) -> int:
    """Integer of 64 bits, from a number or from its digits."""
    digits = value if isinstance(value, str) and _DIGITS.fullmatch(value) else None
    number = int(digits) if digits is not None else value
    if not isinstance(number, int) or isinstance(number, bool) or not -BIG_INT_LIMIT <= number < BIG_INT_LIMIT:
        raise _wrong("BigInt", _shown(value), "an integer of at most 64 bits, as a number or as text")
    return number


def _shown(value: object) -> object:
    # Python refuses to print an integer of thousands of digits.
    return "a longer number" if isinstance(value, int) and value.bit_length() > 128 else value


class _Source:
    """A literal that is no text: never accepted, shown as it was written."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


def _literal_parser(name: str, parse: Callable[[object], object]) -> Callable[[ValueNode, dict[str, Any] | None], object]:
    accepted = (StringValueNode, IntValueNode) if name == "BigInt" else (StringValueNode,)

    def parse_literal(node: ValueNode, _variables: dict[str, Any] | None = None) -> object:
        try:
            return parse(node.value if isinstance(node, accepted) else _Source(print_ast(node)))
        except GraphQLError as error:
            raise GraphQLError(error.message, node) from None

    return parse_literal


def _scalar(name: str, parse: Callable[[object], object], description: str, url: str | None = None) -> ScalarDefinition:
    return strawberry.scalar(
        name=name,
        description=description,
        specified_by_url=url,
        parse_value=parse,
        parse_literal=_literal_parser(name, parse),
    )


SCALAR_MAP: dict[object, ScalarDefinition] = {
    DateTime: _scalar(
        "DateTime",
        parse_date_time,
        "A date and time with offset, as in RFC 3339: `2024-02-17T09:30:00Z`.",
        "https://scalars.graphql.org/andimarek/date-time.html",
    ),
    Date: _scalar(
        "Date",
        parse_date,
        "A calendar date, as in ISO 8601: `2024-02-17`.",
        "https://scalars.graphql.org/andimarek/local-date.html",
    ),
    EDTF: _scalar(
        "EDTF",
        parse_edtf_text,
        "A date as precise as it is known, in the Extended Date/Time Format: `2024-02`, `2024-02-17~`, `2014/..`.",
        "https://www.loc.gov/standards/datetime/",
    ),
    URI: _scalar("URI", parse_uri, "A URI or IRI.", "https://www.rfc-editor.org/rfc/rfc3986"),
    BigInt: _scalar("BigInt", parse_big_int, "An integer of 64 bits; answers carry it as text, input may be a number or text."),
}
"""Python type to Strawberry scalar, for `StrawberryConfig.scalar_map`."""

PYTHON_TYPES: dict[str, Any] = {
    "String": str,
    "Int": int,
    "Float": float,
    "Boolean": bool,
    "ID": strawberry.ID,
    "DateTime": DateTime,
    "Date": Date,
    "EDTF": EDTF,
    "URI": URI,
    "BigInt": BigInt,
}
"""GraphQL scalar to the Python type that stands for it in Strawberry."""
