"""RDF files to subjects with their values; the only module that parses data.

    Subject      one resource as the files describe it: its types, its literals and its links by property
    Annotation   an rdf:Statement (or an RDF 1.2 reifier): what a relation carries besides its two ends

Named graphs are read as one. Blank nodes of different files stay apart.
"""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple, cast

import pyoxigraph as ox

from schema.errors import DataUnreadable

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = RDF + "type"
STATEMENT = RDF + "Statement"
REIFIES = RDF + "reifies"
HEAD = 65_536

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
"""Suffix of a file's name to format; a further `.gz` is taken off first."""

# what may stand before the first element of an XML document
_PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?>(?:<\?.*?\?>|<!--.*?-->)\s*)*", re.DOTALL)


class Literal(NamedTuple):
    """A literal as written; `language` is "" where there is none."""

    text: str
    datatype: str
    language: str


@dataclass(slots=True)
class Subject:
    """All that the files say about one IRI (or blank node, "_:..."), by property IRI; `source` is the first file's name."""

    iri: str
    source: str
    types: list[str] = field(default_factory=list)
    literals: dict[str, list[Literal]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Annotation:
    """What is said about the triple (subject, predicate, object); a part that was not given is ""."""

    subject: str
    predicate: str
    object: str
    body: Subject


@dataclass(slots=True)
class Parsed:
    """All files together; `triples` counts them as they stand in the files."""

    files: int = 0
    triples: int = 0
    subjects: dict[str, Subject] = field(default_factory=dict)
    annotations: list[Annotation] = field(default_factory=list)


def read_files(paths: Iterable[Path]) -> Parsed:
    """Return what the files say, or raise DataUnreadable for the first that is missing or malformed."""
    parsed = Parsed()
    reified: dict[str, ox.Triple] = {}
    for path in paths:
        _read_into(parsed, path, reified)
        parsed.files += 1
    _take_annotations(parsed, reified)
    return parsed


def _read_into(parsed: Parsed, path: Path, reified: dict[str, ox.Triple]) -> None:
    subjects = parsed.subjects
    for quad in _quads(path):
        parsed.triples += 1
        name = _name(quad.subject, path)
        subject = subjects.get(name)
        if subject is None:
            subject = subjects[name] = Subject(name, path.name)
        if isinstance(quad.object, ox.Triple):
            _reify(quad, name, reified, path)
        else:
            _add(subject, quad.predicate.value, quad.object)


def _add(subject: Subject, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
    if isinstance(value, ox.Literal):
        subject.literals.setdefault(predicate, []).append(Literal(value.value, value.datatype.value, value.language or ""))
    elif predicate == TYPE:
        subject.types.append(_node(value))
    else:
        subject.links.setdefault(predicate, []).append(_node(value))


def _node(node: ox.NamedNode | ox.BlankNode) -> str:
    return node.value if isinstance(node, ox.NamedNode) else f"_:{node.value}"


def _name(node: object, path: Path) -> str:
    if isinstance(node, ox.NamedNode | ox.BlankNode):
        return _node(node)
    raise DataUnreadable(f"{path.name}: a triple cannot be a subject: write it as `[] rdf:reifies <<( ... )>>`")


def _reify(quad: ox.Quad, name: str, reified: dict[str, ox.Triple], path: Path) -> None:
    if quad.predicate.value != REIFIES:
        raise DataUnreadable(f"{path.name}: a triple can only be the object of rdf:reifies, not of <{quad.predicate.value}>")
    reified[name] = cast(ox.Triple, quad.object)


def _take_annotations(parsed: Parsed, reified: dict[str, ox.Triple]) -> None:
    """Move rdf:Statement nodes and reifiers from the subjects to the annotations."""
    for name, triple in reified.items():
        body = parsed.subjects.pop(name)
        parsed.annotations.append(Annotation(_part(triple.subject), _part(triple.predicate), _part(triple.object), body))
    for name in [s.iri for s in parsed.subjects.values() if s.types == [STATEMENT]]:
        body = parsed.subjects.pop(name)
        subject, predicate, target = (_only(body, RDF + part) for part in ("subject", "predicate", "object"))
        parsed.annotations.append(Annotation(subject, predicate, target, body))


def _part(node: object) -> str:
    return _node(node) if isinstance(node, ox.NamedNode | ox.BlankNode) else ""


def _only(body: Subject, predicate: str) -> str:
    values = body.links.pop(predicate, [])
    return values[0] if len(values) == 1 else ""


# bytes to quads


def _quads(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a file, every fault raised as DataUnreadable."""
    try:
        with _open(path) as stream:
            syntax = _format(path)
            if syntax == ox.RdfFormat.RDF_XML:
                _refuse_doctype(path)
            yield from ox.parse(stream, format=syntax, rename_blank_nodes=True)
    except OSError as error:
        raise DataUnreadable(f"{path}: cannot be read: {error.strerror or error}") from error
    except EOFError as error:
        raise DataUnreadable(f"{path}: the compressed file ends too early") from error
    except (SyntaxError, ValueError) as error:
        raise DataUnreadable(f"{path}: {_explain(error)}") from error


def _explain(error: Exception) -> str:
    text = str(error).splitlines()[0]
    if "LoadDocumentCallback" in text:
        return "its JSON-LD context is on the network, which is refused: write the context into the file"
    return text


def _format(path: Path) -> ox.RdfFormat:
    suffixes = [suffix.lstrip(".").lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == "gz":
        suffixes.pop()
    known = FORMATS.get(suffixes[-1]) if suffixes else None
    if known is None:
        raise DataUnreadable(f"{path}: its name does not tell its format; possible: {', '.join('.' + suffix for suffix in FORMATS)}, each also with .gz")
    return known


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _refuse_doctype(path: Path) -> None:
    with _open(path) as stream:
        head = stream.read(HEAD)
    prolog = _PROLOG.match(head)
    rest = head[prolog.end() :] if prolog else head
    if re.match(rb"<[A-Za-z_]", rest) is None:
        raise DataUnreadable(f"{path}: a DOCTYPE (or anything else that is no element) before the first element is refused")
