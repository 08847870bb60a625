"""A connection of the driver's, held for many reads: a statement is one message out and one answer in.

The driver makes, pools, encrypts and closes its connections; only what it does around each statement is left out: taking a connection from the pool
and giving it back, a result with its records, a task with a timer for each part of a message. That was two thirds of the CPU of a point read.

`Wire` names all that is used here and is not part of the driver's public interface; it is pinned, and `tests/graph/test_store.py` holds that this works.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any, TypeAlias

CHUNK = 65_536
"""Bytes that one read of the socket may bring."""
GRACE = 2.0
"""Seconds that an answer may be late after the time that the database was given: then it is the connection that fails."""
MOST_IDLE = 60.0
"""Seconds without use after which a connection is not trusted any more."""


Wire: TypeAlias = Any
"""A connection of the driver's, of which is used here: `run`, `pull`, `send_all`, `fetch_all`, `new_hydration_scope`, `stale`, `is_idle_for`, `kill`,
`inbox` with `on_error` and the class of its unpacker, `socket` with `recv`, `set_read_timeout` and `set_write_timeout`."""


class Inbox:
    """Messages out of a socket: reads what is there, not two bytes, then so many, for each part of a message, as the driver's own does."""

    def __init__(self, socket: Any, unpacker: Any, lost: Callable[[Exception], Awaitable[None]]) -> None:
        self._socket = socket
        self._unpacker = unpacker
        self._lost = lost
        self._bytes = b""
        self._at = 0

    async def pop(self, hydration_hooks: Any) -> tuple[bytes, list[Any]]:
        """Return the tag and the fields of the next message."""
        message = await self._message()
        buffer = self._unpacker.new_unpackable_buffer()
        buffer.data, buffer.used = message, len(message)
        unpacker = self._unpacker(buffer)
        size, tag = unpacker.unpack_structure_header()
        return tag, [unpacker.unpack(hydration_hooks) for _ in range(size)]

    async def _message(self) -> bytearray:
        """The parts of a message, each with its length in front, up to one of length 0; those of length 0 before it keep a connection alive."""
        message = bytearray()
        while True:
            size = int.from_bytes(await self._take(2))
            if size:
                message += await self._take(size)
            elif message:
                return message

    async def _take(self, size: int) -> bytes:
        while len(self._bytes) < self._at + size:
            self._bytes, self._at = self._bytes[self._at :] + await self._receive(), 0
        self._at += size
        return self._bytes[self._at - size : self._at]

    async def _receive(self) -> bytes:
        """Return what has come; if nothing can come any more, the driver is told, which raises its own error."""
        try:
            received: bytes = await self._socket.recv(CHUNK)
            if received:
                return received
            raise OSError("the other side has closed the connection")
        except OSError as error:
            await self._lost(error)
            raise


class Line:
    """One connection that answers one statement after the other."""

    def __init__(self, wire: Wire, database: str | None) -> None:
        self.used = False
        self._wire = wire
        self._database = database
        scope = wire.new_hydration_scope()
        self._hooks = {"dehydration_hooks": scope.dehydration_hooks, "hydration_hooks": scope.hydration_hooks}
        # each would start a task at every read or write; `ask` has one timeout for all of them
        wire.socket.set_read_timeout(None)
        wire.socket.set_write_timeout(None)
        wire.inbox = Inbox(wire.socket, type(wire.inbox._unpacker), wire.inbox.on_error)

    @property
    def fit(self) -> bool:
        """Whether it can be used again: neither old, nor silent for so long that something between may have forgotten it."""
        return not self._wire.stale() and not self._wire.is_idle_for(MOST_IDLE)

    async def ask(self, text: str, parameters: Mapping[str, Any], timeout: float, bookmarks: Collection[str] = ()) -> list[Any]:
        """Return the values of the first record, or raise what the driver raises; TimeoutError if nothing comes in time (in seconds)."""
        records: list[list[Any]] = []
        wire = self._wire
        async with asyncio.timeout(timeout + GRACE):
            wire.run(text, parameters, mode="r", timeout=timeout, db=self._database, bookmarks=bookmarks, **self._hooks)
            wire.pull(-1, on_records=records.extend, **self._hooks)
            await wire.send_all()
            await wire.fetch_all()
        self.used = True
        return records[0]

    def kill(self) -> None:
        """Close the connection at once; the driver forgets it when it gets it back."""
        self._wire.kill()
