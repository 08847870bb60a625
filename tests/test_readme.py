"""What the README shows is what happens."""

import json
import os
import re
from pathlib import Path

import pytest

from api.exits import exits_table
from tests.example import ROOT, Example

README = ROOT / "README.md"
EXCHANGE = re.compile(r"```graphql\n(.*?)```\n\n```json\n(.*?)```", re.DOTALL)
UPDATE = os.environ.get("CLAIMGRAPH_UPDATE_CASES") == "1"


def compact(value: object, indent: str = "", room: int = 110) -> str:
    """JSON that keeps on one line what fits there."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + len(indent) <= room or not isinstance(value, dict | list):
        return flat
    inner = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + compact(item, inner) for item in value) + f"\n{indent}]"
    members = ",\n".join(f"{inner}{json.dumps(key)}: {compact(item, inner)}" for key, item in value.items())
    return f"{{\n{members}\n{indent}}}"


@pytest.mark.core
def test_queries_give_the_answers_printed(example: Example) -> None:
    text = README.read_text(encoding="utf-8")
    exchanges = EXCHANGE.findall(text)
    assert len(exchanges) >= 2
    for query, answer in exchanges:
        given = compact(example.ask(query))
        if UPDATE:
            text = text.replace(f"{query}```\n\n```json\n{answer}```", f"{query}```\n\n```json\n{given}\n```")
            README.write_text(text, encoding="utf-8")
        else:
            assert json.loads(answer) == json.loads(given)


def test_the_exit_codes_are_those_of_the_program() -> None:
    shown = README.read_text(encoding="utf-8").split("<!-- exits -->\n")[1].split("\n<!-- /exits -->")[0]
    assert shown == exits_table().strip()


def test_the_code_map_names_what_exists() -> None:
    package, names = "", 0
    for line in README.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"^    (\S+/?)  +\S", line):
            package = match[1]
            assert (ROOT / package).exists() or package.startswith("make"), package
        elif match := re.match(r"^      (\S+)  +\S", line):
            assert (ROOT / Path(package) / match[1]).exists(), f"{package}{match[1]}"
            names += 1
    assert names > 10
