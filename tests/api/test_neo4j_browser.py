"""What Neo4j Browser takes from here: a style, a guide, favourites."""

import html
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from starlette.applications import Starlette

from api import colours, neo4j_browser
from api.app import create_app
from api.backend import Ontology
from api.neo4j_browser import favourites, fitting, guide_of, style_of
from api.ontology_page import cypher_of
from api.place import Place
from api.settings import Settings
from graph.store import Store
from schema.model import Model
from schema.reader import read_model
from tests.api.conftest import client, started
from tests.example import ROOT

pytestmark = pytest.mark.anyio
PAGE = ROOT / "docs" / "neo4j-browser.md"
LIBRARY = ROOT / "tests" / "ontologies" / "library.ttl"


def rules(text: str) -> dict[str, dict[str, str]]:
    """A style as Browser reads it: selectors without spaces, values without quotes."""
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{\n((?:  .*;\n)*)\}", text):
        pairs = [line.strip(" ;").split(":") for line in body.splitlines()]
        assert {len(pair) for pair in pairs} == {2}, selector
        found[re.sub(r"\s", "", selector)] = {name.strip(): value.strip(" '") for name, value in pairs}
    return found


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(ROOT / "ontology.ttl")


async def test_each_class_has_a_rule_after_those_of_the_classes_above_it(model: Model) -> None:
    order = list(rules(style_of(model)))
    for cls in model.classes.values():
        at = order.index(f"node.{cls.name}")
        assert all(order.index(f"node.{name}") < at for name in cls.ancestors)


async def test_colours_are_those_of_the_explorer(model: Model) -> None:
    look = (Path(neo4j_browser.__file__).parent / "static" / "explorer" / "look.js").read_text(encoding="utf-8")
    (fills,) = re.findall(r"const FILLS = \[(.*)\];", look)
    assert tuple(re.findall(r'\["(#\w+)", "#\w+"\]', fills)) == colours.FILLS
    found = rules(style_of(model))
    assert found["node.Event"]["color"] == colours.FILLS[model.things.index("Event")]
    assert found["node.ArmedGroup"]["color"] == colours.FILLS[model.things.index("Participant")]
    assert len({found[f"node.{name}"]["color"] for name in ("Claim", "Proposition", "Passage", *model.things)}) == 3 + len(model.things)


async def test_what_claims_may_project_has_its_status_on_the_arrow(model: Model) -> None:
    found = rules(style_of(model))
    assert found["relationship.CAPTURED"]["caption"] == "CAPTURED {status}"
    assert found["relationship.CLAIMANT"]["caption"] == "<type>"
    assert {name.partition(".")[2] for name in found if name.startswith("node.")} == {*model.classes}


async def test_an_ontology_without_claims_has_a_style_and_a_guide() -> None:
    model = read_model(LIBRARY)
    found = rules(style_of(model))
    assert {"node.Work", "node.Book", "node.Writer"} < found.keys()
    assert found["node.Book"]["color"] == found["node.Map"]["color"] != found["node.Writer"]["color"]
    assert [one.title for one in fitting(model)] == ["What is there"]
    assert b"MATCH (n:Book)" in bytes(guide_of(model, "http://claimgraph").body)


async def test_the_guide_has_all_favourites_and_no_script(storeless: Starlette) -> None:
    async with client(storeless) as http:
        page = await http.get("/guides/claimgraph")
    runnable = [html.unescape(text) for text in re.findall(r'<pre class="code runnable">(.*?)</pre>', page.text, re.DOTALL)]
    assert runnable == [one.cypher for one in favourites()]
    assert 'data-exec="style http://claimgraph/style.grass"' in page.text
    assert not re.search(r"<script|\son\w+=|javascript:", page.text)
    assert page.text.count("<slide") == page.text.count("</slide>") == len(runnable) + 2
    for link in re.findall(r'href="http://claimgraph(/static/[^"]*)"', page.text):
        async with client(storeless) as http:
            assert (await http.get(link)).status_code == 200, link


async def test_all_favourites_come_in_one_file(storeless: Starlette) -> None:
    async with client(storeless) as http:
        answer = await http.get("/guides/favourites.zip")
    packed = ZipFile(BytesIO(answer.content))
    assert packed.namelist() == [f"claimgraph/{one.file}" for one in favourites()]
    assert packed.read(packed.namelist()[0]).startswith(b"// What is there\n")


async def test_pages_of_another_origin_may_read_guide_and_style(storeless: Starlette) -> None:
    origin = {"origin": "http://127.0.0.1:7474"}
    before = {**origin, "access-control-request-method": "GET", "access-control-request-headers": "cache-control,pragma"}
    async with client(storeless) as http:
        for path in ("/guides/claimgraph", "/style.grass"):
            asked, answer = await http.options(path, headers=before), await http.get(path, headers=origin)
            assert {(one.status_code, one.headers["access-control-allow-origin"]) for one in (asked, answer)} == {(200, "*")}
            assert "pragma" in asked.headers["access-control-allow-headers"]
        assert "access-control-allow-origin" not in (await http.get("/schema.graphql", headers=origin)).headers


async def test_the_cypher_of_the_guide_gives_rows(filled: Place) -> None:
    async with Store(filled.config) as store:
        for one in favourites():
            rows = await store.rows(one.cypher, {}, 60)
            assert rows, one.file


async def test_the_cypher_on_the_page_of_the_ontology_runs(filled: Place, model: Model) -> None:
    async with Store(filled.config) as store:
        found = [cls.name for cls in model.classes.values() if await store.rows(cypher_of(cls, model), {}, 60)]
    assert len(found) > 25


async def test_with_tokens_the_guide_is_there_for_all_and_the_style_is_not(filled: Place, ontology: Ontology) -> None:
    settings = Settings(auth=True)
    async with started(create_app(settings, filled, ontology)) as http:
        assert (await http.get("/guides/claimgraph")).status_code == 200
        assert (await http.get("/style.grass")).status_code == 401


async def test_the_page_lists_the_favourites() -> None:
    listed = re.findall(r"^\* \[`([^`]+)`\]\(\.\./api/static/neo4j/([^)]+)\): (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(file, title) for file, _, title in listed] == [(one.file, one.title) for one in favourites()]
    assert all(file == path for file, path, _ in listed)
