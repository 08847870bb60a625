"""Literals as SHACL compares them: which lexical forms a datatype has, which literals are the same, which is the smaller.

Rules:

* Literals are the same if their values are: 1 and 1.0, true and "1"^^xsd:boolean, 12:00Z and 14:00+02:00, for the store keeps values. A time without an offset is in UTC.
* Numbers, texts without language, Booleans, dates and points in time can be compared, each with its like; nothing else can, so a limit on it does not hold.
* Of imprecise dates (EDTF) one is before the other if it may be: its first day lies before the other's last.
"""

import re
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from graph.edtf import edtf_bounds
from schema.datatypes import DATATYPE_BY_IRI, EDTF_IRI, XSD
from schema.terms import Term, Text

_ZONE = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
_INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
"""Each integer datatype of XSD with its smallest and largest value."""
_FORMS = {
    "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
    "double": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN",
    "float": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN",
    "boolean": "true|false|1|0",
    "dateTimeStamp": r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})",
    "gYear": rf"-?[0-9]{{4,}}{_ZONE}",
    "gYearMonth": rf"-?[0-9]{{4,}}-(0[1-9]|1[0-2]){_ZONE}",
    "gMonth": rf"--(0[1-9]|1[0-2]){_ZONE}",
    "gDay": rf"---(0[1-9]|[12][0-9]|3[01]){_ZONE}",
    "gMonthDay": rf"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]){_ZONE}",
    "time": rf"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?{_ZONE}",
    "duration": r"-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?",
    "language": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
}
"""Local name of an XSD datatype to the form of its literals; others have any."""
TEXT_FORMS = frozenset(XSD + name for name in ("language", "duration", "time", "gMonth", "gDay", "gMonthDay"))
"""Datatypes that are stored as text, of which only some texts are literals."""
_LONGEST = 400
"""Digits of a number that is still read as one."""

Ordered = tuple[str, Any]
"""What a literal is compared by: its kind, and its value."""


def valid(text: str, datatype: str) -> bool:
    """Whether a text is a lexical form of a datatype; a datatype that is not known has any."""
    local = datatype.removeprefix(XSD) if datatype.startswith(XSD) else ""
    if local in _INTEGERS:
        least, most = _INTEGERS[local]
        number = int(text) if re.fullmatch(rf"[+-]?[0-9]{{1,{_LONGEST}}}", text) else None
        return number is not None and (least is None or number >= least) and (most is None or number <= most)
    if local in _FORMS:
        return re.fullmatch(_FORMS[local], text) is not None
    return datatype not in (XSD + "date", XSD + "dateTime", EDTF_IRI) or ordered(Text(text, "", datatype)) is not None


def integer_range(datatype: str) -> tuple[int | None, int | None]:
    """The smallest and the largest value of a datatype of integers; None where there is none."""
    return _INTEGERS.get(datatype.removeprefix(XSD), (None, None))


def same(one: Term, other: Term) -> bool:
    """Whether two terms are the same."""
    return canonical(one) == canonical(other)


def canonical(term: Term) -> Hashable:
    """What two terms have in common exactly if they are the same."""
    if not isinstance(term, Text):
        return term
    found = ordered(term)
    return found if found is not None and found[0] in ("number", "boolean", "date", "time") else (term.value, term.language.lower(), term.datatype)


def precedes(one: Term, other: Term, *, strictly: bool) -> bool:
    """Whether `one` is smaller than `other`, or as small unless `strictly`; False where they cannot be compared."""
    left, right = (ordered(term) if isinstance(term, Text) else None for term in (one, other))
    if left is None or right is None:
        return False
    if "edtf" in (left[0], right[0]):
        return _may_precede(one, other, strictly)
    return left[0] == right[0] and bool(left[1] < right[1] if strictly else left[1] <= right[1])


def _may_precede(one: Term, other: Term, strictly: bool) -> bool:
    try:
        first, last = edtf_bounds(_text(one))[0] or date.min, edtf_bounds(_text(other))[1] or date.max
    except ValueError:
        return False
    return first < last if strictly else first <= last


def _text(term: Term) -> str:
    return term.value if isinstance(term, Text) else ""


def ordered(literal: Text) -> Ordered | None:
    """What a literal is compared by; None for what has no order, or is no literal of its datatype."""
    kind, read = _KINDS.get(_row(literal.datatype), ("", None))
    if read is None or literal.language:
        return None
    try:
        return kind, read(literal.value)
    except (ValueError, InvalidOperation, OverflowError):
        return None


def _row(datatype: str) -> str:
    return "String" if datatype in ("", XSD + "string") else DATATYPE_BY_IRI.get(datatype, "") if datatype not in _TEXTS else ""


_TEXTS = frozenset(iri for iri, row in DATATYPE_BY_IRI.items() if row == "String")


def _number(text: str) -> Decimal | float:
    if len(text) > _LONGEST:
        raise ValueError("has too many digits")
    return float(text) if text.strip("+-") in ("INF", "NaN") else Decimal(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false", "1", "0"):
        raise ValueError("is neither true nor false")
    return text in ("true", "1")


def _moment(text: str) -> datetime:
    if re.fullmatch(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]+)?{_ZONE}", text) is None:
        raise ValueError("is no point in time")
    value = datetime.fromisoformat(text)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _date(text: str) -> date:
    match = re.fullmatch(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}", text)
    if match is None:
        raise ValueError("is no date")
    return date.fromisoformat(match[1])


def _imprecise(text: str) -> str:
    edtf_bounds(text)
    return text


_KINDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "Int": ("number", _number),
    "BigInt": ("number", _number),
    "Float": ("number", _number),
    "String": ("text", str),
    "Boolean": ("boolean", _boolean),
    "DateTime": ("time", _moment),
    "Date": ("date", _date),
    "EDTF": ("edtf", _imprecise),
}
"""Row of a datatype to what its literals are compared by."""
