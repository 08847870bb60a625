"""The generated graph into Neo4j as a load leaves it: nodes, then indexes, then relationships, in batches of one label set or one type, each in one transaction.

Indexes that are made over nodes that are there already cost a fraction of those that every transaction has to keep up.
"""

import asyncio
import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import generate, words
from benchmarks.generate import Graph, Node
from graph.cypher.quote import quote
from graph.definitions import definitions
from graph.history import SINCE
from graph.store import Store
from schema.model import Model

Batch = tuple[Any, list[Any]]
"""What the rows have in common (labels, or a type), and the rows."""
BATCH = 5_000
TIMEOUT = 3600.0
"""Seconds that one statement may take: the indexes of millions of nodes are made by one."""
_MARK = "MERGE (m:BenchmarkGraph) SET m = $mark"
_MARKED = "MATCH (m:BenchmarkGraph) RETURN properties(m)"


@dataclass(frozen=True)
class Filled:
    """What a store holds; `seconds` is what the filling took, 0 if it was filled already."""

    nodes: int
    relations: int
    seconds: float


def fingerprint() -> str:
    """Return what tells one generator from another: the text of its modules."""
    texts = (Path(str(module.__file__)).read_bytes() for module in (generate, words))
    return hashlib.sha256(b"".join(texts)).hexdigest()[:16]


async def is_filled(store: Store, size: int, seed: int) -> bool | None:
    """Return whether a store holds the graph of this size; None if it is empty."""
    marks = await store.rows(_MARKED, {})
    if marks:
        return bool(marks[0][0] == _mark(size, seed))
    return False if await store.rows("MATCH (n) RETURN true LIMIT 1", {}) else None


def _mark(size: int, seed: int) -> dict[str, Any]:
    return {"size": size, "seed": seed, "generator": fingerprint()}


async def fill(store: Store, model: Model, size: int, seed: int) -> Filled:
    """Fill an empty store; it counts as filled only once everything is in it."""
    began = time.monotonic()
    graph = Graph(model, size, seed)
    nodes = ((_kind(node), _plain(node.properties)) for node in graph.nodes())
    await _write(store, "nodes", _batches(nodes), _create_nodes)
    await _define(store, model)
    edges = ((edge.type, [edge.start, edge.end, edge.properties]) for edge in graph.edges())
    await _write(store, "relationships", _batches(edges), _create_edges)
    await store.define("CALL db.prepareForReplanning(300)")
    await store.write([(_MARK, {"mark": _mark(size, seed)})])
    return Filled(**{**asdict(await count(store)), "seconds": time.monotonic() - began})


async def count(store: Store) -> Filled:
    """Return how much a store holds."""
    nodes = await store.rows("MATCH (n:Resource) RETURN count(n)", {})
    relations = await store.rows("MATCH ()-[r]->() RETURN count(r)", {})
    return Filled(nodes[0][0], relations[0][0], 0.0)


async def _define(store: Store, model: Model) -> None:
    await store.write([(definition.command, {}) for definition in definitions(model)], TIMEOUT)
    await store.define(f"CALL db.awaitIndexes({TIMEOUT:.0f})")


# nodes; points in time travel as text, because the driver needs several times as long for them as for all the rest


class _Kind(NamedTuple):
    """What nodes of one batch have in common: labels, and which properties are dates or points in time."""

    labels: tuple[str, ...]
    dates: tuple[str, ...]
    times: tuple[str, ...]


def _kind(node: Node) -> _Kind:
    values = node.properties.items()
    return _Kind(node.labels, tuple(key for key, value in values if type(value) is date), tuple(key for key, value in values if type(value) is datetime))


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in properties.items()}


def _create_nodes(kind: _Kind) -> str:
    made = [f"{quote(key)}: {function}(row.{quote(key)})" for function, keys in (("date", kind.dates), ("datetime", kind.times)) for key in keys]
    labels = ":".join(quote(label) for label in kind.labels)
    return f"UNWIND $rows AS row WITH row {{{', '.join(['.*', *made])}}} AS state CREATE (n:{labels}) SET n = state, n.{SINCE} = n.recordedAt"


# relationships


def _create_edges(kind: str) -> str:
    ends = "MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[1]})"
    return f"UNWIND $rows AS row {ends} CREATE (a)-[r:{quote(kind)}]->(b) SET r = row[2], r.{SINCE} = a.recordedAt"


async def _write(store: Store, what: str, batches: Iterator[Batch], cypher: Callable[[Any], str]) -> None:
    """Write batch after batch; while Neo4j works on one, a thread makes the next."""
    done, batch = 0, next(batches, None)
    while batch:
        key, rows = batch
        _, batch = await asyncio.gather(store.write([(cypher(key), {"rows": rows})], TIMEOUT), asyncio.to_thread(next, batches, None))
        done += len(rows)
        if done // 100_000 > (done - len(rows)) // 100_000:
            print(f"  {done:,} {what}", flush=True)


def _batches(rows: Iterable[tuple[Any, Any]]) -> Iterator[Batch]:
    """Group rows by their key; a group is given out when it is full, and all at the end."""
    groups: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, row in rows:
        groups[key].append(row)
        if len(groups[key]) == BATCH:
            yield key, groups.pop(key)
    yield from groups.items()
