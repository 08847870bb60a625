import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graph.conflicts import Link, Proposition
from graph.evidence import claimable, keep_weighed
from graph.local import LocalServer
from graph.status import NOT_TRUTH_APT_KINDS, RULES, STANCES, Evidence, judge
from graph.weigh import Claim, bearings, depths, independence_groups, weigh
from schema.model import Model
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY
from tests.graph.bench import ID, Bench

ONE, TWO = frozenset({"a"}), frozenset({"a", "b"})


# the table of rules


@pytest.mark.parametrize(
    ("evidence", "number", "status"),
    [
        (Evidence(asserting=2, retracted=2, verdict="VERIFIED"), 1, "RETRACTED"),
        (Evidence(asserting=2, superseded=2, denials=ONE), 2, "SUPERSEDED"),
        (Evidence(asserting=2, superseded=1, retracted=1), 2, "SUPERSEDED"),
        (Evidence(asserting=2, superseded=1, origins=ONE), 9, "ATTRIBUTED"),
        (Evidence(asserting=1, origins=ONE, verdict="VERIFIED", denials=ONE), 3, "VERIFIED"),
        (Evidence(asserting=1, origins=ONE, verdict="REFUTED", kind="PREDICTION"), 3, "REFUTED"),
        (Evidence(asserting=1, origins=ONE, verdict="OPEN"), 9, "ATTRIBUTED"),
        *((Evidence(kind=kind, asserting=1, origins=ONE, denials=ONE), 4, "NOT_TRUTH_APT") for kind in sorted(NOT_TRUTH_APT_KINDS)),
        (Evidence(asserting=2, origins=TWO, denials=ONE, flags=ONE), 5, "DISPUTED"),
        (Evidence(asserting=2, origins=TWO, flags=ONE), 6, "FLAGGED_UNVERIFIED"),
        (Evidence(asserting=3, origins=TWO, own_voice=True), 7, "CORROBORATED"),
        (Evidence(asserting=1, own_voice=True), 8, "NARRATED"),
        (Evidence(asserting=2, origins=ONE, own_voice=True), 9, "ATTRIBUTED"),
        (Evidence(), 9, "ATTRIBUTED"),
    ],
)
def test_the_first_rule_that_matches_decides(evidence: Evidence, number: int, status: str) -> None:
    rule = judge(evidence)
    assert (rule.number, rule.status) == (number, status)


def test_the_rules_are_in_their_order_and_every_stance_of_the_ontology_has_an_effect() -> None:
    assert [rule.number for rule in RULES] == [1, 2, 3, 3, 4, 5, 6, 7, 8, 9]
    model = read_model(ONTOLOGY)
    assert {concept.notation for concept in model.enums["Stance"].concepts} == set(STANCES)
    assert {rule.status for rule in RULES} | {"STATED"} == {concept.notation for concept in model.enums["Status"].concepts}
    assert {concept.notation for concept in model.enums["PropositionKind"].concepts} >= NOT_TRUTH_APT_KINDS


# weighing


def claim(iri: str, stance: str = "ASSERTS", claimant: str = "", content: str = "p") -> Claim:
    return Claim(iri, stance, claimant or f"agent-{iri}", content)


def evidence_on(*claims: Claim, about: str = "p", kind: str = "EVENT", links: tuple[Link, ...] = (), groups: dict[str, str] | None = None) -> Evidence:
    propositions = [Proposition(iri, kind) for iri in ("p", "q", "r")]
    return weigh(claims, propositions, links, groups or {})[about]


def projecting(claims: Sequence[Claim], links: Sequence[Link]) -> set[str]:
    propositions = [Proposition(iri, "EVENT") for iri in ("p", "q", "r")]
    return {row.proposition for row in bearings(claims, propositions, links, {}) if row.projects}


def test_the_innermost_claimant_is_the_origin_and_a_report_is_a_hop() -> None:
    inner = replace(claim("inner"), outer="outer")
    found = evidence_on(inner, claim("outer", "REPORTS"))
    assert (found.origins, found.asserting) == (frozenset({"agent-inner"}), 1)
    assert evidence_on(inner, claim("outer", "ASSERTS")).origins == frozenset({"agent-inner"})


def test_agents_of_one_group_count_once() -> None:
    groups = independence_groups([("agent-b", "agent-a"), ("agent-c", "agent-b"), ("agent-x", "agent-y")])
    found = evidence_on(claim("a"), claim("c"), claim("d"), groups=groups)
    assert found.origins == frozenset({"agent-a", "agent-d"})


def test_the_own_voice_of_the_outlet_never_counts() -> None:
    own = replace(claim("own"), by_publisher=True, publishers=frozenset({"agent-own"}))
    found = evidence_on(own, replace(own, iri="no", stance="DENIES"))
    assert (found.origins, found.denials, found.own_voice) == (frozenset(), frozenset(), True)
    assert not evidence_on(replace(own, stance="DENIES")).own_voice


@pytest.mark.parametrize(
    ("changes", "own"),
    [
        ({}, True),
        ({"publishers": frozenset()}, True),
        ({"publishers": frozenset({"another"})}, False),  # a newspaper that another one quotes
        ({"by_publisher": False}, False),  # a ministry in a statement of its own
        ({"outer": "hop"}, False),
    ],
)
def test_whose_voice_is_the_own_one(changes: dict[str, object], own: bool) -> None:
    base = replace(claim("c"), by_publisher=True, publishers=frozenset({"agent-c"}))
    assert replace(base, **changes).own_voice is own  # type: ignore[arg-type]


def test_depth_counts_from_the_outlet_inwards() -> None:
    outlet = replace(claim("outlet", "REPORTS"), by_publisher=True)
    chain = [outlet, replace(claim("isw", "REPORTS"), outer="outlet"), replace(claim("sources"), outer="isw"), claim("gladkov")]
    assert depths(chain) == {"outlet": 0, "isw": 1, "sources": 2, "gladkov": 1}
    assert depths([replace(claim("a"), outer="b"), replace(claim("b"), outer="a")]) == {"a": 2, "b": 2}  # a circle ends too


def test_denials_and_incompatible_assertions_dispute() -> None:
    assert evidence_on(claim("a"), claim("b", "DENIES")).denials == frozenset({"agent-b"})
    link = Link("INCOMPATIBLE_WITH", "q", "p")
    assert evidence_on(claim("a"), claim("b", content="q"), links=(link,)).denials == frozenset({"agent-b"})
    assert evidence_on(claim("a"), claim("b", "HEDGES", content="q"), links=(link,)).denials == frozenset()


@pytest.mark.parametrize(("kind", "disputed"), [("ATTRIBUTION", True), ("RESPONSIBILITY", True), ("IDENTITY", True), ("EVENT", False)])
def test_rivals_dispute_each_other_for_some_kinds_only(kind: str, disputed: bool) -> None:
    found = evidence_on(claim("a"), claim("b", content="q"), kind=kind, links=(Link("COMPETES_WITH", "p", "q"),))
    assert bool(found.denials) is disputed


def test_support_passes_up_entailment_and_denial_down() -> None:
    links = (Link("ENTAILS", "r", "q"), Link("ENTAILS", "q", "p"))
    claims = (claim("a", content="r"), claim("b"), claim("c", "DENIES"))
    assert evidence_on(*claims, links=links).origins == frozenset({"agent-a", "agent-b"})
    below = evidence_on(*claims, links=links, about="r")
    assert (below.origins, below.denials) == (frozenset({"agent-a"}), frozenset({"agent-c"}))
    assert projecting(claims[:1], links) == {"p", "q", "r"}


def test_flags_and_hedges() -> None:
    flag = replace(claim("flag", "FLAGS", content="q"), marks=("a",))
    assert evidence_on(claim("a"), flag).flags == frozenset({"flag"})
    assert evidence_on(claim("a"), flag, about="q") == Evidence(asserting=1, origins=frozenset({"agent-flag"}))
    assert evidence_on(claim("a"), claim("flag", "FLAGS")).flags == frozenset({"flag"})
    assert evidence_on(claim("a", "HEDGES")).flags == frozenset({"a"})
    assert evidence_on(replace(claim("a"), hedged=True)).flags == frozenset({"a"})


def test_only_the_claimant_can_take_a_claim_back() -> None:
    back = replace(claim("later", "QUESTIONS", claimant="agent-a"), retracts=("a",))
    assert judge(evidence_on(claim("a"), back)).status == "RETRACTED"
    assert judge(evidence_on(claim("a"), replace(back, claimant="another"))).status == "ATTRIBUTED"
    newer = replace(claim("later", claimant="agent-a", content="q"), supersedes=("a",))
    assert judge(evidence_on(claim("a"), newer)).status == "SUPERSEDED"
    assert evidence_on(claim("a"), claim("b"), back).origins == frozenset({"agent-b"})


@pytest.mark.parametrize("stance", ["DENIES", "QUESTIONS", "REPORTS", "FLAGS", "PREDICTS", "DIRECTS", "COMMITS"])
def test_what_does_not_assert_projects_nothing(stance: str) -> None:
    assert projecting([claim("a", stance)], []) == set()


# in the store


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(ONTOLOGY)


@pytest.fixture(scope="module")
def bench(neo4j_server: LocalServer, model: Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, model, tmp_path_factory.mktemp("data"), runner)
        made.load_files(DATA)
        yield made
        made.close()


def status_of(bench: Bench, claim: str) -> tuple[str, int, int, int]:
    """Status, origins, denials and flags of what a claim says."""
    text = "MATCH (:Claim {iri: $iri})-[:CONTENT]->(p) RETURN p.status, p.origins, p.denials, p.flags"
    (row,) = bench.rows(text, iri=ID + claim)
    return row[0], row[1], row[2], row[3]


@pytest.mark.core
@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("C14", ("CORROBORATED", 2, 0, 0)),  # Kozinka: a think-tank and the Legion
        ("C22", ("CORROBORATED", 2, 0, 0)),
        ("C02", ("CORROBORATED", 2, 0, 0)),  # entailed by it
        ("C15a", ("ATTRIBUTED", 1, 0, 0)),  # Glotovo: unnamed sources, told by a think-tank
        ("C51", ("DISPUTED", 1, 1, 0)),  # responsibility, against a denial of any involvement
        ("C72", ("DISPUTED", 1, 1, 0)),
        ("C46", ("DISPUTED", 1, 1, 0)),
        ("C08", ("DISPUTED", 1, 1, 0)),  # a ministry and a channel close to it speak against it with one voice
        ("C63b", ("DISPUTED", 1, 1, 0)),
        ("C63a", ("FLAGGED_UNVERIFIED", 1, 0, 1)),
        ("C20b", ("NARRATED", 0, 0, 0)),
        ("C53", ("NOT_TRUTH_APT", 1, 0, 0)),
    ],
)
def test_statuses_of_the_example(bench: Bench, claim: str, status: tuple[str, int, int, int]) -> None:
    assert status_of(bench, claim) == status


def test_the_nuclear_claim_was_flagged_by_the_outlet(bench: Bench) -> None:
    assert status_of(bench, "C33")[0] == "FLAGGED_UNVERIFIED"


def test_projected_relations_of_the_example(bench: Bench) -> None:
    text = "MATCH (a)-[r:CAPTURED]->(b) RETURN a.name, b.name, r.status, r.origins, r.denials ORDER BY b.name"
    force = "The incursion force"
    assert bench.rows(text) == [
        [force, "Glotovo", "ATTRIBUTED", 1, 0],
        [force, "Gora Podol", "ATTRIBUTED", 1, 0],
        [force, "Kozinka", "CORROBORATED", 2, 0],
    ]
    assert bench.rows("MATCH (:Proposition {status: 'STATED'}) RETURN 1") == []
    curated = "MATCH (:GovernmentBody {iri: $iri})-[r:CONTROLLED_BY]->() RETURN r.proposition, r.status"
    assert bench.rows(curated, iri=ID + "ru-mod") == [[None, None]]


def test_a_second_rebuild_changes_nothing_and_repairs_what_somebody_spoilt(bench: Bench) -> None:
    before = bench.dump()
    assert bench.rebuild().changed == 0
    bench.run("MATCH (p:Proposition) SET p.status = 'VERIFIED', p.origins = 99")
    bench.run("MATCH (c:Claim) REMOVE c.depth")
    bench.run("MATCH ()-[r:CAPTURED]->() DELETE r")
    bench.run("MATCH (a:ArmedGroup), (b:Settlement) CREATE (a)-[:REACHED {proposition: 'none', status: 'VERIFIED'}]->(b)")
    assert bench.rebuild().changed > 0
    assert bench.dump() == before


def test_a_denial_alone_projects_nothing(bench: Bench, tmp_path: Path) -> None:
    bench.load(
        """id:t-d a cg:Document ; rdfs:label "d" . id:t-pas a cg:Passage ; rdfs:label "s" ; cg:start 0 ; cg:end 1 ; cg:document id:t-d .
        id:t-who a cg:Person ; rdfs:label "who" . id:t-grp a cg:ArmedGroup ; rdfs:label "group" . id:t-town a cg:Settlement ; rdfs:label "town" .
        id:t-p a cg:Proposition ; rdfs:label "p" ; cg:kind cg:eventKind ; cg:text "p" ; cg:subject id:t-grp ; cg:object id:t-town ;
            cg:predicate "https://w3id.org/claimgraph/ontology#captured"^^xsd:anyURI .
        id:t-no a cg:Claim ; rdfs:label "c" ; cg:stance cg:denies ; cg:claimant id:t-who ; cg:content id:t-p ; cg:passage id:t-pas ."""
    )
    assert status_of(bench, "t-no") == ("DISPUTED", 0, 1, 0)
    projected = "MATCH (:ArmedGroup {iri: $iri})-[r:CAPTURED]->() RETURN r.status"
    assert bench.rows(projected, iri=ID + "t-grp") == []
    bench.load('id:t-yes a cg:Claim ; rdfs:label "c" ; cg:stance cg:asserts ; cg:claimant id:t-grp ; cg:content id:t-p ; cg:passage id:t-pas .')
    assert bench.rows(projected, iri=ID + "t-grp") == [["DISPUTED"]]
    bench.run("MATCH (c:Claim {iri: $iri}) DETACH DELETE c", iri=ID + "t-yes")
    bench.rebuild()
    assert bench.rows(projected, iri=ID + "t-grp") == []
    bench.load('id:t-j a cg:Assessment ; rdfs:label "j" ; cg:verdict cg:foundRefuted ; cg:assesses id:t-p ; cg:madeAt "2023-06-01T00:00:00Z"^^xsd:dateTime .')
    assert status_of(bench, "t-no")[0] == "REFUTED"
    bench.load('id:t-k a cg:Assessment ; rdfs:label "k" ; cg:verdict cg:foundVerified ; cg:assesses id:t-p ; cg:madeAt "2023-06-02T00:00:00Z"^^xsd:dateTime .')
    assert status_of(bench, "t-no")[0] == "VERIFIED"


def test_every_relation_of_the_ontology_can_be_claimed_and_none_of_the_readings_backwards(model: Model) -> None:
    relations = claimable(model)
    captured, owners = relations["https://w3id.org/claimgraph/ontology#captured"]
    assert (captured.type, captured.direction) == ("CAPTURED", "out")
    assert {"Agent", "ArmedGroup"} <= owners
    assert all(relation.direction != "in" for relation, _ in relations.values())


@pytest.mark.parametrize(
    "lost",
    [
        ["MATCH (c:Claim) REMOVE c.sources", "MATCH ()-[b:BEARS_ON]->() DELETE b"],
        ["MATCH (a:Agent) REMOVE a.group"],
        ["MATCH ()-[r:CONFLICTS_WITH]->() DELETE r"],
    ],
)
def test_a_store_that_was_never_weighed_is_weighed_once(bench: Bench, model: Model, lost: list[str]) -> None:
    before = bench.dump()
    for text in lost:
        bench.run(text)
    assert bench.dump() != before
    bench.runner.run(keep_weighed(bench.store, model))
    assert bench.dump() == before


def test_a_store_that_was_weighed_is_left_alone(bench: Bench, model: Model) -> None:
    bench.run("MATCH (c:Claim {iri: $iri}) SET c.depth = 99", iri=ID + "C14")
    bench.runner.run(keep_weighed(bench.store, model))
    assert bench.node("C14")["depth"] == 99
    assert bench.rebuild().changed == 1


def test_conflicts_of_the_example(bench: Bench) -> None:
    text = "MATCH (p:Proposition)-[r:CONFLICTS_WITH]->(q:Proposition) WHERE p.iri < q.iri RETURN r.basis, count(*) ORDER BY r.basis"
    assert bench.rows(text) == [["COMPETES_WITH", 5], ["INCOMPATIBLE_WITH", 6]]


COUNTS = """id:t-battle a cg:Event ; rdfs:label "battle" ; cg:eventType cg:killing .
    id:t-8 a cg:Quantity ; rdfs:label "8" ; cg:min 8.0 ; cg:max 8.0 ; cg:unit "people" .
    id:t-70 a cg:Quantity ; rdfs:label "more than 70" ; cg:min 71.0 ; cg:unit "people" .
    id:t-dead a cg:CasualtyGroup ; rdfs:label "the killed" . id:t-where a cg:Passage ; rdfs:label "s" ; cg:start 0 ; cg:end 1 ; cg:document id:article ."""
COUNT = """id:t-{0} a cg:Proposition ; rdfs:label "p" ; cg:kind cg:casualtyKind ; cg:text "p" ; cg:subject id:ru-forces ; cg:object id:t-dead ;
        cg:event id:t-battle ; cg:quantity id:t-{1} ; cg:predicate "https://w3id.org/claimgraph/ontology#killed"^^xsd:anyURI .
    id:t-says-{0} a cg:Claim ; rdfs:label "c" ; cg:stance cg:asserts ; cg:claimant id:{2} ; cg:content id:t-{0} ; cg:passage id:t-where ."""


def test_numbers_that_exclude_each_other_are_a_dispute_until_one_succeeds_the_other(bench: Bench) -> None:
    bench.load(COUNTS + COUNT.format("few", "8", "frl") + COUNT.format("many", "70", "isw"))
    assert [status_of(bench, f"t-says-{which}") for which in ("few", "many")] == [("DISPUTED", 1, 1, 0)] * 2
    conflicts = "MATCH (:Proposition {iri: $iri})-[r:CONFLICTS_WITH]-(q) RETURN q.iri, r.basis"
    assert bench.rows(conflicts, iri=ID + "t-few") == [[ID + "t-many", "QUANTITY"]]
    bench.load("id:t-many cg:succeeds id:t-few .")
    assert [status_of(bench, f"t-says-{which}") for which in ("few", "many")] == [("ATTRIBUTED", 1, 0, 0)] * 2
    assert bench.rows(conflicts, iri=ID + "t-few") == []
    assert bench.rebuild().changed == 0
