"""Views: what is left when only some claims count; weighing inside the statement gives what weighing in memory gives."""

import json
from collections.abc import Mapping, Set
from typing import Any

import pytest

from graph.agents import read_agents
from graph.evidence import claimable
from graph.status import judge
from graph.store import Store
from graph.weigh import bearings, evidence_of, independence_groups, sources, taken_back
from graph.weighed import projecting
from graph.world import GROUPING, Part, Relations, World, read_said
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


async def everything(store: Store, relations: Relations) -> World:
    claims, propositions, agents = [[iri for (iri,) in await store.rows(f"MATCH (n:{label}) RETURN n.iri", {})] for label in ("Claim", "Proposition", "Agent")]
    part = Part(claims, propositions, agents)
    world = await read_said(store, part)
    await read_agents(store, world, relations, part)
    return world


class Memory:
    """The claims of the example, weighed without the database."""

    def __init__(self, example: Example) -> None:
        relations = claimable(example.model)
        self.world: World = example.runner.run(everything(example.store, relations))
        rows = example.runner.run(example.store.rows("MATCH (c:Claim) RETURN c.iri, toString(c.assertedAtLatest)", {}))
        self.days: dict[str, str | None] = dict(rows)
        self.propositions = [said.proposition for said in self.world.said]
        ungrouped = bearings(self.world.claims, self.propositions, self.world.links, {})
        types = {iri: relation.type for iri, (relation, _) in relations.items()}
        linked = [
            (said.subject[0], said.object[0])
            for said in self.world.said
            if said.proposition.iri in projecting(ungrouped) and types.get(said.predicate or "") in GROUPING and said.subject and said.object
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
        node["id"]: [node["status"], node["origins"], node["denials"], node["flags"], [claim["id"] for claim in node["claims"]["nodes"]]]
        for node in data["nodes"]
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


WHY = """query ($acc: [ID!], $exc: [ID!], $day: String) @view(accordingTo: $acc, excluding: $exc, assertedBefore: $day) {
  propositions(first: 100) { nodes { id status why { rule text claims(first: 100) { id } } } }
}"""


@pytest.mark.parametrize("view", VIEWS[:8], ids=json.dumps)
def test_why_gives_the_rule_and_the_claims_that_decided(example: Example, memory: Memory, view: Mapping[str, Any]) -> None:
    counting = memory.counting(view)
    claims = [claim for claim in memory.world.claims if claim.iri in counting]
    rows = [row for row in memory.bearings if row.claim in counting]
    evidence = evidence_of(rows, memory.propositions, *taken_back(claims))
    nodes = example.ask(WHY, variables(view))["propositions"]["nodes"]
    for node in nodes:
        rule = judge(evidence[node["id"]])
        decided = sorted({row.claim for row in rows if row.proposition == node["id"] and row.role in rule.roles})
        assert (node["status"], node["why"]["rule"], node["why"]["text"]) == (rule.status, rule.number, rule.text)
        assert [claim["id"] for claim in node["why"]["claims"]] == decided
    assert len(nodes) == len(memory.figures(counting)) or not view


def test_two_sides_of_one_question_in_one_request(example: Example) -> None:
    query = """{
      legion: agent(id: "id:incursion-force") @view(accordingTo: ["id:frl"]) { ...sides }
      ministry: agent(id: "id:incursion-force") @view(accordingTo: ["id:ru-mod"]) { ...sides }
      both: agent(id: "id:incursion-force") { ...sides }
    }
    fragment sides on Agent { propositionsAsSubject(first: 100) { totalCount nodes { id status } } }"""
    data = example.ask(query)
    found = {side: {node["id"] for node in data[side]["propositionsAsSubject"]["nodes"]} for side in data}
    assert found["legion"] and found["ministry"]
    assert found["legion"] != found["ministry"]
    assert found["legion"] | found["ministry"] < found["both"]
    assert all(data[side]["propositionsAsSubject"]["totalCount"] == len(found[side]) for side in data)


EDGES = """query ($acc: [ID!], $exc: [ID!], $day: String) @view(accordingTo: $acc, excluding: $exc, assertedBefore: $day) {
  agents(first: 100) { nodes { id captured(first: 100) { totalCount edges { status origins denials node { id } proposition { id } } } } }
  around: neighbourhood(of: ["id:incursion-force"], depth: 1, limit: 500) { edges { source target type status origins denials proposition { id } } }
}"""


@pytest.mark.parametrize("view", VIEWS[2:], ids=json.dumps)
def test_a_relation_is_there_only_if_a_claim_that_counts_makes_it(example: Example, memory: Memory, view: Mapping[str, Any]) -> None:
    counting = memory.counting(view)
    made = {row.proposition for row in memory.bearings if row.claim in counting and row.projects}
    figures = memory.figures(counting)
    data = example.ask(EDGES, variables(view))
    edges = [edge for agent in data["agents"]["nodes"] for edge in agent["captured"]["edges"]]
    stored = example.runner.run(example.store.rows("MATCH ()-[r:CAPTURED]->() RETURN r.proposition", {}))
    assert {edge["proposition"]["id"] for edge in edges} == {iri for (iri,) in stored} & made
    for edge in [edge for edge in (*edges, *data["around"]["edges"]) if edge["proposition"]]:
        assert edge["proposition"]["id"] in made
        assert [edge["status"], edge["origins"], edge["denials"]] == figures[edge["proposition"]["id"]][:3]
    assert all(edge["status"] == "STATED" for edge in data["around"]["edges"] if edge["proposition"] is None)


def test_filters_orders_groups_and_paths_are_under_the_view_too(example: Example) -> None:
    query = """query ($ids: [ID!]) @view(accordingTo: $ids) {
      disputed: propositions(where: {status: {eq: DISPUTED}}) { totalCount }
      claimed: agents(where: {captured: {some: {name: {eq: "Glotovo"}}}}) { nodes { name } }
      many: agents(where: {captured: {count: {gte: 3}}}) { totalCount }
      groups: propositions { aggregate(groupBy: [status]) { groups { key count } } }
      ordered: propositions(orderBy: [{origins: DESC}], first: 1) { nodes { origins } }
      search(text: "Glotovo", types: [Proposition, Claim], first: 50) { totalCount nodes { id } }
      paths(from: "id:incursion-force", to: "id:glotovo", maxLength: 1) { length edges { status proposition { id } } }
      timeline(first: 100) { totalCount nodes { types } }
    }"""
    whole, isw, legion = (example.ask(query, {"ids": ids}) for ids in (None, ["id:isw"], ["id:frl"]))
    assert whole["claimed"]["nodes"] == isw["claimed"]["nodes"] == [{"name": "The incursion force"}]
    assert legion["claimed"]["nodes"] == []
    assert (whole["many"]["totalCount"], legion["many"]["totalCount"]) == (1, 0)
    assert whole["disputed"]["totalCount"] > isw["disputed"]["totalCount"]
    assert [path["edges"][0]["status"] for path in isw["paths"]] == ["ATTRIBUTED"]
    assert legion["paths"] == []
    assert whole["ordered"]["nodes"][0]["origins"] == 2
    assert legion["ordered"]["nodes"][0]["origins"] == 1
    assert sum(group["count"] for group in legion["groups"]["aggregate"]["groups"]) < sum(group["count"] for group in whole["groups"]["aggregate"]["groups"])
    assert len(legion["search"]["nodes"]) < len(isw["search"]["nodes"]) <= len(whole["search"]["nodes"])
    assert legion["timeline"]["totalCount"] < whole["timeline"]["totalCount"]


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        ('assertedBefore: "soon"', "BAD_ARGUMENT", "soon"),
        ('validAt: ""', "BAD_ARGUMENT", "EDTF"),
        ('accordingTo: ["no iri"]', "BAD_IRI", "no iri"),
        ("status: [MAYBE]", "GRAPHQL_VALIDATION_FAILED", "MAYBE"),
        ("knownWhen: 1", "GRAPHQL_VALIDATION_FAILED", "knownWhen"),
    ],
)
def test_bad_views(example: Example, arguments: str, code: str, hint: str) -> None:
    for query in (f"query @view({arguments}) {{ claims {{ totalCount }} }}", f"{{ claims @view({arguments}) {{ totalCount }} }}"):
        (error,) = example.errors(query)
        assert error["extensions"]["code"] == code
        assert hint in error["message"]


def test_both_paths_agree_under_views(example: Example) -> None:
    for text in (FIGURES, EDGES, WHY):
        for view in VIEWS[2:6]:
            assert json.loads(example.answer(text, variables(view)).body) == json.loads(example.complete(text, variables(view)))


def test_claims_and_propositions_hang_together_under_any_status(example: Example) -> None:
    query = "query %s { propositions(where: {status: {eq: DISPUTED}}, first: 100) { nodes { id subject { id } claims { totalCount } } } }"
    found = example.ask(query % "@view(status: [DISPUTED])")
    assert found == example.ask(query % "") and any(node["subject"] and node["claims"]["totalCount"] for node in found["propositions"]["nodes"])
