"""A worker that has the whole graph in memory, for what it can answer at once: in memory a join takes a fourth of the time that it takes on disk.

It is a chance and no more. Where it is not at hand, or a query takes longer than it may here, those workers are asked that read from disk; so nothing is refused on
its account, and no query waits longer than SECONDS for it. (What takes long is often faster from disk: in memory Oxigraph has lists by subject, by predicate
and by object, and no index of two of them together.) It comes from copy to copy by patches.
"""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph.sparql.worker import AHEAD, BEHIND, LOST
from graph.sparql.workers import Bounds, StoreLost, checked, end, exchange, start

SECONDS = 1.0
"""Seconds that a query may take here."""
LOADING = 60.0
"""Seconds that it may take to load the graph."""
REST = 10
"""It is not loaded anew before so many times of what the last loading took."""
SIZE_OF_DISK = 4
"""How much larger a store is in memory than on disk."""
REMEMBERED, MEMORY = 600.0, 1_000
"""Seconds for which a query is not tried again that took too much; and how many are remembered."""


class Quick:
    """The worker; started by the first question."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._process: asyncio.subprocess.Process | None = None
        self._loading: asyncio.Task[None] | None = None
        self._busy = asyncio.Lock()
        self._next = 0.0
        self._slow: dict[int, float] = {}

    @property
    def running(self) -> int:
        """How many queries run."""
        return int(self._busy.locked())

    @property
    def loaded(self) -> bool:
        """Whether it can be asked."""
        return self._process is not None

    async def ask(self, question: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return its answer, None if the others are to be asked; raises SparqlError. Whoever gives up waiting ends the work."""
        key = hash((question["query"], str(question["default"]), str(question["named"])))
        if self._process is None:
            self._load(question["path"])
        if self._process is None or self._busy.locked() or self._slow.get(key, 0.0) > time.monotonic():
            return None
        async with self._busy:
            try:
                async with asyncio.timeout(SECONDS):
                    answer = await exchange(self._process, question)
            except BaseException as error:
                await self._end()
                if not isinstance(error, TimeoutError | EOFError | ConnectionError):
                    raise
                self._remember(key)
                return None
            if answer.get("fault") in (BEHIND, LOST):
                await self._end()
        return None if answer.get("fault") in (AHEAD, BEHIND, LOST) else checked(answer)

    async def close(self) -> None:
        """End it."""
        if self._loading:
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)
        await self._end()

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            await end(process)

    def _remember(self, key: int) -> None:
        self._slow.pop(key, None)
        self._slow[key] = time.monotonic() + REMEMBERED
        if len(self._slow) > MEMORY:
            del self._slow[next(iter(self._slow))]

    def _load(self, path: str) -> None:
        idle = (self._loading is None or self._loading.done()) and not self._busy.locked()
        if idle and self._bounds.held and time.monotonic() > self._next:
            self._loading = asyncio.create_task(self._loaded_from(path))

    async def _loaded_from(self, path: str) -> None:
        if _size(path) * SIZE_OF_DISK > self._bounds.held:
            self._next = time.monotonic() + LOADING
            return
        began = time.monotonic()
        process = await start(self._bounds.memory + self._bounds.held)
        try:
            async with asyncio.timeout(LOADING):
                checked(await exchange(process, {"load": path}))
        except BaseException as error:
            await end(process)
            if not isinstance(error, EOFError | OSError | TimeoutError | StoreLost):
                raise
        else:
            self._process = process
        finally:
            self._next = time.monotonic() + REST * (time.monotonic() - began)


def _size(path: str) -> int:
    """Bytes of a copy on disk."""
    with suppress(FileNotFoundError):  # it is gone: then it is not read either
        return sum(file.stat().st_size for file in Path(path).iterdir())
    return 0
