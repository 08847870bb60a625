"""Mutations, called by name with their arguments as values."""

import json
from typing import Any

from graph.actors import LOCAL, Actor
from graph.engine import Asked, Engine
from graph.evidence import rebuild
from graph.log import version_of
from tests.example import Example

OUTCOME = "graphVersion clientMutationId errors { code message path rule mend }"


def document(engine: Engine, name: str, show: str, arguments: dict[str, Any]) -> str:
    """A mutation with one field, and a variable for each of its arguments."""
    definitions = engine.schema.type_map["Mutation"].fields[name].args  # type: ignore[attr-defined]
    heads = ", ".join(f"${argument}: {definitions[argument].type}" for argument in arguments)
    given = ", ".join(f"{argument}: ${argument}" for argument in arguments)
    return f"mutation({heads}) {{ {name}({given}) {{ {show} {OUTCOME} }} }}"


async def call(engine: Engine, name: str, show: str = "", actor: Actor = LOCAL, **arguments: Any) -> dict[str, Any]:
    """The payload of a mutation; a GraphQL error fails the test."""
    answer = await engine.answer(Asked(document(engine, name, show, arguments), arguments, actor=actor))
    body = json.loads(answer.body)
    assert "errors" not in body, body["errors"]
    payload: dict[str, Any] = body["data"][name]
    return payload


class Editor:
    """Changes an example graph."""

    def __init__(self, example: Example) -> None:
        self.example = example
        self.ask = example.ask

    def call(self, name: str, show: str = "", actor: Actor = LOCAL, **arguments: Any) -> dict[str, Any]:
        """The payload of a mutation, refused or not."""
        return self.example.runner.run(call(self.example.engine, name, show, actor, **arguments))

    def do(self, name: str, show: str = "", **arguments: Any) -> dict[str, Any]:
        """The payload of a mutation that must succeed."""
        payload = self.call(name, show, **arguments)
        assert payload["errors"] == [], payload["errors"]
        return payload

    def refused(self, name: str, **arguments: Any) -> list[dict[str, Any]]:
        """The errors of a mutation that must change nothing."""
        before = self.stored()
        payload = self.call(name, **arguments)
        assert payload["errors"] and payload["graphVersion"] is None
        assert self.stored() == before
        errors: list[dict[str, Any]] = payload["errors"]
        return errors

    def rows(self, text: str, **parameters: Any) -> list[list[Any]]:
        return self.example.runner.run(self.example.store.rows(text, parameters))

    def stored(self) -> list[list[Any]]:
        """A digest of everything in the store."""
        return self.rows(
            "MATCH (n) WITH count(n) AS nodes, sum(CASE WHEN n:Resource THEN n.version END) AS versions MATCH ()-[r]->() RETURN nodes, versions, count(r), sum(size(keys(r)))"
        )

    def version(self) -> int:
        """The graph's version."""
        return self.example.runner.run(version_of(self.example.store))

    def rebuilt(self) -> int:
        """How many things a rebuild has to change."""
        return self.example.runner.run(rebuild(self.example.store, self.example.model)).changed


def text(value: str, lang: str | None = None) -> list[dict[str, Any]]:
    """A text in one language, as an input takes it."""
    return [{"value": value} if lang is None else {"value": value, "lang": lang}]


def to(*ids: str, **carried: Any) -> dict[str, Any]:
    """A relation to resources that are there."""
    return {"connect": [{"id": iri, **carried} for iri in ids]}


def new(**given: Any) -> dict[str, Any]:
    """A relation to a resource that is to be made or changed: `new(settlement={...})` where there are several classes, else `new(name=...)`."""
    return {"connect": [{"upsert": given}]}
