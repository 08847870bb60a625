"""What clients may send by mistake or on purpose: an error with a stable code or the right answer, the same on both paths.

`test_answers.py` has the bad documents; here are values.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from graph import cursor
from graph.document import variables_of
from graph.engine import Asked
from graph.plan.filters import DEEPEST
from schema.errors import ClaimgraphError
from tests.example import Example

VALID, VARIABLES = "GRAPHQL_VALIDATION_FAILED", "BAD_VARIABLES"


def both(example: Example, query: str, variables: Mapping[str, Any] | None = None) -> Any:
    """What comes of a query: its data, or the codes of its errors."""
    answer = example.answer(query, variables)
    body = json.loads(answer.body)
    assert answer.status == (400 if "errors" in body else 200), body
    assert "Traceback" not in answer.body.decode()
    if "errors" not in body:
        assert example.complete(query, variables) == answer.body
        return body["data"]
    codes = {error["extensions"]["code"] for error in body["errors"]}
    assert codes == {completed(example, query, variables)}
    return codes.pop()


def completed(example: Example, query: str, variables: Mapping[str, Any] | None) -> str:
    """The code of the error by way of graphql-core."""
    with pytest.raises(ClaimgraphError) as raised:
        engine = example.engine
        document = engine.documents.get(query)
        operation = document.operation(None)
        coerced = variables_of(engine.schema, operation, variables or {})
        example.runner.run(engine.complete(document, operation, Asked(query, variables), coerced))
    return raised.value.code


PAGES = [
    ("first: -1", "BAD_PAGE"),
    ("last: -1", "BAD_PAGE"),
    ("last: 101", "BAD_PAGE"),
    ("first: 2147483647", "BAD_PAGE"),
    ("first: 2147483648", VALID),
    ("first: 1.5", VALID),
    ("first: true", VALID),
    ("first: 0", {"people": {"nodes": []}}),
    ("first: null, last: 0", {"people": {"nodes": []}}),
    ('after: ""', "BAD_CURSOR"),
    ('after: "null"', "BAD_CURSOR"),
    ("after: null, before: null, first: 0", {"people": {"nodes": []}}),
]


@pytest.mark.parametrize(("arguments", "outcome"), PAGES)
def test_pages(example: Example, arguments: str, outcome: Any) -> None:
    assert both(example, f"{{ people({arguments}) {{ nodes {{ id }} }} }}") == outcome


# cursors

AFTER = "query ($c: String) { %s { nodes { id } pageInfo { hasPreviousPage } } }"
LISTS = {
    "places": "places(%s orderBy: [{name: ASC}])",
    "claims": "claims(%s orderBy: [{assertedAt: DESC_NULLS_LAST}])",
    "resources": "resources(%s orderBy: [{recordedAt: ASC}])",
    "agents": "agents(%s orderBy: [{claimsMade: {count: DESC}}])",
    "timeline": "timeline(%s first: 5)",
    "search": 'search(%s text: "legion")',
}
OTHERS = {
    "places": (
        "places(%s orderBy: [{name: DESC}])",
        "places(%s orderBy: [{name: ASC}, {version: ASC}])",
        "areas(%s orderBy: [{name: ASC}])",
        "places(%s first: 5)",
    ),
    "claims": ("claims(%s orderBy: [{assertedAt: ASC}])", "claims(%s orderBy: [{assertedAt: DESC}])", "claims(%s orderBy: [{verb: DESC_NULLS_LAST}])"),
    "timeline": ('timeline(%s about: "id:kozinka")', "events(%s orderBy: [{when: ASC}])"),
}
"""Other lists, or other orders of the same list."""


def cursor_of(example: Example, name: str) -> str:
    field = LISTS[name] % ""
    return str(example.ask(f"{{ {field} {{ edges {{ cursor }} }} }}")[name]["edges"][0]["cursor"])


@pytest.mark.parametrize("name", LISTS)
def test_a_tampered_cursor(example: Example, name: str) -> None:
    good = cursor_of(example, name)
    query = AFTER % LISTS[name] % "after: $c,"
    assert both(example, query, {"c": good})[name]["pageInfo"]["hasPreviousPage"] is True
    changed = [good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :] for place in range(0, len(good) - 4, 7)]
    for bad in (*changed, good[:-4], good[4:], good + good, good.swapcase(), "🚀" + good, good + "`"):
        assert both(example, query, {"c": bad}) == "BAD_CURSOR", bad


@pytest.mark.parametrize(("name", "other"), [(name, other) for name, others in OTHERS.items() for other in others])
def test_a_cursor_of_another_list(example: Example, name: str, other: str) -> None:
    assert both(example, AFTER % other % "after: $c,", {"c": cursor_of(example, name)}) == "BAD_CURSOR"


MADE_UP: dict[str, list[list[Any]]] = {
    "claims": [["nonsense", "x"], [5, "x"], [True, "x"], [{"a": 1}, "x"], [[1], "x"], ["2023-05-22", None], ["2023-05-22", 2**63], [None, {}], [], ["x"] * 3],
    "resources": [["nonsense", "x"], ["0001-01-01T00:00:00+14:00", "x"], [["2023-01-01T00:00:00Z"], "x"], [None, None]],
    "timeline": [["nonsense", "x"], [None, "x"], ["2023-05-22", None]],
    "agents": [[None, "x"], [[1], "x"]],
}
"""Keys that no list gave out; who reads this program can sign them."""


@pytest.mark.parametrize(("name", "keys"), [(name, keys) for name, several in MADE_UP.items() for keys in several])
def test_a_made_up_cursor(example: Example, name: str, keys: list[Any]) -> None:
    page: Any = example.statement(f"{{ {LISTS[name] % ''} {{ nodes {{ id }} }} }}").query.roots[0].source
    query = AFTER % LISTS[name] % "after: $c,"
    assert both(example, query, {"c": cursor.encoder(page.signature)(keys)}) == "BAD_CURSOR"


# enums, nulls, empty things

CLAIMS, PEOPLE = 82, 10
COUNTS: list[tuple[str, str, Any]] = [
    ("claims", "{stance: {eq: SHOUTS}}", VALID),
    ("claims", '{stance: {eq: "ASSERTS"}}', VALID),
    ("claims", "{stance: {in: [ASSERTS, null]}}", VALID),
    ("claims", "{stance: {in: []}}", 0),
    ("claims", "{stance: {eq: null}}", 0),
    ("claims", "{stance: {ne: null}}", CLAIMS),
    ("claims", "null", CLAIMS),
    ("claims", "{}", CLAIMS),
    ("claims", "{stance: null, claimant: null, and: null, or: null, not: null}", CLAIMS),
    ("claims", "{and: []}", CLAIMS),
    ("claims", "{or: []}", 0),
    ("claims", "{or: [{}]}", CLAIMS),
    ("claims", "{not: {}}", 0),
    ("claims", "{or: [null]}", VALID),
    ("claims", "{claimant: {some: null}}", CLAIMS),
    ("claims", "{claimant: {none: {}}}", 0),
    ("claims", "{claimant: {some: {name: {in: null}}}}", "BAD_ARGUMENT"),
    ("people", "{age: {isNull: null}}", "BAD_ARGUMENT"),
    ("people", "{age: {gt: null}}", "BAD_ARGUMENT"),
    ("people", "{name: {isNull: false}}", PEOPLE),
    ("people", "{name: {isNull: true}}", 0),
    ("people", "{name: {isNull: true, eq: null}}", 0),
    ("people", "{name: {isNull: false, ne: null}}", PEOPLE),
    ("people", '{name: {eq: ""}}', 0),
    ("people", '{name: {startsWith: ""}}', PEOPLE),
    ("people", '{name: {contains: "", endsWith: ""}}', PEOPLE),
    ("people", '{id: {eq: ""}}', "BAD_IRI"),
    ("people", '{id: {in: ["id:putin", ""]}}', "BAD_IRI"),
    ("people", "{id: {in: []}}", 0),
    ("people", "{id: {eq: null}}", 0),
    ("people", "{id: {eq: 5}}", "BAD_IRI"),
    ("events", "{when: {overlaps: null}}", "BAD_ARGUMENT"),
    ("events", '{when: {overlaps: ""}}', VALID),
    ("events", '{when: {overlaps: "/"}}', VALID),
    ("events", '{when: {within: "../.."}}', 21),
    ("events", '{when: {before: "../.."}}', 0),
    ("events", '{when: {after: "2023/.."}}', 0),
    ("resources", '{recordedAt: {gt: "0001-01-01T00:00:00+14:00"}}', "BAD_ARGUMENT"),
    ("resources", '{recordedAt: {gt: "2023-02-30T00:00:00Z"}}', VALID),
    ("quantities", "{min: {gt: 1e999}}", 0),
]


@pytest.mark.parametrize(("field", "where", "outcome"), COUNTS)
def test_conditions(example: Example, field: str, where: str, outcome: Any) -> None:
    found = both(example, f"{{ {field}(where: {where}) {{ totalCount nodes {{ id }} }} }}")
    assert (found if isinstance(outcome, str) else found[field]["totalCount"]) == outcome
    if isinstance(outcome, int):
        assert len(found[field]["nodes"]) == min(outcome, 20)


@pytest.mark.parametrize(
    ("variables", "outcome"),
    [
        ({"stance": "SHOUTS"}, VARIABLES),
        ({"stance": "asserts"}, VARIABLES),
        ({"stance": 5}, VARIABLES),
        ({"stance": ["ASSERTS", "DENIES"]}, VARIABLES),
        ({"stance": None}, {"claims": {"totalCount": 0}}),
        ({}, {"claims": {"totalCount": CLAIMS}}),
    ],
)
def test_an_enum_in_a_variable(example: Example, variables: dict[str, Any], outcome: Any) -> None:
    assert both(example, "query ($stance: Stance) { claims(where: {stance: {eq: $stance}}) { totalCount } }", variables) == outcome


# size

HUGE = (
    ("people", "query ($v: [String!]) { people(where: {name: {in: $v}}) { totalCount } }", ["Vladimir Putin"]),
    ("people", "query ($v: [ID!]) { people(where: {id: {in: $v}}) { totalCount } }", ["id:putin"]),
    ("people", "query ($v: [ID!]) { people(where: {or: [{id: {in: $v}}, {memberOf: {some: {id: {in: $v}}}}]}) { totalCount } }", ["id:putin"]),
)


@pytest.mark.parametrize("number", [10_000, 100_000])
@pytest.mark.parametrize(("field", "query", "real"), HUGE)
def test_a_huge_list(example: Example, field: str, query: str, real: list[str], number: int) -> None:
    assert both(example, query, {"v": [f"id:nobody-{place}" for place in range(number)] + real})[field]["totalCount"] == 1


@pytest.mark.parametrize("query", ["query ($v: [ID!]!) { nodes(ids: $v) { id } }", "query ($v: [ID!]!) { neighbourhood(of: $v) { truncated } }"])
def test_a_huge_list_where_there_is_a_limit(example: Example, query: str) -> None:
    assert both(example, query, {"v": ["id:putin"] * 100_000}) in ("LIMIT_EXCEEDED", "BAD_ARGUMENT")


SHAPES: list[Callable[[Any], Any]] = [
    lambda inner: {"not": inner},
    lambda inner: {"and": [inner, {"name": {"ne": ""}}]},
    lambda inner: {"or": [inner, {"name": {"eq": ""}}]},
    lambda inner: {"claimsMade": {"some": {"claimant": {"some": inner}}}},
    lambda inner: {"claimsMade": {"none": {"claimant": {"none": inner}}}},
    lambda inner: {"or": [{"and": [inner, {"name": {"ne": ""}}]}, {"not": inner}]},
]


@pytest.mark.parametrize("wrap", SHAPES)
def test_a_deep_condition(example: Example, wrap: Callable[[Any], Any]) -> None:
    query = "query ($w: AgentWhere) { agents(where: $w) { totalCount nodes { id } } }"
    levels = 2 if "claimsMade" in wrap({}) or "and" in str(wrap({}).get("or")) else 1
    where: Any = {"id": {"eq": "id:frl"}}
    for _ in range((DEEPEST - 1) // levels):
        where = wrap(where)
    assert isinstance(both(example, query, {"w": where}), dict)
    for _ in range(levels):
        where = wrap(where)
    assert both(example, query, {"w": where}) == "LIMIT_EXCEEDED"
    for _ in range(200):
        where = {"not": where}
    assert both(example, query, {"w": where}) == VARIABLES


def test_a_deep_condition_in_the_document(example: Example) -> None:
    text = "{ people(where: " + "{not: " * 300 + "{}" + "}" * 300 + ") { totalCount } }"
    assert both(example, text) == "GRAPHQL_PARSE_FAILED"


def test_a_condition_over_many_relations(example: Example) -> None:
    where: Any = {"id": {"eq": "id:frl"}}
    for name in ("claimant", "claimsMade") * 4:
        where = {name: {"some": where}}
    query = "query ($w: AgentWhere) { agents(where: $w) { totalCount nodes { id } } }"
    assert both(example, query, {"w": where})["agents"]["totalCount"] == 1


# text

IRIS = [
    ("id:a'b", None),
    ('id:a"b', None),
    ("id:a`b", None),
    ("id:\\u0060", None),
    ("id:}) DETACH DELETE n //", None),
    ("id:🚀", None),
    ("id:שלום\u202e", None),
    ("id:\x00", None),
    ("https://example.org/a'b", None),
    ("https://example.org/🚀", None),
    ('https://example.org/a"b', "BAD_IRI"),
    ("https://example.org/a`b", "BAD_IRI"),
    ("https://example.org/\\u0060", "BAD_IRI"),
    ("https://example.org/a b", "BAD_IRI"),
    ("zz:putin", None),
    ("putin", "BAD_IRI"),
    ("", "BAD_IRI"),
    ("`", "BAD_IRI"),
]


@pytest.mark.parametrize(("iri", "outcome"), IRIS)
def test_iris(example: Example, iri: str, outcome: str | None) -> None:
    """A compact IRI is a text of ours until it is found; a full one must be one."""
    before = example.ask("{ resources { totalCount } }")
    found = both(example, "query ($i: ID!) { person(id: $i) { id } people(where: {id: {eq: $i}}) { totalCount } }", {"i": iri})
    assert found == (outcome or {"person": None, "people": {"totalCount": 0}})
    assert both(example, f"{{ person(id: {json.dumps(iri)}) {{ id }} }}") == (outcome or {"person": None})
    assert example.ask("{ resources { totalCount } }") == before


NASTY = ["`", "\\u0060", "'", '"', "🚀", "שלום\u202e", "ﷺ", "", "\x00", "a" * 100_000, "$p0", "name@ru"]


@pytest.mark.parametrize("text", NASTY)
def test_text_in_every_place(example: Example, text: str) -> None:
    query = """query ($t: String!) { people(where: {or: [{name: {eq: $t}}, {name: {in: [$t]}}, {altNames: {eq: $t}}]}, first: 1) { nodes { name(lang: [$t]) } }
      claims(where: {verb: {startsWith: $t}, quote: {ne: $t}}, orderBy: [{verb: ASC}], first: 1) { totalCount nodes { verb } } }"""
    found = both(example, query, {"t": text})
    assert found["people"]["nodes"] == []
    assert bool(found["claims"]["totalCount"]) is (text == "")


BOUNDED = {
    "query ($n: Int) { agents(first: $n) { nodes { id } } }": ("n", 1, (-1, 101, 1_000), "BAD_PAGE"),
    "query ($n: Int) { agents(last: $n) { nodes { id } } }": ("n", 1, (-1, 101), "BAD_PAGE"),
    "query ($n: Int) { agents(first: 1) { nodes { claimsMade(first: $n) { nodes { id } } } } }": ("n", 1, (-1, 101), "BAD_PAGE"),
    "query ($n: Int) { claims { aggregate(groupBy: [stance]) { groups(first: $n) { key } } } }": ("n", 1, (-1, 101), "BAD_PAGE"),
    'query ($n: Int) { paths(from: "id:frl", to: "id:rvc", first: $n) { length } }': ("n", 1, (0, 101), "BAD_ARGUMENT"),
    'query ($n: Int) { neighbourhood(of: ["id:frl"], limit: $n) { truncated } }': ("n", 1, (0, 501), "BAD_ARGUMENT"),
    "query ($ids: [ID!]!) { neighbourhood(of: $ids) { truncated } }": ("ids", ["id:frl"], (["id:frl"] * 101,), "BAD_ARGUMENT"),
    "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }": ("ids", ["id:frl"], (["id:frl"] * 101,), "LIMIT_EXCEEDED"),
    "query ($ids: [ID!]) { agents(first: 1) { nodes { names(usedBy: $ids) { value } } } }": ("ids", ["id:frl"], (["id:frl"] * 101,), "BAD_ARGUMENT"),
    "query ($ids: [ID!]) @view(accordingTo: $ids) { claims { totalCount } }": ("ids", ["id:frl"], (["id:frl"] * 101,), "BAD_ARGUMENT"),
    "query ($n: Int) { disagreements(first: $n) { origins } }": ("n", 1, (-1, 101), "BAD_PAGE"),
    "query ($n: Int) { sources(first: $n) { alone } }": ("n", 1, (-1, 101), "BAD_PAGE"),
}


@pytest.mark.parametrize("query", BOUNDED)
def test_a_statement_that_was_made_for_a_good_value_holds_others_to_their_bounds(example: Example, query: str) -> None:
    name, good, bad, code = BOUNDED[query]
    for value in (good, *bad, good):
        answer = example.answer(query, {name: value})
        errors = json.loads(answer.body).get("errors", [])
        assert [error["extensions"]["code"] for error in errors] == ([] if value == good else [code]), (value, errors)
