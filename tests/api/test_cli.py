"""The command line: what it prints, and how it ends."""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from api.place import Place
from api.settings import variables

QUERY = "query One($id: ID!) { armedGroup(id: $id) { name } } query Two { __typename }"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*variables(), *(name for name in os.environ if name.startswith("CLAIMGRAPH_"))):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLAIMGRAPH_HOME", str(tmp_path / "home"))


@pytest.fixture
def at_store(monkeypatch: pytest.MonkeyPatch, filled: Place) -> None:
    monkeypatch.setenv("NEO4J_URI", filled.config.uri)
    monkeypatch.setenv("NEO4J_USERNAME", filled.config.username)
    monkeypatch.setenv("NEO4J_PASSWORD", filled.config.password)


def claimgraph(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run a command in this process and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["claimgraph", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


@pytest.mark.parametrize("command", [(), ("run",), ("serve",), ("load",), ("query",), ("schema",), ("schema", "print"), ("neo4j",), ("neo4j", "start")])
def test_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    assert claimgraph(monkeypatch, *command, "--help") == 0
    assert "Usage:" in capsys.readouterr().out


def test_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == "claimgraph 0.1.0\n"


@pytest.mark.parametrize("arguments", [("fly",), ("run", "--fast"), ("load",)])
def test_wrong_arguments_end_with_2(monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    assert claimgraph(monkeypatch, *arguments) == 2


@pytest.mark.parametrize(
    ("variables_set", "arguments", "code", "says"),
    [
        ({"CLAIMGRAPH_PORT": "x"}, ("serve",), 2, "[SETTING_INVALID]"),
        ({"CLAIMGRAPH_ONTOLOGY": "nowhere.ttl"}, ("schema", "print"), 3, "[ONTOLOGY_UNREADABLE]"),
        ({"CLAIMGRAPH_ONTOLOGY": "nowhere.ttl"}, ("serve",), 3, "nowhere.ttl"),
        ({}, ("serve",), 5, "claimgraph neo4j start"),
        ({}, ("load", "x.ttl"), 5, "NEO4J_URI"),
        ({"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "swordfish"}, ("query", "{file}"), 5, "STORE_UNAVAILABLE"),
        ({}, ("query", "nowhere.graphql"), 2, "nowhere.graphql"),
        ({}, ("query", "--variables", "{", "{file}"), 6, "--variables"),
        ({}, ("query", "--variables", "[]", "{file}"), 6, "--variables"),
    ],
)
def test_errors_are_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    variables_set: dict[str, str],
    arguments: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    file = tmp_path / "query.graphql"
    file.write_text("{ armedGroups { totalCount } }")
    for name, value in variables_set.items():
        monkeypatch.setenv(name, value)
    assert claimgraph(monkeypatch, *(argument.format(file=file) if argument == "{file}" else argument for argument in arguments)) == code
    out, err = capsys.readouterr()
    assert says in out + err
    assert "Traceback" not in err
    assert "swordfish" not in out + err
    if not out:
        assert last_line(err).startswith("error: ")


def test_a_misspelt_setting_is_pointed_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAIMGRAPH_PROT", "1")
    claimgraph(monkeypatch, "neo4j", "status")
    assert "did you mean CLAIMGRAPH_PORT?" in capsys.readouterr().err


def test_schema_print(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "schema", "print") == 0
    assert "type Query {" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "out"), [((), "it is not running"), (("--json",), '{"running":false}')])
def test_status_of_no_neo4j(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], out: str) -> None:
    assert claimgraph(monkeypatch, "neo4j", "status", *arguments) == 5
    assert capsys.readouterr().out.strip() == out


def test_stop_of_no_neo4j(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "neo4j", "stop", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"stopped": False}


def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(QUERY))
    code = claimgraph(monkeypatch, "query", *arguments)
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("at_store")
def test_query(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, body = ask(monkeypatch, capsys, "-", "--operation", "One", "--variables", '{"id": "id:frl"}')
    assert (code, body) == (0, {"data": {"armedGroup": {"name": "Freedom of Russia Legion"}}})


@pytest.mark.usefixtures("at_store")
def test_a_wrong_query_ends_with_6(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, body = ask(monkeypatch, capsys, "--operation", "Three", "--json")
    assert code == 6
    assert body["errors"][0]["extensions"]["code"] == "OPERATION_UNKNOWN"


@pytest.mark.usefixtures("at_store")
def test_load(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(__file__).parents[2] / "data" / "belgorod-2023.ttl"
    assert claimgraph(monkeypatch, "load", "--json", str(data)) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["files"] == 1
    assert report["resources"] > 100


@pytest.mark.usefixtures("at_store")
def test_load_of_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table, mapping = tmp_path / "people.csv", tmp_path / "people.toml"
    table.write_text("who,name\nanna,Anna\n")
    assert claimgraph(monkeypatch, "load", "--dry-run", str(table)) == 4
    assert "say by --mapping what its columns mean" in last_line(capsys.readouterr().err)
    mapping.write_text('[[table]]\nfile = "people.csv"\nclass = "Person"\nid = "id:{who}"\ncolumns.name = "name"\n')
    assert claimgraph(monkeypatch, "load", "--dry-run", "--json", "--mapping", str(mapping), str(table)) == 0
    assert json.loads(capsys.readouterr().out)["created"] == 1


@pytest.mark.usefixtures("at_store")
@pytest.mark.parametrize(("text", "code"), [("this is no Turtle", "DATA_UNREADABLE"), ("<urn:a> a <urn:Unknown> .", "DATA_UNKNOWN_TERM")])
def test_wrong_data_ends_with_4(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "wrong.ttl"
    file.write_text(text)
    assert claimgraph(monkeypatch, "load", str(file)) == 4
    assert f"[{code}]" in last_line(capsys.readouterr().err)
