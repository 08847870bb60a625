"""Rules of reading over HTTP: what is hidden cannot be told from what never was there, in exports, by IRIs and in SPARQL; what changed is for those who see all."""

import asyncio
import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology
from api.dereferenced import FORMS
from api.place import Place
from api.settings import Settings, read_settings
from graph.export.formats import FORMATS
from schema.errors import SettingsError
from tests.api.conftest import NOWHERE, started
from tests.api.test_auth import ADMIT, FOLLOW, bearer, code, signed

pytestmark = pytest.mark.anyio

POLICY = """
[[hidden]]
class = "ArmedGroup"
least = "editor"
where = '{id: {eq: "id:frl"}}'

[[hidden]]
class = "Event"
least = "editor"
where = '{place: {some: {note: {eq: "secret"}}}}'
"""
HIDDEN, NEVER = "frl", "qqz"
"""A resource that is hidden, and one that never was there; of one length, so that even lengths can be compared."""
TRACE = re.compile(rf"\bid[:/]{HIDDEN}(?![-\w])")
ASK: dict[str, Any] = {"query": '{ node(id: "id:frl") { id } organizations(where: {name: {contains: "Legion"}}) { totalCount } }'}
CLOSED = ("/export?after=0", "/export?knownAt=2999-01-01T00:00:00Z")
BY_IRI = (
    *(f"/id/{{}}{suffix}" for suffix in ("", *(f".{name}" for name in FORMS))),
    *(f"/export?format={name}&id=id:{{}}" for name, one in FORMATS.items() if not one.whole),
    "/export?format=ttl&id=id:{}&neighbourhood=true",
    "/export?format=gexf&id=id:{}&class=ArmedGroup",
)
EXPORTS = (
    *(f"/export?format={name}" for name, one in FORMATS.items() if not one.whole),
    "/export?format=nq&profile=nanopub",
    "/export?class=Organization&format=csv",
    "/export?id=id:ukraine&neighbourhood=true&format=cytoscape",
    "/id/reach-graivoron.nq",
    "/id/ukraine.html",
    "/id/frl-video.html",
)
ASKED = (
    "ASK {{ id:{} ?p ?o }}",
    "ASK {{ ?s ?p id:{} }}",
    "SELECT ?p ?o {{ id:{} ?p ?o }}",
    "SELECT ?s ?p {{ ?s ?p id:{} }} ORDER BY ?s",
    "SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER (id:{} IN (?s, ?o)) }}",
    "SELECT ?g ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o FILTER (id:{} IN (?s, ?o)) }} }}",
    "SELECT ?x {{ id:{} (cg:basedIn|^cg:leads|^cg:claimant)+ ?x }}",
    "SELECT ?x {{ ?x (!rdf:type)* id:{} }} LIMIT 5",
    "SELECT ?t {{ ?t rdf:type rdf:Statement ; ?part id:{} }}",
    "CONSTRUCT {{ ?s ?p id:{} }} WHERE {{ ?s ?p id:{} }}",
    "DESCRIBE id:{}",
    'SELECT (COUNT(*) AS ?n) {{ ?s rdfs:label ?o FILTER STRENDS(STR(?s), "/{}") }}',
)


READER, EDITOR = (bearer(signed(role=role, exp=datetime.now(UTC) + timedelta(hours=2))) for role in ("reader", "editor"))


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def app(filled: Place, ontology: Ontology, policy: Path, tmp_path: Path) -> Starlette:
    return create_app(Settings(**ADMIT, policy=policy, home=tmp_path), filled, ontology)


async def test_graphql_hides_by_role(app: Starlette) -> None:
    async with started(app) as http:
        found = {role: (await http.post("/graphql", json=ASK, headers=bearer(signed(role=role)))).json()["data"] for role in ("reader", "editor", "reader")}
        assert found["reader"] == {"node": None, "organizations": {"totalCount": 0}}
        assert found["editor"]["node"] and found["editor"]["organizations"]["totalCount"] == 1


async def test_what_was_is_refused(app: Starlette) -> None:
    async with started(app) as http:
        for path in CLOSED:
            answer = await http.get(path, headers={"Accept": "*/*", **READER})
            assert (path, answer.status_code, code(answer)) == (path, 403, "FORBIDDEN")
            assert "CLAIMGRAPH_POLICY" in answer.text
            assert (await http.get(path, headers=EDITOR)).status_code == 200


async def test_what_is_hidden_is_as_if_it_never_was_there(app: Starlette) -> None:
    async with started(app) as http:
        for path in BY_IRI:
            for accept in ("*/*", "text/html"):
                hidden, never = [await http.get(path.format(iri), headers={"Accept": accept, **READER}) for iri in (HIDDEN, NEVER)]
                assert (path, hidden.status_code) == (path, 404)
                assert _told(hidden).replace(HIDDEN, NEVER) == _told(never)
                assert (await http.get(path.format(HIDDEN), headers={"Accept": accept, **EDITOR})).status_code == 200


async def test_what_is_hidden_is_in_no_export(app: Starlette) -> None:
    async with started(app) as http:
        for path in EXPORTS:
            answer, whole = [await http.get(path, headers=who) for who in (READER, EDITOR)]
            assert answer.status_code == whole.status_code == 200, path
            assert TRACE.search(whole.text) and not TRACE.search(answer.text), path
            assert len(answer.content) < len(whole.content), path
            assert answer.headers["etag"] != whole.headers["etag"]
        for who, there in ((READER, False), (EDITOR, True)):
            with zipfile.ZipFile(io.BytesIO((await http.get("/export?format=neo4j", headers=who)).content)) as packed:
                assert [bool(TRACE.search(packed.read(name).decode())) for name in packed.namelist()] == [there, there]


async def test_what_was_deleted_cannot_be_told_from_what_never_was(app: Starlette) -> None:
    async with started(app) as http:
        await _change(http, 'upsertPerson(input: {id: "id:gon", name: [{value: "Gone"}]}) { errors { code } }')
        await _change(http, 'deletePerson(id: "id:gon") { errors { code } }')
        gone, never = [await http.get(f"/id/{iri}", headers=READER) for iri in ("gon", NEVER)]
        assert gone.status_code == 404 and _told(gone).replace("gon", NEVER) == _told(never)
        assert (await http.get("/id/gon", headers=EDITOR)).status_code == 410


async def test_sparql_knows_nothing_of_it(app: Starlette) -> None:
    async with started(app) as http:
        for text in ASKED:
            hidden, never = [await _ask(http, READER, text.replace("{}", iri).replace("{{", "{").replace("}}", "}")) for iri in (HIDDEN, NEVER)]
            assert hidden.replace(HIDDEN, NEVER) == never, text
        described, whole = [(await http.get("/sparql", headers={"Accept": "text/turtle", **who})).text for who in (READER, EDITOR)]
        while "MIRROR_BUILDING" in whole:
            await asyncio.sleep(0.2)
            whole = (await http.get("/sparql", headers={"Accept": "text/turtle", **EDITOR})).text
        count = await _ask(http, READER, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert "void:triples" in described and f" {count.split()[1]} " in described and described != whole
        assert "true" in await _ask(http, EDITOR, f"ASK {{ id:{HIDDEN} ?p ?o }}")


async def test_what_a_change_hides_is_gone_for_sparql_and_exports(app: Starlette) -> None:
    """The place is changed, and what happened there is hidden."""
    seen = "ASK { ?e cg:place id:kozinka ; a cg:Event }"
    async with started(app) as http:
        for note, there in (('"secret"', "false"), ("null", "true"), ('"secret"', "false"), ("null", "true")):
            await _change(http, f'upsertSettlement(input: {{id: "id:kozinka", note: {note}}}) {{ errors {{ code }} }}')
            assert there in await _ask(http, READER, seen)
            assert "true" in await _ask(http, EDITOR, seen)
            events = (await http.get("/export?class=Event&format=nt", headers=READER)).text
            assert (there == "true") == ("/id/kozinka" in events)


async def _change(http: httpx.AsyncClient, call: str) -> None:
    answer = await http.post("/graphql", json={"query": f"mutation {{ {call} }}"}, headers=EDITOR)
    assert '"errors":[]' in answer.text, answer.text


async def _ask(http: httpx.AsyncClient, who: dict[str, str], text: str) -> str:
    """The answer to a SPARQL query, when there is one."""
    async with asyncio.timeout(60):
        while True:
            answer = await http.post(
                "/sparql", content=text, headers={"Content-Type": "application/sparql-query", "Accept": "text/csv, application/n-triples", **who}
            )
            if answer.status_code != 503:
                assert answer.status_code == 200, answer.text
                return answer.text
            assert code(answer) == "MIRROR_BUILDING"
            await asyncio.sleep(0.2)


def _told(answer: httpx.Response) -> str:
    """All that an answer tells, but for what each request has anew."""
    headers = sorted(one for one in answer.headers.items() if one[0] not in ("x-request-id", "server-timing"))
    return f"{answer.status_code} {headers} {answer.text}"


async def test_subscriptions_are_refused(app: Starlette) -> None:
    async with started(app) as http:
        answer = await http.post("/graphql", json={"query": FOLLOW}, headers={"Accept": "text/event-stream", **bearer(signed(role="reader"))})
        assert '"code":"FORBIDDEN"' in answer.text


async def test_without_a_policy_readers_read_all(filled: Place, ontology: Ontology) -> None:
    async with started(create_app(Settings(**ADMIT), filled, ontology)) as http:
        assert (await http.get("/id/frl.ttl", headers=bearer(signed(role="reader")))).status_code == 200


async def test_a_policy_with_a_fault_ends_the_start(ontology: Ontology, policy: Path) -> None:
    policy.write_text(POLICY.replace("ArmedGroup", "ArmyGroup"), encoding="utf-8")
    with pytest.raises(SettingsError, match="rule 1: the ontology has no class 'ArmyGroup'"):
        create_app(Settings(**ADMIT, policy=policy), NOWHERE, ontology)


async def test_a_policy_needs_to_know_who_asks(monkeypatch: pytest.MonkeyPatch, policy: Path) -> None:
    monkeypatch.setenv("CLAIMGRAPH_POLICY", str(policy))
    with pytest.raises(SettingsError, match="without CLAIMGRAPH_AUTH"):
        read_settings()
