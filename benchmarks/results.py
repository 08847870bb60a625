"""results.md, a part for each measure: a run writes its own part, with its raw figures beside it, and leaves the others as they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from benchmarks.tables import table

PARTS = {
    "comparison": "How fast is claimgraph beside what one would use instead, and beside the bare driver?",
    "scale": "Do the same pages take longer in a graph that is a hundred times as large?",
    "memory": "Does the server's memory grow with the number of requests?",
    "drivers": "What do the ways of using Neo4j's driver cost?",
    "views": "What does it cost to ask as some sources tell it, and to weigh everything anew?",
    "writing": "What does a batch of mutations take, beside the best-known library?",
    "load": "How fast is a load beside bare batches of the same graph, and how much memory does it take?",
    "sparql": "How fast is SPARQL beside rdflib's engine, what does the mirror take, and what do others notice of an attack?",
    "export": "How fast is an export beside a bare loop over the driver's rows, and how much memory does the server take?",
    "attacks": "What does a user notice while somebody attacks?",
    "endurance": "Does it stay as it is under load for minutes, and come back when Neo4j does?",
    "explorer": "How long does the explorer take over a large graph, in a browser?",
    "schema": "Do the same requests take longer under an ontology of many classes?",
}
"""The measures, in their order in results.md, and what each asks."""
_PART = re.compile(r"^<!-- (\w+) -->\n(.*?)\n<!-- /\1 -->$", re.MULTILINE | re.DOTALL)
_HEAD = "Written by the runs themselves; medians over the rounds, least..most in brackets. Raw figures: `results-<part>.json`."


@dataclass(frozen=True)
class Part:
    """What a measure found: lines of Markdown, raw figures, a summary for the terminal, whether all answers were right, pictures by file name."""

    lines: Sequence[str]
    raw: Mapping[str, Any]
    summary: str
    right: bool = True
    pictures: Mapping[str, str] = field(default_factory=dict)


def write(directory: Path, name: str, part: Part) -> None:
    """Put a part into results.md and write its other files."""
    directory.mkdir(parents=True, exist_ok=True)
    document = directory / "results.md"
    document.write_text(merged(document.read_text(encoding="utf-8") if document.exists() else "", name, part.lines), encoding="utf-8")
    raw = directory / f"results-{name}.json"
    raw.write_bytes(orjson.dumps(part.raw, option=orjson.OPT_INDENT_2) + b"\n")
    for file, text in part.pictures.items():
        (directory / file).write_text(text, encoding="utf-8")
    print(f"written: {', '.join(map(str, (document, raw)))}", flush=True)


def merged(document: str, name: str, lines: Sequence[str]) -> str:
    """Return results.md with one part new and the others as they were.

    >>> one = merged("", "memory", ["old"])
    >>> two = merged(merged(one, "scale", ["large"]), "memory", ["new"])
    >>> two.index("large") < two.index("new"), "old" in two
    (True, False)
    """
    parts = {**dict(_PART.findall(document)), name: "\n".join([f"## {name.capitalize()}", "", PARTS[name], "", *lines]).rstrip()}
    shown = [part for part in PARTS if part in parts]
    contents = table(["part", "what it asks", "command"], [[f"[{part}](#{part})", PARTS[part], f"`{_command(part)}`"] for part in shown])
    bodies = (line for part in shown for line in (f"<!-- {part} -->", parts[part], f"<!-- /{part} -->", ""))
    return "\n".join(["# Benchmark", "", _HEAD, "", *contents, *bodies])


def _command(part: str) -> str:
    return "make bench" if part == "comparison" else f"make bench ARGS={part}"
