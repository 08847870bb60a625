"""GraphML, for Gephi, yEd, Cytoscape and networkx: resources as nodes, relationships as edges, those that rest on claims too.

A character that XML does not have becomes a space.
"""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from graph.export.rows import Edge, Known, Row
from graph.export.tables import type_names

_NODE_KEYS = ("name", "type")
_EDGE_KEYS = ("relation", "status", "proposition")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class GraphMl:
    """One graph; an edge stands behind the node that it leaves, and has the status of its claims, `STATED` without."""

    claimed = True

    def __init__(self, known: Known) -> None:
        self._known = known

    def begin(self) -> bytes:
        """Return the start of the document."""
        keys = [f'<key id="{name}" for="{kind}" attr.name="{name}" attr.type="string"/>\n' for kind, names in _KEYS for name in names]
        return f'{_HEAD}{"".join(keys)}<graph edgedefault="directed">\n'.encode()

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        return "".join(line for row in rows for line in self._lines(row)).encode()

    def end(self) -> bytes:
        """Return the end of the document."""
        return b"</graph>\n</graphml>\n"

    def _lines(self, row: Row) -> Iterator[str]:
        names = (str(row.properties.get("name", "")), " ".join(type_names(row, self._known.model)))
        yield f"<node id={_quoted(row.iri)}>{_data(_NODE_KEYS, names)}</node>\n"
        for edge in row.edges:
            yield f"<edge source={_quoted(row.iri)} target={_quoted(edge.end)}>{_data(_EDGE_KEYS, self._told(edge))}</edge>\n"

    def _told(self, edge: Edge) -> tuple[str, ...]:
        carried = edge.properties
        return self._known.relations[edge.type].name, str(carried.get("status", "STATED")), str(carried.get("proposition", ""))


_KEYS = (("node", _NODE_KEYS), ("edge", _EDGE_KEYS))


def _data(keys: Sequence[str], values: Sequence[str]) -> str:
    return "".join(f'<data key="{key}">{escape(_NO_XML.sub(" ", value))}</data>' for key, value in zip(keys, values, strict=True) if value)


def _quoted(iri: str) -> str:
    return quoteattr(_NO_XML.sub(" ", iri))
