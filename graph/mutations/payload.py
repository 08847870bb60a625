"""What a caller wants to see of a change: its objects are read like those of a query, the rest is written from what is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graph.cypher.compiler import Compiled, compile_query
from graph.decode import Decode, decoder
from graph.ir import Literal, Lookup, LookupMany, Query, Root, RootSource, Variable, View
from graph.mutations.problems import Problem
from graph.parameters import Conversions
from graph.plan.context import Context, Fields, Found
from graph.plan.nodes import selection_of
from graph.store import Transaction
from graph.types import Types
from graph.views import with_views
from schema.mutations import Mutation

OBJECTS = "$objects"
"""Where the IRIs of the objects stand among the variables; no variable of a document can be called so."""


@dataclass(frozen=True, slots=True)
class Payload:
    """The selection of one payload: `read` gives its objects, `write` puts all of it in order."""

    query: Query
    compiled: Compiled
    decode: Decode
    slots: tuple[tuple[str, str, Fields], ...]
    context: Context
    conversions: Conversions

    async def read(self, transaction: Transaction, objects: Mapping[str, Any], variables: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the objects as they are now, by response key."""
        if not self.compiled.parameters:
            return {}
        parameters = self.conversions.bind(self.compiled.parameters, {**variables, OBJECTS: objects})
        ((data,),) = await transaction.rows(self.compiled.text, parameters)
        return _members(self.decode(data, parameters))

    def write(self, shown: Mapping[str, Any] | None, plain: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
        """Return the payload; `shown` is None where nothing was changed."""
        found: dict[str, Any] = {}
        for key, name, below in self.slots:
            if name == "errors":
                found[key] = [self._error(problem, below) for problem in problems]
            elif name in plain:
                found[key] = plain[name]
            else:
                found[key] = None if shown is None else shown[key]
        return found

    def _error(self, problem: Problem, below: Fields) -> dict[str, Any]:
        values: dict[str, Any] = {"__typename": "MutationError", "code": problem.code, "message": problem.message, "rule": problem.rule, "mend": problem.mend}
        values["path"] = [str(step) for step in problem.path]
        return {key: values[founds[0].name] for key, founds in below.items()}


def _members(made: Any) -> Mapping[str, Any]:
    """The members of what a decoder made."""
    return (
        made if isinstance(made, dict) else {name: getattr(made, own) for name, own in zip(made.__struct_encode_fields__, made.__struct_fields__, strict=True)}
    )


def payload_of(context: Context, mutation: Mutation, founds: list[Found], types: Types, conversions: Conversions, known: str | None = None) -> Payload:
    """Return the payload that a field asks for; `known` shows its objects as they were known at that time, or as they are to whom something is hidden."""
    fields = context.fields_of(founds, mutation.payload)
    classes = dict(mutation.objects)
    roots, slots = [], []
    for key, inner in fields.items():
        name = inner[0].name
        slots.append((key, name, context.fields_of(inner, "MutationError") if name == "errors" else {}))
        if name in classes:
            cls = classes[name]
            sets = [(found.node.selection_set, cls.name) for found in inner if found.node.selection_set]
            selection = selection_of(context, cls.name, sets)
            make = cast(Callable[..., RootSource], LookupMany if name == cls.plural else Lookup)
            roots.append(Root(key, make(cls.name, Variable((OBJECTS, name)), selection)))
    query = Query(tuple(roots), View(known=Literal(known, "datetime")) if known and not context.rules else None)
    if context.rewrites or known:
        query = with_views(query, context.terms, context.rules)
    compiled = compile_query(query)
    return Payload(query, compiled, decoder(query, compiled.parameters, types), tuple(slots), context, conversions)
