"""API tokens: what stands for somebody with a role. The store has their hashes, beside the graph and in no answer about it.

    (:ApiToken {id, hash, name, role, createdAt, expiresAt, revokedAt})

A token is 32 random bytes, so a plain hash hides it: there is nothing to guess.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.actors import Actor, Role
from graph.store import Store
from schema.errors import SettingsError

TOKEN = "ApiToken"
MARK = "cg_"
"""What every token begins with, so that it is known for one wherever it turns up."""
_RETURN = "RETURN t.id, t.name, t.role, toString(t.createdAt), toString(t.expiresAt), toString(t.revokedAt)"


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; times are RFC 3339 text, None where it never ends or was not revoked."""

    id: str
    name: str
    role: Role
    created: str
    expires: str | None
    revoked: str | None

    @property
    def actor(self) -> Actor:
        """Whom it stands for."""
        return Actor(self.name, self.role)

    @property
    def holds(self) -> bool:
        """Whether it was not revoked and has not expired."""
        return self.revoked is None and (self.expires is None or datetime.now(UTC) < datetime.fromisoformat(self.expires))


async def create_token(store: Store, name: str, role: Role, expires: datetime | None = None) -> tuple[Token, str]:
    """Make a token; its text is returned once and is nowhere else."""
    if expires is not None and expires <= datetime.now(UTC):
        raise SettingsError("a token has to expire in the future")
    text = MARK + secrets.token_urlsafe(32)
    known = {"id": secrets.token_hex(4), "hash": _hash(text), "name": name, "role": role}
    made = f"CREATE (t:{TOKEN}) SET t = $known, t.createdAt = $now, t.expiresAt = $expires {_RETURN}"
    (row,) = await store.transact(lambda transaction: transaction.rows(made, {"known": known, "now": datetime.now(UTC), "expires": expires}))
    return Token(*row), text


async def list_tokens(store: Store) -> list[Token]:
    """Return all tokens, the oldest first."""
    return [Token(*row) for row in await store.rows(f"MATCH (t:{TOKEN}) {_RETURN} ORDER BY t.createdAt, t.id", {})]


async def revoke_token(store: Store, identity: str) -> bool:
    """Revoke a token by its id; return whether there is one."""
    text = f"MATCH (t:{TOKEN} {{id: $id}}) SET t.revokedAt = coalesce(t.revokedAt, $now) RETURN t.id"
    return bool(await store.transact(lambda transaction: transaction.rows(text, {"id": identity, "now": datetime.now(UTC)})))


async def find_token(store: Store, text: str) -> Token | None:
    """Return the token of this text."""
    rows = await store.rows(f"MATCH (t:{TOKEN} {{hash: $hash}}) {_RETURN}", {"hash": _hash(text)})
    return Token(*rows[0]) if rows else None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
