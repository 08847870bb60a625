"""The published audits of GraphQL over HTTP, those of npm's `graphql-http`, against a server that runs."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from tests.api.conftest import serving

HERE = Path(__file__).parent / "audits"
AUDITS = 61


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages as locked."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("there is no Node.js here, with which the audits run")
    folder = tmp_path_factory.mktemp("audits")
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    got = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-progress"], cwd=folder, capture_output=True, text=True, timeout=120)
    if got.returncode:
        pytest.skip(f"npm could not get the audits: {(got.stderr.strip().splitlines() or ['?'])[0]}")
    return folder


@pytest.mark.anyio
async def test_all_audits_pass_warnings_included(audits: Path, filled: Place, settings: Settings, ontology: Ontology) -> None:
    async with serving(create_app(settings, filled, ontology), settings) as address:
        node = await asyncio.create_subprocess_exec("node", "audit.mjs", f"{address}/graphql", cwd=audits, stdout=asyncio.subprocess.PIPE)
        told, _ = await asyncio.wait_for(node.communicate(), 60)
    results = json.loads(told)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == AUDITS
