"""What docs/clients.md shows is taken from the examples, which are run."""

import re

from tests.clients.conftest import CLIENTS
from tests.example import ROOT

SUFFIXES = {".ts", ".tsx", ".py", ".json", ".toml", ".graphql"}


def test_every_piece_shown_stands_in_an_example() -> None:
    shown = re.findall(r"```(\w+)\n(.*?)```", (ROOT / "docs" / "clients.md").read_text(encoding="utf-8"), re.DOTALL)
    examples = [path.read_text(encoding="utf-8") for path in CLIENTS.rglob("*") if path.suffix in SUFFIXES and "node_modules" not in path.parts]
    assert len(shown) >= 4
    assert [piece for _, piece in shown if not any(piece in example for example in examples)] == []


def test_every_example_is_named() -> None:
    text = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    assert {path.name for path in CLIENTS.iterdir() if path.is_dir() and path.name != "node_modules"} == set(re.findall(r"\(\.\./clients/(\w+)\)", text))
