"""The status of a proposition: computed from evidence by a table of rules, never entered.

origin      who said it first: the claimant of a claim that relays no other
group       origins that do not stand apart (linked by control, membership, closeness, behalf); it counts once
own voice   the outlet speaking for itself; it never counts as an origin
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

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


Role = Literal["ASSERTS", "NARRATES", "DENIES", "FLAGS"]
"""How a claim bears on a proposition: it asserts it, narrates it in the outlet's own voice without asserting, speaks against it, marks it as unsure."""


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

    @property
    def figures(self) -> Mapping[str, Any]:
        """What the rules compare, by name."""
        return {
            "kind": self.kind,
            "verdict": self.verdict,
            "asserting": self.asserting,
            "retracted": self.retracted,
            "takenBack": self.retracted + self.superseded,
            "origins": len(self.origins),
            "denials": len(self.denials),
            "flags": len(self.flags),
            "ownVoice": int(self.own_voice),
        }


class Test(NamedTuple):
    """A figure of the evidence against another one, by name, or against a value."""

    figure: str
    operator: Literal["=", ">=", "IN"]
    other: str | int | tuple[str, ...]
    is_figure: bool = False


OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {"=": operator.eq, ">=": operator.ge, "IN": lambda figure, values: figure in values}


class Rule(NamedTuple):
    """One row: the status that holds if no row above matches and all tests of this one do; claims in these `roles` decided it."""

    number: int
    status: str
    text: str
    tests: tuple[Test, ...]
    roles: tuple[Role, ...] = ()

    def matches(self, evidence: Evidence) -> bool:
        """Whether all tests hold."""
        figures = evidence.figures
        return all(OPERATORS[test.operator](figures[test.figure], figures[str(test.other)] if test.is_figure else test.other) for test in self.tests)


def _all_asserting(figure: str) -> tuple[Test, ...]:
    return Test("asserting", ">=", 1), Test(figure, "=", "asserting", is_figure=True)


RULES: tuple[Rule, ...] = (
    Rule(1, "RETRACTED", "every asserting claim was retracted by its claimant", _all_asserting("retracted"), ("ASSERTS",)),
    Rule(2, "SUPERSEDED", "every asserting claim was superseded by its claimant", _all_asserting("takenBack"), ("ASSERTS",)),
    Rule(3, "VERIFIED", "the latest assessment says so", (Test("verdict", "=", "VERIFIED"),)),
    Rule(3, "REFUTED", "the latest assessment says so", (Test("verdict", "=", "REFUTED"),)),
    Rule(
        4,
        "NOT_TRUTH_APT",
        "a directive, promise, prediction, evaluation or norm is neither true nor false",
        (Test("kind", "IN", tuple(sorted(NOT_TRUTH_APT_KINDS))),),
        ("ASSERTS",),
    ),
    Rule(5, "DISPUTED", "at least one origin denies it or asserts what is incompatible with it", (Test("denials", ">=", 1),), ("DENIES",)),
    Rule(6, "FLAGGED_UNVERIFIED", "a claim on it is hedged or was flagged as unverified", (Test("flags", ">=", 1),), ("FLAGS",)),
    Rule(7, "CORROBORATED", "at least two independent origins assert it", (Test("origins", ">=", 2),), ("ASSERTS",)),
    Rule(8, "NARRATED", "only the outlet's own voice asserts it", (Test("ownVoice", "=", 1), Test("origins", "=", 0)), ("ASSERTS", "NARRATES")),
    Rule(9, "ATTRIBUTED", "none of the other rules holds", (), ("ASSERTS", "NARRATES")),
)
"""First match decides. A claim counts as retracted or as superseded, never as both; the mixed case is rule 2.

The table is data, so that it is read in two ways: here over evidence in memory, and by `graph.cypher.weighed` as one CASE, for views.
"""


def judge(evidence: Evidence) -> Rule:
    """Return the rule that decides.

    >>> judge(Evidence(origins=frozenset({"a", "b"}))).status
    'CORROBORATED'
    """
    return next(rule for rule in RULES if rule.matches(evidence))
