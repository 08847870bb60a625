"""Which resources are one thing, by the judgements of analysts.

    rows of judgements -> the latest on each two resources -> groups -> compare with what is stored -> write the difference

SAME joins a resource with its candidates, DIFFERENT and UNSURE do not; a later judgement on the same two takes the place of an earlier one, so that a
merge is undone by judging again. In each group, all point with JUDGED_SAME_AS to the one with the smallest IRI. A view may follow that (`merged`) or not;
nothing else changes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from graph.history import SINCE, keep_edges
from graph.store import Statement, Transaction
from graph.weigh import independence_groups

SAME_AS = "JUDGED_SAME_AS"

_JUDGEMENTS = """
MATCH (j:IdentityJudgement)-[:JUDGED]->(a:Resource) MATCH (j)-[:CANDIDATE]->(b:Resource) WHERE a <> b
RETURN coalesce(j.madeAt.epochMillis, 0), coalesce(j.recordedAt.epochMillis, 0), j.iri, j.decision, a.iri, b.iri
"""
_STORED = f"MATCH (a:Resource)-[:{SAME_AS}]->(b:Resource) RETURN a.iri, b.iri"


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


async def merge(transaction: Transaction, now: datetime) -> int:
    """Bring these relationships in line with the judgements; return how many changed."""
    wanted = set(merged(Judgement(*row) for row in await transaction.rows(_JUDGEMENTS, {})).items())
    stored = {(member, first) for member, first in await transaction.rows(_STORED, {})}
    if wanted != stored:
        for statement in _changes(sorted(stored - wanted), sorted(wanted - stored), now):
            await transaction.rows(*statement)
    return len(wanted ^ stored)


def _changes(gone: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], now: datetime) -> list[Statement]:
    match = f"UNWIND $rows AS row MATCH (a:Resource {{iri: row[0]}})-[r:{SAME_AS}]->(b:Resource {{iri: row[1]}})"
    make = f"UNWIND $rows AS row MATCH (a:Resource {{iri: row[0]}}) MATCH (b:Resource {{iri: row[1]}}) CREATE (a)-[:{SAME_AS} {{{SINCE}: $now}}]->(b)"
    old = {"rows": [list(pair) for pair in gone]}
    return [keep_edges(match, old, now), (f"{match} DELETE r", old), (make, {"rows": [list(pair) for pair in new], "now": now})]
