"""What is refused, each with its code and its place in the arguments, and with nothing changed."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from graph.mutations import calls
from graph.mutations.problems import CODES
from tests.graph.mutating import Editor, new, text, to

ELSEWHERE = {"REQUEST_REUSED", "STILL_THE_SAME"}
"""Codes that other tests produce: test_mutations_repeated.py, test_mutations_evidence.py."""
A, B = "a" * 64, "b" * 64


class Case(NamedTuple):
    """A mutation that is refused: its errors as (code, path)."""

    name: str
    arguments: dict[str, Any]
    errors: list[tuple[str, str]]


def person(**given: Any) -> dict[str, Any]:
    return {"input": {"name": text("Somebody"), **given}}


def claim(**given: Any) -> dict[str, Any]:
    made = {"stance": "ASSERTS", "claimant": to("id:isw"), "content": to("id:p-driven-back"), "passage": to("id:pas-C23")}
    return {"input": {**made, **given}}


def upsert(cls: str, /, *errors: tuple[str, str], **given: Any) -> Case:
    return Case(f"upsert{cls}", {"input": given}, list(errors))


CIRCLE = [("SHAPE", "input"), ("SHAPE", "input.relayedBy.connect.0.upsert")]
REFUSED: dict[str, Case] = {
    # which resource
    "an id that is no IRI": Case("upsertPerson", person(id="nothing"), [("BAD_IRI", "input.id")]),
    "an id with a space": Case("upsertPerson", person(id="https://a.example/b c"), [("BAD_IRI", "input.id")]),
    "a target that is no IRI": Case("upsertPerson", person(leads=to("nothing")), [("BAD_IRI", "input.leads.connect.0.id")]),
    "an end of a relation that is no IRI": Case("upsertPerson", person(leads={"disconnect": ["nothing"]}), [("BAD_IRI", "input.leads.disconnect.0")]),
    "an id of nothing, to be shown": upsert("Person", ("NOT_FOUND", "input.id"), id="id:nobody"),
    "a target that is not there": Case("upsertPerson", person(leads=to("id:rvc", "id:nobody")), [("NOT_FOUND", "input.leads.connect.1")]),
    "a deletion of nothing": Case("deletePerson", {"id": "id:nobody"}, [("NOT_FOUND", "id")]),
    "a claim on nothing": Case("recordClaim", claim(content=to("id:nobody")), [("NOT_FOUND", "input.content.connect.0"), ("TOO_FEW", "input.content")]),
    "a retraction of nothing": Case("retractClaim", {"id": "id:nobody", **claim()}, [("NOT_FOUND", "id")]),
    "a merge with nothing": Case("mergeResources", {"ids": ["id:rvc", "id:nobody"]}, [("NOT_FOUND", "ids.1")]),
    "a resource of another class": upsert("Person", ("WRONG_CLASS", "input"), id="id:kozinka", note="x"),
    "a target of another class": Case("upsertPerson", person(leads=to("id:kozinka")), [("WRONG_CLASS", "input.leads.connect.0")]),
    "a nested resource of another class": Case(
        "upsertPerson",
        person(leads=new(armedGroup={"id": "id:kozinka", "note": "x"})),
        [("WRONG_CLASS", "input.leads.connect.0.upsert.armedGroup"), ("WRONG_CLASS", "input.leads.connect.0.upsert")],
    ),
    "a deletion of another class": Case("deletePerson", {"id": "id:kozinka"}, [("WRONG_CLASS", "id")]),
    "an evaluation of what is no claim": Case("supersedeClaim", {"id": "id:kozinka", **claim()}, [("WRONG_CLASS", "id")]),
    # shapes and rules
    "a passage that ends before it begins": upsert("Passage", ("SHAPE", "input"), start=9, end=3, document=to("id:article")),
    "a retraction of another's claim": Case("retractClaim", {"id": "id:C01", **claim()}, [("SHAPE", "input")]),
    "a hop that is relayed by itself": Case("upsertClaim", claim(id="id:z", relayedBy=new(id="id:z2", **claim(relayedBy=to("id:z"))["input"])), CIRCLE),
    # versions
    "a stale version": Case("upsertArmedGroup", {"input": {"id": "id:frl", "note": "x"}, "ifVersion": 7}, [("VERSION_CONFLICT", "input")]),
    "a version of what is not there": Case("upsertPerson", {**person(id="id:nobody"), "ifVersion": 1}, [("VERSION_CONFLICT", "input")]),
    "version 0 of what is there": Case("upsertArmedGroup", {"input": {"id": "id:frl"}, "ifVersion": 0}, [("VERSION_CONFLICT", "input")]),
    "a deletion of a stale version": Case("deleteArmedGroup", {"id": "id:frl", "ifVersion": 7}, [("VERSION_CONFLICT", "ifVersion")]),
    "too few versions": Case("upsertPeople", {"inputs": [{}, {}], "ifVersions": [1]}, [("BAD_INPUT", "ifVersions")]),
    # one resource twice
    "two inputs for one": Case(
        "upsertPeople", {"inputs": [{"id": "id:x", "name": text("a")}, {"id": "id:x", "name": text("b")}]}, [("DUPLICATE_INPUT", "inputs.1")]
    ),
    "one inside itself": Case(
        "upsertEvent",
        {"input": {"id": "id:x", "name": text("a"), "eventType": "FIRE", "partOf": new(id="id:x", note="b")}},
        [("DUPLICATE_INPUT", "input")],
    ),
    "a claim that is there": Case("recordClaim", claim(id="id:C23"), [("KEY_TAKEN", "input.id")]),
    "a judgement with the id of something": Case(
        "assess", {"input": {"id": "id:C23", "verdict": "OPEN", "assesses": to("id:p-driven-back")}}, [("KEY_TAKEN", "input.id"), ("WRONG_CLASS", "input")]
    ),
    "a key of another": upsert(
        "Document", ("KEY_TAKEN", "input.checksum"), id="id:doc-isw", checksum="4e64c915d535f304536dedcd0701abad9d0ba0dac59355a21e9a820f30f709ef"
    ),
    "one key for two": Case(
        "upsertDocuments",
        {"inputs": [{"id": "id:x", "name": text("x"), "checksum": A}, {"id": "id:y", "name": text("y"), "checksum": A}]},
        [("KEY_TAKEN", "inputs.1.checksum")],
    ),
    # values
    "a number below its limit": Case("upsertPerson", person(age=-1), [("VALUE_INVALID", "input.age")]),
    "a text without its pattern": upsert("Country", ("VALUE_INVALID", "input.isoCode"), name=text("x"), isoCode="abc"),
    "a quotation that is too long": Case("recordClaim", claim(quote="x" * 201), [("VALUE_INVALID", "input.quote")]),
    "two texts in one language": Case("upsertPerson", {"input": {"name": [*text("a", "en"), *text("b", "EN")]}}, [("VALUE_INVALID", "input.name")]),
    "a language that is none": Case("upsertPerson", {"input": {"name": text("a", "english language")}}, [("VALUE_INVALID", "input.name")]),
    "an empty name": Case("upsertPerson", {"input": {"name": text("")}}, [("VALUE_INVALID", "input.name")]),
    "a place beyond the globe": upsert("Settlement", ("VALUE_INVALID", "input.location"), name=text("x"), location={"latitude": 91, "longitude": 0}),
    "a URI that is relative": Case("upsertPerson", person(url="a/b"), [("VALUE_INVALID", "input.url")]),
    # numbers of values
    "a resource without a name": Case("upsertPerson", {"input": {}}, [("TOO_FEW", "input.name")]),
    "a name that is taken away": upsert("ArmedGroup", ("TOO_FEW", "input.name"), id="id:frl", name=None),
    "a required value that is taken away": upsert("Event", ("TOO_FEW", "input.eventType"), id="id:cap-glotovo", eventType=None),
    "a claim without its parts": Case(
        "recordClaim", {"input": {"stance": "ASSERTS"}}, [("TOO_FEW", "input.claimant"), ("TOO_FEW", "input.content"), ("TOO_FEW", "input.passage")]
    ),
    "a claim whose content is taken away": upsert(
        "Claim", ("TOO_FEW", "input.content.disconnect.0"), id="id:C23", content={"disconnect": ["id:p-frl-reached-graivoron"]}
    ),
    "a content whose claims are taken away": upsert("Proposition", ("TOO_FEW", "input.claims"), id="id:p-frl-reached-graivoron", claims=None),
    "two claimants": Case("recordClaim", claim(claimant=to("id:isw", "id:frl")), [("TOO_MANY", "input.claimant.connect.0")]),
    "a second content from its other end": upsert("Proposition", ("TOO_MANY", "input.claims.connect.0"), id="id:p-driven-back", claims=to("id:C23")),
    "a second content from its other end, as an input": upsert(
        "Proposition", ("TOO_MANY", "input.claims.connect.0.upsert"), id="id:p-driven-back", claims=new(id="id:C23", note="x")
    ),
    "more inputs than are possible": Case("upsertPeople", {"inputs": [{}] * 1_001}, [("TOO_MANY", "inputs")]),
    # what cannot be changed by hand
    "a relation that rests on claims": upsert(
        "Settlement", ("DERIVED", "input.capturedBy.disconnect.0"), id="id:kozinka", capturedBy={"disconnect": ["id:incursion-force"]}
    ),
    "a resource that claims mention": Case("deleteSettlement", {"id": "id:kozinka"}, [("IN_USE", "id")]),
    "a passage with a claim": Case("deletePassage", {"id": "id:pas-C23"}, [("IN_USE", "id")]),
    # inputs that contradict themselves
    "`set` beside `connect`": Case("upsertPerson", person(leads={"set": [], **to("id:rvc")}), [("BAD_INPUT", "input.leads")]),
    "`id` beside `upsert`": Case(
        "upsertPerson",
        person(leads={"connect": [{"id": "id:rvc", "upsert": {"armedGroup": {}}}, {}]}),
        [("BAD_INPUT", "input.leads.connect.0"), ("BAD_INPUT", "input.leads.connect.1")],
    ),
    "two classes for one": Case(
        "upsertPerson", person(leads=new(armedGroup={"id": "id:rvc"}, company={"name": text("x")})), [("BAD_INPUT", "input.leads.connect.0.upsert")]
    ),
    "made and undone": Case("upsertPerson", person(leads={**to("id:rvc"), "disconnect": ["id:rvc"]}), [("BAD_INPUT", "input.leads.connect.0")]),
    "made here and undone there": Case(
        "upsertPerson",
        person(id="id:x", leads=new(armedGroup={"id": "id:rvc", "leaders": {"disconnect": ["id:x"]}})),
        [("BAD_INPUT", "input.leads.connect.0.upsert.armedGroup.leaders.disconnect.0")],
    ),
    "a merge of one": Case("mergeResources", {"ids": ["id:rvc", "id:rvc"]}, [("BAD_INPUT", "ids")]),
    "a name for the call that is too long": Case("upsertPerson", {**person(), "clientMutationId": "x" * 201}, [("BAD_INPUT", "clientMutationId")]),
    "a name for the call that is empty": Case("upsertPerson", {**person(), "clientMutationId": ""}, [("BAD_INPUT", "clientMutationId")]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(editor: Editor, name: str) -> None:
    case = REFUSED[name]
    errors = editor.refused(case.name, **case.arguments)
    assert [(error["code"], ".".join(error["path"])) for error in errors] == case.errors
    assert all(error["message"] for error in errors)


@pytest.fixture
def judged(editor: Editor) -> str:
    payload = editor.do("assess", "assessment { id }", input={"verdict": "OPEN", "assesses": to("id:p-sas-directed")})
    return str(payload["assessment"]["id"])


JUDGED: dict[str, Callable[[str], Case]] = {
    "a judgement": lambda iri: upsert("Assessment", ("APPEND_ONLY", "input"), id=iri, rationale="x"),
    "its proposition": lambda iri: upsert(
        "Proposition", ("APPEND_ONLY", "input.assessments.connect.0"), ("TOO_MANY", "input.assessments.connect.0"), id="id:p-driven-back", assessments=to(iri)
    ),
    "what its proposition has": lambda iri: upsert(
        "Proposition",
        ("APPEND_ONLY", "input.assessments.disconnect.0"),
        ("TOO_FEW", "input.assessments.disconnect.0"),
        id="id:p-sas-directed",
        assessments={"disconnect": [iri]},
    ),
    "its deletion": lambda iri: Case("deleteAssessment", {"id": iri}, [("APPEND_ONLY", "id")]),
    "who made it": lambda iri: upsert("Person", ("APPEND_ONLY", "input.judgements.connect.0"), name=text("x"), judgements=to(iri)),
}


@pytest.mark.parametrize("name", JUDGED)
def test_a_judgement_is_changed_from_nowhere(editor: Editor, judged: str, name: str) -> None:
    case = JUDGED[name](judged)
    errors = editor.refused(case.name, **case.arguments)
    assert sorted((error["code"], ".".join(error["path"])) for error in errors) == case.errors


def test_a_deletion_takes_no_more_than_it_may(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "MOST_DELETED", 3)
    assert [error["code"] for error in editor.refused("deleteSettlement", id="id:kozinka", withClaims=True)] == ["TOO_MANY"]


def test_every_fault_of_a_batch_is_told_and_nothing_is_done(editor: Editor) -> None:
    inputs = [
        {"id": "id:y0", "name": text("fine")},
        {"id": "id:y1", "name": text("x"), "age": -1},
        {"id": "id:y2"},
        {"id": "id:y3", "name": [], "leads": to("id:nobody")},
    ]
    errors = editor.refused("upsertPeople", inputs=inputs)
    found = [(error["code"], ".".join(error["path"])) for error in errors]
    assert sorted(found) == [
        ("NOT_FOUND", "inputs.2.id"),
        ("NOT_FOUND", "inputs.3.leads.connect.0"),
        ("TOO_FEW", "inputs.3.name"),
        ("VALUE_INVALID", "inputs.1.age"),
    ]


def test_a_fault_says_the_rule_and_what_would_help(editor: Editor) -> None:
    (error,) = editor.refused("upsertPerson", input={"name": text("x"), "age": -1})
    assert error == {"code": "VALUE_INVALID", "message": 'age "-1" is not at least 0', "path": ["input", "age"], "rule": "cg:age", "mend": None}
    (error,) = editor.refused("deleteSettlement", id="id:kozinka")
    assert error["mend"] == "delete those first, or say `withClaims: true`"


def test_every_code_is_produced() -> None:
    cases = [*REFUSED.values(), *(make("") for make in JUDGED.values())]
    assert {code for case in cases for code, _ in case.errors} == CODES.keys() - ELSEWHERE
