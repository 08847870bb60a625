"""The steps that take a store from one ontology to the next.

    stale indexes -> nodes -> relationships by type -> those that waited for a type to become free -> indexes -> evidence -> the new ontology is kept

Each batch is one transaction that also notes how far it came, so a change that was killed goes on where it was, and ends as if it had not been.
"""

from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from graph.cypher.quote import quote
from graph.definitions import define, drop_stale
from graph.evidence import rebuild
from graph.history import HAD_STATE, PAST, SINCE, UNTIL, keep_nodes, was_label, was_type
from graph.log import LOG, Author, Turn, begin, change
from graph.migration.examine import PAGE, TIMEOUT, Examined, Report, examine, page_parameters
from graph.migration.links import Link, Links
from graph.migration.nodes import Converted, Nodes, native
from graph.migration.stored import CHANGE, Progress, keep, progress
from graph.migration.terms import Terms
from graph.store import Statement, Store, Transaction
from graph.write import DELETED
from schema.errors import DataError, OntologyChanging
from schema.model import ROOT, Model

NODES, LINKS = 500, 2_000
"""Nodes (with all their past states) and relationships of one transaction."""
_WAITING = "__waiting_"
"""Begins the type of relationships until the type that they get is free."""
FINDINGS = 5
"""How many findings a refusal spells out."""

_BEGIN = f"MATCH (l:{LOG}) MERGE (c:{CHANGE} {{name: 'change'}}) SET c += $told, l.changing = c.run"
_END = f"MATCH (l:{LOG}) REMOVE l.changing WITH l MATCH (c:{CHANGE}) DELETE c"
_CAME = f"MATCH (c:{CHANGE} {{step: $step, after: $before}}) SET c.after = $after RETURN c.step"
_NEXT = f"MATCH (c:{CHANGE} {{step: $step}}) SET c.step = $step + 1, c.after = ''"
_MOVE = "MATCH (n:Resource {iri: row[0]}) REMOVE n:$(row[1]) SET n:$(row[2]), n += row[3]"
_STATES = f"UNWIND $iris AS iri MATCH (:{{label}} {{{{iri: iri}}}})-[:{HAD_STATE}]->(s:{PAST}) RETURN elementId(s), s.iri, labels(s), properties(s)"
_MOVE_STATE = f"MATCH (n:{PAST}) WHERE elementId(n) = row[0] REMOVE n:$(row[1]) SET n:$(row[2]), n += row[3]"
_LINKS = """MATCH (a)-[r:{kind}]->(b) WITH a, r, b LIMIT $size
RETURN elementId(r), elementId(a), a.iri, labels(a), elementId(b), b.iri, labels(b), properties(r)"""
_ENDS = "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1]"
_ONCE = "WITH a, b, row WHERE NOT EXISTS {{ MATCH (a)-[x:{kind}]->(b) WHERE coalesce(x.proposition, '') = coalesce(row[2].proposition, '') }}"
_DELETE = "UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r"
_SETTLE = "MATCH (a)-[r:{waiting}]->(b) WITH a, r, b LIMIT $size CREATE (a)-[w:{kind}]->(b) SET w = properties(r) DELETE r RETURN count(*)"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is done, and to which label or type."""

    kind: str
    name: str = ""

    def __str__(self) -> str:
        """As a person reads it."""
        return f"{self.kind} {self.name}".strip()


def steps(terms: Terms) -> list[Step]:
    """Return all steps, the same for the same two ontologies whatever the store holds."""
    nodes = Nodes(terms)
    links = Links(terms, nodes).affected
    now = [kind for old in links if (found := terms.relations[old][1]) for kind in (found[0].type, was_type(found[0].type))]
    waiting = sorted(_busy(links).intersection(now))
    return [
        Step("drop indexes"),
        *(Step("convert", label) for label in (ROOT, DELETED) if nodes.affected),
        *(Step("move", kind) for old in links for kind in (old, was_type(old))),
        *(Step("settle", kind) for kind in waiting),
        Step("make indexes"),
        *(Step("weigh evidence") for _ in range(terms.new.has_evidence and bool(nodes.affected or links))),
    ]


def _busy(links: tuple[str, ...]) -> set[str]:
    """The types that relationships which are still to be moved may have."""
    return {kind for old in links for kind in (old, was_type(old))}


async def check(store: Store, terms: Terms, *, drop: bool, report: Report) -> Examined:
    """Return what would happen; raise DataError if something forbids it."""
    found = await examine(store, terms, report)
    if reasons := [*found.faults.values(), *(() if drop else found.lost.values())]:
        shown = "; ".join(map(str, reasons[:FINDINGS])) + (f"; and {len(reasons) - FINDINGS} more" if len(reasons) > FINDINGS else "")
        hint = "; --drop gives up what the new ontology has no place for (history keeps it)" if found.lost and not drop else ""
        raise DataError(f"nothing was written: {shown}{hint}")
    return found


async def apply(store: Store, old: Model, new: Model, author: str, report: Report) -> None:
    """Take the store's data from one ontology to the next, or go on with that; it must have been checked before it began.

    Raises OntologyChanging if it is half way between two others, or if somebody else does the same.
    """
    under_way = await progress(store)
    if under_way is None:
        under_way = Progress(old.digest, new.digest, 0, "", f"schema apply {datetime.now(UTC).isoformat()}")
        await _in_turn(store, under_way, keep(old), (_BEGIN, {"told": asdict(under_way)}))
    elif (under_way.source, under_way.target) != (old.digest, new.digest):
        raise OntologyChanging(f"the store is half way to another ontology, {under_way.target[:12]}: finish that first")
    await _Run(store, Terms(old, new), under_way, Author(author, "schema apply"), report).run()


async def _in_turn(store: Store, progress: Progress, *statements: Statement) -> None:
    """Write what changes no resource, when no other writes."""

    async def write(transaction: Transaction) -> None:
        await begin(transaction, progress.run)
        for statement in statements:
            await transaction.rows(*statement)

    await store.transact(write, TIMEOUT)


class Batch(NamedTuple):
    """One transaction of a step: what was done is done up to `after`, and what it changes changes at `now`."""

    transaction: Transaction
    after: str
    now: datetime


Done = tuple[str | None, Collection[str]]
"""Up to where a step is done (None: to its end), and the resources that a batch of it changed."""


class _Run:
    def __init__(self, store: Store, terms: Terms, begun: Progress, author: Author, report: Report) -> None:
        self._store, self._terms, self._begun, self._author, self._report = store, terms, begun, author, report
        self._nodes = Nodes(terms)
        self._links = Links(terms, self._nodes)
        self._steps, self._busy = steps(terms), _busy(self._links.affected)

    async def run(self) -> None:
        for place in range(self._begun.step, len(self._steps)):
            await self._step(place, self._begun.after if place == self._begun.step else "")
            await _in_turn(self._store, self._begun, (_NEXT, {"step": place}))
        await _in_turn(self._store, self._begun, keep(self._terms.new), (_END, {}))

    async def _step(self, place: int, after: str) -> None:
        step = self._steps[place]
        self._report(str(step), 0, 1)
        match step.kind:
            case "drop indexes":
                await drop_stale(self._store, self._terms.new)
            case "convert":
                await self._until_done(place, lambda batch: self._convert(batch, step.name), after)
            case "move":
                await self._until_done(place, lambda batch: self._move(batch, step.name), after)
            case "settle":
                await self._until_done(place, lambda batch: self._settle(batch, step.name), after)
            case "make indexes":
                await define(self._store, self._terms.new)
            case "weigh evidence":
                await rebuild(self._store, self._terms.new, self._author, self._begun.run)
            case unknown:
                raise ValueError(unknown)
        self._report(str(step), 1, 1)

    async def _until_done(self, place: int, work: Callable[[Batch], Awaitable[Done]], after: str) -> None:
        """Do batches until one finds nothing more, each in its turn; how far one came is noted with what it did, once."""

        async def in_turn(transaction: Transaction, turn: Turn) -> Done:
            done, touched = await work(Batch(transaction, after, turn.now))
            if not await transaction.rows(_CAME, {"step": place, "before": after, "after": done or ""}):
                raise OntologyChanging("another `claimgraph schema apply` is at work")
            return done, touched

        done: str | None = after
        while done is not None:
            after = done
            done = await change(self._store, self._author, in_turn, run=self._begun.run, timeout=TIMEOUT)
            self._report(str(self._steps[place]), 0, 1)

    # nodes

    async def _convert(self, batch: Batch, label: str) -> Done:
        transaction, now = batch.transaction, batch.now
        rows = await transaction.rows(PAGE.format(label=quote(label)), {**page_parameters(self._nodes), "after": batch.after, "size": NODES})
        if not rows:
            return None, ()
        held = {iri: (frozenset(labels), native(stored)) for iri, labels, stored in rows}
        became = {iri: self._nodes.convert(iri, *one) for iri, one in held.items()} if label == ROOT else {}
        losing = [iri for iri, found in became.items() if found.lost]
        await transaction.rows(*keep_nodes(losing, now))
        moved = [[iri, *_difference(*held[iri], found)] for iri, found in became.items()]
        for row in moved:
            row[3] |= {SINCE: now} if became[row[0]].lost else {}
        moved = [row for row in moved if any(row[1:])]
        await transaction.rows(f"UNWIND $rows AS row {_MOVE}", {"rows": moved})
        states = await transaction.rows(_STATES.format(label=quote(label)), {"iris": list(held)})
        await transaction.rows(f"UNWIND $rows AS row {_MOVE_STATE}", {"rows": [row for state in states if any((row := self._state(*state))[1:])]})
        return str(rows[-1][0]), [row[0] for row in moved]

    def _state(self, identity: str, iri: str, labels: list[str], stored: dict[str, Any]) -> list[Any]:
        was, held = frozenset(label.removeprefix(was_label("")) for label in labels if label != PAST), native(stored)
        found = self._nodes.convert(iri, was, held, past=True)
        gone, come, changes = _difference(was, held, found)
        return [identity, [was_label(label) for label in gone], [was_label(label) for label in come], changes]

    # relationships

    async def _move(self, batch: Batch, kind: str) -> Done:
        transaction = batch.transaction
        rows = await transaction.rows(_LINKS.format(kind=quote(kind)), {"size": LINKS})
        made: dict[str, list[list[Any]]] = {}
        for _, start, iri, labels, end, end_iri, end_labels, stored in rows:
            for link in self._became(kind, (iri, end_iri), (frozenset(labels), frozenset(end_labels)), native(stored), batch.now):
                ends = [end, start] if link.turned else [start, end]
                made.setdefault(self._free(link.type), []).append([*ends, link.properties])
        await transaction.rows(_DELETE, {"rows": [row[0] for row in rows]})
        for name, links in made.items():
            once = UNTIL not in links[0][2]
            unlike = {(row[0], row[1], row[2].get("proposition")): row for row in links} if once else dict(enumerate(links))
            text = f"{_ENDS} {_ONCE.format(kind=quote(name)) if once else ''} CREATE (a)-[r:{quote(name)}]->(b) SET r = row[2]"
            await transaction.rows(text, {"rows": list(unlike.values())})
        return ("" if rows else None), {iri for row in rows for iri in (row[2], row[5])}

    def _became(self, kind: str, ends: tuple[str, str], labels: tuple[frozenset[str], frozenset[str]], stored: dict[str, Any], at: datetime) -> Iterator[Link]:
        """What takes the place of a relationship: itself, and its past state if it loses something."""
        past = UNTIL in stored
        link = self._links.convert(kind.removeprefix(was_type("")) if past else kind, ends, labels, stored, past=past)
        if "" in link.lost:
            link.properties.setdefault(UNTIL, at)
        elif link.lost and not past:
            before = self._links.convert(kind, ends, labels, stored, past=True)
            before.properties[UNTIL] = at
            link.properties[SINCE] = at
            yield before
        yield link

    def _free(self, kind: str) -> str:
        return _WAITING + kind if kind in self._busy else kind

    async def _settle(self, batch: Batch, kind: str) -> Done:
        ((moved,),) = await batch.transaction.rows(_SETTLE.format(waiting=quote(_WAITING + kind), kind=quote(kind)), {"size": LINKS})
        return ("" if moved else None), ()


def _difference(labels: frozenset[str], held: dict[str, Any], found: Converted) -> tuple[list[str], list[str], dict[str, Any]]:
    """Labels to take away, labels to give, properties to set (None takes one away)."""
    keys = held.keys() | found.properties.keys()
    changes = {key: found.properties.get(key) for key in sorted(keys) if held.get(key) != found.properties.get(key)}
    return sorted(labels - found.labels), sorted(found.labels - labels), changes
