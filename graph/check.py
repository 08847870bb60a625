"""A staged load under the Model and the store: what there is to write, and everything that does not fit. Nothing is written to the store.

groups of subjects -> what the store knows of them -> Resolver (graph/resolving.py) -> staged nodes and relationships
all of these       -> graph/whole.py
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.apart import Other, Side, Whose, resolving
from graph.bodies import Bodies
from graph.contents import Contents
from graph.cypher.quote import quote
from graph.findings import Findings
from graph.known import TIMEOUT, read_known
from graph.lanes import side_by_side
from graph.names import Names
from graph.resolve import Known
from graph.resolver import Resolver
from graph.resolving import Key, Parcel
from graph.shaping import Shaping
from graph.stage import Stage
from graph.store import Store
from graph.unknown import Policy, Unknown
from graph.validation.written import Held
from graph.vocabulary import Vocabulary
from graph.whole import BETWEEN, Whole, recount

TRACKED = 50_000
"""How many resources are remembered by their IRIs, to be weighed together; a load that touches more weighs everything."""


@dataclass(slots=True)
class Checked:
    """What a load will write: numbers of resources and relations; `retyped` stored resources get a class. `skipped` and `kept` count statements by unknown
    term. `resolver` is who found it out, for what has to be found out again.
    """

    resolver: Resolver
    resources: int = 0
    relations: int = 0
    created: int = 0
    changed: int = 0
    retyped: set[str] = field(default_factory=set)
    skipped: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)


async def check(store: Store, words: Vocabulary, stage: Stage, policy: Policy, tell: Callable[[int], None], other: Other | None = None) -> Checked:
    """Check all that is staged and stage what is to be written; raises DataError or UnknownTerm. Tells how many resources were looked at.

    Another process resolves groups too, if there is one.
    """
    findings, unknown = Findings(), Unknown(policy, words)
    resolver = Resolver(words, findings, unknown)
    held = Held(words.model)
    shaping = Shaping(store, stage, held)
    groups, whole = _Groups(store, stage, resolver), Whole(store, stage, resolver, unknown)
    sides = await resolving(Whose(resolver, findings, unknown), policy, stage.terms, other)
    await side_by_side(*(groups.check(side, tell) for side in sides))
    await whole.check(groups.keys)
    await Contents(store, stage, resolver).check()
    findings.check(stage)
    for iri, predicate, fault in await shaping.findings():  # where each value by itself, and each end of a relation, is right
        resolver.find(iri, fault, predicate)
    findings.check(stage)
    groups.result.relations = await asyncio.to_thread(whole.relations)
    groups.result.skipped, groups.result.kept = unknown.skipped, unknown.kept
    return groups.result


class _Groups:
    """Each group of subjects by itself; `keys` numbers the keys of which some node has values."""

    def __init__(self, store: Store, stage: Stage, resolver: Resolver) -> None:
        self._store, self._stage, self._resolver = store, stage, resolver
        self._groups, self._staging = stage.groups(), asyncio.Lock()
        self.result = Checked(resolver)
        self.keys = Names()

    async def check(self, side: Side, tell: Callable[[int], None]) -> None:
        """Let a side resolve group after group until none is left; while it does, what came of its last one is staged, and the store is asked about the next."""
        group, before = await self._next(), None
        while group is not None:
            step = asyncio.create_task(side.step(*group))
            try:
                if before:
                    await self._keep(before)
                group = await self._next()
            finally:
                await asyncio.gather(step, return_exceptions=True)  # whatever happens: no thread is left behind
            before = await step
            self._count(before)
            await self._compare_keys(before.keys)
            await recount(self._store, self._resolver, before.recounts)
            tell(self.result.resources)
        if before:
            await self._keep(before)
            await self._keep(await side.end())

    async def _next(self) -> tuple[list[Bodies], dict[str, Known]] | None:
        async with self._staging:
            group = await asyncio.to_thread(next, self._groups, None)
        return None if group is None else (group, await read_known(self._store, [iri for iri, _ in group]))

    async def _keep(self, parcel: Parcel) -> None:
        """Stage what came of a group."""
        async with self._staging:
            await asyncio.to_thread(self._add, parcel)

    def _add(self, parcel: Parcel) -> None:
        self._stage.add("kind", parcel.kinds, 3)
        self._stage.add("edge", parcel.edges, 8)
        self._stage.add("note", parcel.notes, 4)
        self._stage.add("node", parcel.nodes, 2)
        self._stage.add("state", parcel.states, 3)

    def _count(self, parcel: Parcel) -> None:
        self.result.resources += parcel.resources
        self.result.created += parcel.created
        self.result.changed += parcel.changed
        if len(self.result.retyped) < TRACKED:
            self.result.retyped |= parcel.retyped

    async def _compare_keys(self, keys: Mapping[Key, list[list[Any]]]) -> None:
        """Stage the keys of nodes, to be compared with each other, and find those that another node in the store has."""
        for (label, key), members in keys.items():
            number = self.keys.of((label, key))
            self._stage.add("key", ((number, BETWEEN.join(map(str, values)), iri) for iri, *values in members), 3)
            same = " AND ".join(f"n.{quote(name)} = row[{place}]" for place, name in enumerate(key, 1))
            text = f"UNWIND $rows AS row MATCH (n:{quote(label)}) WHERE {same} AND n.iri <> row[0] RETURN row[0], n.iri"
            for iri, other in await self._store.rows(text, {"rows": members}, TIMEOUT):
                self._resolver.find(iri, f"has the same {' and '.join(key)} as {self._resolver.words.compact(other)}, which is in the store")
