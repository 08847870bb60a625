"""Named graphs that have a claim's name: they say what the claim says, and no fact."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.local import LocalServer
from schema.errors import DataError
from schema.reader import read_model
from tests.example import ONTOLOGY
from tests.graph.bench import Bench

WORLD = """
id:legion a cg:ArmedGroup ; rdfs:label "Legion"@en .
id:town a cg:Settlement ; rdfs:label "Town"@en .
id:speaker a cg:Person ; rdfs:label "Speaker"@en .
id:d a cg:Document ; rdfs:label "D"@en . id:passage a cg:Passage ; rdfs:label "P"@en ; cg:quote "q" ; cg:start 1 ; cg:end 2 ; cg:document id:d .
"""
CONTENT = """
id:p a cg:Proposition ; rdfs:label "P"@en ; cg:kind cg:eventKind ; cg:text "T." ;
  cg:subject id:legion ; cg:predicate "https://w3id.org/claimgraph/ontology#captured"^^xsd:anyURI ; cg:object id:town .
id:number a cg:Proposition ; rdfs:label "N"@en ; cg:kind cg:measureKind ; cg:text "N." ;
  cg:subject id:town ; cg:predicate "https://w3id.org/claimgraph/ontology#size"^^xsd:anyURI ; cg:value "7" .
id:mute a cg:Proposition ; rdfs:label "M"@en ; cg:kind cg:stateKind ; cg:text "M." ; cg:subject id:town ; cg:value "calm" .
"""
_CLAIM = 'id:{0} a cg:Claim ; rdfs:label "C"@en ; cg:claimant id:speaker ; cg:content id:{1} ; cg:passage id:passage ; cg:stance cg:{2} ; cg:verb "said" .'
CLAIMS = "\n".join(_CLAIM.format(*one) for one in (("c", "p", "asserts"), ("denial", "p", "denies"), ("n", "number", "asserts"), ("m", "mute", "asserts")))
GRAPHS = "id:c { id:legion cg:captured id:town } id:denial { id:legion cg:captured id:town . id:legion cg:captured id:town } id:n { id:town cg:size 7 , '7' }\n"


@pytest.fixture(scope="module")
def shared(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, read_model(ONTOLOGY), tmp_path_factory.mktemp("data"), runner)
        yield made
        made.close()


@pytest.fixture
def bench(shared: Bench, tmp_path: Path) -> Bench:
    shared.clear()
    shared.folder = tmp_path
    return shared


def facts(bench: Bench) -> list[list[object]]:
    return bench.rows("MATCH (:ArmedGroup)-[r:CAPTURED]->(:Settlement) WHERE r.proposition IS NULL RETURN type(r)")


def test_what_a_claim_says_is_no_fact_in_whatever_order_it_is_told(bench: Bench) -> None:
    bench.load(WORLD + CONTENT + CLAIMS)
    alone = bench.dump()
    for parts in ((WORLD + CONTENT + CLAIMS, GRAPHS), (GRAPHS + CLAIMS, CONTENT, WORLD)):
        bench.clear()
        bench.load(*parts, suffix=".trig")
        assert not facts(bench)
        assert bench.dump()[1] == alone[1] and [one[0] for one in bench.dump()[0]] == [one[0] for one in alone[0]]


def test_the_claim_may_be_in_the_store_and_part_of_its_content_in_the_file(bench: Bench) -> None:
    bench.load(WORLD + CONTENT + CLAIMS)
    bench.load(GRAPHS, suffix=".trig")
    bench.load('id:other a cg:Settlement ; rdfs:label "O"@en . id:p cg:object id:other . id:c { id:legion cg:captured id:other }', suffix=".trig")
    assert not facts(bench)


WRONG = """id:c {
id:legion cg:captured
id:legion , id:town , 'town' .
id:p cg:text 'T.'
}
id:n { id:town cg:size '7'@en }
id:m { id:town cg:size 'calm' }
"""
SAYS = "{} is a claim, and the graph of its name says {}; its content says {}".format
NOTHING = "nothing that has a subject, a predicate, and an object or a value"
FOUND = [
    (3, SAYS("id:c", "id:legion cg:captured id:legion", "id:legion cg:captured id:town")),
    (3, SAYS("id:c", 'id:legion cg:captured "town"', "id:legion cg:captured id:town")),
    (5, SAYS("id:c", 'id:p cg:text "T."', "id:legion cg:captured id:town")),
    (6, SAYS("id:n", 'id:town cg:size "7"', 'id:town cg:size "7"')),
    (7, SAYS("id:m", 'id:town cg:size "calm"', NOTHING)),
]


@pytest.mark.parametrize("stored", [True, False])
def test_a_graph_that_says_something_else_is_a_finding(bench: Bench, stored: bool) -> None:
    rest = bench.file(f"{WORLD}{CONTENT}{CLAIMS}", "rest.ttl")
    if stored:
        bench.load_files(rest)
    before, path = bench.dump(), bench.file(WRONG, "said.trig")
    above = path.read_text().count("\n") - WRONG.count("\n")
    with pytest.raises(DataError) as raised:
        bench.load_files(path, *[] if stored else [rest])
    assert sorted(raised.value.findings) == sorted(f"{path}:{above + line}: {text}" for line, text in FOUND)
    assert bench.dump() == before


def test_other_graphs_are_read_as_one(bench: Bench) -> None:
    bench.load(f"id:all {{ {WORLD}{CONTENT}{CLAIMS} }} id:fact {{ id:legion cg:captured id:town }} id:c {{ id:legion cg:captured id:town }}", suffix=".trig")
    assert len(facts(bench)) == 1
