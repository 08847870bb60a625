"""Rules of reading in Cypher: whether a node is there for whoever asks, and its properties as they may see them.

Whatever binds a node asks `left`, and whatever reads a property goes through `value`; without rules they add nothing.
"""

from graph.cypher.quote import quote
from graph.cypher.standing import ROOT_LABEL, labelled
from graph.cypher.text import Scope


def left(node: str, label: str, scope: Scope) -> str:
    """Return the condition that no rule hides a node with a label, or "". What a rule asks of a node is asked of the whole graph.

    >>> left("n0", "Resource", Scope())
    ''
    """
    rules = scope.rules
    if rules is None or not rules.leaves_out:
        return ""
    assert scope.test
    scope.rules = None
    try:
        return scope.test(rules.left(label), node, scope)
    finally:
        scope.rules = rules


def inline(node: str, label: str, scope: Scope) -> str:
    """Return `left` as what stands inside of the node's pattern."""
    condition = left(node, label, scope)
    return f" WHERE {condition}" if condition else ""


def through(letter: str, scope: Scope) -> str:
    """Return the pattern of a node that a way leads through.

    >>> through("x", Scope())
    '()'
    """
    if not (scope.rules and scope.rules.leaves_out):
        return "()"
    node = f"{letter}{scope.number()}"
    return f"({node}{inline(node, ROOT_LABEL, scope)})"


def value(node: str, attribute: str, scope: Scope, suffix: str = "") -> str:
    """Return a property of a node, null where a rule hides it; `suffix` names what is kept beside it, such as the first day of a date.

    >>> value("n0", "when", Scope(), "Earliest")
    'n0.`whenEarliest`'
    """
    return unless_hidden(f"{node}.{quote(attribute + suffix)}", node, attribute, scope)


def unless_hidden(expression: str, node: str, attribute: str, scope: Scope) -> str:
    """Return an expression over a property of a node, null where a rule hides the property."""
    labels = scope.rules.without(attribute) if scope.rules else ()
    return f"CASE WHEN NOT {labelled(node, labels, scope)} THEN {expression} END" if labels else expression
