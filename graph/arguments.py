"""Arguments of a field with their values *and* where these come from, so that a statement can be used again with other values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, cast

from graphql import (
    DirectiveNode,
    FieldNode,
    GraphQLArgument,
    GraphQLInputType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    coerce_input_literal,
    get_nullable_type,
    is_input_object_type,
    is_list_type,
)

from graph.ir import Conversion, Literal, Sequence, Value, Variable


@dataclass(frozen=True, slots=True)
class Given:
    """A leaf: what it is in this request (to decide on the shape of the statement only), and its origin."""

    now: Any
    origin: Literal | Variable | Sequence

    def as_value(self, conversion: Conversion = "plain") -> Value:
        """Return the value for the IR, to be converted that way when it becomes a parameter."""
        return replace(self.origin, conversion=conversion)


Tree: TypeAlias = Given | dict[str, "Tree"] | list["Tree"]
_NOTHING = Given(None, Literal(None))


def read_arguments(definitions: Mapping[str, GraphQLArgument], node: FieldNode | DirectiveNode, variables: Mapping[str, Any]) -> dict[str, Tree]:
    """Return the arguments of a field or a directive; one whose variable is not given is absent."""
    found = {}
    for argument in node.arguments or ():
        name = argument.name.value
        tree = _from_ast(argument.value, definitions[name].type, variables)
        if tree is not None:
            found[name] = tree
    return found


def _from_ast(node: ValueNode, kind: GraphQLInputType, variables: Mapping[str, Any]) -> Tree | None:
    inner = get_nullable_type(kind)
    match node:
        case VariableNode():
            name = node.name.value
            return _from_value(variables[name], kind, (name,)) if name in variables else None
        case NullValueNode():
            return _NOTHING
        case _ if is_list_type(inner):
            nodes = node.values if isinstance(node, ListValueNode) else (node,)
            return _list([_from_ast(item, inner.of_type, variables) for item in nodes], inner.of_type)
        case ObjectValueNode() if is_input_object_type(inner):
            trees = {f.name.value: _from_ast(f.value, inner.fields[f.name.value].type, variables) for f in node.fields}
            return {name: tree for name, tree in trees.items() if tree is not None}
        case _:
            value = coerce_input_literal(node, cast(GraphQLInputType, inner))
            return Given(value, Literal(value)) if value is not Undefined else None


def _list(items: list[Tree | None], kind: GraphQLInputType) -> Tree:
    given = [_NOTHING if item is None else item for item in items]
    if is_input_object_type(get_nullable_type(kind)):
        return given
    leaves = [item for item in given if isinstance(item, Given)]
    now = tuple(leaf.now for leaf in leaves)
    if all(isinstance(leaf.origin, Literal) for leaf in leaves):
        return Given(now, Literal(now))
    return Given(now, Sequence(tuple(leaf.origin for leaf in leaves if not isinstance(leaf.origin, Sequence))))


def names_of(tree: Tree | None) -> tuple[str, ...]:
    """Return the names that a list of enum values has in this request."""
    if not isinstance(tree, Given) or tree.now is None:
        return ()
    return tuple(str(getattr(value, "value", value)) for value in tree.now)


def _from_value(value: Any, kind: GraphQLInputType, path: tuple[str | int, ...]) -> Tree:
    inner = get_nullable_type(kind)
    if value is None:
        return Given(None, Variable(path))
    if is_input_object_type(inner):
        return {name: _from_value(item, inner.fields[name].type, (*path, name)) for name, item in value.items()}
    if is_list_type(inner) and is_input_object_type(get_nullable_type(inner.of_type)):
        return [_from_value(item, inner.of_type, (*path, index)) for index, item in enumerate(value)]
    return Given(value, Variable(path))


def shape(value: Any, kind: GraphQLInputType) -> Any:
    """Return what about a variable's value can change the statement: keys, nulls, booleans and enum values; never other values.

    The result is hashable and equal for two values that can share a statement.
    """
    inner = get_nullable_type(kind)
    if value is None:
        return None
    if is_input_object_type(inner):
        return tuple((name, shape(item, inner.fields[name].type)) for name, item in value.items())
    if is_list_type(inner):
        item_kind = get_nullable_type(inner.of_type)
        if is_input_object_type(item_kind) or hasattr(item_kind, "values"):
            return tuple(shape(item, inner.of_type) for item in value)
        return "list" if None not in value else "list with null"
    if isinstance(value, bool) or hasattr(inner, "values"):
        return value
    return type(value).__name__
