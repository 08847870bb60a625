"""The status of a proposition: computed from evidence by a table of rules, never entered.

origin      who said it first: the claimant of a claim that relays no other
group       origins that do not stand apart (linked by control, membership, closeness, behalf); it counts once
own voice   the outlet speaking for itself; it never counts as an origin
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

NOT_TRUTH_APT_KINDS = frozenset({"DIRECTIVE", "COMMISSIVE", "PREDICTION", "EVALUATION", "NORMATIVE"})
COMPETING_KINDS = frozenset({"ATTRIBUTION", "RESPONSIBILITY", "IDENTITY"})
"""Kinds of propositions for which a rival answer is a denial."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What a claim of a stance does to its content.

    `supports`: its origin counts in S. `projects`: it makes a relation of a proposition. `disputes`: it speaks against what is incompatible with the content.
    `denies`: its origin counts in N. `flags`: it counts in F.
    """

    supports: bool = False
    projects: bool = False
    disputes: bool = False
    denies: bool = False
    flags: bool = False


NO_STANCE = Stance()
STANCES: dict[str, Stance] = {
    "ASSERTS": Stance(supports=True, projects=True, disputes=True),
    "INFERS": Stance(supports=True, projects=True, disputes=True),
    "HEDGES": Stance(supports=True, projects=True, flags=True),
    "PREDICTS": Stance(supports=True),
    "DIRECTS": Stance(supports=True),
    "COMMITS": Stance(supports=True),
    "DENIES": Stance(denies=True),
    "QUESTIONS": NO_STANCE,
    "REPORTS": NO_STANCE,
    "FLAGS": NO_STANCE,
}
"""Notation to effect. REPORTS is a hop of a chain. FLAGS works on the claims that it marks (see `graph.weigh`)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that decides on one proposition.

    `asserting` counts its asserting claims of any voice, `retracted` and `superseded` those among them that were taken back or replaced by their
    claimant. `origins` (S) and `denials` (N) are groups, `flags` (F) claims, `verdict` (A) is the latest assessment's notation or "".
    `own_voice` tells whether the outlet asserts it itself.
    """

    kind: str = "EVENT"
    asserting: int = 0
    retracted: int = 0
    superseded: int = 0
    origins: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    verdict: str = ""
    own_voice: bool = False


class Rule(NamedTuple):
    """One row: the status that holds if no row above matches and this one does."""

    number: int
    status: str
    text: str
    matches: Callable[[Evidence], bool]


RULES: tuple[Rule, ...] = (
    Rule(1, "RETRACTED", "every asserting claim was retracted by its claimant", lambda e: 0 < e.asserting == e.retracted),
    Rule(2, "SUPERSEDED", "every asserting claim was superseded by its claimant", lambda e: 0 < e.asserting == e.superseded + e.retracted),
    Rule(3, "VERIFIED", "the latest assessment says so", lambda e: e.verdict == "VERIFIED"),
    Rule(3, "REFUTED", "the latest assessment says so", lambda e: e.verdict == "REFUTED"),
    Rule(4, "NOT_TRUTH_APT", "a directive, promise, prediction, evaluation or norm is neither true nor false", lambda e: e.kind in NOT_TRUTH_APT_KINDS),
    Rule(5, "DISPUTED", "at least one origin denies it or asserts what is incompatible with it", lambda e: len(e.denials) >= 1),
    Rule(6, "FLAGGED_UNVERIFIED", "a claim on it is hedged or was flagged as unverified", lambda e: bool(e.flags)),
    Rule(7, "CORROBORATED", "at least two independent origins assert it", lambda e: len(e.origins) >= 2),
    Rule(8, "NARRATED", "only the outlet's own voice asserts it", lambda e: e.own_voice and not e.origins),
    Rule(9, "ATTRIBUTED", "none of the other rules holds", lambda e: True),
)
"""First match decides. A claim counts as retracted or as superseded, never as both; the mixed case is rule 2."""


def judge(evidence: Evidence) -> Rule:
    """Return the rule that decides.

    >>> judge(Evidence(origins=frozenset({"a", "b"}))).status
    'CORROBORATED'
    """
    return next(rule for rule in RULES if rule.matches(evidence))
