"""GraphQL over WebSocket by the sub-protocol graphql-transport-ws; its legacy predecessor `graphql-ws` is not spoken.

A socket belongs to our own pages, to those of CLAIMGRAPH_CORS_ORIGINS, or to a program, which names no origin: a browser lets any page open one.
What is no message of the protocol closes the socket with one of its codes. One message after the other is taken; each operation runs beside them.
"""

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import orjson
import structlog
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from api.auth import Doorkeeper
from api.backend import Backend
from api.body import asked_of, parse_json
from api.refusals import ServerStopping
from api.responses import error_body
from graph.actors import Actor
from graph.engine import Asked, errors_of
from graph.following import Followed
from schema.errors import BadRequest, ClaimgraphError, StoreError, SubscriptionsFull, Unauthenticated

PROTOCOL = "graphql-transport-ws"
INIT_PATIENCE = 5.0
"""Seconds within which `connection_init` must come."""
GONE = (WebSocketDisconnect, WebSocketDisconnected)
"""Raised for a client that is there no longer: by the first who meets it, and by those after."""
AT_ONCE = 4
"""Queries and mutations of one socket that are answered at once: each makes others wait while it is compiled."""
LONGEST_ID = 128
_LONGEST_REASON = 120
"""Bytes; a close frame has room for 123."""
log = structlog.get_logger("claimgraph")


class Closing(Exception):
    """The socket is to be closed with a code of the protocol."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason.encode()[:_LONGEST_REASON].decode(errors="ignore")


async def socket(websocket: WebSocket) -> None:
    """Serve one socket."""
    backend: Backend = websocket.app.state.backend
    if not _is_welcome(websocket, backend.settings.cors_origins):
        await _refuse(websocket, 403, "pages of this origin may not open a socket (CLAIMGRAPH_CORS_ORIGINS)", "FORBIDDEN")
    elif backend.stopping:
        await _refuse(websocket, 503, "the server is stopping", ServerStopping.code)
    elif backend.sockets >= backend.settings.subscriptions:
        await _refuse(websocket, 503, f"this server has {backend.sockets} sockets already: try again later", SubscriptionsFull.code)
    else:
        backend.sockets += 1
        try:
            await Connection(websocket, backend).serve()
        finally:
            backend.sockets -= 1


def _is_welcome(websocket: WebSocket, origins: tuple[str, ...]) -> bool:
    """Whether a socket comes from no page, from one of ours, or from one of these origins."""
    origin = websocket.headers.get("origin")
    if origin is None or "*" in origins or origin in origins:
        return True
    with suppress(ValueError):
        return urlsplit(origin).netloc == websocket.headers.get("host", "")
    return False


async def _refuse(websocket: WebSocket, status: int, message: str, code: str) -> None:
    await websocket.send_denial_response(Response(error_body(message, code), status, {"Content-Type": "application/json; charset=utf-8"}))


class Connection:
    """One socket with its operations, by their ids: subscriptions, and what is `asking` once."""

    def __init__(self, websocket: WebSocket, backend: Backend) -> None:
        self._socket, self._backend = websocket, backend
        self._doorkeeper: Doorkeeper = websocket.app.state.doorkeeper
        self._authorization = websocket.headers.get("authorization")
        self._running: dict[str, asyncio.Task[None]] = {}
        self._asking: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def serve(self) -> None:
        """Take messages until one side closes."""
        spoken = PROTOCOL in self._socket.scope["subprotocols"]
        await self._socket.accept(PROTOCOL if spoken else None)
        try:
            if not spoken:
                raise Closing(4406, f"the sub-protocol must be {PROTOCOL}")
            await self._greet()
            while True:
                await self._take(await self._message())
        except Closing as closing:
            with suppress(*GONE):
                await self._socket.close(closing.code, closing.reason)
        except GONE:
            pass
        finally:
            tasks = {*self._running.values(), *self._asking}
            self._running.clear()
            for task in tasks:
                self._end(task)
            await asyncio.gather(*tasks, return_exceptions=True)

    def _end(self, task: asyncio.Task[None] | None) -> None:
        """End an operation; what was asked of Neo4j once is let go on to its end, and keeps its place until then."""
        if task and task not in self._asking:
            task.cancel()

    async def _greet(self) -> None:
        """Take `connection_init`; a ping may come before it."""
        try:
            async with asyncio.timeout(INIT_PATIENCE):
                while (message := await self._message())["type"] in ("ping", "pong"):
                    await self._take(message)
        except TimeoutError:
            raise Closing(4408, "Connection initialisation timeout") from None
        if message["type"] != "connection_init":
            raise Closing(4401, "Unauthorized")
        if not isinstance(payload := message.get("payload"), dict | None):
            raise Closing(4400, "'payload' must be an object or null")
        if isinstance(given := (payload or {}).get("Authorization"), str):
            self._authorization = given
        await self._actor()
        await self._send({"type": "connection_ack"})

    async def _actor(self) -> Actor:
        """Who asks, as long as their token holds."""
        try:
            return await self._doorkeeper.actor(self._authorization)
        except Unauthenticated as error:
            raise Closing(4403, error.message) from None
        except (StoreError, ServerStopping) as error:
            raise Closing(1013, error.message) from None

    async def _message(self) -> Mapping[str, Any]:
        """Return the next message; others have their turn before, however many there are."""
        await asyncio.sleep(0)
        received = await self._socket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1005))
        if (text := received.get("text")) is None:
            raise Closing(4400, "messages are text, not binary")
        try:
            message = parse_json(text.encode(), "the message")
        except BadRequest as error:
            raise Closing(4400, error.message) from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Closing(4400, "a message is a JSON object with a 'type'")
        return message

    async def _take(self, message: Mapping[str, Any]) -> None:
        match message["type"]:
            case "ping" | "pong" | "connection_init" if not isinstance(message.get("payload"), dict | None):
                raise Closing(4400, "'payload' must be an object or null")
            case "ping":
                await self._send({"type": "pong"} | ({"payload": message["payload"]} if "payload" in message else {}))
            case "pong":
                pass
            case "connection_init":
                raise Closing(4429, "Too many initialisation requests")
            case "subscribe":
                await self._subscribe(_id(message), message.get("payload"))
            case "complete":
                self._end(self._running.pop(_id(message), None))
            case other:
                raise Closing(4400, f"there is no message of the type {other[:40]!r}")

    async def _subscribe(self, name: str, payload: Any) -> None:
        if name in self._running:
            raise Closing(4409, f"Subscriber for {name} already exists")
        try:
            asked = replace(asked_of(payload), actor=await self._actor())
        except BadRequest as error:
            raise Closing(4400, error.message) from None
        try:
            if len({*self._running.values(), *self._asking}) >= (most := self._backend.settings.subscriptions_each):
                raise SubscriptionsFull(f"this connection has {most} operations already: complete one, or open another")
            if asked.hash or self._backend.settings.trusted_only:
                asked = await self._backend.resolved(asked)
            wanted = await self._backend.followed(asked)
        except ClaimgraphError as error:
            await self._fail(name, errors_of(error))
            return
        task = self._running[name] = asyncio.create_task(self._operate(name, self._follow(name, wanted) if wanted else self._ask(name, asked)))
        if not wanted:
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _operate(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        with suppress(*GONE):
            try:
                await work
            except ClaimgraphError as error:
                if self._is_wanted(name):
                    await self._fail(name, errors_of(error))
            except Closing as closing:
                await self._socket.close(closing.code, closing.reason)
            except GONE:
                raise
            except Exception:
                log.exception("unexpected fault")
                if self._is_wanted(name):
                    await self._fail(name, [{"message": "an unexpected fault of the server; its log tells more", "extensions": {"code": "INTERNAL_ERROR"}}])

    def _is_wanted(self, name: str) -> bool:
        """Whether the operation that runs here has not been completed by the client."""
        return self._running.get(name) is asyncio.current_task()

    async def _follow(self, name: str, wanted: Followed) -> None:
        """Send all changes; where the server is stopping, without an end: the client shall come again."""
        async with aclosing(self._backend.follow(wanted)) as changes:
            async for _, body in changes:
                await self._actor()
                await self._next(name, body)

    async def _ask(self, name: str, asked: Asked) -> None:
        """Send the one answer, if it is still wanted."""
        async with self._turn:
            answer = await self._backend.answer(asked)
        if not self._is_wanted(name):
            return
        if answer.status != 200:
            await self._fail(name, orjson.loads(answer.body)["errors"])
            return
        await self._next(name, answer.body)
        self._running.pop(name, None)
        await self._send({"id": name, "type": "complete"})

    async def _fail(self, name: str, errors: list[Any]) -> None:
        self._running.pop(name, None)
        await self._send({"id": name, "type": "error", "payload": errors})

    async def _next(self, name: str, body: bytes) -> None:
        await self._socket.send_text(f'{{"id":{orjson.dumps(name).decode()},"type":"next","payload":{body.decode()}}}')

    async def _send(self, message: Mapping[str, Any]) -> None:
        await self._socket.send_text(orjson.dumps(message).decode())


def _id(message: Mapping[str, Any]) -> str:
    name = message.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_ID:
        raise Closing(4400, f"'id' must be a string of 1 to {LONGEST_ID} characters")
    return name
