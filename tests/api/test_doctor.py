"""`claimgraph doctor`: what it finds, and what it says to type."""

import asyncio
import json
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api import doctor
from api.backend import Ontology
from api.place import Place
from graph.definitions import define_all
from graph.store import Store
from tests.api.test_cli import ONTOLOGIES, at_store, claimgraph, environment, last_line, parse

__all__ = ["at_store", "environment"]


def look(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    """The exit code, and the findings by what they are about; every mend that is a command of ours is one."""
    code = claimgraph(monkeypatch, "doctor", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] == (code == 0) == ("wrong" not in {finding["state"] for finding in told["findings"]})
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in told["findings"]:
        assert "\n" not in finding["text"] + finding["mend"]
        for part in finding["mend"].split(" && "):
            if part.startswith("claimgraph"):
                parse(part)
        found.setdefault(finding["about"], []).append(finding)
    return code, found


def run(place: Place, *commands: str) -> None:
    async def send() -> None:
        async with Store(place.config) as store:
            for command in commands:
                await store.define(command)

    asyncio.run(send())


def test_without_a_neo4j_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = look(monkeypatch, capsys)
    assert code == 0
    assert {"Python", "home", "temporary", "API", "memory", "Java", "cache", "ontology", "Neo4j"} <= found.keys()
    assert (found["Neo4j"][0]["state"], found["Neo4j"][0]["mend"]) == ("warning", "claimgraph neo4j start")


def test_people_read_a_line_for_each_thing_with_its_mend_below(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "doctor") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok       Python      3.")
    at = next(number for number, line in enumerate(lines) if line.startswith("warning  Neo4j"))
    assert lines[at + 1].strip() == "-> claimgraph neo4j start"
    assert lines[-1].startswith("nothing is wrong")


def test_what_is_wrong_with_the_machine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file, jars = tmp_path / "file", tmp_path / "cache" / "claimgraph" / "jars"
    file.touch()
    jars.mkdir(parents=True)
    (jars / "org.neo4j--neo4j--2026.08.1.jar").write_text("no jar")
    monkeypatch.setenv("CLAIMGRAPH_HOME", str(file / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CLAIMGRAPH_NEO4J_HEAP", "999g")
    monkeypatch.setattr(tempfile, "tempdir", str(file))
    monkeypatch.setattr(doctor, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("CLAIMGRAPH_PORT", str(taken.getsockname()[1]))
        code, found = look(monkeypatch, capsys)
    assert code == 8
    states = {about: findings[0]["state"] for about, findings in found.items()}
    assert {about: states[about] for about in ("home", "temporary", "API", "memory", "cache")} == {
        "home": "wrong",
        "temporary": "wrong",
        "API": "warning",
        "memory": "warning",
        "cache": "wrong",
    }
    assert found["home"][0]["mend"].startswith("export CLAIMGRAPH_HOME=")
    assert found["cache"][0]["mend"] == f"rm {jars / 'org.neo4j--neo4j--2026.08.1.jar'}"
    assert found["API"][0]["mend"].startswith("export CLAIMGRAPH_PORT=")


def test_an_ontology_that_cannot_be_used_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", str(tmp_path / "none.ttl"))
    code, found = look(monkeypatch, capsys)
    assert (code, found["ontology"][0]["state"]) == (8, "wrong")
    assert "none.ttl" in found["ontology"][0]["text"] and "[ONTOLOGY_UNREADABLE]" in found["ontology"][0]["text"]


def test_a_neo4j_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_PASSWORD", "swordfish")
    code, found = look(monkeypatch, capsys)
    assert (code, found["Neo4j"][0]["state"]) == (8, "wrong")
    assert "Java" not in found and "swordfish" not in str(found)


def test_a_wrong_setting_ends_with_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAIMGRAPH_PORT", "x")
    assert claimgraph(monkeypatch, "doctor") == 2
    assert last_line(capsys.readouterr().err).startswith("error: CLAIMGRAPH_PORT")


@pytest.mark.usefixtures("at_store")
def test_a_store_in_order(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = look(monkeypatch, capsys)
    assert code == 0
    assert {about: findings[0]["state"] for about, findings in found.items() if about in ("Neo4j", "data", "indexes", "evidence")} == {
        "Neo4j": "ok",
        "data": "ok",
        "indexes": "ok",
        "evidence": "ok",
    }


@pytest.fixture
def spoilt(filled: Place, ontology: Ontology) -> Iterator[None]:
    """A store that lacks an index, has two that it should not have, one of which failed, and whose claims were written by somebody else."""
    run(
        filled,
        "DROP INDEX cg_range__Proposition__status",
        "CREATE (:Odd {text: reduce(text = '', _ IN range(1, 20000) | text + 'ab')})",
        "CREATE INDEX cg_range__Odd__text FOR (n:Odd) ON (n.text)",
        "CREATE INDEX cg_range__Odd__other FOR (n:Odd) ON (n.other)",
        "MATCH (c:Claim) WITH c LIMIT 1 SET c.kept = c.sources REMOVE c.sources",
    )
    yield
    run(
        filled,
        "DROP INDEX cg_range__Odd__text",
        "DROP INDEX cg_range__Odd__other",
        "MATCH (n:Odd) DELETE n",
        "MATCH (c:Claim) WHERE c.kept IS NOT NULL SET c.sources = c.kept REMOVE c.kept",
    )

    async def define() -> None:
        async with Store(filled.config) as store:
            await define_all(store, ontology.model)

    asyncio.run(define())


@pytest.mark.usefixtures("at_store", "spoilt")
def test_a_store_that_drifted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(50):  # until Neo4j has given up filling it
        code, found = look(monkeypatch, capsys)
        texts = {finding["text"]: finding["mend"] for finding in found["indexes"]}
        if "cg_range__Odd__text could not be filled" in texts:
            break
    assert code == 8
    assert texts["1 are missing: cg_range__Proposition__status"] == "claimgraph serve"
    assert texts["2 are of no use any more: cg_range__Odd__other, cg_range__Odd__text"] == "claimgraph serve"
    assert "DROP INDEX cg_range__Odd__text" in texts["cg_range__Odd__text could not be filled"]
    assert (found["evidence"][0]["state"], found["evidence"][0]["mend"]) == ("wrong", "claimgraph rebuild")


@pytest.mark.usefixtures("at_store")
def test_data_of_another_ontology(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", str(ONTOLOGIES / "library.ttl"))
    code, found = look(monkeypatch, capsys)
    assert (code, found["data"][0]["state"], found["data"][0]["mend"]) == (8, "wrong", "claimgraph schema diff")
