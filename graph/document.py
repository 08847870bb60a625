"""GraphQL documents: parsed, validated, and kept by their text together with the statements that were made of them."""

import asyncio
import gc
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    get_variable_values,
    parse,
    type_from_ast,
    validate,
    visit,
)
from graphql.language.visitor import Visitor

from graph.arguments import shape
from graph.cursor import nulls_of
from graph.guard import DocumentLimits, guard
from schema.collector import paused
from schema.errors import DocumentInvalid, DocumentSyntaxError, LimitExceeded, OperationUnknown, VariablesInvalid
from schema.viewing import NAME as VIEW

SHORT = 1_000
"""Characters up to which a document is read at once."""
KEPT = 400_000
"""Characters of documents that are kept, and so many of their statements; what was not used for longest is forgotten first."""
EACH = 200
"""Characters that the shortest is counted as."""
SWEPT = 1_000
"""New documents after which the garbage collector is called."""

CURSOR_ARGUMENTS = ("after", "before")
NUMBER_ARGUMENTS = ("maxLength", "depth", "first")
"""Numbers of which a statement may hold a part itself (`paths`, `neighbourhood`), because Cypher takes no parameter there."""
NUMBER_FIELDS = ("paths", "neighbourhood")


class _TellingVariables(Visitor):
    """Finds the variables whose values decide on the statement: cursors (which of their keys are null), and some numbers; and whether there are views."""

    def __init__(self) -> None:
        super().__init__()
        self.cursors: set[str] = set()
        self.numbers: set[str] = set()
        self.views = False

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        """Note whether there are views."""
        self.views = self.views or node.name.value == VIEW

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Note the variables among a field's arguments."""
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                if argument.name.value in CURSOR_ARGUMENTS:
                    self.cursors.add(argument.value.name.value)
                elif node.name.value in NUMBER_FIELDS and argument.name.value in NUMBER_ARGUMENTS:
                    self.numbers.add(argument.value.name.value)


@dataclass(frozen=True, eq=False)
class Document:
    """A valid document, of `size` characters."""

    operations: Mapping[str | None, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    cursors: frozenset[str]
    numbers: frozenset[str]
    has_views: bool
    ast: Any
    size: int

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """Return the operation that a request means."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name in self.operations:
            return self.operations[name]
        known = ", ".join(sorted(str(known) for known in self.operations if known)) or "none with a name"
        raise OperationUnknown(f"which operation? The document has: {known}" if name is None else f"the document has no operation {name!r}; it has: {known}")

    def key(self, schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Any:
        """Return what decides which statement serves: the operation and the shape of its variables."""
        shapes: list[tuple[str, Any]] = []
        for definition in operation.variable_definitions or ():
            name = definition.variable.name.value
            if name in self.cursors and isinstance(variables.get(name), str):
                shapes.append((name, nulls_of(variables[name])))
            elif name in self.numbers:
                shapes.append((name, variables.get(name)))
            elif name in variables:
                shapes.append((name, shape(variables[name], type_from_ast(schema, definition.type))))  # type: ignore[arg-type]
        return operation.name.value if operation.name else None, tuple(shapes)


class Documents:
    """Documents by text, and what was made of them, by document, operation and shape of variables. Both take up to 100 bytes of memory for a character."""

    def __init__(self, schema: GraphQLSchema, limits: DocumentLimits) -> None:
        self._schema = schema
        self._limits = limits
        self._known: LRUCache[str, Document] = LRUCache(KEPT, lambda document: EACH + document.size)
        self.statements: LRUCache[Any, Any] = LRUCache(KEPT, lambda statement: EACH + len(statement.text))
        self.beside = ThreadPoolExecutor(1, "graphql")
        """Does what takes long, one thing after the other, while others are answered."""
        self._one = asyncio.Lock()
        self._new = 0

    def get(self, text: str) -> Document:
        """Return the document with this text; raise DocumentSyntaxError, DocumentInvalid or LimitExceeded."""
        document = self._known.get(text)
        return self._keep(text, self._read(text)) if document is None else document

    async def read(self, text: str) -> Document:
        """The same; a long one that is new is read beside other requests, so that nobody waits for it."""
        if len(text) <= SHORT or text in self._known:
            return self.get(text)
        async with self._one:
            if text in self._known:
                return self._known[text]
            return self._keep(text, await asyncio.get_running_loop().run_in_executor(self.beside, self._read_paused, text))

    def _read_paused(self, text: str) -> Document:
        """Read a document; what validation leaves stays young, and goes with the next small collection."""
        with paused():
            return self._read(text)

    def _keep(self, text: str, document: Document) -> Document:
        with suppress(ValueError):  # it is too long to be kept
            self._known[text] = document
        self.sweep()
        return document

    def sweep(self) -> None:
        """Note that something was compiled (a document, a mutation's payload), and now and then free what all that was forgotten left.

        Decoders are functions and classes, which hold themselves in circles. The collector itself would come late (see `api.server`).
        """
        self._new += 1
        if self._new > SWEPT:
            self._new = 0
            gc.collect()

    def _read(self, text: str) -> Document:
        ast = self._parse(text)
        guard(ast, self._limits)
        if validate(self._schema, ast, max_errors=1):
            raise DocumentInvalid.of(validate(self._schema, self._parse(text, no_location=False), max_errors=20))
        operations = {(n.name.value if n.name else None): n for n in ast.definitions if isinstance(n, OperationDefinitionNode)}
        fragments = {node.name.value: node for node in ast.definitions if isinstance(node, FragmentDefinitionNode)}
        finder = _TellingVariables()
        visit(ast, finder)
        return Document(operations, fragments, frozenset(finder.cursors), frozenset(finder.numbers), finder.views, ast, len(text))

    def _parse(self, text: str, no_location: bool = True) -> Any:
        """Parse without locations: those hold every token in a circle, which only a full collection would free."""
        try:
            return parse(text, max_tokens=self._limits.tokens, no_location=no_location)
        except GraphQLError as error:
            if f"more than {self._limits.tokens} tokens" in error.message:
                raise LimitExceeded(f"the document has more than {self._limits.tokens} tokens") from None
            raise DocumentSyntaxError.of([error]) from None


def variables_of(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the coerced variables of an operation; raise VariablesInvalid."""
    values = get_variable_values(schema, operation.variable_definitions or (), dict(given), max_errors=20)
    if isinstance(values, list):
        raise VariablesInvalid.of(values)
    return values.coerced


def is_mutation(operation: OperationDefinitionNode) -> bool:
    """Whether an operation changes something."""
    return operation.operation is OperationType.MUTATION


def is_subscription(operation: OperationDefinitionNode) -> bool:
    """Whether an operation is answered again and again."""
    return operation.operation is OperationType.SUBSCRIPTION
