"""Random mutations, and a plain model of what should be there after each."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.graph.bench import ID
from tests.graph.mutating import to

PEOPLE = [f"{ID}z-person-{n}" for n in range(5)]
GROUPS = [f"{ID}z-group-{n}" for n in range(4)]
PROPOSITIONS = [f"{ID}z-said-{n}" for n in range(2)]
CLAIMS = [f"{ID}z-claim-{n}" for n in range(6)]
EVERYTHING = [*PEOPLE, *GROUPS, *PROPOSITIONS, *CLAIMS]
MEMBER_OF = "https://w3id.org/claimgraph/ontology#memberOf"

QUERY = """
query($ids: [ID!]!) { nodes(ids: $ids) {
  ... on Person { id version note age names { lang value } leads { nodes { id } } closeTo { edges { status node { id } } } }
  ... on ArmedGroup { id version note names { lang value } leaders { nodes { id } } closeTo { edges { status node { id } } } memberOf { edges { status origins node { id } } } }
  ... on Proposition { id version text status origins denials subject { id } object { id } claims { nodes { id } } }
  ... on Claim { id version stance claimant { id } content { id status } retracts { nodes { id } } }
} }"""


@dataclass
class Thing:
    """A resource: its version and its values; `None` is never kept."""

    version: int
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Step:
    """A call, and what must come of it: an error code, or none."""

    name: str
    arguments: dict[str, Any]
    code: str | None = None


@dataclass
class Mirror:
    """What should be there. `edges` are (type, start, end); CLOSE_TO has the smaller end first. `gone` has the last version of what was deleted."""

    things: dict[str, Thing] = field(default_factory=dict)
    edges: set[tuple[str, str, str]] = field(default_factory=set)
    gone: dict[str, int] = field(default_factory=dict)

    def step(self, draw: Random) -> Step:
        """Draw a call, and do it here."""
        make = draw.choice(
            [*[self._upsert] * 4, *[self._relate] * 4, self._propose, self._propose, self._claim, self._claim, self._claim, self._retract, self._delete]
        )
        return make(draw)

    def shown(self, iri: str) -> dict[str, Any] | None:
        """What `QUERY` tells of a resource, statuses aside."""
        thing = self.things.get(iri)
        if thing is None:
            return None
        values = {key: value for key, value in thing.values.items() if key != "name"}
        found = {"id": iri, "version": thing.version, **values}
        if "name" in thing.values:
            found["names"] = sorted(thing.values["name"].items())
        for field_name, kind, reverse in (("leads", "LEADS", False), ("leaders", "LEADS", True), ("retracts", "RETRACTS", False), ("claims", "CONTENT", True)):
            found[field_name] = sorted(start if reverse else end for k, start, end in self.edges if k == kind and iri == (end if reverse else start))
        found["closeTo"] = sorted(end if start == iri else start for k, start, end in self.edges if k == "CLOSE_TO" and iri in (start, end))
        for field_name, kind in (("subject", "SUBJECT"), ("object", "OBJECT"), ("claimant", "CLAIMANT"), ("content", "CONTENT")):
            found[field_name] = next((end for k, start, end in self.edges if k == kind and start == iri), None)
        return found

    def _likely(self, draw: Random, pool: list[str]) -> str:
        """One of a pool, more often than not one that is there."""
        return draw.choice([*pool, *[iri for iri in pool if iri in self.things] * 9])

    # what calls do

    def _write(self, iri: str, given: dict[str, Any], made: set[tuple[str, str, str]], undone: set[tuple[str, str, str]]) -> None:
        thing, fresh = self.things.get(iri), made - self.edges
        if thing is None:
            thing = self.things[iri] = Thing(self.gone.pop(iri, 0))
        values = {key: value for key, value in {**thing.values, **given}.items() if value is not None}
        if not thing.values or values != thing.values or fresh or undone & self.edges:
            thing.version += 1
        thing.values = values
        self.edges = (self.edges - undone) | made

    def _version(self, draw: Random, iri: str) -> tuple[dict[str, Any], str | None]:
        """Perhaps the version that is expected, right or wrong, and what comes of it."""
        now = self.things[iri].version if iri in self.things else 0
        return draw.choice([({}, None), ({}, None), ({"ifVersion": now}, None), ({"ifVersion": now + 1}, "VERSION_CONFLICT")])

    def _given(self, draw: Random, iri: str) -> dict[str, Any]:
        given: dict[str, Any] = {}
        if iri not in self.things or draw.random() < 0.3:
            given["name"] = {lang: f"{draw.choice('abc')} {lang}" for lang in draw.sample(["en", "ru", "uk"], draw.randint(1, 2))}
        if draw.random() < 0.6:
            given["note"] = draw.choice([None, "one", "two"])
        if iri in PEOPLE and draw.random() < 0.6:
            given["age"] = draw.choice([None, 1, 2])
        return given

    def _upsert(self, draw: Random) -> Step:
        iri = draw.choice([*PEOPLE, *GROUPS, *[iri for iri in GROUPS if iri not in self.things] * 4])
        given, (version, code) = self._given(draw, iri), self._version(draw, iri)
        if code is None:
            self._write(iri, given, set(), set())
        return Step(_upsert_of(iri), {"input": {"id": iri, **_as_input(given)}, **version}, code)

    def _relate(self, draw: Random) -> Step:
        """Relations from either end, to what is there and to what is not."""
        relation, kind, owners, others = draw.choice(
            [("leads", "LEADS", PEOPLE, GROUPS), ("leaders", "LEADS", GROUPS, PEOPLE), ("closeTo", "CLOSE_TO", [*PEOPLE, *GROUPS], [*PEOPLE, *GROUPS])]
        )
        iri = draw.choice(owners)
        ends = [end for end in draw.sample(others, 2) if end != iri]
        given = self._given(draw, iri)
        how = draw.choice(["connect", "disconnect", "set"])
        edges = {self._edge(kind, iri, end, relation == "leaders") for end in ends}
        here = {
            edge for edge in self.edges if edge[0] == kind and iri in (edge[1:] if kind == "CLOSE_TO" else edge[2:] if relation == "leaders" else edge[1:2])
        }
        made, undone = {"connect": (edges, set()), "disconnect": (set(), edges), "set": (edges, here - edges)}[how]
        links: Any = {how: ends if how == "disconnect" else [{"id": end} for end in ends]}
        code = "NOT_FOUND" if any(end not in self.things for end in ends) else None
        if code is None:
            self._write(iri, given, made, undone)
        return Step(_upsert_of(iri), {"input": {"id": iri, **_as_input(given), relation: links}}, code)

    def _edge(self, kind: str, iri: str, end: str, reverse: bool) -> tuple[str, str, str]:
        start, end = (end, iri) if reverse or (kind == "CLOSE_TO" and end < iri) else (iri, end)
        return kind, start, end

    def _propose(self, draw: Random) -> Step:
        """That one group belongs to another: who claims it makes both one origin."""
        iri, subject = draw.choice(PROPOSITIONS), self._likely(draw, GROUPS)
        other = self._likely(draw, [one for one in GROUPS if one != subject])
        given = {"text": draw.choice(["one", "two"])}
        single = {edge for edge in self.edges if edge[0] in ("SUBJECT", "OBJECT") and edge[1] == iri}
        made = {("SUBJECT", iri, subject), ("OBJECT", iri, other)}
        arguments = {"input": {"id": iri, **given, "kind": "RELATION", "predicate": MEMBER_OF, "subject": to(subject), "object": to(other)}}
        code = None if {subject, other} <= self.things.keys() else "NOT_FOUND"
        if code is None:
            self._write(iri, given, made, single - made)
        return Step("upsertProposition", arguments, code)

    def _claim(self, draw: Random) -> Step:
        iri, claimant, content = draw.choice(CLAIMS), self._likely(draw, GROUPS), self._likely(draw, PROPOSITIONS)
        stance = draw.choice(["ASSERTS", "ASSERTS", "DENIES", "HEDGES"])
        arguments = {"input": {"id": iri, "stance": stance, "claimant": to(claimant), "content": to(content), "passage": to("id:pas-C23")}}
        code = "KEY_TAKEN" if iri in self.things else None if {claimant, content} <= self.things.keys() else "NOT_FOUND"
        if code is None:
            self._write(iri, {"stance": stance}, {("CLAIMANT", iri, claimant), ("CONTENT", iri, content)}, set())
        return Step("recordClaim", arguments, code)

    def _retract(self, draw: Random) -> Step:
        iri = draw.choice(CLAIMS)
        old = self._likely(draw, [one for one in CLAIMS if one != iri])
        code = "KEY_TAKEN" if iri in self.things else None if old in self.things else "NOT_FOUND"
        if code is None:
            of_old = {(kind, iri, end) for kind, start, end in self.edges if start == old and kind in ("CLAIMANT", "CONTENT")}
            self._write(iri, {"stance": "QUESTIONS"}, {*of_old, ("RETRACTS", iri, old)}, set())
        return Step("retractClaim", {"id": old, "input": {"id": iri, "passage": to("id:pas-C23")}}, code)

    def _delete(self, draw: Random) -> Step:
        iri, with_claims = self._likely(draw, EVERYTHING), draw.random() < 0.3
        (version, code), doomed = self._version(draw, iri), self._with_those_that_need_it(iri)
        if iri not in self.things:
            code = "NOT_FOUND"
        elif code is None and len(doomed) > 1 and not with_claims:
            code = "IN_USE"
        if code is None:
            self.gone |= {one: self.things.pop(one).version for one in doomed}
            self.edges = {edge for edge in self.edges if not doomed & set(edge)}
        return Step(f"delete{_class_of(iri)}", {"id": iri, "withClaims": with_claims, **version}, code)

    def _with_those_that_need_it(self, iri: str) -> set[str]:
        found: set[str] = set()
        edge = {iri}
        while edge - found:
            found |= edge
            edge = {start for kind, start, end in self.edges if kind in ("SUBJECT", "OBJECT", "CLAIMANT", "CONTENT") and end in found}
        return found


def _class_of(iri: str) -> str:
    return next(name for name, pool in (("Person", PEOPLE), ("ArmedGroup", GROUPS), ("Proposition", PROPOSITIONS), ("Claim", CLAIMS)) if iri in pool)


def _upsert_of(iri: str) -> str:
    return f"upsert{_class_of(iri)}"


def _as_input(given: dict[str, Any]) -> dict[str, Any]:
    name = given.get("name")
    return {**given, "name": [{"lang": lang, "value": value} for lang, value in name.items()]} if name else given
