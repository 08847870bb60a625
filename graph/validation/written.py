"""What a write that is under way has left: checked in its transaction, so that all of it can be undone."""

from collections.abc import Collection, Sequence

from graph.validation.beyond import beyond
from graph.validation.evaluate import check
from graph.validation.reading import Reader, states
from graph.validation.rules import READ, RULED, check_rules
from graph.validation.violations import Violation
from schema.model import Model
from schema.shapes import VIOLATION, Shape


class Held:
    """What one Model holds writes to; made once, for it goes through all shapes."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._beyond = beyond(model)

    async def added(self, transaction: Reader, iris: Collection[str]) -> list[Violation]:
        """Return what is wrong with resources beyond what every write is held to while it is planned; without shapes that say more, nothing is read."""
        return await self._check(transaction, iris, self._beyond)

    async def changed(self, transaction: Reader, iris: Collection[str]) -> list[Violation]:
        """Return all that is wrong with resources."""
        return await self._check(transaction, iris, self._model.shapes)

    async def _check(self, transaction: Reader, iris: Collection[str], shapes: Sequence[Shape]) -> list[Violation]:
        rules = READ if self._model.has_evidence else ()
        if not (shapes or rules) or not (concerned := await self._concerned(transaction, iris, shapes)):
            return []
        graph = await states(transaction, self._model, concerned, (*shapes, *rules))
        found = [violation for violation in check(shapes, graph, concerned) if violation.severity == VIOLATION]
        return found + (list(check_rules(graph, concerned)) if rules else [])

    async def _concerned(self, transaction: Reader, iris: Collection[str], shapes: Sequence[Shape]) -> Collection[str]:
        """Those of the resources that some shape or rule speaks of."""
        targets = [target for shape in shapes for target in shape.targets]
        if not iris or any(target.kind != "class" for target in targets):
            return iris
        spoken = {iri for target in targets for iri in target.classes} | (RULED if self._model.has_evidence else frozenset())
        labels = sorted(cls.name for iri, cls in self._model.class_by_iri.items() if iri in spoken)
        text = "UNWIND $iris AS iri MATCH (n:Resource {iri: iri}) WHERE any(label IN labels(n) WHERE label IN $labels) RETURN collect(n.iri)"
        found: list[str] = (await transaction.rows(text, {"iris": sorted(iris), "labels": labels}))[0][0]
        return found
