"""The application as the tests of `api` use it: without a store for what never reaches one, with a real one for the rest."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology, read_ontology
from api.place import Place, local_place
from api.server import Server, base_uri, listen
from api.settings import Settings
from graph.load import load
from graph.local import LocalServer
from graph.store import Store, StoreConfig

NOWHERE = Place(StoreConfig("bolt://127.0.0.1:1", "neo4j", "no password"))
"""A port where nobody listens."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(max_body=1 << 15)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def ontology(settings: Settings) -> Ontology:
    return read_ontology(settings)


@pytest.fixture
async def storeless(settings: Settings, ontology: Ontology) -> AsyncIterator[Starlette]:
    """An application that was not started: good requests get 503, bad ones 4xx."""
    app = create_app(settings, NOWHERE, ontology)
    yield app
    await app.state.backend.close()


@pytest.fixture(scope="session")
def place(settings: Settings, neo4j_server: LocalServer) -> Place:
    return local_place(settings, neo4j_server)


@pytest.fixture(scope="module")  # not longer: tests of other packages fill and empty the same store
def filled(place: Place, ontology: Ontology, settings: Settings) -> Iterator[Place]:
    """A store that holds the example graph and nothing else."""

    async def fill() -> None:
        async with Store(place.config) as store:
            await store.define("MATCH (n) DETACH DELETE n")
            await load(store, ontology.model, settings.data_files)

    asyncio.run(fill())
    yield place


def client(app: Starlette) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://claimgraph")


@asynccontextmanager
async def started(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application whose lifespan runs."""
    async with app.router.lifespan_context(app), client(app) as http:
        yield http


@asynccontextmanager
async def serving(app: Starlette, settings: Settings) -> AsyncIterator[str]:
    """The address of an application that really listens and is ready; at the end it stops as a signal stops it."""
    announced, thresholds, turn = asyncio.Event(), gc.get_threshold(), sys.getswitchinterval()
    with listen("127.0.0.1", 0) as bound:
        server = Server(app, settings, announced.set)
        running = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            await announced.wait()
            assert await app.state.backend.why_not() is None
            yield base_uri(bound)
        finally:
            server.should_exit = app.state.backend.stopping = True
            await asyncio.wait_for(running, 20)
            gc.unfreeze()
            gc.set_threshold(*thresholds)
            sys.setswitchinterval(turn)
