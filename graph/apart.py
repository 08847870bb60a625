"""The reading of files and the resolving of groups by several at once: of a large load by a process of its own as well, so that a second core works.

Who reads is told a file, or a part of one, and gives back what it says in rows of the staging file. Who resolves is told the Model and what numbers stand
for, then one group after the other, and gives a parcel back for each, with what it has found or met for the first time. To the other process messages are
pickles after their length in eight bytes, over pipes that nobody else has. Where this process ends, however it does, the other one reads to the end of its
input and ends as well.
"""

import asyncio
import gc
import os
import pickle
import signal
import struct
import sys
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, BinaryIO, NamedTuple, Protocol

from graph.bodies import Bodies, Terms
from graph.findings import Finding, Findings
from graph.gather import Gathered, Gathering
from graph.passing import packed
from graph.resolve import Known
from graph.resolver import Resolver
from graph.resolving import Parcel, Resolving
from graph.stage import EdgeRow
from graph.told import Source
from graph.unknown import Policy, Unknown
from graph.validation.written import Held
from graph.vocabulary import Vocabulary
from schema.errors import ClaimgraphError
from schema.model import Model, Relation

LARGE = 16 << 20
"""Bytes of files from which on a process of its own is worth its start."""
SERVE = "from graph.apart import serve; serve()"
_HEAD = struct.Struct(">Q")
_BUFFER = 1 << 20
_USES = EdgeRow._fields.index("uses")


class Side(Protocol):
    """Whoever resolves groups."""

    async def step(self, group: list[Bodies], known: Mapping[str, Known]) -> Parcel:
        """Resolve a group."""

    async def end(self) -> Parcel:
        """Return what is left."""


class _News(NamedTuple):
    """What a resolver has found, numbered and counted since it was last asked."""

    kinds: list[Any]
    uses: dict[int, tuple[Relation, ...]]
    findings: list[tuple[Finding, bool]]
    skipped: Counter[str]
    kept: Counter[str]


class Whose(NamedTuple):
    """For whom is resolved: they know in the end all that was found, numbered and counted, whoever did it."""

    resolver: Resolver
    findings: Findings
    unknown: Unknown


@asynccontextmanager
async def beside(size: int) -> AsyncIterator["Other | None"]:
    """Give a process that works beside this one on files of so many bytes; none where it would not be worth its start."""
    if size < LARGE or (os.cpu_count() or 1) < 2:
        yield None
        return
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", SERVE, stdin=pipe, stdout=pipe, limit=_BUFFER)
    try:
        yield Other(process)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def resolving(whose: Whose, policy: Policy, terms: Terms, other: "Other | None") -> list[Side]:
    """Return who resolves the groups of a load."""
    model = whose.resolver.words.model
    here = _Here(_Lone(model, policy, terms), _Taking(whose))
    if other is None:
        return [here]
    await other.begin(model, policy, terms)
    there = _There(other, _Taking(whose))
    return [there, there, here]  # the next group waits for it while it works on one


class _Lone:
    """A resolver by itself, and what it finds, numbers and counts until it is passed on."""

    def __init__(self, model: Model, policy: Policy, terms: Terms) -> None:
        words = Vocabulary(model)
        self._noting, self._unknown = _Noting(), Unknown(policy, words)
        self._resolver = Resolver(words, self._noting, self._unknown)
        self._inner = Resolving(self._resolver, Held(model), terms)

    def answer(self, group: tuple[list[Bodies], Mapping[str, Known]] | None) -> tuple[Parcel, _News]:
        """Return what a group comes to, or (None) what is left, and what is new."""
        kinds, uses = len(self._resolver.kinds.known), len(self._resolver.uses)
        parcel = self._inner.step(*group) if group else self._inner.end()
        skipped, kept = Counter(self._unknown.skipped), Counter(self._unknown.kept)
        news = _News(self._resolver.kinds.known[kinds:], dict(list(self._resolver.uses.items())[uses:]), self._noting.new, skipped, kept)
        self._noting.new = []
        self._unknown.skipped.clear()
        self._unknown.kept.clear()
        return parcel, news


class _Noting(Findings):
    """Findings that are passed on."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[tuple[Finding, bool]] = []

    def add(self, finding: Finding, unknown_term: bool = False) -> None:
        self.new.append((finding, unknown_term))


class _Taking:
    """Brings what one resolver tells to those for whom it works, whose numbers differ from its own."""

    def __init__(self, whose: Whose) -> None:
        self._whose = whose
        self._kinds, self._uses = list(range(len(whose.resolver.kinds.known))), dict[int, int]()

    def take(self, parcel: Parcel, news: _News) -> Parcel:
        """Return a parcel in their numbers."""
        resolver, findings, unknown = self._whose
        self._kinds += map(resolver.kinds.of, news.kinds)
        self._uses |= {number: resolver.use(relations) for number, relations in news.uses.items()}
        for finding in news.findings:
            findings.add(*finding)
        unknown.skipped.update(news.skipped)
        unknown.kept.update(news.kept)
        kinds, uses = self._kinds, self._uses
        return parcel._replace(
            kinds=[(iri, kinds[number], stored) for iri, number, stored in parcel.kinds],
            edges=[(*row[:_USES], uses[row[_USES]], *row[_USES + 1 :]) for row in parcel.edges],
        )


class _Here:
    """Resolves in a thread."""

    def __init__(self, lone: _Lone, taking: _Taking) -> None:
        self._lone, self._taking = lone, taking

    async def step(self, group: list[Bodies], known: Mapping[str, Known]) -> Parcel:
        return self._taking.take(*await asyncio.to_thread(self._lone.answer, (group, known)))

    async def end(self) -> Parcel:
        return self._taking.take(*self._lone.answer(None))


class _There:
    """Lets the other process resolve."""

    def __init__(self, other: "Other", taking: _Taking) -> None:
        self._other, self._taking = other, taking

    async def step(self, group: list[Bodies], known: Mapping[str, Known]) -> Parcel:
        return self._taking.take(*await self._other.ask((group, known)))

    async def end(self) -> Parcel:
        return self._taking.take(*await self._other.ask(None))


class Other:
    """The other process, as this one has it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._asking, self._answered = asyncio.Lock(), asyncio.Lock()

    async def read(self, number: int, source: Source, claims: Collection[str]) -> AsyncIterator[tuple[Gathered, int]]:
        """Let it read a source; raises what it raises. Sources are read one after the other, and before anything is resolved."""
        await self._send((number, source, claims))
        while answer := await self._receive():
            if isinstance(answer, Exception):
                raise answer
            yield answer

    async def terms(self) -> Terms:
        """End the reading; return what the numbers in its rows stand for."""
        await self._send(None)
        return Terms(*await self._receive())

    async def begin(self, model: Model, policy: Policy, terms: Terms) -> None:
        """Say for what it is to resolve groups."""
        await self._send((model, policy, tuple(terms)))

    async def ask(self, message: Any) -> Any:
        """Return its answer to a message; answers come in the order in which messages went."""
        async with self._asking:
            await self._send(message)
        async with self._answered:  # a lock is given in the order in which it was asked for
            return await self._receive()

    async def _send(self, message: Any) -> None:
        assert self._process.stdin
        body = await asyncio.to_thread(packed, message)
        with suppress(ConnectionError):  # that it has ended is told where its answer is missing
            self._process.stdin.write(_HEAD.pack(len(body)))
            self._process.stdin.write(body)
            await self._process.stdin.drain()

    async def _receive(self) -> Any:
        assert self._process.stdout
        try:
            (length,) = _HEAD.unpack(await self._process.stdout.readexactly(_HEAD.size))
            body = await self._process.stdout.readexactly(length)
        except asyncio.IncompleteReadError:
            raise RuntimeError("the process that works on a load beside this one has ended; nothing was written") from None
        return await asyncio.to_thread(pickle.loads, body)


# the other process


def serve() -> None:
    """Resolve what is asked for on standard input, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides
    gc.set_threshold(100_000, *gc.get_threshold()[1:])  # as a load does
    with suppress(EOFError, BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer)


def _serve(source: BinaryIO, sink: BinaryIO) -> None:
    _serve_reading(source, sink)
    model, policy, terms = _receive(source)
    lone = _Lone(model, policy, Terms(*terms))
    while True:
        _answer(sink, lone.answer(_receive(source)))


def _serve_reading(source: BinaryIO, sink: BinaryIO) -> None:
    gathering: Gathering | None = None
    while asked := _receive(source):
        number, file, claims = asked
        gathering = gathering or Gathering(claims, side=1)
        try:
            gathering.read(number, file, lambda *gathered: _answer(sink, gathered))
        except ClaimgraphError as error:
            _answer(sink, error)
        else:
            _answer(sink, None)
    _answer(sink, tuple(gathering.terms) if gathering else ({}, {}))


def _answer(sink: BinaryIO, answer: Any) -> None:
    body = packed(answer)
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
