"""What a change writes: nodes, curated relationships, and what is deleted; each with what was before it kept.

A load and a mutation write alike. Everything here runs in the transaction of a change, in its turn (`graph.log`), and tells what it really changed: the
same change once more changes nothing. Labels and types are parameters, so that the writes of any ontology are planned once.

    (:Resource:Place:Settlement {iri, ...})  deleted ->  (:Deleted {iri, name, invalidatedAt}), its past states and past relationships with it
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.history import SINCE, UNTIL, keep_edges, keep_nodes
from graph.resolve import EdgeKey, NodeRow
from graph.store import Transaction, batches
from schema.model import ROOT

DELETED = "Deleted"
_ENDS = "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[1]})"
_BOTH = "RETURN collect(DISTINCT a.iri), collect(DISTINCT b.iri)"  # one record: many would cost more than the write
_CURATED = "(a)-[r:$(row[2])]->(b) WHERE r.proposition IS NULL"


@dataclass(slots=True)
class Changes:
    """What is to be written: properties of nodes (None takes one away), relationships with what they carry, those to go, and resources to delete.

    `single` are (type, start) of those with one target at most: another one goes. `fresh` are those that cannot be there, since an end was not.
    """

    nodes: list[NodeRow] = field(default_factory=list)
    edges: dict[EdgeKey, dict[str, Any]] = field(default_factory=dict)
    single: set[tuple[str, str]] = field(default_factory=set)
    fresh: set[EdgeKey] = field(default_factory=set)
    removed: list[EdgeKey] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Written:
    """What was really changed. `touched`: resources, and both ends of relationships. `concerned`: those from which on must be weighed anew, that is
    resources, the start of each relationship that was made or changed, and both ends of each that went."""

    touched: set[str] = field(default_factory=set)
    concerned: set[str] = field(default_factory=set)

    def note(self, *iris: Iterable[str], only: Iterable[str] | None = None) -> None:
        """Note resources as touched; `only` are those that are concerned, all of them if it is None."""
        several = [iri for members in iris for iri in members]
        self.touched.update(several)
        self.concerned.update(several if only is None else only)


async def write(transaction: Transaction, changes: Changes, now: datetime) -> Written:
    """Write it all."""
    written = Written()
    await write_nodes(transaction, changes.nodes, now, written)
    await remove_edges(transaction, changes.removed, now, written)
    fresh, others = _parted(changes.edges, changes.fresh)
    await _create_edges(transaction, fresh, now, written)
    await write_edges(transaction, others, changes.single, now, written)
    await delete(transaction, changes.deleted, now, written)
    return written


def _parted(edges: dict[EdgeKey, dict[str, Any]], fresh: Set[EdgeKey]) -> tuple[dict[EdgeKey, dict[str, Any]], dict[EdgeKey, dict[str, Any]]]:
    """Those that are fresh, and the others; mostly all are one or the other."""
    if not fresh or len(fresh) == len(edges):
        return (edges, {}) if fresh else ({}, edges)
    return {key: edges[key] for key in edges if key in fresh}, {key: edges[key] for key in edges if key not in fresh}


async def write_nodes(transaction: Transaction, nodes: Sequence[NodeRow], now: datetime, written: Written) -> None:
    """Create nodes, or set their properties; one that was deleted is there again."""
    revive = f"UNWIND $iris AS iri MATCH (n:{DELETED} {{iri: iri}}) SET n:{ROOT} REMOVE n:{DELETED}, n.invalidatedAt"
    text = f"UNWIND $rows AS row MERGE (n:{ROOT} {{iri: row[0]}}) SET n:$(row[1]), n += row[2], n.{SINCE} = $now"
    any_deleted = bool(nodes and await transaction.rows(f"MATCH (n:{DELETED}) RETURN true LIMIT 1", {}))
    for batch in batches(nodes):
        iris = list(dict.fromkeys(node.iri for node in batch))
        if stored := list(dict.fromkeys(node.iri for node in batch if node.stored)):
            await transaction.rows(*keep_nodes(stored, now))
        if any_deleted:
            await transaction.rows(revive, {"iris": iris})
        # the driver needs 38 microseconds for a point in time, more than for all the rest of a node: it travels once, as `$now`
        for dated, also in ((False, ""), (True, ", n.recordedAt = $now")):
            if rows := [[node.iri, list(node.labels), node.properties] for node in batch if node.dated is dated]:
                await transaction.rows(text + also, {"rows": rows, "now": now})
        written.note(iris)


async def _create_edges(transaction: Transaction, edges: Mapping[EdgeKey, dict[str, Any]], now: datetime, written: Written) -> None:
    """Create curated relationships that are not there, between nodes that are: half the work of looking first."""
    text = f"{_ENDS} CREATE (a)-[r:$(row[2]) {{{SINCE}: $now}}]->(b) SET r += row[3]"  # to tell which ends it found would take a quarter of the time
    for batch in batches(edges.items()):
        await transaction.rows(text, {"rows": [[key.start, key.end, key.type, carried] for key, carried in batch], "now": now})
        starts = [key.start for key, _ in batch]
        written.note(starts, (key.end for key, _ in batch), only=starts)


async def write_edges(transaction: Transaction, edges: Mapping[EdgeKey, dict[str, Any]], single: Set[tuple[str, str]], now: datetime, written: Written) -> None:
    """Create what is missing among curated relationships (those without `proposition`), set what they carry, drop single ones that were replaced."""
    make = f"{_ENDS} WITH a, b, row WHERE NOT EXISTS {{ MATCH {_CURATED} }} CREATE (a)-[:$(row[2]) {{{SINCE}: $now}}]->(b) {_BOTH}"
    differs = "coalesce(r[key] <> row[3][key], (r[key] IS NULL) <> (row[3][key] IS NULL))"
    changed = f"{_ENDS} MATCH {_CURATED} AND any(key IN keys(row[3]) WHERE {differs})"
    replaced = "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (a)-[r:$(row[2])]->(b:Resource) WHERE r.proposition IS NULL AND b.iri <> row[1]"
    for batch in batches(edges.items()):
        rows = [[key.start, key.end, key.type, carried] for key, carried in batch]
        ((starts, ends),) = await transaction.rows(make, {"rows": [row[:3] for row in rows], "now": now})
        written.note(starts, ends, only=starts)
        if carrying := [row for row in rows if row[3]]:
            await transaction.rows(*keep_edges(changed, {"rows": carrying}, now))
            ((starts, ends),) = await transaction.rows(f"{changed} SET r += row[3], r.{SINCE} = $now {_BOTH}", {"rows": carrying, "now": now})
            written.note(starts, ends, only=starts)
        if alone := [row[:3] for row in rows if (row[2], row[0]) in single]:
            await _remove(transaction, replaced, {"rows": alone}, now, written)


async def remove_edges(transaction: Transaction, edges: Sequence[EdgeKey], now: datetime, written: Written) -> None:
    """Take curated relationships away."""
    for batch in batches(edges):
        await _remove(transaction, f"{_ENDS} MATCH {_CURATED}", {"rows": [[key.start, key.end, key.type] for key in batch]}, now, written)


async def delete(transaction: Transaction, iris: Sequence[str], now: datetime, written: Written) -> None:
    """Delete resources with all their relationships, derived ones too."""
    if not iris:
        return
    related = f"UNWIND $iris AS iri MATCH (:{ROOT} {{iri: iri}})-[r]-(:{ROOT}) WHERE r.{UNTIL} IS NULL WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b"
    await _remove(transaction, related, {"iris": list(iris)}, now, written)
    await transaction.rows(*keep_nodes(iris, now))
    text = f"""UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}}) WITH n, {{iri: n.iri, name: n.name, version: n.version}} AS left, labels(n) AS labels
    REMOVE n:$(labels) SET n:{DELETED}, n = left, n.invalidatedAt = $now, n.{SINCE} = $now RETURN collect(n.iri)"""
    ((gone,),) = await transaction.rows(text, {"iris": list(iris), "now": now})
    written.note(gone)


async def count_change(transaction: Transaction, iris: Sequence[str], now: datetime) -> None:
    """Raise the version of resources of which only the relations were changed."""
    await transaction.rows(*keep_nodes(iris, now))
    text = f"UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}}) SET n.version = coalesce(n.version, 0) + 1, n.{SINCE} = $now"
    await transaction.rows(text, {"iris": list(iris), "now": now})


async def _remove(transaction: Transaction, match: str, parameters: dict[str, Any], now: datetime, written: Written) -> None:
    """Keep and delete the relationships that `match` binds as (a)-[r]->(b)."""
    await transaction.rows(*keep_edges(match, parameters, now))
    text = f"{match} WITH r, a.iri AS start, b.iri AS end DELETE r RETURN collect(DISTINCT start), collect(DISTINCT end)"
    ((starts, ends),) = await transaction.rows(text, parameters)
    written.note(starts, ends)
