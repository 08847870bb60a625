"""What is exported and loaded into an empty store is the same graph, to the triple."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.export.formats import FORMATS, RDF_FORMATS
from graph.export.run import PROFILES, export, wanted
from graph.local import LocalServer
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY, ROOT
from tests.graph.bench import Bench

WAYS = [(name, profile) for name, form in RDF_FORMATS.items() for profile in PROFILES if form.can(profile)]
LIBRARY = ROOT / "tests" / "ontologies" / "library.ttl"
LIBRARY_DATA = ROOT / "tests" / "ontologies" / "library-data.ttl"
COMPUTED = ("version", "recordedAt", "stateSince")


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as running:
        yield running


@pytest.fixture(scope="module")
def bench(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Iterator[Bench]:
    made = Bench(neo4j_server, read_model(ONTOLOGY), tmp_path_factory.mktemp("export"), runner)
    made.load_files(DATA)
    yield made
    made.close()


def exported(bench: Bench, name: str, profile: str | None = None, **chosen: Any) -> bytes:
    async def read() -> bytes:
        return b"".join([piece async for piece in export(bench.store, bench.model, wanted(bench.model, name, profile=profile, **chosen))])

    return bench.runner.run(read())


def canonical(content: bytes, name: str) -> set[str]:
    syntax = FORMATS[name].syntax
    assert syntax
    dataset = ox.Dataset(ox.parse(content, format=syntax))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def stored(bench: Bench) -> Any:
    """All that is in the store, but for when and how often it was written."""
    nodes, edges = bench.dump()
    return [[iri, sorted(labels), {key: value for key, value in properties.items() if key not in COMPUTED}] for iri, labels, properties in nodes], edges


def reload(bench: Bench, content: bytes, name: str) -> None:
    bench.clear()
    bench.load(content, suffix=f".{name}")


@pytest.mark.parametrize(("name", "profile"), WAYS)
def test_the_example_comes_back(bench: Bench, name: str, profile: str) -> None:
    first, before = exported(bench, name, profile), stored(bench)
    reload(bench, first, name)
    second = exported(bench, name, profile)
    assert canonical(second, name) == canonical(first, name)
    assert stored(bench) == before
    assert second == first


def test_an_export_says_what_the_file_said(bench: Bench) -> None:
    assert canonical(exported(bench, "ttl"), "ttl") == {line for line in canonical(DATA.read_bytes(), "ttl")}
