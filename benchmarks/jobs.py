"""Work done in processes of its own: one JSON job per line comes in, one JSON result per line goes out."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson

Handler = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]
LINE = 1 << 30
"""The longest line, in bytes."""


@dataclass(frozen=True)
class Run:
    """What one measurement gave: latencies in milliseconds of all answers, how many were wrong, wall time and the worker's own CPU in seconds."""

    latencies: list[float]
    wrong: int
    seconds: float
    cpu: float


async def serve(handler: Handler) -> None:
    """Answer jobs until standard input ends."""
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.buffer.readline):
        sys.stdout.buffer.write(orjson.dumps(await handler(orjson.loads(line))) + b"\n")
        sys.stdout.buffer.flush()


class Worker:
    """A process that does jobs, one after the other."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    @asynccontextmanager
    async def started(cls, module: str, *arguments: str, password: str = "") -> AsyncIterator["Worker"]:
        """Start `python -m module`, with Neo4j's password in its environment, and end it afterwards."""
        pipe, variables = asyncio.subprocess.PIPE, {**os.environ, "NEO4J_PASSWORD": password}
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, *arguments, stdin=pipe, stdout=pipe, limit=LINE, env=variables)
        try:
            yield cls(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            await process.wait()

    async def do(self, job: dict[str, Any]) -> dict[str, Any]:
        """Have one job done; raises RuntimeError if the process ended."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a worker has no pipes")
        self._process.stdin.write(orjson.dumps(job) + b"\n")
        await self._process.stdin.drain()
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("a worker ended before its job was done; its error is above")
        found: dict[str, Any] = orjson.loads(line)
        return found

    async def run(self, job: dict[str, Any]) -> Run:
        """Have one measurement done."""
        return Run(**await self.do(job))


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the smallest of the ordered values below which `share` of them lie (nearest rank); 0 for none.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    return ordered[max(round(share * len(ordered) + 0.5) - 1, 0)] if ordered else 0.0
