"""Clients of other people in front of a server that really listens, over a real Neo4j with the example graph."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from tests.api.conftest import anyio_backend, filled, ontology, place, serving
from tests.example import ROOT

__all__ = ["anyio_backend", "filled", "ontology", "place"]

CLIENTS = ROOT / "clients"
MADE = shutil.ignore_patterns("node_modules", "dist", "gql", "__generated__", "schema.graphql", "claimgraph_client", ".mypy_cache", "__pycache__")
"""What somebody may have made there."""
PATIENCE = 120.0
"""Seconds for one command: the machine may have other work."""


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(query_timeout=60)


@pytest.fixture
async def server(filled: Place, ontology: Ontology, settings: Settings) -> AsyncIterator[str]:
    """The address of a server that is ready."""
    async with serving(create_app(settings, filled, ontology), settings) as address:
        yield address


async def run(folder: Path, *command: str | Path, **environment: str) -> str:
    """Return what a command says in a folder, which must succeed."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=os.environ | environment, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        said, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
    text = said.decode(errors="replace")
    assert process.returncode == 0, f"{' '.join(map(str, command))}\n{text}"
    return text
