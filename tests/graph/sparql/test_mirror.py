"""The mirror says what an export says: after every write, after a crash at any moment, after damage and loss."""

import asyncio
import os
import shutil
import signal
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from graph.sparql.endpoint import Endpoint
from graph.sparql.mirror import Mirror
from tests.example import Example
from tests.graph.export.conftest import exported
from tests.graph.mutating import Editor
from tests.graph.random_mutations import Mirror as Plain
from tests.graph.sparql.conftest import ONTOLOGY, Made, answered, ask, run, until
from tests.graph.sparql.queries import PREFIXES, QUERIES

WRITES = int(os.environ.get("CLAIMGRAPH_TEST_MIRRORED", "20"))
NAME = [{"lang": "en", "value": "Somebody"}]
ASKED = 10
"""Writes between two rounds of all queries where there are few; with 200 they are asked after each."""


@pytest.fixture(scope="module")
def editor(example: Example) -> Editor:
    return Editor(example)


def quads(example: Example) -> set[ox.Quad]:
    """What an export says."""
    return set(ox.parse(exported(example, "nq", "nanopub"), format=ox.RdfFormat.N_QUADS))  # type: ignore[arg-type]


def mirrored(example: Example, endpoint: Endpoint) -> set[ox.Quad]:
    """What the mirror says, the ontology aside."""
    example.runner.run(answered(endpoint))
    assert endpoint.keeping.copy
    store = ox.Store.read_only(endpoint.keeping.copy.path)
    return {quad for quad in store.quads_for_pattern(None, None, None, None) if quad.graph_name != ONTOLOGY}


def plain_answer(store: ox.Store, text: str) -> list[str]:
    result = store.query(PREFIXES + text)
    if isinstance(result, ox.QueryTriples):
        return sorted(map(str, result))
    form = ox.QueryResultsFormat.TSV
    return sorted((result.serialize(format=form) or b"").decode().splitlines())


def own_answer(example: Example, endpoint: Endpoint, text: str) -> list[str]:
    lines = sorted(example.runner.run(ask(endpoint, text, "tsv")).decode().splitlines())
    return [line.removesuffix(" .") for line in lines]


def test_it_answers_as_a_plain_store_over_the_export_does_after_every_write(example: Example, endpoint: Endpoint, editor: Editor) -> None:
    plain, draw, done, number = Plain(), Random(7), 0, 0
    while done < WRITES:
        number += 1
        step = plain.step(draw)
        if editor.call(step.name, **step.arguments)["errors"]:
            continue
        done += 1
        expected = quads(example)
        found = mirrored(example, endpoint)
        assert found == expected, f"step {number}: {step}: {sorted(map(str, found ^ expected))[:10]}"
        if WRITES >= 200 or done % ASKED == 0:
            store = ox.Store()
            store.extend([*expected, *(ox.Quad(t.subject, t.predicate, t.object, ONTOLOGY) for t in ontology(example))])
            for query in QUERIES:
                assert own_answer(example, endpoint, query) == plain_answer(store, query), f"step {number}: {query}"


def ontology(example: Example) -> list[ox.Quad]:
    return [quad for _, content in example.model.files for quad in ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=example.model.iri)]


def test_every_example_gives_rows(example: Example, endpoint: Endpoint) -> None:
    for query in QUERIES[:10]:
        assert len(run(example, endpoint, query).splitlines()) > 1, query


def test_an_answer_knows_the_last_write(example: Example, endpoint: Endpoint, editor: Editor) -> None:
    for number in range(3):
        payload = editor.do("upsertPerson", input={"id": "id:z-person-1", "name": [{"lang": "en", "value": f"Mirrored {number}"}]})
        assert f"Mirrored {number}" in run(example, endpoint, "SELECT ?n { id:z-person-1 rdfs:label ?n }")
        assert endpoint.keeping.copy and str(endpoint.keeping.copy.version) == payload["graphVersion"]


def test_a_second_process_keeps_a_mirror_of_its_own(example: Example, made: Made, tmp_path: Path) -> None:
    first, second = made(tmp_path), made(tmp_path)
    assert run(example, first, "ASK {}") == run(example, second, "ASK {}")
    assert sorted(place.name for place in tmp_path.iterdir()) == ["0", "1"]


def test_a_restart_goes_on_with_what_there_is(example: Example, made: Made, editor: Editor, tmp_path: Path) -> None:
    first = made(tmp_path)
    example.runner.run(answered(first))
    example.runner.run(first.close())
    editor.do("upsertPerson", input={"id": "id:z-person-2", "name": NAME, "age": 55})
    second = made(tmp_path)
    assert mirrored(example, second) == quads(example)
    assert [place.name for place in (tmp_path / "0").iterdir() if place.is_dir()] == ["1"], "it was built anew"


def test_the_keeper_is_killed_at_any_moment(example: Example, made: Made, editor: Editor, tmp_path: Path) -> None:
    draw, endpoint = Random(11), made(tmp_path)
    for number in range(int(os.environ.get("CLAIMGRAPH_KILL_ROUNDS", "3"))):
        example.runner.run(answered(endpoint))
        editor.do("upsertPerson", input={"id": f"id:z-person-{number % 5}", "name": NAME, "age": 20 + number})
        if endpoint.keeping._process:
            example.runner.run(_wish_and_kill(endpoint, draw.random() / 10))
        assert mirrored(example, endpoint) == quads(example), f"round {number}"


async def _wish_and_kill(endpoint: Endpoint, seconds: float) -> None:
    process = endpoint.keeping._process
    assert process
    endpoint.keeping._wish(b"follow\n")
    await asyncio.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    await until(20, lambda: endpoint.keeping._process not in (None, process))


@pytest.mark.parametrize("part", ["state.json", "1/store/CURRENT", "1/store/*.sst", "1/store"])
def test_what_is_damaged_before_a_start_is_built_anew(example: Example, made: Made, tmp_path: Path, part: str) -> None:
    first = made(tmp_path)
    example.runner.run(answered(first))
    example.runner.run(first.close())
    for path in (tmp_path / "0").glob(part):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            content = path.read_bytes()
            path.unlink()  # a hard link: what is written would be in the copies too
            path.write_bytes(bytes(byte ^ 0x5A for byte in content))
    second = made(tmp_path)
    example.runner.run(answered(second))
    assert mirrored(example, second) == quads(example)


def test_a_folder_that_is_lost_while_it_serves_is_made_again(example: Example, made: Made, editor: Editor, tmp_path: Path) -> None:
    endpoint = made(tmp_path)
    example.runner.run(answered(endpoint))
    shutil.rmtree(tmp_path / "0")
    example.runner.run(endpoint.workers.close())  # those that run hold the files open
    editor.do("upsertPerson", input={"id": "id:z-person-3", "name": NAME, "age": 61})
    example.runner.run(answered(endpoint))
    assert mirrored(example, endpoint) == quads(example)


def test_a_store_that_was_emptied_is_another_graph(example: Example, made: Made, tmp_path: Path) -> None:
    endpoint = made(tmp_path)
    assert int(run(example, endpoint, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").split()[1]) > 100
    example.runner.run(example.store.write([("MATCH (n) DETACH DELETE n", {})]))
    example.runner.run(answered(endpoint))
    assert run(example, endpoint, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").split()[1] == "0"


def test_a_reader_that_fell_too_far_behind_begins_anew(tmp_path: Path) -> None:
    mirror = Mirror.take(tmp_path, "graph")
    mirror.build([ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))], 3)
    first = mirror.publish()
    mirror.build([], 9)
    second = mirror.publish()
    assert len(list(ox.Store.read_only(str(first)))) == 1 and len(list(ox.Store.read_only(str(second)))) == 0
    mirror.tidy(age=0)
    assert not first.exists() and second.exists()
    mirror.release()
    again = Mirror.take(tmp_path, "graph")
    assert again.open() and again.version == 9
    again.release()
    other = Mirror.take(tmp_path, "another")
    assert not other.open()
    other.release()
