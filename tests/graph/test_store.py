"""Reads over connections that are kept, and what becomes of them when Neo4j, the network or the client gives up."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from neo4j.exceptions import Neo4jError

from graph.local import LocalServer
from graph.store import Store, StoreConfig, Transaction, from_driver
from schema.errors import OutcomeUnknown, StoreError, StoreTimeout, StoreUnavailable

pytestmark = pytest.mark.core

SLOW = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b WITH a WHERE a < 0 RETURN count(a)"


@pytest.fixture
def config(neo4j_server: LocalServer) -> StoreConfig:
    return StoreConfig(neo4j_server.bolt_uri, neo4j_server.username, neo4j_server.password)


def run(config: StoreConfig, work: Callable[[Store], Awaitable[None]]) -> None:
    async def with_store() -> None:
        async with Store(config) as store:
            await work(store)

    asyncio.run(with_store())


@asynccontextmanager
async def relay(config: StoreConfig) -> AsyncIterator[tuple[StoreConfig, list[asyncio.StreamWriter]]]:
    """Give an address that leads to Neo4j, and the connections through it, to be cut."""
    host, _, port = config.uri.removeprefix("bolt://").partition(":")
    open_ones: list[asyncio.StreamWriter] = []
    all_ones: list[asyncio.StreamWriter] = []
    handlers: set[asyncio.Task[None] | None] = set()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while received := await reader.read(65_536):
                writer.write(received)
        finally:
            writer.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handlers.add(asyncio.current_task())
        there, back = await asyncio.open_connection(host, int(port))
        open_ones.append(writer)
        all_ones.extend((writer, back))
        await asyncio.gather(pump(reader, back), pump(there, writer), return_exceptions=True)

    async with await asyncio.start_server(connect, "127.0.0.1", 0) as server:
        yield replace(config, uri=f"bolt://127.0.0.1:{server.sockets[0].getsockname()[1]}"), open_ones
        for writer in all_ones:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in all_ones), *filter(None, handlers), return_exceptions=True)


@pytest.mark.parametrize("size", [0, 1, 255, 65_535, 65_536, 3_000_000])
def test_an_answer_of_any_size_arrives_whole(config: StoreConfig, size: int) -> None:
    async def work(store: Store) -> None:
        text = "RETURN [$text, reduce(all = '', n IN range(1, 3) | all + $text), range(1, 300), {a: null, b: [1.5, true]}] AS data"
        sent = "ж" * (size // 2) + "x" * (size % 2)
        for _ in range(2):
            assert await store.read(text, {"text": sent}) == [[sent, sent * 3, list(range(1, 301)), {"a": None, "b": [1.5, True]}]]

    run(config, work)


def test_reads_side_by_side_get_their_own_answers(config: StoreConfig) -> None:
    async def work(store: Store) -> None:
        answers = await asyncio.gather(*(store.read("RETURN $n AS n, range(0, $n % 700) AS filler", {"n": n}) for n in range(400)))
        assert [answer[0] for answer in answers] == list(range(400))
        assert [len(answer[1]) for answer in answers] == [n % 700 + 1 for n in range(400)]

    run(replace(config, pool_size=7, acquisition_timeout=60.0), work)


def test_a_refused_statement_leaves_the_next_alone(config: StoreConfig) -> None:
    async def work(store: Store) -> None:
        for text in ("RETURN 1 +", "RETURN 1 / 0 AS x", "CREATE (n:Nothing) RETURN 1 AS one"):
            with pytest.raises(StoreError):
                await store.read(text, {})
            assert await store.read("RETURN 1 AS one", {}) == [1]
        assert await store.rows("MATCH (n:Nothing) RETURN count(n)", {}) == [[0]]

    run(config, work)


def test_a_transaction_sees_what_it_wrote_and_leaves_nothing_if_it_fails(config: StoreConfig) -> None:
    async def write_two(transaction: Transaction) -> list[list[int]]:
        for number in range(2):
            await transaction.rows("CREATE (:Nothing {number: $number})", {"number": number})
        return await transaction.rows("MATCH (n:Nothing) RETURN n.number ORDER BY n.number", {})

    async def write_and_fail(transaction: Transaction) -> None:
        await write_two(transaction)
        raise KeyError("a fault of the caller's own")

    async def work(store: Store) -> None:
        with pytest.raises(KeyError):
            await store.transact(write_and_fail)
        assert await store.transact(write_two) == [[0], [1]]
        await store.write([("MATCH (n:Nothing) DELETE n", {})])

    run(config, work)


def test_a_slow_statement_ends_with_a_timeout(config: StoreConfig) -> None:
    async def work(store: Store) -> None:
        with pytest.raises(StoreTimeout):
            await store.read(SLOW, {})
        assert await store.read("RETURN 1 AS one", {}) == [1]

    run(replace(config, query_timeout=0.5), work)


def test_a_client_that_goes_away_ends_its_statement(config: StoreConfig) -> None:
    async def work(store: Store) -> None:
        task = asyncio.create_task(store.read(SLOW, {}))
        await asyncio.sleep(0.5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        for _ in range(50):
            running = await store.rows("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH $start RETURN count(*)", {"start": SLOW[:40]})
            if running == [[0]]:
                break
            await asyncio.sleep(0.1)
        assert running == [[0]]
        assert await store.read("RETURN 1 AS one", {}) == [1]

    run(replace(config, query_timeout=60.0), work)


def test_a_read_outlives_connections_that_were_cut_while_they_were_idle(config: StoreConfig) -> None:
    async def scenario() -> None:
        async with relay(config) as (through, open_ones), Store(through) as store:
            await asyncio.gather(*(store.read("RETURN $n AS n", {"n": n}) for n in range(5)))
            before = len(open_ones)
            assert before >= 2
            for writer in open_ones:
                writer.close()
            await asyncio.sleep(0.1)
            assert await asyncio.gather(*(store.read("RETURN $n AS n", {"n": n}) for n in range(5))) == [[n] for n in range(5)]
            assert len(open_ones) > before

    asyncio.run(scenario())


def test_a_connection_that_is_cut_in_the_middle_of_the_first_answer_is_an_error(config: StoreConfig) -> None:
    async def scenario() -> None:
        async with relay(config) as (through, open_ones), Store(through) as store:
            task = asyncio.create_task(store.read(SLOW, {}))
            await asyncio.sleep(0.5)
            for writer in open_ones:
                writer.close()
            with pytest.raises(StoreUnavailable):
                await task
            assert await store.read("RETURN 1 AS one", {}) == [1]

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("Neo.DatabaseError.Transaction.TransactionCommitFailed", OutcomeUnknown),
        ("Neo.DatabaseError.Transaction.TransactionStartFailed", StoreUnavailable),
        ("Neo.TransientError.General.DatabaseUnavailable", StoreUnavailable),
        ("Neo.ClientError.Transaction.TransactionTimedOut", StoreTimeout),
        ("Neo.ClientError.Statement.SyntaxError", StoreError),
    ],
)
def test_what_neo4j_reports_has_a_code_of_ours(code: str, kind: type[StoreError]) -> None:
    assert type(from_driver(Neo4jError._hydrate_neo4j(code=code, message="no"))) is kind


def test_when_all_connections_are_busy_a_read_waits_and_then_says_so(config: StoreConfig) -> None:
    async def work(store: Store) -> None:
        busy = [asyncio.create_task(store.read(SLOW, {})) for _ in range(2)]
        await asyncio.sleep(0.3)
        with pytest.raises(StoreUnavailable, match="all 2 connections"):
            await store.read("RETURN 1 AS one", {})
        assert await store.rows("RETURN 1 AS one", {}) == [[1]], "writes and others have connections of their own"
        assert all(isinstance(end, StoreTimeout) for end in await asyncio.gather(*busy, return_exceptions=True))
        assert await store.read("RETURN 1 AS one", {}) == [1]

    run(replace(config, pool_size=2, acquisition_timeout=0.3, query_timeout=4.0), work)


def test_a_read_sees_the_write_before_it(config: StoreConfig) -> None:
    async def work(store: Store) -> None:
        for n in range(20):
            await store.write([("MERGE (s:Seen) SET s.n = $n", {"n": n})])
            assert await store.read("MATCH (s:Seen) RETURN s.n AS n", {}) == [n]
        await store.write([("MATCH (s:Seen) DELETE s", {})])

    for scheme in ("bolt://", "neo4j://"):
        run(replace(config, uri=config.uri.replace("bolt://", scheme)), work)
