"""One transaction of a load: nodes or relationships, written so that writing them again changes nothing.

Labels and types are parameters, so that a load of any ontology is planned once. A point in time travels once, as `$now`: the driver needs more for one
than for all other properties of a node together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from graph.history import SINCE, keep_edges, keep_nodes
from graph.resolve import NodeRow
from graph.store import Statement, Transaction


class EdgeWrite(NamedTuple):
    """A curated relationship with what it carries; `single`: it takes the place of another of its type."""

    start: str
    end: str
    type: str
    carried: dict[str, Any]
    single: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction writes; nodes must be there before the relationships between them."""

    nodes: Sequence[NodeRow] = ()
    edges: Sequence[EdgeWrite] = ()


async def write_batch(transaction: Transaction, batch: Batch, now: datetime) -> set[str]:
    """Write a batch; return the IRIs of the nodes that it really changed, as those are too whose relationships it did."""
    changed = {node.iri for node in batch.nodes}
    for statement in (*_node_statements(batch.nodes, now), *_edge_statements(batch.edges, now)):
        for (iris,) in await transaction.rows(*statement):
            changed.update(iris)
    return changed


def _node_statements(nodes: Sequence[NodeRow], now: datetime) -> Iterator[Statement]:
    if stored := [node.iri for node in nodes if node.stored]:
        yield keep_nodes(stored, now)
    for dated, also in ((False, ""), (True, ", n.recordedAt = $now")):
        if rows := [[node.iri, list(node.labels), node.properties] for node in nodes if node.dated is dated]:
            text = f"UNWIND $rows AS row MERGE (n:Resource {{iri: row[0]}}) SET n:$(row[1]), n += row[2], n.{SINCE} = $now{also}"
            yield text, {"rows": rows, "now": now}


def _edge_statements(edges: Sequence[EdgeWrite], now: datetime) -> Iterator[Statement]:
    """Create what is missing among the curated relationships (those without `proposition`), set what they carry, drop single ones that were replaced.

    Each that has a record returns the ends that it changed.
    """
    if not edges:
        return
    ends = "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[1]})"
    curated = "(a)-[r:$(row[2])]->(b) WHERE r.proposition IS NULL"
    make = f"{ends} WITH a, b, row WHERE NOT EXISTS {{ MATCH {curated} }} CREATE (a)-[r:$(row[2]) {{{SINCE}: $now}}]->(b) SET r += row[3]"
    yield f"{make} RETURN collect(DISTINCT a.iri)", {"rows": [list(edge[:4]) for edge in edges], "now": now}
    if carrying := [list(edge[:4]) for edge in edges if edge.carried]:
        changed = f"{ends} MATCH {curated} AND any(key IN keys(row[3]) WHERE r[key] IS NULL OR r[key] <> row[3][key])"
        yield keep_edges(changed, {"rows": carrying}, now)
        yield f"{changed} SET r += row[3], r.{SINCE} = $now RETURN collect(DISTINCT a.iri)", {"rows": carrying, "now": now}
    if single := [list(edge[:3]) for edge in edges if edge.single]:
        replaced = "MATCH (a)-[r:$(row[2])]->(b:Resource) WHERE r.proposition IS NULL AND b.iri <> row[1]"
        match = f"UNWIND $rows AS row MATCH (a:Resource {{iri: row[0]}}) {replaced}"
        yield keep_edges(match, {"rows": single}, now)
        yield f"{match} WITH r, [a.iri, b.iri] AS ends DELETE r WITH ends UNWIND ends AS iri RETURN collect(DISTINCT iri)", {"rows": single}
