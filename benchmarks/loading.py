"""What `claimgraph load` takes beside bare batches of the same graph, and how much memory; checks, keys, history and progress are what the bare ones lack."""

import asyncio
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage
from statistics import median
from typing import Any

import orjson
import psutil

from benchmarks.figures import Spread, Target
from benchmarks.generate import Graph
from benchmarks.house import CHECKOUT, SEED, House, config_of, neo4j
from benchmarks.measure import cpu, loop_time, tell
from benchmarks.options import Options
from benchmarks.results import Part
from benchmarks.tables import cell, facts_table, machine, table, targets
from benchmarks.triples import write_triples
from graph.check import check
from graph.cypher.quote import quote
from graph.definitions import define_all
from graph.load import edges_of
from graph.reading import open_sources, read
from graph.stage import Stage
from graph.store import Statement, Store, StoreConfig, batches
from graph.told import Reading
from graph.vocabulary import Vocabulary
from schema.model import Model
from schema.reader import read_model

TIMEOUT = 600.0
_WATCHING = 0.3
"""Seconds between two looks at how much memory a load has."""
LEAST, MEMORY = 0.5, 400
"""The rate of a load by that of bare batches; MiB of memory."""
_PER_NODE = 7.52
"""Triples for each node of the generated graph."""
_CLEAR = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"


@dataclass(frozen=True)
class Sample:
    """One load, or one run of bare batches: seconds in all and those of weighing, of which bare batches do none; CPU seconds of who writes and of Neo4j
    (weighing with them); MiB of the loader's memory at its peak."""

    triples: int
    what: str
    seconds: float
    own_cpu: float
    neo4j_cpu: float
    weighing: float = 0.0
    peak: float = 0.0

    @property
    def rate(self) -> float:
        """Triples in a second, weighing apart."""
        return self.triples / (self.seconds - self.weighing)


async def run(options: Options, house: House) -> Part:
    """Measure: the smaller file several times in turn with bare batches, the larger one once."""
    model = read_model(CHECKOUT / "ontology.ttl", base_iri="https://w3id.org/claimgraph/id/")
    samples: list[Sample] = []
    noise = [loop_time()]
    with tempfile.TemporaryDirectory() as folder:
        async with neo4j(house.root / "neo4j-load", house) as server, Store(config_of(server)) as store:
            place = _Place(store, model, config_of(server), psutil.Process(server.pid))
            await _clear(store, model)
            small, large = [_file(model, Path(folder), size) for size in options.triples]
            statements = await _statements(store, model, small)
            for number in range(options.rounds):
                samples.append(await _bare(place, small, statements))
                samples.append(await _load(place, small))
                noise.append(loop_time())
                tell(f"round {number + 1} of {options.rounds}: {', '.join(f'{s.what} {s.rate:,.0f} triples/s' for s in samples[-2:])}")
            if large != small:
                samples.append(await _load(place, large))
            await _clear(store, model)
            version = await store.version()
    return _part(samples, noise, version, options)


@dataclass(frozen=True)
class _Place:
    store: Store
    model: Model
    config: StoreConfig
    neo4j: psutil.Process


@dataclass(frozen=True)
class _File:
    path: Path
    triples: int


def _file(model: Model, folder: Path, triples: int) -> _File:
    size = max(round(triples / _PER_NODE), 1_000)
    path = folder / f"graph-{size}.nt"
    return _File(path, write_triples(model, Graph(model, size, SEED), path))


async def _clear(store: Store, model: Model) -> None:
    await store.define(_CLEAR)
    await define_all(store, model)


# bare batches


async def _statements(store: Store, model: Model, file: _File) -> list[Statement]:
    """The statements of bare batches, a label set or a type each, made of what a load would write."""
    with Stage() as stage:
        await read(stage, open_sources([file.path], Reading(model.base_iri)), (), None, lambda done, total: None)
        await check(store, Vocabulary(model), stage, "refuse", lambda done: None)
        nodes = ((node.labels, [node.iri, node.properties]) for batch in stage.nodes() for node in batch)
        edges = ((edge.type, [edge.start, edge.end, pickle.loads(edge.carried) if edge.carried else {}]) for edge in edges_of(stage))
        return [*_batched(_merge_nodes, nodes), *_batched(_merge_edges, edges)]


def _batched(text: Any, rows: Iterable[tuple[Any, list[Any]]]) -> Iterator[Statement]:
    groups: defaultdict[Any, list[list[Any]]] = defaultdict(list)
    for key, row in rows:
        groups[key].append(row)
    for key, members in groups.items():
        yield from ((text(key), {"rows": batch}) for batch in batches(members))


def _merge_nodes(labels: Sequence[str]) -> str:
    return f"UNWIND $rows AS row MERGE (n:Resource {{iri: row[0]}}) SET n:{':'.join(map(quote, labels))}, n += row[1]"


def _merge_edges(kind: str) -> str:
    ends = "MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[1]})"
    return f"UNWIND $rows AS row {ends} MERGE (a)-[r:{quote(kind)}]->(b) SET r += row[2]"


async def _bare(place: _Place, file: _File, statements: Sequence[Statement]) -> Sample:
    await _clear(place.store, place.model)
    began, own, theirs = time.monotonic(), time.process_time(), cpu(place.neo4j)
    for statement in statements:
        await place.store.write([statement], TIMEOUT)
    return Sample(file.triples, "bare", time.monotonic() - began, time.process_time() - own, cpu(place.neo4j) - theirs)


# the loader, as a process of its own


async def _load(place: _Place, file: _File) -> Sample:
    await _clear(place.store, place.model)
    before = cpu(place.neo4j)
    report, usage, peak = await asyncio.to_thread(_process, file.path, place.config)
    own = usage.ru_utime + usage.ru_stime
    return Sample(report["triples"], "load", report["seconds"], own, cpu(place.neo4j) - before, report["weighing"], peak)


def _process(path: Path, config: StoreConfig) -> tuple[dict[str, Any], struct_rusage, float]:
    """Run `claimgraph load`; return its report, what it used, and MiB of memory at the peak, that of the process it starts with it."""
    given = {"NEO4J_URI": config.uri, "NEO4J_USERNAME": config.username, "NEO4J_PASSWORD": config.password}
    command = [sys.executable, "-m", "api.cli", "load", "--json", str(path)]
    with subprocess.Popen(command, cwd=CHECKOUT, env={**os.environ, **given}, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        watched, peak = psutil.Process(process.pid), 0.0
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            peak = max(peak, _memory(watched))
            time.sleep(_WATCHING)
        _, status, usage = ended
        out, said = process.stdout.read() if process.stdout else b"", process.stderr.read() if process.stderr else b""
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(said.decode())
    return orjson.loads(out), usage, peak


def _memory(process: psutil.Process) -> float:
    """MiB of a process and of those that it started, together: what they share is counted once, where the system tells it."""
    total = 0
    with suppress(psutil.Error):
        for one in (process, *process.children(recursive=True)):
            told = one.memory_full_info()
            total += getattr(told, "pss", told.rss)
    return float(total >> 20)


# the report


def _part(samples: Sequence[Sample], noise: Sequence[float], version: str, options: Options) -> Part:
    facts, found = dict(_facts(samples, noise, version, options)), list(_targets(samples))
    raw = {"facts": facts, "noise_ms": list(noise), "samples": [{**vars(sample), "rate": sample.rate} for sample in samples]}
    summary = "\n".join(f"{target.text}: {target.reached:.2f}" for target in found)
    return Part([*facts_table(facts), *targets(found), *_document(samples)], raw, summary)


def _of(samples: Iterable[Sample], what: str, triples: int) -> list[Sample]:
    return [sample for sample in samples if (sample.what, sample.triples) == (what, triples)]


def _facts(samples: Sequence[Sample], noise: Sequence[float], version: str, options: Options) -> Iterator[tuple[str, str]]:
    yield (
        "files",
        ", ".join(f"{triples:,} triples" for triples in sorted({sample.triples for sample in samples})) + ", N-Triples, made by benchmarks/triples.py",
    )
    yield "measured", f"{options.rounds} alternating rounds of the smaller file into an emptied store; the larger one once"
    yield "bare", "`UNWIND ... MERGE` batches of 5,000 rows, one label set or type each, with the same indexes; what they send was made before"
    yield "load", "`claimgraph load` in a process of its own, from the file's first byte on: read, checked, written"
    yield from machine(f"{version} Community", noise)


def _targets(samples: Sequence[Sample]) -> Iterator[Target]:
    small = samples[0].triples
    ratios = [load.rate / bare.rate for bare, load in zip(_of(samples, "bare", small), _of(samples, "load", small), strict=True)]
    yield Target("triples in a second, against bare batches (median of the rounds' ratios; weighing apart)", median(ratios), LEAST, at_least=True)
    for triples in sorted({sample.triples for sample in samples}):
        peak = max(sample.peak for sample in _of(samples, "load", triples))
        yield Target(f"MiB of memory at the peak, {triples:,} triples", peak, MEMORY, at_least=False)


def _document(samples: Sequence[Sample]) -> Iterator[str]:
    yield from ("### Seconds, triples in a second, memory", "")
    rows = []
    for what, triples in dict.fromkeys((sample.what, sample.triples) for sample in samples):
        found = _of(samples, what, triples)
        figures = (
            [s.seconds - s.weighing for s in found],
            [s.rate for s in found],
            [s.weighing for s in found],
            [s.own_cpu for s in found],
            [s.neo4j_cpu for s in found],
            [s.peak for s in found],
        )
        rows.append([what, f"{triples:,}", *(cell(Spread(median(row), min(row), max(row))) if any(row) else "-" for row in figures)])
    yield from table(["", "triples", "seconds", "triples in a second", "seconds of weighing", "CPU seconds", "of Neo4j", "MiB"], rows)
