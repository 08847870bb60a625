"""The command line: what it prints, and how it ends."""

import asyncio
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from api import choices
from api.cli import cli, main
from api.place import Place
from api.settings import variables
from api.summary import Summary
from api.usage import EXAMPLES
from graph.actors import ROLES
from graph.export.formats import FORMATS
from graph.export.run import PROFILES
from graph.local import LocalServer
from graph.sparql.formats import GRAPHS, SOLUTIONS
from graph.store import Store, StoreConfig

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


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("run",),
        ("serve",),
        ("doctor",),
        ("load",),
        ("export",),
        ("validate",),
        ("purge",),
        ("rebuild",),
        ("query",),
        ("schema",),
        ("schema", "print"),
        ("schema", "diff"),
        ("schema", "apply"),
        ("documents",),
        ("documents", "add"),
        ("documents", "list"),
        ("documents", "remove"),
        ("neo4j",),
        ("neo4j", "start"),
    ],
)
def test_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    assert claimgraph(monkeypatch, *command, "--help") == 0
    assert "Usage:" in capsys.readouterr().out


def parse(line: str) -> None:
    """Take a line of a shell apart as the command line does; SystemExit or a ClickException if it is none of ours."""
    words = shlex.split(line.rpartition("| ")[2].partition(" > ")[0])
    (start,) = (number for number, word in enumerate(words) if word == "claimgraph")
    assert all("=" in word for word in words[:start])
    command: Any = typer.main.get_command(cli)
    context = command.make_context("claimgraph", words[start + 1 :])
    while rest := [*context._protected_args, *context.args] if hasattr(command, "commands") else []:
        name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(name, rest, parent=context)


def commands(group: Any, above: str = "") -> Iterator[str]:
    yield above.strip()
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, f"{above} {name}")


def test_every_command_has_examples() -> None:
    assert set(commands(typer.main.get_command(cli))) == set(EXAMPLES)


@pytest.mark.parametrize("command", EXAMPLES)
def test_examples_are_commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str) -> None:
    for example in EXAMPLES[command]:
        parse(example)
    assert claimgraph(monkeypatch, *command.split(), "--help") == 0
    assert EXAMPLES[command][0][:60] in capsys.readouterr().out


def test_what_options_may_be_is_what_there_is() -> None:
    assert tuple(FORMATS) == choices.FORMATS
    assert choices.PROFILES == PROFILES
    assert ("table", *SOLUTIONS, *GRAPHS) == choices.ANSWERS
    assert tuple(choices.RoleName) == ROLES


def test_help_and_completion_import_nothing_large() -> None:
    """The libraries take seconds together: a command pays for them when it does something."""
    looking = "import sys, api.cli, typer.rich_utils; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    found = subprocess.run([sys.executable, "-c", looking], capture_output=True, text=True, check=True).stdout.split()
    assert not {"neo4j", "strawberry", "graphql", "rdflib", "pyoxigraph", "starlette", "uvicorn", "pydantic", "structlog"} & set(found)


def test_help_and_tables_have_no_colours_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("--help",), ("doctor",), ("schema", "diff", PRESS, NEXT, "--offline")):
        claimgraph(monkeypatch, *arguments)
        assert "\x1b" not in capsys.readouterr().out


def test_a_shell_completes_commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name, value in {"_CLAIMGRAPH_COMPLETE": "complete_bash", "COMP_WORDS": "claimgraph sch", "COMP_CWORD": "1"}.items():
        monkeypatch.setenv(name, value)
    assert claimgraph(monkeypatch) == 0
    assert capsys.readouterr().out.split() == ["schema"]


def test_whoever_starts_it_is_told_where_the_explorer_and_the_guide_are(capsys: pytest.CaptureFixture[str]) -> None:
    server = LocalServer("bolt://127.0.0.1:7687", "http://127.0.0.1:7474", "neo4j", "swordfish", 1, "2026.08.1", Path("/home"), True, False)
    Summary("http://127.0.0.1:8000", Place(StoreConfig("bolt://127.0.0.1:7687", "neo4j", "swordfish"), server)).show(False)
    out = capsys.readouterr().out
    assert re.search(r"Explorer +http://127.0.0.1:8000/ ", out)
    assert ":play http://127.0.0.1:8000/guides/claimgraph" in out
    assert "swordfish" not in out


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


@pytest.mark.usefixtures("at_store")
def test_rebuild_finds_nothing_to_change(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "rebuild", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["claims"] > 70 and found["changed"] == 0


@pytest.mark.usefixtures("at_store")
def test_purge_only_says_what_would_go_unless_it_is_told_to(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "purge", "id:kozinka") == 0
    assert "nothing was removed" in capsys.readouterr().out
    assert claimgraph(monkeypatch, "purge", "id:kozinka", "--yes") == 4
    assert "is needed by" in last_line(capsys.readouterr().err)
    assert claimgraph(monkeypatch, "purge", "id:nobody") == 4


@pytest.mark.usefixtures("at_store")
def test_tokens(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "token", "create", "newsroom", "--role", "editor", "--expires", "90d", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["token"].startswith("cg_") and made["role"] == "editor" and made["expires"] > made["created"]
    assert claimgraph(monkeypatch, "token", "list") == 0
    shown = capsys.readouterr().out
    assert made["id"] in shown and made["token"] not in shown
    assert claimgraph(monkeypatch, "token", "revoke", made["id"]) == 0
    assert claimgraph(monkeypatch, "token", "list", "--json") == 0
    assert next(one for one in json.loads(capsys.readouterr().out) if one["id"] == made["id"])["revoked"]
    for arguments in (("revoke", "none"), ("create", "x", "--expires", "soon"), ("create", "x", "--expires", "2001-01-01"), ("create", "x", "--role", "god")):
        assert claimgraph(monkeypatch, "token", *arguments) == 2


@pytest.mark.usefixtures("at_store")
def test_validate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], filled: Place) -> None:
    assert claimgraph(monkeypatch, "validate") == 0
    assert "everything holds" in capsys.readouterr().out
    asyncio.run(_spoil(filled))
    assert claimgraph(monkeypatch, "validate", "--json", "--limit", "1") == 4
    report = json.loads(capsys.readouterr().out)
    assert (report["conforms"], len(report["violations"])) == (False, 1)
    assert {count["component"] for count in report["counts"]} == {"sh:PatternConstraintComponent"}
    assert claimgraph(monkeypatch, "validate", "--format", "turtle") == 4
    assert "sh:conforms false" in capsys.readouterr().out
    assert claimgraph(monkeypatch, "validate") == 4
    assert "does not match" in capsys.readouterr().out
    asyncio.run(_spoil(filled, "toUpper"))


async def _spoil(place: Place, function: str = "toLower") -> None:
    async with Store(place.config) as store:
        await store.write([(f"MATCH (n:Country) SET n.isoCode = {function}(n.isoCode)", {})])


ONTOLOGIES = Path(__file__).parent.parent / "ontologies"
PRESS, NEXT = str(ONTOLOGIES / "press.ttl"), str(ONTOLOGIES / "press-next.ttl")


def test_schema_diff_without_a_store(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "schema", "diff", PRESS, NEXT) == 7
    out = capsys.readouterr().out
    assert "Newsroom is renamed to Outlet" in out
    assert "not counted: no local Neo4j runs" in out
    assert claimgraph(monkeypatch, "schema", "diff", PRESS, PRESS, "--offline") == 0
    assert capsys.readouterr().out == "nothing that counts is different\n"


def test_schema_diff_for_programs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", NEXT)
    assert claimgraph(monkeypatch, "schema", "diff", PRESS, "--offline", "--json") == 7
    found = json.loads(capsys.readouterr().out)
    assert (found["breaking"], found["applyNeeded"], found["uncounted"]) == (True, True, "--offline")
    assert {"kind": "attribute", "term": "press:fax", "change": "fax is dropped", "count": None} in found["data"]
    assert "cg_unique__Outlet__code" in found["indexes"]["made"]


@pytest.mark.parametrize(("arguments", "code"), [(("diff", "--offline"), 2), (("diff",), 5), (("apply",), 5), (("diff", "nowhere.ttl"), 3)])
def test_schema_diff_and_apply_need_two_ontologies(monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int) -> None:
    assert claimgraph(monkeypatch, "schema", *arguments) == code


@pytest.mark.usefixtures("at_store")
def test_an_edit_of_the_ontology_is_compared_and_applied(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert claimgraph(monkeypatch, "schema", "diff") == 0
    assert capsys.readouterr().out == "nothing that counts is different\n"
    text = (ONTOLOGIES.parents[1] / "ontology.ttl").read_text(encoding="utf-8")
    edited = tmp_path / "ontology.ttl"
    edited.write_text(
        text.replace("cg:ArmedGroup ", "cg:FightingGroup ").replace(
            "cg:FightingGroup a owl:Class ;", "cg:FightingGroup a owl:Class ; cg:formerly cg:ArmedGroup ;"
        )
    )
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", str(edited))
    assert claimgraph(monkeypatch, "schema", "apply", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["done"], found["lost"]) == (False, [])
    assert found["nodes"] == next(row["count"] for row in found["difference"]["data"] if row["change"] == "ArmedGroup is renamed to FightingGroup") > 1
    assert claimgraph(monkeypatch, "schema", "apply", "--yes") == 0
    assert capsys.readouterr().out.endswith("done\n")
    assert claimgraph(monkeypatch, "schema", "diff") == 0


@pytest.mark.usefixtures("at_store")
def test_an_ontology_that_the_data_does_not_fit_ends_with_4(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    edited = tmp_path / "ontology.ttl"
    edited.write_text((ONTOLOGIES.parents[1] / "ontology.ttl").read_text(encoding="utf-8").replace("cg:verb ", "cg:phrase "))
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", str(edited))
    assert claimgraph(monkeypatch, "schema", "apply") == 4
    assert "verb is dropped: <https://w3id.org/claimgraph/id/" in last_line(capsys.readouterr().err)
