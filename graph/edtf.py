"""Dates with imprecision: what days an EDTF text allows.

Every fault is a ValueError that says what was expected.
"""

import re
from datetime import date, timedelta
from typing import Any

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

MAX_CHARACTERS = 200

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9][0-9])(?:-([0-9][0-9]))?)?[?~%]?")
_MOMENT = re.compile(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-][0-9][0-9]:[0-9][0-9])?")
_MASKED_DAY = re.compile(r"([0-9]{4}-[0-9][0-9])-([0-9]X|X[0-9])")

Bounds = tuple[date | None, date | None]
"""The first and the last day; None where open, unknown or outside the years 1 to 9999."""

SUFFIXES = ("Earliest", "Latest", "Lasting")
"""What the properties are called that are kept beside a date: its first and last day, and what a search finds it by if it lasts long."""

MONTH = timedelta(days=31)
SECOND_DAY = date.min + timedelta(days=1)


def edtf_bounds(text: str) -> Bounds:
    """Return the first and last day that an EDTF text allows; None where it is open, unknown or outside the years 1 to 9999."""
    if len(text) > MAX_CHARACTERS:
        raise ValueError("is too long for an EDTF date")
    if "/" not in text:
        return _instant(text)
    first, _, last = text.partition("/")
    if text == "/":
        raise ValueError("is an interval without ends")
    earliest, latest = _side(first)[0], _side(last)[1]
    if earliest and latest and earliest > latest:
        raise ValueError("ends before it begins")
    return earliest, latest


def lasting(earliest: date | None, latest: date | None) -> date | None:
    """Return the day from which a stretch counts as lasting: longer than a month, or open at an end; None for all others.

    It is the first day, `date.min` where that is open. Only searches look at it (see `graph.cypher.stretches`), nothing shows it.

    >>> lasting(date(2023, 1, 1), date(2023, 12, 31)), lasting(date(2023, 5, 1), date(2023, 5, 31)), lasting(None, date(2023, 5, 22))
    (datetime.date(2023, 1, 1), None, datetime.date(1, 1, 1))
    """
    begin = earliest or date.min
    return begin if begin == date.min or latest is None or latest - begin > MONTH else None


def reach(day: date | None) -> date:
    """Return the first day on which a stretch can begin that does not count as lasting and still has `day` (None: any day) in it."""
    return day - MONTH if day and day - SECOND_DAY > MONTH else SECOND_DAY


def _side(text: str) -> Bounds:
    """One end of an interval: ".." is open and nothing is unknown."""
    return (None, None) if text in ("", "..") else _instant(text)


def _instant(text: str) -> Bounds:
    plain = _PLAIN.fullmatch(text)
    if plain and int(plain[1]) > 0 and (plain[2] or "01") <= "12":
        return _plain(int(plain[1]), plain[2], plain[3])
    moment = _MOMENT.fullmatch(text)
    if moment and int(moment[1]) > 0:
        return _plain(int(moment[1]), moment[2], moment[3])
    masked = _MASKED_DAY.fullmatch(text)
    if masked:
        return _masked(masked[1], masked[2])
    return _parsed(text)


def _plain(year: int, month: str | None, day: str | None) -> Bounds:
    """A year, month or day, which are nearly all dates there are; the library takes milliseconds for each."""
    if day is not None:
        exact = date(year, int(month or 1), int(day))
        return exact, exact
    first, last = (int(month), int(month)) if month is not None else (1, 12)
    return date(year, first, 1), _last_day(year, last)


def _last_day(year: int, month: int) -> date:
    return next(date(year, month, day) for day in (31, 30, 29, 28) if _is_day(year, month, day))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _masked(month: str, mask: str) -> Bounds:
    """A day of which one digit is unknown ("2023-05-2X"), which the library does not read."""
    shape = re.compile(mask.replace("X", "[0-9]"))
    year, number = int(month[:4]), int(month[5:])
    days = [date(year, number, day) for day in range(1, 32) if shape.fullmatch(f"{day:02}") and _is_day(year, number, day)]
    if not days:
        raise ValueError("is no EDTF date")
    return days[0], days[-1]


def _parsed(text: str) -> Bounds:
    try:
        value = parse_edtf(text)
        return _day(value.lower_strict()), _day(value.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("is no EDTF date such as 2023-05-22?, 2023-05 or ../2023-05-22") from error


def _day(moment: Any) -> date | None:
    """The library's struct_time (or an infinity) as a day."""
    if isinstance(moment, float) or not 1 <= moment.tm_year <= 9999:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
