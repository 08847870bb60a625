"""From the one record of a statement to the answer, by a function made once for each statement.

The function is Python source that this module writes from the IR and compiles: a comprehension for each list, a call for each object, of a type with
just its keys. Into that source go only numbers, names of variables that are made here, and `repr` of strings. An example, for `{ people { nodes { id stance } } }`:

    def decode(d, p):
        return o5(o4([o3(v1_0, e2[v1_1]) for (v1_0, v1_1, ) in d[0]]))
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from textwrap import indent
from typing import Any

import msgspec

from graph import cursor, layout
from graph.edtf import SUFFIXES
from graph.ir import (
    Aggregate,
    Around,
    ChangeLog,
    Column,
    Constant,
    Disagreements,
    EdgeRow,
    EdgeSlot,
    Figure,
    FigureSlot,
    GraphPart,
    IndependentSources,
    Involved,
    Lines,
    Lookup,
    LookupMany,
    NodeRow,
    One,
    Page,
    Part,
    Paths,
    Positions,
    Query,
    Record,
    Row,
    Selection,
    Slot,
    Told,
    Value,
    Variant,
    Why,
)
from graph.status import RULES
from graph.types import Types
from schema.errors import ChangesGone

Parameters = Mapping[str, Any]
Decode = Callable[[Sequence[Any], Parameters], Any]
Keys = tuple[tuple[str, str], ...]


INDEXED, UNPACKED = "{x}[{i}]", "{x}_{i}"
"""Where value `i` of a row stands: in the list `x`, or in a variable of its own."""


class NeedsCompletion(Exception):
    """A value does not fit its field (a missing one that must be there, an unknown enum value): graphql-core has to say what becomes of the answer."""


def decoder(query: Query, parameters: Iterable[tuple[str, Value]], types: Types, lenient: bool = False) -> Decode:
    """Return the function from the record of a query and its parameters' values to `data`, ready to be encoded.

    It raises NeedsCompletion for a value that does not fit. A `lenient` one does not, and gives dictionaries, as graphql-core wants them.
    """
    writer = _Writer({repr(value): name for name, value in parameters}, lenient)
    fields, index = [], 0
    for root in query.roots:
        if isinstance(root.source, Constant):
            fields.append((root.key, repr(root.source.value)))
        else:
            fields.append((root.key, writer.root(root.source, f"d[{index}]")))
            index += 1
    writer.define("decode(d, p)", [f"return {writer.object(fields)}"])
    known: dict[str, Any] = {
        "object_type": types.object_type,
        "class_names": types.class_names,
        "missing": _missing,
        "names_of": _names_of,
        "kept": _kept,
        "differing": _differing,
        **writer.tables,
    }
    exec(compile("\n".join(writer.functions), "<decoder>", "exec"), known)  # noqa: S102 - the source is made of this module's own text
    decode: Decode = known["decode"]
    return decode


class _Names(dict[str | None, str | None]):
    """The names of an enum's notations."""

    def __missing__(self, notation: str | None) -> str | None:
        raise NeedsCompletion


class _Lenient(_Names):
    def __missing__(self, notation: str | None) -> str | None:
        return notation


def _missing() -> Any:
    raise NeedsCompletion


def _names_of(pairs: list[list[Any]], keys: Keys) -> list[dict[str, Any]]:
    found = []
    for language, texts in sorted(pairs):
        for text in texts if isinstance(texts, list) else [texts]:
            members = {"lang": language or None, "value": text, "__typename": "Name"}
            found.append({key: members[name] for key, name in keys})
    return found


def _targets(x: str, count: int) -> str:
    return f"({''.join(UNPACKED.format(x=x, i=index) + ', ' for index in range(count))})"


@lru_cache(2_000)
def _object_type(keys: tuple[str, ...]) -> type[msgspec.Struct]:
    """Return the type of objects with these keys in this order: smaller than dictionaries, and written faster."""
    names = [f"k{index}" for index in range(len(keys))]  # a key may be a word of Python
    return msgspec.defstruct("Object", names, rename=dict(zip(names, keys, strict=True)), eq=False, gc=False)


class _Writer:
    """Writes expressions over a variable that holds a row; what needs statements becomes a function of its own."""

    def __init__(self, limits: Mapping[str, str], lenient: bool) -> None:
        self.functions: list[str] = []
        self.tables: dict[str, Any] = {}
        self._limits = limits
        self._lenient = lenient
        self._names = _Lenient if lenient else _Names
        self._count = 0

    def object(self, members: Iterable[tuple[str, str]]) -> str:
        """The expression for an object with these keys and values."""
        members = list(members)
        if self._lenient:
            return "{" + ", ".join(f"{key!r}: {value}" for key, value in members) + "}"
        name = self._table(_object_type(tuple(key for key, _ in members)), "o")
        return f"{name}({', '.join(value for _, value in members)})"

    def _table(self, table: Any, letter: str) -> str:
        """The name of something that the functions need; the same thing has one name."""
        name = next((name for name, known in self.tables.items() if known == table), None) or self._new(letter)
        self.tables[name] = table
        return name

    def define(self, signature: str, lines: Sequence[str]) -> None:
        """Add a function."""
        self.functions.append(f"def {signature}:\n" + indent("\n".join(lines), "    ") + "\n")

    def _function(self, lines: Sequence[str]) -> str:
        name = self._new("f")
        self.define(f"{name}(x, p)", lines)
        return name

    def _new(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def root(self, source: ChangeLog | Page | Lookup | LookupMany | Paths | Around | Disagreements | IndependentSources, value: str) -> str:
        """The expression for a root field's value."""
        match source:
            case Page():
                return self._page(source, value)
            case Lookup(selection=selection):
                return self._nullable(value, lambda x: self._selection(selection, x))
            case LookupMany(selection=selection):
                x = self._new("v")
                return f"[{self._nullable(f'{x}[0]', lambda y: self._selection(selection, y))} for {x} in {value}]"
            case Paths():
                return f"[{self._graph(source)}(x, p) for x in {value}]"
            case Around():
                return f"{self._graph(source)}({value}, p)"
            case Disagreements(record=record) | IndependentSources(record=record):
                return self._records(record, value)
            case ChangeLog():
                after = f"p[{self._limits[repr(source.after)]!r}]" if source.after else "None"
                return self._told(source.told, f"kept({value}, {after})", _LOG)

    def _nullable(self, value: str, write: Callable[[str], str]) -> str:
        if value.isidentifier():
            return f"(None if {value} is None else {write(value)})"
        x = self._new("v")
        return f"(None if ({x} := {value}) is None else {write(x)})"

    # nodes

    def _selection(self, selection: Selection, x: str) -> str:
        if len(selection.variants) == 1:
            return self._variant(selection, selection.variants[0], x)
        labels = next(index for index, column in enumerate(selection.columns) if type(column).__name__ == "Labels")
        name = self._new("t")
        lines = [f"{name} = object_type(x[{labels}], {selection.static!r})"]
        lines += [f"if {name} in {set(variant.types or ())!r}: return {self._variant(selection, variant, 'x')}" for variant in selection.variants]
        return f"{self._function([*lines, 'return {}'])}({x}, p)"

    def _variant(self, selection: Selection, variant: Variant, x: str, place: str = INDEXED) -> str:
        return self.object((key, self._slot(selection.columns, slot, x, place)) for key, slot in variant.fields)

    def _slot(self, columns: Sequence[Column], slot: Slot | Constant, x: str, place: str) -> str:
        if isinstance(slot, Constant):
            return repr(slot.value)
        value = self._value(columns[slot.column], slot, place.format(x=x, i=slot.column))
        if not slot.strict:
            return value
        if value.isidentifier():
            return f"({value} if {value} is not None else missing())"
        held = self._new("v")
        return f"({held} if ({held} := {value}) is not None else missing())"

    def _value(self, column: Column, slot: Slot, value: str) -> str:
        match slot.form:
            case "value":
                return value
            case "enum":
                return f"{self._enum(slot.keys)}[{value}]"
            case "enums":
                return f"[{self._enum(slot.keys)}[v] for v in {value}]"
            case "typename":
                return f"object_type({value}, {slot.static!r})"
            case "types":
                return f"class_names({value})"
            case "names":
                return f"names_of({value}, {slot.keys!r})"
            case "point":
                return self._point(value, slot.keys)
            case "why" if isinstance(column, Why):
                return self._why(column, value, slot.keys)
            case "page" if isinstance(column, Page):
                return self._page(column, value)
            case "selection" | "edge" if isinstance(column, One):
                return self._nullable(value, lambda x: self._row(column.row, x, "None"))
        raise NotImplementedError(f"{slot.form} of {type(column).__name__}")

    def _enum(self, keys: Keys) -> str:
        """The table from notations to names; an unknown notation is graphql-core's to refuse."""
        table = self._names(keys)
        table[None] = None
        return self._table(table, "e")

    def _point(self, value: str, keys: Keys) -> str:
        places = {"latitude": "[0]", "longitude": "[1]"}
        return self._nullable(value, lambda x: self.object((key, x + places[name] if name in places else repr("Point")) for key, name in keys))

    def _why(self, why: Why, value: str, keys: Keys) -> str:
        claim = self._new("v")
        rule = f"{self._table(RULES, 'w')}[{value}[0]]"
        claims = f"[{self._selection(why.claims, claim)} for {claim} in {value}[1]]"
        fields = {"rule": f"{rule}.number", "text": f"{rule}.text", "claims": claims, "__typename": repr("Why")}
        return self.object((key, fields[name]) for key, name in keys)

    def _row(self, row: Row, x: str, cursor_text: str) -> str:
        match row:
            case NodeRow(selection):
                return self._selection(selection, x)
            case EdgeRow():
                return self._edge(row, INDEXED.format, x, cursor_text)
        raise NotImplementedError(type(row).__name__)

    def _edge(self, row: EdgeRow, place: Callable[..., str], x: str, cursor_text: str) -> str:
        return self.object((key, self._edge_slot(row, slot, place, x, cursor_text)) for key, slot in row.fields)

    def _edge_slot(self, row: EdgeRow, slot: EdgeSlot | Constant, place: Callable[..., str], x: str, cursor_text: str) -> str:
        match slot:
            case Constant(value):
                return repr(value)
            case EdgeSlot("cursor"):
                return cursor_text
            case EdgeSlot("node", index):
                return self._selection(row.nodes[index], place(x=x, i=len(row.columns) + index))
            case EdgeSlot("column", index, "selection"):
                selection = row.columns[index].selection  # type: ignore[union-attr]
                return self._nullable(place(x=x, i=index), lambda y: self._selection(selection, y))
            case EdgeSlot("column", index, "point", keys):
                return self._point(place(x=x, i=index), keys)
            case EdgeSlot("column", index, "enum", keys):
                return f"{self._enum(keys)}[{place(x=x, i=index)}]"
            case EdgeSlot("column", index):
                return place(x=x, i=index)
        raise NotImplementedError(repr(slot))

    # pages

    def _page(self, page: Page, value: str) -> str:
        """The expression for a connection: in place where it needs no statements, else a call of a function."""
        members = layout.members(page)
        if not (layout.peeks(page) or page.cursors or page.backward):
            places = {name: value if len(members) == 1 else f"{value}[{index}]" for index, name in enumerate(members)}
            return self.object((part.key, self._part(page, part, places)) for part in page.parts)
        places = {name: "x" if len(members) == 1 else f"x[{index}]" for index, name in enumerate(members)}
        lines = [*self._whole_rows(page, places), *self._cursors(page)]
        parts = self.object((part.key, self._part(page, part, places)) for part in page.parts)
        return f"{self._function([*lines, f'return {parts}'])}({value}, p)"

    def _whole_rows(self, page: Page, places: dict[str, str]) -> list[str]:
        """The statements that bring the rows into their order, without the one that only tells of more."""
        if layout.ROWS not in places:
            return []
        lines = [f"rows = {places[layout.ROWS]}"]
        if layout.peeks(page):
            lines += [f"n = p[{self._limits[repr(page.limit)]!r}]", "more = len(rows) > n", "rows = rows[:n] if more else rows"]
        lines += ["rows = rows[::-1]"] if page.backward else []
        places[layout.ROWS] = "rows"
        return lines

    def _cursors(self, page: Page) -> list[str]:
        if not page.cursors:
            return []
        name = self._new("s")
        self.tables[name] = cursor.encoder(page.signature)
        if any(layout.shows_cursor(row) for row in page.rows):
            return [f"keys = [{name}(row[0]) for row in rows]"]
        return [f"keys = ({name}(rows[0][0]), {name}(rows[-1][0])) if rows else ()"]

    def _part(self, page: Page, part: Part, places: Mapping[str, str]) -> str:
        match part.kind:
            case "totalCount":
                return places[layout.COUNT]
            case "typename":
                return repr(part.value)
            case "undated":
                x = self._new("v")
                return f"[{self._selection(page.undated[part.row][0], x)} for {x} in {places[layout.UNDATED]}[{part.row}]]"
            case "aggregate":
                return self._aggregate(page.aggregates[part.row], f"{places[layout.AGGREGATES]}[{part.row}]")
            case "pageInfo":
                return self.object((key, _page_info(page, name, places)) for key, name in part.keys)
            case "edges" | "nodes":
                return self._rows(page, part.row, places[layout.ROWS])

    def _rows(self, page: Page, index: int, rows: str) -> str:
        """The list of `edges` or `nodes`: a variable for each value of a row where that can be, the quickest way in Python."""
        x, wanted = self._new("v"), page.rows[index]
        target, row = self._unpacked(wanted, x) or (x, self._row(wanted, x, f"k{x}"))
        if not layout.is_flat(page):
            before = index + page.cursors
            target = f"({'_, ' * before}{target}, {'_, ' * (len(page.rows) - index - 1)})"
        if layout.shows_cursor(wanted):
            return f"[{row} for {target}, k{x} in zip({rows}, keys)]"
        return f"[{row} for {target} in {rows}]"

    def _unpacked(self, wanted: Row, x: str) -> tuple[str, str] | None:
        """What takes a row apart, and the row written with its parts; None for a row that cannot be taken apart."""
        match wanted:
            case NodeRow(Selection(columns=columns, variants=(variant,)) as selection) if columns:
                return _targets(x, len(columns)), self._variant(selection, variant, x, UNPACKED)
            case EdgeRow(columns, nodes) if columns or nodes:
                return _targets(x, len(columns) + len(nodes)), self._edge(wanted, UNPACKED.format, x, f"k{x}")
        return None

    def _aggregate(self, wanted: Aggregate, value: str) -> str:
        fields = self.object((key, self._figure(slot, wanted, "x[0]")) for key, slot in wanted.fields)
        return f"{self._function([f'return {fields}'])}({value}, p)"

    def _figure(self, slot: FigureSlot, wanted: Aggregate, place: str) -> str:
        """One field of an aggregate, whose figures at `x[0]` are [count, statistics], or of a group `g`: [keys, count, statistics]."""
        shift = int(place == "g")
        match slot.kind:
            case "typename":
                return repr(slot.value)
            case "count":
                return f"{place}[{shift}]"
            case "key":
                keys = enumerate(wanted.keys)
                return f"[{', '.join(f'{self._enum(key.names)}[g[0][{index}]]' if key.names else f'g[0][{index}]' for index, key in keys)}]"
            case "statistics":
                return self.object((key, repr(slot.value) if index < 0 else f"{place}[{shift + 1}][{index}]") for key, index in slot.keys)
            case "groups":
                fields = self.object((key, self._figure(inner, wanted, "g")) for key, inner in slot.fields)
                return f"[{fields} for g in x[{slot.index + 1}]]"

    # paths and neighbourhoods

    def _graph(self, source: Paths | Around) -> str:
        """The function for [length or truncated, nodes ..., lines ...]."""
        return self._function([f"return {self.object((part.key, self._graph_part(source, part)) for part in source.parts)}"])

    def _graph_part(self, source: Paths | Around, part: GraphPart) -> str:
        match part.kind:
            case "typename":
                return repr(part.value)
            case "length" | "truncated":
                return "x[0]"
            case "nodes":
                return f"[{self._selection(source.selections[part.index], 'n')} for n in x[{part.index + 1}]]"
            case "edges":
                return f"[{self._line(source.lines[part.index], 'r')} for r in x[{part.index + 1 + len(source.selections)}]]"

    def _line(self, lines: Lines, x: str) -> str:
        ends = {"source": f"{x}[0]", "target": f"{x}[1]", "type": f"{self._enum(lines.names)}[{x}[2]]"}
        shifted = EdgeRow((None, None, None, *lines.columns), (), ())  # type: ignore[arg-type]
        fields: list[tuple[str, str]] = []
        for key, slot in lines.fields:
            if isinstance(slot, EdgeSlot) and slot.kind in ends:
                fields.append((key, ends[slot.kind]))
            else:
                moved = replace(slot, index=slot.index + 3) if isinstance(slot, EdgeSlot) else slot
                fields.append((key, self._edge_slot(shifted, moved, INDEXED.format, x, "None")))
        return self.object(fields)

    # disagreements and sources

    def _records(self, record: Record, value: str) -> str:
        x = self._new("v")
        return f"[{self.object((key, self._member(record, place, x)) for key, place in record.fields)} for {x} in {value}]"

    def _member(self, record: Record, place: int | Constant, x: str) -> str:
        if isinstance(place, Constant):
            return repr(place.value)
        value = f"{x}[{place}]"
        match record.columns[place]:
            case Figure():
                return value
            case Involved("proposition", selection=selection):
                return self._selection(selection, value)
            case Involved(selection=selection):
                node = self._new("v")
                return f"[{self._selection(selection, node)} for {node} in {value}]"
            case Positions(inner):
                return self._records(inner, value)

    # the change log

    def _told(self, told: Told, x: str, places: Mapping[str, str]) -> str:
        """One level: each field at its place; those with more below are lists of the next level."""
        if not x.isidentifier():
            name = self._new("v")
            return f"[{self._told(told, name, places)} for {name} in [{x}]][0]"
        fields: list[tuple[str, str]] = []
        for key, name, inner in told.fields:
            if isinstance(inner, Constant):
                fields.append((key, repr(inner.value)))
            elif isinstance(inner, Selection):
                fields.append((key, self._nullable(places[name].format(x=x), lambda y, inner=inner: self._selection(inner, y))))  # type: ignore[misc]
            elif inner is None:
                fields.append((key, places[name].format(x=x)))
            else:
                one = self._new("v")
                fields.append((key, f"[{self._told(inner, one, _LEVELS[name])} for {one} in {places[name].format(x=x)}]"))
        return self.object(fields)


_LOG = {"version": "str({x}[0])", "since": "str({x}[1])", "changes": "{x}[2]"}
_LEVELS = {
    "changes": {"version": "{x}[0]", "at": "{x}[1]", "by": "{x}[2]", "what": "{x}[3]", "total": "{x}[4]", "resources": "{x}[5]"},
    "resources": {"id": "{x}[0]", "kind": "{x}[1]", "values": "differing({x}[2], {x}[3])", "relations": "{x}[4]", "resource": "{x}[5]"},
    "values": {"attribute": "{x}[0]", "lang": "{x}[1]", "before": "{x}[2]", "after": "{x}[3]"},
    "relations": {"type": "{x}[0]", "target": "{x}[1]", "made": "{x}[2]", "derived": "{x}[3]"},
}
"""Field of the change log to where its value stands."""


def _kept(log: list[Any], after: int | None) -> list[Any]:
    if after is not None and after + 1 < log[1]:
        raise ChangesGone(f"the changes after version {after} are no longer all kept: the oldest one is {log[1]}")
    return log


def _differing(before: list[Any] | None, after: list[Any] | None) -> list[Any]:
    """[attribute, language, before, after] of the properties that differ; those that follow from others (a text in its first language, the bounds of a date) are left out."""
    old, new = dict(before or ()), dict(after or ())
    every = {*old, *new}
    shown = {key.partition("@")[0] for key in every if "@" in key} | {key + bound for key in every for bound in SUFFIXES}
    keys = sorted(key for key in every - shown if old.get(key) != new.get(key))
    return [[key.partition("@")[0], key.partition("@")[2] or None, old.get(key, []), new.get(key, [])] for key in keys]


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
