"""Keeping statuses right where a change concerns them gives what rebuilding everything gives."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from graph import load as loading
from graph.evidence import Rebuilt, rebuild, reweigh
from graph.local import LocalServer
from graph.store import Statement, Transaction
from schema.model import Model
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY
from tests.graph.bench import ID, Bench
from tests.graph.random_changes import Change, beginning, change

USUAL = "8"
EXAMPLES = int(os.environ.get("CLAIMGRAPH_TEST_CHANGES", USUAL))
"""How many sequences are tried; with another number than usual they are really random, for a long search."""
MANY, ASSESSED = range(120), [277]
"""Two sequences, always tried, in which all that is looked for comes up: chance alone does not always find it."""


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(ONTOLOGY)


@pytest.fixture(scope="module")
def shared(neo4j_server: LocalServer, model: Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, model, tmp_path_factory.mktemp("data"), runner)
        made.define()
        yield made
        made.close()


@pytest.fixture
def bench(shared: Bench) -> Bench:
    """The example graph."""
    shared.clear()
    shared.load_files(DATA)
    return shared


def reweighed(bench: Bench, *statements: Statement, touched: set[str]) -> Rebuilt:
    """Run statements and weigh what they touched, in one transaction."""

    async def work(transaction: Transaction) -> Rebuilt:
        for statement in statements:
            await transaction.rows(*statement)
        return await reweigh(transaction, bench.model, touched)

    return bench.runner.run(bench.store.transact(work))


CLAIM = """
MATCH (p:Proposition {iri: $content}) MATCH (a:Agent {iri: $claimant})
CREATE (c:Resource:Claim {iri: $iri, stance: $stance}) CREATE (c)-[:CONTENT]->(p) CREATE (c)-[:CLAIMANT]->(a)
"""


def claim(name: str, claimant: str, content: str, stance: str = "ASSERTS") -> Statement:
    return CLAIM, {"iri": ID + name, "claimant": ID + claimant, "content": ID + content, "stance": stance}


def figures(bench: Bench, proposition: str) -> list[object]:
    return bench.rows("MATCH (p:Proposition {iri: $iri}) RETURN p.status, p.origins, p.denials", iri=ID + proposition)[0]


# by example


@pytest.mark.core
def test_a_claim_is_weighed_with_what_is_linked_to_it_and_nothing_else(bench: Bench) -> None:
    whole = bench.rebuild()
    found = reweighed(bench, claim("new", "isw", "p-sas-directed", "DENIES"), touched={ID + "new"})
    assert figures(bench, "p-sas-directed") == ["DISPUTED", 1, 2]
    assert 0 < found.propositions < whole.propositions / 4
    assert 0 < found.claims < whole.claims / 2
    assert bench.rebuild() == Rebuilt(whole.propositions, whole.claims + 1, whole.projected, 0)


@pytest.mark.core
def test_who_is_told_to_belong_together_counts_once_everywhere(bench: Bench) -> None:
    assert figures(bench, "p-force-captured-kozinka") == ["CORROBORATED", 2, 0]
    member = "CREATE (p:Resource:Proposition {iri: $p, kind: 'RELATION', predicate: $predicate}) WITH p MATCH (a {iri: $a}) MATCH (b {iri: $b})"
    member += " CREATE (p)-[:SUBJECT]->(a) CREATE (p)-[:OBJECT]->(b)"
    named = {"p": ID + "p-new", "a": ID + "isw", "b": ID + "frl", "predicate": "https://w3id.org/claimgraph/ontology#memberOf"}
    reweighed(bench, (member, named), claim("new", "ru-mod", "p-new"), touched={ID + "p-new", ID + "new"})
    assert figures(bench, "p-force-captured-kozinka") == ["ATTRIBUTED", 1, 0]
    assert bench.rebuild().changed == 0
    back = "MATCH (c:Claim {iri: $iri})-[r:CONTENT]->() DELETE r"
    reweighed(bench, (back, {"iri": ID + "new"}), touched={ID + "p-new", ID + "new"})
    assert figures(bench, "p-force-captured-kozinka") == ["CORROBORATED", 2, 0]
    assert bench.rebuild().changed == 0


@pytest.mark.core
def test_of_two_changes_at_once_the_second_sees_the_first(bench: Bench) -> None:
    async def both() -> None:
        first_is_weighed = asyncio.Event()

        async def first(transaction: Transaction) -> None:
            await transaction.rows(*claim("new-1", "isw", "p-driven-back"))
            await reweigh(transaction, bench.model, {ID + "new-1"})
            first_is_weighed.set()
            await asyncio.sleep(0.5)

        async def second(transaction: Transaction) -> None:
            await first_is_weighed.wait()
            await transaction.rows(*claim("new-2", "frl", "p-driven-back"))
            await reweigh(transaction, bench.model, {ID + "new-2"})

        await asyncio.gather(bench.store.transact(first), bench.store.transact(second))

    before = figures(bench, "p-driven-back")
    bench.runner.run(both())
    assert (before[1], figures(bench, "p-driven-back")[1]) == (1, 3)
    assert bench.rebuild().changed == 0


@pytest.mark.core
def test_a_small_load_into_a_large_store_weighs_what_it_touched(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*_: object) -> Rebuilt:
        raise AssertionError("everything was weighed")

    monkeypatch.setattr(loading, "rebuild", refused)
    bench.load("id:rvc cg:memberOf id:frl . id:p-frl-reached-graivoron cg:object id:kozinka .")
    bench.load("id:frl a cg:Publisher .")
    reached = "MATCH (:ArmedGroup {iri: $iri})-[r:REACHED]->(place) RETURN place.iri"
    assert bench.rows(reached, iri=ID + "frl") == [[ID + "kozinka"]]
    assert bench.node("rvc")["group"] == ID + "frl"
    assert bench.rebuild().changed == 0
    with pytest.raises(AssertionError):
        bench.load_files(DATA)


# by chance


class Seen:
    """What came up, so that it is known that something did."""

    def __init__(self) -> None:
        self.statuses: set[str] = set()
        self.bases: set[str] = set()
        self.gone: set[str] = set()
        self.grouped = self.projected = self.partly = 0

    def look(self, bench: Bench, part: Rebuilt, whole: Rebuilt) -> None:
        statuses = "COLLECT { MATCH (p:Proposition) RETURN p.status }"
        bases = "COLLECT { MATCH (:Proposition)-[r:CONFLICTS_WITH]->() RETURN r.basis }"
        gone = "COLLECT { MATCH (c:Claim) WHERE c.gone IS NOT NULL RETURN c.gone }"
        grouped = "COUNT { MATCH (a:Agent) WHERE a.group IS NOT NULL }"
        ((found, conflicting, taken, members),) = bench.rows(f"RETURN {statuses}, {bases}, {gone}, {grouped}")
        self.statuses.update(found)
        self.bases.update(conflicting)
        self.gone.update(taken)
        self.grouped += members > 0
        self.projected += whole.projected > 0
        self.partly += part.propositions < whole.propositions


def test_random_changes(shared: Bench) -> None:
    seen = Seen()
    profile = settings(
        max_examples=EXAMPLES,
        derandomize=str(EXAMPLES) == USUAL,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )

    async def begin() -> None:
        await shared.store.write([("MATCH (n) DETACH DELETE n", {}), *beginning()])
        await rebuild(shared.store, shared.model)

    async def step(draw: Random) -> tuple[Change, Rebuilt, Rebuilt]:
        async def work(transaction: Transaction) -> tuple[Change, Rebuilt]:
            made = await change(transaction, draw)
            return made, await reweigh(transaction, shared.model, made.touched, made.retyped)

        made, part = await shared.store.transact(work)
        return made, part, await rebuild(shared.store, shared.model)

    @profile
    @example(MANY)
    @example(ASSESSED)
    @given(st.lists(st.integers(0, 2**32 - 1), min_size=6, max_size=12, unique=True))
    def agree(seeds: Sequence[int]) -> None:
        shared.runner.run(begin())
        for seed in seeds:
            made, part, whole = shared.runner.run(step(Random(seed)))
            note(f"{made.text}; touched {sorted(made.touched)}")
            assert whole.changed == 0
            seen.look(shared, part, whole)

    agree()
    assert seen.statuses >= {"ATTRIBUTED", "CORROBORATED", "DISPUTED", "FLAGGED_UNVERIFIED", "NARRATED", "NOT_TRUTH_APT", "RETRACTED", "VERIFIED"}
    assert seen.bases == {"INCOMPATIBLE_WITH", "COMPETES_WITH", "QUANTITY"}
    assert seen.gone == {"RETRACTED", "SUPERSEDED"}
    assert min(seen.grouped, seen.projected, seen.partly) > EXAMPLES
