"""Views: what is left when only some claims count; weighing inside the statement gives what weighing in memory gives."""

import json
from collections.abc import Mapping, Set
from typing import Any

import pytest

from graph.evidence import GROUPING, World, _projecting, _read, claimable
from graph.status import judge
from graph.weigh import bearings, evidence_of, independence_groups, sources, taken_back
from tests.example import Example

pytestmark = pytest.mark.core

ID = "https://w3id.org/claimgraph/id/"
VIEWS: tuple[Mapping[str, Any], ...] = (
    {},
    {"excluding": []},
    {"accordingTo": ["id:frl"]},
    {"accordingTo": ["id:ru-mod"]},
    {"accordingTo": ["id:isw", "id:frl"]},
    {"accordingTo": ["id:article"]},
    {"accordingTo": ["id:outlet"]},
    {"accordingTo": ["id:twitter"]},
    {"accordingTo": ["id:nobody"]},
    {"accordingTo": []},
    {"excluding": ["id:isw"]},
    {"excluding": ["id:outlet"]},
    {"accordingTo": ["id:article"], "excluding": ["id:frl", "id:ru-mod"]},
    {"assertedBefore": "2023-05-22"},
    {"assertedBefore": "2023"},
    {"assertedBefore": "2023-05-22", "accordingTo": ["id:frl"]},
)
FIGURES = """query ($acc: [ID!], $exc: [ID!], $day: String) @view(accordingTo: $acc, excluding: $exc, assertedBefore: $day) {
  propositions(first: 100) { totalCount nodes { id status origins denials flags claims(first: 100) { totalCount nodes { id } } } }
}"""


def variables(view: Mapping[str, Any]) -> dict[str, Any]:
    names = {"accordingTo": "acc", "excluding": "exc", "assertedBefore": "day"}
    return {names[key]: value for key, value in view.items()}


def iris(ids: list[str]) -> set[str]:
    return {one.replace("id:", ID) for one in ids}


class Memory:
    """The claims of the example, weighed without the database."""

    def __init__(self, example: Example) -> None:
        relations = claimable(example.model)
        self.world: World = example.runner.run(_read(example.store, relations))
        rows = example.runner.run(example.store.rows("MATCH (c:Claim) RETURN c.iri, toString(c.assertedAtLatest)", {}))
        self.days: dict[str, str | None] = dict(rows)
        self.propositions = [said.proposition for said in self.world.said]
        ungrouped = bearings(self.world.claims, self.propositions, self.world.links, {})
        types = {iri: relation.type for iri, (relation, _) in relations.items()}
        linked = [
            (said.subject[0], said.object[0])
            for said in self.world.said
            if said.proposition.iri in _projecting(ungrouped) and types.get(said.predicate or "") in GROUPING and said.subject and said.object
        ]
        groups = independence_groups([*self.world.agents, *linked])
        self.bearings = [row._replace(group=groups.get(row.group, row.group)) for row in ungrouped]

    def counting(self, view: Mapping[str, Any]) -> set[str]:
        """The claims that count in a view."""
        found = {iri: set(whose) for iri, whose in sources(self.world.claims).items()}
        if "accordingTo" in view:
            found = {iri: whose for iri, whose in found.items() if whose & iris(view["accordingTo"])}
        if "excluding" in view:
            found = {iri: whose for iri, whose in found.items() if not whose & iris(view["excluding"])}
        if "assertedBefore" in view:
            last = f"{view['assertedBefore']}-12-31"[:10]
            found = {iri: whose for iri, whose in found.items() if (self.days[iri] or "9999") <= last}
        return set(found)

    def figures(self, counting: Set[str]) -> dict[str, list[Any]]:
        """Proposition to its status, counts and claims, for those that a claim that counts says, denies, or speaks for."""
        claims = [claim for claim in self.world.claims if claim.iri in counting]
        evidence = evidence_of((row for row in self.bearings if row.claim in counting), self.propositions, *taken_back(claims))
        found = {}
        for iri, one in evidence.items():
            on_it = sorted(claim.iri for claim in claims if claim.content == iri)
            if on_it or any(row.proposition == iri and row.claim in counting and row.role != "DENIES" for row in self.bearings):
                found[iri] = [judge(one).status, len(one.origins), len(one.denials), len(one.flags), on_it]
        return found


@pytest.fixture(scope="module")
def memory(example: Example) -> Memory:
    return Memory(example)


@pytest.mark.parametrize("view", VIEWS, ids=json.dumps)
def test_statuses_counts_and_lists_are_those_of_the_claims_in_view(example: Example, memory: Memory, view: Mapping[str, Any]) -> None:
    data = example.ask(FIGURES, variables(view))["propositions"]
    found = {
        node["id"]: [node["status"], node["origins"], node["denials"], node["flags"], [claim["id"] for claim in node["claims"]["nodes"]]] for node in data["nodes"]
    }
    assert found == memory.figures(memory.counting(view))
    assert data["totalCount"] == len(found)
    assert all(node["claims"]["totalCount"] == len(node["claims"]["nodes"]) for node in data["nodes"])


def test_some_views_differ_and_some_leave_nothing(memory: Memory) -> None:
    sizes = {json.dumps(view): len(memory.figures(memory.counting(view))) for view in VIEWS}
    assert sizes['{"accordingTo": ["id:nobody"]}'] == sizes['{"accordingTo": []}'] == 0
    assert len(set(sizes.values())) > 8


def test_the_stored_status_is_that_of_the_view_of_all_claims(example: Example, memory: Memory) -> None:
    plain = "{ propositions(first: 100) { nodes { id status origins denials flags } } }"
    assert example.ask(plain) == example.ask("query @view(excluding: []) " + plain)
