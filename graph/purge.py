"""Purging: what must not be kept at all goes with its history. Everything else in claimgraph only ever adds.

The change log keeps that it happened, and the IRI; whoever copies the graph (a mirror, an export) learns from it what to drop.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.evidence import reweigh
from graph.history import HAD_STATE, PAST, STATE_OF
from graph.log import Author, Turn, change
from graph.store import Store, Transaction
from graph.write import DELETED
from schema.errors import DataError
from schema.model import ROOT, Model

TIMEOUT = 120.0
_NODE = f"MATCH (n:{ROOT}|{DELETED} {{iri: iri}})"
_SURVEY = f"""
UNWIND $iris AS iri OPTIONAL {_NODE}
RETURN iri, n.name, n:{DELETED}, COUNT {{ (n)-[:{HAD_STATE}]->(:{PAST}) }}, COUNT {{ (n)-[r]-() WHERE r.stateUntil IS NULL AND NOT type(r) IN $own }},
  COUNT {{ (n)-[r]-() WHERE r.stateUntil IS NOT NULL }}, [(n)<-[r:$any($needing)]-(m:{ROOT}) WHERE NOT m.iri IN $iris AND r.proposition IS NULL | m.iri][0..3]
"""


@dataclass(frozen=True, slots=True)
class Doomed:
    """What would go with a resource: how many past states, and relationships that there are and that there were. `needed_by` are some that need it."""

    iri: str
    name: str
    deleted: bool
    states: int
    relations: int
    past_relations: int
    needed_by: tuple[str, ...]


async def survey(store: Store | Transaction, model: Model, iris: Sequence[str]) -> list[Doomed]:
    """Return what a purge of resources, there or deleted before, would remove; raise DataError for one that is not known at all."""
    found = await store.rows(_SURVEY, {"iris": list(iris), "own": [HAD_STATE, STATE_OF], "needing": list(model.needing)})
    unknown = [iri for iri, _, deleted, *_ in found if deleted is None]
    if unknown:
        raise DataError(f"nothing was removed: there is no <{unknown[0]}>, and there was none")
    return [Doomed(iri, name or "", deleted, states, now, past, tuple(needed)) for iri, name, deleted, states, now, past, needed in found]


async def purge(store: Store, model: Model, iris: Sequence[str], by: str) -> None:
    """Remove resources with all that is known of their past, in one transaction; raise DataError if others need one of them."""

    async def work(transaction: Transaction, turn: Turn) -> tuple[None, set[str]]:
        for doomed in await survey(transaction, model, iris):
            if doomed.needed_by:
                raise DataError(f"nothing was removed: <{doomed.iri}> is needed by {', '.join(f'<{iri}>' for iri in doomed.needed_by)}; purge them with it")
        around = f"UNWIND $iris AS iri MATCH (:{ROOT} {{iri: iri}})-[r]-(m:{ROOT}) WHERE r.stateUntil IS NULL RETURN collect(DISTINCT m.iri)"
        ((touched,),) = await transaction.rows(around, {"iris": list(iris)})
        await transaction.rows(f"UNWIND $iris AS iri {_NODE} OPTIONAL MATCH (n)-[:{HAD_STATE}]->(s:{PAST}) DETACH DELETE s, n", {"iris": list(iris)})
        derived = (await reweigh(transaction, model, {*touched, *iris}, (), turn.now)).touched if model.has_evidence else frozenset()
        return None, {*touched, *iris, *derived}

    await change(store, Author(by, "purge"), work, timeout=TIMEOUT)
