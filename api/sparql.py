"""`/sparql`: the SPARQL 1.1 Protocol, for queries. A browser gets a page to ask with; who asks nothing gets the service description."""

from collections.abc import AsyncGenerator, Mapping
from typing import BinaryIO
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import media
from api.answering import Stream, etag, gzipped, is_kept, takes_gzip
from api.auth import actor_of
from api.backend import Backend
from api.body import check_encoding, read_body
from api.leaving import while_wanted
from api.pages import sparql_page
from api.refusals import MediaTypeRefused, NotAcceptable, UrlTooLong
from graph.export.rdf import prefixes_of
from graph.parameters import Conversions
from graph.sparql.endpoint import Answered, Question
from graph.sparql.formats import ALSO, GRAPHS, SOLUTIONS
from schema.errors import BadRequest, SparqlRefused

QUERY, UPDATE, FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"
PARAMETERS = ("query", "default-graph-uri", "named-graph-uri", "format")
NO_UPDATE = "updates are refused: the graph is written by GraphQL mutations and by `claimgraph load`"
MOST_PARAMETERS = 1_000
CHUNK = 64 << 10
_OFFERED_SOLUTIONS = (*SOLUTIONS.values(), *ALSO)
_OFFERED_GRAPHS = tuple(GRAPHS.values())


async def sparql(request: Request) -> Response:
    """Answer a query."""
    backend: Backend = request.app.state.backend
    given = await _parameters(request, backend.settings.max_body)
    if "query" not in given:
        return await _without_query(request, backend)
    endpoint = backend.endpoint(actor_of(request))
    answered = await while_wanted(request, endpoint.answer(_question(request, given)))
    return _response(request, answered)


def _question(request: Request, given: Mapping[str, list[str]]) -> Question:
    query, *others = given["query"]
    if others:
        raise BadRequest("`query` is there more than once")
    solutions, graph = _wanted(request, given.get("format"))
    default, named = (tuple(_iri(iri) for iri in given.get(name, ())) for name in PARAMETERS[1:3])
    stated = bool(default or named)
    client = request.client.host if request.client else ""
    return Question(query, solutions, graph, default if stated else None, named if stated else None, client)


def _iri(text: str) -> str:
    return Conversions({}).iri(text)


async def _parameters(request: Request, limit: int) -> dict[str, list[str]]:
    """The parameters of a request, each with all its values; raises BadRequest and its kinds."""
    raw: bytes = request.scope["query_string"]
    if len(raw) > limit:
        raise UrlTooLong(f"the query string has {len(raw)} bytes, the limit is {limit}")
    if request.method != "POST":
        return _checked(_pairs(raw, "the query string"))
    kind = media.parse(media.header(request, "content-type"))
    check_encoding(request.headers.get("content-encoding", "identity"))
    if kind.parameters.get("charset", "utf-8") not in ("utf-8", "utf8"):
        raise MediaTypeRefused(f"the charset is {kind.parameters['charset'][:40]!r}: it must be utf-8")
    pairs = _pairs(raw, "the query string")
    if kind.name == FORM:
        return _checked([*pairs, *_pairs(await read_body(request, limit), "the form")])
    if kind.name == QUERY:
        return _checked([*pairs, ("query", _text(await read_body(request, limit)))])
    if kind.name == UPDATE:
        raise SparqlRefused(NO_UPDATE)
    raise MediaTypeRefused(f"Content-Type must be {QUERY} or {FORM}")


def _pairs(text: bytes, what: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError:  # UnicodeDecodeError is one
        raise BadRequest(f"{what} is not percent-encoded UTF-8 with at most {MOST_PARAMETERS:,} parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"the query is not UTF-8: {error.reason} at byte {error.start}") from None


def _checked(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    if {"update", "using-graph-uri", "using-named-graph-uri"} & given.keys():
        raise SparqlRefused(NO_UPDATE)
    unknown = given.keys() - set(PARAMETERS)
    if unknown:
        raise BadRequest(f"unknown parameter {min(unknown)[:80]!r}; possible: {', '.join(PARAMETERS)}")
    return given


def _wanted(request: Request, named: list[str] | None) -> tuple[str | None, str | None]:
    """The media types for solutions and for a graph; what the client does not take is None."""
    if named:
        if len(named) > 1 or named[0] not in {**SOLUTIONS, **GRAPHS}:
            raise BadRequest(f"`format` must be one of: {', '.join([*SOLUTIONS, *GRAPHS])}")
        return SOLUTIONS.get(named[0]), GRAPHS.get(named[0])
    accept = media.header(request, "accept")
    solutions, graph = media.choose(accept, _OFFERED_SOLUTIONS), media.choose(accept, _OFFERED_GRAPHS)
    if solutions is None and graph is None:
        raise NotAcceptable(f"Accept must allow one of: {', '.join([*SOLUTIONS.values(), *GRAPHS.values()])}")
    return ALSO.get(solutions or "", solutions), graph


async def _without_query(request: Request, backend: Backend) -> Response:
    if request.method == "POST":
        raise BadRequest("`query` is missing: the SPARQL query")
    accept = media.header(request, "accept")
    if media.wants_page(accept):
        return sparql_page(request.url.netloc, prefixes_of(backend.ontology.model))
    form = media.choose(accept, _OFFERED_GRAPHS)
    if form is None:
        raise NotAcceptable(f"the service description has one of: {', '.join(_OFFERED_GRAPHS)}; for a query, give `query`")
    version, body = await backend.endpoint(actor_of(request)).description(str(request.url_for("sparql")), form)
    tag = etag(body)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept", "Content-Type": form, "X-Graph-Version": str(version)}
    return Response(status_code=304, headers=headers) if is_kept(request, tag) else Response(body, headers=headers)


async def well_known_void(request: Request) -> Response:
    """Lead to the description of the dataset (VoID, section 7.2)."""
    return RedirectResponse(request.url_for("sparql"), 302)


def _response(request: Request, answered: Answered) -> Response:
    packed = takes_gzip(request)
    headers = {"Content-Type": answered.media_type, "X-Graph-Version": str(answered.version), "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
    headers |= {"Content-Encoding": "gzip"} if packed else {}
    file = answered.file.open("rb")
    answered.file.unlink()  # it is gone when it is closed, whatever becomes of the client
    if answered.size <= CHUNK and not packed:
        with file:
            return Response(file.read(), headers=headers)
    pieces = _pieces(file)
    return Stream(gzipped(pieces) if packed else pieces, headers=headers)


async def _pieces(file: BinaryIO) -> AsyncGenerator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece
