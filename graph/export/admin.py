"""A zip of two CSV files that `neo4j-admin database import` takes: nodes.csv and relationships.csv, each with its types in the header.

Nodes have the labels and properties that they have in this store, relationships their types and properties. Several values of a property stand with
`BETWEEN` between them. What claimgraph keeps for itself is left out: what a search looks through, and since when something holds.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.edtf import SUFFIXES
from graph.export.rows import Known, Row
from graph.export.writer import Writer
from graph.terms import lexical
from schema.model import Attribute

BETWEEN = "\x1f"
OPTIONS = ("--multiline-fields=true", "--array-delimiter=U+001F", "--bad-tolerance=0")
"""What `neo4j-admin database import full` must be told."""
NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"
_TYPES = {"Int": "long", "BigInt": "long", "Float": "double", "Boolean": "boolean", "DateTime": "datetime", "Date": "date", "Point": "point{crs:WGS-84}"}
"""Row of a datatype to what the header calls it; text for all others."""
_PROJECTED = {"proposition": "string", "status": "string", "origins": "long", "denials": "long", "sources": "string[]"}
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The time of the files: two exports are the same."""


class AdminZip(Writer):
    """Nodes, then all rows again as relationships; `keys` are the names of properties in the store, which tell the languages that there are."""

    claimed = True

    def __init__(self, known: Known, keys: Iterable[str]) -> None:
        model, there = known.model, {*keys}
        classes = [*model.classes.values()]
        attributes = (a for cls in classes for a in cls.attributes.values())
        self._nodes = {name: kind for name, kind in sorted(_columns(attributes, there).items()) if name in there}
        carried = (a for cls in classes for relation in cls.relations.values() for a in relation.edge)
        self._edges = {name: kind for name, kind in sorted((_columns(carried, there) | _PROJECTED).items()) if name in there}
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w")
        self._turn, self._file = 0, self._open(NODES)

    def begin(self) -> bytes:
        """Return the head of the first file."""
        return self._write(_header(("iri:ID", ":LABEL"), self._nodes))

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        return self._write("".join(map(self._relationships if self._turn else self._node, rows)))

    def again(self) -> bytes | None:
        """End the file of nodes and begin that of relationships."""
        if self._turn:
            return None
        self._file.close()
        self._turn, self._file = 1, self._open(RELATIONSHIPS)
        return self._write(_header((":START_ID", ":END_ID", ":TYPE"), self._edges))

    def end(self) -> bytes:
        """Return the directory of the zip."""
        self._file.close()
        self._zip.close()
        return self._sink.take()

    def _open(self, name: str) -> Any:
        info = zipfile.ZipInfo(name, _FIRST)
        info.compress_type = zipfile.ZIP_DEFLATED
        return self._zip.open(info, "w", force_zip64=True)

    def _write(self, text: str) -> bytes:
        self._file.write(text.encode())
        return self._sink.take()

    def _node(self, row: Row) -> str:
        labels = BETWEEN.join(row.labels)
        return _line([row.iri, labels, *(row.properties.get(name) for name in self._nodes)])

    def _relationships(self, row: Row) -> str:
        return "".join(_line([row.iri, edge.end, edge.type, *(edge.properties.get(name) for name in self._edges)]) for edge in row.edges)


class _Sink(io.RawIOBase):
    """Where the zip is written to, and taken from piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It takes everything."""
        return True

    def write(self, piece: Any) -> int:
        """Keep a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        """Return what was written since."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _columns(attributes: Iterable[Attribute], keys: Iterable[str]) -> dict[str, str]:
    """Property to its type in the header; the one of two attributes of the same name that fits the values of both."""
    found: dict[str, str] = {}
    for use in attributes:
        kind = _TYPES.get(use.datatype, "string") + ("[]" if use.many else "")
        languages = {key: kind for key in keys if key.startswith(f"{use.name}@")} if use.localized else {}
        days = {use.name + suffix: "date" for suffix in SUFFIXES} if use.datatype == "EDTF" else {}
        for name, one in {use.name: kind, **languages, **days}.items():
            found[name] = one if found.get(name, one) == one else "string"
    return found


def _header(first: Sequence[str], columns: Mapping[str, str]) -> str:
    return ",".join([*first, *(f"{name}:{kind}" for name, kind in columns.items())]) + "\n"


def _line(values: Iterable[Any]) -> str:
    return ",".join(map(_cell, values)) + "\n"


def _cell(value: Any) -> str:
    """A value in quotes; nothing stands for no value, since a text may be empty."""
    if value is None:
        return ""
    text = BETWEEN.join(map(_plain, value)) if isinstance(value, list) else _plain(value)
    return '"' + text.replace('"', '""') + '"'


def _plain(value: Any) -> str:
    native = value.to_native() if hasattr(value, "to_native") else value
    if isinstance(native, tuple):
        longitude, latitude = native
        return f"{{longitude: {longitude!r}, latitude: {latitude!r}}}"
    return native if isinstance(native, str) else lexical(native)
