"""The example graph with an engine over it, for tests that ask questions."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.document import variables_of
from graph.engine import Answer, Asked, Engine, Statement
from graph.load import load
from graph.local import LocalServer
from graph.store import Store, StoreConfig
from schema.model import Model
from schema.types import build_schema

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology.ttl"
DATA = ROOT / "data" / "belgorod-2023.ttl"


class Example:
    """A loaded store and an engine over it, to be used without `await`."""

    def __init__(self, server: LocalServer, model: Model, data: Path, runner: "asyncio.Runner") -> None:
        self.model = model
        self.runner = runner
        self.store = Store(StoreConfig(server.bolt_uri, server.username, server.password, query_timeout=60))
        self.engine = Engine(model, build_schema(model), self.store, explains=True)
        try:
            self.runner.run(self._fill(data))
        except BaseException:
            self.close()
            raise

    async def _fill(self, data: Path) -> None:
        await self.store.write([("MATCH (n) DETACH DELETE n", {})])
        await load(self.store, self.model, [data])

    def close(self) -> None:
        """Close the connections."""
        self.runner.run(self.store.close())

    def answer(self, query: str, variables: Mapping[str, Any] | None = None, operation: str | None = None) -> Answer:
        """The answer as the API gives it."""
        return self.runner.run(self.engine.answer(Asked(query, variables, operation)))

    def ask(self, query: str, variables: Mapping[str, Any] | None = None, operation: str | None = None) -> Any:
        """The members of `data`; an error fails the test."""
        answer = self.answer(query, variables, operation)
        body = json.loads(answer.body)
        assert "errors" not in body, body["errors"]
        assert answer.status == 200
        return body["data"]

    def errors(self, query: str, variables: Mapping[str, Any] | None = None, operation: str | None = None) -> list[Any]:
        """The errors of a request that must have some."""
        found: list[Any] = json.loads(self.answer(query, variables, operation).body)["errors"]
        return found

    def complete(self, query: str, variables: Mapping[str, Any] | None = None) -> bytes:
        """The answer by way of graphql-core."""
        document = self.engine.documents.get(query)
        operation = document.operation(None)
        coerced = variables_of(self.engine.schema, operation, variables or {})
        return self.runner.run(self.engine.complete(document, operation, Asked(query, variables), coerced)).body

    def statement(self, query: str, variables: Mapping[str, Any] | None = None) -> Statement:
        """What a query is compiled to."""
        document = self.engine.documents.get(query)
        operation = document.operation(None)
        return self.engine.statement(document, operation, variables_of(self.engine.schema, operation, variables or {}))
