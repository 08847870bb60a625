"""`GET /id/...` and `GET /ontology`: what an IRI stands for, in the form that is wanted: by a suffix, else by the Accept header."""

import re
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import media
from api.answering import etag, is_kept
from api.auth import actor_of
from api.backend import Backend
from api.context import PATH, compacted, context_of
from api.describing import local_path, resource_page
from api.ontology_page import ontology_page
from api.pages import CONTENT_SECURITY_POLICY, page
from api.refusals import NotAcceptable
from graph.export.described import describe, find
from graph.export.formats import RDF_FORMATS, Format
from graph.export.ontology import ontology_as
from graph.export.rows import Chosen, Known
from graph.export.run import Wanted, export
from schema.model import Model

HTML = Format("html", media.HTML)
FORMS = {**RDF_FORMATS, "html": HTML}
OFFERS = tuple(one.media_type for one in FORMS.values())
_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


async def dereferenced(request: Request) -> Response:
    """Describe a resource whose IRI begins with the base IRI."""
    backend: Backend = request.app.state.backend
    model, store, rules = backend.ontology.model, backend.opened(), backend.rules_for(actor_of(request))
    known = Known.of(model)
    local = _local(request)
    named, form = _by_suffix(local)
    iris = [*_iris(model, local), *_iris(model, named)]
    found = await find(store, known, iris, rules)
    if found is None or found.deleted:
        return _nothing(request, iris[0][:200], found is not None)
    suffixed = form if found.iri not in _iris(model, local) else None
    if found.merged:
        path = local_path(found.merged, model)
        target = f"{path}.{suffixed.name}" if path and suffixed else path or found.merged
        return RedirectResponse(target, 301, {"Cache-Control": "no-cache"})  # a judgement can be taken back
    chosen = suffixed or _by_accept(request)
    if chosen is HTML:
        seen = await describe(store, known, found.iri, rules)
        body = resource_page(seen, model, media.header(request, "accept-language"))
    else:
        body = b"".join([piece async for piece in export(store, model, Wanted(chosen, Chosen(iri=found.iri, rules=rules), "reified"))])
        if chosen.name == "jsonld":
            body = compacted(body, context_of(model), str(request.url.replace(path=PATH, query="", fragment="")))
    return _answer(request, body, chosen, local_path(found.iri, model))


async def ontology(request: Request) -> Response:
    """Return the ontology."""
    model = request.app.state.backend.ontology.model
    suffix = request.path_params.get("suffix")
    if suffix is not None and suffix not in FORMS:
        raise HTTPException(404, f"the ontology has no form {suffix[:20]!r}; possible: {', '.join(FORMS)}")
    form = FORMS[suffix] if suffix else _by_accept(request)
    body = ontology_page(model, media.header(request, "accept-language")) if form is HTML else ontology_as(model, form)
    return _answer(request, body, form, "/ontology")


def _local(request: Request) -> str:
    """What follows `/id/` in the path, as it was sent."""
    raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    return raw.split(b"?")[0].decode("ascii", "replace").partition("/id/")[2]


def _iris(model: Model, local: str) -> list[str]:
    """The IRIs that a path may mean: percent-encoded as it is, or where an IRI need not be, or nowhere."""
    beyond = _BEYOND_ASCII.sub(lambda found: unquote(found[0]), local)
    return [*dict.fromkeys(model.base_iri + name for name in (beyond, local, unquote(local)))]


def _by_suffix(local: str) -> tuple[str, Format | None]:
    name, _, suffix = local.rpartition(".")
    return (name, FORMS[suffix]) if name and suffix in FORMS else (local, None)


def _by_accept(request: Request) -> Format:
    chosen = media.choose(media.header(request, "accept"), OFFERS)
    if chosen is None:
        raise NotAcceptable(f"Accept must allow one of: {', '.join(OFFERS)}")
    return next(one for one in FORMS.values() if one.media_type == chosen)


def _nothing(request: Request, iri: str, deleted: bool) -> Response:
    status = 410 if deleted else 404
    if media.wants_page(media.header(request, "accept")):
        return page("unknown.html", status, path=iri)
    raise HTTPException(status, f"{iri} was deleted" if deleted else f"there is no resource {iri}")


def _answer(request: Request, body: bytes, form: Format, path: str | None) -> Response:
    tag = etag(body, form.name)
    links = ", ".join(f'<{path}.{one.name}>; rel="alternate"; type="{one.media_type}"' for one in FORMS.values() if one is not form)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Language", "Link": links, "Content-Type": form.content_type}
    if form is HTML:
        headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return Response(status_code=304, headers=headers) if is_kept(request, tag) else Response(body, headers=headers)
