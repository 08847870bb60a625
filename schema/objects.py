"""What a client may read: an object type or interface per class, connections and edges."""

from collections.abc import Iterator
from functools import cached_property

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.aggregates import Aggregates
from schema.inputs import Inputs
from schema.kit import Kit, TypeRef, once, set_fields
from schema.model import CG, Attribute, Class, Model, Relation
from schema.scalars import PYTHON_TYPES
from schema.texts import describe_attribute, describe_class, describe_relation
from schema.uses import Fields, Use, edge_attributes

ID = PYTHON_TYPES["ID"]
PAGE_ARGUMENTS = (("first", int), ("after", str), ("last", int), ("before", str))


class Objects:
    """The output types of one Model (and, as `inputs`, the input types that their arguments need)."""

    def __init__(self, model: Model, fields: Fields, kit: Kit) -> None:
        self._model = model
        self._fields = fields
        self._kit = kit
        self._attributes: dict[Use[Attribute], StrawberryField] = {}
        self._relations: dict[Use[Relation], tuple[StrawberryField, ...]] = {}
        self._edges: dict[str, TypeRef] = {}
        self._connections: dict[str, TypeRef] = {}
        self._arguments: dict[tuple[str, bool], tuple[StrawberryArgument, ...]] = {}
        self._declare()
        self.inputs = Inputs(model, fields, kit)
        self._aggregates = Aggregates(fields, kit)
        self._fill()

    def connection(self, cls: str) -> TypeRef:
        """`<Class>Connection`."""
        return self._connections[cls]

    def list_arguments(self, cls: str, transitive: bool = False) -> tuple[StrawberryArgument, ...]:
        """The arguments of every field that gives a connection of instances of `cls`."""
        return once(self._arguments, (cls, transitive), lambda _: tuple(self._list_arguments(cls, transitive)))

    def _list_arguments(self, cls: str, transitive: bool) -> Iterator[StrawberryArgument]:
        kit = self._kit
        yield kit.argument("where", kit.optional(self.inputs.where(cls)))
        yield kit.argument("orderBy", kit.optional(kit.list_of(self.inputs.order(cls))))
        for name, type_ in PAGE_ARGUMENTS:
            yield kit.argument(name, kit.optional(type_))
        if transitive:
            yield kit.argument("transitive", kit.optional(bool), "Follow the relation over several steps.", default=False)

    # types

    def _declare(self) -> None:
        self._declare_shared()
        for cls in self._model.classes.values():
            above = [self._kit.types[name] for name in (*cls.ancestors, "Node")]
            make = self._kit.interface_type if cls.is_interface else self._kit.object_type
            made = make(cls.name, describe_class(cls), above)
            if cls.object_type not in (None, cls.name):
                self._kit.object_type(f"{cls.object_type}", f"Direct instances of {cls.name}.\n{describe_class(cls)}", [made, *above])

    def _declare_shared(self) -> None:
        field, maybe_text = self._kit.field, self._kit.optional(str)
        set_fields(self._kit.interface_type("Node", "Anything that has an `id`."), [field("id", ID)])
        name = self._kit.object_type("Name", "A name and its language.")
        set_fields(
            name,
            [field("lang", maybe_text, "Language tag (BCP 47); null where the name has none."), field("value", str)],
        )
        point = self._kit.object_type("Point", "A place on the globe, in degrees (WGS 84).")
        set_fields(point, [field("latitude", float), field("longitude", float)])
        page = self._kit.object_type("PageInfo", "Where a page begins and ends.")
        set_fields(
            page,
            [
                *(field(n, bool) for n in ("hasNextPage", "hasPreviousPage")),
                *(field(n, maybe_text) for n in ("startCursor", "endCursor")),
            ],
        )

    def _fill(self) -> None:
        own = self._own_fields()
        for cls in self._model.classes.values():
            members = [*own, *self._members(cls)]
            set_fields(self._kit.types[cls.name], members)
            if cls.object_type not in (None, cls.name):
                set_fields(self._kit.types[f"{cls.object_type}"], members)
            self._connections[cls.name] = self._class_connection(cls.name)

    def _own_fields(self) -> tuple[StrawberryField, ...]:
        kit = self._kit
        return (
            kit.field("id", ID, "The IRI."),
            kit.field("names", kit.list_of(kit.types["Name"]), "The name in all its languages.", self._names_arguments()),
            kit.field("types", kit.list_of(str), "Names of its class and of all classes above, most special first."),
        )

    def _names_arguments(self) -> list[StrawberryArgument]:
        kit, users = self._kit, "Instead, the names by which any of these call it (see its aliases)."
        return [kit.argument("usedBy", kit.optional(kit.list_of(ID)), users)] if self._model.usage else []

    def _members(self, cls: Class) -> Iterator[StrawberryField]:
        if any(self._model.classes[name].iri == CG + "Proposition" for name in (cls.name, *cls.ancestors)):
            yield self._why
        for attribute in self._fields.attributes[cls.name].values():
            yield once(self._attributes, attribute, self._attribute)
        for relation in self._fields.relations[cls.name].values():
            yield from once(self._relations, relation, self._relation)

    @cached_property
    def _why(self) -> StrawberryField:
        kit = self._kit
        claim = self._model.class_by_iri.get(CG + "Claim")
        why = kit.object_type("Why", "Why a proposition has its status: the rule, and the claims that decided.")
        first = kit.argument("first", kit.optional(int), "So many at most.")
        fields = [kit.field("rule", int, "The number of the rule: 1 goes before all others."), kit.field("text", str, "What the rule says.")]
        if claim:
            fields.append(kit.field("claims", kit.list_of(kit.types[claim.name]), "The claims that decided, in the order of their ids.", [first]))
        set_fields(why, fields)
        return kit.field("why", why, "Why it has its status, over the claims in view.")

    # attributes

    def _attribute(self, use: Use[Attribute]) -> StrawberryField:
        kit, attribute = self._kit, use.declared
        arguments = [
            kit.argument(
                "lang",
                kit.optional(kit.list_of(str)),
                "Languages, most wanted first; without it, English where there is some.",
            )
        ]
        required = use.required or attribute.name == "name"
        type_ = self._attribute_type(attribute, required)
        return kit.field(attribute.name, type_, describe_attribute(use.own), arguments if attribute.localized else ())

    def _attribute_type(self, attribute: Attribute, required: bool) -> TypeRef:
        value = self.inputs.value_type(attribute)
        if attribute.many:
            return self._kit.list_of(value)
        return value if required else self._kit.optional(value)

    # relations

    def _relation(self, use: Use[Relation]) -> tuple[StrawberryField, ...]:
        kit, relation = self._kit, use.declared
        description = describe_relation(use.own)
        if relation.many:
            arguments = self.list_arguments(relation.target, relation.transitive)
            return (kit.field(relation.name, self._relation_connection(use), description, arguments),)
        target = kit.types[self._direct_target(use)]
        direct = kit.field(relation.name, target if use.required else kit.optional(target), description)
        edge = kit.optional(self._relation_edge(use))
        return (
            direct,
            kit.field(f"{relation.name}Edge", edge, f"The relation {relation.name} with its own properties."),
        )

    def _direct_target(self, use: Use[Relation]) -> str:
        # A subclass may narrow what a direct field leads to, and may not leave what its interface says.
        narrower = self._model.classes[use.declared.target].descendants
        return use.own.target if use.own.target in narrower else use.declared.target

    def _relation_edge(self, use: Use[Relation]) -> TypeRef:
        stem = self._fields.stem(use)
        if stem not in self._edges:
            self._edges[stem] = self._kit.object_type(f"{stem}Edge", f"One {use.declared.target} at the other end of {use.declared.name}.")
            set_fields(self._edges[stem], self._edge_fields(use.declared))
        return self._edges[stem]

    def _relation_connection(self, use: Use[Relation]) -> TypeRef:
        stem, edge = self._fields.stem(use), self._relation_edge(use)
        if stem not in self._connections:
            self._connections[stem] = self._connection(stem, use.declared.target, edge)
        return self._connections[stem]

    def _class_connection(self, cls: str) -> TypeRef:
        edge = self._kit.object_type(f"{cls}Edge", f"One {cls} of a list.")
        set_fields(edge, [self._cursor(), self._kit.field("node", self._kit.types[cls])])
        return self._connection(cls, cls, edge)

    def _connection(self, stem: str, target: str, edge: TypeRef) -> TypeRef:
        kit = self._kit
        connection = kit.object_type(f"{stem}Connection", f"A page of a list of {target}.")
        fields = (
            kit.field("edges", kit.list_of(edge)),
            kit.field("nodes", kit.list_of(kit.types[target])),
            kit.field("pageInfo", kit.types["PageInfo"]),
            kit.field("totalCount", int, "How many edges there are on all pages."),
            self._aggregates.field(target),
        )
        set_fields(connection, fields)
        return connection

    def _cursor(self) -> StrawberryField:
        return self._kit.field("cursor", str, "Where this edge is in the list, for `after` and `before`.")

    def _edge_fields(self, relation: Relation) -> Iterator[StrawberryField]:
        if relation.many:
            yield self._cursor()
        yield self._kit.field("node", self._kit.types[relation.target])
        for attribute in edge_attributes(relation):
            value = self.inputs.value_type(attribute)
            type_ = self._kit.optional(self._kit.list_of(value) if attribute.many else value)
            yield self._kit.field(attribute.name, type_, describe_attribute(attribute))
        if self._model.has_evidence:
            yield from self._evidence_fields()

    def _evidence_fields(self) -> Iterator[StrawberryField]:
        kit, enums = self._kit, self._model.enums
        if "Status" in enums:
            yield kit.field(
                "status",
                kit.optional(kit.enum_type(enums["Status"])),
                "What the claims in view make of it; STATED for a plain fact.",
            )
        yield kit.field("origins", kit.optional(int), "How many independent origins assert it.")
        yield kit.field("denials", kit.optional(int), "How many independent origins deny it or assert what excludes it.")
        if "Proposition" in self._model.classes:
            yield kit.field("proposition", kit.optional(kit.types["Proposition"]), "What the claims say; null for a plain fact.")
