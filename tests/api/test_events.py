"""Subscriptions as server-sent events, over a server that runs."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from api import events
from api.app import create_app
from api.backend import Backend, Ontology
from api.media import GRAPHQL
from api.place import Place
from api.settings import Settings
from tests.api.conftest import serving
from tests.api.test_app import code_of
from tests.api.test_sockets import CHANGES, PATIENCE, address, app, change, settlement, until

pytestmark = pytest.mark.anyio
__all__ = ["address", "app"]
EVENTS = {"accept": "text/event-stream"}


@pytest.fixture
async def http(address: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=address) as made:
        yield made


async def events_of(answer: httpx.Response, number: int) -> list[dict[str, str]]:
    """The first events of a stream; comments are events without a name."""
    found: list[dict[str, str]] = []
    lines: list[str] = []
    async with asyncio.timeout(PATIENCE):
        async for line in answer.aiter_lines():
            if line:
                lines.append(line)
                continue
            found.append({name: value.strip() for name, _, value in (part.partition(":") for part in lines)})
            lines = []
            if len(found) == number:
                break
    return found


async def test_changes_are_told_and_read_on_from_the_last_event(http: httpx.AsyncClient, address: str) -> None:
    async with http.stream("POST", "/graphql", json={"query": CHANGES}, headers=EVENTS) as answer:
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        assert answer.headers["cache-control"] == "no-store" and "content-encoding" not in answer.headers
        await asyncio.sleep(0.3)
        await change(address, "e1")
        beat, event = await events_of(answer, 2)
    assert set(beat) == {""} and event["event"] == "next"
    told = json.loads(event["data"])["data"]["changes"]
    assert event["id"] == told["version"] and told["resources"][0]["id"].endswith("/e1")
    await change(address, "e2")
    async with http.stream("GET", "/graphql", params={"query": CHANGES}, headers={**EVENTS, "last-event-id": event["id"]}) as answer:
        _, event = await events_of(answer, 2)
    assert json.loads(event["data"])["data"]["changes"]["resources"][0]["id"].endswith("/e2")


async def test_any_operation_can_be_answered_by_events(http: httpx.AsyncClient) -> None:
    for query in ("{ __typename }", settlement("e3")):
        answer = await http.post("/graphql", json={"query": query}, headers=EVENTS)
        assert answer.status_code == 200 and answer.text.startswith('event: next\ndata: {"data":{') and answer.text.endswith("\n\nevent: complete\ndata:\n\n")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { changes(since: -1) { version } }", "BAD_ARGUMENT"),
        ('subscription { changes(about: "no iri") { version } }', "BAD_IRI"),
        ("{ people(first: 1000) { totalCount } }", "BAD_PAGE"),
    ],
)
async def test_what_is_wrong_with_an_operation_is_an_event(http: httpx.AsyncClient, query: str, code: str) -> None:
    async with http.stream("POST", "/graphql", json={"query": query}, headers=EVENTS) as answer:
        assert answer.status_code == 200
        *_, failed, end = [event for event in await events_of(answer, 9) if event.get("event")]
    assert json.loads(failed["data"])["errors"][0]["extensions"]["code"] == code and end == {"event": "complete", "data": ""}


async def test_what_is_no_request_has_a_status(http: httpx.AsyncClient) -> None:
    asked: list[tuple[dict[str, Any], int]] = [
        ({"content": b"{", "headers": {**EVENTS, "content-type": "application/json"}}, 400),
        ({"content": b"x=1", "headers": {**EVENTS, "content-type": "application/x-www-form-urlencoded"}}, 415),
        ({"json": {"query": CHANGES}, "headers": {**EVENTS, "last-event-id": "x"}}, 400),
        ({"json": {"query": CHANGES}, "headers": {"accept": GRAPHQL}}, 400),
    ]
    for given, status in asked:
        answer = await http.post("/graphql", **given)
        assert answer.status_code == status and code_of(answer)
    by_get = await http.get("/graphql", params={"query": settlement("e4")}, headers=EVENTS)
    assert by_get.status_code == 405
    assert "text/event-stream" in answer.text


async def test_a_silent_stream_has_a_heartbeat_and_a_client_that_leaves_is_forgotten(
    settings: Settings, filled: Place, ontology: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "HEARTBEAT", 0.1)
    app = create_app(settings, filled, ontology)
    backend: Backend = app.state.backend
    async with serving(app, settings) as base, httpx.AsyncClient(base_url=base) as http:
        async with http.stream("POST", "/graphql", json={"query": CHANGES}, headers=EVENTS) as answer:
            assert await events_of(answer, 4) == [{"": ""}] * 4
            assert backend.feed.number == 1
        await until(lambda: backend.feed.number == backend.running.count == 0)


async def test_a_stop_ends_streams_without_completing_them(settings: Settings, filled: Place, ontology: Ontology) -> None:
    async with httpx.AsyncClient() as http:
        async with serving(create_app(settings, filled, ontology), settings) as base:
            opened = http.build_request("POST", f"{base}/graphql", json={"query": CHANGES}, headers=EVENTS)
            answer = await http.send(opened, stream=True)
            await asyncio.sleep(0.3)
        assert await events_of(answer, 9) == [{"": ""}]
        await answer.aclose()
