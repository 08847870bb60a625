"""Which files are read, and by whom: names and patterns to sources."""

from collections.abc import Callable, Iterable, Mapping
from glob import has_magic
from pathlib import Path

from graph.rdf_in import FORMATS, RdfFile
from graph.tables import SUFFIXES, TableFile
from graph.told import Reading, Source
from schema.errors import DataUnreadable

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
