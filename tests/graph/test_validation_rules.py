"""Rules of the evidence layer and of what is stored: each finds what breaks it, in Python and in Neo4j alike."""

import asyncio
from collections.abc import Iterator

import pytest

from graph.local import LocalServer
from graph.validation.findings import Report
from graph.validation.reading import states
from graph.validation.rules import READ, RULES, check_rules
from graph.validation.violations import Violation
from graph.validation.whole import validate
from graph.validation.written import Held
from schema.model import CG
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY
from tests.graph.bench import ID, Bench

CLAIMS = """
id:a a cg:Person ; rdfs:label "a" . id:b a cg:Person ; rdfs:label "b" .
id:d a cg:Document ; rdfs:label "d" ; cg:characters 20 ; cg:fullText "😀 They crossed over." .
id:p a cg:Passage ; rdfs:label "p" ; cg:document id:d ; cg:start 2 ; cg:end 14 ; cg:quote "They crossed" .
id:said a cg:Proposition ; rdfs:label "said" ; cg:kind cg:eventKind ; cg:text "They crossed." .
id:other a cg:Proposition ; rdfs:label "other" ; cg:kind cg:eventKind ; cg:text "They did not." .
id:c1 a cg:Claim ; rdfs:label "c1" ; cg:stance cg:asserts ; cg:claimant id:a ; cg:content id:said ; cg:passage id:p ; cg:assertedAt "2023-05-22"^^edtf:EDTF ; cg:relayedBy id:c2 .
id:c2 a cg:Claim ; rdfs:label "c2" ; cg:stance cg:reports ; cg:claimant id:b ; cg:content id:said ; cg:passage id:p .
id:c3 a cg:Claim ; rdfs:label "c3" ; cg:stance cg:denies ; cg:claimant id:a ; cg:content id:said ; cg:passage id:p ; cg:assertedAt "2023-05"^^edtf:EDTF ; cg:supersedes id:c1 .
"""
AT = "MATCH (n:Resource {iri: $id + '%s'})"
FAULTS = (
    ("HopCycleRule", f"{AT % 'c2'} MATCH (m:Resource {{iri: $id + 'c1'}}) CREATE (n)-[:RELAYED_BY]->(m)", {"c1", "c2"}),
    ("HopContentRule", f"{AT % 'c2'}-[r:CONTENT]->() DELETE r WITH n MATCH (m:Resource {{iri: $id + 'other'}}) CREATE (n)-[:CONTENT]->(m)", {"c1"}),
    ("OwnClaimRule", f"{AT % 'c3'}-[r:CLAIMANT]->() DELETE r WITH n MATCH (m:Resource {{iri: $id + 'b'}}) CREATE (n)-[:CLAIMANT]->(m)", {"c3"}),
    (
        "EarlierClaimRule",
        f"{AT % 'c3'} SET n.assertedAt = '2023-04', n.assertedAtEarliest = date('2023-04-01'), n.assertedAtLatest = date('2023-04-30')",
        {"c3"},
    ),
    ("EarlierClaimRule", f"{AT % 'c3'} CREATE (n)-[:RETRACTS]->(n)", {"c3"}),
    ("PassageWithinRule", f"{AT % 'p'} SET n.end = 21", {"p"}),
    ("PassageQuoteRule", f"{AT % 'p'} SET n.end = 13", {"p"}),
    ("PassageQuoteRule", f"{AT % 'p'} SET n.quote = 'They went'", {"p"}),
)
STORED_FAULTS = (
    ("LabelRule", f"{AT % 'a'} REMOVE n:Agent", "without Agent"),
    ("LabelRule", f"{AT % 'a'} REMOVE n:Person", "abstract class Agent"),
    ("LabelRule", "CREATE (n:Person {name: 'x'})", "without Agent, Participant, Resource"),
    ("NameRule", f"{AT % 'a'} REMOVE n.name", "no name"),
    ("NameRule", "CREATE (n:Resource {name: 'x'})", "no iri"),
    ("StoredTypeRule", f"{AT % 'a'} SET n.age = '7'", "age is not stored as INTEGER"),
    ("StoredTypeRule", f"{AT % 'a'} SET n.age = [7]", "age is not stored as INTEGER"),
    ("StoredTypeRule", f"{AT % 'a'} SET n.altNames = 'x'", "altNames is not stored as LIST<STRING>"),
    ("StoredTypeRule", f"{AT % 'a'} SET n.`name@ru` = 7", "name is not stored as STRING"),
    ("StoredTypeRule", f"{AT % 'c1'} SET n.stance = 'SHOUTS'", "one of the notations of Stance"),
    (
        "StoredTypeRule",
        f"{AT % 'c3'} MATCH (m:Resource {{iri: $id + 'a'}}) CREATE (m)-[:PARTICIPANT {{role: 'ODD'}}]->(n)",
        "role is not stored as one of the notations of Role",
    ),
    ("EndRule", f"{AT % 'a'} MATCH (m:Resource {{iri: $id + 'd'}}) CREATE (n)-[:MEMBER_OF]->(m)", "MEMBER_OF to <https://w3id.org/claimgraph/id/d>"),
)


@pytest.fixture(scope="module")
def shared(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, read_model(ONTOLOGY), tmp_path_factory.mktemp("data"), runner)
        yield made
        made.close()


@pytest.fixture
def bench(shared: Bench) -> Bench:
    shared.clear()
    shared.load(CLAIMS)
    return shared


def report(bench: Bench, limit: int = 100) -> Report:
    return bench.runner.run(validate(bench.store, bench.model, limit=limit))


def named(violations: list[Violation], rule: str) -> set[str]:
    return {str(v.focus).removeprefix(ID) for v in violations if v.component == CG + rule}


def in_python(bench: Bench, *locals_: str) -> list[Violation]:
    iris = [ID + local for local in locals_]
    return list(check_rules(bench.runner.run(states(bench.store, bench.model, iris, READ)), iris))


def test_what_keeps_to_the_rules_is_valid(bench: Bench) -> None:
    found = report(bench)
    assert found.conforms and found.is_valid, found
    assert in_python(bench, "c1", "c2", "c3", "p", "d", "said") == []


@pytest.mark.parametrize(("rule", "fault", "culprits"), FAULTS)
def test_a_broken_rule_is_found_in_python_and_in_neo4j(bench: Bench, rule: str, fault: str, culprits: set[str]) -> None:
    bench.run(fault, id=ID)
    assert named(in_python(bench, "c1", "c2", "c3", "p"), rule) == culprits
    assert named(list(report(bench).violations), rule) == culprits


def test_every_rule_of_the_evidence_has_a_fault_here() -> None:
    assert {CG + rule for rule, _, _ in FAULTS} == {rule.name for rule in RULES}


def test_the_other_end_of_what_was_touched_is_looked_at(bench: Bench) -> None:
    bench.run(FAULTS[1][1], id=ID)
    assert named(in_python(bench, "c2"), "HopContentRule") == {"c1"}


@pytest.mark.parametrize(("rule", "fault", "words"), STORED_FAULTS)
def test_what_another_writer_left_is_found(bench: Bench, rule: str, fault: str, words: str) -> None:
    bench.run(fault, id=ID)
    found = report(bench)
    assert any(v.component == CG + rule and words in v.message for v in found.violations), found.violations
    assert not found.is_valid


def test_what_the_ontology_does_not_know_is_no_fault(bench: Bench) -> None:
    bench.run(f"{AT % 'a'} SET n:Imported, n.remark = 'x' CREATE (n)-[:LIKES]->(:Thing {{name: 'x'}})", id=ID)
    assert report(bench).conforms


def test_past_states_are_not_looked_at(bench: Bench) -> None:
    bench.load('id:a a cg:Person ; rdfs:label "a" ; cg:age 7 .')
    bench.run("MATCH (s:Past) SET s.age = 'old', s.name = null")
    assert bench.rows("MATCH (s:Past) RETURN count(s) > 0") == [[True]]
    assert report(bench).conforms


def test_all_are_counted_and_the_first_are_spelt_out(bench: Bench) -> None:
    bench.run("MATCH (n:Claim) SET n.stance = 7")
    found = report(bench, limit=4)
    assert len(found.violations) == 4
    assert {count.resources for count in found.counts} == {3}
    assert report(bench, limit=0).counts == found.counts


def test_a_write_is_held_to_shapes_and_rules_in_its_transaction(bench: Bench) -> None:
    held = Held(bench.model)
    touched = [ID + local for local in ("p", "c1", "c2")]

    async def spoil_and_look(whole: bool) -> list[Violation]:
        async def work(transaction: object) -> list[Violation]:
            await transaction.rows(f"{AT % 'p'} SET n.start = 15, n.end = 15", {"id": ID})  # type: ignore[attr-defined]
            await transaction.rows(f"{AT % 'c2'}-[r:CLAIMANT]->() DELETE r", {"id": ID})  # type: ignore[attr-defined]
            return await (held.changed if whole else held.added)(transaction, touched)  # type: ignore[arg-type]

        return await bench.store.transact(work)

    def parts(violations: list[Violation]) -> set[tuple[str, str]]:
        return {(str(v.focus).removeprefix(ID), v.component.rpartition("#")[2]) for v in violations}

    compared = {("p", "LessThanConstraintComponent"), ("p", "PassageQuoteRule")}
    assert parts(bench.runner.run(spoil_and_look(False))) == compared
    assert parts(bench.runner.run(spoil_and_look(True))) == {*compared, ("c2", "MinCountConstraintComponent")}


def test_the_example_keeps_to_all_rules_in_python_too(bench: Bench) -> None:
    bench.clear()
    bench.load_files(DATA)
    iris = [iri for (iri,) in bench.rows("MATCH (n:Resource) RETURN n.iri")]
    held = Held(bench.model)
    assert bench.runner.run(held.changed(bench.store, iris)) == []
