"""Which Neo4j: the one of NEO4J_URI, or claimgraph's own on this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from api.settings import Settings
from graph import local
from graph.local import LocalServer
from graph.store import StoreConfig
from schema.errors import ClaimgraphError, StoreUnavailable

BOLT_PORT, HTTP_PORT = 7687, 7474  # where Neo4j's users look for it
LOOK_AGAIN = 1.0  # seconds between two looks at the local Neo4j
log = structlog.get_logger("claimgraph")


@dataclass(frozen=True)
class Place:
    """How to reach a Neo4j; `server` is claimgraph's own, None for one of NEO4J_URI."""

    config: StoreConfig
    server: LocalServer | None = None

    @property
    def browser_uri(self) -> str | None:
        """The address of Neo4j Browser, where it is known."""
        return f"{self.server.http_uri}/browser/" if self.server else None


def find_place(settings: Settings) -> Place:
    """Return the Neo4j of NEO4J_URI, else the local one that runs; raises StoreUnavailable if there is neither."""
    if settings.neo4j_uri:
        return _remote(settings)
    server = local.status(settings.home)
    if server is None:
        raise StoreUnavailable(f"no local Neo4j runs in {settings.home}: start one with `claimgraph run` or `claimgraph neo4j start`, or set NEO4J_URI")
    return local_place(settings, server)


@contextmanager
def running_place(settings: Settings) -> Iterator[Place]:
    """Give the Neo4j of NEO4J_URI, else the local one, started if need be; if it was started here, it is stopped at the end."""
    if settings.neo4j_uri:
        yield _remote(settings)
        return
    server = start_local(settings)
    if not server.started:
        yield local_place(settings, server)
        return
    with _kept_alive(settings, server):
        yield local_place(settings, server)


def start_local(settings: Settings, bolt_port: int = BOLT_PORT, http_port: int = HTTP_PORT) -> LocalServer:
    """Start the local Neo4j unless it runs; raises StartupError."""
    return local.start(
        settings.home, settings.neo4j_version, bolt_port=bolt_port, http_port=http_port, heap=settings.neo4j_heap, pagecache=settings.neo4j_pagecache
    )


@contextmanager
def _kept_alive(settings: Settings, server: LocalServer) -> Iterator[None]:
    """Start a server again, at the same addresses, whenever its process ends before the block does; then stop it."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep_alive, args=(settings, server, ended), name="neo4j-keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()
        local.stop(settings.home)


def _keep_alive(settings: Settings, server: LocalServer, ended: threading.Event) -> None:
    while not ended.wait(LOOK_AGAIN):
        if local.lives(server):
            continue
        log.warning("Neo4j has ended unexpectedly and is started again")
        try:
            server = start_local(settings, _port(server.bolt_uri), _port(server.http_uri))
            log.info("Neo4j is back", bolt=server.bolt_uri)
        except ClaimgraphError as error:
            log.error("Neo4j could not be started again", reason=error.message)


def _port(uri: str) -> int:
    return int(uri.rsplit(":", 1)[1])


def _remote(settings: Settings) -> Place:
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
    return Place(_config(settings, str(settings.neo4j_uri), settings.neo4j_username, password))


def local_place(settings: Settings, server: LocalServer) -> Place:
    """Return a local Neo4j as a Place."""
    return Place(_config(settings, server.bolt_uri, server.username, server.password), server)


def _config(settings: Settings, uri: str, username: str, password: str) -> StoreConfig:
    return StoreConfig(uri, username, password, settings.neo4j_database, query_timeout=settings.query_timeout)
