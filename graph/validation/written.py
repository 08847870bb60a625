"""What a write that is under way has left: checked in its transaction, so that all of it can be undone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.terms import relation_of
from graph.validation.beyond import beyond
from graph.validation.evaluate import check
from graph.validation.reading import Reader, Reading
from graph.validation.rules import BINDING, CLAIM, READ, RULED, check_rules
from graph.validation.violations import Violation
from schema.model import Model
from schema.shapes import VIOLATION, Shape


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Shapes, how to read what they look at, and the labels that they and the rules are about (None: they may be about any)."""

    shapes: tuple[Shape, ...]
    reading: Reading
    labels: tuple[str, ...] | None


class Held:
    """What one Model holds writes to; made once, for it goes through all shapes."""

    def __init__(self, model: Model) -> None:
        self._model = model

    async def added(self, transaction: Reader, touched: Collection[str]) -> list[Violation]:
        """Return what is wrong with resources beyond what every write is held to while it is planned; without shapes that say more, nothing is read."""
        return await self._check(transaction, touched, self._beyond)

    async def changed(self, transaction: Reader, touched: Collection[str]) -> list[Violation]:
        """Return all that is wrong with resources."""
        return await self._check(transaction, touched, self._whole)

    @property
    def statements(self) -> Mapping[str, tuple[set[str], set[str]]]:
        """What `added` asks of a store about resources, with the types of relationships that each statement follows forwards and backwards."""
        return self._beyond.reading.statements if self._beyond else {}

    @cached_property
    def followed(self) -> tuple[str, ...]:
        """The types of relationships that it follows."""
        return tuple(sorted({kind for types in self.statements.values() for way in types for kind in way}))

    @cached_property
    def binding(self) -> tuple[str, ...]:
        """The types of relationships without which a new claim breaks no rule."""
        found = (relation_of(iri, self._model) for iri in BINDING if self._model.has_evidence)
        return tuple(relation.type for relation in found if relation)

    def speaks_of(self, labels: Collection[str], stored: bool) -> bool:
        """Whether `added` may find fault with a resource, whatever its relationships: not with a new claim, of which only the rules speak."""
        about = self.about if stored else self._at_once
        return about is None or not about.isdisjoint(labels)

    @property
    def about(self) -> frozenset[str] | None:
        """The labels of resources that `added` says something of; None if they may have any."""
        if self._beyond is None:
            return frozenset()
        return None if self._beyond.labels is None else frozenset(self._beyond.labels)

    @cached_property
    def looked_at(self) -> frozenset[str] | None:
        """The labels of resources of which it may look at values; None if they may have any."""
        if not self.about:
            return self.about
        ways = [(cls.name, r.target) for cls in self._model.classes.values() for r in cls.relations.values() if r.type in self.followed]
        return self.about.union(*ways)

    @cached_property
    def _at_once(self) -> frozenset[str] | None:
        if not self.about:
            return self.about
        found = self._labels(beyond(self._model), RULED - {CLAIM})
        return None if found is None else frozenset(found)

    @cached_property
    def _beyond(self) -> _Prepared | None:
        return self._prepared(beyond(self._model))

    @cached_property
    def _whole(self) -> _Prepared | None:
        return self._prepared(self._model.shapes)

    def _prepared(self, shapes: tuple[Shape, ...]) -> _Prepared | None:
        looking = (*shapes, *(READ if self._model.has_evidence else ()))
        return _Prepared(shapes, Reading(self._model, looking), self._labels(shapes)) if looking else None

    def _labels(self, shapes: tuple[Shape, ...], ruled: frozenset[str] = RULED) -> tuple[str, ...] | None:
        targets = [target for shape in shapes for target in shape.targets]
        if any(target.kind != "class" for target in targets):
            return None
        about = {iri for target in targets for iri in target.classes} | (ruled if self._model.has_evidence else frozenset())
        return tuple(sorted(cls.name for iri, cls in self._model.class_by_iri.items() if iri in about))

    async def _check(self, transaction: Reader, touched: Collection[str], prepared: _Prepared | None) -> list[Violation]:
        if prepared is None or not touched or not (concerned := await _concerned(transaction, touched, prepared.labels)):
            return []
        graph = await prepared.reading.states(transaction, concerned)
        found = [violation for violation in check(prepared.shapes, graph, concerned) if violation.severity == VIOLATION]
        return found + (list(check_rules(graph, concerned)) if self._model.has_evidence else [])


async def _concerned(transaction: Reader, touched: Collection[str], labels: tuple[str, ...] | None) -> Collection[str]:
    """Those of the resources that have one of the labels."""
    if labels is None:
        return touched
    text = "UNWIND $iris AS iri MATCH (n:Resource {iri: iri}) WHERE any(label IN labels(n) WHERE label IN $labels) RETURN collect(n.iri)"
    found: list[str] = (await transaction.rows(text, {"iris": sorted(touched), "labels": list(labels)}))[0][0]
    return found
