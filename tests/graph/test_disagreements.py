"""Disagreements, independent sources and names by speaker: what the statement gives is what plain Python finds in the same claims."""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.conflicts import Link, conflicts
from graph.load import load
from graph.weigh import taken_back
from tests.example import Example
from tests.graph.argument import CHAIN, CLIQUE, argument
from tests.graph.dumped import dump
from tests.graph.test_bad_input import both
from tests.graph.test_views import ID, VIEWS, Memory, variables

OWN = (
    {"accordingTo": ["id:x-agent-1", "id:x-agent-4", "id:x-agent-5"]},
    {"accordingTo": ["id:x-outlet"]},
    {"excluding": ["id:x-agent-3", "id:x-agent-0", "id:frl"]},
    {"assertedBefore": "2023-06-30"},
)
ABOUT = (None, "id:ua-gov", "id:incursion", "id:frl", "id:ukraine", "id:x-agent-1", "id:x-agent-7", "id:nobody")
FIELDS = """{
  disagreements(about: $about, first: 100) {
    basis origins claimCount
    positions(first: 100) { proposition { id } asserting(first: 100) { id } denying(first: 100) { id } claims(first: 100) { id } }
  }
  sources(about: $about, first: 100) { agents(first: 100) { id } claimCount alone together }
}"""
PLAIN = "query ($about: ID) " + FIELDS
VIEWED = "query ($acc: [ID!], $exc: [ID!], $day: String, $about: ID) @view(accordingTo: $acc, excluding: $exc, assertedBefore: $day) " + FIELDS


class Reading:
    """The claims of a view that stand, by what they say: proposition to claims."""

    def __init__(self, memory: Memory, view: Mapping[str, Any]) -> None:
        counting = memory.counting(view)
        claims = [claim for claim in memory.world.claims if claim.iri in counting]
        told = {claim.content for claim in claims} | {row.proposition for row in memory.bearings if row.claim in counting and row.role != "DENIES"}
        self.shown = told if view else {proposition.iri for proposition in memory.propositions}
        retracted, superseded = taken_back(claims)
        self.claims = {claim.iri: claim for claim in claims if claim.iri not in retracted | superseded}
        self.links = [Link(one.basis, one.first, one.second) for one in conflicts(memory.propositions, memory.world.links)]
        self.asserting: defaultdict[str, set[str]] = defaultdict(set)
        self.denying: defaultdict[str, set[str]] = defaultdict(set)
        self.source: dict[str, str] = {}
        for row in memory.bearings:
            if row.claim in self.claims and row.role == "ASSERTS":
                self.asserting[row.proposition].add(row.claim)
                self.source[row.claim] = row.group
            elif row.claim in self.claims and row.role == "DENIES" and self.claims[row.claim].stance == "DENIES":
                self.denying[row.proposition].add(row.claim)
                self.source[row.claim] = row.group

    def disagreements(self, about: set[str] | None) -> list[dict[str, Any]]:
        groups = [group for group in self._groups() if len(group) > 1 or self.denying[min(group)]]
        found = [(group, self._disagreement(group)) for group in groups if about is None or about & group]
        return [one for _, one in sorted(found, key=lambda pair: (-pair[1]["origins"], -pair[1]["claimCount"], min(pair[0])))]

    def _groups(self) -> list[set[str]]:
        """What hangs together: each time all that touches a growing set is taken in."""
        held = {iri for iri, claims in self.asserting.items() if claims}
        ties = [{link.start, link.end} for link in self.links if {link.start, link.end} <= held]
        ties += [{iri for iri in held if claim in self.denying[iri]} for claim in self.claims]
        groups: list[set[str]] = []
        while held:
            group = {held.pop()}
            while grown := {iri for tie in ties if tie & group for iri in tie} - group:
                group |= grown
            held -= group
            groups.append(group)
        return groups

    def _disagreement(self, group: set[str]) -> dict[str, Any]:
        claims = {claim for iri in group for claim in self.asserting[iri] | self.denying[iri]}
        reasons = sorted({link.type for link in self.links if {link.start, link.end} <= group})
        return {
            "basis": reasons + (["DENIAL"] if any(self.denying[iri] for iri in group) else []),
            "origins": len({self.source[claim] for claim in claims} - {""}),
            "claimCount": len(claims),
            "positions": [self._position(iri) for iri in sorted(group)],
        }

    def _position(self, iri: str) -> dict[str, Any]:
        return {
            "proposition": {"id": iri},
            "asserting": self._speakers(self.asserting[iri]),
            "denying": self._speakers(self.denying[iri]),
            "claims": [{"id": claim} for claim in sorted(self.asserting[iri] | self.denying[iri])],
        }

    def _speakers(self, claims: set[str]) -> list[dict[str, str]]:
        return [{"id": agent} for agent in sorted({self.claims[claim].claimant for claim in claims})]

    def sources(self, about: set[str] | None) -> list[dict[str, Any]]:
        claims: defaultdict[str, set[str]] = defaultdict(set)
        counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for iri in self.shown & ({*self.asserting, *self.denying} if about is None else about):
            asserting = {self.source[claim] for claim in self.asserting[iri]} - {""}
            for claim in self.asserting[iri] | self.denying[iri]:
                claims[self.source[claim]].add(claim)
            for source in asserting:
                counts[source][len(asserting) > 1] += 1
        order = sorted(claims.keys() - {""}, key=lambda source: (-len(claims[source]), source))
        return [
            {"agents": self._speakers(claims[source]), "claimCount": len(claims[source]), "alone": counts[source][0], "together": counts[source][1]}
            for source in order
        ]


@pytest.fixture(scope="module")
def memory(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Memory:
    path: Path = tmp_path_factory.mktemp("argument") / "argument.ttl"
    path.write_text(argument(seed=3), encoding="utf-8")
    example.runner.run(load(example.store, example.model, [path]))
    return Memory(example)


@pytest.fixture(scope="module")
def subjects(example: Example, memory: Memory) -> Mapping[str, set[str]]:
    """Thing to the propositions about it."""
    rows = example.runner.run(example.store.rows("MATCH (t)<-[:SUBJECT|OBJECT|DESCRIBES]-(p:Proposition) RETURN t.iri, p.iri", {}))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, proposition in rows:
        found[thing].add(proposition)
    return found


def short(iri: str) -> str:
    return iri.removeprefix(ID)


@pytest.mark.parametrize("view", (*VIEWS, *OWN), ids=json.dumps)
def test_the_claims_in_view_decide_who_disagrees(example: Example, memory: Memory, view: Mapping[str, Any]) -> None:
    data = example.ask(VIEWED, variables(view))
    reading = Reading(memory, view)
    assert data["disagreements"] == reading.disagreements(None)
    assert data["sources"] == reading.sources(None)


@pytest.mark.parametrize("about", ABOUT, ids=str)
@pytest.mark.parametrize("view", ({}, VIEWS[4], OWN[2]), ids=json.dumps)
def test_a_thing_restricts_them(example: Example, memory: Memory, subjects: Mapping[str, set[str]], about: str | None, view: Mapping[str, Any]) -> None:
    query = VIEWED if view else PLAIN
    data = example.ask(query, {**variables(view), "about": about})
    reading, wanted = Reading(memory, view), None if about is None else subjects.get(about.replace("id:", ID), set())
    assert data["disagreements"] == reading.disagreements(wanted)
    assert data["sources"] == reading.sources(wanted)


def test_the_argument_has_all_that_it_is_there_for(memory: Memory) -> None:
    found = {json.dumps(view): Reading(memory, view).disagreements(None) for view in (*VIEWS, *OWN)}
    sizes = {name: [len(one["positions"]) for one in several] for name, several in found.items()}
    whole = sizes["{}"]
    assert max(whole) >= CLIQUE and sum(size >= CHAIN for size in whole) >= 2 and 1 in whole
    assert sizes['{"accordingTo": []}'] == []
    assert len({json.dumps(several) for several in found.values()}) > 8
    everything = Reading(memory, {})
    assert len(everything.claims) < len(memory.world.claims)
    assert {reason for one in found["{}"] for reason in one["basis"]} == {"DENIAL", "INCOMPATIBLE_WITH", "COMPETES_WITH"}
    assert any(one["together"] for one in everything.sources(None)) and any(len(one["agents"]) > 1 for one in everything.sources(None))


def test_who_is_behind_the_incursion(example: Example, memory: Memory) -> None:
    """Podolyak denies what follows from all that Medvedev says of Kyiv, so that the three answers are one disagreement."""
    (found,) = example.ask(PLAIN, {"about": "id:ua-gov"})["disagreements"]
    assert (found["basis"], found["origins"], found["claimCount"]) == (["DENIAL"], 2, 3)
    names = [short(one["proposition"]["id"]) for one in found["positions"]]
    assert names == ["p-kyiv-involved", "p-kyiv-responsible", "p-ukraine-and-west-to-blame"]
    for position in found["positions"]:
        assert [short(one["id"]) for one in position["asserting"]] == ["medvedev"]
        assert [short(one["id"]) for one in position["denying"]] == ["podolyak"]
    assert [short(one["id"]) for one in found["positions"][1]["claims"]] == ["C29", "C51"]


def test_one_side_alone_does_not_disagree(example: Example, memory: Memory) -> None:
    query = """{
      rybar: disagreements(about: "id:sas") @view(accordingTo: ["id:rybar"]) { origins }
      both: disagreements(about: "id:sas") @view(accordingTo: ["id:rybar", "id:gur"]) { origins positions { proposition { id } } }
    }"""
    found = example.ask(query)
    assert found["rybar"] == []
    assert [one["origins"] for one in found["both"]] == [2]
    assert ID + "p-two-groups-carried-out" in [one["proposition"]["id"] for one in found["both"][0]["positions"]]


def test_statuses_and_times_of_a_view_restrict_them_too(example: Example, memory: Memory) -> None:
    query = """{
      disputed: disagreements(about: "id:evac-order-9") @view(status: [DISPUTED]) { basis }
      told: disagreements(about: "id:evac-order-9") @view(status: [NARRATED]) { basis origins claimCount positions { proposition { status } } }
    }"""
    position = {"proposition": {"status": "NARRATED"}}
    told = [{"basis": ["COMPETES_WITH"], "origins": 0, "claimCount": 2, "positions": [position, position]}]
    assert example.ask(query) == {"disputed": [], "told": told}


def test_every_list_is_as_long_as_is_asked(example: Example, memory: Memory) -> None:
    query = """query ($n: Int, $m: Int) {
      whole: disagreements(first: 100) { positions(first: 100) { proposition { id } claims(first: 100) { id } asserting(first: 100) { id } } }
      some: disagreements(first: $n) { positions(first: $m) { proposition { id } claims(first: $m) { id } asserting(first: $m) { id } } }
      sources: sources(first: 100) { agents(first: 100) { id } }
      few: sources(first: $n) { agents(first: $m) { id } }
    }"""
    for number, most in ((0, 1), (1, 0), (2, 3), (100, 1)):
        data = example.ask(query, {"n": number, "m": most})
        cut = [
            {"positions": [{**one, "claims": one["claims"][:most], "asserting": one["asserting"][:most]} for one in found["positions"][:most]]}
            for found in data["whole"][:number]
        ]
        assert data["some"] == cut
        assert data["few"] == [{"agents": one["agents"][:most]} for one in data["sources"][:number]]


def test_both_paths_agree(example: Example, memory: Memory) -> None:
    query = FIELDS.replace("proposition { id }", "__typename p: proposition { __typename id status why { rule } claims(first: 2) { nodes { id } } }")
    query = "query ($about: ID, $ids: [ID!]) " + query.replace("alone", "__typename one: alone alone")
    viewed = query.replace(" {", " @view(accordingTo: $ids) {", 1)
    for text in (query.replace(", $ids: [ID!]", ""), viewed):
        for given in ({}, {"about": "id:incursion", "ids": ["id:gur", "id:rybar", "id:x-agent-1"]}):
            answer = example.answer(text, given)
            assert answer.status == 200
            assert example.complete(text, given) == answer.body


BAD = [
    ("disagreements(first: 101) { origins }", "BAD_PAGE"),
    ("disagreements(first: -1) { origins }", "BAD_PAGE"),
    ("disagreements { positions(first: 101) { claims { id } } }", "BAD_PAGE"),
    ("disagreements { positions { claims(first: 101) { id } } }", "BAD_PAGE"),
    ("disagreements { positions { asserting(first: -1) { id } } }", "BAD_PAGE"),
    ('disagreements(about: "no iri") { origins }', "BAD_IRI"),
    ('disagreements(about: ["id:frl"]) { origins }', "GRAPHQL_VALIDATION_FAILED"),
    ("disagreements { origin }", "GRAPHQL_VALIDATION_FAILED"),
    ("sources(first: 101) { alone }", "BAD_PAGE"),
    ("sources { agents(first: 101) { id } }", "BAD_PAGE"),
    ('sources(about: "no iri") { alone }', "BAD_IRI"),
    ('agent(id: "id:frl") { names(usedBy: ["no iri"]) { value } }', "BAD_IRI"),
    ('agent(id: "id:frl") { names(usedBy: [null]) { value } }', "GRAPHQL_VALIDATION_FAILED"),
    (f'agent(id: "id:frl") {{ names(usedBy: [{", ".join(["1"] * 101)}]) {{ value }} }}', "BAD_ARGUMENT"),
]


@pytest.mark.parametrize(("field", "code"), BAD)
def test_bad_input(example: Example, field: str, code: str) -> None:
    assert both(example, f"{{ {field} }}") == code


@pytest.mark.parametrize("thing", ["id:nobody", "id:frl`}) DETACH DELETE n //", "https://example.org/🚀"])
def test_an_unknown_thing_has_nothing(example: Example, memory: Memory, thing: str) -> None:
    assert both(example, PLAIN, {"about": thing}) == {"disagreements": [], "sources": []}
    query = 'query ($by: [ID!]) { agent(id: "id:frl") { names(usedBy: $by) { value } } }'
    assert both(example, query, {"by": [thing]}) == {"agent": {"names": []}}


SPEAKERS: tuple[list[str] | None, ...] = (["id:ru-mod"], ["id:medvedev", "id:rybar"], ["id:x-agent-1"], ["id:x-agent-1", "id:x-agent-2"], [], None)


@pytest.mark.parametrize("speakers", SPEAKERS, ids=str)
def test_names_are_those_that_the_speakers_use(example: Example, memory: Memory, speakers: list[str] | None) -> None:
    query = """query ($by: [ID!]) {
      resources(where: {aliases: {count: {gte: 1}}}, first: 100) { nodes { id usual: names { lang value } names(usedBy: $by) { lang value } } }
    }"""
    graph = example.runner.run(dump(example.store))
    of = {link.start.iri: link.end.iri for link in graph.links if link.type == "ALIAS_OF"}
    wanted = {one.replace("id:", ID) for one in speakers or ()}
    expected: defaultdict[str, set[tuple[str | None, str]]] = defaultdict(set)
    for link in graph.links:
        if link.type == "USED_BY" and link.end.iri in wanted:
            texts = {key.removeprefix("name@"): text for key, text in link.start.properties.items() if key.startswith("name@")}
            expected[of[link.start.iri]] |= {(language or None, text) for language, text in texts.items()}
    nodes = example.ask(query, {"by": speakers})["resources"]["nodes"]
    assert {node["id"] for node in nodes} == set(of.values())
    for node in nodes:
        found = [(name["lang"], name["value"]) for name in node["names"]]
        assert found == sorted(expected[node["id"]], key=lambda name: (name[0] or "", name[1])) if speakers is not None else node["names"] == node["usual"]
    assert speakers in ([], None) or any(expected.values())
