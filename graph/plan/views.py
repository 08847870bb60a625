"""`@view` in a document as a View in the IR."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from graphql import DirectiveNode

from graph.arguments import Given, read_arguments
from graph.ir import Around, ChangeLog, Conversion, Disagreements, IndependentSources, Lookup, LookupMany, One, Page, Paths, View, Why
from graph.parameters import bounds_of
from graph.plan.context import Context, Found
from schema.errors import BadArgument
from schema.viewing import NAME

V = TypeVar("V", bound=ChangeLog | Page | One | Lookup | LookupMany | Paths | Around | Disagreements | IndependentSources | Why)
VALUES: Mapping[str, tuple[str, Conversion]] = {
    "accordingTo": ("according", "iris"),
    "excluding": ("excluding", "iris"),
    "assertedBefore": ("asserted", "latest"),
    "status": ("statuses", "plain"),
    "knownAt": ("known", "datetime"),
}
"""Argument to the restriction that it is, and how its value travels."""


def view_of(context: Context, directives: Sequence[DirectiveNode] | None) -> View | None:
    """Return the view that directives ask for, None where they do not."""
    node = next((one for one in directives or () if one.name.value == NAME), None)
    if node is None:
        return None
    definition = next(one for one in context.schema.directives if one.name == NAME)
    given = {name: item for name, item in read_arguments(definition.args, node, context.variables).items() if isinstance(item, Given) and item.now is not None}
    restrictions: dict[str, Any] = {VALUES[name][0]: item.as_value(VALUES[name][1]) for name, item in given.items() if name in VALUES}
    for name, item in given.items():
        if isinstance(item.now, tuple | list):
            _hold(context, name, item)
    for name in ("assertedBefore", "validAt"):
        if name in given:
            bounds_of(given[name].now)  # also where nothing below asks for it
    valid = given.get("validAt")
    merged = "merged" in given and given["merged"].now is True
    return View(**restrictions, merged=merged, valid=(valid.as_value("earliest"), valid.as_value("latest")) if valid else None)


def _hold(context: Context, name: str, given: Given) -> None:
    most = context.limits.page_limit
    context.bounded(given, 0, most, lambda size: BadArgument(f"'{name}' of @view has {size} entries, the limit is {most}"))


def viewed(context: Context, founds: list[Found], item: V) -> V:
    """Return what a field reads, under the view that stands at it."""
    view = view_of(context, founds[0].node.directives)
    if view is None:
        return item
    return replace(item, view=view) if isinstance(item, Why) else replace(item, under=view)
