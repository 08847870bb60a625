"""The whole of an export: what is asked for -> rows -> bytes, in constant memory."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import get_args

from graph.export.admin import AdminZip
from graph.export.cytoscape import Cytoscape
from graph.export.formats import FORMATS, Format
from graph.export.gexf import Gexf
from graph.export.graphml import GraphMl
from graph.export.lines import Profile
from graph.export.pages import ahead, pages
from graph.export.rows import Chosen, Known
from graph.export.tables import Csv, JsonLines
from graph.export.viewing import Given, one_of, view_of
from graph.export.writer import Writer
from graph.ir import Rules
from graph.parameters import Conversions
from graph.store import Store
from graph.views import CLOSED
from schema.errors import BadArgument, Forbidden, ResourceUnknown
from schema.model import ROOT, Model

_KEYS = "CALL db.propertyKeys() YIELD propertyKey RETURN collect(propertyKey)"
PROFILES: tuple[Profile, ...] = get_args(Profile)


@dataclass(frozen=True)
class Wanted:
    """An export that is possible."""

    format: Format
    chosen: Chosen
    profile: Profile


def wanted(
    model: Model,
    name: str,
    *,
    label: str | None = None,
    iri: str | None = None,
    around: bool = False,
    profile: str | None = None,
    viewing: Given | None = None,
    rules: Rules | None = None,
) -> Wanted:
    """Return what a format's name, a class, a resource (full or compact) with what is around it, a profile and a view ask for, under rules of reading.

    Raises BadArgument, and Forbidden for what was known to somebody from whom something is hidden.
    """
    form = FORMATS[one_of("format", name, FORMATS)]
    how: Profile = next(one for one in PROFILES if one == one_of("profile", profile or PROFILES[0], PROFILES))
    if not form.can(how):
        raise BadArgument(f"profile {how} cannot be said in {name}; possible: {', '.join(other for other, one in FORMATS.items() if one.can(how))}")
    if form.whole and (label or iri):
        raise BadArgument(f"{name} holds the whole graph only: a relationship must have both its ends there")
    if around and not iri:
        raise BadArgument("the neighbourhood is that of one resource: give its id")
    view = view_of(model, viewing or {})
    if rules and view.known:
        raise Forbidden(f"an export under knownAt {CLOSED}")
    chosen = Chosen(label and one_of("class", label, model.classes), iri and Conversions(model.prefixes).iri(iri), around, view=view, rules=rules)
    return Wanted(form, chosen, how)


async def export(store: Store, model: Model, asked: Wanted) -> AsyncGenerator[bytes]:
    """Yield the export piece by piece; raises ResourceUnknown in place of the first row, Unwritable wherever something cannot be written."""
    known = Known.of(model)
    writer = await _writer(store, known, asked)
    nothing = True
    between: bytes | None = writer.begin()
    chosen = replace(asked.chosen, claimed=writer.claimed, claims=asked.profile == "nanopub")
    while between is not None:
        yield between
        async with aclosing(ahead(pages(store, known, chosen))) as read:
            async for rows in read:
                nothing = False
                yield await asyncio.to_thread(writer.page, rows)
        if nothing and asked.chosen.iri:
            raise ResourceUnknown(f"there is no {asked.chosen.label or 'resource'} {asked.chosen.iri}")
        between = writer.again()
    yield writer.end()


async def _writer(store: Store, known: Known, asked: Wanted) -> Writer:
    form = asked.format
    if form.syntax and form.writer:
        return form.writer(known, form.syntax, asked.profile)
    match form.name:
        case "csv":
            return Csv(known, asked.chosen.label or ROOT, await _keys(store, known, asked.chosen))
        case "neo4j":
            return AdminZip(known, await _keys(store, known, replace(asked.chosen, claimed=AdminZip.claimed)))
        case "graphml":
            return GraphMl(known)
        case "gexf":
            return Gexf(known)
        case "cytoscape":
            return Cytoscape(known)
        case _:
            return JsonLines(known)


async def _keys(store: Store, known: Known, chosen: Chosen) -> list[str]:
    """The names of properties in the store; under rules, which may hide all that has one, of those that are read."""
    if chosen.rules is None:
        ((keys,),) = await store.rows(_KEYS, {})
        return [*keys]
    found: set[str] = set()
    async with aclosing(pages(store, known, chosen)) as read:
        async for rows in read:
            held = (properties for row in rows for properties in (row.properties, *(edge.properties for edge in row.edges)))
            found |= {name for properties in held for name, value in properties.items() if value is not None}
    return sorted(found)
