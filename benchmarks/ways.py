"""The ways of using Neo4j's driver for one statement that reads and gives one record. Each way is a process of its own when it is measured."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, AsyncSession, GraphDatabase, Session

Parameters = Mapping[str, Any]
Ask = Callable[[str, Parameters], Awaitable[Any]]
"""Runs a statement and returns the one value of its one record."""
THREADS = 16
FETCH_SIZE = 1_000
"""Records that Neo4j sends at a time, by the driver's default."""


@dataclass(frozen=True)
class Way:
    """How statements are run: `opened(uri)` gives an `Ask` as long as its context lasts."""

    title: str
    opened: Callable[[str], AbstractAsyncContextManager[Ask]]
    tuned_collector: bool = False


@asynccontextmanager
async def _driver(uri: str) -> AsyncIterator[AsyncDriver]:
    async with AsyncGraphDatabase.driver(uri, auth=("neo4j", os.environ["NEO4J_PASSWORD"]), notifications_min_severity="OFF") as driver:
        yield driver


async def _value(session: AsyncSession | AsyncManagedTransaction, text: str, parameters: Parameters) -> Any:
    result = await session.run(text, dict(parameters))
    return (await result.single(strict=True))[0]


@asynccontextmanager
async def new_sessions(uri: str) -> AsyncIterator[Ask]:
    """A session for each statement, as the driver's manual shows it."""
    async with _driver(uri) as driver:

        async def ask(text: str, parameters: Parameters) -> Any:
            async with driver.session(default_access_mode=READ_ACCESS) as session:
                return await _value(session, text, parameters)

        yield ask


@asynccontextmanager
async def kept_sessions(uri: str, fetch_size: int = FETCH_SIZE, run: Callable[[AsyncSession, str, Parameters], Awaitable[Any]] = _value) -> AsyncIterator[Ask]:
    """A session is used again by the next statement, as graph/store.py does it."""
    idle = list[AsyncSession]()
    async with _driver(uri) as driver:

        async def ask(text: str, parameters: Parameters) -> Any:
            session = idle.pop() if idle else driver.session(default_access_mode=READ_ACCESS, fetch_size=fetch_size)
            value = await run(session, text, parameters)
            idle.append(session)
            return value

        yield ask
        for session in idle:
            await session.close()


async def _managed(session: AsyncSession, text: str, parameters: Parameters) -> Any:
    return await session.execute_read(_value, text, parameters)


@asynccontextmanager
async def threads(uri: str) -> AsyncIterator[Ask]:
    """The synchronous driver in threads, sessions used again; the event loop waits for them, as it would in a server."""
    idle, loop = list[Session](), asyncio.get_running_loop()
    with (
        GraphDatabase.driver(uri, auth=("neo4j", os.environ["NEO4J_PASSWORD"]), notifications_min_severity="OFF") as driver,
        ThreadPoolExecutor(THREADS) as pool,
    ):

        def value(text: str, parameters: Parameters) -> Any:
            session = idle.pop() if idle else driver.session(default_access_mode=READ_ACCESS)
            record = session.run(text, dict(parameters)).single(strict=True)
            idle.append(session)
            return record[0]

        async def ask(text: str, parameters: Parameters) -> Any:
            return await loop.run_in_executor(pool, value, text, parameters)

        yield ask
        for session in idle:
            session.close()


def tune_collector() -> None:
    """Set up the garbage collector as api/server.py does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


PLAIN, OURS = "plain", "ours"
WAYS = {
    OURS: Way(
        "asyncio, statement in a transaction of its own, session used again, fetch size 1,000, collector tuned: as claimgraph does it", kept_sessions, True
    ),
    "new": Way("the same with a new session for each statement", new_sessions, True),
    "managed": Way("the same with `execute_read`", lambda uri: kept_sessions(uri, run=_managed), True),
    "threads": Way("the same with the synchronous driver in threads", threads, True),
    "fetch-all": Way("the same with fetch size -1 (everything at once)", lambda uri: kept_sessions(uri, fetch_size=-1), True),
    "collector": Way("the same with Python's own collector settings", kept_sessions),
    PLAIN: Way("a new session for each statement and Python's own collector settings: the floor of the comparison", new_sessions),
}
"""By name; each but the last differs from the first in one thing."""
