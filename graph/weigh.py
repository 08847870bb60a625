"""Claims and propositions as plain values, weighed: what speaks for and against each proposition.

`weigh` is pure, so that a view can weigh the claims that it lets through in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.status import COMPETING_KINDS, NO_STANCE, STANCES, Evidence, Stance

INCOMPATIBLE, COMPETES, ENTAILS = "INCOMPATIBLE_WITH", "COMPETES_WITH", "ENTAILS"


@dataclass(frozen=True, slots=True)
class Claim:
    """One speech act; all names are IRIs, "" where there is none. `outer` is the claim that relays it, `marks` the claims that it flags.

    `publishers` are those of the document of its passage; `by_publisher` tells whether the claimant is of class Publisher.
    """

    iri: str
    stance: str
    claimant: str
    content: str
    outer: str = ""
    hedged: bool = False
    by_publisher: bool = False
    publishers: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()

    @property
    def own_voice(self) -> bool:
        """Whether the outlet speaks for itself: no one relays it, and the claimant is the publisher of the document (or a publisher, if none is known)."""
        return self.by_publisher and not self.outer and (not self.publishers or self.claimant in self.publishers)

    @property
    def effect(self) -> Stance:
        """What it does to its content: a flag on other claims asserts its own content."""
        return STANCES["ASSERTS"] if self.stance == "FLAGS" and self.marks else STANCES.get(self.stance, NO_STANCE)

    @property
    def flags_content(self) -> bool:
        """Whether it marks its own content as unsure."""
        return self.hedged or self.effect.flags or (self.stance == "FLAGS" and not self.marks)


class Proposition(NamedTuple):
    """The parts of a proposition that are weighed; `verdict` is the latest assessment's."""

    iri: str
    kind: str
    verdict: str = ""


class Link(NamedTuple):
    """A relation between two propositions: INCOMPATIBLE_WITH, COMPETES_WITH or ENTAILS."""

    type: str
    start: str
    end: str


def independence_groups(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return agent to the representative of its group (the smallest IRI); an agent that is missing stands alone.

    >>> independence_groups([("b", "a"), ("c", "b")])
    {'b': 'a', 'a': 'a', 'c': 'a'}
    """
    parent: dict[str, str] = {}

    def find(agent: str) -> str:
        parent.setdefault(agent, agent)
        while parent[agent] != agent:
            parent[agent] = parent[parent[agent]]
            agent = parent[agent]
        return agent

    for first, second in links:
        low, high = sorted((find(first), find(second)))
        parent[high] = low
    return {agent: find(agent) for agent in parent}


def depths(claims: Sequence[Claim]) -> dict[str, int]:
    """Return claim to depth: 0 the outlet's own voice, 1 whoever it quotes, one more for each hop further in."""
    by_iri = {claim.iri: claim for claim in claims}
    found: dict[str, int] = {}
    for claim in claims:
        chain = _outwards(claim, by_iri)
        base = 0 if chain[-1].own_voice else 1
        found[claim.iri] = base + len(chain) - 1
    return found


def _outwards(claim: Claim, by_iri: Mapping[str, Claim]) -> list[Claim]:
    """A claim and those that relay it, outermost last; a circle is cut."""
    chain, seen = [claim], {claim.iri}
    while (outer := by_iri.get(chain[-1].outer)) is not None and outer.iri not in seen:
        chain.append(outer)
        seen.add(outer.iri)
    return chain


@dataclass(slots=True)
class Side:
    """What the claims on one proposition say, before links between propositions are followed."""

    asserting: set[str]
    origins: set[str]
    disputing: set[str]
    denials: set[str]
    flags: set[str]
    own_voice: bool = False


def weigh(claims: Sequence[Claim], propositions: Sequence[Proposition], links: Sequence[Link], groups: Mapping[str, str]) -> dict[str, Evidence]:
    """Return the evidence on each proposition, by IRI."""
    retracted, superseded = taken_back(claims)
    sides = _sides(claims, retracted | superseded, groups)
    _flag(sides, claims, retracted | superseded)
    total = _with_entailed(sides, [p.iri for p in propositions], links)
    against = _against(total, {p.iri: p.kind for p in propositions}, links)
    return {
        proposition.iri: Evidence(
            kind=proposition.kind,
            asserting=len(total[proposition.iri].asserting),
            retracted=len(total[proposition.iri].asserting & retracted),
            superseded=len(total[proposition.iri].asserting & superseded),
            origins=frozenset(total[proposition.iri].origins),
            denials=frozenset(against[proposition.iri]),
            flags=frozenset(total[proposition.iri].flags),
            verdict=proposition.verdict,
            own_voice=total[proposition.iri].own_voice,
        )
        for proposition in propositions
    }


def taken_back(claims: Sequence[Claim]) -> tuple[set[str], set[str]]:
    """Return the claims that their own claimants retracted, and those that they superseded (and did not retract)."""
    claimant = {claim.iri: claim.claimant for claim in claims}
    retracted = {old for claim in claims for old in claim.retracts if claimant.get(old) == claim.claimant}
    superseded = {old for claim in claims for old in claim.supersedes if claimant.get(old) == claim.claimant}
    return retracted, superseded - retracted


def projecting(claims: Sequence[Claim], links: Sequence[Link]) -> set[str]:
    """Return the propositions that at least one claim asserts, itself or by what entails it, so that they show as relations."""
    above = _entailments(links)
    return {reached for claim in claims if claim.effect.projects for reached in _reachable(claim.content, above)}


def _entailments(links: Sequence[Link]) -> defaultdict[str, list[str]]:
    """Proposition to those that it entails at once."""
    above: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.type == ENTAILS:
            above[link.start].append(link.end)
    return above


def _sides(claims: Sequence[Claim], gone: set[str], groups: Mapping[str, str]) -> defaultdict[str, Side]:
    relaying = {claim.outer for claim in claims}
    sides: defaultdict[str, Side] = defaultdict(lambda: Side(set(), set(), set(), set(), set()))
    for claim in claims:
        side, effect = sides[claim.content], claim.effect
        if effect.supports and claim.iri not in relaying:
            side.asserting.add(claim.iri)
        if claim.iri in gone:
            continue
        if claim.flags_content:
            side.flags.add(claim.iri)
        if claim.own_voice:
            side.own_voice |= effect.supports or not (effect.denies or claim.iri in relaying)
        elif claim.iri not in relaying:
            _count(side, effect, groups.get(claim.claimant, claim.claimant))
    return sides


def _count(side: Side, effect: Stance, group: str) -> None:
    if effect.supports:
        side.origins.add(group)
    if effect.disputes:
        side.disputing.add(group)
    if effect.denies:
        side.denials.add(group)


def _flag(sides: defaultdict[str, Side], claims: Sequence[Claim], gone: set[str]) -> None:
    """Let claims that flag others count on what those say."""
    content = {claim.iri: claim.content for claim in claims}
    for claim in claims:
        if claim.stance == "FLAGS" and claim.iri not in gone:
            for marked in claim.marks:
                if marked in content:
                    sides[content[marked]].flags.add(claim.iri)


def _with_entailed(sides: Mapping[str, Side], propositions: Sequence[str], links: Sequence[Link]) -> dict[str, Side]:
    """Each proposition's side, with the support of all that entail it, over any number of steps."""
    below = _entailments([Link(link.type, link.end, link.start) for link in links])
    empty = Side(set(), set(), set(), set(), set())
    total = {}
    for iri in propositions:
        members = [sides.get(member, empty) for member in _reachable(iri, below)]
        own = sides.get(iri, empty)
        total[iri] = Side(
            asserting=set().union(*(side.asserting for side in members)),
            origins=set().union(*(side.origins for side in members)),
            disputing=set().union(*(side.disputing for side in members)),
            denials=set(own.denials),
            flags=set(own.flags),
            own_voice=any(side.own_voice for side in members),
        )
    return total


def _reachable(start: str, below: Mapping[str, Sequence[str]]) -> list[str]:
    found, rest = {start: None}, [start]
    while rest:
        for member in below.get(rest.pop(), ()):
            if member not in found:
                found[member] = None
                rest.append(member)
    return list(found)


def _against(total: Mapping[str, Side], kinds: Mapping[str, str], links: Sequence[Link]) -> dict[str, set[str]]:
    """The groups that speak against a proposition: they deny it or what it entails, or assert what is incompatible with either, or its rival."""
    opposed: defaultdict[str, set[str]] = defaultdict(set)
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        for one, other in ((link.start, link.end), (link.end, link.start)):
            if link.type == INCOMPATIBLE and other in total:
                opposed[one] |= total[other].disputing
            elif link.type == COMPETES and other in total and kinds.get(one, "") in COMPETING_KINDS:
                rivals[one] |= total[other].disputing
    above = _entailments(links)
    return {iri: rivals[iri].union(*(opposed[r] | total[r].denials for r in _reachable(iri, above) if r in total)) for iri in total}
