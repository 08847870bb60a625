"""A load that is killed, or loses its Neo4j, at a random moment: run again, it leaves what an undisturbed load leaves.

`CLAIMGRAPH_KILL_ROUNDS` says how often each is tried (3 for the loader and 1 for Neo4j without it), `CLAIMGRAPH_KILL_SEED` makes the moments those of another run.
"""

import asyncio
import logging
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from benchmarks.generate import Graph
from benchmarks.triples import write_triples
from graph import local
from graph.local import LocalServer
from graph.store import Store, StoreConfig
from schema.reader import read_model
from tests.conftest import VERSION
from tests.example import ONTOLOGY, ROOT
from tests.graph.dumped import dump

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick_java")]

ROUNDS = int(os.environ.get("CLAIMGRAPH_KILL_ROUNDS", "3"))
RESTARTS = ROUNDS if "CLAIMGRAPH_KILL_ROUNDS" in os.environ else 1
"""Rounds that kill Neo4j itself: each waits for it to recover."""
SEED = int(os.environ.get("CLAIMGRAPH_KILL_SEED", "0")) or random.SystemRandom().randrange(1 << 30)
NODES = 1_000
LOADER = "import graph.store; graph.store.BATCH = 150\nfrom api.cli import main\nmain()"
"""The loader with small batches, so that there are many moments between them."""
log = logging.getLogger(__name__)
TIMES = {"recordedAt", "stateSince", "invalidatedAt"}


class House:
    """A Neo4j of its own, a file, and what an undisturbed load of it leaves."""

    def __init__(self, home: Path) -> None:
        self.home, self.file = home, home.parent / "graph.nt"
        model = read_model(ONTOLOGY, base_iri="https://w3id.org/claimgraph/id/")
        write_triples(model, Graph(model, NODES), self.file)
        self.server = self.start()
        self.load()  # the first one makes the indexes, which takes longer than all the rest
        self.clear()
        began = time.monotonic()
        self.load()
        self.seconds = time.monotonic() - began
        self.whole = self.state()

    def start(self) -> LocalServer:
        return local.start(self.home, VERSION, bolt_port=28687, http_port=28474, heap="768m", pagecache="128m", progress=False)

    def begin(self) -> subprocess.Popen[bytes]:
        """Start a load as a process."""
        given = {"NEO4J_URI": self.server.bolt_uri, "NEO4J_USERNAME": self.server.username, "NEO4J_PASSWORD": self.server.password}
        given["CLAIMGRAPH_QUERY_TIMEOUT"] = "60"  # other tests run beside it
        command = [sys.executable, "-c", LOADER, "load", "--json", str(self.file)]
        return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **given}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def load(self) -> None:
        process = self.begin()
        _, said = process.communicate(timeout=600)
        assert process.returncode == 0, said.decode()

    def state(self) -> list[Any]:
        """All nodes and relationships, without their times."""
        graph = asyncio.run(self._with_store(dump))
        nodes = [(node.iri, sorted(node.labels), _timeless(node.properties)) for node in graph.nodes.values()]
        return [nodes, sorted(((one.start.iri, one.type, one.end.iri, _timeless(one.properties)) for one in graph.links), key=repr)]

    def written(self) -> int:
        return len(self.state()[0])

    def clear(self) -> None:
        text = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
        asyncio.run(self._with_store(lambda store: store.define(text)))

    async def _with_store(self, work: Any) -> Any:
        config = StoreConfig(self.server.bolt_uri, self.server.username, self.server.password, query_timeout=60)
        async with Store(config) as store:
            return await work(store)


def _timeless(properties: Any) -> list[tuple[str, Any]]:
    return sorted((key, value) for key, value in properties.items() if key not in TIMES)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("kill") / "home"
    try:
        yield House(home)
    finally:
        local.stop(home)


def moments(house: House, what: str) -> list[float]:
    """Seconds after the start of a load, spread over all that it takes."""
    log.info(f"seed {SEED}, an undisturbed load takes {house.seconds:.1f} s")
    chance = random.Random(f"{SEED} {what}")
    return [chance.uniform(0.2, 1.0) * house.seconds for _ in range(ROUNDS)]


def test_a_load_that_was_killed_is_simply_run_again(house: House) -> None:
    for moment in moments(house, "loader"):
        house.clear()
        process = house.begin()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        left = house.written()
        house.load()
        assert house.state() == house.whole, (SEED, moment, left)
        log.info(f"killed after {moment:.1f} s with {left:,} resources written")


def test_a_load_whose_neo4j_was_killed_is_simply_run_again(house: House) -> None:
    for moment in moments(house, "neo4j")[:RESTARTS]:
        house.clear()
        process = house.begin()
        time.sleep(moment)
        os.kill(house.server.pid, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(house.server.pid)] if psutil.pid_exists(house.server.pid) else [], timeout=30)
        _, said = process.communicate(timeout=120)
        assert process.returncode in (0, 5), said.decode()
        assert b"Traceback" not in said
        house.server = house.start()
        left = house.written()
        house.load()
        assert house.state() == house.whole, (SEED, moment, left)
        log.info(f"killed after {moment:.1f} s with {left:,} resources written, the load ended with {process.returncode}")
