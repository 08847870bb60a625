"""GraphQL over WebSocket, with a client that is not ours: what is said, what closes a socket, and what an attacker gets."""

import asyncio
import json
import logging
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from api import server, sockets
from api.app import create_app
from api.backend import Backend, Ontology
from api.place import Place
from api.settings import Settings
from tests.api.conftest import serving

pytestmark = pytest.mark.anyio
SPOKEN, LEGACY = Subprotocol("graphql-transport-ws"), Subprotocol("graphql-ws")
INIT = {"type": "connection_init"}
CHANGES = "subscription ($since: BigInt) { changes(since: $since) { version resources { id } } }"
PATIENCE = 10


@pytest.fixture
def app(settings: Settings, ontology: Ontology, filled: Place) -> Starlette:
    return create_app(settings, filled, ontology)


@pytest.fixture
async def address(app: Starlette, settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """A server that must not have met anything unexpected at the end, and must have forgotten all who left."""
    backend: Backend = app.state.backend
    monkeypatch.setattr(sockets, "log", logging.getLogger("sockets"))
    async with serving(app, settings) as base:
        yield base
        await until(lambda: backend.sockets == backend.feed.number == backend.running.count == 0)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR and "UTF-8" not in record.getMessage()] == []


async def until(condition: Any) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.02)


def at(address: str, *spoken: Subprotocol, **options: Any) -> connect:
    return connect(address.replace("http", "ws") + "/graphql", subprotocols=spoken or (SPOKEN,), **options)


@asynccontextmanager
async def greeted(address: str, **options: Any) -> AsyncIterator[ClientConnection]:
    async with at(address, **options) as client:
        assert await tell(client, INIT) == {"type": "connection_ack"}
        yield client


async def tell(client: ClientConnection, *messages: Any) -> Any:
    """Send messages and return what comes back first."""
    for message in messages:
        await client.send(message if isinstance(message, str | bytes) else json.dumps(message))
    return await heard(client)


async def heard(client: ClientConnection) -> Any:
    return json.loads(await asyncio.wait_for(client.recv(), PATIENCE))


def subscribe(name: str, query: str, **payload: Any) -> dict[str, Any]:
    return {"id": name, "type": "subscribe", "payload": {"query": query, **payload}}


def settlement(name: str) -> str:
    return f'mutation {{ upsertSettlement(input: {{id: "id:{name}", name: {{value: "{name}"}}}}) {{ settlement {{ id }} errors {{ message }} }} }}'


async def change(address: str, name: str) -> None:
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{address}/graphql", json={"query": settlement(name)})
    assert answer.json()["data"]["upsertSettlement"]["errors"] == []


async def test_queries_mutations_and_what_is_wrong_with_them(address: str) -> None:
    async with greeted(address) as client:
        assert client.subprotocol == SPOKEN
        assert await tell(client, {"type": "ping"}) == {"type": "pong"}
        assert await tell(client, {"type": "pong"}, {"type": "ping", "payload": {"a": 1}}) == {"type": "pong", "payload": {"a": 1}}
        assert await tell(client, subscribe('"1\n', "{ __typename }")) == {"id": '"1\n', "type": "next", "payload": {"data": {"__typename": "Query"}}}
        assert await heard(client) == {"id": '"1\n', "type": "complete"}
        assert (await tell(client, subscribe("2", settlement("w1"))))["payload"]["data"]["upsertSettlement"]["settlement"]
        assert await heard(client) == {"id": "2", "type": "complete"}
        for query, code in (
            ("{", "GRAPHQL_PARSE_FAILED"),
            ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
            ("subscription { changes(since: -1) { version } }", "BAD_ARGUMENT"),
        ):
            told = await tell(client, subscribe("3", query))
            assert (told["id"], told["type"], told["payload"][0]["extensions"]["code"]) == ("3", "error", code)
        assert await tell(client, {"id": "unknown", "type": "complete"}, {"type": "ping"}) == {"type": "pong"}


async def test_changes_are_told_until_the_client_has_had_enough(address: str) -> None:
    async with greeted(address) as client:
        await client.send(json.dumps(subscribe("1", CHANGES)))
        await asyncio.sleep(0.3)
        await change(address, "w2")
        told = await heard(client)
        (first,) = told["payload"]["data"].values()
        assert (told["id"], told["type"], first["resources"][0]["id"]) == ("1", "next", "https://w3id.org/claimgraph/id/w2")
        assert await tell(client, {"id": "1", "type": "complete"}, {"type": "ping"}) == {"type": "pong"}
        await change(address, "w3")
        assert await tell(client, {"type": "ping"}) == {"type": "pong"}
    async with greeted(address) as again:
        told = await tell(again, subscribe("1", CHANGES, variables={"since": int(first["version"])}))
        assert told["payload"]["data"]["changes"]["resources"][0]["id"].endswith("w3")


BAD = {
    "a number": "1",
    "null": "null",
    "a list": "[]",
    "no JSON": "{",
    "empty": "",
    "no type": "{}",
    "a type that is a number": '{"type": 1}',
    "an unknown type": {"type": "start", "id": "1"},
    "binary": b'{"type": "ping"}',
    "deep": '{"type": "ping", "payload": ' + "[" * 10_000,
    "5,000 digits": '{"type": "ping", "payload": {"a": ' + "9" * 5000 + "}}",
    "NaN": '{"type": "ping", "payload": {"a": NaN}}',
    "lone surrogate": '{"type": "\\ud800"}',
    "a ping with a number": {"type": "ping", "payload": 1},
    "complete without id": {"type": "complete"},
    "subscribe without id": {"type": "subscribe", "payload": {"query": "{ __typename }"}},
    "an id that is a number": {"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}},
    "an empty id": subscribe("", "{ __typename }"),
    "a long id": subscribe("i" * 129, "{ __typename }"),
    "no payload": {"type": "subscribe", "id": "1"},
    "a batch": {"type": "subscribe", "id": "1", "payload": [{"query": "{ __typename }"}]},
    "no query": {"type": "subscribe", "id": "1", "payload": {}},
    "variables that are a list": subscribe("1", "{ __typename }", variables=[]),
}


async def closed(client: ClientConnection) -> tuple[int, str]:
    """The code and reason with which the server closes."""
    with pytest.raises(ConnectionClosed) as caught:
        async with asyncio.timeout(PATIENCE):
            while True:
                await client.recv()
    assert caught.value.rcvd
    return caught.value.rcvd.code, caught.value.rcvd.reason


async def test_what_is_no_message_closes_with_4400(address: str) -> None:
    for name, message in BAD.items():
        for init in ((INIT,), ()):
            async with at(address) as client:
                for one in (*init, message):
                    await client.send(one if isinstance(one, str | bytes) else json.dumps(one))
                code, reason = await closed(client)
                assert code == (4400 if init or name not in UNGREETED else 4401), (name, init)
                assert reason


UNGREETED = [name for name, message in BAD.items() if isinstance(message, dict) and message["type"] != "ping"]
"""Messages that are looked at no further before `connection_init`."""


async def test_the_other_codes_of_the_protocol(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with greeted(address) as client:
        await client.send(json.dumps(INIT))
        assert (await closed(client))[0] == 4429
    async with at(address) as client:
        await client.send(json.dumps(subscribe("1", "{ __typename }")))
        assert await closed(client) == (4401, "Unauthorized")
    async with greeted(address) as client:
        for _ in range(2):
            await client.send(json.dumps(subscribe("ж" * 128, CHANGES)))
        code, reason = await closed(client)
        assert code == 4409 and reason.startswith("Subscriber for ж")
    for spoken in ((LEGACY,), (Subprotocol("x"), LEGACY)):
        async with at(address, *spoken) as client:
            assert client.subprotocol is None and (await closed(client))[0] == 4406
    monkeypatch.setattr(sockets, "INIT_PATIENCE", 0.2)
    async with at(address) as client:
        assert (await closed(client))[0] == 4408


async def test_frames_that_are_too_large_or_no_text_close_as_websockets_do(address: str) -> None:
    async with greeted(address) as client:
        await client.send("x" * ((1 << 15) + 1))
        assert (await closed(client))[0] == 1009
    async with greeted(address) as client:
        await client.send(iter(["x" * 9_000] * 5))  # in fragments
        assert (await closed(client))[0] == 1009
    async with greeted(address) as client:
        await client.send(b'{"type": "\xff"}', text=True)
        assert (await closed(client))[0] == 1007
    async with greeted(address, compression="deflate") as client:
        assert client.protocol.extensions == []  # nothing small becomes large


@pytest.mark.parametrize(("origin", "welcome"), [(None, True), ("{}", True), ("https://friend.example", True), ("https://foe.example", False), ("null", False)])
async def test_pages_of_other_origins_are_shut_out(filled: Place, settings: Settings, ontology: Ontology, origin: str | None, welcome: bool) -> None:
    friendly = settings.model_copy(update={"cors_origins": ("https://friend.example",)})
    async with serving(create_app(friendly, filled, ontology), friendly) as address:
        given = origin.format(address) if origin else None
        if welcome:
            async with greeted(address, origin=given):
                pass
            return
        with pytest.raises(InvalidStatus) as caught:
            async with at(address, origin=given):
                pass
        assert caught.value.response.status_code == 403
        assert json.loads(caught.value.response.body or b"")["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_there_are_no_more_than_the_settings_allow(filled: Place, settings: Settings, ontology: Ontology) -> None:
    few = settings.model_copy(update={"subscriptions": 3, "subscriptions_each": 2})
    async with serving(create_app(few, filled, ontology), few) as address, greeted(address) as client, greeted(address) as other:
        for name in ("1", "2"):
            await client.send(json.dumps(subscribe(name, CHANGES)))
        refused = await tell(client, subscribe("3", CHANGES))
        assert (refused["id"], refused["payload"][0]["extensions"]["code"]) == ("3", "SUBSCRIPTIONS_FULL")
        await other.send(json.dumps(subscribe("1", CHANGES)))
        refused = await tell(other, subscribe("2", CHANGES))
        assert "this server has 3" in refused["payload"][0]["message"]
        async with httpx.AsyncClient() as http:
            answer = await http.post(f"{address}/graphql", json={"query": CHANGES}, headers={"accept": "text/event-stream"})
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (503, "SUBSCRIPTIONS_FULL")
        assert int(answer.headers["retry-after"]) > 0
        await client.send(json.dumps({"id": "1", "type": "complete"}))
        await asyncio.sleep(0.1)
        await other.send(json.dumps(subscribe("2", CHANGES)))
        assert await tell(other, {"type": "ping"}) == {"type": "pong"}
        async with greeted(address):
            with pytest.raises(InvalidStatus) as caught:
                async with at(address):
                    pass
        assert caught.value.response.status_code == 503


async def test_while_one_floods_another_is_answered(address: str) -> None:
    ping, again = json.dumps({"type": "ping"}), [json.dumps(subscribe("1", CHANGES)), json.dumps({"id": "1", "type": "complete"})]

    async def flood() -> None:
        async with greeted(address) as client:
            reading = asyncio.create_task(closed(client))
            for _ in range(30):
                for message in [*[ping] * 100, *again * 20]:
                    await client.send(message)
            await client.close()
            await asyncio.gather(reading, return_exceptions=True)

    flooding, slowest = asyncio.create_task(flood()), 0.0
    async with httpx.AsyncClient() as http:
        while not flooding.done():
            began = time.perf_counter()
            assert (await http.post(f"{address}/graphql", json={"query": "{ __typename }"})).status_code == 200
            slowest = max(slowest, time.perf_counter() - began)
    await flooding
    assert slowest < 1  # client and server share this process


async def test_who_leaves_in_the_middle_is_no_fault(address: str) -> None:
    for _ in range(5):
        async with at(address) as client:
            await client.send(json.dumps(INIT))
            for number in range(20):
                await client.send(
                    json.dumps(subscribe(str(number), "{ resources(first: 100) { nodes { id } } }" if number % 2 else CHANGES, variables={"since": 0}))
                )
            await client.send(json.dumps({"type": "ping"}))
            await asyncio.sleep(0.01)
            client.transport.abort()


async def test_who_does_not_read_or_answer_is_dropped(app: Starlette, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PING", 0.4)
    backend: Backend = app.state.backend
    async with serving(app, settings) as address:
        for number in range(20):
            await change(address, f"x{number}")
        host, port = address.removeprefix("http://").split(":")
        deaf = socket.create_connection((host, int(port)))
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.sendall(
            f"GET /graphql HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: {SPOKEN}\r\n\r\n".encode()
        )
        await asyncio.sleep(0.2)
        for message in (INIT, *(subscribe(str(number), CHANGES, variables={"since": 0}) for number in range(20))):
            deaf.sendall(_masked(json.dumps(message).encode()))
        await until(lambda: backend.feed.number == 20)
        await until(lambda: backend.sockets == backend.feed.number == 0)
        deaf.close()
        async with at(address) as client:
            await client.send(json.dumps(INIT))
            client.transport.abort()
        await until(lambda: backend.sockets == 0)


def _masked(text: bytes) -> bytes:
    """A frame of text as clients send it, masked with zeros."""
    return b"\x81" + (bytes([0x80 | len(text)]) if len(text) < 126 else b"\xfe" + len(text).to_bytes(2, "big")) + bytes(4) + text


async def test_a_stop_tells_all_to_come_again(app: Starlette, settings: Settings) -> None:
    async with serving(app, settings) as address:
        client = await at(address)
        assert await tell(client, INIT) == {"type": "connection_ack"}
        await client.send(json.dumps(subscribe("1", CHANGES)))
        await asyncio.sleep(0.3)
        began = time.monotonic()
    assert time.monotonic() - began < 3
    assert (await closed(client))[0] == 1012
