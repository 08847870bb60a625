"""`GET /context.jsonld`: the JSON-LD context of the ontology, by which JSON reads as GraphQL's fields do; and documents that use it."""

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.answering import etag, is_kept
from graph.export.rdf import prefixes_of
from graph.terms import text_datatype
from schema.datatypes import DATATYPES, ENUM, XSD
from schema.model import Attribute, Model

PATH = "/context.jsonld"
MEDIA_TYPE = "application/ld+json"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


async def context(request: Request) -> Response:
    """Return the context; it changes with the ontology only."""
    model: Model = request.app.state.backend.ontology.model
    tag = etag("context", model.digest)
    headers = {"ETag": tag, "Cache-Control": "public, max-age=3600", "Content-Type": MEDIA_TYPE, "Access-Control-Allow-Origin": "*"}
    if is_kept(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(orjson.dumps({"@context": context_of(model)}, option=orjson.OPT_INDENT_2), headers=headers)


def context_of(model: Model) -> dict[str, Any]:
    """Return the prefixes, the classes by their names, and the properties by those of their fields; a name that means several properties is left out.

    A field has the datatype of its values where they all have the same, and names other resources where it is a relation.
    """
    terms: dict[str, Any] = {name: start for name, start in prefixes_of(model).items() if start[-1] in "#/"}
    terms |= {cls.name: cls.iri for cls in model.classes.values() if cls.iri and cls.name not in terms}
    meanings: dict[str, list[dict[str, str]]] = {}
    attributes = [(a.name, {"@id": a.iri, **_coerced(a)}) for cls in model.classes.values() for a in cls.attributes.values() if not a.derived]
    relations = [r for cls in model.classes.values() for r in cls.relations.values() if not (r.derived or r.closure or r.direction == "in")]
    for name, meaning in (*attributes, *((relation.name, {"@id": relation.iri, "@type": "@id"}) for relation in relations)):
        found = meanings.setdefault(name, [])
        found += [meaning] if meaning not in found else []
    return {"@version": 1.1} | terms | {name: found[0] for name, found in sorted(meanings.items()) if len(found) == 1 and name not in terms}


def _coerced(use: Attribute) -> dict[str, str]:
    """The type of values: none where they have languages, or are plain texts."""
    if use.localized:
        return {}
    if use.datatype == ENUM:
        return {"@type": "@id"}
    datatype = text_datatype(use) or DATATYPES[use.datatype].iris[0]
    return {} if datatype == XSD + "string" else {"@type": datatype}


def compacted(document: bytes, context_: Mapping[str, Any], url: str) -> bytes:
    """Return an expanded document of resources in the words of the context at `url`."""
    names = {(one["@id"], one.get("@type")): name for name, one in context_.items() if isinstance(one, dict)}
    classes = {one: name for name, one in context_.items() if isinstance(one, str) and one[-1] not in "#/"}
    graph = [_node(node, names, classes) for node in orjson.loads(document)]
    return orjson.dumps({"@context": url, **(graph[0] if len(graph) == 1 else {"@graph": graph})}, option=orjson.OPT_APPEND_NEWLINE)


def _node(node: Mapping[str, Any], names: Mapping[tuple[str, Any], str], classes: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, members in node.items():
        if key == "@id":
            found[key] = members
        elif key == TYPE and all("@id" in member for member in members):
            found["@type"] = _few([classes.get(member["@id"], member["@id"]) for member in members])
        else:
            for member in members:
                name, value = _value(key, member, names)
                found.setdefault(name, []).append(value)
    return {key: _few(value) if isinstance(value, list) else value for key, value in found.items()}


def _value(key: str, member: Mapping[str, Any], names: Mapping[tuple[str, Any], str]) -> tuple[str, Any]:
    """The field of a value, and the value as the field has it; under the property's IRI as it is where no field says the same."""
    kind = "@id" if "@id" in member else member.get("@type")
    name = names.get((key, kind))
    if name and "@language" not in member:
        return name, member.get("@id", member.get("@value"))
    return names.get((key, None), key), member


def _few(members: list[Any]) -> Any:
    return members[0] if len(members) == 1 else members
