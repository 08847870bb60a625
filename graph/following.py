"""Subscriptions: the change log, followed.

One look at the log's version serves all who follow (`Feed`), and wakes them when there is a new one; each then reads on from where it is, at its own pace.
So who reads slowly holds up nobody, and nothing is kept for them but the log itself: a follower that fell too far behind is told (ChangesGone).
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import Context
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from cachetools import LRUCache
from graphql import OperationDefinitionNode

from graph.decode import NeedsCompletion
from graph.document import Document, is_subscription, variables_of
from graph.engine import Asked, Engine, Statement, to_json
from graph.ir import ChangeLog
from graph.log import version_of
from graph.plan.changes import AT_ONCE, PLACE
from graph.store import Store
from schema.errors import BadArgument, StoreError, StoreUnavailable, SubscriptionsFull

T = TypeVar("T")
PACE = 0.25
"""Seconds between two looks at the log, while somebody follows it."""
REMEMBERED = 16
"""Readings that several may share."""
RETRY = 2.0
"""Seconds after which a follower asks again a Neo4j that could not be reached."""


@dataclass(frozen=True)
class Followed:
    """A subscription that may begin: what it reads again and again, and after which version it wants to begin."""

    document: Document
    operation: OperationDefinitionNode
    asked: Asked
    variables: Mapping[str, Any]
    statement: Statement
    since: int | None


@dataclass(frozen=True, slots=True)
class News:
    """The next changes, each by its version as the JSON of a GraphQL response, and the version up to which these are all."""

    changes: tuple[tuple[int, bytes], ...]
    upto: int


class Feed:
    """Sees when the log has something new; `number` of at most `most` follow it. Ends when it is told that all is `stopping`."""

    def __init__(self, store: Store, most: int, stopping: Callable[[], bool]) -> None:
        self.store, self.most, self.number = store, most, 0
        self._stopping = stopping
        self._version = 0
        self._news = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None
        self._due: asyncio.Task[int] | None = None
        self._one = asyncio.Lock()
        self._asking: set[asyncio.Task[Any]] = set()
        self._reading: LRUCache[Hashable, asyncio.Task[News]] = LRUCache(REMEMBERED)

    @property
    def full(self) -> bool:
        """Whether there is no place left."""
        return self.number >= self.most

    @property
    def too_many(self) -> str:
        """What is said to who has to wait for a place."""
        return f"this server has {self.most} subscriptions already: try again later"

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take one of the places; raises SubscriptionsFull."""
        if self.full:
            raise SubscriptionsFull(self.too_many)
        self.number += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(), context=Context())
        try:
            yield
        finally:
            self.number -= 1

    async def newer(self, version: int) -> bool:
        """Wait until the log may have something after a version; False if all is stopping."""
        async with self._news:
            await self._news.wait_for(lambda: self._version > version or self._stopping())
        return not self._stopping()

    async def shared(self, key: Hashable, read: Callable[[], Coroutine[Any, Any, News]]) -> News:
        """Return what a reading gives; whoever asks the same before there is something newer is given the same."""
        reading = self._reading.get(key)
        if reading is None or reading.done() and (reading.cancelled() or reading.exception()):
            reading = self._reading[key] = self._start(read())
        return await asyncio.shield(reading)

    async def now(self) -> int:
        """Return the log's version as it is after this was asked; one look tells all who asked before it began."""
        if self._due is None:
            self._due = self._start(self._next())
        return await asyncio.shield(self._due)

    async def _next(self) -> int:
        async with self._one:
            self._due = None
            return await version_of(self.store)

    async def close(self) -> None:
        """Stop looking, and let what is being read come to its end."""
        if self._looking:
            self._looking.cancel()
        await asyncio.gather(*self._asking, *([self._looking] if self._looking else []), return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin what goes on to its end also where nobody waits for it any more: a connection to Neo4j that is left in the middle is lost.

        It is for all, and so has nothing of the request that it began with.
        """
        task = asyncio.create_task(work, context=Context())
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)
        return task

    async def _look(self) -> None:
        while self.number and not self._stopping():
            with suppress(StoreError):  # those who read will say so
                if (version := await self.now()) != self._version:
                    self._version = version
                    self._reading.clear()
                    await self._wake()
            await asyncio.sleep(PACE)
        await self._wake()

    async def _wake(self) -> None:
        async with self._news:
            self._news.notify_all()


async def followed(engine: Engine, asked: Asked) -> Followed | None:
    """Return what a subscription reads, None for any other operation; raises QueryError for what is wrong with it."""
    document = await engine.documents.read(asked.query)
    operation = document.operation(asked.operation_name)
    if not is_subscription(operation):
        return None
    variables = variables_of(engine.schema, operation, asked.variables or {})
    statement = engine.statement(document, operation, {**variables, PLACE[0]: 0}, asked.actor)
    source = statement.query.roots[0].source
    since = source.since if isinstance(source, ChangeLog) else None
    begin = engine.conversions.bind((("since", since),), variables)["since"] if since else None
    return Followed(document, operation, asked, variables, statement, begin)


async def follow(engine: Engine, feed: Feed, wanted: Followed, after: int | None = None) -> AsyncGenerator[tuple[int, bytes], None]:
    """Yield each change by its version as the JSON of a GraphQL response, until all is stopping; `after` goes before the subscription's own `since`.

    Raises SubscriptionsFull, CostTooHigh, BadArgument, ChangesGone, StoreError.
    """
    await engine.afford(wanted.statement.query, wanted.variables, wanted.asked.actor)
    key = (wanted.asked.query, wanted.asked.operation_name, repr(wanted.variables))
    with feed.place():
        at = _begin(await feed.now(), wanted.since if after is None else after)
        while True:
            try:
                news = await feed.shared((*key, at), partial(_read, engine, wanted, at))
            except StoreUnavailable:
                await asyncio.sleep(RETRY)
                if await feed.newer(-1):
                    continue
                return
            for version, body in news.changes:
                yield version, body
            if news.upto <= at:
                await asyncio.sleep(PACE)  # another member of a cluster has seen more
            at = max(at, news.upto)
            if not await feed.newer(at):
                return


def _begin(version: int, since: int | None) -> int:
    if since is not None and not 0 <= since <= version:
        raise BadArgument(f"'since' is {since}: the graph has the versions 0 to {version}")
    return version if since is None else since


async def _read(engine: Engine, wanted: Followed, after: int) -> News:
    statement, variables = wanted.statement, {**wanted.variables, PLACE[0]: after}
    parameters = engine.conversions.bind(statement.parameters, variables)
    record = await engine.read(statement, parameters)
    ((version, _, found),) = record
    try:
        answers = [to_json({"data": change}) for change in _each(statement, statement.decode(record, parameters))]
    except NeedsCompletion:
        complete = engine.compile(wanted.document, wanted.operation, variables, complete=True)
        data = complete.decode(await engine.read(complete, parameters), parameters)
        answers = [engine.execute(wanted.document, wanted.asked, change).body for change in _each(complete, data)]
    versions = [int(change[0]) for change in found]
    return News(tuple(zip(versions, answers, strict=False)), versions[-1] if len(found) == AT_ONCE else version)


def _each(statement: Statement, data: Any) -> list[dict[str, Any]]:
    """What was decoded is one page of the log: return the data of an answer for each of its changes."""
    (root,) = statement.query.roots
    return [{root.key: change} for change in _only(_only(data))]


def _only(decoded: Any) -> Any:
    """The value of the only field of an object."""
    return next(iter(decoded.values())) if isinstance(decoded, dict) else getattr(decoded, decoded.__struct_fields__[0])
