"""The processes that evaluate queries: how many at once, how many wait, how long each may take, and that no client has them all."""

import asyncio
import json
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from graph.sparql.worker import message
from schema.errors import SparqlBusy, SparqlError, SparqlExhausted, SparqlFormRefused, SparqlRefused, SparqlSyntax, SparqlTimeout, SparqlTooDeep, SparqlTooLarge

FAULTS = {kind.code: kind for kind in (SparqlError, SparqlFormRefused, SparqlRefused, SparqlSyntax, SparqlTooDeep, SparqlTooLarge)}
"""What a worker finds at fault, by its code."""


@dataclass(frozen=True)
class Bounds:
    """What queries may take: seconds, rows and bytes of an answer, bytes of memory; `workers` processes, `queue` queries that wait for one, `patience` seconds.

    `held` is how many bytes of memory the graph itself may take, for those that are answered at once (`graph.sparql.quick`)."""

    seconds: float = 30.0
    rows: int = 100_000
    answer: int = 64 << 20
    memory: int = 1 << 30
    workers: int = 2
    queue: int = 32
    patience: float = 10.0
    held: int = 0


class StoreLost(Exception):
    """A worker could not read the mirror."""


class Workers:
    """Processes of `graph.sparql.worker`, started when they are needed."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._idle: list[asyncio.subprocess.Process] = []
        self._running = asyncio.Semaphore(bounds.workers)
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(max(bounds.workers - 1, 1)))
        self._waiting: Counter[str] = Counter()
        self._present: Counter[str] = Counter()

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return self._waiting.total()

    @property
    def running(self) -> int:
        """How many run."""
        return self._present.total() - self.waiting

    async def ask(self, client: str, question: Mapping[str, Any]) -> dict[str, Any]:
        """Return a worker's answer; raises SparqlError, StoreLost. Whoever gives up waiting ends the work."""
        async with self._turn(client):
            process = self._idle.pop() if self._idle else await start(self.bounds.memory)
            try:
                answer = await self._asked(process, question)
            except BaseException:
                await end(process)
                raise
            self._idle.append(process)
        return checked(answer)

    async def close(self) -> None:
        """End all that have nothing to do; what is asked is to be cancelled before."""
        for process in self._idle:
            await end(process)
        self._idle.clear()

    async def _asked(self, process: asyncio.subprocess.Process, question: Mapping[str, Any]) -> dict[str, Any]:
        try:
            async with asyncio.timeout(self.bounds.seconds):
                return await exchange(process, question)
        except TimeoutError:
            raise SparqlTimeout(f"the query took longer than {self.bounds.seconds:g} s, the limit") from None
        except (EOFError, ConnectionError):
            least = self.bounds.memory >> 20
            raise SparqlExhausted(f"the query needed more than {least:,} MiB of memory, the limit, or nests too deep; its process ended") from None

    @asynccontextmanager
    async def _turn(self, client: str) -> AsyncIterator[None]:
        """Wait until there is a worker, and fewer queries of this client than workers."""
        if self._waiting.total() >= self.bounds.queue or self._waiting[client] >= max(self.bounds.queue // 2, 1):
            raise SparqlBusy(f"{self._waiting.total()} queries wait already, {self._waiting[client]} of them yours: try again later")
        own = self._turns[client]
        self._waiting[client] += 1
        self._present[client] += 1
        try:
            try:
                async with asyncio.timeout(self.bounds.patience):
                    await own.acquire()
                    try:
                        await self._running.acquire()
                    except BaseException:
                        own.release()
                        raise
            except TimeoutError:
                raise SparqlBusy(f"no worker was free for {self.bounds.patience:g} s: try again later") from None
            finally:
                self._waiting[client] -= 1
            try:
                yield
            finally:
                self._running.release()
                own.release()
        finally:
            self._present[client] -= 1
            if not self._present[client]:
                del self._turns[client], self._present[client], self._waiting[client]


async def start(memory: int) -> asyncio.subprocess.Process:
    """Start a worker that may have so many bytes of memory."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "graph.sparql.worker",
        str(memory),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


def checked(answer: dict[str, Any]) -> dict[str, Any]:
    """Return a worker's answer; raise what it found at fault."""
    if fault := answer.get("fault"):
        raise FAULTS.get(fault, StoreLost)(answer["message"])
    return answer


async def exchange(process: asyncio.subprocess.Process, question: Mapping[str, Any]) -> dict[str, Any]:
    """Send a message and return the one that comes back; raises EOFError or ConnectionError where the process ends."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(message(question))
    await process.stdin.drain()
    (length,) = struct.unpack(">I", await process.stdout.readexactly(4))
    answer: dict[str, Any] = json.loads(await process.stdout.readexactly(length))
    return answer


async def end(process: asyncio.subprocess.Process) -> None:
    """End a process at once."""
    with suppress(ProcessLookupError):
        process.kill()
    await asyncio.shield(process.wait())
