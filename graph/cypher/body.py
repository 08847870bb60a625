"""The clauses of a statement, or of a subquery in it, while they are written."""

from dataclasses import dataclass, field

from graph.cypher import standing
from graph.cypher.quote import quote
from graph.cypher.rules import inline
from graph.cypher.standing import ROOT_LABEL
from graph.cypher.text import Scope, block
from graph.cypher.views import PLACES, Binding, weighing
from graph.ir import Value, View


@dataclass
class Body:
    """Clauses in their order, and what the whole statement shares; `weighed` are the variables that hold the figures of a node or relationship in a view."""

    scope: Scope
    lines: list[str] = field(default_factory=list)
    weighed: dict[tuple[str, View], str] = field(default_factory=dict)

    def add(self, *lines: str) -> None:
        """Append clauses; empty ones are left out."""
        self.lines += [line for line in lines if line]

    def where(self, conditions: list[str]) -> None:
        """Append WHERE with all conditions, if there are any."""
        if conditions:
            self.add("WHERE " + (conditions[0] if len(conditions) == 1 else " AND ".join(f"({text})" for text in conditions)))

    def inner(self) -> "Body":
        """Return the empty body of a subquery."""
        return Body(self.scope)

    def call(self, imported: str, inner: "Body", value: str) -> str:
        """Append a subquery that knows one variable of this body (or none) and gives one value; return the variable that holds it.

        `value` aggregates, so that a subquery that finds nothing loses no row.
        """
        name = f"c{self.scope.number()}"
        self.add(block(f"CALL ({imported})", [*inner.lines, f"RETURN {value} AS {name}"]))
        return name

    def collect(self, owner: str, inner: "Body", value: str, single: bool = False) -> str:
        """Append a subquery that gives a list of values, or (below an owner) the first alone; return the variable that holds it.

        As a projection it takes Neo4j about a tenth less CPU than as a call of its own, which only the first clause of a body needs (no `owner`).
        """
        if not owner:
            return self.call("", inner, f"collect({value})")
        name = f"c{self.scope.number()}"
        self.add(f"WITH *, {block('COLLECT', [*inner.lines, f'RETURN {value}'])}{'[0]' if single else ''} AS {name}")
        return name

    def figure(self, name: str, view: View, owner: str, binding: Binding) -> str:
        """Return a figure of the proposition that `binding` finds for a variable; it is weighed once for all its figures."""
        if (owner, view) not in self.weighed:
            inner = self.inner()
            lines, value = weighing(view, binding, self.scope)
            inner.add(*lines)
            self.weighed[owner, view] = self.call(owner, inner, f"head(collect({value}))")
        return f"{self.weighed[owner, view]}[{PLACES[name]}]"

    def parameter(self, value: Value) -> str:
        """Return the text that stands for a value."""
        return self.scope.parameters.add(value)

    def variable(self, letter: str) -> str:
        """Return a variable that nothing else in the statement is called."""
        return f"{letter}{self.scope.number()}"


def by_iri(node: str, label: str, iri: str, view: View, scope: Scope) -> str:
    """Return the pattern of a node with an IRI, with a hint: the seek is in the unique index of the root, a further label is only checked."""
    if view.known or view.merged:
        return standing.by_iri(node, label, iri, view, scope)
    root, unhidden = quote(ROOT_LABEL), inline(node, label, scope)
    if label == ROOT_LABEL:
        return f"({node}:{root} {{{quote('iri')}: {iri}}}{unhidden})"
    both = "&" if unhidden else ":"  # a condition may hold label expressions, with which Neo4j takes no second colon
    return f"({node}:{root}{both}{quote(label)} {{{quote('iri')}: {iri}}}{unhidden}) {using(node, ROOT_LABEL, 'iri')}"


def using(node: str, label: str, attribute: str) -> str:
    """Return the hint that nodes are to be found by an index."""
    return f"USING INDEX {node}:{quote(label)}({quote(attribute)})"
