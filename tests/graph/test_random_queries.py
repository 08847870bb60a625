"""Random valid queries: the engine's answer is that of a straightforward evaluation in memory, and both of its paths agree."""

import json
import os
from collections.abc import Mapping
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from graph.cypher import reading
from graph.ir import Literal
from tests.example import Example
from tests.graph.dumped import dump
from tests.graph.evaluate import Evaluator
from tests.graph.odd_data import ODD
from tests.graph.random_queries import RandomQuery, queries
from tests.graph.seen import Seen

USUAL = "150"
EXAMPLES = int(os.environ.get("CLAIMGRAPH_TEST_QUERIES", USUAL))
"""How many queries are tried; with another number than usual they are really random, for a long search."""


class Odd:
    """The example graph with odd things added, the engine over it, and the evaluator over the same graph in memory."""

    def __init__(self, example: Example) -> None:
        example.runner.run(example.store.write([(statement, {}) for statement in ODD]))
        graph = example.runner.run(dump(example.store))
        self.example = example
        self.evaluator = Evaluator(example.model, graph)
        self.seen = Seen(example.model, graph)

    def check(self, query: str, variables: Mapping[str, Any], both_paths: bool) -> Any:
        """Compare the answers to a query; return the engine's."""
        expected = self.evaluator.execute(query, variables)
        assert not expected.errors, expected.errors
        body = self.example.answer(query, variables).body
        answer = orjson.loads(body)
        assert "errors" not in answer, answer["errors"]
        assert not (faults := self.evaluator.compare(expected.data, answer["data"])), "\n".join(faults)
        if both_paths:
            assert self.example.complete(query, variables) == body
        return answer["data"]


@pytest.fixture(scope="module")
def odd(example: Example) -> Odd:
    return Odd(example)


FIXED = (
    "{ people(orderBy: [{name: ASC}], first: 50) { nodes { name } } }",
    "{ people(orderBy: [{name: DESC}, {age: ASC_NULLS_FIRST}], last: 9) { edges { cursor node { name age } } } }",
    '{ area(id: "id:odd-area-1") { within(transitive: true, first: 50) { totalCount nodes { id } } contains(transitive: true) { totalCount } } }',
    '{ area(id: "id:odd-area-1") { eastOf(transitive: true) { nodes { id } } borders(first: 9) { totalCount edges { status origins node { id } } } } }',
    '{ area(id: "id:odd-area-5") { borders { totalCount nodes { id } } within { nodes { id } } places: within(transitive: true) { totalCount } } }',
    '{ events(where: {when: {before: "2023-06"}}, orderBy: [{when: ASC}], first: 50) { nodes { id when } } }',
)
"""What only odd data shows, whatever chance brings."""


@pytest.mark.parametrize("query", FIXED)
def test_odd_data(odd: Odd, query: str) -> None:
    odd.check(query, {}, both_paths=True)


STRETCH = """query ($day: EDTF!) {{ # few are {few}
  {aliases}
}}"""
KEYS = ("id: DESC", "when: ASC", "when: DESC", "when: ASC_NULLS_FIRST", "when: DESC_NULLS_LAST", "name: ASC")
DAYS = ("2023-05-22", "2023-05", "2023", "2023/..", "../2023", "0001", "0001-01-01", "../0001-01-01", "9999-12-31", "9999/..", "../..")


@pytest.mark.parametrize("few", [0, 1_000])
@pytest.mark.parametrize("relation", ["overlaps", "before", "after", "within"])
def test_stretches_of_time(odd: Odd, monkeypatch: pytest.MonkeyPatch, relation: str, few: int) -> None:
    """However a list is read: by the index of the condition or by that of the order."""
    monkeypatch.setattr(reading, "FEW", Literal(few))
    inner = f"(where: {{when: {{{relation}: $day}}}}, orderBy: [{{%s}}], first: 100) {{ totalCount nodes {{ id when }} }}"
    query = STRETCH.format(few=few, aliases=" ".join(f"k{place}: events{inner % key}" for place, key in enumerate(KEYS)))
    for day in DAYS:
        odd.check(query, {"day": day}, both_paths=False)


def _cursors(data: Any, key: str) -> list[str]:
    """All cursors of the edges or the `pageInfo` under a key, wherever it is."""
    if isinstance(data, list):
        return [cursor for item in data for cursor in _cursors(item, key)]
    if not isinstance(data, dict):
        return []
    here = data.get(key) or []
    own = list(here.values()) if isinstance(here, dict) else [edge["cursor"] for edge in here]
    return [cursor for cursor in own if cursor] + [cursor for item in data.values() for cursor in _cursors(item, key)]


def test_random_queries(odd: Odd, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = settings(
        max_examples=EXAMPLES,
        derandomize=str(EXAMPLES) == USUAL,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )

    @profile
    @given(queries(odd.example.engine.schema, odd.seen), st.integers(0, 999), st.integers(0, 2))
    def agree(query: RandomQuery, place: int, path: int) -> None:
        monkeypatch.setattr(reading, "FEW", Literal(1_000 if place % 2 else 2))
        note(f"{query.text}\n{json.dumps(query.variables, ensure_ascii=False)}")
        data = odd.check(query.text, query.variables, both_paths=path == 2)
        taken = {variable: found[place % len(found)] for variable, key in query.cursors if (found := _cursors(data, key))}
        if taken:
            event("with a cursor")
            odd.check(query.text, {**query.variables, **taken}, both_paths=path == 1)

    agree()
