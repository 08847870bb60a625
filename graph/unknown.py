"""What becomes of terms that the ontology does not know: refused, left out and counted, or kept as they were written.

A kept property of a resource is a Neo4j property whose name is the term's IRI, so that it can clash with none of the ontology's and be read back; its
value is a list of what was said, each as N-Triples writes it. So nothing of it is lost, and no query of the API sees it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from graph.told import TYPE, Subject
from graph.told import Literal as RdfLiteral
from graph.vocabulary import Vocabulary
from schema.datatypes import XSD

Policy = Literal["refuse", "skip", "keep"]
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


class Unknown:
    """Decides by a policy, and counts: `skipped` and `kept` have the number of statements by the term's IRI."""

    def __init__(self, policy: Policy, words: Vocabulary) -> None:
        self.allowed = policy != "refuse"
        self.skipped: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self._keeps = policy == "keep"
        self._words = words

    def skip(self, iri: str, statements: int = 1) -> bool:
        """Count what is left out for the sake of a term; False where that is not allowed."""
        if self.allowed:
            self.skipped[iri] += statements
        return self.allowed

    def takes(self, subject: Subject, iri: str) -> bool:
        """Count a class or a property that a subject has; False where it is refused."""
        statements = 1 if iri in subject.types else len(subject.literals.get(iri, ())) + len(subject.links.get(iri, ()))
        if self._keeps:
            self.kept[iri] += statements
            return True
        return self.skip(iri, statements)

    def properties(self, subject: Subject, old: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is kept of a subject, together with what was kept before."""
        if not self._keeps:
            return {}
        found: dict[str, list[str]] = {}
        for iri, term in _terms(subject):
            if not self._is_known(iri, term):
                found.setdefault(iri, list(old.get(iri, ()))).append(term)
        return {iri: list(dict.fromkeys(terms)) for iri, terms in found.items()}

    def _is_known(self, iri: str, term: str) -> bool:
        return iri in self._words.terms or (iri == TYPE and self._words.is_class(term[1:-1]))


def _terms(subject: Subject) -> Iterator[tuple[str, str]]:
    """All that a subject says: property and object."""
    yield from ((TYPE, f"<{iri}>") for iri in subject.types)
    yield from ((iri, f"<{target}>") for iri, targets in subject.links.items() for target in targets)
    yield from ((iri, n_triples(literal)) for iri, literals in subject.literals.items() for literal in literals)


def n_triples(literal: RdfLiteral) -> str:
    """Return a literal as N-Triples writes it.

    >>> n_triples(RdfLiteral("two\\nlines", XSD + "string", ""))
    '"two\\\\nlines"'
    """
    text = f'"{literal.text.translate(_ESCAPES)}"'
    if literal.language:
        return f"{text}@{literal.language}"
    return text if literal.datatype == XSD + "string" else f"{text}^^<{literal.datatype}>"
