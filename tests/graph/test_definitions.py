import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.definitions import Definition, definitions
from graph.local import LocalServer
from schema.model import Model
from schema.reader import read_model
from tests.example import ONTOLOGY
from tests.graph.bench import Bench


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(ONTOLOGY)


@pytest.fixture(scope="module")
def bench(neo4j_server: LocalServer, model: Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, model, tmp_path_factory.mktemp("data"), runner)
        yield made
        made.define()
        made.close()


def names(bench: Bench) -> set[str]:
    text = "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'cg_' OR name IN ['resource_text', 'past_text'] RETURN name, state"
    found = bench.runner.run(bench.store.define(text))
    assert {state for _, state in found} == {"ONLINE"}
    return {name for name, _ in found}


def test_what_the_ontology_asks_for(model: Model) -> None:
    wanted = set(definitions(model))
    assert Definition("unique", "Resource", ("iri",)) in wanted
    assert Definition("fulltext", "Resource", ("searchText",)) in wanted
    assert Definition("range", "ArmedGroup", ("iri",)) in wanted
    assert Definition("range", "Resource", ("iri",)) not in wanted
    assert Definition("unique", "Country", ("isoCode",)) in wanted
    assert Definition("point", "Place", ("location",)) in wanted
    assert Definition("range", "Proposition", ("status",)) in wanted


def test_an_indexed_attribute_is_indexed_on_the_highest_class_that_has_it(model: Model) -> None:
    assert [d.label for d in definitions(model) if d.properties == ("recordedAt",)] == ["Resource"]
    assert {d.label for d in definitions(model) if d.properties in (("whenEarliest",), ("whenLasting",))} == {"Event"}


def test_a_name_tells_kind_label_and_properties() -> None:
    assert Definition("unique", "Country", ("isoCode", "name")).name == "cg_unique__Country__isoCode__name"


def test_a_second_start_makes_nothing(bench: Bench, model: Model) -> None:
    first = bench.define()
    second = bench.define()
    assert first.created + first.existing == len(definitions(model)) == second.existing
    assert (second.created, second.dropped) == (0, 0)
    assert names(bench) == {d.name for d in definitions(model)}


def test_what_the_ontology_no_longer_wants_is_dropped(bench: Bench, model: Model) -> None:
    bench.define()
    smaller = replace(model, classes={name: cls for name, cls in model.classes.items() if name != "Country"})
    assert bench.define(smaller).dropped == 2  # its index on iri and its key
    assert not {name for name in names(bench) if "__Country__" in name}
    assert bench.define().created == 2


def test_an_index_of_somebody_else_stays(bench: Bench) -> None:
    bench.runner.run(bench.store.define("CREATE INDEX theirs IF NOT EXISTS FOR (n:Theirs) ON (n.x)"))
    try:
        bench.define()
        assert bench.runner.run(bench.store.define("SHOW INDEXES YIELD name WHERE name = 'theirs' RETURN name")) == [["theirs"]]
    finally:
        bench.runner.run(bench.store.define("DROP INDEX theirs"))


def test_a_full_text_index_with_another_analyzer_is_made_anew(bench: Bench) -> None:
    bench.define()
    bench.runner.run(bench.store.define("DROP INDEX resource_text"))
    text = "CREATE FULLTEXT INDEX resource_text FOR (n:Resource) ON EACH [n.searchText] OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}}"
    bench.runner.run(bench.store.define(text))
    assert (bench.define().dropped, bench.define().dropped) == (1, 0)
