"""What weighing reads from the store: the whole graph, or the part of it that a change concerns.

    touched -> claims around it -> propositions that these bear on -> all that are linked to them -> the claims on those

A part has every proposition that is linked to another of it, and every claim that bears on one, so that weighing it gives what weighing everything
gives. Around its own claims others are read that only decide on them: who relays, marks, retracts or supersedes them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

from graph.conflicts import Conflict, Link, Measure, Proposition
from graph.cypher.quote import quote
from graph.resolve import EdgeKey
from graph.store import Parameters
from graph.weigh import Bearing, Claim
from schema.model import Relation

BEARS_ON = "BEARS_ON"
CONFLICTS_WITH = "CONFLICTS_WITH"
GROUPING = ("CONTROLLED_BY", "MEMBER_OF", "CLOSE_TO", "ON_BEHALF_OF")
"""Relations between agents that do not speak independently of each other."""
_GROUPING = "|".join(GROUPING)

Relations: TypeAlias = Mapping[str, tuple[Relation, frozenset[str]]]
"""Property IRI to the relation that a proposition about it projects, and the classes whose instances have it."""


class Reader(Protocol):
    """Who answers statements: the store, or an open transaction."""

    async def rows(self, text: str, parameters: Parameters) -> list[list[Any]]:
        """Run one statement and return all its records as lists of values."""


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
    """What is weighed together, with what is stored about it.

    `derived` has what is stored on the claims that are weighed, by IRI; `groups` the group on each agent that was read, None where there is none.
    `agents` are the relations between agents that no proposition in `said` makes (one from an agent to itself: it was read with all its relations).
    """

    claims: list[Claim] = field(default_factory=list)
    derived: dict[str, list[Any]] = field(default_factory=dict)
    bearings: set[Bearing] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    conflicts: set[Conflict] = field(default_factory=set)
    agents: list[tuple[str, str]] = field(default_factory=list)
    groups: dict[str, str | None] = field(default_factory=dict)
    projected: dict[tuple[EdgeKey, str], dict[str, Any]] = field(default_factory=dict)


# which part


class Part(NamedTuple):
    """The propositions that a change concerns and the claims that are weighed with them, by IRI; whether they are still valid or not."""

    touched: list[str]
    claims: list[str]
    propositions: list[str]


_SAID_BY = "UNWIND $iris AS iri MATCH (:Agent {iri: iri})<-[:CLAIMANT]-(c:Claim) RETURN c.iri"
_SAID_ABOUT = "UNWIND $iris AS iri MATCH (:Resource {iri: iri})<-[:SUBJECT|OBJECT]-(p:Proposition) RETURN DISTINCT p.iri"
_AROUND = """
UNWIND $iris AS iri MATCH (:Resource {iri: iri})<-[:IN_DOCUMENT|EVIDENCED_BY*0..2]-(t:Claim)
CALL (t) {
  MATCH (c:Claim)-[:RELAYED_BY*0..]->(t) RETURN c
  UNION MATCH (t)-[:RELAYED_BY|MARKS|RETRACTS|SUPERSEDES]->(c:Claim) RETURN c
}
RETURN DISTINCT c.iri
"""
"""Of a claim, of those in a passage or in the passages of a document: all that they relay, and those whose standing they decide."""
_ON_WHAT = f"""
UNWIND $iris AS iri MATCH (n:Resource {{iri: iri}})
CALL (n) {{
  MATCH (n)-[:CONTENT|{BEARS_ON}|ASSESSES]->(p:Proposition) RETURN p
  UNION MATCH (n)<-[:QUANTITY*0..1]-(p:Proposition) RETURN p
}}
RETURN DISTINCT p.iri
"""
"""The propositions that a claim says or bears on, that an assessment judges, that have a quantity; a proposition itself."""
_LINKED = f"""
UNWIND $iris AS iri MATCH (p:Proposition {{iri: iri}}) SET p.kind = p.kind WITH p
CALL (p) {{
  MATCH (p)-[:INCOMPATIBLE_WITH|COMPETES_WITH|ENTAILS|SUCCEEDS|{CONFLICTS_WITH}]-(q:Proposition) RETURN q
  UNION MATCH (m:Quantity)<-[:QUANTITY]-(p)-[:SUBJECT]->(s)<-[:SUBJECT]-(q:Proposition)-[:QUANTITY]->(n:Quantity)
    WHERE q.predicate = p.predicate AND n.unit = m.unit AND [(p)-[:DESCRIBES]->(e) | e.iri] = [(q)-[:DESCRIBES]->(e) | e.iri] RETURN q
}}
RETURN DISTINCT q.iri
"""
"""The propositions one link further, and those with a number of the same thing. Setting a value to itself locks the proposition, so that of two
changes that concern it the second sees what the first did."""
_ON_THEM = "UNWIND $iris AS iri MATCH (:Proposition {iri: iri})<-[:CONTENT]-(c:Claim) RETURN c.iri"


async def part_of(reader: Reader, touched: Iterable[str], retyped: Iterable[str], regrouped: Iterable[str]) -> Part:
    """Return what has to be weighed again after `touched` were changed, `retyped` got other classes and the agents `regrouped` another group."""
    said_by = await _ask(reader, _SAID_BY, {*retyped, *regrouped})
    changed = {*touched, *said_by, *await _ask(reader, _SAID_ABOUT, retyped)}
    around = await _ask(reader, _AROUND, changed)
    propositions = await _closure(reader, _LINKED, await _ask(reader, _ON_WHAT, changed | around))
    return Part(sorted(changed), sorted(around | await _ask(reader, _ON_THEM, propositions)), sorted(propositions))


async def _closure(reader: Reader, step: str, start: Collection[str]) -> set[str]:
    """All that can be reached by a statement from IRIs to IRIs, the start included."""
    found, edge = set(start), set(start)
    while edge:
        edge = await _ask(reader, step, edge) - found
        found |= edge
    return found


async def _ask(reader: Reader, text: str, iris: Iterable[str]) -> set[str]:
    asked = sorted(iris)
    return {iri for (iri,) in await reader.rows(text, {"iris": asked})} if asked else set()


# reading it

_CLAIMS = """
MATCH (c:Claim) WHERE c.invalidatedAt IS NULL
RETURN c.iri, coalesce(c.stance, ''), c.hedge IS NOT NULL,
  head([(c)-[:CLAIMANT]->(a) | [a.iri, a:Publisher, a.group]]),
  head([(c)-[:CONTENT]->(p) | p.iri]),
  head([(c)-[:RELAYED_BY]->(o) | o.iri]),
  [(c)-[:EVIDENCED_BY]->(:Passage)-[:IN_DOCUMENT]->(:Document)-[:PUBLISHER]->(a) | a.iri],
  [(c)-[:EVIDENCED_BY]->(:Passage)-[:IN_DOCUMENT]->(d:Document) | d.iri] + [(c)-[:STATED_IN]->(d:Document) | d.iri],
  [(c)-[:MARKS]->(m) | m.iri], [(c)-[:RETRACTS]->(m) | m.iri], [(c)-[:SUPERSEDES]->(m) | m.iri],
  [c.depth, c.sources, c.gone]
ORDER BY c.iri
"""
_PROPOSITIONS = """
MATCH (p:Proposition) WHERE p.invalidatedAt IS NULL
RETURN p.iri, coalesce(p.kind, ''), p.predicate,
  head([(p)-[:SUBJECT]->(s) | [s.iri, labels(s)]]), head([(p)-[:OBJECT]->(o) | [o.iri, labels(o)]]),
  [p.value, head([(p)-[:DESCRIBES]->(e) | e.iri])],
  head([(p)-[:QUANTITY]->(q) | [coalesce(q.unit, ''), q.min, q.max]]),
  [(p)<-[:ASSESSES]-(a) | [coalesce(a.madeAt.epochMillis, 0), coalesce(a.recordedAt.epochMillis, 0), a.iri, a.verdict]],
  [p.status, p.origins, p.denials, p.flags], [p.validTime, p.validTimeEarliest, p.validTimeLatest]
ORDER BY p.iri
"""
_LINKS = """
MATCH (p:Proposition)-[r:INCOMPATIBLE_WITH|COMPETES_WITH|ENTAILS|SUCCEEDS]->(q:Proposition)
WHERE p.invalidatedAt IS NULL AND q.invalidatedAt IS NULL RETURN type(r), p.iri, q.iri
"""
_BEARINGS = f"MATCH (c:Claim)-[b:{BEARS_ON}]->(p:Proposition) RETURN p.iri, c.iri, b.role, b.group, b.projects"
_CONFLICTS = f"MATCH (p:Proposition)-[r:{CONFLICTS_WITH}]->(q:Proposition) RETURN p.iri, q.iri, r.basis"
_AGENTS = f"""
MATCH (a:Agent) WHERE a.group IS NOT NULL OR EXISTS {{ (a)-[:{_GROUPING}]->(:Agent) }}
RETURN a.iri, a.group, [(a)-[r:{_GROUPING}]->(b:Agent) | [b.iri, r.proposition]]
"""
_RELATED = f"UNWIND $iris AS iri MATCH (:Agent {{iri: iri}})-[:{_GROUPING}]-(a:Agent) RETURN DISTINCT a.iri"

_THESE_CLAIMS = """
UNWIND $iris AS iri MATCH (own:Claim {iri: iri})
CALL (own) {
  MATCH (own)-[:RELAYED_BY*0..]->(c:Claim) RETURN c
  UNION MATCH (own)<-[:RELAYED_BY|MARKS|RETRACTS|SUPERSEDES]-(c:Claim) RETURN c
  UNION MATCH (own)<-[:MARKS]-(:Claim)<-[:RETRACTS|SUPERSEDES]-(c:Claim) RETURN c
}
WITH DISTINCT c
"""
"""The claims of a part, and those around them that decide on them."""
_THESE = "UNWIND $iris AS iri MATCH (p:Proposition {iri: iri})"
_THESE_AGENTS = "UNWIND $iris AS iri MATCH (a:Agent {iri: iri})"


async def read(reader: Reader, relations: Relations, part: Part | None = None) -> World:
    """Read a part of the graph; all of it, if none is given."""
    world = World()
    claims, iris = (part.claims, part.propositions) if part else (None, None)
    weighed = frozenset(claims or ())
    for row in await _rows(reader, _THESE_CLAIMS, _CLAIMS, claims):
        *told, stored = row
        claim = _claim(told)
        world.claims.append(claim)
        if part is None or claim.iri in weighed:
            world.derived[claim.iri] = stored
        if told[3]:
            world.groups[claim.claimant] = told[3][2]
    world.said = [_said(row) for row in await _rows(reader, _THESE, _PROPOSITIONS, iris)]
    world.links = [Link(*row) for row in await _rows(reader, _THESE, _LINKS, iris)]
    world.bearings = {Bearing(*row) for row in await _rows(reader, _THESE, _BEARINGS, iris)}
    world.conflicts = {Conflict(*row) for row in await _rows(reader, _THESE, _CONFLICTS, iris)}
    for kind, start, end, carried in await _projected(reader, relations, part):
        world.projected[EdgeKey(kind, start, end), carried["proposition"]] = carried
    await _read_agents(reader, world, relations, part)
    return world


async def _rows(reader: Reader, these: str, text: str, iris: list[str] | None) -> list[list[Any]]:
    return await reader.rows(text, {}) if iris is None else await reader.rows(f"{these} {text}", {"iris": iris})


def _claim(row: list[Any]) -> Claim:
    iri, stance, hedged, claimant, content, outer, publishers, documents, marks, retracts, supersedes = row
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
    iri, kind, predicate, subject, target, rest, quantity, assessments, stored, time = row
    verdict = max(assessments, key=lambda found: found[:3])[3] if assessments else None
    first, second = ((end[0], frozenset(end[1])) if end else None for end in (subject, target))
    thing = second[0] if second and "Quantity" not in second[1] else None  # a number in the place of an object is no other thing that is measured
    about = tuple(part or "" for part in (first[0], predicate, thing, *rest)) if first and predicate else ()
    days = (day.to_native() if day else None for day in time[1:])
    measure = Measure(*quantity) if quantity else None
    return Said(Proposition(iri, kind, verdict or "", about, measure, *days), predicate, first, second, stored, time)


async def _projected(reader: Reader, relations: Relations, part: Part | None) -> list[list[Any]]:
    """Type, start, end and properties of the projected relationships."""
    types = "|".join(sorted({quote(relation.type) for relation, _ in relations.values()}))
    row = "RETURN type(r), startNode(r).iri, endNode(r).iri, properties(r)"
    if part is None:
        return await reader.rows(f"MATCH ()-[r:{types}]->() WHERE r.proposition IS NOT NULL {row}", {})
    between = f"MATCH (b)<-[:OBJECT]-(p)-[:SUBJECT]->(a) MATCH (a)-[r:{types}]-(b) WHERE r.proposition = p.iri {row}"
    left = f"UNWIND $iris AS iri MATCH (:Resource {{iri: iri}})-[r:{types}]-() WHERE r.proposition IN $iris {row}"
    return [*await _rows(reader, _THESE, between, part.propositions), *await reader.rows(left, {"iris": part.touched})]


async def _read_agents(reader: Reader, world: World, relations: Relations, part: Part | None) -> None:
    """Read how agents hang together: in a part those that were touched, or that a proposition joins or joined, with all that are joined to them."""
    members = None
    if part is not None:
        joined = {end[0] for said in world.said if _is_grouping(said, relations) for end in (said.subject, said.object) if end}
        parted = {end for key, _ in world.projected if key.type in GROUPING for end in (key.start, key.end)}
        members = sorted(await _closure(reader, _RELATED, joined | parted | set(part.touched)))
    made = None if part is None else {*part.touched, *part.propositions}
    for agent, group, others in await _rows(reader, _THESE_AGENTS, _AGENTS, members):
        world.groups[agent] = group
        world.agents.append((agent, agent))
        world.agents.extend((agent, other) for other, proposition in others if proposition is None or (made is not None and proposition not in made))


def joins(said: Said, relations: Relations) -> bool:
    """Whether a proposition says of two agents that they do not speak independently."""
    return _is_grouping(said, relations) and all(end is not None and "Agent" in end[1] for end in (said.subject, said.object))


def _is_grouping(said: Said, relations: Relations) -> bool:
    relation, _ = relations.get(said.predicate or "", (None, None))
    return relation is not None and relation.type in GROUPING
