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
SEED = 1
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
        return config_of(self.server)


def cache() -> Path:
    """Return the directory of the benchmark in the user's cache."""
    return cache_directory() / "benchmarks"


@dataclass(frozen=True)
class House:
    """Where the stores are, and how much memory each Neo4j gets."""

    root: Path
    heap: str = "2g"
    pagecache: str = "2g"

    def graph(self, size: int) -> Path:
        """Return the home of the generated graph of a size."""
        return self.root / f"neo4j-{size}"


@asynccontextmanager
async def neo4j(home: Path, house: House) -> AsyncIterator[LocalServer]:
    """Give the Neo4j of `home`; stop it at the end if it was started here."""
    server = _start(home, house)
    try:
        yield server
    finally:
        if server.started:
            local.stop(home)


def _start(home: Path, house: House) -> LocalServer:
    return local.start(home, bolt_port=BOLT_PORT, http_port=HTTP_PORT, heap=house.heap, pagecache=house.pagecache)


@asynccontextmanager
async def database(house: House, size: int) -> AsyncIterator[Database]:
    """Give a Neo4j filled to `size`; what another generator left there is thrown away."""
    home, model = house.graph(size), read_model(CHECKOUT / "ontology.ttl", base_iri="https://w3id.org/claimgraph/id/")
    server = _start(home, house)
    try:
        if await _state(server, size) is False:
            local.stop(home)
            shutil.rmtree(home)
            server = _start(home, house)
        yield Database(server, model, await _filled(server, model, size))
    finally:
        if server.started:
            local.stop(home)


def config_of(server: LocalServer) -> StoreConfig:
    """Return how to reach a Neo4j."""
    return StoreConfig(server.bolt_uri, server.username, server.password, query_timeout=TIMEOUT)


async def _state(server: LocalServer, size: int) -> bool | None:
    async with Store(config_of(server)) as store:
        return await is_filled(store, size, SEED)


async def _filled(server: LocalServer, model: Model, size: int) -> Filled:
    async with Store(config_of(server)) as store:
        if await is_filled(store, size, SEED):
            return await count(store)
        print(f"filling Neo4j with about {size:,} nodes ...", flush=True)
        return await fill(store, model, size, SEED)
