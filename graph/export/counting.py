"""What of a page counts under a view, as `@view` has it: claims and propositions, relationships that lead to these, and those that rest on claims.

Two statements ask for all that a page mentions, which is a thousandth of the work of asking at each relationship.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.cypher.standing import by_iri
from graph.cypher.text import Scope
from graph.cypher.views import claim_counts, makes, node_counts, node_figures
from graph.export.rows import TIMEOUT, Edge, Known, Row, mentioned
from graph.export.ruled import scope_under
from graph.ir import Lens, Rules, View
from graph.parameters import Conversions
from graph.store import Store
from graph.views import FIGURES, Terms


class _Weighed(NamedTuple):
    """A proposition: whether it counts, whether a claim that counts makes its relationship, and its FIGURES in the view."""

    counts: bool
    makes: bool
    figures: Mapping[str, Any]

    def weighed(self, properties: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return properties with the figures that are among them."""
        return {**properties, **{name: value for name, value in self.figures.items() if name in properties}}


def _found(variable: str, label: str, view: View, scope: Scope) -> str:
    return by_iri(variable, label, "iri", view, scope) if view.known else f"({variable}:{label} {{iri: iri}})"


class Counting:
    """Judges pages under one view, which rules of reading may be part of."""

    def __init__(self, known: Known, view: View, rules: Rules | None = None) -> None:
        self._projected = Terms.of(known.model).projected
        claims, propositions = scope_under(rules), scope_under(rules)
        found, told = _found("c", "Claim", view, claims), _found("p", "Proposition", view, propositions)
        counts = claim_counts(view, "c", claims) or "true"
        self._claims = f"UNWIND $iris AS iri MATCH {found} RETURN iri, coalesce({counts}, false)"
        figures = (
            node_counts(Lens(view, "proposition"), "p", propositions) or "true",
            makes(view, "p", propositions),
            node_figures(view, "p", propositions),
        )
        self._propositions = f"UNWIND $iris AS iri MATCH {told} RETURN iri, coalesce({figures[0]}, false), {figures[1]}, {figures[2]}"
        bind = Conversions(known.model.prefixes).bind
        self._asked = bind(claims.parameters.items(), {}), bind(propositions.parameters.items(), {})
        self._statuses: list[str] | None = bind((("statuses", view.statuses),), {})["statuses"] if view.statuses else None

    async def rows(self, store: Store, rows: Sequence[Row]) -> list[Row]:
        """Return what counts of some rows."""
        asked = mentioned(rows)
        claims = {iri: bool(counts) for iri, counts in await self._ask(store, self._claims, self._asked[0], asked)}
        asked |= {edge.properties["proposition"] for row in rows for edge in row.edges if edge.claimed}
        weighed = await self._ask(store, self._propositions, self._asked[1], asked - claims.keys())
        propositions = {iri: _Weighed(counts, makes, dict(zip(FIGURES, figures, strict=True))) for iri, counts, makes, figures in weighed}
        counted = claims | {iri: one.counts for iri, one in propositions.items()}
        return [self._row(row, counted, propositions) for row in rows if counted.get(row.iri, True)]

    async def _ask(self, store: Store, text: str, parameters: dict[str, Any], iris: Iterable[str]) -> list[list[Any]]:
        return await store.rows(text, {**parameters, "iris": sorted(iris)}, TIMEOUT)

    def _row(self, row: Row, counted: dict[str, bool], propositions: dict[str, _Weighed]) -> Row:
        weighed = propositions.get(row.iri)
        properties = weighed.weighed(row.properties) if weighed else row.properties
        edges = [self._edge(edge, propositions) for edge in row.edges if counted.get(edge.end, True) and self._holds(edge, propositions)]
        return Row(row.iri, row.labels, properties, edges, [claim for claim in row.claims if counted.get(claim, True)])

    def _holds(self, edge: Edge, propositions: dict[str, _Weighed]) -> bool:
        if not edge.claimed:
            return self._statuses is None or edge.type not in self._projected or "STATED" in self._statuses
        weighed = propositions.get(edge.properties["proposition"])
        return weighed is not None and weighed.makes and (self._statuses is None or weighed.figures["status"] in self._statuses)

    def _edge(self, edge: Edge, propositions: dict[str, _Weighed]) -> Edge:
        if not edge.claimed:
            return edge
        return edge._replace(properties=propositions[edge.properties["proposition"]].weighed(edge.properties))
