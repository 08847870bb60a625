"""Which propositions speak against each other.

Two that somebody linked as incompatible or competing do, unless their numbers or their times leave room for both; so do two that give numbers of
the same thing which exclude each other. A later state of affairs contradicts no earlier one. Which of two that compete are disputed by it, the
weighing decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from graph.status import NOT_TRUTH_APT_KINDS

T = TypeVar("T", float, date)
Basis = Literal["INCOMPATIBLE_WITH", "COMPETES_WITH", "QUANTITY"]
INCOMPATIBLE: Basis = "INCOMPATIBLE_WITH"
COMPETES: Basis = "COMPETES_WITH"
QUANTITY: Basis = "QUANTITY"
ENTAILS, SUCCEEDS = "ENTAILS", "SUCCEEDS"
_BY_HAND: tuple[Basis, ...] = (INCOMPATIBLE, COMPETES)
_STRENGTH: tuple[Basis, ...] = (COMPETES, QUANTITY, INCOMPATIBLE)
"""The weakest first: of several bases of one pair the strongest is told."""


class Measure(NamedTuple):
    """A number with its imprecision: `least` and `most` are None where nothing is said, `unit` is "" if it is not known."""

    unit: str
    least: float | None = None
    most: float | None = None

    def comparable(self, other: "Measure") -> bool:
        """Whether both say something in one unit."""
        return self.unit == other.unit != "" and all(bound != (None, None) for bound in (self[1:], other[1:]))

    def excludes(self, other: "Measure") -> bool:
        """Whether no number is allowed by both.

        >>> Measure("people", 71).excludes(Measure("people", 8, 70)), Measure("people", 8).excludes(Measure("people", 71))
        (True, False)
        """
        return self.comparable(other) and (_below(self.most, other.least) or _below(other.most, self.least))


class Proposition(NamedTuple):
    """The parts of a proposition that are weighed.

    `verdict` is the latest assessment's. `about` is what its number is a number of: subject, predicate, object, value and event, "" where there is
    none; empty if it has no subject or no predicate. `since` and `until` are the days between which it holds, None where open or unknown.
    """

    iri: str
    kind: str
    verdict: str = ""
    about: tuple[str, ...] = ()
    measure: Measure | None = None
    since: date | None = None
    until: date | None = None


class Link(NamedTuple):
    """A relation between two propositions: INCOMPATIBLE_WITH, COMPETES_WITH, ENTAILS or SUCCEEDS."""

    type: str
    start: str
    end: str


class Conflict(NamedTuple):
    """Two propositions that speak against each other, the smaller IRI first."""

    first: str
    second: str
    basis: Basis


_Pair: TypeAlias = tuple[Proposition, Proposition, Basis]


def conflicts(propositions: Iterable[Proposition], links: Iterable[Link]) -> set[Conflict]:
    """Return all pairs that speak against each other, each once.

    >>> exactly, more = (Proposition(iri, "CASUALTY", about=("army", "killed"), measure=m) for iri, m in (("p", Measure("people", 8, 8)), ("q", Measure("people", 71))))
    >>> conflicts([exactly, more], []), conflicts([exactly, more], [Link("SUCCEEDS", "q", "p")])
    ({Conflict(first='p', second='q', basis='QUANTITY')}, set())
    """
    by_iri, links = {proposition.iri: proposition for proposition in propositions}, list(links)
    earlier: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.type == SUCCEEDS:
            earlier[link.start].append(link.end)

    @cache
    def before(iri: str) -> frozenset[str]:
        return frozenset(reachable(iri, earlier))

    found: dict[tuple[str, str], Basis] = {}
    for one, other, basis in sorted([*_linked(by_iri, links), *_measured(by_iri.values())], key=lambda pair: _STRENGTH.index(pair[2])):
        if not (_at_other_times(one, other) or other.iri in before(one.iri) or one.iri in before(other.iri)):
            found[min(one.iri, other.iri), max(one.iri, other.iri)] = basis
    return {Conflict(first, second, basis) for (first, second), basis in found.items()}


def _linked(by_iri: Mapping[str, Proposition], links: Iterable[Link]) -> Iterator[_Pair]:
    """The pairs that somebody linked and whose numbers exclude each other or cannot be compared."""
    for link in links:
        one, other = by_iri.get(link.start), by_iri.get(link.end)
        if one and other and one is not other and not _agree(one, other):
            yield from ((one, other, basis) for basis in _BY_HAND if link.type == basis)


def _measured(propositions: Iterable[Proposition]) -> Iterator[_Pair]:
    """The pairs that give numbers of the same thing which exclude each other; what is neither true nor false contradicts nothing."""
    alike: defaultdict[tuple[str, ...], list[Proposition]] = defaultdict(list)
    for proposition in propositions:
        if proposition.about and proposition.measure and proposition.kind not in NOT_TRUTH_APT_KINDS:
            alike[proposition.about].append(proposition)
    for members in alike.values():
        yield from ((one, other, QUANTITY) for one, other in combinations(members, 2) if _exclude(one, other))


def _exclude(one: Proposition, other: Proposition) -> bool:
    return bool(one.measure and other.measure and one.measure.excludes(other.measure))


def _agree(one: Proposition, other: Proposition) -> bool:
    return bool(one.measure and other.measure and one.measure.comparable(other.measure)) and not _exclude(one, other)


def _at_other_times(one: Proposition, other: Proposition) -> bool:
    return _below(one.until, other.since) or _below(other.until, one.since)


def _below(high: T | None, low: T | None) -> bool:
    """Whether one stretch ends before another begins; an end that is not known is no end."""
    return high is not None and low is not None and high < low


def reachable(start: str, steps: Mapping[str, Sequence[str]]) -> list[str]:
    """Return all that can be reached in any number of steps, the start first."""
    found, rest = {start: None}, [start]
    while rest:
        for member in steps.get(rest.pop(), ()):
            if member not in found:
                found[member] = None
                rest.append(member)
    return list(found)
