"""Properties to fields: names, relationship types, both reading directions, and what relations carry.

Rules:

* A relation is read forwards under its own name, and backwards under the name of the property that is its owl:inverseOf, else under cg:inverseName,
  else as `<name>Of` (`basedInOf`); where that is taken or the name ends in `Of` already, as `<source>Via<Name>` (`personViaMemberOf`), and where that is
  taken too, not at all. Without a range narrower than the root it is not read backwards unless the ontology names the inverse.
* Backwards it is a list, unless owl:InverseFunctionalProperty or the shapes of its inverse (sh:inversePath) say otherwise.
* A symmetric property is one field, on its domain and its range.
* The target is the nearest class above all classes of the range; backwards, above all classes that have the property.
* The Neo4j type is cg:relationshipType, else the name in UPPER_SNAKE. `WAS_<type>` is left free, for what held once.
* cg:edgeProperty names attributes of the relation itself; they are single, and a relation can't be one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from schema.constraints import Rule
from schema.datatypes import ENUM
from schema.errors import NameClash, OntologyError
from schema.hierarchy import ROOT_IRI, Hierarchy
from schema.model import NO_TEXTS, Attribute, Direction, Relation, Texts
from schema.names import Namer, camel, given_name, local_part, singular_field, upper_snake
from schema.properties import Properties, Property
from schema.reserved import FIELDS, RELATIONSHIP_TYPES, RESERVED_ATTRIBUTES, SOURCES, generated_fields
from schema.triples import CG, COMMENTS, LABELS, OWL, Triples, namespace_of

Field = Attribute | Relation


@dataclass(frozen=True, slots=True)
class Placed:
    """A field, the topmost classes that have it, and what is said about it: (class, rule) pairs."""

    field: Field
    owners: tuple[str, ...]
    rules: tuple[tuple[str, Rule], ...]


class Fields:
    """Makes the fields of one ontology; `class_names` and `enum_names` are already settled (enums by their key)."""

    def __init__(
        self,
        triples: Triples,
        hierarchy: Hierarchy,
        properties: Properties,
        namer: Namer,
        class_names: Mapping[str, str],
        enum_names: Mapping[str, str],
        own: frozenset[str],
    ) -> None:
        self._triples, self._hierarchy, self._properties, self._namer = triples, hierarchy, properties, namer
        self._class_names, self._enum_names, self._own = class_names, enum_names, own
        self._read = properties.all
        self._sources = {p.iri: name for p in self._read.values() if (name := self._source_of(p))}
        self._names = self._settle()

    def place(self) -> list[Placed]:
        """All fields with their places, the reserved ones first, then by name."""
        ordinary = [p for p in self._read.values() if p.iri not in self._sources and p.iri not in self._properties.edge_only]
        attributes = [self._placed_attribute(p) for p in ordinary if p.target is None]
        relations = [p for p in ordinary if p.target is not None]
        self._refuse_shared_types(relations)
        forward = [self._forward(p) for p in relations]
        placed = [*self._reserved(), *sorted([*attributes, *forward], key=lambda f: f.field.name)]
        return [self._under_own_iri(one) for one in self._met(self._with_inverses(placed, relations))]

    # names

    def _source_of(self, prop: Property) -> str | None:
        """The reserved attribute that the property is read into, if any."""
        for name, iris in SOURCES.items():
            if prop.iri in iris:
                return name
        is_text = prop.target is None and prop.listing is None and prop.datatype == "String"
        local = local_part(prop.iri)
        return (
            local
            if is_text and local in ("name", "description") and namespace_of(prop.iri) in self._own and not self._triples.value(prop.iri, CG + "name")
            else None
        )

    def _settle(self) -> dict[str, str]:
        """Names of all properties; one that would get a field that another brings along yields."""
        iris = [iri for iri in self._read if iri not in self._sources]
        iris += [q for p, q in self._properties.inverses.items() if p in self._read]
        wanted = [self._namer.want(iri, self._triples.value(iri, CG + "name"), camel) for iri in iris]
        names = self._namer.settle(wanted, FIELDS, camel)
        brought = set(generated_fields(self._bare(p, names[p.iri]) for p in self._read.values() if p.iri in names))
        return self._namer.settle(wanted, FIELDS | brought, camel) if brought & set(names.values()) else names

    def _bare(self, prop: Property, name: str) -> Field:
        if prop.target is None:
            return Attribute(name, (prop.iri,), prop.datatype)
        return Relation(name, prop.iri, "", "out", "", many=not prop.single)

    # attributes

    def _reserved(self) -> Iterator[Placed]:
        for attribute in RESERVED_ATTRIBUTES:
            added = sorted(iri for iri, name in self._sources.items() if name == attribute.name and iri not in attribute.iris)
            iris = (*attribute.iris, *added)
            said = [iri for iri in iris if self._triples.texts(iri, (*LABELS, *COMMENTS))]
            labels, comments = (
                (self._triples.texts(said[0], LABELS), self._triples.texts(said[0], COMMENTS)) if said else (attribute.labels, attribute.comments)
            )
            indexed = any(self._triples.flag(iri, CG + "indexed") for iri in iris)
            field = replace(attribute, iris=iris, indexed=indexed, labels=labels or attribute.labels, comments=comments or attribute.comments)
            rules = [(use.owner, use.rule) for iri in iris for use in self._properties.uses.get(iri, ()) if not use.rule.backwards]
            yield Placed(field, (ROOT_IRI,), tuple(rules))

    def attribute(self, prop: Property) -> Attribute:
        """The attribute without what single classes say of it."""
        flag = self._triples.flag
        return Attribute(
            name=self._names[prop.iri],
            iris=(prop.iri,),
            datatype=ENUM if prop.listing else prop.datatype,
            enum=self._enum_names[prop.listing] if prop.listing else None,
            literals=prop.literals,
            many=not prop.single,
            max_count=1 if self._properties.is_functional(prop.iri, False) else None,
            localized=prop.localized,
            indexed=flag(prop.iri, CG + "indexed"),
            fulltext=flag(prop.iri, CG + "fulltext"),
            derived=flag(prop.iri, CG + "derived"),
            labels=self._texts(prop.iri, LABELS),
            comments=self._texts(prop.iri, COMMENTS),
        )

    def _placed_attribute(self, prop: Property) -> Placed:
        return Placed(self.attribute(prop), prop.owners, self._rules(prop.iri, False))

    def _rules(self, iri: str, backwards: bool) -> tuple[tuple[str, Rule], ...]:
        return tuple((use.owner, use.rule) for use in self._properties.rules(iri, backwards))

    def _texts(self, iri: str, predicates: Iterable[str]) -> Texts:
        """What the ontology says, else the first thing that a shape says."""
        if found := self._triples.texts(iri, predicates):
            return found
        rules = (use.rule for use in self._properties.uses.get(iri, ()))
        said = [texts for rule in rules if (texts := rule.labels if predicates is LABELS else rule.comments)]
        return min(said, key=lambda texts: sorted(texts.items()), default=found)

    # relations

    def _closed(self, iri: str) -> str | None:
        """The property that a closure follows."""
        return next(iter(self._triples.iris(iri, CG + "closureOf")), None)

    def _type(self, iri: str) -> str:
        if closed := self._closed(iri):
            return self._type(closed)
        given = self._triples.value(iri, CG + "relationshipType")
        return given_name(given, iri) if given else upper_snake(self._names[iri])

    def _refuse_shared_types(self, relations: list[Property]) -> None:
        owner: dict[str, str] = {}
        for prop in (prop for prop in relations if not self._closed(prop.iri)):
            name = self._type(prop.iri)
            if twin := owner.get(name):
                raise NameClash(f"<{twin}> and <{prop.iri}> share the relationship type {name}; give one of them another cg:relationshipType")
            if name in RELATIONSHIP_TYPES:
                raise NameClash(f"<{prop.iri}> has the relationship type {name}, which claimgraph uses itself; give it another cg:relationshipType")
            owner[name] = prop.iri
        for name, iri in owner.items():
            if present := owner.get(name.removeprefix("WAS_")) if name.startswith("WAS_") else None:
                raise NameClash(f"<{iri}> has the relationship type {name}, which is kept for what <{present}> was once; give it another cg:relationshipType")

    def _forward(self, prop: Property) -> Placed:
        symmetric = self._properties.is_symmetric(prop.iri)
        owners = self._topmost((*prop.owners, *prop.ends)) if symmetric else prop.owners
        target = self._hierarchy.nearest_common(owners) if symmetric else prop.target or ROOT_IRI
        relation = self._relation(prop.iri, self._names[prop.iri], "both" if symmetric else "out", target, not prop.single)
        relation = replace(relation, inverse=relation.name if symmetric else None)
        return Placed(relation, owners, self._rules(prop.iri, False))

    def _relation(self, iri: str, name: str, direction: Direction, target: str, many: bool, told_by: str | None = None) -> Relation:
        """`told_by` is the inverse property, if its labels are to be shown rather than those of `iri`."""
        types = {t for i in (iri, self._properties.counterpart.get(iri, iri)) for t in self._triples.types(i)}
        return Relation(
            name=name,
            iri=iri,
            type=self._type(iri),
            direction=direction,
            target=self._class_names[target],
            many=many,
            max_count=1 if self._properties.is_functional(iri, direction == "in") else None,
            transitive=OWL + "TransitiveProperty" in types,
            closure=self._closed(iri) is not None,
            derived=self._triples.flag(iri, CG + "derived") or self._closed(iri) is not None,
            edge=self._edge(iri),
            labels=self._texts(told_by, LABELS) if told_by else self._texts(iri, LABELS) if direction != "in" else NO_TEXTS,
            comments=self._texts(told_by or iri, COMMENTS),
        )

    def _edge(self, iri: str) -> tuple[Attribute, ...]:
        found = []
        for carried in self._triples.iris(iri, CG + "edgeProperty"):
            prop = self._read.get(carried)
            if prop is None or prop.target is not None:
                raise OntologyError(
                    f"<{iri}> has cg:edgeProperty <{carried}>, which is no attribute; declare it as owl:DatatypeProperty or give it a list of concepts as range"
                )
            found.append(replace(self.attribute(prop), many=False))
        return tuple(sorted(found, key=lambda a: a.name))

    # backwards

    def _with_inverses(self, placed: list[Placed], relations: list[Property]) -> list[Placed]:
        taken: dict[str, list[tuple[str, ...]]] = {}
        for one in placed:
            taken.setdefault(one.field.name, []).append(one.owners)
        partners: dict[str, str] = {}
        added = []
        for inverse in self._backwards(relations, taken):
            added.append(inverse)
            partners[inverse.field.iri] = inverse.field.name
        return [self._linked(one, partners) for one in placed] + sorted(added, key=lambda f: (f.field.name, f.owners))

    def _met(self, placed: list[Placed]) -> list[Placed]:
        """Forget the name of an inverse that the target does not have, for only some classes below it do."""
        owners: dict[tuple[str, str], set[str]] = {}
        for one in placed:
            owners.setdefault((one.field.name, one.field.iri), set()).update(one.owners)
        iris = {name: iri for iri, name in self._class_names.items()}
        return [one if self._has_inverse(one.field, owners, iris) else _without_inverse(one) for one in placed]

    def _under_own_iri(self, one: Placed) -> Placed:
        """Data may be written with the inverse property too: give what is read backwards the IRI of that."""
        if isinstance(one.field, Relation) and one.field.direction == "in":
            return replace(one, field=replace(one.field, iri=self._properties.inverses.get(one.field.iri, one.field.iri)))
        return one

    def _has_inverse(self, field: Field, owners: Mapping[tuple[str, str], set[str]], iris: Mapping[str, str]) -> bool:
        if isinstance(field, Attribute) or field.inverse is None:
            return True
        target = iris[field.target]
        return not owners.get((field.inverse, field.iri), set()).isdisjoint({target, *self._hierarchy.above[target]})

    def _linked(self, one: Placed, partners: Mapping[str, str]) -> Placed:
        if not isinstance(one.field, Relation) or one.field.iri not in partners:
            return one
        return replace(one, field=replace(one.field, inverse=partners[one.field.iri]))

    def _backwards(self, relations: list[Property], taken: dict[str, list[tuple[str, ...]]]) -> Iterator[Placed]:
        ways = (self._by_property, self._by_given_name, self._by_default)
        plain = [p for p in relations if not self._properties.is_symmetric(p.iri) and not self._closed(p.iri)]
        for way in ways:
            for prop in plain:
                inverse = way(prop, taken)
                if inverse is not None:
                    self._take(inverse, taken)
                    yield inverse

    def _take(self, one: Placed, taken: dict[str, list[tuple[str, ...]]]) -> None:
        if one.field.name in FIELDS or self._is_taken(one.field.name, one.owners, taken):
            raise NameClash(
                f"<{one.field.iri}> read backwards would be {one.field.name}, a name that another field of the same class has; give it another cg:inverseName"
            )
        taken.setdefault(one.field.name, []).append(one.owners)

    def _is_taken(self, name: str, owners: tuple[str, ...], taken: Mapping[str, list[tuple[str, ...]]]) -> bool:
        return any(self._meet(one, other) for others in taken.get(name, ()) for other in others for one in owners)

    def _meet(self, one: str, other: str) -> bool:
        """Whether some class would have the fields of both."""
        below = self._hierarchy.below
        return not (below[one] | {one}).isdisjoint(below[other] | {other})

    def _by_property(self, prop: Property, _: object) -> Placed | None:
        second = self._properties.inverses.get(prop.iri)
        if second is None:
            return None
        read = self._properties.property(second)
        owners, target = read.owners or prop.ends, read.target or self._hierarchy.nearest_common(prop.owners)
        relation = self._relation(prop.iri, self._names[second], "in", target, not read.single, told_by=second)
        return Placed(replace(relation, inverse=self._names[prop.iri]), owners, self._rules(prop.iri, True))

    def _by_given_name(self, prop: Property, _: object) -> Placed | None:
        given = self._triples.value(prop.iri, CG + "inverseName")
        return self._inverse(prop, given_name(given, prop.iri)) if given and prop.iri not in self._properties.inverses else None

    def _by_default(self, prop: Property, taken: Mapping[str, list[tuple[str, ...]]]) -> Placed | None:
        named = prop.iri in self._properties.inverses or self._triples.value(prop.iri, CG + "inverseName")
        if named or ROOT_IRI in prop.ends:
            return None
        name = self._names[prop.iri]
        source = singular_field(self._class_names[self._hierarchy.nearest_common(prop.owners)])
        candidates = (*(() if name.endswith("Of") else (f"{name}Of",)), f"{source}Via{name[:1].upper()}{name[1:]}")
        free = (c for c in candidates if c not in FIELDS and not self._is_taken(c, prop.ends, taken))
        chosen = next(free, None)
        return self._inverse(prop, chosen) if chosen else None

    def _inverse(self, prop: Property, name: str) -> Placed:
        single = self._properties.is_single(prop.iri, prop.ends, True, False)
        relation = self._relation(prop.iri, name, "in", self._hierarchy.nearest_common(prop.owners), not single)
        return Placed(replace(relation, inverse=self._names[prop.iri]), prop.ends, self._rules(prop.iri, True))

    def _topmost(self, classes: Iterable[str]) -> tuple[str, ...]:
        chosen = set(classes)
        return tuple(sorted(c for c in chosen if not chosen & self._hierarchy.above[c]))


def _without_inverse(one: Placed) -> Placed:
    return replace(one, field=replace(one.field, inverse=None)) if isinstance(one.field, Relation) else one
