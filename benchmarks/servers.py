"""Starting and stopping the servers that are compared, each one process on a free port."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import orjson
import psutil

from benchmarks.house import CHECKOUT, cache
from graph.store import StoreConfig

HOST = "127.0.0.1"
NODE_PEER = CHECKOUT / "benchmarks" / "peers" / "neo4j-graphql"
PATIENCE = 120.0
CLAIMGRAPH, NEO4J_GRAPHQL, STRAWBERRY, BARE, DRIVER = "claimgraph", "neo4j-graphql", "strawberry", "bare", "driver"
"""`driver` is no server: hand-tuned Cypher in the process of the load generator."""
PEERS = (NEO4J_GRAPHQL, STRAWBERRY)


@dataclass(frozen=True)
class Server:
    """A running server; `path` is where it takes a case."""

    name: str
    port: int
    process: psutil.Process

    def path(self, case: str) -> str:
        """Return the path for a case."""
        return f"/{case}" if self.name == BARE else "/graphql"

    def ask(self, path: str, body: str) -> Any:
        """Return the answer to one request as parsed JSON, whatever its status."""
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("POST", path, body, {"Content-Type": "application/json", "Accept": "application/json"})
            return orjson.loads(connection.getresponse().read())
        finally:
            connection.close()

    def wait(self) -> None:
        """Wait until it answers; raises RuntimeError if it ends before, or takes too long."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if not self.process.is_running() or self.process.status() == psutil.STATUS_ZOMBIE:
                raise RuntimeError(f"{self.name} ended while starting; its error is above")
            if self._answers():
                return
            time.sleep(0.1)
        raise RuntimeError(f"{self.name} did not answer within {PATIENCE:g} s")

    def _answers(self) -> bool:
        """Whether anything is answered, and for claimgraph whether it is ready."""
        connection = HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/ready")
            return connection.getresponse().status == 200 or self.name != CLAIMGRAPH
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def started(name: str, config: StoreConfig, **more: str) -> Iterator[Server]:
    """Start a server, with more environment variables, and give it without waiting until it answers; stop it at the end."""
    port = _free_port()
    command, directory, own = _command(name, port)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CLAIMGRAPH_", "NEO4J_"))}
    environment |= {"NEO4J_URI": config.uri, "NEO4J_PASSWORD": config.password, "PORT": str(port), **own, **more}
    process = subprocess.Popen(command, cwd=directory, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield Server(name, port, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(name: str, port: int) -> tuple[list[str], Path, Mapping[str, str]]:
    if name == CLAIMGRAPH:
        own = {"CLAIMGRAPH_PORT": str(port), "CLAIMGRAPH_HOST": HOST, "CLAIMGRAPH_LOG_LEVEL": "warning", "CLAIMGRAPH_QUERY_TIMEOUT": "60"}
        return [sys.executable, "-m", "api.cli", "serve", "--json"], CHECKOUT, own
    if name == NEO4J_GRAPHQL:
        return ["node", "server.mjs"], installed_node_peer(), {"NODE_ENV": "production"}
    return [sys.executable, "-m", f"benchmarks.peers.{name}_server"], CHECKOUT, {}


def has_node() -> bool:
    """Return whether Node.js and npm are on this machine."""
    return bool(shutil.which("node") and shutil.which("npm"))


def installed_node_peer() -> Path:
    """Return the directory of the Node.js peer with its packages as locked, in the user's cache; installed unless they are there."""
    target = cache() / "neo4j-graphql"
    target.mkdir(parents=True, exist_ok=True)
    lock, done = target / "package-lock.json", target / ".installed"
    wanted = (NODE_PEER / "package-lock.json").read_bytes()
    for name in ("package.json", "package-lock.json", ".npmrc", "schema.graphql", "server.mjs"):
        shutil.copyfile(NODE_PEER / name, target / name)
    if not done.exists() or done.read_bytes() != wanted:
        print("installing the packages of the Node.js peer ...", flush=True)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-progress", "--silent"], cwd=target, check=True, stdout=subprocess.DEVNULL)
        done.write_bytes(lock.read_bytes())
    return target


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as bound:
        return int(bound.getsockname()[1])
