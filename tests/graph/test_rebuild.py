"""A rebuild goes part by part: what it leaves is what weighing everything at once leaves, and others may write meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from random import Random
from typing import Any

import pytest

from graph import evidence
from graph.evidence import Rebuilt, rebuild, reweigh
from graph.identity import Judgement, merged
from graph.local import LocalServer
from graph.log import changes_after, version_of
from graph.store import Store, Transaction
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY
from tests.graph.bench import ID, Bench
from tests.graph.random_changes import beginning, change

Small = Callable[[int], None]
States = dict[str, set[tuple[str, str]]]
SEEDS = range(4)


@pytest.fixture(scope="module")
def bench(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, read_model(ONTOLOGY), tmp_path_factory.mktemp("data"), runner)
        made.define()
        yield made
        made.close()


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> Small:
    """Sets how many propositions and claims a part has."""

    def small(size: int) -> None:
        monkeypatch.setattr(evidence, "PART", size)
        monkeypatch.setattr(evidence, "CLAIMS", size)

    return small


def fill(bench: Bench, draw: Random, changes: int = 40) -> None:
    """Write a random graph that nobody has weighed."""

    async def work(transaction: Transaction) -> None:
        for _ in range(changes):
            await change(transaction, draw)

    bench.runner.run(bench.store.write([("MATCH (n) DETACH DELETE n", {}), *beginning()]))
    bench.runner.run(bench.store.transact(work))


def spoil(bench: Bench) -> None:
    """Leave some of what is derived, and what is not right."""
    for text in (
        "MATCH (a:Agent) WHERE a.iri < 'agent-2' SET a.group = 'agent-4'",
        "MATCH (p:Proposition) WHERE p.invalidatedAt IS NULL WITH p ORDER BY p.iri LIMIT 3 REMOVE p.status",
        "MATCH (c:Claim) WHERE c.invalidatedAt IS NULL WITH c ORDER BY c.iri LIMIT 5 SET c.depth = 9, c.gone = 'RETRACTED'",
        "MATCH ()-[b:BEARS_ON]->() WITH b LIMIT 3 DELETE b",
        "MATCH (c:Claim), (p:Proposition) WITH c, p ORDER BY c.iri, p.iri LIMIT 2 CREATE (c)-[:BEARS_ON {role: 'DENIES', group: 'x', projects: false}]->(p)",
        "MATCH (p:Proposition), (q:Proposition) WHERE p.iri < q.iri WITH p, q LIMIT 2 CREATE (p)-[:CONFLICTS_WITH {basis: 'QUANTITY'}]->(q)",
        "MATCH (a:Agent {iri: 'agent-3'}), (b:Agent {iri: 'agent-4'}) CREATE (a)-[:MEMBER_OF {proposition: 'none', status: 'VERIFIED'}]->(b)",
        "MATCH (p:Proposition)-[:SUBJECT]->(a), (p)-[:OBJECT]->(b) WITH * LIMIT 2 MERGE (a)-[r:KILLED {proposition: p.iri}]->(b) SET r.origins = 9",
        "MATCH (a:Agent {iri: 'agent-3'}), (b:Agent {iri: 'agent-0'}) CREATE (a)-[:JUDGED_SAME_AS]->(b)",
    ):
        bench.run(text)


def at_once(bench: Bench) -> Rebuilt:
    """Weigh everything together, as if all of it had been touched."""

    async def work(transaction: Transaction) -> Rebuilt:
        iris = [iri for (iri,) in await transaction.rows("MATCH (n:Resource) RETURN n.iri", {})]
        return await reweigh(transaction, bench.model, iris)

    return bench.runner.run(bench.store.transact(work))


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_leave_what_everything_at_once_leaves(bench: Bench, in_parts: Small, seed: int) -> None:
    fill(bench, Random(seed))
    whole = at_once(bench)
    expected = bench.dump()
    spoil(bench)
    in_parts(1 + seed % 3)
    assert bench.rebuild().changed > 0
    assert bench.dump() == expected
    assert at_once(bench).changed == 0
    again = bench.rebuild()
    assert (again.propositions, again.projected, again.changed) == (whole.propositions, whole.projected, 0)


def test_the_example_in_parts(bench: Bench, in_parts: Small) -> None:
    bench.clear()
    bench.load_files(DATA)
    whole, before = bench.rebuild(), bench.dump()
    in_parts(7)
    assert bench.rebuild() == whole
    spoil(bench)
    bench.rebuild()
    assert bench.dump() == before


class Interrupted(Store):
    """A store in which somebody else changes something before each transaction of a rebuild."""

    def __init__(self, store: Store, meanwhile: Callable[[Transaction], Awaitable[Any]]) -> None:
        super().__init__(store.config)
        self.meanwhile = meanwhile

    async def transact(self, work: Callable[[Transaction], Awaitable[Any]], timeout: float | None = None) -> Any:
        """Change something, then do it."""
        await super().transact(self.meanwhile)
        return await super().transact(work, timeout)


@pytest.mark.parametrize("seed", SEEDS)
def test_others_may_write_between_two_parts(bench: Bench, in_parts: Small, seed: int) -> None:
    draw = Random(seed)
    fill(bench, draw)
    bench.rebuild()
    fill(bench, draw)
    spoil(bench)
    in_parts(2)

    async def meanwhile(transaction: Transaction) -> None:
        made = await change(transaction, draw)
        await reweigh(transaction, bench.model, made.touched, made.retyped)

    async def interrupted() -> None:
        async with Interrupted(bench.store, meanwhile) as store:
            await rebuild(store, bench.model)

    bench.runner.run(interrupted())
    assert at_once(bench).changed == 0
    assert bench.rebuild().changed == 0


# what was changed

STATES: dict[str, str] = {
    "node": "MATCH (n:Resource) RETURN n.iri, n {.*}",
    "edge": "MATCH (a:Resource)-[r]->(b:Resource) WHERE r.stateUntil IS NULL RETURN [a.iri, b.iri], [type(r), r {.*}]",
}


def states(bench: Bench) -> States:
    """Each node by its IRI, each relationship by its ends, with all that it carries as text."""
    return {kind: {(" ".join(ends) if kind == "edge" else ends, repr(carried)) for ends, carried in bench.rows(text)} for kind, text in STATES.items()}


def changed_between(before: States, after: States) -> set[str]:
    """The nodes that differ, and the ends of relationships that do."""
    return {iri for kind in STATES for iris, _ in before[kind] ^ after[kind] for iri in iris.split(" ")}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_tells_which_resources_it_changed(bench: Bench, seed: int) -> None:
    fill(bench, Random(seed))
    at_once(bench)
    spoil(bench)
    before = states(bench)
    found = at_once(bench)
    after = states(bench)
    assert changed_between(before, after) <= found.touched
    assert found.changed > 0
    assert at_once(bench).touched == frozenset()


def test_a_rebuild_logs_what_each_part_changed(bench: Bench, in_parts: Small) -> None:
    fill(bench, Random(1))
    bench.rebuild()
    spoil(bench)
    in_parts(2)
    version, before = bench.runner.run(version_of(bench.store)), states(bench)
    bench.rebuild()
    logged = bench.runner.run(changes_after(bench.store, version, 100))
    assert changed_between(before, states(bench)) <= {iri for one in logged for iri in one.iris}
    assert len(logged) > 2
    assert {(one.by, one.what) for one in logged} == {("claimgraph", "rebuild")}
    assert len({one.at for one in logged}) == 1
    version = bench.runner.run(version_of(bench.store))
    bench.rebuild()
    assert bench.runner.run(version_of(bench.store)) == version


def test_a_claim_changes_few(bench: Bench) -> None:
    bench.clear()
    bench.load_files(DATA)

    async def work(transaction: Transaction) -> Rebuilt:
        await transaction.rows("MATCH (c:Claim {iri: $iri}) SET c.hedge = 'seemingly'", {"iri": ID + "C14"})
        return await reweigh(transaction, bench.model, {ID + "C14"})

    found = bench.runner.run(bench.store.transact(work))
    assert ID + "C14" in found.touched
    assert {ID + "p-force-captured-kozinka", ID + "incursion-force", ID + "kozinka"} <= found.touched
    assert len(found.touched) < 12


# who is the same

JUDGE = """MATCH (a:Agent {iri: $a}) MATCH (b:Agent {iri: $b})
CREATE (j:Resource:IdentityJudgement {iri: $iri, decision: $decision, madeAt: datetime({epochSeconds: $made})})
CREATE (j)-[:JUDGED]->(a) CREATE (j)-[:CANDIDATE]->(b)"""
JUDGEMENTS = """MATCH (a)<-[:JUDGED]-(j:IdentityJudgement)-[:CANDIDATE]->(b)
RETURN j.madeAt.epochMillis, 0, j.iri, j.decision, a.iri, b.iri ORDER BY j.iri"""


def test_judgements_are_followed_where_they_are_touched(bench: Bench) -> None:
    draw = Random(3)
    bench.runner.run(bench.store.write([("MATCH (n) DETACH DELETE n", {}), *beginning()]))
    bench.run("UNWIND range(5, 11) AS n CREATE (:Resource:Agent {iri: 'agent-' + n})")
    bench.rebuild()

    async def step(transaction: Transaction) -> None:
        judgements = await transaction.rows(JUDGEMENTS, {})
        if len(judgements) > 6 and draw.random() < 0.3:
            _, _, iri, _, a, b = draw.choice(judgements)
            await transaction.rows("MATCH (j:IdentityJudgement {iri: $iri}) DETACH DELETE j", {"iri": iri})
            await reweigh(transaction, bench.model, {iri, a, b})
            return
        a, b = (f"agent-{number}" for number in draw.sample(range(12), 2))
        iri, decision = f"judgement-{draw.randrange(10**9)}", draw.choice(["SAME", "SAME", "DIFFERENT", "UNSURE"])
        await transaction.rows(JUDGE, {"a": a, "b": b, "iri": iri, "decision": decision, "made": draw.randrange(10**6)})
        await reweigh(transaction, bench.model, {iri})

    for _ in range(40):
        bench.runner.run(bench.store.transact(step))
        stored = dict(bench.rows("MATCH (a)-[:JUDGED_SAME_AS]->(b) RETURN a.iri, b.iri"))
        assert stored == merged(Judgement(*row) for row in bench.rows(JUDGEMENTS))
    assert len(bench.rows("MATCH ()-[r:WAS_JUDGED_SAME_AS]->() RETURN 1")) > 3
    assert bench.rebuild().changed == 0
