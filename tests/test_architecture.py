"""The modules that the picture and the pages for developers name are there."""

import re

import pytest

from tests.example import ROOT

PATH = re.compile(r"(?<![\w/.-])((?:api|graph|schema|tests|benchmarks|scripts|docs|examples|clients|data)/[\w./-]*\w(?:/|\b))")
FILES = ("docs/architecture.md", "docs/architecture.svg", "CONTRIBUTING.md")


@pytest.mark.parametrize("name", FILES)
def test_what_is_named_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(PATH.findall(text))
    assert len(named) > 10
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_modules_named_by_themselves_are_of_the_package_before_them() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"\(`graph/mutations/`\):(.*?)\n\* ", text, re.DOTALL)
    assert all((ROOT / "graph" / "mutations" / one).exists() for one in re.findall(r"`(\w+\.py)`", line))


def test_every_page_is_in_the_list_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}
    assert pages <= set(re.findall(r"docs/[\w-]+\.md", readme))
