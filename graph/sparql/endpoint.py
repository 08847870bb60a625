"""SPARQL over the graph: question -> a copy of the mirror that is new enough -> a worker, which checks it first -> the answer's text in a file.

The mirror is another form of the graph for reading; the graph in Neo4j is what counts. Nothing runs before the first question. Those from whom something is hidden
have a mirror in which it never was, and an endpoint of their own: no query can ask for what is not there.
"""

import asyncio
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.export.rdf import prefixes_of
from graph.ir import Rules
from graph.log import identify
from graph.sparql.followed import Copy, Keeping
from graph.sparql.formats import SOLUTIONS
from graph.sparql.keeper import Task
from graph.sparql.quick import Quick
from graph.sparql.void import STATISTICS, described
from graph.sparql.workers import Bounds, StoreLost, Workers
from graph.store import Store
from schema.errors import MirrorBuilding, StoreError
from schema.model import Model

PATIENCE = 5.0
"""Seconds that an answer waits for the graph's last change to be in the mirror."""
KEPT = 15.0
"""Seconds for which a copy is kept beyond the time that a query may take."""


@dataclass(frozen=True)
class Question:
    """A query with its dataset (None: as the query says) and the media types for its answer, None where there is none that the client takes.

    `client` tells one user from another.
    """

    text: str
    solutions: str | None
    graph: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    client: str = ""


@dataclass(frozen=True)
class Answered:
    """An answer: its text, of `size` bytes, is in `file`, which is the receiver's to remove. `version` is that of the graph that it is true of."""

    version: int
    media_type: str
    file: Path
    size: int


@dataclass
class Endpoint:
    """Answers questions of those for whom `rules` of reading hold; `home` is the folder of mirrors, `shared` are workers that others have too."""

    store: Store
    model: Model
    home: Path
    bounds: Bounds = field(default_factory=Bounds)
    rules: Rules | None = None
    shared: Workers | None = None

    def __post_init__(self) -> None:
        """Prepare, without starting anything."""
        self.keeping = Keeping(Task(self.store.config, self.model, self.home, self.bounds.seconds + KEPT, self.rules))
        self.quick, self.workers = Quick(self.bounds), self.shared or Workers(self.bounds)
        self._answers = tempfile.TemporaryDirectory(prefix="claimgraph-sparql-")
        self._number = 0
        self._counted: tuple[int, Mapping[str, str]] | None = None
        self.prefixes: Mapping[str, str] = prefixes_of(self.model)

    async def answer(self, question: Question) -> Answered:
        """Answer a question; raises SparqlError, MirrorBuilding.

        While the graph is asked for its version, the answer is already being made from memory; it is kept if there was nothing new.
        """
        held, answered = self.keeping.copy, None
        early = asyncio.create_task(self._quickly(question, held)) if held and self.quick.loaded else None
        try:
            copy = await self._copy()
            if early and copy == held:
                answered = await early
        except asyncio.CancelledError:
            if early:
                early.cancel()
            raise
        finally:
            if early and not answered:
                early.add_done_callback(_forget)
        return answered or await self._asked(question, copy)

    async def description(self, address: str, media_type: str) -> tuple[int, bytes]:
        """Return what the endpoint at an address says of itself and of the graph, and the version that the numbers are of; raises what `answer` does."""
        copy = await self._copy()
        if self._counted is None or self._counted[0] != copy.version:
            counted = {name: await self._text(Question(text, SOLUTIONS["csv"], None), copy) for name, text in STATISTICS.items()}
            self._counted = copy.version, counted
        version, found = self._counted
        return version, described(address, self.model, self.prefixes, found, media_type)

    async def _text(self, question: Question, copy: Copy) -> str:
        answered = await self._asked(question, copy)
        text = answered.file.read_text(encoding="utf-8")
        answered.file.unlink()
        return text

    async def close(self) -> None:
        """End all processes."""
        await self.keeping.close()
        await self.quick.close()
        await self.workers.close()
        await asyncio.to_thread(self._answers.cleanup)

    async def _copy(self) -> Copy:
        """The copy to answer from: one with the last change, if that can be had in time; where Neo4j is away, what there is."""
        try:
            graph, version = await identify(self.store)
        except StoreError:
            if self.keeping.copy is None:
                raise
            return self.keeping.copy
        return await self.keeping.at_least(graph, version, PATIENCE)

    async def _asked(self, question: Question, copy: Copy) -> Answered:
        if answered := await self._quickly(question, copy):
            return answered
        file = self._file()
        try:
            answer = await self.workers.ask(question.client, self._message(question, copy, file))
        except StoreLost as error:
            _remove(file)
            self.keeping.renew(copy)
            raise MirrorBuilding(f"SPARQL cannot be answered now: the mirror cannot be read ({error}) and is built anew") from None
        except BaseException:
            _remove(file)
            raise
        return Answered(copy.version, answer["media"], file, answer["size"])

    async def _quickly(self, question: Question, copy: Copy) -> Answered | None:
        """The answer from memory, None where there is none."""
        file, answer = self._file(), None
        try:
            answer = await self.quick.ask(self._message(question, copy, file))
        finally:
            if not answer:
                _remove(file)
        return Answered(copy.version, answer["media"], file, answer["size"]) if answer else None

    def _file(self) -> Path:
        self._number += 1
        return Path(self._answers.name) / str(self._number)

    def _message(self, question: Question, copy: Copy, file: Path) -> Mapping[str, Any]:
        return {
            "path": copy.path,
            "query": question.text,
            "prefixes": dict(self.prefixes),
            "default": question.default_graphs,
            "named": question.named_graphs,
            "solutions": question.solutions,
            "graph": question.graph,
            "rows": self.bounds.rows,
            "bytes": self.bounds.answer,
            "file": str(file),
        }


def _remove(file: Path) -> None:
    """Remove an answer, whole or not."""
    for left in (file, file.with_suffix(".tsv")):
        left.unlink(missing_ok=True)


def _forget(task: "asyncio.Task[Answered | None]") -> None:
    """Remove an answer that nobody waits for any more."""
    if not task.cancelled() and not task.exception() and (answered := task.result()):
        _remove(answered.file)
