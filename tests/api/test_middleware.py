"""Pages of other sites ask for data and GraphQL where the settings say so, and for nothing else."""

import httpx
import pytest

from api.app import create_app
from api.backend import Ontology
from api.settings import Settings
from tests.api.conftest import NOWHERE, client

pytestmark = pytest.mark.anyio
ORIGIN = {"origin": "https://example.org"}
PREFLIGHT = {**ORIGIN, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
DATA = ("/graphql", "/schema.graphql", "/introspection.json", "/sparql", "/export", "/ontology", "/ontology.nt", "/id/frl", "/id/a/b.ttl")
OTHERS = ("/", "/metrics", "/live", "/sparql/x", "/exports", "/static/start.css")


async def asked(ontology: Ontology, cors: tuple[str, ...], path: str, headers: dict[str, str], method: str = "GET") -> httpx.Response:
    app = create_app(Settings(cors_origins=cors), NOWHERE, ontology)
    try:
        return await client(app).request(method, path, headers=headers)
    finally:
        await app.state.backend.close()


@pytest.mark.parametrize("path", DATA)
async def test_data_is_read_from_the_origins_of_the_list(ontology: Ontology, path: str) -> None:
    cors = ("https://example.org", "http://localhost:3000")
    answer = await asked(ontology, cors, path, ORIGIN)
    assert answer.headers["access-control-allow-origin"] == "https://example.org"
    assert "Origin" in answer.headers["vary"]
    assert "X-Graph-Version" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in (await asked(ontology, cors, path, {"origin": "https://example.com"})).headers
    before = await asked(ontology, cors, path, PREFLIGHT, "OPTIONS")
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (200, "https://example.org")
    assert (await asked(ontology, cors, path, {**PREFLIGHT, "origin": "https://example.com"}, "OPTIONS")).status_code == 400
    assert (await asked(ontology, ("*",), path, ORIGIN)).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", OTHERS)
async def test_nothing_else_is(ontology: Ontology, path: str) -> None:
    for headers, method in ((ORIGIN, "GET"), (PREFLIGHT, "OPTIONS")):
        answer = await asked(ontology, ("*",), path, headers, method)
        assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_it_is_off_unless_it_is_set(ontology: Ontology) -> None:
    for path in DATA:
        assert "access-control-allow-origin" not in (await asked(ontology, (), path, ORIGIN)).headers
