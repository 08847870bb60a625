"""`aggregate`: counts, groups and statistics over a whole list."""

from collections.abc import Mapping
from typing import cast

from graph.arguments import Given, Tree
from graph.ir import Aggregate, FigureSlot, Grouping, GroupKey, Literal, Projection, Statistic, Value
from graph.plan.context import Context, Found
from graph.plan.steps import step_over
from schema.aggregates import STATISTICS
from schema.errors import BadPage
from schema.model import Class

Wanted = list[Statistic]


def aggregate_of(context: Context, cls: Class, founds: list[Found]) -> Aggregate:
    """Return what one `aggregate` field wants."""
    statistics: Wanted = []
    groupings: list[Grouping] = []
    keys = tuple(_key(context, cls, name) for name in _names(context.arguments(founds[0]).get("groupBy")))
    fields = []
    for key, inner in context.fields_of(founds, context.type_of(founds[0])).items():
        fields.append((key, _groups(context, cls, inner, groupings) if inner[0].name == "groups" else _figure(context, cls, inner, statistics)))
    whole = bool(statistics) or any(slot.kind == "count" for _, slot in fields)
    return Aggregate(keys, tuple(statistics), tuple(groupings), tuple(fields), whole)


def _names(tree: Tree | None) -> list[str]:
    if not isinstance(tree, Given) or tree.now is None:
        return []
    return [str(getattr(value, "value", value)) for value in tree.now]


def _key(context: Context, cls: Class, name: str) -> GroupKey:
    if relation := cls.relations.get(name):
        return GroupKey("iri", step=step_over(relation))
    attribute = cls.attributes[name]
    concepts = context.model.enums[attribute.enum].concepts if attribute.enum else ()
    return GroupKey(name, attribute.many, attribute.required, names=tuple((concept.notation, concept.name) for concept in concepts))


def _figure(context: Context, cls: Class, founds: list[Found], wanted: Wanted) -> FigureSlot:
    match founds[0].name:
        case "__typename":
            return FigureSlot("typename", value=founds[0].parent)
        case "count" | "key" as kind:
            return FigureSlot(kind)
        case name:
            attribute = cls.attributes[name]
            keys = []
            for key, inner in context.fields_of(founds, f"{attribute.datatype}Statistics").items():
                keys.append((key, -1 if inner[0].name == "__typename" else _statistic(wanted, name, attribute.datatype, inner[0].name)))
            return FigureSlot("statistics", keys=tuple(keys), value=f"{attribute.datatype}Statistics")


def _statistic(wanted: Wanted, name: str, datatype: str, function: str) -> int:
    scalar = STATISTICS[datatype][function]
    projection: Projection = "text" if scalar in ("Date", "DateTime", "BigInt") else "plain"
    if datatype == "EDTF":
        name += "Earliest" if function == "min" else "Latest"
    statistic = Statistic(name, function, projection)  # type: ignore[arg-type]
    if statistic not in wanted:
        wanted.append(statistic)
    return wanted.index(statistic)


def _groups(context: Context, cls: Class, founds: list[Found], groupings: list[Grouping]) -> FigureSlot:
    wanted: Wanted = []
    limit = _limit(context, context.arguments(founds[0]))
    fields = tuple((key, _figure(context, cls, inner, wanted)) for key, inner in context.fields_of(founds, context.type_of(founds[0])).items())
    grouping = Grouping(limit, tuple(wanted))
    if grouping not in groupings:
        groupings.append(grouping)
    return FigureSlot("groups", groupings.index(grouping), fields=fields)


def _limit(context: Context, arguments: Mapping[str, Tree]) -> Value:
    given = cast(Given | None, arguments.get("first"))
    cap = context.limits.page_limit
    if given is None or given.now is None:
        return Literal(cap)
    context.bounded(given, 0, cap, lambda size: BadPage(f"'first' is {size}: there are 0 to {cap} groups"))
    return given.as_value()
