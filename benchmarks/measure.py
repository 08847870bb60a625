"""The measuring: in every round each server takes its turn at each case, so that noise falls on all alike."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

import psutil

from benchmarks.cases import cypher, mentioned, variables
from benchmarks.check import Checked
from benchmarks.jobs import Run, Worker, percentile
from benchmarks.probes import Probes
from benchmarks.servers import DRIVER, HOST, Server

CONCURRENCIES = (1, 16)
WARM_UP = 0.3
"""What part of a measurement's time a server is warmed up for, before the first round, per case and concurrency."""
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
class Bench:
    """Everything that a measurement needs."""

    servers: Sequence[Server]
    http: Worker
    bolt: Worker
    neo4j: psutil.Process
    probes: Probes
    seconds: float
    concurrencies: Sequence[int] = CONCURRENCIES


async def rounds(bench: Bench, checked: Sequence[Checked], number: int, tell: Callable[[str], None]) -> tuple[list[Sample], list[float]]:
    """Measure everything `number` times; also return the noise: milliseconds of one fixed loop of Python, before each round and after the last."""
    for turn in _turns(bench, checked):
        await _measure(bench, 0, *turn, bench.seconds * WARM_UP)
    samples, noise = [], [loop_time()]
    for one in range(1, number + 1):
        for turn in _turns(bench, checked):
            samples.append(await _measure(bench, one, *turn, bench.seconds))
        noise.append(loop_time())
        tell(f"round {one} of {number} done, the fixed loop took {noise[-1]:.0f} ms")
    return samples, noise


def loop_time() -> float:
    """Return how many milliseconds a fixed amount of work takes now; on a quiet machine always the same."""
    began, total = time.perf_counter(), 0
    for number in range(_LOOP):
        total += number * number % 7
    return (time.perf_counter() - began) * 1000


def _turns(bench: Bench, checked: Sequence[Checked]) -> Iterator[tuple[Checked, Server | None, int]]:
    for one in checked:
        for concurrency in bench.concurrencies:
            yield from ((one, server, concurrency) for server in bench.servers if server.name in one.requests)
            yield one, None, concurrency


async def _measure(bench: Bench, number: int, checked: Checked, server: Server | None, concurrency: int, seconds: float) -> Sample:
    """Measure a server, or the driver alone if there is none."""
    neo4j, own = _cpu(bench.neo4j), server.cpu() if server else 0.0
    run = await _run(bench, checked, server, {"concurrency": concurrency, "seconds": seconds})
    done = max(len(run.latencies), 1)
    server_cpu = server.cpu() - own if server else run.cpu
    ordered = sorted(run.latencies)
    return Sample(
        round=number,
        case=checked.case.name,
        server=server.name if server else DRIVER,
        concurrency=concurrency,
        requests=len(ordered),
        wrong=run.wrong,
        per_second=(len(ordered) - run.wrong) / run.seconds,
        p50=percentile(ordered, 0.5),
        p95=percentile(ordered, 0.95),
        server_cpu=server_cpu / done * 1000,
        neo4j_cpu=(_cpu(bench.neo4j) - neo4j) / done * 1000,
        load_cpu=run.cpu / done * 1000,
    )


async def _run(bench: Bench, checked: Checked, server: Server | None, job: dict[str, object]) -> Run:
    case = checked.case
    if server is None:
        parameters = [mentioned(cypher(case.name), values) for values in variables(case, bench.probes)]
        return await bench.bolt.run({**job, "cypher": cypher(case.name), "parameters": parameters})
    requests = [{"path": server.path(case.name), "body": body} for body in checked.requests[server.name]]
    return await bench.http.run({**job, "host": HOST, "port": server.port, "requests": requests})


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def as_rows(samples: Sequence[Sample]) -> list[dict[str, object]]:
    """Return samples for JSON."""
    return [asdict(sample) for sample in samples]
