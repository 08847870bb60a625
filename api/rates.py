"""How many requests somebody may send: by the name of their token, by their address where they have none.

CLAIMGRAPH_RATE says how many in which time. An answer says how many are left; who sends more gets 429 and is told when to come back. Several processes
count together where CLAIMGRAPH_RATE_STORE names a Redis, whose package is an extra (requirements-redis.lock); while it cannot be reached, nobody is held up.
"""

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import limits
import structlog
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth import ANONYMOUS, OPEN
from api.responses import error_response
from api.settings import Settings
from graph.actors import LOCAL
from schema.errors import SettingsError

REDIS: Mapping[str, Any] = {"implementation": "redispy", "key_prefix": "claimgraph", "socket_timeout": 0.5, "socket_connect_timeout": 0.5}
"""What the store is told; times in seconds. A store in memory has no use for it."""
PAUSE = 5.0
"""Seconds for which a store that could not be reached is left alone."""

log = structlog.get_logger("claimgraph")


class Left(NamedTuple):
    """Whether a request may pass, how many may follow it, and the seconds after which there are more."""

    passes: bool
    number: int
    seconds: int


class Rate:
    """Counts requests; raises SettingsError for a rate or a store that is none."""

    def __init__(self, rate: str, store: str) -> None:
        try:
            self.item = limits.parse(rate)
            self._storage = storage_from_string(f"async+{store}", **REDIS)
            self._limiter = SlidingWindowCounterRateLimiter(self._storage)
        except (ConfigurationError, ValueError) as error:
            raise SettingsError(f"CLAIMGRAPH_RATE is {rate!r}, CLAIMGRAPH_RATE_STORE {store!r}: {error}") from None
        except ImportError:
            raise SettingsError(
                f"CLAIMGRAPH_RATE_STORE is {store!r}: the package for it is not installed: pip install --require-hashes -r requirements-redis.lock"
            ) from None
        self._free = Left(True, self.item.amount, self.item.get_expiry())
        self._away = 0.0

    async def left(self, who: str) -> Left:
        """Count a request."""
        if time.monotonic() < self._away:
            return self._free
        try:
            passes = await self._limiter.hit(self.item, who)
            reset, remaining = await self._limiter.get_window_stats(self.item, who)
        except Exception as error:  # of whatever client of Redis there is
            self._away = time.monotonic() + PAUSE
            log.warning("the store of rates cannot be reached: nobody is held up", reason=str(error), again_after=PAUSE)
            return self._free
        return Left(passes, remaining, max(1, round(reset - time.time())))

    async def close(self) -> None:
        """Close the connections to a Redis."""
        if isinstance(self._storage, RedisStorage):
            await self._storage.bridge.storage.aclose()  # type: ignore[attr-defined]  # limits has no way of its own


def make_rate(settings: Settings) -> Rate | None:
    """Return what counts requests under the settings."""
    return Rate(settings.rate, settings.rate_store) if settings.rate else None


class RateLimit:
    """Refuses who sends too many requests."""

    def __init__(self, app: ASGIApp, rate: Rate | None) -> None:
        self.app, self.rate = app, rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if self.rate is None or scope["type"] != "http" or scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
            return
        left = await self.rate.left(_who(scope))
        headers = {"RateLimit-Limit": str(self.rate.item.amount), "RateLimit-Remaining": str(left.number), "RateLimit-Reset": str(left.seconds)}

        async def send_with_rate(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        if left.passes:
            await self.app(scope, receive, send_with_rate)
            return
        refusal = error_response(f"too many requests: {self.rate.item} are possible, more in {left.seconds} s", "RATE_LIMITED", 429)
        refusal.headers["Retry-After"] = str(left.seconds)
        await refusal(scope, receive, send_with_rate)


def _who(scope: Scope) -> str:
    """Whom a request is counted for: what stands for nobody in particular is told apart by address."""
    actor = getattr(HTTPConnection(scope).state, "actor", ANONYMOUS)
    client = scope.get("client")
    return f"address {client[0] if client else ''}" if actor in (ANONYMOUS, LOCAL) else f"name {actor.name}"
