"""Claims, judgements and identities through GraphQL, and what follows from them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.graph.bench import ID
from tests.graph.mutating import Editor, new, text, to

pytestmark = pytest.mark.core

CAPTURED = "https://w3id.org/claimgraph/ontology#captured"
EDGES = '{ armedGroup(id: "id:rvc") { captured(where: {id: {eq: "id:dyatkovo"}}) { edges { status origins denials proposition { id } } } } }'


def said(iri: str, claimant: str, content: Any, stance: str = "ASSERTS", **given: Any) -> dict[str, Any]:
    """What recordClaim takes for a claim in a passage of its own."""
    passage = new(start=1, end=2, document=to("id:article"))
    return {"id": iri, "stance": stance, "claimant": to(claimant), "content": to(content) if isinstance(content, str) else content, "passage": passage, **given}


@pytest.fixture(autouse=True)
def in_accord(editor: Editor) -> Iterator[None]:
    """What is derived is in accord with the claims after each test."""
    yield
    assert editor.rebuilt() == 0


@pytest.fixture
def captured(editor: Editor) -> str:
    """A proposition that a claim of the ISW brings in, with a relation that nobody spoke of before."""
    if editor.ask('{ proposition(id: "id:p-new") { id } }')["proposition"]:
        editor.do("deleteProposition", id="id:p-new", withClaims=True)
    relation = {"subject": to("id:rvc"), "predicate": CAPTURED, "object": to("id:dyatkovo"), "validTime": "2023-05"}
    content = new(id="id:p-new", kind="EVENT", text="The corps captured Dyatkovo.", **relation)
    editor.do("recordClaim", input=said("id:new-1", "id:isw", content, verb="reported"))
    return "id:p-new"


def standing(editor: Editor) -> Any:
    edges = editor.ask(EDGES)["armedGroup"]["captured"]["edges"]
    return [(edge["status"], edge["origins"], edge["denials"]) for edge in edges]


def test_a_claim_with_a_new_proposition_makes_a_relation(editor: Editor, captured: str) -> None:
    assert standing(editor) == [("ATTRIBUTED", 1, 0)]
    shown = editor.ask('{ claim(id: "id:new-1") { name depth version content { name } passage { name document { id } } } }')["claim"]
    content, version = {"name": "The corps captured Dyatkovo."}, shown["version"]
    assert shown == {"name": "reported", "depth": 1, "version": version, "content": content, "passage": {"name": "Passage", "document": {"id": ID + "article"}}}


def test_hops_are_a_chain_over_one_content_in_one_passage(editor: Editor, captured: str) -> None:
    hops = [
        {"id": "id:new-hop", "stance": "REPORTS", "claimant": to("id:rvc"), "verb": "said"},
        {"id": "id:new-out", "stance": "REPORTS", "claimant": to("id:outlet")},
    ]
    show = "claim { id depth } claims { id depth relayedBy { id } content { id } passage { id } chain { nodes { id } } }"
    found = editor.do("recordClaim", show, input=said("id:new-in", "id:frl", captured), relayedBy=hops)
    assert found["claim"] == {"id": ID + "new-in", "depth": 2}
    assert [(one["id"].removeprefix(ID), one["depth"]) for one in found["claims"]] == [("new-in", 2), ("new-hop", 1), ("new-out", 0)]
    assert [one["relayedBy"] and one["relayedBy"]["id"] for one in found["claims"]] == [ID + "new-hop", ID + "new-out", None]
    assert len({(one["content"]["id"], one["passage"]["id"]) for one in found["claims"]}) == 1
    assert standing(editor) == [("CORROBORATED", 2, 0)], "hops are no origins"


def test_who_denies_disputes(editor: Editor, captured: str) -> None:
    editor.do("recordClaim", input=said("id:new-2", "id:ru-mod", captured, "DENIES"))
    assert standing(editor) == [("DISPUTED", 1, 1)]
    editor.do("upsertClaim", input={"id": "id:new-2", "stance": "ASSERTS"})
    assert standing(editor) == [("CORROBORATED", 2, 0)]
    editor.do("upsertClaim", input={"id": "id:new-2", "claimant": to("id:isw")})
    assert standing(editor) == [("ATTRIBUTED", 1, 0)]
    editor.do("upsertClaim", input={"id": "id:new-2", "hedge": "perhaps"})
    assert standing(editor) == [("FLAGGED_UNVERIFIED", 1, 0)]


def test_a_claim_is_retracted_by_its_claimant(editor: Editor, captured: str) -> None:
    show = "claim { stance claimant { id } content { id } retracts { nodes { id } } }"
    passage = new(start=3, end=4, document=to("id:article"))
    found = editor.do("retractClaim", show, id="id:new-1", input={"passage": passage})["claim"]
    assert found == {"stance": "QUESTIONS", "claimant": {"id": ID + "isw"}, "content": {"id": ID + "p-new"}, "retracts": {"nodes": [{"id": ID + "new-1"}]}}
    assert standing(editor) == [("RETRACTED", 0, 0)]


def test_a_claim_is_superseded_by_a_later_one(editor: Editor, captured: str) -> None:
    later = {"stance": "DENIES", "content": to(captured), "passage": new(start=5, end=6, document=to("id:article"))}
    found = editor.do("supersedeClaim", "claim { claimant { id } supersedes { nodes { id } } }", id="id:new-1", input=later)["claim"]
    assert found == {"claimant": {"id": ID + "isw"}, "supersedes": {"nodes": [{"id": ID + "new-1"}]}}
    assert standing(editor) == [("SUPERSEDED", 0, 1)]


def test_the_latest_judgement_counts_however_it_was_made(editor: Editor, captured: str) -> None:
    def judge(name: str, verdict: str, **given: Any) -> Any:
        return editor.do(name, "assessment { madeAt name assesses { status } }", input={"verdict": verdict, "assesses": to(captured), **given})["assessment"]

    assert judge("assess", "VERIFIED", rationale="seen")["assesses"] == {"status": "VERIFIED"}
    assert judge("upsertAssessment", "REFUTED")["assesses"] == {"status": "REFUTED"}
    assert judge("assess", "VERIFIED", madeAt="2023-05-24T00:00:00Z")["assesses"] == {"status": "REFUTED"}, "it was made before"
    nested = {"id": "id:p-new", "assessments": new(verdict="OPEN")}
    assert editor.do("upsertProposition", "proposition { status }", input=nested)["proposition"] == {"status": "ATTRIBUTED"}
    assert editor.do("assess", "proposition { id status }", input={"verdict": "VERIFIED", "assesses": to(captured)})["proposition"]["status"] == "VERIFIED"
    assert standing(editor) == [("VERIFIED", 1, 0)]


def test_a_relation_goes_with_its_last_claim_and_is_known_as_of_then(editor: Editor, captured: str) -> None:
    ((before,),) = editor.rows("MATCH (l:ChangeLog) RETURN toString(l.at)")
    assert standing(editor) != []
    editor.do("deleteClaim", id="id:new-1")
    assert standing(editor) == []
    then = editor.ask(f'query @view(knownAt: "{before}") {EDGES}')["armedGroup"]["captured"]["edges"]
    assert [(edge["status"], edge["proposition"]["id"]) for edge in then] == [("ATTRIBUTED", ID + "p-new")]


def test_an_agent_that_joins_another_is_no_origin_of_its_own(editor: Editor, captured: str) -> None:
    editor.do("recordClaim", input=said("id:new-3", "id:frl", captured))
    assert standing(editor) == [("CORROBORATED", 2, 0)]
    editor.do("upsertArmedGroup", input={"id": "id:frl", "closeTo": to("id:isw")})
    assert standing(editor) == [("ATTRIBUTED", 1, 0)]
    editor.do("upsertResearchOrganization", input={"id": "id:isw", "closeTo": {"disconnect": ["id:frl"]}})
    assert standing(editor) == [("CORROBORATED", 2, 0)]


def test_the_log_names_what_follows_from_a_change_too(editor: Editor, captured: str) -> None:
    rival = new(id="id:p-rival", kind="EVENT", text="It did not.", incompatibleWith=to(captured))
    version = editor.do("recordClaim", input=said("id:new-5", "id:ru-mod", rival))["graphVersion"]
    assert standing(editor) == [("DISPUTED", 1, 1)]
    later = editor.do("deleteClaim", id="id:new-5")["graphVersion"]
    assert standing(editor) == [("ATTRIBUTED", 1, 0)]
    for number in (version, later):
        ((iris,),) = editor.rows("MATCH (c:LoggedChange {version: $version}) RETURN c.iris", version=int(number))
        assert {ID + name for name in ("new-5", "p-rival", "p-new", "rvc", "dyatkovo")} <= set(iris)


def test_a_view_sees_what_was_written(editor: Editor, captured: str) -> None:
    editor.do("recordClaim", input=said("id:new-4", "id:ru-mod", captured, "DENIES"))
    field = '%s: proposition(id: "id:p-new") @view(accordingTo: ["%s"]) { status origins denials }'
    found = editor.ask("{" + field % ("one", "id:isw") + field % ("other", "id:ru-mod") + "}")
    assert found == {"one": {"status": "ATTRIBUTED", "origins": 1, "denials": 0}, "other": {"status": "DISPUTED", "origins": 0, "denials": 1}}


# identity


def merged(editor: Editor) -> list[str]:
    found = editor.ask('query @view(merged: true) { people(where: {name: {startsWith: "Same"}}, orderBy: [{name: ASC}]) { nodes { id } } }')
    return [node["id"].removeprefix(ID) for node in found["people"]["nodes"]]


def test_resources_are_merged_and_unmerged(editor: Editor) -> None:
    people = [{"id": f"id:same-{name}", "name": text(f"Same {name}")} for name in "abcd"]
    editor.do("upsertPeople", inputs=people)
    show = "identityJudgement { id decision rationale madeBy { id } judged { id } candidate { nodes { id } } } resource { id }"
    found = editor.do("mergeResources", show, ids=["id:same-c", "id:same-a", "id:same-b"], rationale="one face", madeBy="id:gladkov")
    judgement = found["identityJudgement"]
    assert found["resource"] == {"id": ID + "same-a"} and judgement["judged"] == {"id": ID + "same-c"}
    assert (judgement["decision"], judgement["rationale"], judgement["madeBy"]) == ("SAME", "one face", {"id": ID + "gladkov"})
    assert merged(editor) == ["same-a", "same-d"]
    assert editor.do("mergeResources", "resource { id }", ids=["id:same-d", "id:same-b"])["resource"] == {"id": ID + "same-a"}
    assert merged(editor) == ["same-a"]
    (error,) = editor.refused("unmergeResources", ids=["id:same-a", "id:same-b"])
    assert error["code"] == "STILL_THE_SAME"
    apart = editor.do("unmergeResources", "identityJudgement { decision } resource { id }", ids=["id:same-c", "id:same-a", "id:same-b"])
    assert apart == {**apart, "identityJudgement": {"decision": "DIFFERENT"}, "resource": {"id": ID + "same-c"}}
    assert merged(editor) == ["same-a", "same-b", "same-c"]
    judged = {"decision": "SAME", "judged": to("id:same-a"), "candidate": to("id:same-c")}
    assert editor.do("judgeIdentity", "identityJudgement { decision }", input=judged)["identityJudgement"] == {"decision": "SAME"}
    assert merged(editor) == ["same-a", "same-b"]
    editor.do("deletePerson", id="id:same-a", withClaims=True)
    assert merged(editor) == ["same-b", "same-c"]
