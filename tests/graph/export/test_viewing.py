"""An export under a view has what queries under the same view answer."""

import json
from typing import Any

import pytest

from graph.export.rows import Known
from graph.export.run import export, wanted
from schema.errors import BadArgument, BadIri
from schema.model import CG
from tests.example import Example

VIEWS: list[dict[str, list[str]]] = [
    {"accordingTo": ["id:ru-mod", "id:frl"]},
    {"excluding": ["id:ru-mod"]},
    {"status": ["DISPUTED", "NARRATED"]},
    {"status": ["STATED"]},
    {"assertedBefore": ["2023-05-22"], "validAt": ["2023"]},
    {"knownAt": ["2999-01-01T00:00:00Z"], "accordingTo": ["id:frl"]},
]
QUERY = """{{ claims(first: 100) @view({0}) {{ nodes {{ id }} }}
propositions(first: 100) @view({0}) {{ nodes {{ id status }} }}
armedGroups(first: 100) @view({0}) {{ nodes {{ id basedIn {{ edges {{ status node {{ id }} }} }} captured {{ edges {{ status node {{ id }} }} }} }} }} }}"""


def elements(example: Example, viewing: dict[str, list[str]], **chosen: Any) -> list[dict[str, str]]:
    async def read() -> bytes:
        asked = wanted(example.model, "cytoscape", viewing=viewing, **chosen)
        return b"".join([piece async for piece in export(example.store, example.model, asked)])

    return [one["data"] for one in json.loads(example.runner.run(read()))["elements"]]


def argument(name: str, values: list[str]) -> str:
    if name == "status":
        return f"status: [{', '.join(values)}]"
    return f"{name}: {json.dumps(values if name in ('accordingTo', 'excluding') else values[0])}"


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_what_counts_is_what_queries_find(example: Example, view: dict[str, list[str]]) -> None:
    answer = example.ask(QUERY.format(", ".join(argument(*one) for one in view.items())))
    found = elements(example, view)
    assert {one["id"] for one in found if one.get("type") == "Claim"} == {one["id"] for one in answer["claims"]["nodes"]}
    shown = {one["id"]: one["status"] for one in found if one.get("type") == "Proposition"}
    assert shown == {one["id"]: one["status"] for one in answer["propositions"]["nodes"]}
    groups = answer["armedGroups"]["nodes"]
    for relation in ("basedIn", "captured"):
        edges = sorted([one["source"], one["target"], one["status"]] for one in found if one.get("label") == relation and one.get("source"))
        told = sorted([group["id"], edge["node"]["id"], edge["status"]] for group in groups for edge in group[relation]["edges"])
        assert [edge for edge in edges if edge[0] in {group["id"] for group in groups}] == told


def test_what_was_not_known_is_not_there(example: Example) -> None:
    assert not elements(example, {"knownAt": ["2023-05-22T12:00:00Z"]})


def test_all_was_known_that_is_there(example: Example) -> None:
    now = elements(example, {})
    assert now and elements(example, {"knownAt": ["2999-01-01T00:00:00Z"]}) == now
    assert elements(example, {"knownAt": ["2999-01-01T00:00:00+02:00"]}, label="Person") == elements(example, {}, label="Person")


@pytest.mark.parametrize(
    ("viewing", "error"),
    [
        ({"status": ["SURE"]}, BadArgument),
        ({"knownAt": ["yesterday"]}, BadArgument),
        ({"knownAt": ["2023-05-22"]}, BadArgument),
        ({"validAt": ["sometime"]}, BadArgument),
        ({"accordingTo": ["nobody"]}, BadIri),
        ({"accordingTo": ["id:frl"] * 101}, BadArgument),
    ],
)
def test_a_view_that_makes_no_sense_is_refused(example: Example, viewing: dict[str, list[str]], error: type[Exception]) -> None:
    with pytest.raises(error):
        wanted(example.model, "ttl", viewing=viewing)


def test_nothing_is_asserted_that_only_claims_say(example: Example) -> None:
    """Not even under a view in which it is there."""

    async def read() -> str:
        asked = wanted(example.model, "nt", viewing={"accordingTo": ["id:frl"]})
        return b"".join([piece async for piece in export(example.store, example.model, asked)]).decode()

    lines = example.runner.run(read())
    assert f"<{CG}Claim>" in lines and f"<{CG}captured>" not in lines and Known.of(example.model).relations["CAPTURED"]
