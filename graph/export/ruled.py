"""Rules of reading over rows: which resources are there for whoever asks, and which of their properties.

A statement asks for a resource by `there`, as queries do. What else it reads is told apart page by page: one more statement asks for all that a page mentions.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from graph.cypher.predicates import predicate
from graph.cypher.quote import quote
from graph.cypher.rules import left
from graph.cypher.standing import labelled
from graph.cypher.text import Scope
from graph.cypher.views import node_counts
from graph.export.rows import TIMEOUT, Row
from graph.ir import Lens, Rules, View
from graph.parameters import Conversions
from graph.store import Store
from schema.model import ROOT, Model

HIDING = View(hiding=True)


def scope_under(rules: Rules | None) -> Scope:
    """Return the scope of a statement under rules."""
    return Scope(rules=rules, test=predicate)


def there(node: str, scope: Scope) -> str:
    """Return the condition that a resource is there for whoever asks, or ""; of propositions, that a claim which is there says them.

    >>> there("n", Scope())
    ''
    """
    seen = left(node, ROOT, scope)
    if not (scope.rules and scope.rules.weighs):
        return seen
    said = node_counts(Lens(HIDING, "proposition"), node, scope)
    return f"{seen} AND (NOT {labelled(node, ['Proposition'], scope)} OR {said})"


async def hidden_iris(store: Store, model: Model, rules: Rules) -> set[str]:
    """Return the IRIs of all resources that are not there for whoever asks."""
    if not rules.leaves_out:
        return set()
    labels = dict.fromkeys([*(one.label for one in rules.hidden if not one.attributes), *(["Proposition"] if rules.weighs else [])])
    scope = scope_under(rules)
    text = f"MATCH (n:{'|'.join(map(quote, labels))}) WHERE NOT coalesce({there('n', scope)}, false) RETURN collect(n.iri)"
    return await _iris(store, model, scope, text, [])


async def hidden_among(store: Store, model: Model, rules: Rules, iris: Set[str]) -> set[str]:
    """Return those of the IRIs of which nothing is there for whoever asks, be it hidden or gone."""
    if not rules.leaves_out:
        return set()
    scope = scope_under(rules)
    text = f"UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}}) WHERE {there('n', scope)} RETURN collect(n.iri)"
    return {*iris} - await _iris(store, model, scope, text, sorted(iris))


async def _iris(store: Store, model: Model, scope: Scope, text: str, among: list[str]) -> set[str]:
    bound = Conversions(model.prefixes).bind(scope.parameters.items(), {})
    ((found,),) = await store.rows(text, {**bound, "iris": among}, TIMEOUT)
    return set(found)


def visible(rows: Iterable[Row], hidden: Set[str], rules: Rules) -> list[Row]:
    """Return what whoever asks sees of rows, where `hidden` has the IRIs of all that they mention and that is not there."""
    return [
        Row(
            row.iri,
            row.labels,
            shown(row.labels, row.properties, rules),
            [edge._replace(properties={**edge.properties, "sources": None}) for edge in row.edges if edge.end not in hidden],
            [claim for claim in row.claims if claim not in hidden],
        )
        for row in rows
        if row.iri not in hidden
    ]


def shown(labels: Sequence[str], properties: Mapping[str, Any], rules: Rules) -> Mapping[str, Any]:
    """Return those of a resource's properties that no rule hides; what the ontology does not know is not shown, since no rule can speak of it.

    >>> from graph.ir import Hidden
    >>> shown(["Person"], {"age": 4, "note@ru": "B", "unit": "m", "urn:x": ["1"]}, Rules((Hidden("Person", attributes=("age", "note")),)))
    {'unit': 'm'}
    """
    hidden = {name for one in rules.hidden if one.label in labels for name in one.attributes}
    return {key: value for key, value in properties.items() if ":" not in key and key.partition("@")[0] not in hidden}
