"""From drafts to what is to be written, in one's turn: the store cannot change meanwhile, so what is read here still holds when it is written.

drafts -> ids by keys -> what is stored of them -> nodes, relationships, removals -> counts and keys -> Changes, or everything that is wrong
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from graph.cypher.quote import quote
from graph.edtf import SUFFIXES
from graph.known import read_known
from graph.log import Turn
from graph.mutations.drafts import Draft, Link
from graph.mutations.problems import Path, Problem
from graph.mutations.values import given_properties
from graph.resolve import EdgeKey, Known, NodeRow, edge_key, stored_keys
from graph.states import count_fault, search_text
from graph.store import Transaction
from graph.vocabulary import SEARCH_TEXT, Shape, Vocabulary
from graph.write import DELETED, Changes
from schema.model import ROOT, Attribute, Class, Model, Relation

Place = tuple[str, str, str]
"""Where a relationship begins or ends: IRI, type, "out" or "in"."""


@dataclass(slots=True)
class Planned:
    """What is to be written; `created` are the new resources, `retyped` those with more classes than before."""

    changes: Changes = field(default_factory=Changes)
    created: set[str] = field(default_factory=set)
    retyped: set[str] = field(default_factory=set)


class Planner:
    """Plans one change; `plan` gives what is to be written, `problems` tells why it must not be, `paths` where in the arguments a relation was given.

    `complete` gives new resources what they lack and nobody need say.
    """

    def __init__(self, model: Model, words: Vocabulary, transaction: Transaction, turn: Turn, complete: Callable[[Sequence[Draft], datetime], None]) -> None:
        self._model, self._words, self._transaction, self._turn, self._complete = model, words, transaction, turn, complete
        self.problems: list[Problem] = []
        self.known: dict[str, Known] = {}
        self._gone: dict[str, int] = {}
        self._drafts: dict[str, Draft] = {}
        self._targets: dict[Place, dict[str, None]] = {}
        self._changed: dict[Place, Path] = {}
        self._undone: list[EdgeKey] = []
        self.paths: dict[EdgeKey, Path] = {}
        self.planned = Planned()

    async def plan(self, drafts: list[Draft]) -> Planned:
        """Plan drafts; those that only name a resource are checked to be there."""
        await self._identify(drafts)
        await self.read({draft.iri for draft in drafts} | {link.iri for draft in drafts for link in draft.links})
        self._once_each(drafts)
        self._complete([draft for draft in drafts if draft.iri not in self.known], self._turn.now)
        for draft in drafts:
            if self._may_be_written(draft):
                self._drafts[draft.iri] = draft
        await self._read_targets()
        states = {iri: self._node(draft) for iri, draft in self._drafts.items()}
        for draft in self._drafts.values():
            self._relate(draft)
        self._contradictions()
        await self._derived()
        self._count()
        self._bump()
        await self._check_keys(states)
        return self.planned

    def _fault(self, code: str, message: str, path: Path, rule: str | None = None, mend: str | None = None) -> None:
        self.problems.append(Problem(code, message, path, rule, mend))

    # which resource

    async def _identify(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            if not draft.iri and not any(problem.path[: len(draft.path)] == draft.path and problem.code == "BAD_IRI" for problem in self.problems):
                draft.iri = await self._by_key(draft) or f"{self._model.base_iri}{uuid4().hex}"

    async def _by_key(self, draft: Draft) -> str | None:
        for label, key in _keys_of(self._model, draft.cls):
            if all(draft.values.get(name) is not None for name in key):
                values = [given_properties([draft.cls.attributes[name]], draft.values[name], {}, self._model)[0].get(name) for name in key]
                for iri in await self._with_key(label, key, values):
                    return iri
        return None

    async def _with_key(self, label: str, key: tuple[str, ...], values: list[Any]) -> list[str]:
        same = " AND ".join(f"n.{quote(name)} = $values[{place}]" for place, name in enumerate(key))
        return [iri for (iri,) in await self._transaction.rows(f"MATCH (n:{quote(label)}) WHERE {same} RETURN n.iri LIMIT 2", {"values": values})]

    async def read(self, iris: Iterable[str]) -> None:
        """Read what is stored of resources."""
        wanted = sorted(iri for iri in iris if iri and iri not in self.known)
        self.known |= await read_known(self._transaction, wanted)
        gone = [iri for iri in wanted if iri not in self.known]
        text = f"UNWIND $iris AS iri MATCH (n:{DELETED} {{iri: iri}}) RETURN iri, coalesce(n.version, 0)"
        self._gone.update(dict(await self._transaction.rows(text, {"iris": gone})) if gone else {})

    def _once_each(self, drafts: list[Draft]) -> None:
        first: dict[str, Path] = {}
        for draft in drafts:
            if not draft.is_reference and first.setdefault(draft.iri, draft.path) != draft.path:
                where = ".".join(map(str, first[draft.iri]))
                self._fault("DUPLICATE_INPUT", f"{self._words.compact(draft.iri)} is written at {where} already", draft.path)

    def _may_be_written(self, draft: Draft) -> bool:
        known = self.known.get(draft.iri)
        if draft.version is not None and draft.version != (known.properties.get("version", 0) if known else 0):
            there = f"has the version {known.properties.get('version', 0)}" if known else "is not there (any more)"
            self._fault(
                "VERSION_CONFLICT", f"{self._words.compact(draft.iri)} {there}, expected {draft.version}", draft.path, mend="read it again, and decide anew"
            )
        elif known is None and draft.is_reference:
            self._fault("NOT_FOUND", f"there is no {self._words.compact(draft.iri)}", (*draft.path, "id"))
        elif known is not None and draft.cls.name not in known.labels:
            is_a = " and ".join(cls.name for cls in self._words.shape(self._names(known)).classes)
            self._fault(
                "WRONG_CLASS",
                f"{self._words.compact(draft.iri)} is a {is_a}, expected a {draft.cls.name}",
                draft.path,
                mend="the class of a resource cannot be changed",
            )
        else:
            return not draft.is_reference
        return False

    def _names(self, known: Known) -> frozenset[str]:
        return frozenset(known.labels & self._model.classes.keys())

    def _shape(self, iri: str) -> Shape:
        draft, known = self._drafts.get(iri), self.known.get(iri)
        names = (self._names(known) if known else frozenset()) | ({draft.cls.name} if draft else set())
        return self._words.shape(names)

    # attributes

    def _node(self, draft: Draft) -> dict[str, Any]:
        """Plan the properties of a draft; return its state after the change."""
        shape, known = self._shape(draft.iri), self.known.get(draft.iri)
        old = known.properties if known else {}
        found: dict[str, Any] = {}
        wrong: set[str] = set()
        for name, given in draft.values.items():
            several, faults = given_properties(shape.uses[name], given, old, self._model)
            found.update(several)
            for fault in faults:
                wrong.add(name)
                self._fault("VALUE_INVALID", f"{name} {fault}", (*draft.path, name), self._words.compact(shape.uses[name][0].iri))
        state = {key: value for key, value in {**old, **found}.items() if value is not None}
        self._count_values(draft, shape, state, wrong)
        if state.get("name") is None:
            found["name"] = state["name"] = draft.iri.rstrip("#/:").rpartition("/")[2]
        state[SEARCH_TEXT] = found[SEARCH_TEXT] = search_text(shape, state)
        changed = {key: value for key, value in found.items() if old.get(key) != value}
        if known is None or changed or not known.labels.issuperset(shape.labels):
            self.planned.changes.nodes.append(NodeRow(draft.iri, shape.labels, changed))
        if known is None:
            self.planned.created.add(draft.iri)
        elif not known.labels.issuperset(shape.labels):
            self.planned.retyped.add(draft.iri)
        return state

    def _count_values(self, draft: Draft, shape: Shape, state: Mapping[str, Any], wrong: Set[str]) -> None:
        for use in shape.counted:
            if use.name not in wrong and (draft.iri not in self.known or use.name in draft.values):
                fault = count_fault(use, state)
                if fault:
                    code = "TOO_MANY" if "at most" in fault else "TOO_FEW"
                    self._fault(code, f"{use.name} {fault}", (*draft.path, use.name), self._words.compact(use.iri))

    # relations

    async def _read_targets(self) -> None:
        """Read where relations lead now, of those with a limit and those that are cleared, and those with a limit at whatever they lead to or shall lead to."""
        await self._read_places({place for draft in self._drafts.values() for place in self._concerned(draft)})
        ends = {(other, kind, _OTHER[side]) for (_, kind, side), members in self._targets.items() for other in members}
        ends |= {(link.iri, link.relation.type, _OTHER[side]) for draft in self._drafts.values() for link in draft.links for side in _sides(link.relation)}
        await self.read(iri for iri, _, _ in ends)
        await self._read_places({place for place in ends if self._is_limited(*place)})

    def _is_limited(self, iri: str, kind: str, side: str) -> bool:
        return any(relation.type == kind and side in _sides(relation) for relation in self._shape(iri).limited)

    def _concerned(self, draft: Draft) -> Iterator[Place]:
        used = {(link.relation.type, side) for link in draft.links for side in _sides(link.relation)}
        for relation in self._shape(draft.iri).limited:
            yield from ((draft.iri, relation.type, side) for side in _sides(relation) if (relation.type, side) in used or relation in draft.cleared)
        yield from ((draft.iri, relation.type, side) for relation in draft.cleared for side in _sides(relation))

    async def _read_places(self, wanted: set[Place]) -> None:
        grouped: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for iri, kind, side in wanted - self._targets.keys():
            self._targets[iri, kind, side] = {}
            if iri in self.known:
                grouped[kind, side].append(iri)
        for (kind, side), iris in grouped.items():
            pattern = "-[r:$($kind)]->" if side == "out" else "<-[r:$($kind)]-"
            text = f"UNWIND $iris AS iri MATCH (:{ROOT} {{iri: iri}}){pattern}(m:{ROOT}) WHERE r.proposition IS NULL RETURN iri, m.iri"
            for iri, other in await self._transaction.rows(text, {"iris": iris, "kind": kind}):
                self._targets[iri, kind, side][other] = None

    def _relate(self, draft: Draft) -> None:
        for relation in draft.cleared:
            self._clear(draft, relation)
        for link in draft.links:
            if link.iri and self._fits(draft, link):
                key = edge_key(link.relation, draft.iri, link.iri)
                if link.how == "disconnect":
                    self._remove(key, link.path)
                    self._undone.append(key)
                else:
                    self._replace(draft, link)
                    self._add(draft, link, key)

    def _clear(self, draft: Draft, relation: Relation) -> None:
        kept = {link.iri for link in draft.linked(relation) if link.how == "connect"}
        for side in _sides(relation):
            for other in [other for other in self._targets.get((draft.iri, relation.type, side), ()) if other not in kept]:
                self._remove(EdgeKey(relation.type, *((draft.iri, other) if side == "out" else (other, draft.iri))), (*draft.path, relation.name))

    def _remove(self, key: EdgeKey, path: Path) -> None:
        self.planned.changes.removed.append(key)
        self.paths.setdefault(key, path)
        for place, other in ((key.start, key.type, "out"), key.end), ((key.end, key.type, "in"), key.start):
            self._targets.get(place, {}).pop(other, None)
            self._changed.setdefault(place, path)

    def _replace(self, draft: Draft, link: Link) -> None:
        """A relation that leads to one at most leads to the new one."""
        if not link.relation.many and link.relation.direction != "both":
            (side,) = _sides(link.relation)
            fresh = {other.iri for other in draft.linked(link.relation) if other.how == "connect"}
            for other in [other for other in self._targets.get((draft.iri, link.relation.type, side), ()) if other not in fresh]:
                self._remove(EdgeKey(link.relation.type, *((draft.iri, other) if side == "out" else (other, draft.iri))), link.path)

    def _add(self, draft: Draft, link: Link, key: EdgeKey) -> None:
        carried: dict[str, Any] = {}
        attributes = {edge.name: edge for edge in link.relation.edge}
        for name, given in link.carried.items():
            several, faults = given_properties([attributes[name]], given, _all_keys(attributes[name]), self._model)
            carried.update(several)
            for fault in faults:
                self._fault("VALUE_INVALID", f"{name} {fault}", (*link.path, name), self._words.compact(attributes[name].iri))
        self.planned.changes.edges.setdefault(key, {}).update(carried)
        self.paths.setdefault(key, link.path)
        for place, other in ((key.start, key.type, "out"), key.end), ((key.end, key.type, "in"), key.start):
            self._targets.setdefault(place, {})[other] = None
            self._changed.setdefault(place, link.path)

    def _fits(self, draft: Draft, link: Link) -> bool:
        own = self._shape(draft.iri).relations.get(link.relation.iri, (link.relation,)) if link.relation.direction != "in" else (link.relation,)
        target = self._drafts.get(link.iri)
        known = self.known.get(link.iri)
        labels = {*(known.labels if known else ()), *(target.cls.neo4j_labels if target else ())}
        if not labels:
            if isinstance(link.target, str):
                self._fault("NOT_FOUND", f"there is no {self._words.compact(link.iri)}", link.path)
            return False
        for relation in own:
            if relation.target not in labels:
                is_a = " and ".join(cls.name for cls in self._shape(link.iri).classes)
                name, rule = self._words.compact(link.iri), self._words.compact(relation.iri)
                self._fault("WRONG_CLASS", f"{relation.name}: {name} is a {is_a}, expected a {relation.target}", link.path, rule)
                return False
        return True

    def _contradictions(self) -> None:
        for key in self.planned.changes.edges.keys() & set(self.planned.changes.removed):
            self._fault("BAD_INPUT", f"the relation to {self._words.compact(key.end)} is both made and undone", self.paths[key])

    async def _derived(self) -> None:
        """Refuse to undo what rests on claims alone."""
        text = """UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[1]}) MATCH (a)-[r:$(row[2])]->(b)
        WITH row, collect(r.proposition) AS said, count(*) AS all WHERE size(said) = all RETURN row, said[0]"""
        rows = [[key.start, key.end, key.type] for key in self._undone]
        for (start, end, kind), proposition in await self._transaction.rows(text, {"rows": rows}) if rows else ():
            words = f"the relation rests on {self._words.compact(proposition)}, which somebody said"
            self._fault("DERIVED", words, self.paths[EdgeKey(kind, start, end)], mend="retract or supersede the claims")

    def _count(self) -> None:
        """Hold the numbers of relations to the ontology's limits, where they changed or the resource is new."""
        concerned = {*self._drafts, *(iri for iri, _, _ in self._changed)}
        for iri in sorted(concerned):
            for relation in self._shape(iri).limited:
                self._count_relation(iri, relation)

    def _count_relation(self, iri: str, relation: Relation) -> None:
        places = [(iri, relation.type, side) for side in _sides(relation)]
        if iri in self.known and not any(place in self._changed for place in places):
            return
        found = len({other for place in places for other in self._targets.get(place, ())})
        least, most = max(relation.min_count, int(relation.required)), relation.max_count
        if least <= found <= (found if most is None else most):
            return
        rule = self._words.compact(relation.iri)
        draft = self._drafts.get(iri)
        path = next((self._changed[place] for place in places if place in self._changed), (*draft.path, relation.name) if draft else ())
        whose = "" if draft else f" of {self._words.compact(iri)}"
        if found < least:
            self._fault("TOO_FEW", f"{relation.name}{whose} {'is missing' if least == 1 else f'has {found} values, at least {least} are required'}", path, rule)
        else:
            self._fault("TOO_MANY", f"{relation.name}{whose} has {found} values, at most {most} are possible", path, rule)

    # versions and keys

    def _bump(self) -> None:
        """Count the change of each resource that is written; a new one is recorded now."""
        for row in self.planned.changes.nodes:
            shape, known = self._shape(row.iri), self.known.get(row.iri)
            if "version" in shape.uses:
                row.properties["version"] = (known.properties.get("version", 0) if known else self._gone.get(row.iri, 0)) + 1
            if known is None and "recordedAt" in shape.uses:
                row.properties["recordedAt"] = self._turn.now

    async def _check_keys(self, states: Mapping[str, Mapping[str, Any]]) -> None:
        seen: dict[tuple[str, tuple[str, ...], tuple[Any, ...]], str] = {}
        for iri, draft in self._drafts.items():
            for label, key in _keys_of(self._model, draft.cls):
                values = [states[iri].get(name) for name in key]
                if None in values or not set(key) & draft.values.keys():
                    continue
                others = [*await self._with_key(label, key, values), seen.setdefault((label, key, tuple(values)), iri)]
                for other in others:
                    if other in states and [states[other].get(name) for name in key] != values:
                        self.planned.changes.nodes.insert(0, NodeRow(other, (), dict.fromkeys(key)))  # gives its key away: before another takes it
                    elif other != iri:
                        words = f"{self._words.compact(other)} has the same {' and '.join(key)}"
                        self._fault("KEY_TAKEN", words, (*draft.path, key[0]), mend="give its id to change it")
                        break


_OTHER = {"out": "in", "in": "out"}


def _sides(relation: Relation) -> tuple[str, ...]:
    return ("out", "in") if relation.direction == "both" else (relation.direction,)


def _keys_of(model: Model, cls: Class) -> Iterator[tuple[str, tuple[str, ...]]]:
    for label in cls.neo4j_labels:
        yield from ((label, key) for key in stored_keys(model, label))


def _all_keys(attribute: Attribute) -> dict[str, Any]:
    """As if all that an attribute of a relation can be stored by were there: what is not given any more is taken away."""
    return dict.fromkeys((attribute.name, *(f"{attribute.name}{suffix}" for suffix in SUFFIXES)), "")
