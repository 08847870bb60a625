"""The Starlette application: routes and middleware are lists; the handler of `/graphql` is the line bytes -> request -> answer -> response."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api import media, responses
from api.auth import Admission, Authentication, Doorkeeper, actor_of
from api.backend import Backend, Ontology, read_ontology, read_rules
from api.body import read_get, read_post, refuse_mutation
from api.bookmarks import Bookmarked
from api.context import PATH, context
from api.dereferenced import dereferenced, ontology
from api.events import EVENTS, events
from api.exported import exported
from api.introspection import introspection, sdl
from api.leaving import while_wanted
from api.metrics import Metrics, keep_looking, metrics
from api.middleware import FOR_ALL, CountRunning, Faults, RequestId, RequestLog, SecurityHeaders, Shared
from api.neo4j_browser import guide, packed_favourites, style
from api.pages import explorer_page, graphiql_page, page
from api.place import Place, find_place
from api.rates import Rate, RateLimit, make_rate
from api.refusals import NotAcceptable
from api.settings import Settings
from api.sockets import socket
from api.sparql import sparql, well_known_void
from api.tracing import Tracing, make_tracing
from graph.store import Store
from schema.errors import ClaimgraphError

STATIC = Path(__file__).parent / "static"
OFFERS = (*responses.OFFERS, EVENTS)
FOREVER = "public, max-age=31536000, immutable"


def create_app(settings: Settings, place: Place | None = None, ontology: Ontology | None = None) -> Starlette:
    """Return the application; it connects to Neo4j when it is started, and keeps trying while there is none.

    `place` says where Neo4j is (default: as the settings say), `ontology` is one that was read before.
    Raises OntologyError, SettingsError, StoreUnavailable.
    """
    place = place or find_place(settings)
    ontology = ontology or read_ontology(settings)
    rules, tracing, rate = read_rules(settings, ontology), make_tracing(settings), make_rate(settings)  # first: it may raise, and a store has to be closed
    backend = Backend(settings, ontology, Store(place.config), rules=rules)
    numbers = Metrics()
    doorkeeper = Doorkeeper(backend)
    app = Starlette(routes=routes(), middleware=middleware(backend, numbers, doorkeeper, tracing, rate), exception_handlers=HANDLERS, lifespan=lifespan)
    app.state.backend, app.state.browser_uri, app.state.metrics = backend, place.browser_uri, numbers
    app.state.doorkeeper, app.state.tracing, app.state.rate = doorkeeper, tracing, rate
    return app


def routes() -> list[BaseRoute]:
    """Return all routes."""
    return [
        Route("/", explorer),
        Route("/about", about),
        Route("/graphql", graphql, methods=["GET", "POST"]),
        WebSocketRoute("/graphql", socket),
        Route("/schema.graphql", sdl),
        Route("/introspection.json", introspection),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/.well-known/void", well_known_void),
        Route("/export", exported),
        Route("/id/{local:path}", dereferenced),
        Route("/ontology", ontology),
        Route("/ontology.{suffix}", ontology),
        Route(PATH, context),
        Route("/style.grass", style),
        Route("/guides/claimgraph", guide),
        Route("/guides/favourites.zip", packed_favourites),
        Route("/live", live),
        Route("/ready", ready),
        Route("/metrics", metrics),
        Mount("/static/vendor", Vendored(directory=STATIC / "vendor")),
        Mount("/static", Static(directory=STATIC)),
        Route("/{path:path}", unknown),
    ]


def middleware(backend: Backend, numbers: Metrics, doorkeeper: Doorkeeper, tracing: Any = None, rate: Rate | None = None) -> list[Middleware]:
    """Return all middleware, outermost first."""
    origins = backend.settings.cors_origins
    return [
        Middleware(RequestId),
        *([Middleware(Tracing, provider=tracing)] if tracing else []),
        Middleware(RequestLog, count=numbers.count),
        Middleware(SecurityHeaders),
        *([Middleware(Shared, origins=origins)] if origins else []),
        Middleware(Shared, origins=("*",), paths=FOR_ALL),
        Middleware(CountRunning, running=backend.running),
        Middleware(Faults),
        Middleware(Authentication, doorkeeper=doorkeeper),
        Middleware(RateLimit, rate=rate),
        Middleware(Admission),
        Middleware(Bookmarked, store=backend.store),
    ]


HANDLERS = {
    ClaimgraphError: responses.from_error,
    HTTPException: responses.from_http_exception,
    ClientDisconnect: responses.disconnected,
}


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open the backend before the first request and close it after the last."""
    backend: Backend = app.state.backend
    await backend.start()
    looking = asyncio.create_task(keep_looking(app.state))
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        await backend.close()
        if app.state.rate:
            await app.state.rate.close()
        if app.state.tracing:
            await asyncio.to_thread(app.state.tracing.shutdown)


async def graphql(request: Request) -> Response:
    """Answer a GraphQL request, or show GraphiQL to a browser."""
    accept = media.header(request, "accept")
    if request.method != "POST" and media.wants_page(accept):
        return graphiql_page(request.url.netloc, request.app.state.backend.ontology.examples)
    chosen = media.choose(accept, OFFERS)
    if chosen is None:
        raise NotAcceptable(f"Accept must allow one of: {', '.join(OFFERS)}")
    backend: Backend = request.app.state.backend
    settings = backend.settings
    if request.method == "POST":
        asked = await read_post(request, settings.max_body)
    else:
        asked = read_get(request.scope["query_string"], settings.max_body)
        refuse_mutation(asked, settings.max_tokens)
    asked = replace(asked, actor=actor_of(request))
    if asked.hash or settings.trusted_only:
        asked = await backend.resolved(asked)
        if request.method != "POST":
            refuse_mutation(asked, settings.max_tokens)
    if chosen == EVENTS:
        return await events(request, asked)
    return await responses.from_answer(request, await while_wanted(request, backend.answer(asked)), kept=not asked.explain)


async def explorer(request: Request) -> Response:
    """Show the explorer."""
    ontology: Ontology = request.app.state.backend.ontology
    return explorer_page(ontology.model.base_iri, ontology.model.things, ontology.explored)


async def about(request: Request) -> Response:
    """Name the addresses of this server."""
    backend: Backend = request.app.state.backend
    model = backend.ontology.model
    browser = request.app.state.browser_uri
    return page(
        "about.html",
        ontology=model.iri,
        version=model.version,
        classes=str(len(model.classes)),
        browser=browser or "",
        browser_hidden="" if browser else "hidden",
        graphql=str(request.url_for("graphql")),
        guide=str(request.url_for("guide")),
    )


async def live(_: Request) -> Response:
    """Say that the process runs."""
    return JSONResponse({"status": "alive"})


async def ready(request: Request) -> Response:
    """Say whether requests can be answered now, and if not, why."""
    backend: Backend = request.app.state.backend
    reason = await backend.why_not()
    if reason is None:
        return JSONResponse({"status": "ready"}, headers={"Cache-Control": "no-store"})
    headers = {"Cache-Control": "no-store", "Retry-After": str(responses.RETRY_AFTER)}
    return JSONResponse({"status": "not ready", "reason": reason}, 503, headers)


async def unknown(request: Request) -> Response:
    """Answer for any other path."""
    if media.wants_page(media.header(request, "accept")):
        return page("unknown.html", 404, path=request.url.path)
    raise HTTPException(404, f"there is nothing at {request.url.path[:200]}; see /")


class Static(StaticFiles):
    """Our own files: a browser asks each time whether they changed."""

    cache_control = "no-cache"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file at `path`."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = self.cache_control
        return response


class Vendored(Static):
    """Files whose path names their version: a browser keeps them."""

    cache_control = FOREVER
