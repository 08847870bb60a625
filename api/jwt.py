"""JSON Web Tokens of somebody else's login: who they name, if one of the keys that the settings name has signed them.

HS256            CLAIMGRAPH_JWT_SECRET
RS256, ES256     CLAIMGRAPH_JWT_KEYS: a JWKS (file, or address: read again where a token names a key that it had not) or one PEM key
"""

import asyncio
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jwt
import requests
import structlog
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from api.settings import Settings
from graph.actors import ROLES, Actor
from schema.errors import SettingsError, Unauthenticated

LEEWAY = 30
"""Seconds by which clocks may differ."""
PATIENCE = 5.0
"""Seconds for the answer of whoever has the keys."""
AGAIN = 30.0
"""Seconds between two reads of the keys at least, whatever tokens name."""
LASTING = 3600.0
"""Seconds after which the keys are read again: one that was taken back is forgotten then."""
_SHARED, _PUBLIC = ("HS256",), ("RS256", "ES256")
log = structlog.get_logger("claimgraph")


class JwtReader:
    """Reads JWTs under the settings; raises SettingsError for keys that are none."""

    def __init__(self, settings: Settings) -> None:
        self._secret = settings.jwt_secret.get_secret_value() if settings.jwt_secret else None
        self._where = settings.jwt_keys or ""
        self._issuer, self._audience, self._role = settings.jwt_issuer, settings.jwt_audience, settings.jwt_role
        self._keys: Mapping[str, Any] = {}
        self._read_at = float("-inf")
        self._reading = asyncio.Lock()
        if self._where and not self._is_remote:
            self._keys = _keys_of(_text(self._where), self._where)

    @property
    def is_there(self) -> bool:
        """Whether there is any key."""
        return bool(self._secret or self._where)

    @property
    def _is_remote(self) -> bool:
        return self._where.startswith(("https://", "http://"))

    async def actor(self, token: str) -> Actor:
        """Return whom a token names; raises Unauthenticated."""
        try:
            header = jwt.get_unverified_header(token)
            key, algorithms = await self._key(header)
            claims = jwt.decode(token, key, algorithms, {"require": ["exp", "sub"]}, audience=self._audience, issuer=self._issuer, leeway=LEEWAY)
        except jwt.PyJWTError as error:
            raise Unauthenticated(f"the token is refused: {error}") from None
        role = claims.get(self._role, "reader")
        if role not in ROLES:
            raise Unauthenticated(f"the token is refused: its {self._role} is none of {', '.join(ROLES)}")
        return Actor(str(claims["sub"]), role)

    async def _key(self, header: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
        """The key for a token, by the kind of its signature: a public key is never taken for a secret."""
        if header.get("alg") in _SHARED and self._secret:
            return self._secret, _SHARED
        if header.get("alg") not in _PUBLIC or not self._where:
            raise Unauthenticated("the token is refused: it is not signed in a way that is taken here")
        identity = str(header.get("kid", ""))
        await self._renew(identity)
        if identity in self._keys:
            return self._keys[identity], _PUBLIC
        if len(self._keys) == 1 and not identity:
            return next(iter(self._keys.values())), _PUBLIC
        raise Unauthenticated("the token is refused: it is signed with a key that is not known")

    async def _renew(self, identity: str) -> None:
        """Read remote keys again where one is wanted that is not there, or they are old."""
        if not self._is_remote:
            return
        async with self._reading:
            age = time.monotonic() - self._read_at
            if age < (AGAIN if identity not in self._keys else LASTING):
                return
            self._read_at = time.monotonic()
            try:
                self._keys = _keys_of(await asyncio.to_thread(_fetched, self._where), self._where)
            except (requests.RequestException, SettingsError) as error:
                log.warning("the keys of JWTs cannot be read; those that are known go on", reason=str(error))


def _fetched(address: str) -> str:
    response = requests.get(address, timeout=PATIENCE)
    response.raise_for_status()
    return response.text


def _text(path: str) -> str:
    try:
        return Path(path).read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"CLAIMGRAPH_JWT_KEYS is {path!r}: it cannot be read ({error})") from None


def _keys_of(text: str, where: str) -> dict[str, Any]:
    """The keys of a JWKS by their ids, or the one of a PEM file."""
    try:
        if "-----BEGIN" in text:
            return {"": load_pem_public_key(text.encode())}
        return {key.key_id or "": key.key for key in jwt.PyJWKSet.from_dict(json.loads(text)).keys}
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise SettingsError(f"CLAIMGRAPH_JWT_KEYS is {where!r}: it has no keys ({error})") from None
