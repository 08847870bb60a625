"""`disagreements` and `independentSources`."""

from collections.abc import Mapping

from graph.arguments import Given, Tree
from graph.ir import Constant, Disagreements, Figure, IndependentSources, Involved, Positions, Record, Value
from graph.plan.context import Context, Found
from graph.plan.nodes import selection_of, sets_below
from graph.plan.pages import limit_of
from schema.model import CG

INVOLVED = {"proposition": "Proposition", "asserting": "Agent", "denying": "Agent", "agents": "Agent", "claims": "Claim"}
"""Fields that hold nodes, and the classes of these."""


def disagreements(context: Context, founds: list[Found]) -> Disagreements:
    """Return the propositions that contradict each other, and who stands where."""
    arguments = context.arguments(founds[0])
    record = _record(context, founds, "Disagreement")
    return Disagreements(context.model.about, limit_of(context, arguments)[0], record, _about(arguments))


def independent_sources(context: Context, founds: list[Found]) -> IndependentSources:
    """Return who speaks independently of all others, and how much."""
    arguments = context.arguments(founds[0])
    record = _record(context, founds, "IndependentSource")
    return IndependentSources(context.model.about, limit_of(context, arguments)[0], record, _about(arguments))


def _about(arguments: Mapping[str, Tree]) -> Value | None:
    given = arguments.get("about")
    return given.as_value("iri") if isinstance(given, Given) and given.now is not None else None


def _record(context: Context, founds: list[Found], type_name: str) -> Record:
    columns: list[Figure | Involved | Positions] = []
    fields: list[tuple[str, int | Constant]] = []
    for key, inner in context.fields_of(founds, type_name).items():
        if inner[0].name == "__typename":
            fields.append((key, Constant(type_name)))
        else:
            fields.append((key, len(columns)))
            columns.append(_column(context, inner))
    return Record(tuple(columns), tuple(fields))


def _column(context: Context, founds: list[Found]) -> Figure | Involved | Positions:
    limit, _ = limit_of(context, context.arguments(founds[0]))
    match founds[0].name:
        case "positions":
            return Positions(_record(context, founds, "DisagreementPosition"), limit)
        case "proposition" | "asserting" | "denying" | "agents" | "claims" as part:
            label = context.model.class_by_iri[CG + INVOLVED[part]].name
            return Involved(part, label, selection_of(context, label, sets_below(founds, label)), limit)
        case "basis" | "origins" | "claimCount" | "alone" | "together" as name:
            return Figure(name)
        case name:
            raise NotImplementedError(f"the planner does not know the field {name!r} of a disagreement or a source")
