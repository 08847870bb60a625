"""What the terms of one Model are in the next: the same IRI, or the one that `cg:formerly` tells; nothing is guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.vocabulary import Vocabulary
from schema.model import ROOT, Attribute, Model, Relation

DROPPED = "__dropped_"
"""Begins the names under which history keeps the values of dropped terms."""

Stored = tuple[Relation, frozenset[str]]
"""A relation with relationships of its own, and the names of the classes whose instances have it."""


@dataclass(frozen=True)
class Terms:
    """Two Models, and which term of the one became which of the other."""

    old: Model
    new: Model

    def iri(self, iri: str) -> str:
        """Return what an IRI is now."""
        return self.new.successors.get(iri, iri)

    @cached_property
    def before(self) -> Vocabulary:
        """Look-ups over the old Model."""
        return Vocabulary(self.old)

    @cached_property
    def after(self) -> Vocabulary:
        """Look-ups over the new Model."""
        return Vocabulary(self.new)

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """Old name of each class that is still there to its new one."""
        found = {cls.name: self.new.class_by_iri.get(self.iri(cls.iri)) for cls in self.old.classes.values() if cls.iri}
        return {ROOT: ROOT} | {name: cls.name for name, cls in found.items() if cls}

    @cached_property
    def predicates_change(self) -> bool:
        """Whether a property has another IRI now, which propositions name."""
        return not (self.before.terms - self.old.class_by_iri.keys()).isdisjoint(self.new.successors)

    def place(self, name: str) -> frozenset[str]:
        """Return the new names of a class: its own, else those of the classes above it."""
        if name in self.classes:
            return frozenset({self.classes[name]})
        return frozenset(found for parent in self.old.classes[name].parents for found in self.place(parent))

    def notations(self, old: Attribute, new: Attribute) -> dict[str, str]:
        """Return old notation to new one, of the concepts that are still there."""
        if not (old.enum and new.enum):
            return {}
        now = {concept.iri or concept.notation: concept.notation for concept in self.new.enums[new.enum].concepts}
        terms = {concept.notation: self.iri(concept.iri) if concept.iri else concept.notation for concept in self.old.enums[old.enum].concepts}
        return {notation: now[term] for notation, term in terms.items() if term in now}

    def attribute(self, old: Attribute, attributes: Mapping[str, str]) -> str | None:
        """Return the new name of an attribute among those of a shape (IRI to name), None if it is dropped."""
        return next((attributes[iri] for iri in map(self.iri, old.iris) if iri in attributes), None)

    @cached_property
    def relations(self) -> Mapping[str, tuple[Stored, Stored | None]]:
        """Relationship type to its relation, before and now (None if it is dropped)."""
        now = dict(_stored(self.after))
        return {stored[0].type: (stored, now.get(self.iri(iri))) for iri, stored in _stored(self.before) if stored[0].direction != "in"}


def _stored(words: Vocabulary) -> Iterator[tuple[str, Stored]]:
    found: dict[str, Stored] = {}
    for cls in words.model.classes.values():
        for relation in cls.relations.values():
            if words.is_written(relation) and not relation.closure:
                first, owners = found.get(relation.iri, (relation, frozenset[str]()))
                found[relation.iri] = (first, owners | {cls.name})
    yield from found.items()
