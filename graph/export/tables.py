"""Rows for spreadsheets and programs: a resource on each line, its values under the names of the GraphQL fields.

    csv      a column for each field, and for each language that a text has (`name@ru`, as in a mapping); several values stand with a `|` between them
    jsonl    {"id", "types", fields ...}; a text in its languages is a list of {lang, value}, as mutations take it; relations are lists of IRIs

What a relation carries is left out; so is what is derived.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from graph.export.lines import classes
from graph.export.rows import Known, Row
from graph.export.writer import Writer
from graph.literals import languages
from graph.terms import lexical
from schema.model import ROOT, Attribute, Class, Model, Relation

BETWEEN = "|"
"""What stands between several values."""


class JsonLines(Writer):
    """One object on each line."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        return b"".join(orjson.dumps(self._object(row), option=orjson.OPT_APPEND_NEWLINE) for row in rows)

    def _object(self, row: Row) -> dict[str, Any]:
        found: dict[str, Any] = {"id": row.iri, "types": type_names(row, self._known.model)}
        for use in attributes_of(row, self._known.model):
            if use.localized:
                value: Any = [
                    {"lang": key.partition("@")[2], "value": text} for key in languages(use.name, row.properties) for text in _list(row.properties[key])
                ]
            else:
                value = _plain(row.properties.get(use.name))
            if value not in (None, []):
                found[use.name] = value
        return found | relations_of(row, self._known)


class Csv(Writer):
    """Comma-separated values (RFC 4180) with a header; `keys` are the names of properties in the store, which tell the languages that there are."""

    def __init__(self, known: Known, label: str, keys: Sequence[str]) -> None:
        self._known = known
        self._columns = ["id", "types", *_columns(known.model, known.model.classes[label], sorted(keys))]

    def begin(self) -> bytes:
        """Return the header."""
        return self._lines([self._columns])

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        return self._lines([[self._cell(name, values) for name in self._columns] for values in map(self._values, rows)])

    def _values(self, row: Row) -> dict[str, Any]:
        found: dict[str, Any] = {"id": row.iri, "types": type_names(row, self._known.model)}
        for use in attributes_of(row, self._known.model):
            found |= {key: row.properties.get(key) for key in (languages(use.name, row.properties) if use.localized else [use.name])}
        return found | relations_of(row, self._known)

    def _cell(self, name: str, values: dict[str, Any]) -> str:
        return BETWEEN.join(lexical(_native(value)) for value in _list(values.get(name)))

    def _lines(self, rows: list[list[str]]) -> bytes:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        return text.getvalue().encode()


def type_names(row: Row, model: Model) -> list[str]:
    """Return the names of the most specific classes of a row."""
    return [model.class_by_iri[iri].name for iri in classes(row.labels, model)]


def attributes_of(row: Row, model: Model) -> list[Attribute]:
    """Return the attributes that a row can have, those that are derived aside."""
    found = {use.name: use for label in row.labels if label in model.classes for use in model.classes[label].attributes.values() if not use.derived}
    return [found[name] for name in sorted(found)]


def relations_of(row: Row, known: Known) -> dict[str, list[str]]:
    """Return the IRIs at the other ends by the field's name."""
    found: dict[str, list[str]] = {}
    for edge in row.edges:
        found.setdefault(known.relations[edge.type].name, []).append(edge.end)
    return found


def _columns(model: Model, cls: Class, keys: Sequence[str]) -> Iterator[str]:
    """The columns of a class and of those below it; of each name, one."""
    uses: dict[str, Attribute | Relation] = {}
    for one in (cls, *(model.classes[name] for name in (model.classes if cls.name == ROOT else cls.descendants))):
        uses |= {use.name: use for use in one.attributes.values() if not use.derived}
        uses |= {way.name: way for way in one.relations.values() if not (way.derived or way.closure or way.direction == "in")}
    for name in sorted(uses):
        use = uses[name]
        if not isinstance(use, Attribute) or not use.localized:
            yield name
        else:
            yield from languages(name, keys)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _native(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value


def _plain(value: Any) -> Any:
    """A stored value as JSON has it."""
    if isinstance(value, list):
        return [_plain(member) for member in value]
    native = _native(value)
    if isinstance(native, tuple):
        longitude, latitude = native
        return {"latitude": latitude, "longitude": longitude}
    return native if native is None or isinstance(native, str | bool | int | float) else lexical(native)
