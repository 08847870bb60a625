"""Data files into Neo4j.

    read_files -> known -> Resolver.plan -> write nodes -> write relationships -> evidence.reweigh (or rebuild, where much was touched)

Everything is read and checked before the first write; then batches are written, each in one transaction, so that a load that was killed can be
run again: what is there already is left as it is.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.cypher.quote import quote
from graph.definitions import define_all
from graph.evidence import rebuild, reweigh
from graph.history import SINCE, keep_edges, keep_nodes
from graph.rdf_in import Parsed, read_files
from graph.resolve import Known, NodeRow, Plan, Resolver, node_keys
from graph.store import Statement, Store, batches
from schema.errors import DataError
from schema.model import Model

Report = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""

TIMEOUT = 120.0
"""Seconds that one batch may take, far above what it does."""
MUCH = 0.02
"""The share of all resources above which everything is weighed: the parts that so much touches, with all around them, take as long."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was loaded: `resources` and `relations` are what the files hold, `changed` the nodes that were created or got other values."""

    files: int
    triples: int
    resources: int
    relations: int
    changed: int
    seconds: float


async def load(store: Store, model: Model, paths: Iterable[Path | str], *, report: Report | None = None) -> LoadReport:
    """Load files (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD; by suffix, each also with .gz) and return what was done.

    Raises DataUnreadable, UnknownTerm or DataError before anything is written.
    """
    began = time.monotonic()
    tell = report or _silent
    parsed = await asyncio.to_thread(read_files, [Path(path) for path in paths])
    tell("read", parsed.triples, parsed.triples)
    await define_all(store, model)
    known = await read_known(store, _mentioned(parsed), tell)
    now = datetime.now(UTC)
    plan = await asyncio.to_thread(Resolver(model, parsed, known, now).plan)
    await _check_keys(store, model, plan, known)
    await _write_nodes(store, plan.nodes, now, tell)
    left = await _write_edges(store, plan, now, tell)
    if model.has_evidence:
        await _weigh(store, model, {*parsed.subjects, *(key.start for key in plan.edges), *left}, _retyped(plan, known), now)
    return LoadReport(parsed.files, parsed.triples, plan.resources, len(plan.edges), len(plan.nodes), time.monotonic() - began)


async def _weigh(store: Store, model: Model, touched: Set[str], retyped: Set[str], now: datetime) -> None:
    """Weigh what the files describe, changed or not: a load that was killed may have written it and got no further."""
    ((resources,),) = await store.rows("MATCH (n:Resource) RETURN count(n)", {}, TIMEOUT)
    if len(touched) > MUCH * resources:
        await rebuild(store, model, now)
    else:
        await store.transact(lambda transaction: reweigh(transaction, model, touched, retyped, now), TIMEOUT)


def _retyped(plan: Plan, known: Mapping[str, Known]) -> set[str]:
    return {node.iri for node in plan.nodes if node.iri in known and not known[node.iri].labels.issuperset(node.labels)}


def _silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""


# what the store knows already


def _mentioned(parsed: Parsed) -> list[str]:
    """Every IRI that the files describe or point to."""
    found = dict.fromkeys(parsed.subjects)
    for subject in parsed.subjects.values():
        for targets in subject.links.values():
            found.update(dict.fromkeys(targets))
    return [iri for iri in found if not iri.startswith("_:")]


async def read_known(store: Store, iris: Sequence[str], tell: Report = _silent) -> dict[str, Known]:
    """Return labels and properties of those of the nodes that exist; `recordedAt` tells only whether it is set."""
    known: dict[str, Known] = {}
    # the driver needs 45 microseconds for a point in time, and only whether there is one matters here
    text = f"UNWIND $iris AS iri MATCH (n:Resource {{iri: iri}}) RETURN iri, labels(n), n {{.*, recordedAt: n.recordedAt IS NOT NULL, {SINCE}: null}}"
    for batch in batches(iris):
        for iri, labels, properties in await store.rows(text, {"iris": batch}, TIMEOUT):
            known[iri] = Known(frozenset(labels), {key: _native(value) for key, value in properties.items()})
        tell("compare", len(known), len(iris))
    return known


def _native(value: Any) -> Any:
    """The driver's temporal values as Python's own."""
    if isinstance(value, list):
        return [_native(member) for member in value]
    return value.to_native() if hasattr(value, "to_native") else value


async def _check_keys(store: Store, model: Model, plan: Plan, known: Mapping[str, Known]) -> None:
    """Refuse nodes with a key that another node in the store has."""
    rows: dict[tuple[str, tuple[str, ...]], list[list[Any]]] = {}
    for node in plan.nodes:
        for label, key, values in node_keys(model, node, known):
            rows.setdefault((label, key), []).append([node.iri, *values])
    for (label, key), members in rows.items():
        same = " AND ".join(f"n.{quote(name)} = row[{place}]" for place, name in enumerate(key, 1))
        text = f"UNWIND $rows AS row MATCH (n:{quote(label)}) WHERE {same} AND n.iri <> row[0] RETURN row[0], n.iri LIMIT 1"
        for iri, other in await store.rows(text, {"rows": members}, TIMEOUT):
            raise DataError(f"nothing was written: <{iri}> has the same {' and '.join(key)} as <{other}>, which is in the store")


# writing; labels and types are parameters, so that a load of any ontology is planned once


async def _write_nodes(store: Store, nodes: Sequence[NodeRow], now: datetime, tell: Report) -> None:
    text = f"UNWIND $rows AS row MERGE (n:Resource {{iri: row[0]}}) SET n:$(row[1]), n += row[2], n.{SINCE} = $now"
    done = 0
    for batch in batches(nodes):
        rows = [[node.iri, list(node.labels), node.properties] for node in batch]
        await store.write([keep_nodes([node.iri for node in batch], now), (text, {"rows": rows, "now": now})], TIMEOUT)
        done += len(batch)
        tell("resources", done, len(nodes))


async def _write_edges(store: Store, plan: Plan, now: datetime, tell: Report) -> set[str]:
    """Write all relationships; return the ends of those that were replaced."""
    done = 0
    left: set[str] = set()
    for batch in batches(plan.edges.items()):
        rows = [[key.start, key.end, key.type, properties] for key, properties in batch]
        single = [row[:3] for row in rows if (row[2], row[0]) in plan.single]
        for answer in await store.write(list(_edge_statements(rows, single, now)), TIMEOUT):
            left.update(iri for (iri,) in answer)
        done += len(batch)
        tell("relations", done, len(plan.edges))
    return left


def _edge_statements(rows: list[list[Any]], single: list[list[Any]], now: datetime) -> Iterator[Statement]:
    """Create what is missing among the curated relationships (those without `proposition`), set what they carry, drop single ones that were replaced.

    Only the last has records: where those led that it drops.
    """
    ends = "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[1]})"
    curated = "(a)-[r:$(row[2])]->(b) WHERE r.proposition IS NULL"
    make = f"{ends} WITH a, b, row WHERE NOT EXISTS {{ MATCH {curated} }} CREATE (a)-[:$(row[2]) {{{SINCE}: $now}}]->(b)"
    yield make, {"rows": [row[:3] for row in rows], "now": now}
    carrying = [row for row in rows if row[3]]
    if carrying:
        changed = f"{ends} MATCH {curated} AND any(key IN keys(row[3]) WHERE r[key] IS NULL OR r[key] <> row[3][key])"
        yield keep_edges(changed, {"rows": carrying}, now)
        yield f"{changed} SET r += row[3], r.{SINCE} = $now", {"rows": carrying, "now": now}
    if single:
        replaced = "MATCH (a)-[r:$(row[2])]->(b:Resource) WHERE r.proposition IS NULL AND b.iri <> row[1]"
        match = f"UNWIND $rows AS row MATCH (a:Resource {{iri: row[0]}}) {replaced}"
        yield keep_edges(match, {"rows": single}, now)
        yield f"{match} DELETE r RETURN DISTINCT b.iri", {"rows": single}
