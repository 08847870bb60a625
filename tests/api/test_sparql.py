"""`/sparql`: the SPARQL 1.1 Protocol. The names of the first tests are those of W3C's protocol tests, whose requests they make."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology
from api.pages import sparql_examples, with_prefixes
from api.place import Place
from api.settings import Settings
from graph.sparql.formats import GRAPHS, SOLUTIONS
from tests.api.conftest import client, started
from tests.api.test_app import code_of

pytestmark = pytest.mark.anyio
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")
DATA = "https://w3id.org/claimgraph/ontology"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def http(filled: Place, ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(home=tmp_path_factory.mktemp("home"), max_body=1 << 15)  # type: ignore[arg-type]
    async with started(create_app(settings, filled, ontology)) as made:
        yield made


async def post(http: httpx.AsyncClient, body: str | bytes, kind: str, url: str = "/sparql", **headers: str) -> httpx.Response:
    return await http.post(url, content=body, headers={"content-type": kind, **headers})


# W3C: what must be answered


async def test_query_get(http: httpx.AsyncClient) -> None:
    answer = await http.get("/sparql?query=ASK%20%7B%7D")
    assert answer.status_code == 200 and answer.headers["content-type"] in RESULTS and answer.json()["boolean"] is True


async def test_query_post_form(http: httpx.AsyncClient) -> None:
    answer = await post(http, "query=ASK%20%7B%7D", FORM)
    assert answer.status_code == 200 and answer.json()["boolean"] is True


async def test_query_post_direct(http: httpx.AsyncClient) -> None:
    answer = await post(http, "ASK {}", QUERY)
    assert answer.status_code == 200 and answer.json()["boolean"] is True


@pytest.mark.parametrize("how", ["get", "post"])
async def test_query_dataset_default_graph(http: httpx.AsyncClient, how: str) -> None:
    """One default graph from the protocol; several are merged."""
    for graphs in ([DATA], [DATA, "urn:empty"]):
        text = "ASK { cg:Claim a owl:Class FILTER NOT EXISTS { ?c a cg:Claim } }"
        given = {"query": text, "default-graph-uri": graphs}
        answer = await http.get("/sparql", params=given) if how == "get" else await http.post("/sparql", data=given)
        assert answer.json()["boolean"] is True


async def test_query_dataset_named_graphs(http: httpx.AsyncClient) -> None:
    text = f"ASK {{ GRAPH <{DATA}> {{ cg:Claim a owl:Class }} FILTER NOT EXISTS {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH ?g {{ ?a ?b ?c }} FILTER (?g != <{DATA}>) }} }}"
    answer = await http.get("/sparql", params={"query": text, "named-graph-uri": [DATA, "urn:empty"]})
    assert answer.json()["boolean"] is True


async def test_query_dataset_full(http: httpx.AsyncClient) -> None:
    text = f"ASK {{ GRAPH ?g {{ ?x ?y ?z }} cg:Claim a owl:Class FILTER (?g = <{DATA}>) }}"
    answer = await post(http, text, QUERY, url=f"/sparql?default-graph-uri={DATA.replace(':', '%3A')}&named-graph-uri={DATA.replace(':', '%3A')}")
    assert answer.json()["boolean"] is True


async def test_query_multiple_dataset(http: httpx.AsyncClient) -> None:
    """The dataset of the protocol goes before that of the query."""
    text = "ASK FROM <urn:nothing> { cg:Claim a owl:Class }"
    assert (await http.get("/sparql", params={"query": text, "default-graph-uri": DATA})).json()["boolean"] is True
    assert (await http.get("/sparql", params={"query": text})).json()["boolean"] is False


async def test_query_content_type_select(http: httpx.AsyncClient) -> None:
    for form in RESULTS:
        answer = await post(http, "SELECT (1 AS ?value) {}", QUERY, accept=form)
        assert answer.status_code == 200 and answer.headers["content-type"] == form and "value" in answer.text


async def test_query_content_type_ask(http: httpx.AsyncClient) -> None:
    for form in RESULTS:
        answer = await post(http, "ASK {}", QUERY, accept=form)
        assert answer.headers["content-type"] == form and "true" in answer.text


@pytest.mark.parametrize("text", ["DESCRIBE id:frl", "CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}"])
async def test_query_content_type_describe_and_construct(http: httpx.AsyncClient, text: str) -> None:
    for form in GRAPHS.values():
        answer = await post(http, text, QUERY, accept=form)
        assert answer.headers["content-type"] == form
        assert list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(form)))


# W3C: what must be refused


async def test_bad_query_method(http: httpx.AsyncClient) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = await http.request(method, "/sparql?query=ASK%20%7B%7D")
        assert answer.status_code == 405 and "POST" in answer.headers["allow"]


async def test_bad_multiple_queries(http: httpx.AsyncClient) -> None:
    answer = await http.get("/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D")
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


async def test_bad_query_wrong_media_type(http: httpx.AsyncClient) -> None:
    answer = await post(http, "ASK {}", "text/plain")
    assert (answer.status_code, code_of(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_bad_query_missing_form_type(http: httpx.AsyncClient) -> None:
    answer = await http.post("/sparql", content="query=ASK%20%7B%7D")
    assert answer.status_code == 415


async def test_bad_query_missing_direct_type(http: httpx.AsyncClient) -> None:
    answer = await http.post("/sparql", content="ASK {}")
    assert answer.status_code == 415


async def test_bad_query_non_utf8(http: httpx.AsyncClient) -> None:
    answer = await post(http, "ASK { ?s ?p 'ä' }".encode("utf-16"), QUERY)
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")
    assert (await post(http, "ASK {}", f"{QUERY}; charset=utf-16")).status_code == 415


async def test_bad_query_syntax(http: httpx.AsyncClient) -> None:
    answer = await http.get("/sparql?query=ASK%20%7B")
    assert (answer.status_code, code_of(answer)) == (400, "SPARQL_SYNTAX") and "line 1, column 6, at the end: expected one of" in answer.text


@pytest.mark.parametrize(
    ("url", "body", "kind"),
    [
        ("/sparql", "CLEAR ALL", UPDATE),
        ("/sparql", "update=CLEAR%20ALL", FORM),
        ("/sparql?update=CLEAR%20ALL", None, ""),
        ("/sparql?using-graph-uri=urn%3Aa", "CLEAR ALL", UPDATE),
        ("/sparql", "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM),
        ("/sparql", "update=CLEAR%20NAMED&using-named-graph-uri=urn%3Ax", FORM),
    ],
)
async def test_updates_are_refused(http: httpx.AsyncClient, url: str, body: str | None, kind: str) -> None:
    answer = await http.get(url) if body is None else await post(http, body, kind, url=url)
    assert (answer.status_code, code_of(answer)) == (400, "SPARQL_REFUSED")


# beyond them


async def test_other_bad_requests(http: httpx.AsyncClient) -> None:
    for url, status, code in (
        ("/sparql?query=ASK%20%7B%7D&nope=1", 400, "BAD_REQUEST"),
        ("/sparql?query=ASK%20%7B%7D&default-graph-uri=relative", 400, "BAD_IRI"),
        ("/sparql?query=ASK%20%7B%7D&named-graph-uri=http://a%20b", 400, "BAD_IRI"),
        ("/sparql?query=ASK%20%7B%7D&format=exe", 400, "BAD_REQUEST"),
        ("/sparql?query=%FF", 400, "BAD_REQUEST"),
        ("/sparql?query=", 400, "SPARQL_SYNTAX"),
        ("/sparql?query=ASK%20%7B%7D&named-graph-uri=http%3A%2F%2F%5B", 400, "SPARQL_FAILED"),
    ):
        answer = await http.get(url)
        assert (answer.status_code, code_of(answer)) == (status, code), url
    big = await post(http, "ASK {} #" + "x" * 40_000, QUERY)
    assert (big.status_code, code_of(big)) == (413, "BODY_TOO_LARGE")
    packed = await post(http, "ASK {}", QUERY, **{"content-encoding": "gzip"})
    assert packed.status_code == 415
    empty = await post(http, "", FORM)
    assert (empty.status_code, code_of(empty)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("accept", "text", "form"),
    [
        ("", "ASK {}", SOLUTIONS["json"]),
        ("*/*", "ASK {}", SOLUTIONS["json"]),
        ("application/json", "ASK {}", SOLUTIONS["json"]),
        ("text/xml", "ASK {}", SOLUTIONS["xml"]),
        ("text/csv;q=0.5, text/tab-separated-values", "SELECT (1 AS ?x) {}", SOLUTIONS["tsv"]),
        ("text/html, */*;q=0.1", "SELECT (1 AS ?x) {}", SOLUTIONS["json"]),
        ("*/*", "CONSTRUCT WHERE { ?s a cg:Person }", GRAPHS["ttl"]),
        ("application/ld+json, text/csv", "CONSTRUCT WHERE { ?s a cg:Person }", GRAPHS["jsonld"]),
    ],
)
async def test_the_format_is_what_the_client_wants_most(http: httpx.AsyncClient, accept: str, text: str, form: str) -> None:
    answer = await post(http, text, QUERY, accept=accept)
    assert answer.status_code == 200 and answer.headers["content-type"] == form


async def test_what_no_format_fits_is_406(http: httpx.AsyncClient) -> None:
    for accept, text in (("image/png", "ASK {}"), ("text/csv", "CONSTRUCT WHERE { ?s a cg:Person }"), ("text/turtle", "ASK {}")):
        answer = await post(http, text, QUERY, accept=accept)
        assert (answer.status_code, code_of(answer)) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize("name", [*SOLUTIONS, *GRAPHS])
async def test_the_format_can_be_named(http: httpx.AsyncClient, name: str) -> None:
    text = "ASK {}" if name in SOLUTIONS else "CONSTRUCT WHERE { ?s a cg:Person }"
    answer = await http.get("/sparql", params={"query": text, "format": name}, headers={"accept": "image/png"})
    assert answer.headers["content-type"] == {**SOLUTIONS, **GRAPHS}[name]


async def test_an_answer_tells_its_version_and_travels_compressed(http: httpx.AsyncClient) -> None:
    text = "SELECT * { ?s ?p ?o }"
    plain = await post(http, text, QUERY, **{"accept-encoding": "identity"})
    packed = await post(http, text, QUERY, **{"accept-encoding": "gzip"})
    assert int(plain.headers["x-graph-version"]) > 0
    assert packed.headers["content-encoding"] == "gzip" and packed.content == plain.content


async def test_rdf_1_2_is_understood(http: httpx.AsyncClient) -> None:
    answer = await post(http, "SELECT (SUBJECT(?t) AS ?s) { BIND (<<( <urn:a> <urn:b> 1 )>> AS ?t) }", QUERY, accept="text/csv")
    assert answer.text.split() == ["s", "urn:a"]


async def test_the_service_describes_itself(http: httpx.AsyncClient) -> None:
    for name, form in GRAPHS.items():
        answer = await http.get("/sparql", headers={"accept": form})
        assert answer.status_code == 200 and answer.headers["content-type"] == form, name
    said = ox.Store()
    said.load((await http.get("/sparql", headers={"accept": "text/turtle"})).content, format=ox.RdfFormat.TURTLE)
    found = said.query("""PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?endpoint ?triples (SUM(?n) AS ?sum) { ?s a sd:Service ; sd:endpoint ?endpoint ; sd:defaultDataset/sd:defaultGraph ?g .
        ?g void:triples ?triples ; void:propertyPartition/void:triples ?n } GROUP BY ?endpoint ?triples""")
    ((endpoint, triples, total),) = found  # type: ignore[misc]
    counted = await post(http, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", QUERY, accept="text/csv")
    assert endpoint.value == "http://claimgraph/sparql" and triples.value == total.value == counted.text.split()[1]
    again = await http.get("/sparql", headers={"accept": "text/turtle", "if-none-match": (await http.get("/sparql")).headers["etag"]})
    assert again.status_code == 304
    assert (await http.get("/.well-known/void")).headers["location"].endswith("/sparql")


async def test_a_browser_gets_a_page_with_all_examples(http: httpx.AsyncClient) -> None:
    answer = await http.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", answer.text)
    for path in re.findall(r'(?:src|href)="(static/[^"]+)"', answer.text):
        assert (await http.get(f"/{path}")).status_code == 200


@pytest.mark.parametrize("query", sparql_examples(), ids=lambda text: text.split(":")[0].strip("# "))
async def test_every_example_gives_rows(http: httpx.AsyncClient, query: str) -> None:
    """With the prefixes that the page puts before it, and no others."""
    text = with_prefixes(
        query,
        {
            "cg": DATA + "#",
            "id": "https://w3id.org/claimgraph/id/",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        },
    )
    answer = await post(http, text, QUERY, accept="text/csv, application/n-triples")
    assert answer.status_code == 200 and len(answer.text.splitlines()) > 1, answer.text


async def test_before_the_store_is_there_it_is_503(storeless: Starlette) -> None:
    answer: Any = await client(storeless).get("/sparql?query=ASK%20%7B%7D")
    assert answer.status_code == 503 and answer.headers["retry-after"]
