"""Data files into Neo4j, in three passes of which only the last one writes.

    read     files -> statements -> the staging file (graph/stage.py)
    check    subject after subject under the Model and the store -> what to write, and what does not fit (graph/check.py)
    write    nodes, then relationships, batch after batch (graph/batch.py); at the end what is derived is weighed anew

So a file with a fault changes nothing, memory does not grow with the files, and a load that was killed is simply run again: each batch is one
transaction, and what is there already is left as it is.
"""

import asyncio
import pickle
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from graph.batch import Batch, EdgeWrite, write_batch
from graph.check import TRACKED, Checked, check
from graph.definitions import define_all
from graph.evidence import rebuild, reweigh
from graph.reading import open_sources
from graph.stage import Stage
from graph.store import Store, Transaction, batches
from graph.told import Reading, Source
from graph.unknown import Policy
from graph.vocabulary import Vocabulary
from schema.model import Model

T = TypeVar("T")
Report = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is: bytes of "read", resources of "check" and "nodes", relations of "relations"."""

TIMEOUT = 120.0
"""Seconds that one batch may take, far above what it does."""
MUCH = 0.02
"""The share of all resources above which everything is weighed: the parts that so much touches, with all around them, take as long."""


@dataclass(frozen=True)
class Loading:
    """How to load: what to read and how, what becomes of unknown terms, and whether to end before anything is written."""

    reading: Reading
    unknown: Policy = "refuse"
    dry_run: bool = False
    stdin: BinaryIO | None = None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was loaded (or would be): `resources` and `relations` are what the files hold; of the resources, some are `created` and some `changed`.

    `weighing` is the part of the `seconds` that the derived statuses and relations took. `skipped` and `kept` count the statements with each unknown
    term, by its IRI.
    """

    files: int
    triples: int
    resources: int
    relations: int
    created: int
    changed: int
    unchanged: int
    seconds: float
    weighing: float = 0.0
    skipped: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    dry_run: bool = False


async def load(store: Store, model: Model, names: Iterable[Path | str], how: Loading | None = None, report: Report | None = None) -> LoadReport:
    """Load files (by name or pattern; "-" is standard input) and return what was done.

    Raises DataError (or DataUnreadable, DataTooLarge, UnknownTerm) and TemporaryFull before anything is written.
    """
    began = time.monotonic()
    how, tell = how or Loading(Reading(model.base_iri)), report or _silent
    with Stage() as stage:
        sources = open_sources(names, how.reading, how.stdin, stage.folder)
        await asyncio.to_thread(_read, stage, sources, tell)
        subjects = stage.count_subjects()
        checked = await check(store, Vocabulary(model), stage, how.unknown, lambda done: tell("check", done, subjects))
        writing = _Writing(store, model, stage, checked, tell)
        if not how.dry_run:
            await writing.run()
    return LoadReport(
        files=len(sources),
        triples=stage.triples,
        resources=checked.resources,
        relations=checked.relations,
        created=checked.created,
        changed=checked.changed,
        unchanged=checked.resources - checked.created - checked.changed,
        seconds=time.monotonic() - began,
        weighing=writing.weighing,
        skipped=dict(checked.skipped),
        kept=dict(checked.kept),
        dry_run=how.dry_run,
    )


def _silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""


def _read(stage: Stage, sources: Iterable[Source], tell: Report) -> None:
    before, total = 0, sum(source.size for source in sources)
    for source in sources:
        stage.read(source, partial(_tell_read, tell, before, total))
        before += source.size


def _tell_read(tell: Report, before: int, total: int, done: int) -> None:
    tell("read", before + done, total)


class _Writing:
    """The third pass."""

    def __init__(self, store: Store, model: Model, stage: Stage, checked: Checked, tell: Report) -> None:
        self._store, self._model, self._stage, self._checked, self._tell = store, model, stage, checked, tell
        self._now = datetime.now(UTC)
        self._touched: set[str] = set()
        self.weighing = 0.0

    async def run(self) -> None:
        """Write all that is staged, and weigh what follows from it."""
        await define_all(self._store, self._model)
        await self._write("nodes", (Batch(nodes=nodes) for nodes in self._stage.nodes()), self._checked.created + self._checked.changed)
        await self._write("relations", (Batch(edges=edges) for edges in batches(edges_of(self._stage))), self._checked.relations)
        if self._model.has_evidence:
            began = time.monotonic()
            await self._weigh()
            self.weighing = time.monotonic() - began

    async def _write(self, what: str, batches_: Iterator[Batch], total: int) -> None:
        done = 0
        async for batch in _ahead(batches_):
            changed = await self._store.transact(partial(self._one, batch), TIMEOUT)
            if len(self._touched) < TRACKED:
                self._touched |= changed
            done += len(batch.nodes) + len(batch.edges)
            self._tell(what, done, total)

    async def _one(self, batch: Batch, transaction: Transaction) -> set[str]:
        """One transaction: all that happens in it happens or none of it."""
        return await write_batch(transaction, batch, self._now)

    async def _weigh(self) -> None:
        """Weigh what the files describe, changed or not: a load that was killed may have written it and got no further."""
        ((resources,),) = await self._store.rows("MATCH (n:Resource) RETURN count(n)", {}, TIMEOUT)
        touched = self._touched | self._stage.subjects(TRACKED)
        if len(touched) > min(MUCH * resources, TRACKED - 1):
            await rebuild(self._store, self._model, self._now)
        else:
            await self._store.transact(lambda transaction: reweigh(transaction, self._model, touched, self._checked.retyped, self._now), TIMEOUT)


async def _ahead(members: Iterator[T]) -> AsyncIterator[T]:
    """Yield members; while one is worked on, a thread makes the next."""
    following = asyncio.create_task(asyncio.to_thread(next, members, None))
    while (member := await following) is not None:
        following = asyncio.create_task(asyncio.to_thread(next, members, None))
        yield member


def edges_of(stage: Stage) -> Iterator[EdgeWrite]:
    """Yield each staged relationship once."""
    last: tuple[str, str, str] | None = None
    for start, kind, end, single, carried in stage.rows("SELECT start, type, end, single, carried FROM edge ORDER BY start, type, end, flip"):
        if (start, kind, end) != last:
            last = (start, kind, end)
            yield EdgeWrite(start, end, kind, pickle.loads(carried) if carried else {}, bool(single))
