"""What was known at a time: each query, asked as of then, gives what it gave then."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from graphql import OperationDefinitionNode, parse, print_ast

from graph.load import load
from graph.local import LocalServer
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY, Example
from tests.graph.bench import PREFIXES
from tests.graph.test_cases import CASES, NAMES

CHANGES = (
    # names, texts and what indexes find
    'id:kozinka a cg:Settlement ; rdfs:label "Kosinka"@en ; rdfs:label "Козінка"@uk . id:frl a cg:ArmedGroup ; skos:altLabel "the Legion"@en .',
    # somebody else said it, and a relation that is no longer there
    "id:C23 a cg:Claim ; cg:claimant id:rvc .",
    # a denial changes a status and its counts, and a new place comes in
    """id:pas-new a cg:Passage ; rdfs:label "New" ; cg:document id:article ; cg:start 1 ; cg:end 9 .
    id:C-new a cg:Claim ; rdfs:label "Ministry: no capture" ; cg:claimant id:ru-mod ; cg:stance cg:denies ; cg:verb "denied" ; cg:content id:p-force-captured-glotovo ;
      cg:passage id:pas-new ; cg:assertedAt "2023-05-24"^^edtf:EDTF .
    id:new-place a cg:Settlement ; rdfs:label "Grafovka"@en ; cg:within id:belgorod-region . id:cap-glotovo a cg:Event ; cg:when "2023-05-22"^^edtf:EDTF .""",
    # a claim is withdrawn; what a relation says changes
    """id:pas-back a cg:Passage ; rdfs:label "Back" ; cg:document id:article ; cg:start 1 ; cg:end 9 .
    id:C-back a cg:Claim ; rdfs:label "Ministry: after all" ; cg:claimant id:ru-mod ; cg:stance cg:asserts ; cg:verb "said" ; cg:content id:p-force-captured-glotovo ;
      cg:passage id:pas-back ; cg:retracts id:C-new .
    id:cap-glotovo a cg:Event ; cg:participant id:incursion-force . [] a rdf:Statement ; rdf:subject id:cap-glotovo ; rdf:predicate cg:participant ; rdf:object id:incursion-force ; cg:role cg:target .""",
)
"""One load after the other, each on what the ones before left."""
MORE = {
    "everything": "{ resources(first: 100) { totalCount nodes { id types name names { lang value } altNames description version recordedAt } } }",
    "claims": "{ claims(first: 100, orderBy: [{assertedAt: DESC_NULLS_LAST}]) { totalCount nodes { id depth claimant { id } content { id status why { rule claims { id } } } } } }",
    "statuses": """{ propositions(first: 100, orderBy: [{status: ASC}, {origins: DESC}]) { nodes { id status origins denials flags }
      aggregate(groupBy: [status]) { groups { key count } } } }""",
    "places": """{ places(where: {capturedBy: {some: {}}}, first: 50) { nodes { name capturedBy { totalCount edges { status origins denials proposition { id status } node { name } } } } }
      none: settlements(where: {capturedBy: {none: {}}}) { nodes { name } } many: agents(where: {captured: {count: {gte: 2}}}) { nodes { name captured { totalCount } } } }""",
    "roles": '{ event(id: "id:cap-glotovo") { when participant { edges { role node { name } } } } new: settlement(id: "id:new-place") { name within { nodes { name } } } }',
    "words": '{ search(text: "Grafovka Kosinka", first: 5) { totalCount nodes { name } } }',
    "view": '{ propositions(where: {object: {some: {id: {eq: "id:glotovo"}}}}) { nodes { id status origins denials why { rule claims { id } } } } }',
}
VIEWS = (
    'accordingTo: ["id:ru-mod"]',
    'excluding: ["id:isw", "id:frl"]',
    'assertedBefore: "2023-05-24"',
    'validAt: "2023-05-22"',
    "status: [DISPUTED, ATTRIBUTED, STATED]",
)


_HELD = "coalesce({0}.stateSince <= datetime($at), true) AND coalesce({0}.stateUntil > datetime($at), true)"
_STATES = (
    f"""MATCH (n:Resource|Past) WHERE {_HELD.format("n")}
    RETURN n.iri, CASE WHEN n:Past THEN [label IN labels(n) WHERE label <> 'Past' | substring(label, 3)] ELSE labels(n) END, n {{.*, stateSince: 0, stateUntil: 0}}
    ORDER BY n.iri""",
    f"""MATCH (a:Resource)-[r]->(b:Resource) WHERE {_HELD.format("r")}
    WITH *, CASE WHEN r.stateUntil IS NULL THEN type(r) ELSE substring(type(r), 4) END AS kind, r {{.*, stateSince: 0, stateUntil: 0}} AS carried
    RETURN a.iri, kind, b.iri, carried ORDER BY a.iri, kind, b.iri, r.proposition, r.role""",
)
"""All that held at a time, read without claimgraph's own compiler."""


class Copy(NamedTuple):
    """What a store said, and what it held, at a time."""

    at: str
    answers: dict[str, Any]
    graph: list[Any]


class History(NamedTuple):
    """An example that changed, and a copy of it after each change."""

    example: Example
    copies: list[Copy]


def _queries() -> dict[str, tuple[str, dict[str, Any]]]:
    found = {}
    for name in NAMES:
        text = (CASES / f"{name}.graphql").read_text(encoding="utf-8")
        if "@view" not in text:  # a view inside another takes its place
            first = text.split("\n", 1)[0]
            found[name] = text.replace("score ", ""), json.loads(first[1:])["variables"] if first.startswith("# {") else {}
    return found | {name: (text, {}) for name, text in MORE.items()}


QUERIES = _queries()


def _viewed(query: str, arguments: str) -> str:
    """The query with the view at its operation."""
    document = parse(query)
    directives = parse(f"{{ a @view({arguments}) }}").definitions[0].selection_set.selections[0].directives  # type: ignore[attr-defined]
    definitions = tuple(replace(one, directives=directives) if isinstance(one, OperationDefinitionNode) else one for one in document.definitions)
    return print_ast(replace(document, definitions=definitions))


def _graph(example: Example, at: str) -> list[Any]:
    found = [example.runner.run(example.store.rows(text, {"at": at})) for text in _STATES]
    return [[[iri, sorted(labels), properties] for iri, labels, properties in found[0]], found[1]]


@pytest.fixture(scope="module")
def history(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    with asyncio.Runner() as runner:
        example = Example(neo4j_server, read_model(ONTOLOGY), DATA, runner)
        folder, copies = tmp_path_factory.mktemp("changes"), []
        for place, change in enumerate(("", *CHANGES)):
            if change:
                file: Path = folder / f"{place}.ttl"
                file.write_text(PREFIXES + change, encoding="utf-8")
                runner.run(load(example.store, example.model, [file]))
            answers = {name: example.ask(query, variables) for name, (query, variables) in QUERIES.items()}
            answers |= {view: example.ask(_viewed(MORE["view"], view)) for view in VIEWS}
            now = datetime.now(UTC).isoformat()
            copies.append(Copy(now, answers, _graph(example, now)))
        yield History(example, copies)
        example.close()


def test_every_change_changes_an_answer(history: History) -> None:
    for before, after in zip(history.copies, history.copies[1:], strict=False):
        assert before.answers != after.answers


def _rounded(answer: Any) -> Any:
    """The last digit of an average depends on the order in which Neo4j reads."""
    return json.loads(json.dumps(answer), parse_float=lambda text: round(float(text), 9))


@pytest.mark.parametrize("name", QUERIES)
def test_every_past_state_is_the_copy_taken_then(history: History, name: str) -> None:
    query, variables = QUERIES[name]
    for copy in history.copies:
        asked = _viewed(query, f'knownAt: "{copy.at}"')
        assert _rounded(history.example.ask(asked, variables)) == _rounded(copy.answers[name])


@pytest.mark.parametrize("name", QUERIES)
def test_the_past_is_the_same_through_both_paths(history: History, name: str) -> None:
    query, variables = QUERIES[name]
    asked = _viewed(query, f'knownAt: "{history.copies[1].at}"')
    assert history.example.complete(asked, variables) == history.example.answer(asked, variables).body


def test_nothing_that_was_recorded_is_lost(history: History) -> None:
    for copy in history.copies:
        assert _graph(history.example, copy.at) == copy.graph


@pytest.mark.parametrize("view", VIEWS)
def test_a_side_as_it_told_it_then(history: History, view: str) -> None:
    for copy in history.copies:
        assert history.example.ask(_viewed(MORE["view"], f'{view}, knownAt: "{copy.at}"')) == copy.answers[view]


def test_before_anything_was_known_there_is_nothing(history: History) -> None:
    found = history.example.ask('query @view(knownAt: "2000-01-01T00:00:00Z") { resources { totalCount } node(id: "id:frl") { id } }')
    assert found == {"resources": {"totalCount": 0}, "node": None}


def test_two_times_side_by_side(history: History) -> None:
    first, last = history.copies[0], history.copies[-1]
    field = '%s: settlement(id: "id:kozinka") @view(knownAt: "%s") { name within { nodes { name } } }'
    found = history.example.ask("{" + field % ("then", first.at) + field % ("now", last.at) + "}")
    assert (found["then"]["name"], found["now"]["name"]) == ("Kozinka", "Kosinka")


def test_a_field_leaves_the_past_by_a_view_of_its_own(history: History) -> None:
    at = history.copies[0].at
    found = history.example.ask(f'query @view(knownAt: "{at}") {{ claim(id: "id:C23") {{ then: claimant {{ id }} now: claimant @view {{ id }} }} }}')
    assert [found["claim"][key]["id"].rpartition("/")[2] for key in ("then", "now")] == ["frl", "rvc"]


def test_history_is_out_of_the_way_of_the_present(history: History) -> None:
    example = history.example
    rows = example.runner.run(example.store.rows("MATCH (s:Past)-[:PAST_STATE_OF]->(n) RETURN any(label IN labels(s) WHERE label IN labels(n)), count(*)", {}))
    assert rows[0][0] is False and len(rows) == 1 and rows[0][1] > 5
    statement = example.statement('{ settlement(id: "id:kozinka") { name within { nodes { name } } } }')
    assert "Past" not in statement.text and "WAS_" not in statement.text
