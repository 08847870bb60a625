"""The examples in `clients/python`: a client generated for the server's schema, held to strict types, and used."""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from graph.local.jars import cache_directory
from tests.clients.conftest import CLIENTS, MADE, run

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
BIN = Path(sys.executable).parent
LOCK = CLIENTS / "python" / "requirements.lock"
CACHE = cache_directory() / "clients"


@pytest.fixture(scope="session")
def other_bin() -> Path:
    """The programs of an environment for what does not go with the server's own packages, in the user's cache: installed once for a lock."""
    target = CACHE / f"python-{sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()[:16]}"
    if not (target / "installed").exists():
        shutil.rmtree(target, ignore_errors=True)
        for command in (("venv", "--python", sys.executable), ("pip", "install", "--require-hashes", "--requirement", str(LOCK), "--python")):
            got = subprocess.run([BIN / "uv", "--quiet", *command, str(target)], capture_output=True, text=True, timeout=300)
            if got.returncode:
                pytest.skip(f"uv could not get what clients/python needs: {(got.stderr.strip().splitlines() or ['?'])[0]}")
        (target / "installed").touch()
    return target / "bin"


@pytest.fixture
def examples(tmp_path: Path, server: str) -> Path:
    """A copy of `clients/python` that speaks of the server."""
    folder = tmp_path / "python"
    shutil.copytree(CLIENTS / "python", folder, ignore=MADE)
    config = folder / "pyproject.toml"
    config.write_text(config.read_text().replace("http://127.0.0.1:8000", server))
    return folder


async def test_a_client_made_by_ariadne_codegen(examples: Path, other_bin: Path, server: str) -> None:
    await run(examples, other_bin / "ariadne-codegen")
    await run(examples, other_bin / "mypy", MYPY_CACHE_DIR=str(other_bin.parent / "mypy"))
    said = (await run(examples, other_bin / "python", "with_ariadne_codegen.py", server)).splitlines()
    assert said[:2] == ["46 agents", "As anybody tells it:"]
    legion = said.index("As the Legion tells it:")
    assert [line for line in said[2:legion] if not line.startswith(" ")] == ["Glotovo ATTRIBUTED", "Gora Podol ATTRIBUTED", "Kozinka CORROBORATED"]
    assert said[legion + 1 : -1] == ["Kozinka ATTRIBUTED", "    Freedom of Russia Legion said 'completely liberated'"]
    assert said[-1].endswith(" upsertArmedGroup")


async def test_gql_over_http_and_a_websocket(examples: Path, server: str) -> None:
    await run(examples, BIN / "mypy", "--strict", "with_gql.py", MYPY_CACHE_DIR=str(CACHE / "mypy"))
    said = (await run(examples, sys.executable, "with_gql.py", server)).splitlines()
    assert "Dmitry Medvedev said - The Ukrainian government is responsible for the attacks." in said
    assert said[-1].startswith("change ") and said[-1].endswith(" upsertArmedGroup")
