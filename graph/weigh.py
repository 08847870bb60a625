"""Claims and propositions as plain values, weighed: what speaks for and against each proposition.

`weigh` is pure, so that a view can weigh the claims that it lets through in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from graph.conflicts import COMPETES, ENTAILS, INCOMPATIBLE, Link, Proposition, conflicts, reachable
from graph.status import COMPETING_KINDS, NO_STANCE, STANCES, Evidence, Role, Stance


@dataclass(frozen=True, slots=True)
class Claim:
    """One speech act; all names are IRIs, "" where there is none. `outer` is the claim that relays it, `marks` the claims that it flags.

    `documents` are where it stands or was said, `publishers` those of the document of its passage; `by_publisher` tells whether the claimant is of class
    Publisher.
    """

    iri: str
    stance: str
    claimant: str
    content: str
    outer: str = ""
    hedged: bool = False
    by_publisher: bool = False
    publishers: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
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


class Groups:
    """Agents that do not stand apart: whoever is joined to one of a group, is of it."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    @property
    def members(self) -> Set[str]:
        """All that were joined to somebody."""
        return self._parent.keys()

    def join(self, first: str, second: str) -> None:
        """Let two be of one group."""
        low, high = sorted((self.of(first), self.of(second)))
        self._parent[low] = self._parent[high] = low

    def of(self, agent: str) -> str:
        """Return the representative of an agent's group (the smallest IRI): itself, where it stands alone."""
        while (above := self._parent.get(agent, agent)) != agent:
            self._parent[agent] = agent = self._parent[above]
        return agent


def independence_groups(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return agent to the representative of its group; an agent that is missing stands alone.

    >>> independence_groups([("b", "a"), ("c", "b")])
    {'b': 'a', 'a': 'a', 'c': 'a'}
    """
    groups = Groups()
    for first, second in links:
        groups.join(first, second)
    return {agent: groups.of(agent) for agent in groups.members}


def depths(claims: Sequence[Claim]) -> dict[str, int]:
    """Return claim to depth: 0 the outlet's own voice, 1 whoever it quotes, one more for each hop further in."""
    by_iri = {claim.iri: claim for claim in claims}
    found: dict[str, int] = {}
    for claim in claims:
        chain = _outwards(claim, by_iri)
        base = 0 if chain[-1].own_voice else 1
        found[claim.iri] = base + len(chain) - 1
    return found


def sources(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """Return claim to all whose claim it is, sorted: the claimants of all hops of its chain, its documents and their publishers."""
    by_iri = {claim.iri: claim for claim in claims}
    return {claim.iri: sorted({*(hop.claimant for hop in _outwards(claim, by_iri) if hop.claimant), *claim.documents, *claim.publishers}) for claim in claims}


def _outwards(claim: Claim, by_iri: Mapping[str, Claim]) -> list[Claim]:
    """A claim and those that relay it, outermost last; a circle is cut."""
    chain, seen = [claim], {claim.iri}
    while (outer := by_iri.get(chain[-1].outer)) is not None and outer.iri not in seen:
        chain.append(outer)
        seen.add(outer.iri)
    return chain


class Bearing(NamedTuple):
    """One claim's part in what is to be thought of one proposition.

    `group` is that of the claimant, "" for the outlet's own voice. `projects`: it makes a relation of the proposition.
    """

    proposition: str
    claim: str
    role: Role
    group: str = ""
    projects: bool = False


def weigh(claims: Sequence[Claim], propositions: Sequence[Proposition], links: Sequence[Link], groups: Mapping[str, str]) -> dict[str, Evidence]:
    """Return the evidence on each proposition, by IRI."""
    return evidence_of(bearings(claims, propositions, links, groups), propositions, *taken_back(claims))


def evidence_of(rows: Iterable[Bearing], propositions: Sequence[Proposition], retracted: Set[str], superseded: Set[str]) -> dict[str, Evidence]:
    """Return the evidence on each proposition that bearings add up to."""
    by_proposition: defaultdict[str, list[Bearing]] = defaultdict(list)
    for row in rows:
        by_proposition[row.proposition].append(row)
    return {p.iri: _evidence(p, by_proposition[p.iri], retracted, superseded) for p in propositions}


def _evidence(proposition: Proposition, rows: Sequence[Bearing], retracted: Set[str], superseded: Set[str]) -> Evidence:
    asserting = {row.claim for row in rows if row.role == "ASSERTS"}
    standing = [row for row in rows if row.claim not in retracted and row.claim not in superseded]
    return Evidence(
        kind=proposition.kind,
        asserting=len(asserting),
        retracted=len(asserting & retracted),
        superseded=len(asserting & superseded),
        origins=frozenset(row.group for row in standing if row.role == "ASSERTS" and row.group),
        denials=frozenset(row.group for row in standing if row.role == "DENIES"),
        flags=frozenset(row.claim for row in standing if row.role == "FLAGS"),
        verdict=proposition.verdict,
        own_voice=any(row.role in ("ASSERTS", "NARRATES") and not row.group for row in standing),
    )


def bearings(claims: Sequence[Claim], propositions: Sequence[Proposition], links: Sequence[Link], groups: Mapping[str, str]) -> list[Bearing]:
    """Return how each claim bears on each proposition, each row once, in order.

    What is asserted supports all that it entails; who denies a proposition denies what entails it; who asserts something disputes what is incompatible
    with it (and, for some kinds, its rivals) and all that entails that.
    """
    said = _Said.of(claims, groups)
    above, below = _entailments(links), _entailments([Link(link.type, link.end, link.start) for link in links])
    rivals = _rivals(propositions, links)
    rows: dict[Bearing, None] = {}
    for iri in (proposition.iri for proposition in propositions):
        disputed = {other for r in reachable(iri, above) for other in rivals[INCOMPATIBLE, r]} | rivals[COMPETES, iri]
        rows |= dict.fromkeys(row._replace(proposition=iri) for member in reachable(iri, below) for row in said.support[member])
        rows |= dict.fromkeys(row._replace(proposition=iri) for entailed in reachable(iri, above) for row in said.denial[entailed])
        rows |= dict.fromkeys(row._replace(proposition=iri) for other in sorted(disputed) for m in reachable(other, below) for row in said.dispute[m])
        rows |= dict.fromkeys(said.flag[iri])
    return list(rows)


def _rivals(propositions: Sequence[Proposition], links: Sequence[Link]) -> defaultdict[tuple[str, str], set[str]]:
    """Kind of link and proposition to the propositions that speak against it; numbers that exclude each other are as good as a link."""
    kinds = {proposition.iri: proposition.kind for proposition in propositions}
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for first, second, basis in conflicts(propositions, links):
        for one, other in ((first, second), (second, first)):
            if basis != COMPETES:
                found[INCOMPATIBLE, one].add(other)
            elif kinds[one] in COMPETING_KINDS:
                found[COMPETES, one].add(other)
    return found


@dataclass(frozen=True)
class _Said:
    """What claims do to their own contents, before links between propositions are followed."""

    support: defaultdict[str, list[Bearing]] = field(default_factory=lambda: defaultdict(list))
    denial: defaultdict[str, list[Bearing]] = field(default_factory=lambda: defaultdict(list))
    dispute: defaultdict[str, list[Bearing]] = field(default_factory=lambda: defaultdict(list))
    flag: defaultdict[str, list[Bearing]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, claims: Sequence[Claim], groups: Mapping[str, str]) -> Self:
        """Sort the claims by what they do."""
        said, relaying = cls(), {claim.outer for claim in claims}
        content = {claim.iri: claim.content for claim in claims}
        for claim in claims:
            said._add(claim, claim.iri in relaying, groups.get(claim.claimant, claim.claimant))
            for marked in claim.marks if claim.stance == "FLAGS" else ():
                if marked in content:
                    said.flag[content[marked]].append(Bearing(content[marked], claim.iri, "FLAGS"))
        return said

    def _add(self, claim: Claim, relays: bool, group: str) -> None:
        effect, group = claim.effect, "" if claim.own_voice else group
        row = Bearing(claim.content, claim.iri, "ASSERTS", group, effect.projects)
        if effect.supports and not relays:
            self.support[claim.content].append(row)
        elif claim.own_voice and (effect.supports or not (effect.denies or relays)):
            self.support[claim.content].append(row._replace(role="NARRATES", projects=False))
        if claim.flags_content:
            self.flag[claim.content].append(Bearing(claim.content, claim.iri, "FLAGS"))
        if group and not relays and effect.denies:
            self.denial[claim.content].append(row._replace(role="DENIES", projects=False))
        if group and not relays and effect.disputes:
            self.dispute[claim.content].append(row._replace(role="DENIES", projects=False))


def taken_back(claims: Sequence[Claim]) -> tuple[set[str], set[str]]:
    """Return the claims that their own claimants retracted, and those that they superseded (and did not retract)."""
    claimant = {claim.iri: claim.claimant for claim in claims}
    retracted = {old for claim in claims for old in claim.retracts if claimant.get(old) == claim.claimant}
    superseded = {old for claim in claims for old in claim.supersedes if claimant.get(old) == claim.claimant}
    return retracted, superseded - retracted


def _entailments(links: Sequence[Link]) -> defaultdict[str, list[str]]:
    """Proposition to those that it entails at once."""
    above: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.type == ENTAILS:
            above[link.start].append(link.end)
    return above
