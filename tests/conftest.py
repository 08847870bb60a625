"""What all tests share: one Neo4j for the whole run, or one for each of the processes that share it out (`make test`)."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import local
from graph.local import config
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY, Example

VERSION = os.environ.get("CLAIMGRAPH_NEO4J_VERSION", "2026.08")
PORTS = (17687, 17474)  # away from a server that somebody is working with


def pytest_configure(config: pytest.Config) -> None:
    if "CLAIMGRAPH_TEST_NEO4J_URI" in os.environ and config.getoption("numprocesses", None):
        raise pytest.UsageError("a Neo4j that is given serves one process of tests: make test JOBS=1")


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[local.LocalServer]:
    """A Neo4j that tests may fill and empty: one of their own in a temporary home, or that of CLAIMGRAPH_TEST_NEO4J_URI.

    NEO4J_URI is never looked at: what stands there may be somebody's graph.
    """
    if uri := os.environ.get("CLAIMGRAPH_TEST_NEO4J_URI"):
        yield _given(uri)
        return
    home = Path(tempfile.mkdtemp(prefix="claimgraph-test-"))
    try:
        yield local.start(home, VERSION, bolt_port=PORTS[0], http_port=PORTS[1])
    finally:
        local.stop(home)
        shutil.rmtree(home)


@pytest.fixture(scope="module")
def quick_java() -> Iterator[None]:
    """For a Neo4j that lives for less than a minute: it never earns back what Java's second compiler costs, which is half of its start and of its first load."""
    usual = config.JAVA_OPTIONS
    config.JAVA_OPTIONS = (*usual, "-XX:TieredStopAtLevel=1")
    yield
    config.JAVA_OPTIONS = usual


@pytest.fixture(scope="module")
def example(neo4j_server: local.LocalServer) -> Iterator[Example]:
    """The shipped ontology and its example graph, loaded into the tests' Neo4j."""
    with asyncio.Runner() as runner:
        loaded = Example(neo4j_server, read_model(ONTOLOGY), DATA, runner)
        yield loaded
        loaded.close()


def _given(uri: str) -> local.LocalServer:
    return local.LocalServer(
        bolt_uri=uri,
        http_uri="",
        username=os.environ.get("CLAIMGRAPH_TEST_NEO4J_USERNAME", "neo4j"),
        password=os.environ["CLAIMGRAPH_TEST_NEO4J_PASSWORD"],
        pid=0,
        version="",
        home=Path(),
        started=False,
        first_password=False,
    )
