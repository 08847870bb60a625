"""Answers: errors as JSON in one shape, and GraphQL's own."""

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api import media
from api.answering import SMALLEST, etag, is_kept, packed, takes_gzip
from api.refusals import NoGraphQL
from graph.engine import Answer
from schema.errors import (
    BadRequest,
    ClaimgraphError,
    DocumentInvalid,
    DocumentSyntaxError,
    OperationUnknown,
    StoreUnavailable,
    VariablesInvalid,
)

OFFERS = (media.JSON, media.GRAPHQL)
METHODS = "GET, HEAD, POST"
RETRY_AFTER = 2
"""Seconds after which a client may try again when Neo4j cannot be reached."""

UNPROCESSABLE, PARTIAL = 422, 294
"""What the draft of GraphQL over HTTP has for a request that is understood and does not fit, and for data with errors beside it."""

_VARY = "Accept, Accept-Encoding"
_UNCACHED = {"Cache-Control": "no-store", "Vary": _VARY}
_CODES_BY_STATUS = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED", 410: "GONE"}
_WELL_FORMED = frozenset(kind.code for kind in (DocumentSyntaxError, DocumentInvalid, VariablesInvalid))
"""Codes that a client that names `application/json` gets with 200, as GraphQL over HTTP asks for that media type."""
_UNFIT = frozenset(kind.code for kind in (DocumentInvalid, VariablesInvalid, OperationUnknown))
"""Codes for which the draft asks for 422."""


def error_body(message: str, code: str) -> bytes:
    """Return the body of every error: `{"errors": [{"message", "extensions": {"code"}}]}`."""
    return orjson.dumps({"errors": [{"message": message, "extensions": {"code": code}}]})


def error_response(message: str, code: str, status: int, media_type: str = media.JSON) -> Response:
    """Return an error as a response."""
    return _with_media(Response(error_body(message, code), status), media_type)


def from_error(request: Request, error: Exception) -> Response:
    """Return the response for one of our errors; the handler for all of them."""
    assert isinstance(error, ClaimgraphError)
    accept = media.header(request, "accept")
    response = error_response(error.message, error.code, error.http_status, media.choose(accept, OFFERS) or media.JSON)
    if error.http_status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    if error.http_status == 405:
        response.headers["Allow"] = METHODS
    if isinstance(error, NoGraphQL) and request.app.state.backend.settings.draft_status:
        response.status_code = UNPROCESSABLE
    return response


def from_http_exception(request: Request, error: Exception) -> Response:
    """Return the response for what Starlette raises: unknown paths, wrong methods."""
    assert isinstance(error, HTTPException)
    code = _CODES_BY_STATUS.get(error.status_code, BadRequest.code)
    headers = dict(error.headers or {})
    detail = error.detail
    if error.status_code == 405:
        headers["Allow"] = ", ".join(sorted(headers.get("Allow", METHODS).split(", ")))
        detail = f"{request.method[:20]} is not possible here; possible: {headers['Allow']}"
    response = error_response(detail, code, error.status_code)
    response.headers.update(headers)
    return response


def disconnected(_: Request, __: Exception) -> Response:
    """Return a response that nobody will read: the client left while it was sending."""
    return Response(status_code=400)


async def from_answer(request: Request, answer: Answer, *, kept: bool = True) -> Response:
    """Return the engine's answer in the media type that the client wants, compressed if it takes that.

    What was read by GET may be kept by the client, and asked for again by its ETag; not so if `kept` is false.
    """
    accept = media.header(request, "accept")
    media_type = media.choose(accept, OFFERS) or media.JSON
    status = _status(answer, accept, media_type, draft=request.app.state.backend.settings.draft_status)
    headers = {"Content-Type": f"{media_type}; charset=utf-8", **_UNCACHED}
    body, gzip = answer.body, len(answer.body) >= SMALLEST and takes_gzip(request)
    if kept and request.method != "POST" and answer.status == 200:
        headers |= {"Cache-Control": "private, no-cache", "ETag": (tag := etag(answer.body, media_type, gzip))}
        if is_kept(request, tag):
            return Response(status_code=304, headers=headers)
    if gzip:
        headers["Content-Encoding"] = "gzip"
        body = await packed(body)
    if answer.timings:
        headers["Server-Timing"] = ", ".join([f"{stage};dur={seconds * 1000:.3f}" for stage, seconds in answer.timings])
    if answer.status == StoreUnavailable.http_status:
        headers["Retry-After"] = str(RETRY_AFTER)
    return Response(body, status, headers)


def _status(answer: Answer, accept: str, media_type: str, *, draft: bool) -> int:
    """`application/json` asked for by its name has 200 for documents that are wrong; all else keeps the engine's status, or has the draft's."""
    if answer.status == 200:
        return PARTIAL if draft and answer.partial and media_type == media.GRAPHQL else answer.status
    if answer.status != BadRequest.http_status:
        return answer.status
    codes = {error.get("extensions", {}).get("code") for error in orjson.loads(answer.body)["errors"]}
    if media_type == media.JSON and any(media.parse(part).name == media.JSON for part in accept.split(",")):
        return 200 if codes <= _WELL_FORMED else answer.status
    return UNPROCESSABLE if draft and codes <= _UNFIT else answer.status


def _with_media(response: Response, media_type: str) -> Response:
    response.headers.update({"Content-Type": f"{media_type}; charset=utf-8", **_UNCACHED})
    return response
