"""Timelines."""

from graph.cypher.patterns import Reached
from graph.cypher.quote import quote
from graph.cypher.text import Scope
from graph.ir import InTime

LAST_DAY = "date('9999-12-31')"
"""Where what is dated without a known day goes: to the end."""


def in_time(found: InTime, scope: Scope) -> Reached:
    """Return the clauses that bind a node and, as if it were a relationship, its date with the first and last day that this allows."""
    number = scope.number()
    node, edge = f"m{number}", f"r{number}"
    labels = "|".join(quote(label) for label, _, _ in found.dated)
    reach = f"MATCH ({node}:{labels})" if found.about is None else _about(found, node, number, scope)
    early, late = (_of(found, node, suffix) for suffix in ("Earliest", "Latest"))
    members = f"date: {_of(found, node, '')}, dateEarliest: {early}, dateLatest: {late}, day: coalesce({early}, {late}, {LAST_DAY})"
    return Reached("", node, edge, f"{reach}\nWITH {node}, {{{members}}} AS {edge}")


def _of(found: InTime, node: str, suffix: str) -> str:
    cases = " ".join(f"WHEN {node}:{quote(label)} THEN {node}.{quote(attribute + suffix)}" for label, attribute, _ in found.dated)
    return f"CASE {cases} END"


def _about(found: InTime, node: str, number: int, scope: Scope) -> str:
    """From the thing itself, so that its own relationships decide on the cost; a thing of the timeline is about itself too."""
    thing, labels = f"a{number}", "|".join(quote(label) for label, _, _ in found.dated)
    parts = [f"WITH {thing} WHERE {thing}:{labels} RETURN {thing} AS {node}"]
    for label, _, ways in found.dated:
        steps = "()".join(f"-[:{'|'.join(map(quote, types))}]-" for types in reversed(ways))
        parts.append(f"MATCH ({thing}){steps}({node}:{quote(label)}) RETURN {node}")
    assert found.about is not None
    look_up = f"MATCH ({thing}:{quote('Resource')} {{iri: {scope.parameters.add(found.about)}}})"
    return f"{look_up}\nCALL ({thing}) {{ {' UNION '.join(parts)} }}"
