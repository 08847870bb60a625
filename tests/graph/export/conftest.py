"""What the tests of exports share: stores of their own ontologies."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.export.run import export, wanted
from graph.local import LocalServer
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY
from tests.graph.bench import Bench
from tests.graph.odd_data import ODD

Opened = Callable[[Path], Bench]


@pytest.fixture(scope="module")
def opened(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Opens an empty store for the ontology of a file."""
    benches: list[Bench] = []
    with asyncio.Runner() as runner:

        def make(ontology: Path) -> Bench:
            benches.append(Bench(neo4j_server, read_model(ontology), tmp_path_factory.mktemp("export"), runner))
            return benches[-1]

        yield make
        for bench in benches:
            bench.close()


@pytest.fixture(scope="module")
def filled(opened: Opened) -> Bench:
    """A store with the example graph; who changes it puts it back."""
    bench = opened(ONTOLOGY)
    bench.load_files(DATA)
    return bench


@pytest.fixture(scope="module")
def odd(opened: Opened) -> Bench:
    """A store with the example graph and odd things beside it, which nobody could load."""
    bench = opened(ONTOLOGY)
    bench.load_files(DATA)
    for statement in ODD:
        bench.run(statement)
    return bench


def exported(bench: Bench, name: str, profile: str | None = None, **chosen: Any) -> bytes:
    async def read() -> bytes:
        return b"".join([piece async for piece in export(bench.store, bench.model, wanted(bench.model, name, profile=profile, **chosen))])

    return bench.runner.run(read())
