"""From the variables of a request to the parameters of a statement."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from graph import cursor
from graph.edtf import Bounds, edtf_bounds, reach
from graph.ir import Conversion, CursorKey, Literal, Sequence, Value, Variable
from schema.errors import BadArgument, BadCursor, BadIri


class Conversions:
    """What a value must become before it travels, by the name that the IR gives it."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._table: Mapping[Conversion, Callable[[Any], Any]] = {
            "plain": _plain,
            "iri": self.iri,
            "iris": lambda values: [self.iri(value) for value in values],
            "integer": lambda value: _each(int, value),
            "datetime": lambda value: _each(_moment, value),
            "date": lambda value: _each(date.fromisoformat, value),
            "earliest": lambda value: bounds_of(value)[0] or date.min,
            "latest": lambda value: bounds_of(value)[1] or date.max,
            "reach": lambda value: reach(bounds_of(value)[0]),
            "latitude": lambda value: _within("latitude", value, 90),
            "longitude": lambda value: _within("longitude", value, 180),
            "distance": _distance,
            "words": _words,
            "lucene": _lucene,
        }

    def iri(self, text: str) -> str:
        """Return the IRI that a client means by a full IRI or by a compact one with a prefix of the ontology (`id:frl`)."""
        full = self.expanded(text)
        if full is not text:
            return full
        if ":" not in text or any(character in text for character in ' <>"{}|\\^`\n\t'):
            raise BadIri(f"{text[:80]!r} is no IRI, and no compact one with a prefix of the ontology ({', '.join(sorted(self._prefixes))})")
        return text

    def expanded(self, text: str) -> str:
        """Return a compact IRI in full, and any other text as it is."""
        prefix, colon, local = text.partition(":")
        return self._prefixes[prefix] + local if colon and not local.startswith("//") and prefix in self._prefixes else text

    def bind(self, parameters: tuple[tuple[str, Value], ...], variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of a statement's parameters for one request."""
        return {name: self._value(value, variables) for name, value in parameters}

    def _value(self, value: Value, variables: Mapping[str, Any]) -> Any:
        match value:
            case Literal(raw, conversion):
                return raw if raw is None else self._table[conversion](raw)
            case Variable(path, conversion):
                raw = value_at(variables, path)
                return raw if raw is None else self._table[conversion](raw)
            case Sequence(items, conversion):
                return self._table[conversion]([self._value(item, variables) for item in items])
            case CursorKey(origin, signature, size, index, conversion):
                return self._key(cursor.decode(self._value(origin, variables), signature, size)[index], conversion)

    def _key(self, key: Any, conversion: Conversion) -> Any:
        """The key of a cursor, which somebody may have made up."""
        try:
            return key if key is None else self._table[conversion](key)
        except (TypeError, ValueError, OverflowError, BadArgument):
            raise BadCursor(f"the cursor has no place in this list: {key!r} is no key of it") from None


def value_at(variables: Mapping[str, Any], path: tuple[str | int, ...]) -> Any:
    """Return what the variables of a request have at a path."""
    value: Any = variables
    for step in path:
        value = value[step]
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _each(convert: Callable[[Any], Any], value: Any) -> Any:
    return [convert(item) for item in value] if isinstance(value, list | tuple) else convert(value)


def _within(name: str, degrees: float, limit: int) -> float:
    if not -limit <= degrees <= limit:
        raise BadArgument(f"{name} is {degrees}: it must be -{limit} to {limit} degrees")
    return degrees


def _distance(metres: float) -> float:
    if metres < 0:
        raise BadArgument(f"distance is {metres}: it must be 0 metres or more")
    return metres


def bounds_of(text: str) -> Bounds:
    """Return the first and last day of an EDTF text; raise BadArgument for any other."""
    try:
        return edtf_bounds(text)
    except ValueError as error:
        raise BadArgument(f"{text[:40]!r} {error}") from None


_WORD = re.compile(r"\w+")
MOST_WORDS = 100
"""Different words of a search; Lucene itself gives up beyond 512."""


def _words(text: str) -> list[str]:
    """Return the words of a search, in lower case; raise BadArgument if there is none."""
    words = list(dict.fromkeys(_WORD.findall(text.lower())))
    if not words:
        raise BadArgument(f"{text[:40]!r} has no word to search for")
    if len(words) > MOST_WORDS:
        raise BadArgument(f"{text[:40]!r}... has {len(words):,} different words, the limit is {MOST_WORDS}")
    return words


def _lucene(text: str) -> str:
    """Return a Lucene query for which every word, or a longer one that begins so, must occur; the words have no character that Lucene reads as syntax.

    >>> _lucene("Freedom leg:*")
    '+(freedom freedom*) +(leg leg*)'
    """
    return " ".join(f"+({word} {word}*)" for word in _words(text))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        raise BadArgument(f"{text} lies outside the years 1 to 9999 in UTC") from None
