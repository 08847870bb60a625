"""Subscriptions: each change is told, in order, to those who want it; who was away is told what came meanwhile."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest

from graph import following, log
from graph.decode import NeedsCompletion
from graph.engine import Asked
from graph.following import Feed, follow, followed
from graph.log import version_of
from graph.plan.changes import AT_ONCE
from schema.errors import BadArgument, ChangesGone, ClaimgraphError, QueryError, StoreUnavailable, SubscriptionsFull
from tests.example import Example

ALL = "version at by what total resources { id kind values { attribute lang before after } relations { type target made } }"
PATIENCE = 20


def settlement(name: str) -> str:
    return f'mutation {{ upsertSettlement(input: {{id: "id:{name}", name: {{value: "{name}"}}}}) {{ settlement {{ id }} errors {{ message }} }} }}'


def claim(name: str, claimant: str, passage: str = "id:example-passage") -> str:
    return f"""mutation {{ recordClaim(input: {{
      id: "id:{name}", claimant: {{connect: {{id: "{claimant}"}}}}, stance: ASSERTS, verb: "said", content: {{connect: {{id: "id:p-force-captured-kozinka"}}}}
      passage: {{connect: {{upsert: {{id: "{passage}", start: 0, end: 20, document: {{connect: {{upsert: {{id: "id:example-post", name: {{value: "A post"}}}}}}}}}}}}}}
    }}) {{ errors {{ message }} }} }}"""


def version(example: Example) -> int:
    return example.runner.run(version_of(example.store))


async def do(example: Example, mutations: Sequence[str]) -> None:
    for mutation in mutations:
        body = json.loads((await example.engine.answer(Asked(mutation))).body)
        assert all(field.get("errors", []) == [] for field in body["data"].values()), body


def told(example: Example, query: str, number: int, mutations: Sequence[str] = (), variables: dict[str, Any] | None = None) -> list[Any]:
    """The first changes of a subscription, during which something is changed."""

    async def run() -> list[Any]:
        feed, found = Feed(example.store, 10, lambda: False), []
        wanted = await followed(example.engine, Asked(query, variables))
        assert wanted

        async def read() -> None:
            async for at, body in follow(example.engine, feed, wanted):
                answer = json.loads(body)
                assert "errors" not in answer, answer
                (change,) = answer["data"].values()
                assert int(change.get("version", at)) == at
                found.append(change)
                if len(found) == number:
                    return

        async with asyncio.timeout(PATIENCE):
            reading = asyncio.create_task(read())
            await asyncio.sleep(0.3)
            await do(example, mutations)
            await reading
        await feed.close()
        return found

    return example.runner.run(run())


def refused(example: Example, query: str, variables: dict[str, Any] | None = None, feed: Feed | None = None) -> ClaimgraphError:
    async def run() -> None:
        wanted = await followed(example.engine, Asked(query, variables))
        assert wanted
        at = feed or Feed(example.store, 10, lambda: False)
        async with asyncio.timeout(PATIENCE):
            async for _ in follow(example.engine, at, wanted):
                pass

    with pytest.raises(ClaimgraphError) as caught:
        example.runner.run(run())
    return caught.value


@pytest.mark.core
def test_each_change_is_told_as_the_log_tells_it(example: Example) -> None:
    before = version(example)
    found = told(
        example, f"subscription {{ changes {{ {ALL} }} }}", 3, [settlement("a"), settlement("b"), 'mutation { deleteSettlement(id: "id:b") { deleted } }']
    )
    assert [change["resources"][0]["kind"] for change in found] == ["CREATED", "CREATED", "DELETED"]
    assert found == example.ask(f"{{ changes(after: {before}) {{ changes {{ {ALL} }} }} }}")["changes"]["changes"]


def test_who_was_away_reads_on_from_a_version(example: Example) -> None:
    before = version(example)
    names = [f"c{number}" for number in range(AT_ONCE + 5)]
    example.runner.run(do(example, [settlement(name) for name in names]))
    query = "subscription ($since: BigInt) { changes(since: $since) { resources { id } } }"
    for since in (before, before + 3):
        expected = [f"https://w3id.org/claimgraph/id/{name}" for name in names[since - before :]]
        found = told(example, query, len(expected), variables={"since": since})
        assert [change["resources"][0]["id"] for change in found] == expected


def test_only_what_touches_a_resource_or_a_class(example: Example) -> None:
    person = 'mutation { upsertPerson(input: {id: "id:d", name: {value: "d"}}) { errors { message } } }'
    changes = [settlement("e"), person, 'mutation { deletePerson(id: "id:d") { deleted } }', settlement("f")]
    before = version(example)
    example.runner.run(do(example, changes))
    wishes: list[tuple[str, dict[str, Any], list[int]]] = [
        ("$about: ID", {"about": "id:f"}, [4]),
        ("$types: [ResourceType!]", {"types": ["Person"]}, [2, 3]),
        ("$types: [ResourceType!]", {"types": ["Agent", "Event"]}, [2, 3]),
        ("$types: [ResourceType!]", {"types": ["Place"]}, [1, 4]),
        ("$types: [ResourceType!]", {"types": ["Resource"]}, [1, 2, 3, 4]),
        ("$about: ID, $types: [ResourceType!]", {"about": "id:e", "types": ["Settlement"]}, [1]),
    ]
    for declared, variables, places in wishes:
        given = ", ".join(f"{name}: ${name}" for name in variables)
        query = f"subscription ({declared}) {{ changes(since: {before}, {given}) {{ version }} }}"
        found = told(example, query, len(places), variables=variables)
        assert [int(change["version"]) - before for change in found] == places
        listed = example.ask(f"query ({declared}) {{ changes(after: {before}, {given}) {{ changes {{ version }} }} }}", variables)["changes"]["changes"]
        assert listed == found


def test_under_a_view_changes_of_claims_that_do_not_count_are_not_told(example: Example) -> None:
    before = version(example)
    example.runner.run(do(example, [claim("claim-a", "id:ru-mod"), claim("claim-b", "id:frl"), settlement("g")]))
    for view, places in (('accordingTo: ["id:frl"]', [2, 3]), ('excluding: ["id:frl"]', [1, 3]), ("status: [STATED]", [3])):
        for at_field in (True, False):
            there, here = (f"@view({view})", "") if at_field else ("", f"@view({view})")
            query = f"subscription {here} {{ changes(since: {before}) {there} {{ version resources {{ id resource {{ __typename }} }} }} }}"
            found = told(example, query, len(places))
            assert [int(change["version"]) - before for change in found] == places
            claims = {one["id"][-1] for change in found for one in change["resources"] if (one["resource"] or {}).get("__typename") == "Claim"}
            assert claims <= {"ab"[place - 1] for place in places if place < 3}


@pytest.mark.parametrize("view", ['knownAt: "2023-05-22T12:00:00Z"', "merged: true"])
def test_views_that_move_in_time_are_refused(example: Example, view: str) -> None:
    for query in (f"subscription @view({view}) {{ changes {{ version }} }}", f"subscription {{ changes @view({view}) {{ version }} }}"):
        with pytest.raises(BadArgument, match="knownAt"):
            example.runner.run(followed(example.engine, Asked(query)))
    with pytest.raises(BadArgument, match="its place"):
        example.runner.run(followed(example.engine, Asked(f"subscription {{ changes {{ resources {{ resource @view({view}) {{ id }} }} }} }}")))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("subscription { a: changes { version } b: changes { version } }", "only one"),
        ("subscription { __typename }", ""),
        ("subscription ($a: Boolean = false) { changes @include(if: $a) { version } }", ""),
        ('subscription { changes(about: "no iri") { version } }', "no iri"),
        ('subscription { changes(since: "x") { version } }', ""),
        ("subscription { changes { resources(first: 1000) { id } } }", "100"),
    ],
)
def test_what_is_no_subscription_is_refused_before_it_begins(example: Example, query: str, words: str) -> None:
    try:
        error = refused(example, query)
    except BaseException as other:
        raise AssertionError(query) from other
    assert isinstance(error, QueryError) and words in error.message


@pytest.mark.parametrize("since", [-1, 10**15])
def test_a_version_that_never_was_is_refused(example: Example, since: int) -> None:
    assert isinstance(refused(example, f"subscription {{ changes(since: {since}) {{ version }} }}"), BadArgument)


def test_who_was_away_too_long_is_told(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_CHANGES", 2)
    since = version(example)
    example.runner.run(do(example, [settlement(f"h{number}") for number in range(5)]))
    error = refused(example, f"subscription {{ changes(since: {since}) {{ version }} }}")
    assert isinstance(error, ChangesGone) and str(since) in error.message


def test_all_who_ask_the_same_cost_one_reading(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    read, readings, followers = example.engine.read, 0, 40

    async def counted(*arguments: Any) -> Any:
        nonlocal readings
        readings += 1
        return await read(*arguments)

    async def run() -> list[tuple[int, bytes]]:
        feed = Feed(example.store, followers, lambda: False)
        wanted = await followed(example.engine, Asked("subscription { changes { version } }"))
        assert wanted
        waiting = [asyncio.create_task(anext(follow(example.engine, feed, wanted))) for _ in range(followers)]
        await asyncio.sleep(1)
        assert feed.number == followers and feed.full
        more = follow(example.engine, feed, wanted)
        with pytest.raises(SubscriptionsFull):
            await anext(more)
        monkeypatch.setattr(example.engine, "read", counted)
        await do(example, [settlement("i")])
        async with asyncio.timeout(PATIENCE):
            found = await asyncio.gather(*waiting)
        await feed.close()
        return found

    assert len(set(example.runner.run(run()))) == 1
    assert readings <= 3  # the subscription's own, and those of the mutation


def test_a_neo4j_that_is_away_is_waited_for(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    read, failures = example.engine.read, 2

    async def failing(*arguments: Any) -> Any:
        nonlocal failures
        if failures:
            failures -= 1
            raise StoreUnavailable("away")
        return await read(*arguments)

    monkeypatch.setattr(following, "RETRY", 0.05)
    since = version(example)
    example.runner.run(do(example, [settlement("j")]))
    monkeypatch.setattr(example.engine, "read", failing)
    assert len(told(example, f"subscription {{ changes(since: {since}) {{ version }} }}", 1)) == 1
    assert not failures


def test_a_value_that_does_not_fit_is_left_to_graphql_core(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    since = version(example)
    example.runner.run(do(example, [settlement("k")]))
    query = f"subscription A {{ its: changes(since: {since}) {{ {ALL} }} }}"
    quick = told(example, query, 1)

    def unfit(_: object) -> bytes:
        raise NeedsCompletion

    monkeypatch.setattr(following, "to_json", unfit)
    assert told(example, query, 1) == quick


def test_it_ends_when_all_is_stopping(example: Example) -> None:
    async def run() -> None:
        stopping = False
        feed = Feed(example.store, 10, lambda: stopping)
        wanted = await followed(example.engine, Asked("subscription { changes { version } }"))
        assert wanted
        waiting = asyncio.create_task(_all(follow(example.engine, feed, wanted)))
        await asyncio.sleep(0.6)
        assert not waiting.done()
        stopping = True
        assert await asyncio.wait_for(waiting, 2) == []
        await feed.close()

    example.runner.run(run())


async def _all(stream: Any) -> list[Any]:
    return [one async for one in stream]
