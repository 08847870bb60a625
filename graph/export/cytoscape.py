"""JSON of Cytoscape.js and Cytoscape: `{"elements": [{"data": {...}}, ...]}`, an edge behind the node that it leaves."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import orjson

from graph.export.network import Network
from graph.export.rows import Known, Row
from graph.export.writer import Writer


class Cytoscape(Writer):
    """A list of elements, one on each line; what there is not is left out."""

    claimed = True

    def __init__(self, known: Known) -> None:
        self._network = Network(known)
        self._between = b""

    def begin(self) -> bytes:
        """Return the start of the document."""
        return b'{"elements": [\n'

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        elements = [element for row in rows for element in self._elements(row)]
        between, self._between = self._between, b",\n"
        return between + b",\n".join(elements)

    def end(self) -> bytes:
        """Return the end of the document."""
        return b"\n]}\n"

    def _elements(self, row: Row) -> Iterator[bytes]:
        yield _element("nodes", self._network.point(row))
        for link in self._network.links(row):
            yield _element("edges", link, id=link.id)


def _element(group: str, one: NamedTuple, **more: str) -> bytes:
    return orjson.dumps({"group": group, "data": more | {name: value for name, value in one._asdict().items() if value}})
