"""Bytes to a GraphQL request: body or query string, guarded, parsed, checked for its shape."""

import asyncio
import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any
from urllib.parse import parse_qsl

import orjson
from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse
from starlette.requests import Request

from api import media
from api.refusals import BatchRefused, BodyTimeout, BodyTooLarge, MediaTypeRefused, MethodRefused, NoGraphQL, UrlTooLong
from graph.engine import Asked
from schema.errors import BadRequest

BODY_PATIENCE = 20.0  # seconds; one megabyte over a slow mobile line takes less
MAX_NESTING = 64  # levels of JSON; an honest `where` stays far below, and coercing it recurses
MAX_PARAMETERS = 16  # of a query string; GraphQL over HTTP knows four

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # possessive: linear in any input, closed or not
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BRACKETS = b"[]{}"
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


async def read_post(request: Request, limit: int) -> Asked:
    """Return what a POST asks; raises BadRequest and its kinds."""
    _check_content_type(media.header(request, "content-type"))
    check_encoding(request.headers.get("content-encoding", "identity"))
    body = await read_body(request, limit)
    return asked_of(parse_json(body, "the body"))


def read_get(query_string: bytes, limit: int) -> Asked:
    """Return what a GET asks by its query string; raises BadRequest and its kinds."""
    if len(query_string) > limit:
        raise UrlTooLong(f"the query string has {len(query_string)} bytes, the limit is {limit}")
    fields: dict[str, Any] = _parameters(query_string)
    for name in ("variables", "extensions"):
        if name in fields:
            fields[name] = parse_json(fields[name].encode(), f"`{name}`")
    return asked_of(fields)


def refuse_mutation(asked: Asked, token_limit: int) -> None:
    """Raise MethodRefused for a mutation: a GET changes nothing."""
    if "mutation" in asked.query and _is_mutation(asked, token_limit):
        raise MethodRefused("a mutation cannot be sent by GET: use POST")


def parse_json(text: bytes, what: str) -> Any:
    """Return the value of a JSON text; raises BadRequest for anything that is none, or is nested too deeply."""
    if too_deep(text):
        raise BadRequest(f"{what} is nested more than {MAX_NESTING} levels deep")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"{what} is not JSON in UTF-8: {error}") from None


def too_deep(text: bytes) -> bool:
    """Whether a JSON text may be nested beyond MAX_NESTING; counted before it is parsed."""
    openings = text.count(b"[") + text.count(b"{")  # cheap, and nearly always enough
    return openings > MAX_NESTING and depth(text) > MAX_NESTING


def depth(text: bytes) -> int:
    """Return how deeply brackets and braces are nested in a JSON text, those in strings not counted.

    >>> depth(b'{"a": [1, "[[["]}')
    2
    """
    brackets = _STRING.sub(b"", text).translate(None, _OTHERS)
    return max(accumulate(map(_STEP.__getitem__, brackets)), default=0)


def _check_content_type(header: str) -> None:
    kind = media.parse(header)
    if kind.name != media.JSON:
        raise MediaTypeRefused(f"Content-Type is {header[:100]!r}: it must be application/json" if header else "Content-Type must be application/json")
    if kind.parameters.get("charset", "utf-8") not in ("utf-8", "utf8"):
        raise MediaTypeRefused(f"the charset is {kind.parameters['charset'][:40]!r}: it must be utf-8")


def check_encoding(header: str) -> None:
    """Raise MediaTypeRefused for a body that is compressed."""
    if header.strip().lower() != "identity":
        raise MediaTypeRefused(f"Content-Encoding is {header[:40]!r}: bodies must not be compressed")


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body; raises BodyTooLarge, BodyTimeout."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or len(declared) > 18 or int(declared) > limit:
        raise BodyTooLarge(f"the body has {declared[:20]} bytes, the limit is {limit}")
    try:
        async with asyncio.timeout(BODY_PATIENCE):
            return await _gather(request, limit)
    except TimeoutError:
        raise BodyTimeout(f"the body did not arrive within {BODY_PATIENCE:g} s") from None


async def _gather(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise BodyTooLarge(f"the body has more than {limit} bytes")
    return bytes(body)


def _parameters(query_string: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS)
    except ValueError:  # UnicodeDecodeError is one
        raise BadRequest(f"the query string is not percent-encoded UTF-8 with at most {MAX_PARAMETERS} parameters") from None
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise NoGraphQL("a parameter of the query string is there twice")
    return fields


def asked_of(fields: Any) -> Asked:
    """Return the request that JSON stands for; raises NoGraphQL, BatchRefused."""
    if isinstance(fields, list):
        raise BatchRefused("batches of operations are not allowed: send one operation per request")
    if not isinstance(fields, dict):
        raise NoGraphQL("a GraphQL request is a JSON object with `query` and, if need be, `variables`, `operationName`, `extensions`")
    extensions = _map(fields, "extensions") or {}
    explain, cost = (extensions.get(name) is True for name in ("explain", "cost"))
    digest = _hash(extensions)
    return Asked(_query(fields, digest), _map(fields, "variables"), _operation_name(fields), explain, digest, cost=cost)


def _hash(extensions: Mapping[str, Any]) -> str | None:
    """The hash of an automatic persisted query."""
    match extensions.get("persistedQuery"):
        case None:
            return None
        case {"version": 1, "sha256Hash": str(name)} if _SHA256.fullmatch(name):
            return name
    raise NoGraphQL("`extensions.persistedQuery` must have `version` 1 and `sha256Hash`, 64 hexadecimal digits in lower case")


def _query(fields: dict[str, Any], name: str | None) -> str:
    query = fields.get("query")
    if query is None and name:
        return ""
    if not isinstance(query, str):
        raise NoGraphQL("`query` must be a string: the GraphQL document" if "query" in fields else "`query` is missing: the GraphQL document")
    return query


def _operation_name(fields: dict[str, Any]) -> str | None:
    name = fields.get("operationName")
    if name is not None and not isinstance(name, str):
        raise NoGraphQL("`operationName` must be a string or null")
    return name or None


def _is_mutation(asked: Asked, token_limit: int) -> bool:
    """Whether the operation that is meant is a mutation; a document that cannot be parsed is left to the engine."""
    try:
        document = parse(asked.query, no_location=True, max_tokens=token_limit)
    except GraphQLError:
        return False
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    meant = [node for node in operations if asked.operation_name in (None, node.name.value if node.name else None)]
    return any(node.operation is OperationType.MUTATION for node in meant)


def _map(fields: dict[str, Any], name: str) -> Mapping[str, Any] | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, dict):
        raise NoGraphQL(f"`{name}` must be a JSON object or null")
    return value
