"""Resources that analysts judged to be the same, followed and ignored."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.identity import Judgement, merged
from graph.load import load
from graph.local import LocalServer
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY, Example
from tests.graph.bench import ID, PREFIXES

SAME = """id:twin a cg:ArmedGroup ; rdfs:label "Twin corps"@en ; cg:closeTo id:wagner .
id:twin-leads a cg:Person ; rdfs:label "Twin's leader" ; cg:leads id:twin .
id:j1 a cg:IdentityJudgement ; rdfs:label "One" ; cg:judged id:twin ; cg:candidate id:rvc ; cg:decision cg:same ; cg:madeAt "2024-01-01T00:00:00Z"^^xsd:dateTime ."""
DIFFERENT = """id:j2 a cg:IdentityJudgement ; rdfs:label "Two" ; cg:judged id:rvc ; cg:candidate id:twin ; cg:decision cg:different ;
  cg:madeAt "2024-02-01T00:00:00Z"^^xsd:dateTime ."""
GROUP = "{ id name closeTo { totalCount nodes { id } } leaders { nodes { name } } claimsMade { totalCount } }"
FIELDS = f"""twin: armedGroup(id: "id:twin") {GROUP} corps: armedGroup(id: "id:rvc") {GROUP}
  all: armedGroups(first: 50) {{ totalCount nodes {{ id }} }} search(text: "Twin") {{ nodes {{ id }} }}
  close: agents(where: {{closeTo: {{some: {{id: {{eq: "id:wagner"}}}}}}}}) {{ nodes {{ id }} }}
  counted: armedGroups(orderBy: [{{claimsMade: {{count: DESC}}}}], first: 3) {{ nodes {{ id claimsMade {{ totalCount }} }} }}
  timeline(about: "id:twin") {{ totalCount }}"""
FOLLOWED, IGNORED = f"query @view(merged: true) {{ {FIELDS} }}", f"{{ {FIELDS} }}"


def judged(made: int, decision: str, one: str, other: str) -> Judgement:
    return Judgement(made, 0, f"j{made}", decision, one, other)


def test_the_latest_judgement_on_two_counts_whichever_was_judged() -> None:
    same, back = judged(1, "SAME", "b", "a"), judged(2, "DIFFERENT", "a", "b")
    assert merged([same]) == {"b": "a"}
    assert merged([same, back]) == merged([back, same]) == {}
    assert merged([same, judged(2, "UNSURE", "b", "a")]) == {}
    assert merged([same, judged(1, "SAME", "c", "b"), judged(3, "SAME", "e", "d")]) == {"b": "a", "c": "a", "e": "d"}


@pytest.fixture(scope="module")
def changing(neo4j_server: LocalServer) -> Iterator[Example]:
    with asyncio.Runner() as runner:
        example = Example(neo4j_server, read_model(ONTOLOGY), DATA, runner)
        yield example
        example.close()


def test_followed_ignored_undone_and_as_it_was(changing: Example, tmp_path: Any) -> None:
    def told(text: str) -> None:
        file = tmp_path / "judgement.ttl"
        file.write_text(PREFIXES + text, encoding="utf-8")
        changing.runner.run(load(changing.store, changing.model, [file]))

    told(SAME)
    then = datetime.now(UTC).isoformat()
    followed, ignored = changing.ask(FOLLOWED), changing.ask(IGNORED)
    assert followed["twin"] == followed["corps"]
    assert (ignored["twin"]["name"], ignored["corps"]["name"], followed["twin"]["id"]) == ("Twin corps", "Russian Volunteer Corps", ID + "rvc")
    for field in ("closeTo", "claimsMade"):
        assert followed["twin"][field]["totalCount"] == ignored["twin"][field]["totalCount"] + ignored["corps"][field]["totalCount"]
    assert {one["name"] for one in followed["corps"]["leaders"]["nodes"]} >= {"Twin's leader"}
    assert followed["all"]["totalCount"] == ignored["all"]["totalCount"] - 1
    assert {"id": ID + "twin"} in ignored["search"]["nodes"]
    assert {"id": ID + "twin"} not in followed["search"]["nodes"] and {"id": ID + "rvc"} in followed["search"]["nodes"]
    assert {"id": ID + "rvc"} in followed["close"]["nodes"] and {"id": ID + "rvc"} not in ignored["close"]["nodes"]
    assert followed["timeline"]["totalCount"] > ignored["timeline"]["totalCount"]
    assert changing.complete(FOLLOWED) == changing.answer(FOLLOWED).body

    told(DIFFERENT)
    assert changing.ask(FOLLOWED) == changing.ask(IGNORED) == ignored
    assert changing.ask(f'query @view(merged: true, knownAt: "{then}") {{ {FIELDS} }}') == followed
    assert changing.complete(f'query @view(merged: true, knownAt: "{then}") {{ {FIELDS} }}')


def test_paths_are_not_merged(changing: Example) -> None:
    found = changing.errors('query @view(merged: true) { paths(from: "id:frl", to: "id:rvc") { length } }')
    assert found[0]["extensions"]["code"] == "BAD_ARGUMENT"
