"""Who asks: a middleware that finds out before anything else is done, and refuses whoever it does not know.

Authorization: Bearer cg_...     an API token (`graph.tokens`)
Authorization: Bearer ey...      a JWT (`api.jwt`)

Without CLAIMGRAPH_AUTH everybody is whoever sits at this machine. What needs nobody: probes, and pages, which hold no data.
"""

from cachetools import TTLCache
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from api import media
from api.backend import Backend
from api.jwt import JwtReader
from api.refusals import ServerStopping
from api.responses import RETRY_AFTER, error_response
from graph.actors import LOCAL, Actor
from graph.tokens import MARK, Token, find_token
from schema.errors import ClaimgraphError, StoreError, Unauthenticated

OPEN = ("/live", "/ready", "/static/", "/guides/")
PAGES = ("/", "/about", "/graphql", "/sparql")
"""What a browser gets as a page where it asks nothing yet."""
REMEMBERED = 10.0
"""Seconds for which a token that was found is not looked up again: after these a revoked one is refused by every process."""
ANONYMOUS = Actor("anonymous", "reader")
CHALLENGE = 'Bearer realm="claimgraph"'


class Doorkeeper:
    """Tells who asks, by the settings and the tokens in the store."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._settings = backend.settings
        self._jwt = JwtReader(backend.settings)
        self._found: TTLCache[str, Token | None] = TTLCache(4096, REMEMBERED)

    async def actor(self, authorization: str | None) -> Actor:
        """Return whom a header names; raises Unauthenticated, or StoreUnavailable where that cannot be found out."""
        if not self._settings.auth:
            return LOCAL
        if authorization is None:
            if self._settings.anonymous == "reader":
                return ANONYMOUS
            raise Unauthenticated("a token is needed: Authorization: Bearer ... (`claimgraph token create`)")
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated("Authorization has to be: Bearer, and a token")
        if token.startswith(MARK) or not self._jwt.is_there:
            return await self._of_token(token)
        return await self._jwt.actor(token)

    async def _of_token(self, text: str) -> Actor:
        if text not in self._found:
            self._found[text] = await find_token(self._backend.opened(), text)
        token = self._found[text]
        if token is None or not token.holds:
            raise Unauthenticated("the token is not known, was revoked, or has expired")
        return token.actor


class Authentication:
    """Notes who asks as `request.state.actor`; where nobody is known, why, as `request.state.refusal`, for `Admission`."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper) -> None:
        self.app, self.doorkeeper = app, doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or _is_open(scope):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            connection.state.actor = await self.doorkeeper.actor(connection.headers.get("authorization"))
        except (Unauthenticated, StoreError, ServerStopping) as error:
            connection.state.refusal = error
        await self.app(scope, receive, send)


class Admission:
    """Refuses whoever is not known; what counts requests stands between this and `Authentication`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        error = scope.get("state", {}).get("refusal")
        await (_refusal(error) if error else self.app)(scope, receive, send)


def actor_of(connection: HTTPConnection) -> Actor:
    """Return who asks."""
    actor: Actor = connection.state.actor
    return actor


def _is_open(scope: Scope) -> bool:
    path: str = scope["path"]
    if path.startswith(OPEN):
        return True
    return path in PAGES and scope["method"] in ("GET", "HEAD") and b"query=" not in scope["query_string"] and media.wants_page(_accept(scope))


def _accept(scope: Scope) -> str:
    return HTTPConnection(scope).headers.get("accept", "")


def _refusal(error: ClaimgraphError) -> ASGIApp:
    response = error_response(error.message, error.code, error.http_status)
    if isinstance(error, Unauthenticated):
        response.headers["WWW-Authenticate"] = CHALLENGE
    if error.http_status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
