"""Requests that nobody thought of: whatever comes, there is an answer in time, and it is no fault of ours.

CLAIMGRAPH_FUZZ says how many requests each test makes (default: few, so that the suite stays quick).
"""

import asyncio
import json
import os
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import from_schema

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from tests.api.conftest import client

NUMBER = int(os.environ.get("CLAIMGRAPH_FUZZ", "80"))
PATIENCE = 30.0
"""Seconds within which everything is answered."""
FEW = settings(max_examples=max(NUMBER // 20, 5), deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
"""For what takes a third of a second to think of."""
FUZZED = settings(max_examples=NUMBER, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
SAMPLES = sorted((Path(__file__).parents[1] / "cases").glob("*.graphql"))
SPARQL = [
    "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 5",
    "PREFIX cg: <https://w3id.org/claimgraph/ontology#> SELECT ?c (COUNT(*) AS ?n) { ?c a cg:Claim ; cg:content/cg:about+ ?e } GROUP BY ?c",
    "CONSTRUCT { ?s a <urn:x> } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(REGEX(STR(?o), 'a.*b', 'i')) } ORDER BY ?s",
    'ASK { VALUES ?x { 1 2.5 "three"@en } BIND(?x + 1 AS ?y) OPTIONAL { ?z <urn:p> ?y } }',
    "DESCRIBE <https://w3id.org/claimgraph/id/frl>",
]
CHARACTERS = st.characters(exclude_categories=())
WORDS = st.text(CHARACTERS, max_size=30)
PLACES = st.tuples(
    st.floats(0, 1), st.floats(0, 1), st.one_of(WORDS, st.sampled_from(['"', "{", "}", "(", ")", "$", "@", "...", "\\u", "\x00", "#", "'", "<", ">", "é" * 99]))
)


class Fuzzed:
    """The application, and whether it lived through a request."""

    def __init__(self, app: Any, runner: asyncio.Runner) -> None:
        self._http, self._runner = client(app), runner

    def send(self, method: str, path: str, **how: Any) -> None:
        """Send a request; it must be answered in time, and not by 500 or the like."""

        async def ask() -> httpx.Response:
            async with asyncio.timeout(PATIENCE):
                return await self._http.request(method, path, **how)

        answer = self._runner.run(ask())
        assert answer.status_code < 500 or (answer.status_code == 503 and "retry-after" in answer.headers), answer.text[:500]


@pytest.fixture(scope="module")
def fuzzed(filled: Place, ontology: Ontology) -> Iterator[Fuzzed]:
    app = create_app(Settings(query_timeout=5, sparql_timeout=5), filled, ontology)
    with asyncio.Runner() as runner:
        lifespan = app.router.lifespan_context(app)
        runner.run(lifespan.__aenter__())
        yield Fuzzed(app, runner)
        runner.run(lifespan.__aexit__(None, None, None))


def changed(text: str, places: list[tuple[float, float, str]]) -> str:
    """A text in which parts are replaced by others."""
    for start, length, put in places:
        at = int(start * len(text))
        text = text[:at] + put + text[at + int(length**4 * len(text)) :]
    return text


def graphql(texts: list[str]) -> st.SearchStrategy[str]:
    return st.builds(changed, st.sampled_from(texts), st.lists(PLACES, max_size=4))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(WORDS, st.sampled_from(["id", "where", "first", "query", "and"])), inner, max_size=4)
    ),
    max_leaves=12,
)
HEADERS = st.dictionaries(
    st.sampled_from(["accept", "accept-encoding", "if-none-match", "cookie", "x-request-id", "accept-language", "authorization", "last-event-id", "range"]),
    st.text(string.printable.strip() + " ", max_size=40),
    max_size=3,
)


def test_documents_that_fit_the_schema(fuzzed: Fuzzed, ontology: Ontology) -> None:
    @FEW
    @given(from_schema(ontology.sdl))
    def one(document: str) -> None:
        fuzzed.send("POST", "/graphql", json={"query": document})

    one()


def test_documents_with_something_wrong(fuzzed: Fuzzed) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    assert len(texts) > 30

    @FUZZED
    @given(graphql(texts), JSON, st.booleans())
    def one(document: str, variables: Any, by_get: bool) -> None:
        if by_get:
            fuzzed.send("GET", f"/graphql?query={quote(document, errors='surrogatepass')[:6_000]}")
        else:
            fuzzed.send("POST", "/graphql", content=_json({"query": document, "variables": variables}), headers={"content-type": "application/json"})

    one()


def test_bodies_and_headers(fuzzed: Fuzzed) -> None:
    kinds = st.sampled_from(["application/json", "application/json; charset=utf-16", "text/plain", "application/graphql", "multipart/form-data", "", "x" * 300])

    @FUZZED
    @given(st.sampled_from(["GET", "POST", "HEAD", "PUT", "OPTIONS", "DELETE"]), st.one_of(st.binary(max_size=200), st.builds(_json, JSON)), kinds, HEADERS)
    def one(method: str, body: bytes, kind: str, headers: dict[str, str]) -> None:
        fuzzed.send(method, "/graphql", content=body, headers={**headers, "content-type": kind})

    one()


def test_sparql(fuzzed: Fuzzed) -> None:
    @FUZZED
    @given(graphql(SPARQL), st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded", "text/turtle"]), HEADERS)
    def one(query: str, kind: str, headers: dict[str, str]) -> None:
        body = (
            query.encode("utf-8", "surrogatepass") if kind != "application/x-www-form-urlencoded" else f"query={quote(query, errors='surrogatepass')}".encode()
        )
        fuzzed.send("POST", "/sparql", content=body, headers={**headers, "content-type": kind})

    one()


def test_paths_and_parameters(fuzzed: Fuzzed) -> None:
    known = st.sampled_from(
        ["format", "class", "id", "profile", "neighbourhood", "according-to", "accordingTo", "knownAt", "validAt", "status", "after", "query", "x"]
    )
    values = st.one_of(WORDS, st.sampled_from(["nt", "ttl", "Person", "id:frl", "nanopub", "true", "2023-05", "-1", "9" * 40, "STATED", "csv", "graphml"]))
    given_paths = st.one_of(
        st.sampled_from(["/export", "/ontology", "/ontology.ttl", "/context.jsonld", "/.well-known/void"]), WORDS.map(lambda text: f"/id/{_path(text)}")
    )

    @FUZZED
    @given(st.sampled_from(["GET", "HEAD", "POST"]), given_paths, st.lists(st.tuples(known, values), max_size=4), HEADERS)
    def one(method: str, path: str, parameters: list[tuple[str, str]], headers: dict[str, str]) -> None:
        asked = "&".join(f"{name}={_path(value)}" for name, value in parameters)
        fuzzed.send(method, f"{path}?{asked}" if asked else path, headers=headers)

    one()


def _path(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _json(value: Any) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")
