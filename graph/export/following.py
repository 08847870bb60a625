"""The change log as RDF Patch: what each change took away from an export and what it added, for a store elsewhere that is to be kept up to date.

    H id <urn:claimgraph:LOG:18> .      LOG tells one graph from every other
    H prev <urn:claimgraph:LOG:17> .    absent where the patch adds the whole graph
    H version "18" .
    TX .
    D ... .                             in the order of `graph.export.patch`
    A ... .
    TC .

What a resource said before a change and after it is read from its history, so nothing is kept for a reader, who goes on from any version that the log still has.
To do a patch twice is as good as once. The changes of a load that still runs are of one time, and are told as far as they have come: a load takes nothing away that it added.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime, timedelta

from graph.export import patch
from graph.export.lines import Profile
from graph.export.pages import pages, rows_of
from graph.export.rows import Chosen, Known
from graph.export.statements import text_of
from graph.ir import Literal, View
from graph.log import Logged, changes_after, identify
from graph.store import Store, batches
from schema.errors import ChangesGone
from schema.model import Model

CHANGES = 20
"""Changes that are read at once."""
RESOURCES = 250
UNTOLD = ("purge", "schema apply")
"""What leaves no history of what it took away."""
_END = b"TC .\n"
_SMALLEST = timedelta(microseconds=1)


async def follow(store: Store, model: Model, profile: Profile, after: int | None = None, pace: float | None = None) -> AsyncGenerator[bytes]:
    """Yield patches piece by piece: one for each change after a version, or first one that adds everything, up to now or, every `pace` seconds, on and on.

    Raises ChangesGone where a patch cannot be told.
    """
    known = Known.of(model)
    log, version = now = await identify(store)
    if after is None:
        # what is changed while it is read is in it or not, and is told by the next patches again
        yield _begin(log, None, version)
        async for rows in pages(store, known, Chosen(claims=profile == "nanopub")):
            yield _lines(patch.ADDED, text_of(rows, known, profile).split("\n"))
        yield _END
        after = version
    while True:
        if now[0] != log or now[1] < after:
            raise ChangesGone(f"this graph has no version {after}: export the whole of it")
        while changes := await changes_after(store, after, CHANGES):
            for change in changes:
                if change.what in UNTOLD:
                    raise ChangesGone(f"what {change.what!r} took away in version {change.version} is not known any more: export the whole graph")
                yield _begin(log, after, change.version)
                async for piece in _changed(store, known, profile, change):
                    yield piece
                yield _END
                after = change.version
        if pace is None:
            return
        await asyncio.sleep(pace)
        now = await identify(store)


async def _changed(store: Store, known: Known, profile: Profile, change: Logged) -> AsyncGenerator[bytes]:
    then = datetime.fromisoformat(change.at)
    for some in batches(change.iris, RESOURCES):
        old, new = [await _said(store, known, profile, some, at) for at in (then - _SMALLEST, then)]
        yield _lines(patch.DELETED, [line for line in old if line not in new]) + _lines(patch.ADDED, [line for line in new if line not in old])


async def _said(store: Store, known: Known, profile: Profile, iris: Sequence[str], at: datetime) -> dict[str, None]:
    rows = await rows_of(store, known, iris, View(known=Literal(at.isoformat(), "datetime")))
    return dict.fromkeys(text_of(rows, known, profile).split("\n"))


def _begin(log: str, before: int | None, version: int) -> bytes:
    prev = patch.header("prev", _id(log, before)) if before is not None else b""
    return patch.header("id", _id(log, version)) + prev + f'H version "{version}" .\nTX .\n'.encode()


def _id(log: str, version: int) -> str:
    return f"urn:claimgraph:{log}:{version}"


def _lines(sign: bytes, lines: Sequence[str]) -> bytes:
    return b"".join(b"%b%b\n" % (sign, line.encode()) for line in lines if line)
