"""What shapes say beyond single values, and the rules of the evidence layer, over what a load will have written: the staging file laid over the store.

Only resources of which a shape or a rule speaks are staged with their values, and those that shapes lead to from them.
"""

import asyncio
import json
import pickle
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from graph.stage import Stage
from graph.store import BATCH, Store
from graph.validation.written import Held
from schema.paths import Step

_STATES = "SELECT iri, body FROM state WHERE iri IN (SELECT value FROM json_each(?))"
_NEW = "SELECT iri FROM kind WHERE stored = 0 AND iri IN (SELECT value FROM json_each(?))"
# by "+type" the types only sift what is found: to look for each of them at each resource takes longer
_SIFTED = "AND +type IN (SELECT value FROM json_each(?))"
_LEAVING = f"SELECT start, type, end, single FROM edge WHERE start IN (SELECT value FROM json_each(?)) {_SIFTED}"  # noqa: S608 - texts of ours
_ARRIVING = f"SELECT end, type, start FROM edge WHERE end IN (SELECT value FROM json_each(?)) {_SIFTED}"  # noqa: S608


class Shaping:
    """Holds a load to shapes and rules."""

    def __init__(self, store: Store, stage: Stage, held: Held) -> None:
        self._stage, self._held = stage, held
        self._laid = Overlay(store, stage, held)

    async def findings(self) -> list[tuple[str, str, str]]:
        """Return resource, property ("" where it is about none) and what is wrong, for each fault."""
        found: list[tuple[str, str, str]] = []
        groups = self._groups()
        while group := await asyncio.to_thread(next, groups, None):
            self._laid.forget()
            for violation in await self._held.added(self._laid, group):
                predicate = violation.path.iri if isinstance(violation.path, Step) else ""
                found.append((str(violation.focus), predicate, f"{violation.message} ({violation.mend})" if violation.mend else violation.message))
        return found

    def _groups(self) -> Iterator[list[str]]:
        """The resources that are written and spoken of, those in the store from which a relation is that shapes follow, and claims that others bind."""
        kinds, binding = self._held.followed, self._held.binding
        if not self._held.statements:
            return
        self._stage.run("CREATE INDEX edge_end ON edge (end)")
        these, those = (", ".join("?" * len(types)) for types in (kinds, binding))
        starts = f"SELECT start FROM edge WHERE type IN ({those}) OR (type IN ({these}) AND (fresh = 0 OR flip))"  # noqa: S608 - only marks
        self._stage.run(f"CREATE TABLE focus AS SELECT iri FROM state WHERE focus UNION {starts}", *binding, *kinds)  # noqa: S608 - the same
        last = 0
        while rows := list(self._stage.rows("SELECT rowid, iri FROM focus WHERE rowid > ? ORDER BY rowid LIMIT ?", last, BATCH)):
            last = rows[-1][0]
            yield [iri for _, iri in rows]


class Overlay:
    """Answers what `graph.validation` asks of a store, as if all that is staged were in it.

    Several statements ask about the same resources: each is looked up once, until `forget`.
    """

    def __init__(self, store: Store, stage: Stage, held: Held) -> None:
        self._store, self._stage, self._held = store, stage, held
        self._states: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {}
        self._new: set[str] = set()
        self._leaving: dict[str, list[tuple[str, str, int]]] = {}
        self._arriving: dict[str, list[tuple[str, str]]] = {}

    def forget(self) -> None:
        """Forget what was looked up."""
        for looked_up in (self._states, self._new, self._leaving, self._arriving):
            looked_up.clear()

    async def rows(self, text: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
        """Return what the store has, and over it what is staged."""
        iris: list[str] = parameters["iris"]
        out, into = self._held.statements.get(text, ((), ()))
        await asyncio.to_thread(self._look_up, iris, bool(into))
        known = [iri for iri in iris if iri not in self._new]
        stored = await self._store.rows(text, {**parameters, "iris": known}) if known else []
        if text in self._held.statements:
            return self._over(stored, iris, out, into)
        labels = set(parameters["labels"])  # the other statement asks which of the resources have one of these
        staged = {iri for iri in iris if iri in self._states and not labels.isdisjoint(self._states[iri][0])}
        return [[sorted({iri for (found,) in stored for iri in found} | staged)]]

    def _look_up(self, iris: list[str], arriving: bool) -> None:
        kinds = json.dumps(self._held.followed)
        if unseen := [iri for iri in iris if iri not in self._leaving]:
            these = json.dumps(unseen)
            self._states |= {iri: pickle.loads(body) for iri, body in self._stage.rows(_STATES, these)}
            self._new |= {iri for (iri,) in self._stage.rows(_NEW, these)}
            self._leaving |= {iri: [] for iri in unseen}
            for start, kind, end, single in self._stage.rows(_LEAVING, these, kinds):
                self._leaving[start].append((kind, end, single))
        if arriving and (unseen := [iri for iri in iris if iri not in self._arriving]):
            self._arriving |= {iri: [] for iri in unseen}
            for end, kind, start in self._stage.rows(_ARRIVING, json.dumps(unseen), kinds):
                self._arriving[end].append((kind, start))

    def _over(self, stored: list[list[Any]], iris: list[str], out: Collection[str], into: Collection[str]) -> list[list[Any]]:
        found, rows = {row[0]: row for row in stored}, []
        for iri in iris:
            if iri in found or iri in self._states:
                own, changed = self._states.get(iri, ((), {}))
                leaving = [(kind, end) for kind, end, _ in self._leaving[iri] if kind in out]
                arriving = [(kind, start) for kind, start in self._arriving[iri] if kind in into] if into else []
                _, labels, properties, away, towards = found.get(iri, (iri, (), {}, (), ()))
                replaced = {kind for kind, _, single in self._leaving[iri] if single}
                kept = [pair for pair in away if pair[0] not in replaced]
                rows.append([iri, [*labels, *own], {**properties, **changed}, [*kept, *leaving], [*towards, *arriving]])
        return rows
