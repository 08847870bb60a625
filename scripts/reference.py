"""Writes the part of docs/graphql.md that follows from the shipped ontology. `python -m scripts.reference` writes it anew; a test compares."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import graphql as g

from api import refusals
from api.settings import SHIPPED_ONTOLOGY, settings_table
from schema import errors
from schema.model import EVIDENCE, ROOT, Class, Model
from schema.reader import read_model
from schema.types import build_schema

PAGE = Path(__file__).parent.parent / "docs" / "graphql.md"
BEGIN, END = "<!-- reference -->\n", "<!-- /reference -->"
CALL = "clientMutationId"
PAGING = {"where", "orderBy", "first", "after", "last", "before"}
LIMITS = tuple(f"| `CLAIMGRAPH_{name}" for name in ("MAX_", "PAGE_", "SUBSCRIPTIONS", "QUERY_TIMEOUT"))
NOT_OF_GRAPHQL = (
    errors.SettingsError,
    errors.StartupError,
    errors.OntologyError,
    errors.DataError,
    errors.SparqlError,
    errors.Unwritable,
    errors.MirrorBuilding,
)


def reference(model: Model) -> str:
    """Return the reference of a model's GraphQL API, as Markdown."""
    schema = build_schema(model)._schema
    classes = [one for one in model.classes.values() if one.name in schema.type_map]
    evidence = [one for one in classes if one.iri in EVIDENCE or any(model.classes[name].iri in EVIDENCE for name in one.ancestors)]
    world = [one for one in classes if one not in evidence]
    query, mutation, subscription = (kind for kind in (schema.query_type, schema.mutation_type, schema.subscription_type) if kind)
    names = {one.singular for one in classes} | {one.plural for one in classes}
    asked = {name: field for name, field in query.fields.items() if name not in names}
    parts = [
        ("## Root fields", [*_root_fields(asked)]),
        ("## Classes and their root fields", [*_classes(world, evidence)]),
        ("## Fields of the classes: the world", [line for one in world for line in _fields(schema, one)]),
        ("## Fields of the classes: who says what", [line for one in evidence for line in _fields(schema, one)]),
        ("## Other types of answers", [*_types(_reached(schema, asked.values(), classes))]),
        ("## Filters", [*_filters(schema, model)]),
        ("## Enums", [*_enums(schema, model)]),
        ("## Scalars", [*_scalars(schema)]),
        ("## `@view`", [*_view(schema)]),
        ("## Mutations", [*_mutations(schema, model, mutation)]),
        ("## Subscriptions", [*_root_fields(subscription.fields)]),
        ("## Errors", [*_errors()]),
        ("## Limits", [*_limits()]),
    ]
    return "\n".join("\n".join((title, "", *lines, "")) for title, lines in parts)


def written(page: str, text: str) -> str:
    """Return a page with another reference in it."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}"


def _table(*heads: str, rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _text(description: str | None) -> str:
    """Return a description on one line, without the IRI that the schema has below it."""
    lines = [line for line in (description or "").splitlines() if line and not line.startswith("IRI: ")]
    return " ".join(lines)


def _arguments(field: g.GraphQLField) -> str:
    """Return the arguments that are not those of every page, or of every mutation."""
    paged = field.args.keys() >= {"first", "after", "last", "before"}
    told = {name: one for name, one in field.args.items() if name != CALL and not (paged and name in PAGING)}
    shown = [f"`{name}: {one.type}` {_text(one.description).removesuffix('.')}".strip() for name, one in told.items()]
    return "; ".join([*shown, *(["a page"] if paged else [])])


def _root_fields(fields: dict[str, g.GraphQLField]) -> Iterator[str]:
    rows = ([f"`{name}`", f"`{field.type}`", _text(field.description), _arguments(field)] for name, field in fields.items())
    return _table("field", "gives", "what it is", "arguments", rows=rows)


def _classes(*groups: list[Class]) -> Iterator[str]:
    rows = (
        [f"{'· ' * depth}[{one.name}](#{one.name.lower()})", f"`{one.singular}`", f"`{one.plural}`", _text(one.comments.get("en"))]
        for group in groups
        for one, depth in _by_hierarchy(group)
    )
    return _table("class", "one", "many", "what it is", rows=rows)


def _by_hierarchy(group: list[Class]) -> Iterator[tuple[Class, int]]:
    """Classes below the first of their parents that is in the group, each with its depth."""
    inside = {one.name for one in group}
    first = {one.name: next((name for name in one.parents if name in inside), None) for one in group}

    def below(parent: str | None, depth: int) -> Iterator[tuple[Class, int]]:
        for one in group:
            if first[one.name] == parent:
                yield one, depth
                yield from below(one.name, depth + 1)

    return below(None, 0)


def _fields(schema: g.GraphQLSchema, one: Class) -> Iterator[str]:
    kind = schema.type_map[one.name]
    assert isinstance(kind, g.GraphQLObjectType | g.GraphQLInterfaceType)
    inherited = {name for above in kind.interfaces for name in above.fields}
    own = {name: field for name, field in kind.fields.items() if name not in inherited and not (name.endswith("Edge") and name[:-4] in kind.fields)}
    above = [name for name in one.parents if name != ROOT]
    yield f"### {one.name}"
    yield ""
    yield _text(kind.description) + (f" Also all fields of {' and '.join(f'[{name}](#{name.lower()})' for name in above)}." if above else "")
    if one.keys:
        yield f"Found by {', or by '.join(' with '.join(f'`{name}`' for name in key) for key in one.keys)} as well as by `id`."
    yield ""
    if own:
        yield from _table(
            "field", "type", "what it is", rows=([_call(name, field), _type(field.type), _text(field.description)] for name, field in own.items())
        )
        yield ""


def _call(name: str, field: g.GraphQLField) -> str:
    more = [argument for argument in field.args if argument not in PAGING]
    return f"`{name}({', '.join(more)})`" if more else f"`{name}`"


def _of(kind: g.GraphQLNamedType) -> dict[str, Any]:
    """The fields of a type."""
    assert isinstance(kind, g.GraphQLObjectType | g.GraphQLInterfaceType | g.GraphQLInputObjectType)
    fields: dict[str, Any] = kind.fields
    return fields


def _type(kind: g.GraphQLOutputType) -> str:
    named = g.get_named_type(kind)
    if named.name.endswith("Connection"):
        return f"pages of `{g.get_named_type(_of(named)['nodes'].type)}`"
    return f"`{kind}`"


def _reached(schema: g.GraphQLSchema, fields: Iterable[g.GraphQLField], classes: list[Class]) -> list[g.GraphQLObjectType]:
    """Object types that answers to some root fields, and plain fields of classes, are made of."""
    names = {one.name for one in classes}
    wanted = [field.type for field in fields]
    for one in classes:
        wanted += [field.type for field in _of(schema.type_map[one.name]).values() if not g.get_named_type(field.type).name.endswith(("Connection", "Edge"))]
    found: dict[str, g.GraphQLObjectType] = {}
    while wanted:
        kind = g.get_named_type(wanted.pop(0))
        if isinstance(kind, g.GraphQLObjectType) and kind.name not in names and kind.name not in found:
            found[kind.name] = kind
            wanted += [field.type for field in kind.fields.values() if not g.get_named_type(field.type).name.endswith("PropositionConnection")]
    return [found[name] for name in sorted(found)]


def _types(kinds: Iterable[g.GraphQLObjectType]) -> Iterator[str]:
    yield from _table("type", "fields", "what it is", rows=([f"`{one.name}`", _members(one.fields), _text(one.description)] for one in kinds))


def _members(fields: dict[str, g.GraphQLField] | dict[str, g.GraphQLInputField]) -> str:
    return ", ".join(f"`{name}: {field.type}`" for name, field in fields.items())


def _filters(schema: g.GraphQLSchema, model: Model) -> Iterator[str]:
    enums = {f"{name}Filter" for name in model.enums}
    kinds = [
        one
        for name, one in schema.type_map.items()
        if isinstance(one, g.GraphQLInputObjectType) and name.endswith("Filter") and not name.endswith("RelationFilter") and name not in enums
    ]
    yield from _table("filter", "operators", rows=([f"`{one.name}`", _members(one.fields)] for one in sorted(kinds, key=lambda one: one.name)))
    yield ""
    yield f"Enums have {', '.join(f'`{name}`' for name in sorted(enums & schema.type_map.keys()))}, each with `eq`, `ne`, `in`, `isNull`."
    yield ""
    yield from _table(
        "input", "fields", rows=([f"`{name}`", _members(_of(schema.type_map[name]))] for name in ("NearInput", "BoxInput", "PointInput", "TextInput"))
    )


def _enums(schema: g.GraphQLSchema, model: Model) -> Iterator[str]:
    for number, name in enumerate(sorted({*model.enums, "OrderDirection", "Status"} & schema.type_map.keys())):
        if number:
            yield ""
        kind = schema.type_map[name]
        assert isinstance(kind, g.GraphQLEnumType)
        yield f"**{name}**: {_text(kind.description)}"
        values = {value: _text(one.description) for value, one in kind.values.items()}
        yield "; ".join(f"`{value}` {text.removesuffix('.')}".strip() for value, text in values.items()) + "."


def _scalars(schema: g.GraphQLSchema) -> Iterator[str]:
    kinds = [one for one in schema.type_map.values() if isinstance(one, g.GraphQLScalarType) and one.name not in g.specified_scalar_types]
    yield from _table("scalar", "what it is", rows=([f"`{one.name}`", _text(one.description)] for one in sorted(kinds, key=lambda one: one.name)))


def _view(schema: g.GraphQLSchema) -> Iterator[str]:
    (view,) = (one for one in schema.directives if one.name == "view")
    yield _text(view.description)
    yield ""
    yield from _table("argument", "type", "what it does", rows=([f"`{name}`", f"`{one.type}`", _text(one.description)] for name, one in view.args.items()))


def _mutations(schema: g.GraphQLSchema, model: Model, mutation: g.GraphQLObjectType) -> Iterator[str]:
    others = {name: field for name, field in mutation.fields.items() if not name.startswith(("upsert", "delete"))}
    yield f"Each takes `{CALL}` as well: {_text(mutation.fields['assess'].args[CALL].description)[0].lower()}{_text(mutation.fields['assess'].args[CALL].description)[1:]}"
    yield "For each class that has instances of its own there are three, here those of `Person`:"
    yield ""
    yield from _root_fields({name: mutation.fields[name] for name in ("upsertPerson", "upsertPeople", "deletePerson")})
    yield ""
    yield "These are about the evidence:"
    yield ""
    yield from _root_fields(others)
    yield ""
    every = [
        kind.fields for name, kind in schema.type_map.items() if isinstance(kind, g.GraphQLInputObjectType) and name.removesuffix("Input") in model.classes
    ]
    usual = {name: field for name, field in every[0].items() if all(name in fields for fields in every)}
    yield f"Every input may have {_members(usual)}. Those above also have:"
    yield ""
    inputs = {g.get_named_type(one.type) for field in others.values() for one in field.args.values()}
    kinds = sorted((one for one in inputs if isinstance(one, g.GraphQLInputObjectType)), key=lambda one: one.name)
    own = {one.name: {name: field for name, field in one.fields.items() if name not in usual} for one in kinds}
    yield from _table("input", "fields", rows=([f"`{name}`", _members(fields)] for name, fields in own.items()))


def _errors() -> Iterator[str]:
    found: list[type[errors.ClaimgraphError]] = []

    def visit(kind: type[errors.ClaimgraphError]) -> None:
        if not issubclass(kind, NOT_OF_GRAPHQL) and kind.__module__ in (errors.__name__, refusals.__name__):
            if kind.code not in {one.code for one in found}:
                found.append(kind)
            for below in kind.__subclasses__():
                visit(below)

    visit(errors.ClaimgraphError)
    yield from _table("code", "HTTP", "when", rows=([f"`{one.code}`", str(one.http_status), _when(one)] for one in found))


def _when(kind: type[errors.ClaimgraphError]) -> str:
    if kind is errors.ClaimgraphError:
        return "A fault of claimgraph's own."
    return re.sub(r"; `.*", ".", _text(kind.__doc__))


def _limits() -> Iterator[str]:
    heads, line, *rows = settings_table().splitlines()
    yield from (heads, line, *(row for row in rows if row.startswith(LIMITS)))


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), reference(read_model(SHIPPED_ONTOLOGY))), encoding="utf-8")
