"""What a load keeps on disk between its passes, so that its memory does not grow with the files: a SQLite file in the directory for temporary files.

    told    each subject's statements, as they were read; given back subject by subject
    named   those that stand in a named graph, until it is known which graphs have the name of a claim; these stay
    claim   the claims of the files, and those of the store that a graph has its name from
    kind    subject to the number of its set of classes
    edge    each relationship once for either side that it was told from, sorted
    note    what is said about a triple, until all triples are known
    key     the keys of the nodes to write, for comparing them with each other
    node    the nodes to write, in batches
    state   those of them that shapes look at, by IRI

Every method raises TemporaryFull where the disk is full or cannot be written.
"""

import marshal
import os
import pickle
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from graph.bodies import TRIPLE, Bodies, Terms, subject_of
from graph.gather import Gathered
from graph.told import Literal, Source, Subject, Triple
from schema.errors import TemporaryFull

CACHE = 24_000
"""KiB of the file that SQLite holds in memory."""
GROUP = 1_000
"""Subjects that are checked together, fewer where they have much to say."""
GROUP_BYTES = 1 << 20
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = FILE;
CREATE TABLE told (subject TEXT, source INTEGER, body BLOB);
CREATE TABLE named (graph TEXT, subject TEXT, source INTEGER, body BLOB);
CREATE TABLE claim (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE kind (iri TEXT PRIMARY KEY, classes INTEGER, stored INTEGER) WITHOUT ROWID;
CREATE TABLE edge (start TEXT, type TEXT, end TEXT, flip INTEGER, uses INTEGER, single INTEGER, fresh INTEGER, carried BLOB,
    PRIMARY KEY (start, type, end, flip)) WITHOUT ROWID;
CREATE TABLE fits (uses INTEGER, classes INTEGER, PRIMARY KEY (uses, classes)) WITHOUT ROWID;
CREATE TABLE note (subject TEXT, predicate TEXT, object TEXT, body BLOB);
CREATE TABLE key (key INTEGER, value TEXT, iri TEXT);
CREATE TABLE node (size INTEGER, body BLOB);
CREATE TABLE state (iri TEXT PRIMARY KEY, focus INTEGER, body BLOB) WITHOUT ROWID;
"""

_BY_SUBJECT = "CREATE INDEX IF NOT EXISTS told_subject ON told (subject)"
"""Made only where single subjects are looked up."""


class EdgeRow(NamedTuple):
    """A relationship as one side told it; `flip`: the subject of the triple is its end. `uses` is the number of the relation, `single` whether it takes the place of another,
    `fresh` whether its subject is not in the store, `carried` its own properties, pickled."""

    start: str
    type: str
    end: str
    flip: int
    uses: int
    single: int
    fresh: int
    carried: bytes | None = None


class KindRow(NamedTuple):
    """A subject with the number of its classes, and whether it is in the store."""

    iri: str
    classes: int
    stored: int


class Stage:
    """The staging file; it has no name, so that it is gone when the process is, however that ends. `terms` is what the numbers in bodies stand for."""

    def __init__(self) -> None:
        with _disk():
            tempfile.TemporaryFile().close()  # where there is no room for one, SQLite would look elsewhere
            os.environ["SQLITE_TMPDIR"] = tempfile.gettempdir()
            self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            self._db.executescript(_SCHEMA)
            self._db.execute(f"PRAGMA cache_size = -{CACHE}")
            self._db.execute("BEGIN")
        self._adding = Lock()
        self._folder: Path | None = None
        self.sources: list[Source] = []
        self.triples = 0
        self.terms = Terms({}, {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def file(self, stream: BinaryIO) -> Path:
        """Return a file with what a stream gives; it goes with the stage."""
        with _disk():
            self._folder = self._folder or Path(tempfile.mkdtemp(prefix="claimgraph-load-"))
            path = self._folder / "stream"
            with path.open("wb") as file:
                shutil.copyfileobj(stream, file)
        return path

    # statements

    def keep(self, gathered: Gathered) -> None:
        """Keep some rows of what sources say."""
        self.add("told", gathered.told, 3)
        self.add("named", gathered.named, 4)
        self.add("claim", ((iri,) for iri in gathered.claims), 1)
        self.triples += gathered.statements

    def know(self, terms: Terms) -> None:
        """Take what the numbers in some rows stand for."""
        with self._adding:
            self.terms = Terms({**self.terms.predicates, **terms.predicates}, {**self.terms.types, **terms.types})

    def count_subjects(self) -> int:
        """Return how many subjects there are; one that is told of in several parts counts for each."""
        ((number,),) = self.rows("SELECT count(*) FROM told")
        return int(number)

    def subjects(self, most: int) -> set[str]:
        """Return the IRIs of the resources, `most` at most."""
        return {iri for (iri,) in self.rows("SELECT iri FROM kind LIMIT ?", most)}

    def groups(self) -> Iterator[list[Bodies]]:
        """Yield all subjects in the order of their IRIs, some at a time."""
        group: list[Bodies] = []
        length = 0
        for iri, parts in groupby(self.rows("SELECT subject, body FROM told ORDER BY subject, source, rowid"), lambda row: row[0]):
            bodies = [body for _, body in parts]
            group.append((iri, bodies))
            length += sum(map(len, bodies))
            if len(group) >= GROUP or length > GROUP_BYTES:
                yield group
                group, length = [], 0
        if group:
            yield group

    def subject(self, iri: str) -> Subject:
        """Return one subject."""
        self.run(_BY_SUBJECT)
        return subject_of(self.terms, iri, (body for (body,) in self.rows("SELECT body FROM told WHERE subject = ? ORDER BY source, rowid", iri)))

    def statements(self, body: bytes) -> Iterator[tuple[str, str | Literal | Triple, int]]:
        """Yield predicate, object and place of each statement in the body of a row."""
        members = iter(marshal.loads(body))
        for number, kind, said, place in zip(members, members, members, members, strict=True):
            yield self.terms.predicates[number], Literal(said, *self.terms.types[kind]) if kind >= 0 else Triple(*said) if kind == TRIPLE else said, place

    def place(self, subject: str, predicate: str, said: str) -> tuple[int, int]:
        """Return where a subject says something, as source and place; where it does not, where it says its first word."""
        self.run(_BY_SUBJECT)
        first: tuple[int, int] | None = None
        for source, body in self.rows("SELECT source, body FROM told WHERE subject = ? ORDER BY source, rowid", subject):
            for name, value, place in self.statements(body):
                if name == predicate and said in ("", value.text if isinstance(value, Literal) else value):
                    return source, place
                first = first or (source, place)
        return first or (0, 0)

    # rows

    def add(self, table: str, rows: Iterable[Sequence[Any]], columns: int) -> None:
        """Add rows to a table; one that is there already, by its primary key, stays."""
        with _disk(), self._adding:
            self._db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * columns)})", rows)  # noqa: S608 - a name of ours

    def rows(self, text: str, *parameters: Any) -> Iterator[Any]:
        """Yield the rows of a query."""
        try:
            for row in self._db.execute(text, parameters):  # noqa: UP028 - `yield from` would close the cursor, which may outlive the file
                yield row
        except (sqlite3.OperationalError, OSError) as error:  # spelt out: `_disk` would double the time of a look-up
            raise _full(error) from error

    def run(self, text: str, *parameters: Any) -> int:
        """Run a statement; return how many rows it concerned."""
        with _disk():
            return self._db.execute(text, parameters).rowcount

    def nodes(self) -> Iterator[list[Any]]:
        """Yield the nodes of one transaction after the other."""
        for (body,) in self.rows("SELECT body FROM node ORDER BY rowid"):
            yield pickle.loads(body)


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise _full(error) from error


def _full(error: Exception) -> TemporaryFull:
    where = tempfile.gettempdir()
    return TemporaryFull(f"nothing was written: the directory for temporary files, {where}, is full or cannot be written ({error}); set TMPDIR to another")
