"""Clients that go away: what was done for them ends, and nothing else does."""

import asyncio
from typing import Any

import pytest
from starlette.requests import ClientDisconnect, Request

from api import leaving
from api.leaving import while_wanted

pytestmark = pytest.mark.anyio
GONE, THERE = {"type": "http.disconnect"}, {"type": "http.request"}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "QUICK", 0.01)


def request_of(*messages: dict[str, Any]) -> Request:
    """A request that tells these messages, and then nothing."""
    rest = list(messages)

    async def receive() -> dict[str, Any]:
        if not rest:
            await asyncio.Event().wait()
        return rest.pop(0)

    return Request({"type": "http"}, receive)


async def test_work_for_who_has_gone_is_cancelled() -> None:
    ended = False

    async def work() -> None:
        nonlocal ended
        try:
            await asyncio.sleep(60)
        finally:
            ended = True

    with pytest.raises(ClientDisconnect):
        await while_wanted(request_of(THERE, GONE), work())
    assert ended


async def test_who_waits_gets_the_answer() -> None:
    assert await while_wanted(request_of(THERE), asyncio.sleep(0.05, "answer")) == "answer"
    assert await while_wanted(request_of(GONE), asyncio.sleep(0, "quick")) == "quick"


async def test_a_time_limit_of_the_work_stays_what_it_is() -> None:
    async def work() -> None:
        await asyncio.sleep(0.05)
        raise TimeoutError("of the work")

    with pytest.raises(TimeoutError, match="of the work"):
        await while_wanted(request_of(), work())


async def test_who_is_stopped_from_outside_is_stopped() -> None:
    task = asyncio.create_task(while_wanted(request_of(), asyncio.sleep(60)))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
