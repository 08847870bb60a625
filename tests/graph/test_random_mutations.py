"""Random mutations leave what a plain model says, statuses that a rebuild leaves alone, and a past that can still be asked for."""

import os
from random import Random
from typing import Any

import pytest

from tests.example import Example
from tests.graph.mutating import Editor
from tests.graph.random_mutations import EVERYTHING, QUERY, Mirror

SEEDS = int(os.environ.get("CLAIMGRAPH_TEST_MUTATIONS", "3"))
STEPS = 20


def answer(editor: Editor, known: str | None = None) -> Any:
    query = QUERY.replace("{", f'@view(knownAt: "{known}") {{', 1) if known else QUERY
    return editor.ask(query, {"ids": EVERYTHING})["nodes"]


def plain(node: dict[str, Any] | None) -> dict[str, Any] | None:
    """What the model knows of an answer: IRIs for nodes, no statuses, only relations that rest on nothing, nothing that is null."""
    if node is None:
        return None
    found: dict[str, Any] = {}
    for key, value in node.items():
        if key == "names":
            found[key] = sorted((one["lang"], one["value"]) for one in value)
        elif isinstance(value, dict) and "edges" in value:
            found[key] = sorted(edge["node"]["id"] for edge in value["edges"] if edge["status"] == "STATED")
        elif isinstance(value, dict):
            found[key] = sorted(one["id"] for one in value["nodes"]) if "nodes" in value else value["id"]
        elif value is not None and key not in ("status", "origins", "denials"):
            found[key] = value
    return found


def same(found: dict[str, Any] | None, wanted: dict[str, Any] | None) -> bool:
    """Whether an answer has what the model says of the fields that it shows."""
    if found is None or wanted is None:
        return found is wanted
    return all(wanted.get(key) == value for key, value in found.items() if key != "memberOf") and all(
        key in found for key, value in wanted.items() if key in ("note", "age")
    )


@pytest.fixture(scope="module")
def editor(example: Example) -> Editor:
    return Editor(example)


def test_mutations_do_what_a_plain_model_says(editor: Editor) -> None:
    mirror, then = Mirror(), []
    for seed in range(SEEDS):
        draw = Random(seed)
        for number in range(STEPS):
            step = mirror.step(draw)
            errors = [error["code"] for error in editor.call(step.name, **step.arguments)["errors"]]
            told = f"seed {seed}, step {number}: {step}"
            assert (step.code in errors) if step.code else not errors, f"{told}: {errors}"
            nodes = answer(editor)
            for iri, node in zip(EVERYTHING, nodes, strict=True):
                assert same(plain(node), mirror.shown(iri)), f"{told}: {plain(node)}, not {mirror.shown(iri)}"
            then.append((editor.rows("MATCH (l:ChangeLog) RETURN toString(l.at)"), nodes))
        assert editor.rebuilt() == 0, f"seed {seed}"
    assert sum(1 for _, nodes in then if any(nodes)) > len(then) / 2
    for rows, nodes in then:
        if rows and rows[0][0]:
            assert answer(editor, rows[0][0]) == nodes, rows
