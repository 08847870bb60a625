"""The root field `changes`: the change log, as a list that is read on from where one was, and as a subscription."""

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.exploring import resource_type
from schema.kit import Kit, TypeRef, set_fields
from schema.model import ROOT, Concept, Enum, Model
from schema.scalars import PYTHON_TYPES

ID, BIG_INT, MOMENT = PYTHON_TYPES["ID"], PYTHON_TYPES["BigInt"], PYTHON_TYPES["DateTime"]
KINDS = {
    "CREATED": "It was not there before.",
    "CHANGED": "It had other values or relations before.",
    "DELETED": "It is there no longer.",
}
"""What a change did to a resource."""


def changes_fields(model: Model, kit: Kit) -> tuple[StrawberryField, StrawberryField]:
    """Return the field `changes` of queries and that of subscriptions, with their types."""
    change, only = _change(kit), _only(model, kit)
    since = kit.argument(
        "since", kit.optional(BIG_INT), "Begin after this version; an error if the changes after it are no longer all kept. Without it, with the next."
    )
    following = kit.field("changes", change, "Each change when it was made.", [*only, since])
    return _page(kit, change, only), following


def _only(model: Model, kit: Kit) -> list[StrawberryArgument]:
    types = kit.optional(kit.list_of(resource_type(model, kit)))
    return [
        kit.argument("about", kit.optional(ID), "Only those that touched this resource."),
        kit.argument("types", types, "Only those that touched an instance of one of these classes."),
    ]


def _page(kit: Kit, change: TypeRef, only: list[StrawberryArgument]) -> StrawberryField:
    log = kit.object_type("ChangeLogPage", "Changes of the graph in their order.")
    fields = [
        kit.field("changes", kit.list_of(change), "The oldest first."),
        kit.field("version", BIG_INT, "The version of the graph now: that of its last change."),
        kit.field("since", BIG_INT, "The oldest change that is kept."),
    ]
    set_fields(log, fields)
    arguments = [
        kit.argument("after", kit.optional(BIG_INT), "Only those after this version; an error if they are no longer all kept. Without it, from the oldest."),
        *only,
        kit.argument("first", kit.optional(int)),
    ]
    return kit.field("changes", log, "What was changed, when, and by whom.", arguments)


def _change(kit: Kit) -> TypeRef:
    made = kit.object_type("Change", "What one transaction changed.")
    first = kit.argument("first", kit.optional(int), "So many at most.")
    fields = [
        kit.field("version", BIG_INT, "The version of the graph that it made."),
        kit.field("at", MOMENT),
        kit.field("by", str, "Who did it."),
        kit.field("what", str, "By which mutation, or command."),
        kit.field("total", int, "How many resources it touched."),
        kit.field("resources", kit.list_of(_resource(kit)), "What it touched, in the order of ids; also what only a relation leads to.", [first]),
    ]
    set_fields(made, fields)
    return made


def _resource(kit: Kit) -> TypeRef:
    concepts = tuple(Concept(name, name, None, definitions={"en": text}) for name, text in KINDS.items())
    kind = kit.enum_type(Enum("ChangeKind", None, concepts, comments={"en": "What a change did to a resource."}))
    made = kit.object_type("ChangedResource", "A resource, and what a change did to it.")
    fields = [
        kit.field("id", ID),
        kit.field("kind", kind),
        kit.field("resource", kit.optional(kit.types[ROOT]), "As it is now; null if it is there no longer."),
        kit.field("values", kit.list_of(_value(kit)), "Attributes with other values than before, derived ones too."),
        kit.field("relations", kit.list_of(_relation(kit)), "Relations from it that were made or undone; those that lead to it are told where they begin."),
    ]
    set_fields(made, fields)
    return made


def _value(kit: Kit) -> TypeRef:
    made = kit.object_type("ChangedValue", "An attribute before and after a change, as text.")
    fields = [
        kit.field("attribute", str),
        kit.field("lang", kit.optional(str), "The language, where there is one for each."),
        kit.field("before", kit.list_of(str)),
        kit.field("after", kit.list_of(str)),
    ]
    set_fields(made, fields)
    return made


def _relation(kit: Kit) -> TypeRef:
    made = kit.object_type("ChangedRelation", "A relation that was made or undone.")
    fields = [
        kit.field("type", str, "The type of the relationship in Neo4j."),
        kit.field("target", ID, "Where it leads."),
        kit.field("made", bool, "Whether it was made; else it was undone, or carried something else before."),
        kit.field("derived", bool, "Whether it rests on claims."),
    ]
    set_fields(made, fields)
    return made
