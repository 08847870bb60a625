"""Timelines against a plain reading of the graph: every page in both directions, whatever the dates are."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from graph.edtf import edtf_bounds
from tests.example import Example
from tests.graph.dumped import Graph, Node, dump
from tests.graph.odd_data import ODD

BOTH = """
MATCH (e:Event {iri: "https://w3id.org/claimgraph/id/odd-event-9"})
SET e:Claim, e.assertedAt = "2020", e.assertedAtEarliest = date("2020-01-01"), e.assertedAtLatest = date("2020-12-31"), e.assertedAtLasting = date("2020-01-01")
"""
"""Something that is an event and a claim: its place is that of an event."""
DATED = {"Event": "when", "Claim": "assertedAt"}
WINDOWS: list[dict[str, str | None]] = [
    {},
    {"from": "2023-05-23"},
    {"to": "2023-05-22"},
    {"from": "2023-05-22", "to": "2023-05-22"},
    {"from": "2022", "to": "2023-05-01"},
    {"from": "../2023-05-22", "to": "2023/.."},
    {"from": "9999-12-31"},
    {"to": "0001-01-01"},
    {"from": "2024", "to": "2020"},
    {"from": None, "to": None},
]
QUERY = """query ($from: EDTF, $to: EDTF, $first: Int, $last: Int, $after: String, $before: String) {
  timeline(from: $from, to: $to, first: $first, last: $last, after: $after, before: $before) {
    totalCount edges { cursor date node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } undated(first: 100) { id }
  }
}"""


@pytest.fixture(scope="module")
def graph(example: Example) -> Graph:
    example.runner.run(example.store.write([(statement, {}) for statement in (*ODD, BOTH)]))
    return example.runner.run(dump(example.store))


def day_of(node: Node) -> tuple[str | None, date | None, date | None]:
    """The date of a node with its bounds."""
    attribute = next(attribute for label, attribute in DATED.items() if label in node.labels)
    return tuple(node.properties.get(attribute + suffix) for suffix in ("", "Earliest", "Latest"))  # type: ignore[return-value]


def expected(graph: Graph, window: Mapping[str, str | None]) -> list[str]:
    since, until = (edtf_bounds(text)[place] if (text := window.get(name)) else None for place, name in enumerate(("from", "to")))
    found = []
    for node in graph.nodes.values():
        if DATED.keys() & node.labels:
            text, early, late = day_of(node)
            if text is not None and (early or date.min) <= (until or date.max) and (late or date.max) >= (since or date.min):
                found.append((early or late or date.max, node.iri))
    return [iri for _, iri in sorted(found)]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("size", ["first", "last"])
def test_pages_walk_through_a_timeline_once(example: Example, graph: Graph, window: Mapping[str, Any], size: str) -> None:
    whole, seen, more = expected(graph, window), list[str](), True
    variables: dict[str, Any] = {**window, size: 17}
    while more:
        page = example.ask(QUERY, variables)["timeline"]
        nodes = [edge["node"]["id"] for edge in page["edges"]]
        assert page["totalCount"] == len(whole)
        assert all(edge["date"] == day_of(graph.nodes[edge["node"]["id"]])[0] for edge in page["edges"])
        seen = seen + nodes if size == "first" else nodes + seen
        info = page["pageInfo"]
        assert info["hasPreviousPage" if size == "first" else "hasNextPage"] is ("after" in variables or "before" in variables)
        more = info["hasNextPage" if size == "first" else "hasPreviousPage"]
        variables["after" if size == "first" else "before"] = info["endCursor" if size == "first" else "startCursor"]
    assert seen == whole


def test_the_undated_stand_apart_whatever_the_limits_are(example: Example, graph: Graph) -> None:
    undated = sorted(node.iri for node in graph.nodes.values() if DATED.keys() & node.labels and day_of(node)[0] is None)
    for window in WINDOWS[:4]:
        assert [node["id"] for node in example.ask(QUERY, {**window, "first": 0})["timeline"]["undated"]] == undated[:100]
