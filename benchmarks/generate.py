"""A graph in the shipped ontology, of any size, the same in every run: a stream of nodes and relationships as a load leaves them in Neo4j.

Every value is a pure function of the seed and of a number, so nothing is held in memory; only the claims on one proposition are weighed
together, by the program's own rules (graph/weigh.py), for its status and the relationship that it projects.

    kind           share   how it hangs together
    places          1 %    countries > regions > settlements (within)
    agents          5 %    eight classes; people are members of an organization; each organization has a leader
    documents       4 %    each of one publisher
    events          6 %    a place (some have two), one to five participants with roles
    propositions   12 %    each about an event: one or more per event, skewed
    claims         48 %    each with claimant, content, passage; one or more per proposition, skewed; some are relayed by the next
    passages        rest   each in a document
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import count, islice
from typing import Any, NamedTuple

from benchmarks.words import SKEW, chance, name, pick, scattered, sentence, skewed, word
from graph.conflicts import Proposition
from graph.edtf import edtf_bounds
from graph.states import search_text
from graph.status import judge
from graph.vocabulary import Vocabulary
from graph.weigh import Bearing, Claim, bearings, depths, evidence_of, independence_groups, sources
from graph.world import BEARS_ON
from schema.model import Model, Relation

BASE = "https://w3id.org/claimgraph/id/"
TERMS = "https://w3id.org/claimgraph/ontology#"
ORGANIZATIONS = (("ArmedGroup", 0.12), ("GovernmentBody", 0.10), ("ArmedForce", 0.06), ("Company", 0.06))
AGENTS = (("Person", 0.40), *ORGANIZATIONS, ("Channel", 0.12), ("CommentatorGroup", 0.04), ("Publisher", 0.10))
"""The classes of agents and their shares, in the order of their numbers."""
_START = datetime(2023, 1, 1, tzinfo=UTC)
_PREDICATES = ("carriedOut", "captured", "reached", "directed")
_STANCES = ("ASSERTS",) * 58 + ("INFERS",) * 6 + ("HEDGES",) * 6 + ("DENIES",) * 8 + ("REPORTS",) * 12 + ("QUESTIONS",) * 6 + ("PREDICTS",) * 4
_ROLES = ("AGENT", "PERPETRATOR", "TARGET", "VICTIM", "OPPONENT", "AFFECTED")
_VERBS = ("said", "claims", "reports", "stated", "wrote", "insists", "told", "believes")
PLACE, AGENT, DOCUMENT, EVENT, PROPOSITION, CLAIM, PASSAGE = range(1, 8)


class Node(NamedTuple):
    """A node: its labels and all its properties."""

    labels: tuple[str, ...]
    properties: dict[str, Any]


class Edge(NamedTuple):
    """A relationship between two resources, by IRI."""

    type: str
    start: str
    end: str
    properties: dict[str, Any]


@dataclass(frozen=True)
class Sizes:
    """How many there are of each kind; `claims` is what the generator aims at."""

    places: int
    agents: int
    documents: int
    events: int
    propositions: int
    claims: int
    total: int

    @classmethod
    def of(cls, total: int) -> "Sizes":
        """Return the sizes for about `total` nodes, at least 1,000."""
        places, agents, documents, events, propositions, claims = (round(total * share) for share in (0.01, 0.05, 0.04, 0.06, 0.12, 0.48))
        return cls(places, agents, documents, events, propositions, claims, total)

    @property
    def passages(self) -> int:
        """What is left."""
        return self.total - self.places - self.agents - self.documents - self.events - self.propositions - self.claims


def iri(kind: str, number: int) -> str:
    """Return the IRI of a generated resource; the order of IRIs is that of numbers."""
    return f"{BASE}{kind}-{number:08d}"


def degree(rank: int, members: int, least: int, total: int, draw: float) -> int:
    """Return how many things belong to the member of a rank, so that all together have about `total`: `least` each, the rest by Zipf's law.

    `draw` rounds up or down.
    """
    share = 1 - SKEW
    weights = ((members + 0.5) ** share - 0.5**share) / share
    return least + int(max(total - least * members, 0) / weights * (rank + 1) ** -SKEW + draw)


class Graph:
    """The generated graph; `nodes()` and `edges()` may be read any number of times, and nodes must be written first."""

    def __init__(self, model: Model, total: int, seed: int = 1) -> None:
        self.sizes = Sizes.of(total)
        self.seed = seed
        self._words = Vocabulary(model)
        self._relations = {predicate: self._relation(model, predicate) for predicate in _PREDICATES}
        bounds, before = [], 0.0
        for cls, share in AGENTS:
            bounds.append((cls, round(before * self.sizes.agents), round((before + share) * self.sizes.agents)))
            before += share
        self.agents: Mapping[str, range] = {cls: range(start, end) for cls, start, end in bounds}
        self.organizations = range(self.agents["ArmedGroup"].start, self.agents["Company"].stop)
        self.publishers = self.agents["Publisher"]
        self.regions = range(1 + self.sizes.places // 100, 1 + self.sizes.places // 100 + self.sizes.places // 10)

    def _relation(self, model: Model, predicate: str) -> Relation:
        return next(r for r in model.classes["Agent"].relations.values() if r.iri == TERMS + predicate and r.direction == "out")

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Agent to its independence group: people speak with their organization, and with all others of it."""
        return independence_groups((edge.start, edge.end) for edge in self._of_agents() if edge.type == "MEMBER_OF")

    def nodes(self) -> Iterator[Node]:
        """Yield every node, kind by kind."""
        yield from (self._place(number) for number in range(self.sizes.places))
        yield from (self._agent(cls, number) for cls, numbers in self.agents.items() for number in numbers)
        yield from (self._document(number) for number in range(self.sizes.documents))
        yield from (self._event(number) for number in range(self.sizes.events))
        yield from (self._passage(number) for number in range(self.sizes.passages))
        for told in self._told():
            yield told.node
            yield from told.claims

    def edges(self) -> Iterator[Edge]:
        """Yield every relationship."""
        yield from (Edge("WITHIN", iri("place", n), iri("place", self._above(n)), {}) for n in range(self.regions.start, self.sizes.places))
        yield from self._of_agents()
        yield from (Edge("PUBLISHER", iri("document", n), iri("agent", self._publisher(n)), {}) for n in range(self.sizes.documents))
        yield from (edge for number in range(self.sizes.events) for edge in self._of_event(number))
        yield from (Edge("IN_DOCUMENT", iri("passage", n), iri("document", self._document_of(n)), {}) for n in range(self.sizes.passages))
        yield from (edge for told in self._told() for edge in told.edges)

    # nodes

    def _draw(self, kind: int, *key: int) -> float:
        return chance(self.seed, kind, *key)

    def _node(self, cls: str, kind: int, word_of_kind: str, number: int, values: Mapping[str, Any], title: str = "") -> Node:
        shape = self._words.shape(frozenset({cls}))
        title = title or name(self.seed, kind, number)
        recorded = _START + timedelta(seconds=number)
        state: dict[str, Any] = {"iri": iri(word_of_kind, number), "name": title, "name@en": title, "recordedAt": recorded, "version": 1, **values}
        for attribute in ("when", "assertedAt", "publishedAt"):
            if attribute in state:
                state[f"{attribute}Earliest"], state[f"{attribute}Latest"] = edtf_bounds(state[attribute])
        state["searchText"] = search_text(shape, state)
        return Node(shape.labels, state)

    def _day(self, kind: int, number: int) -> str:
        return (date(2020, 1, 1) + timedelta(days=int(self._draw(kind, number, 11) * 1500))).isoformat()

    def _place(self, number: int) -> Node:
        if number < self.regions.start:
            return self._node("Country", PLACE, "place", number, {})
        if number in self.regions:
            return self._node("Region", PLACE, "place", number, {})
        return self._node("Settlement", PLACE, "place", number, {"settlementType": pick(self._draw(PLACE, number, 12), ("CITY", "TOWN", "VILLAGE"))})

    def _agent(self, cls: str, number: int) -> Node:
        agent = iri("agent", number)
        group = self.groups.get(agent, agent)
        return self._node(cls, AGENT, "agent", number, {} if group == agent else {"group": group})

    def _above(self, number: int) -> int:
        """The place that a region or a settlement is in."""
        above = range(self.regions.start) if number in self.regions else self.regions
        return above[skewed(self._draw(PLACE, number, 13), len(above))]

    def _document(self, number: int) -> Node:
        values = {"publishedAt": self._day(DOCUMENT, number), "language": "en", "characters": 2_120 + number % 7_000}
        return self._node("Document", DOCUMENT, "document", number, values)

    def _event(self, number: int) -> Node:
        types = ("ARMED_INCURSION", "DRONE_STRIKE", "BORDER_CROSSING", "RETREAT", "KILLING", "FIRE")
        values = {"eventType": pick(self._draw(EVENT, number, 12), types), "when": self._day(EVENT, number)}
        return self._node("Event", EVENT, "event", number, values)

    def _passage(self, number: int) -> Node:
        start = int(self._draw(PASSAGE, number, 12) * 1_800)  # the shortest document has 2,000 characters
        return self._node("Passage", PASSAGE, "passage", number, {"start": start, "end": start + 120})

    # relationships of the world

    def _of_agents(self) -> Iterator[Edge]:
        people = self.agents["Person"]
        for number in people:
            if self._draw(AGENT, number, 21) < 0.8:
                yield Edge("MEMBER_OF", iri("agent", number), iri("agent", self._organization(number)), {})
        for place, number in enumerate(self.organizations):
            yield Edge("LEADS", iri("agent", people[scattered(place, len(people))]), iri("agent", number), {})

    def _organization(self, number: int) -> int:
        return self.organizations[scattered(skewed(self._draw(AGENT, number, 22), len(self.organizations)), len(self.organizations))]

    def _publisher(self, document: int) -> int:
        return self.publishers[skewed(self._draw(DOCUMENT, document, 21), len(self.publishers))]

    def _document_of(self, passage: int) -> int:
        return scattered(skewed(self._draw(PASSAGE, passage, 21), self.sizes.documents), self.sizes.documents)

    def _somebody(self, *key: int) -> int:
        """An agent that is no publisher; publishers have the last numbers."""
        return scattered(skewed(self._draw(*key), self.publishers.start), self.publishers.start)

    def _somewhere(self, event: int, turn: int) -> int:
        settlements = range(self.regions.stop, self.sizes.places)
        return settlements[scattered(skewed(self._draw(EVENT, event, 22, turn), len(settlements)), len(settlements))]

    def _of_event(self, number: int) -> Iterator[Edge]:
        places = 2 if self._draw(EVENT, number, 21) < 0.05 else 1
        for place in dict.fromkeys(self._somewhere(number, turn) for turn in range(places)):
            yield Edge("PLACE", iri("event", number), iri("place", place), {})
        participants = 1 + int(self._draw(EVENT, number, 23) * 5)
        for turn, agent in enumerate(dict.fromkeys(self._somebody(EVENT, number, 24, turn) for turn in range(participants))):
            role = pick(self._draw(EVENT, number, 25, turn), _ROLES)
            yield Edge("PARTICIPANT", iri("event", number), iri("agent", agent), {"role": role})

    # what is told

    def _told(self) -> "Iterator[Told]":
        """Yield every proposition with its claims, numbered in turn."""
        sizes, propositions, claims = self.sizes, count(), count()
        for event in range(sizes.events):
            several = degree(scattered(event, sizes.events), sizes.events, 1, sizes.propositions, self._draw(EVENT, event, 31))
            for number in islice(propositions, several):
                rank = scattered(number, sizes.propositions)
                wanted = degree(rank, sizes.propositions, 2, sizes.claims, self._draw(PROPOSITION, number, 33))
                yield Told(self, event, number, [next(claims) for _ in range(wanted)])


class Told:
    """One proposition: its node, its claims and all their relationships."""

    def __init__(self, graph: Graph, event: int, number: int, claims: list[int]) -> None:
        self._graph, self._event, self._numbers = graph, event, claims
        self._draw = graph._draw
        self.iri = iri("proposition", number)
        self._predicate = _PREDICATES[number % len(_PREDICATES)]
        self._kind = "EVALUATION" if self._draw(PROPOSITION, number, 31) < 0.03 else "EVENT"
        self._subject = iri("agent", graph._somebody(PROPOSITION, number, 32))
        self._object = iri("event", event) if self._predicate in ("carriedOut", "directed") else iri("place", graph._somewhere(event, 0))
        self._said = [self._claim(place, claim) for place, claim in enumerate(claims)]
        self._relay()
        self._number = number

    def _claim(self, place: int, number: int) -> Claim:
        graph = self._graph
        document = graph._document_of(self._passage(number))
        publisher = graph._publisher(document)
        own = self._draw(CLAIM, number, 31) < 0.1
        claimant = publisher if own else graph._somebody(CLAIM, number, 32)
        stance = "ASSERTS" if own or place == 0 else pick(self._draw(CLAIM, number, 33), _STANCES)
        iris = (iri("claim", number), stance, iri("agent", claimant), self.iri)
        publishers, documents = frozenset({iri("agent", publisher)}), frozenset({iri("document", document)})
        return Claim(*iris, by_publisher=own, publishers=publishers, documents=documents)

    def _relay(self) -> None:
        """A claim that reports relays the one before it."""
        for place, claim in enumerate(self._said[1:], 1):
            if claim.stance == "REPORTS" and self._said[place - 1].stance != "REPORTS":
                inner = self._said[place - 1]
                self._said[place - 1] = replace(inner, outer=claim.iri)

    def _passage(self, claim: int) -> int:
        return scattered(claim % self._graph.sizes.passages, self._graph.sizes.passages)

    @cached_property
    def _bearings(self) -> list[Bearing]:
        return bearings(self._said, [Proposition(self.iri, self._kind)], [], self._graph.groups)

    @cached_property
    def _weighed(self) -> dict[str, Any]:
        found = evidence_of(self._bearings, [Proposition(self.iri, self._kind)], set(), set())[self.iri]
        return {"status": judge(found).status, "origins": len(found.origins), "denials": len(found.denials), "flags": len(found.flags)}

    @cached_property
    def _sources(self) -> dict[str, list[str]]:
        return sources(self._said)

    @property
    def node(self) -> Node:
        """The proposition."""
        text = sentence(self._graph.seed, PROPOSITION, self._number)
        values = {"text": text, "kind": self._kind, "predicate": TERMS + self._predicate, **self._weighed}
        return self._graph._node("Proposition", PROPOSITION, "proposition", self._number, values, title=f"{text[:-1]} {self._number}")

    @property
    def claims(self) -> Iterator[Node]:
        """Its claims."""
        depth = depths(self._said)
        for number, claim in zip(self._numbers, self._said, strict=True):
            values = {
                "stance": claim.stance,
                "verb": pick(self._draw(CLAIM, number, 34), _VERBS),
                "depth": depth[claim.iri],
                "sources": self._sources[claim.iri],
            }
            quoted = {"quote": sentence(self._graph.seed, CLAIM, number)} if number % 2 else {}
            asserted = {"assertedAt": self._graph._day(CLAIM, number)}
            title = f"{word(number % 128)} {values['verb']}: {number}"
            yield self._graph._node("Claim", CLAIM, "claim", number, {**values, **quoted, **asserted}, title=title)

    @property
    def edges(self) -> Iterator[Edge]:
        """The relationships of the proposition and of its claims, with the projected one."""
        yield Edge("SUBJECT", self.iri, self._subject, {})
        yield Edge("OBJECT", self.iri, self._object, {})
        yield Edge("DESCRIBES", self.iri, iri("event", self._event), {})
        for number, claim in zip(self._numbers, self._said, strict=True):
            yield Edge("CLAIMANT", claim.iri, claim.claimant, {})
            yield Edge("CONTENT", claim.iri, self.iri, {})
            yield Edge("EVIDENCED_BY", claim.iri, iri("passage", self._passage(number)), {})
            if claim.outer:
                yield Edge("RELAYED_BY", claim.iri, claim.outer, {})
        for bearing in self._bearings:
            carried = {"role": bearing.role, "group": bearing.group, "projects": bearing.projects}
            yield Edge(BEARS_ON, bearing.claim, self.iri, carried)
        if making := [bearing.claim for bearing in self._bearings if bearing.projects]:
            carried = {key: value for key, value in self._weighed.items() if key != "flags"}
            yield Edge(
                self._graph._relations[self._predicate].type,
                self._subject,
                self._object,
                {"proposition": self.iri, "sources": sorted({source for claim in making for source in self._sources[claim]}), **carried},
            )
