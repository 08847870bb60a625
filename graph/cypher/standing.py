"""What a variable stands for under a view: the graph as it was known at a time, and resources that were judged to be the same as one.

What a resource was before a change is a node of its own, and so is what a relationship was one of its own (see `graph.history`); who is the same as
whom is a relationship (see `graph.identity`):

    (resource)-[:HAS_PAST_STATE]->(:Past:WasSettlement {..., stateSince, stateUntil})-[:PAST_STATE_OF]->(resource)
    (resource)-[:WAS_BASED_IN {..., stateSince, stateUntil}]->(resource)
    (resource)-[:JUDGED_SAME_AS]->(the resource that stands for all that are the same)

Under `knownAt` a variable stands for the state of a resource at that time: the resource itself or one of its past nodes. Under `merged` it is never a
resource that another one stands for. So whatever is read of it is read as ever; only how one comes to it differs: back to the resource (and to all that are
the same), over a present or past relationship, on to what stands for the one at its end.
"""

from collections.abc import Iterable

from graph.cypher.quote import quote
from graph.cypher.text import Scope
from graph.history import HAD_STATE, PAST, SINCE, STATE_OF, UNTIL, was_label, was_type
from graph.identity import SAME_AS
from graph.ir import View
from graph.write import DELETED

ROOT_LABEL = "Resource"
NOW = View()


def labelled(node: str, labels: Iterable[str], scope: Scope) -> str:
    """Return the condition that what a variable stands for has one of some labels."""
    several = [*labels]
    if node in scope.states:
        several += [was_label(label) for label in several]
    return f"{node}:{'|'.join(map(quote, several))}"


def labels_of(node: str, scope: Scope) -> str:
    """Return the expression of a node's labels."""
    if node not in scope.states:
        return f"labels({node})"
    past = f"[label IN labels({node}) WHERE label <> '{PAST}' | substring(label, {len(was_label(''))})]"
    return f"CASE WHEN {node}:{quote(PAST)} THEN {past} ELSE labels({node}) END"


def stand(variable: str, view: View, scope: Scope) -> None:
    """Note that a variable may stand for a past state."""
    scope.states |= {variable} if view.known else set()


def stands(variable: str, view: View, scope: Scope) -> list[str]:
    """Return the conditions that a variable stands for a resource."""
    stand(variable, view, scope)
    asked = [_held(variable, view, scope)] if view.known else []
    if view.merged:
        asked.append(f"NOT EXISTS {{ ({variable}){_back(variable, scope)}-{_same(view, scope)}->() }}")
    return asked


def _held(variable: str, view: View, scope: Scope) -> str:
    """Return the condition that a node or relationship is what was known at the time."""
    assert view.known
    at = scope.parameters.add(view.known)
    return f"coalesce({variable}.{SINCE} <= {at}, true) AND coalesce({variable}.{UNTIL} > {at}, true)"


def _back(owner: str, scope: Scope) -> str:
    return f"-[:{STATE_OF}]->{{0,1}}()" if owner in scope.states else ""


def _same(view: View, scope: Scope) -> str:
    return line(f"s{scope.number()}", [SAME_AS], view, scope)


def leaving(owner: str, view: View, scope: Scope) -> str:
    """Return the start of a pattern that leads away from what a variable stands for."""
    return f"({owner}){going_on(owner, view, scope)}"


def going_on(owner: str, view: View, scope: Scope) -> str:
    """Return what follows on a pattern of `owner` where it leads away from that: the way to the resources themselves, which have the relationships."""
    same = f"-{_same(view, scope)}-{{0,2}}()" if view.merged else ""
    return _back(owner, scope) + same


def line(edge: str, types: Iterable[str], view: View, scope: Scope, *conditions: str) -> str:
    """Return the inside of a pattern's relationship of one of some types."""
    several, asked = [*types], [*filter(None, conditions)]
    if view.known:
        several += [was_type(kind) for kind in several]
        asked.insert(0, _held(edge, view, scope))
    return f"[{edge}:{'|'.join(map(quote, several))}{_where(asked)}]"


def node(variable: str, label: str, view: View, scope: Scope, *conditions: str) -> str:
    """Return the pattern of a variable that stands for a resource with a label."""
    asked = [*stands(variable, view, scope), *filter(None, conditions)]
    label = f"{quote(label)}|{quote(was_label(label))}" if view.known else quote(label)
    return f"({variable}:{label}{_where(asked)})"


def reaching(variable: str, label: str, view: View, scope: Scope, *conditions: str) -> str:
    """Return the end of a pattern that leads to a variable which stands for a resource with a label."""
    on = _on(view, scope)
    return f"{'()' if on else ''}{on}{node(variable, label, view, scope, *conditions)}"


def standing_for(resource: str, variable: str, label: str, view: View, scope: Scope) -> str:
    """Return the pattern from a resource, or a past state of it, to a variable that stands for it."""
    return f"({resource}){_back(resource, scope)}{_on(view, scope)}{node(variable, label, view, scope)}"


def _on(view: View, scope: Scope) -> str:
    """The way from a resource to what stands for it."""
    ways = [f"-{_same(view, scope)}->{{0,1}}"] if view.merged else []
    ways += [f"-[:{HAD_STATE}]->{{0,1}}"] if view.known else []
    return "()".join(ways)


def by_iri(variable: str, label: str, iri: str, view: View, scope: Scope) -> str:
    """Return the pattern of a variable that stands for the resource with an IRI."""
    label_of = f"{quote(ROOT_LABEL)}|{quote(DELETED)}" if view.known else quote(ROOT_LABEL)
    return f"(:{label_of} {{{quote('iri')}: {iri}}}){_on(view, scope)}{node(variable, label, view, scope)}"


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
