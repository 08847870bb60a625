"""The gate of names into Cypher."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher.quote import quote

HOSTILE = ["", "1a", "a b", "a`b", "a\\u0060b", "a\n", "é", "a-b", "a.b", "a@ru", "а", "𝓪", "a\x00", " a"]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a name"):
        quote(name)


@given(st.text())
def test_whatever_passes_is_a_name_between_backticks(name: str) -> None:
    try:
        text = quote(name)
    except ValueError:
        assert not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name, re.ASCII)
    else:
        assert text == f"`{name}`"
        assert name.isascii()
        assert "`" not in name


@given(st.from_regex(r"\A[A-Za-z_][A-Za-z0-9_]{0,60}\Z"))
def test_every_plain_name_passes(name: str) -> None:
    assert quote(name) == f"`{name}`"
