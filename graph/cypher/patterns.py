"""Patterns: how a node is reached."""

from dataclasses import dataclass

from graph.cypher.quote import quote
from graph.cypher.rules import left, through
from graph.cypher.standing import NOW, leaving, line, reaching, stand
from graph.cypher.text import Scope
from graph.cypher.views import edge_counts, node_counts
from graph.ir import Lens, Step


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
    if step.lens or owner in scope.states or scope.rules:
        return _seen(owner, step, step.lens or Lens(NOW), node, edge, scope)
    end = f"({node}:{quote(step.target)})" if labelled else "()"
    kind = quote(step.type)
    inner = f"[:{kind}*{step.least}..{step.bound}]" if step.bound > 1 else f"[{edge}:{kind}]" if labelled else f"[:{kind}]"
    return Reached(f"({owner}){_directed(step, inner)}{end}", node, edge)


def _directed(step: Step, inner: str) -> str:
    left, right = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}[step.direction]
    return f"{left}{inner}{right}"


def _seen(owner: str, step: Step, lens: Lens, node: str, edge: str, scope: Scope) -> Reached:
    """Return the pattern of a step under a view: of each relationship on the way, and of the node at its end, it says that they count."""
    start = leaving(owner, lens.view, scope)
    stand(node, lens.view, scope)
    inner = line(edge, [step.type], lens.view, scope, edge_counts(lens.view, edge, scope) if lens.projected else "")
    end = reaching(node, step.target, lens.view, scope, node_counts(lens, node, scope), "" if lens.hides else left(node, step.target, scope))
    if step.bound > 1:
        return Reached(f"{start}(()" + _directed(step, inner) + f"{through('x', scope)}){{{step.least},{step.bound}}}{end}", node, edge)
    return Reached(f"{start}{_directed(step, inner)}{end}", node, edge)


def degree(owner: str, step: Step, scope: Scope) -> str:
    """Return the number of nodes behind a step; a single step is counted in the degree store."""
    if step.bound == 1:
        return f"COUNT {{ {pattern(owner, step, scope, labelled=bool(step.lens or owner in scope.states or scope.rules)).text} }}"
    reached = pattern(owner, step, scope)
    return f"COUNT {{ MATCH {reached.text} RETURN DISTINCT {reached.node} }}"
