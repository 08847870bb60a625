"""RDF files to statements; the only module that parses RDF data.

Named graphs are read as one unless one is asked for. A blank node gets an IRI (RDF 1.1 Concepts, section 3.5) that is made of the file's content and
of the node's label, or of its number where it has none: the same file read twice gives the same nodes, and those of different files stay apart.

The parser does not tell where a triple stands. So the place of a statement is its number, and only for those that are asked for the file is parsed
once more, fed line by line.
"""

import hashlib
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from graph.files import TOO_LONG, Kind, Stream, parts_of
from graph.told import GENID, LONGEST, REIFIES, Literal, Reading, Told, Triple
from schema.errors import DataTooLarge, DataUnreadable

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "owl": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
}
"""Suffix of a file's name to format."""
KINDS: Mapping[ox.RdfFormat, Kind] = {
    **dict.fromkeys((ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS), "turtle"),
    ox.RdfFormat.RDF_XML: "xml",
    ox.RdfFormat.JSON_LD: "json",
}
DEFAULT_GRAPH = "default"
"""What is asked for to read only what stands in no named graph."""

_LABELLED = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
"""Formats in which every blank node has a label; in the others the parser makes some up, which differ from run to run."""
_NO_BASE = "claimgraph-no-base:/"
"""A base for JSON-LD, which leaves out relative IRIs without a word where there is none."""
_PART = 8 << 20
"""Bytes of a part."""
_CHUNK = 1 << 20
_REMEMBERED = 200_000
"""Blank nodes whose numbers are held in memory; those before are on disk."""

_AT = re.compile(r"^Parser error (?:at line \d+ column \d+|at line \d+ between columns \d+ and \d+|between line .*?): |  ?\(line \d+\)$")


class RdfFile:
    """One file with RDF, or a `span` of its bytes; `name` is what messages call it."""

    def __init__(self, path: Path, name: str, kind: str, how: Reading, span: tuple[int, int] | None = None) -> None:
        self.name = name
        self._path, self._kind, self._how, self._span = path, kind, how, span
        self._start, stop = span or (0, path.stat().st_size)
        self.size = stop - self._start
        self._stream: Stream | None = None

    @property
    def _syntax(self) -> ox.RdfFormat:
        return FORMATS[self._kind]

    def parts(self) -> list["RdfFile"]:
        """Return what can be read side by side: parts, where each statement has a line of its own."""
        if self._syntax not in _LABELLED:
            return [self]
        return [RdfFile(self._path, self.name, self._kind, self._how, span) for span in parts_of(self._path, _PART)]

    @property
    def done(self) -> int:
        """Bytes that were read."""
        return self._stream.position if self._stream else 0

    def told(self) -> Iterator[Told]:
        """Yield every statement; raises DataUnreadable, or DataTooLarge for a literal beyond the limit."""
        stream = None
        try:
            with closing(self._open()) as stream:
                self._stream = stream
                yield from self._told(stream)
        except OSError as error:
            raise DataUnreadable(f"{self.name}: cannot be read: {error.strerror or error}") from error
        except EOFError as error:
            raise DataUnreadable(f"{self.name}: the compressed file ends too early") from error
        except (SyntaxError, ValueError) as error:
            told = getattr(error, "lineno", None)
            line = told + self._lines_before() if told else self._failing_line()
            raise DataUnreadable(f"{self.name}:{line}: {_explain(error)}") from error
        except MemoryError as error:
            if TOO_LONG not in str(error):
                raise
            raise self._too_long(self._failing_line()) from error

    def lines(self, places: Collection[int]) -> Mapping[int, int]:
        """Return the line of each place: the one on which the statement ends."""
        found: dict[int, int] = {}
        if places:
            last, before = max(places), self._lines_before()
            with closing(self._open(by_line=True)) as stream:
                for place, _ in enumerate(self._parse(stream)):
                    if place in places:
                        found[place] = before + stream.line
                    if place == last:
                        break
        return found

    def _open(self, by_line: bool = False) -> Stream:
        return Stream(self._path, by_line, KINDS.get(self._syntax, ""), span=self._span)

    def _parse(self, stream: Stream) -> ox.QuadParser:
        base = self._how.base or (_NO_BASE if self._syntax == ox.RdfFormat.JSON_LD else None)
        return ox.parse(cast("BinaryIO", stream), format=self._syntax, base_iri=base)

    def _failing_line(self) -> int:
        """The line on which reading fails."""
        with closing(self._open(by_line=True)) as stream, suppress(SyntaxError, ValueError, MemoryError, DataTooLarge):
            for _ in self._told(stream):
                pass
        return self._lines_before() + stream.line

    def _lines_before(self) -> int:
        """How many lines of the file stand before this part."""
        if not self._start:
            return 0
        with closing(Stream(self._path, raw=True, span=(0, self._start))) as stream:
            return sum(chunk.count(b"\n") for chunk in iter(partial(stream.read, _CHUNK), b""))

    def _too_long(self, line: int) -> DataTooLarge:
        return DataTooLarge(f"{self.name}:{line}: a literal or an IRI has more than {LONGEST:,} characters, the limit")

    def _told(self, stream: Stream) -> Iterator[Told]:
        blank, literal, default = self._blank_names(), ox.Literal, ox.DefaultGraph
        plain = None if self._syntax == ox.RdfFormat.JSON_LD else ox.NamedNode  # there an IRI has to be looked at
        wanted = "" if self._how.graph == DEFAULT_GRAPH else self._how.graph
        for place, quad in enumerate(self._parse(stream)):
            told, graph = quad.object, quad.graph_name
            graph_name = "" if type(graph) is default else _name(graph, blank)
            if wanted is not None and graph_name != wanted:
                continue
            who, predicate = quad.subject, quad.predicate.value
            subject = who.value if type(who) is plain else _name(who, blank)
            if type(told) is plain:
                said: str | Literal | Triple = told.value
            elif type(told) is not literal:
                said = _node(told, predicate, blank)
            elif len(told.value) <= LONGEST:
                said = Literal(told.value, told.datatype.value, told.language or "")
            else:
                raise self._too_long(self.lines([place]).get(place, 0))
            yield Told(subject, predicate, said, graph_name, place)

    def _blank_names(self) -> Callable[[str], str]:
        """Return a function from a blank node's label to its IRI."""
        start = ""

        def prefix() -> str:
            nonlocal start
            if not start:
                start = f"{self._how.home}{GENID}{self._digest()}-"
            return start

        if self._syntax in _LABELLED:
            return lambda label: prefix() + label
        numbers = Numbers()
        return lambda label: f"{prefix()}{numbers.of(label)}"

    def _digest(self) -> str:
        digest = hashlib.sha256()
        with closing(Stream(self._path, raw=True)) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()[:24]


def _name(node: object, blank: Callable[[str], str]) -> str:
    if isinstance(node, ox.NamedNode):
        iri = node.value
        if iri.startswith(_NO_BASE):
            raise ValueError(f"the IRI <{iri.removeprefix(_NO_BASE)}> is relative")
        return iri
    if isinstance(node, ox.BlankNode):
        return blank(node.value)
    raise ValueError("a triple cannot be a subject, nor stand in another triple: write it as `[] rdf:reifies <<( ... )>>`")


def _node(node: object, predicate: str, blank: Callable[[str], str]) -> str | Triple:
    if not isinstance(node, ox.Triple):
        return _name(node, blank)
    if predicate != REIFIES:
        raise ValueError(f"a triple can only be the object of rdf:reifies, not of <{predicate}>")
    target = "" if isinstance(node.object, ox.Literal) else _name(node.object, blank)
    return Triple(_name(node.subject, blank), node.predicate.value, target)


def _explain(error: Exception) -> str:
    text = _AT.sub("", str(error).splitlines()[0])
    text = _AT.sub("", text)
    if "LoadDocumentCallback" in text:
        return "its JSON-LD context is on the network, which is refused: write the context into the file"
    if "No scheme found" in text or text.endswith("is relative"):
        return f"{text}: a relative IRI; say by --base what it is relative to"
    return text


class Numbers:
    """Numbers for texts in the order in which they come; beyond some, the older ones are kept in a file that the system removes."""

    def __init__(self) -> None:
        self._recent: dict[str, int] = {}
        self._count = 0
        self._older: sqlite3.Connection | None = None

    def of(self, text: str) -> int:
        """Return the number of a text, the first being 1."""
        number = self._recent.get(text)
        if number is None:
            number = self._recent[text] = self._recall(text) or self._next()
            if len(self._recent) >= _REMEMBERED:
                self._spill()
        return number

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _recall(self, text: str) -> int:
        if self._older is None:
            return 0
        row = self._older.execute("SELECT number FROM numbers WHERE text = ?", (text,)).fetchone()
        return row[0] if row else 0

    def _spill(self) -> None:
        if self._older is None:
            self._older = sqlite3.connect("", check_same_thread=False)
            self._older.execute("CREATE TABLE numbers (text TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID")
        self._older.executemany("INSERT OR IGNORE INTO numbers VALUES (?, ?)", sorted(self._recent.items()))
        self._recent.clear()
