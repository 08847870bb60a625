"""What a query is estimated to cost, and what is refused for it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from graph.cost import Counts, estimate
from graph.document import variables_of
from graph.engine import Asked, Engine
from graph.following import Feed, follow, followed
from graph.plan.context import Limits
from schema.errors import CostTooHigh
from schema.types import build_schema
from tests.example import Example

COUNTS = Counts(
    {"Resource": 1_000_000, "Person": 5_000, "Organization": 2_000, "Claim": 200_000, "Proposition": 40_000}, {"MEMBER_OF": 10_000, "CONTENT": 200_000}
)
NESTED = "{ people(first: 100) { nodes { memberOf(first: 10) { nodes { id } } } } }"


def cost(example: Example, query: str, variables: dict[str, Any] | None = None) -> int:
    document = example.engine.documents.get(query)
    operation = document.operation(None)
    given = variables_of(example.engine.schema, operation, variables or {})
    return estimate(example.engine.statement(document, operation, given).query, COUNTS, given)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ __typename }", 1),
        ('{ person(id: "id:x") { id name } }', 1),
        ("{ people { nodes { id } } }", 21),
        ("{ people(first: 100) { nodes { id } } }", 101),
        ("{ people(first: 100) { nodes { id } } other: people(first: 100) { nodes { id } } }", 202),
        (NESTED, 101 + 101 * 4),
        (NESTED.replace("first: 10)", "first: 1)"), 101 + 101 * 4),
        ('{ person(id: "id:x") { memberOf(first: 100) { nodes { id } } } }', 1 + 101),
        ('{ nodes(ids: ["id:x", "id:y"]) { id } }', 2),
    ],
)
def test_it_counts_what_comes_into_the_answer(example: Example, query: str, expected: int) -> None:
    assert cost(example, query) == expected


def test_it_follows_variables(example: Example) -> None:
    query = "query ($n: Int) { claims(first: $n) { nodes { content { claims(first: $n) { nodes { content { claims(first: $n) { totalCount } } } } } } } }"
    few, many = (cost(example, query, {"n": number}) for number in (2, 100))
    assert few < 200 and many > 10 * few


def test_lists_inside_of_lists_grow(example: Example) -> None:
    inner, found = "id", []
    for _ in range(3):
        inner = f"content {{ claims(first: 100) {{ nodes {{ {inner} }} }} }}"
        found.append(cost(example, f"{{ claims(first: 100) {{ nodes {{ {inner} }} }} }}"))
    assert all(after > 8 * before for before, after in zip(found, found[1:], strict=False)) and found[-1] > 100_000


@pytest.fixture
def strict(example: Example) -> Iterator[Engine]:
    yield Engine(example.model, build_schema(example.model), example.store, Limits(cost=150))


def test_what_costs_too_much_is_refused_with_the_figures(example: Example, strict: Engine) -> None:
    asked = Asked("{ propositions(first: 100) { nodes { claims(first: 100) { nodes { id } } } } }", cost=True)
    answer = example.runner.run(strict.answer(asked))
    (error,) = json.loads(answer.body)["errors"]
    assert (answer.status, error["extensions"]["code"]) == (400, "COST_TOO_HIGH")
    assert "the limit is 150" in error["message"]


def test_the_estimate_is_told_to_whoever_asks(example: Example, strict: Engine) -> None:
    query = "{ agents(first: 3) { nodes { id } } }"
    told = [json.loads(example.runner.run(strict.answer(Asked(query, cost=cost))).body).get("extensions") for cost in (True, False)]
    assert told == [{"cost": {"estimate": 4, "limit": 150}}, None]


def test_the_cypher_of_a_slow_query_is_logged_without_its_values(example: Example, caplog: pytest.LogCaptureFixture) -> None:
    query = '{ person(id: "id:nobody-in-particular") { name } }'
    for slow, said in ((60.0, 0), (0.0, 1)):
        caplog.clear()
        example.runner.run(Engine(example.model, build_schema(example.model), example.store, slow=slow).answer(Asked(query)))
        found = [record.getMessage() for record in caplog.records if "slow query" in record.getMessage()]
        assert len(found) == said
    assert "MATCH (" in found[0] and "nobody" not in found[0]


def test_what_a_change_tells_costs_as_well(example: Example) -> None:
    told = "resources(first: 100) { resource { ... on Person { memberOf(first: 100) { nodes { members(first: 100) { nodes { id } } } } } } }"
    few, many = (cost(example, f"{{ changes(first: {number}) {{ changes {{ {told} }} }} }}") for number in (1, 100))
    assert few > 100 and many > 50 * few


def test_a_mutation_or_a_subscription_that_would_show_too_much_is_refused_before_anything_is_done(example: Example) -> None:
    engine = Engine(example.model, build_schema(example.model), example.store, Limits(cost=50))
    shown = "person { memberOf(first: 100) { nodes { id } } }"
    asked = Asked(f'mutation {{ upsertPerson(input: {{id: "id:costly", name: [{{value: "Costly"}}]}}) {{ {shown} }} }}')
    answer = json.loads(example.runner.run(engine.answer(asked)).body)
    assert (answer["data"], answer["errors"][0]["extensions"]["code"]) == ({"upsertPerson": None}, "COST_TOO_HIGH")
    assert example.ask('{ person(id: "id:costly") { id } }') == {"person": None}
    wanted = example.runner.run(followed(engine, Asked("subscription { changes { resources(first: 100) { resource { id } } } }")))
    assert wanted
    with pytest.raises(CostTooHigh):
        example.runner.run(anext(follow(engine, Feed(example.store, 1, lambda: False), wanted)))
