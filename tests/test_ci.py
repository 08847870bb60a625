"""What .ci/run does before it tests."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.example import ROOT

BASH = shutil.which("bash") or "bash"


def chromium(folder: Path, **commands: str) -> str:
    """Run `.ci/chromium` where there are only these commands; return what it prints, `done` holding what they were called with."""
    for name, text in commands.items():
        (folder / name.replace("_", "-")).write_text(f'#!{BASH}\necho "{name} $*" >>"{folder}/done"\n{text}\n')
        (folder / name.replace("_", "-")).chmod(0o755)
    ran = subprocess.run([BASH, ROOT / ".ci" / "chromium"], env={"PATH": str(folder)}, capture_output=True, text=True, check=True)
    assert not ran.stderr
    return ran.stdout


def done(folder: Path) -> list[str]:
    return (folder / "done").read_text().splitlines()


def test_chromium_that_is_there_is_left_alone(tmp_path: Path) -> None:
    assert chromium(tmp_path, chromium="", apt_get="") == ""
    assert not (tmp_path / "done").exists()


@pytest.mark.parametrize(("user", "asked"), [(0, "apt_get install -y -qq --no-install-recommends chromium"), (1000, "sudo -n apt-get install")])
def test_chromium_is_installed_by_root_or_by_sudo(tmp_path: Path, user: int, asked: str) -> None:
    assert chromium(tmp_path, id=f"echo {user}", sudo="", apt_get="") == "Chromium is installed\n"
    assert done(tmp_path)[-1].startswith(asked)


@pytest.mark.parametrize("commands", [{}, {"apt_get": "exit 100"}])
def test_where_it_cannot_be_installed_the_rest_goes_on(tmp_path: Path, commands: dict[str, str]) -> None:
    assert "cannot be installed" in chromium(tmp_path, id="echo 0", **commands)
