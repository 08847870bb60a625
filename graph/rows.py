"""What a row says: its class, its IRI, and column after column its properties."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.findings import MOST, SHOWN
from graph.literals import READERS, stored
from graph.mapping import Column, Find, Table, Tables, Template, Use, is_value
from graph.records import Record
from graph.told import GENID, LONGEST, RDF, REIFIES, TYPE, Literal, Told, Triple
from schema.datatypes import DATATYPES, XSD
from schema.errors import BadIri, DataError
from schema.model import Attribute, Class

_CONSTANTS = {True: "true", False: "false", None: ""}


class Faults:
    """What does not fit in a file, which `name` names."""

    def __init__(self, name: str) -> None:
        self._name, self._count = name, 0
        self._kept: list[str] = []

    def add(self, line: int, text: str) -> None:
        """Add one."""
        self._count += 1
        if len(self._kept) < MOST:
            self._kept.append(f"{self._name}:{line}: {text}")

    def check(self) -> None:
        """Raise DataError if there are some."""
        if self._count:
            rest = self._count - SHOWN
            number = "1 finding" if self._count == 1 else f"{self._count:,} findings"
            error = DataError(f"{number}, nothing was written: {'; '.join(self._kept[:SHOWN])}{f'; and {rest:,} more' if rest > 0 else ''}")
            error.findings = self._kept
            raise error


@dataclass(frozen=True, slots=True)
class Row:
    """What one resource is made from: a record, or a member of an array in one, which `outer` then is; `number` is its own, from 1."""

    table: Table
    line: int
    number: int
    data: Any
    outer: Any = None

    def members(self, path: str) -> list[Any]:
        """Return the values of a column; of a path through arrays, all of them."""
        return _members(self.outer, path[1:]) if path.startswith("^") else _members(self.data, path)

    def text(self, value: Any) -> str | None:
        """Return a value as text, None for nothing."""
        if isinstance(value, dict):
            raise ValueError("is an object, expected a value")
        text = _CONSTANTS[value] if value is None or isinstance(value, bool) else value.strip()
        return None if text in self.table.empty else text

    def is_empty(self, value: Any) -> bool:
        """Whether a value is nothing; an object is something."""
        return not isinstance(value, dict) and self.text(value) is None

    def value_of(self, name: str, member: Any = None, number: int = 0) -> str | None:
        """Return what a placeholder stands for, where `member` is the value at hand, with its number."""
        if name == "#":
            return str(number or self.number)
        found = _members(member, name[len("value.") :]) if is_value(name) else self.members(name)
        texts = [text for value in found if (text := self.text(value)) is not None]
        if len(texts) > 1:
            raise ValueError(f"has several values of {name}, a template takes one")
        return texts[0] if texts else None


def rows_of(record: Record, table: Table) -> Iterator[Row]:
    """Yield what a table makes of a record."""
    if not table.each:
        yield Row(table, record.line, record.number, record.data)
        return
    for number, member in enumerate(_members(record.data, table.each), 1):
        yield Row(table, record.line, number, member, record.data)


def _members(data: Any, path: str) -> list[Any]:
    """All values at a path, arrays opened; a name with dots in it goes before a path."""
    if isinstance(data, list):
        return [found for member in data for found in _members(member, path)]
    if not path:
        return [data]
    if not isinstance(data, dict):
        return []
    if path in data:
        return _members(data[path], "")
    name, _, rest = path.partition(".")
    return _members(data[name], rest) if rest and name in data else []


def class_of(row: Row) -> Class:
    """Return its class; ValueError if its column tells none."""
    kind, classes = row.table.kind, row.table.classes
    if not kind:
        return classes[""]
    value = row.value_of(kind) or ""
    if value not in classes:
        raise ValueError(f"column {kind}: {value!r} is none of {', '.join(classes)}")
    return classes[value]


def iri_of(row: Row, mapping: Tables) -> str:
    """Return the IRI of its resource; ValueError if it has none."""
    text = row.table.id.iri(row.value_of)
    if text is None:
        missing = [name for name in row.table.id.fields if row.value_of(name) is None]
        raise ValueError(f"has nothing in {', '.join(missing)}, which the IRI is made of")
    return _full(text, mapping)


def _full(text: str, mapping: Tables) -> str:
    iri = mapping.iri(text)
    READERS["URI"](iri)
    return iri


class Teller:
    """Says what the rows of a file say; what does not fit becomes a fault. `home` is the namespace of the IRIs that have no name."""

    def __init__(self, mapping: Tables, home: str, find: Find, faults: Faults) -> None:
        self._mapping, self._home, self._find, self._faults = mapping, home, find, faults

    def told(self, row: Row) -> Iterator[Told]:
        """Yield its statements."""
        try:
            cls, iri = class_of(row), iri_of(row, self._mapping)
        except (ValueError, BadIri) as error:
            self._faults.add(row.line, str(error))
            return
        yield Told(iri, TYPE, str(cls.iri), "", row.line)
        for column in row.table.columns:
            for member, number in _values(row, column):
                try:
                    yield from self._say(row, iri, column, cls, member, number)
                except (ValueError, BadIri) as error:
                    self._faults.add(row.line, f"{column.label}: {error}")

    def _say(self, row: Row, iri: str, column: Column, cls: Class, member: Any, number: int) -> Iterator[Told]:
        """What one value says."""
        use = column.uses.get(cls.name)
        if column.path and row.is_empty(member):
            return
        if use is None:
            if column.path:
                raise ValueError(f"a {cls.name} has no such property")
            return
        if column.values:
            member = _mapped(row.text(member) or "", column.values)

        def value_of(name: str) -> str | None:
            return row.value_of(name, member, number)

        for text in self._texts(row, column, use, member, value_of):
            if use.attribute is not None:
                yield Told(iri, use.iri, self._literal(use.attribute, text, use.language), "", row.line)
            else:
                yield from self._relate(row, (_full(text, self._mapping), iri) if use.backward else (iri, _full(text, self._mapping)), use, value_of)

    def _texts(self, row: Row, column: Column, use: Use, member: Any, value_of: Callable[[str], str | None]) -> Iterator[str]:
        """The texts of literals, or the IRIs, that a value makes."""
        for template in column.templates:
            text = template.iri(value_of) if use.attribute is None or use.attribute.datatype == "URI" else template.fill(value_of)
            if text is not None:
                yield text
        if not column.templates:
            text = row.text(member) or ""
            yield self._find(*column.lookup, text) if column.lookup else text

    def _literal(self, attribute: Attribute, text: str, language: str = "") -> Literal:
        """A literal that fits; ValueError if it does not."""
        if attribute.datatype == "URI":
            text = _full(text, self._mapping)
        if len(text) > LONGEST:
            raise ValueError(f'"{text[:57]}..." is longer than {LONGEST:,} characters')
        datatype = RDF + "langString" if language else _datatype(attribute)
        literal = Literal(text, datatype, language)
        try:
            stored(attribute, literal, self._mapping.model)
        except ValueError as error:
            raise ValueError(f'"{text if len(text) <= 60 else text[:57] + "..."}" {error}') from error
        return literal

    def _relate(self, row: Row, ends: tuple[str, str], use: Use, value_of: Callable[[str], str | None]) -> Iterator[Told]:
        """A link, and what it carries, which is said about the triple."""
        triple = Triple(ends[0], use.iri, ends[1])
        yield Told(*triple, "", row.line)
        carried = [(attribute, text) for attribute, template in use.edge if (text := _filled(attribute, template, value_of)) is not None]
        name = f"{self._home}{GENID}{hashlib.sha256(' '.join(triple).encode()).hexdigest()[:32]}"
        if carried:
            yield Told(name, REIFIES, triple, "", row.line)
        for attribute, text in carried:
            yield Told(name, attribute.iri, self._literal(attribute, text), "", row.line)


def _mapped(text: str, values: Mapping[str, str]) -> str:
    if text not in values:
        raise ValueError(f"{text!r} is none of {', '.join(values)}")
    return values[text]


def _filled(attribute: Attribute, template: Template, value_of: Callable[[str], str | None]) -> str | None:
    return template.iri(value_of) if attribute.datatype == "URI" else template.fill(value_of)


def _datatype(attribute: Attribute) -> str:
    row = DATATYPES.get(attribute.datatype)
    return row.iris[0] if row else XSD + "string"


def _values(row: Row, column: Column) -> Iterator[tuple[Any, int]]:
    """The values of a column, each with its number; one that is none for what templates alone make."""
    if not column.path:
        yield None, 0
        return
    number = 0
    for member in row.members(column.path):
        for part in member.split(column.split) if column.split and isinstance(member, str) else [member]:
            number += 1
            yield part, number
