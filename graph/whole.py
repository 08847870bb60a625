"""What can be judged only when all that a load says is staged: the other ends of relationships, what is said about these, their numbers, and keys."""

import asyncio
import pickle
from collections.abc import Iterable, Sequence
from typing import Any

from graph.names import Names
from graph.resolve import edge_key, edge_shape
from graph.resolver import FAULTY, LIST, SKIPPED, Recount, Resolver
from graph.stage import Stage
from graph.store import Store, batches
from graph.told import TYPE, Subject
from graph.unknown import Unknown
from schema.model import ROOT, Relation

TIMEOUT = 120.0
BETWEEN = "\x1f"
"""What stands between the values of a key with several parts."""


class Whole:
    """The whole of a load; its findings go to the resolver's."""

    def __init__(self, store: Store, stage: Stage, resolver: Resolver, unknown: Unknown) -> None:
        self._store, self._stage, self._resolver, self._unknown = store, stage, resolver, unknown
        self._words = resolver.words

    async def check(self, keys: Names) -> None:
        """Find all that does not fit; `keys` names the keys that are staged by number."""
        await self._targets()
        await asyncio.to_thread(self._notes)
        await recount(self._store, self._resolver, await asyncio.to_thread(self._counts))
        await asyncio.to_thread(self._equal_keys, keys)

    async def _targets(self) -> None:
        """Find relationships whose other end is unknown, or of a class that does not fit."""
        await asyncio.to_thread(self._allow)
        misfits = (
            "SELECT CASE flip WHEN 1 THEN end ELSE start END AS subject, CASE flip WHEN 1 THEN start ELSE end END AS target, edge.uses, kind.classes"
            " FROM edge LEFT JOIN kind ON kind.iri = CASE flip WHEN 1 THEN start ELSE end END"
            " LEFT JOIN fits ON fits.uses = edge.uses AND fits.classes = kind.classes WHERE fits.classes IS NULL"
        )
        for batch in batches(self._stage.rows(misfits)):
            labels = await self._labels({target for _, target, _, classes in batch if classes is None})
            for subject, target, uses, classes in batch:
                relations = self._resolver.uses[uses]
                kind = self._resolver.kinds.known[classes] if classes is not None else labels.get(target)
                if fault := self._target_fault(relations, kind):
                    told = f"{self._words.compact(relations[0].iri)} {self._words.compact(target)}"
                    self._resolver.find(subject, f"{told} {fault}", relations[0].iri, target)
        if self._unknown.allowed:
            self._leave_out()

    def _allow(self) -> None:
        """Say for each relation which sets of classes its targets may have."""
        for uses, relations in self._resolver.uses.items():
            fitting = (number for number, kind in enumerate(self._resolver.kinds.known) if not self._target_fault(relations, kind))
            self._stage.add("fits", ((uses, number) for number in fitting), 2)

    def _target_fault(self, relations: Sequence[Relation], kind: frozenset[str] | str | None) -> str:
        if kind is None:
            return "is an unknown reference: nothing of this IRI is in the files or in the store"
        if kind == LIST:
            return "is an RDF list, which is not kept: give each of its members in a triple of its own"
        if isinstance(kind, str):
            return ""
        shape = self._words.shape(kind)
        missing = [relation.target for relation in relations if relation.target not in shape.labels]
        return f"is a {shape.name or ROOT}, expected a {missing[0]}" if missing else ""

    async def _labels(self, iris: set[str]) -> dict[str, frozenset[str]]:
        """The classes of those that are stored."""
        text = "UNWIND $iris AS iri MATCH (n:Resource {iri: iri}) RETURN iri, labels(n)"
        rows = await self._store.rows(text, {"iris": sorted(iris)}, TIMEOUT) if iris else []
        return {iri: frozenset(labels).intersection(self._words.model.classes) for iri, labels in rows}

    def _leave_out(self) -> None:
        """Leave out relationships to what is left out for the sake of its class, and count them by their property."""
        skipped = self._resolver.kinds.of(SKIPPED)
        gone = "(SELECT iri FROM kind WHERE classes = ?)"
        for uses, number in self._stage.rows(f"SELECT uses, count(*) FROM edge WHERE start IN {gone} OR end IN {gone} GROUP BY uses", skipped, skipped):  # noqa: S608
            self._unknown.skip(self._resolver.uses[uses][0].iri, number)
        self._stage.run(f"DELETE FROM edge WHERE start IN {gone} OR end IN {gone}", skipped, skipped)  # noqa: S608

    def _notes(self) -> None:
        """Give relationships what is said about them."""
        text = "SELECT note.subject, note.predicate, note.object, note.body, kind.classes FROM note LEFT JOIN kind ON kind.iri = note.subject"
        for subject, predicate, target, body, classes in self._stage.rows(text):
            kind = self._resolver.kinds.known[classes] if classes is not None else FAULTY
            relations = self._words.shape(kind).relations.get(predicate, ()) if not isinstance(kind, str) else ()
            self._note((subject, predicate, target), pickle.loads(body), relations)

    def _note(self, triple: tuple[str, str, str], body: Subject, relations: tuple[Relation, ...]) -> None:
        found = "SELECT flip, carried FROM edge WHERE type = ? AND start = ? AND end = ? LIMIT 1"
        key = edge_key(relations[0], triple[0], triple[2]) if relations else None
        row = next(self._stage.rows(found, *key), None) if key else None
        if key is None or row is None:
            told = " ".join(self._words.compact(part) if part else "?" for part in triple)
            if not self._unknown.skip(triple[1]):
                self._resolver.find(body.iri, f"annotates the triple {told}, which is not in the files")
            return
        for iri in body.types:
            if not self._unknown.skip(iri):
                self._resolver.find(body.iri, f"is of the class {self._words.compact(iri)}, but stands for a relation, which has none", TYPE, iri)
        state: dict[str, Any] = pickle.loads(row[1]) if row[1] else {}
        for name, value in self._resolver.own_properties(body, edge_shape(relations[0]), state).items():
            if state.setdefault(name, value) != value:
                self._resolver.find(body.iri, f"gives {name} to a relation that has another one already")
        update = "UPDATE edge SET carried = ? WHERE type = ? AND start = ? AND end = ? AND flip = ?"
        self._stage.run(update, pickle.dumps(state), *key, row[0])

    def _counts(self) -> list[Recount]:
        """Compare numbers of relations that others tell too with the ontology's limits; return those that have to be counted with what is stored."""
        later = self._resolver.begin({})
        for number, names in enumerate(self._resolver.kinds.known):
            shape = self._words.shape(names) if not isinstance(names, str) else None
            for relation in shape.limited if shape else ():
                if self._words.is_told_elsewhere(relation):
                    self._count(number, relation)
        return later.recounts

    def _count(self, classes: int, relation: Relation) -> None:
        if relation.direction != "out":
            self._stage.run("CREATE INDEX IF NOT EXISTS edge_end ON edge (end, type)")
        for iri, stored in self._stage.rows("SELECT iri, stored FROM kind WHERE classes = ?", classes):
            ends: set[str] = set()
            for side, other, told in (("start", "end", "in"), ("end", "start", "out")):
                if relation.direction != told:
                    text = f"SELECT DISTINCT {other} FROM edge WHERE {side} = ? AND type = ?"  # noqa: S608 - names of ours
                    ends.update(end for (end,) in self._stage.rows(text, iri, relation.type))
            self._resolver.limit(iri, relation, ends, bool(stored))

    def _equal_keys(self, keys: Names) -> None:
        """Find nodes with the same key (owl:hasKey)."""
        first: tuple[Any, ...] | None = None
        for row in self._stage.rows("SELECT key, value, iri FROM key ORDER BY key, value, rowid"):
            if first and first[:2] == row[:2]:
                _, names = keys.known[row[0]]
                values = row[1].replace(BETWEEN, ", ")
                self._resolver.find(row[2], f"has the same {' and '.join(names)} as {self._words.compact(first[2])}: {values}")
            else:
                first = row

    def relations(self) -> int:
        """Return how many relationships are staged."""
        other = "other.start = edge.start AND other.type = edge.type AND other.end = edge.end AND other.flip = 0"
        text = f"SELECT count(*) FROM edge WHERE flip = 0 OR NOT EXISTS (SELECT 1 FROM edge AS other WHERE {other})"  # noqa: S608
        ((number,),) = self._stage.rows(text)
        return int(number)


async def recount(store: Store, resolver: Resolver, recounts: Iterable[Recount]) -> None:
    """Count again, with what is stored, the relations of stored resources to which the files add."""
    arrows = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}
    for batch in batches(recounts):
        ends = [set(one.ends) for one in batch]
        for direction, (left, right) in arrows.items():
            rows = [[one.iri, one.relation.type, number] for number, one in enumerate(batch) if one.relation.direction == direction]
            match = f"UNWIND $rows AS row MATCH (n:Resource {{iri: row[0]}}){left}[r:$(row[1])]{right}(m:Resource)"
            text = f"{match} WHERE r.proposition IS NULL RETURN DISTINCT row[2], m.iri"
            for number, iri in await store.rows(text, {"rows": rows}, TIMEOUT) if rows else ():
                ends[number].add(iri)
        for one, found in zip(batch, ends, strict=True):
            resolver.find_number(one.iri, one.relation, len(found), one.least)
