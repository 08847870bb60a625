"""Data files into Neo4j, in three passes of which only the last one writes.

    read     files -> statements -> the staging file (graph/stage.py)
    check    subject after subject under the Model and the store -> what to write, and what does not fit (graph/check.py)
    write    nodes, then relationships, batch after batch (graph/write.py); at the end what is derived is weighed anew

So a file with a fault changes nothing, memory does not grow with the files, and a load that was killed is simply run again: each batch is one
transaction, and what is there already is left as it is.
"""

import asyncio
import gc
import pickle
import sys
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from uuid import uuid4

from graph.apart import beside
from graph.check import TRACKED, Checked, check
from graph.contents import claim_classes, set_apart
from graph.definitions import define_all
from graph.evidence import rebuild, reweigh
from graph.known import read_known
from graph.lanes import Ahead, side_by_side
from graph.log import Author, Turn, change
from graph.reading import open_sources, read
from graph.resolve import EdgeKey, NodeRow
from graph.stage import EdgeRow, Stage
from graph.store import Store, Transaction, batches
from graph.tables import TableFile
from graph.told import Reading
from graph.unknown import Policy
from graph.vocabulary import Vocabulary
from graph.write import Changes, Written, write
from schema.model import Model

T = TypeVar("T")
Report = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is: bytes of "read", resources of "check" and "nodes", relations of "relations"."""

TIMEOUT = 120.0
"""Seconds that one batch may take, far above what it does."""
_STATE = "MATCH (l:ChangeLog) RETURN l.version, l.at"
_CHANGED = "UNWIND $iris AS iri MATCH (n:Resource {iri: iri}) WHERE coalesce(n.stateSince > $since, true) RETURN collect(iri)"
LANES = 2
"""Batches that are written side by side: one while the other is committed."""
MUCH = 0.02
"""The share of all resources above which everything is weighed: the parts that so much touches, with all around them, take as long."""


@dataclass(frozen=True)
class Loading:
    """How to load: what to read and how, what becomes of unknown terms, whether to end before anything is written, and who the change log shall name."""

    reading: Reading
    unknown: Policy = "refuse"
    dry_run: bool = False
    by: str = "claimgraph"
    stdin: BinaryIO | None = None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was loaded (or would be): `resources` and `relations` are what the files hold; of the resources, some are `created` and some `changed`.

    `weighing` is the part of the `seconds` that the derived statuses and relations took. `skipped` and `kept` count the statements with each unknown
    term, by its IRI, and `ignored` the rows with something in a column that the mapping does not take, by file and column.
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
    ignored: dict[str, int] = field(default_factory=dict)
    dry_run: bool = False


async def load(store: Store, model: Model, names: Iterable[Path | str], how: Loading | None = None, report: Report | None = None) -> LoadReport:
    """Load files (by name or pattern; "-" is standard input) and return what was done.

    Raises DataError (or DataUnreadable, DataTooLarge, UnknownTerm) and TemporaryFull before anything is written.
    """
    began = time.monotonic()
    how, tell = how or Loading(Reading(model.base_iri)), report or _silent
    with Stage() as stage, _at_full_speed():
        sources = open_sources(names, how.reading, partial(stage.file, how.stdin) if how.stdin else None)
        async with beside(sum(source.size for source in sources)) as other:
            await read(stage, sources, claim_classes(model), other, partial(tell, "read"))
            await set_apart(store, stage)
            subjects, state = stage.count_subjects(), await _state(store)
            checked = await check(store, Vocabulary(model), stage, how.unknown, lambda done: tell("check", done, subjects), other)
        writing = _Writing(store, model, stage, checked, state, how.by, tell)
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
        ignored={f"{source.name}: {column}": rows for source in sources if isinstance(source, TableFile) for column, rows in source.ignored.items()},
        dry_run=how.dry_run,
    )


@contextmanager
def _at_full_speed() -> Iterator[None]:
    """Let Python look for cycles of garbage less often: a load makes millions of objects and no cycles, and a fifth of its time would go there.

    And let its threads take turns more often: whoever has a message for the other process waits for a turn at each piece of it.
    """
    collections, turns = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(100_000, *collections[1:])
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        gc.set_threshold(*collections)
        sys.setswitchinterval(turns)


def _silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""


async def _state(store: Store) -> tuple[int, Any]:
    """The graph's version, and the time of the last change, None if there was none."""
    rows = await store.rows(_STATE, {})
    return (rows[0][0], rows[0][1]) if rows else (0, None)


class _Writing:
    """The third pass; each batch is one transaction in a turn of its own, and all of them have one time."""

    def __init__(self, store: Store, model: Model, stage: Stage, checked: Checked, state: tuple[int, Any], by: str, tell: Report) -> None:
        self._version, self._since = state
        self._store, self._model, self._stage, self._checked, self._tell = store, model, stage, checked, tell
        self._author, self._run = Author(by, "load"), uuid4().hex
        self._now: datetime | None = None
        self._edges = asyncio.Lock()
        self._alone = True  # nobody else has written since the check
        self._concerned: set[str] = set()
        self.weighing = 0.0

    async def run(self) -> None:
        """Write all that is staged, and weigh what follows from it."""
        await define_all(self._store, self._model)
        nodes = (Changes(nodes=nodes) for nodes in self._stage.nodes())
        await self._write("nodes", nodes, self._checked.created + self._checked.changed)
        await self._write("relations", map(_changes, batches(edges_of(self._stage))), self._checked.relations)
        if self._model.has_evidence:
            began = time.monotonic()
            await self._weigh()
            self.weighing = time.monotonic() - began

    async def _write(self, what: str, members: Iterator[Changes], total: int) -> None:
        """Write batch after batch."""
        done, ahead = 0, Ahead(members)

        async def lane() -> None:
            nonlocal done
            while batch := await ahead.next():
                concerned = await self._batch(batch)
                if len(self._concerned) < TRACKED:
                    self._concerned |= concerned
                done += len(batch.nodes) + len(batch.edges)
                self._tell(what, done, total)

        try:
            await side_by_side(*(lane() for _ in range(LANES)))
        finally:
            await ahead.end()

    async def _change(
        self, work: Callable[[Transaction, Turn], Awaitable[tuple[T, Collection[str]]]], before: Callable[[Transaction], Awaitable[None]] | None = None
    ) -> T:
        return await change(self._store, self._author, work, run=self._run, timeout=TIMEOUT, before=before)

    async def _batch(self, batch: Changes) -> set[str]:
        """Write a batch; return whom it concerns."""
        if self._alone and self._now:
            with suppress(_Overtaken):
                return await self._early(batch, self._now)
        return await self._change(partial(self._in_turn, batch))

    async def _early(self, batch: Changes, now: datetime) -> set[str]:
        """Write while the batch before is still committed, which takes as long; raise _Overtaken if somebody else wrote meanwhile."""
        written = Written()

        async def write_it(transaction: Transaction) -> None:
            nonlocal written
            async with (
                self._edges if batch.edges else nullcontext()
            ):  # both ends are locked: one of two side by side would wait for the other, and be waited for
                written = await write(transaction, batch, now)

        async def hold(_: Transaction, turn: Turn) -> tuple[set[str], set[str]]:
            if (turn.version, turn.now) != (self._version, now):
                raise _Overtaken
            self._version += 1
            return written.concerned, written.touched

        return await self._change(hold, write_it)

    async def _in_turn(self, batch: Changes, transaction: Transaction, turn: Turn) -> tuple[set[str], set[str]]:
        self._alone &= turn.version == self._version
        if not self._alone:
            batch.nodes, batch.fresh = await self._again(batch.nodes, transaction), set()
        written = await write(transaction, batch, turn.now)
        self._version, self._now = turn.version + bool(written.touched), turn.now
        return written.concerned, written.touched

    async def _again(self, nodes: list[NodeRow], transaction: Transaction) -> list[NodeRow]:
        """Resolve again what others have changed since it was checked, so that nothing of that is undone."""
        iris = [node.iri for node in nodes]
        if not iris:
            return nodes
        ((changed,),) = await transaction.rows(_CHANGED, {"iris": iris, "since": self._since})
        if not changed:
            return nodes
        resolved = self._checked.resolver.resolve(map(self._stage.subject, changed), await read_known(transaction, changed))
        return [*(node for node in nodes if node.iri not in set(changed)), *resolved.nodes]

    async def _weigh(self) -> None:
        """Weigh what the files describe, changed or not: a load that was killed may have written it and got no further."""
        ((resources,),) = await self._store.rows("MATCH (n:Resource) RETURN count(n)", {}, TIMEOUT)
        concerned = self._concerned | self._stage.subjects(TRACKED)
        if len(concerned) > min(MUCH * resources, TRACKED - 1):
            await rebuild(self._store, self._model, self._author, self._run)
        else:
            await self._change(partial(self._reweigh, concerned))

    async def _reweigh(self, concerned: set[str], transaction: Transaction, turn: Turn) -> tuple[None, set[str]]:
        weighed = await reweigh(transaction, self._model, concerned, self._checked.retyped, turn.now)
        return None, set(weighed.touched)


def _changes(edges: list[EdgeRow]) -> Changes:
    """The relationships of one transaction."""
    found = {EdgeKey(edge.type, edge.start, edge.end): edge for edge in edges}
    return Changes(
        edges={key: pickle.loads(edge.carried) if edge.carried else {} for key, edge in found.items()},
        single={(edge.type, edge.start) for edge in edges if edge.single},
        fresh={key for key, edge in found.items() if edge.fresh},
    )


class _Overtaken(Exception):
    """Somebody else wrote between the check and one's turn."""


def edges_of(stage: Stage) -> Iterator[EdgeRow]:
    """Yield each staged relationship once."""
    last: tuple[str, str, str] | None = None
    for row in map(EdgeRow._make, stage.rows("SELECT * FROM edge ORDER BY start, type, end, flip")):
        if row[:3] != last:
            last = row[:3]
            yield row
