"""What is answered from memory is what is answered from disk, after every write; and what takes long there is asked elsewhere."""

import asyncio
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from graph.sparql import quick
from graph.sparql.endpoint import Endpoint, Question
from graph.sparql.followed import Copy
from graph.sparql.formats import SOLUTIONS
from schema.errors import SparqlSyntax
from tests.example import Example
from tests.graph.mutating import Editor
from tests.graph.random_mutations import Mirror as Plain
from tests.graph.sparql.conftest import BOUNDS, Made, answered, ask, run, until
from tests.graph.sparql.queries import QUERIES

WRITES = int(os.environ.get("CLAIMGRAPH_TEST_MIRRORED", "20"))
HELD = replace(BOUNDS, held=64 << 20)
SLOW = "SELECT (COUNT(*) AS ?n) { ?a a ?b . ?c a ?d FILTER (STR(?a) = CONCAT(STR(?c), 'x')) }"


@pytest.fixture(scope="module")
def editor(example: Example) -> Editor:
    return Editor(example)


@pytest.fixture(scope="module")
def disk(made: Made, example: Example) -> Endpoint:
    """One that never answers from memory."""
    return made()


@pytest.fixture(scope="module")
def shared(made: Made) -> Endpoint:
    return made(bounds=HELD)


@pytest.fixture
def memory(shared: Endpoint, example: Example, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """One that has the graph in memory, and no other worker."""
    monkeypatch.setattr(quick, "REST", 0)
    example.runner.run(loaded(shared))
    yield shared


async def loaded(endpoint: Endpoint) -> None:
    """Ask until the graph is in memory; then end the other workers, so that one that is asked shows."""
    async with asyncio.timeout(30):
        while not endpoint.quick.loaded:
            await answered(endpoint)
            await asyncio.sleep(0.05)
    await endpoint.workers.close()


def lines(example: Example, endpoint: Endpoint, text: str) -> list[str]:
    return sorted(line.removesuffix(" .") for line in example.runner.run(ask(endpoint, text, "tsv")).decode().splitlines())


def test_it_follows_every_write_by_a_patch(example: Example, memory: Endpoint, disk: Endpoint, editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "SECONDS", 30.0)  # however busy the machine is
    plain, draw, done, process = Plain(), Random(11), 0, memory.quick._process
    while done < WRITES:
        step = plain.step(draw)
        if editor.call(step.name, **step.arguments)["errors"]:
            continue
        done += 1
        for query in (*draw.sample(QUERIES, 3), "SELECT * { ?s ?p ?o FILTER (!ISBLANK(?s)) }", "SELECT * { GRAPH ?g { ?s ?p ?o } ?g a ?kind }"):
            assert lines(example, memory, query) == lines(example, disk, query), f"{step}: {query}"
    assert memory.quick._process is process, "it was loaded anew"
    assert example.runner.run(_answers_again(memory)), "it was always asked elsewhere"


async def _answers_again(memory: Endpoint) -> bool:
    """Whether it answers by itself sooner or later: while it takes over a change, others are asked."""
    for _ in range(50):
        await memory.workers.close()
        await answered(memory)
        if not memory.workers._idle:
            return True
    return False


def test_what_takes_long_is_asked_elsewhere_and_not_tried_again(example: Example, memory: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "SECONDS", 0.02)
    before = memory.quick._process
    found = run(example, memory, SLOW)
    assert memory.quick._process is not before
    assert len(memory.workers._idle) == 1
    example.runner.run(loaded(memory))
    assert run(example, memory, SLOW) == found
    assert memory.quick.loaded


def test_an_older_copy_is_read_from_disk(example: Example, memory: Endpoint, editor: Editor) -> None:
    async def of(copy: Copy) -> str:
        return await memory._text(Question("SELECT ?n { <https://w3id.org/claimgraph/id/z-old> ?p ?n }", SOLUTIONS["csv"], None), copy)

    before, process = memory.keeping.copy, memory.quick._process
    assert before
    editor.do("upsertPerson", input={"id": "id:z-old", "name": [{"lang": "en", "value": "New"}]})
    assert "New" in run(example, memory, "SELECT ?n { id:z-old rdfs:label ?n }")
    assert "New" not in example.runner.run(of(before))
    assert memory.quick._process is process


def test_its_faults_are_those_of_the_others(example: Example, memory: Endpoint) -> None:
    with pytest.raises(SparqlSyntax):
        run(example, memory, "SELECT")
    assert memory.quick.loaded
    assert not memory.workers._idle


def test_after_a_crash_of_the_keeper_it_is_loaded_anew(example: Example, memory: Endpoint, disk: Endpoint, editor: Editor) -> None:
    """Nobody knows then which changes were in the store already that the patch would have to tell."""

    async def killed() -> None:
        process = memory.keeping._process
        assert process
        process.send_signal(signal.SIGKILL)
        await until(20, lambda: memory.keeping._process not in (None, process))

    before = memory.quick._process
    example.runner.run(killed())
    editor.do("upsertPerson", input={"id": "id:z-person-4", "name": [{"lang": "en", "value": "After a crash"}]})
    query = "SELECT ?n { id:z-person-4 rdfs:label ?n }"
    assert "After a crash" in run(example, memory, query)
    example.runner.run(loaded(memory))
    assert memory.quick._process is not before
    assert lines(example, memory, query) == lines(example, disk, query)


def test_a_client_that_leaves_ends_the_work(example: Example, memory: Endpoint) -> None:
    async def leave() -> None:
        asked = asyncio.create_task(ask(memory, SLOW.replace("'x'", "'y'")))
        await until(1, lambda: bool(memory.quick.running))
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)

    example.runner.run(leave())
    assert not memory.quick.loaded
    assert not memory.quick.running


def test_what_is_too_large_stays_on_disk(example: Example, made: Made) -> None:
    endpoint = made(bounds=replace(BOUNDS, held=1 << 10))
    example.runner.run(answered(endpoint))
    for _ in range(3):
        run(example, endpoint, "ASK {}")
    assert endpoint.quick._loading is not None
    assert not endpoint.quick.loaded
