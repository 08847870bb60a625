"""A staged load under the Model and the store: what there is to write, and everything that does not fit. Nothing is written to the store.

groups of subjects -> what the store knows of them -> Resolver -> staged nodes and relationships
all of these       -> graph/whole.py
"""

import asyncio
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.contents import Contents
from graph.cypher.quote import quote
from graph.findings import Findings
from graph.known import TIMEOUT, read_known
from graph.resolve import Known, NodeRow, node_keys
from graph.resolver import Resolved, Resolver
from graph.shaping import Shaping
from graph.stage import Names, Stage
from graph.store import BATCH, Store
from graph.told import Subject
from graph.unknown import Policy, Unknown
from graph.validation.written import Held
from graph.vocabulary import Vocabulary
from graph.whole import BETWEEN, Whole, recount

BATCH_TEXT = 8 << 20
"""Characters of nodes in one transaction."""
TRACKED = 50_000
"""How many resources are remembered by their IRIs, to be weighed together; a load that touches more weighs everything."""

Group = tuple[list[Subject], dict[str, Known]]


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


async def check(store: Store, words: Vocabulary, stage: Stage, policy: Policy, tell: Callable[[int], None]) -> Checked:
    """Check all that is staged and stage what is to be written; raises DataError or UnknownTerm. Tells how many resources were looked at."""
    findings, unknown = Findings(), Unknown(policy, words)
    resolver = Resolver(words, findings, unknown)
    shaping = Shaping(store, stage, Held(words.model))
    groups, whole = _Groups(store, stage, resolver, shaping), Whole(store, stage, resolver, unknown)
    await groups.check(tell)
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

    def __init__(self, store: Store, stage: Stage, resolver: Resolver, shaping: Shaping) -> None:
        self._store, self._stage, self._resolver, self._shaping = store, stage, resolver, shaping
        self.result = Checked(resolver)
        self.keys = Names()
        self._held: list[NodeRow] = []
        self._length = 0

    async def check(self, tell: Callable[[int], None]) -> None:
        """Resolve group after group; while one is, the store is asked about the next."""
        groups = self._stage.groups()
        group: Group | None = await self._known(await asyncio.to_thread(next, groups, None))
        following = await asyncio.to_thread(next, groups, None)
        while group is not None:
            step = asyncio.create_task(asyncio.to_thread(self._step, group, groups))
            try:
                ahead = await self._known(following)
            finally:
                await asyncio.wait((step,))  # whatever happens: no thread is left behind
            resolved, after = await step
            await self._compare_keys(resolved, group[1])
            await recount(self._store, self._resolver, resolved.recounts)
            tell(self.result.resources)
            group, following = ahead, after
        self._flush()

    async def _known(self, subjects: list[Subject] | None) -> Group | None:
        if subjects is None:
            return None
        return subjects, await read_known(self._store, [subject.iri for subject in subjects])

    def _step(self, group: Group, groups: Iterator[list[Subject]]) -> tuple[Resolved, list[Subject] | None]:
        """Resolve a group and stage what comes of it; also return the group after the next."""
        resolved = self._resolver.resolve(*group)
        self._stage.add("kind", resolved.kinds, 3)
        self._stage.add("edge", resolved.edges, 8)
        self._stage.add("note", ((note.subject, note.predicate, note.object, pickle.dumps(note.body)) for note in resolved.notes), 4)
        self._hold(resolved.nodes)
        self.result.resources += resolved.resources
        self.result.created += resolved.created
        self.result.changed += len(resolved.nodes) - resolved.created
        if len(self.result.retyped) < TRACKED:
            self.result.retyped |= resolved.retyped
        return resolved, next(groups, None)

    def _hold(self, nodes: Iterable[NodeRow]) -> None:
        for node in nodes:
            self._held.append(node)
            self._length += sum(len(value) for value in node.properties.values() if type(value) is str)
            if len(self._held) == BATCH or self._length > BATCH_TEXT:
                self._flush()

    def _flush(self) -> None:
        if self._held:
            self._stage.add_nodes(self._held)
            self._shaping.stage(self._held)
            self._held, self._length = [], 0

    async def _compare_keys(self, resolved: Resolved, known: Mapping[str, Known]) -> None:
        """Stage the keys of nodes, to be compared with each other, and find those that another node in the store has."""
        rows: dict[tuple[str, tuple[str, ...]], list[list[Any]]] = {}
        for node in resolved.nodes:
            for label, key, values in node_keys(self._resolver.words.model, node, known):
                rows.setdefault((label, key), []).append([node.iri, *values])
        for (label, key), members in rows.items():
            number = self.keys.of((label, key))
            self._stage.add("key", ((number, BETWEEN.join(map(str, values)), iri) for iri, *values in members), 3)
            same = " AND ".join(f"n.{quote(name)} = row[{place}]" for place, name in enumerate(key, 1))
            text = f"UNWIND $rows AS row MATCH (n:{quote(label)}) WHERE {same} AND n.iri <> row[0] RETURN row[0], n.iri"
            for iri, other in await self._store.rows(text, {"rows": members}, TIMEOUT):
                self._resolver.find(iri, f"has the same {' and '.join(key)} as {self._resolver.words.compact(other)}, which is in the store")
