"""GEXF 1.3, Gephi's own format: nodes with what they are called and what they are, edges with their relation and status, both with their times.

All nodes come before all edges, as readers expect it: so everything is read twice. The relation is the `kind` of an edge: of several with one kind between two
nodes Gephi would keep one. Dates before year 1 and open ends are left open.
"""

from collections.abc import Iterable, Sequence

from graph.export.graphml import quoted
from graph.export.network import Network
from graph.export.rows import Known, Row
from graph.export.writer import Writer

NODE_VALUES = ("type", "status", "time")
EDGE_VALUES = ("status", "proposition", "time")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'


class Gexf(Writer):
    """One graph in time, whose edges have a direction."""

    claimed = True

    def __init__(self, known: Known) -> None:
        self._network = Network(known)
        self._edges = False

    def begin(self) -> bytes:
        """Return the start of the document."""
        declared = "".join(
            f'<attributes class="{kind}">\n' + "".join(f'<attribute id="{name}" title="{name}" type="string"/>\n' for name in names) + "</attributes>\n"
            for kind, names in (("node", NODE_VALUES), ("edge", EDGE_VALUES))
        )
        return f'{_HEAD}<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n{declared}<nodes>\n'.encode()

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        return "".join(self._links(row) if self._edges else self._node(row) for row in rows).encode()

    def again(self) -> bytes | None:
        """Return what stands between nodes and edges."""
        if self._edges:
            return None
        self._edges = True
        return b"</nodes>\n<edges>\n"

    def end(self) -> bytes:
        """Return the end of the document."""
        return b"</edges>\n</graph>\n</gexf>\n"

    def _node(self, row: Row) -> str:
        point = self._network.point(row)
        values = _values(NODE_VALUES, (point.type, point.status, point.time))
        return f"<node id={quoted(point.id)} label={quoted(point.label)}{_span(point.start, point.end)}>{values}</node>\n"

    def _links(self, row: Row) -> str:
        return "".join(
            f"<edge id={quoted(link.id)} source={quoted(link.source)} target={quoted(link.target)} label={quoted(link.label)}"
            f" kind={quoted(link.label)}{_span(link.start, link.end)}>"
            f"{_values(EDGE_VALUES, (link.status, link.proposition, link.time))}</edge>\n"
            for link in self._network.links(row)
        )


def _span(start: str, end: str) -> str:
    return "".join(f' {name}="{day}"' for name, day in (("start", start), ("end", end)) if day)


def _values(names: Iterable[str], values: Iterable[str]) -> str:
    told = "".join(f'<attvalue for="{name}" value={quoted(value)}/>' for name, value in zip(names, values, strict=True) if value)
    return f"<attvalues>{told}</attvalues>" if told else ""
