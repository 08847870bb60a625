"""What the documentation shows is what happens."""

import re
import typing
from pathlib import Path

import pytest

from graph.validation import rules, stored_rules
from schema import shapes
from tests.example import ROOT, Example
from tests.exchanges import check

PAGES = sorted((ROOT / "docs").glob("*.md"))
LEAST = {"questions": 15, "views": 2, "validation": 0}
"""How many queries a page has at least."""


@pytest.mark.core
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_queries_give_the_answers_printed(example: Example, page: Path) -> None:
    assert check(page, example) >= LEAST[page.stem]


def part(page: str, name: str) -> set[str]:
    """What stands in backticks between two marks of a page."""
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return set(re.findall(r"`([\w:]+)`", text.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]))


def test_all_components_of_shapes_are_listed() -> None:
    kinds = typing.get_args(shapes.Constraint)
    assert part("validation", "components") == {name for kind in kinds for name in typing.get_args(typing.get_type_hints(kind)["component"])}


def test_all_rules_are_listed() -> None:
    names = (*(rule.name for rule in rules.RULES), stored_rules.LABEL, stored_rules.NAME, stored_rules.STORED_TYPE, stored_rules.END)
    listed = {name for name in part("validation", "rules") if name.endswith("Rule")}
    assert listed == {f"cg:{name.rpartition('#')[2]}" for name in names}
