"""Which files are read, and by whom: names and patterns to sources, and these into the staging file.

Files are read from the first one on, and by another process, if there is one, from the last one on until they meet; large ones in parts.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from glob import has_magic
from pathlib import Path
from typing import TypeVar

from graph.apart import Other
from graph.gather import Gathered, Gathering
from graph.rdf_in import FORMATS, RdfFile
from graph.stage import Stage
from graph.tables import SUFFIXES, TableFile
from graph.told import Reading, Source
from schema.errors import ClaimgraphError, DataUnreadable

T = TypeVar("T")

STDIN = "-"

SOURCES: Mapping[str, Callable[[Path, str, str, Reading], Source]] = {**dict.fromkeys(FORMATS, RdfFile), **dict.fromkeys(SUFFIXES, TableFile)}
"""Suffix to the reader of such files, called with file, its name in messages, suffix, and how to read; a further `.gz` is taken off first."""


def open_sources(names: Iterable[Path | str], how: Reading, stdin: Callable[[], Path] | None = None) -> list[Source]:
    """Return a source for each file; patterns are expanded, and `-` is standard input, of which `stdin` makes a file that can be read again.

    Raises DataUnreadable for what is missing, a directory, or of no known format; nothing is read yet but standard input.
    """
    return [_source(path, name, how) for given in names for path, name in _paths(str(given), stdin)]


def _paths(name: str, stdin: Callable[[], Path] | None) -> list[tuple[Path, str]]:
    if name == STDIN and stdin is not None:
        return [(stdin(), "standard input")]
    if has_magic(name) and not Path(name).exists():
        start = Path(Path(name).anchor)
        found = sorted(path for path in start.glob(str(Path(name).relative_to(start))) if path.is_file())
        if not found:
            raise DataUnreadable(f"{name}: no file has such a name")
        return [(path, str(path)) for path in found]
    return [(Path(name), name)]


def _source(path: Path, name: str, how: Reading) -> Source:
    if path.is_dir():
        raise DataUnreadable(f"{name}: is a directory; name its files, such as '{name}/*.ttl'")
    if not path.exists():
        raise DataUnreadable(f"{name}: cannot be read: No such file or directory")
    kind = how.format or _kind(path)
    if kind not in SOURCES:
        shown = ", ".join("." + suffix for suffix in SOURCES)
        raise DataUnreadable(f"{name}: its name does not tell its format; possible: {shown}, each also with .gz; or say it by --format")
    return SOURCES[kind](path, name, kind, how)


def _kind(path: Path) -> str:
    suffixes = [suffix.lstrip(".").lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == "gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


async def read(stage: Stage, sources: Sequence[Source], claims: Collection[str], other: Other | None, tell: Callable[[int, int], None]) -> None:
    """Stage all that sources say; tells how many bytes of how many were read. Raises what the first source raises that cannot be read."""
    stage.sources = [part for source in sources for part in (source.parts() if other and isinstance(source, RdfFile) else [source])]
    await _Reading(stage, claims, tell).run(other)


class _Reading:
    def __init__(self, stage: Stage, claims: Collection[str], tell: Callable[[int, int], None]) -> None:
        self._stage, self._claims, self._tell = stage, claims, tell
        self._left = deque(enumerate(stage.sources))
        self._done, self._total = [0] * len(stage.sources), sum(source.size for source in stage.sources)

    async def run(self, other: Other | None) -> None:
        there = asyncio.create_task(self._there(other)) if other else None
        try:
            await asyncio.to_thread(self._here)
        finally:
            self._left.clear()
            faults = await asyncio.gather(there, return_exceptions=True) if there else []
        for fault in filter(None, faults):
            raise fault

    def _here(self) -> None:
        gathering = Gathering(self._claims)
        for number, source in _all(self._left.popleft):
            gathering.read(number, source, partial(self._keep, number))
        self._stage.know(gathering.terms)

    async def _there(self, other: Other) -> None:
        failed: ClaimgraphError | None = None
        for number, source in _all(self._last):
            try:
                async for gathered, done in other.read(number, source, self._claims):
                    await asyncio.to_thread(self._keep, number, gathered, done)
            except ClaimgraphError as error:
                failed = error  # one of an earlier source may be in its way
        self._stage.know(await other.terms())
        if failed:
            raise failed

    def _last(self) -> tuple[int, Source]:
        """Take the last source, unless it is a table, which keeps count of what it does not read."""
        if not isinstance(self._left[-1][1], RdfFile):
            raise IndexError
        return self._left.pop()

    def _keep(self, number: int, gathered: Gathered, done: int) -> None:
        self._stage.keep(gathered)
        self._done[number] = done
        self._tell(sum(self._done), self._total)


def _all(take: Callable[[], T]) -> Iterator[T]:
    """Yield what can be taken until there is nothing left, others taking from it too."""
    while True:
        try:
            one = take()
        except IndexError:
            return
        yield one
