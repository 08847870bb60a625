"""How Neo4j answers the compiled statements, at a size where it matters: what a read starts from, and how much it touches."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.cases import graphql
from graph.local import LocalServer
from graph.store import Store
from tests.graph.plans import BASE, COUNTS, Generated, Plan

CASES = Path(__file__).parent.parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.graphql"))
SCANS = {
    "aggregate": {"Claim"},  # every claim is counted, or filtered by `depth`, which has no index
    "aggregate_nested": {"Agent", "Event", "Person"},  # as above; `name` has no index of its own
    "aliases_twice": {"Person"},  # in the order of `name`
    "order_by_relation": {"Claim", "Agent"},  # in an order that every node must be asked for
    "order_with_nulls": {"Claim"},  # an index knows no nodes without a value
    "organizations_by_name": {"Organization"},  # a count by `contains` on `name`
    "page_backward": {"Place"},
    "page_forward": {"Place"},
    "settlements_within": {"Settlement"},  # any number of steps up
    "timeline": {"Event|Claim"},  # dates with open ends
    "variables": {"Place"},
}
"""The cases that read whole labels, and why no index can serve."""
PAGE = "query ($after: String) { claims(first: 50, after: $after) { nodes { id stance } pageInfo { endCursor hasNextPage hasPreviousPage } } }"
MOMENT = '"2023-01-01T00:10:00Z"'
STARTS = (
    (f"{{ resources(where: {{recordedAt: {{eq: {MOMENT}}}}}) {{ nodes {{ id }} }} }}", "Resource(recordedAt)"),
    (f"{{ claims(where: {{recordedAt: {{eq: {MOMENT}}}}}) {{ nodes {{ id }} }} }}", "Resource(recordedAt)"),
    (f"{{ agents(where: {{recordedAt: {{in: [{MOMENT}]}}}}) {{ nodes {{ id }} totalCount }} }}", "Resource(recordedAt)"),
    (f"{{ claims(where: {{and: [{{and: [{{recordedAt: {{eq: {MOMENT}}}}}]}}, {{depth: {{gte: 0}}}}]}}) {{ nodes {{ id }} }} }}", "Resource(recordedAt)"),
    (f"{{ claims(where: {{content: {{some: {{recordedAt: {{eq: {MOMENT}}}}}}}}}) {{ nodes {{ id }} }} }}", "Resource(recordedAt)"),
    ('{ claims(where: {assertedAt: {eq: "2022-05-01"}}) { nodes { id } } }', "Claim(assertedAt)"),
    ('{ events(where: {when: {eq: "2022-05-01"}}) { nodes { id } } }', "Event(when)"),
    ('{ documents(where: {publishedAt: {eq: "2022-05-01"}}) { nodes { id } } }', "Document(publishedAt)"),
    ('{ states(where: {isoCode: {eq: "UA"}}) { nodes { id } } }', "GeopoliticalEntity(isoCode)"),
    ('{ countries(where: {isoCode: {eq: "UA"}}) { nodes { id } } }', "(isoCode)"),
)
"""Filters on indexed properties, and the index that each must start from."""
POINTS = (
    "query ($id: ID!) { event(id: $id) { name when } }",
    "query ($id: ID!) { resource(id: $id) { name } }",
    "query ($id: ID!) { node(id: $id) { id } }",
    "query ($id: ID!) { nodes(ids: [$id]) { id } }",
    "query ($id: ID!) { a: event(id: $id) { name } b: node(id: $id) { id } }",
)


@pytest.fixture(scope="module")
def generated(neo4j_server: LocalServer) -> Iterator[Generated]:
    with asyncio.Runner() as runner:
        made = Generated(neo4j_server, runner)
        yield made
        made.close()


def read(name: str) -> tuple[str, dict[str, Any]]:
    text = (CASES / f"{name}.graphql").read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    return text, json.loads(first[1:])["variables"] if first.startswith("# {") else {}


def cursor_at(generated: Generated, number: int) -> str:
    """The cursor of the claim with a number: one of the same list, since a cursor belongs to a source and an order."""
    query = "query ($id: ID!) { claims(where: {id: {eq: $id}}) { pageInfo { endCursor } } }"
    return str(generated.ask(query, {"id": f"{BASE}claim-{number:08d}"})["claims"]["pageInfo"]["endCursor"])


def scanned(plan: Plan) -> set[str]:
    return {found.details.split(":")[1] for found in plan.named("NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan")}


@pytest.mark.parametrize("query", POINTS)
def test_a_point_read_seeks_in_the_unique_index(generated: Generated, query: str) -> None:
    plan = generated.profile(query, generated.probes.events[3])
    assert {leaf.name for leaf in plan.leaves} == {"NodeUniqueIndexSeek"}, plan
    assert all(":Resource(iri)" in leaf.details for leaf in plan.leaves)
    assert plan.hits < 60


@pytest.mark.parametrize(("query", "index"), STARTS)
def test_a_filter_starts_from_its_index(generated: Generated, query: str, index: str) -> None:
    plan = generated.profile(query)
    assert {leaf.name for leaf in plan.leaves} <= {"NodeIndexSeek", "NodeUniqueIndexSeek"}, plan
    assert all(index in leaf.details for leaf in plan.leaves), plan
    assert plan.hits < 60


def test_a_count_of_those_with_an_enum_value_reads_the_index_alone(generated: Generated) -> None:
    plan = generated.profile("{ claims(where: {stance: {eq: DENIES}}) { totalCount } }")
    (leaf,) = plan.leaves
    assert leaf.name == "NodeIndexSeek", plan
    assert ":Claim(stance)" in leaf.details
    assert plan.hits == leaf.hits


def test_a_nested_filter_starts_from_the_place(generated: Generated) -> None:
    query = graphql("q3", "claimgraph")
    assert query is not None
    plans = [generated.profile(query, place) for place in generated.probes.places]
    for plan in plans:
        (start,) = plan.leaves
        assert start.name in ("NodeIndexSeek", "NodeUniqueIndexSeek"), plan
        assert "(iri) WHERE iri = " in start.details
    assert max(plan.hits for plan in plans) < generated.number("Claim") / 3


@pytest.mark.parametrize("field", ["claims", "agents", "resources", "settlements"])
@pytest.mark.parametrize("side", ["first", "last"])
def test_a_page_is_read_in_the_order_of_the_index(generated: Generated, field: str, side: str) -> None:
    plan = generated.profile(f"{{ {field}({side}: 10) {{ nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}")
    (leaf,) = plan.leaves
    assert leaf.name in ("NodeIndexScan", "NodeUniqueIndexScan"), plan
    assert not plan.named("Sort", "Top", "PartialTop"), plan
    assert plan.hits < 40


def test_a_far_page_costs_what_the_first_does(generated: Generated) -> None:
    first = generated.profile(PAGE, {"after": None})
    far = generated.profile(PAGE, {"after": cursor_at(generated, generated.number("Claim") - 100)})
    near = generated.profile(PAGE, {"after": cursor_at(generated, 100)})
    for plan in (near, far):
        assert {leaf.name for leaf in plan.leaves} == {"NodeIndexSeekByRange"}, plan
        assert not plan.named("Sort", "Top"), plan
    assert max(first.hits, near.hits, far.hits) < 1.5 * min(first.hits, near.hits, far.hits)


def test_a_count_alone_comes_from_the_count_store(generated: Generated) -> None:
    plan = generated.profile("{ claims { totalCount } agents { totalCount } resources { totalCount } }")
    assert {leaf.name for leaf in plan.leaves} == {"NodeCountFromCountStore"}, plan
    assert plan.hits < 10


def test_a_count_of_a_relation_comes_from_the_degree_store(generated: Generated) -> None:
    query = "query ($id: ID!) { agent(id: $id) { claimsMade { totalCount } memberOf { totalCount } } }"
    plan = generated.profile(query, {"id": generated.probes.actors[0]["ids"][0]})
    assert sum(operator.details.count("getDegree(") for operator in plan.operators) == 2, plan
    assert not [operator for operator in plan.operators if "Expand" in operator.name]
    assert plan.hits < 60


@pytest.mark.parametrize("name", NAMES)
def test_no_case_has_a_wide_plan(generated: Generated, name: str) -> None:
    """A Cartesian product is there where root fields (or a page and its count) stand side by side, each collected in one row, and nowhere else."""
    query, variables = read(name)
    if not generated.statement(query, variables)[0].query.reads:
        return
    plan = generated.explain(query, variables)
    assert all(product.has_one_row for product in plan.named("CartesianProduct")), plan
    assert not plan.named("AllNodesScan"), plan
    assert scanned(plan) == SCANS.get(name, set()), plan


def test_the_ends_of_paths_are_a_product_of_one_node_with_one(generated: Generated) -> None:
    """Two nodes that nothing ties together before the search begins: one seek each."""
    plan = generated.explain("query ($from: ID!, $to: ID!) { paths(from: $from, to: $to) { length } }", generated.probes.pairs[0])
    (product,) = plan.named("CartesianProduct")
    assert [child.name for child in product.children] == ["NodeUniqueIndexSeek", "NodeUniqueIndexSeek"]
    assert product.has_one_row


def test_two_aliases_are_two_branches_of_one_statement(generated: Generated, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = []

    async def counted(self: Store, text: str, parameters: Mapping[str, Any]) -> list[Any]:
        texts.append(text)
        return (await self.rows(text, parameters))[0]

    monkeypatch.setattr(Store, "read", counted)
    query = (
        "{ a: claims(where: {stance: {eq: DENIES}}, first: 2) { nodes { stance } } b: claims(where: {stance: {eq: HEDGES}}, first: 3) { nodes { stance } } }"
    )
    found = generated.ask(query)
    assert [node["stance"] for node in found["a"]["nodes"]] == ["DENIES"] * 2
    assert [node["stance"] for node in found["b"]["nodes"]] == ["HEDGES"] * 3
    (text,) = texts
    assert text.count("MATCH (") == 2


def test_a_plan_that_only_counts_is_known_as_one_row(generated: Generated) -> None:
    plan = generated.explain("{ claims { totalCount } events { totalCount } }")
    (product,) = plan.named("CartesianProduct")
    assert product.has_one_row
    assert {child.name for child in product.children} <= set(COUNTS)
