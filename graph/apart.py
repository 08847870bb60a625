"""The resolving of a large load in a process of its own, so that a second core works while this one reads and stages.

It is told the Model and what numbers stand for, then one group after the other, and gives a parcel back for each, with what the resolver has found or
met for the first time. Messages are pickles after their length in eight bytes, between this process and the one that it started, over pipes that nobody
else has. Where this process ends, however it does, the other one reads to the end of its input and ends as well.
"""

import asyncio
import gc
import os
import pickle
import signal
import struct
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, BinaryIO, NamedTuple, Protocol

from graph.bodies import Bodies, Terms
from graph.findings import Finding, Findings
from graph.passing import packed
from graph.resolve import Known
from graph.resolver import Resolver
from graph.resolving import Parcel, Resolving
from graph.unknown import Policy, Unknown
from graph.validation.written import Held
from graph.vocabulary import Vocabulary
from schema.model import Model, Relation

MANY = 200_000
"""Triples from which on a process of its own is worth its start."""
SERVE = "from graph.apart import serve; serve()"
_HEAD = struct.Struct(">Q")
_BUFFER = 1 << 20


class Side(Protocol):
    """Whoever resolves groups."""

    async def step(self, group: list[Bodies], known: Mapping[str, Known]) -> Parcel:
        """Resolve a group."""

    async def end(self) -> Parcel:
        """Return what is left."""


class _News(NamedTuple):
    """What a resolver has found, and numbered, since it was last asked."""

    kinds: list[Any]
    uses: dict[int, tuple[Relation, ...]]
    findings: list[tuple[Finding, bool]]
    skipped: Counter[str]
    kept: Counter[str]


class Whose(NamedTuple):
    """For whom is resolved: they know in the end all that was found, numbered and counted, wherever that was."""

    resolver: Resolver
    findings: Findings
    unknown: Unknown


@asynccontextmanager
async def resolving(whose: Whose, held: Held, policy: Policy, terms: Terms, triples: int) -> AsyncIterator[Side]:
    """Give who resolves the groups of a load of so many triples."""
    if triples < MANY or (os.cpu_count() or 1) < 2:
        yield _Here(Resolving(whose.resolver, held, terms))
        return
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", SERVE, stdin=pipe, stdout=pipe, limit=_BUFFER)
    try:
        other = _Other(process, whose)
        await other.begin(whose.resolver.words.model, policy, terms)
        yield other
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


class _Here:
    """Resolves in a thread."""

    def __init__(self, inner: Resolving) -> None:
        self._inner = inner

    async def step(self, group: list[Bodies], known: Mapping[str, Known]) -> Parcel:
        return await asyncio.to_thread(self._inner.step, group, known)

    async def end(self) -> Parcel:
        return self._inner.end()


class _Other:
    """Lets the other process resolve."""

    def __init__(self, process: asyncio.subprocess.Process, whose: Whose) -> None:
        self._process, self._whose = process, whose

    async def begin(self, model: Model, policy: Policy, terms: Terms) -> None:
        await self._send((model, policy, tuple(terms)))

    async def step(self, group: list[Bodies], known: Mapping[str, Known]) -> Parcel:
        return await self._ask((group, known))

    async def end(self) -> Parcel:
        return await self._ask(None)

    async def _ask(self, message: Any) -> Parcel:
        assert self._process.stdout
        await self._send(message)
        try:
            (length,) = _HEAD.unpack(await self._process.stdout.readexactly(_HEAD.size))
            body = await self._process.stdout.readexactly(length)
        except asyncio.IncompleteReadError:
            raise RuntimeError("the process that checks a load has ended; nothing was written") from None
        parcel, news = await asyncio.to_thread(pickle.loads, body)
        self._learn(news)
        found: Parcel = parcel
        return found

    def _learn(self, news: _News) -> None:
        """Take over what the other resolver, which alone numbers, has numbered and found."""
        resolver, findings, unknown = self._whose
        for kind in news.kinds:
            resolver.kinds.of(kind)
        resolver.uses.update(news.uses)
        for finding in news.findings:
            findings.add(*finding)
        unknown.skipped.update(news.skipped)
        unknown.kept.update(news.kept)

    async def _send(self, message: Any) -> None:
        assert self._process.stdin
        body = await asyncio.to_thread(packed, message)
        with suppress(ConnectionError):  # that it has ended is told where its answer is missing
            self._process.stdin.write(_HEAD.pack(len(body)))
            self._process.stdin.write(body)
            await self._process.stdin.drain()


# the other process


class _Noting(Findings):
    """Findings that are passed on."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[tuple[Finding, bool]] = []

    def add(self, finding: Finding, unknown_term: bool = False) -> None:
        self.new.append((finding, unknown_term))


def _news(resolver: Resolver, noting: _Noting, unknown: Unknown, known: tuple[int, int]) -> _News:
    """What is new, `known` of the sets of classes and of the relations having been told; forgets what it tells."""
    kinds, uses = known
    news = _News(resolver.kinds.known[kinds:], dict(list(resolver.uses.items())[uses:]), noting.new, Counter(unknown.skipped), Counter(unknown.kept))
    noting.new = []
    unknown.skipped.clear()
    unknown.kept.clear()
    return news


def serve() -> None:
    """Resolve what is asked for on standard input, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides
    gc.set_threshold(100_000, *gc.get_threshold()[1:])  # as a load does
    with suppress(EOFError, BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer)


def _serve(source: BinaryIO, sink: BinaryIO) -> None:
    model, policy, terms = _receive(source)
    words, noting = Vocabulary(model), _Noting()
    unknown = Unknown(policy, words)
    inner = Resolving(Resolver(words, noting, unknown), Held(model), Terms(*terms))
    while True:
        told = len(inner.resolver.kinds.known), len(inner.resolver.uses)
        message = _receive(source)
        parcel = inner.step(*message) if message else inner.end()
        body = packed((parcel, _news(inner.resolver, noting, unknown, told)))
        sink.write(_HEAD.pack(len(body)))
        sink.write(body)
        sink.flush()


def _receive(source: BinaryIO) -> Any:
    return pickle.loads(_read(source, *_HEAD.unpack(_read(source, _HEAD.size))))


def _read(source: BinaryIO, size: int) -> bytes:
    found = source.read(size)
    if len(found) < size:  # whoever started it is gone
        raise EOFError
    return found
