"""Clients that go away while their answer is made: what is done for them ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

T = TypeVar("T")
QUICK = 0.25
"""Seconds for which nobody looks: nearly all answers are there before."""


async def while_wanted(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do work for a client whose request was read; raises ClientDisconnect, after the work has been cancelled, when it goes away."""
    loop = asyncio.get_running_loop()
    watching: list[asyncio.Task[None]] = []
    scope = asyncio.timeout(None)

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        scope.reschedule(loop.time())

    begin = loop.call_later(QUICK, lambda: watching.append(loop.create_task(watch())))
    try:
        async with scope:
            return await work
    except TimeoutError:
        if scope.expired():
            raise ClientDisconnect from None
        raise
    finally:
        begin.cancel()
        for task in watching:
            task.cancel()
