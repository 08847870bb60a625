"""Views in Cypher: which claims, propositions and relationships count, and the figures of a proposition over the claims that do.

What a claim bears on is stored (`BEARS_ON`, see `graph.evidence`), so that weighing anew is one step from the proposition to its claims.
"""

from collections.abc import Callable

from graph.cypher.quote import quote
from graph.cypher.rules import left
from graph.cypher.standing import by_iri, going_on, labelled, leaving, line, reaching, standing_for
from graph.cypher.text import Scope, block
from graph.history import STATE_OF
from graph.ir import Lens, Literal, Value, View
from graph.status import RULES, Test
from graph.world import BEARS_ON

PLACES = {"status": 0, "origins": 1, "denials": 2, "flags": 3, "rule": 4}
"""Where each figure stands in what weighing gives; `rule` is the place of the rule in the table."""
Binding = Callable[[str], str]
"""Gives the clause that binds a proposition to a variable."""
FIRST_DAY, LAST_DAY = "date('0001-01-01')", "date('9999-12-31')"
"""What stands for an end that a date leaves open."""


def node_counts(lens: Lens, owner: str, scope: Scope) -> str:
    """Return the condition that a node counts in a view, or ""."""
    match lens.kind:
        case "claim":
            return claim_counts(lens.view, owner, scope)
        case "proposition":
            return _proposition_counts(lens.view, owner, scope)
        case "mixed":
            claim, proposition = claim_counts(lens.view, owner, scope), _proposition_counts(lens.view, owner, scope)
            if not claim and not proposition:
                return ""
            either = [" AND ".join(filter(None, (labelled(owner, [label], scope), asked))) for label, asked in (("Claim", claim), ("Proposition", proposition))]
            return f"(NOT {labelled(owner, ['Claim', 'Proposition'], scope)} OR {' OR '.join(either)})"
    return ""


def claim_counts(view: View, claim: str, scope: Scope) -> str:
    """Return the condition that a claim counts, or ""."""
    add, parts = scope.parameters.add, []
    if view.according is not None:
        parts.append(f"any(source IN {claim}.sources WHERE source IN {add(view.according)})")
    if view.excluding is not None:
        parts.append(f"none(source IN {claim}.sources WHERE source IN {add(view.excluding)})")
    if view.asserted is not None:
        parts.append(f"{claim}.assertedAtLatest <= coalesce({add(view.asserted)}, {LAST_DAY})")
    parts.append(_left(view, claim, "Claim", scope))
    return " AND ".join(filter(None, parts))


def _proposition_counts(view: View, proposition: str, scope: Scope) -> str:
    """It is said or denied by a claim that counts, or follows from what one says; that one flags it may tell of a hidden claim."""
    number = scope.number()
    claim, bearing = f"c{number}", f"b{number}"
    counts, parts = claim_counts(view, claim, scope), []
    if counts:
        path = _from_claim(leaving(proposition, view, scope), bearing, claim, view, scope, "CONTENT", BEARS_ON)
        said = f"NOT coalesce({bearing}.role, '') IN ['DENIES', 'FLAGS']" if view.hiding else f"coalesce({bearing}.role, '') <> 'DENIES'"
        parts.append(f"EXISTS {{ {path} WHERE {said} AND {counts} }}")
    if view.valid:
        parts.append(_holds(view.valid, proposition, scope))
    if view.statuses is not None:
        parts.append(f"{node_figure('status', view, proposition, scope)} IN {scope.parameters.add(view.statuses)}")
    parts.append(_left(view, proposition, "Proposition", scope))
    return " AND ".join(filter(None, parts))


def _holds(between: tuple[Value, Value], proposition: str, scope: Scope) -> str:
    """That a proposition may hold at some time between two days; one whose time is not known may."""
    since, until = (scope.parameters.add(day) for day in between)
    begins = f"({proposition}.validTimeEarliest IS NULL OR {proposition}.validTimeEarliest <= coalesce({until}, {LAST_DAY}))"
    return f"{begins} AND ({proposition}.validTimeLatest IS NULL OR {proposition}.validTimeLatest >= coalesce({since}, {FIRST_DAY}))"


def edge_counts(view: View, edge: str, scope: Scope) -> str:
    """Return the condition that a relationship counts: it is curated, or a claim that counts makes it; "" if all do."""
    curated, claimed, add = [f"{edge}.proposition IS NULL"], [], scope.parameters.add
    if view.according is not None:
        claimed.append(f"any(source IN {edge}.sources WHERE source IN {add(view.according)})")
    if view.excluding is not None or view.asserted is not None or view.valid or view.hiding:
        claimed.append(_is_made(view, edge, scope))
    if view.statuses is not None:
        curated.append(f"'STATED' IN {add(view.statuses)}")
        claimed.append(f"{edge_figure('status', view, edge, scope)} IN {add(view.statuses)}")
    return f"({' AND '.join(curated)} OR {' AND '.join(claimed)})" if claimed else ""


def _is_made(view: View, edge: str, scope: Scope) -> str:
    number = scope.number()
    proposition, claim, bearing = f"p{number}", f"c{number}", f"b{number}"
    conditions = [
        f"{bearing}.projects",
        claim_counts(view, claim, scope),
        _holds(view.valid, proposition, scope) if view.valid else "",
        _left(view, proposition, "Proposition", scope),
    ]
    start = _proposition_of(edge, proposition, view, scope) + going_on(proposition, view, scope)
    path = _from_claim(start, bearing, claim, view, scope, BEARS_ON)
    return f"EXISTS {{ {path} WHERE {' AND '.join(filter(None, conditions))} }}"


def _left(view: View, node: str, label: str, scope: Scope) -> str:
    return left(node, label, scope) if view.hiding else ""


def makes(view: View, proposition: str, scope: Scope) -> str:
    """Return the condition that a claim which counts makes a relationship of what a proposition says."""
    number = scope.number()
    claim, bearing = f"c{number}", f"b{number}"
    conditions = [
        f"{bearing}.projects",
        claim_counts(view, claim, scope),
        _holds(view.valid, proposition, scope) if view.valid else "",
        _left(view, proposition, "Proposition", scope),
    ]
    path = _from_claim(leaving(proposition, view, scope), bearing, claim, view, scope, BEARS_ON)
    return f"EXISTS {{ {path} WHERE {' AND '.join(filter(None, conditions))} }}"


def decided(view: View, proposition: str, rule: str, scope: Scope) -> tuple[list[str], str]:
    """Return the clauses that bind the claims which decided by a rule (its place in the table, an expression), and their variable."""
    number, add = scope.number(), scope.parameters.add
    claim, bearing = f"c{number}", f"b{number}"
    roles = add(Literal(tuple(rule.roles for rule in RULES)))
    taken_back = add(Literal(tuple(rule.tests[0].figure == "asserting" if rule.tests else False for rule in RULES)))
    counts = claim_counts(view, claim, scope)
    conditions = [f"{bearing}.role IN {roles}[{rule}]", counts, f"({taken_back}[{rule}] OR {_gone(view, claim, scope)} = '')"]
    match = f"MATCH {_from_claim(leaving(proposition, view, scope), bearing, claim, view, scope, BEARS_ON)}"
    return [match, "WHERE " + " AND ".join(filter(None, conditions)), f"WITH DISTINCT {claim} ORDER BY {claim}.iri"], claim


def _from_claim(start: str, bearing: str, claim: str, view: View, scope: Scope, *types: str) -> str:
    """The pattern from a proposition to a claim on it."""
    return f"{start}<-{line(bearing, types, view, scope)}-{reaching(claim, 'Claim', view, scope)}"


def _proposition_of(edge: str, proposition: str, view: View, scope: Scope) -> str:
    """The pattern of the proposition that a relationship is projected from."""
    iri = f"{edge}.proposition"
    return by_iri(proposition, "Proposition", iri, view, scope) if view.known or view.merged else f"({proposition}:Proposition {{iri: {iri}}})"


# weighing


def node_figure(figure: str, view: View, proposition: str, scope: Scope) -> str:
    """Return a figure of a proposition, as an expression."""
    if not view.weighs:
        return f"{proposition}.{quote(figure)}"
    return _expression(figure, weighing(view, of_node(proposition, scope), scope))


def node_figures(view: View, proposition: str, scope: Scope) -> str:
    """Return the list of a proposition's status, origins, denials and flags, as an expression."""
    if not view.weighs:
        return f"[{', '.join(f'{proposition}.{name}' for name in PLACES if name != 'rule')}]"
    lines, value = weighing(view, of_node(proposition, scope), scope)
    return block("COLLECT", [*lines, f"RETURN {value}"]) + "[0][..-1]"


def edge_figure(figure: str, view: View, edge: str, scope: Scope) -> str:
    """Return a figure of the proposition of a relationship, null for a curated one."""
    if not view.weighs:
        return f"{edge}.{quote(figure)}"
    return _expression(figure, weighing(view, of_edge(edge, view, scope), scope))


def of_node(proposition: str, scope: Scope) -> Binding:
    """Return what binds a proposition."""

    def bind(name: str) -> str:
        scope.states |= {name} if proposition in scope.states else set()
        return f"WITH {proposition} AS {name}"

    return bind


def of_edge(edge: str, view: View, scope: Scope) -> Binding:
    """Return what binds the proposition of a relationship."""
    return lambda name: f"MATCH {_proposition_of(edge, name, view, scope)}"


def _expression(figure: str, weighed: tuple[list[str], str]) -> str:
    lines, value = weighed
    return block("COLLECT", [*lines, f"RETURN {value}"]) + f"[0][{PLACES[figure]}]"


def weighing(view: View, binding: Binding, scope: Scope) -> tuple[list[str], str]:
    """Return clauses that weigh the proposition that `binding` binds, and the list of its figures."""
    number, add = scope.number(), scope.parameters.add
    p, c, b = f"p{number}", f"c{number}", f"b{number}"
    counts, bound = claim_counts(view, c, scope), binding(p)
    lines = [
        bound,
        f"OPTIONAL MATCH {_from_claim(leaving(p, view, scope), b, c, view, scope, BEARS_ON)}" + (f" WHERE {counts}" if counts else ""),
        f"WITH {p}, {c}, {b}.role AS role, {b}.group AS group, {_gone(view, c, scope)} AS gone",
        f"WITH {p}, {', '.join(f'{text} AS {name}' for name, text in _figures(c).items())}",
        f"WITH *, {p}.kind AS kind, {_verdict(view, p, scope)} AS verdict",
        f"WITH *, CASE {' '.join(f'WHEN {_tests(rule.tests, scope)} THEN {place}' for place, rule in enumerate(RULES))} END AS rule",
    ]
    return lines, f"[{add(Literal(tuple(rule.status for rule in RULES)))}[rule], origins, denials, flags, rule]"


def _verdict(view: View, proposition: str, scope: Scope) -> str:
    """The latest assessment's, or ''."""
    number = scope.number()
    a, edge = f"a{number}", f"r{number}"
    path = f"{leaving(proposition, view, scope)}<-{line(edge, ['ASSESSES'], view, scope)}-{reaching(a, 'Assessment', view, scope)}"
    latest = f"RETURN {a}.verdict ORDER BY {a}.madeAt DESC, {a}.recordedAt DESC, {a}.iri DESC LIMIT 1"
    return f"coalesce(COLLECT {{ MATCH {path} {latest} }}[0], '')"


def _counted(what: str, *conditions: str) -> str:
    return f"count(DISTINCT CASE WHEN {' AND '.join(conditions)} THEN {what} END)"


def _figures(claim: str) -> dict[str, str]:
    """The figures that rules compare, counted over rows of role, group and gone."""
    asserts, stands = "role = 'ASSERTS'", "gone = ''"
    own_voice = f"role IN ['ASSERTS', 'NARRATES'] AND group = '' AND {stands}"
    return {
        "asserting": _counted(claim, asserts),
        "retracted": _counted(claim, asserts, "gone = 'RETRACTED'"),
        "takenBack": _counted(claim, asserts, "gone <> ''"),
        "origins": _counted("group", asserts, stands, "group <> ''"),
        "denials": _counted("group", "role = 'DENIES'", stands),
        "flags": _counted(claim, "role = 'FLAGS'", stands),
        "ownVoice": f"max(CASE WHEN {own_voice} THEN 1 ELSE 0 END)",
    }


def _tests(tests: tuple[Test, ...], scope: Scope) -> str:
    """A rule's tests as a condition over variables that are called as the figures."""
    return " AND ".join(f"{t.figure} {t.operator} {t.other if t.is_figure else scope.parameters.add(Literal(t.other))}" for t in tests) or "true"


def _gone(view: View, claim: str, scope: Scope) -> str:
    """How a claim was taken back by a claim of the same claimant that counts, or ''."""
    if not view.weighs:
        return f"coalesce({claim}.gone, '')"
    ways = " ".join(f"WHEN {_taken_back(view, kind, claim, scope)} THEN '{how}'" for kind, how in (("RETRACTS", "RETRACTED"), ("SUPERSEDES", "SUPERSEDED")))
    return f"CASE WHEN {claim}.gone IS NULL THEN '' {ways} ELSE '' END"


def _taken_back(view: View, kind: str, claim: str, scope: Scope) -> str:
    number = scope.number()
    later = f"x{number}"
    counts = claim_counts(view, later, scope)
    if view.known is None:
        return f"EXISTS {{ ({claim})<-[:{kind}]-({later}:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-({claim}:Claim) WHERE {counts} }}"
    said, says = f"i{number}", f"j{number}"
    taking_back, one, other = (line(f"{letter}{number}", [name], view, scope) for letter, name in (("r", kind), ("s", "CLAIMANT"), ("t", "CLAIMANT")))
    # in steps: as one pattern it takes Neo4j twice as long to plan, which is seconds
    same = f"EXISTS {{ ({says})-{one}->()<-{other}-({said}) }}"
    steps = f"MATCH ({claim})-[:{STATE_OF}]->{{0,1}}({said})<-{taking_back}-({says}) WITH {said}, {says}"
    return f"EXISTS {{ {steps} MATCH {standing_for(says, later, 'Claim', view, scope)} WHERE {counts} AND {same} }}"


def not_taken_back(view: View, claim: str, scope: Scope) -> str:
    """Return the condition that a claim was not taken back by one that counts."""
    untouched = f"{claim}.gone IS NULL"
    return untouched if not view.weighs else f"({untouched} OR NOT {_taken_back(view, 'RETRACTS|SUPERSEDES', claim, scope)})"
