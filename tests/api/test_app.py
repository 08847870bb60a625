"""GraphQL over HTTP: what is refused, and how; nothing here reaches a store."""

import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.app import create_app, middleware, routes
from api.backend import Ontology
from api.media import GRAPHQL, JSON
from api.metrics import Metrics
from api.settings import Settings
from tests.api.conftest import NOWHERE, client

pytestmark = pytest.mark.anyio
GOOD = {"query": "{ __typename }"}
POST = {"content-type": JSON}


def code_of(answer: httpx.Response) -> str:
    """The code of an answer that must have the shape of all errors."""
    body = answer.json()
    assert set(body) == {"errors"}
    assert isinstance(body["errors"][0]["message"], str)
    assert "Traceback" not in answer.text
    return str(body["errors"][0]["extensions"]["code"])


async def post(app: Starlette, content: bytes | AsyncIterator[bytes], headers: dict[str, str] = POST) -> httpx.Response:
    async with client(app) as http:
        return await http.post("/graphql", content=content, headers=headers)


def query(**fields: Any) -> bytes:
    return json.dumps({**GOOD, **fields}).encode()


BAD_BODIES = {
    "empty": b"",
    "cut": b'{"query": "{ __typename }"',
    "text": b"{ __typename }",
    "null": b"null",
    "number": b"1",
    "string": b'"{ __typename }"',
    "no query": b"{}",
    "query is no string": b'{"query": 1}',
    "query is null": b'{"query": null}',
    "variables are a list": query(variables=[]),
    "variables are a text": query(variables="{}"),
    "operationName is a number": query(operationName=1),
    "extensions are a text": query(extensions="x"),
    "NaN": b'{"query": "{ __typename }", "variables": {"a": NaN}}',
    "Infinity": b'{"query": "{ __typename }", "variables": {"a": -Infinity}}',
    "5,000 digits": b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 5000 + b"}}",
    "invalid UTF-8": b'{"query": "{ __typename \xff }"}',
    "overlong UTF-8": b'{"query": "\xc0\xaf"}',
    "UTF-16": '{"query": "{ __typename }"}'.encode("utf-16"),
    "lone surrogate": b'{"query": "\\ud800"}',
    "byte order mark": b"\xef\xbb\xbf" + query(),
    "deep lists": b"[" * 30_000,
    "deep objects": b'{"a":' * 5_000,
    "deep and closed": b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 100 + b"]" * 100 + b"}}",
    "many quotes": b'"' + b'\\"' * 12_000,
    "NUL": b"\0" * 100,
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
async def test_bad_bodies_get_400(storeless: Starlette, body: bytes) -> None:
    answer = await post(storeless, body)
    assert answer.status_code == 400
    assert code_of(answer) == "BAD_REQUEST"


async def test_batches_are_refused(storeless: Starlette) -> None:
    answer = await post(storeless, b"[" + query() + b"," + query() + b"]")
    assert (answer.status_code, code_of(answer)) == (400, "BATCH_NOT_ALLOWED")


async def test_brackets_in_strings_are_not_nesting(storeless: Starlette) -> None:
    answer = await post(storeless, query(variables={"a": "[" * 200 + '"{' * 200}))
    assert answer.status_code == 503


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/graphql", "json"]
)
async def test_other_content_types_get_415(storeless: Starlette, content_type: str) -> None:
    answer = await post(storeless, query(), {"content-type": content_type} if content_type else {})
    assert (answer.status_code, code_of(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("charset", ["utf-16", "iso-8859-1", "x"])
async def test_other_charsets_get_415(storeless: Starlette, charset: str) -> None:
    answer = await post(storeless, query(), {"content-type": f"application/json; charset={charset}"})
    assert (answer.status_code, code_of(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("content_type", ["application/json; charset=UTF-8", 'Application/JSON;charset="utf-8"', "application/json;"])
async def test_json_in_utf_8_is_read(storeless: Starlette, content_type: str) -> None:
    assert (await post(storeless, query(), {"content-type": content_type})).status_code == 503


async def test_compressed_bodies_get_415(storeless: Starlette) -> None:
    bomb = gzip.compress(b"0" * 1_000_000)
    answer = await post(storeless, bomb, {**POST, "content-encoding": "gzip"})
    assert (answer.status_code, code_of(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_bodies_above_the_limit_get_413(storeless: Starlette, anyio_backend: str) -> None:
    answer = await post(storeless, b" " * ((1 << 15) + 1))
    assert (answer.status_code, code_of(answer)) == (413, "BODY_TOO_LARGE")


async def test_chunked_bodies_are_counted_while_they_come(storeless: Starlette) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100:
            sent += 1
            yield b" " * 10_000

    answer = await post(storeless, endless())
    assert (answer.status_code, code_of(answer)) == (413, "BODY_TOO_LARGE")
    assert sent < 10


async def test_a_content_length_that_is_no_length(storeless: Starlette) -> None:
    answer = await post(storeless, b"{}", {**POST, "content-length": "9" * 30})
    assert answer.status_code == 413


@pytest.mark.parametrize("accept", ["text/plain", "image/png", "application/json;q=0"])
async def test_accept_without_json_gets_406(storeless: Starlette, accept: str) -> None:
    answer = await post(storeless, query(), {**POST, "accept": accept})
    assert (answer.status_code, code_of(answer)) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize(("accept", "media_type"), [("*/*", JSON), (GRAPHQL, GRAPHQL), (JSON, JSON)])
async def test_errors_have_the_media_type_that_was_asked_for(storeless: Starlette, accept: str, media_type: str) -> None:
    answer = await post(storeless, b"{", {**POST, "accept": accept})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
async def test_other_methods_get_405(storeless: Starlette, method: str) -> None:
    async with client(storeless) as http:
        answer = await http.request(method, "/graphql")
    assert (answer.status_code, code_of(answer)) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["allow"] == "GET, HEAD, POST"


async def test_pages_of_other_origins_ask_if_a_setting_lets_them(settings: Settings, ontology: Ontology) -> None:
    app = create_app(settings.model_copy(update={"cors_origins": ("https://friend.example",)}), NOWHERE, ontology)
    async with client(app) as http:
        for origin, allowed in (("https://friend.example", "https://friend.example"), ("https://foe.example", None), ("null", None)):
            before = {"origin": origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
            asked = await http.options("/graphql", headers=before)
            answer = await http.post("/graphql", content=query(), headers={**POST, "origin": origin})
            assert asked.status_code == (200 if allowed else 400)
            assert answer.status_code == 503
            for given in (asked, answer):
                assert given.headers.get("access-control-allow-origin") == allowed
                assert "access-control-allow-credentials" not in given.headers
    await app.state.backend.close()


async def get(app: Starlette, query_string: str, accept: str = "*/*") -> httpx.Response:
    async with client(app) as http:
        return await http.get(f"/graphql?{query_string}", headers={"accept": accept})


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "qeury={__typename}",
        "query={__typename}&query={__typename}",
        "query=%ff",
        "query={__typename}&variables=",
        "query={__typename}&variables=[]",
        "query={__typename}&variables={",
        "query={__typename}&variables=NaN",
        "query={__typename}&variables=" + "[" * 100,
        "query={__typename}&extensions=1",
        "&".join(f"p{i}=1" for i in range(100)),
    ],
)
async def test_bad_query_strings_get_400(storeless: Starlette, query_string: str) -> None:
    answer = await get(storeless, query_string)
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


async def test_a_long_query_string_gets_414(storeless: Starlette) -> None:
    answer = await get(storeless, "query=" + "a" * (1 << 15))
    assert (answer.status_code, code_of(answer)) == (414, "URL_TOO_LONG")


@pytest.mark.parametrize("text", ["mutation{__typename}", "query A{__typename}mutation B{__typename}&operationName=B"])
async def test_mutations_by_get_get_405(storeless: Starlette, text: str) -> None:
    answer = await get(storeless, f"query={text}")
    assert (answer.status_code, code_of(answer)) == (405, "METHOD_NOT_ALLOWED")
    assert "POST" in answer.headers["allow"]


@pytest.mark.parametrize(
    "text", ["{__typename}", "query A{__typename}mutation B{__typename}&operationName=A", '{organizations(where:{name:{eq:"mutation"}}){totalCount}}']
)
async def test_queries_by_get_are_let_through(storeless: Starlette, text: str) -> None:
    assert (await get(storeless, f"query={text}")).status_code == 503


async def test_without_a_store_the_answer_is_503(storeless: Starlette) -> None:
    answer = await post(storeless, query())
    assert (answer.status_code, code_of(answer)) == (503, "STORE_UNAVAILABLE")
    assert int(answer.headers["retry-after"]) > 0
    async with client(storeless) as http:
        assert (await http.get("/live")).status_code == 200
        ready = await http.get("/ready")
    assert ready.status_code == 503
    assert ready.json()["reason"]


async def test_while_stopping_nothing_new_is_taken(storeless: Starlette) -> None:
    storeless.state.backend.stopping = True
    answer = await post(storeless, query())
    assert (answer.status_code, code_of(answer)) == (503, "SERVER_STOPPING")
    async with client(storeless) as http:
        assert "stopping" in (await http.get("/ready")).json()["reason"]


async def test_unknown_paths(storeless: Starlette) -> None:
    async with client(storeless) as http:
        answer = await http.get("/nothing/here")
        page = await http.get("/nothing/<script>", headers={"accept": "text/html"})
        missing = await http.get("/static/nothing.js")
    assert (answer.status_code, code_of(answer)) == (404, "NOT_FOUND")
    assert (missing.status_code, code_of(missing)) == (404, "NOT_FOUND")
    assert page.status_code == 404
    assert "<script>" not in page.text


@pytest.mark.parametrize("path", ["/", "/live", "/graphql", "/nothing", "/static/site.css"])
async def test_security_headers_and_request_id_are_everywhere(storeless: Starlette, path: str) -> None:
    async with client(storeless) as http:
        answer = await http.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert len(answer.headers["x-request-id"]) == 32


@pytest.mark.parametrize(("given", "kept"), [("abc-123._X", True), ("a b", False), ("a" * 65, False), ("é", False), ("x\ty", False), ("", False)])
async def test_request_ids_are_kept_if_harmless(storeless: Starlette, given: str, kept: bool) -> None:
    async with client(storeless) as http:
        answer = await http.get("/live", headers=[(b"x-request-id", given.encode())])
    assert (answer.headers["x-request-id"] == given) is kept


async def test_an_unexpected_fault_gets_500_without_a_trace(storeless: Starlette, capsys: pytest.CaptureFixture[str]) -> None:
    async def broken(_: Request) -> Response:
        raise ZeroDivisionError("secret detail")

    backend = storeless.state.backend
    app = Starlette(routes=[Route("/broken", broken), *routes()], middleware=middleware(backend, Metrics(), storeless.state.doorkeeper))
    async with client(app) as http:
        answer = await http.get("/broken", headers={"x-request-id": "the-one"})
    assert (answer.status_code, code_of(answer)) == (500, "INTERNAL_ERROR")
    assert "secret detail" not in answer.text
    assert answer.headers["x-request-id"] == "the-one"
    assert backend.running.count == 0
