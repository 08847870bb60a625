"""A patch makes of one dataset the other."""

import pyoxigraph as ox
import pytest

from graph.export import patch

G = ox.NamedNode("urn:g")
S, P = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
ONE = [
    ox.Quad(S, P, ox.Literal("two\nlines \u2028 and\rmore", language="en")),
    ox.Quad(ox.BlankNode("r1"), P, ox.Triple(S, P, ox.Literal("5", datatype=ox.NamedNode("urn:d"))), G),
]
OTHER = [ox.Quad(S, P, ox.BlankNode("r1"), G), ox.Quad(S, P, S)]


@pytest.mark.parametrize(("gone", "new"), [(ONE, OTHER), (OTHER, ONE), (ONE, []), ([], OTHER), (ONE, ONE)])
def test_what_it_says_is_done_in_its_order(gone: list[ox.Quad], new: list[ox.Quad]) -> None:
    store = ox.Store()
    store.extend(gone)
    text = patch.header("to", "at-2") + patch.told(patch.DELETED, gone) + patch.told(patch.ADDED, new)
    assert patch.done(text, store) == len(gone) + len(new)
    assert set(store) == set(new)
    assert patch.headed(text, "to") == "at-2"
    assert all(line[:2] in (b"A ", b"D ", b"H ") and line.endswith(b" .") for line in text.split(b"\n")[:-1])
