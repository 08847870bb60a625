"""What a write that is under way has left: checked in its transaction, so that all of it can be undone."""

from collections.abc import Collection
from functools import cached_property

from graph.validation.beyond import beyond
from graph.validation.evaluate import check
from graph.validation.reading import Reader, Reading
from graph.validation.rules import READ, check_rules
from graph.validation.violations import Violation
from schema.model import Model
from schema.shapes import VIOLATION, Shape


class Held:
    """What one Model holds writes to; made once, for it goes through all shapes.

    Of a relation that is made or taken away, both ends are touched; so is what has another class.
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    async def added(self, transaction: Reader, touched: Collection[str]) -> list[Violation]:
        """Return what is wrong with resources to which only was added what `graph.resolve` accepts; without shapes that say more, nothing is read."""
        return await self._check(transaction, touched, *self._beyond)

    async def changed(self, transaction: Reader, touched: Collection[str]) -> list[Violation]:
        """Return what is wrong with resources of which something was taken away too: every shape is looked at."""
        return await self._check(transaction, touched, *self._whole)

    @cached_property
    def _beyond(self) -> tuple[tuple[Shape, ...], Reading | None]:
        return self._prepared(beyond(self._model))

    @cached_property
    def _whole(self) -> tuple[tuple[Shape, ...], Reading | None]:
        return self._prepared(self._model.shapes)

    def _prepared(self, shapes: tuple[Shape, ...]) -> tuple[tuple[Shape, ...], Reading | None]:
        looking = (*shapes, *(READ if self._model.has_evidence else ()))
        return shapes, Reading(self._model, looking) if looking else None

    async def _check(self, transaction: Reader, touched: Collection[str], shapes: tuple[Shape, ...], reading: Reading | None) -> list[Violation]:
        if reading is None or not touched:
            return []
        graph = await reading.states(transaction, touched)
        found = [violation for violation in check(shapes, graph, touched) if violation.severity == VIOLATION]
        return found + (list(check_rules(graph, touched)) if self._model.has_evidence else [])
