"""What the documentation shows is what happens."""

from pathlib import Path

import pytest

from tests.example import ROOT, Example
from tests.exchanges import check

PAGES = [ROOT / "docs" / "questions.md", ROOT / "docs" / "views.md"]


@pytest.mark.core
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_queries_give_the_answers_printed(example: Example, page: Path) -> None:
    assert check(page, example) >= 2
