"""Which resources are one thing, by the judgements of analysts.

    touched -> what was judged together -> rows of judgements -> the latest on each two resources -> groups -> compare with what is stored -> write the difference

SAME joins a resource with its candidates, DIFFERENT and UNSURE do not; a later judgement on the same two takes the place of an earlier one, so that a
merge is undone by judging again. In each group, all point with JUDGED_SAME_AS to the one with the smallest IRI. A view may follow that (`merged`) or not;
nothing else changes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from graph.differences import Applied
from graph.history import SINCE, keep_edges
from graph.parts import ask, closure
from graph.store import Statement, Transaction
from graph.weigh import independence_groups
from graph.world import listed

SAME_AS = "JUDGED_SAME_AS"

_JUDGED = """
UNWIND $iris AS iri MATCH (n:Resource {iri: iri})
CALL (n) {
  MATCH (n:IdentityJudgement)-[:JUDGED|CANDIDATE]->(a:Resource) RETURN a
  UNION MATCH (n)<-[:JUDGED|CANDIDATE]-(:IdentityJudgement) RETURN n AS a
  UNION MATCH (n)-[:JUDGED_SAME_AS]-() RETURN n AS a
}
RETURN collect(DISTINCT a.iri)
"""
"""What a judgement is about; a resource itself, if it was judged or is merged."""
_WITH = """
UNWIND $iris AS iri MATCH (a:Resource {iri: iri})
CALL (a) {
  MATCH (a)<-[:JUDGED|CANDIDATE]-(:IdentityJudgement {decision: 'SAME'})-[:JUDGED|CANDIDATE]->(b:Resource) RETURN b
  UNION MATCH (a)-[:JUDGED_SAME_AS]-(b:Resource) RETURN b
}
RETURN collect(DISTINCT b.iri)
"""
"""What was judged to be the same as resources, by whichever judgement, or is merged with them."""
_JUDGEMENTS = """
UNWIND $iris AS iri MATCH (a:Resource {iri: iri})<-[:JUDGED]-(j:IdentityJudgement)-[:CANDIDATE]->(b:Resource) WHERE a <> b
RETURN collect([coalesce(j.madeAt.epochMillis, 0), coalesce(j.recordedAt.epochMillis, 0), j.iri, j.decision, a.iri, b.iri])
"""
_STORED = "UNWIND $iris AS iri MATCH (a:Resource {iri: iri})-[:JUDGED_SAME_AS]->(b:Resource) RETURN collect([a.iri, b.iri])"
# in pages
ALL_JUDGEMENTS = "MATCH (n:IdentityJudgement) WHERE n.iri > $after WITH DISTINCT n ORDER BY n.iri LIMIT $size RETURN collect([n.iri, 0])"
ALL_MERGED = "MATCH (n:Resource)-[:JUDGED_SAME_AS]->() WHERE n.iri > $after WITH DISTINCT n ORDER BY n.iri LIMIT $size RETURN collect([n.iri, 0])"


class Judgement(NamedTuple):
    """What an analyst decided on two resources; `made` and `recorded` in milliseconds since 1970, 0 where unknown."""

    made: int
    recorded: int
    iri: str
    decision: str
    judged: str
    candidate: str


def merged(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return each resource that is merged to the one that stands for its group.

    >>> merged([Judgement(1, 0, "j1", "SAME", "b", "a"), Judgement(1, 0, "j2", "SAME", "b", "c"), Judgement(2, 0, "j3", "DIFFERENT", "a", "b")])
    {'c': 'b'}
    """
    latest = {frozenset((one.judged, one.candidate)): one.decision for one in sorted(judgements)}
    groups = independence_groups((low, high) for low, high in (sorted(pair) for pair, decision in latest.items() if decision == "SAME"))
    return {member: first for member, first in groups.items() if member != first}


async def merge(transaction: Transaction, touched: Iterable[str], now: datetime) -> Applied:
    """Bring these relationships in line with the judgements, among all that hangs together with touched judgements and resources."""
    judged = sorted(await closure(transaction, _WITH, await ask(transaction, _JUDGED, touched)))
    wanted = set(merged(Judgement(*row) for row in await listed(transaction, _JUDGEMENTS, judged)).items())
    stored = {(member, first) for member, first in await listed(transaction, _STORED, judged)}
    if wanted != stored:
        for statement in _changes(sorted(stored - wanted), sorted(wanted - stored), now):
            await transaction.rows(*statement)
    return Applied(len(wanted ^ stored), frozenset(iri for pair in wanted ^ stored for iri in pair))


def _changes(gone: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], now: datetime) -> list[Statement]:
    match = f"UNWIND $rows AS row MATCH (a:Resource {{iri: row[0]}})-[r:{SAME_AS}]->(b:Resource {{iri: row[1]}})"
    make = f"UNWIND $rows AS row MATCH (a:Resource {{iri: row[0]}}) MATCH (b:Resource {{iri: row[1]}}) CREATE (a)-[:{SAME_AS} {{{SINCE}: $now}}]->(b)"
    old = {"rows": [list(pair) for pair in gone]}
    return [keep_edges(match, old, now), (f"{match} DELETE r", old), (make, {"rows": [list(pair) for pair in new], "now": now})]
