"""Neo4j, as the rest of the program sees it: the only module that knows the driver."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j
from neo4j import AsyncGraphDatabase, AsyncManagedTransaction, Bookmarks, Query, exceptions
from neo4j.spatial import WGS84Point

from graph.wire import Line
from schema.errors import BadBookmark, ClaimgraphError, OutcomeUnknown, StoreError, StoreTimeout, StoreUnavailable

M = TypeVar("M")
T = TypeVar("T")
Parameters = Mapping[str, Any]
Statement = tuple[str, Parameters]

ROUTED = "neo4j"
"""Schemes that begin so name a cluster: a read may be answered by another member, which must have seen the last write (bookmarks tell it)."""
SEEN: ContextVar[frozenset[str]] = ContextVar("bookmarks", default=frozenset())
"""Bookmarks of what the one who asks has seen elsewhere: nothing older is read for them."""
RESERVED = 10
"""Connections beside those that reads keep."""
_LOST = (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError)
_COMMIT_FAILED = "TransactionCommitFailed"
"""Neo4j could not write a change down, or could not apply what it had written down: after a restart it is there or not."""
_NEEDS_RESTART = "TransactionStartFailed"
_BOOKMARK = "InvalidBookmark"
_TIMEOUT_CODES = ("TransactionTimedOut", "LockClientStopped", "TransactionTerminated")


@dataclass(frozen=True)
class StoreConfig:
    """Where Neo4j is and how long to wait for it; all times in seconds."""

    uri: str
    username: str
    password: str
    database: str | None = None
    query_timeout: float = 10.0
    connect_timeout: float = 3.0
    acquisition_timeout: float = 4.0
    pool_size: int = 50


def point(longitude: float, latitude: float) -> WGS84Point:
    """Return a parameter value for a WGS-84 point, in degrees."""
    return WGS84Point((longitude, latitude))


def from_driver(error: Exception) -> ClaimgraphError:
    """Return our error for any that the driver raises."""
    if isinstance(error, exceptions.Neo4jError) and _BOOKMARK in (error.code or ""):
        return BadBookmark("a bookmark that came with the request is none of this database")
    if isinstance(error, exceptions.Neo4jError) and any(code in (error.code or "") for code in _TIMEOUT_CODES):
        return StoreTimeout("the database did not finish within the time limit")
    if isinstance(error, exceptions.IncompleteCommit):
        return OutcomeUnknown("the connection to Neo4j was lost while a change was being made final")
    if isinstance(error, exceptions.Neo4jError) and _COMMIT_FAILED in (error.code or ""):
        return OutcomeUnknown("Neo4j failed while a change was being made final: its disk may be full")
    if isinstance(error, exceptions.Neo4jError) and _NEEDS_RESTART in (error.code or ""):
        return StoreUnavailable(f"Neo4j is not available: {_first_line(error)}")
    unavailable = (
        exceptions.ServiceUnavailable,
        exceptions.SessionExpired,
        exceptions.TransientError,
        exceptions.AuthError,
        exceptions.ConfigurationError,
        OSError,
        TimeoutError,
    )
    if isinstance(error, unavailable) or "acquisition" in str(error).lower():
        return StoreUnavailable(f"Neo4j is not available: {_first_line(error)}")
    return StoreError(f"Neo4j refused a statement: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    line = str(text).splitlines()[0]
    return line.split(" (resolved to ")[0].rstrip(":")


def _operator(node: Mapping[str, Any]) -> dict[str, Any]:
    details = node.get("args", {})
    return {
        "operator": node.get("operatorType", "").split("@")[0],
        "details": details.get("Details", ""),
        "rows": node.get("rows"),
        "dbHits": node.get("dbHits"),
        "children": [_operator(child) for child in node.get("children", ())],
    }


BATCH = 5_000
"""Rows per transaction: 1,000 to 20,000 are equally fast, and a killed load loses little."""


def batches(members: Iterable[M], size: int = BATCH) -> Iterator[list[M]]:
    """Yield the rows of one transaction after the other."""
    rest = iter(members)
    while batch := list(islice(rest, size)):
        yield batch


class Transaction:
    """A transaction that is open: each statement sees what those before it did."""

    def __init__(self, transaction: AsyncManagedTransaction) -> None:
        self._transaction = transaction

    async def rows(self, text: str, parameters: Parameters) -> list[list[Any]]:
        """Run one statement, which may write, and return all its records as lists of values."""
        result = await self._transaction.run(text, dict(parameters))
        return [record.values() async for record in result]


class Store:
    """A pool of connections to one database. Nothing is opened before the first call."""

    def __init__(self, config: StoreConfig) -> None:
        self.config = config
        self._lines: list[tuple[neo4j.AsyncSession, Line]] = []
        self._reading = asyncio.Semaphore(config.pool_size)
        self._bookmarks = AsyncGraphDatabase.bookmark_manager() if config.uri.startswith(ROUTED) else None
        try:
            self._driver = AsyncGraphDatabase.driver(
                config.uri,
                auth=(config.username, config.password),
                connection_timeout=config.connect_timeout,
                connection_acquisition_timeout=config.acquisition_timeout,
                max_transaction_retry_time=5.0,
                max_connection_pool_size=config.pool_size + RESERVED,
                liveness_check_timeout=60.0,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="claimgraph",
            )
        except (ValueError, exceptions.ConfigurationError) as error:
            raise StoreUnavailable(f"NEO4J_URI {config.uri!r} is no address of a Neo4j: {_first_line(error)}") from error

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        while self._lines:
            session, line = self._lines.pop()
            line.kill()
            await session.close()
        await self._driver.close()

    async def ping(self) -> None:
        """Raise StoreUnavailable unless a statement runs."""
        await self.rows("RETURN 1 AS one", {})

    @property
    def routed(self) -> bool:
        """Whether several members of a cluster may answer, and bookmarks tell them what they must have seen."""
        return self._bookmarks is not None

    async def bookmarks(self) -> frozenset[str]:
        """Return the bookmarks of all that was done through this store; none where they are not needed."""
        return frozenset(await self._bookmarks.get_bookmarks()) if self._bookmarks else frozenset()

    async def version(self) -> str:
        """Return the server's version, such as "2026.08.1"."""
        rows = await self.rows("CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version", {})
        return str(rows[0][0])

    async def edition(self) -> str:
        """Return "community" or "enterprise"."""
        rows = await self.rows("CALL dbms.components() YIELD name, edition WHERE name = 'Neo4j Kernel' RETURN edition", {})
        return str(rows[0][0])

    async def server_settings(self, names: Sequence[str]) -> dict[str, str]:
        """Return those of some settings of the server that it has; raises StoreError where this user may not see them."""
        rows = await self.rows("SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value", {"names": list(names)})
        return dict(rows)

    async def read(self, text: str, parameters: Parameters) -> list[Any]:
        """Run one statement that reads and return the values of its one record."""
        await self._turn()
        try:
            return await self._guarded(lambda: self._ask(text, parameters))
        finally:
            self._reading.release()

    async def _turn(self) -> None:
        if not self._reading.locked():
            await self._reading.acquire()
            return
        try:
            async with asyncio.timeout(self.config.acquisition_timeout):
                await self._reading.acquire()
        except TimeoutError:
            raise StoreUnavailable(f"all {self.config.pool_size} connections to Neo4j are busy") from None

    async def _ask(self, text: str, parameters: Parameters) -> list[Any]:
        """Ask over a connection that was kept; if it has died meanwhile, over the next, and at last over a new one."""
        while True:
            session, line = await self._line()
            bookmarks = await self.bookmarks() | SEEN.get() if self._bookmarks else ()
            try:
                answer = await line.ask(text, parameters, self.config.query_timeout, bookmarks)
            except BaseException as error:
                line.kill()
                await session.close()
                if isinstance(error, TimeoutError):
                    raise StoreTimeout("Neo4j did not answer within the time limit, nor say so") from None
                if not (line.used and isinstance(error, _LOST)):
                    raise
            else:
                self._lines.append((session, line))
                return answer

    async def _line(self) -> tuple[neo4j.AsyncSession, Line]:
        """Return the connection that was used last, or a new one, with the session by which the driver counts it as in use."""
        while self._lines:
            session, line = self._lines.pop()
            if line.fit:
                return session, line
            line.kill()
            await session.close()
        session = self._session(neo4j.READ_ACCESS)
        try:
            await session._connect(neo4j.READ_ACCESS)  # type: ignore[no-untyped-call]
        except BaseException:
            await session.close()
            raise
        return session, Line(session._connection, self.config.database)

    async def rows(self, text: str, parameters: Parameters, timeout: float | None = None) -> list[list[Any]]:
        """Run one statement that reads and return all its records as lists of values."""
        query = Query(text, timeout=timeout or self.config.query_timeout)

        async def run() -> list[list[Any]]:
            async with self._session(neo4j.READ_ACCESS) as session:
                result = await session.run(query, dict(parameters))
                return [record.values() async for record in result]

        return await self._guarded(run)

    async def stream(self, text: str, parameters: Parameters, timeout: float | None = None) -> AsyncIterator[list[Any]]:
        """Run one statement that reads and yield its records as lists of values while they come, however many."""
        query = Query(text, timeout=timeout or self.config.query_timeout)
        try:
            async with self._session(neo4j.READ_ACCESS) as session:
                async for record in await session.run(query, dict(parameters)):
                    yield record.values()
        except (exceptions.Neo4jError, exceptions.DriverError, OSError, TimeoutError) as error:
            raise from_driver(error) from error

    async def profile(self, text: str, parameters: Parameters) -> dict[str, Any]:
        """Run one statement that reads and return its plan: a tree of {operator, details, rows, dbHits, children}."""
        return await self._plan("PROFILE", text, parameters)

    async def explain(self, text: str, parameters: Parameters) -> dict[str, Any]:
        """Return the plan of a statement without running it: the tree of `profile`, where rows and dbHits are None."""
        return await self._plan("EXPLAIN", text, parameters)

    async def _plan(self, how: str, text: str, parameters: Parameters) -> dict[str, Any]:
        query = Query(f"{how} {text}", timeout=self.config.query_timeout)

        async def run() -> dict[str, Any]:
            async with self._session(neo4j.READ_ACCESS) as session:
                summary = await (await session.run(query, dict(parameters))).consume()
                return _operator(summary.profile or summary.plan or {})

        return await self._guarded(run)

    async def write(self, statements: Sequence[Statement], timeout: float | None = None) -> list[list[list[Any]]]:
        """Run statements in one transaction, as `transact` does; return the records of each."""

        async def work(transaction: Transaction) -> list[list[list[Any]]]:
            return [await transaction.rows(*statement) for statement in statements]

        return await self.transact(work, timeout)

    async def transact(self, work: Callable[[Transaction], Awaitable[T]], timeout: float | None = None) -> T:
        """Do what `work` does in one transaction that may write, repeated as a whole on transient faults; return what it returns."""

        @neo4j.unit_of_work(timeout=timeout or self.config.query_timeout)
        async def in_one(transaction: AsyncManagedTransaction) -> T:
            return await work(Transaction(transaction))

        async def run() -> T:
            async with self._session(neo4j.WRITE_ACCESS) as session:
                return await session.execute_write(in_one)

        return await self._guarded(run)

    async def define(self, text: str, parameters: Parameters | None = None) -> list[list[Any]]:
        """Run one command on the schema of the database, in a transaction of its own."""

        async def run() -> list[list[Any]]:
            async with self._session(neo4j.WRITE_ACCESS) as session:
                result = await session.run(text, dict(parameters or {}))
                return [record.values() async for record in result]

        return await self._guarded(run)

    def _session(self, mode: str) -> neo4j.AsyncSession:
        seen = Bookmarks.from_raw_values(SEEN.get()) if self._bookmarks else None
        return self._driver.session(database=self.config.database, default_access_mode=mode, bookmarks=seen, bookmark_manager=self._bookmarks)

    async def _guarded(self, run: Callable[[], Coroutine[Any, Any, T]]) -> T:
        try:
            return await run()
        except (exceptions.Neo4jError, exceptions.DriverError, OSError, TimeoutError) as error:
            raise from_driver(error) from error
