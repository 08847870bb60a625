"""`claimgraph token`: API tokens made, listed and revoked."""

from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table

from api.choices import RoleName
from api.place import find_place
from api.settings import Settings
from graph.store import Store
from graph.tokens import Token, create_token, list_tokens, revoke_token
from schema.errors import SettingsError

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


async def create(settings: Settings, name: str, role: RoleName, expires: str | None) -> tuple[Token, str]:
    """Make a token; return it and its text."""
    async with Store(find_place(settings).config) as store:
        return await create_token(store, name, role.value, end_of(expires))


async def tokens(settings: Settings) -> list[Token]:
    """Return all tokens."""
    async with Store(find_place(settings).config) as store:
        return await list_tokens(store)


async def revoke(settings: Settings, identity: str) -> None:
    """Revoke a token; raises SettingsError for one that is not there."""
    async with Store(find_place(settings).config) as store:
        if not await revoke_token(store, identity):
            raise SettingsError(f"no token has the id {identity!r}: see `claimgraph token list`")


def end_of(expires: str | None) -> datetime | None:
    """Return when a token ends; raises SettingsError for what is neither a length nor a date.

    >>> end_of("2030-01-01").isoformat()
    '2030-01-01T00:00:00+00:00'
    """
    if expires is None:
        return None
    number, unit = expires[:-1], _UNITS.get(expires[-1:])
    try:
        if unit and number.isdecimal():
            return datetime.now(UTC) + int(number) * unit
        found = datetime.fromisoformat(expires)
    except (ValueError, OverflowError):
        raise SettingsError(f"--expires is {expires!r}: it must be a length such as 12h, 90d, 8w, or a date such as 2030-01-31") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def show_tokens(console: Console, found: list[Token]) -> None:
    """Print tokens as a table."""
    table = Table("id", "name", "role", "created", "expires", "revoked", box=None)
    for token in found:
        table.add_row(token.id, token.name, token.role, token.created[:19], (token.expires or "never")[:19], (token.revoked or "")[:19])
    console.print(table)
