"""An ontology's triples as plain strings, indexed once: what the readers of classes, properties and shapes look things up in."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from types import MappingProxyType

from schema.errors import OntologyError
from schema.model import NO_TEXTS, Texts
from schema.terms import Blank, Term, Text, show

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
FOAF = "http://xmlns.com/foaf/0.1/"
SCHEMA = ("https://schema.org/", "http://schema.org/")
CG = "https://w3id.org/claimgraph/ontology#"
SHIPPED = "https://w3id.org/claimgraph/ontology"

TYPE = RDF + "type"
LABELS = (RDFS + "label", SKOS + "prefLabel")
COMMENTS = (RDFS + "comment", SKOS + "definition", DCTERMS + "description")


Triple = tuple[str, str, Term]


def namespace_of(iri: str) -> str:
    """The IRI up to its last `#`, `/` or `:`, which it includes."""
    end = max(iri.rfind("#"), iri.rfind("/"))
    return iri[: (end if end >= 0 else iri.rfind(":")) + 1]


def _order(term: Term) -> tuple[int, str, str, str]:
    if isinstance(term, Text):
        return (2, term.value, term.language, term.datatype)
    return (1, "", "", "") if isinstance(term, Blank) else (0, term, "", "")


class Triples:
    """Triples by subject and by predicate. Lists are sorted: IRIs, then blank nodes, then literals."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[tuple[str, str], list[Term]] = {}
        self._pairs: dict[str, list[tuple[str, Term]]] = {}
        self._instances: dict[str, list[str]] = {}
        for subject, predicate, value in dict.fromkeys(triples):
            self._objects.setdefault((subject, predicate), []).append(value)
            self._pairs.setdefault(predicate, []).append((subject, value))
            if predicate == TYPE and isinstance(value, str):
                self._instances.setdefault(value, []).append(subject)
        for values in self._objects.values():
            if len(values) > 1:
                values.sort(key=_order)
        for subjects in self._instances.values():
            subjects.sort(key=_order)

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """All objects, sorted."""
        return self._objects.get((subject, predicate), [])

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """All objects that are IRIs or blank nodes."""
        return [o for o in self._objects.get((subject, predicate), ()) if isinstance(o, str)]

    def iris(self, subject: str, predicate: str) -> list[str]:
        """All objects that are IRIs."""
        return [o for o in self._objects.get((subject, predicate), ()) if type(o) is str]

    def pairs(self, predicate: str) -> list[tuple[str, Term]]:
        """(subject, object) of every triple with this predicate; blank nodes make their order arbitrary."""
        return self._pairs.get(predicate, [])

    def instances(self, class_iri: str) -> list[str]:
        """Subjects of `rdf:type class_iri`, blank nodes last."""
        return self._instances.get(class_iri, [])

    def types(self, subject: str) -> list[str]:
        """Objects of `rdf:type`."""
        return self.nodes(subject, TYPE)

    def predicates(self, subject: str) -> list[str]:
        """Every predicate that the subject has, sorted."""
        return self._by_subject.get(subject, [])

    @cached_property
    def _by_subject(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for subject, predicate in sorted(self._objects):
            found.setdefault(subject, []).append(predicate)
        return found

    def value(self, subject: str, predicate: str) -> str | None:
        """The first literal's lexical form, else the first IRI."""
        found = [o for o in self._objects.get((subject, predicate), ()) if not isinstance(o, Blank)]
        first = next((o for o in found if isinstance(o, Text)), found[0] if found else None)
        return first.value if isinstance(first, Text) else first

    def flag(self, subject: str, predicate: str) -> bool:
        """Whether the value is `true`."""
        return any(isinstance(o, Text) and o.value in ("true", "1") for o in self._objects.get((subject, predicate), ()))

    def texts(self, subject: str, predicates: Iterable[str]) -> Texts:
        """Language to text; an earlier predicate wins, then the alphabetically first text. Sorted by language."""
        found: dict[str, str] = {}
        for predicate in predicates:
            for term in self._objects.get((subject, predicate), ()):
                if isinstance(term, Text):
                    found.setdefault(term.language.lower(), term.value)
        return MappingProxyType(dict(sorted(found.items()))) if found else NO_TEXTS

    def items(self, head: str) -> list[Term]:
        """The members of an RDF list; OntologyError when it is malformed or endless."""
        return list(self._walk(head))

    def _walk(self, head: str) -> Iterator[Term]:
        seen: set[str] = set()
        while head != RDF + "nil":
            first, rest = self.objects(head, RDF + "first"), self.nodes(head, RDF + "rest")
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise OntologyError(f"an RDF list at {show(head)} is malformed: every cell needs one rdf:first and one rdf:rest, and an end at rdf:nil")
            seen.add(head)
            yield first[0]
            head = rest[0]
