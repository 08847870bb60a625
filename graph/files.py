"""The bytes of data files: unpacked, UTF-8, whole or line by line."""

import gzip
import re
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Literal, cast

from graph.told import LONGEST

TOO_LONG = "buffer maximal size"
"""Part of what the parser, or `Stream`, says about a text that is longer than what is held in memory."""

DEEPEST = 200
"""Levels of JSON, and of triples in triples."""
Kind = Literal["", "xml", "json", "turtle"]
"""What to watch for: "turtle" stands for all that is written like it."""

_QUOTE = ord('"')
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_UNMARKED = bytes(set(range(256)) - set(b'"[]{}'))
_TERM = re.compile(rb"<<\(|\)>>|\.\s*\n")
_TERM_LENGTH = 3
_UTF8 = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_GZIP = b"\x1f\x8b"
_HEAD = 65_536
# what may stand before the first element of an XML document
_PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?>(?:<\?.*?\?>|<!--.*?-->)\s*)*", re.DOTALL)


class Stream:
    """The bytes of a file, unpacked and without the mark of UTF-8 (but with it where `raw`), as they are asked for or line by line.

    A `span` is the part from one byte to another, of a file that is not packed. `line` is the line that was given out last, `position` how many bytes of the file were read. Raises SyntaxError for another encoding, a DOCTYPE and
    what is nested too deeply, MemoryError for a text in XML without an end.
    """

    def __init__(self, path: Path, by_line: bool = False, kind: Kind = "", raw: bool = False, span: tuple[int, int] | None = None) -> None:
        self._raw = path.open("rb")
        packed = is_packed(path)
        self._file = cast("BinaryIO", gzip.GzipFile(fileobj=self._raw)) if packed else self._raw
        self._start, self._stop = span or (0, sys.maxsize)
        self._by_line, self._rest, self._ended = by_line, b"", True
        self.line, self.position = 0, 0
        self._since_tag = 0
        self._watch: Callable[[bytes], None] | None = {"xml": self._watch_xml, "json": Depth().watch, "turtle": TermDepth().watch}.get(kind)
        self._xml = kind == "xml"
        if self._start:
            self._raw.seek(self._start)
        elif not raw:
            try:
                self._begin()
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        self._raw.close()

    def read(self, size: int) -> bytes:
        """Return the next bytes, `size` at most; none at the end."""
        if not self._rest:
            most = min(size, self._stop - self._start - self.position)
            self._rest = self._line(most) if self._by_line else self._file.read(most)
            self.position = self._raw.tell() - self._start
        found, self._rest = self._rest[:size], self._rest[size:]
        if self._watch:
            self._watch(found)
        return found

    def _line(self, most: int) -> bytes:
        """Return a line, or a part of a long one."""
        self.line += self._ended
        found = self._file.readline(min(_HEAD, most))
        self._ended = found.endswith(b"\n")
        return found

    def _begin(self) -> None:
        """Look at how the file begins."""
        head = self._file.read(_HEAD)
        for mark, name in _OTHER_ENCODINGS.items():
            if head.startswith(mark):
                raise SyntaxError(f"is {name}, expected UTF-8", (None, 1, None, None))
        if self._xml:
            _refuse_doctype(head)
        self._file.seek(len(_UTF8) if head.startswith(_UTF8) else 0)

    def _watch_xml(self, chunk: bytes) -> None:
        """Refuse a text of XML that has no end; the parser would hold it in memory."""
        place = chunk.rfind(b"<")
        self._since_tag = self._since_tag + len(chunk) if place < 0 else len(chunk) - place
        if self._since_tag > 4 * LONGEST + _HEAD:
            raise MemoryError(TOO_LONG)


def is_packed(path: Path) -> bool:
    """Whether a file is compressed, by its name or its first bytes."""
    with path.open("rb") as file:
        return path.suffix.lower() == ".gz" or file.read(2) == _GZIP


def parts_of(path: Path, size: int) -> list[tuple[int, int]]:
    """Return parts of about this size that end with lines; the whole where the file is packed, or a line has no end within reach."""
    whole = path.stat().st_size
    ends = [0]
    if whole > size and not is_packed(path):
        with path.open("rb") as file:
            while whole - ends[-1] > 2 * size:
                file.seek(ends[-1] + size)
                if not file.readline(_HEAD).endswith(b"\n"):
                    break
                ends.append(file.tell())
    return list(pairwise([*ends, whole]))


class Depth:
    """Refuses JSON that is nested too deeply, of which the parser's process would die; called with one piece of it after the other."""

    def __init__(self) -> None:
        self._depth, self._in_text, self._rest = 0, False, b""

    def watch(self, chunk: bytes) -> None:
        """Look at the next bytes; raises SyntaxError."""
        plain = _ESCAPED.sub(b"", self._rest + chunk)
        self._rest = b"\\" if plain.endswith(b"\\") else b""
        for mark in plain.translate(None, _UNMARKED):
            if mark == _QUOTE:
                self._in_text = not self._in_text
            elif not self._in_text:
                self._depth += 1 if mark in b"[{" else -1
                if self._depth > DEEPEST:
                    raise SyntaxError(f"is nested more than {DEEPEST} levels deep, the limit")


class TermDepth:
    """The same for triples in triples, from the end of one line that ends a statement to that of the next."""

    def __init__(self) -> None:
        self._depth, self._rest = 0, b""

    def watch(self, chunk: bytes) -> None:
        """Look at the next bytes; raises SyntaxError."""
        if b"<<(" not in chunk and not self._depth and not self._rest.endswith(b"<"):
            self._rest = chunk[-_TERM_LENGTH:]
            return
        text, end = self._rest + chunk, 0
        for mark in _TERM.finditer(text):
            end = mark.end()
            self._depth = self._depth + 1 if mark[0] == b"<<(" else max(self._depth - 1, 0) if mark[0] == b")>>" else 0
            if self._depth > DEEPEST:
                raise SyntaxError(f"is nested more than {DEEPEST} levels deep, the limit")
        self._rest = text[max(end, len(text) - _TERM_LENGTH + 1) :]


def _refuse_doctype(head: bytes) -> None:
    prolog = _PROLOG.match(head)
    rest = head[prolog.end() :] if prolog else head
    if re.match(rb"<[A-Za-z_]", rest) is None:
        raise SyntaxError("a DOCTYPE (or anything else that is no element) before the first element is refused", (None, 1, None, None))
