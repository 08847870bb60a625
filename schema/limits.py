"""What a class and its superclasses say about one field, put together: the tightest bounds of all."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from schema.constraints import Limits
from schema.model import Attribute, Relation


def tightest(all_limits: Iterable[Limits]) -> Limits:
    """The bounds that satisfy all; of several patterns the alphabetically first."""
    found = list(dict.fromkeys(all_limits))
    if len(found) == 1:
        return found[0]
    return Limits(
        max((x.min_count for x in found), default=0),
        _least(x.max_count for x in found),
        _most(x.min_length for x in found),
        _least(x.max_length for x in found),
        _upper(x.min_inclusive for x in found),
        _lower(x.max_inclusive for x in found),
        _upper(x.min_exclusive for x in found),
        _lower(x.max_exclusive for x in found),
        min((x.pattern for x in found if x.pattern is not None), default=None),
    )


def _least(values: Iterable[int | None]) -> int | None:
    return min((v for v in values if v is not None), default=None)


def _most(values: Iterable[int | None]) -> int | None:
    return max((v for v in values if v is not None), default=None)


def _upper(values: Iterable[str | None]) -> str | None:
    return max((v for v in values if v is not None), key=_comparable, default=None)


def _lower(values: Iterable[str | None]) -> str | None:
    return min((v for v in values if v is not None), key=_comparable, default=None)


def _comparable(value: str) -> tuple[Decimal, str]:
    """Numbers by value, dates by their text."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return (Decimal(0), value)
    return (number, "") if number.is_finite() else (Decimal(0), value)


def limited(field: Attribute | Relation, limits: Limits) -> Attribute | Relation:
    """The field with these bounds; a list is `required` too, then it is not empty."""
    required = limits.min_count > 0 or (isinstance(field, Attribute) and field.name == "name")
    most = _least((field.max_count, limits.max_count))
    if isinstance(field, Relation):
        return replace(field, required=required, min_count=limits.min_count, max_count=most)
    return replace(
        field,
        required=required,
        min_count=limits.min_count,
        max_count=most,
        min_length=limits.min_length,
        max_length=limits.max_length,
        min_inclusive=limits.min_inclusive,
        max_inclusive=limits.max_inclusive,
        min_exclusive=limits.min_exclusive,
        max_exclusive=limits.max_exclusive,
        pattern=limits.pattern,
    )
