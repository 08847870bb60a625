"""`GET /export`: the graph as a stream."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import Response

from api import media
from api.answering import Stream, etag, gzipped, is_kept, takes_gzip
from api.auth import actor_of
from api.backend import Backend
from graph.export.following import follow
from graph.export.formats import FORMATS
from graph.export.run import Wanted, export, wanted
from graph.export.viewing import MERGED, SEVERAL, VIEWING, one_of
from graph.ir import Rules
from graph.log import version_of
from graph.store import Store
from schema.errors import BadArgument
from schema.model import Model

PARAMETERS = ("format", "class", "id", "neighbourhood", "profile", *VIEWING)
AFTER = "after"
PATCH = "application/rdf-patch"
_VERSION = re.compile(r"[0-9]{1,18}", re.ASCII)
_MEDIA = tuple(one.media_type for one in FORMATS.values())


async def exported(request: Request) -> Response:
    """Stream what is asked for; the first piece is made before anything is answered, so that what is wrong from the start has a status."""
    backend: Backend = request.app.state.backend
    model, store, actor = backend.ontology.model, backend.opened(), actor_of(request)
    if AFTER in request.query_params:
        backend.check_sees_all(actor, "what changed")
        return await _changes(request, model, store)
    asked, packed = read_wanted(request, model, backend.rules_for(actor)), takes_gzip(request)
    version = await version_of(store)
    tag = etag(version, model.digest, asked, packed)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding", "X-Graph-Version": str(version)}
    if is_kept(request, tag):
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Type": asked.format.content_type, "Content-Disposition": f'attachment; filename="graph.{asked.format.file}"'}
    headers |= {"Content-Encoding": "gzip"} if packed else {}
    if request.method == "HEAD":
        return Response(headers=headers)
    pieces = export(store, model, asked)
    first = await anext(pieces) + await anext(pieces, b"")
    whole = _whole(first, pieces)
    return Stream(gzipped(whole) if packed else whole, headers=headers)


async def _changes(request: Request, model: Model, store: Store) -> Response:
    """Stream what changed after a version."""
    given = dict(request.query_params.multi_items())
    after = given.pop(AFTER)
    if not _VERSION.fullmatch(after) or given.keys() - {"profile"} or len(given) + 1 < len(request.query_params.multi_items()):
        raise BadArgument(f"{AFTER!r} is a version of the graph; only 'profile' goes with it")
    pieces = follow(store, model, wanted(model, "nq", profile=given.get("profile")).profile, int(after))
    packed, first = takes_gzip(request), await anext(pieces, b"")
    headers = {"Content-Type": PATCH, "Cache-Control": "no-cache", "Vary": "Accept-Encoding", **({"Content-Encoding": "gzip"} if packed else {})}
    whole = _whole(first, pieces)
    return Stream(gzipped(whole) if packed else whole, headers=headers)


async def _whole(first: bytes, pieces: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(pieces):
        yield first
        async for piece in pieces:
            yield piece


def read_wanted(request: Request, model: Model, rules: Rules | None = None) -> Wanted:
    """Return what the parameters ask for, under rules of reading; without `format` the Accept header decides. Raises BadArgument, Forbidden."""
    given = request.query_params
    for name, _ in given.multi_items():
        if name not in (*PARAMETERS, MERGED) or len(given.getlist(name)) > 1 and name not in SEVERAL:
            several = f"parameter {name[:80]!r}: an export takes each of these once at most: {', '.join(PARAMETERS)}; several times: {', '.join(SEVERAL)}"
            raise BadArgument(several)
    form = given.get("format") or _by_accept(request)
    viewing = {name: given.getlist(name) for name in (*VIEWING, MERGED) if name in given}
    around = one_of("neighbourhood", given.get("neighbourhood", "false"), ("true", "false")) == "true"
    return wanted(model, form, label=given.get("class"), iri=given.get("id"), around=around, profile=given.get("profile"), viewing=viewing, rules=rules)


def _by_accept(request: Request) -> str:
    chosen = media.choose(media.header(request, "accept"), _MEDIA)
    return next((one.name for one in FORMATS.values() if one.media_type == chosen), "ttl")
