"""The change log: who changed what and when, and the lock by which one writer follows another.

    (:ChangeLog {id, version, at, since, total, run, changing})  one node: every change write-locks it first
    (:LoggedChange {version, at, by, what, iris, ...})   one for each transaction that changed something

What a change did is not said here again: of each resource in `iris`, the state before it ends at `at` and the state after it begins there (`graph.history`).
The log is bounded: a reader asks from the version that it knows, and is told if what came after is no longer all there.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from graph.store import Store, Transaction
from schema.errors import ChangesGone, OntologyChanging

T = TypeVar("T")

LOG, CHANGE = "ChangeLog", "LoggedChange"
MOST_CHANGES = 100_000
"""How many changes are kept."""
MOST_RESOURCES = 2_000_000
"""How many resources the kept changes name together, the last change aside."""
_AT_ONCE = 20  # more than one change is forgotten at each, so that a smaller bound takes effect

_LOCK = f"MATCH (l:{LOG}) SET l.writer = $run RETURN l.version, l.at, l.run, l.changing"
_CREATE = f"MERGE (l:{LOG} {{name: 'log'}}) ON CREATE SET l.version = 0, l.since = 1, l.total = 0"
_APPEND = f"""
MATCH (l:{LOG}) SET l.version = l.version + 1, l.total = l.total + size($iris), l.at = $now, l.run = $run
CREATE (c:{CHANGE} {{version: l.version, total: l.total, iris: $iris}}) SET c += $told
RETURN l.version
"""
_FORGET = f"""
MATCH (l:{LOG}) UNWIND range(l.since, l.since + {_AT_ONCE - 1}) AS old
MATCH (c:{CHANGE} {{version: old}}) WHERE old < l.version AND (old <= l.version - $changes OR c.total <= l.total - $resources)
WITH l, collect(c) AS gone, max(old) AS last WHERE last IS NOT NULL
SET l.since = last + 1 FOREACH (c IN gone | DELETE c)
"""
_NOW = f"MATCH (l:{LOG}) RETURN l.version, l.since"
_NAMED = f"OPTIONAL MATCH (l:{LOG}) RETURN l.id, l.version LIMIT 1"
_ID = f"MATCH (l:{LOG}) SET l.id = coalesce(l.id, randomUUID()) RETURN l.id, l.version"
_AFTER = f"MATCH (c:{CHANGE}) WHERE c.version > $version RETURN c.version, toString(c.at), c.by, c.what, c.iris ORDER BY c.version LIMIT $limit"


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes something, and by what: an operation's name, `load`, `rebuild`."""

    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A writer's turn: no other writes until its transaction ends. `now` is later than that of every change before, `version` theirs."""

    now: datetime
    version: int
    run: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A change as the log tells it; `at` is RFC 3339 text."""

    version: int
    at: str
    by: str
    what: str
    iris: list[str] = field(default_factory=list)


async def begin(transaction: Transaction, run: str = "") -> Turn:
    """Wait for one's turn. Transactions of one `run` with no other's between them have one time, so that no states are left between them.

    Raises OntologyChanging while another run takes the store to another ontology (`graph.migration`): `changing` is that run.
    """
    found = await transaction.rows(_LOCK, {"run": run})
    if not found:
        await transaction.rows(_CREATE, {})
        found = await transaction.rows(_LOCK, {"run": run})
    ((version, at, before, changing),) = found
    if changing and changing != run:
        raise OntologyChanging("the store is half way to another ontology: nothing else is written until `claimgraph schema apply` is through")
    last = at.to_native().astimezone(UTC) if at else None  # the driver gives a named zone back
    if last and run and run == before:
        return Turn(last, version, run)
    now = datetime.now(UTC)
    return Turn(max(now, last + timedelta(microseconds=1)) if last else now, version, run)


async def append(transaction: Transaction, turn: Turn, author: Author, iris: Collection[str], **told: Any) -> int:
    """Log what was changed, `told` with it, and return the graph's new version."""
    parameters = {"iris": sorted(iris), "now": turn.now, "run": turn.run, "told": {"at": turn.now, "by": author.by, "what": author.what, **told}}
    ((version,),) = await transaction.rows(_APPEND, parameters)
    await transaction.rows(_FORGET, {"changes": MOST_CHANGES, "resources": MOST_RESOURCES})
    return int(version)


async def change(
    store: Store,
    author: Author,
    work: Callable[[Transaction, Turn], Awaitable[tuple[T, Collection[str]]]],
    *,
    run: str = "",
    timeout: float | None = None,
    before: Callable[[Transaction], Awaitable[None]] | None = None,
) -> T:
    """Do what `work` does in one transaction, in one's turn; it returns its result and the IRIs of all that it changed, which are logged.

    What is done `before` does not wait for the turn: `work` has to find out whether it still holds, and to raise if not.
    """

    async def in_turn(transaction: Transaction) -> T:
        if before:
            await before(transaction)
        turn = await begin(transaction, run)
        result, iris = await work(transaction, turn)
        if iris:
            await append(transaction, turn, author, iris)
        return result

    return await store.transact(in_turn, timeout)


async def version_of(store: Store) -> int:
    """Return the graph's version: how many changes there were."""
    found = await store.rows(_NOW, {})
    return int(found[0][0]) if found else 0


async def identify(store: Store) -> tuple[str, int]:
    """Return what tells this graph's log from every other one, and the graph's version."""
    identity, version = await store.read(_NAMED, {})
    if identity:
        return identity, version

    async def name(transaction: Transaction) -> tuple[str, int]:
        await transaction.rows(_CREATE, {})
        ((identity, version),) = await transaction.rows(_ID, {})
        return identity, version

    return await store.transact(name)


async def changes_after(store: Store, version: int, limit: int) -> list[Logged]:
    """Return the first changes after a version; raise ChangesGone if some of them are no longer kept."""
    found = [Logged(*row) for row in await store.rows(_AFTER, {"version": version, "limit": limit})]
    since = (await store.rows(_NOW, {}) or [[0, 1]])[0][1]  # read last: what was forgotten meanwhile shows
    if version + 1 < since:
        raise ChangesGone(f"the changes after version {version} are no longer all kept: the oldest one is {since}")
    return found
