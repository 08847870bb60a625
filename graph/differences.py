"""What should be stored about the claims, against what is: the statements that write the difference, and keep what was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from graph.conflicts import Conflict
from graph.history import SINCE, keep_edges, keep_nodes
from graph.resolve import EdgeKey
from graph.status import Evidence, judge
from graph.store import Statement, Transaction, batches
from graph.weigh import Bearing
from graph.weighed import Projected, Weighed
from graph.world import BEARS_ON, CONFLICTS_WITH, World

Rows = Sequence[list[Any]]
_FIRST, _FIRST_TWO, _SECOND_AND_THIRD = slice(1), slice(2), slice(1, 3)
"""Where in a row the IRIs stand of what it changes."""


class Change(NamedTuple):
    """Statements, how many things they change, and the IRIs of those: of nodes, and of both ends of relationships."""

    statements: Sequence[Statement]
    size: int
    touched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Applied:
    """How many things were changed, and the IRIs of those: of nodes, and of both ends of relationships."""

    changed: int = 0
    touched: frozenset[str] = frozenset()

    def __add__(self, other: "Applied") -> "Applied":
        return Applied(self.changed + other.changed, self.touched | other.touched)


async def apply(transaction: Transaction, changes: Iterable[Change]) -> Applied:
    """Make changes."""
    found = Applied()
    for statements, size, touched in changes:
        for statement in statements:
            await transaction.rows(*statement)
        found += Applied(size, touched)
    return found


def differences(world: World, weighed: Weighed, now: datetime) -> Iterator[Change]:
    """Yield what is to be written, in batches."""
    yield from _claim_changes(world, weighed, now)
    yield from group_changes(weighed.groups.items(), now)
    yield from _conflict_changes(world.conflicts, weighed.conflicts, now)
    yield from _bearing_changes(world.bearings, weighed.bearings, now)
    yield from _status_changes(world, weighed.evidence, now)
    yield from _projection_changes(world.projected, weighed.projected, now)


# nodes


def _claim_changes(world: World, weighed: Weighed, now: datetime) -> Iterator[Change]:
    new = {iri: [weighed.depths[iri], weighed.sources[iri], weighed.gone.get(iri)] for iri in world.derived}
    rows = [[iri, *values] for iri, values in new.items() if world.derived[iri] != values]
    yield from _node_changes("Claim", "n.depth = row[1], n.sources = row[2], n.gone = row[3]", rows, now)


def group_changes(groups: Iterable[tuple[str, str]], now: datetime) -> Iterator[Change]:
    """Yield what gives agents their groups; one that stands alone, or gives its group the name, has none."""
    yield from _node_changes("Agent", "n.group = row[1]", [[agent, None if group == agent else group] for agent, group in groups], now)


def _status_changes(world: World, evidence: Mapping[str, Evidence], now: datetime) -> Iterator[Change]:
    rows = []
    for said in world.said:
        found = evidence[said.proposition.iri]
        values = [judge(found).status, len(found.origins), len(found.denials), len(found.flags)]
        if values != said.stored:
            rows.append([said.proposition.iri, *values])
    yield from _node_changes("Proposition", "n.status = row[1], n.origins = row[2], n.denials = row[3], n.flags = row[4]", rows, now)


def _node_changes(label: str, setting: str, rows: Rows, now: datetime) -> Iterator[Change]:
    text = f"UNWIND $rows AS row MATCH (n:{label} {{iri: row[0]}}) SET {setting}, n.{SINCE} = $now"
    for batch in batches(rows):
        yield _change([keep_nodes([row[0] for row in batch], now), (text, {"rows": batch, "now": now})], batch, _FIRST)


# relationships


def _conflict_changes(old: Set[Conflict], new: Set[Conflict], now: datetime) -> Iterator[Change]:
    ends = "UNWIND $rows AS row MATCH (a:Proposition {iri: row[0]}) MATCH (b:Proposition {iri: row[1]})"
    yield from _removals(f"{ends} MATCH (a)-[r:{CONFLICTS_WITH} {{basis: row[2]}}]->(b)", [list(row) for row in sorted(old - new)], now, _FIRST_TWO)
    yield from _creations(
        f"{ends} CREATE (a)-[:{CONFLICTS_WITH} {{basis: row[2], {SINCE}: $now}}]->(b)", [list(row) for row in sorted(new - old)], now, _FIRST_TWO
    )


def _bearing_changes(old: Set[Bearing], new: Set[Bearing], now: datetime) -> Iterator[Change]:
    ends = "UNWIND $rows AS row MATCH (a:Claim {iri: row[1]}) MATCH (b:Proposition {iri: row[0]})"
    match = f"{ends} MATCH (a)-[r:{BEARS_ON} {{role: row[2]}}]->(b) WHERE r.group = row[3] AND r.projects = row[4]"
    yield from _removals(match, [list(row) for row in sorted(old - new)], now, _FIRST_TWO)
    make = f"{ends} CREATE (a)-[:{BEARS_ON} {{role: row[2], group: row[3], projects: row[4], {SINCE}: $now}}]->(b)"
    yield from _creations(make, [list(row) for row in sorted(new - old)], now, _FIRST_TWO)


_PROJECTED = "UNWIND $rows AS row MATCH (a:Resource {iri: row[1]})-[r:$(row[0]) {proposition: row[3]}]->(b:Resource {iri: row[2]})"


def drop_projected(places: Iterable[tuple[EdgeKey, str]], now: datetime) -> Iterator[Change]:
    """Yield what removes projected relationships, each given with its proposition."""
    yield from _removals(_PROJECTED, [[*key, proposition] for key, proposition in places], now, _SECOND_AND_THIRD)


def _projection_changes(old: Projected, new: Projected, now: datetime) -> Iterator[Change]:
    yield from drop_projected((place for place in old if place not in new), now)
    ends = "UNWIND $rows AS row MATCH (a:Resource {iri: row[1]}) MATCH (b:Resource {iri: row[2]})"
    make = f"{ends} MERGE (a)-[r:$(row[0]) {{proposition: row[3]}}]->(b) SET r = row[4], r.{SINCE} = $now"
    for batch in batches([[*place[0], place[1], carried] for place, carried in new.items() if old.get(place) != carried]):
        yield _change([keep_edges(_PROJECTED, {"rows": batch}, now), (make, {"rows": batch, "now": now})], batch, _SECOND_AND_THIRD)


def _removals(match: str, rows: Rows, now: datetime, ends: slice) -> Iterator[Change]:
    for batch in batches(rows):
        yield _change([keep_edges(match, {"rows": batch}, now), (f"{match} DELETE r", {"rows": batch})], batch, ends)


def _creations(text: str, rows: Rows, now: datetime, ends: slice) -> Iterator[Change]:
    for batch in batches(rows):
        yield _change([(text, {"rows": batch, "now": now})], batch, ends)


def _change(statements: Sequence[Statement], batch: Rows, iris: slice) -> Change:
    return Change(statements, len(batch), frozenset(iri for row in batch for iri in row[iris]))
