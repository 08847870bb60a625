"""Resources and their plain relations, created, changed and deleted through GraphQL."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from graph.actors import Actor
from graph.engine import Asked
from graph.local import LocalServer
from schema.reader import read_model
from tests.example import ROOT, Example
from tests.graph.bench import ID
from tests.graph.mutating import Editor, document, new, text, to

pytestmark = pytest.mark.core


def names(nodes: dict[str, Any]) -> list[str]:
    return sorted(node["id"].removeprefix(ID) for node in nodes["nodes"])


# values


def test_what_is_absent_stays_and_null_takes_away(editor: Editor) -> None:
    show = "person { age unnamed note url }"
    first = editor.do("upsertPerson", show, input={"id": "id:m1", "name": text("One"), "age": 40, "unnamed": False, "note": "n", "url": "https://one.example/"})
    assert first["person"] == {"age": 40, "unnamed": False, "note": "n", "url": "https://one.example/"}
    second = editor.do("upsertPerson", show, input={"id": "id:m1", "note": None, "age": 0})
    assert second["person"] == {"age": 0, "unnamed": False, "note": None, "url": "https://one.example/"}


def test_texts_are_replaced_in_all_languages(editor: Editor) -> None:
    show = "person { name names { lang value } altNames description position }"
    given = {"id": "id:m2", "name": [*text("Two", "en"), *text("Два", "RU")], "altNames": [*text("2", "en"), *text("II", "en"), *text("2", "de")]}
    first = editor.do("upsertPerson", show, input={**given, "description": text("no language"), "position": text("chief", "en")})["person"]
    assert first["name"] == "Two" and {(one["lang"], one["value"]) for one in first["names"]} >= {("en", "Two"), ("ru", "Два")}
    assert (first["description"], first["position"]) == ("no language", "chief")
    second = editor.do("upsertPerson", show, input={"id": "id:m2", "name": text("Двоє", "uk"), "altNames": text("II", "en"), "description": []})["person"]
    assert second["name"] == "Двоє" and second["altNames"] == ["II"]
    assert (second["description"], second["position"]) == (None, "chief")
    assert second["names"] == [{"lang": "uk", "value": "Двоє"}]
    assert [node["id"] for node in editor.ask('{ search(text: "Двоє") { nodes { id } } }')["search"]["nodes"]] == [ID + "m2"]
    assert editor.ask('{ search(text: "Два") { totalCount } }')["search"]["totalCount"] == 0


def test_a_list_replaces_the_whole_list(editor: Editor) -> None:
    for given, kept in ((["a", "b", "a"], ["a", "b"]), (["c"], ["c"]), ([], []), (["d"], ["d"]), (None, [])):
        assert editor.do("upsertClaim", "claim { tag }", input={"id": "id:C23", "tag": given})["claim"]["tag"] == kept


def test_points_and_enums(editor: Editor) -> None:
    show = "settlement { location { latitude longitude } settlementType }"
    place = {"location": {"latitude": 50.5, "longitude": 36.25}, "settlementType": "TOWN"}
    assert editor.do("upsertSettlement", show, input={"id": "id:m3", "name": text("Three"), **place})["settlement"] == place
    near = "{ settlements(where: {location: {near: {latitude: 50.5, longitude: 36.25, distance: 10}}}) { nodes { id } } }"
    assert names(editor.ask(near)["settlements"]) == ["m3"]
    gone = {"location": None, "settlementType": None}
    assert editor.do("upsertSettlement", show, input={"id": "id:m3", **gone})["settlement"] == gone


@pytest.mark.parametrize(
    ("when", "earliest", "latest"),
    [("2023-05", "2023-05-01", "2023-05-31"), ("2023-05-22?/..", "2023-05-22", None), ("2023/2024~", "2023-01-01", "2024-12-31"), (None, None, None)],
)
def test_a_date_has_the_bounds_that_it_means(editor: Editor, when: str | None, earliest: str | None, latest: str | None) -> None:
    shown = editor.do("upsertEvent", "event { when }", input={"id": "id:m4", "name": text("Four"), "eventType": "FIRE", "when": when})
    assert shown["event"] == {"when": when}
    bounds = "MATCH (n:Event {iri: $iri}) RETURN toString(n.whenEarliest), toString(n.whenLatest)"
    assert editor.rows(bounds, iri=ID + "m4") == [[earliest, latest]]


# relations


def test_one_call_creates_a_whole_tree_through_interfaces(editor: Editor) -> None:
    country = {"id": "id:m5-country", "name": text("Five")}
    region = {"id": "id:m5-region", "name": text("Five region"), "within": new(country=country)}
    town = {"id": "id:m5-town", "name": text("Five town"), "within": new(region=region)}
    group = {"id": "id:m5-group", "name": text("Five group"), "basedIn": to("id:m5-town")}
    given = {"name": text("Five fight"), "eventType": "FIRE", "place": new(settlement=town)}
    given["participant"] = {"connect": [{"upsert": {"armedGroup": group}, "role": "PERPETRATOR"}]}
    show = """event { id place { nodes { __typename id within(transitive: true) { nodes { __typename id } } } }
      participant { edges { role node { id ... on ArmedGroup { basedIn { nodes { id } } } } } } } created"""
    made = editor.do("upsertEvent", show, input=given)
    (place,), (edge,) = made["event"]["place"]["nodes"], made["event"]["participant"]["edges"]
    assert made["created"] and made["event"]["id"].startswith(ID)
    assert (place["__typename"], place["id"]) == ("Settlement", ID + "m5-town")
    assert {(node["__typename"], node["id"]) for node in place["within"]["nodes"]} == {("Region", ID + "m5-region"), ("Country", ID + "m5-country")}
    assert edge["role"] == "PERPETRATOR" and names(edge["node"]["basedIn"]) == ["m5-town"]


@pytest.mark.parametrize(
    ("links", "left"),
    [
        (to("id:kozinka"), ["glotovo", "gora-podol", "kozinka"]),
        ({"disconnect": ["id:glotovo", "id:kozinka"]}, ["gora-podol"]),
        ({"connect": [{"id": "id:kozinka"}], "disconnect": ["id:glotovo"]}, ["gora-podol", "kozinka"]),
        ({"set": [{"id": "id:kozinka"}, {"id": "id:glotovo"}]}, ["glotovo", "kozinka"]),
        ({"set": []}, []),
        (None, []),
        ({"set": None}, ["glotovo", "gora-podol"]),
        ({}, ["glotovo", "gora-podol"]),
    ],
)
@pytest.mark.parametrize("relation", ["deployedTo", "seenFromThere"])
def test_a_relation_to_many_is_widened_narrowed_or_replaced(editor: Editor, links: dict[str, Any] | None, left: list[str], relation: str) -> None:
    editor.do("upsertArmedForce", input={"id": "id:m6", "name": text("Six"), "deployedTo": {"set": [{"id": "id:glotovo"}, {"id": "id:gora-podol"}]}})
    if relation == "deployedTo":
        editor.do("upsertArmedForce", input={"id": "id:m6", "deployedTo": links})
    else:  # the same, from the other end of each
        there = {"id:glotovo", "id:gora-podol"}
        wanted = {f"id:{name}" for name in left}
        for iri in sorted(there ^ wanted):
            editor.do("upsertSettlement", input={"id": iri, "deployedHere": to("id:m6") if iri in wanted else {"disconnect": ["id:m6"]}})
    shown = editor.ask('{ armedForce(id: "id:m6") { deployedTo { nodes { id } edges { status proposition { id } } } } }')["armedForce"]["deployedTo"]
    assert names(shown) == left
    assert all(edge == {"status": "STATED", "proposition": None} for edge in shown["edges"])


def test_a_relation_to_one_leads_to_the_new_one(editor: Editor) -> None:
    show = "passage { document { id } }"
    made = {"id": "id:m7", "start": 1, "end": 2, "document": to("id:article")}
    assert editor.do("upsertPassage", show, input=made)["passage"]["document"] == {"id": ID + "article"}
    assert editor.do("upsertPassage", show, input={"id": "id:m7", "document": to("id:doc-isw")})["passage"]["document"] == {"id": ID + "doc-isw"}
    assert editor.do("upsertPassage", show, input={"id": "id:m7", "document": {"set": [{"id": "id:article"}]}})["passage"]["document"] == {"id": ID + "article"}


def test_a_symmetric_relation_is_one_from_either_end(editor: Editor) -> None:
    for iri in ("id:m8a", "id:m8b"):
        editor.do("upsertDistrict", input={"id": iri, "name": text(iri)})
    borders = '{ a: district(id: "id:m8a") { borders { nodes { id } } } b: district(id: "id:m8b") { borders { nodes { id } } } }'
    editor.do("upsertDistrict", input={"id": "id:m8b", "borders": to("id:m8a")})
    editor.do("upsertDistrict", input={"id": "id:m8a", "borders": to("id:m8b")})
    shown = editor.ask(borders)
    assert (names(shown["a"]["borders"]), names(shown["b"]["borders"])) == (["m8b"], ["m8a"])
    assert editor.rows("MATCH (:District {iri: $iri})-[r:BORDERS]-() RETURN count(r)", iri=ID + "m8a") == [[1]]
    editor.do("upsertDistrict", input={"id": "id:m8a", "borders": {"set": []}})
    assert editor.ask(borders)["b"]["borders"]["nodes"] == []


def test_a_relation_carries_values_of_its_own(editor: Editor) -> None:
    show = "event { participant { edges { role validTime } } }"

    def carried(links: dict[str, Any]) -> Any:
        return editor.do("upsertEvent", show, input={"id": "id:m9", "participant": links})["event"]["participant"]["edges"]

    editor.do("upsertEvent", input={"id": "id:m9", "name": text("Nine"), "eventType": "FIRE"})
    assert carried(to("id:rvc", role="VICTIM", validTime="2023-05")) == [{"role": "VICTIM", "validTime": "2023-05"}]
    bounds = "MATCH (:Event {iri: $iri})-[r:PARTICIPANT]->() RETURN toString(r.validTimeEarliest), toString(r.validTimeLatest)"
    assert editor.rows(bounds, iri=ID + "m9") == [["2023-05-01", "2023-05-31"]]
    assert carried(to("id:rvc")) == [{"role": "VICTIM", "validTime": "2023-05"}], "what is absent stays"
    assert carried({"set": [{"id": "id:rvc", "role": "TARGET", "validTime": None}]}) == [{"role": "TARGET", "validTime": None}]
    assert editor.rows(bounds, iri=ID + "m9") == [[None, None]]


def test_relations_that_rest_on_claims_are_left_alone(editor: Editor) -> None:
    show = "unnamedGroup { captured { edges { status node { id } } } }"
    rest = '{ agent(id: "id:incursion-force") { captured { edges { status node { id } } } } }'
    before = editor.ask(rest)["agent"]["captured"]["edges"]
    kind = editor.ask('{ node(id: "id:incursion-force") { __typename } }')["node"]["__typename"]
    upsert, show = f"upsert{kind}", show.replace("unnamedGroup", kind[0].lower() + kind[1:])
    with_curated = editor.do(upsert, show, input={"id": "id:incursion-force", "captured": to("id:kozinka", "id:dyatkovo")})
    edges = next(iter(with_curated.values()))["captured"]["edges"]
    assert sorted(edge["status"] for edge in edges) == sorted([*(edge["status"] for edge in before), "STATED", "STATED"])
    editor.do(upsert, input={"id": "id:incursion-force", "captured": None})
    assert editor.ask(rest)["agent"]["captured"]["edges"] == before


# keys


def test_an_upsert_finds_its_resource_by_key(editor: Editor) -> None:
    show = "document { id name language } created"
    first = editor.do("upsertDocument", show, input={"name": text("Ten"), "checksum": "a" * 64})
    second = editor.do("upsertDocument", show, input={"checksum": "a" * 64, "language": "en"})
    assert (first["created"], second["created"]) == (True, False)
    assert second["document"] == {"id": first["document"]["id"], "name": "Ten", "language": "en"}
    nested = editor.do("upsertPassage", "passage { document { id } }", input={"start": 1, "end": 2, "document": new(checksum="a" * 64)})
    assert nested["passage"]["document"]["id"] == first["document"]["id"]


def test_resources_of_one_call_can_exchange_their_keys(editor: Editor) -> None:
    keys = {"id:m11a": "1" * 64, "id:m11b": "2" * 64, "id:m11c": "3" * 64}
    editor.do("upsertDocuments", inputs=[{"id": iri, "name": text(iri), "checksum": key} for iri, key in keys.items()])
    round_about = dict(zip(keys, [*list(keys.values())[1:], "1" * 64], strict=True))
    shown = editor.do("upsertDocuments", "documents { checksum version }", inputs=[{"id": iri, "checksum": key} for iri, key in round_about.items()])
    assert shown["documents"] == [{"checksum": key, "version": 2} for key in round_about.values()]
    assert editor.rows("MATCH (p:Past:WasDocument) WHERE p.iri STARTS WITH $start RETURN count(p)", start=ID + "m11") == [[3]]


# batches


def test_a_batch_answers_in_its_order_and_counts_what_is_new(editor: Editor) -> None:
    editor.do("upsertPerson", input={"id": "id:m12b", "name": text("there already")})
    inputs = [{"id": f"id:m12{letter}", "name": text(letter)} for letter in "cba"]
    made = editor.do("upsertPeople", "people { id name } created", inputs=inputs)
    assert [one["name"] for one in made["people"]] == ["c", "b", "a"] and made["created"] == 2


def test_a_batch_of_the_largest_size(editor: Editor) -> None:
    inputs = [{"id": f"id:m13-{n}", "name": text(str(n))} for n in range(1_000)]
    assert editor.do("upsertPeople", "created", inputs=inputs)["created"] == 1_000
    version = editor.version()
    assert editor.do("upsertPeople", "created", inputs=inputs)["created"] == 0
    assert editor.version() == version


# versions


def test_a_version_counts_the_changes_of_a_resource(editor: Editor) -> None:
    def version(**given: Any) -> list[int]:
        payload = editor.do("upsertPerson", "person { version }", input={"id": "id:m14", **given})
        return [payload["person"]["version"], int(payload["graphVersion"])]

    now = editor.version()
    assert version(name=text("Fourteen")) == [1, now + 1]
    assert version(name=text("Fourteen"), note=None) == [1, now + 1], "nothing was changed"
    assert version() == [1, now + 1]
    assert version(note="x") == [2, now + 2]
    assert version(leads=to("id:rvc")) == [3, now + 3], "a relation is a change of the resource that was written"
    assert version(leads=to("id:rvc")) == [3, now + 3]
    assert version(leads=None, note="y") == [4, now + 4]


def test_a_version_that_is_expected_must_be_there(editor: Editor) -> None:
    show = "person { version }"
    assert editor.do("upsertPerson", show, input={"id": "id:m15", "name": text("Fifteen")}, ifVersion=0)["person"]["version"] == 1
    assert editor.do("upsertPerson", show, input={"id": "id:m15", "note": "a"}, ifVersion=1)["person"]["version"] == 2
    inputs = [{"id": "id:m15", "note": "b"}, {"id": "id:m15b", "name": text("new")}, {"id": "id:m15c", "name": text("any")}]
    assert editor.do("upsertPeople", "created", inputs=inputs, ifVersions=[2, 0, None])["created"] == 2
    (error,) = editor.refused("upsertPeople", inputs=[{"id": "id:m15", "note": "c"}, {"id": "id:m15b", "note": "c"}], ifVersions=[2, 1])
    assert (error["code"], error["path"]) == ("VERSION_CONFLICT", ["inputs", "0"])


# deletion


def test_what_was_deleted_can_be_read_as_of_then_and_made_again(editor: Editor) -> None:
    made = editor.do("upsertSettlement", "settlement { recordedAt }", input={"id": "id:m16", "name": text("Sixteen"), "within": to("id:belgorod-region")})
    editor.do("upsertSettlement", input={"id": "id:m16", "note": "changed"})
    ((before,),) = editor.rows("MATCH (l:ChangeLog) RETURN toString(l.at)")
    gone = editor.do("deleteSettlement", "deleted", id="id:m16", ifVersion=2)
    assert gone["deleted"] == [ID + "m16"]
    field = 'settlement(id: "id:m16") { name note version within { nodes { id } } }'
    assert editor.ask(f'{{ {field} search(text: "Sixteen") {{ totalCount }} }}') == {"settlement": None, "search": {"totalCount": 0}}
    then = {"name": "Sixteen", "note": "changed", "version": 2, "within": {"nodes": [{"id": ID + "belgorod-region"}]}}
    asked = f'query @view(knownAt: "{before}") {{ {field} }}'
    assert editor.ask(asked)["settlement"] == then
    again = editor.do(
        "upsertSettlement", "settlement { version note within { totalCount } } created", input={"id": "id:m16", "name": text("again")}, ifVersion=0
    )
    assert again["created"] and again["settlement"] == {"version": 3, "note": None, "within": {"totalCount": 0}}
    assert editor.ask(asked)["settlement"] == then
    ((between,),) = editor.rows("MATCH (c:LoggedChange {version: $v}) RETURN toString(c.at)", v=int(gone["graphVersion"]))
    assert editor.ask(f'query @view(knownAt: "{between}") {{ {field} }}') == {"settlement": None}
    assert made["settlement"]["recordedAt"] is not None


def test_a_deletion_can_take_claims_with_it(editor: Editor) -> None:
    said = {"kind": "EVENT", "text": "It was there.", "subject": new(armedGroup={"id": "id:m17", "name": text("Seventeen")})}
    passage = {"id": "id:m17-passage", "start": 1, "end": 2, "document": to("id:article")}
    claim = {"id": "id:m17-claim", "stance": "ASSERTS", "claimant": to("id:isw"), "content": new(id="id:m17-said", **said), "passage": new(**passage)}
    editor.do("recordClaim", input=claim)
    (error,) = editor.refused("deleteArmedGroup", id="id:m17")
    assert error["code"] == "IN_USE" and "id:m17-said" in error["message"]
    assert set(editor.do("deleteArmedGroup", "deleted", id="id:m17", withClaims=True)["deleted"]) == {ID + "m17", ID + "m17-said", ID + "m17-claim"}
    assert editor.ask('{ passage(id: "id:m17-passage") { id } claim(id: "id:m17-claim") { id } }') == {"passage": {"id": ID + "m17-passage"}, "claim": None}


# operations


def test_fields_are_carried_out_one_after_the_other_and_one_that_fails_stops_none(editor: Editor) -> None:
    query = """mutation($name: [TextInput!]) {
      first: upsertPerson(input: {id: "id:m18", name: $name}) { person { ...all } errors { code } }
      wrong: upsertPerson(input: {id: "id:m18", age: -1}) { __typename person { ...all } errors { code path } }
      lost: deletePerson(id: "id:none") { deleted errors { code } }
      second: upsertPerson(input: {id: "id:m18", age: 18}, ifVersion: 1) { person { ...all } created graphVersion @skip(if: true) errors { code } }
      __typename
    }
    fragment all on Person { version kind: __typename age }"""
    found = editor.ask(query, {"name": text("Eighteen")})
    assert found["first"] == {"person": {"version": 1, "kind": "Person", "age": None}, "errors": []}
    assert found["wrong"] == {"__typename": "UpsertPersonPayload", "person": None, "errors": [{"code": "VALUE_INVALID", "path": ["input", "age"]}]}
    assert found["lost"] == {"deleted": [], "errors": [{"code": "NOT_FOUND"}]}
    assert found["second"] == {"person": {"version": 2, "kind": "Person", "age": 18}, "created": False, "errors": []}
    assert list(found) == ["first", "wrong", "lost", "second", "__typename"]


def test_a_reader_may_change_nothing(editor: Editor) -> None:
    given = {"input": {"id": "id:m19", "name": text("Nineteen")}}
    query = document(editor.example.engine, "upsertPerson", "person { id }", given)
    before = editor.stored()
    answer = editor.example.runner.run(editor.example.engine.answer(Asked(query, given, actor=Actor("eve", "reader"))))
    body = json.loads(answer.body)
    assert body["data"] == {"upsertPerson": None} and editor.stored() == before
    assert [(error["extensions"]["code"], error["path"]) for error in body["errors"]] == [("FORBIDDEN", ["upsertPerson"])]
    assert editor.call("upsertPerson", "person { id }", Actor("ed", "editor"), **given)["person"]
    assert editor.rows("MATCH (c:LoggedChange) RETURN c.by, c.what ORDER BY c.version DESC LIMIT 1") == [["ed", "upsertPerson"]]


# an ontology without claims


@pytest.fixture
def library(neo4j_server: LocalServer) -> Iterator[Editor]:
    folder = ROOT / "tests" / "ontologies"
    with asyncio.Runner() as runner:
        loaded = Example(neo4j_server, read_model(folder / "library.ttl"), folder / "library-data.ttl", runner)
        yield Editor(loaded)
        loaded.close()


def test_an_ontology_without_claims_is_written_too(library: Editor) -> None:
    items = "https://library.example/items/"
    given = {"id": items + "third", "name": text("The Third Book", "en"), "pages": 200, "genre": "NOVEL"}
    given |= {"writtenBy": to(items + "ada"), "sequelOf": to(items + "second")}
    fields = library.example.engine.schema.type_map["BookInput"].fields  # type: ignore[attr-defined]
    assert "version" not in fields and "ifVersion" not in document(library.example.engine, "upsertBook", "", {"input": given})
    shown = library.do("upsertBook", "book { name pages genre sequelOf { id } writtenBy { nodes { name wrote { totalCount } } } } created", input=given)
    assert shown["created"] and shown["book"]["sequelOf"] == {"id": items + "second"}
    assert shown["book"]["writtenBy"]["nodes"] == [{"name": "Ada Example", "wrote": {"totalCount": 3}}]
    assert library.do("upsertBook", "created", input=given)["graphVersion"] == shown["graphVersion"]
    assert [error["code"] for error in library.refused("upsertBook", input={"id": items + "third", "pages": 0})] == ["VALUE_INVALID"]
    assert library.do("deleteBook", "deleted", id=items + "second")["deleted"] == [items + "second"]
    assert library.ask(f'{{ book(id: "{items}third") {{ sequelOf {{ id }} }} }}') == {"book": {"sequelOf": None}}
    assert library.do("upsertWriter", "writer { id name }", input={})["writer"]["name"]
