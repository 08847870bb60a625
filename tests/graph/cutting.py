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
    """Says when connections are cut: the next `times` times that `cut` holds, before Neo4j gets what was sent or after it has answered.

    `sent` counts what clients have sent, `cuts` how often a connection was cut; `closed` refuses new connections, `then_closed` after the next cut.
    """

    config: StoreConfig
    cut: Cut = at_commit
    times: int = 0
    before: bool = False
    closed: bool = False
    then_closed: bool = False
    sent: int = 0
    cuts: int = 0
    ends: list[asyncio.StreamWriter] = field(default_factory=list)
    tasks: set[asyncio.Task[None] | None] = field(default_factory=set)

    def is_cut(self, sent: bytes) -> bool:
        """Whether a connection is cut now."""
        self.sent += 1
        if not self.times or not self.cut(sent):
            return False
        self.times -= 1
        self.cuts += 1
        self.closed = self.then_closed
        return True

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, port: int) -> None:
        """Carry one connection until it ends or is cut."""
        self.tasks.add(asyncio.current_task())
        self.ends.append(writer)
        if not self.closed:
            there, back = await asyncio.open_connection(host, port)
            self.ends.append(back)
            last = asyncio.Event()
            up, down = asyncio.ensure_future(self._up(reader, back, last)), asyncio.ensure_future(_down(there, writer, last))
            await asyncio.wait((up, down), return_when=asyncio.FIRST_COMPLETED)
            if last.is_set() and not self.before:
                await asyncio.wait((down,))
            for way in (up, down):
                way.cancel()
            await asyncio.gather(up, down, return_exceptions=True)
            back.close()
        writer.close()

    async def _up(self, reader: asyncio.StreamReader, back: asyncio.StreamWriter, last: asyncio.Event) -> None:
        while not last.is_set() and (sent := await reader.read(65_536)):
            if self.is_cut(sent):
                last.set()
            if not (last.is_set() and self.before):
                back.write(sent)


async def _down(there: asyncio.StreamReader, writer: asyncio.StreamWriter, last: asyncio.Event) -> None:
    while (received := await there.read(65_536)) and not last.is_set():
        writer.write(received)


@asynccontextmanager
async def wire(config: StoreConfig) -> AsyncIterator[Wire]:
    """Give an address that leads to Neo4j, to be cut."""
    host, _, port = config.uri.removeprefix("bolt://").partition(":")
    made = Wire(config)
    async with await asyncio.start_server(lambda reader, writer: made.carry(reader, writer, host, int(port)), "127.0.0.1", 0) as server:
        made.config = replace(config, uri=f"bolt://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        yield made
        for end in made.ends:
            end.close()
        for end in made.ends:
            with suppress(OSError):
                await end.wait_closed()
        await asyncio.gather(*filter(None, made.tasks), return_exceptions=True)
