"""`claimgraph run` from outside: one process that starts everything, says where it is, and stops it again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from api.settings import CHECKOUT, variables
from graph import local
from tests.conftest import VERSION

pytestmark = pytest.mark.slow
QUERY = {"query": '{ armedGroup(id: "id:frl") { name leaders { nodes { name } } } }'}


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        yield bound.getsockname()[1]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all: what the first run loads is there for the next ones."""
    return tmp_path_factory.mktemp("run") / "home"


@pytest.fixture
def home(kept: Path) -> Iterator[Path]:
    yield kept
    local.stop(kept)


def start(home: Path, port: int) -> tuple[subprocess.Popen[str], dict[str, Any]]:
    inherited = {name: value for name, value in os.environ.items() if name not in variables()}
    given = {"CLAIMGRAPH_HOME": str(home), "CLAIMGRAPH_PORT": str(port), "CLAIMGRAPH_NEO4J_VERSION": VERSION, "CLAIMGRAPH_LOG_FORMAT": "json"}
    given["CLAIMGRAPH_QUERY_TIMEOUT"] = "60"  # other tests run beside it
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "run", "--json"],
        cwd=CHECKOUT,
        env={**inherited, **given},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        pytest.fail(process.communicate()[1])
    return process, json.loads(line)


def wait_for_an_answer(summary: dict[str, Any]) -> None:
    """Until then it says 503: Neo4j is not there yet, or too slow on a busy machine."""
    deadline = time.monotonic() + 90
    while httpx.post(summary["graphql"], json=QUERY, timeout=10).status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.5)


def end(process: subprocess.Popen[str], number: signal.Signals) -> str:
    process.send_signal(number)
    _, log = process.communicate(timeout=60)
    assert process.returncode == 0, log
    return log


def test_run_starts_everything_and_stops_it_again(home: Path, taken: int) -> None:
    process, summary = start(home, taken)
    try:
        server = local.status(home)
        assert server
        assert taken < int(summary["graphql"].split(":")[2].split("/")[0])
        assert summary["bolt"] == server.bolt_uri
        assert httpx.get(summary["browser"], follow_redirects=True).status_code == 200
        assert httpx.get(summary["start"] + "ready").json() == {"status": "ready"}
        answer = httpx.post(summary["graphql"], json=QUERY).json()
        assert answer["data"]["armedGroup"]["leaders"]["nodes"] == [{"name": "Ilya Ponomarev"}]
    finally:
        log = end(process, signal.SIGTERM)
    assert local.status(home) is None
    assert not psutil.pid_exists(server.pid)
    assert server.password not in log
    assert [line for line in log.splitlines() if not line.startswith("{")] == []


def test_run_leaves_a_neo4j_that_it_did_not_start(home: Path) -> None:
    local.start(home, VERSION, progress=False)
    process, summary = start(home, 0)
    try:
        wait_for_an_answer(summary)
    finally:
        end(process, signal.SIGINT)
    assert local.status(home)


def test_a_neo4j_that_was_killed_comes_back(home: Path) -> None:
    process, summary = start(home, 0)
    try:
        server = local.status(home)
        assert server
        os.kill(server.pid, signal.SIGKILL)
        refused = httpx.post(summary["graphql"], json=QUERY, timeout=10)
        assert refused.status_code in (200, 503)  # 200: it may be back before anybody notices
        wait_for_an_answer(summary)
        again = local.status(home)
        assert again
        assert (again.bolt_uri, again.pid != server.pid) == (server.bolt_uri, True)
    finally:
        log = end(process, signal.SIGTERM)
    assert "ended unexpectedly" in log
    assert local.status(home) is None
