"""The whole of an export: what is asked for -> rows -> bytes, in constant memory."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Protocol, get_args

from graph.export.formats import FORMATS, Format
from graph.export.graphml import GraphMl
from graph.export.lines import Profile
from graph.export.pages import ahead, pages
from graph.export.rows import Chosen, Known, Row
from graph.export.tables import Csv, JsonLines
from graph.parameters import Conversions
from graph.store import Store
from schema.errors import BadArgument, ResourceUnknown
from schema.model import ROOT, Model

PROFILES: tuple[Profile, ...] = get_args(Profile)


class Writer(Protocol):
    """Rows as bytes; `claimed` says whether it wants the relationships that rest on claims."""

    claimed: bool

    def begin(self) -> bytes:
        """Return what comes before the first row."""

    def page(self, rows: Sequence[Row], /) -> bytes:
        """Return rows as bytes."""

    def end(self) -> bytes:
        """Return what comes after the last row."""


@dataclass(frozen=True)
class Wanted:
    """An export that is possible."""

    format: Format
    chosen: Chosen
    profile: Profile


def wanted(model: Model, name: str, *, label: str | None = None, iri: str | None = None, profile: str | None = None) -> Wanted:
    """Return what a format's name, a class, a resource (full or compact) and a profile ask for; raises BadArgument."""
    form = FORMATS[_one_of("format", name, FORMATS)]
    how: Profile = next(one for one in PROFILES if one == _one_of("profile", profile or PROFILES[0], PROFILES))
    if not form.can(how):
        raise BadArgument(f"profile {how} cannot be said in {name}; possible: {', '.join(other for other, one in FORMATS.items() if one.can(how))}")
    chosen = Chosen(label and _one_of("class", label, model.classes), iri and Conversions(model.prefixes).iri(iri))
    return Wanted(form, chosen, how)


def _one_of(what: str, given: str, possible: Collection[str]) -> str:
    if given not in possible:
        near = get_close_matches(given, possible, 1) if len(possible) > 20 else possible
        raise BadArgument(f"there is no {what} {given[:80]!r}" + (f"; possible: {', '.join(near)}" if near else ""))
    return given


async def export(store: Store, model: Model, asked: Wanted) -> AsyncIterator[bytes]:
    """Yield the export piece by piece; raises ResourceUnknown in place of the first row, Unwritable wherever something cannot be written."""
    known = Known.of(model)
    writer = await _writer(store, known, asked)
    yield writer.begin()
    nothing = True
    chosen = replace(asked.chosen, claimed=writer.claimed, computed=writer.claimed, claims=asked.profile == "nanopub")
    async with aclosing(ahead(pages(store, known, chosen))) as read:  # type: ignore[type-var]  # it is a generator
        async for rows in read:
            nothing = False
            yield await asyncio.to_thread(writer.page, rows)
    if nothing and asked.chosen.iri:
        raise ResourceUnknown(f"there is no {asked.chosen.label or 'resource'} {asked.chosen.iri}")
    yield writer.end()


async def _writer(store: Store, known: Known, asked: Wanted) -> Writer:
    form = asked.format
    if form.syntax and form.writer:
        return form.writer(known, form.syntax, asked.profile)
    match form.name:
        case "csv":
            ((keys,),) = await store.rows("CALL db.propertyKeys() YIELD propertyKey RETURN collect(propertyKey)", {})
            return Csv(known, asked.chosen.label or ROOT, keys)
        case "graphml":
            return GraphMl(known)
        case _:
            return JsonLines(known)
