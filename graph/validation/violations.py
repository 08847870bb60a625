"""What validation looks at, and what it finds."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Protocol

from schema.paths import Path
from schema.shapes import VIOLATION
from schema.terms import Term, Text


class Graph(Protocol):
    """Resources and their values, as RDF terms; a literal has its datatype always."""

    def values(self, node: Term, iri: str) -> Iterable[Term]:
        """The values of a property, each once; nothing for a literal, or a node that is not there."""

    def subjects(self, node: Term, iri: str) -> Iterable[Term]:
        """The nodes of which `node` is a value of a property, each once."""

    def types(self, node: Term) -> Set[str]:
        """The IRIs of a node's classes; those above them may be left out."""

    def statements(self, node: Term) -> Iterable[tuple[str, Term]]:
        """Every property of a node with each value, without its classes and without what is computed."""

    def has_datatype(self, literal: Text, iri: str) -> bool:
        """Whether a literal has a datatype, as far as the graph knows datatypes; its form is not looked at."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that does not hold.

    `focus` is the resource, `path` the way to `value` from it (None where the shape is about the focus itself). `component` is the IRI of the SHACL component or of the
    rule, `shape` the name of the shape (a rule is its own). `message` says what is wrong, `mend` what would be right.
    """

    focus: Term
    component: str
    shape: str
    message: str
    mend: str = ""
    path: Path | None = None
    value: Term | None = None
    severity: str = VIOLATION
