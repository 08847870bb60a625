"""GraphML, for Gephi, yEd, Cytoscape and networkx: resources as nodes, relationships as edges, those that rest on claims too.

A character that XML does not have becomes a space.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from graph.export.network import Network
from graph.export.rows import Known, Row
from graph.export.writer import Writer

NODE_KEYS = ("name", "type", "status", "time", "start", "end")
EDGE_KEYS = ("relation", "status", "proposition", "time", "start", "end")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class GraphMl(Writer):
    """One graph; an edge stands behind the node that it leaves, and has the status of its claims, `STATED` without."""

    claimed = True

    def __init__(self, known: Known) -> None:
        self._network = Network(known)

    def begin(self) -> bytes:
        """Return the start of the document."""
        keys = [
            f'<key id="{_key(kind, name)}" for="{kind}" attr.name="{name}" attr.type="string"/>\n'
            for kind, names in (("node", NODE_KEYS), ("edge", EDGE_KEYS))
            for name in names
        ]
        return f'{_HEAD}{"".join(keys)}<graph edgedefault="directed">\n'.encode()

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        return "".join(line for row in rows for line in self._lines(row)).encode()

    def end(self) -> bytes:
        """Return the end of the document."""
        return b"</graph>\n</graphml>\n"

    def _lines(self, row: Row) -> Iterator[str]:
        point = self._network.point(row)
        yield f"<node id={quoted(point.id)}>{_data('node', NODE_KEYS, point[1:])}</node>\n"
        for link in self._network.links(row):
            yield f"<edge source={quoted(link.source)} target={quoted(link.target)}>{_data('edge', EDGE_KEYS, link[2:])}</edge>\n"


def _key(kind: str, name: str) -> str:
    """The id of a key: those of nodes and of edges must differ."""
    return f"{kind}-{name}"


def _data(kind: str, names: Iterable[str], values: Iterable[str]) -> str:
    return "".join(f'<data key="{_key(kind, name)}">{escaped(value)}</data>' for name, value in zip(names, values, strict=True) if value)


def escaped(text: str) -> str:
    """Return a text as the content of an element; a carriage return by its number, or a reader makes a line feed of it."""
    return escape(_NO_XML.sub(" ", text), {"\r": "&#13;"})


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, in quotes."""
    return quoteattr(_NO_XML.sub(" ", text))
