"""Refusals that only HTTP knows: each is a BadRequest with a status and a code of its own.

    BadRequest 400
    ├── NoGraphQL 400             JSON, or a query string, that asks nothing; 422 with CLAIMGRAPH_DRAFT_STATUS
    ├── BatchRefused 400          a JSON array of operations
    ├── MethodRefused 405         another method than GET and POST, or a mutation by GET
    ├── NotAcceptable 406         the client wants no media type that we have
    ├── BodyTimeout 408           the body did not arrive in time
    ├── BodyTooLarge 413          the body is above CLAIMGRAPH_MAX_BODY
    ├── UrlTooLong 414            the query string is above it
    └── MediaTypeRefused 415      the body is not `application/json` in UTF-8, or it is compressed

and, beside them, ServerStopping 503: the server finishes what it has and takes nothing new.
"""

from schema.errors import BadRequest, ClaimgraphError


class NoGraphQL(BadRequest):
    """JSON, or a query string, that asks nothing."""


class BatchRefused(BadRequest):
    """A JSON array of operations."""

    code = "BATCH_NOT_ALLOWED"


class MethodRefused(BadRequest):
    """Another method than GET and POST, or a mutation by GET."""

    code = "METHOD_NOT_ALLOWED"
    http_status = 405


class NotAcceptable(BadRequest):
    """The client wants no media type that we have."""

    code = "NOT_ACCEPTABLE"
    http_status = 406


class BodyTimeout(BadRequest):
    """The body did not arrive in time."""

    code = "BODY_TIMEOUT"
    http_status = 408


class BodyTooLarge(BadRequest):
    """The body is above CLAIMGRAPH_MAX_BODY."""

    code = "BODY_TOO_LARGE"
    http_status = 413


class UrlTooLong(BadRequest):
    """The query string is above CLAIMGRAPH_MAX_BODY."""

    code = "URL_TOO_LONG"
    http_status = 414


class MediaTypeRefused(BadRequest):
    """The body is not `application/json` in UTF-8, or it is compressed."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    http_status = 415


class ServerStopping(ClaimgraphError):
    """The server finishes what it has and takes nothing new."""

    code = "SERVER_STOPPING"
    http_status = 503
