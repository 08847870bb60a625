"""How agents hang together: which of them do not speak independently of each other, and the group that each of those carries."""

from datetime import datetime

from graph.differences import Applied, apply, group_changes
from graph.parts import closure, pages
from graph.store import Transaction, batches
from graph.weigh import Groups
from graph.world import GROUPING, Part, Reader, Relations, World, is_grouping, listed

_GROUPING = "|".join(GROUPING)
_AGENTS = f"""
MATCH (a:Agent) WHERE a.group IS NOT NULL OR EXISTS {{ (a)-[:{_GROUPING}]->(:Agent) }}
RETURN collect([a.iri, a.group, [(a)-[r:{_GROUPING}]->(b:Agent) | [b.iri, r.proposition]]])
"""
_RELATED = f"UNWIND $iris AS iri MATCH (:Agent {{iri: iri}})-[:{_GROUPING}]-(a:Agent) RETURN collect(DISTINCT a.iri)"
_THESE_AGENTS = "UNWIND $iris AS iri MATCH (a:Agent {iri: iri})"


async def read_agents(reader: Reader, world: World, relations: Relations, part: Part) -> None:
    """Read how the agents hang together that were touched, or that a proposition joins or joined, with all that are joined to them."""
    joined = {end[0] for said in world.said if is_grouping(said, relations) for end in (said.subject, said.object) if end}
    parted = {end for key, _ in world.projected if key.type in GROUPING for end in (key.start, key.end)}
    members = sorted(await closure(reader, _RELATED, joined | parted | set(part.touched)))
    made = {*part.touched, *part.propositions}
    for agent, group, others in await listed(reader, f"{_THESE_AGENTS} {_AGENTS}", members):
        world.groups[agent] = group
        world.agents.append((agent, agent))
        world.agents.extend((agent, other) for other, proposition in others if proposition is None or proposition not in made)


# all of them

_JOINED = f"""
MATCH (a:Agent) WHERE a.iri > $after AND EXISTS {{ (a)-[:{_GROUPING}]->(:Agent) }} WITH a ORDER BY a.iri LIMIT $size
RETURN collect([a.iri, [(a)-[:{_GROUPING}]->(b:Agent) | b.iri]])
"""
_GROUPED = "MATCH (a:Agent) WHERE a.iri > $after AND a.group IS NOT NULL WITH a ORDER BY a.iri LIMIT $size RETURN collect([a.iri])"
_THEIR_GROUPS = "RETURN collect([a.iri, a.group])"


async def regroup(transaction: Transaction, now: datetime) -> Applied:
    """Give every agent the group that it should have by the relationships that are stored."""
    groups, found = Groups(), Applied()
    async for page in pages(transaction, _JOINED):
        for agent, others in page:
            for other in others:
                groups.join(agent, other)
    for members in batches(groups.members):
        stored = await listed(transaction, f"{_THESE_AGENTS} {_THEIR_GROUPS}", members)
        found += await apply(transaction, group_changes([(agent, groups.of(agent)) for agent, group in stored if groups.of(agent) != (group or agent)], now))
    async for page in pages(transaction, _GROUPED):
        found += await apply(transaction, group_changes([(agent, agent) for (agent,) in page if agent not in groups.members], now))
    return found
