"""Statuses and projected relationships, kept in accord with the claims: rebuilt part by part, or where a change concerns them.

    part -> rows of claims, propositions, links -> bearings -> evidence -> judge -> compare with what is stored -> write the difference

A projected relationship carries `proposition`, `status`, `origins`, `denials`, `sources` (and the time in which the proposition holds, where the
relation has one); a curated one has no `proposition` and no status, which readers take as STATED. What a view needs to weigh anew is kept too: each
bearing as a relationship BEARS_ON from claim to proposition, and on each claim its `sources` and, if it was taken back, `gone`. Propositions that
speak against each other are joined by CONFLICTS_WITH with its `basis`; an agent that does not speak for itself alone carries its `group`.
"""

from collections.abc import Awaitable, Callable, Collection, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias
from uuid import uuid4

from graph import identity
from graph.agents import read_agents, regroup
from graph.differences import Applied, apply, differences, drop_projected
from graph.log import Author, Turn, change
from graph.parts import linked, part_of
from graph.store import BATCH, Store, Transaction
from graph.vocabulary import Vocabulary
from graph.weighed import Weighed, weigh_world
from graph.world import CONFLICTS_WITH, GROUPING, Part, Relations, World, read, read_strays
from schema.model import Model, Relation

TIMEOUT = 120.0
REGROUPING = 600.0
"""Seconds that finding the groups of all agents may take."""
PART = 1_000
"""Propositions that a rebuild weighs in one transaction, with all that are linked to them."""
CLAIMS = 5_000
"""How many claims those have at most, unless a single one has more."""
OURSELVES = Author("claimgraph", "rebuild")
_OUTDATED = f"""
RETURN EXISTS {{ MATCH (c:Claim) WHERE c.sources IS NULL AND c.invalidatedAt IS NULL }}
  OR EXISTS {{ MATCH (a:Agent)-[:{"|".join(GROUPING)}]->(b:Agent) WHERE coalesce(a.group, a.iri) <> coalesce(b.group, b.iri) }}
  OR (EXISTS {{ (:Proposition)-[:INCOMPATIBLE_WITH]->(:Proposition) }} AND NOT EXISTS {{ (:Proposition)-[:{CONFLICTS_WITH}]->(:Proposition) }})
"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many propositions and claims were weighed, how many relationships they project, and how many things had to be changed.

    `touched` has the IRIs of what was changed in one transaction, of relationships both ends; it is empty for a rebuild, which has many.
    """

    propositions: int = 0
    claims: int = 0
    projected: int = 0
    changed: int = 0
    touched: frozenset[str] = frozenset()

    def plus(self, other: "Rebuilt") -> "Rebuilt":
        """Return the numbers of both."""
        return Rebuilt(self.propositions + other.propositions, self.claims + other.claims, self.projected + other.projected, self.changed + other.changed)


async def rebuild(store: Store, model: Model, author: Author = OURSELVES, run: str = "") -> Rebuilt:
    """Compute all statuses and projected relationships anew, part by part, each in a turn of its own; a second run changes nothing.

    Others may write between two parts, if what they do is weighed by `reweigh`. The parts are logged as changes by `author`, and have the time of the
    `run` that they belong to.
    """
    return await _Rebuilding(store, claimable(model), author, run or uuid4().hex).run()


async def reweigh(transaction: Transaction, model: Model, touched: Collection[str], retyped: Collection[str] = (), now: datetime | None = None) -> Rebuilt:
    """Bring what is derived in accord with a change, in the transaction that makes it: what is stored then is what `rebuild` would leave.

    `touched` names every resource that was created, deleted or given other properties, of each relationship that was made the start, and of each that
    was removed (also together with a resource, and derived ones then too) both ends. `retyped` are those among them that got or lost a class.
    """
    relations, now = claimable(model), now or datetime.now(UTC)
    regrouped: Set[str] = frozenset()
    while True:
        part = await part_of(transaction, touched, retyped, regrouped)
        world = await read(transaction, relations, part)
        await read_agents(transaction, world, relations, part)
        weighed = weigh_world(world, relations, grouped=False)
        if regrouped >= weighed.groups.keys():
            break
        regrouped |= weighed.groups.keys()  # what these agents say elsewhere counts otherwise now
    applied = await apply(transaction, differences(world, weighed, now))
    return _report(world, weighed, applied + await identity.merge(transaction, touched, now))


async def keep_weighed(store: Store, model: Model) -> None:
    """Rebuild what an earlier version of claimgraph, or another writer, left without what views and `reweigh` need."""
    if await is_outdated(store, model):
        await rebuild(store, model)


async def is_outdated(store: Store, model: Model) -> bool:
    """Whether the store lacks what views and `reweigh` need, so that it has to be rebuilt."""
    return model.has_evidence and await store.rows(_OUTDATED, {}, TIMEOUT) == [[True]]


def claimable(model: Model) -> Relations:
    """Return property IRI to the relation that a proposition about it projects, and the classes whose instances have it."""
    words = Vocabulary(model)
    found: dict[str, tuple[Relation, frozenset[str]]] = {}
    for cls in model.classes.values():
        for relation in cls.relations.values():
            if words.is_written(relation) and not relation.derived:
                first, owners = found.get(relation.iri, (relation, frozenset[str]()))
                found[relation.iri] = (first, owners | {cls.name})
    return found


def _report(world: World, weighed: Weighed, applied: Applied) -> Rebuilt:
    return Rebuilt(len(world.said), len(world.derived), len(weighed.projected), applied.changed, applied.touched)


# everything, part by part

_BY_SIZE = "WITH p ORDER BY p.iri LIMIT $size RETURN collect([p.iri, COUNT { (p)<-[:CONTENT]-() }])"
_PROPOSITIONS = f"MATCH (p:Proposition) WHERE p.iri > $after {_BY_SIZE}"
_TOLD = f"MATCH (p:Proposition) WHERE p.iri > $after AND p.predicate IN $predicates {_BY_SIZE}"
_WITHOUT_CONTENT = """
MATCH (c:Claim) WHERE c.iri > $after AND NOT EXISTS { (c)-[:CONTENT]->(:Proposition) } WITH c ORDER BY c.iri LIMIT $size RETURN collect([c.iri, 1])
"""


class _Step(NamedTuple):
    """What one transaction did: up to which IRI, and which of those beyond it were weighed too."""

    last: str
    done: Rebuilt
    beyond: Set[str] = frozenset()


_Work: TypeAlias = Callable[[Transaction, Set[str]], Awaitable[tuple[Rebuilt, Set[str]]]]
"""From a transaction and some IRIs to what was done, and all IRIs that it was done to."""


class _Rebuilding:
    def __init__(self, store: Store, relations: Relations, author: Author, run: str) -> None:
        self._store, self._relations, self._author, self._run = store, relations, author, run
        self._now = datetime.now(UTC)
        self._total = Rebuilt()

    async def run(self) -> Rebuilt:
        """Who belongs together comes first, with all that tells it: each other part counts by groups, and a change between two parts keeps them right."""
        while (await self._transact(self._drop_strays)).done.changed == BATCH:
            pass
        grouping = [iri for iri, (relation, _) in self._relations.items() if relation.type in GROUPING]
        await self._pages(_TOLD, self._weigh_propositions, predicates=grouping)
        await self._transact(self._regroup, REGROUPING)
        self._total = Rebuilt(changed=self._total.changed)  # what was weighed is weighed again
        await self._pages(_PROPOSITIONS, self._weigh_propositions)
        await self._pages(_WITHOUT_CONTENT, self._weigh_claims)
        await self._pages(identity.ALL_JUDGEMENTS, self._merge)
        await self._pages(identity.ALL_MERGED, self._merge)
        return self._total

    async def _transact(self, work: Callable[[Transaction], Awaitable[_Step]], timeout: float = TIMEOUT) -> _Step:
        """Every transaction of a rebuild is one of these."""

        async def in_turn(transaction: Transaction, turn: Turn) -> tuple[_Step, Set[str]]:
            self._now = turn.now
            step = await work(transaction)
            return step, step.done.touched

        step = await change(self._store, self._author, in_turn, run=self._run, timeout=timeout)
        self._total = self._total.plus(step.done)
        return step

    async def _pages(self, text: str, work: _Work, **parameters: Any) -> None:
        """Do `work` to all that a statement finds after `$after`, in the order of their IRIs; what was done together with others is not done again."""
        step = _Step("", Rebuilt())
        while True:
            before = step

            async def next_page(transaction: Transaction, before: _Step = before) -> _Step:
                ((found,),) = await transaction.rows(text, {"after": before.last, "size": PART, **parameters})
                page = _fitting(found)
                if not page:
                    return before._replace(done=Rebuilt())
                done, together = await work(transaction, frozenset(page) - before.beyond)
                return _Step(page[-1], done, frozenset(iri for iri in before.beyond | together if iri > page[-1]))

            step = await self._transact(next_page)
            if step.last == before.last:
                return

    async def _regroup(self, transaction: Transaction) -> _Step:
        applied = await regroup(transaction, self._now)
        return _Step("", Rebuilt(changed=applied.changed, touched=applied.touched))

    async def _weigh_propositions(self, transaction: Transaction, iris: Set[str]) -> tuple[Rebuilt, Set[str]]:
        part = await linked(transaction, iris)
        return await self._weigh(transaction, part), frozenset(part.propositions)

    async def _weigh_claims(self, transaction: Transaction, iris: Set[str]) -> tuple[Rebuilt, Set[str]]:
        return await self._weigh(transaction, Part(sorted(iris), [])), iris

    async def _weigh(self, transaction: Transaction, part: Part) -> Rebuilt:
        world = await read(transaction, self._relations, part)
        weighed = weigh_world(world, self._relations, grouped=True)
        return _report(world, weighed, await apply(transaction, differences(world, weighed, self._now)))

    async def _merge(self, transaction: Transaction, iris: Set[str]) -> tuple[Rebuilt, Set[str]]:
        applied = await identity.merge(transaction, iris, self._now)
        return Rebuilt(changed=applied.changed, touched=applied.touched), iris

    async def _drop_strays(self, transaction: Transaction) -> _Step:
        strays = await read_strays(transaction, self._relations)
        applied = await apply(transaction, drop_projected(strays, self._now))
        return _Step("", Rebuilt(changed=applied.changed, touched=applied.touched))


def _fitting(page: list[list[Any]]) -> list[str]:
    """The IRIs at the beginning of a page that have together no more claims than a transaction should weigh; one at least."""
    sums = accumulate(claims for _, claims in page)
    return [iri for place, ((iri, _), claims) in enumerate(zip(page, sums, strict=True)) if not place or claims <= CLAIMS]
