"""Queries with their answers in Markdown: each pair is run. `CLAIMGRAPH_UPDATE_CASES=1` writes the answers anew, to be read by people."""

import json
import os
import re
from pathlib import Path

from tests.example import Example

EXCHANGE = re.compile(r"```graphql\n(.*?)```\n\n```json\n(.*?)```", re.DOTALL)
UPDATE = os.environ.get("CLAIMGRAPH_UPDATE_CASES") == "1"


def check(page: Path, example: Example) -> int:
    """Compare every answer on a page with the one that is given now; return how many there are."""
    text = page.read_text(encoding="utf-8")
    exchanges = EXCHANGE.findall(text)
    for query, answer in exchanges:
        given = compact(example.ask(query))
        if UPDATE:
            text = text.replace(f"{query}```\n\n```json\n{answer}```", f"{query}```\n\n```json\n{given}\n```")
            page.write_text(text, encoding="utf-8")
        else:
            assert json.loads(answer) == json.loads(given)
    return len(exchanges)


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
