"""Cursors: the sort keys of one row, with a check that they belong to the list they are used for."""

from base64 import b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from hashlib import blake2b
from typing import Any

import orjson

from schema.errors import BadCursor

_CHECK = 6
_LARGEST = 2**63 - 1
"""What Neo4j can compare with."""


def _check(signature: str, payload: bytes) -> bytes:
    return blake2b(payload, digest_size=_CHECK, key=signature.encode()).digest()


def sign(*parts: str) -> str:
    """Return the signature of a list: what it lists and in which order."""
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def encode(signature: str, keys: list[Any]) -> str:
    """Return the cursor of the row with these sort keys (strings, numbers, booleans or None).

    >>> decode(encode("s", ["Kozinka", None]), "s", 2)
    ['Kozinka', None]
    """
    payload = orjson.dumps(keys)
    return urlsafe_b64encode(_check(signature, payload) + payload).decode().rstrip("=")


def nulls_of(cursor: str) -> tuple[bool, ...]:
    """Return which keys of a cursor are null; empty for what is no cursor (`decode` says why)."""
    try:
        keys = _open(cursor)[1]
    except BadCursor:
        return ()
    return tuple(key is None for key in keys)


def decode(cursor: str, signature: str, size: int) -> list[Any]:
    """Return the sort keys in a cursor; raise BadCursor unless it was given out for a list with this signature."""
    raw, keys = _open(cursor)
    if _check(signature, raw[_CHECK:]) != raw[:_CHECK] or len(keys) != size:
        raise BadCursor("the cursor was not given out for this list in this order")
    return keys


def _open(cursor: str) -> tuple[bytes, list[Any]]:
    try:
        raw = b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), b"-_", validate=True)
        keys = orjson.loads(raw[_CHECK:])
    except (ValueError, Base64Error):
        raise BadCursor(f"{cursor[:40]!r} is no cursor") from None
    if not isinstance(keys, list) or not all(_is_key(key) for key in keys):
        raise BadCursor(f"{cursor[:40]!r} is no cursor")
    return raw, keys


def _is_key(key: Any) -> bool:
    return key is None or isinstance(key, str | float) or isinstance(key, int) and abs(key) <= _LARGEST
