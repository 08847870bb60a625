"""How many requests somebody may send."""

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology
from api.rates import Rate, make_rate
from api.settings import Settings
from schema.errors import SettingsError
from tests.api.conftest import NOWHERE

pytestmark = pytest.mark.anyio


def client(app: Starlette, address: str = "192.0.2.1") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 1)), base_url="http://claimgraph")


@asynccontextmanager
async def made(ontology: Ontology, **changes: Any) -> AsyncIterator[Starlette]:
    app = create_app(Settings(**changes), NOWHERE, ontology)
    yield app
    await app.state.backend.close()
    if app.state.rate:
        await app.state.rate.close()


async def test_who_sends_too_many_is_told_when_to_come_back(ontology: Ontology) -> None:
    async with made(ontology, rate="3/hour") as app:
        http = client(app)
        for left in (2, 1, 0):
            answer = await http.get("/context.jsonld")
            assert (answer.status_code, answer.headers["ratelimit-limit"], answer.headers["ratelimit-remaining"]) == (200, "3", str(left))
        answer = await http.get("/context.jsonld")
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (429, "RATE_LIMITED")
        assert 0 < int(answer.headers["retry-after"]) <= 3600 and answer.headers["ratelimit-remaining"] == "0"
        assert (await http.get("/live")).status_code == 200
        assert (await client(app, "192.0.2.2").get("/context.jsonld")).status_code == 200, "another address"


async def test_who_guesses_tokens_is_counted_too(ontology: Ontology) -> None:
    async with made(ontology, auth=True, rate="3/hour", jwt_secret="a secret of thirty-two characters") as app:
        http = client(app)
        found = [(await http.get("/ontology", headers={"Authorization": f"Bearer guess.{number}"})).status_code for number in range(5)]
    assert found == [401, 401, 401, 429, 429]


async def test_without_a_rate_nothing_is_counted(storeless: Starlette) -> None:
    answer = await client(storeless).get("/context.jsonld")
    assert answer.status_code == 200 and "ratelimit-limit" not in answer.headers


async def test_nobody_is_held_up_where_nothing_can_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    rate = Rate("1/hour", "memory://")

    async def gone(*_: object) -> bool:
        raise ConnectionError("gone")

    monkeypatch.setattr(rate._limiter, "hit", gone)
    assert [(await rate.left("x")).passes for _ in range(3)] == [True] * 3


@pytest.fixture
def redis() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A Redis that keeps nothing, and its address."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if not program:
        pytest.skip("there is no Redis here, in which several processes count requests together")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with subprocess.Popen([program, "--port", str(port), "--save", "", "--bind", "127.0.0.1"], stdout=subprocess.DEVNULL) as process:
        for _ in range(100):
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port))):
                break
            time.sleep(0.05)
        yield process, f"redis://127.0.0.1:{port}/0"
        process.send_signal(signal.SIGCONT)
        process.kill()


async def test_several_processes_count_together_in_a_redis(ontology: Ontology, redis: tuple[subprocess.Popen[bytes], str]) -> None:
    _, address = redis
    async with made(ontology, rate="4/hour", rate_store=address) as one, made(ontology, rate="4/hour", rate_store=address) as other:
        found = [await client(app).get("/context.jsonld") for app in (one, other, one, other, one, other)]
        assert [answer.status_code for answer in found] == [200] * 4 + [429] * 2
        assert [answer.headers["ratelimit-remaining"] for answer in found] == ["3", "2", "1", "0", "0", "0"]
        assert (await client(other, "192.0.2.2").get("/context.jsonld")).status_code == 200


async def test_nobody_is_held_up_where_the_redis_hangs(redis: tuple[subprocess.Popen[bytes], str], monkeypatch: pytest.MonkeyPatch) -> None:
    process, address = redis
    rate = Rate("1/hour", address)
    assert [(await rate.left("x")).passes for _ in range(2)] == [True, False]
    process.send_signal(signal.SIGSTOP)
    hit, asked = rate._limiter.hit, 0

    async def counted(*given: Any) -> bool:
        nonlocal asked
        asked += 1
        return await hit(*given)

    monkeypatch.setattr(rate._limiter, "hit", counted)
    assert [(await rate.left("x")).passes for _ in range(50)] == [True] * 50
    assert asked == 1, "it is asked once in a while, not by each request"
    process.send_signal(signal.SIGCONT)
    monkeypatch.setattr(rate, "_away", 0.0)
    assert [(await rate.left("x")).passes for _ in range(2)] == [False, False]
    await rate.close()


@pytest.mark.parametrize(("rate", "store"), [("many", "memory://"), ("1/year of the dog", "memory://"), ("1/hour", "nowhere://"), ("1/hour", "")])
def test_what_is_no_rate(rate: str, store: str) -> None:
    with pytest.raises(SettingsError, match="CLAIMGRAPH_RATE"):
        make_rate(Settings(rate=rate, rate_store=store))
