"""The load generator: HTTP/1.1 over kept connections, one request after the other on each, in a process apart from the servers.

A job: {"host", "port", "requests": [{"path", "body"}], "concurrency", "seconds"}; the requests are sent in turn until the time is over, or each once
if there is no "seconds". An answer is wrong if its status is not 200 or its length is not that of the first answer to the same request.
"""

import asyncio
import math
import time
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from benchmarks.jobs import serve

Request = tuple[int, bytes]


class Client(asyncio.Protocol):
    """One connection: sends the next request as soon as the last one is answered, until the deadline or the last request."""

    def __init__(self, turn: Iterator[Request], deadline: float, lengths: dict[int, int], latencies: list[float]) -> None:
        self._turn, self._deadline, self._lengths, self._latencies = turn, deadline, lengths, latencies
        self.wrong = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._received = bytearray()
        self._number, self._began = 0, 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        """Count what was not answered as wrong."""
        if not self.done.done():
            self.wrong += 1
            self.done.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer."""
        self._received += data
        length = whole(self._received)
        if length is None:
            return
        now = time.perf_counter()
        self._latencies.append((now - self._began) * 1000)
        if not self._received.startswith(b"HTTP/1.1 200") or self._lengths.setdefault(self._number, length) != length:
            self.wrong += 1
        self._received.clear()
        if now < self._deadline:
            self._send()
        else:
            self._end()

    def _send(self) -> None:
        following = next(self._turn, None)
        if following is None:
            self._end()
            return
        self._number, request = following
        self._began = time.perf_counter()
        self._transport.write(request)

    def _end(self) -> None:
        self.done.set_result(None)
        self._transport.close()


def whole(received: bytearray) -> int | None:
    """Return the length of the body once an answer has arrived whole; for chunked ones, that of the chunks with their frames."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head, arrived = received[:end].lower(), len(received) - end - 4
    at = head.find(b"content-length:")
    if at >= 0:
        expected = int(head[at + 15 :].split(b"\r\n", 1)[0])
        return expected if arrived >= expected else None
    return arrived if received.endswith(b"0\r\n\r\n") else None


def packed(host: str, request: dict[str, Any]) -> bytes:
    """Return a request as it goes over the wire."""
    body = str(request["body"]).encode()
    headers = f"Host: {host}\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: {len(body)}"
    return f"POST {request['path']} HTTP/1.1\r\n{headers}\r\n\r\n".encode() + body


async def measure(job: dict[str, Any]) -> dict[str, Any]:
    """Do one job."""
    once = list(enumerate(packed(job["host"], request) for request in job["requests"]))
    turn = cycle(once) if "seconds" in job else iter(once)
    latencies: list[float] = []
    lengths: dict[int, int] = {}
    loop, cpu, began = asyncio.get_running_loop(), time.process_time(), time.perf_counter()
    deadline = began + job.get("seconds", math.inf)
    clients = [
        (await loop.create_connection(lambda: Client(turn, deadline, lengths, latencies), job["host"], job["port"]))[1] for _ in range(job["concurrency"])
    ]
    await asyncio.gather(*(client.done for client in clients))
    wrong = sum(client.wrong for client in clients)
    return {"latencies": latencies, "wrong": wrong, "seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}


if __name__ == "__main__":
    asyncio.run(serve(measure))
