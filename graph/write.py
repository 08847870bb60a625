"""What a change writes: nodes, curated relationships, and what is deleted; each with what was before it kept.

A load and a mutation write alike. Everything here runs in the transaction of a change, in its turn (`graph.log`), and tells what it really changed: the
same change once more changes nothing. Labels and types are parameters, so that the writes of any ontology are planned once.

    (:Resource:Place:Settlement {iri, ...})  deleted ->  (:Deleted {iri, name, invalidatedAt}), its past states and past relationships with it
"""

from collections.abc import Mapping, Sequence, Set
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

    `single` are (type, start) of those with one target at most: another one goes.
    """

    nodes: list[NodeRow] = field(default_factory=list)
    edges: dict[EdgeKey, dict[str, Any]] = field(default_factory=dict)
    single: set[tuple[str, str]] = field(default_factory=set)
    removed: list[EdgeKey] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


async def write(transaction: Transaction, changes: Changes, now: datetime) -> set[str]:
    """Write it all; return the resources that were changed and both ends of the relationships that were."""
    touched = await write_nodes(transaction, changes.nodes, now)
    touched |= await remove_edges(transaction, changes.removed, now)
    touched |= await write_edges(transaction, changes.edges, changes.single, now)
    touched |= await delete(transaction, changes.deleted, now)
    return touched


async def write_nodes(transaction: Transaction, nodes: Sequence[NodeRow], now: datetime) -> set[str]:
    """Create nodes, or set their properties; one that was deleted is there again."""
    revive = f"UNWIND $iris AS iri MATCH (n:{DELETED} {{iri: iri}}) SET n:{ROOT} REMOVE n:{DELETED}, n.invalidatedAt"
    text = f"UNWIND $rows AS row MERGE (n:{ROOT} {{iri: row[0]}}) SET n:$(row[1]), n += row[2], n.{SINCE} = $now"
    for batch in batches(nodes):
        iris = [node.iri for node in batch]
        await transaction.rows(*keep_nodes(iris, now))
        await transaction.rows(revive, {"iris": iris})
        await transaction.rows(text, {"rows": [[node.iri, list(node.labels), node.properties] for node in batch], "now": now})
    return {node.iri for node in nodes}


async def write_edges(transaction: Transaction, edges: Mapping[EdgeKey, dict[str, Any]], single: Set[tuple[str, str]], now: datetime) -> set[str]:
    """Create what is missing among curated relationships (those without `proposition`), set what they carry, drop single ones that were replaced."""
    touched: set[str] = set()
    make = f"{_ENDS} WITH a, b, row WHERE NOT EXISTS {{ MATCH {_CURATED} }} CREATE (a)-[:$(row[2]) {{{SINCE}: $now}}]->(b) {_BOTH}"
    differs = "coalesce(r[key] <> row[3][key], (r[key] IS NULL) <> (row[3][key] IS NULL))"
    changed = f"{_ENDS} MATCH {_CURATED} AND any(key IN keys(row[3]) WHERE {differs})"
    replaced = "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (a)-[r:$(row[2])]->(b:Resource) WHERE r.proposition IS NULL AND b.iri <> row[1]"
    for batch in batches(edges.items()):
        rows = [[key.start, key.end, key.type, carried] for key, carried in batch]
        touched |= _both(await transaction.rows(make, {"rows": [row[:3] for row in rows], "now": now}))
        if carrying := [row for row in rows if row[3]]:
            await transaction.rows(*keep_edges(changed, {"rows": carrying}, now))
            touched |= _both(await transaction.rows(f"{changed} SET r += row[3], r.{SINCE} = $now {_BOTH}", {"rows": carrying, "now": now}))
        if alone := [row[:3] for row in rows if (row[2], row[0]) in single]:
            touched |= await _remove(transaction, replaced, {"rows": alone}, now)
    return touched


async def remove_edges(transaction: Transaction, edges: Sequence[EdgeKey], now: datetime) -> set[str]:
    """Take curated relationships away."""
    touched: set[str] = set()
    for batch in batches(edges):
        touched |= await _remove(transaction, f"{_ENDS} MATCH {_CURATED}", {"rows": [[key.start, key.end, key.type] for key in batch]}, now)
    return touched


async def delete(transaction: Transaction, iris: Sequence[str], now: datetime) -> set[str]:
    """Delete resources with all their relationships, derived ones too; return them and whatever was related to them."""
    if not iris:
        return set()
    related = f"UNWIND $iris AS iri MATCH (:{ROOT} {{iri: iri}})-[r]-(:{ROOT}) WHERE r.{UNTIL} IS NULL WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b"
    touched = await _remove(transaction, related, {"iris": list(iris)}, now)
    await transaction.rows(*keep_nodes(iris, now))
    text = f"""UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}}) WITH n, {{iri: n.iri, name: n.name, version: n.version}} AS left, labels(n) AS labels
    REMOVE n:$(labels) SET n:{DELETED}, n = left, n.invalidatedAt = $now, n.{SINCE} = $now RETURN n.iri"""
    return touched | {iri for (iri,) in await transaction.rows(text, {"iris": list(iris), "now": now})}


async def count_change(transaction: Transaction, iris: Sequence[str], now: datetime) -> None:
    """Raise the version of resources of which only the relations were changed."""
    await transaction.rows(*keep_nodes(iris, now))
    text = f"UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}}) SET n.version = coalesce(n.version, 0) + 1, n.{SINCE} = $now"
    await transaction.rows(text, {"iris": list(iris), "now": now})


async def _remove(transaction: Transaction, match: str, parameters: dict[str, Any], now: datetime) -> set[str]:
    """Keep and delete the relationships that `match` binds as (a)-[r]->(b); return the ends."""
    await transaction.rows(*keep_edges(match, parameters, now))
    return _both(
        await transaction.rows(f"{match} WITH r, a.iri AS start, b.iri AS end DELETE r RETURN collect(DISTINCT start), collect(DISTINCT end)", parameters)
    )


def _both(rows: list[list[list[str]]]) -> set[str]:
    return {iri for row in rows for iris in row for iri in iris}
