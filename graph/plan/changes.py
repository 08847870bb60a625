"""`changes`: the fields of the log, level by level."""

from collections.abc import Mapping

from graph.arguments import Given, Tree
from graph.ir import ChangeLog, Constant, Conversion, Selection, Told, Value
from graph.plan.context import Context, Found
from graph.plan.nodes import selection_of, sets_below
from graph.plan.pages import limit_of
from schema.errors import BadArgument
from schema.model import ROOT

BELOW: Mapping[str, str] = {"changes": "Change", "resources": "ChangedResource", "values": "ChangedValue", "relations": "ChangedRelation"}
"""Fields with more below them, and the types of that."""
ONCE = ("changes", "resources", "resource")
"""Fields that are read once for all their aliases."""


def changes(context: Context, founds: list[Found]) -> ChangeLog:
    """Return the part of the log that is asked for."""
    arguments = context.arguments(founds[0])
    limit, _ = limit_of(context, arguments)
    after, about = _value(arguments, "after", "integer"), _value(arguments, "about", "iri")
    return ChangeLog(after, about, limit, _told(context, founds, "ChangeLogPage"))


def _value(arguments: Mapping[str, Tree], name: str, conversion: Conversion) -> Value | None:
    given = arguments.get(name)
    return given.as_value(conversion) if isinstance(given, Given) and given.now is not None else None


def _told(context: Context, founds: list[Found], type_name: str) -> Told:
    fields: list[tuple[str, str, Told | Selection | Constant | None]] = []
    for key, inner in context.fields_of(founds, type_name).items():
        name = inner[0].name
        if name == "__typename":
            fields.append((key, name, Constant(type_name)))
        elif name == "resource":
            fields.append((key, name, selection_of(context, ROOT, sets_below(inner, ROOT))))
        else:
            fields.append((key, name, _told(context, inner, BELOW[name]) if name in BELOW else None))
    for name in ONCE:
        if len({inner for _, field, inner in fields if field == name}) > 1:
            raise BadArgument(f"the field '{name}' of the change log can be asked for in one way only, not under several aliases")
    limit = limit_of(context, context.arguments(founds[0]))[0] if type_name == "ChangedResource" else None
    return Told(tuple(fields), limit)
