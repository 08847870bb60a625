import asyncio
import gzip
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from graph.definitions import Defined, define_all
from graph.load import load
from graph.local import LocalServer
from graph.log import Author, Turn, change
from graph.store import Store, Transaction
from schema.errors import ClaimgraphError, DataError, DataUnreadable, UnknownTerm
from schema.model import Model
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY, ROOT
from tests.graph.bench import ID, Bench

pytestmark = pytest.mark.core

LEGION = 'id:frl a cg:ArmedGroup ; rdfs:label "Freedom of Russia Legion"@en, "Легион «Свобода России»"@ru .\n'
PLACES = 'id:glotovo a cg:Settlement ; rdfs:label "Glotovo" . id:district a cg:District ; rdfs:label "District" .\n'
COUNTRIES = 'id:ru a cg:Country ; rdfs:label "Russia"@en ; cg:isoCode "RU" . id:by a cg:Country ; rdfs:label "Belarus"@en .\n'
INCURSION = 'id:incursion a cg:Event ; rdfs:label "Incursion" ; cg:eventType cg:armedIncursion .\n'


@pytest.fixture(scope="module")
def shared(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, read_model(ONTOLOGY), tmp_path_factory.mktemp("data"), runner)
        yield made
        made.close()


@pytest.fixture
def bench(shared: Bench) -> Bench:
    shared.clear()
    return shared


# the example


def test_the_example_twice_is_the_example_once(bench: Bench) -> None:
    first = bench.load_files(DATA)
    once = bench.dump()
    second = bench.load_files(DATA)
    assert bench.dump() == once
    assert first.created == first.resources == len(once[0]) > 300
    assert (second.created, second.changed, second.unchanged) == (0, 0, first.resources)
    assert (second.relations, second.triples) == (first.relations, first.triples)


def test_progress_is_told(bench: Bench) -> None:
    told: list[tuple[str, int, int]] = []
    path = bench.file(LEGION + PLACES + "id:frl cg:reached id:glotovo .", "data.ttl")
    size = path.stat().st_size
    bench.runner.run(load(bench.store, bench.model, [path], report=lambda stage, done, total: told.append((stage, done, total))))
    assert {stage: (done, total) for stage, done, total in told} == {"read": (size, size), "check": (3, 3), "nodes": (3, 3), "relations": (1, 1)}


# nodes


def test_a_node_has_the_labels_of_all_superclasses(bench: Bench) -> None:
    bench.load(LEGION)
    assert bench.labels("frl") == {"ArmedGroup", "Organization", "Agent", "Participant", "Resource"}


def test_several_types_give_the_labels_of_all(bench: Bench) -> None:
    bench.load('id:x a cg:Channel, cg:Company ; rdfs:label "x" .')
    assert bench.labels("x") >= {"Channel", "Source", "Company", "Organization", "Agent"}


def test_languages_stand_side_by_side_and_english_is_shown(bench: Bench) -> None:
    bench.load(LEGION)
    node = bench.node("frl")
    assert node["name"] == node["name@en"] == "Freedom of Russia Legion"
    assert node["name@ru"] == "Легион «Свобода России»"
    assert set(node["searchText"]) == {"Freedom of Russia Legion", "Легион «Свобода России»"}


def test_a_language_that_comes_later_joins_the_others(bench: Bench) -> None:
    bench.load('id:x a cg:Person ; rdfs:label "Икс"@ru .')
    assert bench.node("x")["name"] == "Икс"
    bench.load('id:x rdfs:label "X"@en ; skos:altLabel "the unknown"@en .')
    node = bench.node("x")
    assert (node["name"], node["name@ru"], node["altNames@en"], node["altNames"]) == ("X", "Икс", ["the unknown"], ["the unknown"])
    assert set(node["searchText"]) == {"X", "Икс", "the unknown"}
    assert node["version"] == 2


def test_full_text_finds_every_language(bench: Bench) -> None:
    bench.load(LEGION)
    bench.runner.run(bench.store.define("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"))
    for word in ("legion", "свобода", "РОССИИ"):
        found = bench.rows("CALL db.index.fulltext.queryNodes('resource_text', $word) YIELD node RETURN node.iri", word=word)
        assert found == [[ID + "frl"]]


def test_bookkeeping_is_kept_and_changes_with_the_node_only(bench: Bench) -> None:
    bench.load(LEGION)
    before = bench.node("frl")
    assert before["version"] == 1
    bench.load(LEGION)
    assert bench.node("frl") == before
    bench.load('id:frl cg:note "seen again" .')
    after = bench.node("frl")
    assert (after["version"], after["recordedAt"], after["note"]) == (2, before["recordedAt"], "seen again")


def test_values_of_every_kind(bench: Bench) -> None:
    bench.load(
        """id:x a cg:Event ; rdfs:label "x" ; cg:eventType cg:armedIncursion ; cg:when "../2023-05-22?"^^edtf:EDTF .
        id:d a cg:Document ; rdfs:label "d" ; cg:characters 6932 ; cg:url "https://example.org/a"^^xsd:anyURI .
        id:p a cg:Settlement ; rdfs:label "p" ; cg:location "POINT(35.1 50.5)"^^geo:wktLiteral .
        id:q a cg:Quantity ; rdfs:label "q" ; cg:min 71 ; cg:text "more than 70" .
        id:j a cg:Assessment ; rdfs:label "j" ; cg:verdict cg:foundVerified ; cg:assesses id:s ; cg:madeAt "2023-05-24T09:00:00"^^xsd:dateTime .
        id:s a cg:Proposition ; rdfs:label "s" ; cg:kind cg:eventKind ; cg:text "s" ; cg:predicate "https://w3id.org/claimgraph/ontology#captured"^^xsd:anyURI ."""
    )
    event = bench.node("x")
    assert (event["eventType"], event["when"], event["whenLatest"].to_native()) == ("ARMED_INCURSION", "../2023-05-22?", date(2023, 5, 22))
    assert "whenEarliest" not in event
    assert (bench.node("d")["characters"], bench.node("d")["url"]) == (6932, "https://example.org/a")
    assert tuple(bench.node("p")["location"]) == (35.1, 50.5)
    assert bench.node("q")["min"] == 71.0
    assert bench.node("j")["madeAt"].to_native() == datetime.fromisoformat("2023-05-24T09:00:00+00:00")
    assert bench.node("s")["predicate"].endswith("#captured")


def test_an_open_end_takes_the_place_of_a_known_one(bench: Bench) -> None:
    head = 'id:x a cg:Event ; rdfs:label "x" ; cg:eventType cg:armedIncursion ; cg:when '
    bench.load(head + '"2023-05-22"^^edtf:EDTF .')
    bench.load(head + '"2023-05-22/.."^^edtf:EDTF .')
    assert "whenLatest" not in bench.node("x")


def test_what_lasts_long_is_marked_for_searches(bench: Bench) -> None:
    event = 'a cg:Event ; rdfs:label "x" ; cg:eventType cg:armedIncursion ; cg:when '
    bench.load(f'id:x {event} "2023"^^edtf:EDTF . id:y {event} "2023-05"^^edtf:EDTF . id:z {event} "../2023-05"^^edtf:EDTF .')
    assert [_lasting(bench, name) for name in "xyz"] == [date(2023, 1, 1), None, date.min]
    bench.load(f'id:x {event} "2023-05-22"^^edtf:EDTF .')
    assert _lasting(bench, "x") is None


def test_what_was_stored_before_there_was_an_index_is_marked_with_it(bench: Bench) -> None:
    event = 'a cg:Event ; rdfs:label "x" ; cg:eventType cg:armedIncursion ; cg:when '
    bench.load(
        f'id:x {event} "2023/.."^^edtf:EDTF . id:y {event} "2023-05"^^edtf:EDTF . id:z {event} "../2023-05"^^edtf:EDTF . id:w {event} "2022"^^edtf:EDTF .'
    )
    bench.runner.run(bench.store.write([("MATCH (n:Event) REMOVE n.whenLasting", {})]))
    bench.runner.run(bench.store.define("DROP INDEX cg_range__Event__whenLasting"))
    bench.define()
    assert [_lasting(bench, name) for name in "wxyz"] == [date(2022, 1, 1), date(2023, 1, 1), None, date.min]


def _lasting(bench: Bench, name: str) -> date | None:
    found = bench.node(name).get("whenLasting")
    return found.to_native() if found else None


# relations


def test_a_symmetric_relation_is_one_relationship(bench: Bench) -> None:
    bench.load(COUNTRIES + "id:ru cg:borders id:by . id:by cg:borders id:ru .")
    bench.load(COUNTRIES + "id:by cg:borders id:ru .")
    assert bench.edges() == [("by", "BORDERS", "ru", {})]


def test_annotation_nodes_become_properties_of_the_relationship(bench: Bench) -> None:
    data = LEGION + INCURSION + "id:incursion cg:participant id:frl . "
    note = "[] a rdf:Statement ; rdf:subject id:incursion ; rdf:predicate cg:participant ; rdf:object id:frl ; "
    bench.load(data + note + 'cg:role cg:perpetrator ; cg:validTime "2023-05"^^edtf:EDTF .')
    bench.load(data)
    (edge,) = bench.edges()
    assert edge[:3] == ("incursion", "PARTICIPANT", "frl")
    assert (edge[3]["role"], edge[3]["validTime"], edge[3]["validTimeLatest"].to_native()) == ("PERPETRATOR", "2023-05", date(2023, 5, 31))
    assert bench.rows("MATCH (n:Resource) RETURN count(n)") == [[2]]


def test_an_annotation_of_rdf_12_says_the_same(bench: Bench) -> None:
    bench.load(LEGION + INCURSION + "id:incursion cg:participant id:frl {| cg:role cg:perpetrator |} .")
    assert bench.edges() == [("incursion", "PARTICIPANT", "frl", {"role": "PERPETRATOR"})]


def test_a_claimed_relation_and_a_curated_one_are_two(bench: Bench) -> None:
    bench.load(LEGION + PLACES)
    bench.run("MATCH (a:ArmedGroup), (b:Settlement) CREATE (a)-[:CAPTURED {proposition: 'p'}]->(b)")
    bench.load(LEGION + PLACES + "id:frl cg:captured id:glotovo .")
    bench.load(LEGION + PLACES + "id:frl cg:captured id:glotovo .")
    assert len(bench.rows("MATCH (:ArmedGroup)-[r:CAPTURED]->() RETURN r.proposition")) == 1  # the first had no proposition to rest on
    assert bench.edges() == [("frl", "CAPTURED", "glotovo", {})]


def test_a_relation_with_one_target_moves_to_the_new_one(bench: Bench) -> None:
    data = 'id:q1 a cg:Quantity ; rdfs:label "1" . id:q2 a cg:Quantity ; rdfs:label "2" . id:g a cg:CasualtyGroup ; rdfs:label "g" ; cg:quantity '
    bench.load(data + "id:q1 .")
    bench.load(data + "id:q2 .")
    assert bench.edges() == [("g", "QUANTITY", "q2", {})]


# several files and formats


def test_a_file_may_point_into_another_and_into_the_store(bench: Bench) -> None:
    bench.load("id:glotovo cg:within id:district .", PLACES)
    bench.load("id:frl cg:reached id:glotovo .", LEGION)
    assert bench.edges() == [("frl", "REACHED", "glotovo", {}), ("glotovo", "WITHIN", "district", {})]


FORMATS = {
    ".nt": f'<{ID}x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/claimgraph/ontology#Person> .\n<{ID}x> <http://www.w3.org/2000/01/rdf-schema#label> "X"@en .\n',
    ".nq": f'<{ID}x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/claimgraph/ontology#Person> <{ID}g> .\n<{ID}x> <http://www.w3.org/2000/01/rdf-schema#label> "X"@en .\n',
    ".trig": 'id:g { id:x a cg:Person . } id:x rdfs:label "X"@en .',
    ".rdf": f'<?xml version="1.0"?><!-- <!DOCTYPE in a comment is none --><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2000/01/rdf-schema#" xmlns:c="https://w3id.org/claimgraph/ontology#"><c:Person r:about="{ID}x"><s:label xml:lang="en">X</s:label></c:Person></r:RDF>',
    ".jsonld": f'{{"@id": "{ID}x", "@type": "https://w3id.org/claimgraph/ontology#Person", "http://www.w3.org/2000/01/rdf-schema#label": {{"@value": "X", "@language": "en"}}}}',
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_says_the_same(bench: Bench, suffix: str) -> None:
    assert bench.load(FORMATS[suffix], suffix=suffix).triples == 2
    assert bench.labels("x") >= {"Person"}
    assert bench.node("x")["name@en"] == "X"


def test_a_compressed_file(bench: Bench) -> None:
    bench.load(gzip.compress(FORMATS[".nt"].encode()), suffix=".nt.gz")
    assert bench.node("x")["name"] == "X"


def test_a_foreign_ontology_takes_names_from_where_it_finds_them(neo4j_server: LocalServer, tmp_path: Path) -> None:
    model = read_model(ROOT / "tests" / "ontologies" / "foaf_style.ttl")
    with asyncio.Runner() as runner, closing(Bench(neo4j_server, model, tmp_path, runner)) as bench:
        bench.load(
            'id:a a foaf:Person ; foaf:name "Anna"@uk ; foaf:age 40 ; foaf:knows id:b . id:b a foaf:Person ; foaf:nick "b" . '
            'id:c a foaf:Person ; rdfs:label "C" ; foaf:name "Cecilia" .'
        )
        assert (bench.node("a")["name"], bench.node("a")["age"], bench.node("b")["name"]) == ("Anna", "40", "b")
        assert (bench.node("c")["name"], bench.node("c")["altNames"]) == ("C", ["Cecilia"])
        assert bench.edges() == [("a", "KNOWS", "b", {})]


def test_data_may_be_written_with_an_inverse_property(neo4j_server: LocalServer, tmp_path: Path) -> None:
    model = with_inverse(read_model(ROOT / "tests" / "ontologies" / "foaf_style.ttl"), "maker", "http://xmlns.com/foaf/0.1/maker")
    with asyncio.Runner() as runner, closing(Bench(neo4j_server, model, tmp_path, runner)) as bench:
        bench.load("id:d a foaf:Document ; foaf:maker id:a . id:a a foaf:Person ; foaf:made id:d , id:e . id:e a foaf:Document .")
        assert bench.edges() == [("a", "MADE", "d", {}), ("a", "MADE", "e", {})]
        with pytest.raises(DataError, match="foaf:maker id:e is a Document, expected a Agent"):
            bench.load("id:d foaf:maker id:e .")


def with_inverse(model: Model, name: str, iri: str) -> Model:
    """The Model with an IRI of its own for a relation that is read backwards."""
    classes = {
        cls.name: replace(cls, relations={r.name: replace(r, iri=iri) if r.name == name else r for r in cls.relations.values()})
        for cls in model.classes.values()
    }
    return replace(model, classes=classes)


def test_what_another_writer_does_between_the_check_and_the_write_is_not_undone(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.load('id:x a cg:Person ; rdfs:label "X"@en ; skos:altLabel "one"@en .')

    async def another(store: Store, model: Model) -> Defined:
        async def work(transaction: Transaction, turn: Turn) -> tuple[None, set[str]]:
            text = "MATCH (n:Resource {iri: $iri}) SET n.altNames = ['one', 'two'], n.`altNames@en` = ['one', 'two'], n.version = 2, n.stateSince = $now"
            await transaction.rows(text, {"iri": ID + "x", "now": turn.now})
            return None, {ID + "x"}

        await change(store, Author("somebody", "test"), work)
        return await define_all(store, model)

    monkeypatch.setattr("graph.load.define_all", another)
    bench.load('id:x skos:altLabel "three"@en .')
    assert (bench.node("x")["altNames"], bench.node("x")["version"]) == (["one", "two", "three"], 3)


# what is refused


@pytest.mark.parametrize(
    ("data", "error", "text"),
    [
        ('id:x a cg:Persn ; rdfs:label "x" .', UnknownTerm, "id:x is of the unknown class cg:Persn; did you mean cg:Person?"),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:nmae "x" .', UnknownTerm, "id:x has the unknown property cg:nmae"),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:ledes id:x .', UnknownTerm, "did you mean cg:leads?"),
        ('id:x rdfs:label "x" .', DataError, "id:x has no rdf:type"),
        ('id:x a cg:Agent ; rdfs:label "x" .', DataError, "is directly of the abstract class Agent; possible: "),
        ("id:x a cg:Person .", DataError, "id:x name (rdfs:label) is missing"),
        ('id:x a cg:Person ; rdfs:label "x"@en, "y"@en .', DataError, "name has several values in one language (en)"),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:age 7, 8 .', DataError, "age has 2 values, one is possible"),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:age 3000000000 .', DataError, 'cg:age "3000000000" is beyond 32 bits: declare the property as xsd:long'),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:age -1 .', DataError, 'cg:age "-1" is not at least 0'),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:age "old" .', DataError, 'cg:age "old" has the datatype xsd:string, expected xsd:integer'),
        ('id:x a cg:Country ; rdfs:label "x" ; cg:isoCode "russia" .', DataError, 'cg:isoCode "russia" does not match'),
        ('id:x a cg:Country ; rdfs:label "x" ; cg:isoCode "RU"@en .', DataError, 'has the language "en", expected a text without'),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:isoCode "RU" .', DataError, "id:x is a Person, which has no cg:isoCode; it belongs to: GeopoliticalEntity"),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:leads id:nobody .', DataError, "cg:leads id:nobody is an unknown reference"),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:leads id:x .', DataError, "cg:leads id:x is a Person, expected a Organization"),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:leads "the group" .', DataError, 'cg:leads "the group" is a literal, expected a resource'),
        ('id:x a cg:Person ; rdfs:label "x" ; cg:version 7 .', DataError, "gives cg:version, which is computed and never accepted as input"),
        ('id:x a cg:Event ; rdfs:label "x" ; cg:eventType cg:asserts .', DataError, "is none of "),
        ('id:x a cg:Passage ; rdfs:label "x" ; cg:start 0 ; cg:end 1 .', DataError, "id:x document (cg:document) is missing"),
        (
            "[] a rdf:Statement ; rdf:subject id:x ; rdf:predicate cg:leads ; rdf:object id:y .",
            DataError,
            "annotates the triple id:x cg:leads id:y, which is not in the files",
        ),
        (
            LEGION + INCURSION + "id:incursion cg:participant id:frl {| cg:age 7 |} .",
            DataError,
            "gives cg:age to a relation, which can carry: role, validTime",
        ),
        (
            'id:a a cg:Country ; rdfs:label "a" ; cg:isoCode "RU" . id:b a cg:Country ; rdfs:label "b" ; cg:isoCode "RU" .',
            DataError,
            "has the same isoCode as id:a: RU",
        ),
    ],
)
def test_data_that_does_not_fit(bench: Bench, data: str, error: type[ClaimgraphError], text: str) -> None:
    with pytest.raises(error, match=re.escape(text)) as raised:
        bench.load(LEGION.replace("id:frl", "id:good"), data)
    assert type(raised.value) is error
    assert bench.dump() == [[], []]


def test_the_message_names_the_file_the_number_and_the_first_findings(bench: Bench) -> None:
    with pytest.raises(DataError, match=r"^7 findings, nothing was written: \S*data0.ttl:\d+: id:x0 .*; and 2 more$"):
        bench.load("".join(f"id:x{number} a cg:Person . " for number in range(7)))


def test_a_key_that_the_store_has_already(bench: Bench) -> None:
    bench.load(COUNTRIES)
    with pytest.raises(DataError, match="has the same isoCode as id:ru, which is in the store"):
        bench.load('id:other a cg:Country ; rdfs:label "x" ; cg:isoCode "RU" .')


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        ("id:x a", "bad.ttl", "bad.ttl:11: Unexpected end"),
        ("<a> <b> <c> .", "relative.ttl", "No scheme found"),
        ('{"@context": "https://schema.org/", "name": "x"}', "remote.jsonld", "its JSON-LD context is on the network, which is refused"),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x">]><r/>', "entities.rdf", "a DOCTYPE"),
        ("<!--" + " " * 70_000 + "--><!DOCTYPE r><r/>", "hidden.rdf", "a DOCTYPE"),
        ("id:x a cg:Person .", "data.txt", "its name does not tell its format; possible: .ttl"),
        ("no gzip", "x.nt.gz", "cannot be read"),
        ("id:x cg:leads <<( id:a cg:leads id:b )>> .", "term.ttl", "a triple can only be the object of rdf:reifies"),
    ],
)
def test_a_file_that_cannot_be_read(bench: Bench, content: str, name: str, text: str) -> None:
    with pytest.raises(DataUnreadable, match=re.escape(text)):
        bench.load_files(bench.file(content, name))


def test_a_missing_file(bench: Bench) -> None:
    with pytest.raises(DataUnreadable, match="cannot be read: No such file"):
        bench.load_files(bench.folder / "missing.ttl")
