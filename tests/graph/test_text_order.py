"""Pages in the order of text with characters of all planes: nothing is skipped or comes twice."""

from typing import Any

import pytest

from tests.example import Example

TEXTS = ("a", "z", "й", "龍", "\ue000", "豈", "ﷺ", "Ａ", "\ufffd", "𐀀", "🚀", "\U0010ffff", "z🚀", "zＡ", "🚀z", "Ａz")
"""U+E000 to U+FFFF come before the planes above by code points, and after them by UTF-16 units."""
CREATE = """
UNWIND range(0, size($texts) - 1) AS n
CREATE (:Channel:Resource {iri: 'https://example.org/' + n, name: $texts[n], handle: $texts[n], description: $texts[n]})
"""


@pytest.fixture(scope="module")
def texts(example: Example) -> Example:
    example.runner.run(example.store.write([("MATCH (c:Channel) DETACH DELETE c", {}), (CREATE, {"texts": list(TEXTS)})]))
    return example


@pytest.mark.parametrize("key", ["name: ASC", "name: DESC", "description: ASC_NULLS_FIRST", "handle: ASC", "handle: DESC_NULLS_LAST", "handle: DESC"])
@pytest.mark.parametrize("size", ["first", "last"])
def test_pages_walk_through_all_texts_once(texts: Example, key: str, size: str) -> None:
    behind = "after" if size == "first" else "before"
    query = f"query ($c: String) {{ channels({size}: 1, {behind}: $c, orderBy: [{{{key}}}]) {{ edges {{ cursor node {{ name }} }} }} }}"
    whole = [node["name"] for node in texts.ask(f"{{ channels(orderBy: [{{{key}}}], first: 100) {{ nodes {{ name }} }} }}")["channels"]["nodes"]]
    assert sorted(whole) == sorted(TEXTS)
    seen: list[str] = []
    cursor: Any = None
    while edges := texts.ask(query, {"c": cursor})["channels"]["edges"]:
        cursor = edges[0]["cursor"]
        seen.append(edges[0]["node"]["name"])
    assert (seen if size == "first" else seen[::-1]) == whole


def test_an_index_has_the_order_of_code_points_and_other_text_that_of_its_units(texts: Example) -> None:
    found = texts.ask("{ a: channels(orderBy: [{handle: ASC}]) { nodes { handle } } b: channels(orderBy: [{name: ASC}]) { nodes { name } } }")
    assert [node["handle"] for node in found["a"]["nodes"]] == sorted(TEXTS)
    assert [node["name"] for node in found["b"]["nodes"]] == sorted(TEXTS, key=lambda text: text.encode("utf-16-be"))
