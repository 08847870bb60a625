"""The connection to Neo4j is lost at any place of a change: it is made once, or the caller is told that nobody knows."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from graph.engine import Asked, Engine
from graph.mutations.run import ATTEMPTS
from graph.store import Store
from schema.types import build_schema
from tests.example import Example
from tests.graph.cutting import Wire, wire
from tests.graph.mutating import document, text, to

SHOW = "person { id version leads { nodes { id } } } created"


def given(name: str, named: bool = True) -> dict[str, Any]:
    """A call that makes another person each time it is done."""
    made = {"input": {"name": text(name), "note": name, "leads": to("id:rvc")}}
    return {**made, "clientMutationId": name} if named else made


def through(example: Example, work: Callable[[Engine, Wire], Awaitable[None]]) -> None:
    """Do something with an engine whose connections can be cut."""

    async def scenario() -> None:
        async with wire(example.store.config) as cut, Store(cut.config) as store:
            await work(Engine(example.model, build_schema(example.model), store), cut)

    example.runner.run(scenario())


async def ask(engine: Engine, arguments: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((await engine.answer(Asked(document(engine, "upsertPerson", SHOW, arguments), arguments))).body)
    return answer


def there(example: Example, note: str) -> list[str]:
    """All that were made under a name."""
    return [iri for (iri,) in example.runner.run(example.store.rows("MATCH (n:Person {note: $note}) RETURN n.iri", {"note": note}))]


@pytest.mark.parametrize("before", [True, False], ids=["before Neo4j gets the commit", "after it was made"])
@pytest.mark.parametrize("named", [True, False], ids=["named", "unnamed"])
def test_a_commit_without_an_answer_is_asked_about_and_done_once(example: Example, before: bool, named: bool) -> None:
    name = f"once-{before}-{named}"
    found: list[dict[str, Any]] = []

    async def work(engine: Engine, cut: Wire) -> None:
        await ask(engine, given(f"warm-{name}"))
        cut.times, cut.before = 1, before
        found.append(await ask(engine, given(name, named)))
        assert cut.cuts == 1
        if named:
            found.append(await ask(engine, given(name)))

    through(example, work)
    assert all(answer["data"]["upsertPerson"]["created"] and answer == found[0] for answer in found)
    assert there(example, name) == [found[0]["data"]["upsertPerson"]["person"]["id"]]


@pytest.mark.parametrize("before", [True, False], ids=["before Neo4j gets the commit", "after it was made"])
def test_a_caller_is_told_that_the_outcome_is_unknown_and_can_ask_again(example: Example, before: bool) -> None:
    name = f"unknown-{before}"
    found: list[Any] = []

    async def work(engine: Engine, cut: Wire) -> None:
        cut.times, cut.before = ATTEMPTS, before
        found.append(await ask(engine, given(name)))
        assert cut.cuts == ATTEMPTS
        found.extend([await ask(engine, given(name)), await ask(engine, given(name))])

    through(example, work)
    first, second, third = found
    assert first["data"] == {"upsertPerson": None} and first["errors"][0]["extensions"]["code"] == "OUTCOME_UNKNOWN"
    assert second == third and second["data"]["upsertPerson"]["created"]
    assert there(example, name) == [second["data"]["upsertPerson"]["person"]["id"]]


def test_the_outcome_stays_unknown_where_nobody_can_be_asked(example: Example) -> None:
    async def work(engine: Engine, cut: Wire) -> None:
        cut.times, cut.then_closed = 1, True
        answer = await ask(engine, given("gone"))
        assert answer["errors"][0]["extensions"]["code"] == "OUTCOME_UNKNOWN"
        cut.closed = False
        assert (await ask(engine, given("gone")))["data"]["upsertPerson"]["created"]

    through(example, work)
    assert len(there(example, "gone")) == 1


def test_a_change_that_loses_its_connection_anywhere_is_made_once(example: Example) -> None:
    """At each third place (CLAIMGRAPH_PLACES=1: at each) where the client sends something, from its greeting on; by turns before and after Neo4j gets it."""
    steps: list[int] = []

    async def count(engine: Engine, cut: Wire) -> None:
        await ask(engine, given("anywhere"))
        steps.append(cut.sent)

    async def lose(place: int, before: bool) -> None:
        async with few, wire(example.store.config) as cut, Store(cut.config) as store:
            engine = Engine(example.model, schema, store)
            cut.cut, cut.times, cut.before = (lambda _: cut.sent == place), 1, before
            answer = await ask(engine, given(f"place-{place}-{before}"))
            assert cut.cuts == 1
            assert answer["data"]["upsertPerson"]["created"], answer

    async def at_all() -> None:
        async with asyncio.TaskGroup() as group:
            for place in places:
                group.create_task(lose(*place))

    few = asyncio.Semaphore(8)
    schema = build_schema(example.model)
    through(example, count)
    assert steps[0] > 10
    every = int(os.environ.get("CLAIMGRAPH_PLACES", "3"))
    places = [(place, place % 2 == 0) for place in range(1, steps[0] + 1, every)]
    example.runner.run(at_all())
    assert [len(there(example, f"place-{place}-{before}")) for place, before in places] == [1] * len(places)
