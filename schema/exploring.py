"""Root fields that look at the graph as a graph: full-text search, paths, neighbourhoods."""

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from schema.kit import Kit, TypeRef, set_fields
from schema.model import ROOT, Concept, Enum, Model
from schema.scalars import PYTHON_TYPES

ID = PYTHON_TYPES["ID"]


class Exploring:
    """The root fields `search`, `paths` and `neighbourhood` with their types."""

    def __init__(self, model: Model, kit: Kit) -> None:
        self._model = model
        self._kit = kit
        self._resource = kit.types[ROOT]

    def fields(self) -> Iterator[StrawberryField]:
        """The root fields; those over relations only where the ontology has some."""
        yield self._search()
        if self._model.world_relations:
            edge, via = self._edge(), _enum(self._kit, "RelationName", tuple(self._model.world_relations), "Relations between things of the world.")
            yield self._paths(edge, via)
            yield self._neighbourhood(edge, via)
        if self._model.timeline:
            yield self._timeline()

    def _search(self) -> StrawberryField:
        kit = self._kit
        edge = kit.object_type("SearchEdge", "One thing that was found.")
        cursor = kit.field("cursor", str, "Where this edge is in the list, for `after` and `before`.")
        score = kit.field("score", float, "How well it fits; comparable within one search only.")
        matched = kit.field("field", kit.optional(str), "The first field whose text fits.")
        set_fields(edge, [cursor, kit.field("node", self._resource), score, matched])
        connection = kit.object_type("SearchConnection", "A page of what was found, the best first.")
        members = [kit.field("edges", kit.list_of(edge)), kit.field("nodes", kit.list_of(self._resource)), kit.field("pageInfo", kit.types["PageInfo"])]
        set_fields(connection, [*members, kit.field("totalCount", int, "How many there are on all pages.")])
        types = resource_type(self._model, kit)
        arguments = [
            kit.argument("text", str, "Words or beginnings of words; all of them must occur."),
            kit.argument("types", kit.optional(kit.list_of(types)), "Only instances of one of these classes."),
            *(kit.argument(name, kit.optional(kind)) for name, kind in (("first", int), ("after", str), ("last", int), ("before", str))),
        ]
        return kit.field(
            "search", connection, "Full text over names, other names and all texts of the ontology that are searched, in all languages.", arguments
        )

    def _timeline(self) -> StrawberryField:
        kit = self._kit
        edge = kit.object_type("TimelineEdge", "One thing in time.")
        cursor = kit.field("cursor", str, "Where this edge is in the list, for `after` and `before`.")
        set_fields(edge, [cursor, kit.field("node", self._resource), kit.field("date", PYTHON_TYPES["EDTF"], "When it was, or was said.")])
        connection = kit.object_type("TimelineConnection", "A page of a timeline, the earliest first.")
        members = [kit.field("edges", kit.list_of(edge)), kit.field("nodes", kit.list_of(self._resource)), kit.field("pageInfo", kit.types["PageInfo"])]
        first = kit.argument("first", kit.optional(int), "So many at most.")
        undated = kit.field("undated", kit.list_of(self._resource), "What has no date, whatever `from` and `to` say.", [first])
        set_fields(connection, [*members, kit.field("totalCount", int, "How many dated ones there are on all pages."), undated])
        date = kit.optional(PYTHON_TYPES["EDTF"])
        arguments = [
            kit.argument("about", kit.optional(ID), "Only what this has a part in, or what is said of it."),
            kit.argument("from", date, "Only what may lie after its first day."),
            kit.argument("to", date, "Only what may lie before its last day."),
            *(kit.argument(name, kit.optional(kind)) for name, kind in (("first", int), ("after", str), ("last", int), ("before", str))),
        ]
        return kit.field("timeline", connection, "Events and claims in time; the undated stand apart.", arguments)

    def _edge(self) -> TypeRef:
        kit, enums = self._kit, self._model.enums
        edge = kit.object_type("GraphEdge", "A relation as a line of a graph.")
        fields = [kit.field("source", ID), kit.field("target", ID), kit.field("type", str, "The field of the source that leads to the target.")]
        if self._model.has_evidence:
            if "Status" in enums:
                fields.append(kit.field("status", kit.optional(kit.enum_type(enums["Status"])), "STATED for a plain fact."))
            fields += [kit.field(name, kit.optional(int)) for name in ("origins", "denials")]
        if self._model.has_evidence and "Proposition" in self._model.classes:
            fields.append(kit.field("proposition", kit.optional(kit.types["Proposition"]), "What the claims say; null for a plain fact."))
        set_fields(edge, fields)
        return edge

    def _paths(self, edge: TypeRef, via: TypeRef) -> StrawberryField:
        kit = self._kit
        path = kit.object_type("Path", "A way from one thing to another over relations, in either direction.")
        set_fields(path, [kit.field("length", int), kit.field("nodes", kit.list_of(self._resource)), kit.field("edges", kit.list_of(edge))])
        arguments = [
            kit.argument("from", ID),
            kit.argument("to", ID),
            kit.argument("maxLength", kit.optional(int), "At most so many relations, 1 to 6."),
            kit.argument("via", kit.optional(kit.list_of(via)), "Only over these relations."),
            kit.argument("first", kit.optional(int), "So many paths at most, the shortest first."),
        ]
        return kit.field("paths", kit.list_of(path), "Ways between two things, the shortest first.", arguments)

    def _neighbourhood(self, edge: TypeRef, via: TypeRef) -> StrawberryField:
        kit = self._kit
        made = kit.object_type("Neighbourhood", "What lies around some things: all that a picture of the graph needs.")
        truncated = kit.field("truncated", bool, "Whether there is more than `limit` allows.")
        set_fields(made, [kit.field("nodes", kit.list_of(self._resource)), kit.field("edges", kit.list_of(edge)), truncated])
        arguments = [
            kit.argument("of", kit.list_of(ID)),
            kit.argument("depth", kit.optional(int), "How many relations away, 1 to 3."),
            kit.argument("via", kit.optional(kit.list_of(via)), "Only over these relations."),
            kit.argument("limit", kit.optional(int), "So many nodes at most."),
        ]
        return kit.field("neighbourhood", made, "What lies around some things.", arguments)


def resource_type(model: Model, kit: Kit) -> TypeRef:
    """Return the enum of all classes."""
    return _enum(kit, "ResourceType", tuple(model.classes), "A class of the ontology.")


def _enum(kit: Kit, name: str, values: tuple[str, ...], description: str) -> TypeRef:
    return kit.enum_type(Enum(name, None, tuple(Concept(value, value, None) for value in values), comments={"en": description}))
