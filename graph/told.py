"""What files say, statement by statement: what every reader of files yields, and what a load makes of it.

Told         one statement, and where it stands
Source       one file with a reader of its format
Subject      one resource as the files describe it: its types, its literals and its links by property
Annotation   what a relation carries besides its two ends
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from graph.mapping import Tables

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = RDF + "type"
REIFIES = RDF + "reifies"
GENID = ".well-known/genid/"
"""What follows the base IRI in the IRI of a blank node (RDF 1.1 Concepts, section 3.5)."""
LONGEST = 1 << 20
"""Characters of a literal, or of an IRI."""


class Literal(NamedTuple):
    """A literal as written; `language` is "" where there is none."""

    text: str
    datatype: str
    language: str


class Triple(NamedTuple):
    """A triple that a statement speaks about (RDF 1.2): the object of rdf:reifies."""

    subject: str
    predicate: str
    object: str


class Told(NamedTuple):
    """One statement: subject and predicate are IRIs, and so is the object if it is a text.

    `graph` is the named graph's IRI, "" for the default one. `place` says where the source has it, in the source's own numbers.
    """

    subject: str
    predicate: str
    object: str | Literal | Triple
    graph: str
    place: int


class Source(Protocol):
    """One file; `told` may be called several times and says the same each time."""

    name: str
    size: int
    """Bytes, 0 where that is not known."""

    @property
    def done(self) -> int:
        """How many of them `told` has read."""

    def told(self) -> Iterator[Told]:
        """Yield what the file says; raises DataError, such as DataUnreadable."""

    def lines(self, places: Collection[int]) -> Mapping[int, int]:
        """Return the line of each place, the first line being 1; a place of which nothing is known is left out."""


@dataclass(frozen=True)
class Reading:
    """How files are read.

    `format` is a suffix such as "ttl", None where a file's name tells it. `base` is what relative IRIs are relative to, None where they are refused.
    `graph` is the only named graph that is read, None for all. `tables` says what the columns of tables mean. `home` is the namespace of the IRIs
    that blank nodes get.
    """

    home: str
    format: str | None = None
    base: str | None = None
    graph: str | None = None
    tables: Tables | None = None


@dataclass(slots=True)
class Subject:
    """All that the files say about one IRI, by property IRI; `reified` is the triple that it stands for by rdf:reifies."""

    iri: str
    types: list[str] = field(default_factory=list)
    literals: dict[str, list[Literal]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    reified: Triple | None = None


@dataclass(slots=True)
class Annotation:
    """What is said about the triple (subject, predicate, object); a part that was not given is ""."""

    subject: str
    predicate: str
    object: str
    body: Subject
