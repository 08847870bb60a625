"""Tables to statements: each row of a CSV or JSON Lines file under the tables of a mapping.

    record -> rows of each table (one, or one for each member of an array) -> class, IRI -> column after column -> statements

All that does not fit in a file is found before it is refused.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from graph.mapping import Table, Tables
from graph.records import COLUMNS, LINES, Record, Records
from graph.rows import Faults, Teller, iri_of, rows_of
from graph.told import Reading, Told
from schema.errors import BadIri, DataUnreadable, MappingInvalid

SUFFIXES = (*COLUMNS, *LINES)


class TableFile:
    """One file; `name` is what messages call it, `ignored` the columns that no table takes, with the number of records that have something in them."""

    def __init__(self, path: Path, name: str, kind: str, how: Reading) -> None:
        if how.tables is None:
            raise DataUnreadable(f"{name}: say by --mapping what its columns mean")
        self.name, self.size = name, path.stat().st_size
        self.ignored: Counter[str] = Counter()
        self._mapping, self._home = how.tables, how.home
        self._tables = [table for table in self._mapping.tables if table.is_for(name)]
        if not self._tables:
            patterns = ", ".join(pattern for table in self._mapping.tables for pattern in table.files)
            raise MappingInvalid(f"{self._mapping.name}: no table is for {name}; they are for: {patterns}")
        self._taken = self._names_taken()
        self._records = open_records(path, name, kind, self._tables, self._mapping)
        self._mapping.files.append((path, name, kind))

    @property
    def done(self) -> int:
        """Bytes that were read."""
        return self._records.done

    def lines(self, places: Collection[int]) -> Mapping[int, int]:
        """Return the places: they are lines."""
        return {place: place for place in places}

    def told(self) -> Iterator[Told]:
        """Yield what the rows say; raises DataUnreadable, MappingInvalid, and in the end DataError with all that does not fit."""
        faults = Faults(self.name)
        self.ignored.clear()
        self._mapping.find = self._mapping.find or Keys(self._mapping).find
        teller = Teller(self._mapping, self._home, self._mapping.find, faults)
        for record in self._records:
            if record.number == 1:
                for table in self._tables:
                    check_header(self._records, table, table.fields, self._mapping)
            if record.fault:
                faults.add(record.line, record.fault)
                continue
            self._count(record)
            for table in self._tables:
                for row in rows_of(record, table):
                    yield from teller.told(row)
        faults.check()

    def _count(self, record: Record) -> None:
        self.ignored.update(name for name, value in record.data.items() if name not in self._taken and value not in ("", None))

    def _names_taken(self) -> set[str]:
        """The columns that some table takes, and the first names of paths."""
        names = {table.name for table in self._tables}
        lookups = [column.lookup for table in self._mapping.tables for column in table.columns if column.lookup]
        found = {path.removeprefix("^") for table in self._tables for path in (*table.fields, table.each)} | {key for name, key in lookups if name in names}
        return found | {path.partition(".")[0] for path in found}


def open_records(path: Path, name: str, kind: str, tables: list[Table], mapping: Tables) -> Records:
    """Return the records of a file; its tables have to agree on how it is written."""
    if len({table.dialect for table in tables}) > 1:
        raise MappingInvalid(f"{mapping.name}: the tables of {name} differ in delimiter, quote, encoding or header")
    if kind in COLUMNS and any(table.each for table in tables):
        raise MappingInvalid(f"{mapping.name}: {name} has columns; `each` is for JSON Lines")
    return Records(path, name, kind, tables[0].dialect)


def check_header(records: Records, table: Table, names: Collection[str], mapping: Tables) -> None:
    """Raise MappingInvalid for the first of some columns that a file does not have."""
    header = records.header
    for name in sorted(set(names).difference(header)) if header is not None else ():
        close = get_close_matches(name, header or (), 1)
        near = f"; did you mean {close[0]}?" if close else ""
        raise MappingInvalid(f'{mapping.name}: table "{table.name}": {records.name} has no column {name!r}{near}; it has: {", ".join(header or ())}')


class Keys:
    """IRIs of rows by a column of their table, over all files of the load; on disk, each table and column read at its first use."""

    def __init__(self, mapping: Tables) -> None:
        self._mapping = mapping
        self._read: set[tuple[str, str]] = set()
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # a file that the system removes
        self._db.execute("CREATE TABLE key (place TEXT, value TEXT, iri TEXT, PRIMARY KEY (place, value, iri)) WITHOUT ROWID")

    def find(self, table: str, column: str, value: str) -> str:
        """Return the IRI of the row that has a value; ValueError if none has, or several."""
        if (table, column) not in self._read:
            self._read.add((table, column))
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", self._rows(table, column))
            self._db.execute("COMMIT")
        found = self._db.execute("SELECT iri FROM key WHERE place = ? AND value = ? LIMIT 2", (f"{table}.{column}", value)).fetchall()
        if len(found) != 1:
            raise ValueError(f"{value!r} is {'several' if found else 'no'} {column} of {table}")
        return str(found[0][0])

    def _rows(self, name: str, column: str) -> Iterator[tuple[str, str, str]]:
        """The keys of a table; a row that does not fit is found where its file is read."""
        table = next(table for table in self._mapping.tables if table.name == name)
        files = [file for file in self._mapping.files if table.is_for(file[1])]
        if not files:
            raise MappingInvalid(f'{self._mapping.name}: no file of the table "{name}" is loaded, in which {column} is looked up')
        for file in files:
            records = open_records(*file, [table], self._mapping)
            for record in records:
                check_header(records, table, {column}, self._mapping)
                for row in rows_of(record, table):
                    with suppress(ValueError, BadIri):
                        iri = iri_of(row, self._mapping)
                        yield from ((f"{name}.{column}", text, iri) for member in row.members(column) if (text := row.text(member)) is not None)
