"""Class expressions in domains and ranges: what they hold, taken apart into datatypes, classes and lists of concepts.

Rules:

* owl:unionOf is its members; of owl:intersectionOf the named members are taken; other expressions hold anything.
* Several rdfs:domain or rdfs:range on one property are read as a union, as they are meant in practice (RDFS would intersect them);
  schema:domainIncludes and schema:rangeIncludes likewise.
* A class of another vocabulary holds anything (the root), unless classes of this ontology stand beside it.
* A datatype that the ontology defines by owl:onDatatype is read as that one; one that is in no row of `DATATYPES` is String.
* Several datatypes become the smallest that holds them: Int, BigInt < Float; Date, DateTime < EDTF; everything else < String.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schema.datatypes import DATATYPE_BY_IRI, RDF
from schema.enums import ConceptList
from schema.hierarchy import ROOT_IRI, is_datatype, is_top
from schema.terms import Term, Text, is_iri
from schema.triples import OWL, RDFS, SCHEMA, Triples

LITERAL = RDFS + "Literal"
_TAGGED = frozenset({RDF + "langString", RDF + "PlainLiteral", LITERAL, *(s + "Text" for s in SCHEMA)})
_SCHEMA_ROWS = {"Number": "Float", "Integer": "Int", "Float": "Float", "Boolean": "Boolean", "Date": "Date", "DateTime": "DateTime", "URL": "URI"}
_SCHEMA_NAMES = {space + name: row for space in SCHEMA for name, row in _SCHEMA_ROWS.items()}
_WIDER: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"Int", "BigInt"}), "BigInt"),
    (frozenset({"Int", "BigInt", "Float"}), "Float"),
    (frozenset({"Date", "DateTime", "EDTF"}), "EDTF"),
)


@dataclass(frozen=True, slots=True)
class Range:
    """What an expression holds: IRIs of datatypes, of classes of the Model and of lists; `values` of an owl:oneOf; `external` for foreign classes."""

    datatypes: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    values: tuple[Term, ...] = ()
    external: bool = False

    def __or__(self, other: "Range") -> "Range":
        values = tuple(dict.fromkeys(self.values + other.values))
        return Range(self.datatypes | other.datatypes, self.classes | other.classes, self.lists | other.lists, values, self.external or other.external)

    @property
    def below_root(self) -> frozenset[str]:
        """The classes, without the root."""
        return self.classes - {ROOT_IRI}

    @property
    def is_data(self) -> bool:
        """Whether it holds literals."""
        return bool(self.datatypes) or any(isinstance(v, Text) for v in self.values)

    @property
    def is_object(self) -> bool:
        """Whether it holds resources."""
        return bool(self.classes or self.lists or self.external) or any(isinstance(v, str) for v in self.values)


NOTHING = Range()
ANYTHING = Range(classes=frozenset({ROOT_IRI}))


class Ranges:
    """Expands class expressions of one ontology; answers are kept."""

    def __init__(self, triples: Triples, classes: frozenset[str], lists: dict[str, ConceptList]) -> None:
        self._triples, self._classes, self._lists = triples, classes, lists
        self._known: dict[str, Range] = {}

    def union(self, nodes: Iterable[str]) -> Range:
        """What any of the expressions holds."""
        found = NOTHING
        for node in nodes:
            found |= self.expand(node)
        return found

    def expand(self, node: str) -> Range:
        """What one expression holds."""
        if node not in self._known:
            self._known[node] = ANYTHING  # met again inside itself, an expression says nothing
            self._known[node] = self._named(node) if is_iri(node) else self._blank(node)
        return self._known[node]

    def _named(self, iri: str) -> Range:
        if iri in self._lists:
            return Range(lists=frozenset({iri}))
        if iri in self._classes:
            return Range(classes=frozenset({iri}))
        if is_top(iri):
            return ANYTHING
        return self._datatype(iri) if is_datatype(self._triples, iri) else Range(external=True)

    def _datatype(self, iri: str) -> Range:
        """A datatype by its definition, where it has one."""
        if iri in DATATYPE_BY_IRI:
            return Range(datatypes=frozenset({iri}))
        definitions = [iri, *(n for n in self._triples.nodes(iri, OWL + "equivalentClass") if not is_iri(n))]
        inner = self.union(self._triples.nodes(d, OWL + "onDatatype")[0] for d in definitions if self._triples.nodes(d, OWL + "onDatatype"))
        listed = tuple(v for d in definitions for v in self._items(d, "oneOf"))
        return Range(inner.datatypes or frozenset({iri}), values=listed)

    def _blank(self, node: str) -> Range:
        if members := self._items(node, "unionOf"):
            found = self.union(m for m in members if isinstance(m, str))
            return found | ANYTHING if found.external else found
        if members := self._items(node, "intersectionOf"):
            return self.union(m for m in members if isinstance(m, str) and is_iri(m))
        if values := self._items(node, "oneOf"):
            return Range(values=tuple(values))
        based = self._triples.nodes(node, OWL + "onDatatype")
        return self.union(based) if based else ANYTHING

    def _items(self, node: str, name: str) -> list[Term]:
        return [item for head in self._triples.nodes(node, OWL + name) for item in self._triples.items(head)]


def datatype_name(datatypes: Iterable[str]) -> str:
    """The row of `DATATYPES` that holds all of them."""
    rows = {DATATYPE_BY_IRI.get(iri) or _SCHEMA_NAMES.get(iri, "String") for iri in datatypes}
    if len(rows) == 1:
        return rows.pop()
    return next((wide for narrow, wide in _WIDER if rows and rows <= narrow), "String")


def is_localized(datatypes: frozenset[str]) -> bool:
    """Whether values may carry a language tag: rdf:langString, rdfs:Literal, schema:Text, or no range at all."""
    return not datatypes or bool(datatypes & _TAGGED)


def literal_datatypes(datatypes: Iterable[str]) -> tuple[str, ...]:
    """Those that literals can have, sorted: without the ones that stand for several."""
    return tuple(sorted(iri for iri in datatypes if iri not in (LITERAL, RDF + "PlainLiteral") and not iri.startswith(SCHEMA)))
