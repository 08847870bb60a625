"""What the documentation shows is what happens."""

from pathlib import Path

import pytest

from tests.example import ROOT, Example
from tests.exchanges import check

PAGES = sorted((ROOT / "docs").glob("*.md"))
LEAST = {"loading": 0, "questions": 15, "tables": 0, "views": 2, "writing": 5}
"""How many queries a page has at least."""


@pytest.mark.core
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_queries_give_the_answers_printed(example: Example, page: Path) -> None:
    assert check(page, example) >= LEAST[page.stem]
