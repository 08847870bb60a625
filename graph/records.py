"""Files of rows to records: CSV and TSV (RFC 4180) and JSON Lines, in constant memory."""

import codecs
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from graph.files import Stream
from graph.mapping import Dialect
from graph.told import LONGEST
from schema.errors import DataTooLarge, DataUnreadable

COLUMNS: Mapping[str, str] = {"csv": ",", "tsv": "\t"}
"""Suffix of a file with columns to what separates them, unless the mapping says it."""
LINES = ("jsonl", "ndjson")
LONGEST_LINE = 16 << 20
"""Bytes of a line."""

csv.field_size_limit(LONGEST)


class Record(NamedTuple):
    """A row: the line on which it begins, its number (the first is 1), its values by column, or what is wrong with it."""

    line: int
    number: int
    data: Mapping[str, Any]
    fault: str = ""


class Records:
    """The records of one file, which `name` names in messages; `header` are the columns, None in JSON Lines."""

    def __init__(self, path: Path, name: str, kind: str, dialect: Dialect) -> None:
        self.name, self._kind, self._dialect = name, kind, dialect
        self._utf8 = codecs.lookup(dialect.encoding).name in ("utf-8", "utf-8-sig")
        self._path = path
        self._stream: Stream | None = None
        self.header: Sequence[str] | None = None

    @property
    def done(self) -> int:
        """Bytes that were read."""
        return self._stream.position if self._stream else 0

    def __iter__(self) -> Iterator[Record]:
        """Yield them; raises DataUnreadable, or DataTooLarge."""
        try:
            with closing(Stream(self._path, by_line=True, raw=not self._utf8)) as stream:
                self._stream = stream
                yield from self._of_lines(_lines(stream, self)) if self._kind in LINES else self._of_columns(_lines(stream, self))
        except OSError as error:
            raise DataUnreadable(f"{self.name}: cannot be read: {error.strerror or error}") from error
        except EOFError as error:
            raise DataUnreadable(f"{self.name}: the compressed file ends too early") from error
        except SyntaxError as error:
            raise DataUnreadable(f"{self.name}:{error.lineno or 1}: {error.msg}") from error

    def decode(self, line: bytes, number: int) -> str:
        """Return a line as text."""
        try:
            return line.decode(self._dialect.encoding)
        except UnicodeDecodeError as error:
            what = f"byte 0x{line[error.start]:02x} is no {self._dialect.encoding.upper()}"
            raise DataUnreadable(f"{self.name}:{number}: {what}; a mapping can say another `encoding`") from error

    # columns

    def _of_columns(self, lines: Iterator[str]) -> Iterator[Record]:
        delimiter = self._dialect.delimiter or COLUMNS[self._kind]
        rows = csv.reader(lines, delimiter=delimiter, quotechar=self._dialect.quote, strict=True)
        self.header = self._dialect.header
        number, line = 0, 1
        while (row := self._next(rows, line)) is not None:
            if not self.header:
                self.header = self._names(row, line)
            elif row:
                number += 1
                yield self._record(row, line, number)
            line = rows.line_num + 1

    def _next(self, rows: Any, line: int) -> list[str] | None:
        try:
            return next(rows, None)
        except csv.Error as error:
            if "field larger" in str(error):
                raise DataTooLarge(f"{self.name}:{line}: a value is longer than {LONGEST:,} characters: is its closing quote missing?") from error
            raise DataUnreadable(f"{self.name}:{line}: {error}") from error

    def _names(self, row: Sequence[str], line: int) -> Sequence[str]:
        names = [name.strip() for name in row]
        double = sorted({name for name in names if name and names.count(name) > 1})
        if double:
            raise DataUnreadable(f"{self.name}:{line}: several columns have the name {double[0]!r}")
        return names

    def _record(self, row: Sequence[str], line: int, number: int) -> Record:
        header = self.header or ()
        fault = "" if len(row) == len(header) else f"has {len(row)} values, expected {len(header)}, as many as there are columns"
        return Record(line, number, dict(zip(header, row, strict=False)), fault)

    # lines of JSON

    def _of_lines(self, lines: Iterator[str]) -> Iterator[Record]:
        number = 0
        for place, line in enumerate(lines, 1):
            if line.strip():
                number += 1
                yield _json(line, place, number)


def _json(line: str, place: int, number: int) -> Record:
    """Numbers stay as they are written."""
    try:
        data = json.loads(line, parse_int=str, parse_float=str, parse_constant=_refuse)
        if "\\u" in line:
            json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except RecursionError:
        return Record(place, number, {}, "is nested too deeply")
    except ValueError as error:
        return Record(place, number, {}, f"is no JSON: {error}")
    return Record(place, number, data) if isinstance(data, dict) else Record(place, number, {}, "is no JSON object")


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _lines(stream: Stream, records: Records) -> Iterator[str]:
    """The lines of a file, each with its end."""
    held = b""
    while chunk := stream.read(LONGEST):
        held += chunk
        if held.endswith(b"\n"):
            yield records.decode(held, stream.line)
            held = b""
        elif len(held) > LONGEST_LINE:
            raise DataTooLarge(f"{records.name}:{stream.line}: the line is longer than {LONGEST_LINE:,} bytes")
    if held:
        yield records.decode(held, stream.line)
