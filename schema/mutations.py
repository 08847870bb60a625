"""What can be changed: for each class `upsertX`, `upsertXs` and `deleteX`, and what is done to claims, judgements and identities.

A `Mutation` row says all that a caller sees of one; the types are made from the rows, and whoever carries one out looks its row up by its name.
An input takes what a class has: attributes as values (null takes one away, a list replaces the whole list), relations as `...Links`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.inputs import Inputs
from schema.kit import Kit, TypeRef, once, set_fields
from schema.model import CG, Attribute, Class, Model, Relation
from schema.scalars import PYTHON_TYPES
from schema.texts import describe_attribute, describe_relation
from schema.uses import Fields, Use, edge_attributes

ID, BIG_INT = PYTHON_TYPES["ID"], PYTHON_TYPES["BigInt"]
VERSION = CG + "version"
MOST_INPUTS = 1_000
"""How many inputs one call may bring."""

Kind = Literal["upsert", "upsertMany", "delete", "record", "retract", "supersede", "judge", "merge", "unmerge"]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One field of `Mutation`. `cls` is the class that it writes; `objects` are the fields of its payload that show what was changed, with their classes."""

    name: str
    kind: Kind
    cls: Class
    payload: str
    objects: tuple[tuple[str, Class], ...]
    description: str


def mutations(model: Model) -> Mapping[str, Mutation]:
    """Return all mutations of a Model by name."""
    rows = [row for cls in model.classes.values() if cls.object_type for row in _of_class(cls)]
    return {row.name: row for row in [*rows, *_of_evidence(model)]}


def _of_class(cls: Class) -> Iterator[Mutation]:
    one, many = cls.singular, cls.plural
    words = f"Create a {cls.name}, or change the one of this id or key"
    yield Mutation(f"upsert{_upper(one)}", "upsert", cls, f"Upsert{_upper(one)}Payload", ((one, cls),), f"{words}; what is not given stays as it is.")
    several = f"{words}, {MOST_INPUTS:,} at most; all of them or none."
    yield Mutation(f"upsert{_upper(many)}", "upsertMany", cls, f"Upsert{_upper(many)}Payload", ((many, cls),), several)
    yield Mutation(f"delete{_upper(one)}", "delete", cls, "DeletePayload", (), f"Delete a {cls.name}; what was known of it before stays readable by `knownAt`.")


def _of_evidence(model: Model) -> Iterator[Mutation]:
    claim, assessment, judgement = (model.class_by_iri.get(CG + name) for name in ("Claim", "Assessment", "IdentityJudgement"))
    proposition, root = model.class_by_iri.get(CG + "Proposition"), next(iter(model.classes.values()))
    if claim:
        shown = ((claim.singular, claim), (claim.plural, claim))
        rows: tuple[tuple[str, Kind, str], ...] = (
            ("recordClaim", "record", "Record what somebody said, with all who passed it on: `input` is the innermost claim, `relayedBy` the hops outwards."),
            ("retractClaim", "retract", "Record that a claimant took a claim back; `input` says where and when."),
            ("supersedeClaim", "supersede", "Record a claim that takes the place of an earlier one of the same claimant."),
        )
        for name, kind, text in rows:
            yield Mutation(name, kind, claim, "RecordClaimPayload", shown, text)
    if assessment and proposition:
        objects = ((assessment.singular, assessment), (proposition.singular, proposition))
        yield Mutation("assess", "judge", assessment, "AssessPayload", objects, "Judge whether a proposition is true; the latest judgement counts.")
    if judgement:
        own = ((judgement.singular, judgement),)
        text = "Judge whether a resource is the same thing as others; the latest judgement on two counts."
        yield Mutation("judgeIdentity", "judge", judgement, "JudgeIdentityPayload", own, text)
        one = (*own, ("resource", root))
        text = "Judge resources to be one thing, the first of them as against the others; `unmergeResources` undoes it."
        yield Mutation("mergeResources", "merge", judgement, "MergeResourcesPayload", one, text)
        yield Mutation(
            "unmergeResources", "unmerge", judgement, "MergeResourcesPayload", one, "Judge the first of some resources to be another thing than the others."
        )


def _upper(name: str) -> str:
    return name[0].upper() + name[1:]


class Mutations:
    """The fields of `Mutation` with their types."""

    def __init__(self, model: Model, fields: Fields, kit: Kit, inputs: Inputs) -> None:
        self._model, self._fields, self._kit, self._inputs = model, fields, kit, inputs
        self._attributes: dict[Use[Attribute], StrawberryField] = {}
        self._relations: dict[Use[Relation], StrawberryField] = {}
        self._made: dict[str, TypeRef] = {}
        self._versioned = any(VERSION in attribute.iris for cls in model.classes.values() for attribute in cls.attributes.values())

    def fields(self) -> Iterator[StrawberryField]:
        """The fields of `Mutation`."""
        self._shared()
        concrete = [cls for cls in self._model.classes.values() if cls.object_type]
        for cls in concrete:
            self._kit.input_type(f"{cls.name}Input", f"What is to be said of a {cls.name}; null takes away what is there.")
        for cls in concrete:
            set_fields(self._kit.types[f"{cls.name}Input"], self._input(cls))
        for row in mutations(self._model).values():
            yield self._kit.field(row.name, self._kit.optional(self._payload(row)), row.description, list(self._arguments(row)))

    def _shared(self) -> None:
        kit = self._kit
        text = kit.input_type("TextInput", "A text and its language.")
        set_fields(text, [kit.input_field("lang", str, "Language tag (BCP 47)."), kit.field("value", str)])
        point = kit.input_type("PointInput", "A place on the globe, in degrees (WGS 84).")
        set_fields(point, [kit.field("latitude", float), kit.field("longitude", float)])
        error = kit.object_type("MutationError", "Why nothing was changed.")
        fields = (
            kit.field("code", str, "What kind of fault: stable, for programs."),
            kit.field("message", str, "What is wrong, for people."),
            kit.field("path", kit.list_of(str), "Where in the arguments: names of fields, and places in lists from 0."),
            kit.field("rule", kit.optional(str), "The rule of the ontology that is broken."),
            kit.field("mend", kit.optional(str), "What would help."),
        )
        set_fields(error, fields)
        deleted = kit.object_type("DeletePayload", "What came of a deletion.")
        set_fields(deleted, [kit.field("deleted", kit.list_of(ID), "What was deleted."), *self._outcome()])

    # inputs

    def _input(self, cls: Class) -> Iterator[StrawberryField]:
        yield self._kit.input_field("id", ID, "The IRI, full or compact; without it, that of the one with the same key, else a new one.")
        for attribute in self._fields.attributes[cls.name].values():
            if not attribute.own.derived:
                yield once(self._attributes, attribute, self._attribute)
        for relation in self._fields.relations[cls.name].values():
            if not (relation.own.derived or relation.own.closure):
                yield once(self._relations, relation, self._relation)

    def _attribute(self, use: Use[Attribute]) -> StrawberryField:
        return self._kit.input_field(use.declared.name, self._value(use.declared), describe_attribute(use.own))

    def _value(self, attribute: Attribute) -> TypeRef:
        kit = self._kit
        if attribute.localized:
            return kit.list_of(kit.types["TextInput"])
        value = kit.types["PointInput"] if attribute.datatype == "Point" else self._inputs.value_type(attribute)
        return kit.list_of(value) if attribute.many else value

    def _relation(self, use: Use[Relation]) -> StrawberryField:
        return self._kit.input_field(use.declared.name, self._links(use), describe_relation(use.own))

    def _links(self, use: Use[Relation]) -> TypeRef:
        carried = edge_attributes(use.declared)
        stem = self._fields.stem(use) if carried else use.declared.target
        return once(self._made, f"{stem}Links", lambda name: self._make_links(name, stem, use, carried))

    def _make_links(self, name: str, stem: str, use: Use[Relation], carried: tuple[Attribute, ...]) -> TypeRef:
        kit, target = self._kit, use.declared.target
        made = self._made[name] = kit.input_type(
            name, f"Which {target} a relation leads to; only plain relations can be changed, not those that rest on claims."
        )
        link = kit.input_type(f"{stem}Link", f"A {target} by its id, or as it is to be{', and what the relation to it carries' if carried else ''}.")
        members = [kit.input_field(edge.name, self._value(edge), describe_attribute(edge)) for edge in carried]
        nested = kit.input_field("upsert", self._nested(target), "Create or change it, and relate to it.")
        set_fields(link, [kit.input_field("id", ID), nested, *members])
        fields = [
            kit.input_field("connect", kit.list_of(link), "Relate to these too; a relation to one at most leads to it from now on."),
            kit.input_field("disconnect", kit.list_of(ID), "Relate to these no longer."),
            kit.input_field("set", kit.list_of(link), "Relate to these and to no others."),
        ]
        set_fields(made, fields)
        return made

    def _nested(self, target: str) -> TypeRef:
        """What creates or changes an instance of a class: the input of the class, or one that holds the input of one of its classes."""
        kit, cls = self._kit, self._model.classes[target]
        below = [self._model.class_of_object_type[name] for name in cls.concrete]
        if below == [cls]:
            return kit.types[f"{cls.name}Input"]
        name = f"{cls.name}Upsert"
        if name not in self._made:
            self._made[name] = kit.input_type(name, f"A {cls.name}: exactly one of the fields, by its class.")
            set_fields(self._made[name], [kit.input_field(one.singular, kit.types[f"{one.name}Input"]) for one in below])
        return self._made[name]

    # fields

    def _arguments(self, row: Mutation) -> Iterator[StrawberryArgument]:
        kit, types = self._kit, self._kit.types
        own = f"{row.cls.name}Input"
        match row.kind:
            case "upsert" | "judge":
                yield kit.argument("input", types[own])
            case "upsertMany":
                yield kit.argument("inputs", kit.list_of(types[own]))
            case "record":
                yield from (kit.argument("input", types[own]), kit.argument("relayedBy", kit.optional(kit.list_of(types[own])), "The hops, innermost first."))
            case "retract" | "supersede":
                yield kit.argument("id", ID, "The earlier claim.")
                yield kit.argument("input", types[own])
            case "delete":
                yield kit.argument("id", ID)
                text = "Delete it though claims mention it, together with them and the propositions about it."
                yield kit.argument("withClaims", kit.optional(bool), text, default=False)
            case "merge" | "unmerge":
                yield kit.argument("ids", kit.list_of(ID), "Two resources at least.")
                yield from (kit.argument("rationale", kit.optional(str), "Why."), kit.argument("madeBy", kit.optional(ID), "The analyst."))
        if self._versioned and row.kind in ("upsert", "delete"):
            yield kit.argument("ifVersion", kit.optional(int), "Refuse if it has another version (0: if it is there already).")
        if self._versioned and row.kind == "upsertMany":
            yield kit.argument("ifVersions", kit.optional(kit.list_of(kit.optional(int))), "The versions that the inputs must have, in their order.")
        yield kit.argument("clientMutationId", kit.optional(str), "A name for this call: made again under it, it is answered again and not done again.")

    def _payload(self, row: Mutation) -> TypeRef:
        if row.payload not in self._kit.types:
            made = self._kit.object_type(row.payload, f"What came of {row.name}.")
            set_fields(made, [*self._objects(row), *self._outcome()])
        return self._kit.types[row.payload]

    def _objects(self, row: Mutation) -> Iterator[StrawberryField]:
        kit = self._kit
        for name, cls in row.objects:
            many = name == cls.plural
            type_ = kit.list_of(kit.types[cls.name]) if many else kit.types[cls.name]
            yield kit.field(name, kit.optional(type_), "In the order of the inputs; null if nothing was changed." if many else "Null if nothing was changed.")
        if row.kind == "upsert":
            yield kit.field("created", kit.optional(bool), "Whether it is new.")
        if row.kind == "upsertMany":
            yield kit.field("created", kit.optional(int), "How many of them are new.")

    def _outcome(self) -> list[StrawberryField]:
        kit = self._kit
        return [
            kit.field("graphVersion", kit.optional(BIG_INT), "The version of the graph with the change in it; null if nothing was changed."),
            kit.field("clientMutationId", kit.optional(str)),
            kit.field("errors", kit.list_of(kit.types["MutationError"]), "Why nothing was changed; empty if something was, or had to be."),
        ]
