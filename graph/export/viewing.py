"""The view of an export: the arguments of `@view`, by the same names and with the same meaning. `merged` is none of them: an export says what is stored of each."""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches

from graphql import GraphQLError

from graph.ir import Literal, Value, View
from graph.parameters import Conversions, bounds_of
from graph.plan.views import VALUES
from schema.errors import BadArgument
from schema.model import Model
from schema.scalars import parse_date_time

Given = Mapping[str, Sequence[str]]
"""Argument to its values."""

MERGED = "merged"
SEVERAL = ("accordingTo", "excluding", "status")
"""Arguments that can have several values."""
VIEWING = (*SEVERAL, "assertedBefore", "validAt", "knownAt")
"""All arguments; `merged`, the other one of `@view`, is refused."""
MOST = 100
"""Values of an argument."""


def view_of(model: Model, given: Given) -> View:
    """Return the view that arguments ask for; raises BadArgument, or BadIri."""
    restrictions: dict[str, Value] = {}
    for name, values in given.items():
        if name == MERGED:
            raise BadArgument("there is no export under 'merged': it says what is stored of each resource, and judgements say which of them are the same")
        if name != "knownAt" and not model.has_evidence:
            raise BadArgument(f"{name!r} says which claims count, and this ontology has none")
        if len(values) > (MOST if name in SEVERAL else 1):
            raise BadArgument(f"{name!r} has {len(values)} values, the limit is {MOST if name in SEVERAL else 1}")
        _check(model, name, values)
        if name in VALUES:
            attribute, conversion = VALUES[name]
            restrictions[attribute] = Literal(tuple(values) if name in SEVERAL else values[0], conversion)
    valid = given["validAt"][0] if "validAt" in given else None
    return View(**restrictions, valid=(Literal(valid, "earliest"), Literal(valid, "latest")) if valid is not None else None)  # type: ignore[arg-type]


def _check(model: Model, name: str, values: Sequence[str]) -> None:
    for value in values:
        match name:
            case "status":
                one_of("status", value, [concept.notation for concept in model.enums["Status"].concepts])
            case "knownAt":
                _moment(value)
            case "assertedBefore" | "validAt":
                bounds_of(value)
            case _:
                Conversions(model.prefixes).iri(value)


def _moment(text: str) -> None:
    try:
        parse_date_time(text)
    except GraphQLError as error:
        raise BadArgument(f"'knownAt': {error.message}") from None


def one_of(what: str, given: str, possible: Collection[str]) -> str:
    """Return what was given; raise BadArgument unless it is possible."""
    if given not in possible:
        near = get_close_matches(given, possible, 1) if len(possible) > 20 else possible
        raise BadArgument(f"there is no {what} {given[:80]!r}" + (f"; possible: {', '.join(near)}" if near else ""))
    return given
