"""Statuses and projected relationships, rebuilt from the claims.

    rows of claims, propositions, links -> weigh -> judge -> compare with what is stored -> write the difference

A projected relationship carries `proposition`, `status`, `origins`, `denials` (and the time in which the proposition holds, where the relation has
one); a curated one has no `proposition` and no status, which readers take as STATED.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from graph.cypher.quote import quote
from graph.resolve import EdgeKey, edge_key
from graph.status import Evidence, judge
from graph.store import Statement, Store
from graph.vocabulary import Vocabulary
from graph.weigh import Claim, Link, Proposition, depths, independence_groups, projecting, weigh
from schema.model import Model, Relation

BATCH = 5_000
TIMEOUT = 120.0
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
  [(c)-[:MARKS]->(m) | m.iri], [(c)-[:RETRACTS]->(m) | m.iri], [(c)-[:SUPERSEDES]->(m) | m.iri]
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


@dataclass(slots=True)
class World:
    """Everything that a rebuild reads."""

    claims: list[Claim] = field(default_factory=list)
    depths: dict[str, int | None] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    agents: list[tuple[str, str]] = field(default_factory=list)
    projected: dict[tuple[EdgeKey, str], dict[str, Any]] = field(default_factory=dict)


async def rebuild(store: Store, model: Model) -> Rebuilt:
    """Compute all statuses and projected relationships anew; a second run changes nothing."""
    relations = claimable(model)
    world = await _read(store, relations)
    projections = _projections(world, relations)
    groups = independence_groups([*world.agents, *((key.start, key.end) for key, _ in projections if key.type in GROUPING)])
    evidence = weigh(world.claims, [said.proposition for said in world.said], world.links, groups)
    statements = [
        *_depth_statements(world),
        *_status_statements(world, evidence),
        *_projection_statements(world.projected, {place: _carried(evidence[place[1]], said, relation) for place, (said, relation) in projections.items()}),
    ]
    for statement, _ in statements:
        await store.write([statement], TIMEOUT)
    return Rebuilt(len(world.said), len(world.claims), len(projections), sum(size for _, size in statements))


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
        world.claims.append(_claim(row))
        world.depths[row[0]] = row[3]
    world.said = [_said(row) for row in await store.rows(_PROPOSITIONS, {}, TIMEOUT)]
    world.links = [Link(*row) for row in await store.rows(_LINKS, {}, TIMEOUT)]
    world.agents = [(first, second) for first, second in await store.rows(_GROUPING, {}, TIMEOUT)]
    types = "|".join(sorted({quote(relation.type) for relation, _ in relations.values()}))
    text = f"MATCH (a)-[r:{types}]->(b) WHERE r.proposition IS NOT NULL RETURN type(r), a.iri, b.iri, properties(r)"
    for kind, start, end, carried in await store.rows(text, {}, TIMEOUT):
        world.projected[EdgeKey(kind, start, end), carried["proposition"]] = carried
    return world


def _claim(row: list[Any]) -> Claim:
    iri, stance, hedged, _, claimant, content, outer, publishers, marks, retracts, supersedes = row
    return Claim(
        iri=iri,
        stance=stance,
        claimant=claimant[0] if claimant else "",
        content=content or "",
        outer=outer or "",
        hedged=hedged,
        by_publisher=bool(claimant and claimant[1]),
        publishers=frozenset(publishers),
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


def _projections(world: World, relations: Mapping[str, tuple[Relation, frozenset[str]]]) -> dict[tuple[EdgeKey, str], tuple[Said, Relation]]:
    """The relationships that should exist: relationship and proposition to what they come from."""
    asserted = projecting(world.claims, world.links)
    found = {}
    for said in world.said:
        relation, owners = relations.get(said.predicate or "", (None, frozenset[str]()))
        if relation is None or said.subject is None or said.object is None or said.proposition.iri not in asserted:
            continue
        if owners & said.subject[1] and relation.target in said.object[1]:
            found[edge_key(relation, said.subject[0], said.object[0]), said.proposition.iri] = (said, relation)
    return found


def _carried(evidence: Evidence, said: Said, relation: Relation) -> dict[str, Any]:
    carried = {
        "proposition": said.proposition.iri,
        "status": judge(evidence).status,
        "origins": len(evidence.origins),
        "denials": len(evidence.denials),
    }
    if any(attribute.name == TIME[0] for attribute in relation.edge):
        carried.update((name, value) for name, value in zip(TIME, said.time, strict=True) if value is not None)
    return carried


# writing the difference

Sized = tuple[Statement, int]
"""A statement and how many things it changes."""


def _depth_statements(world: World) -> Iterator[Sized]:
    found = depths(world.claims)
    rows = [[iri, depth] for iri, depth in found.items() if world.depths[iri] != depth]
    yield from _batched("UNWIND $rows AS row MATCH (c:Claim {iri: row[0]}) SET c.depth = row[1]", rows)


def _status_statements(world: World, evidence: Mapping[str, Evidence]) -> Iterator[Sized]:
    rows = []
    for said in world.said:
        found = evidence[said.proposition.iri]
        values = [judge(found).status, len(found.origins), len(found.denials), len(found.flags)]
        if values != said.stored:
            rows.append([said.proposition.iri, *values])
    text = "SET p.status = row[1], p.origins = row[2], p.denials = row[3], p.flags = row[4]"
    yield from _batched(f"UNWIND $rows AS row MATCH (p:Proposition {{iri: row[0]}}) {text}", rows)


def _projection_statements(old: Mapping[tuple[EdgeKey, str], dict[str, Any]], new: Mapping[tuple[EdgeKey, str], dict[str, Any]]) -> Iterator[Sized]:
    gone = [[*place[0], place[1]] for place in old if place not in new]
    yield from _batched("UNWIND $rows AS row MATCH (a:Resource {iri: row[1]})-[r:$(row[0]) {proposition: row[3]}]->(b:Resource {iri: row[2]}) DELETE r", gone)
    changed = [[*place[0], place[1], carried] for place, carried in new.items() if old.get(place) != carried]
    ends = "MATCH (a:Resource {iri: row[1]}) MATCH (b:Resource {iri: row[2]})"
    yield from _batched(f"UNWIND $rows AS row {ends} MERGE (a)-[r:$(row[0]) {{proposition: row[3]}}]->(b) SET r = row[4]", changed)


def _batched(text: str, rows: Sequence[list[Any]]) -> Iterator[Sized]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield (text, {"rows": batch}), len(batch)
