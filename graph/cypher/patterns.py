"""Patterns: how a node is reached."""

from dataclasses import dataclass, field
from itertools import count

from graph.cypher.quote import quote
from graph.cypher.text import Parameters
from graph.ir import Step


@dataclass
class Scope:
    """What one statement shares: its parameters and the numbers of its variables."""

    parameters: Parameters = field(default_factory=Parameters)
    _numbers: "count[int]" = field(default_factory=count)

    def number(self) -> int:
        """Return a number that no other variable of this statement has."""
        return next(self._numbers)


@dataclass(frozen=True, slots=True)
class Reached:
    """A pattern and the variables that it binds; `clause` is what stands there instead of MATCH with the pattern."""

    text: str
    node: str
    edge: str
    special: str = ""

    @property
    def clause(self) -> str:
        """The clause that binds the variables."""
        return self.special or f"MATCH {self.text}"


def pattern(owner: str, step: Step, scope: Scope, labelled: bool = True) -> Reached:
    """Return the pattern of a step from the variable `owner`; without the label of its end the degree store can count it.

    >>> pattern("n0", Step("BASED_IN", "out", "Place"), Scope()).text
    '(n0)-[r0:`BASED_IN`]->(m0:`Place`)'
    """
    number = scope.number()
    node, edge = f"m{number}", f"r{number}"
    end = f"({node}:{quote(step.target)})" if labelled else "()"
    kind = quote(step.type)
    inner = f"[:{kind}*1..{step.bound}]" if step.bound > 1 else f"[{edge}:{kind}]" if labelled else f"[:{kind}]"
    left, right = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}[step.direction]
    return Reached(f"({owner}){left}{inner}{right}{end}", node, edge)


def degree(owner: str, step: Step, scope: Scope) -> str:
    """Return the number of nodes behind a step; a single step is counted in the degree store."""
    if step.bound == 1:
        return f"COUNT {{ {pattern(owner, step, scope, labelled=False).text} }}"
    reached = pattern(owner, step, scope)
    return f"COUNT {{ MATCH {reached.text} RETURN DISTINCT {reached.node} }}"
