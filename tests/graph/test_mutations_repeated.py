"""A call under a clientMutationId is done once, and answered again as it was answered then."""

import asyncio
from typing import Any

from graph.actors import Actor
from tests.graph.bench import ID
from tests.graph.mutating import Editor, call, new, text, to

SHOW = "armedGroup { id version note basedIn { nodes { id name } } } created"


def based(name: str, **given: Any) -> dict[str, Any]:
    return {"input": {"name": text("Repeated"), "basedIn": new(settlement={"id": f"id:{name}", "name": text(name)}), **given}, "clientMutationId": name}


def test_a_call_that_is_made_again_is_answered_as_it_was_then(editor: Editor) -> None:
    first = editor.do("upsertArmedGroup", SHOW, **based("r1"))
    iri, version = first["armedGroup"]["id"], editor.version()
    assert first["clientMutationId"] == "r1" and first["created"]
    assert editor.do("upsertArmedGroup", SHOW, **based("r1")) == first
    editor.do("upsertArmedGroup", input={"id": iri, "note": "later", "basedIn": to("id:kozinka")})
    editor.do("upsertSettlement", input={"id": "id:r1", "name": text("renamed")})
    assert editor.do("upsertArmedGroup", SHOW, **based("r1")) == first
    editor.do("deleteArmedGroup", id=iri)
    assert editor.do("upsertArmedGroup", SHOW, **based("r1")) == first
    assert editor.version() == version + 3


def test_another_selection_is_answered_as_of_then(editor: Editor) -> None:
    iri = editor.do("upsertArmedGroup", "armedGroup { id }", **based("r2"))["armedGroup"]["id"]
    editor.do("upsertArmedGroup", input={"id": iri, "url": "https://later.example/"})
    shown = editor.do("upsertArmedGroup", "kind: __typename armedGroup { url names { value } version }", **based("r2"))
    assert shown["armedGroup"] == {"url": None, "names": [{"value": "Repeated"}], "version": 1} and shown["kind"] == "UpsertArmedGroupPayload"


def test_a_call_that_changed_nothing_is_remembered_too(editor: Editor) -> None:
    given: dict[str, Any] = {"input": {"id": "id:frl", "note": None}, "clientMutationId": "r3"}
    first = editor.do("upsertArmedGroup", SHOW, **given)
    editor.do("upsertArmedGroup", input={"id": "id:frl", "note": "x"})
    assert editor.do("upsertArmedGroup", SHOW, **given) == first and first["armedGroup"]["note"] is None


def test_what_was_refused_is_tried_again(editor: Editor) -> None:
    given: dict[str, Any] = {"input": {"name": text("x"), "leads": to("id:r4")}, "clientMutationId": "r4"}
    assert [error["code"] for error in editor.refused("upsertPerson", **given)] == ["NOT_FOUND"]
    editor.do("upsertArmedGroup", input={"id": "id:r4", "name": text("Four")})
    assert editor.do("upsertPerson", "created", **given)["created"]


def test_a_name_belongs_to_one_call_of_one_actor(editor: Editor) -> None:
    given: dict[str, Any] = {"input": {"id": "id:r5", "name": text("Five")}, "clientMutationId": "r5"}
    editor.do("upsertPerson", **given)
    for name, arguments in (
        ("upsertPerson", {**given, "input": {"id": "id:r5", "name": text("Five"), "age": None}}),
        ("upsertPerson", {**given, "ifVersion": 1}),
        ("upsertCompany", given),
    ):
        (error,) = editor.refused(name, **arguments)
        assert (error["code"], error["path"]) == ("REQUEST_REUSED", ["clientMutationId"])
    other = editor.call("upsertPerson", "person { version }", Actor("ed"), **{**given, "input": {"id": "id:r5", "age": 5}})
    assert other["person"] == {"version": 2}


def test_a_deletion_is_answered_again_and_a_default_is_as_good_as_its_value(editor: Editor) -> None:
    editor.do("upsertPerson", input={"id": "id:r6", "name": text("Six")})
    first = editor.do("deletePerson", "deleted", id="id:r6", clientMutationId="r6")
    assert first["deleted"] == [ID + "r6"]
    editor.do("upsertPerson", input={"id": "id:r6", "name": text("Six")})
    assert editor.do("deletePerson", "deleted", id="id:r6", withClaims=False, clientMutationId="r6") == first
    assert editor.ask('{ person(id: "id:r6") { id } }')["person"]


def test_of_the_same_call_many_times_at_once_one_is_done(editor: Editor) -> None:
    version = editor.version()

    async def all_at_once() -> list[dict[str, Any]]:
        return await asyncio.gather(*(call(editor.example.engine, "upsertArmedGroup", SHOW, **based("r7")) for _ in range(8)))

    answers = editor.example.runner.run(all_at_once())
    assert all(answer == answers[0] for answer in answers)
    assert editor.version() == version + 1


def test_a_chain_of_claims_is_answered_again_as_it_was(editor: Editor) -> None:
    passage = new(start=1, end=2, document=to("id:article"))
    given: dict[str, Any] = {
        "input": {"stance": "ASSERTS", "claimant": to("id:rvc"), "content": to("id:p-driven-back"), "passage": passage},
        "relayedBy": [{"stance": "REPORTS", "claimant": to("id:outlet")}],
        "clientMutationId": "r8",
    }
    show = "claim { id content { status origins } } claims { id depth }"
    first = editor.do("recordClaim", show, **given)
    editor.do("assess", input={"verdict": "REFUTED", "assesses": to("id:p-driven-back")})
    assert editor.do("recordClaim", show, **given) == first
