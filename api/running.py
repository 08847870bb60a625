"""`claimgraph run` and `serve`: prepare the store, serve until told to stop, stop what was started."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import structlog

from api.app import create_app
from api.backend import Ontology, read_ontology
from api.place import Place, find_place, running_place
from api.server import NEXT_PORTS, Server, base_uri, listen
from api.settings import Settings
from api.summary import Summary
from api.workers import share
from graph.definitions import define_all
from graph.load import load
from graph.store import Store

_ANY_RESOURCE = "MATCH (r:Resource) RETURN true LIMIT 1"
log = structlog.get_logger("claimgraph")


def run(settings: Settings, *, as_json: bool) -> None:
    """Start Neo4j unless NEO4J_URI names one, fill an empty store, serve; returns after SIGTERM or Ctrl-C."""
    ontology = read_ontology(settings)
    with until_stopped(), running_place(settings) as place:
        asyncio.run(prepare(settings, ontology, place))
        _serve(settings, place, ontology, as_json, tries=NEXT_PORTS)


def serve(settings: Settings, *, as_json: bool) -> None:
    """Serve the API on a Neo4j that is there or will be; returns after SIGTERM or Ctrl-C."""
    ontology = read_ontology(settings)
    with until_stopped():
        _serve(settings, find_place(settings), ontology, as_json, tries=1)


async def prepare(settings: Settings, ontology: Ontology, place: Place) -> None:
    """Define constraints and indexes, and load CLAIMGRAPH_DATA into a store without resources."""
    async with Store(place.config) as store:
        await define_all(store, ontology.model)
        if settings.data_files and not await store.rows(_ANY_RESOURCE, {}):
            report = await load(store, ontology.model, settings.data_files)
            log.info(
                "loaded",
                files=report.files,
                resources=report.resources,
                relations=report.relations,
                seconds=round(report.seconds, 1),
            )


@contextmanager
def until_stopped() -> Iterator[None]:
    """Make SIGTERM end the block as Ctrl-C does; once the block is being left for that reason, further ones do not disturb it."""

    def interrupt(_: int, __: FrameType | None) -> None:
        _ignore_signals()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except KeyboardInterrupt:
        log.info("stopped")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _serve(settings: Settings, place: Place, ontology: Ontology, as_json: bool, tries: int) -> None:
    if not settings.auth and settings.host not in ("127.0.0.1", "::1", "localhost"):
        log.warning("whoever reaches this address may read and change everything: set CLAIMGRAPH_AUTH=true", host=settings.host)
    with listen(settings.host, settings.port, tries) as bound:

        def serve_one(first: bool) -> None:
            app = create_app(settings, place, ontology)

            def announce() -> None:
                if first:
                    Summary(base_uri(bound), place, app.state.backend.waiting_for).show(as_json)

            Server(app, settings, announce).run(sockets=[bound])

        if settings.workers == 1:
            serve_one(first=True)
        else:
            share(settings.workers, serve_one)
    _ignore_signals()


def _ignore_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
