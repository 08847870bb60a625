"""How agents hang together: which of them do not speak independently of each other, and the group that each of those carries."""

from datetime import datetime

from graph.differences import Written, group_changes, write
from graph.parts import closure, linked, pages
from graph.store import Transaction, batches
from graph.weigh import Groups
from graph.weighed import joined
from graph.world import GROUPING, Part, Reader, Relations, World, is_grouping, read_said, rows

_GROUPING = "|".join(GROUPING)
_AGENTS = f"""
MATCH (a:Agent) WHERE a.group IS NOT NULL OR EXISTS {{ (a)-[:{_GROUPING}]->(:Agent) }}
RETURN a.iri, a.group, [(a)-[r:{_GROUPING}]->(b:Agent) | [b.iri, r.proposition]]
"""
_RELATED = f"UNWIND $iris AS iri MATCH (:Agent {{iri: iri}})-[:{_GROUPING}]-(a:Agent) RETURN DISTINCT a.iri"
_THESE_AGENTS = "UNWIND $iris AS iri MATCH (a:Agent {iri: iri})"


async def read_agents(reader: Reader, world: World, relations: Relations, part: Part) -> None:
    """Read how the agents hang together that were touched, or that a proposition joins or joined, with all that are joined to them."""
    joined = {end[0] for said in world.said if is_grouping(said, relations) for end in (said.subject, said.object) if end}
    parted = {end for key, _ in world.projected if key.type in GROUPING for end in (key.start, key.end)}
    members = sorted(await closure(reader, _RELATED, joined | parted | set(part.touched)))
    made = {*part.touched, *part.propositions}
    for agent, group, others in await rows(reader, _THESE_AGENTS, _AGENTS, members):
        world.groups[agent] = group
        world.agents.append((agent, agent))
        world.agents.extend((agent, other) for other, proposition in others if proposition is None or proposition not in made)


# all of them

_TOLD = "MATCH (p:Proposition) WHERE p.iri > $after AND p.predicate IN $predicates RETURN p.iri ORDER BY p.iri LIMIT $size"
_CURATED = f"""
MATCH (a:Agent)-[r:{_GROUPING}]->(b:Agent) WHERE a.iri > $after AND r.proposition IS NULL
WITH a, collect(b.iri) AS others RETURN a.iri, others ORDER BY a.iri LIMIT $size
"""
_GROUPED = "MATCH (a:Agent) WHERE a.iri > $after AND a.group IS NOT NULL RETURN a.iri ORDER BY a.iri LIMIT $size"
_THEIR_GROUPS = "RETURN a.iri, a.group"


async def regroup(transaction: Transaction, relations: Relations, now: datetime) -> Written:
    """Give every agent the group that it should have."""
    groups = await _groups(transaction, relations)
    found = Written()
    for members in batches(groups.members):
        stored = await rows(transaction, _THESE_AGENTS, _THEIR_GROUPS, members)
        changed = [(agent, groups.of(agent)) for agent, group in stored if groups.of(agent) != (group or agent)]
        found += await write(transaction, group_changes(changed, now))
    async for page in pages(transaction, _GROUPED):
        alone = [(agent, agent) for (agent,) in page if agent not in groups.members]
        found += await write(transaction, group_changes(alone, now))
    return found


async def _groups(reader: Reader, relations: Relations) -> Groups:
    """The groups of all agents that do not stand alone, by what is said of them and by the data."""
    groups = Groups()
    predicates = [iri for iri, (relation, _) in relations.items() if relation.type in GROUPING]
    async for page in pages(reader, _TOLD, predicates=predicates):
        told = await read_said(reader, await linked(reader, (iri for (iri,) in page)))
        for first, second in joined(told, relations):
            groups.join(first, second)
    async for page in pages(reader, _CURATED):
        for agent, others in page:
            for other in others:
                groups.join(agent, other)
    return groups
