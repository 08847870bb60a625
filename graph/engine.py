"""From a GraphQL request to its answer: the line of stages.

request -> document -> IR -> statement -> record -> JSON
"""

import asyncio
import logging
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import msgspec
import strawberry
from cachetools import LRUCache
from graphql import GraphQLError, OperationDefinitionNode, execute_sync

from graph.actors import LOCAL, Actor, Policy, Role, by_role, check_role
from graph.cost import Statistics, check_cost
from graph.cypher.compiler import compile_query
from graph.decode import Decode, NeedsCompletion, decoder
from graph.document import Document, Documents, is_mutation, is_subscription, variables_of
from graph.guard import DocumentLimits
from graph.ir import Query, Rules, Value
from graph.mutations.run import Mutator
from graph.parameters import Conversions
from graph.plan import plan
from graph.plan.bounds import Bound
from graph.plan.context import Context, Limits
from graph.show import show
from graph.store import Store
from graph.types import Types
from graph.views import Terms
from schema.errors import ClaimgraphError, CostTooHigh, QueryError, StoreError
from schema.model import Model

INTROSPECTED = 16 << 20
"""Bytes of answers about the schema that are kept: the usual question's has megabytes, and takes most of a second."""

log = logging.getLogger(__name__)
_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Asked:
    """A GraphQL request as the transport understood it; one without `query` has the document's `hash`."""

    query: str
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None
    explain: bool = False
    hash: str | None = None
    actor: Actor = LOCAL
    cost: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON of a whole GraphQL response; `status` is 200 when there is data, even with errors beside it (`partial`).

    `timings` are the stages in their order, with seconds.
    """

    body: bytes
    status: int = 200
    timings: tuple[tuple[str, float], ...] = ()
    partial: bool = False


class Stopwatch:
    """Takes the time of one stage after the other."""

    def __init__(self) -> None:
        self._laps: list[tuple[str, float]] = []
        self._since = perf_counter()

    def lap(self, stage: str) -> float:
        """Note that a stage has ended; return its seconds."""
        now = perf_counter()
        self._laps.append((stage, now - self._since))
        self._since = now
        return self._laps[-1][1]

    @property
    def laps(self) -> tuple[tuple[str, float], ...]:
        """The stages so far, with seconds."""
        return tuple(self._laps)


@dataclass(frozen=True, slots=True)
class Statement:
    """A compiled operation. `introspects` says that graphql-core has a part in the answer; `bounds` are those of its variables."""

    query: Query
    text: str
    parameters: tuple[tuple[str, Value], ...]
    decode: Decode
    introspects: bool = False
    bounds: tuple[Bound, ...] = ()


class Engine:
    """Answers GraphQL requests over one store under one model."""

    def __init__(
        self,
        model: Model,
        schema: strawberry.Schema,
        store: Store,
        pages: Limits | None = None,
        documents: DocumentLimits | None = None,
        *,
        explains: bool = False,
        policy: Policy = by_role,
        introspection: Role = "reader",
        slow: float = math.inf,
        rules: Mapping[Role, Rules] | None = None,
    ) -> None:
        self.model = model
        self.schema = schema._schema  # Strawberry has no public way to its graphql-core schema
        self.documents = Documents(self.schema, documents or DocumentLimits())
        self._store = store
        self._explains, self._introspection, self._slow = explains, introspection, slow
        self._limits = pages or Limits()
        self._rules = rules or {}
        self._types = Types(model)
        self._terms = Terms.of(model)
        self._statistics = Statistics(store, model)
        self.conversions = Conversions(model.prefixes)
        self._introspected: LRUCache[Any, Answer] = LRUCache(INTROSPECTED, lambda answer: len(answer.body))
        self._one = asyncio.Lock()
        self._mutator = Mutator(model, store, self._types, self.conversions, policy, self.afford)

    async def answer(self, asked: Asked) -> Answer:
        """Return the answer to a request; a client's fault is an answer too."""
        watch = Stopwatch()
        try:
            document = await self.documents.read(asked.query)
            operation = document.operation(asked.operation_name)
            variables = variables_of(self.schema, operation, asked.variables or {})
            watch.lap("document")
            if is_mutation(operation):
                return await self._mutate(document, operation, asked, variables, watch)
            if is_subscription(operation):
                raise QueryError("a subscription is answered by a stream: ask with 'Accept: text/event-stream', or over a WebSocket by graphql-transport-ws")
            statement = self.statement(document, operation, variables, asked.actor)
            cost = await self.afford(statement.query, variables, asked.actor)
            watch.lap("statement")
            return await self._run(document, operation, asked, statement, variables, watch, cost)
        except ClaimgraphError as error:
            return refusal(error, watch)

    def rules(self, actor: Actor) -> Rules | None:
        """Return what is hidden from somebody, None if nothing is."""
        return self._rules.get(actor.role)

    async def afford(self, query: Query, variables: Mapping[str, Any], actor: Actor) -> int:
        """Return what a query is estimated to cost, or raise CostTooHigh; who may not see all is told no number, as that would tell how much there is."""
        counts = await self._statistics.current()
        if self.rules(actor) is None:
            return check_cost(query, counts, variables, self._limits.cost)
        try:
            return check_cost(query, counts.rough, variables, self._limits.cost)
        except CostTooHigh:
            raise CostTooHigh("the query would read too many nodes: ask for shorter pages, or for fewer lists inside of lists") from None

    def statement(self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any], actor: Actor = LOCAL) -> Statement:
        """Return the statement for an operation and variables of this shape, made at most once for all from whom the same is hidden."""
        rules = self.rules(actor)
        key = document, document.key(self.schema, operation, variables), actor.role if rules else None
        found: Statement | None = self.documents.statements.get(key)
        if found is None:
            found = self.compile(document, operation, variables, rules=rules)
            with suppress(ValueError):  # it is too long to be kept
                self.documents.statements[key] = found
        for bound in found.bounds:
            bound.check(variables)
        return found

    def compile(
        self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any], complete: bool = False, rules: Rules | None = None
    ) -> Statement:
        """Return the statement for an operation that reads; a `complete` one gives what graphql-core wants."""
        context = self._context(document, variables, complete, rules)
        query = plan(context, operation)
        compiled = compile_query(query)
        introspects = any(getattr(node, "name", None) and node.name.value in ("__schema", "__type") for node in _root_fields(context, operation))
        return Statement(
            query, compiled.text, compiled.parameters, decoder(query, compiled.parameters, self._types, complete), introspects, tuple(context.bounds)
        )

    def _context(self, document: Document, variables: Mapping[str, Any], complete: bool = False, rules: Rules | None = None) -> Context:
        return Context(self.model, self.schema, document.fragments, variables, self._limits, complete, self._terms, document.has_views, rules=rules)

    async def _mutate(self, document: Document, operation: OperationDefinitionNode, asked: Asked, variables: Mapping[str, Any], watch: Stopwatch) -> Answer:
        running = self._mutator.run(self._context(document, variables, rules=self.rules(asked.actor)), operation, asked.actor)
        data, errors = await asyncio.shield(running)  # done to its end, also for a client that has gone
        self.documents.sweep()
        body: dict[str, Any] = {"data": data}
        if errors:
            body["errors"] = [{**_formatted(error, error.code), "path": [key]} for key, error in errors]
        watch.lap("database")
        return Answer(to_json(body), timings=watch.laps, partial=bool(errors))

    async def _run(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        asked: Asked,
        statement: Statement,
        variables: Mapping[str, Any],
        watch: Stopwatch,
        cost: int,
    ) -> Answer:
        if statement.introspects:
            check_role(asked.actor, self._introspection, "introspection")
            return await self._introspect(document, operation, asked, statement, variables)
        parameters = self.conversions.bind(statement.parameters, variables)
        record = await self.read(statement, parameters)
        self._note_slow(watch.lap("database"), statement)
        try:
            response: dict[str, Any] = {"data": statement.decode(record, parameters)}
        except NeedsCompletion:
            log.info("a value in the store does not fit the schema: the answer is completed by graphql-core")
            return await self.complete(document, operation, asked, variables)
        watch.lap("decode")
        if asked.cost and self.rules(asked.actor) is None:
            response["extensions"] = {"cost": {"estimate": cost, "limit": self._limits.cost}}
        if asked.explain and self._explains and self.rules(asked.actor) is None:
            response.setdefault("extensions", {})["explain"] = await self._explanation(statement, parameters, watch)
        body = to_json(response)
        watch.lap("json")
        return Answer(body, timings=watch.laps)

    async def _introspect(
        self, document: Document, operation: OperationDefinitionNode, asked: Asked, statement: Statement, variables: Mapping[str, Any]
    ) -> Answer:
        """Return an answer that tells of the schema; one that tells of nothing else is made once."""
        if statement.query.reads:
            return await self.complete(document, operation, asked, variables)
        key = document, asked.operation_name, to_json(variables)
        async with self._one:
            answer = self._introspected.get(key)
            if answer is None:
                answer = await self.complete(document, operation, asked, variables)
                with suppress(ValueError):  # it is too long to be kept
                    self._introspected[key] = answer
        return answer

    def _note_slow(self, seconds: float, statement: Statement) -> None:
        if seconds > self._slow:
            log.warning("slow query: %.0f ms in Neo4j for %s", seconds * 1000, " ".join(statement.text.split()))

    async def read(self, statement: Statement, parameters: Mapping[str, Any]) -> Any:
        """Return the record of a statement."""
        return (await self._store.read(statement.text, parameters))[0] if statement.query.reads else []

    async def _explanation(self, statement: Statement, parameters: Mapping[str, Any], watch: Stopwatch) -> dict[str, Any]:
        """Return how an answer came about; the statement runs once more, profiled."""
        return {
            "ir": show(statement.query),
            "cypher": statement.text,
            "parameters": list(parameters),
            "plan": await self._store.profile(statement.text, parameters) if statement.query.reads else None,
            "milliseconds": {stage: round(seconds * 1000, 3) for stage, seconds in watch.laps},
        }

    async def complete(self, document: Document, operation: OperationDefinitionNode, asked: Asked, variables: Mapping[str, Any]) -> Answer:
        """Return the answer by way of graphql-core: the ordinary path, for introspection and for values that do not fit. It takes long, so others have their turns."""
        statement = self.compile(document, operation, variables, complete=True, rules=self.rules(asked.actor))
        parameters = self.conversions.bind(statement.parameters, variables)
        data = statement.decode(await self.read(statement, parameters), parameters)
        return await asyncio.get_running_loop().run_in_executor(self.documents.beside, self.execute, document, asked, data)

    def execute(self, document: Document, asked: Asked, data: Any) -> Answer:
        """Return the answer that graphql-core makes of data."""
        result = execute_sync(self.schema, document.ast, data, variable_values=dict(asked.variables or {}), operation_name=asked.operation_name)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [_formatted(error, "VALUE_INVALID") for error in result.errors]
        return Answer(to_json(body), partial=bool(result.errors))


def _root_fields(context: Context, operation: OperationDefinitionNode) -> list[Any]:
    return [found.node for founds in context.collect([(operation.selection_set, "Query")], lambda _: True).values() for found in founds]


def refusal(error: ClaimgraphError, watch: Stopwatch) -> Answer:
    """Return the answer that says why there is none."""
    return Answer(to_json({"errors": errors_of(error)}), error.http_status, watch.laps)


def errors_of(error: ClaimgraphError) -> list[dict[str, Any]]:
    """Return the errors of a GraphQL response for one of ours."""
    details = error.details if isinstance(error, QueryError) and error.details else [error]
    if isinstance(error, StoreError):
        log.warning("%s: %s", error.code, error.message)
    return [_formatted(detail, error.code) for detail in details]


def _formatted(error: Exception, code: str) -> dict[str, Any]:
    if isinstance(error, GraphQLError):
        return {**error.formatted, "extensions": {"code": code, **(error.extensions or {})}}
    return {"message": str(error), "extensions": {"code": code}}


def to_json(body: Any) -> bytes:
    """Return data as JSON."""
    return _ENCODER.encode(body)
