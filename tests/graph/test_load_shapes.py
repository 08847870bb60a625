"""A load is held to what shapes and rules say beyond single values, over what it brings and what is there."""

import asyncio
from collections.abc import Iterator

import pytest

from graph.local import LocalServer
from schema.errors import DataError
from schema.reader import read_model
from tests.example import ONTOLOGY
from tests.graph.bench import Bench

pytestmark = pytest.mark.core

AROUND = """
id:o a cg:Publisher ; rdfs:label "Outlet" . id:p a cg:Person ; rdfs:label "Person" .
id:d a cg:Document ; rdfs:label "Document" ; cg:characters 100 ; cg:fullText "It rained in Kozinka, they said." .
id:x a cg:Passage ; rdfs:label "Passage" ; cg:document id:d ; cg:start 0 ; cg:end 9 ; cg:quote "It rained" .
id:said a cg:Proposition ; rdfs:label "Rain" ; cg:text "It rained." ; cg:kind cg:eventKind .
id:other a cg:Proposition ; rdfs:label "Snow" ; cg:text "It snowed." ; cg:kind cg:eventKind .
"""


def claim(name: str, more: str, claimant: str = "p", content: str = "said") -> str:
    what = f"cg:claimant id:{claimant} ; cg:content id:{content} ; cg:stance cg:asserts ; cg:passage id:x"
    return f'id:{name} a cg:Claim ; rdfs:label "{name}" ; {what} ; {more} .\n'


@pytest.fixture(scope="module")
def shared(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, read_model(ONTOLOGY), tmp_path_factory.mktemp("data"), runner)
        made.load(AROUND + claim("a", "cg:relayedBy id:b") + claim("b", 'cg:assertedAt "2023-05-22"^^edtf:EDTF', "o") + claim("c", ""))
        yield made
        made.close()


FAULTS = (
    ('id:y a cg:Passage ; rdfs:label "Y" ; cg:document id:d ; cg:start 30 ; cg:end 20 .', "id:y", "less than"),
    ("id:x cg:start 10 .", "id:x", "less than"),
    ("id:x cg:end 101 .", "id:x", "behind the end of its document"),
    ('id:x cg:quote "It snowed" .', "id:x", "not in its document between its offsets"),
    ("id:b cg:relayedBy id:a .", "id:", "by itself"),
    (claim("e", "cg:relayedBy id:f") + claim("f", "cg:relayedBy id:g") + claim("g", "cg:relayedBy id:e"), "id:", "by itself"),
    (claim("e", "cg:relayedBy id:b", content="other"), "id:e", "which has another content"),
    (claim("e", "cg:retracts id:b"), "id:e", "which another claimant made"),
    (claim("e", 'cg:supersedes id:b ; cg:assertedAt "2023-05-21"^^edtf:EDTF', "o"), "id:e", "which was made later"),
    ('id:q a cg:Quantity ; rdfs:label "Q" ; cg:min 7.0 ; cg:max 3.0 .', "id:q", "is not at most"),
)


@pytest.mark.parametrize(("text", "focus", "words"), FAULTS, ids=lambda value: None)
def test_what_breaks_a_shape_or_a_rule_changes_nothing(shared: Bench, text: str, focus: str, words: str) -> None:
    before = shared.dump()
    with pytest.raises(DataError, match="nothing was written") as caught:
        shared.load(text)
    assert focus in caught.value.message
    assert words in caught.value.message
    assert "data0.ttl" in caught.value.message
    assert shared.dump() == before


def test_what_fits_is_loaded_though_it_would_not_fit_alone(shared: Bench) -> None:
    shared.load('id:x cg:start 3 ; cg:end 9 ; cg:quote "rained" .')
    shared.load(claim("h", "cg:retracts id:a") + claim("i", "cg:relayedBy id:h"))
    assert shared.runner.run(shared.store.rows("MATCH (c:Claim {name: 'h'})-[:RETRACTS]->(a) RETURN a.name, a.gone", {})) == [["a", "RETRACTED"]]
