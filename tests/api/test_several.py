"""Several processes over one Neo4j: three that know nothing of each other behind one address, and the workers of one server."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from itertools import cycle
from typing import Any

import httpx
import psutil
import pytest

from api.bookmarks import COOKIE, HEADER
from api.place import Place
from api.settings import CHECKOUT, variables
from graph.store import Store
from graph.tokens import create_token, list_tokens, revoke_token
from graph.trusted import hash_of, register, unregister
from tests.api.test_auth import bearer, code
from tests.api.test_events import EVENTS, events_of

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
READ = "query ($id: ID!) { person(id: $id) { name graphVersion: version } }"
UPSERT = "mutation ($id: ID!, $name: String!) { upsertPerson(input: {id: $id, name: [{value: $name}]}) { person { id } errors { message } } }"


@contextmanager
def server(filled: Place, **changes: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`claimgraph serve`, and its address."""
    inherited = {name: value for name, value in os.environ.items() if name not in variables()}
    given = {
        "CLAIMGRAPH_PORT": "0",
        "CLAIMGRAPH_LOG_FORMAT": "json",
        "CLAIMGRAPH_QUERY_TIMEOUT": "60",  # other tests run beside it
        "NEO4J_URI": filled.config.uri.replace("bolt://", "neo4j://"),
        "NEO4J_PASSWORD": filled.config.password,
    }
    command = [sys.executable, "-m", "api.cli", "serve", "--json"]
    with subprocess.Popen(command, cwd=CHECKOUT, env={**inherited, **given, **changes}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            line = process.stdout.readline()
            assert line, process.communicate()[1]
            address = json.loads(line)["graphql"].removesuffix("/graphql")
            until(lambda: httpx.get(f"{address}/ready", timeout=60).status_code == 200)
            yield process, address
        finally:
            process.send_signal(signal.SIGTERM)
            _, log = process.communicate(timeout=60)
    assert process.returncode == 0, log


def until(done: Any, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.fixture(scope="module")
def three(filled: Place) -> Iterator[list[str]]:
    with ExitStack() as running:
        yield [running.enter_context(server(filled, CLAIMGRAPH_AUTH="true"))[1] for _ in range(3)]


@asynccontextmanager
async def one_address(addresses: list[str]) -> AsyncIterator[str]:
    """An address whose connections go to one process after the other, as those of a load balancer."""
    ports = cycle([int(address.rpartition(":")[2]) for address in addresses])
    through: list[asyncio.Task[None] | None] = []

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(65_536):
                writer.write(piece)
        finally:
            writer.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        through.append(asyncio.current_task())
        there = await asyncio.open_connection("127.0.0.1", next(ports))
        await asyncio.gather(pipe(reader, there[1]), pipe(there[0], writer), return_exceptions=True)

    balancer = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with balancer:
        yield f"http://127.0.0.1:{balancer.sockets[0].getsockname()[1]}"
    for task in filter(None, through):
        task.cancel()
    await asyncio.gather(*filter(None, through), return_exceptions=True)
    await asyncio.sleep(0)  # for what was closed to be gone


@pytest.fixture
async def editor(filled: Place) -> dict[str, str]:
    async with Store(filled.config) as store:
        return bearer((await create_token(store, "several", "editor"))[1])


async def ask(http: httpx.AsyncClient, query: str, **how: Any) -> httpx.Response:
    headers = {"Connection": "close", **how.pop("headers", {})}
    return await http.post("/graphql", json={"query": query, "variables": how}, headers=headers)


async def test_what_one_has_written_the_next_one_reads(three: list[str], editor: dict[str, str]) -> None:
    async with one_address(three) as address, httpx.AsyncClient(base_url=address, headers=editor, timeout=60) as http:
        for number in range(20):
            written = await ask(http, UPSERT, id="id:several", name=f"n{number}")
            assert written.json()["data"]["upsertPerson"]["errors"] == []
            assert http.cookies[COOKIE] == written.headers[HEADER]
            assert "HttpOnly" in written.headers["set-cookie"] and "SameSite=Lax" in written.headers["set-cookie"]
            assert (await ask(http, READ, id="id:several")).json()["data"]["person"]["name"] == f"n{number}"


async def test_a_bookmark_travels_in_a_header_too_and_is_looked_at(three: list[str], editor: dict[str, str]) -> None:
    async with httpx.AsyncClient(base_url=three[0], headers=editor, timeout=60) as http:
        bookmark = (await ask(http, UPSERT, id="id:several", name="seen")).headers[HEADER]
        http.cookies.clear()
        found = await http.post(f"{three[1]}/graphql", json={"query": READ, "variables": {"id": "id:several"}}, headers={HEADER: bookmark})
        assert found.json()["data"]["person"]["name"] == "seen" and found.headers[HEADER]
        for wrong in ("no bookmark", "FB:kcwQnonsense", "x" * 300):
            refused = await ask(http, READ, id="id:several", headers={HEADER: wrong})
            assert (refused.status_code, code(refused)) == (400, "BAD_BOOKMARK")
        kept = await ask(http, READ, id="id:several", headers={"Cookie": f'{COOKIE}="no bookmark"'})
        assert kept.status_code == 200  # a browser is not to blame for what it keeps
        assert (await ask(http, READ, id="id:several")).status_code == 200  # nobody else is disturbed


async def test_documents_and_tokens_are_known_to_all(three: list[str], editor: dict[str, str], filled: Place) -> None:
    text = "{ people { totalCount } }"
    asked = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}}
    async with Store(filled.config) as store, httpx.AsyncClient(headers=editor, timeout=60) as http:
        await register(store, [text])
        for address in three:
            assert "data" in (await http.post(f"{address}/graphql", json=asked)).json()
        await unregister(store, [hash_of(text)])
        for token in await list_tokens(store):
            await revoke_token(store, token.id)
        deadline = time.monotonic() + 15
        for address in three:
            while (answer := await http.post(f"{address}/graphql", json={"query": text})).status_code != 401:
                assert answer.status_code == 200 and time.monotonic() < deadline
                await asyncio.sleep(0.5)


async def test_a_change_is_told_by_all(three: list[str], editor: dict[str, str]) -> None:
    async with httpx.AsyncClient(headers=editor, timeout=60) as http:
        following = {"query": "subscription { changes { version resources { id } } }"}
        async with http.stream("POST", f"{three[2]}/graphql", json=following, headers=EVENTS) as answer:
            await asyncio.sleep(0.3)
            await http.post(f"{three[0]}/graphql", json={"query": UPSERT, "variables": {"id": "id:several", "name": "told"}})
            _, event = await events_of(answer, 2)
        assert json.loads(event["data"])["data"]["changes"]["resources"][0]["id"].endswith("/several")


def test_workers_share_an_address_and_one_that_dies_is_replaced(filled: Place) -> None:
    with server(filled, CLAIMGRAPH_WORKERS="2") as (process, address):
        until(lambda: len(workers(process)) == 2)
        for _ in range(40):
            assert httpx.get(f"{address}/live").status_code == 200
        told = re.search(r'claimgraph_requests_total\{path="/live",status="200"\} (\d+)', httpx.get(f"{address}/metrics", timeout=60).text)
        assert told and int(told[1]) == 40  # by both together
        first, second = workers(process)
        os.kill(first, signal.SIGKILL)
        assert httpx.get(f"{address}/live", timeout=60).status_code == 200
        until(lambda: len(workers(process)) == 2 and first not in workers(process))
        assert second in workers(process)
        before = workers(process)
    assert not any(map(psutil.pid_exists, before))


def test_workers_that_cannot_serve_end_all(filled: Place, tmp_path: Any) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("[[hide]]\nfrom = ['nobody']\n")
    with pytest.raises(AssertionError, match="WORKERS_FAILED"), server(filled, CLAIMGRAPH_WORKERS="2", CLAIMGRAPH_AUTH="true", CLAIMGRAPH_POLICY=str(policy)):
        pass


def workers(process: subprocess.Popen[str]) -> list[int]:
    return [child.pid for child in psutil.Process(process.pid).children()]
