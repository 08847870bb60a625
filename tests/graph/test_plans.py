"""How Neo4j answers the compiled statements, at a size where it matters: what a read starts from, and how much it touches."""

import asyncio
import json
import re
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
    "independent_sources": {"Proposition"},  # all that is said, where no thing is named that it is about
    "order_by_relation": {"Claim", "Agent"},  # in an order that every node must be asked for
    "organizations_by_name": {"Organization"},  # a count by `contains` on `name`
    "page_backward": {"Place"},
    "page_forward": {"Place"},
    "variables": {"Place"},
    "view": {"Agent", "Proposition"},  # what a view weighs anew has no index
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
SOON = '"2023-01-01T00:10:05Z"'
PLACE, AGENT = "id:place-00000004", "id:agent-00000007"
LIES = {
    "overlaps": "n.assertedAt IS NOT NULL AND coalesce(n.assertedAtEarliest <= date('{0}'), true) AND coalesce(n.assertedAtLatest >= date('{0}'), true)",
    "within": "n.assertedAtEarliest >= date('{0}') AND n.assertedAtLatest <= date('{0}')",
    "before": "n.assertedAtLatest < date('{0}')",
    "after": "n.assertedAtEarliest > date('{0}')",
}
"""How a date lies to a day, said so that no index can help."""
PERHAPS = (
    ('claims(where: {assertedAt: {overlaps: "2022-05-01"}}, first: 20)', ("Claim(assertedAtEarliest)", "Claim(assertedAtLasting)"), 2_000),
    ('claims(where: {assertedAt: {within: "2022-05-01"}}, first: 20)', ("Claim(assertedAtEarliest)", "Claim(assertedAtLasting)"), 800),
    ('claims(where: {assertedAt: {before: "2020-01-03"}}, first: 20)', ("Claim(assertedAtEarliest)", "Claim(assertedAtLasting)"), 800),
    ('claims(where: {assertedAt: {after: "2024-02-07"}}, first: 20)', ("Claim(assertedAtEarliest)",), 50),
    (f"claims(where: {{recordedAt: {{gte: {MOMENT}, lt: {SOON}}}}}, first: 20)", ("Resource(recordedAt)",), 150),
    ('resources(where: {recordedAt: {gt: "2023-01-01T02:39:00Z"}}, first: 20)', ("Resource(recordedAt)",), 50),
    ('claims(where: {verb: {startsWith: "sz"}}, first: 20)', ("Claim(verb)",), 10),
    ('propositions(where: {claims: {some: {assertedAt: {within: "2022-05-01"}}}}, first: 20)', ("Claim(assertedAtEarliest)", "Claim(assertedAtLasting)"), 800),
    (
        f'claims(where: {{or: [{{claimant: {{some: {{id: {{eq: "{AGENT}"}}}}}}}}, {{assertedAt: {{eq: "2022-05-01"}}}}]}})',
        ("Agent(iri)", "Claim(assertedAt)"),
        250,
    ),
    (
        f'claims(where: {{or: [{{id: {{eq: "id:claim-00000007"}}}}, {{recordedAt: {{gte: {MOMENT}, lt: {SOON}}}}}]}})',
        ("Claim(iri)", "Resource(recordedAt)"),
        150,
    ),
    (f'agents(where: {{or: [{{recordedAt: {{eq: {MOMENT}}}}}, {{id: {{eq: "{AGENT}"}}}}]}})', ("Resource(recordedAt)", "Agent(iri)"), 50),
    (f'settlements(where: {{within: {{some: {{id: {{eq: "{PLACE}"}}}}, transitive: true}}}})', ("Place(iri)",), 1_000),
    (f'events(where: {{place: {{some: {{within: {{some: {{id: {{eq: "{PLACE}"}}}}, transitive: true}}}}}}}})', ("Place(iri)",), 4_000),
)
"""Lists with a condition for which an index may find few nodes, the indexes that they start from, and the most that they may touch."""
WIDE = (
    'claims(where: {recordedAt: {gt: "2023-01-01T00:01:00Z"}}, first: 20)',
    'claims(where: {assertedAt: {overlaps: "2020/2024"}}, first: 20)',
    'resources(where: {recordedAt: {gt: "2022-01-01T00:00:00Z"}}, last: 20)',
    'claims(where: {recordedAt: {gt: "2023-01-01T00:01:00Z"}}, orderBy: [{assertedAt: ASC}], first: 20)',
)
TIMELINES = ("first: 20", "last: 20", 'from: "2022-05-01", to: "2022-05-03", first: 20', 'from: "2022-05-01", last: 20', 'to: "2022-05-01", last: 20')
ORDERS = (
    ("claims", "assertedAt: ASC"),
    ("claims", "assertedAt: DESC_NULLS_LAST"),
    ("claims", "verb: ASC"),
    ("claims", "verb: DESC_NULLS_LAST"),
    ("claims", "stance: DESC"),
    ("claims", "recordedAt: ASC"),
    ("resources", "recordedAt: DESC_NULLS_LAST"),
    ("documents", "publishedAt: ASC"),
)
"""Orders that an index has."""
DISTINCT = {
    "aggregate": "a group by a relation, and what is counted over one",
    "aggregate_nested": "as above",
    "chain": "what several ways could lead to",
    "disagreements": "what several links lead to, and who stands somewhere with several claims",
    "independent_sources": "propositions and claims that count once for each source",
    "names_by_speaker": "one name that several use",
    "neighbourhood": "what several ways lead to",
    "settlements_within": "what several ways lead to",
    "view": "groups and claims that bear on a proposition in several ways",
    "within_the_region": "what several ways lead to",
}
"""The cases that must tell apart what they find several times, and why."""
POINTS = (
    "query ($id: ID!) { event(id: $id) { name when } }",
    "query ($id: ID!) { resource(id: $id) { name } }",
    "query ($id: ID!) { node(id: $id) { id } }",
    "query ($id: ID!) { nodes(ids: [$id]) { id } }",
    'query ($id: ID!) { event(id: $id) @view(knownAt: "2024-01-01T00:00:00Z") { name } }',
    "query ($id: ID!) { event(id: $id) @view(merged: true) { name } }",
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
    there = (":Resource(iri)", ":Deleted(iri)") if "knownAt" in query else (":Resource(iri)",)
    assert all(any(index in leaf.details for index in there) for leaf in plan.leaves), plan
    assert plan.hits < 60


@pytest.mark.parametrize(("query", "index"), STARTS)
def test_a_filter_starts_from_its_index(generated: Generated, query: str, index: str) -> None:
    plan = generated.profile(query)
    assert {leaf.name for leaf in plan.leaves} <= {"NodeIndexSeek", "NodeUniqueIndexSeek"}, plan
    assert all(index in leaf.details for leaf in plan.leaves), plan
    assert plan.hits < 60


@pytest.mark.parametrize(("field", "indexes", "most"), PERHAPS)
@pytest.mark.parametrize("asked", ["nodes { id }", "totalCount"])
def test_a_search_starts_from_what_an_index_finds(generated: Generated, field: str, indexes: tuple[str, ...], most: int, asked: str) -> None:
    plan = generated.profile(f"{{ {field} {{ {asked} }} }}")
    assert {leaf.name for leaf in plan.starts} <= {"NodeIndexSeek", "NodeIndexSeekByRange", "NodeUniqueIndexSeek", "NodeIndexScan"}, plan
    assert {index for index in indexes if any(index in leaf.details for leaf in plan.starts)} == set(indexes), plan
    assert all(any(index in leaf.details for index in (*indexes, "Resource(iri)")) for leaf in plan.starts), plan
    assert not plan.named("CartesianProduct"), plan
    assert plan.hits < most, plan


@pytest.mark.parametrize("relation", LIES)
def test_a_stretch_of_time_finds_all_and_nothing_else(generated: Generated, relation: str) -> None:
    query = f"query ($day: EDTF!) {{ claims(where: {{assertedAt: {{{relation}: $day}}}}, first: 100) {{ totalCount nodes {{ id }} }} }}"
    for day in ("2020-01-03", "2021-06-30", "2022-05-01", "2023-02-01", "2024-02-07"):
        found = generated.ask(query, {"day": day})["claims"]
        assert found["totalCount"] == generated.number("Claim", LIES[relation].format(day))
        assert len(found["nodes"]) == min(found["totalCount"], 100)


def test_a_rare_class_is_asked_itself_before_the_index_of_all(generated: Generated) -> None:
    """A page tries the index of the class above; a count, which cannot stop, is left to Neo4j, and there are fewer agents than a range has nodes."""
    query = f'{{ agents(where: {{recordedAt: {{gte: {MOMENT}, lt: {SOON}}}, name: {{contains: "a"}}}}) {{ %s }} }}'
    page, count = generated.profile(query % "nodes { id }"), generated.profile(query % "totalCount")
    assert [leaf.details.split(" WHERE ")[0] for leaf in page.starts] == ["RANGE INDEX n0:Resource(recordedAt)"], page
    assert page.hits < 150, page
    assert count.hits < 4 * generated.number("Agent"), count


@pytest.mark.parametrize("field", WIDE)
def test_a_condition_that_many_fulfil_is_tested_in_the_order_of_the_list(generated: Generated, field: str) -> None:
    plan = generated.profile(f"{{ {field} {{ nodes {{ id }} }} }}")
    assert plan.hits < 3_500, plan


@pytest.mark.parametrize("arguments", TIMELINES)
def test_a_timeline_starts_from_its_dates(generated: Generated, arguments: str) -> None:
    plan = generated.profile(f"{{ timeline({arguments}) {{ nodes {{ id }} }} }}")
    indexes = ("Event(whenEarliest)", "Event(whenLasting)", "Claim(assertedAtEarliest)", "Claim(assertedAtLasting)")
    assert all(any(index in leaf.details for index in indexes) for leaf in plan.starts), plan
    assert plan.hits < 4_000, plan


def test_a_far_page_of_a_timeline_costs_what_the_first_does(generated: Generated) -> None:
    query = "query ($after: String, $last: Int, $first: Int) { timeline(after: $after, first: $first, last: $last) { pageInfo { startCursor } nodes { id } } }"
    far = generated.ask(query, {"last": 100})["timeline"]["pageInfo"]["startCursor"]
    assert generated.profile(query, {"after": far, "first": 20}).hits < 1.5 * generated.profile(query, {"first": 20}).hits


def test_a_timeline_within_limits_is_counted_by_the_index(generated: Generated) -> None:
    plan = generated.profile('{ timeline(from: "2022-05-01", to: "2022-05-03") { totalCount } }')
    assert plan.hits < 2_500, plan
    assert generated.profile("{ timeline { totalCount } }").hits < 2.2 * (generated.number("Claim") + generated.number("Event"))


@pytest.mark.parametrize(("field", "order"), ORDERS)
def test_a_page_in_the_order_of_an_index_reads_no_more(generated: Generated, field: str, order: str) -> None:
    """Of values that many share, all nodes with the value are sorted; nodes without a value are not looked for."""
    plan = generated.profile(f"{{ {field}(orderBy: [{{{order}}}], first: 20) {{ nodes {{ id }} }} }}")
    assert all("iri" not in leaf.details for leaf in plan.starts), plan
    assert not plan.named("NodeByLabelScan"), plan
    assert all(operator.rows < 50 for operator in plan.named("Sort")), plan
    assert plan.hits < (3_000 if order.startswith(("verb", "stance")) else 1_200), plan


def test_a_far_page_in_the_order_of_an_index_costs_what_the_first_does(generated: Generated) -> None:
    query = "query ($after: String, $id: ID) { claims(orderBy: [{recordedAt: ASC}], first: 50, after: $after, where: {id: {ne: $id}}) { edges { cursor } nodes { id } } }"
    one = "query ($id: ID!) { claims(orderBy: [{recordedAt: ASC}], where: {id: {eq: $id}}) { edges { cursor } } }"
    costs = []
    for number in (100, 5_000, generated.number("Claim") - 200):
        cursor = generated.ask(one, {"id": f"{BASE}claim-{number:08d}"})["claims"]["edges"][0]["cursor"]
        costs.append(generated.profile(query, {"after": cursor, "id": None}).hits)
    assert max(costs) < 1_500


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_a_far_page_in_the_order_of_iris_is_sought(generated: Generated, direction: str) -> None:
    order = f"orderBy: [{{id: {direction}}}, {{name: ASC}}]"
    one = generated.ask(f'{{ claims({order}, where: {{id: {{eq: "id:claim-00004000"}}}}) {{ edges {{ cursor }} }} }}')
    plan = generated.profile(f'{{ claims({order}, after: "{one["claims"]["edges"][0]["cursor"]}", first: 20) {{ nodes {{ id }} }} }}')
    assert [leaf.name for leaf in plan.leaves] == ["NodeIndexSeekByRange"], plan
    assert plan.hits < 60, plan


def test_nodes_without_a_value_come_at_their_end(generated: Generated) -> None:
    """Without an index for them, they are looked for in the order of their IRIs, and only once the page reaches them."""
    whole = generated.number("Claim")
    first = generated.profile("{ claims(orderBy: [{assertedAt: ASC_NULLS_FIRST}], first: 20) { nodes { id } } }")
    given = generated.profile("{ claims(orderBy: [{assertedAt: DESC}], where: {assertedAt: {isNull: false}}, first: 20) { nodes { id } } }")
    assert first.hits < whole, first
    assert given.hits < 1_500, given


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


@pytest.mark.parametrize("name", NAMES)
def test_patterns_have_labels_and_nothing_is_made_distinct_without_need(generated: Generated, name: str) -> None:
    """An end without a label stands only where the degree store counts, and on the way of a timeline from a thing to what is about it."""
    text = generated.statement(*read(name))[0].text
    assert ("DISTINCT" in text) is (name in DISTINCT)
    for line in text.splitlines():
        unlabelled = re.sub(r"COUNT { \(\w+\)\S+\(\) }", "", line)
        assert re.search(r"-\(\)(?!-)|-\(\w+\)(?!-| WHERE)", unlabelled) is None, line


@pytest.mark.parametrize(
    "query",
    [
        "{ agents(where: {claimsMade: {count: {gt: 100}}}) { nodes { id } } }",
        "{ agents(orderBy: [{claimsMade: {count: DESC}}]) { nodes { id } } }",
        "{ agents { nodes { claimsMade { totalCount } } } }",
    ],
)
def test_a_plain_count_is_read_from_the_degree_store(generated: Generated, query: str) -> None:
    plan = generated.explain(query)
    assert any("getDegree(" in operator.details for operator in plan.operators), plan
    assert not [operator for operator in plan.operators if "Expand" in operator.name], plan


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
