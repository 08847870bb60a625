"""An endpoint over the tests' store, and what it is asked."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.ir import Rules
from graph.sparql.endpoint import Endpoint, Question
from graph.sparql.formats import GRAPHS, SOLUTIONS
from graph.sparql.workers import Bounds
from schema.errors import MirrorBuilding
from tests.example import Example
from tests.graph.sparql.queries import PREFIXES

ONTOLOGY = ox.NamedNode("https://w3id.org/claimgraph/ontology")
BOUNDS = Bounds(seconds=3.0, rows=20_000, answer=16 << 20, memory=400 << 20, queue=8, patience=3.0)
Made = Callable[..., Endpoint]


@pytest.fixture(scope="module")
def made(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Makes endpoints; each is closed at the end."""
    several: list[Endpoint] = []

    def make(home: Path | None = None, bounds: Bounds = BOUNDS, rules: Rules | None = None) -> Endpoint:
        several.append(Endpoint(example.store, example.model, home or tmp_path_factory.mktemp("mirror"), bounds, rules))
        return several[-1]

    yield make
    for one in several:
        example.runner.run(one.close())


@pytest.fixture(scope="module")
def endpoint(made: Made, example: Example) -> Endpoint:
    """One whose mirror is there."""
    one = made()
    example.runner.run(answered(one))
    return one


async def ask(endpoint: Endpoint, text: str, solutions: str = "json", graph: str = "nt", client: str = "") -> bytes:
    """The text of an answer."""
    answered = await endpoint.answer(Question(PREFIXES + text, SOLUTIONS[solutions], GRAPHS[graph], client=client))
    body = answered.file.read_bytes()
    answered.file.unlink()
    return body


def run(example: Example, endpoint: Endpoint, text: str, form: str = "csv") -> str:
    return example.runner.run(ask(endpoint, text, form)).decode()


async def answered(endpoint: Endpoint, seconds: float = 30) -> None:
    """Ask until there is an answer; only "not yet" may come before."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                await ask(endpoint, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
                return
            except MirrorBuilding:
                await asyncio.sleep(0.2)


async def until(seconds: float, condition: Callable[[], bool]) -> None:
    """Wait for a condition; fails if it does not come true in time."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)
