"""The whole application on a real Neo4j: the same requests as from outside, and a Neo4j that comes and goes."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology
from api.media import GRAPHQL, JSON
from api.pages import examples
from api.place import Place
from api.settings import Settings
from graph.engine import Answer, Asked
from graph.store import Store
from tests.api.conftest import client, started

pytestmark = pytest.mark.anyio
PATIENCE = 20.0


@pytest.fixture
async def http(settings: Settings, ontology: Ontology, filled: Place) -> AsyncIterator[httpx.AsyncClient]:
    async with started(create_app(settings, filled, ontology)) as client:
        yield client


async def test_it_is_ready_when_it_has_started(http: httpx.AsyncClient) -> None:
    answer = await http.get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def _lists(value: Any) -> list[list[Any]]:
    """All values of `nodes` and `edges` in an answer."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value[key] for key in ("nodes", "edges") if isinstance(value, dict) and key in value]
    return own + [found for part in below for found in _lists(part)]


@pytest.mark.parametrize("query", examples(), ids=lambda query: query.split("query ")[1].split()[0])
async def test_every_example_of_graphiql_returns_rows(http: httpx.AsyncClient, query: str) -> None:
    answer = await http.post("/graphql", json={"query": query})
    body = answer.json()
    assert answer.status_code == 200
    assert "errors" not in body, body
    assert any(_lists(body["data"]))


async def test_there_are_six_examples() -> None:
    assert len(examples()) == 6


async def test_get_and_post_answer_alike(http: httpx.AsyncClient) -> None:
    query, variables = "query A($id: ID!) { armedGroup(id: $id) { id name } } query B { __typename }", '{"id": "id:frl"}'
    by_get = await http.get("/graphql", params={"query": query, "variables": variables, "operationName": "A", "extensions": "{}"})
    by_post = await http.post("/graphql", json={"query": query, "variables": {"id": "id:frl"}, "operationName": "A"})
    assert by_get.status_code == by_post.status_code == 200
    assert by_get.json() == by_post.json()
    assert by_get.json()["data"]["armedGroup"]["name"] == "Freedom of Russia Legion"


FAULTS = {
    "syntax": ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
    "validation": ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
    "variables": ({"query": "query ($id: ID!) { node(id: $id) { id } }", "variables": {"id": None}}, "BAD_VARIABLES"),
}


@pytest.mark.parametrize(("asked", "code"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 400), ("*/*", 400), (JSON, 200), (f"{GRAPHQL}, {JSON};q=0.9", 400)])
async def test_status_of_documents_that_are_wrong(http: httpx.AsyncClient, asked: dict[str, Any], code: str, accept: str, status: int) -> None:
    answer = await http.post("/graphql", json=asked, headers={"accept": accept})
    body = answer.json()
    assert answer.status_code == status
    assert "data" not in body
    assert {error["extensions"]["code"] for error in body["errors"]} == {code}


@pytest.mark.parametrize("accept", [GRAPHQL, JSON, "*/*"])
async def test_a_limit_is_400_in_any_media_type(http: httpx.AsyncClient, accept: str) -> None:
    answer = await http.post("/graphql", json={"query": "{" + "a " * 4001 + "}"}, headers={"accept": accept})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


async def test_an_answer_travels_compressed_if_that_saves_a_packet(http: httpx.AsyncClient) -> None:
    long, short = "{ resources(first: 100) { nodes { id name } } }", "{ __typename }"
    for query, packed in ((long, True), (short, False)):
        plain = await http.post("/graphql", json={"query": query}, headers={"accept-encoding": "identity"})
        answer = await http.post("/graphql", json={"query": query}, headers={"accept-encoding": "gzip"})
        assert (answer.headers.get("content-encoding") == "gzip") is packed and "content-encoding" not in plain.headers
        assert answer.content == plain.content
        assert (int(answer.headers["content-length"]) < len(plain.content)) is packed
        assert "Accept-Encoding" in answer.headers["vary"]


async def test_what_was_read_by_get_is_asked_for_again_by_its_etag(http: httpx.AsyncClient) -> None:
    asked = {"query": "{ resources(first: 100) { nodes { id } } }"}
    first = await http.get("/graphql", params=asked)
    again = await http.get("/graphql", params=asked, headers={"if-none-match": f'"x", W/{first.headers["etag"]}'})
    assert first.headers["cache-control"] == again.headers["cache-control"] == "private, no-cache"
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    others = [await http.get("/graphql", params=asked, headers=header) for header in ({"accept": GRAPHQL}, {"accept-encoding": "identity"})]
    others += [await http.get("/graphql", params={"query": "{ __typename }"})]
    assert len({first.headers["etag"], *(other.headers["etag"] for other in others)}) == 4
    kept_by_nobody = [await http.post("/graphql", json=asked), await http.get("/graphql", params={"query": "{ nothing }"})]
    assert all("etag" not in answer.headers and answer.headers["cache-control"] == "no-store" for answer in kept_by_nobody)


DRAFT = [
    (b'{"query": "{ nothing }"}', 422),
    (b'{"query": "query ($id: ID!) { node(id: $id) { id } }"}', 422),
    (b'{"query": "{ __typename }", "operationName": "A"}', 422),
    (b'{"qeury": "{ __typename }"}', 422),
    (b'{"query": "{"}', 400),
    (b'{"query": "{ resources(first: 1000) { totalCount } }"}', 400),
    (b"{", 400),
    (b'{"query": "{ __typename }"}', 200),
]


@pytest.mark.parametrize(("body", "status"), DRAFT)
async def test_statuses_of_the_draft(settings: Settings, ontology: Ontology, filled: Place, body: bytes, status: int) -> None:
    for draft in (False, True):
        async with started(create_app(settings.model_copy(update={"draft_status": draft}), filled, ontology)) as http:
            answer = await http.post("/graphql", content=body, headers={"accept": GRAPHQL, "content-type": JSON})
            assert answer.status_code == (400 if status == 422 and not draft else status), answer.text


@pytest.mark.parametrize(("draft", "accept", "status"), [(False, GRAPHQL, 200), (True, GRAPHQL, 294), (True, JSON, 200), (True, "*/*", 200)])
async def test_data_with_errors_beside_it(
    storeless: Starlette, settings: Settings, monkeypatch: pytest.MonkeyPatch, draft: bool, accept: str, status: int
) -> None:
    async def answered(asked: Asked) -> Answer:
        return Answer(b'{"data": {"a": null}, "errors": [{"message": "a"}]}', partial=True)

    monkeypatch.setattr(storeless.state.backend, "settings", settings.model_copy(update={"draft_status": draft}))
    monkeypatch.setattr(storeless.state.backend, "answer", answered)
    async with client(storeless) as http:
        answer = await http.post("/graphql", json={"query": "{ a }"}, headers={"accept": accept})
    assert answer.status_code == status


async def test_introspection_works(http: httpx.AsyncClient) -> None:
    answer = await http.post("/graphql", json={"query": "{ __schema { queryType { name } } }"})
    assert answer.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}}}


# a Neo4j that comes and goes


class Gate:
    """A TCP door before Neo4j that can be shut."""

    def __init__(self, uri: str) -> None:
        target = urlsplit(uri)
        self._target = (target.hostname, target.port)
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        if self._server:
            self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        self._server = None

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self._target)
        self._writers |= {writer, far_writer}
        await asyncio.gather(self._copy(reader, far_writer), self._copy(far_reader, writer))

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(1 << 16):
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def gate_to(place: Place) -> AsyncIterator[Gate]:
    gate = Gate(place.config.uri)
    await gate.open()
    yield gate
    await gate.shut()
    await asyncio.sleep(0.1)


async def until(condition: Callable[[httpx.Response], bool], http: httpx.AsyncClient) -> httpx.Response:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = await http.get("/ready")
        if condition(answer):
            return answer
        await asyncio.sleep(0.1)
    raise AssertionError(f"{answer.status_code} {answer.text}")


async def test_it_waits_for_neo4j_and_recovers_by_itself(settings: Settings, ontology: Ontology, filled: Place) -> None:
    ask = {"query": "{ armedGroups { totalCount } }"}
    async with gate_to(filled) as gate:
        await gate.shut()
        elsewhere = Place(replace(filled.config, uri=f"bolt://127.0.0.1:{gate.port}"))
        async with started(create_app(settings, elsewhere, ontology)) as http:
            assert (await http.get("/ready")).status_code == 503
            for _ in range(2):
                await gate.open()
                await until(lambda answer: answer.status_code == 200, http)
                assert (await http.post("/graphql", json=ask)).status_code == 200
                await gate.shut()
                began = time.monotonic()
                answer = await http.post("/graphql", json=ask)
                assert time.monotonic() - began < 5
                assert answer.status_code == 503
                assert answer.json()["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"
                assert int(answer.headers["retry-after"]) > 0
                refused = await until(lambda answer: answer.status_code == 503, http)
                assert "Neo4j" in refused.json()["reason"]


async def test_it_waits_while_the_ontology_of_the_store_is_being_changed(settings: Settings, ontology: Ontology, filled: Place) -> None:
    async with Store(filled.config) as store:
        await store.define("CREATE (:OntologyChange {source: 'a', target: 'b', step: 1, after: '', run: ''})")
        async with started(create_app(settings, filled, ontology)) as http:
            answer = await http.get("/ready")
            assert (answer.status_code, "half way to another ontology" in answer.text) == (503, True)
            assert (await http.post("/graphql", json={"query": "{ __typename }"})).status_code == 503
            await store.define("MATCH (c:OntologyChange) DELETE c")
            await until(lambda answer: answer.status_code == 200, http)
            await store.define("CREATE (:OntologyChange {source: 'a', target: 'b', step: 1, after: '', run: ''})")
            assert (await http.get("/ready")).status_code == 503
            await store.define("MATCH (c:OntologyChange) DELETE c")
