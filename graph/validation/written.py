"""What a write that is under way has left: checked in its transaction, so that all of it can be undone."""

from collections.abc import Collection, Iterable

from graph.validation.beyond import beyond
from graph.validation.evaluate import check
from graph.validation.reading import Reader, states
from graph.validation.rules import READ, check_rules
from graph.validation.violations import Violation
from schema.model import Model
from schema.shapes import VIOLATION, Shape


class Held:
    """What one Model holds writes to; made once, for it goes through all shapes."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._beyond = beyond(model)

    async def added(self, transaction: Reader, iris: Collection[str]) -> list[Violation]:
        """Return what is wrong with resources to which only was added what `graph.resolve` accepts; without shapes that say more, nothing is read."""
        return await self._check(transaction, iris, self._beyond)

    async def changed(self, transaction: Reader, iris: Collection[str]) -> list[Violation]:
        """Return what is wrong with resources of which something was taken away too: every shape is looked at."""
        return await self._check(transaction, iris, self._model.shapes)

    async def _check(self, transaction: Reader, iris: Collection[str], shapes: Iterable[Shape]) -> list[Violation]:
        rules = READ if self._model.has_evidence else ()
        shapes = tuple(shapes)
        if not (shapes or rules) or not iris:
            return []
        graph = await states(transaction, self._model, iris, (*shapes, *rules))
        found = [violation for violation in check(shapes, graph, iris) if violation.severity == VIOLATION]
        return found + (list(check_rules(graph, iris)) if rules else [])
