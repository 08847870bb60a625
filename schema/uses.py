"""How one property is read on each class that has it, so that interfaces and their implementations always fit together.

A property may be declared on a class and sharpened on its subclasses (required there, another target, fewer values). GraphQL allows an
implementation to be non-null or to narrow a direct field, and nothing else; so the class highest up decides the rest.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from schema.errors import NameClash
from schema.model import ROOT, Attribute, Model, Relation

EDGE_FIELDS = frozenset({"cursor", "node", "status", "origins", "denials", "proposition"})
"""Names on every edge of a relation; a property of a relationship that is called so is shown by them."""

P = TypeVar("P", bound=Attribute | Relation)


@dataclass(frozen=True, slots=True, eq=False)
class Use(Generic[P]):
    """A property as a class has it: `own` is what the class says, `declared` what the highest class (`owner`) says; inherited unchanged, it is the same Use."""

    own: P
    declared: P
    owner: str
    required: bool


Uses = Mapping[str, Mapping[str, Use[P]]]
"""Class name to field name to use."""
LinkKey = tuple[str, str, bool, tuple[tuple[object, ...], ...]]


@dataclass(frozen=True, slots=True)
class Fields:
    """All uses of a Model, and the stem of the type names of each relation's connection and edge."""

    attributes: Uses[Attribute]
    relations: Uses[Relation]
    stems: Mapping[LinkKey, str]

    def stem(self, use: Use[Relation]) -> str:
        """`MemberAgent` for the relation `member` to `Agent`."""
        return self.stems[link_key(use.declared)]


def read_fields(model: Model) -> Fields:
    """The fields of all classes; raises `NameClash` where superclasses contradict each other."""
    attributes = _uses(model, {name: cls.attributes for name, cls in model.classes.items()})
    relations = _uses(model, {name: cls.relations for name, cls in model.classes.items()})
    return Fields(attributes, relations, _stems(model, relations))


def edge_attributes(relation: Relation) -> tuple[Attribute, ...]:
    """What a relationship carries besides what every edge has; those names win over the ontology's."""
    return tuple(attribute for attribute in relation.edge if attribute.name not in EDGE_FIELDS)


def link_key(relation: Relation) -> LinkKey:
    """What decides the types that belong to a relation: field, target, whether it is followed over several steps, what the edge carries."""
    return (
        relation.name,
        relation.target,
        relation.transitive,
        tuple((edge.name, *_shape(edge)) for edge in relation.edge),
    )


def _shape(use: Attribute | Relation) -> tuple[object, ...]:
    # What has to be the same on an interface and on all that implement it.
    if isinstance(use, Relation):
        return (use.many, *link_key(use))
    return (use.datatype, use.enum, use.many, use.localized)


def _uses(model: Model, properties: Mapping[str, Mapping[str, P]]) -> dict[str, dict[str, Use[P]]]:
    uses: dict[str, dict[str, Use[P]]] = {}
    for name, cls in model.classes.items():
        parents = () if name == ROOT else (*cls.parents, ROOT)
        inherited = {parent: uses[parent] for parent in parents}
        uses[name] = {own.name: _use(name, own, inherited) for own in properties[name].values()}
    return uses


def _use(cls: str, own: P, inherited: Mapping[str, Mapping[str, Use[P]]]) -> Use[P]:
    above = [uses[own.name] for uses in inherited.values() if own.name in uses]
    if not above:
        return Use(own, own, cls, own.required)
    first, *others = above
    for other in others:
        if other.declared is not first.declared and _shape(other.declared) != _shape(first.declared):
            raise NameClash(f"{cls} inherits two different fields {own.name!r}, from {first.owner} and {other.owner}: give one of them another cg:name")
    required = own.required or any(use.required for use in above)
    if required == first.required and (own is first.own or own == first.own):
        return first
    return Use(own, first.declared, first.owner, required)


def _stems(model: Model, relations: Uses[Relation]) -> dict[LinkKey, str]:
    owners: dict[LinkKey, str] = {}
    for uses in relations.values():
        for use in uses.values():
            owners.setdefault(link_key(use.declared), use.owner)
    plain = {key: key[0][0].upper() + key[0][1:] + key[1] for key in owners}
    taken = Counter([*plain.values(), *model.classes])
    return {key: owners[key] + stem if taken[stem] > 1 else stem for key, stem in plain.items()}
