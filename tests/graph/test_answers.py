"""What the engine says to good and bad requests, on the example graph."""

import json
from typing import Any

import pytest
from graphql import get_introspection_query

from graph.engine import Asked
from tests.example import Example

pytestmark = pytest.mark.core


def _codes(errors: list[Any]) -> set[str]:
    return {error["extensions"]["code"] for error in errors}


BAD = [
    ("{ people { nodes { nmae } } }", {}, "GRAPHQL_VALIDATION_FAILED", "nmae"),
    ("{ people(first: \"3\") { nodes { id } } }", {}, "GRAPHQL_VALIDATION_FAILED", "Int"),
    ("{ people { nodes { id }", {}, "GRAPHQL_PARSE_FAILED", "Expected"),
    ("query A { __typename } query B { __typename }", {}, "OPERATION_UNKNOWN", "A, B"),
    ("query($n: Int!) { people(first: $n) { nodes { id } } }", {}, "BAD_VARIABLES", "$n"),
    ("query($n: Int) { people(first: $n) { nodes { id } } }", {"n": "many"}, "BAD_VARIABLES", "many"),
    ("{ people(first: -1) { nodes { id } } }", {}, "BAD_PAGE", "0 to 100"),
    ("{ people(first: 101) { nodes { id } } }", {}, "BAD_PAGE", "100"),
    ("{ people(first: 1, last: 1) { nodes { id } } }", {}, "BAD_PAGE", "together"),
    ("{ people(after: \"nonsense\") { nodes { id } } }", {}, "BAD_CURSOR", "nonsense"),
    ("{ people(after: \"\") { nodes { id } } }", {}, "BAD_CURSOR", "cursor"),
    ("{ person(id: \"no iri\") { id } }", {}, "BAD_IRI", "no iri"),
    ("{ person(id: \"zz:putin`}) DETACH DELETE n //\") { id } }", {}, "BAD_IRI", "zz"),
    ("{ people(where: {name: {contains: null}}) { nodes { id } } }", {}, "BAD_ARGUMENT", "isNull"),
    ("{ people(where: {name: {in: [\"a\", null]}}) { nodes { id } } }", {}, "GRAPHQL_VALIDATION_FAILED", "String!"),
    ("{ people(orderBy: [{name: ASC, id: ASC}]) { nodes { id } } }", {}, "BAD_ARGUMENT", "one key"),
    ("{ people(orderBy: [{name: UP}]) { nodes { id } } }", {}, "GRAPHQL_VALIDATION_FAILED", "UP"),
    ("{ events(where: {when: {overlaps: \"soon\"}}) { nodes { id } } }", {}, "GRAPHQL_VALIDATION_FAILED", "soon"),
    ("mutation { x }", {}, "GRAPHQL_VALIDATION_FAILED", "utation"),
    ("{ " + " ".join(f"a{i}: __typename" for i in range(2000)) + " }", {}, "LIMIT_EXCEEDED", "4000"),
    ("{ " + "resources { nodes { " * 7 + "id" + " } }" * 7 + " }", {}, "LIMIT_EXCEEDED", "depth 15, the limit is 12"),
    ("{ resources { nodes { " + " ".join(f"a{i}: id" for i in range(31)) + " } } }", {}, "LIMIT_EXCEEDED", "aliases 31, the limit is 30"),
    ("{ ...F0 } " + " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(60)) + " fragment F60 on Query { __typename }", {},
     "LIMIT_EXCEEDED", f"fields {2**60}"),
    ("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", {}, "GRAPHQL_VALIDATION_FAILED", "itself"),
    ("{ __schema { types { fields { type { " + "ofType { " * 20 + "name" + " }" * 20 + " } } } } }", {}, "LIMIT_EXCEEDED", "introspection"),
    ("{ nodes(ids: [" + ", ".join('"id:x"' for _ in range(101)) + "]) { id } }", {}, "LIMIT_EXCEEDED", "101"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "variables", "code", "hint"), BAD, ids=[f"{row[2]}-{index}" for index, row in enumerate(BAD)])
def test_bad_requests(example: Example, query: str, variables: dict[str, Any], code: str, hint: str) -> None:
    answer = example.answer(query, variables)
    body = json.loads(answer.body)
    assert answer.status == 400
    assert "data" not in body
    assert _codes(body["errors"]) == {code}
    assert hint in body["errors"][0]["message"]
    assert "Traceback" not in answer.body.decode()


def test_the_usual_introspection_is_within_the_limits(example: Example) -> None:
    assert len(example.ask(get_introspection_query(input_value_deprecation=True, specified_by_url=True))["__schema"]["types"]) > 500


def test_an_unknown_iri_is_no_error(example: Example) -> None:
    assert example.ask('{ node(id: "id:nobody") { id } person(id: "https://example.org/x") { id } }') == {"node": None, "person": None}


ORDERS = ["", "orderBy: [{name: ASC}]", "orderBy: [{name: DESC}]", "orderBy: [{description: ASC}]", "orderBy: [{description: DESC}]",
          "orderBy: [{description: ASC_NULLS_FIRST}]", "orderBy: [{description: DESC_NULLS_LAST}, {id: DESC}]",
          "orderBy: [{within: {count: DESC}}]"]  # fmt: skip


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("way", [("first", "after"), ("last", "before")])
def test_pages_walk_through_everything_once(example: Example, order: str, way: tuple[str, str]) -> None:
    size, cursor = way
    whole = example.ask(f"{{ places({order or 'first: 100'}{', first: 100' if order else ''}) {{ nodes {{ id }} }} }}")["places"]["nodes"]
    query = f"query($n: Int, $c: String) {{ places({size}: $n, {cursor}: $c, {order}) {{ edges {{ cursor node {{ id }} }} pageInfo {{ ...All }} }} }}"
    query += " fragment All on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    seen: list[Any] = []
    position, more = None, True
    while more:
        page = example.ask(query, {"n": 4, "c": position})["places"]
        nodes = [edge["node"] for edge in page["edges"]]
        seen = seen + nodes if size == "first" else nodes + seen
        info = page["pageInfo"]
        assert info["startCursor"] == page["edges"][0]["cursor"]
        more = info["hasNextPage" if size == "first" else "hasPreviousPage"]
        assert info["hasPreviousPage" if size == "first" else "hasNextPage"] is (position is not None)
        position = info["endCursor" if size == "first" else "startCursor"]
    assert seen == whole


def test_a_cursor_serves_only_its_own_list_and_order(example: Example) -> None:
    cursor = example.ask("{ places(first: 1, orderBy: [{name: ASC}]) { pageInfo { endCursor } } }")["places"]["pageInfo"]["endCursor"]
    tampered = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")
    for field in ("places(orderBy: [{name: DESC}], ", "places(", "people(orderBy: [{name: ASC}], "):
        assert _codes(example.errors(f'{{ {field}after: "{cursor}") {{ nodes {{ id }} }} }}')) == {"BAD_CURSOR"}
    assert _codes(example.errors(f'{{ places(orderBy: [{{name: ASC}}], after: "{tampered}") {{ nodes {{ id }} }} }}')) == {"BAD_CURSOR"}


NASTY = ["`", "\\u0060", "'", '"', "$p0", "}) DETACH DELETE n //", "🚀", "שלום", "", "\u202e", "name@ru", "%", "_", "\\", "\x00"]


@pytest.mark.parametrize("text", NASTY)
def test_values_stay_values(example: Example, text: str) -> None:
    before = example.ask("{ resources { totalCount } }")
    query = "query($t: String!, $l: [String!]) { resources(where: {name: {contains: $t}}, first: 1) { nodes { name(lang: $l) } } }"
    literal = "{ resources(where: {name: {eq: " + json.dumps(text) + "}}) { nodes { id } } }"
    assert len(example.ask(query, {"t": text, "l": [text]})["resources"]["nodes"]) == (1 if text in ("", "'") else 0)
    assert example.ask(literal)["resources"]["nodes"] == []
    assert example.ask("{ resources { totalCount } }") == before


def test_one_statement_serves_all_values_of_one_shape(example: Example) -> None:
    query = "query($w: PlaceWhere, $n: Int) { places(where: $w, first: $n) { nodes { name } } }"
    one = example.statement(query, {"w": {"name": {"contains": "a"}}, "n": 1})
    same = example.statement(query, {"w": {"name": {"contains": "Koz"}}, "n": 7})
    other = example.statement(query, {"w": {"name": {"startsWith": "Koz"}}, "n": 7})
    assert one is same
    assert one is not other


def test_a_field_that_must_not_be_null_bubbles_as_in_graphql_core(example: Example) -> None:
    example.runner.run(example.store.write([("CREATE (:Claim:Resource {iri: 'https://example.org/broken', name: 'broken'})", {})]))
    try:
        answer = example.answer('{ claim(id: "https://example.org/broken") { id stance } people(first: 1) { nodes { id } } }')
    finally:
        example.runner.run(example.store.write([("MATCH (n:Resource {iri: 'https://example.org/broken'}) DELETE n", {})]))
    body = json.loads(answer.body)
    assert body["data"]["claim"] is None
    assert body["data"]["people"]["nodes"]
    assert body["errors"][0]["path"] == ["claim", "stance"]
    assert _codes(body["errors"]) == {"VALUE_INVALID"}


def test_explain_tells_how_an_answer_came_about(example: Example) -> None:
    query = '{ person(id: "id:putin") { name } }'
    answer = example.runner.run(example.engine.answer(Asked(query, explain=True)))
    told = json.loads(answer.body)["extensions"]["explain"]
    assert told["ir"].startswith("Query(")
    assert told["cypher"] == example.statement(query).text
    assert told["parameters"] == ["p0"]
    assert told["plan"]["operator"] == "ProduceResults"
    assert "NodeUniqueIndexSeek" in json.dumps(told["plan"])
    assert [stage for stage, _ in answer.timings] == ["document", "statement", "database", "decode", "json"]
    assert set(told["milliseconds"]) == {"document", "statement", "database", "decode"}
    assert "extensions" not in json.loads(example.answer(query).body)


ODD_FILTERS = [
    ("{ people(where: {unnamed: {eq: true}, version: {eq: 1}}) { nodes { name } } }", {"people": {"nodes": [{"name": "82-year-old woman"}]}}),
    ("{ people(first: 1, where: {unnamed: {eq: true}}) { totalCount } }", {"people": {"totalCount": 1}}),
    ("{ agents(where: {claimsMade: {count: {isNull: true}}}) { totalCount } }", {"agents": {"totalCount": 0}}),
    ("{ agents(where: {claimsMade: {count: null}}) { totalCount } }", {"agents": {"totalCount": 46}}),
    ("{ agents(where: {claimsMade: {count: {ne: null}}}) { totalCount } }", {"agents": {"totalCount": 46}}),
    ("{ places(where: {within: {status: {isNull: true}}}) { totalCount } }", {"places": {"totalCount": 0}}),
]


@pytest.mark.parametrize(("query", "expected"), ODD_FILTERS)
def test_filters_that_ask_odd_things(example: Example, query: str, expected: Any) -> None:
    assert example.ask(query) == expected


MORE_BAD = [
    ("{ places(where: {within: {transitive: true, status: {eq: STATED}}}) { totalCount } }", "transitive"),
    ("{ places(where: {location: {near: null}}) { totalCount } }", "near"),
    ("{ places(where: {location: {within: null}}) { totalCount } }", "within"),
    ("{ places(where: {location: {near: {latitude: 95, longitude: 0, distance: 1}}}) { totalCount } }", "latitude is 95"),
    ("{ places(where: {location: {near: {latitude: 5, longitude: 0, distance: -1}}}) { totalCount } }", "distance"),
    ('{ search(text: "?!") { totalCount } }', "no word"),
    ('{ paths(from: "id:frl", to: "id:gur", maxLength: 7) { length } }', "1 to 6"),
    ('{ neighbourhood(of: ["id:frl"], depth: 0) { truncated } }', "1 to 3"),
    ("{ claims { aggregate(groupBy: [stance]) { groups(first: 101) { count } } } }", "0 to 100"),
]


@pytest.mark.parametrize(("query", "hint"), MORE_BAD)
def test_arguments_that_make_no_sense(example: Example, query: str, hint: str) -> None:
    (error,) = example.errors(query)
    assert error["extensions"]["code"] in ("BAD_ARGUMENT", "BAD_PAGE")
    assert hint in error["message"]


def test_cursors_of_page_info_alone(example: Example) -> None:
    page = example.ask("{ people(first: 2) { pageInfo { endCursor } } }")["people"]["pageInfo"]
    rest = example.ask("query($c: String) { people(first: 2, after: $c) { nodes { id } } }", {"c": page["endCursor"]})
    assert rest["people"]["nodes"] == example.ask("{ people(first: 4) { nodes { id } } }")["people"]["nodes"][2:]


def test_a_statement_is_for_the_classes_that_a_variable_names(example: Example) -> None:
    query = 'query ($types: [ResourceType!]) { search(text: "belgorod", types: $types) { nodes { __typename } } }'
    for types in (["Region"], ["Event"], ["Region", "Settlement"], ["Settlement", "Region"]):
        found = {node["__typename"] for node in example.ask(query, {"types": types})["search"]["nodes"]}
        assert found == set(types)
