"""What a Model says about the terms that data uses: which attribute or relation a property is, for resources of given classes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import TypeVar

from graph.told import Subject
from schema.model import ROOT, Attribute, Class, Model, Relation

V = TypeVar("V")

STANDARD_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
}
OWL = STANDARD_PREFIXES["owl"]
SEARCH_TEXT = "searchText"
"""The property under the full-text index: every text of a node in every language."""
GUESSES = 300
"""How many misspelt terms are compared with all that are known: each takes milliseconds."""
ALWAYS_SEARCHED = ("name", "altNames", "description")
IGNORED_TYPES = frozenset(OWL + name for name in ("NamedIndividual", "Thing"))
"""Types that OWL tools add to data and that say nothing about a resource."""
NO_RESOURCES = frozenset(OWL + name for name in ("Ontology", "AllDifferent", "AllDisjointClasses", "AllDisjointProperties"))
"""Types of what OWL tools add to data and that is no resource."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What resources of a set of classes may have.

    `labels` are all Neo4j labels, sorted. `attributes` maps the property IRI to the field's name, `uses` the name to the attribute as each class
    has it (they differ in limits only); `plain` maps the IRI to those that have one value, no languages and no other property. `relations` maps the property IRI to the relation as each class has it. `counted` and `limited` are the
    attributes and relations whose number of values has a limit; `searched` the attributes whose text is searched.
    """

    classes: tuple[Class, ...]
    labels: tuple[str, ...]
    attributes: Mapping[str, str]
    uses: Mapping[str, tuple[Attribute, ...]]
    relations: Mapping[str, tuple[Relation, ...]]
    counted: tuple[Attribute, ...] = ()
    limited: tuple[Relation, ...] = ()
    searched: tuple[str, ...] = ()
    plain: Mapping[str, Attribute] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The classes, for messages."""
        return " and ".join(cls.name for cls in self.classes)


class Vocabulary:
    """Look-ups over one Model; shapes are made once per set of classes."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._shapes: dict[frozenset[str], Shape] = {}
        self._nearest: dict[str, str] = {}
        self._owners: dict[str, list[str]] = {}

    def shape(self, names: frozenset[str]) -> Shape:
        """Return the shape of the resources that belong to exactly these classes (and to all above them)."""
        shape = self._shapes.get(names)
        if shape is None:
            shape = self._shapes[names] = self._make(self._leaves(names))
        return shape

    def classes_of(self, types: Iterable[str]) -> frozenset[str]:
        """Return the names of the classes that types name; types that are no class of the Model are left out."""
        found = (self.model.class_by_iri.get(iri) for iri in types)
        return frozenset(cls.name for cls in found if cls is not None)

    def is_class(self, iri: str) -> bool:
        """Whether a type is a class of the Model, or one that says nothing."""
        return iri in self.model.class_by_iri or iri in IGNORED_TYPES

    def _leaves(self, names: frozenset[str]) -> tuple[Class, ...]:
        above = {ancestor for name in names for ancestor in self.model.classes[name].ancestors}
        return tuple(self.model.classes[name] for name in sorted(names - above))

    def _make(self, classes: tuple[Class, ...]) -> Shape:
        labels = {ROOT}.union(*(cls.neo4j_labels for cls in classes))
        uses: dict[str, list[Attribute]] = {}
        relations: dict[str, list[Relation]] = {}
        for cls in classes:
            for attribute in cls.attributes.values():
                _add(uses, attribute.name, attribute)
            for relation in cls.relations.values():
                if self.is_written(relation):
                    _add(relations, relation.iri, relation)
        return Shape(
            classes,
            tuple(sorted(labels)),
            {iri: name for name, members in uses.items() for use in members for iri in use.iris},
            _tuples(uses),
            _tuples(relations),
            counted=tuple(use for members in uses.values() for use in members if _is_counted(use)),
            limited=tuple(relation for cls in classes for relation in cls.relations.values() if _is_limited(relation)),
            searched=tuple(name for name, (use, *_) in uses.items() if use.datatype == "String" and (use.fulltext or name in ALWAYS_SEARCHED)),
            plain={members[0].iri: members[0] for members in uses.values() if _is_plain(members)},
        )

    def is_written(self, relation: Relation) -> bool:
        """Whether data can state the relation: a reading "in" counts only if its inverse property has an IRI of its own."""
        return relation.direction != "in" or relation.iri not in self._forward

    def is_told_elsewhere(self, relation: Relation) -> bool:
        """Whether data can state the relation of a resource as a property of another one."""
        return relation.direction != "out" or relation.type in self._backward

    @cached_property
    def _backward(self) -> frozenset[str]:
        """The types of what can be written from its end too."""
        relations = (relation for cls in self.model.classes.values() for relation in cls.relations.values())
        return frozenset(relation.type for relation in relations if relation.direction != "out" and self.is_written(relation))

    @cached_property
    def _forward(self) -> frozenset[str]:
        return frozenset(r.iri for cls in self.model.classes.values() for r in cls.relations.values() if r.direction != "in")

    # names for messages

    @cached_property
    def terms(self) -> frozenset[str]:
        """The IRIs of all classes and properties."""
        classes = self.model.classes.values()
        attributes = [a for cls in classes for a in (*cls.attributes.values(), *(e for r in cls.relations.values() for e in r.edge))]
        properties = {iri for attribute in attributes for iri in attribute.iris}
        return frozenset(properties | {r.iri for cls in classes for r in cls.relations.values()} | {cls.iri for cls in classes if cls.iri})

    def owners(self, iri: str) -> list[str]:
        """Return the names of the topmost classes that have a property."""
        if iri not in self._owners:
            self._owners[iri] = self._topmost(iri)
        return self._owners[iri]

    def _topmost(self, iri: str) -> list[str]:
        having = {cls.name for cls in self.model.classes.values() if iri in self.shape(frozenset({cls.name})).attributes or self._relates(cls, iri)}
        return sorted(name for name in having if not having.intersection(self.model.classes[name].ancestors))

    def _relates(self, cls: Class, iri: str) -> bool:
        return any(relation.iri == iri and self.is_written(relation) for relation in cls.relations.values())

    def nearest(self, iri: str) -> str:
        """Return "; did you mean cg:x?" for the term whose name is most like that of `iri`, or ""; it is looked for some hundred times only."""
        if iri not in self._nearest and len(self._nearest) < GUESSES:
            self._nearest[iri] = self._look_for(iri)
        return self._nearest.get(iri, "")

    def _look_for(self, iri: str) -> str:
        by_name = {self.compact(term): term for term in sorted(self.terms)}
        asked = self.compact(iri)
        local = {name.rpartition(":")[2]: name for name in by_name}
        close = get_close_matches(asked, by_name, 1) or [local[n] for n in get_close_matches(last_part(iri), local, 1)]
        return f"; did you mean {close[0]}?" if close else ""

    def compact(self, iri: str) -> str:
        """Return an IRI in its shortest form by the ontology's prefixes.

        >>> # "https://w3id.org/claimgraph/id/frl" becomes "id:frl"
        """
        fitting = [(len(start), prefix, start) for prefix, start in self._prefixes.items() if iri.startswith(start)]
        if not fitting:
            return iri if iri.startswith("_:") else f"<{iri}>"
        _, prefix, start = max(fitting)
        return f"{prefix}:{iri.removeprefix(start)}"

    @cached_property
    def _prefixes(self) -> Mapping[str, str]:
        return {**STANDARD_PREFIXES, **{prefix: start for prefix, start in self.model.prefixes.items() if start}}


def _is_plain(uses: Sequence[Attribute]) -> bool:
    first = uses[0]
    return len(uses) == 1 and first.iris == (first.iri,) and not (first.many or first.localized or first.derived)


def _is_counted(use: Attribute) -> bool:
    return not use.derived and (use.required or use.min_count > 0 or (use.max_count or 0) > 1)


def _is_limited(relation: Relation) -> bool:
    return not relation.derived and (relation.required or relation.min_count > 0 or relation.max_count is not None)


def _add(grouped: dict[str, list[V]], key: str, member: V) -> None:
    members = grouped.setdefault(key, [])
    if member not in members:
        members.append(member)


def _tuples(grouped: Mapping[str, Sequence[V]]) -> dict[str, tuple[V, ...]]:
    return {key: tuple(members) for key, members in grouped.items()}


def last_part(iri: str) -> str:
    """Return what follows the last "#", "/" or ":" of an IRI.

    >>> last_part("https://w3id.org/claimgraph/id/frl")
    'frl'
    """
    rest = iri.rstrip("#/:")
    return rest[max(rest.rfind(mark) for mark in "#/:") + 1 :] or iri


def is_no_resource(subject: Subject) -> bool:
    """Whether a subject is a part of an ontology that a data file may carry, such as its header."""
    return not NO_RESOURCES.isdisjoint(subject.types)
