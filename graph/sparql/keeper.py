"""The process that keeps a mirror: graph -> rows -> quads -> store, first of everything, then of what the change log names.

It is told what to keep on standard input (a pickled Task), then a line for each wish: `follow` (see at once what has changed) or `anew` (the store is damaged).
On standard output it tells what there is, a JSON object on each line:

    {"at": 17, "log": "...", "path": "..."}    readers may open this copy, which holds version 17 of the graph with that log
    {"building": 120000}         so many resources were read
    {"gone": true}               earlier copies are of another graph, or damaged
    {"waiting": "..."}           why nothing is done; it is tried again
"""

import asyncio
import json
import os
import pickle
import queue
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.export.pages import pages, rows_of
from graph.export.rows import Chosen, Known, Row
from graph.export.statements import quads
from graph.ir import Rules
from graph.log import changes_after, identify
from graph.sparql.derived import Derivation
from graph.sparql.hiding import Hiding
from graph.sparql.mirror import Damaged, Mirror
from graph.store import Store, StoreConfig, batches
from schema.errors import ChangesGone, ClaimgraphError
from schema.model import Model

PACE = 2.0
"""Seconds between two looks at the log where nobody asks."""
CHANGES = 100
"""Changes that are read at once."""
RESOURCES = 250
CALM = 5.0
"""Seconds for which a moment is awaited in which nobody writes."""
NICE = 5
_ROOM = 16


@dataclass(frozen=True)
class Task:
    """What to keep where; `age` is how many seconds a copy may be read after there is a newer one. `rules` are those of reading, for those who are answered from it."""

    config: StoreConfig
    model: Model
    home: Path
    age: float
    rules: Rules | None = None


class Keeper:
    """Keeps one mirror."""

    def __init__(self, task: Task, store: Store) -> None:
        self._task, self._graph, self._known = task, store, Known.of(task.model)
        self._mirror: Mirror | None = None
        self._hiding = Hiding(store, self._known, task.rules)
        self._log = ""
        self.damaged = False

    async def step(self) -> None:
        """Bring the mirror to the graph's version, and tell it if there is something new."""
        log, version = await identify(self._graph)
        mirror = self._mirror
        if mirror is None or log != self._log:
            mirror = self._mirror = self._take(mirror, log)
            if not self._task.rules and mirror.open() and (mirror.version or 0) <= version:  # nobody knows what was hidden when it was made
                self._publish(mirror)
        if self.damaged or mirror.version is None or mirror.version > version:
            tell(gone=True)
            await self._build(mirror, version)
            self.damaged = False
        elif mirror.version == version:
            mirror.tidy(self._task.age)
            return
        try:
            await self._follow(mirror)
        except ChangesGone:
            await self._build(mirror, version)
            await self._follow(mirror)
        self._publish(mirror)

    def _take(self, before: Mirror | None, log: str) -> Mirror:
        if before:
            tell(gone=True)
            before.release()
        self._log = log
        return Mirror.take(self._task.home, f"{log} {self._task.model.digest}")

    def _publish(self, mirror: Mirror) -> None:
        tell(at=mirror.version, log=self._log, path=str(mirror.publish()))
        mirror.tidy(self._task.age)

    async def _build(self, mirror: Mirror, version: int) -> None:
        """Fill the mirror: one thread turns rows into quads and stores them while the next rows are read."""
        ready: queue.Queue[list[Row] | Exception | None] = queue.Queue(_ROOM)
        filling = asyncio.create_task(asyncio.to_thread(mirror.build, self._quads(ready), version))
        number = 0
        try:
            await self._hiding.begin()
            async for rows in pages(self._graph, self._known, Chosen()):
                number += len(seen := await self._hiding.seen(rows))
                tell(building=number)
                await _put(ready, seen, filling)
            await _put(ready, None, filling)
        except BaseException as error:
            await _put(ready, RuntimeError(f"reading ended: {error!r}"), filling)
            with suppress(Exception):
                await filling
            raise
        await filling

    def _quads(self, ready: "queue.Queue[list[Row] | Exception | None]") -> Iterator[ox.Quad]:
        name = ox.NamedNode(self._task.model.iri)
        for _, content in self._task.model.files:
            for triple in ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=self._task.model.iri):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
        while (rows := ready.get()) is not None:
            if isinstance(rows, Exception):
                raise rows
            yield from quads(rows, self._known, "nanopub")

    async def _follow(self, mirror: Mirror) -> None:
        """Do all changes that the log has, until there are no more: then all that was read is of one version.

        Where others never stop writing, what was read last may be in part of a later change.
        """
        late = time.monotonic() + CALM
        while changes := await changes_after(self._graph, mirror.version or 0, CHANGES):
            await self._derive(mirror, list(dict.fromkeys(iri for change in changes for iri in change.iris)))
            while moved := await self._hiding.moved():
                await self._derive(mirror, [*moved])
                await self._derive(mirror, await self._beside(mirror, [*moved]))
                self._hiding.settled()
            mirror.version = changes[-1].version
            if len(changes) < CHANGES and time.monotonic() > late:
                return

    async def _derive(self, mirror: Mirror, iris: list[str]) -> None:
        for some in batches(iris, RESOURCES):
            rows = await self._seen(some)
            said = {edge.end for row in rows for edge in row.edges if edge.type in self._known.claim_types}
            await asyncio.to_thread(mirror.apply, Derivation(self._known, some, rows, await self._seen(sorted(said - {*some}))))

    async def _seen(self, iris: list[str]) -> list[Row]:
        return await self._hiding.seen(await rows_of(self._graph, self._known, iris)) if iris else []

    async def _beside(self, mirror: Mirror, moved: list[str]) -> list[str]:
        """What says something of what moved, in the graph or in the mirror."""
        found: set[str] = set()
        for some in batches(moved, RESOURCES):
            found |= await self._hiding.related(some) | await asyncio.to_thread(mirror.beside, some)
        return sorted(found - {*moved})


async def _put(ready: "queue.Queue[Any]", rows: Any, filling: "asyncio.Task[None]") -> None:
    while not filling.done():
        with suppress(queue.Full):
            ready.put_nowait(rows)
            return
        await asyncio.sleep(0.002)


def tell(**what: Any) -> None:
    """Tell the parent."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def keep(task: Task) -> None:
    """Keep a mirror until standard input ends."""
    wishes = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(wishes), sys.stdin)
    async with Store(task.config) as store:
        keeper = Keeper(task, store)
        while not wishes.at_eof():
            try:
                await keeper.step()
            except Damaged as error:
                keeper.damaged = True
                tell(waiting=f"the mirror is damaged and is built anew: {error}")
            except (ClaimgraphError, OSError) as error:
                tell(waiting=str(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(PACE):
                    keeper.damaged |= await wishes.readline() == b"anew\n"


def read_task() -> Task:
    """Read the task, and nothing after it."""
    (length,) = struct.unpack(">I", _exactly(4))
    task: Task = pickle.loads(_exactly(length))
    return task


def _exactly(length: int) -> bytes:
    body = b""
    while len(body) < length and (piece := os.read(0, length - len(body))):
        body += piece
    return body


if __name__ == "__main__":
    os.nice(NICE)
    asyncio.run(keep(read_task()))
