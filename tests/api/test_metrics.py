"""`/metrics`."""

import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from tests.api.conftest import client, started

pytestmark = pytest.mark.anyio


def numbers(text: str) -> dict[str, float]:
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in text.splitlines() if not line.startswith("#")}


async def test_requests_are_counted_by_path_and_status(storeless: Starlette) -> None:
    http = client(storeless)
    for path in ("/live", "/live", "/nope/1", "/nope/2", "/id/frl", "/", "/static/site.css"):
        await http.get(path)
    await http.post("/graphql", content="{")
    answer = await http.get("/metrics")
    found = numbers(answer.text)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/plain")
    expected = {("/live", 200): 2, ("/other", 404): 2, ("/id", 503): 1, ("/", 200): 1, ("/static", 200): 1, ("/graphql", 415): 1}
    for (path, status), number in expected.items():
        assert found[f'claimgraph_requests_total{{path="{path}",status="{status}"}}'] == number
    assert found["claimgraph_ready"] == 0 and found['claimgraph_request_seconds_count{path="/live"}'] == 2


async def test_versions_and_the_lag_of_the_mirror(filled: Place, ontology: Ontology, settings: Settings) -> None:
    async with started(create_app(settings, filled, ontology)) as http:
        found = numbers((await http.get("/metrics")).text)
        version = int((await http.get("/export", params={"id": "id:frl"})).headers["x-graph-version"])
    assert found["claimgraph_ready"] == 1 and found["claimgraph_graph_version"] == version > 0
    assert found["claimgraph_mirror_lag"] == found["claimgraph_mirror_version"] == 0
