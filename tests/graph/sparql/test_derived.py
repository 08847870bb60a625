"""What a mirror is told of some resources, a few at a time and in whatever order, ends as what the graph says."""

from collections.abc import Callable
from itertools import permutations

import pyoxigraph as ox
import pytest

from graph.export.pages import rows_of
from graph.export.rows import Known, Row
from graph.export.statements import quads
from graph.sparql.derived import Derivation
from tests.example import Example
from tests.graph.mutating import Editor, to
from tests.graph.random_mutations import MEMBER_OF

CLAIM = "id:derived"
SAME, OTHER = ({"subject": to("id:frl"), "kind": "RELATION", "predicate": MEMBER_OF, "object": to(group)} for group in ("id:wagner", "id:rvc"))
WAYS: dict[str, Callable[[Editor], object]] = {
    "another content": lambda editor: editor.do("upsertClaim", input={"id": CLAIM, "content": to("id:p-derived-other")}),
    "another content that says the same": lambda editor: editor.do("upsertClaim", input={"id": CLAIM, "content": to("id:p-derived-same")}),
    "no claim any more": lambda editor: editor.do("deleteClaim", id=CLAIM),
    "the content says something else": lambda editor: editor.do("upsertProposition", input={"id": "id:p-derived", **OTHER}),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_order_does_not_matter(example: Example, way: str) -> None:
    editor, known = Editor(example), Known.of(example.model)
    for name, said in (("", SAME), ("-same", SAME), ("-other", OTHER)):
        editor.do("upsertProposition", input={"id": f"id:p-derived{name}", "text": f"Derived{name}.", **said})
    editor.do("upsertClaim", input={"id": CLAIM, "stance": "ASSERTS", "claimant": to("id:isw"), "content": to("id:p-derived"), "passage": to("id:pas-C23")})
    iris = [example.engine.conversions.iri(one) for one in (CLAIM, "id:p-derived", "id:p-derived-same", "id:p-derived-other")]

    def rows(*some: str) -> list[Row]:
        return example.runner.run(rows_of(example.store, known, some))

    before = list(quads(rows(*iris), known, "nanopub"))
    WAYS[way](editor)
    now = {iri: rows(iri) for iri in iris}
    contents = [row for iri in iris[1:] for row in now[iri]]
    wanted = set(quads(rows(*iris), known, "nanopub"))
    assert wanted != set(before)
    for order in permutations(iris):
        store = ox.Store()
        store.extend(before)
        for iri in order:
            gone, new = Derivation(known, [iri], now[iri], contents if iri == iris[0] else []).difference(store)
            for quad in gone:
                store.remove(quad)
            store.extend(new)
        assert set(store) == wanted, order
