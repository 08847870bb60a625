"""The schema as files, for tools that make code or caches from it: `/schema.graphql` in the schema language, `/introspection.json` as introspection tells it."""

import asyncio
from collections.abc import Callable
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api import media
from api.answering import SMALLEST, etag, is_kept, packed, takes_gzip
from api.auth import actor_of
from api.backend import Backend, Ontology
from graph.actors import check_role


async def sdl(request: Request) -> Response:
    """Return the schema in GraphQL's schema language."""
    return await _file(request, "text/plain", lambda ontology: ontology.sdl.encode())


async def introspection(request: Request) -> Response:
    """Return `{"__schema": ...}`, what the usual introspection query gives."""
    return await _file(request, media.JSON, lambda ontology: ontology.introspection)


async def _file(request: Request, media_type: str, read: Callable[[Ontology], bytes]) -> Response:
    """Whoever may introspect may have it; it is made when somebody asks for the first time, beside other requests."""
    backend: Backend = request.app.state.backend
    if not backend.settings.introspection:
        raise HTTPException(404, "introspection is off (CLAIMGRAPH_INTROSPECTION)")
    check_role(actor_of(request), backend.settings.introspection_role, request.url.path)
    body = await asyncio.to_thread(read, backend.ontology)
    gzip = len(body) >= SMALLEST and takes_gzip(request)
    headers = {"Content-Type": f"{media_type}; charset=utf-8", "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    headers["ETag"] = tag = etag(sha256(body).hexdigest(), gzip)
    if is_kept(request, tag):
        return Response(status_code=304, headers=headers)
    if gzip:
        headers["Content-Encoding"] = "gzip"
        body = await packed(body)
    return Response(body, headers=headers)
