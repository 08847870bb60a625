"""Plans of compiled statements over a generated graph, for tests that look at how Neo4j reads."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.fill import fill
from benchmarks.generate import Graph
from benchmarks.probes import Probes, find
from graph.document import variables_of
from graph.engine import Asked, Engine, Statement
from graph.local import LocalServer
from graph.store import Store, StoreConfig
from schema.reader import read_model
from schema.types import build_schema
from tests.example import ONTOLOGY

SIZE, SEED = 20_000, 1
BASE = "https://w3id.org/claimgraph/id/"


DATES = """
MATCH (c:Claim) WITH c, toInteger(right(c.iri, 8)) % 100 AS kind WHERE kind < 5
SET c += CASE kind
  WHEN 0 THEN {assertedAt: '2022', assertedAtEarliest: date('2022-01-01'), assertedAtLatest: date('2022-12-31'), assertedAtLasting: date('2022-01-01')}
  WHEN 1 THEN {assertedAt: '2023-02/..', assertedAtEarliest: date('2023-02-01'), assertedAtLatest: null, assertedAtLasting: date('2023-02-01')}
  WHEN 2 THEN {assertedAt: '../2021-06-30', assertedAtEarliest: null, assertedAtLatest: date('2021-06-30'), assertedAtLasting: date('0001-01-01')}
  WHEN 3 THEN {assertedAt: '../..', assertedAtEarliest: null, assertedAtLatest: null, assertedAtLasting: date('0001-01-01')}
  ELSE {assertedAt: null, assertedAtEarliest: null, assertedAtLatest: null}
END
"""
"""All that the generator dates has a day; one claim in twenty gets a year, an open end, or nothing."""
AGGREGATES = ("collect(", "count(", "min(", "max(", "sum(", "avg(")
COUNTS = ("NodeCountFromCountStore", "RelationshipCountFromCountStore")


@dataclass(frozen=True)
class Operator:
    """One operator of a plan with those that it takes its rows from; `hits` is 0 in a plan that was not run."""

    name: str
    details: str
    rows: int
    hits: int
    children: tuple["Operator", ...]

    @classmethod
    def of(cls, tree: Mapping[str, Any]) -> "Operator":
        """Return the operator at the root of what the store gives."""
        children = tuple(cls.of(child) for child in tree["children"])
        return cls(tree["operator"], tree["details"], tree["rows"] or 0, tree["dbHits"] or 0, children)

    @property
    def has_one_row(self) -> bool:
        """Whether it gives one row at most, whatever the data: it counts or collects all, or seeks one value in a unique index."""
        match self.name:
            case "EagerAggregation":  # what it groups by would stand first
                return self.details.startswith(AGGREGATES)
            case "NodeUniqueIndexSeek":
                return " = " in self.details
            case "Projection" | "Filter" | "CacheProperties" | "CartesianProduct":
                return all(child.has_one_row for child in self.children)
        return self.name in COUNTS

    def walk(self) -> Iterator["Operator"]:
        """Yield this operator and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Plan:
    """The operators of a plan, from the result down to the leaves."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self.operators = list(Operator.of(tree).walk())

    def named(self, *names: str) -> list[Operator]:
        """Return the operators with one of these names."""
        return [operator for operator in self.operators if operator.name in names]

    @property
    def leaves(self) -> list[Operator]:
        """Where the nodes come from; not those that pass on what a row holds already."""
        return [operator for operator in self.operators if not operator.children and operator.name not in ("Argument", "Unwind")]

    @property
    def starts(self) -> list[Operator]:
        """The leaves that were touched when the plan was run; what was not needed has no hits."""
        return [leaf for leaf in self.leaves if leaf.hits]

    @property
    def hits(self) -> int:
        """The database hits of all operators together; 0 for a plan that was not run."""
        return sum(operator.hits for operator in self.operators)

    def __repr__(self) -> str:
        return "\n".join(f"{o.name} [{o.details}] rows {o.rows}, hits {o.hits}" for o in self.operators)


class Generated:
    """The benchmark's graph in a store and an engine over it, to be used without `await`."""

    def __init__(self, server: LocalServer, runner: asyncio.Runner) -> None:
        self.model = read_model(ONTOLOGY, base_iri=BASE)
        self.runner = runner
        self.store = Store(StoreConfig(server.bolt_uri, server.username, server.password, query_timeout=60))
        self.engine = Engine(self.model, build_schema(self.model), self.store)
        self.graph = Graph(self.model, SIZE, SEED)
        try:
            self.probes: Probes = runner.run(self._fill())
        except BaseException:
            self.close()
            raise

    async def _fill(self) -> Probes:
        await self._wipe()
        await fill(self.store, self.model, SIZE, SEED)
        await self.store.write([(DATES, {})])
        return await find(self.store, self.graph)

    async def _wipe(self) -> None:
        await self.store.define("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")

    def close(self) -> None:
        """Empty the store and close the connections."""
        self.runner.run(self._wipe())
        self.runner.run(self.store.close())

    def number(self, label: str, condition: str = "true") -> int:
        """How many nodes with a label fulfil a condition on `n`."""
        return int(self.runner.run(self.store.rows(f"MATCH (n:{label}) WHERE {condition} RETURN count(n)", {}))[0][0])

    def statement(self, query: str, variables: Mapping[str, Any] | None = None) -> tuple[Statement, dict[str, Any]]:
        """Return what a query is compiled to, and its parameters."""
        document = self.engine.documents.get(query)
        operation = document.operation(None)
        coerced = variables_of(self.engine.schema, operation, variables or {})
        statement = self.engine.statement(document, operation, coerced)
        return statement, self.engine.conversions.bind(statement.parameters, coerced)

    def explain(self, query: str, variables: Mapping[str, Any] | None = None) -> Plan:
        """Return how Neo4j would answer a query."""
        statement, parameters = self.statement(query, variables)
        return Plan(self.runner.run(self.store.explain(statement.text, parameters)))

    def profile(self, query: str, variables: Mapping[str, Any] | None = None) -> Plan:
        """Return how Neo4j answered a query, with database hits."""
        statement, parameters = self.statement(query, variables)
        return Plan(self.runner.run(self.store.profile(statement.text, parameters)))

    def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        """Return the members of the answer's `data`."""
        answer = self.runner.run(self.engine.answer(Asked(query, variables)))
        body = json.loads(answer.body)
        assert "errors" not in body, body["errors"]
        return body["data"]
