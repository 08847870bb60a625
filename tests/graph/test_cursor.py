"""Cursors are opaque, and belong to one list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import cursor
from schema.errors import BadCursor

KEYS = st.lists(st.none() | st.text() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False), min_size=1)


@given(KEYS, st.sampled_from(["a" * 32, "b" * 32]))
def test_round_trip(keys: list[object], signature: str) -> None:
    text = cursor.encoder(signature)(keys)
    assert cursor.decode(text, signature, len(keys)) == keys
    assert cursor.nulls_of(text) == tuple(key is None for key in keys)
    with pytest.raises(BadCursor):
        cursor.decode(text, "c" * 32, len(keys))
    with pytest.raises(BadCursor):
        cursor.decode(text, signature, len(keys) + 1)


@given(st.text() | st.from_regex(r"[A-Za-z0-9_-]+"))
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        cursor.decode(text, "a" * 32, 1)
