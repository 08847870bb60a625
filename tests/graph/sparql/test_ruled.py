"""The mirror of those from whom something is hidden says what their export says, after every write, and nothing of what is hidden, whatever a write hides."""

import os
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from graph.export.ruled import hidden_iris
from graph.ir import Rules
from graph.policy import read_policy
from graph.sparql.endpoint import Endpoint
from tests.example import Example
from tests.graph.export.conftest import exported
from tests.graph.mutating import Editor
from tests.graph.random_mutations import Mirror as Plain
from tests.graph.sparql.conftest import BOUNDS, Made
from tests.graph.sparql.queries import QUERIES
from tests.graph.sparql.test_mirror import mirrored, ontology, own_answer, plain_answer

WRITES = int(os.environ.get("CLAIMGRAPH_TEST_MIRRORED", "10"))
POLICY = """
[[hidden]]
class = "Person"
least = "editor"
where = '{note: {eq: "two"}}'
[[hidden]]
class = "ArmedGroup"
least = "editor"
where = '{leaders: {some: {age: {eq: 2}}}}'
[[hidden]]
class = "Claim"
least = "editor"
where = '{claimant: {some: {or: [{note: {eq: "one"}}, {id: {eq: "id:frl"}}]}}}'
[[hidden]]
class = "Event"
least = "editor"
where = '{place: {some: {note: {eq: "secret"}}}}'
[[hidden]]
class = "Person"
properties = ["age"]
least = "editor"
"""


@pytest.fixture(scope="module")
def rules(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Rules:
    path = tmp_path_factory.mktemp("policy") / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    return read_policy(path, example.model, example.engine.schema)["reader"]


@pytest.fixture(scope="module")
def ruled(made: Made, rules: Rules) -> Endpoint:
    return made(bounds=BOUNDS, rules=rules)


@pytest.fixture(scope="module")
def editor(example: Example) -> Editor:
    return Editor(example)


def check(example: Example, endpoint: Endpoint, rules: Rules, what: str) -> set[ox.Quad]:
    expected: set[ox.Quad] = set(ox.parse(exported(example, "nq", "nanopub", rules=rules), format=ox.RdfFormat.N_QUADS))  # type: ignore[arg-type]
    found = mirrored(example, endpoint)
    assert found == expected, f"{what}: {sorted(map(str, found ^ expected))[:10]}"
    hidden = example.runner.run(hidden_iris(example.store, example.model, rules))
    text = "\n".join(map(str, found))
    assert not [iri for iri in hidden if f"<{iri}>" in text], what
    return found


def test_it_says_what_the_export_says_after_every_write(example: Example, ruled: Endpoint, rules: Rules, editor: Editor) -> None:
    plain, draw, done, number, expected = Plain(), Random(3), 0, 0, check(example, ruled, rules, "at first")
    while done < WRITES:
        number += 1
        step = plain.step(draw)
        if not editor.call(step.name, **step.arguments)["errors"]:
            done += 1
            expected = check(example, ruled, rules, f"step {number}: {step}")
    store = ox.Store()
    store.extend([*expected, *(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(example.model.iri)) for t in ontology(example))])
    for query in QUERIES:
        assert own_answer(example, ruled, query) == plain_answer(store, query), query


def test_one_write_hides_many_and_shows_them_again(example: Example, ruled: Endpoint, rules: Rules, editor: Editor) -> None:
    """A place hides what happened there, a claimant what it claimed and what only it said; none of these is what is written."""
    before = check(example, ruled, rules, "before")
    for name, iri in (("upsertRegion", "id:belgorod-region"), ("upsertGovernmentBody", "id:ru-mod")):
        for note in ("secret" if name == "upsertRegion" else "one", None):
            editor.do(name, input={"id": iri, "note": note})
            found = check(example, ruled, rules, f"{iri} {note}")
            assert (len(found) < len(before)) if note else (found == before), iri


def test_it_is_made_anew_at_a_start(example: Example, made: Made, rules: Rules, editor: Editor, tmp_path: Path) -> None:
    """What was hidden when it was made is not known any more."""
    first = made(tmp_path, rules=rules)
    check(example, first, rules, "first")
    example.runner.run(first.close())
    editor.do("upsertRegion", input={"id": "id:belgorod-region", "note": "secret"})
    check(example, made(tmp_path, rules=rules), rules, "second")
    editor.do("upsertRegion", input={"id": "id:belgorod-region", "note": None})
