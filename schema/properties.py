"""Properties before they are fields: whether their values are literals or resources, of which type, and which classes have them.

Rules:

* A property belongs to its domain and to every class on which a shape or restriction names it; without either to the classes of its
  superproperty, then to the root (if the ontology declares it). A missing range is that of the superproperty, or the domain of the inverse.
* rdfs:range decides the type; what shapes and restrictions say of single classes decides it only where rdfs:range says nothing that is in the Model.
  So a property has one type everywhere, and only counts and limits differ by class.
* owl:ObjectProperty, owl:DatatypeProperty decide the kind, else the range, else the superproperty; with nothing to go by it is text.
  Literals and resources in one property are refused, save with schema:rangeIncludes: there classes win.
* It is single if it is functional, or if every class that has it is held to at most one, itself or by a superclass (sh:uniqueLang counts as that for
  localized text). Everything else is a list, for data may have several.
* Annotation properties, those of RDF, RDFS, OWL and SHACL, and claimgraph's own annotations are no fields, unless a shape names them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from schema.constraints import Rule, Use
from schema.enums import ConceptList, list_makes_enum
from schema.errors import OntologyError
from schema.hierarchy import PROPERTY_TYPES, ROOT_IRI, Hierarchy, is_meta
from schema.ranges import LITERAL, NOTHING, Range, Ranges, datatype_name, is_localized, literal_datatypes
from schema.terms import Term, Text, is_iri
from schema.triples import CG, OWL, RDFS, SCHEMA, SKOS, Triples

ANNOTATIONS = frozenset(
    CG + n for n in ("abstract", "plural", "name", "inverseName", "edgeProperty", "indexed", "fulltext", "derived", "relationshipType", "closureOf", "formerly")
)
_OBJECT_TYPES = frozenset(OWL + t for t in ("ObjectProperty", "TransitiveProperty", "SymmetricProperty"))


@dataclass(frozen=True, slots=True)
class Property:
    """One property of the ontology, decided. `owners` are the topmost classes that have it, `ends` the classes of its range, `listing` the key of its enum.

    `target` is None for an attribute. `datatype` is a row of `DATATYPES` for an attribute without `listing`, `literals` the datatypes that the ontology names.
    """

    iri: str
    owners: tuple[str, ...]
    datatype: str = "String"
    literals: tuple[str, ...] = ()
    localized: bool = False
    single: bool = False
    listing: str | None = None
    target: str | None = None
    ends: tuple[str, ...] = ()


class Properties:
    """Reads every property of one ontology."""

    def __init__(self, triples: Triples, hierarchy: Hierarchy, ranges: Ranges, lists: dict[str, ConceptList], uses: Iterable[Use]) -> None:
        self._triples, self._hierarchy, self._ranges, self._lists = triples, hierarchy, ranges, lists
        self._listed: dict[str, ConceptList] = {}
        self.uses: dict[str, list[Use]] = {}
        for use in uses:
            self.uses.setdefault(use.rule.property, []).append(use)

    # which there are

    @cached_property
    def declared(self) -> frozenset[str]:
        """IRIs that are declared as properties or used like ones, without annotations."""
        found = {iri for kind in PROPERTY_TYPES for iri in self._triples.instances(kind)}
        found |= {s for n in ("domain", "range") for s, _ in self._triples.pairs(RDFS + n)}
        found |= {s for space in SCHEMA for n in ("domainIncludes", "rangeIncludes") for s, _ in self._triples.pairs(space + n)}
        return frozenset(iri for iri in found if is_iri(iri) and not is_meta(iri) and iri not in ANNOTATIONS and not self._is_annotation(iri))

    def _is_annotation(self, iri: str) -> bool:
        types = set(self._triples.types(iri))
        return OWL + "AnnotationProperty" in types and types.isdisjoint({OWL + "ObjectProperty", OWL + "DatatypeProperty"})

    @cached_property
    def inverses(self) -> dict[str, str]:
        """Property to the one that reads it backwards, one each.

        The first is the one with cg:edgeProperty or cg:relationshipType, else the one that is declared when the other is not, else the object
        of owl:inverseOf when only one direction is stated, else the alphabetically first.
        """
        links = [pair for space in (OWL, *SCHEMA) for pair in self._triples.pairs(space + "inverseOf")]
        stated = {(s, o) for s, o in links if is_iri(s) and isinstance(o, str) and is_iri(o) and s != o}
        found: dict[str, str] = {}
        paired: set[str] = set()
        for pair in sorted({(min(pair), max(pair)) for pair in stated}):
            if not paired & set(pair) and self.declared & set(pair):
                first = self._first_of(pair, stated)
                found[first] = _other(first, pair)
                paired |= set(pair)
        return found

    def _first_of(self, pair: tuple[str, str], stated: set[tuple[str, str]]) -> str:
        return min(pair, key=lambda p: (not self._leads(p), p not in self.declared, _only_subject(p, _other(p, pair), stated), p))

    def _leads(self, iri: str) -> bool:
        return bool(self._triples.objects(iri, CG + "edgeProperty") or self._triples.objects(iri, CG + "relationshipType"))

    @cached_property
    def counterpart(self) -> dict[str, str]:
        """Each property of an inverse pair to the other."""
        return {second: first for first, second in self.inverses.items()} | self.inverses

    @cached_property
    def edge_only(self) -> frozenset[str]:
        """Properties that relations carry and no class is said to have."""
        carried = {o for _, o in self._triples.pairs(CG + "edgeProperty") if isinstance(o, str)}
        return frozenset(iri for iri in carried if not self.uses.get(iri) and not self._stated_range(iri, "domain").below_root)

    @cached_property
    def all(self) -> dict[str, Property]:
        """All properties that some class or relation has, by IRI, sorted."""
        iris = (self.declared | {iri for iri in self.uses if iri not in ANNOTATIONS}) - set(self.inverses.values())
        found = {iri: self.property(iri) for iri in sorted(iris)}
        return {iri: p for iri, p in found.items() if p.owners or iri in self.edge_only}

    @property
    def listed(self) -> dict[str, ConceptList]:
        """The lists that sh:in and owl:oneOf make, by property."""
        return self._listed if self.all else {}

    # what one is

    def property(self, iri: str) -> Property:
        """The property, decided; OntologyError when its statements contradict one another."""
        declared, used = self._declared_range(iri), self._used_range(iri)
        is_object = self._is_object(iri, declared, used)
        listing = self._listing(iri, declared, used, is_object)
        if is_object and listing is None:
            return self._relation(iri, declared, used)
        stated = declared.datatypes - {LITERAL} if used.datatypes else declared.datatypes
        datatypes = (stated or used.datatypes) | (used.datatypes if is_localized(used.datatypes) else frozenset())
        name = datatype_name(datatypes)
        localized = listing is None and name == "String" and is_localized(datatypes)
        owners = self.owners(iri)
        literals = () if listing else literal_datatypes(datatypes)
        return Property(iri, owners, name, literals, localized, self.is_single(iri, owners, False, localized), listing)

    def _relation(self, iri: str, declared: Range, used: Range) -> Property:
        ends = (declared.classes if declared.below_root else used.below_root) or declared.classes
        owners = self.owners(iri)
        ends = frozenset(ends or {ROOT_IRI})
        return Property(iri, owners, single=self.is_single(iri, owners, False, False), target=self._hierarchy.nearest_common(ends), ends=self._topmost(ends))

    def is_symmetric(self, iri: str) -> bool:
        """Whether it is declared symmetric, or its own inverse."""
        return OWL + "SymmetricProperty" in self._triples.types(iri) or iri in self._triples.iris(iri, OWL + "inverseOf")

    def is_functional(self, iri: str, backwards: bool) -> bool:
        """Whether it is declared to have one value, read forwards or backwards; its inverse may say so too."""
        kind, opposite = ("InverseFunctionalProperty", "FunctionalProperty") if backwards else ("FunctionalProperty", "InverseFunctionalProperty")
        other = self.counterpart.get(iri)
        return OWL + kind in self._triples.types(iri) or (other is not None and OWL + opposite in self._triples.types(other))

    def is_single(self, iri: str, owners: Iterable[str], backwards: bool, localized: bool) -> bool:
        """Whether there is at most one value, read forwards or backwards from `owners`."""
        return self.is_functional(iri, backwards) or self._covered(
            iri, owners, backwards, lambda rule: rule.limits.max_count in (0, 1) or (localized and rule.one_per_language)
        )

    def _covered(self, iri: str, owners: Iterable[str], backwards: bool, holds: Callable[[Rule], bool]) -> bool:
        """Whether a rule that `holds` speaks of each owner or a superclass of it."""
        spoken = {use.owner for use in self.rules(iri, backwards) if holds(use.rule)}
        return bool(spoken) and all(owner in spoken or spoken & self._hierarchy.above[owner] for owner in owners)

    def rules(self, iri: str, backwards: bool) -> list[Use]:
        """Uses of the property in one direction, those of its inverse turned round."""
        direct = [use for use in self.uses.get(iri, ()) if use.rule.backwards == backwards]
        other = self.counterpart.get(iri)
        return direct + [use for use in self.uses.get(other, ()) if use.rule.backwards != backwards] if other else direct

    # kind

    def _is_object(self, iri: str, declared: Range, used: Range) -> bool:
        types = set(self._triples.types(iri))
        data, resource = declared.is_data or used.is_data, bool(declared.below_root or declared.lists or used.below_root or used.lists)
        said_object, said_data = bool(types & _OBJECT_TYPES), OWL + "DatatypeProperty" in types
        if resource and data and self._includes(iri):
            return True
        if (data and (resource or said_object)) or (said_data and (resource or said_object)):
            raise OntologyError(f"<{iri}> would hold both literals and resources; split it into two properties, or give it one kind of rdfs:range")
        if said_object or said_data or data or resource:
            return said_object or (resource and not data)
        return self._kind_by_hints(iri, declared | used)

    def _includes(self, iri: str) -> bool:
        return any(self._triples.objects(iri, space + "rangeIncludes") for space in SCHEMA)

    def _kind_by_hints(self, iri: str, known: Range) -> bool:
        """By a range outside the Model, sh:nodeKind, then the superproperty's kind."""
        kinds = {use.rule.literal for use in self.uses.get(iri, ()) if use.rule.literal is not None}
        if kinds:
            return kinds == {False}
        if known.is_object or any(isinstance(v, str) for v in self._values(iri)):
            return True
        return any(set(self._triples.types(s)) & _OBJECT_TYPES for s in self._supers(iri))

    # type

    def _stated_range(self, iri: str, name: str) -> Range:
        nodes = self._triples.nodes(iri, RDFS + name)
        return self._ranges.union([*nodes, *(n for space in SCHEMA for n in self._triples.nodes(iri, f"{space}{name}Includes"))])

    def _declared_range(self, iri: str) -> Range:
        own = self._stated_range(iri, "range")
        if own == NOTHING and (other := self.counterpart.get(iri)):
            own = self._stated_range(other, "domain")
        inherited = (self._stated_range(s, "range") for s in self._supers(iri))
        return own if own != NOTHING else next((r for r in inherited if r != NOTHING), NOTHING)

    def _used_range(self, iri: str) -> Range:
        found = NOTHING
        for use in self.rules(iri, False):
            found |= self._ranges.union(use.rule.ranges) | Range(datatypes=use.rule.datatypes)
        backwards = [use.owner for use in self.rules(iri, True)]
        return found | self._ranges.union(backwards)

    def _listing(self, iri: str, declared: Range, used: Range, is_object: bool) -> str | None:
        """The key of the enum of its values, if they form a closed list."""
        lists = declared.lists or used.lists
        if lists and (declared | used).below_root - {SKOS + "Concept"} - lists:
            raise OntologyError(f"<{iri}> has both a list of concepts and a class as its range; give it one of them")
        if lists:
            return self._one_list(iri, lists)
        members = declared.values or self._values(iri)
        if not members or (declared | used).below_root or not list_makes_enum(members):
            return None
        if is_object == isinstance(members[0], Text):
            return None
        same = [key for key, known in sorted(self._lists.items()) if set(members) <= set(known.members)]
        self._listed |= {} if same else {iri: ConceptList(None, members)}
        return same[0] if same else iri

    def _one_list(self, iri: str, lists: frozenset[str]) -> str:
        everything = {m for key in lists for m in self._lists[key].members}
        whole = [key for key in sorted(lists) if everything <= set(self._lists[key].members)]
        if not whole:
            raise OntologyError(
                f"<{iri}> has several lists of concepts as its range ({', '.join(f'<{key}>' for key in sorted(lists))}); give it one that holds them all"
            )
        return whole[0]

    def _values(self, iri: str) -> tuple[Term, ...]:
        """The members of all sh:in, if every class that has the property is held to one."""
        if not self._covered(iri, self.owners(iri), False, lambda rule: bool(rule.values)):
            return ()
        lists = sorted((use.rule.values for use in self.rules(iri, False) if use.rule.values), key=str)
        return tuple(dict.fromkeys(value for values in lists for value in values))

    # place

    def owners(self, iri: str) -> tuple[str, ...]:
        """The topmost classes that have it, sorted; empty where only concepts do."""
        stated = self._stated_range(iri, "domain")
        used = {use.owner for use in self.rules(iri, False) if use.rule.limits.max_count != 0}
        used |= self._ranges.union(r for use in self.rules(iri, True) for r in use.rule.ranges).classes
        if (other := self.counterpart.get(iri)) and stated == NOTHING:
            stated = self._stated_range(other, "range")
        if found := stated.classes | used:
            return self._topmost(found)
        if stated.lists or iri in self.edge_only:
            return ()
        inherited = (self._stated_range(s, "domain").classes for s in self._supers(iri))
        fallback = {ROOT_IRI} if iri in self.declared else set()
        return self._topmost(next((c for c in inherited if c), fallback))

    def _topmost(self, classes: Iterable[str]) -> tuple[str, ...]:
        chosen = set(classes)
        return tuple(sorted(c for c in chosen if not chosen & self._hierarchy.above[c]))

    def _supers(self, iri: str) -> list[str]:
        """Superproperties, nearest first."""
        found, level = [iri], [iri]
        while level:
            level = sorted({s for p in level for s in self._triples.iris(p, RDFS + "subPropertyOf")} - set(found))
            found += level
        return found[1:]


def _only_subject(one: str, other: str, stated: set[tuple[str, str]]) -> bool:
    return (one, other) in stated and (other, one) not in stated


def _other(one: str, pair: tuple[str, str]) -> str:
    return pair[1] if pair[0] == one else pair[0]
