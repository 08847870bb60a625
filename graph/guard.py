"""Limits on documents, counted before validation: what a document would cost if all of it ran.

Each fragment is counted once, however often it is spread: to expand fragments again and again would be the attack itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphql import DocumentNode, FieldNode, FragmentDefinitionNode, FragmentSpreadNode, OperationDefinitionNode, SelectionSetNode

from schema.errors import IntrospectionDisabled, LimitExceeded

INTROSPECTION = ("__schema", "__type")
INTROSPECTION_DEPTH = 20
"""Introspection goes deeper than data should: every client's own query unwraps a type nine times."""


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """How large a document may be; the names stand in the messages."""

    tokens: int = 4000
    depth: int = 12
    fields: int = 500
    aliases: int = 30
    introspection: bool = True


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a selection: `depth` in levels, `fields` and `aliases` with every fragment expanded where it is spread."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    introspection_depth: int = 0


_NOTHING = Size()


def guard(document: DocumentNode, limits: DocumentLimits) -> None:
    """Raise LimitExceeded, naming limit and value, or IntrospectionDisabled; a cycle of fragments counts as nothing (validation refuses it)."""
    counter = _Counter({node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)})
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            _check(counter.selection(node.selection_set), limits)


def _check(size: Size, limits: DocumentLimits) -> None:
    if size.introspection_depth and not limits.introspection:
        raise IntrospectionDisabled("introspection is switched off on this server")
    for name, value, limit in (
        ("depth", size.depth, limits.depth),
        ("fields", size.fields, limits.fields),
        ("aliases", size.aliases, limits.aliases),
        ("depth of introspection", size.introspection_depth, INTROSPECTION_DEPTH),
    ):
        if value > limit:
            raise LimitExceeded(f"the document has {name} {value}, the limit is {limit}")


class _Counter:
    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._sizes: dict[str, Size] = {}

    def selection(self, selections: SelectionSetNode) -> Size:
        """The size of a selection set."""
        return _sum(self._node(node) for node in selections.selections)

    def _node(self, node: object) -> Size:
        if isinstance(node, FieldNode):
            return self._field(node)
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value)
        return self.selection(node.selection_set)  # type: ignore[attr-defined]

    def _field(self, node: FieldNode) -> Size:
        below = self.selection(node.selection_set) if node.selection_set else _NOTHING
        fields, aliases = below.fields + 1, below.aliases + (node.alias is not None)
        if node.name.value in INTROSPECTION:
            return Size(1, fields, aliases, below.depth + 1)
        return Size(below.depth + 1, fields, aliases, below.introspection_depth)

    def _fragment(self, name: str) -> Size:
        if name not in self._sizes:
            self._sizes[name] = _NOTHING
            fragment = self._fragments.get(name)
            self._sizes[name] = self.selection(fragment.selection_set) if fragment else _NOTHING
        return self._sizes[name]


def _sum(sizes: Iterable[Size]) -> Size:
    depth = fields = aliases = introspection = 0
    for size in sizes:
        depth, introspection = max(depth, size.depth), max(introspection, size.introspection_depth)
        fields, aliases = fields + size.fields, aliases + size.aliases
    return Size(depth, fields, aliases, introspection)
