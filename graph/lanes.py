"""Work side by side: lanes that take their work from one line, which a thread prepares ahead of them."""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")


async def side_by_side(*lanes: Coroutine[Any, Any, None]) -> None:
    """Run them all; where one fails the others are cancelled, and its error is raised when they have ended."""
    tasks = [asyncio.create_task(lane) for lane in lanes]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


class Ahead(Generic[T]):
    """Gives the members of an iterator; while some are worked on, a thread makes the next."""

    def __init__(self, members: Iterator[T]) -> None:
        self._members = members
        self._one = asyncio.Lock()
        self._following: asyncio.Task[T | None] | None = None

    async def next(self) -> T | None:
        """Return the next member, None at the end."""
        async with self._one:
            member = await (self._following or self._make())
            self._following = self._make()
            return member

    def _make(self) -> "asyncio.Task[T | None]":
        return asyncio.create_task(asyncio.to_thread(next, self._members, None))

    async def end(self) -> None:
        """Leave no thread behind."""
        if self._following:
            await asyncio.wait((self._following,))
