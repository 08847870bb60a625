"""A large load is resolved in another process: what comes of it is what comes of it here."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.load import Loading, LoadReport
from graph.local import LocalServer
from graph.told import Reading
from schema.errors import DataError
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY
from tests.graph.bench import ID, Bench

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
    monkeypatch.setattr("graph.apart.MANY", 0)
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
