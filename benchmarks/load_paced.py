"""A load generator that keeps a pace: each request has its time, whatever became of the one before, over connections that are made anew when they are lost.

A job: {"host", "port", "requests": [{"path", "body"}], "concurrency", "rate", "seconds"}. The result has one row for each second: how many requests got
which status (0: no answer), and the milliseconds of all of them from when they were due. A request that is due while all connections are busy waits, and
that counts.
"""

import asyncio
import time
from collections import Counter
from contextlib import suppress
from itertools import count
from typing import Any

from benchmarks.jobs import serve
from benchmarks.load_http import packed, whole

PATIENCE = 30.0
"""Seconds after which an answer is not waited for any more."""


async def measure(job: dict[str, Any]) -> dict[str, Any]:
    """Do one job."""
    requests = [packed(job["host"], request) for request in job["requests"]]
    began, numbers = time.perf_counter(), count()
    statuses = [Counter[int]() for _ in range(int(job["seconds"]) + 1)]
    latencies: list[list[float]] = [[] for _ in statuses]

    async def lane() -> None:
        connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        for number in numbers:
            due = began + number / job["rate"]
            if due - began >= job["seconds"]:
                break
            await asyncio.sleep(max(due - time.perf_counter(), 0))
            status = 0
            with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    connection = connection or await asyncio.open_connection(job["host"], job["port"])
                    status = await _ask(*connection, requests[number % len(requests)])
            if not status and connection:
                connection[1].close()
                connection = None
            second = int(due - began)
            statuses[second][status] += 1
            latencies[second].append((time.perf_counter() - due) * 1000)
        if connection:
            connection[1].close()

    await asyncio.gather(*(lane() for _ in range(job["concurrency"])))
    return {"statuses": [{str(status): number for status, number in row.items()} for row in statuses], "latencies": latencies}


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> int:
    """Return the status of the answer; raises IncompleteReadError where there is none."""
    writer.write(request)
    received = bytearray()
    while whole(received) is None:
        piece = await reader.read(1 << 16)
        if not piece:
            raise asyncio.IncompleteReadError(bytes(received), None)
        received += piece
    return int(received[9:12])


if __name__ == "__main__":
    asyncio.run(serve(measure))
