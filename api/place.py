"""Which Neo4j: the one of NEO4J_URI, or claimgraph's own on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from api.settings import Settings
from graph import local
from graph.local import LocalServer
from graph.store import StoreConfig
from schema.errors import StoreUnavailable


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
    try:
        yield local_place(settings, server)
    finally:
        if server.started:
            local.stop(settings.home)


def start_local(settings: Settings) -> LocalServer:
    """Start the local Neo4j unless it runs; raises StartupError."""
    return local.start(settings.home, settings.neo4j_version, heap=settings.neo4j_heap, pagecache=settings.neo4j_pagecache)


def _remote(settings: Settings) -> Place:
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
    return Place(_config(settings, str(settings.neo4j_uri), settings.neo4j_username, password))


def local_place(settings: Settings, server: LocalServer) -> Place:
    """Return a local Neo4j as a Place."""
    return Place(_config(settings, server.bolt_uri, server.username, server.password), server)


def _config(settings: Settings, uri: str, username: str, password: str) -> StoreConfig:
    return StoreConfig(uri, username, password, settings.neo4j_database, query_timeout=settings.query_timeout)
