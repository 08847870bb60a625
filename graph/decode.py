"""From the one record of a statement to the answer, by a function made once for each statement.

The function is Python source that this module writes from the IR and compiles: a comprehension for each list, a dict display for each object. Into
that source go only numbers, names of variables that are made here, and `repr` of strings.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from textwrap import indent
from typing import Any

from graph import cursor, layout
from graph.ir import (
    Aggregate,
    Around,
    Column,
    Constant,
    EdgeRow,
    EdgeSlot,
    FigureSlot,
    GraphPart,
    Lines,
    Lookup,
    LookupMany,
    NodeRow,
    One,
    Page,
    Part,
    Paths,
    Query,
    Row,
    Selection,
    Slot,
    Value,
    Variant,
)
from graph.types import Types

Parameters = Mapping[str, Any]
Decode = Callable[[Sequence[Any], Parameters], dict[str, Any]]


class NeedsCompletion(Exception):
    """A value does not fit its field (a missing one that must be there, an unknown enum value): graphql-core has to say what becomes of the answer."""


def decoder(query: Query, parameters: Iterable[tuple[str, Value]], types: Types, lenient: bool = False) -> Decode:
    """Return the function from the record of a query and its parameters' values to the members of `data`.

    It raises NeedsCompletion for a value that does not fit, unless it is `lenient`.
    """
    writer = _Writer({value: name for name, value in parameters})
    fields = []
    index = 0
    for root in query.roots:
        if isinstance(root.source, Constant):
            fields.append(f"{root.key!r}: {root.source.value!r}")
        else:
            fields.append(f"{root.key!r}: {writer.root(root.source, f'd[{index}]')}")
            index += 1
    source = "\n".join([*writer.functions, f"def decode(d, p):\n    return {{{', '.join(fields)}}}"])
    names: dict[str, Any] = {
        "cursor_of": cursor.encode,
        "object_type": types.object_type,
        "class_names": types.class_names,
        "required": _required,
        "enum_name": _enum_name_or_notation if lenient else _enum_name,
        "partial": partial,
        "names_of": _names_of,
    }
    exec(compile(source, "<decoder>", "exec"), names)  # noqa: S102 - the source is made of this module's own text
    decode: Decode = names["decode"]
    return decode


def _required(value: Any) -> Any:
    if value is None:
        raise NeedsCompletion
    return value


def _enum_name(names: Mapping[str, str], notation: str | None) -> str | None:
    if notation is None:
        return None
    if notation not in names:
        raise NeedsCompletion
    return names[notation]


def _enum_name_or_notation(names: Mapping[str, str], notation: str | None) -> str | None:
    return None if notation is None else names.get(notation, notation)


def _names_of(pairs: list[list[Any]], keys: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    found = []
    for language, texts in sorted(pairs):
        for text in texts if isinstance(texts, list) else [texts]:
            members = {"lang": language or None, "value": text, "__typename": "Name"}
            found.append({key: members[name] for key, name in keys})
    return found


class _Writer:
    """Writes expressions; what needs more than an expression becomes a function of its own."""

    def __init__(self, limits: Mapping[Value, str]) -> None:
        self.functions: list[str] = []
        self._limits = limits

    def _function(self, lines: Sequence[str]) -> str:
        name = f"f{len(self.functions)}"
        self.functions.append(f"def {name}(x, p):\n" + indent("\n".join(lines), "    ") + "\n")
        return name

    def root(self, source: Page | Lookup | LookupMany | Paths | Around, value: str) -> str:
        """The expression for a root field's value."""
        match source:
            case Page():
                return self._page(source, value)
            case Lookup():
                return f"{self._nullable(source.selection)}({value}, p)"
            case LookupMany():
                return f"[{self._nullable(source.selection)}(x[0], p) for x in {value}]"
            case Paths():
                return f"[{self._graph(source)}(x, p) for x in {value}]"
            case Around():
                return f"{self._graph(source)}({value}, p)"

    def _graph(self, source: Paths | Around) -> str:
        """The function for [length or truncated, nodes ..., lines ...]."""
        fields = ", ".join(f"{part.key!r}: {self._graph_part(source, part)}" for part in source.parts)
        return self._function([f"return {{{fields}}}"])

    def _graph_part(self, source: Paths | Around, part: GraphPart) -> str:
        match part.kind:
            case "typename":
                return repr(part.value)
            case "length" | "truncated":
                return "x[0]"
            case "nodes":
                return f"[{self._function(self._selection(source.selections[part.index]))}(n, p) for n in x[{part.index + 1}]]"
            case "edges":
                return f"[{self._line(source.lines[part.index])}(r, p) for r in x[{part.index + 1 + len(source.selections)}]]"

    def _line(self, lines: Lines) -> str:
        names = self._enum(lines.names)
        ends = {"source": "x[0]", "target": "x[1]", "type": f"{names}(x[2])"}
        shifted = EdgeRow((None, None, None, *lines.columns), (), ())  # type: ignore[arg-type]
        fields = []
        for key, slot in lines.fields:
            if isinstance(slot, EdgeSlot) and slot.kind in ends:
                fields.append(f"{key!r}: {ends[slot.kind]}")
            else:
                moved = replace(slot, index=slot.index + 3) if isinstance(slot, EdgeSlot) else slot
                fields.append(f"{key!r}: {self._edge_slot(shifted, moved)}")
        return self._function([f"return {{{', '.join(fields)}}}"])

    def _nullable(self, selection: Selection) -> str:
        return self._function(["if x is None: return None", *self._selection(selection)])

    def _selection(self, selection: Selection) -> list[str]:
        if len(selection.variants) == 1:
            return [f"return {self._variant(selection, selection.variants[0])}"]
        labels = next(index for index, column in enumerate(selection.columns) if type(column).__name__ == "Labels")
        lines = [f"t = object_type(x[{labels}])"]
        for variant in selection.variants:
            lines.append(f"if t in {set(variant.types or ())!r}: return {self._variant(selection, variant)}")
        return [*lines, "return {}"]

    def _variant(self, selection: Selection, variant: Variant) -> str:
        return "{" + ", ".join(f"{key!r}: {self._slot(selection.columns, slot)}" for key, slot in variant.fields) + "}"

    def _slot(self, columns: Sequence[Column], slot: Slot | Constant) -> str:
        if isinstance(slot, Constant):
            return repr(slot.value)
        value, column = f"x[{slot.column}]", columns[slot.column]
        match slot.form:
            case "value":
                text = value
            case "typename":
                text = f"object_type({value})"
            case "types":
                text = f"class_names({value})"
            case "enum":
                text = f"{self._enum(slot.keys)}({value})"
            case "enums":
                text = f"[{self._enum(slot.keys)}(v) for v in {value}]"
            case "names":
                text = f"names_of({value}, {slot.keys!r})"
            case "point":
                text = self._point(value, slot.keys)
            case "page" if isinstance(column, Page):
                text = self._page(column, value)
            case "selection" | "edge" if isinstance(column, One):
                text = self._one(column, value)
            case _:
                raise NotImplementedError(f"{slot.form} of {type(column).__name__}")
        return f"required({text})" if slot.strict else text

    def _one(self, column: One, value: str) -> str:
        match column.row:
            case NodeRow(selection):
                return f"{self._nullable(selection)}({value}, p)"
            case EdgeRow() as row:
                return f"{self._function(['if x is None: return None', 'k = None', f'return {self._edge(row)}'])}({value}, p)"

    def _enum(self, keys: tuple[tuple[str, str], ...]) -> str:
        """The name of the function from notations to names; an unknown notation is graphql-core's to refuse."""
        name = f"e{len(self.functions)}"
        self.functions.append(f"{name} = partial(enum_name, {dict(keys)!r})\n")
        return name

    def _point(self, value: str, keys: tuple[tuple[str, str], ...]) -> str:
        places = {"latitude": f"{value}[0]", "longitude": f"{value}[1]", "__typename": "'Point'"}
        return f"(None if {value} is None else {{{', '.join(f'{key!r}: {places[name]}' for key, name in keys)}}})"

    def _edge(self, row: EdgeRow) -> str:
        return "{" + ", ".join(f"{key!r}: {self._edge_slot(row, slot)}" for key, slot in row.fields) + "}"

    def _edge_slot(self, row: EdgeRow, slot: EdgeSlot | Constant) -> str:
        match slot:
            case Constant(value):
                return repr(value)
            case EdgeSlot("cursor"):
                return "k"
            case EdgeSlot("node", index):
                return f"{self._function(self._selection(row.nodes[index]))}(x[{len(row.columns) + index}], p)"
            case EdgeSlot("column", index, "selection"):
                return f"{self._nullable(row.columns[index].selection)}(x[{index}], p)"  # type: ignore[union-attr]
            case EdgeSlot("column", index, "point", keys):
                return self._point(f"x[{index}]", keys)
            case EdgeSlot("column", index, "enum", keys):
                return f"{self._enum(keys)}(x[{index}])"
            case EdgeSlot("column", index):
                return f"x[{index}]"
        raise NotImplementedError(repr(slot))

    # pages

    def _page(self, page: Page, value: str) -> str:
        members = layout.members(page)
        places = {name: "x" if len(members) == 1 else f"x[{index}]" for index, name in enumerate(members)}
        lines = []
        if layout.ROWS in places:
            lines += [f"n = p[{self._limits[page.limit]!r}]", f"rows = {places[layout.ROWS]}", "more = len(rows) > n", "rows = rows[:n]"]
            lines += ["rows.reverse()"] if page.backward else []
        if page.cursors:
            lines.append(f"keys = [cursor_of({page.signature!r}, row[0]) for row in rows]")
        parts = ", ".join(f"{part.key!r}: {self._part(page, part, places)}" for part in page.parts)
        return f"{self._function([*lines, f'return {{{parts}}}'])}({value}, p)"

    def _part(self, page: Page, part: Part, places: Mapping[str, str]) -> str:
        match part.kind:
            case "totalCount":
                return places[layout.COUNT]
            case "typename":
                return repr(part.value)
            case "undated":
                function = self._function(self._selection(page.undated[part.row][0]))
                return f"[{function}(n, p) for n in {places[layout.UNDATED]}[{part.row}]]"
            case "aggregate":
                return self._aggregate(page.aggregates[part.row], f"{places[layout.AGGREGATES]}[{part.row}]")
            case "pageInfo":
                return "{" + ", ".join(f"{key!r}: {_page_info(page, name, places)}" for key, name in part.keys) + "}"
            case "edges" | "nodes":
                return self._rows(page, part.row)

    def _aggregate(self, wanted: Aggregate, value: str) -> str:
        fields = ", ".join(f"{key!r}: {self._figure(slot, wanted, 'x[0]')}" for key, slot in wanted.fields)
        return f"{self._function([f'return {{{fields}}}'])}({value}, p)"

    def _figure(self, slot: FigureSlot, wanted: Aggregate, figures: str) -> str:
        """One field of an aggregate (`figures` is [count, statistics]) or of a group ([keys, count, statistics])."""
        in_group = figures == "x"
        match slot.kind:
            case "typename":
                return repr(slot.value)
            case "count":
                return "x[1]" if in_group else "x[0][0]"
            case "key":
                names = [f"{self._enum(key.names)}(x[0][{index}])" if key.names else f"x[0][{index}]" for index, key in enumerate(wanted.keys)]
                return f"[{', '.join(names)}]"
            case "statistics":
                place = "x[2]" if in_group else "x[0][1]"
                members = (f"{key!r}: {repr(slot.value) if index < 0 else f'{place}[{index}]'}" for key, index in slot.keys)
                return "{" + ", ".join(members) + "}"
            case "groups":
                fields = ", ".join(f"{key!r}: {self._figure(inner, wanted, 'x')}" for key, inner in slot.fields)
                return f"[{self._function([f'return {{{fields}}}'])}(g, p) for g in x[{slot.index + 1}]]"

    def _rows(self, page: Page, index: int) -> str:
        row = "row" if layout.is_flat(page) else f"row[{index + page.cursors}]"
        function = self._row(page.rows[index])
        if isinstance(page.rows[index], EdgeRow):
            keys = "keys" if page.cursors else "rows"
            return f"[{function}({row}, p, k) for row, k in zip(rows, {keys})]"
        return f"[{function}({row}, p) for row in rows]"

    def _row(self, row: Row) -> str:
        match row:
            case NodeRow(selection):
                return self._function(self._selection(selection))
            case EdgeRow():
                body = self._edge(row)
                name = f"f{len(self.functions)}"
                self.functions.append(f"def {name}(x, p, k):\n    return {body}\n")
                return name


def _page_info(page: Page, name: str, places: Mapping[str, str]) -> str:
    behind = places.get(layout.BEHIND, "False")
    match name:
        case "hasNextPage":
            return behind if page.backward else "more"
        case "hasPreviousPage":
            return "more" if page.backward else behind
        case "startCursor":
            return "(keys[0] if keys else None)"
        case "endCursor":
            return "(keys[-1] if keys else None)"
        case _:
            return repr("PageInfo")
