"""Server-sent events: what is asked with `Accept: text/event-stream`, one connection for each operation (graphql-sse, "distinct connections").

`next` carries a GraphQL response, and the graph's version as its id; `complete` ends an operation. A browser that lost the connection sends the last id
with its next request, and is given what came after.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

from starlette.requests import Request
from starlette.responses import Response

from api.answering import Stream
from api.backend import Backend
from api.refusals import NoGraphQL
from graph.engine import Asked, errors_of, to_json
from graph.following import Followed
from schema.errors import ClaimgraphError, SubscriptionsFull

EVENTS = "text/event-stream"
HEARTBEAT = 15.0
"""Seconds without an event after which a comment is sent: it keeps proxies from closing the connection, and shows when a client is gone."""
BEAT = b":\n\n"
COMPLETE = b"event: complete\ndata:\n\n"
_HEADERS = {"Content-Type": f"{EVENTS}; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no", "Vary": "Accept"}


async def events(request: Request, asked: Asked) -> Response:
    """Answer an operation by events; what is wrong with it is an event too, but for a server that can take nothing more."""
    backend: Backend = request.app.state.backend
    try:
        wanted = await backend.followed(asked)
    except ClaimgraphError as error:
        if error.http_status == SubscriptionsFull.http_status:
            raise
        return Response(_refused(error), headers=_HEADERS)
    if wanted is None:
        return Response(_next((await backend.answer(asked)).body) + COMPLETE, headers=_HEADERS)
    if backend.feed.full:
        raise SubscriptionsFull(backend.feed.too_many)
    return Stream(_beating(_several(request, wanted, _last_event(request))), headers=_HEADERS)


def _last_event(request: Request) -> int | None:
    given = request.headers.get("last-event-id", "")
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) <= 18):
        raise NoGraphQL(f"Last-Event-ID is {given[:40]!r}: it must be a version of the graph")
    return int(given)


def _next(body: bytes, version: int | None = None) -> bytes:
    return (b"" if version is None else b"id: %d\n" % version) + b"event: next\ndata: " + body + b"\n\n"


def _refused(error: ClaimgraphError) -> bytes:
    return _next(to_json({"errors": errors_of(error)})) + COMPLETE


async def _several(request: Request, wanted: Followed, after: int | None) -> AsyncGenerator[bytes]:
    """Changes, as long as the client's token holds; without `complete` where the server is stopping: the client shall come again."""
    backend: Backend = request.app.state.backend
    try:
        async with aclosing(backend.follow(wanted, after)) as changes:
            async for version, body in changes:
                await request.app.state.doorkeeper.actor(request.headers.get("authorization"))
                yield _next(body, version)
    except ClaimgraphError as error:
        yield _refused(error)


async def _beating(stream: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    """The stream, begun at once, with a comment whenever it is silent for long."""
    yield BEAT
    coming: asyncio.Task[bytes] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(anext(stream))
            if not (await asyncio.wait((coming,), timeout=HEARTBEAT))[0]:
                yield BEAT
                continue
            with suppress(StopAsyncIteration):
                event, coming = coming.result(), None
                yield event
                continue
            return
    finally:
        if coming:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
        await stream.aclose()
