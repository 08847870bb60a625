"""Pages of the docs that are followed from top to end, on a store that begins empty: every command, every query with its answer.

`CLAIMGRAPH_UPDATE_CASES=1` writes the answers anew, to be read by people.
"""

import asyncio
import io
import json
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.backend import Ontology, make_endpoint, make_engine, read_ontology
from api.place import Place
from api.running import prepare
from api.settings import Settings, variables
from graph.engine import Asked, Engine
from graph.local import LocalServer
from graph.sparql.endpoint import Endpoint, Question
from graph.sparql.formats import SOLUTIONS
from graph.store import Store, StoreConfig
from schema.errors import MirrorBuilding
from tests.api.conftest import started
from tests.api.test_cli import claimgraph, parse
from tests.example import ROOT
from tests.exchanges import UPDATE, compact

WALKED = ("tutorial", "your-ontology")
ANSWERS = {"sh": "text", "graphql": "json", "sparql": "csv"}
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


class Walk:
    """Does what a reader does: `make run` first, then one thing after the other."""

    def __init__(self, place: Place, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self.place, self.runner, self.monkeypatch, self.capfd = place, runner, monkeypatch, capfd
        self.store = Store(place.config)
        self.engine: Engine | None = None
        self.endpoint: Endpoint | None = None
        self.settings: Settings | None = None
        self.ontology: Ontology | None = None

    def do(self, language: str, text: str) -> str:
        match language:
            case "sh":
                return "".join(map(self.line, text.strip().splitlines()))
            case "graphql":
                return self.graphql(text)
            case "sparql":
                return self.runner.run(self.sparql(text))
        return ""

    def line(self, line: str) -> str:
        words = shlex.split(line)
        if words[-2:] == ["make", "run"]:
            self.start(dict(word.split("=", 1) for word in words[:-2]))
            return ""
        if words[0] == "curl":
            return self.runner.run(self.fetch(words[-1], [words[at + 1] for at, word in enumerate(words) if word == "-H"]))
        parse(line)
        if words[0] == "echo":
            self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words[1].encode())))
            words = words[words.index("|") + 1 :]
        self.capfd.readouterr()
        claimgraph(self.monkeypatch, *words[1:])
        out, err = self.capfd.readouterr()
        return "".join(f"{line}\n" for line in (out + err).splitlines() if line.strip())

    def start(self, variables: dict[str, str]) -> None:
        for name, value in variables.items():
            if name != "CLAIMGRAPH_HOME":
                self.monkeypatch.setenv(name, value)
        self.settings = Settings()
        self.ontology = read_ontology(self.settings)
        self.runner.run(self.store.define("MATCH (n) DETACH DELETE n"))
        self.runner.run(prepare(self.settings, self.ontology, self.place))
        self.engine = make_engine(self.settings, self.ontology, self.store)

    def graphql(self, text: str) -> str:
        assert self.engine
        body = json.loads(self.runner.run(self.engine.answer(Asked(text, None, None))).body)
        assert "errors" not in body, body["errors"]
        return compact(body["data"]) + "\n"

    async def sparql(self, text: str) -> str:
        assert self.settings and self.ontology
        self.endpoint = self.endpoint or make_endpoint(self.settings, self.ontology, self.store)
        while True:
            try:
                answered = await self.endpoint.answer(Question(text, SOLUTIONS["csv"], None))
                return answered.file.read_text(encoding="utf-8").replace("\r\n", "\n")
            except MirrorBuilding:
                await asyncio.sleep(0.1)

    async def fetch(self, address: str, headers: list[str]) -> str:
        assert self.settings
        async with started(create_app(self.settings, self.place, self.ontology)) as http:
            answer = await http.get(address.replace("http://127.0.0.1:8000", ""), headers=dict(header.split(": ", 1) for header in headers))
            assert answer.status_code == 200
            return answer.text

    async def close(self) -> None:
        if self.endpoint:
            await self.endpoint.close()
        await self.store.close()


@pytest.fixture
def walk(neo4j_server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Walk]:
    for name in ("api", "data", "examples", "ontology.ttl"):
        (tmp_path / name).symlink_to(ROOT / name)
    for variable in (*variables(), *(variable for variable in os.environ if variable.startswith("CLAIMGRAPH_"))):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEO4J_URI", neo4j_server.bolt_uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.setenv("CLAIMGRAPH_QUERY_TIMEOUT", "60")
    with asyncio.Runner() as runner:
        made = Walk(Place(StoreConfig(neo4j_server.bolt_uri, neo4j_server.username, neo4j_server.password, query_timeout=60)), runner, monkeypatch, capfd)
        yield made
        runner.run(made.close())


def same(text: str) -> str:
    """A text without what differs from run to run."""
    return re.sub(r"\d+\.\d seconds", "0.0 seconds", text)


@pytest.mark.parametrize("name", WALKED)
def test_what_the_page_does_gives_what_it_shows(walk: Walk, name: str) -> None:
    page = ROOT / "docs" / f"{name}.md"
    text = page.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    shown: dict[int, str] = {}
    for at, block in enumerate(blocks):
        language = block[1]
        given = walk.do(language, block[2])
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if after and after[1] == ANSWERS.get(language) and not text[block.end() : after.start()].strip():
            shown[at + 1] = given
            assert UPDATE or same(after[2]) == same(given), block[2]
        else:
            assert language not in ("graphql", "sparql"), "a query without its answer"
    if UPDATE:
        for at in sorted(shown, reverse=True):
            block = blocks[at]
            text = f"{text[: block.start(2)]}{shown[at]}{text[block.end(2) :]}"
        page.write_text(text, encoding="utf-8")
    assert len(shown) > 8
