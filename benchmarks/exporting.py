"""What `GET /export` takes beside a bare loop over the driver's rows, when its first byte comes, and how much memory the server has meanwhile."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median

import orjson
import psutil

from benchmarks.figures import Spread, Target
from benchmarks.house import CHECKOUT, Database, House, database
from benchmarks.measure import cpu, loop_time, tell
from benchmarks.options import Options
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, HOST, PATIENCE, Server, started
from benchmarks.tables import cell, facts_table, machine, table, targets
from graph.store import StoreConfig

SIZE = 650_000
"""Nodes of the generated graph: five million triples."""
LEAST, FIRST, MEMORY = 0.7, 100, 150
"""The rate by that of the bare loop; milliseconds until the first byte; MB that the server's memory grows by."""
OTHERS = ("ttl", "jsonld")
"""Formats that are measured once."""
BARE, EXPORT = "bare", "nt"
_CHUNK = 1 << 16
_MB = 1_000_000


@dataclass(frozen=True)
class Sample:
    """One run: lines in all, seconds, milliseconds until the first byte, CPU seconds of who writes and of Neo4j, MB of the writer's memory before and at its peak."""

    what: str
    lines: int
    seconds: float
    first: float
    own_cpu: float
    neo4j_cpu: float
    before: float = 0.0
    peak: float = 0.0

    @property
    def rate(self) -> float:
        """Lines in a second; a line of N-Triples is a triple."""
        return self.lines / self.seconds


async def run(options: Options, house: House) -> Part:
    """Measure, in turn; the server is a process of its own, and so is the bare loop."""
    samples: list[Sample] = []
    async with database(house, options.size or SIZE) as base:
        with started(CLAIMGRAPH, base.config) as server:
            server.wait()
            noise = [loop_time()]
            for number in range(options.rounds):
                samples += [await asyncio.to_thread(_export, base, server, EXPORT), await asyncio.to_thread(_bare, base)]
                noise.append(loop_time())
                tell(f"round {number + 1} of {options.rounds}: {', '.join(f'{s.what} {s.rate:,.0f} lines/s' for s in samples[-2:])}")
            samples += [await asyncio.to_thread(_export, base, server, name) for name in OTHERS]
    return _part(base, samples, noise, options)


def _bare(base: Database) -> Sample:
    neo4j = psutil.Process(base.server.pid)
    theirs = cpu(neo4j)
    done, used = _process(base.config)
    return Sample(BARE, done["lines"], done["seconds"], 0.0, used, cpu(neo4j) - theirs)


def _process(config: StoreConfig) -> tuple[dict[str, int], float]:
    command = [sys.executable, "-m", "benchmarks.bare_export", config.uri]
    with subprocess.Popen(command, cwd=CHECKOUT, env={**os.environ, "NEO4J_PASSWORD": config.password}, stdout=subprocess.PIPE) as process:
        out = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("the bare loop failed; its error is above")
    return orjson.loads(out), usage.ru_utime + usage.ru_stime


def _export(base: Database, server: Server, name: str) -> Sample:
    neo4j, process = psutil.Process(base.server.pid), server.process
    own, theirs, before = cpu(process), cpu(neo4j), process.memory_info().rss
    connection = HTTPConnection(HOST, server.port, timeout=PATIENCE)
    began = time.monotonic()
    connection.request("GET", f"/export?format={name}", headers={"Accept-Encoding": "identity"})
    answer, lines, peak, first = connection.getresponse(), 0, before, 0.0
    while piece := answer.read1(_CHUNK):
        first = first or (time.monotonic() - began) * 1000
        lines += piece.count(b"\n")
        peak = max(peak, process.memory_info().rss)
    seconds = time.monotonic() - began
    connection.close()
    return Sample(name, lines, seconds, first, cpu(process) - own, cpu(neo4j) - theirs, before / _MB, peak / _MB)


# the report


def _part(base: Database, samples: Sequence[Sample], noise: Sequence[float], options: Options) -> Part:
    facts, found = dict(_facts(base, noise, options)), list(_targets(samples))
    raw = {"facts": facts, "noise_ms": list(noise), "samples": [{**vars(sample), "rate": sample.rate} for sample in samples]}
    whole = all(sample.lines for sample in samples)
    return Part([*facts_table(facts), *targets(found), *_document(samples)], raw, "\n".join(f"{one.text}: {one.reached:.2f}" for one in found), whole)


def _of(samples: Sequence[Sample], what: str) -> list[Sample]:
    return [sample for sample in samples if sample.what == what]


def _facts(base: Database, noise: Sequence[float], options: Options) -> Iterator[tuple[str, str]]:
    yield "graph", f"{base.filled.nodes:,} nodes, {base.filled.relations:,} relationships"
    yield "measured", f"{options.rounds} alternating rounds of the whole graph; {' and '.join(OTHERS)} once"
    yield "bare", "the official driver, two statements, a line for each property and each relationship; no order, no datatypes, nothing of what relations carry"
    yield EXPORT, "`GET /export` over HTTP, in the order of IRIs; its reader counts lines and looks at the memory, and is not counted"
    yield from machine(f"{base.server.version} Community", noise)


def _targets(samples: Sequence[Sample]) -> Iterator[Target]:
    ratios = [export.rate / bare.rate for bare, export in zip(_of(samples, BARE), _of(samples, EXPORT), strict=True)]
    exports = [sample for sample in samples if sample.what != BARE]
    yield Target("triples in a second, against the bare loop (median of the rounds' ratios)", median(ratios), LEAST, at_least=True)
    yield Target("milliseconds until the first byte (the longest)", max(sample.first for sample in exports), FIRST, at_least=False)
    grown = max(sample.peak - exports[0].before for sample in exports)
    yield Target("MB at the peak beyond what the idle server has", grown, MEMORY, at_least=False)


def _document(samples: Sequence[Sample]) -> Iterator[str]:
    yield from ("### Seconds, rates, memory", "", "Lines of Turtle and JSON-LD are no triples.", "")
    rows = []
    for what in dict.fromkeys(sample.what for sample in samples):
        found = _of(samples, what)
        figures: list[list[float]] = [
            [s.lines for s in found],
            [s.seconds for s in found],
            [s.rate for s in found],
            [s.own_cpu for s in found],
            [s.neo4j_cpu for s in found],
        ]
        figures += [[s.first for s in found], [s.before for s in found], [s.peak for s in found]]
        rows.append([what, *(cell(Spread(median(row), min(row), max(row))) if any(row) else "-" for row in figures)])
    yield from table(["", "lines", "seconds", "lines in a second", "CPU seconds", "of Neo4j", "ms to the first byte", "MB before", "MB at the peak"], rows)
