"""What is hidden from those whom a mirror answers, and how that moves: a change to one resource may hide others, or have them seen.

No log tells that. So after each change all that is hidden is asked for, and what was not hidden before, or no longer is, counts as changed. Rows are told apart
by one more statement after they were read: what is written meanwhile can show nothing that it hides. Where that does not fit what was known to be hidden, it counts as changed too.
"""

from collections.abc import Sequence, Set

from graph.cypher.quote import quote
from graph.export.rows import TIMEOUT, Known, Row, mentioned
from graph.export.ruled import hidden_among, hidden_iris, visible
from graph.ir import Rules
from graph.store import Store
from schema.model import ROOT


class Hiding:
    """Follows what rules of reading hide; without rules that is nothing."""

    def __init__(self, store: Store, known: Known, rules: Rules | None) -> None:
        self._store, self._known, self._rules = store, known, rules
        self._hidden: Set[str] = frozenset()
        self._noticed: set[str] = set()
        self._moving: set[str] = set()
        types = "|".join(map(quote, known.relations))
        self._related = f"UNWIND $iris AS iri MATCH (:{ROOT} {{iri: iri}})-[:{types}]-(m:{ROOT}) RETURN collect(DISTINCT m.iri)" if types else ""

    async def begin(self) -> None:
        """Note what is hidden, before the first row is read."""
        self._noticed, self._moving = set(), set()
        self._hidden = await self._now()

    async def seen(self, rows: Sequence[Row]) -> list[Row]:
        """Return what of rows, which are as they are stored, is to be seen."""
        if self._rules is None:
            return [*rows]
        iris = mentioned(rows)
        hidden = await hidden_among(self._store, self._known.model, self._rules, iris)
        self._noticed |= hidden ^ (self._hidden & iris)
        return visible(rows, hidden, self._rules)

    async def moved(self) -> Set[str]:
        """Look again; return the IRIs of all that was hidden and no longer is, or the other way round, until it is `settled`."""
        found = await self._now()
        self._moving |= self._noticed | (self._hidden ^ found)
        self._hidden, self._noticed = found, set()
        return self._moving

    def settled(self) -> None:
        """All that moved was derived anew, and what says something of it."""
        self._moving = set()

    async def related(self, iris: Sequence[str]) -> set[str]:
        """Return the IRIs of what some resources are related to."""
        if not self._related:
            return set()
        ((found,),) = await self._store.rows(self._related, {"iris": list(iris)}, TIMEOUT)
        return set(found)

    async def _now(self) -> Set[str]:
        return await hidden_iris(self._store, self._known.model, self._rules) if self._rules else frozenset()
