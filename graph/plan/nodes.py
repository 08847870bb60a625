"""Selections on nodes: which columns are read and how they become fields, by object type."""

from dataclasses import dataclass, field

from graphql import SelectionSetNode

from graph.arguments import Given, Tree
from graph.ir import (
    Column,
    Constant,
    EdgeProperty,
    EdgeResource,
    EdgeRow,
    EdgeSlot,
    Iri,
    Labels,
    Literal,
    Localized,
    Names,
    NamesUsed,
    NodeRow,
    One,
    Page,
    Property,
    Row,
    Selection,
    Slot,
    Step,
    Variant,
    Why,
)
from graph.plan.context import NODE, Context, Fields, Found
from graph.plan.filters import STATUS_OF_CURATED
from graph.plan.pages import Listing, limit_of, page_of
from graph.plan.steps import step_over
from graph.plan.views import viewed
from schema.datatypes import DATATYPES
from schema.errors import BadArgument
from schema.model import CG, ROOT, Attribute, Class, Relation
from schema.uses import edge_attributes

Sets = list[tuple[SelectionSetNode, str]]

EVIDENCE = {"status": STATUS_OF_CURATED, "origins": None, "denials": None}
"""What an edge says of its evidence, and what stands for it on a curated relationship."""


@dataclass
class _Builder:
    """The columns of one selection while they are found; a column that several fields want is read once."""

    columns: list[Column] = field(default_factory=list)
    guards: list[set[str] | None] = field(default_factory=list)

    def add(self, column: Column, guard: str | None) -> int:
        if column not in self.columns:
            self.columns.append(column)
            self.guards.append({guard} if guard else None)
        index = self.columns.index(column)
        known = self.guards[index]
        if guard is None:
            self.guards[index] = None
        elif known is not None:
            known.add(guard)
        return index


def selection_of(context: Context, static: str, sets: Sets) -> Selection:
    """Return what merged selection sets want of a node whose static type is `static`."""
    cls = context.class_named(static)
    sure = {static, cls.name, *cls.ancestors, NODE}
    builder = _Builder()
    is_object = static == cls.object_type
    open_conditions = set() if is_object else context.conditions(sets) - sure
    if not open_conditions:
        fields = context.collect(sets, lambda condition: condition in sure)
        return _selection(builder, (_variant(context, builder, None, fields, sure, static),), cls.name)
    groups: dict[frozenset[str], list[str]] = {}
    for object_type in cls.concrete:
        its = context.class_named(object_type)
        held = frozenset(c for c in open_conditions if c == object_type or c == its.name or c in its.ancestors)
        groups.setdefault(held, []).append(object_type)
    builder.add(Labels(), None)
    variants = []
    for held, types in groups.items():
        fields = context.collect(sets, lambda condition, held=held: condition in sure or condition in held)  # type: ignore[misc]
        variants.append(_variant(context, builder, tuple(types), fields, sure, static))
    return _selection(builder, tuple(variants), cls.name)


def _selection(builder: _Builder, variants: tuple[Variant, ...], static: str) -> Selection:
    guards = tuple(tuple(sorted(guard)) if guard else None for guard in builder.guards)
    return Selection(tuple(builder.columns), variants, guards, static if len(variants) > 1 else "")


def _variant(context: Context, builder: _Builder, types: tuple[str, ...] | None, fields: Fields, sure: set[str], static: str) -> Variant:
    entries = []
    for key, founds in fields.items():
        parent = founds[0].parent
        guard = None if parent in sure else context.class_named(parent).name
        entries.append((key, _field(context, builder, founds, guard, static)))
    if context.complete and "__typename" not in fields:
        entries.append(("__typename", _typename(context, builder, static)))
    return Variant(types, tuple(entries))


def _field(context: Context, builder: _Builder, founds: list[Found], guard: str | None, static: str) -> Slot | Constant:
    found = founds[0]
    cls = context.class_named(found.parent)
    match found.name:
        case "__typename":
            return _typename(context, builder, static)
        case "id":
            return Slot(builder.add(Iri(), None))
        case "types":
            return Slot(builder.add(Labels(), None), "types")
        case "names":
            return Slot(builder.add(_names(context, found), None), "names", _sub_keys(context, founds, "Name"))
        case "why" if "why" not in cls.attributes:
            return _why(context, builder, founds, guard)
        case name if name in cls.attributes:
            return _attribute(context, builder, founds, cls, cls.attributes[name])
        case name if name in cls.relations:
            return _relation(context, builder, founds, cls.relations[name], guard)
        case name:
            relation = cls.relations[name.removesuffix("Edge")]
            row = edge_row(context, relation, founds)
            return Slot(builder.add(viewed(context, founds, One(step_over(relation), row)), guard), "edge")


def _names(context: Context, found: Found) -> Names | NamesUsed:
    by = context.arguments(found).get("usedBy")
    if context.model.usage is None or not isinstance(by, Given) or by.now is None:
        return Names("name")
    most = context.limits.page_limit
    context.bounded(by, 0, most, lambda size: BadArgument(f"'usedBy' has {size} entries, the limit is {most}"))
    alias_of, used_by = context.model.usage
    aliases = Step(alias_of.type, "in", context.model.class_by_iri[CG + "Alias"].name)
    return NamesUsed("name", aliases, step_over(used_by), by.as_value("iris"))


def _why(context: Context, builder: _Builder, founds: list[Found], guard: str | None) -> Slot:
    """The rule behind a status, with the claims of the first place where they are asked for."""
    fields = context.fields_of(founds, "Why")
    asked = [inner for inner in fields.values() if inner[0].name == "claims"]
    if len(asked) > 1:
        raise BadArgument("'claims' of 'why' is asked for under several names: one is possible")
    claim = context.model.class_by_iri[CG + "Claim"].name
    claims = selection_of(context, claim, sets_below(asked[0], claim) if asked else [])
    limit = limit_of(context, context.arguments(asked[0][0]))[0] if asked else Literal(0)
    why = viewed(context, founds, Why(claims, limit))
    return Slot(builder.add(why, guard), "why", tuple((key, inner[0].name) for key, inner in fields.items()))


def _typename(context: Context, builder: _Builder, static: str) -> Slot | Constant:
    if static == context.class_named(static).object_type:
        return Constant(static)
    return Slot(builder.add(Labels(), None), "typename", static=context.class_named(static).name)


def _sub_keys(context: Context, founds: list[Found], type_name: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, inner[0].name) for key, inner in context.fields_of(founds, type_name).items())


def _attribute(context: Context, builder: _Builder, founds: list[Found], cls: Class, attribute: Attribute) -> Slot:
    strict = not context.complete and not attribute.many and (attribute.required or any(_requires(context, name, attribute) for name in cls.descendants))
    languages = context.arguments(founds[0]).get("lang") if attribute.localized else None
    if isinstance(languages, Given) and languages.now is not None:
        fallback = attribute.required or attribute.name == "name"
        return Slot(builder.add(Localized(attribute.name, languages.as_value(), fallback, attribute.many), None), strict=strict)
    projection = DATATYPES[attribute.datatype].projection if attribute.datatype in DATATYPES else "plain"
    column = builder.add(Property(attribute.name, projection, attribute.many), None)
    if attribute.datatype == "Point":
        return Slot(column, "point", _sub_keys(context, founds, "Point"), strict)
    if attribute.enum:
        return Slot(column, "enums" if attribute.many else "enum", _names_of(context, attribute.enum), strict)
    return Slot(column, strict=strict)


def _names_of(context: Context, enum: str) -> tuple[tuple[str, str], ...]:
    return tuple((concept.notation, concept.name) for concept in context.model.enums[enum].concepts)


def _requires(context: Context, class_name: str, attribute: Attribute) -> bool:
    return context.model.classes[class_name].attributes[attribute.name].required


def _relation(context: Context, builder: _Builder, founds: list[Found], relation: Relation, guard: str | None) -> Slot:
    if relation.many:
        return Slot(builder.add(viewed(context, founds, relation_page(context, relation, founds)), guard), "page")
    row = NodeRow(selection_of(context, relation.target, sets_below(founds, relation.target)))
    one = viewed(context, founds, One(step_over(relation), row))
    return Slot(builder.add(one, guard), "selection", strict=relation.required and not context.complete)


def sets_below(founds: list[Found], parent: str) -> Sets:
    """Return the selection sets of fields that are merged, on the type that they give."""
    return [(found.node.selection_set, parent) for found in founds if found.node.selection_set]


def relation_page(context: Context, relation: Relation, founds: list[Found]) -> Page:
    """Return the page for a relation with many ends."""
    arguments = context.arguments(founds[0])
    step = step_over(relation, _is_true(arguments.get("transitive")))
    connection = context.type_of(founds[0])

    def make_row(kind: str, inner: list[Found]) -> Row:
        if kind == "nodes":
            return NodeRow(selection_of(context, relation.target, sets_below(inner, relation.target)))
        return edge_row(context, relation, inner, plain=step.bound > 1)

    target = context.model.classes[relation.target]
    return page_of(context, Listing(target, step, connection, make_row), arguments, context.fields_of(founds, connection))


def _is_true(tree: Tree | None) -> bool:
    return isinstance(tree, Given) and tree.now is True


def edge_row(context: Context, relation: Relation | None, founds: list[Found], *, target: str = "", plain: bool = False) -> EdgeRow:
    """Return the row of an edge; `plain` edges (a root's, or of a relation followed several times) have nothing of their own."""
    node_type = relation.target if relation else target
    edge_type = context.type_of(founds[0])
    columns: list[EdgeProperty | EdgeResource] = []
    nodes: list[Selection] = []
    fields: list[tuple[str, EdgeSlot | Constant]] = []
    for key, inner in context.fields_of(founds, edge_type).items():
        name = inner[0].name
        if name == "__typename":
            fields.append((key, Constant(edge_type)))
        elif name == "cursor":
            fields.append((key, EdgeSlot("cursor")))
        elif name == "node":
            nodes.append(selection_of(context, node_type, sets_below(inner, node_type)))
            fields.append((key, EdgeSlot("node", len(nodes) - 1)))
        elif plain or relation is None:
            fields.append((key, Constant(None)))
        else:
            column, slot = _edge_field(context, relation, inner, len(columns))
            columns.append(column)
            fields.append((key, slot))
    return EdgeRow(tuple(columns), tuple(nodes), tuple(fields))


def _edge_field(context: Context, relation: Relation, founds: list[Found], index: int) -> tuple[EdgeProperty | EdgeResource, EdgeSlot]:
    attribute = {attribute.name: attribute for attribute in edge_attributes(relation)}.get(founds[0].name)
    if attribute is None:
        return evidence_field(context, founds, index)
    projection = DATATYPES[attribute.datatype].projection if attribute.datatype in DATATYPES else "plain"
    column = EdgeProperty(attribute.name, projection)
    if attribute.enum:
        return column, EdgeSlot("column", index, "enum", _names_of(context, attribute.enum))
    if projection == "point":
        return column, EdgeSlot("column", index, "point", _sub_keys(context, founds, "Point"))
    return column, EdgeSlot("column", index)


def evidence_field(context: Context, founds: list[Found], index: int) -> tuple[EdgeProperty | EdgeResource, EdgeSlot]:
    """Return the column and the field for what an edge says of its evidence."""
    name = founds[0].name
    if name in EVIDENCE:
        slot = EdgeSlot("column", index, "enum", _names_of(context, "Status")) if name == "status" else EdgeSlot("column", index)
        return EdgeProperty(name, missing=EVIDENCE[name]), slot
    selection = selection_of(context, "Proposition", sets_below(founds, "Proposition"))
    return EdgeResource(name, "Proposition", selection), EdgeSlot("column", index, "selection")


def own_edge_row(context: Context, founds: list[Found], edge_type: str) -> EdgeRow:
    """Return the row of an edge that no relationship stands behind: of a search (score, field) or of a timeline (date)."""
    columns: list[EdgeProperty | EdgeResource] = []
    nodes: list[Selection] = []
    fields: list[tuple[str, EdgeSlot | Constant]] = []
    for key, inner in context.fields_of(founds, edge_type).items():
        match inner[0].name:
            case "__typename":
                fields.append((key, Constant(edge_type)))
            case "cursor":
                fields.append((key, EdgeSlot("cursor")))
            case "node":
                nodes.append(selection_of(context, ROOT, sets_below(inner, ROOT)))
                fields.append((key, EdgeSlot("node", len(nodes) - 1)))
            case name:
                columns.append(EdgeProperty(name))
                fields.append((key, EdgeSlot("column", len(columns) - 1)))
    return EdgeRow(tuple(columns), tuple(nodes), tuple(fields))
