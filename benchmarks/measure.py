"""The measuring: in every round everything takes its turn, so that noise falls on all alike."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import psutil

from benchmarks.cases import cypher, mentioned, variables
from benchmarks.check import Checked
from benchmarks.jobs import Worker, percentile
from benchmarks.probes import Probes
from benchmarks.servers import DRIVER, HOST, Server

CONCURRENCIES = (1, 16)
WARM_UP = 0.3
"""What part of a measurement's time everything is warmed up for before the first round."""
COLD = 2.0
"""The same where a Neo4j was started or filled just now while the other one was not."""
_LOOP = 2_000_000


@dataclass(frozen=True)
class Sample:
    """One measurement: right answers per second, milliseconds, and CPU milliseconds per request of the server's process, of Neo4j, of the load generator."""

    round: int
    case: str
    server: str
    concurrency: int
    requests: int
    wrong: int
    per_second: float
    p50: float
    p95: float
    server_cpu: float
    neo4j_cpu: float
    load_cpu: float


@dataclass(frozen=True)
class Turn:
    """What takes its turn: a worker asks for a case. `process` is the server's, None where the worker asks Neo4j itself: then its own CPU counts."""

    case: str
    server: str
    concurrency: int
    worker: Worker
    job: Mapping[str, Any]
    process: psutil.Process | None
    neo4j: psutil.Process


@dataclass(frozen=True)
class Bench:
    """Servers over one Neo4j, and who asks them."""

    servers: Sequence[Server]
    http: Worker
    bolt: Worker
    neo4j: psutil.Process
    probes: Probes
    concurrencies: Sequence[int] = CONCURRENCIES


def turns(bench: Bench, checked: Sequence[Checked]) -> Iterator[Turn]:
    """Yield the turns of all servers and of the driver alone, case by case."""
    for one in checked:
        name = one.case.name
        floor = floor_job(name, [mentioned(cypher(name), values) for values in variables(one.case, bench.probes)])
        for concurrency in bench.concurrencies:
            for server in bench.servers:
                if server.name in one.requests:
                    job = http_job(server, server.path(name), one.requests[server.name])
                    yield Turn(name, server.name, concurrency, bench.http, job, server.process, bench.neo4j)
            yield Turn(name, DRIVER, concurrency, bench.bolt, floor, None, bench.neo4j)


def http_job(server: Server, path: str, bodies: Sequence[str]) -> dict[str, Any]:
    """Return what `load_http` is to send."""
    return {"host": HOST, "port": server.port, "requests": [{"path": path, "body": body} for body in bodies]}


def floor_job(case: str, parameters: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what `load_bolt` is to run."""
    return {"cypher": cypher(case), "parameters": parameters}


async def rounds(taken: Sequence[Turn], number: int, seconds: float, warm_up: float = WARM_UP) -> tuple[list[Sample], list[float]]:
    """Measure everything `number` times; also return the noise: milliseconds of one fixed loop of Python, before each round and after the last."""
    for turn in taken:
        await _measure(0, turn, seconds * warm_up)
    samples, noise = [], [loop_time()]
    for one in range(1, number + 1):
        for turn in taken:
            samples.append(await _measure(one, turn, seconds))
        noise.append(loop_time())
        tell(f"round {one} of {number} done, the fixed loop took {noise[-1]:.0f} ms")
    return samples, noise


def tell(line: str) -> None:
    """Say how far a run is, at once."""
    print(line, flush=True)


def loop_time() -> float:
    """Return how many milliseconds a fixed amount of work takes now; on a quiet machine always the same."""
    began, total = time.perf_counter(), 0
    for number in range(_LOOP):
        total += number * number % 7
    return (time.perf_counter() - began) * 1000


async def _measure(number: int, turn: Turn, seconds: float) -> Sample:
    neo4j, own = cpu(turn.neo4j), cpu(turn.process) if turn.process else 0.0
    run = await turn.worker.run({**turn.job, "concurrency": turn.concurrency, "seconds": seconds})
    done = max(len(run.latencies), 1)
    server_cpu = cpu(turn.process) - own if turn.process else run.cpu
    ordered = sorted(run.latencies)
    return Sample(
        round=number,
        case=turn.case,
        server=turn.server,
        concurrency=turn.concurrency,
        requests=len(ordered),
        wrong=run.wrong,
        per_second=(len(ordered) - run.wrong) / run.seconds,
        p50=percentile(ordered, 0.5),
        p95=percentile(ordered, 0.95),
        server_cpu=server_cpu / done * 1000,
        neo4j_cpu=(cpu(turn.neo4j) - neo4j) / done * 1000,
        load_cpu=run.cpu / done * 1000,
    )


def cpu(process: psutil.Process) -> float:
    """Return the CPU time of a process so far, in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system)


def as_rows(samples: Sequence[Sample]) -> list[dict[str, object]]:
    """Return samples for JSON."""
    return [asdict(sample) for sample in samples]
