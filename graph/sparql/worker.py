"""A process that evaluates queries, one after the other: a question on standard input, its answer on standard output. It may be killed at any time.

Messages are JSON after their length in four bytes. Hardly anything of claimgraph is imported: the process starts fast and is small. All that grows with a query is done
here, the check of its nesting too, so that nobody else waits for it.

    question   {path, query, prefixes, default, named, solutions, graph, rows, bytes, file}
    answer     {kind, media, rows, size}, or {fault, message}: the code of a SparqlError, or LOST where the store cannot be read
    to load    {load}: the path of a copy of the mirror, which is read into memory; from then on all is answered from there
    loaded     {size}: triples; what is asked of a copy that cannot be reached from this one by patches has the fault BEHIND, of an older one AHEAD

The answer's text stands in `file`, whole, before the answer is given: what is not whole is never seen by anybody.
"""

import ctypes
import json
import os
import re
import resource
import struct
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, Self, cast

import pyoxigraph as ox

from graph.export import patch
from graph.sparql.copies import made, patch_after
from graph.sparql.guard import check_query
from schema.errors import SparqlError, SparqlFormRefused, SparqlSyntax, SparqlTooLarge

LOST, BEHIND, AHEAD = "LOST", "BEHIND", "AHEAD"
PREDICATES = "SELECT DISTINCT ?p { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
NICE = 10
STACK = 64 << 20
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


class Counted:
    """A file that refuses to become larger than `most` bytes, or to have more than `rows` lines; one line is not counted."""

    def __init__(self, path: Path, most: int, rows: int | None = None) -> None:
        self._file, self._most, self._rows = path.open("wb"), most, rows
        self.size, self.lines = 0, -1

    @property
    def file(self) -> IO[bytes]:
        """Itself, as far as a serializer needs a file."""
        return cast("IO[bytes]", self)

    def write(self, piece: bytes) -> int:
        """Write a piece; raises SparqlTooLarge."""
        self.size += len(piece)
        if self.size > self._most:
            raise SparqlTooLarge(f"the answer has more than {self._most:,} bytes, the limit")
        if self._rows is not None:
            self.lines += piece.count(b"\n")
            check_rows(self.lines, self._rows)
        return self._file.write(piece)

    def flush(self) -> None:
        """Flush the file."""
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def check_rows(found: int, most: int) -> None:
    """Raise SparqlTooLarge where there are more than there may be."""
    if found > most:
        raise SparqlTooLarge(f"the answer has more than {most:,} rows, the limit")


class Elsewhere(Exception):
    """What was loaded is not what is asked for: AHEAD of it; or BEHIND, and there are no patches, or so many that it is better read anew.

    (Oxigraph keeps in memory what was taken away.)
    """


class Evaluator:
    """Answers questions; keeps the store of the last one open, or what was loaded."""

    def __init__(self) -> None:
        self._path, self._store = "", ox.Store()
        self._loaded: int | None = None
        self._changed = 0

    def load(self, path: str) -> dict[str, Any]:
        """Read a copy into memory: predicate by predicate, as queries go through it, so that what is read together lies together."""
        try:
            disk = ox.Store.read_only(path)
            for (predicate,) in cast("ox.QuerySolutions", disk.query(PREDICATES)):
                self._store.bulk_extend(disk.quads_for_pattern(None, predicate, None, None))
        except (OSError, RuntimeError) as error:
            return _fault(LOST, str(error))
        self._path, self._loaded = path, len(self._store)
        return {"size": self._loaded}

    def answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to a question, or what is at fault."""
        try:
            return self._answer(question)
        except SparqlError as error:
            return _fault(error.code, error.message)
        except Elsewhere as error:
            return _fault(str(error), "")
        except SyntaxError as error:
            return _fault(SparqlSyntax.code, told(str(error), question["query"]))
        except ValueError as error:
            return _fault(SparqlError.code, str(error))
        except (OSError, RuntimeError) as error:
            damaged = isinstance(error, OSError) or "orrupt" in str(error)
            return _fault(LOST if damaged else SparqlError.code, str(error))

    def _answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        check_query(question["query"])
        result = self._opened(question["path"]).query(
            question["query"], prefixes=question["prefixes"], default_graph=_graphs(question["default"]), named_graphs=_graphs(question["named"])
        )
        kind = "graph" if isinstance(result, ox.QueryTriples) else "solutions"
        media = question[kind]
        if media is None:
            raise SparqlFormRefused(f"the query gives {'a graph' if kind == 'graph' else 'solutions'}, and Accept allows none of the formats for that")
        path, rows, most = Path(question["file"]), question["rows"], question["bytes"]
        if isinstance(result, ox.QueryTriples):
            size, rows = _write_graph(result, ox.RdfFormat.from_media_type(media), question, path)
        elif isinstance(result, ox.QueryBoolean):
            with Counted(path, most) as out:
                result.serialize(out.file, format=ox.QueryResultsFormat.from_media_type(media))
            size, rows = out.size, 1
        else:
            size, rows = _write_solutions(result, ox.QueryResultsFormat.from_media_type(media), path, most, rows)
        return {"kind": kind, "media": media, "rows": rows, "size": size}

    def _opened(self, path: str) -> ox.Store:
        if self._loaded is not None:
            self._advance(path, self._loaded)
        elif path != self._path:
            self._path, self._store = "", ox.Store()
            self._store = ox.Store.read_only(path)
            self._path = path
        return self._store

    def _advance(self, path: str, loaded: int) -> None:
        """Bring what was loaded to another copy, by what changed from each to the next."""
        if made(path) < made(self._path):
            raise Elsewhere(AHEAD)
        while self._path != path:
            try:
                content = patch_after(Path(self._path)).read_bytes()
            except FileNotFoundError:
                raise Elsewhere(BEHIND) from None
            self._changed += patch.done(content, self._store)
            if self._changed > max(loaded // 2, 10_000):
                raise Elsewhere(BEHIND)
            self._path = str(Path(self._path).with_name(patch.headed(content, "to")))


def _fault(code: str, message: str) -> dict[str, Any]:
    return {"fault": code, "message": message}


def told(error: str, query: str) -> str:
    """Return what the parser says on one line, with the place in the query; of what it expected, the signs and words, not the sets of characters.

    >>> told('error at 1:5: expected one of ",", "}", [_]', "ASK { ?s ?p")
    'line 1, column 5, at "{ ?s ?p": expected one of , }'
    """
    found = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", error, re.DOTALL)
    if not found:
        return " ".join(error.split())
    line, column, rest = int(found[1]), int(found[2]), found[3]
    near = "".join(query.splitlines()[line - 1 : line])[column - 1 :][:20].strip()
    at = f'at "{near}"' if near else "at the end"
    place = f"line {line}, column {column}, {at}"
    signs = [sign for sign in re.findall(r'"((?:[^"\\]|\\.)+)"', rest) if not sign.startswith("\\")]
    return f"{place}: expected {'one of ' if len(signs) > 1 else ''}{' '.join(signs)}" if signs else f"{place}: no SPARQL from here on"


def _graphs(iris: list[str] | None) -> Any:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def _write_solutions(result: ox.QuerySolutions, form: ox.QueryResultsFormat | None, path: Path, most: int, rows: int) -> tuple[int, int]:
    """Write solutions: as tab-separated values first, since these have a line for each solution and so can be counted."""
    with Counted(path, most, rows) as out:
        result.serialize(out.file, format=ox.QueryResultsFormat.TSV)
    found = out.lines
    if form != ox.QueryResultsFormat.TSV:
        lines = path.with_suffix(".tsv")
        path.rename(lines)
        with lines.open("rb") as file, Counted(path, most) as out:
            ox.parse_query_results(file, format=ox.QueryResultsFormat.TSV).serialize(out.file, format=form)
        lines.unlink()
    return out.size, found


def _write_graph(result: ox.QueryTriples, form: ox.RdfFormat | None, question: Mapping[str, Any], path: Path) -> tuple[int, int]:
    rows = 0

    def counted() -> Iterator[ox.Triple]:
        nonlocal rows
        for triple in result:
            rows += 1
            check_rows(rows, question["rows"])
            yield triple

    with Counted(path, question["bytes"]) as out:
        ox.serialize(counted(), out.file, format=form, prefixes=question["prefixes"])
    return out.size, rows


# the process


def read_message(stream: BinaryIO) -> Any:
    """Return the next message, None at the end."""
    head = stream.read(4)
    return json.loads(stream.read(struct.unpack(">I", head)[0])) if len(head) == 4 else None


def message(content: Any) -> bytes:
    """Return a message as bytes."""
    body = json.dumps(content).encode()
    return struct.pack(">I", len(body)) + body


def confine(memory: int) -> None:
    """Give up what a query never needs: more than `memory` bytes, other processes' share of the CPU, the network, core dumps."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICE)
    with suppress(OSError, AttributeError):  # where the machine does not allow it, the check of queries stands alone
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NET)


def serve() -> None:
    """Answer until the questions end."""
    evaluator = Evaluator()
    while (question := read_message(sys.stdin.buffer)) is not None:
        answer = evaluator.load(question["load"]) if "load" in question else evaluator.answer(question)
        sys.stdout.buffer.write(message(answer))
        sys.stdout.buffer.flush()


def main() -> None:
    """Run the process; its one argument is the memory that it may have, in bytes."""
    confine(int(sys.argv[1]))
    threading.stack_size(STACK)
    thread = threading.Thread(target=serve)
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
