"""What docs/operating.md tells people to type and to look at is there, and a backup comes back."""

import asyncio
import re
from pathlib import Path

import pytest
import yaml

from api.app import create_app
from api.backend import Ontology, read_ontology
from api.metrics import Metrics
from api.place import Place
from api.settings import Settings, variables
from graph.local import LocalServer
from graph.store import Store, StoreConfig
from schema import errors
from tests.api.test_cli import claimgraph, parse
from tests.example import DATA, ROOT

TEXT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
EMPTY = "MATCH (n) DETACH DELETE n"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return read_ontology(Settings())


def commands(text: str) -> list[str]:
    return re.findall(r"^    (claimgraph .*)$", text, re.MULTILINE)


def test_commands_are_commands() -> None:
    inline = re.findall(r"`((?:\w+=\S+ )*claimgraph [a-z][^`]*)`", TEXT)
    assert len(commands(TEXT)) > 5 and len(inline) > 10
    for line in [*commands(TEXT), *inline]:
        parse(" ".join(line.split()))


def test_an_export_comes_back_as_it_was(neo4j_server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", neo4j_server.bolt_uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", str(ROOT / "ontology.ttl"))
    monkeypatch.chdir(tmp_path)
    lines = commands(TEXT[TEXT.index("An **export**") :])[:3]
    _empty(neo4j_server)
    assert claimgraph(monkeypatch, "load", str(DATA)) == 0
    assert claimgraph(monkeypatch, *lines[0].split()[1:]) == 0
    before = (tmp_path / "graph.nq.gz").read_bytes()
    _empty(neo4j_server)
    for line in [*lines[1:], lines[0]]:
        assert claimgraph(monkeypatch, *line.split()[1:]) == 0, line
    assert (tmp_path / "graph.nq.gz").read_bytes() == before


def _empty(server: LocalServer) -> None:
    async def empty() -> None:
        async with Store(StoreConfig(server.bolt_uri, server.username, server.password)) as store:
            await store.define(EMPTY)

    asyncio.run(empty())


def test_all_numbers_are_listed() -> None:
    table = TEXT.partition("<!-- metrics -->")[2].partition("<!-- /metrics -->")[0]
    names = {f"{one.name}_total" if one.type == "counter" else one.name for one in Metrics().registry.collect()}
    assert set(re.findall(r"^\| `(claimgraph_\w+)` ", table, re.MULTILINE)) == names


def test_addresses_codes_and_services_are_there(ontology: Ontology) -> None:
    app = create_app(Settings(), Place(StoreConfig("bolt://127.0.0.1:1", "neo4j", "")), ontology)
    asyncio.run(app.state.backend.close())
    paths = {getattr(route, "path", "") for route in app.routes}
    assert set(re.findall(r"curl -s http://127.0.0.1:8000(\S+)$", TEXT, re.MULTILINE)) <= paths
    codes = {getattr(one, "code", "") for one in vars(errors).values()}
    assert {name for name in re.findall(r"`([A-Z]+_[A-Z_]+)`", TEXT) if name not in variables()} <= codes
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    assert services.keys() == {"neo4j", "api"}
