"""What should be stored about the claims, against what is: the statements that write the difference, and keep what was."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.conflicts import Conflict
from graph.history import SINCE, keep_edges, keep_nodes
from graph.resolve import EdgeKey
from graph.status import Evidence, judge
from graph.store import Statement, batches
from graph.weigh import Bearing
from graph.world import BEARS_ON, CONFLICTS_WITH, World

Change = tuple[list[Statement], int]
"""Statements of one transaction, and how many things they change."""
Projected = Mapping[tuple[EdgeKey, str], dict[str, Any]]
"""Relationship and proposition to what the relationship carries."""
Rows = Sequence[list[Any]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What should be stored about a world; of `groups` only what differs."""

    depths: Mapping[str, int]
    sources: Mapping[str, list[str]]
    gone: Mapping[str, str]
    bearings: Set[Bearing]
    conflicts: Set[Conflict]
    evidence: Mapping[str, Evidence]
    projected: Projected
    groups: Mapping[str, str]


def differences(world: World, weighed: Weighed, now: datetime) -> Iterator[Change]:
    """Yield what is to be written, in batches."""
    yield from _claim_changes(world, weighed, now)
    yield from _group_changes(weighed.groups, now)
    yield from _conflict_changes(world.conflicts, weighed.conflicts, now)
    yield from _bearing_changes(world.bearings, weighed.bearings, now)
    yield from _status_changes(world, weighed.evidence, now)
    yield from _projection_changes(world.projected, weighed.projected, now)


# nodes


def _claim_changes(world: World, weighed: Weighed, now: datetime) -> Iterator[Change]:
    new = {iri: [weighed.depths[iri], weighed.sources[iri], weighed.gone.get(iri)] for iri in world.derived}
    rows = [[iri, *values] for iri, values in new.items() if world.derived[iri] != values]
    yield from _node_changes("Claim", "n.depth = row[1], n.sources = row[2], n.gone = row[3]", rows, now)


def _group_changes(groups: Mapping[str, str], now: datetime) -> Iterator[Change]:
    """An agent that stands alone, or gives its group the name, has none."""
    yield from _node_changes("Agent", "n.group = row[1]", [[agent, None if group == agent else group] for agent, group in groups.items()], now)


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
        yield [keep_nodes([row[0] for row in batch], now), (text, {"rows": batch, "now": now})], len(batch)


# relationships


def _conflict_changes(old: Set[Conflict], new: Set[Conflict], now: datetime) -> Iterator[Change]:
    ends = "UNWIND $rows AS row MATCH (a:Proposition {iri: row[0]}) MATCH (b:Proposition {iri: row[1]})"
    yield from _removals(f"{ends} MATCH (a)-[r:{CONFLICTS_WITH} {{basis: row[2]}}]->(b)", [list(row) for row in sorted(old - new)], now)
    yield from _creations(f"{ends} CREATE (a)-[:{CONFLICTS_WITH} {{basis: row[2], {SINCE}: $now}}]->(b)", [list(row) for row in sorted(new - old)], now)


def _bearing_changes(old: Set[Bearing], new: Set[Bearing], now: datetime) -> Iterator[Change]:
    ends = "UNWIND $rows AS row MATCH (a:Claim {iri: row[1]}) MATCH (b:Proposition {iri: row[0]})"
    match = f"{ends} MATCH (a)-[r:{BEARS_ON} {{role: row[2]}}]->(b) WHERE r.group = row[3] AND r.projects = row[4]"
    yield from _removals(match, [list(row) for row in sorted(old - new)], now)
    make = f"{ends} CREATE (a)-[:{BEARS_ON} {{role: row[2], group: row[3], projects: row[4], {SINCE}: $now}}]->(b)"
    yield from _creations(make, [list(row) for row in sorted(new - old)], now)


def _projection_changes(old: Projected, new: Projected, now: datetime) -> Iterator[Change]:
    match = "UNWIND $rows AS row MATCH (a:Resource {iri: row[1]})-[r:$(row[0]) {proposition: row[3]}]->(b:Resource {iri: row[2]})"
    yield from _removals(match, [[*place[0], place[1]] for place in old if place not in new], now)
    ends = "UNWIND $rows AS row MATCH (a:Resource {iri: row[1]}) MATCH (b:Resource {iri: row[2]})"
    make = f"{ends} MERGE (a)-[r:$(row[0]) {{proposition: row[3]}}]->(b) SET r = row[4], r.{SINCE} = $now"
    for batch in batches([[*place[0], place[1], carried] for place, carried in new.items() if old.get(place) != carried]):
        yield [keep_edges(match, {"rows": batch}, now), (make, {"rows": batch, "now": now})], len(batch)


def _removals(match: str, rows: Rows, now: datetime) -> Iterator[Change]:
    for batch in batches(rows):
        yield [keep_edges(match, {"rows": batch}, now), (f"{match} DELETE r", {"rows": batch})], len(batch)


def _creations(text: str, rows: Rows, now: datetime) -> Iterator[Change]:
    for batch in batches(rows):
        yield [(text, {"rows": batch, "now": now})], len(batch)
