"""Golden cases: each folder-less trio in tests/cases/ is a query with its IR, its Cypher and its answer on the example graph.

`NAME.graphql` is written by hand (a first line `# {"variables": ...}` gives variables); `NAME.ir`, `NAME.cypher` and `NAME.json` are written by
`CLAIMGRAPH_UPDATE_CASES=1 pytest tests/graph/test_cases.py` and read by people before they are committed.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph.show import show
from tests.example import Example

CASES = Path(__file__).parent.parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.graphql"))
UPDATE = os.environ.get("CLAIMGRAPH_UPDATE_CASES") == "1"

pytestmark = pytest.mark.core


def _read(name: str) -> tuple[str, dict[str, Any]]:
    text = (CASES / f"{name}.graphql").read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    return text, json.loads(first[1:])["variables"] if first.startswith("# {") else {}


def _compare(path: Path, text: str) -> None:
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_there_are_cases() -> None:
    assert len(NAMES) > 20


@pytest.mark.parametrize("name", NAMES)
def test_ir_and_cypher(example: Example, name: str) -> None:
    query, variables = _read(name)
    statement = example.statement(query, variables)
    _compare(CASES / f"{name}.ir", show(statement.query) + "\n")
    parameters = "".join(f"// ${parameter}: {show(value)}\n" for parameter, value in statement.parameters)
    _compare(CASES / f"{name}.cypher", f"{statement.text}\n{parameters}")


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_the_same_through_both_paths(example: Example, name: str) -> None:
    query, variables = _read(name)
    answer = example.answer(query, variables)
    assert answer.status == 200
    _compare(CASES / f"{name}.json", json.dumps(json.loads(answer.body), ensure_ascii=False, indent=2) + "\n")
    assert example.complete(query, variables) == answer.body
