"""`GET /metrics`: numbers for Prometheus. Each application has its own; paths are counted by their first part, so that there are never many."""

from contextlib import suppress

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from graph.log import version_of
from schema.errors import ClaimgraphError

PATHS = frozenset({"", "graphql", "schema", "introspection", "sparql", "export", "id", "ontology", "static", "live", "ready", "metrics"})
BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds."""


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("claimgraph_requests", "Requests by path and status.", ("path", "status"), registry=self.registry)
        self.seconds = Histogram("claimgraph_request_seconds", "Seconds until the last byte of an answer.", ("path",), registry=self.registry, buckets=BUCKETS)
        self.ready = Gauge("claimgraph_ready", "Whether Neo4j can be asked.", registry=self.registry)
        self.graph = Gauge("claimgraph_graph_version", "The graph's version: how many changes there were.", registry=self.registry)
        self.mirror = Gauge("claimgraph_mirror_version", "The version that SPARQL is answered from; 0 while nobody has asked.", registry=self.registry)
        self.lag = Gauge("claimgraph_mirror_lag", "Changes that the mirror does not have yet; 0 while nobody has asked.", registry=self.registry)
        self.subscriptions = Gauge("claimgraph_subscriptions", "Subscriptions that are open.", registry=self.registry)
        self.running = Gauge("claimgraph_sparql_running", "SPARQL queries that run.", registry=self.registry)
        self.waiting = Gauge("claimgraph_sparql_waiting", "SPARQL queries that wait for a worker.", registry=self.registry)

    def count(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        first = path.split("/")[1].split(".")[0] if path.startswith("/") else "other"
        counted = f"/{first if first in PATHS else 'other'}"
        self.requests.labels(counted, str(status)).inc()
        self.seconds.labels(counted).observe(seconds)


async def metrics(request: Request) -> Response:
    """Return all numbers, as they are now."""
    state = request.app.state
    numbers: Metrics = state.metrics
    numbers.ready.set(await state.backend.why_not() is None)
    version = 0
    with suppress(ClaimgraphError):  # `claimgraph_ready` tells it
        version = await version_of(state.backend.opened())
    numbers.graph.set(version)
    numbers.subscriptions.set(state.backend.feed.number)
    sparql = state.backend.sparql
    if sparql and sparql.keeping.copy:
        numbers.mirror.set(sparql.keeping.copy.version)
        numbers.lag.set(max(version - sparql.keeping.copy.version, 0))
        numbers.running.set(sparql.workers.running + sparql.quick.running)
        numbers.waiting.set(sparql.workers.waiting)
    return Response(generate_latest(numbers.registry), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})
