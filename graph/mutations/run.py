"""A mutation operation: its fields one after the other, each a transaction of its own.

    field -> allowed? -> answered before? -> turn -> call (drafts, plan, write, weigh) -> payload -> log

A call under a `clientMutationId` is done once: the log keeps what came of it, in the same transaction. So a call that is made again is answered as it was
then, even where the first answer never arrived; and a commit whose outcome is unknown can be asked about by doing the call again.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias
from uuid import uuid4

import msgspec
from graphql import OperationDefinitionNode

from graph.actors import Actor, Policy
from graph.arguments import Given, Tree
from graph.decode import NeedsCompletion
from graph.ir import Query
from graph.log import CHANGE, Author, Turn, append, begin
from graph.mutations.calls import Calls, Done
from graph.mutations.payload import OBJECTS, Payload, payload_of
from graph.mutations.problems import Problem, Rejected
from graph.parameters import Conversions
from graph.plan.context import Context, Found
from graph.store import Store, Transaction
from graph.types import Types
from schema.errors import ClaimgraphError, OutcomeUnknown, StoreError, StoreTimeout
from schema.model import Model
from schema.mutations import Mutation, mutations

MUTATION = "Mutation"
TIMEOUT = 30.0
"""Seconds that a call may take, its wait for its turn included."""
ATTEMPTS = 3
"""How often a call is made whose outcome is unknown."""
WRITERS = 2
"""Calls of one process that are in a transaction at once, one in its turn and one ready: the others need no connection while they wait."""
LONGEST_ID = 200
"""Characters of a clientMutationId."""
_ANSWERED = f"MATCH (c:{CHANGE} {{request: $request}}) RETURN c.digest, c.outcome, c.version, toString(c.at)"

Afford: TypeAlias = Callable[[Query, Mapping[str, Any], Actor], Awaitable[int]]
"""Raises CostTooHigh for a query that would read too much."""

log = logging.getLogger(__name__)


class Mutator:
    """Carries out mutations over one store under one Model."""

    def __init__(self, model: Model, store: Store, types: Types, conversions: Conversions, policy: Policy, afford: Afford) -> None:
        self._rows = mutations(model)
        self._store, self._types, self._conversions, self._policy, self._afford = store, types, conversions, policy, afford
        self._calls = Calls(model, conversions)
        self._turns = asyncio.Semaphore(WRITERS)

    async def run(self, context: Context, operation: OperationDefinitionNode, actor: Actor) -> tuple[dict[str, Any], list[tuple[str, ClaimgraphError]]]:
        """Return the data, and the errors by field; what came before a field that fails is done, and what comes after it is done too."""
        data: dict[str, Any] = {}
        errors: list[tuple[str, ClaimgraphError]] = []
        fields = context.collect([(operation.selection_set, MUTATION)], lambda condition: condition == MUTATION)
        for key, founds in fields.items():
            if founds[0].name == "__typename":
                data[key] = MUTATION
                continue
            try:
                data[key] = await _Call(self, context, self._rows[founds[0].name], founds, actor).answer()
            except ClaimgraphError as error:
                if isinstance(error, StoreError):
                    log.warning("%s: %s", error.code, error.message)
                data[key] = None
                errors.append((key, error))
        return data, errors


class _Call:
    """One field of an operation."""

    def __init__(self, mutator: Mutator, context: Context, mutation: Mutation, founds: list[Found], actor: Actor) -> None:
        self._of, self._context, self._mutation, self._founds, self._actor = mutator, context, mutation, founds, actor
        self._arguments = {name: plain(tree) for name, tree in context.arguments(founds[0]).items()}
        self._defaults()
        self._name = self._arguments.pop("clientMutationId", None)
        self._digest = _digest([mutation.name, self._arguments])
        self._request = f"{actor.name}\n{self._name or uuid4().hex}"

    def _defaults(self) -> None:
        definition = self._context.schema.type_map[MUTATION].fields[self._mutation.name]  # type: ignore[attr-defined]
        for name, argument in definition.args.items():
            if name not in self._arguments and isinstance(argument.default_value, bool):
                self._arguments[name] = argument.default_value

    def _payload(self, known: str | None = None) -> Payload:
        return payload_of(self._context, self._mutation, self._founds, self._of._types, self._of._conversions, known)

    def _places(self) -> dict[str, Any]:
        """As many places for objects as there may be."""
        number = max((len(given) for given in self._arguments.values() if isinstance(given, list)), default=1)
        return {name: [None] * number for name, _ in self._mutation.objects}

    async def answer(self) -> dict[str, Any]:
        """Return the payload."""
        self._of._policy(self._actor, self._mutation)
        payload = self._payload()
        await self._of._afford(payload.query, {**self._context.variables, OBJECTS: self._places()}, self._actor)
        plain = {"__typename": self._mutation.payload, "clientMutationId": self._name, "graphVersion": None, "created": None, "deleted": []}
        if self._name is not None and not 0 < len(self._name) <= LONGEST_ID:
            return payload.write(None, plain, [Problem("BAD_INPUT", f"a clientMutationId has 1 to {LONGEST_ID} characters", ("clientMutationId",))])
        try:
            shown, done = await self._attempt(payload)
        except Rejected as error:
            return payload.write(None, plain, error.problems)
        return payload.write(shown, {**plain, **done.plain}, [])

    async def _attempt(self, payload: Payload) -> tuple[Mapping[str, Any], Done]:
        unknown: OutcomeUnknown | None = None
        for _ in range(ATTEMPTS):
            try:
                return await self._transact(payload)
            except OutcomeUnknown as error:
                log.warning("the outcome of %s is unknown: asking again", self._mutation.name)
                unknown = error
            except StoreError as error:
                if unknown is None:
                    raise
                raise unknown from error  # what came of the attempt before is still not known
        assert unknown
        raise unknown

    async def _transact(self, payload: Payload) -> tuple[Mapping[str, Any], Done]:
        turns = self._of._turns
        try:
            async with asyncio.timeout(TIMEOUT):
                await turns.acquire()
        except TimeoutError:
            raise StoreTimeout("too many changes were waiting: it did not become this one's turn within the time limit") from None
        try:
            return await self._of._store.transact(lambda transaction: self._in_turn(transaction, payload), TIMEOUT)
        finally:
            turns.release()

    async def _in_turn(self, transaction: Transaction, payload: Payload) -> tuple[Mapping[str, Any], Done]:
        turn = await begin(transaction)
        answered = await transaction.rows(_ANSWERED, {"request": self._request})
        if answered:
            return await self._again(transaction, *answered[0])
        done = await self._of._calls.call(self._mutation, self._arguments, transaction, turn)
        try:
            shown = await payload.read(transaction, done.objects, self._context.variables)
        except NeedsCompletion:
            raise StoreError("a value in the store does not fit the schema: the change was not made") from None
        done.plain["graphVersion"] = str(await self._log(transaction, turn, done))
        return shown, done

    async def _log(self, transaction: Transaction, turn: Turn, done: Done) -> int:
        """Log what was changed; a call with a name is logged though it changed nothing."""
        if not done.touched and self._name is None:
            return turn.version
        told = {"request": self._request, "digest": self._digest, "outcome": msgspec.json.encode([done.objects, done.plain]).decode()}
        return await append(transaction, turn, Author(self._actor.name, self._mutation.name), done.touched, **told)

    async def _again(self, transaction: Transaction, digest: str, outcome: str, version: int, at: str) -> tuple[Mapping[str, Any], Done]:
        """Answer a call that was made before as it was answered then: its objects as they were known at that time."""
        if digest != self._digest:
            raise Rejected([Problem("REQUEST_REUSED", "this clientMutationId was used for another call", ("clientMutationId",))])
        objects, plain = msgspec.json.decode(outcome)
        shown = await self._payload(known=at).read(transaction, objects, self._context.variables)
        return shown, Done(objects, {**plain, "graphVersion": str(version)})


def plain(tree: Tree) -> Any:
    """Return arguments as the values that they are in this request.

    >>> from graph.ir import Literal
    >>> plain({"name": Given("x", Literal("x"))})
    {'name': 'x'}
    """
    if isinstance(tree, Given):
        return list(tree.now) if isinstance(tree.now, tuple) else tree.now
    if isinstance(tree, dict):
        return {name: plain(inner) for name, inner in tree.items()}
    return [plain(inner) for inner in tree]


def _digest(value: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()
