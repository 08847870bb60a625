"""A store goes from one ontology to the next: as if its data had been loaded under it, with what was known before, however often it is interrupted."""

import asyncio
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.definitions import definitions
from graph.engine import Asked, Engine
from graph.load import load
from graph.local import LocalServer
from graph.log import Author, Turn, change
from graph.migration.apply import apply, check
from graph.migration.stored import progress, read_kept
from graph.migration.terms import Terms
from graph.store import Transaction
from graph.write import Written, delete
from schema.errors import DataError, OntologyChanging
from schema.model import Model
from schema.reader import read_model
from schema.types import build_schema
from tests.graph.bench import ID, Bench

ONTOLOGIES = Path(__file__).parent.parent / "ontologies"
RENAMED = {
    "press:Newsroom": "press:Outlet",
    "press:motto": "press:slogan",
    "press:opened": "press:openedOn",
    "press:keeps": "press:runs",
    "press:since": "press:from",
    "press:loud": "press:shrill",
}

TIMES = "stateSince: 0, stateUntil: 0"


def silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""


@pytest.fixture(scope="module")
def old() -> Model:
    return read_model(ONTOLOGIES / "press.ttl")


@pytest.fixture(scope="module")
def new() -> Model:
    return read_model(ONTOLOGIES / "press-next.ttl")


@pytest.fixture(scope="module")
def bench(neo4j_server: LocalServer, old: Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, old, tmp_path_factory.mktemp("data"), runner)
        yield made
        made.close()


@pytest.fixture
def press(bench: Bench) -> Bench:
    """The data under press.ttl, with a past."""
    bench.clear()
    bench.load_files(ONTOLOGIES / "press-data.ttl")
    bench.load_files(ONTOLOGIES / "press-more.ttl")
    return bench


def follow(bench: Bench, new: Model, *, drop: bool = True, report: Callable[[str, int, int], None] = silent) -> None:
    bench.runner.run(check(bench.store, Terms(bench.model, new), drop=drop, report=silent))
    bench.runner.run(apply(bench.store, bench.model, new, "tests", report))


def everything(bench: Bench) -> list[Any]:
    """All nodes and relationships, present and past, without the times that differ from run to run."""
    nodes = bench.rows(f"MATCH (n:Resource|Past) WITH n ORDER BY n.iri, n.stateUntil RETURN n.iri, labels(n), n {{.*, recordedAt: 0, {TIMES}}}")
    links = bench.rows(
        f"MATCH (a:Resource)-[r]->(b:Resource) WITH a, r, b ORDER BY a.iri, type(r), b.iri, r.stateUntil, r.basis RETURN a.iri, type(r), b.iri, r {{.*, {TIMES}}}"
    )
    return [[[iri, sorted(labels), held] for iri, labels, held in nodes], links]


def ask(bench: Bench, model: Model, query: str) -> str:
    engine = Engine(model, build_schema(model), bench.store)
    return bench.runner.run(engine.answer(Asked(query, None, None))).body.decode()


def changed(text: str, old: str, new: str, folder: Path) -> Model:
    """The old ontology with one change."""
    assert old in text
    file = folder / "changed.ttl"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return read_model(file)


# all kinds of change at once


def test_it_ends_as_if_the_data_had_been_loaded_under_the_new_ontology(press: Bench, new: Model) -> None:
    follow(press, new)
    found = press.dump()
    texts = [(ONTOLOGIES / name).read_text(encoding="utf-8") for name in ("press-data.ttl", "press-more.ttl")]
    press.clear()
    for text in texts:
        kept = "\n".join(line for line in text.splitlines() if not line.endswith("# gone"))
        kept = re.sub("|".join(RENAMED), lambda match: RENAMED[match[0]], re.sub(r'press:staff "(\d+)"', r"press:staff \1", kept))
        press.runner.run(load(press.store, new, [press.file(kept, "next.ttl")]))
    assert timeless(found) == timeless(press.dump())


def timeless(dump: list[Any]) -> list[Any]:
    nodes, edges = dump
    return [[[iri, sorted(labels), {**held, "recordedAt": 0}] for iri, labels, held in nodes], edges]


def test_what_was_known_is_known_under_the_new_names(bench: Bench, new: Model) -> None:
    bench.clear()
    bench.load_files(ONTOLOGIES / "press-data.ttl")
    at = datetime.now(UTC).isoformat()
    bench.load_files(ONTOLOGIES / "press-more.ttl")
    view = f'@view(knownAt: "{at}")'
    query = 'query VIEW { newsroom(id: "id:herald") { motto name(lang: ["ru"]) staff tone opened keeps { edges { since node { name } } } } }'.replace(
        "VIEW", view
    )
    before = ask(bench, bench.model, query)
    follow(bench, new)
    renamed = query.replace("newsroom", "outlet").replace("motto", "slogan").replace("opened", "openedOn").replace("keeps", "runs").replace("since", "from")
    after = ask(bench, new, renamed)
    for old_name, new_name in (("newsroom", "outlet"), ("motto", "slogan"), ("opened", "openedOn"), ("keeps", "runs"), ("since", "from"), ("LOUD", "SHRILL")):
        before = before.replace(old_name, new_name)
    assert after == before.replace('"42"', "42")
    assert '"Truth"' in after and '"2002"' in after
    assert '"gold"' in ask(bench, new, 'query VIEW { prize(id: "id:prize") { second first } }'.replace("VIEW", view))


def test_what_is_dropped_stays_in_history(press: Bench, new: Model) -> None:
    follow(press, new)
    past = press.rows("MATCH (:Resource {iri: $iri})-[:HAS_PAST_STATE]->(s) RETURN s.__dropped_fax, s.fax ORDER BY s.stateUntil", iri=ID + "herald")
    assert past == [["555", None], ["555", None]]
    assert "fax" not in press.node("herald")
    assert press.rows("MATCH (a)-[r:__dropped_SPONSORS]->(b) RETURN a.iri, b.iri, r.stateUntil IS NOT NULL") == [[ID + "fund", ID + "prize", True]]


def test_it_is_known_afterwards_which_ontology_the_store_has(press: Bench, old: Model, new: Model) -> None:
    assert press.runner.run(read_kept(press.store)) == old
    assert not press.define(new).fits
    follow(press, new)
    assert press.runner.run(read_kept(press.store)) == new
    assert press.define(new).fits
    assert press.define(new).created == 0
    assert definitions(new) != definitions(old)


def test_a_check_changes_nothing(press: Bench, new: Model) -> None:
    before = everything(press)
    found = press.runner.run(check(press.store, Terms(press.model, new), drop=True, report=silent))
    assert everything(press) == before
    assert press.runner.run(progress(press.store)) is None
    assert (found.nodes, found.links["KEEPS"], found.links["SPONSORS"]) == (8, 2, 1)


def test_what_would_be_lost_has_to_be_allowed(press: Bench, new: Model) -> None:
    with pytest.raises(DataError, match=rf"nothing was written: fax is dropped: <{ID}herald>; sponsors is dropped: <{ID}fund>; --drop"):
        follow(press, new, drop=False)


class Killed(Exception):
    """The process ends here."""


def test_killed_anywhere_and_run_again_it_ends_the_same(press: Bench, new: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.migration.apply.NODES", 2)
    monkeypatch.setattr("graph.migration.apply.LINKS", 1)
    calls = 0

    def count(stage: str, done: int, total: int) -> None:
        nonlocal calls
        calls += 1

    follow(press, new, report=count)
    whole = everything(press)
    assert calls > 50
    press.clear()
    press.load_files(ONTOLOGIES / "press-data.ttl")
    press.load_files(ONTOLOGIES / "press-more.ttl")
    kills = 0
    for limit in (1, 2, 3, 5, 8, 2, 1, 13, 4, 1, 1, 2, 6, 1, 3, 9, 100):
        left = limit

        def die(stage: str, done: int, total: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        try:
            press.runner.run(apply(press.store, press.model, new, "tests", die))
            break
        except Killed:
            kills += 1
            with pytest.raises(OntologyChanging, match="schema apply"):
                press.define(new)
    assert kills > 10
    assert everything(press) == whole


def test_two_at_once_do_not_harm(press: Bench, new: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    async def two() -> list[BaseException | None]:
        several = [apply(press.store, press.model, new, "tests", silent) for _ in range(2)]
        return await asyncio.gather(*several, return_exceptions=True)

    follow(press, new)
    whole = everything(press)
    press.clear()
    press.load_files(ONTOLOGIES / "press-data.ttl")
    press.load_files(ONTOLOGIES / "press-more.ttl")
    monkeypatch.setattr("graph.migration.apply.NODES", 2)
    monkeypatch.setattr("graph.migration.apply.LINKS", 1)
    failed = [error for error in press.runner.run(two()) if error is not None]
    assert all(isinstance(error, OntologyChanging) for error in failed), failed
    if press.runner.run(progress(press.store)):
        press.runner.run(apply(press.store, press.model, new, "tests", silent))
    assert everything(press) == whole


def test_a_change_under_way_is_not_mixed_with_another(press: Bench, old: Model, new: Model) -> None:
    def die(stage: str, done: int, total: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        press.runner.run(apply(press.store, old, new, "tests", die))
    with pytest.raises(OntologyChanging, match="finish that first"):
        press.runner.run(apply(press.store, new, old, "tests", silent))
    press.clear()


def test_nobody_else_writes_meanwhile(press: Bench, old: Model, new: Model) -> None:
    async def nothing(transaction: Transaction, turn: Turn) -> tuple[None, list[str]]:
        return None, []

    def die(stage: str, done: int, total: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        press.runner.run(apply(press.store, old, new, "tests", die))
    with pytest.raises(OntologyChanging, match="nothing else is written"):
        press.runner.run(change(press.store, Author("tests", "nothing"), nothing))
    press.runner.run(apply(press.store, old, new, "tests", silent))
    press.runner.run(change(press.store, Author("tests", "nothing"), nothing))


def test_what_was_deleted_is_known_under_the_new_names_too(press: Bench, new: Model) -> None:
    async def gone(transaction: Transaction, turn: Turn) -> tuple[None, set[str]]:
        written = Written()
        await delete(transaction, [ID + "herald", ID + "prize"], turn.now, written)
        return None, written.touched

    at = datetime.now(UTC).isoformat()
    press.runner.run(change(press.store, Author("tests", "delete"), gone))
    follow(press, new)
    view = f'@view(knownAt: "{at}")'
    assert '"Speed"' in ask(press, new, f'{{ outlet(id: "id:herald") {view} {{ slogan runs {{ edges {{ from node {{ name }} }} }} }} }}')
    assert '"2003"' in ask(press, new, f'{{ outlet(id: "id:herald") {view} {{ slogan runs {{ edges {{ from node {{ name }} }} }} }} }}')
    assert '{"outlet":null}' in ask(press, new, '{ outlet(id: "id:herald") { slogan } }')


# one change each


@pytest.fixture
def text() -> str:
    return (ONTOLOGIES / "press.ttl").read_text(encoding="utf-8")


REFUSED = {
    "a key that several share": ("press:Newsroom a owl:Class ;", "press:Newsroom a owl:Class ; owl:hasKey ( press:motto press:code ) ;", None),
    "text that is no number": (
        "press:code a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:domain press:Newsroom ; rdfs:range xsd:string",
        "press:code a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:domain press:Newsroom ; rdfs:range xsd:integer",
        'code "E1" is no integer: <{id}echo>; code "H1" is no integer: <{id}herald>',
    ),
    "several values where one is possible": (
        "press:beat a owl:DatatypeProperty ;",
        "press:beat a owl:DatatypeProperty, owl:FunctionalProperty ;",
        "beat has 2 values, one is possible: <{id}herald>",
    ),
    "a language that would be lost": ("rdfs:range rdf:langString", "rdfs:range xsd:string", "motto .*language"),
    "a class with instances": ("press:Prize", "press:Award", "abstract class Resource: <{id}prize>"),
    "a class that becomes abstract": (
        "press:Prize a owl:Class ;",
        "press:Cup a owl:Class ; rdfs:subClassOf press:Prize . press:Prize a owl:Class ; cg:abstract true ;",
        "abstract class Prize: <{id}prize>",
    ),
    "a value of a list": ("press:loud a press:Tone .", "", 'tone "LOUD" is none of CALM: <{id}loud-one>'),
    "a relation that is required": (
        "press:twinOf a",
        "[] a <http://www.w3.org/ns/shacl#NodeShape> ; <http://www.w3.org/ns/shacl#targetClass> press:Desk ; <http://www.w3.org/ns/shacl#property> [ <http://www.w3.org/ns/shacl#path> press:twinOf ; <http://www.w3.org/ns/shacl#minCount> 1 ] . press:twinOf a",
        "Desk has not at least 1 of twinOf: <{id}sports>",
    ),
    "an end that is no longer possible": (
        "press:sponsors a owl:ObjectProperty ; rdfs:domain press:Fund ; rdfs:range press:Prize",
        "press:sponsors a owl:ObjectProperty ; rdfs:domain press:Fund ; rdfs:range press:Desk",
        "sponsors leads to what is no Desk: <{id}fund>",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_by_name(press: Bench, text: str, tmp_path: Path, name: str) -> None:
    before, after, message = REFUSED[name]
    press.load('@prefix press: <https://press.example/ontology#> . id:loud-one a press:Newsroom ; rdfs:label "Loud" ; press:tone press:loud .')
    new = changed(text, before, after, tmp_path)
    state = everything(press)
    if message is None:
        follow(press, new, drop=False)
        return
    with pytest.raises(DataError, match=message.format(id=ID)):
        follow(press, new, drop=False)
    assert everything(press) == state


def test_a_key_is_checked_before_anything_is_written(press: Bench, text: str, tmp_path: Path) -> None:
    press.load('@prefix press: <https://press.example/ontology#> . id:twin a press:Newsroom ; rdfs:label "Twin" ; press:code "E1" .')
    new = changed(text, "press:Newsroom a owl:Class ;", "press:Newsroom a owl:Class ; owl:hasKey ( press:code ) ;", tmp_path)
    with pytest.raises(DataError, match=rf"Newsroom has the key code, which several share: <{ID}echo>, <{ID}twin>"):
        follow(press, new)


def test_what_only_adds_needs_no_apply(press: Bench, text: str, tmp_path: Path) -> None:
    new = changed(text, "press:Prize a owl:Class ;", "press:Cup a owl:Class ; rdfs:subClassOf cg:Resource . press:Prize a owl:Class ;", tmp_path)
    assert press.define(new).fits
    assert press.runner.run(read_kept(press.store)) == new


def test_a_store_without_data_takes_any_ontology(bench: Bench, new: Model) -> None:
    bench.clear()
    bench.define()
    assert bench.define(new).fits
    assert bench.runner.run(read_kept(bench.store)) == new
