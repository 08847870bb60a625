"""Rules of reading over HTTP: what answers with the whole graph is for those from whom nothing is hidden."""

from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings, read_settings
from schema.errors import SettingsError
from tests.api.conftest import NOWHERE, started
from tests.api.test_auth import ADMIT, FOLLOW, bearer, code, signed

pytestmark = pytest.mark.anyio

POLICY = """
[[hidden]]
class = "ArmedGroup"
least = "editor"
where = '{id: {eq: "id:frl"}}'
"""
ASK: dict[str, Any] = {"query": '{ node(id: "id:frl") { id } organizations(where: {name: {contains: "Legion"}}) { totalCount } }'}
CLOSED = (
    "/id/frl",
    "/id/frl.ttl",
    "/id/isw",
    "/id/nobody",
    "/export",
    "/export?id=id:frl",
    "/export?format=csv",
    "/export?after=0",
    "/sparql?query=ASK%20%7B%7D",
    "/sparql",
)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def app(filled: Place, ontology: Ontology, policy: Path) -> Starlette:
    return create_app(Settings(**ADMIT, policy=policy), filled, ontology)


async def test_graphql_hides_by_role(app: Starlette) -> None:
    async with started(app) as http:
        found = {role: (await http.post("/graphql", json=ASK, headers=bearer(signed(role=role)))).json()["data"] for role in ("reader", "editor", "reader")}
        assert found["reader"] == {"node": None, "organizations": {"totalCount": 0}}
        assert found["editor"]["node"] and found["editor"]["organizations"]["totalCount"] == 1


async def test_what_cannot_hide_is_refused(app: Starlette) -> None:
    async with started(app) as http:
        for path in CLOSED:
            answer = await http.get(path, headers={"Accept": "*/*", **bearer(signed(role="reader"))})
            assert (path, answer.status_code, code(answer)) == (path, 403, "FORBIDDEN")
            assert "CLAIMGRAPH_POLICY" in answer.text
        answer = await http.post("/sparql", content="ASK {}", headers={"Content-Type": "application/sparql-query", **bearer(signed(role="reader"))})
        assert (answer.status_code, code(answer)) == (403, "FORBIDDEN")
        for path in ("/id/frl.ttl", "/export?id=id:frl"):
            assert (await http.get(path, headers=bearer(signed(role="editor")))).status_code == 200


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
