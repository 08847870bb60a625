"""Which media type is spoken."""

import doctest

import pytest

from api import body, media
from api.media import GRAPHQL, JSON, choose, wants_page
from api.responses import OFFERS

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize("module", [media, body])
def test_examples_in_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (GRAPHQL.upper(), GRAPHQL),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{JSON};q=0.5, {GRAPHQL};q=0.1", JSON),
        (f"{GRAPHQL}; charset=utf-8, {JSON}; charset=utf-8; q=0.9", GRAPHQL),
        (f"{JSON};q=0, */*", GRAPHQL),
        ("text/plain", None),
        (f"{JSON};q=0", None),
        (f"{JSON};q=nonsense", None),
        ("text/html, */*;q=0.1", JSON),
        (",,;;", None),
    ],
)
def test_choose(accept: str, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen


@pytest.mark.parametrize(
    ("accept", "page"),
    [(CHROME, True), ("text/html", True), ("*/*", False), ("", False), (JSON, False), ("application/json, text/html;q=0.9", False), ("text/html;q=0", False)],
)
def test_wants_page(accept: str, page: bool) -> None:
    assert wants_page(accept) is page
