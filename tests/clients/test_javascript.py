"""The examples in `clients/` for JavaScript: made for the server's schema, held to strict TypeScript, and used."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from graph.local.jars import cache_directory
from tests.clients.conftest import CLIENTS, MADE, run

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
LOCK = CLIENTS / "package-lock.json"
PACKAGES = (LOCK, CLIENTS / ".npmrc", CLIENTS / "package.json", *sorted(CLIENTS.glob("*/package.json")))
COPYLEFT = re.compile(r"\bA?GPL\b|\bSSPL\b", re.IGNORECASE)


@pytest.fixture(scope="session")
def packages() -> Path:
    """The packages as locked, in the user's cache: installed once for a lock, and there as a whole or not at all."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("there is no Node.js here, with which the examples in clients/ run")
    target = cache_directory() / "clients" / sha256(LOCK.read_bytes()).hexdigest()[:16]
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=target.parent))
        for path in PACKAGES:
            copy = folder / path.relative_to(CLIENTS)
            copy.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, copy)
        got = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-progress"], cwd=folder, capture_output=True, text=True, timeout=300)
        if got.returncode:
            shutil.rmtree(folder)
            pytest.skip(f"npm could not get the packages of clients/: {(got.stderr.strip().splitlines() or ['?'])[0]}")
        with suppress(OSError):  # another process was faster
            folder.rename(target)
    return target / "node_modules"


@pytest.fixture(scope="module")
def examples(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of `clients/` that has its packages, and nothing that was made before."""
    folder = tmp_path_factory.mktemp("examples") / "clients"
    shutil.copytree(CLIENTS, folder, ignore=MADE)
    (folder / "node_modules").symlink_to(packages)
    return folder


def tool(examples: Path, name: str) -> Path:
    return examples / "node_modules" / ".bin" / name


def passed(report: str) -> int:
    """How many tests Node.js says have passed."""
    found = re.search(r"^\S+ pass (\d+)$", report, re.MULTILINE)
    return int(found[1]) if found else 0


async def test_apollo_client_with_generated_types(examples: Path, server: str) -> None:
    folder = examples / "react"
    await run(folder, tool(examples, "graphql-codegen"), CLAIMGRAPH=server)
    generated: dict[str, dict[str, list[str]]] = json.loads((folder / "src" / "gql" / "possibleTypes.json").read_text())
    assert "ArmedGroup" in generated["possibleTypes"]["Agent"]
    await run(folder, tool(examples, "tsc"))
    await run(folder, "npm", "run", "build")
    assert passed(await run(folder, "npm", "run", "check", CLAIMGRAPH=server)) == 4


async def test_urql_with_the_cache_that_knows_the_schema(examples: Path, server: str) -> None:
    folder = examples / "urql"
    await run(folder, tool(examples, "tsc"))
    assert passed(await run(folder, "npm", "run", "check", CLAIMGRAPH=server)) == 3


async def test_relay(examples: Path, server: str) -> None:
    folder = examples / "relay"
    async with httpx.AsyncClient() as http:
        (folder / "schema.graphql").write_bytes((await http.get(f"{server}/schema.graphql")).content)
    await run(folder, tool(examples, "relay-compiler"))
    await run(folder, tool(examples, "tsc"))
    assert passed(await run(folder, "npm", "run", "check", CLAIMGRAPH=server)) == 3


def locked() -> Iterable[tuple[str, dict[str, object]]]:
    packages: dict[str, dict[str, object]] = json.loads(LOCK.read_text())["packages"]
    return packages.items()


def test_the_lock_names_no_place_and_each_package_by_its_hash() -> None:
    for path, package in locked():
        assert "resolved" not in package or package.get("link"), path
        assert "integrity" in package or package.get("link") or not path.startswith("node_modules/"), path


def test_no_package_asks_for_more_than_its_own_licence() -> None:
    licences = {path: str(package.get("license", "")) for path, package in locked() if "node_modules/" in path and not package.get("link")}
    assert {path: licence for path, licence in licences.items() if COPYLEFT.search(licence)} == {}
