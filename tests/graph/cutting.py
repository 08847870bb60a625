"""A way to Neo4j that is cut at a chosen place in the conversation."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

from graph.store import StoreConfig

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""Bolt's COMMIT as it travels: a chunk of two bytes, and the chunk that ends a message."""

Cut = Callable[[bytes], bool]
"""Whether what a client sends is to be the last of its connection."""


def at_commit(sent: bytes) -> bool:
    """Cut at a COMMIT."""
    return COMMIT in sent


@dataclass
class Wire:
    """Says when connections are cut: the next `times` times that `cut` holds; before Neo4j gets what was sent, or after it has answered.

    `sent` counts what clients have sent, `cuts` how often a connection was cut; `closed` refuses new connections.
    """

    config: StoreConfig
    cut: Cut = at_commit
    times: int = 0
    before: bool = False
    closed: bool = False
    then_closed: bool = False
    sent: int = 0
    cuts: int = 0
    open_ones: list[asyncio.StreamWriter] = field(default_factory=list)

    def is_cut(self, sent: bytes) -> bool:
        self.sent += 1
        if not self.times or not self.cut(sent):
            return False
        self.times -= 1
        self.cuts += 1
        self.closed = self.then_closed
        return True


@asynccontextmanager
async def wire(config: StoreConfig) -> AsyncIterator[Wire]:
    """Give an address that leads to Neo4j, to be cut."""
    host, _, port = config.uri.removeprefix("bolt://").partition(":")
    handlers: set[asyncio.Task[None] | None] = set()

    async def upwards(reader: asyncio.StreamReader, there: asyncio.StreamWriter, answered: asyncio.Event, is_last: asyncio.Event) -> None:
        while sent := await reader.read(65_536):
            if made.is_cut(sent):
                is_last.set()
                if made.before:
                    return
                answered.clear()
                there.write(sent)
                await answered.wait()
                return
            there.write(sent)

    async def downwards(there: asyncio.StreamReader, writer: asyncio.StreamWriter, answered: asyncio.Event, is_last: asyncio.Event) -> None:
        while received := await there.read(65_536):
            answered.set()
            if is_last.is_set():
                return
            writer.write(received)

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handlers.add(asyncio.current_task())
        made.open_ones.append(writer)
        if made.closed:
            writer.close()
            return
        there, back = await asyncio.open_connection(host, int(port))
        made.open_ones.append(back)
        answered, is_last = asyncio.Event(), asyncio.Event()
        ways = [asyncio.ensure_future(way) for way in (upwards(reader, back, answered, is_last), downwards(there, writer, answered, is_last))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        for end in (writer, back):
            end.close()

    async with await asyncio.start_server(connect, "127.0.0.1", 0) as server:
        made = Wire(replace(config, uri=f"bolt://127.0.0.1:{server.sockets[0].getsockname()[1]}"))
        yield made
        for end in made.open_ones:
            end.close()
        for end in made.open_ones:
            with suppress(OSError):
                await end.wait_closed()
        await asyncio.gather(*filter(None, handlers), return_exceptions=True)
