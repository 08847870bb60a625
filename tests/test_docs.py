"""What the documentation shows is what happens."""

import asyncio
import io
import re
import typing
from pathlib import Path

import pytest
from rich.console import Console
from starlette.requests import Request

from api import evolve
from api.exported import read_wanted
from api.settings import Settings
from graph.engine import Asked
from graph.export.admin import OPTIONS
from graph.export.formats import FORMATS
from graph.export.run import PROFILES, export, wanted
from graph.following import followed
from graph.load import load
from graph.local import LocalServer
from graph.mutations.problems import CODES
from graph.store import Store, StoreConfig
from graph.validation import rules, stored_rules
from schema import shapes
from schema.errors import DataError
from schema.reader import read_model
from scripts.reference import PAGE as GRAPHQL
from scripts.reference import reference, written
from tests.api.test_cli import claimgraph
from tests.example import ROOT, Example
from tests.exchanges import UPDATE, check
from tests.test_walks import WALKED

PAGES = [page for page in sorted((ROOT / "docs").glob("*.md")) if page.stem not in WALKED]
LEAST = {"graphql": 3, "questions": 15, "views": 2, "writing": 5}
"""How many queries a page has at least, where it has any."""
CORE = ("views", "writing")
"""Pages of which another version of Neo4j could make another answer that tests/cases does not have."""
EXPORTING = ROOT / "docs" / "exporting.md"
CHANGES = ROOT / "docs" / "ontology-changes.md"


@pytest.mark.parametrize("page", [pytest.param(page, marks=pytest.mark.core if page.stem in CORE else ()) for page in PAGES], ids=lambda page: page.stem)
def test_queries_give_the_answers_printed(example: Example, page: Path) -> None:
    assert check(page, example) >= LEAST.get(page.stem, 0)


def test_the_subscription_shown_can_be_asked(example: Example) -> None:
    (query,) = re.findall(r"```graphql\n(.*?)```", (ROOT / "docs" / "serving.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example.runner.run(followed(example.engine, Asked(query, {"since": 1})))


def test_the_reference_is_what_the_ontology_makes(example: Example) -> None:
    """`CLAIMGRAPH_UPDATE_CASES=1` writes it anew."""
    text = GRAPHQL.read_text(encoding="utf-8")
    made = written(text, reference(example.model))
    if UPDATE:
        GRAPHQL.write_text(made, encoding="utf-8")
    assert text == made or UPDATE
    assert made.count("\n") < 900


def test_the_error_shown_is_the_one_that_is_given(example: Example) -> None:
    text = GRAPHQL.read_text(encoding="utf-8")
    ((query, code, message),) = re.findall(r"```text\n(.*?)\n```\n\nis answered with `(\w+)` and \"(.*?)\"", text)
    (error,) = example.errors(query)
    assert (error["extensions"]["code"], error["message"]) == (code, message)


def test_an_export_is_as_printed(example: Example) -> None:
    async def read() -> str:
        return b"".join([piece async for piece in export(example.store, example.model, wanted(example.model, "ttl", iri="id:crossing"))]).decode()

    shown = "".join(line for line in example.runner.run(read()).splitlines(True) if not line.startswith("@prefix"))
    text = EXPORTING.read_text(encoding="utf-8")
    if UPDATE:
        EXPORTING.write_text(re.sub(r"```turtle\n.*?```", lambda _: f"```turtle\n{shown}```", text, flags=re.DOTALL), encoding="utf-8")
    else:
        assert re.findall(r"```turtle\n(.*?)```", text, re.DOTALL) == [shown]


def test_commands_of_exports_do_what_they_say(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = EXPORTING.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEO4J_URI", example.store.config.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", example.store.config.password)
    commands = [command.partition(" > ")[0].partition(" && ")[0].split()[1:] for command in re.findall(r"^    (claimgraph .*)$", text, re.MULTILINE)]
    for command in commands:
        assert claimgraph(monkeypatch, *command) == 0
        file = command[command.index("--output") + 1] if "--output" in command else None
        assert (tmp_path / file).stat().st_size if file else capfdbinary.readouterr().out
    urls = re.findall(r"^    curl .*'http://127.0.0.1:8000/export\?(.*)'$", text, re.MULTILINE)
    for query in urls:
        asked = read_wanted(Request({"type": "http", "query_string": query.encode(), "headers": []}), example.model)
        assert asked.chosen.label in query and f"format={asked.format.name}" in query
    assert len(commands) == 7 and len(urls) == 2
    assert f"{' '.join(OPTIONS)}" in text


def test_an_ontology_changes_as_printed(neo4j_server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = CHANGES.read_text(encoding="utf-8")
    old, new, data = (tmp_path / name for name in ("old.ttl", "new.ttl", "data.ttl"))
    for file, content in zip((old, new, data), re.findall(r"```turtle\n(.*?)```", text, re.DOTALL), strict=True):
        file.write_text(content, encoding="utf-8")
    monkeypatch.setenv("NEO4J_URI", neo4j_server.bolt_uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", str(new))
    shown = asyncio.run(_changed(StoreConfig(neo4j_server.bolt_uri, neo4j_server.username, neo4j_server.password), old, data))
    if UPDATE:
        given = iter(shown)
        CHANGES.write_text(re.sub(r"```text\n.*?```", lambda _: f"```text\n{next(given)}```", text, flags=re.DOTALL), encoding="utf-8")
    else:
        assert shown == re.findall(r"```text\n(.*?)```", text, re.DOTALL)


async def _changed(config: StoreConfig, old: Path, data: Path) -> list[str]:
    """What `diff`, `apply` and `apply --drop --yes` print."""
    settings = Settings()
    async with Store(config) as store:
        await store.define("MATCH (n) DETACH DELETE n")
        await load(store, read_model(old), [data])
    consoles = [Console(file=io.StringIO(), width=120, highlight=False) for _ in range(3)]
    evolve.show(consoles[0], await evolve.diff(settings, None, None, offline=False))
    try:
        await evolve.change(settings, None, None, yes=False, drop=False, report=_silent)
    except DataError as error:
        consoles[1].print(f"error: {error.message} [{error.code}]", soft_wrap=True, markup=False)
    evolve.show_applied(consoles[2], await evolve.change(settings, None, None, yes=True, drop=True, report=_silent))
    return [_plain(console.file.getvalue()) for console in consoles]  # type: ignore[attr-defined]


def _silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines()) + "\n"


def test_all_formats_of_exports_are_listed() -> None:
    text = EXPORTING.read_text(encoding="utf-8").partition("<!-- formats -->")[2].partition("<!-- /formats -->")[0]
    assert re.findall(r"^\| `(\w+)` \| `([^`]+)`", text, re.MULTILINE) == [(one.name, one.media_type) for one in FORMATS.values()]
    assert set(re.findall(r"^\| `(\w+)` \|", EXPORTING.read_text(encoding="utf-8").partition("## Profiles")[2], re.MULTILINE)) == set(PROFILES)


def part(page: str, name: str) -> set[str]:
    """What stands in backticks between two marks of a page."""
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return set(re.findall(r"`([\w:]+)`", text.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]))


def test_all_components_of_shapes_are_listed() -> None:
    kinds = typing.get_args(shapes.Constraint)
    assert part("validation", "components") == {name for kind in kinds for name in typing.get_args(typing.get_type_hints(kind)["component"])}


def test_all_codes_of_refused_changes_are_listed() -> None:
    assert part("writing", "codes") == CODES.keys()


def test_all_rules_are_listed() -> None:
    names = (*(rule.name for rule in rules.RULES), stored_rules.LABEL, stored_rules.NAME, stored_rules.STORED_TYPE, stored_rules.END)
    listed = {name for name in part("validation", "rules") if name.endswith("Rule")}
    assert listed == {f"cg:{name.rpartition('#')[2]}" for name in names}
