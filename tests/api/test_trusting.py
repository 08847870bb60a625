"""Documents by their hashes: those that clients sent before, and those that were registered for all."""

import asyncio
import json
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.backend import Ontology
from api.media import JSON
from api.place import Place
from api.settings import Settings
from graph import trusted
from graph.store import Store
from graph.trusted import register, registered, unregister
from tests.api.conftest import serving, started
from tests.api.test_app import code_of
from tests.api.test_cli import at_store, claimgraph, environment
from tests.api.test_sockets import greeted, subscribe, tell

__all__ = ["at_store", "environment"]
QUERY = 'query Legion { armedGroup(id: "id:frl") { name } }'
MUTATION = 'mutation { deleteSettlement(id: "id:nothing") { deleted } }'
ANSWER = {"data": {"armedGroup": {"name": "Freedom of Russia Legion"}}}


def hashed(text: str, **more: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256(text.encode()).hexdigest(), **more}}}


@pytest.fixture
async def http(settings: Settings, ontology: Ontology, filled: Place) -> AsyncIterator[httpx.AsyncClient]:
    async with started(create_app(settings, filled, ontology)) as client:
        yield client


@pytest.mark.anyio
async def test_a_document_is_sent_once_and_then_meant_by_its_hash(http: httpx.AsyncClient) -> None:
    unknown = await http.post("/graphql", json=hashed(QUERY))
    assert (unknown.status_code, code_of(unknown)) == (400, "PERSISTED_QUERY_NOT_FOUND")
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert unknown.headers["cache-control"] == "no-store"
    wrong = await http.post("/graphql", json={"query": QUERY + " ", **hashed(QUERY)})
    assert (wrong.status_code, code_of(wrong)) == (400, "PERSISTED_QUERY_HASH_MISMATCH")
    assert (await http.post("/graphql", json=hashed(QUERY))).status_code == 400
    assert (await http.post("/graphql", json={"query": QUERY, **hashed(QUERY)})).json() == ANSWER
    assert (await http.post("/graphql", json=hashed(QUERY))).json() == ANSWER
    by_get = await http.get("/graphql", params={"extensions": json.dumps(hashed(QUERY)["extensions"])})
    assert by_get.json() == ANSWER and by_get.headers["etag"]


@pytest.mark.anyio
async def test_a_mutation_by_its_hash_is_none_for_get(http: httpx.AsyncClient) -> None:
    assert (await http.post("/graphql", json={"query": MUTATION, **hashed(MUTATION)})).status_code == 200
    answer = await http.get("/graphql", params={"extensions": json.dumps(hashed(MUTATION)["extensions"])})
    assert (answer.status_code, code_of(answer)) == (405, "METHOD_NOT_ALLOWED")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "given",
    [
        1,
        [],
        {},
        {"version": 2, "sha256Hash": "0" * 64},
        {"version": 1, "sha256Hash": 1},
        {"version": 1, "sha256Hash": "0" * 63},
        {"version": 1, "sha256Hash": "G" * 64},
        {"version": 1, "sha256Hash": "0" * 64 + "\n"},
    ],
)
async def test_what_is_no_hash_is_refused(http: httpx.AsyncClient, given: object) -> None:
    answer = await http.post("/graphql", json={"query": QUERY, "extensions": {"persistedQuery": given}})
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


@pytest.mark.anyio
async def test_what_clients_send_is_forgotten_before_there_is_too_much(http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trusted, "LARGEST", len(QUERY))
    longer = QUERY + " "
    for text, kept in ((QUERY, True), (longer, False)):
        await http.post("/graphql", json={"query": text, **hashed(text)})
        assert ("data" in (await http.post("/graphql", json=hashed(text))).json()) is kept


@pytest.mark.anyio
async def test_where_only_registered_documents_are_answered_all_processes_have_them(
    settings: Settings, ontology: Ontology, filled: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trusted, "PATIENCE", 0.3)
    strict = settings.model_copy(update={"trusted_only": True})
    async with (
        Store(filled.config) as store,
        serving(create_app(strict, filled, ontology), strict) as one,
        serving(create_app(strict, filled, ontology), strict) as two,
        httpx.AsyncClient() as http,
    ):

        async def ask(body: dict[str, Any], **headers: str) -> list[httpx.Response]:
            return [await http.post(f"{address}/graphql", json=body, headers=headers) for address in (one, two)]

        for body in ({"query": QUERY}, {"query": QUERY, **hashed(QUERY)}, {"query": "{ __schema { queryType { name } } }"}):
            for answer in [*await ask(body), *await ask(body, accept=JSON), *await ask(body, accept="text/event-stream")]:
                assert (answer.status_code, code_of(answer)) == (403, "DOCUMENT_NOT_TRUSTED")
        assert {code_of(answer) for answer in await ask(hashed(QUERY))} == {"PERSISTED_QUERY_NOT_FOUND"}
        (name,) = await register(store, [QUERY])
        for body in ({"query": QUERY}, {"query": QUERY, **hashed(QUERY)}, hashed(QUERY)):
            assert [answer.json() for answer in await ask(body)] == [ANSWER, ANSWER]
        async with greeted(one) as client:
            told = await tell(client, subscribe("1", "{ __typename }"))
            assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", "DOCUMENT_NOT_TRUSTED")
            assert (await tell(client, {"id": "2", "type": "subscribe", "payload": hashed(QUERY)}))["payload"] == ANSWER
        assert await unregister(store, [name, "0" * 64]) == [name]
        await asyncio.sleep(0.4)
        assert {answer.status_code for answer in await ask({"query": QUERY})} == {403}


def test_documents_are_registered_listed_and_removed(
    monkeypatch: pytest.MonkeyPatch, at_store: None, filled: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"a.graphql": QUERY, "b.graphql": "subscription S { changes { version } } query Q { __typename }", "c.graphql": "{ nothing }"}
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    a, b, c = (str(tmp_path / file) for file in files)
    assert claimgraph(monkeypatch, "documents", "add", a, c) == 6
    assert "c.graphql: Cannot query field 'nothing'" in capsys.readouterr().err
    assert claimgraph(monkeypatch, "documents", "add", str(tmp_path / "none")) == 2
    assert claimgraph(monkeypatch, "documents", "list") == 0
    assert capsys.readouterr().out == ""
    for _ in range(2):
        assert claimgraph(monkeypatch, "documents", "add", a, b) == 0
        hashes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
        assert hashes == [sha256(files[file].encode()).hexdigest() for file in ("a.graphql", "b.graphql")]
    assert claimgraph(monkeypatch, "documents", "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert {row["hash"]: row["operations"] for row in listed} == {hashes[0]: "query Legion", hashes[1]: "subscription S, query Q"}
    assert claimgraph(monkeypatch, "documents", "remove", hashes[0]) == 0
    assert claimgraph(monkeypatch, "documents", "remove", hashes[0]) == 2

    async def left() -> list[str]:
        async with Store(filled.config) as store:
            return [name for name, _, _ in await registered(store)]

    assert asyncio.run(left()) == [hashes[1]]
