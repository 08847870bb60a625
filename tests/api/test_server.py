"""Sockets, and a stop that finishes what runs."""

import asyncio
import gc
import signal
import socket
from collections.abc import Iterator
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.app import middleware
from api.auth import Doorkeeper
from api.backend import Backend
from api.metrics import Metrics
from api.middleware import Running
from api.server import Server, base_uri, listen
from api.settings import Settings
from schema.errors import SettingsError

LOCAL = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server((LOCAL, 0)) as bound:
        yield bound.getsockname()[1]


def test_a_taken_port_is_refused_in_one_line(taken: int) -> None:
    with pytest.raises(SettingsError, match=f"port {taken} is taken") as caught:
        listen(LOCAL, taken)
    assert "CLAIMGRAPH_PORT" in caught.value.message


def test_run_takes_the_next_free_port(taken: int) -> None:
    with listen(LOCAL, taken, tries=20) as bound:
        port = bound.getsockname()[1]
        assert taken < port <= taken + 20
        assert base_uri(bound) == f"http://{LOCAL}:{port}"


def test_port_0_is_any_free_one() -> None:
    with listen(LOCAL, 0) as bound:
        assert bound.getsockname()[1] > 0


def test_all_addresses_are_shown_as_this_machine() -> None:
    with listen("0.0.0.0", 0) as bound:
        assert base_uri(bound) == f"http://127.0.0.1:{bound.getsockname()[1]}"


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.1"])
def test_a_host_that_is_not_here(host: str) -> None:
    with pytest.raises(SettingsError, match="CLAIMGRAPH_HOST"):
        listen(host, 0)


@pytest.fixture
def unfreeze() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def _slow_app(let_go: asyncio.Event) -> Starlette:
    backend = SimpleNamespace(running=Running(), stopping=False, settings=Settings(), store=SimpleNamespace(routed=False))

    async def slow(_: Request) -> Response:
        await let_go.wait()
        return PlainTextResponse("done")

    async def ready(_: Request) -> Response:
        return PlainTextResponse("", 503 if backend.stopping else 200)

    stand_in: Backend = backend  # type: ignore[assignment]
    app = Starlette(routes=[Route("/slow", slow), Route("/ready", ready)], middleware=middleware(stand_in, Metrics(), Doorkeeper(stand_in)))
    app.state.backend = backend
    return app


@pytest.mark.anyio
async def test_a_stop_says_no_to_probes_and_finishes_what_runs(unfreeze: None) -> None:
    let_go, announced = asyncio.Event(), asyncio.Event()
    with listen(LOCAL, 0) as bound:
        server = Server(_slow_app(let_go), Settings(), announced.set)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        await announced.wait()
        async with httpx.AsyncClient(base_url=base_uri(bound)) as http:
            assert (await http.get("/ready")).status_code == 200
            slow = asyncio.create_task(http.get("/slow"))
            await asyncio.sleep(0.1)
            server.handle_exit(signal.SIGTERM, None)
            await asyncio.sleep(0.3)
            assert (await http.get("/ready")).status_code == 503
            assert not serving.done()
            let_go.set()
            assert (await slow).text == "done"
        await asyncio.wait_for(serving, 5)
