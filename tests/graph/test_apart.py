"""A large load is read and resolved in another process too: what comes of it is what comes of it here."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.load import Loading, LoadReport
from graph.local import LocalServer
from graph.rdf_in import RdfFile
from graph.told import RDF, Reading
from schema.errors import DataError, DataUnreadable
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY
from tests.graph.bench import ID, Bench

CG, RDFS = "https://w3id.org/claimgraph/ontology#", "http://www.w3.org/2000/01/rdf-schema#"
FAULTS = """id:x a cg:Person ; rdfs:label "x" ; cg:sise 7 .
id:y a cg:Ghost .
id:z a cg:Person ; rdfs:label "z" ; cg:memberOf "text" , id:nobody .
id:p a cg:Passage ; rdfs:label "p" .
"""
UNKNOWN = """id:x a cg:Person, <urn:ghost> ; rdfs:label "x" ; <urn:size> 7 ; <urn:near> id:y .
id:y a <urn:ghost> . id:x cg:closeTo id:y . id:z a cg:Person ; rdfs:label "z" ; cg:closeTo id:x .
"""


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


def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.apart.LARGE", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def told(report: LoadReport) -> tuple[object, ...]:
    return report.resources, report.relations, report.created, report.changed, report.unchanged, report.skipped, report.kept


def stored(bench: Bench) -> object:
    """What the store has; when it was recorded differs from load to load."""
    nodes, edges = bench.dump()
    return [(iri, sorted(labels), {key: key == "recordedAt" or value for key, value in properties.items()}) for iri, labels, properties in nodes], edges


def test_the_same_is_written_and_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    here = [told(bench.load_files(DATA)), told(bench.load_files(DATA))]
    dump = stored(bench)
    bench.clear()
    apart(monkeypatch)
    assert [told(bench.load_files(DATA)), told(bench.load_files(DATA))] == here
    assert stored(bench) == dump


def test_the_same_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for elsewhere in (False, True):
        if elsewhere:
            apart(monkeypatch)
        with pytest.raises(DataError) as caught:
            bench.load(FAULTS)
        found.append((type(caught.value), caught.value.message, caught.value.findings))
    assert found[0] == found[1]
    assert len(found[0][2]) > 3
    assert bench.rows("MATCH (n:Resource) RETURN count(n)") == [[0]]


def test_the_same_is_left_out_and_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    how = Loading(Reading(ID), "keep")
    path: Path = bench.file(UNKNOWN, "unknown.ttl")
    here, dump = told(bench.load_files(path, how=how)), stored(bench)
    bench.clear()
    apart(monkeypatch)
    assert told(bench.load_files(path, how=how)) == here
    assert stored(bench) == dump


def test_a_load_whose_other_process_ends_writes_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    apart(monkeypatch)
    monkeypatch.setattr("graph.apart.SERVE", "pass")
    with pytest.raises(RuntimeError, match="nothing was written"):
        bench.load_files(DATA)
    assert bench.rows("MATCH (n:Resource) RETURN count(n)") == [[0]]


# large files in parts

LINES = "".join(
    f'<{ID}n{number}> <{RDF}type> <{CG}Person> .\n_:b{number % 7} <{CG}memberOf> <{ID}g{number % 3}> .\n<{ID}n{number}> <{RDFS}label> "n {number}" .\n'
    for number in range(400)
)
GROUPS = "".join(f'<{ID}g{number}> <{RDF}type> <{CG}Company> .\n<{ID}g{number}> <{RDFS}label> "g" .\n' for number in range(3))
BLANKS = "".join(f'_:b{number} <{RDF}type> <{CG}Person> .\n_:b{number} <{RDFS}label> "b" .\n' for number in range(7))


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    apart(monkeypatch)
    monkeypatch.setattr("graph.rdf_in._PART", 2_000)


def test_parts_say_what_the_file_says(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bench.file("\ufeff" + BLANKS + LINES + GROUPS, "whole.nt")
    here, dump = told(bench.load_files(path)), stored(bench)
    assert here[:2] == (410, 7 * 3)
    bench.clear()
    apart(monkeypatch)
    monkeypatch.setattr("graph.rdf_in._PART", 2_000)
    assert len(RdfFile(path, "whole.nt", "nt", Reading(ID)).parts()) > 30
    assert told(bench.load_files(path)) == here
    assert stored(bench) == dump


@pytest.mark.usefixtures("in_parts")
@pytest.mark.parametrize("place", [0, 700, 1_199])
def test_lines_are_those_of_the_file(bench: Bench, place: int) -> None:
    lines = LINES.splitlines(keepends=True)
    for wrong, message in ((f"<{ID}n1> <{CG}sise> 7 .\n", f"faulty.nt:{place + 1}:"), (f'<{ID}n1> <{CG}sise> "7" .\n', f"faulty.nt:{place + 1}")):
        path = bench.file("".join([*lines[:place], wrong, *lines[place:]]) + BLANKS + GROUPS, "faulty.nt")
        with pytest.raises(DataError) as caught:
            bench.load_files(path)
        assert message in str(caught.value.message) + "".join(map(str, caught.value.findings))


@pytest.mark.usefixtures("in_parts")
def test_the_first_that_cannot_be_read_is_told(bench: Bench) -> None:
    lines = LINES.splitlines(keepends=True)
    for place in (1_100, 600, 10):  # the other process begins at the end
        lines[place] = "nonsense\n"
        with pytest.raises(DataUnreadable, match=f"faulty.nt:{place + 1}:"):
            bench.load_files(bench.file("".join(lines), "faulty.nt"))
    assert bench.rows("MATCH (n:Resource) RETURN count(n)") == [[0]]


@pytest.mark.usefixtures("in_parts")
def test_what_has_no_lines_is_read_whole(bench: Bench) -> None:
    long = f'<{ID}a> <{RDFS}label> "{"x" * 70_000}" .\n'
    for text, name in ((LINES, "a.ttl"), (long + LINES, "b.nt"), (LINES[:100], "c.nt")):
        path = bench.file(text, name)
        assert len(RdfFile(path, name, name.split(".")[1], Reading(ID)).parts()) == 1
