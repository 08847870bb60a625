"""Statuses and projected relationships, kept in accord with the claims: rebuilt whole, or where a change concerns them.

    rows of claims, propositions, links -> bearings -> evidence -> judge -> compare with what is stored -> write the difference

A projected relationship carries `proposition`, `status`, `origins`, `denials`, `sources` (and the time in which the proposition holds, where the
relation has one); a curated one has no `proposition` and no status, which readers take as STATED. What a view needs to weigh anew is kept too: each
bearing as a relationship BEARS_ON from claim to proposition, and on each claim its `sources` and, if it was taken back, `gone`. Propositions that
speak against each other are joined by CONFLICTS_WITH with its `basis`; an agent that does not speak for itself alone carries its `group`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any

from graph.conflicts import Conflict, conflicts
from graph.resolve import EdgeKey, edge_key
from graph.status import Evidence, judge
from graph.store import Statement, Store, Transaction
from graph.vocabulary import Vocabulary
from graph.weigh import Bearing, bearings, depths, evidence_of, independence_groups, sources, taken_back
from graph.world import BEARS_ON as BEARS_ON
from graph.world import CONFLICTS_WITH, GROUPING, Relations, Said, World, joins, part_of, read
from schema.model import Model, Relation

BATCH = 5_000
TIMEOUT = 120.0
READING = 600.0
"""Seconds that reading everything may take."""
TIME = ("validTime", "validTimeEarliest", "validTimeLatest")
Sized = tuple[Statement, int]
"""A statement and how many things it changes."""

_OUTDATED = f"""
RETURN EXISTS {{ MATCH (c:Claim) WHERE c.sources IS NULL AND c.invalidatedAt IS NULL }}
  OR EXISTS {{ MATCH (a:Agent)-[:{"|".join(GROUPING)}]->(b:Agent) WHERE coalesce(a.group, a.iri) <> coalesce(b.group, b.iri) }}
  OR (EXISTS {{ (:Proposition)-[:INCOMPATIBLE_WITH]->(:Proposition) }} AND NOT EXISTS {{ (:Proposition)-[:{CONFLICTS_WITH}]->(:Proposition) }})
"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many propositions and claims were weighed, how many relationships they project, and how many things a run had to change."""

    propositions: int
    claims: int
    projected: int
    changed: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """What should be stored about a world; of `groups` only what differs."""

    depths: Mapping[str, int]
    sources: Mapping[str, list[str]]
    gone: Mapping[str, str]
    bearings: Set[Bearing]
    conflicts: Set[Conflict]
    evidence: Mapping[str, Evidence]
    projected: Mapping[tuple[EdgeKey, str], dict[str, Any]]
    groups: Mapping[str, str]


async def rebuild(store: Store, model: Model) -> Rebuilt:
    """Compute all statuses and projected relationships anew; a second run changes nothing."""
    relations = claimable(model)
    world = await store.transact(lambda transaction: read(transaction, relations), READING)
    weighed = _weigh(world, relations)
    statements = list(_differences(world, weighed))
    for statement, _ in statements:
        await store.write([statement], TIMEOUT)
    return _report(world, weighed, statements)


async def reweigh(transaction: Transaction, model: Model, touched: Collection[str], retyped: Collection[str] = ()) -> Rebuilt:
    """Bring what is derived in accord with a change, in the transaction that makes it: what is stored then is what `rebuild` would leave.

    `touched` names every resource that was created, deleted or given other properties, of each relationship that was made the start, and of each that
    was removed (also together with a resource, and derived ones then too) both ends. `retyped` are those among them that got or lost a class.
    """
    relations = claimable(model)
    regrouped: Set[str] = frozenset()
    while True:
        part = await part_of(transaction, touched, retyped, regrouped)
        world = await read(transaction, relations, part)
        weighed = _weigh(world, relations)
        if regrouped >= weighed.groups.keys():
            break
        regrouped |= weighed.groups.keys()  # what these agents say elsewhere counts otherwise now
    statements = list(_differences(world, weighed))
    for statement, _ in statements:
        await transaction.rows(*statement)
    return _report(world, weighed, statements)


async def keep_weighed(store: Store, model: Model) -> None:
    """Rebuild what an earlier version of claimgraph, or another writer, left without what views and `reweigh` need."""
    if model.has_evidence and await store.rows(_OUTDATED, {}, TIMEOUT) == [[True]]:
        await rebuild(store, model)


def claimable(model: Model) -> Relations:
    """Return property IRI to the relation that a proposition about it projects, and the classes whose instances have it."""
    words = Vocabulary(model)
    found: dict[str, tuple[Relation, frozenset[str]]] = {}
    for cls in model.classes.values():
        for relation in cls.relations.values():
            if words.is_written(relation) and not relation.derived:
                first, owners = found.get(relation.iri, (relation, frozenset[str]()))
                found[relation.iri] = (first, owners | {cls.name})
    return found


def _weigh(world: World, relations: Relations) -> Weighed:
    propositions = [said.proposition for said in world.said]
    ungrouped = bearings(world.claims, propositions, world.links, {})
    projections = _projections(world, relations, _projecting(ungrouped))
    groups = _groups(world, _joined(projections.values(), relations))
    found = [row._replace(group=groups.get(row.group, row.group)) for row in ungrouped]
    retracted, superseded = taken_back(world.claims)
    evidence = evidence_of(found, propositions, retracted, superseded)
    by_claim = sources(world.claims)
    whose = _whose(found, by_claim)
    return Weighed(
        depths=depths(world.claims),
        sources=by_claim,
        gone={**dict.fromkeys(superseded, "SUPERSEDED"), **dict.fromkeys(retracted, "RETRACTED")},
        bearings=set(found),
        conflicts=conflicts(propositions, world.links),
        evidence=evidence,
        projected={place: _carried(evidence[place[1]], whose[place[1]], said, relation) for place, (said, relation) in projections.items()},
        groups={agent: group for agent, group in groups.items() if group != (world.groups.get(agent) or agent)},
    )


def _groups(world: World, joined: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Agent to its independence group: as it is stored, where not all is known by which the agent hangs together with others."""
    stored = {agent: group or agent for agent, group in world.groups.items()}
    return stored | independence_groups([*world.agents, *joined])


def _joined(projections: Iterable[tuple[Said, Relation]], relations: Relations) -> Iterator[tuple[str, str]]:
    """The agents that propositions join, in pairs."""
    for said, _ in projections:
        if said.subject and said.object and joins(said, relations):
            yield said.subject[0], said.object[0]


def _report(world: World, weighed: Weighed, statements: Iterable[Sized]) -> Rebuilt:
    return Rebuilt(len(world.said), len(world.derived), len(weighed.projected), sum(size for _, size in statements))


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


def _projections(world: World, relations: Relations, asserted: Set[str]) -> dict[tuple[EdgeKey, str], tuple[Said, Relation]]:
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


def _differences(world: World, weighed: Weighed) -> Iterator[Sized]:
    yield from _claim_statements(world, weighed)
    yield from _group_statements(weighed.groups)
    yield from _conflict_statements(world.conflicts, weighed.conflicts)
    yield from _bearing_statements(world.bearings, weighed.bearings)
    yield from _status_statements(world, weighed.evidence)
    yield from _projection_statements(world.projected, weighed.projected)


def _claim_statements(world: World, weighed: Weighed) -> Iterator[Sized]:
    new = {iri: [weighed.depths[iri], weighed.sources[iri], weighed.gone.get(iri)] for iri in world.derived}
    rows = [[iri, *values] for iri, values in new.items() if world.derived[iri] != values]
    yield from _batched("UNWIND $rows AS row MATCH (c:Claim {iri: row[0]}) SET c.depth = row[1], c.sources = row[2], c.gone = row[3]", rows)


def _group_statements(groups: Mapping[str, str]) -> Iterator[Sized]:
    """An agent that stands alone, or gives its group the name, has none."""
    rows = [[agent, None if group == agent else group] for agent, group in groups.items()]
    yield from _batched("UNWIND $rows AS row MATCH (a:Agent {iri: row[0]}) SET a.group = row[1]", rows)


def _conflict_statements(old: Set[Conflict], new: Set[Conflict]) -> Iterator[Sized]:
    ends = "UNWIND $rows AS row MATCH (p:Proposition {iri: row[0]}) MATCH (q:Proposition {iri: row[1]})"
    relationship = f"(p)-[r:{CONFLICTS_WITH} {{basis: row[2]}}]->(q)"
    yield from _batched(f"{ends} MATCH {relationship} DELETE r", [list(row) for row in sorted(old - new)])
    yield from _batched(f"{ends} CREATE {relationship}", [list(row) for row in sorted(new - old)])


def _bearing_statements(old: Set[Bearing], new: Set[Bearing]) -> Iterator[Sized]:
    ends = "UNWIND $rows AS row MATCH (c:Claim {iri: row[1]}) MATCH (p:Proposition {iri: row[0]})"
    match = f"MATCH (c)-[b:{BEARS_ON} {{role: row[2]}}]->(p)"
    yield from _batched(f"{ends} {match} WHERE b.group = row[3] AND b.projects = row[4] DELETE b", [list(row) for row in sorted(old - new)])
    make = f"CREATE (c)-[:{BEARS_ON} {{role: row[2], group: row[3], projects: row[4]}}]->(p)"
    yield from _batched(f"{ends} {make}", [list(row) for row in sorted(new - old)])


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
