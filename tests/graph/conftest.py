"""What the tests of this package share."""

from collections.abc import Iterator

import pytest

from tests.example import Example
from tests.graph.mutating import Editor


@pytest.fixture(scope="module")
def editor(example: Example) -> Iterator[Editor]:
    """Changes the example graph; at the end, what is derived must be in accord with the claims."""
    made = Editor(example)
    yield made
    assert made.rebuilt() == 0
