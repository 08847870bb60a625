"""What shapes say beyond single values, and the rules of the evidence layer, over what a load will have written: the staging file laid over the store.

Only resources of which a shape or a rule speaks are staged with their values, and with those that shapes lead to from them.
"""

import asyncio
import pickle
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from graph.resolve import NodeRow
from graph.stage import Stage
from graph.store import Store
from graph.validation.written import Held
from schema.paths import Step

GROUP = 1_000
"""Resources that are held to shapes together."""


class Shaping:
    """Holds a load to shapes and rules."""

    def __init__(self, store: Store, stage: Stage, held: Held) -> None:
        self._stage, self._held = stage, held
        self._laid = Overlay(store, stage, held)

    def stage(self, nodes: Iterable[NodeRow]) -> None:
        """Keep what shapes may look at of nodes that will be written."""
        looked = self._held.looked_at
        if looked is None or looked:
            rows = ((node.iri, pickle.dumps((node.labels, node.properties))) for node in nodes if looked is None or not looked.isdisjoint(node.labels))
            self._stage.add("state", rows, 2)

    async def findings(self) -> list[tuple[str, str, str]]:
        """Return resource, property ("" where it is about none) and what is wrong, for each fault."""
        found: list[tuple[str, str, str]] = []
        for batch in await asyncio.to_thread(lambda: list(self._focus())):
            for violation in await self._held.added(self._laid, batch):
                predicate = violation.path.iri if isinstance(violation.path, Step) else ""
                found.append((str(violation.focus), predicate, f"{violation.message} ({violation.mend})" if violation.mend else violation.message))
        return found

    def _focus(self) -> Iterator[list[str]]:
        """The resources that are written, and those from which a relation is that shapes follow, in groups."""
        kinds = self._held.followed
        if not kinds:
            return
        text = f"SELECT iri FROM state UNION SELECT start FROM edge WHERE type IN ({', '.join('?' * len(kinds))}) ORDER BY 1"  # noqa: S608 - only marks
        batch: list[str] = []
        for (iri,) in self._stage.rows(text, *kinds):
            batch.append(iri)
            if len(batch) == GROUP:
                yield batch
                batch = []
        if batch:
            yield batch


class Overlay:
    """Answers what `graph.validation.reading` asks of a store, as if all that is staged were in it."""

    def __init__(self, store: Store, stage: Stage, held: Held) -> None:
        self._store, self._stage, self._held = store, stage, held

    async def rows(self, text: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
        """Return what the store has, and over it what is staged."""
        stored = await self._store.rows(text, parameters)
        if text not in self._held.statements:  # which of the resources have some labels
            return [[sorted({*stored[0][0], *await asyncio.to_thread(self._labelled, parameters["iris"], set(parameters["labels"]))})]]
        return await asyncio.to_thread(self._over, stored, parameters["iris"], *self._held.statements[text])

    def _labelled(self, iris: Collection[str], labels: set[str]) -> Iterator[str]:
        return (iri for iri in iris if (state := self._state(iri)) and not labels.isdisjoint(state[0]))

    def _over(self, stored: list[list[Any]], iris: Iterable[str], out: Collection[str], into: Collection[str]) -> list[list[Any]]:
        known = {row[0]: row for row in stored}
        return [row for iri in iris if (row := self._row(iri, known.get(iri), out, into))]

    def _row(self, iri: str, stored: list[Any] | None, out: Collection[str], into: Collection[str]) -> list[Any] | None:
        state = self._state(iri)
        if state is None and stored is None:
            return None
        _, labels, properties, leaving, arriving = stored or (iri, [], {}, [], [])
        own, changed = state or ((), {})
        fresh = [row for row in self._stage.rows("SELECT type, end, single FROM edge WHERE start = ?", iri) if row[0] in out]
        replaced = {kind for kind, _, single in fresh if single}
        leaving = [*(pair for pair in leaving if pair[0] not in replaced), *([kind, end] for kind, end, _ in fresh)]
        arriving = [*arriving, *([kind, start] for kind, start in self._arriving(iri) if kind in into)]
        return [iri, [*labels, *own], {**properties, **changed}, leaving, arriving]

    def _arriving(self, iri: str) -> Iterator[Any]:
        self._indexed  # noqa: B018 - made once, when it is needed first
        return self._stage.rows("SELECT type, start FROM edge WHERE end = ?", iri)

    @cached_property
    def _indexed(self) -> bool:
        self._stage.run("CREATE INDEX edge_end ON edge (end)")
        return True

    def _state(self, iri: str) -> tuple[tuple[str, ...], dict[str, Any]] | None:
        row = next(self._stage.rows("SELECT body FROM state WHERE iri = ?", iri), None)
        return pickle.loads(row[0]) if row else None
