"""`GET /id/...` and `GET /ontology`."""

import json
import re
from collections.abc import AsyncIterator

import httpx
import pyoxigraph as ox
import pytest

from api.app import create_app
from api.backend import Ontology
from api.dereferenced import FORMS
from api.place import Place
from api.settings import Settings
from graph.export.formats import RDF_FORMATS
from graph.load import load
from graph.store import Store
from tests.api.conftest import started
from tests.api.test_app import code_of

pytestmark = pytest.mark.anyio
BASE = "https://w3id.org/claimgraph/id/"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
async def http(filled: Place, settings: Settings, ontology: Ontology) -> AsyncIterator[httpx.AsyncClient]:
    async with started(create_app(settings, filled, ontology)) as made:
        yield made


def said(answer: httpx.Response, name: str) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(answer.content, format=RDF_FORMATS[name].syntax) if not isinstance(quad.subject, ox.BlankNode)}


async def test_accept_and_suffix_choose_the_form(http: httpx.AsyncClient) -> None:
    plain = said(await http.get("/id/frl.nt"), "nt")
    assert plain
    for name, form in RDF_FORMATS.items():
        by_suffix = await http.get(f"/id/frl.{name}")
        by_accept = await http.get("/id/frl", headers={"accept": f"text/html;q=0.2, {form.media_type};q=0.9"})
        assert by_suffix.content == by_accept.content
        assert name == "jsonld" or said(by_suffix, name) == plain
        assert by_accept.headers["content-type"].startswith(form.media_type)
        assert "Accept" in by_accept.headers["vary"]
        assert {f"</id/frl.{other}>" in by_accept.headers["link"] for other in FORMS if other != name} == {True}
    assert (await http.get("/id/frl")).headers["content-type"].startswith("text/turtle")


async def test_json_reads_as_the_fields_do_by_a_context_that_can_be_kept(http: httpx.AsyncClient) -> None:
    document = (await http.get("/id/crossing.jsonld")).json()
    event = next(one for one in document["@graph"] if one["@id"] == f"{BASE}crossing")
    assert (event["@type"], event["when"], event["place"]) == ("Event", "2023-05-22?", f"{BASE}border")
    assert event["name"] == {"@language": "en", "@value": "Detachment crosses the international border"} and f"{BASE}apc1" in event["participant"]
    context = await http.get(document["@context"])
    assert context.headers["content-type"] == "application/ld+json" and "max-age" in context.headers["cache-control"]
    assert (await http.get("/context.jsonld", headers={"if-none-match": context.headers["etag"]})).status_code == 304
    whole = ox.Dataset(ox.parse(json.dumps(document | context.json()), format=ox.RdfFormat.JSON_LD))
    plain = ox.Dataset(ox.parse((await http.get("/id/crossing.nt")).content, format=ox.RdfFormat.N_TRIPLES))
    for one in (whole, plain):
        one.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert {str(quad) for quad in whole} == {str(quad) for quad in plain}


async def test_a_form_that_there_is_not_is_told_with_those_that_there_are(http: httpx.AsyncClient) -> None:
    answer = await http.get("/id/frl", headers={"accept": "image/png"})
    assert (answer.status_code, code_of(answer)) == (406, "NOT_ACCEPTABLE")
    assert "application/ld+json" in answer.text and "text/html" in answer.text


async def test_what_the_client_has_is_not_sent_again(http: httpx.AsyncClient) -> None:
    for path in ("/id/frl.ttl", "/id/frl.html", "/ontology.nt"):
        tag = (await http.get(path)).headers["etag"]
        again = await http.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


async def test_people_read_it_in_their_language_and_go_on_by_links(http: httpx.AsyncClient) -> None:
    page = await http.get("/id/frl", headers={**BROWSER, "accept-language": "ru-RU, en;q=0.5"})
    assert '<h1 dir="auto">Легион «Свобода России»</h1>' in page.text
    assert "script" not in page.text and "default-src 'none'" in page.headers["content-security-policy"]
    assert '<h1 dir="auto">Freedom of Russia Legion</h1>' in (await http.get("/id/frl", headers=BROWSER)).text
    links = set(re.findall(r'href="(/[^"]*)"', page.text))
    assert "/id/ukraine" in links and "/id/frl.ttl" in links
    for link in links:
        assert (await http.get(link, headers=BROWSER)).status_code == 200, link


async def test_what_is_not_there_was_deleted_or_is_merged(http: httpx.AsyncClient, filled: Place) -> None:
    async with Store(filled.config) as store:
        await store.define(f"CREATE (:Deleted {{iri: '{BASE}gone', name: 'Gone'}})")
        await store.define(f"CREATE (:Person:Agent:Resource {{iri: '{BASE}twin', name: 'Twin'}})")
        await store.define(f"MATCH (a:Resource {{iri: '{BASE}twin'}}), (b:Resource {{iri: '{BASE}frl'}}) CREATE (a)-[:JUDGED_SAME_AS]->(b)")
        missing, gone = await http.get("/id/nobody"), await http.get("/id/gone.ttl")
        assert (missing.status_code, code_of(missing)) == (404, "NOT_FOUND")
        assert (gone.status_code, code_of(gone)) == (410, "GONE")
        assert [(await http.get(f"/id/{name}", headers=BROWSER)).status_code for name in ("nobody", "gone")] == [404, 410]
        moved = [await http.get(f"/id/twin{suffix}", follow_redirects=False) for suffix in ("", ".nt")]
        assert [(one.status_code, one.headers["location"]) for one in moved] == [(301, "/id/frl"), (301, "/id/frl.nt")]
        await store.define(f"MATCH (n) WHERE n.iri IN ['{BASE}gone', '{BASE}twin'] DETACH DELETE n")


async def test_any_iri_is_found_however_it_was_encoded(
    http: httpx.AsyncClient, filled: Place, ontology: Ontology, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = ["a%20b", "ключ", "a.ttl", "x/y", "q'<script>".replace("<script>", "(1)")]
    file = tmp_path_factory.mktemp("odd") / "odd.nt"
    label = "<http://www.w3.org/2000/01/rdf-schema#label> \"<script>alert('1')</script>\"@en"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/claimgraph/ontology#Person>"
    file.write_text("".join(f"<{BASE}{name}> {kind} .\n<{BASE}{name}> {label} .\n" for name in names), encoding="utf-8")
    async with Store(filled.config) as store:
        await load(store, ontology.model, [file])
        for name, path in zip(names, ["a%20b", "%D0%BA%D0%BB%D1%8E%D1%87", "a.ttl", "x/y", "q%27(1)"], strict=True):
            answer = await http.get(f"/id/{path}", headers={"accept": "application/n-triples"})
            assert answer.status_code == 200 and f"<{BASE}{name}> {label} .\n" in answer.text
            assert (await http.get(f"/id/{path}.nt")).content == answer.content
        assert "<script>alert" not in (await http.get("/id/a.ttl.html")).text
        await store.define(f"MATCH (n:Resource) WHERE n.iri IN [{', '.join(repr(BASE + name) for name in names)}] DETACH DELETE n")


async def test_the_ontology_is_there_in_every_form(http: httpx.AsyncClient, settings: Settings) -> None:
    given = settings.ontology_file.read_bytes()
    assert (await http.get("/ontology")).content == given
    count = len(list(ox.parse(given, format=ox.RdfFormat.TURTLE)))
    for name, form in RDF_FORMATS.items():
        assert len(list(ox.parse((await http.get(f"/ontology.{name}")).content, format=form.syntax))) == count
    assert "организация" in (await http.get("/ontology", headers={**BROWSER, "accept-language": "ru"})).text
    assert (await http.get("/ontology.xlsx")).status_code == 404
