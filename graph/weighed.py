"""What should be stored about a part of the graph, by what was said in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.conflicts import Conflict, conflicts
from graph.resolve import EdgeKey, edge_key
from graph.status import Evidence, judge
from graph.weigh import Bearing, bearings, depths, evidence_of, independence_groups, sources, taken_back
from graph.world import Relations, Said, World, joins
from schema.model import Relation

TIME = ("validTime", "validTimeEarliest", "validTimeLatest")

Projected: TypeAlias = Mapping[tuple[EdgeKey, str], dict[str, Any]]
"""Relationship and proposition to what the relationship carries."""
_Projections: TypeAlias = Mapping[tuple[EdgeKey, str], tuple[Said, Relation]]


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


def weigh_world(world: World, relations: Relations, *, grouped: bool) -> Weighed:
    """Weigh a part of the graph; `grouped` tells that the groups that are stored on agents are right."""
    propositions = [said.proposition for said in world.said]
    ungrouped = bearings(world.claims, propositions, world.links, {})
    projections = _projections(world, relations, projecting(ungrouped))
    stored = {agent: group or agent for agent, group in world.groups.items()}
    # as it is stored, where not all is known by which an agent hangs together with others
    groups = stored if grouped else stored | independence_groups([*world.agents, *_joined(projections, relations)])
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
        groups={agent: group for agent, group in groups.items() if group != stored.get(agent, agent)},
    )


def _joined(projections: _Projections, relations: Relations) -> Iterator[tuple[str, str]]:
    for said, _ in projections.values():
        if said.subject and said.object and joins(said, relations):
            yield said.subject[0], said.object[0]


def projecting(rows: Iterable[Bearing]) -> set[str]:
    """Return the propositions that at least one claim asserts, itself or by what entails it, so that they show as relations."""
    return {row.proposition for row in rows if row.projects}


def _whose(rows: Iterable[Bearing], by_claim: Mapping[str, Sequence[str]]) -> Mapping[str, set[str]]:
    """Proposition to all whose claims make a relation of it: without one of them in view, the relation is not there."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.projects:
            found[row.proposition].update(by_claim[row.claim])
    return found


def _projections(world: World, relations: Relations, asserted: Set[str]) -> _Projections:
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
