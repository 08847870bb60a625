"""What attackers send to `/graphql` and to all that takes text: each gets an answer or a clear refusal, never a fault of ours and never more than the limits.

How much others feel of it is measured in benchmarks/, not here.
"""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from graphql import get_introspection_query

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from tests.api.conftest import started

pytestmark = pytest.mark.anyio
PATIENCE = 20.0
"""Seconds within which everything is answered: twice the time limit of a query."""
ALIASES = " ".join(f"a{number}: __typename" for number in range(5_000))
SPREADS = "{ ...F0 } " + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60)) + " fragment F60 on Query { __typename }"
WIDE = "{ people { nodes { " + " ".join(f"n{n}: name" for n in range(600)) + " } } }"


def nested(levels: int, inner: str = "id") -> str:
    for _ in range(levels):
        inner = f"content {{ claims(first: 100) {{ nodes {{ {inner} }} }} }}"
    return f"{{ claims(first: 100) {{ nodes {{ {inner} }} }} }}"


def introspection(levels: int) -> str:
    inner = "name"
    for _ in range(levels):
        inner = f"fields {{ type {{ {inner} }} }}"
    return f"{{ __schema {{ types {{ {inner} }} }} }}"


DOCUMENTS = {
    "fields inside of fields": nested(20),
    "lists inside of lists": nested(3),
    "depth by inline fragments": "{" + "... on Query {" * 200 + "__typename" + "}" * 201,
    "aliases": "{" + ALIASES + "}",
    "aliases of an expensive field": "{" + " ".join(f'a{n}: search(text: "legion", first: 100) {{ totalCount }}' for n in range(100)) + "}",
    "a field again and again": "{" + "__typename " * 3_990 + "}",
    "a wide selection": WIDE,
    "fragments that double": SPREADS,
    "fragments in a circle": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "a fragment in itself": "{ ...A } fragment A on Query { people { nodes { ...P } } } fragment P on Person { memberOf { nodes { ... on Person { ...P } } } }",
    "fragments that nobody uses": "{ __typename } " + " ".join(f"fragment U{n} on Query {{ __typename }}" for n in range(500)),
    "directives": "{ __typename " + "@include(if: true) " * 1_000 + "}",
    "unknown directives": "{ __typename " + "@a " * 1_000 + "}",
    "tokens": "{" + " a" * 50_000 + "}",
    "commas": "{" + "," * 500_000 + "__typename}",
    "comments": "#" + "x" * 500_000 + "\n{__typename}",
    "many operations": " ".join(f"query Q{n} {{ __typename }}" for n in range(1_000)),
    "variables that nobody uses": "query (" + " ".join(f"$v{n}: Int" for n in range(1_000)) + ") { __typename }",
    "an overlap of many fields": "{" + " ".join(f"people {{ nodes {{ a{n}: id }} }}" for n in range(300)) + "}",
    "overlaps in fragments": "{"
    + " ".join(f"...G{n}" for n in range(150))
    + "} "
    + " ".join(f"fragment G{n} on Query {{ people {{ nodes {{ name }} }} }}" for n in range(150)),
    "introspection, whole": get_introspection_query(),
    "introspection in a circle": introspection(8),
    "introspection in a small circle": introspection(3),
    "types by name": "{" + " ".join(f'a{n}: __type(name: "Person") {{ name }}' for n in range(100)) + "}",
    "a page that is too long": "{ people(first: 100000) { nodes { id } } }",
    "a negative page": "{ people(first: -1) { nodes { id } } }",
    "a page of both ends": "{ people(first: 1, last: 1) { nodes { id } } }",
    "a number that is too large": "{ people(first: 99999999999999999999) { nodes { id } } }",
    "a number of 5,000 digits": "{ people(first: " + "9" * 5_000 + ") { nodes { id } } }",
    "an exponent": "{ people(first: 1e400) { nodes { id } } }",
    "a float that is infinite": "{ quantities(where: {min: {gt: 1e999}}) { nodes { id } } }",
    "a long string": '{ people(where: {name: {contains: "' + "x" * 200_000 + '"}}) { nodes { id } } }',
    "a long list": "{ nodes(ids: [" + '"id:frl" ' * 3_000 + "]) { id } }",
    "lists inside of lists as an argument": "{ people(where: " + "{and: [" * 500 + "{}" + "]}" * 500 + ") { nodes { id } } }",
    "negations": "{ people(where: " + "{not: " * 300 + "{}" + "}" * 300 + ") { nodes { id } } }",
    "relations in conditions": "{ people(where: " + "{memberOf: {some: {" * 100 + "}}}" * 100 + ") { nodes { id } } }",
    "many conditions": "{ people(where: {or: [" + '{name: {contains: "a"}}' * 400 + "]}) { nodes { id } } }",
    "a search for everything": '{ search(text: "* *:* a* ~ AND OR NOT", first: 100) { totalCount } }',
    "a search in Lucene's words": '{ search(text: "name:/.*.*.*.*x/ OR _exists_:iri", first: 1) { totalCount } }',
    "a long search": '{ search(text: "' + " ".join(f"w{n}" for n in range(20_000)) + '", first: 1) { totalCount } }',
    "a word that is long": '{ search(text: "' + "x" * 200_000 + '", first: 1) { totalCount } }',
    "an empty search": '{ search(text: "", first: 1) { totalCount } }',
    "ways that are too long": '{ paths(from: "id:frl", to: "id:wagner", maxLength: 60) { length } }',
    "ways between everything": '{ paths(from: "id:frl", to: "id:fsb", maxLength: 6, first: 100) { length } }',
    "a neighbourhood that is too large": '{ neighbourhood(of: ["id:frl"], depth: 30, limit: 100000) { truncated } }',
    "Cypher in a string": '{ people(where: {name: {eq: "`) DETACH DELETE n //"}}) { nodes { id } } }',
    "Cypher by an escape": '{ people(where: {name: {eq: "\\u0060 MATCH (n) DETACH DELETE n //"}}) { nodes { id } } }',
    "Cypher in an IRI": '{ node(id: "id:x`}) DETACH DELETE n //") { id } }',
    "Cypher in a language": '{ people(first: 1) { nodes { name(lang: ["en`] + 1 //"]) } } }',
    "SPARQL in an IRI": '{ node(id: "id:x> . ?s ?p ?o") { id } }',
    "an IRI of no scheme": '{ node(id: "::::") { id } }',
    "an IRI that is long": '{ node(id: "id:' + "x" * 100_000 + '") { id } }',
    "null characters": '{ node(id: "id:\\u0000") { id } }',
    "half a character": '{ people(where: {name: {eq: "\\ud800"}}) { nodes { id } } }',
    "a cursor that is none": '{ people(after: "zzzz") { nodes { id } } }',
    "a cursor with Cypher": '{ people(after: "WyJ4YCBERUxFVEUgbiJd") { nodes { id } } }',
    "a cursor that is long": '{ people(after: "' + "A" * 100_000 + '") { nodes { id } } }',
    "a date that is none": '{ events(where: {when: {overlaps: "9999-99-99"}}) { nodes { id } } }',
    "a date that is long": '{ events(where: {when: {overlaps: "' + "1" * 20_000 + '"}}) { nodes { id } } }',
    "a time before all": 'query @view(knownAt: "0000-01-01T00:00:00Z") { people { totalCount } }',
    "a view of many sources": "query @view(accordingTo: [" + '"id:isw" ' * 3_000 + "]) { people { totalCount } }",
    "a view that repeats": "query " + '@view(validAt: "2023") ' * 50 + "{ people { totalCount } }",
    "a point off the globe": "{ settlements(where: {location: {near: {latitude: 1000, longitude: 0, distance: 1e308}}}) { nodes { id } } }",
    "a group of everything": "{ resources { aggregate(groupBy: [types]) { count } } }",
    "a subscription as a query": "subscription { changes { version } }",
    "nothing": "",
    "only spaces": " " * 100_000,
    "a document without an end": "{" * 3_000,
    "strings without an end": '{ a(b: "' + "x" * 1_000,
    "a block string without an end": '{ a(b: """' + "x" * 1_000,
    "other letters": "{ \u202e\u0000\uffff }",
}
BODIES: dict[str, tuple[bytes, dict[str, str]]] = {
    "JSON that is nested": (b'{"query": ' + b"[" * 30_000, {}),
    "JSON that is nested in variables": (b'{"query": "{__typename}", "variables": ' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"}", {}),
    "a number of 30,000 digits": (b'{"query": "{__typename}", "variables": {"a": ' + b"9" * 30_000 + b"}}", {}),
    "no number": (b'{"query": "{__typename}", "variables": {"a": NaN}}', {}),
    "infinite": (b'{"query": "{__typename}", "variables": {"a": Infinity}}', {}),
    "no UTF-8": (b'{"query": "\xff\xfe"}', {}),
    "UTF-16": ('{"query": "{__typename}"}'.encode("utf-16"), {}),
    "half a surrogate": (b'{"query": "{__typename}", "variables": {"a": "\\ud800"}}', {}),
    "the same key twice": (b'{"query": "{__typename}", "query": "{x}"}', {}),
    "a bomb of gzip": (gzip.compress(b" " * 20_000_000), {"content-encoding": "gzip"}),
    "a batch": (b'[{"query": "{__typename}"}]', {}),
    "a large batch": (b"[" + b'{"query": "{__typename}"},' * 1_000 + b"{}]", {}),
    "a body that is too large": (b" " * 2_000_000, {}),
    "a form": (b"query={__typename}", {"content-type": "application/x-www-form-urlencoded"}),
    "a form of parts": (b"--x\r\n\r\n--x--", {"content-type": "multipart/form-data; boundary=x"}),
    "plain text": (b'{"query": "{__typename}"}', {"content-type": "text/plain"}),
    "a foreign page": (b'{"query": "mutation { deletePerson(id: \\"id:x\\") { deleted } }"}', {"content-type": "text/plain", "origin": "https://evil.example"}),
    "headers of a proxy": (b'{"query": "{__typename}"}', {"x-forwarded-for": "127.0.0.1" + ", 1.1.1.1" * 500, "x-forwarded-host": "evil.example"}),
    "a type without an end": (b"{}", {"content-type": "application/json; " + "a=b; " * 500}),
    "accepts without an end": (b'{"query": "{__typename}"}', {"accept": "application/json;q=0.1, " * 500}),
}
TEXTS = [
    "'",
    '"',
    "`",
    "\\",
    "\x00",
    "\u202e",
    "%00",
    "..",
    "../../etc/passwd",
    "{{7*7}}",
    "<script>",
    "\r\nSet-Cookie: a=b",
    "$p0",
    "'; DROP",
    "\U0001f600" * 50,
    "x" * 5_000,
]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def http(filled: Place, ontology: Ontology) -> AsyncIterator[httpx.AsyncClient]:
    async with started(create_app(Settings(), filled, ontology)) as client:
        yield client


def check(answer: httpx.Response) -> None:
    assert answer.status_code < 500, answer.text[:300]
    if "json" in answer.headers.get("content-type", "") and answer.status_code >= 400:
        assert all(error["extensions"]["code"] not in ("INTERNAL_ERROR", "") for error in answer.json()["errors"])


async def still_there(http: httpx.AsyncClient) -> None:
    assert (await http.post("/graphql", json={"query": '{ node(id: "id:frl") { id } }'})).json()["data"]["node"]["id"]


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_document(http: httpx.AsyncClient, name: str) -> None:
    async with asyncio.timeout(PATIENCE):
        check(await http.post("/graphql", content=json.dumps({"query": DOCUMENTS[name]}).encode(), headers={"content-type": "application/json"}))
    await still_there(http)


@pytest.mark.parametrize("name", BODIES)
async def test_a_body(http: httpx.AsyncClient, name: str) -> None:
    body, headers = BODIES[name]
    async with asyncio.timeout(PATIENCE):
        answer = await http.post("/graphql", content=body, headers={"content-type": "application/json", **headers})
    check(answer)
    if "mutation" in body.decode("latin-1"):
        assert answer.status_code == 415
    await still_there(http)


def places(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everywhere that takes a text."""
    yield "/graphql", {"query": text}
    yield "/graphql", {"query": "query ($t: String!) { search(text: $t, first: 1) { totalCount } }", "variables": json.dumps({"t": text})}
    yield "/graphql", {"query": "query ($t: ID!) { node(id: $t) { id } }", "variables": json.dumps({"t": text})}
    yield "/graphql", {"query": "{__typename}", "operationName": text}
    yield "/sparql", {"query": text}
    yield "/sparql", {"query": "ASK {}", "default-graph-uri": text}
    yield "/sparql", {"query": "ASK {}", "format": text}
    for name in ("format", "profile", "class", "id", "status", "knownAt", "accordingTo", "excluding", "assertedBefore", "validAt"):
        yield "/export", {name: text}
    yield "/ontology", {"format": text}


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_a_text_everywhere(http: httpx.AsyncClient, text: str) -> None:
    for path, parameters in places(text):
        async with asyncio.timeout(PATIENCE):
            check(await http.get(path, params=parameters))
    for start in ("/id/", "/", "/ontology.", "/static/", "/static/vendor/", "/.well-known/"):
        async with asyncio.timeout(PATIENCE):
            check(await http.get(start + quote(text)))
    await still_there(http)
