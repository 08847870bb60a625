"""Bookmarks: what a client has seen travels with it, so that another process, over another member of a cluster, answers with nothing older.

They are Neo4j's own, and are only there where `NEO4J_URI` names a cluster (`neo4j://`): with a single server, whatever was answered is seen by all.
A program sends back the header that it got last; a browser does so by a cookie.
"""

import re
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth import OPEN
from api.responses import error_response
from graph.store import SEEN, Store
from schema.errors import BadBookmark

HEADER = "X-Graph-Bookmark"
COOKIE = "claimgraph-bookmark"
AGE = 60
"""Seconds for which a browser keeps its cookie: a member of a cluster that is further behind is not asked."""
BETWEEN = "."
_GOOD = re.compile(r"[A-Za-z0-9:+/=_-]{1,200}(\.[A-Za-z0-9:+/=_-]{1,200}){0,49}", re.ASCII)


class Bookmarked:
    """Lets a request see all that its bookmarks stand for, and gives its answer those of what was seen and done."""

    def __init__(self, app: ASGIApp, store: Store) -> None:
        self.app, self.store = app, store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not self.store.routed or scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        kept = _cookie(headers)
        given = headers.get(HEADER, kept)

        async def send_with_bookmarks(message: Message) -> None:
            if message["type"] == "http.response.start":
                now = BETWEEN.join(sorted(await self.store.bookmarks()))
                answer = MutableHeaders(scope=message)
                answer[HEADER] = now
                if now != kept:
                    secure = "; Secure" if scope["scheme"] == "https" else ""
                    answer.append("Set-Cookie", f"{COOKIE}={now}; Max-Age={AGE}; Path=/; HttpOnly; SameSite=Lax{secure}")
            await send(message)

        if given and not _GOOD.fullmatch(given):
            await error_response(f"{HEADER} is not what an answer had", BadBookmark.code, BadBookmark.http_status)(scope, receive, send_with_bookmarks)
            return
        token = SEEN.set(frozenset(given.split(BETWEEN)) if given else frozenset())
        try:
            await self.app(scope, receive, send_with_bookmarks)
        finally:
            SEEN.reset(token)


def _cookie(headers: Headers) -> str:
    """The bookmarks that a browser has kept; what is none is as if it were not there."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found and _GOOD.fullmatch(found.value) else ""
