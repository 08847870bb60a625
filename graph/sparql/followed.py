"""The keeper's process as its parent sees it: started when it is needed, started again when it ended, asked for a version and waited for."""

import asyncio
import json
import struct
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog

from graph.passing import packed
from graph.sparql.keeper import Task
from schema.errors import MirrorBuilding

AGAIN = 1.0
"""Seconds before a process that ended is started again."""
RENEWAL = 60.0
"""Seconds between two mirrors that are built anew because of damage."""
log = structlog.get_logger("claimgraph")


@dataclass(frozen=True)
class Copy:
    """A copy of the mirror that may be read: of which graph (by its log) and of which version."""

    log: str
    version: int
    path: str


class Keeping:
    """The keeper of one application's mirror; `copy` is the newest one, None while there is none."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._running: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._news = asyncio.Condition()
        self._renewed = -RENEWAL
        self.copy: Copy | None = None
        self.doing = "the mirror is being opened"

    async def at_least(self, graph: str, version: int, patience: float) -> Copy:
        """Return a copy of a graph that holds a version, or after `patience` seconds the newest there is; raises MirrorBuilding if there is none."""
        if self._running is None:
            self._running = asyncio.create_task(self._keep_running())
        with suppress(TimeoutError):
            async with asyncio.timeout(patience), self._news:
                while self.copy is None or self.copy.log != graph or self.copy.version < version:
                    self._wish(b"follow\n")
                    await self._news.wait()
        if self.copy is None or self.copy.log != graph:
            raise MirrorBuilding(f"SPARQL cannot be answered yet: {self.doing}")
        return self.copy

    def renew(self, copy: Copy) -> None:
        """Have the mirror built anew, since a copy could not be read; not again for a while."""
        if self.copy == copy and time.monotonic() > self._renewed + RENEWAL:
            self._renewed = time.monotonic()
            log.warning("the mirror is damaged and is built anew", version=copy.version)
            self.copy, self.doing = None, "the mirror is being built anew"
            self._wish(b"anew\n")

    async def close(self) -> None:
        """End the process."""
        if self._running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    def _wish(self, line: bytes) -> None:
        if self._process and self._process.stdin and not self._process.stdin.is_closing():
            self._process.stdin.write(line)

    async def _keep_running(self) -> None:
        while True:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "graph.sparql.keeper", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
            )
            faults = asyncio.create_task(_last_line(process.stderr))
            try:
                await self._listen(process)
            finally:
                self._process = None
                with suppress(ProcessLookupError):
                    process.kill()
                await asyncio.shield(process.wait())
            log.warning("the mirror's process ended and is started again", reason=await faults)
            await asyncio.sleep(AGAIN)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin
        assert process.stdout
        body = packed(self._task)
        process.stdin.write(struct.pack(">I", len(body)) + body)
        self._process = process
        while line := await process.stdout.readline():
            async with self._news:
                self._take(json.loads(line))
                self._news.notify_all()

    def _take(self, told: Mapping[str, Any]) -> None:
        match told:
            case {"at": int(version), "log": str(log_id), "path": str(path)}:
                self.copy = Copy(log_id, version, path)
            case {"gone": True}:
                self.copy = None
            case {"building": int(number)}:
                self.doing = f"the mirror is being built, {number:,} resources so far"
            case {"waiting": str(reason)}:
                self.doing = reason


async def _last_line(stream: asyncio.StreamReader | None) -> str:
    """The last line that a process wrote to its standard error."""
    last = b""
    while stream and (line := await stream.readline()):
        last = line.strip() or last
    return last.decode(errors="replace")[:500]
