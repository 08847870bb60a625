"""What a load can be told: where files are, what is read of them, and what becomes of terms that the ontology does not have."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.load import load
from graph.local import LocalServer
from graph.log import Author, append, begin, version_of
from graph.store import Store, Transaction
from graph.told import Literal
from graph.unknown import n_triples
from schema.datatypes import XSD
from schema.errors import DataError, DataUnreadable, UnknownTerm
from schema.reader import read_model
from tests.example import ONTOLOGY
from tests.graph.bench import ID, Bench

PERSON = '{} a cg:Person ; rdfs:label "{}" .\n'
GENID = ID + ".well-known/genid/"
STRANGE = """id:x a cg:Person, <urn:ghost> ; rdfs:label "x" ; <urn:size> 7 , "two\\nlines"@en ; <urn:near> id:y .
id:y a <urn:ghost> ; rdfs:label "y" .
id:o a cg:Company ; rdfs:label "o" . id:x cg:memberOf id:o . id:x cg:closeTo id:y .
"""


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


def names(bench: Bench) -> list[str]:
    return [name for (name,) in bench.rows("MATCH (n:Resource) RETURN n.name ORDER BY n.name")]


# files


def test_several_files_and_patterns(bench: Bench) -> None:
    for name in "abc":
        bench.file(PERSON.format(f"id:{name}", name), f"{name}.ttl")
    bench.file(PERSON.format("id:d", "d"), "d.trig")
    report = bench.load_files(f"{bench.folder}/[ab].ttl", bench.folder / "d.trig")
    assert (report.files, report.created, names(bench)) == (3, 3, ["a", "b", "d"])


def test_a_file_whose_name_looks_like_a_pattern(bench: Bench) -> None:
    assert bench.load_files(bench.file(PERSON.format("id:a", "a"), "a[1].ttl")).created == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [("*.nt", "no file has such a name"), ("", r"is a directory; name its files, such as '.*/\*.ttl'"), ("none.ttl", "cannot be read: No such file")],
)
def test_what_is_no_file(bench: Bench, name: str, says: str) -> None:
    with pytest.raises(DataUnreadable, match=says):
        bench.load_files(bench.folder / name)


def test_standard_input_needs_a_format(bench: Bench) -> None:
    line = f'<{ID}x> a <https://w3id.org/claimgraph/ontology#Person> ; <http://www.w3.org/2000/01/rdf-schema#label> "x"'
    with pytest.raises(DataUnreadable, match="standard input: its name does not tell its format"):
        bench.load_files("-", how=bench.how(stdin=line.encode()))
    with pytest.raises(DataUnreadable, match="standard input:1: "):
        bench.load_files("-", how=bench.how(stdin=line.encode(), format="ttl"))
    assert bench.load_files("-", how=bench.how(stdin=gzip.compress(f"{line} .".encode()), format="ttl")).created == 1


def test_a_dry_run_reports_and_writes_nothing(bench: Bench) -> None:
    bench.load(PERSON.format("id:a", "a"))
    version = bench.runner.run(version_of(bench.store))
    path = bench.file(PERSON.format("id:a", "other") + PERSON.format("id:b", "b"), "data.ttl")
    report = bench.load_files(path, how=bench.how(dry_run=True))
    assert (report.created, report.changed, report.unchanged, report.dry_run) == (1, 1, 0, True)
    assert (names(bench), bench.runner.run(version_of(bench.store))) == (["a"], version)


def test_a_load_raises_the_version_and_the_same_load_again_does_not(bench: Bench) -> None:
    path = bench.file(PERSON.format("id:a", "a") + 'id:o a cg:Company ; rdfs:label "o" . id:a cg:memberOf id:o .', "data.ttl")
    before = bench.runner.run(version_of(bench.store))
    bench.load_files(path)
    after = bench.runner.run(version_of(bench.store))
    assert after > before
    assert bench.load_files(path).unchanged == 2
    assert bench.runner.run(version_of(bench.store)) == after


class Interrupted(Store):
    """A store in which somebody else makes one of the file's last persons before each of three transactions of a load, `after` so many."""

    def __init__(self, store: Store, after: int) -> None:
        super().__init__(store.config)
        self.after, self.changed = after, 0

    async def transact(self, work: Callable[[Transaction], Awaitable[Any]], timeout: float | None = None) -> Any:
        """Change one, then do it."""
        person = f"{ID}{19 - self.changed}"

        async def change(transaction: Transaction) -> None:
            turn = await begin(transaction)
            text = "MERGE (n:Resource {iri: $iri}) SET n:Agent:Person, n.name = 'theirs', n.description = 'theirs', n.`description@` = 'theirs', n.stateSince = $now"
            await transaction.rows(text, {"iri": person, "now": turn.now})
            await append(transaction, turn, Author("somebody", "else"), [person])

        self.after -= 1
        if self.after < 0 and self.changed < 3:
            self.changed += 1
            await super().transact(change)
        return await super().transact(work, timeout)


@pytest.mark.parametrize("after", [0, 5])
def test_others_may_write_between_the_batches_of_a_load(bench: Bench, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    monkeypatch.setattr("graph.resolving.BATCH", 2)
    path = bench.file("".join(PERSON.format(f"id:{number}", f"p{number:02}") for number in range(20)), "data.ttl")

    async def interrupted() -> None:
        async with Interrupted(bench.store, after) as store:
            assert (await load(store, bench.model, [path])).created == 20

    bench.runner.run(interrupted())
    assert names(bench) == [f"p{number:02}" for number in range(20)]
    assert bench.rows("MATCH (n:Person {description: 'theirs'}) RETURN n.name ORDER BY n.name") == [[f"p{number}"] for number in range(17, 20)]
    ((version, logged, past),) = bench.rows("MATCH (l:ChangeLog) RETURN l.version, COUNT { (:LoggedChange) }, COUNT { (:Past {name: 'theirs'}) }")
    assert (version == logged >= 3 + 10, past) == (True, 3)


# what is read


def test_relative_iris_have_the_base_that_is_given(bench: Bench) -> None:
    bench.load_files(bench.file(PERSON.format("<a>", "a"), "data.ttl"), how=bench.how(base="https://example.org/x/"))
    assert bench.rows("MATCH (n:Resource) RETURN n.iri") == [["https://example.org/x/a"]]


@pytest.mark.parametrize(("graph", "found"), [(None, ["a", "b", "c"]), ("urn:g", ["a"]), ("default", ["c"]), ("urn:none", [])])
def test_named_graphs_are_one_unless_one_is_asked_for(bench: Bench, graph: str | None, found: list[str]) -> None:
    text = f"<urn:g> {{ {PERSON.format('id:a', 'a')} }} <urn:h> {{ {PERSON.format('id:b', 'b')} }} {PERSON.format('id:c', 'c')}"
    bench.load_files(bench.file(text, "data.trig"), how=bench.how(graph=graph))
    assert names(bench) == found


def test_language_tags_are_compared_without_case(bench: Bench) -> None:
    bench.load('id:a a cg:Person ; rdfs:label "a"@en-GB .')
    assert bench.node("a")["name@en-gb"] == "a"
    with pytest.raises(DataError, match="several values in one language"):
        bench.load('id:a a cg:Person ; rdfs:label "a"@en-GB , "b"@EN-gb .')


# blank nodes

BLANK = {
    ".ttl": '[] a cg:Person ; rdfs:label "a" ; cg:memberOf [ a cg:Company ; rdfs:label "b" ] , _:c . _:c a cg:Company ; rdfs:label "c" .',
    ".jsonld": '{"@type": "https://w3id.org/claimgraph/ontology#Person", "http://www.w3.org/2000/01/rdf-schema#label": "a"}',
    ".rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2000/01/rdf-schema#" '
    'xmlns:c="https://w3id.org/claimgraph/ontology#"><c:Person><s:label>a</s:label></c:Person></r:RDF>',
    ".nt": "_:x <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/claimgraph/ontology#Person> .\n"
    '_:x <http://www.w3.org/2000/01/rdf-schema#label> "a" .\n',
}


@pytest.mark.parametrize("suffix", BLANK)
def test_a_blank_node_has_an_iri_that_stays_when_the_file_is_loaded_again(bench: Bench, suffix: str) -> None:
    first = bench.load(BLANK[suffix], suffix=suffix)
    once = bench.dump()
    assert all(iri.startswith(GENID) for iri, _, _ in once[0])
    again = bench.load_files(bench.file(BLANK[suffix], f"under another name{suffix}"))
    assert (first.created, again.created, bench.dump()) == (len(once[0]), 0, once)


def test_blank_nodes_of_two_files_stay_apart(bench: Bench) -> None:
    bench.load('_:x a cg:Person ; rdfs:label "a" .', '_:x a cg:Person ; rdfs:label "b" .')
    assert names(bench) == ["a", "b"]


def test_what_owl_tools_add_is_no_resource(bench: Bench) -> None:
    owl = "http://www.w3.org/2002/07/owl#"
    text = f"<urn:data> a <{owl}Ontology> . [] a <{owl}AllDifferent> ; <{owl}distinctMembers> ( id:a id:b ) . id:a a <{owl}NamedIndividual> ."
    bench.load(text + PERSON.format("id:a", "a") + PERSON.format("id:b", "b"))
    assert names(bench) == ["a", "b"]


def test_an_owl_axiom_annotates_like_a_statement(bench: Bench) -> None:
    owl = "http://www.w3.org/2002/07/owl#"
    head = 'id:e a cg:Event ; rdfs:label "e" ; cg:eventType cg:fire ; cg:participant id:a . '
    note = f"[] a <{owl}Axiom> ; <{owl}annotatedSource> id:e ; <{owl}annotatedProperty> cg:participant ; <{owl}annotatedTarget> id:a ; cg:role cg:victim ."
    bench.load(PERSON.format("id:a", "a") + head + note)
    assert bench.edges() == [("e", "PARTICIPANT", "a", {"role": "VICTIM"})]


# unknown terms


def test_unknown_terms_are_refused_unless_told_otherwise(bench: Bench) -> None:
    with pytest.raises(UnknownTerm, match=r"^\d findings.*is of the unknown class <urn:ghost>; .*has the unknown property <urn:size>"):
        bench.load(STRANGE)


def test_unknown_terms_are_left_out_and_counted(bench: Bench) -> None:
    report = bench.load_files(bench.file(STRANGE, "data.ttl"), how=bench.how(unknown="skip"))
    assert report.skipped == {"urn:ghost": 2, "urn:size": 2, "urn:near": 1, "https://w3id.org/claimgraph/ontology#closeTo": 1}
    assert (names(bench), bench.edges(), report.relations) == (["o", "x"], [("x", "MEMBER_OF", "o", {})], 1)
    assert not [key for key in bench.node("x") if ":" in key]


def test_unknown_terms_are_kept_as_they_were_written(bench: Bench) -> None:
    path = bench.file(STRANGE, "data.ttl")
    report = bench.load_files(path, how=bench.how(unknown="keep"))
    node = bench.node("x")
    assert set(node["urn:size"]) == {f'"7"^^<{XSD}integer>', '"two\\nlines"@en'}
    assert node["urn:near"] == [f"<{ID}y>"]
    assert node["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"] == ["<urn:ghost>"]
    assert report.kept == {"urn:ghost": 1, "urn:size": 2, "urn:near": 1}
    assert report.skipped == {"urn:ghost": 1, "https://w3id.org/claimgraph/ontology#closeTo": 1}
    assert bench.load_files(path, how=bench.how(unknown="keep")).unchanged == 2


def test_a_kept_literal_is_read_back_as_it_was() -> None:
    assert n_triples(Literal('a "b" \\ \n', XSD + "string", "")) == '"a \\"b\\" \\\\ \\n"'


# numbers of relations


def test_more_than_the_limit_together_with_what_is_stored(bench: Bench) -> None:
    """`sh:maxCount 1` takes the place of the one before; see test_load."""
    head = 'id:q1 a cg:Quantity ; rdfs:label "1" . id:q2 a cg:Quantity ; rdfs:label "2" . id:g a cg:CasualtyGroup ; rdfs:label "g" ; cg:quantity '
    with pytest.raises(DataError, match="quantity .* has 2 values, at most 1 possible"):
        bench.load(head + "id:q1 , id:q2 .")
