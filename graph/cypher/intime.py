"""Timelines."""

from graph.cypher.body import by_iri
from graph.cypher.parts import LAST_DAY, dated
from graph.cypher.patterns import Reached
from graph.cypher.quote import quote
from graph.cypher.rules import through
from graph.cypher.standing import ROOT_LABEL, labelled, leaving, line, reaching, stand
from graph.cypher.text import Scope, block, union
from graph.ir import InTime, Predicate


def in_time(found: InTime, window: Predicate | None, scope: Scope) -> Reached:
    """Return the clauses that bind a node and, as if it were a relationship, its date with the day at which it stands.

    `window` says when; what is about a thing is still to be tested for it.
    """
    number = scope.number()
    node, edge = f"m{number}", f"r{number}"
    stand(node, found.view, scope)
    if found.about is None:
        ways = [part.clauses(node, False, scope) for part in dated(found, window, node, scope)]
        return Reached("", node, edge, block("CALL ()", union(ways, node)))
    days = ", ".join(f"date{suffix}: {_of(found, node, suffix, scope)}" for suffix in ("Earliest", "Latest"))
    return Reached("", node, edge, f"{_about(found, node, number, scope)}\n{with_day(found, node, edge, scope, days)}")


def with_day(found: InTime, node: str, edge: str, scope: Scope, *also: str) -> str:
    """Return the clause that binds the date of a node and the day at which it stands, and what `also` says."""
    text, early, late = (_of(found, node, suffix, scope) for suffix in ("", "Earliest", "Latest"))
    members = (f"date: {text}", *also, f"day: coalesce({early}, {late}, {LAST_DAY})")
    return f"WITH {node}, {{{', '.join(members)}}} AS {edge}"


def _of(found: InTime, node: str, suffix: str, scope: Scope) -> str:
    cases = " ".join(f"WHEN {labelled(node, [label], scope)} THEN {node}.{quote(attribute + suffix)}" for label, attribute, _ in found.dated)
    return f"CASE {cases} END"


def _about(found: InTime, node: str, number: int, scope: Scope) -> str:
    """From the thing itself, so that its own relationships decide on the cost; a thing of the timeline is about itself too."""
    assert found.about is not None
    thing = f"a{number}"
    look_up = f"MATCH {by_iri(thing, ROOT_LABEL, scope.parameters.add(found.about), found.view, scope)}"
    parts = [f"WITH {thing} WHERE {labelled(thing, [label for label, _, _ in found.dated], scope)} RETURN {thing} AS {node}"]
    for label, _, ways in found.dated:
        steps = "".join(
            f"{through('x', scope) if place else ''}-{line(f'r{scope.number()}', types, found.view, scope)}-" for place, types in enumerate(reversed(ways))
        )
        parts.append(f"MATCH {leaving(thing, found.view, scope)}{steps}{reaching(node, label, found.view, scope)} RETURN {node}")
    return f"{look_up}\nCALL ({thing}) {{ {' UNION '.join(parts)} }}"
