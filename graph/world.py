"""What weighing reads from the store: a part of the graph, and around its own claims those that decide on them: who relays, marks, retracts, supersedes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

from graph.conflicts import Conflict, Link, Measure, Proposition
from graph.cypher.quote import quote
from graph.history import SINCE
from graph.resolve import EdgeKey
from graph.store import BATCH, Parameters
from graph.weigh import Bearing, Claim
from schema.model import Relation

BEARS_ON = "BEARS_ON"
CONFLICTS_WITH = "CONFLICTS_WITH"
GROUPING = ("CONTROLLED_BY", "MEMBER_OF", "CLOSE_TO", "ON_BEHALF_OF")
"""Relations between agents that do not speak independently of each other."""

Relations: TypeAlias = Mapping[str, tuple[Relation, frozenset[str]]]
"""Property IRI to the relation that a proposition about it projects, and the classes whose instances have it."""


class Reader(Protocol):
    """Who answers statements: the store, or an open transaction."""

    async def rows(self, text: str, parameters: Parameters) -> list[list[Any]]:
        """Run one statement and return all its records as lists of values."""


class Part(NamedTuple):
    """Propositions and the claims that are weighed with them, by IRI, whether they are still valid or not; and the change that they were sought for."""

    claims: list[str]
    propositions: list[str]
    touched: list[str] = []


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


_CLAIMS = """
MATCH (c:Claim) WHERE c.invalidatedAt IS NULL WITH c ORDER BY c.iri
RETURN collect([c.iri, coalesce(c.stance, ''), c.hedge IS NOT NULL,
  head([(c)-[:CLAIMANT]->(a) | [a.iri, a:Publisher, a.group]]),
  head([(c)-[:CONTENT]->(p) | p.iri]),
  head([(c)-[:RELAYED_BY]->(o) | o.iri]),
  [(c)-[:EVIDENCED_BY]->(:Passage)-[:IN_DOCUMENT]->(:Document)-[:PUBLISHER]->(a) | a.iri],
  [(c)-[:EVIDENCED_BY]->(:Passage)-[:IN_DOCUMENT]->(d:Document) | d.iri] + [(c)-[:STATED_IN]->(d:Document) | d.iri],
  [(c)-[:MARKS]->(m) | m.iri], [(c)-[:RETRACTS]->(m) | m.iri], [(c)-[:SUPERSEDES]->(m) | m.iri],
  [c.depth, c.sources, c.gone]])
"""
_PROPOSITIONS = """
MATCH (p:Proposition) WHERE p.invalidatedAt IS NULL WITH p ORDER BY p.iri
RETURN collect([p.iri, coalesce(p.kind, ''), p.predicate,
  head([(p)-[:SUBJECT]->(s) | [s.iri, labels(s)]]), head([(p)-[:OBJECT]->(o) | [o.iri, labels(o)]]),
  [p.value, head([(p)-[:DESCRIBES]->(e) | e.iri])],
  head([(p)-[:QUANTITY]->(q) | [coalesce(q.unit, ''), q.min, q.max]]),
  [(p)<-[:ASSESSES]-(a) | [coalesce(a.madeAt.epochMillis, 0), coalesce(a.recordedAt.epochMillis, 0), a.iri, a.verdict]],
  [p.status, p.origins, p.denials, p.flags], [p.validTime, p.validTimeEarliest, p.validTimeLatest]])
"""
_LINKS = """
MATCH (p:Proposition)-[r:INCOMPATIBLE_WITH|COMPETES_WITH|ENTAILS|SUCCEEDS]->(q:Proposition)
WHERE p.invalidatedAt IS NULL AND q.invalidatedAt IS NULL RETURN collect([type(r), p.iri, q.iri])
"""
_BEARINGS = f"MATCH (c:Claim)-[b:{BEARS_ON}]->(p:Proposition) RETURN collect([p.iri, c.iri, b.role, b.group, b.projects])"
_CONFLICTS = f"MATCH (p:Proposition)-[r:{CONFLICTS_WITH}]->(q:Proposition) RETURN collect([p.iri, q.iri, r.basis])"
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


async def read(reader: Reader, relations: Relations, part: Part) -> World:
    """Read a part of the graph: what was said, and what is stored about it."""
    world = await read_said(reader, part)
    world.bearings = {Bearing(*row) for row in await listed(reader, f"{_THESE} {_BEARINGS}", part.propositions)}
    world.conflicts = {Conflict(*row) for row in await listed(reader, f"{_THESE} {_CONFLICTS}", part.propositions)}
    for kind, start, end, carried in await _projected(reader, relations, part):
        del carried[SINCE]
        world.projected[EdgeKey(kind, start, end), carried["proposition"]] = carried
    return world


async def read_said(reader: Reader, part: Part) -> World:
    """Read what was said in a part of the graph: its claims, with all that decide on them, and its propositions."""
    world, weighed = World(), frozenset(part.claims)
    for *told, stored in await listed(reader, f"{_THESE_CLAIMS} {_CLAIMS}", part.claims):
        claim = _claim(told)
        world.claims.append(claim)
        if claim.iri in weighed:
            world.derived[claim.iri] = stored
        if told[3]:
            world.groups[claim.claimant] = told[3][2]
    world.said = [_said(row) for row in await listed(reader, f"{_THESE} {_PROPOSITIONS}", part.propositions)]
    world.links = [Link(*row) for row in await listed(reader, f"{_THESE} {_LINKS}", part.propositions)]
    return world


async def listed(reader: Reader, text: str, iris: list[str]) -> list[Any]:
    """Return the list that a statement about some resources finds, none about none: one list costs a tenth of as many records."""
    if not iris:
        return []
    ((found,),) = await reader.rows(text, {"iris": iris})
    return list(found)


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


async def _projected(reader: Reader, relations: Relations, part: Part) -> list[list[Any]]:
    """Type, start, end and properties of the projected relationships."""
    types = _types(relations)
    row = f"RETURN collect([type(r), startNode(r).iri, endNode(r).iri, r {{.*, {SINCE}: null}}])"
    between = f"MATCH (b)<-[:OBJECT]-(p)-[:SUBJECT]->(a) MATCH (a)-[r:{types}]-(b) WHERE r.proposition = p.iri {row}"
    left = f"UNWIND $iris AS iri MATCH (:Resource {{iri: iri}})-[r:{types}]-() WHERE r.proposition IN $iris {row}"
    return [*await listed(reader, f"{_THESE} {between}", part.propositions), *await listed(reader, left, part.touched)]


async def read_strays(reader: Reader, relations: Relations) -> list[tuple[EdgeKey, str]]:
    """Return projected relationships, with their propositions, that do not join subject and object of a proposition about them: not all at once."""
    predicates: defaultdict[str, list[str]] = defaultdict(list)
    for iri, (relation, _) in relations.items():
        predicates[relation.type].append(iri)
    ends = " OR ".join(f"(EXISTS {{ (p)-[:SUBJECT]->({s}) }} AND EXISTS {{ (p)-[:OBJECT]->({o}) }})" for s, o in ("ab", "ba"))
    # relationships first, and the hint: statistics of an empty store would lead to a plan that scans all resources, or propositions, for each of them
    between = f"(p:Resource {{iri: r.proposition}}) USING INDEX p:Resource(iri) WHERE p:Proposition AND p.predicate IN $predicates[type(r)] AND ({ends})"
    text = f"""MATCH ()-[r:{_types(relations)}]->() WHERE r.proposition IS NOT NULL WITH r, startNode(r) AS a, endNode(r) AS b
    WHERE NOT EXISTS {{ MATCH {between} }} RETURN DISTINCT type(r), a.iri, b.iri, r.proposition LIMIT $size"""
    found = await reader.rows(text, {"size": BATCH, "predicates": predicates})
    return [(EdgeKey(kind, start, end), proposition) for kind, start, end, proposition in found]


def _types(relations: Relations) -> str:
    """The types of relationships that propositions may project, as a pattern names them."""
    return "|".join(sorted({quote(relation.type) for relation, _ in relations.values()}))


def joins(said: Said, relations: Relations) -> bool:
    """Whether a proposition says of two agents that they do not speak independently."""
    return is_grouping(said, relations) and all(end is not None and "Agent" in end[1] for end in (said.subject, said.object))


def is_grouping(said: Said, relations: Relations) -> bool:
    """Whether a proposition is about one of these relations."""
    relation, _ = relations.get(said.predicate or "", (None, None))
    return relation is not None and relation.type in GROUPING
