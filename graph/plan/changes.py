"""`changes`: the fields of the log, level by level."""

from collections.abc import Mapping

from graph.arguments import Given, Tree, names_of
from graph.ir import ChangeLog, Constant, Conversion, Literal, Selection, Told, Value, Variable
from graph.plan.context import Context, Found
from graph.plan.nodes import selection_of, sets_below
from graph.plan.pages import limit_of
from schema.errors import BadArgument
from schema.model import ROOT
from schema.viewing import NAME as VIEW

BELOW: Mapping[str, str] = {"changes": "Change", "resources": "ChangedResource", "values": "ChangedValue", "relations": "ChangedRelation"}
"""Fields with more below them, and the types of that."""
PLACE = ("@after",)
"""The variable of a subscription that says where it is; no document can name it."""
AT_ONCE = 20
"""Changes that a subscription reads at once."""
ONCE = ("changes", "resources", "resource")
"""Fields that are read once for all their aliases."""


def changes(context: Context, founds: list[Found]) -> ChangeLog:
    """Return the part of the log that is asked for."""
    arguments = context.arguments(founds[0])
    limit, _ = limit_of(context, arguments)
    after, about = _value(arguments, "after", "integer"), _value(arguments, "about", "iri")
    return ChangeLog(after, about, limit, _told(context, founds, "ChangeLogPage"), names_of(arguments.get("types")))


def following(context: Context, founds: list[Found]) -> ChangeLog:
    """Return what a subscription reads of the log: the next changes after where it is."""
    arguments = context.arguments(founds[0])
    since, about = _value(arguments, "since", "integer"), _value(arguments, "about", "iri")
    told = Told((("changes", "changes", _told(context, founds, "Change")),))
    return ChangeLog(Variable(PLACE, "integer"), about, Literal(AT_ONCE), told, names_of(arguments.get("types")), since)


def _value(arguments: Mapping[str, Tree], name: str, conversion: Conversion) -> Value | None:
    given = arguments.get(name)
    return given.as_value(conversion) if isinstance(given, Given) and given.now is not None else None


def _told(context: Context, founds: list[Found], type_name: str) -> Told:
    fields: list[tuple[str, str, Told | Selection | Constant | None]] = []
    for key, inner in context.fields_of(founds, type_name).items():
        name = inner[0].name
        if any(directive.name.value == VIEW for found in inner for directive in found.node.directives or ()):
            raise BadArgument("@view has its place at 'changes', not within what it tells")
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
