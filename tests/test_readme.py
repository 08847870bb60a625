"""What the README shows is what happens."""

import re
from pathlib import Path

import pytest

from api.exits import exits_table
from tests.example import ROOT, Example
from tests.exchanges import check

README = ROOT / "README.md"


@pytest.mark.core
def test_queries_give_the_answers_printed(example: Example) -> None:
    assert check(README, example) >= 2


def test_the_exit_codes_are_those_of_the_program() -> None:
    shown = README.read_text(encoding="utf-8").split("<!-- exits -->\n")[1].split("\n<!-- /exits -->")[0]
    assert shown == exits_table().strip()


def test_the_code_map_names_what_exists() -> None:
    package, names = "", 0
    for line in README.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"^    (\S+/?)  +\S", line):
            package = match[1]
            assert (ROOT / package).exists() or package.startswith("make"), package
        elif match := re.match(r"^      (\S+)  +\S", line):
            assert (ROOT / Path(package) / match[1]).exists(), f"{package}{match[1]}"
            names += 1
    assert names > 10
