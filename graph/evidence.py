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
from datetime import UTC, datetime
from typing import Any

from graph.conflicts import conflicts
from graph.differences import Change, Weighed, differences
from graph.identity import merge
from graph.resolve import EdgeKey, edge_key
from graph.status import Evidence, judge
from graph.store import Store, Transaction
from graph.vocabulary import Vocabulary
from graph.weigh import Bearing, bearings, depths, evidence_of, independence_groups, sources, taken_back
from graph.world import CONFLICTS_WITH, GROUPING, Relations, Said, World, joins, part_of, read
from schema.model import Model, Relation

TIMEOUT = 120.0
READING = 600.0
"""Seconds that reading everything may take."""
TIME = ("validTime", "validTimeEarliest", "validTimeLatest")
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


async def rebuild(store: Store, model: Model, now: datetime | None = None) -> Rebuilt:
    """Compute all statuses and projected relationships anew; a second run changes nothing. `now` is the time of the change that it belongs to."""
    relations, now = claimable(model), now or datetime.now(UTC)
    world = await store.transact(lambda transaction: read(transaction, relations), READING)
    weighed = _weigh(world, relations)
    changes = list(differences(world, weighed, now))
    for statements, _ in changes:
        await store.write(statements, TIMEOUT)
    merged = await store.transact(lambda transaction: merge(transaction, now), TIMEOUT)
    return _report(world, weighed, changes, merged)


async def reweigh(transaction: Transaction, model: Model, touched: Collection[str], retyped: Collection[str] = (), now: datetime | None = None) -> Rebuilt:
    """Bring what is derived in accord with a change, in the transaction that makes it: what is stored then is what `rebuild` would leave.

    `touched` names every resource that was created, deleted or given other properties, of each relationship that was made the start, and of each that
    was removed (also together with a resource, and derived ones then too) both ends. `retyped` are those among them that got or lost a class.
    """
    relations, now = claimable(model), now or datetime.now(UTC)
    regrouped: Set[str] = frozenset()
    while True:
        part = await part_of(transaction, touched, retyped, regrouped)
        world = await read(transaction, relations, part)
        weighed = _weigh(world, relations)
        if regrouped >= weighed.groups.keys():
            break
        regrouped |= weighed.groups.keys()  # what these agents say elsewhere counts otherwise now
    changes = list(differences(world, weighed, now))
    for statements, _ in changes:
        for statement in statements:
            await transaction.rows(*statement)
    return _report(world, weighed, changes, await merge(transaction, now))


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


def _report(world: World, weighed: Weighed, changes: Iterable[Change], merged: int) -> Rebuilt:
    return Rebuilt(len(world.said), len(world.derived), len(weighed.projected), sum(size for _, size in changes) + merged)


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
