"""Where the benchmark keeps its things (outside the tree), and its Neo4j."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fill import Filled, count, fill, is_filled
from graph import local
from graph.local import LocalServer
from graph.local.jars import cache_directory
from graph.store import Store, StoreConfig
from schema.model import Model
from schema.reader import read_model

CHECKOUT = Path(__file__).resolve().parent.parent
BOLT_PORT, HTTP_PORT = 17687, 17474
HEAP, PAGECACHE = "2g", "2g"
TIMEOUT = 60.0
"""Seconds that a query of a benchmark may take."""


@dataclass(frozen=True)
class Database:
    """A running Neo4j that holds the generated graph."""

    server: LocalServer
    model: Model
    filled: Filled

    @property
    def config(self) -> StoreConfig:
        """How to reach it."""
        return StoreConfig(self.server.bolt_uri, self.server.username, self.server.password, query_timeout=TIMEOUT)


def cache() -> Path:
    """Return the directory of the benchmark in the user's cache."""
    return cache_directory() / "benchmarks"


@asynccontextmanager
async def database(home: Path, size: int, seed: int, *, heap: str = HEAP, pagecache: str = PAGECACHE) -> AsyncIterator[Database]:
    """Give a Neo4j of `home` filled to `size`, started here and stopped at the end; what another generator left there is thrown away."""
    model = read_model(CHECKOUT / "ontology.ttl", base_iri="https://w3id.org/claimgraph/id/")
    try:
        server = local.start(home, bolt_port=BOLT_PORT, http_port=HTTP_PORT, heap=heap, pagecache=pagecache)
        if await _state(server, size, seed) is False:
            local.stop(home)
            shutil.rmtree(home)
            server = local.start(home, bolt_port=BOLT_PORT, http_port=HTTP_PORT, heap=heap, pagecache=pagecache)
        yield Database(server, model, await _filled(server, model, size, seed))
    finally:
        local.stop(home)


def _store(server: LocalServer) -> Store:
    return Store(StoreConfig(server.bolt_uri, server.username, server.password, query_timeout=TIMEOUT))


async def _state(server: LocalServer, size: int, seed: int) -> bool | None:
    async with _store(server) as store:
        return await is_filled(store, size, seed)


async def _filled(server: LocalServer, model: Model, size: int, seed: int) -> Filled:
    async with _store(server) as store:
        if await is_filled(store, size, seed):
            return await count(store)
        print(f"filling Neo4j with about {size:,} nodes ...", flush=True)
        return await fill(store, model, size, seed)
