"""Which parts of the graph are weighed together.

    touched -> claims around it -> propositions that these bear on -> all that are linked to them -> the claims on those

A part has every proposition that is linked to another of it, and every claim that bears on one, so that weighing it gives what weighing everything
gives.
"""

from collections.abc import AsyncIterator, Collection, Iterable
from typing import Any

from graph.store import BATCH
from graph.world import BEARS_ON, CONFLICTS_WITH, Part, Reader, listed

_SAID_BY = "UNWIND $iris AS iri MATCH (:Agent {iri: iri})<-[:CLAIMANT]-(c:Claim) RETURN collect(c.iri)"
_SAID_ABOUT = "UNWIND $iris AS iri MATCH (:Resource {iri: iri})<-[:SUBJECT|OBJECT]-(p:Proposition) RETURN collect(DISTINCT p.iri)"
_AROUND = """
UNWIND $iris AS iri MATCH (:Resource {iri: iri})<-[:IN_DOCUMENT|EVIDENCED_BY*0..2]-(t:Claim)
CALL (t) {
  MATCH (c:Claim)-[:RELAYED_BY*0..]->(t) RETURN c
  UNION MATCH (t)-[:RELAYED_BY|MARKS|RETRACTS|SUPERSEDES]->(c:Claim) RETURN c
}
RETURN collect(DISTINCT c.iri)
"""
"""Of a claim, of those in a passage or in the passages of a document: all that they relay, and those whose standing they decide."""
_ON_WHAT = f"""
UNWIND $iris AS iri MATCH (n:Resource {{iri: iri}})
CALL (n) {{
  MATCH (n)-[:CONTENT|{BEARS_ON}|ASSESSES]->(p:Proposition) RETURN p
  UNION MATCH (n)<-[:QUANTITY*0..1]-(p:Proposition) RETURN p
}}
RETURN collect(DISTINCT p.iri)
"""
"""The propositions that a claim says or bears on, that an assessment judges, that have a quantity; a proposition itself."""
_LINKED = f"""
UNWIND $iris AS iri MATCH (p:Proposition {{iri: iri}}) SET p.kind = p.kind WITH collect(p) AS these
CALL (these) {{
  UNWIND these AS p MATCH (p)-[:INCOMPATIBLE_WITH|COMPETES_WITH|ENTAILS|SUCCEEDS|{CONFLICTS_WITH}]-(q:Proposition) RETURN q
  UNION UNWIND these AS p MATCH (p)-[:SUBJECT]->(s) WHERE EXISTS {{ (p)-[:QUANTITY]->(:Quantity) }} WITH DISTINCT s
    MATCH (s)<-[:SUBJECT]-(q:Proposition)-[:QUANTITY]->(n:Quantity) WHERE q.predicate IS NOT NULL AND n.unit IS NOT NULL
    WITH s, q.predicate AS predicate, n.unit AS unit, [(q)-[:DESCRIBES]->(e) | e.iri] AS events, collect(q) AS alike
    WHERE size(alike) > 1 AND any(q IN alike WHERE q.iri IN $iris) UNWIND alike AS q RETURN q
}}
RETURN collect(DISTINCT q.iri)
"""
"""The propositions one link further, and those with a number of the same thing: all numbers of one subject are sorted by what they are numbers of,
once. Setting a value to itself locks the proposition, so that of two changes that concern it the second sees what the first did."""
_ON_THEM = "UNWIND $iris AS iri MATCH (:Proposition {iri: iri})<-[:CONTENT]-(c:Claim) RETURN collect(c.iri)"


async def part_of(reader: Reader, touched: Iterable[str], retyped: Iterable[str], regrouped: Iterable[str]) -> Part:
    """Return what has to be weighed again after `touched` were changed, `retyped` got other classes and the agents `regrouped` another group."""
    said_by = await ask(reader, _SAID_BY, {*retyped, *regrouped})
    changed = {*touched, *said_by, *await ask(reader, _SAID_ABOUT, retyped)}
    around = await ask(reader, _AROUND, changed)
    propositions = await closure(reader, _LINKED, await ask(reader, _ON_WHAT, changed | around))
    return Part(sorted(around | await ask(reader, _ON_THEM, propositions)), sorted(propositions), sorted(changed))


async def linked(reader: Reader, propositions: Iterable[str]) -> Part:
    """Return some propositions with all that are linked to them."""
    found = await closure(reader, _LINKED, set(propositions))
    return Part(sorted(await ask(reader, _ON_THEM, found)), sorted(found))


async def closure(reader: Reader, step: str, start: Collection[str]) -> set[str]:
    """Return all that can be reached by a statement from IRIs to IRIs, the start included."""
    found, edge = set(start), set(start)
    while edge:
        edge = await ask(reader, step, edge) - found
        found |= edge
    return found


async def ask(reader: Reader, text: str, iris: Iterable[str]) -> set[str]:
    """Return what a statement finds by IRIs."""
    return set(await listed(reader, text, sorted(iris)))


async def pages(reader: Reader, text: str, size: int = BATCH, **parameters: Any) -> AsyncIterator[list[Any]]:
    """Yield the lists that a statement finds, each of at most `$size` rows, those after `$after` in the order of their first columns."""
    after = ""
    while page := (await reader.rows(text, {"after": after, "size": size, **parameters}))[0][0]:
        yield page
        after = page[-1][0]
