"""Somebody who attacks, and what users notice of it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from benchmarks.jobs import percentile
from benchmarks.servers import HOST, Server

CLIENTS = 4
PAUSE = 0.01
"""Seconds between two requests of a user."""


def request_of(path: str, body: bytes, kind: str) -> bytes:
    """Return a request as it goes over the wire, after whose answer the connection is closed."""
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


@asynccontextmanager
async def attacked(server: Server, requests: Iterator[bytes]) -> AsyncIterator[None]:
    """Let several clients of another address send requests, each one after the other."""
    several = [asyncio.create_task(_attack(server, requests)) for _ in range(CLIENTS)]
    await asyncio.sleep(0.2)
    try:
        yield
    finally:
        for one in several:
            one.cancel()
        await asyncio.gather(*several, return_exceptions=True)


async def _attack(server: Server, requests: Iterator[bytes]) -> None:
    for request in requests:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection(HOST, server.port, local_addr=("127.0.0.2", 0), limit=1 << 24)
            writer.write(request)
            try:
                await reader.read()
            finally:
                writer.close()


async def p99s(seconds: float, users: Sequence[Callable[[], Any]]) -> list[float]:
    """Return the 99th percentile, in ms, that each of some users sees who send one request after the other."""

    async def of(send: Callable[[], Any]) -> float:
        taken, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            began = time.perf_counter()
            await asyncio.to_thread(send)
            taken.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(PAUSE)
        return percentile(sorted(taken), 0.99)

    return await asyncio.gather(*map(of, users))
