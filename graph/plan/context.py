"""What every part of the planner needs to know, and the collecting of fields."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

from graph.arguments import Given, Tree, read_arguments
from graph.ir import Rules, Variable
from graph.plan.bounds import Bound, hold
from graph.views import Terms
from schema.errors import QueryError
from schema.model import ROOT, Class, Model

NODE = "Node"
"""Relay's interface, which every resource has."""


@dataclass(frozen=True)
class Limits:
    """How many nodes a page has when nothing is said, and at most; `cost` is the highest that `graph.cost` may find for an operation."""

    page_size: int = 20
    page_limit: int = 100
    cost: int = 500_000


@dataclass(frozen=True, slots=True)
class Found:
    """A field as it stands in the document, and the type on which it was asked."""

    node: FieldNode
    parent: str

    @property
    def name(self) -> str:
        """The field's name in the schema."""
        return self.node.name.value


Fields = dict[str, list[Found]]
"""Response key to the places where it is asked; more than one place means that their selections are merged."""


@dataclass
class Context:
    """One operation being planned. `complete` plans for graphql-core, which must learn the object type of every node.

    `has_views`: the document has `@view` somewhere; `terms` are what views must know of the ontology. `bounds` are those of variables, as they are met.
    `rules` are those of reading.
    """

    model: Model
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    limits: Limits = field(default_factory=Limits)
    complete: bool = False
    terms: Terms = field(default_factory=Terms)
    has_views: bool = False
    bounds: list[Bound] = field(default_factory=list)
    rules: Rules | None = None

    @property
    def rewrites(self) -> bool:
        """Whether views or rules of reading have to be written into the query."""
        return self.has_views or self.rules is not None

    def class_named(self, type_name: str) -> Class:
        """Return the class that a GraphQL type stands for."""
        if type_name == NODE:
            return self.model.classes[ROOT]
        return self.model.classes.get(type_name) or self.model.class_of_object_type[type_name]

    def bounded(self, given: Given, least: int, most: int, refuse: Callable[[int], QueryError]) -> None:
        """Hold a number, or the length of a list, to its bounds: in this request, and in all that use the statement."""
        hold(given.now, least, most, refuse)
        if isinstance(given.origin, Variable):
            self.bounds.append(Bound(given.origin, least, most, refuse))

    def arguments(self, found: Found) -> dict[str, Tree]:
        """Return the arguments given to a field."""
        definition = self.schema.type_map[found.parent].fields[found.name]  # type: ignore[attr-defined]
        return read_arguments(definition.args, found.node, self.variables)

    def is_on(self, node: SelectionNode) -> bool:
        """Whether `@skip` and `@include` leave a selection in."""
        for directive in node.directives or ():
            if directive.name.value in ("skip", "include"):
                (argument,) = directive.arguments or ()
                value: Any = argument.value
                truth = self.variables[value.name.value] if isinstance(value, VariableNode) else value.value
                if truth is (directive.name.value == "skip"):
                    return False
        return True

    def collect(self, sets: list[tuple[SelectionSetNode, str]], holds: Callable[[str], bool]) -> Fields:
        """Return the fields of merged selection sets, as GraphQL's CollectFields does, for objects for which the type conditions `holds`."""
        fields: Fields = {}
        for selection_set, parent in sets:
            for found in self._walk(selection_set, parent, holds, set()):
                key = found.node.alias.value if found.node.alias else found.name
                fields.setdefault(key, []).append(found)
        return fields

    def _walk(self, selection_set: SelectionSetNode, parent: str, holds: Callable[[str], bool], seen: set[str]) -> Iterator[Found]:
        for node in selection_set.selections:
            if not self.is_on(node):
                continue
            match node:
                case FieldNode():
                    yield Found(node, parent)
                case InlineFragmentNode():
                    condition = node.type_condition.name.value if node.type_condition else parent
                    if holds(condition):
                        yield from self._walk(node.selection_set, condition, holds, seen)
                case FragmentSpreadNode() if node.name.value not in seen:
                    seen.add(node.name.value)
                    fragment = self.fragments[node.name.value]
                    condition = fragment.type_condition.name.value
                    if holds(condition):
                        yield from self._walk(fragment.selection_set, condition, holds, seen)

    def conditions(self, sets: list[tuple[SelectionSetNode, str]]) -> set[str]:
        """Return all type conditions under which fields of these sets are asked."""
        conditions: set[str] = set()

        def note(condition: str) -> bool:
            conditions.add(condition)
            return True

        self.collect(sets, note)
        return conditions

    def fields_of(self, founds: list[Found], type_name: str) -> Fields:
        """Return the merged fields below a field whose type is one object type."""
        sets = [(found.node.selection_set, type_name) for found in founds if found.node.selection_set]
        return self.collect(sets, lambda condition: condition == type_name)

    def type_of(self, found: Found) -> str:
        """Return the name of the type that a field gives, without lists and non-nulls."""
        kind = self.schema.type_map[found.parent].fields[found.name].type  # type: ignore[attr-defined]
        while hasattr(kind, "of_type"):
            kind = kind.of_type
        return str(kind)
