"""Statuses and projected relationships, rebuilt from the claims.

    rows of claims, propositions, links -> bearings -> evidence -> judge -> compare with what is stored -> write the difference

A projected relationship carries `proposition`, `status`, `origins`, `denials`, `sources` (and the time in which the proposition holds, where the
relation has one); a curated one has no `proposition` and no status, which readers take as STATED. What a view needs to weigh anew is kept too: each
bearing as a relationship BEARS_ON from claim to proposition, and on each claim its `sources` and, if it was taken back, `gone`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from graph.cypher.quote import quote
from graph.history import SINCE, keep_edges, keep_nodes
from graph.identity import merge
from graph.resolve import EdgeKey, edge_key
from graph.status import Evidence, judge
from graph.store import Statement, Store
from graph.vocabulary import Vocabulary
from graph.weigh import Bearing, Claim, Link, Proposition, bearings, depths, evidence_of, independence_groups, sources, taken_back
from schema.model import Model, Relation

BATCH = 5_000
TIMEOUT = 120.0
BEARS_ON = "BEARS_ON"
TIME = ("validTime", "validTimeEarliest", "validTimeLatest")
GROUPING = ("CONTROLLED_BY", "MEMBER_OF", "CLOSE_TO", "ON_BEHALF_OF")
"""Relations between agents that do not speak independently of each other."""

_CLAIMS = """
MATCH (c:Claim) WHERE c.invalidatedAt IS NULL
RETURN c.iri, coalesce(c.stance, ''), c.hedge IS NOT NULL, c.depth,
  head([(c)-[:CLAIMANT]->(a) | [a.iri, a:Publisher]]),
  head([(c)-[:CONTENT]->(p) | p.iri]),
  head([(c)-[:RELAYED_BY]->(o) | o.iri]),
  [(c)-[:EVIDENCED_BY]->(:Passage)-[:IN_DOCUMENT]->(:Document)-[:PUBLISHER]->(a) | a.iri],
  [(c)-[:EVIDENCED_BY]->(:Passage)-[:IN_DOCUMENT]->(d:Document) | d.iri] + [(c)-[:STATED_IN]->(d:Document) | d.iri],
  [(c)-[:MARKS]->(m) | m.iri], [(c)-[:RETRACTS]->(m) | m.iri], [(c)-[:SUPERSEDES]->(m) | m.iri],
  c.sources, c.gone
ORDER BY c.iri
"""
_PROPOSITIONS = """
MATCH (p:Proposition) WHERE p.invalidatedAt IS NULL
RETURN p.iri, coalesce(p.kind, ''), p.predicate,
  head([(p)-[:SUBJECT]->(s) | [s.iri, labels(s)]]), head([(p)-[:OBJECT]->(o) | [o.iri, labels(o)]]),
  [(p)<-[:ASSESSES]-(a) | [coalesce(a.madeAt.epochMillis, 0), coalesce(a.recordedAt.epochMillis, 0), a.iri, a.verdict]],
  [p.status, p.origins, p.denials, p.flags], [p.validTime, p.validTimeEarliest, p.validTimeLatest]
ORDER BY p.iri
"""
_LINKS = "MATCH (p:Proposition)-[r:INCOMPATIBLE_WITH|COMPETES_WITH|ENTAILS]->(q:Proposition) RETURN type(r), p.iri, q.iri"
_BEARINGS = f"MATCH (c:Claim)-[b:{BEARS_ON}]->(p:Proposition) RETURN p.iri, c.iri, b.role, b.group, b.projects"
_GROUPING = f"MATCH (a:Agent)-[r:{'|'.join(GROUPING)}]->(b:Agent) WHERE r.proposition IS NULL RETURN a.iri, b.iri"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many propositions and claims were weighed, how many relationships are projected, and how many things a run had to change."""

    propositions: int
    claims: int
    projected: int
    changed: int


class Said(NamedTuple):
    """A proposition as stored: what it links, and the values that a rebuild compares with."""

    proposition: Proposition
    predicate: str | None
    subject: tuple[str, frozenset[str]] | None
    object: tuple[str, frozenset[str]] | None
    stored: list[Any]
    time: list[Any]


Projected = dict[tuple[EdgeKey, str], dict[str, Any]]
"""Relationship and proposition to what the relationship carries."""


@dataclass(slots=True)
class World:
    """Everything that a rebuild reads."""

    claims: list[Claim] = field(default_factory=list)
    derived: dict[str, list[Any]] = field(default_factory=dict)
    bearings: set[Bearing] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    agents: list[tuple[str, str]] = field(default_factory=list)
    projected: Projected = field(default_factory=dict)


async def rebuild(store: Store, model: Model, now: datetime | None = None) -> Rebuilt:
    """Compute all statuses and projected relationships anew; a second run changes nothing. `now`: the time of the change that it belongs to."""
    now = now or datetime.now(UTC)
    relations = claimable(model)
    world = await _read(store, relations)
    propositions = [said.proposition for said in world.said]
    ungrouped = bearings(world.claims, propositions, world.links, {})
    projections = _projections(world, relations, _projecting(ungrouped))
    groups = independence_groups([*world.agents, *((key.start, key.end) for key, _ in projections if key.type in GROUPING)])
    found = [row._replace(group=groups.get(row.group, row.group)) for row in ungrouped]
    retracted, superseded = taken_back(world.claims)
    evidence = evidence_of(found, propositions, retracted, superseded)
    by_claim = sources(world.claims)
    whose = _whose(found, by_claim)
    carried = {place: _carried(evidence[place[1]], whose[place[1]], said, relation) for place, (said, relation) in projections.items()}
    gone = {**dict.fromkeys(superseded, "SUPERSEDED"), **dict.fromkeys(retracted, "RETRACTED")}
    changes = [
        *_claim_changes(world, by_claim, gone, now),
        *_bearing_changes(world.bearings, set(found), now),
        *_status_changes(world, evidence, now),
        *_projection_changes(world.projected, carried, now),
    ]
    for statements, _ in changes:
        await store.write(statements, TIMEOUT)
    merged = await merge(store, now)
    return Rebuilt(len(world.said), len(world.claims), len(projections), sum(size for _, size in changes) + merged)


async def keep_weighed(store: Store, model: Model) -> None:
    """Rebuild what an earlier version of claimgraph, or another writer, left without what views need."""
    if model.has_evidence and await store.rows("MATCH (c:Claim) WHERE c.sources IS NULL RETURN true LIMIT 1", {}, TIMEOUT):
        await rebuild(store, model)


def claimable(model: Model) -> dict[str, tuple[Relation, frozenset[str]]]:
    """Return property IRI to the relation that a proposition about it projects, and the classes whose instances have it."""
    words = Vocabulary(model)
    found: dict[str, tuple[Relation, frozenset[str]]] = {}
    for cls in model.classes.values():
        for relation in cls.relations.values():
            if words.is_written(relation) and not relation.derived:
                first, owners = found.get(relation.iri, (relation, frozenset[str]()))
                found[relation.iri] = (first, owners | {cls.name})
    return found


# reading


async def _read(store: Store, relations: Mapping[str, tuple[Relation, frozenset[str]]]) -> World:
    world = World()
    for row in await store.rows(_CLAIMS, {}, TIMEOUT):
        *told, whose, gone = row
        world.claims.append(_claim(told))
        world.derived[row[0]] = [row[3], whose, gone]
    world.bearings = {Bearing(*row) for row in await store.rows(_BEARINGS, {}, TIMEOUT)}
    world.said = [_said(row) for row in await store.rows(_PROPOSITIONS, {}, TIMEOUT)]
    world.links = [Link(*row) for row in await store.rows(_LINKS, {}, TIMEOUT)]
    world.agents = [(first, second) for first, second in await store.rows(_GROUPING, {}, TIMEOUT)]
    types = "|".join(sorted({quote(relation.type) for relation, _ in relations.values()}))
    text = f"MATCH (a)-[r:{types}]->(b) WHERE r.proposition IS NOT NULL RETURN type(r), a.iri, b.iri, r {{.*, {SINCE}: null}}"
    for kind, start, end, carried in await store.rows(text, {}, TIMEOUT):
        del carried[SINCE]
        world.projected[EdgeKey(kind, start, end), carried["proposition"]] = carried
    return world


def _claim(row: list[Any]) -> Claim:
    iri, stance, hedged, _, claimant, content, outer, publishers, documents, marks, retracts, supersedes = row
    return Claim(
        iri=iri,
        stance=stance,
        claimant=claimant[0] if claimant else "",
        content=content or "",
        outer=outer or "",
        hedged=hedged,
        by_publisher=bool(claimant and claimant[1]),
        publishers=frozenset(publishers),
        documents=frozenset(documents),
        marks=tuple(marks),
        retracts=tuple(retracts),
        supersedes=tuple(supersedes),
    )


def _said(row: list[Any]) -> Said:
    iri, kind, predicate, subject, target, assessments, stored, time = row
    verdict = max(assessments, key=lambda found: found[:3])[3] if assessments else None
    ends = [(end[0], frozenset(end[1])) if end else None for end in (subject, target)]
    return Said(Proposition(iri, kind, verdict or ""), predicate, ends[0], ends[1], stored, time)


# projecting


def _projecting(rows: Iterable[Bearing]) -> set[str]:
    """The propositions that at least one claim asserts, itself or by what entails it, so that they show as relations."""
    return {row.proposition for row in rows if row.projects}


def _whose(rows: Iterable[Bearing], by_claim: Mapping[str, Sequence[str]]) -> Mapping[str, set[str]]:
    """Proposition to all whose claims make a relation of it: without one of them in view, the relation is not there."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.projects:
            found[row.proposition].update(by_claim[row.claim])
    return found


def _projections(
    world: World, relations: Mapping[str, tuple[Relation, frozenset[str]]], asserted: Set[str]
) -> dict[tuple[EdgeKey, str], tuple[Said, Relation]]:
    """The relationships that should exist: relationship and proposition to what they come from."""
    found = {}
    for said in world.said:
        relation, owners = relations.get(said.predicate or "", (None, frozenset[str]()))
        if relation is None or said.subject is None or said.object is None or said.proposition.iri not in asserted:
            continue
        if owners & said.subject[1] and relation.target in said.object[1]:
            found[edge_key(relation, said.subject[0], said.object[0]), said.proposition.iri] = (said, relation)
    return found


def _carried(evidence: Evidence, whose: Iterable[str], said: Said, relation: Relation) -> dict[str, Any]:
    carried = {
        "proposition": said.proposition.iri,
        "status": judge(evidence).status,
        "origins": len(evidence.origins),
        "denials": len(evidence.denials),
        "sources": sorted(whose),
    }
    if any(attribute.name == TIME[0] for attribute in relation.edge):
        carried.update((name, value) for name, value in zip(TIME, said.time, strict=True) if value is not None)
    return carried


# writing the difference

Change = tuple[list[Statement], int]
"""Statements of one transaction, and how many things they change."""


def _claim_changes(world: World, whose: Mapping[str, list[str]], gone: Mapping[str, str], now: datetime) -> Iterator[Change]:
    new = {iri: [depth, whose[iri], gone.get(iri)] for iri, depth in depths(world.claims).items()}
    rows = [[iri, *values] for iri, values in new.items() if world.derived[iri] != values]
    yield from _node_changes("Claim", "n.depth = row[1], n.sources = row[2], n.gone = row[3]", rows, now)


def _status_changes(world: World, evidence: Mapping[str, Evidence], now: datetime) -> Iterator[Change]:
    rows = []
    for said in world.said:
        found = evidence[said.proposition.iri]
        values = [judge(found).status, len(found.origins), len(found.denials), len(found.flags)]
        if values != said.stored:
            rows.append([said.proposition.iri, *values])
    yield from _node_changes("Proposition", "n.status = row[1], n.origins = row[2], n.denials = row[3], n.flags = row[4]", rows, now)


def _node_changes(label: str, setting: str, rows: Sequence[list[Any]], now: datetime) -> Iterator[Change]:
    text = f"UNWIND $rows AS row MATCH (n:{label} {{iri: row[0]}}) SET {setting}, n.{SINCE} = $now"
    for batch in _batches(rows):
        yield [keep_nodes([row[0] for row in batch], now), (text, {"rows": batch, "now": now})], len(batch)


def _bearing_changes(old: Set[Bearing], new: Set[Bearing], now: datetime) -> Iterator[Change]:
    match = f"UNWIND $rows AS row MATCH (a:Claim {{iri: row[1]}})-[r:{BEARS_ON} {{role: row[2]}}]->(b:Proposition {{iri: row[0]}})"
    yield from _removals(f"{match} WHERE r.group = row[3] AND r.projects = row[4]", [list(row) for row in sorted(old - new)], now)
    ends = "UNWIND $rows AS row MATCH (c:Claim {iri: row[1]}) MATCH (p:Proposition {iri: row[0]})"
    make = f"{ends} CREATE (c)-[:{BEARS_ON} {{role: row[2], group: row[3], projects: row[4], {SINCE}: $now}}]->(p)"
    for batch in _batches([list(row) for row in sorted(new - old)]):
        yield [(make, {"rows": batch, "now": now})], len(batch)


def _projection_changes(old: Projected, new: Projected, now: datetime) -> Iterator[Change]:
    match = "UNWIND $rows AS row MATCH (a:Resource {iri: row[1]})-[r:$(row[0]) {proposition: row[3]}]->(b:Resource {iri: row[2]})"
    yield from _removals(match, [[*place[0], place[1]] for place in old if place not in new], now)
    ends = "UNWIND $rows AS row MATCH (a:Resource {iri: row[1]}) MATCH (b:Resource {iri: row[2]})"
    make = f"{ends} MERGE (a)-[r:$(row[0]) {{proposition: row[3]}}]->(b) SET r = row[4], r.{SINCE} = $now"
    for batch in _batches([[*place[0], place[1], carried] for place, carried in new.items() if old.get(place) != carried]):
        yield [keep_edges(match, {"rows": batch}, now), (make, {"rows": batch, "now": now})], len(batch)


def _removals(match: str, rows: Sequence[list[Any]], now: datetime) -> Iterator[Change]:
    for batch in _batches(rows):
        yield [keep_edges(match, {"rows": batch}, now), (f"{match} DELETE r", {"rows": batch})], len(batch)


def _batches(rows: Sequence[list[Any]]) -> Iterator[list[list[Any]]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
