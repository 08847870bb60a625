"""Which terms are classes, and how they stand above one another.

Rules:

* Classes are: instances of owl:Class, rdfs:Class; classes that a shape targets; subjects of rdfs:subClassOf; objects of rdfs:subClassOf, rdfs:domain,
  rdfs:range, sh:class where their namespace is one in which the ontology declares terms. A merely linked class of another vocabulary is none.
* Blank nodes are never classes; nor is anything of RDF, RDFS, OWL, XSD and SHACL, nor a datatype; SKOS's classes are when they are declared.
* owl:Thing, rdfs:Resource and classes without a superclass stand below the root; so does all that the class expressions in
  `rdfs:subClassOf` name only inside a union or a restriction. The named members of owl:intersectionOf are superclasses.
* owl:equivalentClass between two named classes is ignored: both stay, and nothing of the data is given another class.
* A class that is said to be its own superclass directly (reasoners write that) is no cycle; a longer way round is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from schema.datatypes import DATATYPE_BY_IRI
from schema.errors import CyclicClasses
from schema.terms import is_iri
from schema.triples import CG, OWL, RDF, RDFS, SCHEMA, SH, SKOS, XSD, Triples, namespace_of

ROOT_IRI = CG + "Resource"
_TOP = frozenset({OWL + "Thing", RDFS + "Resource", RDF + "Resource"})
_META = (RDF, RDFS, OWL, XSD, SH)
PROPERTY_TYPES = tuple(
    [OWL + t for t in ("ObjectProperty", "DatatypeProperty")]
    + [OWL + t for t in ("FunctionalProperty", "InverseFunctionalProperty", "TransitiveProperty", "SymmetricProperty")]
    + [RDF + "Property"]
)
_CLASS_TYPES = (OWL + "Class", RDFS + "Class")
_SCHEMA_DATATYPES = frozenset(
    space + name
    for space in SCHEMA
    for name in (
        "DataType",
        "Text",
        "Number",
        "Integer",
        "Float",
        "Boolean",
        "Date",
        "DateTime",
        "Time",
        "URL",
        "CssSelectorType",
        "PronounceableText",
        "XPathType",
        "True",
        "False",
    )
)


def is_meta(iri: str) -> bool:
    """Whether the term belongs to the languages that ontologies are written in."""
    return iri.startswith(_META)


def is_top(iri: str) -> bool:
    """Whether the class is one that holds everything."""
    return iri in _TOP or iri == ROOT_IRI


def is_datatype(triples: Triples, iri: str) -> bool:
    """Whether the IRI is a datatype: a known one, XSD's, schema.org's, or declared as rdfs:Datatype."""
    return (
        iri in DATATYPE_BY_IRI
        or iri.startswith(XSD)
        or iri in _SCHEMA_DATATYPES
        or iri in (RDFS + "Literal", RDF + "PlainLiteral")
        or RDFS + "Datatype" in triples.types(iri)
    )


def declared_namespaces(triples: Triples) -> frozenset[str]:
    """Namespaces in which the ontology declares classes or properties."""
    terms = (iri for kind in (*_CLASS_TYPES, *PROPERTY_TYPES) for iri in triples.instances(kind) if is_iri(iri))
    return frozenset(namespace_of(iri) for iri in terms if not is_meta(iri))


def find_classes(triples: Triples) -> frozenset[str]:
    """IRIs of all classes by the rules above; concept classes are still among them, the root is not."""
    declared = {iri for kind in _CLASS_TYPES for iri in triples.instances(kind)}
    declared |= {o for _, o in triples.pairs(SH + "targetClass") if isinstance(o, str)}
    declared |= {s for s, o in triples.pairs(RDFS + "subClassOf") if isinstance(o, str) and s != o}
    spaces = declared_namespaces(triples)
    places = [(RDFS, "subClassOf"), (RDFS, "domain"), (RDFS, "range"), (SH, "class")] + [(s, n) for s in SCHEMA for n in ("domainIncludes", "rangeIncludes")]
    implied = {
        o for space, name in places for _, o in triples.pairs(space + name) if isinstance(o, str) and namespace_of(o) in spaces and not o.startswith(SKOS)
    }
    return frozenset(iri for iri in declared | implied if is_iri(iri) and not is_meta(iri) and not is_top(iri) and not is_datatype(triples, iri))


def named_parents(triples: Triples, iri: str) -> set[str]:
    """Named superclasses as they are written, those inside owl:intersectionOf included."""
    found: set[str] = set()
    waiting, seen = [*triples.nodes(iri, RDFS + "subClassOf"), *_definitions(triples, iri)], {iri}
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if is_iri(node):
            found.add(node)
        else:
            waiting += _members(triples, node)
    return found


def _definitions(triples: Triples, iri: str) -> list[str]:
    """Members of intersections that define the class: its own, or those of a blank owl:equivalentClass."""
    blanks = [n for n in triples.nodes(iri, OWL + "equivalentClass") if not is_iri(n)]
    return [member for node in (iri, *blanks) for member in _members(triples, node)]


def _members(triples: Triples, node: str) -> list[str]:
    heads = triples.nodes(node, OWL + "intersectionOf")
    return [item for head in heads for item in triples.items(head) if isinstance(item, str)]


@dataclass(frozen=True)
class Hierarchy:
    """Direct superclasses of each class by IRI (without detours); the root is `root`, above all."""

    root: str
    parents: Mapping[str, tuple[str, ...]]

    @cached_property
    def depth(self) -> Mapping[str, int]:
        """Longest way to the root."""
        found: dict[str, int] = {self.root: 0}
        for iri in self.order:
            if iri != self.root:
                found[iri] = 1 + max(found[p] for p in self.parents[iri])
        return found

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every class after its superclasses."""
        return tuple(_sorted_down(self.root, self.parents))

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """All superclasses of each class."""
        found: dict[str, frozenset[str]] = {self.root: frozenset()}
        for iri in self.order[1:]:
            found[iri] = frozenset(self.parents[iri]).union(*(found[p] for p in self.parents[iri]))
        return found

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """All subclasses of each class."""
        found: dict[str, set[str]] = {iri: set() for iri in self.order}
        for iri, superclasses in self.above.items():
            for superclass in superclasses:
                found[superclass].add(iri)
        return {iri: frozenset(classes) for iri, classes in found.items()}

    def ancestors(self, iri: str) -> list[str]:
        """All superclasses, nearest first by the longest way, so that a class always comes before its own superclasses; root last."""
        distance = {iri: 0}
        for current in sorted(self.above[iri] | {iri}, key=lambda c: (-self.depth[c], c)):
            for parent in self.parents.get(current, ()):
                distance[parent] = max(distance.get(parent, 0), distance[current] + 1)
        return sorted(self.above[iri], key=lambda c: (c == self.root, distance[c], c))

    def nearest_common(self, classes: Iterable[str]) -> str:
        """The deepest class that is or stands above each of them; the root when there is no other."""
        shared = frozenset.intersection(*(self.above[c] | {c} for c in classes))
        return min(shared, key=lambda c: (-self.depth[c], c))


def build_hierarchy(triples: Triples, classes: frozenset[str], root: str) -> Hierarchy:
    """The hierarchy over `classes`; CyclicClasses names a way round."""
    written = {iri: named_parents(triples, iri) & classes - {iri, root} for iri in sorted(classes - {root})}
    _refuse_cycles(written)
    full = Hierarchy(root, {iri: tuple(sorted(parents)) or (root,) for iri, parents in written.items()})
    return Hierarchy(root, {iri: _without_detours(full, parents) for iri, parents in full.parents.items()})


def _without_detours(full: Hierarchy, parents: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out a superclass of another superclass: it is reached through that one."""
    return tuple(p for p in parents if not any(p in full.above[other] for other in parents)) if len(parents) > 1 else parents


def _refuse_cycles(parents: Mapping[str, set[str]]) -> None:
    done: set[str] = set()
    for start in parents:
        trail: list[str] = []
        stack = [(start, iter(sorted(parents[start])))] if start not in done else []
        while stack:
            iri, rest = stack[-1]
            trail[len(stack) - 1 :] = [iri]
            following = next((p for p in rest if p not in done), None)
            if following is None:
                done.add(iri)
                stack.pop()
            elif following in trail[: len(stack)]:
                way = " -> ".join(f"<{c}>" for c in [*trail[trail.index(following) :], following])
                raise CyclicClasses(f"rdfs:subClassOf runs in a circle: {way}; remove one of these links")
            else:
                stack.append((following, iter(sorted(parents[following]))))


def _sorted_down(root: str, parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    children: dict[str, list[str]] = {}
    missing = {iri: len(above) for iri, above in parents.items()}
    for iri, above in parents.items():
        for parent in above:
            children.setdefault(parent, []).append(iri)
    order, ready = [root], [root]
    while ready:
        released = []
        for child in children.get(ready.pop(0), ()):
            missing[child] -= 1
            if not missing[child]:
                released.append(child)
        order += sorted(released)
        ready += sorted(released)
    return order
