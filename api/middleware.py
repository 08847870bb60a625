"""What every request passes through: a request id, one log line, security headers, and the net for unexpected faults."""

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import uuid4

import structlog
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.responses import error_response

REQUEST_ID = b"x-request-id"
_GOOD_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_QUIET = ("/live", "/ready", "/metrics", "/static/")
"""Paths that are logged at `debug` only: probes ask every few seconds."""

SHARED = re.compile(r"/(graphql|schema\.graphql|introspection\.json|sparql|export|ontology(\.\w+)?|id/.*)", re.DOTALL)
"""Paths that other sites' pages may read where the settings say so."""
FOR_ALL = re.compile(r"/(guides/.*|style\.grass)", re.DOTALL)
"""Paths that pages of every origin may read: Neo4j Browser does, which is at another port, and asks beforehand."""
EXPOSED = ("ETag", "Link", "Retry-After", "Server-Timing", "X-Graph-Bookmark", "X-Graph-Version", "X-Request-Id")
"""Headers of an answer that they may read."""
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_SECURITY = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
log = structlog.get_logger("claimgraph")


class RequestId:
    """Gives each request an id: the client's own if it is harmless, else a new one; it is in the answer and in all log lines."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        header = (REQUEST_ID, request_id.encode("latin-1"))

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], header]
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self.app(scope, receive, send_with_id)


class RequestLog:
    """Writes one line per request (method, path, status, milliseconds), and has it counted: `count` takes path, status, seconds."""

    def __init__(self, app: ASGIApp, count: Callable[[str, int, float], None]) -> None:
        self.app, self.count = app, count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = time.perf_counter(), 0

        async def send_noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            seconds = time.perf_counter() - start
            self.count(scope["path"], status or 500, seconds)
            write = log.debug if scope["path"].startswith(_QUIET) else log.info
            write(
                "request",
                method=scope["method"],
                path=_path(scope),
                status=status,
                ms=round(seconds * 1000, 1),
            )


class SecurityHeaders:
    """Adds the headers of SECURITY_HEADERS that an answer does not have yet."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(header for header in _SECURITY if header[0] not in present)]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class Shared(CORSMiddleware):
    """Lets pages of some origins ask for what is at some paths, data and GraphQL; no other path, and never with cookies or the like."""

    def __init__(self, app: ASGIApp, origins: Collection[str], paths: re.Pattern[str] = SHARED) -> None:
        super().__init__(app, origins, ("GET", "HEAD", "POST"), ("*",), expose_headers=EXPOSED)
        self.paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        shared = scope["type"] == "http" and self.paths.fullmatch(scope["path"])
        await (super().__call__ if shared else self.app)(scope, receive, send)


class Faults:
    """Answers an unexpected exception with 500 and INTERNAL_ERROR, and logs it with its trace."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception:
            log.exception("unexpected fault")
            if started:
                raise  # too late for another answer: the server closes the connection
            await error_response("an unexpected fault of the server; its log tells more", "INTERNAL_ERROR", 500)(scope, receive, send)


@dataclass
class Running:
    """Counts the requests that are being answered, so that a stop can wait for them."""

    count: int = 0


class CountRunning:
    """Keeps `running.count`."""

    def __init__(self, app: ASGIApp, running: Running) -> None:
        self.app, self.running = app, running

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.running.count += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.running.count -= 1


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == REQUEST_ID and _GOOD_REQUEST_ID.fullmatch(value.decode("latin-1")):
            return str(value.decode("latin-1"))
    return uuid4().hex


def _path(scope: Scope) -> str:
    """The path as it was sent, percent-encoded: no line break can get into the log."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode("unicode_escape")
    return raw.split(b"?")[0][:200].decode("ascii", "replace")
