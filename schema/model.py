"""The Model: what an ontology says, in plain frozen values that need no RDF library to read.

Words, used everywhere with these meanings:

    class       what an instance is; a GraphQL type and a Neo4j label of the same name
    attribute   a property with a literal (or a concept) as value; a GraphQL field and a Neo4j property
    relation    one reading direction of a property between instances; a GraphQL field, a Neo4j relationship
    concept     one member of a SKOS list; an enum value, stored as its notation
    root        the class `Resource`, above all others; every instance has its label
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Literal

from schema.shapes import Shape

ROOT = "Resource"
CG = "https://w3id.org/claimgraph/ontology#"
EVIDENCE = frozenset(CG + name for name in ("Claim", "Proposition", "Passage", "Judgement", "Alias"))
"""The classes of the evidence layer: what is said about the world, not the world itself."""
Direction = Literal["out", "in", "both"]
Texts = Mapping[str, str]
"""Language tag ("" where there is none) to text."""
File = tuple[str, bytes]
"""The full path of a file and what was read there."""

NO_TEXTS: Texts = MappingProxyType({})


def _no_texts() -> Texts:
    return NO_TEXTS


@dataclass(frozen=True, slots=True)
class Concept:
    """One value of an enum: `notation` is stored in Neo4j, `name` is the GraphQL name; `iri` is None for a plain literal."""

    name: str
    notation: str
    iri: str | None
    labels: Texts = field(default_factory=_no_texts)
    definitions: Texts = field(default_factory=_no_texts)


@dataclass(frozen=True, slots=True)
class Enum:
    """A closed list of values: a SKOS scheme, a class of concepts, or an `sh:in`."""

    name: str
    iri: str | None
    concepts: tuple[Concept, ...]
    labels: Texts = field(default_factory=_no_texts)
    comments: Texts = field(default_factory=_no_texts)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property with literal values, as one class has it.

    `name` is the GraphQL field and the Neo4j property. `datatype` is the name of a row of `schema.datatypes.DATATYPES`
    ("String", "Int", "EDTF", ...), or "Enum" when `enum` names one. `required` and the limits hold for the class that owns this use.
    `iris` are the properties that are read into it, the first being the one that is written; `literals` are the RDF datatypes that the ontology gives its values,
    none where it gives none.
    """

    name: str
    iris: tuple[str, ...]
    datatype: str
    enum: str | None = None
    many: bool = False
    required: bool = False
    localized: bool = False
    indexed: bool = False
    fulltext: bool = False
    derived: bool = False
    literals: tuple[str, ...] = ()
    pattern: str | None = None
    min_count: int = 0
    max_count: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_inclusive: str | None = None
    max_inclusive: str | None = None
    min_exclusive: str | None = None
    max_exclusive: str | None = None
    labels: Texts = field(default_factory=_no_texts)
    comments: Texts = field(default_factory=_no_texts)

    @property
    def iri(self) -> str:
        """The property that is written."""
        return self.iris[0]


@dataclass(frozen=True, slots=True)
class Relation:
    """A property between instances, read in one direction.

    `name` is the GraphQL field, `type` the Neo4j relationship type, `target` the name of the class at the other end.
    `iri` is the property; what is read backwards has the IRI of its own property if there is one (owl:inverseOf), else that of the forward one.
    `closure`: its type is that of another relation, followed any number of times from none on. `direction` "both" is a symmetric property. `inverse` is the field at the other end, None where there is none. `many` False makes a direct
    field plus `<name>Edge`. `edge` are the attributes that the relationship itself carries.
    """

    name: str
    iri: str
    type: str
    direction: Direction
    target: str
    inverse: str | None = None
    many: bool = True
    required: bool = False
    transitive: bool = False
    closure: bool = False
    derived: bool = False
    min_count: int = 0
    max_count: int | None = None
    edge: tuple[Attribute, ...] = ()
    labels: Texts = field(default_factory=_no_texts)
    comments: Texts = field(default_factory=_no_texts)


@dataclass(frozen=True, slots=True)
class Class:
    """A class with everything that it inherits.

    `name` is the GraphQL type and the Neo4j label; `singular` and `plural` are its root fields. `ancestors` are all superclasses, nearest first,
    `Resource` last; `descendants` all subclasses. `object_type` is the GraphQL type of its direct instances: its own name for a leaf,
    `Plain<Name>` for an interface that may have some, None for an abstract one. `concrete` are the object types of it and of all below it.
    `attributes` and `relations` are own and inherited ones by field name.
    """

    name: str
    iri: str | None
    singular: str
    plural: str
    parents: tuple[str, ...]
    ancestors: tuple[str, ...]
    children: tuple[str, ...]
    descendants: tuple[str, ...]
    abstract: bool
    object_type: str | None
    concrete: tuple[str, ...]
    attributes: Mapping[str, Attribute]
    relations: Mapping[str, Relation]
    keys: tuple[tuple[str, ...], ...] = ()
    labels: Texts = field(default_factory=_no_texts)
    comments: Texts = field(default_factory=_no_texts)

    @property
    def is_interface(self) -> bool:
        """Whether it becomes a GraphQL interface (it has subclasses, or is the root)."""
        return bool(self.children) or self.name == ROOT

    @property
    def neo4j_labels(self) -> tuple[str, ...]:
        """All labels of a direct instance, most specific first."""
        return (self.name, *self.ancestors)


@dataclass(frozen=True, slots=True)
class Dated:
    """A class of the timeline: its instances lie at `attribute`; `ways` are the steps from one to what it is about, each
    over any of some relationship types."""

    label: str
    attribute: str
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Model:
    """A whole ontology. `classes` is keyed by name, root first, superclasses before their subclasses; `shapes` are those that have a target.

    `successors` maps the IRI that a term had before to the one that it has now (cg:formerly). `files` are what it was read from, the ontology itself first.
    """

    iri: str
    version: str
    prefixes: Mapping[str, str]
    classes: Mapping[str, Class]
    enums: Mapping[str, Enum]
    base_iri: str
    has_evidence: bool
    description: Texts = field(default_factory=_no_texts)
    shapes: tuple[Shape, ...] = ()
    successors: Mapping[str, str] = field(default_factory=_no_texts)
    files: tuple[File, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the content of the files, in hexadecimal; "" without any."""
        return sha256(b"\0".join(content for _, content in self.files)).hexdigest() if self.files else ""

    @cached_property
    def class_by_iri(self) -> Mapping[str, Class]:
        """Class IRI to class."""
        return {c.iri: c for c in self.classes.values() if c.iri}

    @cached_property
    def by_property(self) -> Mapping[str, Attribute | Relation]:
        """Property IRI to the attribute or relation of resources that it is, as one of the classes has it: only limits differ from class to class."""
        relations = [r for c in self.classes.values() for r in c.relations.values()]
        backwards = {r.iri: r for r in relations if r.direction == "in"}
        forwards = {r.iri: r for r in relations if r.direction != "in"}
        return backwards | forwards | {iri: a for c in self.classes.values() for a in c.attributes.values() for iri in a.iris}

    @cached_property
    def by_edge_property(self) -> Mapping[str, Attribute]:
        """Property IRI to what relations carry under it."""
        return {iri: a for c in self.classes.values() for r in c.relations.values() for a in r.edge for iri in a.iris}

    @cached_property
    def class_of_object_type(self) -> Mapping[str, Class]:
        """GraphQL object type to the class whose direct instances it stands for."""
        return {c.object_type: c for c in self.classes.values() if c.object_type}

    @cached_property
    def class_by_root_field(self) -> Mapping[str, Class]:
        """Root field, singular or plural, to the class it gives."""
        return {name: c for c in self.classes.values() for name in (c.singular, c.plural)}

    @cached_property
    def world_relations(self) -> Mapping[str, tuple[str, ...]]:
        """Field of each relation between things of the world to its Neo4j types; relations of the evidence layer are left out."""
        found: dict[str, dict[str, None]] = {}
        for cls in self.classes.values():
            for relation in cls.relations.values():
                if relation.direction != "in" and not self._is_evidence(cls) and not self._is_evidence(self.classes[relation.target]):
                    found.setdefault(relation.name, {})[relation.type] = None
        return {name: tuple(found[name]) for name in sorted(found)}

    @cached_property
    def things(self) -> tuple[str, ...]:
        """Names of the classes right below the root that are of the world, not of the evidence layer."""
        return tuple(cls.name for cls in self.classes.values() if cls.parents == (ROOT,) and not self._is_evidence(cls))

    def _is_evidence(self, cls: Class) -> bool:
        return any(self.classes[name].iri in EVIDENCE for name in (cls.name, *cls.ancestors))

    @cached_property
    def timeline(self) -> tuple[Dated, ...]:
        """What a timeline shows, events and claims; empty without the evidence layer."""
        event, claim = (self.class_by_iri.get(CG + name) for name in ("Event", "Claim"))
        if event is None or claim is None or not self.about:
            return ()
        world = tuple(kind for kinds in self.world_relations.values() for kind in kinds)
        content = (self._relation_of(claim, "content").type,)
        return (
            Dated(event.name, self._attribute_of(event, "when"), (tuple(dict.fromkeys(world)),)),
            Dated(claim.name, self._attribute_of(claim, "assertedAt"), (content, self.about)),
        )

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The Neo4j types that lead from a proposition to what it is about; empty without the evidence layer."""
        proposition = self.class_by_iri.get(CG + "Proposition")
        return tuple(self._relation_of(proposition, name).type for name in ("subject", "object", "event")) if proposition else ()

    @cached_property
    def needing(self) -> tuple[str, ...]:
        """The Neo4j types of relations to what a resource cannot be without, or speaks about."""
        relations = (relation for cls in self.classes.values() for relation in cls.relations.values() if relation.direction == "out")
        return tuple(sorted({*self.about, *(relation.type for relation in relations if relation.required or relation.min_count)}))

    @cached_property
    def usage(self) -> tuple[Relation, Relation] | None:
        """The relations from an alias to what it names and to who uses it; None without aliases."""
        alias = self.class_by_iri.get(CG + "Alias")
        return (self._relation_of(alias, "aliasOf"), self._relation_of(alias, "usedBy")) if alias else None

    def _relation_of(self, cls: Class, local: str) -> Relation:
        return next(relation for relation in cls.relations.values() if relation.iri == CG + local and relation.direction == "out")

    def _attribute_of(self, cls: Class, local: str) -> str:
        return next(attribute.name for attribute in cls.attributes.values() if CG + local in attribute.iris)
