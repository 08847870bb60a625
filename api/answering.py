"""Answers that a client may keep: what they depend on, whether it has them already, and whether they travel compressed."""

import asyncio
import zlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from hashlib import sha256

from anyio import CancelScope
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Send

from api import media

SMALLEST = 1_400
"""Bytes below which an answer is not compressed: it travels as one packet either way."""
LARGE = 1 << 17
"""Bytes from which on an answer is compressed beside other requests."""
_FAST = 1
"""zlib's level: on answers in JSON, level 6 takes several times the processor for a tenth less."""


class Stream(StreamingResponse):
    """An answer in pieces. When the client goes away, what makes them is closed at once and in order, not whenever it is collected."""

    body_iterator: AsyncGenerator[bytes]

    async def stream_response(self, send: Send) -> None:
        """Send the pieces; close what makes them however this ends."""
        try:
            await super().stream_response(send)
        finally:
            with CancelScope(shield=True):
                await self.body_iterator.aclose()


def etag(*parts: object) -> str:
    """Return the ETag of what is the same as long as all parts are."""
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def is_kept(request: Request, tag: str) -> bool:
    """Whether the client has what has this ETag."""
    given = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return bool(given & {tag, "*"})


def takes_gzip(request: Request) -> bool:
    """Whether the client takes gzip."""
    return media.quality(media.header(request, "accept-encoding"), "gzip") > 0


async def gzipped(pieces: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    """Yield pieces compressed, each as soon as it is there."""
    packer = zlib.compressobj(6, wbits=31)
    async with aclosing(pieces):
        async for piece in pieces:
            yield packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()


async def packed(body: bytes) -> bytes:
    """Return an answer compressed."""
    return _pack(body) if len(body) < LARGE else await asyncio.to_thread(_pack, body)


def _pack(body: bytes) -> bytes:
    return zlib.compress(body, _FAST, wbits=31)
