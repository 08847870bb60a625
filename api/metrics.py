"""`GET /metrics`: numbers for Prometheus. Each application has its own; paths are counted by their first part, so that there are never many."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import Response

from graph.log import version_of
from graph.sparql.endpoint import Endpoint
from schema.errors import ClaimgraphError

PATHS = frozenset({"", "graphql", "schema", "introspection", "sparql", "export", "id", "ontology", "static", "live", "ready", "metrics"})
BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds."""
PACE = 5.0
"""Seconds after which the numbers of a process that is not asked itself are renewed."""
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Variable that tells Prometheus' client where processes keep their numbers for each other."""


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("claimgraph_requests", "Requests by path and status.", ("path", "status"), registry=self.registry)
        self.seconds = Histogram("claimgraph_request_seconds", "Seconds until the last byte of an answer.", ("path",), registry=self.registry, buckets=BUCKETS)
        self.ready = Gauge("claimgraph_ready", "Whether Neo4j can be asked.", multiprocess_mode="livemin", registry=self.registry)
        self.graph = Gauge("claimgraph_graph_version", "The graph's version: how many changes there were.", multiprocess_mode="livemax", registry=self.registry)
        self.mirror = Gauge(
            "claimgraph_mirror_version",
            "The version that SPARQL is answered from; 0 while nobody has asked.",
            multiprocess_mode="livemax",
            registry=self.registry,
        )
        self.lag = Gauge(
            "claimgraph_mirror_lag", "Changes that the mirror does not have yet; 0 while nobody has asked.", multiprocess_mode="livemax", registry=self.registry
        )
        self.subscriptions = Gauge("claimgraph_subscriptions", "Subscriptions that are open.", multiprocess_mode="livesum", registry=self.registry)
        self.running = Gauge("claimgraph_sparql_running", "SPARQL queries that run.", multiprocess_mode="livesum", registry=self.registry)
        self.waiting = Gauge("claimgraph_sparql_waiting", "SPARQL queries that wait for a worker.", multiprocess_mode="livesum", registry=self.registry)

    def count(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests.labels(counted(path), str(status)).inc()
        self.seconds.labels(counted(path)).observe(seconds)


def counted(path: str) -> str:
    """Return what a path is counted with: its first part, if that is one of ours."""
    first = path.split("/")[1].split(".")[0] if path.startswith("/") else "other"
    return f"/{first if first in PATHS else 'other'}"


async def metrics(request: Request) -> Response:
    """Return all numbers, as they are now."""
    state = request.app.state
    await look(state)
    registry = state.metrics.registry
    if _SHARED in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


async def look(state: State) -> None:
    """Set the numbers that tell how things stand."""
    numbers: Metrics = state.metrics
    numbers.ready.set(await state.backend.why_not() is None)
    version = 0
    with suppress(ClaimgraphError):  # `claimgraph_ready` tells it
        version = await version_of(state.backend.opened())
    numbers.graph.set(version)
    numbers.subscriptions.set(state.backend.feed.number)
    endpoints: list[Endpoint] = [*state.backend.sparql.values()]
    if versions := [one.keeping.copy.version for one in endpoints if one.keeping.copy]:
        numbers.mirror.set(min(versions))
        numbers.lag.set(max(version - min(versions), 0))
        numbers.running.set(endpoints[0].workers.running + sum(one.quick.running for one in endpoints))
        numbers.waiting.set(endpoints[0].workers.waiting)


async def keep_looking(state: State) -> None:
    """Do so again and again where another process may be asked for the numbers."""
    while _SHARED in os.environ:
        await look(state)
        await asyncio.sleep(PACE)


@contextmanager
def numbers_for_all(folder: str) -> Iterator[Callable[[int], None]]:
    """Let the numbers of all processes that are started here be told by each of them; give what forgets one that has ended."""
    before, values.ValueClass = values.ValueClass, values.MultiProcessValue()  # type: ignore[no-untyped-call]
    os.environ[_SHARED] = folder
    try:
        yield mark_process_dead
    finally:
        del os.environ[_SHARED]
        values.ValueClass = before
