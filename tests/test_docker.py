"""Dockerfile and docker-compose.yml against the code: no engine is asked, the texts are compared."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings
from graph.local.lock import locked_versions

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    compose: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    found: dict[str, Any] = compose["services"]
    return found


def test_api_is_given_settings_that_exist(services: dict[str, Any]) -> None:
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    given = set(services["api"]["environment"]) | set(re.findall(r"\b(CLAIMGRAPH_\w+)=", DOCKERFILE))
    assert given <= known
    assert {"NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD"} <= given


def test_api_port_is_the_default_everywhere(services: dict[str, Any]) -> None:
    port = Settings.model_fields["port"].default
    assert services["api"]["environment"]["CLAIMGRAPH_PORT"] == str(port)
    assert services["api"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f"EXPOSE {port}" in DOCKERFILE
    assert f"127.0.0.1:{port}/ready" in DOCKERFILE
    assert f"127.0.0.1:{port}/ready" in " ".join(services["api"]["healthcheck"]["test"])


def test_ports_are_published_to_the_own_machine_only(services: dict[str, Any]) -> None:
    published = [port for service in services.values() for port in service["ports"]]
    assert {"127.0.0.1:7474:7474", "127.0.0.1:7687:7687"} <= set(published)
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_api_waits_for_a_neo4j_that_answers(services: dict[str, Any]) -> None:
    assert services["api"]["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"
    assert services["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert all("healthcheck" in service for service in services.values())


def test_no_password_is_written_down(services: dict[str, Any]) -> None:
    assert services["neo4j"]["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert services["api"]["environment"]["NEO4J_PASSWORD"] == "${NEO4J_PASSWORD}"


def test_neo4j_is_a_version_that_is_tested(services: dict[str, Any]) -> None:
    tag = services["neo4j"]["image"].removeprefix("neo4j:")
    assert any(re.fullmatch(re.escape(version) + r"\.\d+-community", tag) for version in locked_versions())


def test_image_runs_as_a_user_from_the_lock() -> None:
    assert "USER claimgraph" in DOCKERFILE
    assert "--require-hashes --requirement requirements.lock" in DOCKERFILE
    assert DOCKERFILE.rstrip().endswith('CMD ["claimgraph", "serve"]')
