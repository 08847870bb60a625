"""Rows as nodes and edges of a picture: with what each is called, what it is, since when and until when, and how well it is supported."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graph.export.rows import Edge, Known, Row
from graph.export.tables import type_names
from schema.model import Attribute

STATED = "STATED"
"""The status of a relationship that rests on no claim."""


class Point(NamedTuple):
    """A node: `time` is the first of its dates as it is written, from `start` to `end`; `status` is a proposition's. What there is not is ""."""

    id: str
    label: str
    type: str
    status: str
    time: str
    start: str
    end: str


class Link(NamedTuple):
    """An edge: `label` is the name of the relation. `proposition` is what it follows from."""

    source: str
    target: str
    label: str
    status: str
    proposition: str
    time: str
    start: str
    end: str

    @property
    def id(self) -> str:
        """What tells it from all others."""
        return " ".join(part for part in (self.source, self.label, self.target, self.proposition) if part)


class Network:
    """Makes nodes and edges of rows."""

    def __init__(self, known: Known) -> None:
        self._known, self._model = known, known.model
        self._dates: dict[tuple[str, ...], list[str]] = {}

    def point(self, row: Row) -> Point:
        """Return the node of a row."""
        key = tuple(row.labels)
        if key not in self._dates:
            uses = (use for label in key if label in self._model.classes for use in self._model.classes[label].attributes.values())
            self._dates[key] = _dates(uses)
        label, status = str(row.properties.get("name") or ""), str(row.properties.get("status") or "")
        return Point(row.iri, label, " ".join(type_names(row, self._model)), status, *_time(self._dates[key], row.properties))

    def links(self, row: Row) -> list[Link]:
        """Return the edges that leave a row."""
        return [self._link(row, edge) for edge in row.edges]

    def _link(self, row: Row, edge: Edge) -> Link:
        carried = edge.properties
        dates = _dates(self._known.carried[edge.type].values())
        status, proposition = str(carried.get("status") or STATED), str(carried.get("proposition") or "")
        return Link(row.iri, edge.end, self._known.relations[edge.type].name, status, proposition, *_time(dates, carried))


def _dates(uses: Iterable[Attribute]) -> list[str]:
    return [*dict.fromkeys(use.name for use in uses if use.datatype == "EDTF" and not use.many)]


def _time(names: Iterable[str], properties: Mapping[str, Any]) -> tuple[str, str, str]:
    """The first date that is given, with its first and last day."""
    name = next((name for name in names if properties.get(name)), None)
    if name is None:
        return "", "", ""
    return str(properties[name]), _day(properties.get(f"{name}Earliest")), _day(properties.get(f"{name}Latest"))


def _day(value: Any) -> str:
    return str(value.iso_format() if hasattr(value, "iso_format") else value.isoformat()) if value is not None else ""
