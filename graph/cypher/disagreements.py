"""Disagreements and independent sources.

conflict    a link that says that two propositions exclude or rival each other
to assert   a claim that counts, and was not taken back, asserts a proposition or what entails it
to deny     such a claim denies a proposition outright, or what it entails; who asserts what excludes it does not deny it here

A disagreement holds all propositions that are asserted and hang together by conflicts, or by one denial of several; one alone if it is denied.
"""

from dataclasses import replace
from typing import Literal as Choice

from graph.cypher.body import Body, by_iri
from graph.cypher.pages import selection
from graph.cypher.quote import quote
from graph.cypher.rules import inline
from graph.cypher.standing import NOW, ROOT_LABEL
from graph.cypher.text import block, tuple_of, union
from graph.cypher.views import claim_counts, node_counts, not_taken_back
from graph.ir import Disagreements, Figure, IndependentSources, Involved, Lens, Literal, Positions, View
from graph.status import STANCES
from graph.world import BEARS_ON, CONFLICTS_WITH

LEVELS = 200
"""How many steps from one proposition the others of a disagreement lie at most; Cypher has no loop that ends by itself."""
DENYING = Literal(tuple(name for name, stance in STANCES.items() if stance.denies))
Way = Choice["asserting", "denying", "claims"]
"""How a claim takes part; `claims`: in either way."""


def disagreements(item: Disagreements, body: Body) -> str:
    """Return the disagreements, each as the list of its columns."""
    view, inner, start = item.under or View(), body.inner(), body.variable("p")
    inner.add(*_about(item, start, body) if item.about else _contested(start, body))
    inner.add(f"WITH DISTINCT {start} WHERE {_is_held(start, view, body)}")
    members = _together(start, view, inner)
    inner.add(f"WITH DISTINCT {members}")
    figures = _figures(members, view, inner)
    inner.add(f"WITH * WHERE size({members}) > 1 OR {figures}[2] > 0")
    inner.add(f"WITH * ORDER BY {figures}[0] DESC, {figures}[1] DESC, head({members}).iri LIMIT {body.parameter(item.limit)}")
    values = [_of_disagreement(column, members, figures, view, inner) for column in item.record.columns]
    return body.call("", inner, f"collect({tuple_of(values)})")


def independent_sources(item: IndependentSources, body: Body) -> str:
    """Return the sources, each as the list of its columns."""
    view, inner, proposition = item.under or View(), body.inner(), body.variable("p")
    inner.add(*_about(item, proposition, body) if item.about else [f"MATCH ({proposition}:Proposition)"])
    counts = node_counts(Lens(view, "proposition"), proposition, body.scope)
    inner.add(f"WITH DISTINCT {proposition}" + (f" WHERE {counts}" if counts else ""))
    said = _said(proposition, view, inner)
    inner.add(f"UNWIND {said}[1] AS one")
    alone = f"count(DISTINCT CASE WHEN {said}[0] = [one[0]] THEN {proposition} END) AS alone"
    together = f"count(DISTINCT CASE WHEN size({said}[0]) > 1 AND one[0] IN {said}[0] THEN {proposition} END) AS together"
    inner.add(f"WITH one[0] AS source, collect(DISTINCT one[1]) AS claims, {alone}, {together}")
    inner.add(f"ORDER BY size(claims) DESC, source LIMIT {body.parameter(item.limit)}")
    values = [_of_source(column, inner) for column in item.record.columns]
    return body.call("", inner, f"collect({tuple_of(values)})")


# propositions


def _about(item: Disagreements | IndependentSources, proposition: str, body: Body) -> list[str]:
    """The clause that binds the propositions about a thing."""
    assert item.about is not None
    thing = by_iri(body.variable("a"), ROOT_LABEL, body.parameter(item.about), NOW, body.scope)
    return [f"MATCH {thing}<-[:{'|'.join(map(quote, item.ways))}]-({proposition}:Proposition)"]


def _contested(proposition: str, body: Body) -> list[str]:
    """The clause that binds the propositions that are in conflict or denied; a denial is found by the index of stances."""
    claim, bearing = body.variable("c"), body.variable("b")
    linked = [f"MATCH ({proposition}:Proposition)-[:{CONFLICTS_WITH}]-(:Proposition)"]
    denied = [f"MATCH ({claim}:Claim)-[{bearing}:{BEARS_ON}]->({proposition}:Proposition)", f"WHERE {_denies(bearing, claim, body)}"]
    return [block("CALL ()", union([linked, denied], proposition, apart=False))]


def _is_held(proposition: str, view: View, body: Body) -> str:
    """That a proposition counts and somebody asserts it."""
    claim, bearing = body.variable("c"), body.variable("b")
    asserted = f"EXISTS {{ ({proposition})<-[{bearing}:{BEARS_ON}]-({claim}:Claim) WHERE {_takes_part('asserting', bearing, claim, view, body)} }}"
    return " AND ".join(filter(None, (asserted, node_counts(Lens(view, "proposition"), proposition, body.scope))))


def _together(start: str, view: View, body: Body) -> str:
    """The propositions that hang together with one, by IRI: level by level, each once, since there may be very many ways to it.

    Those without a status that the view asks for are left out at the end: Neo4j 5 cannot weigh inside `reduce`.
    """
    inner, known, level, near, edge, node = body.inner(), body.variable("l"), body.variable("k"), body.variable("i"), body.variable("r"), body.variable("n")
    step = f"[{edge}:{CONFLICTS_WITH}|{BEARS_ON} WHERE type({edge}) <> '{BEARS_ON}' OR {edge}.role = 'DENIES']"
    any_status = replace(view, statuses=None)
    denier = f"{node}.stance IN {body.parameter(DENYING)} AND {_counts(node, view, body)}"
    lines = [
        f"UNWIND last({known}) AS {near}",
        f"MATCH ({near})-{step}-({node}:Proposition|Claim)",
        f"WITH DISTINCT {node} WHERE none({level} IN {known} WHERE {node} IN {level})",
        f"WITH {node} WHERE ({node}:Proposition AND {_is_held(node, any_status, body)}) OR ({node}:Claim AND {denier})",
        f"RETURN {node}",
    ]
    levels = f"reduce({known} = [[{start}]], step IN range(1, {body.parameter(Literal(LEVELS))}) | {known} + [{block('COLLECT', lines)}])"
    shown = node_counts(Lens(view, "proposition"), node, body.scope) if view.statuses else ""
    inner.add(f"UNWIND {levels} AS {level}", f"UNWIND {level} AS {node}", f"WITH {node} WHERE {' AND '.join(filter(None, (f'{node}:Proposition', shown)))}")
    inner.add(f"WITH {node} ORDER BY {node}.iri")
    return body.call(start, inner, f"collect({node})")


# claims


def _takes_part(way: Way, bearing: str, claim: str, view: View, body: Body) -> str:
    """That a claim asserts or denies, counts, and was not taken back."""
    asserts = f"{bearing}.role = 'ASSERTS'"
    match way:
        case "asserting":
            said = asserts
        case "denying":
            said = _denies(bearing, claim, body)
        case "claims":
            said = f"({asserts} OR {_denies(bearing, claim, body)})"
    return f"{said} AND {_counts(claim, view, body)}"


def _denies(bearing: str, claim: str, body: Body) -> str:
    return f"{bearing}.role = 'DENIES' AND {claim}.stance IN {body.parameter(DENYING)}"


def _counts(claim: str, view: View, body: Body) -> str:
    return " AND ".join(filter(None, (claim_counts(view, claim, body.scope), not_taken_back(view, claim, body.scope))))


# what is said of each


def _figures(members: str, view: View, body: Body) -> str:
    """[independent origins, claims, denials] of a disagreement."""
    inner, node, claim, bearing = body.inner(), body.variable("p"), body.variable("c"), body.variable("b")
    inner.add(f"UNWIND {members} AS {node}", f"MATCH ({node})<-[{bearing}:{BEARS_ON}]-({claim}:Claim)")
    inner.where([_takes_part("claims", bearing, claim, view, body)])
    origins = f"count(DISTINCT CASE WHEN {bearing}.group <> '' THEN {bearing}.group END)"
    return body.call(members, inner, f"[{origins}, count(DISTINCT {claim}), count(CASE WHEN {bearing}.role = 'DENIES' THEN 1 END)]")


def _of_disagreement(column: Figure | Involved | Positions, members: str, figures: str, view: View, body: Body) -> str:
    match column:
        case Figure("basis"):
            return _basis(members, figures, body)
        case Figure("origins"):
            return f"{figures}[0]"
        case Figure("claimCount"):
            return f"{figures}[1]"
        case Positions():
            return _positions(column, members, view, body)
    raise NotImplementedError(repr(column))


def _basis(members: str, figures: str, body: Body) -> str:
    """The reasons by name, a denial last."""
    inner, node, edge, other = body.inner(), body.variable("p"), body.variable("r"), body.variable("o")
    inner.add(f"UNWIND {members} AS {node}", f"MATCH ({node})-[{edge}:{CONFLICTS_WITH}]-({other}:Proposition)")
    inner.where([f"{other} IN {members}"])
    inner.add(f"WITH DISTINCT {edge}.basis AS reason ORDER BY reason")
    return f"{body.call(members, inner, 'collect(reason)')} + CASE WHEN {figures}[2] > 0 THEN ['DENIAL'] ELSE [] END"


def _positions(item: Positions, members: str, view: View, body: Body) -> str:
    inner, node = body.inner(), body.variable("p")
    inner.add(f"UNWIND {members}[..{body.parameter(item.limit)}] AS {node}")
    values = [_of_position(column, node, view, inner) for column in item.record.columns]
    return body.call(members, inner, f"collect({tuple_of(values)})")


def _of_position(column: Figure | Involved | Positions, proposition: str, view: View, body: Body) -> str:
    match column:
        case Involved("proposition"):
            return selection(column.selection, proposition, body)
        case Involved("asserting" | "denying" | "claims" as way):
            claim, bearing = body.variable("c"), body.variable("b")
            taking = f"MATCH ({proposition})<-[{bearing}:{BEARS_ON}]-({claim}:Claim)\nWHERE {_takes_part(way, bearing, claim, view, body)}"
            return _involved(column, proposition, taking, claim, body)
    raise NotImplementedError(repr(column))


def _of_source(column: Figure | Involved | Positions, body: Body) -> str:
    match column:
        case Figure("claimCount"):
            return "size(claims)"
        case Figure("alone" | "together" as name):
            return name
        case Involved("agents"):
            claim = body.variable("c")
            return _involved(column, "claims", f"UNWIND claims AS {claim}", claim, body)
    raise NotImplementedError(repr(column))


def _involved(item: Involved, imported: str, taking: str, claim: str, body: Body) -> str:
    """The list of the claims that `taking` binds, or of their claimants."""
    inner, node = body.inner(), claim
    inner.add(taking)
    if item.part != "claims":
        node = body.variable("n")
        inner.add(f"MATCH ({claim})-[:CLAIMANT]->({node}:{quote(item.label)}{inline(node, item.label, body.scope)})")
    inner.add(f"WITH DISTINCT {node} ORDER BY {node}.iri LIMIT {body.parameter(item.limit)}")
    return body.call(imported, inner, f"collect({selection(item.selection, node, inner)})")


def _said(proposition: str, view: View, body: Body) -> str:
    """[the independent sources that assert a proposition, all claims on it as [source, claim]]."""
    inner, claim, bearing = body.inner(), body.variable("c"), body.variable("b")
    inner.add(f"MATCH ({proposition})<-[{bearing}:{BEARS_ON}]-({claim}:Claim)")
    inner.where([f"{bearing}.group <> ''", _takes_part("claims", bearing, claim, view, body)])
    asserting = f"collect(DISTINCT CASE WHEN {bearing}.role = 'ASSERTS' THEN {bearing}.group END)"
    return body.call(proposition, inner, f"[{asserting}, collect(DISTINCT [{bearing}.group, {claim}])]")
