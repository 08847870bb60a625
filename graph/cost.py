"""What a query costs before it is run: the nodes that come into its answer, and are looked at for each of them, as far as Neo4j's statistics tell.

Of each list: how many nodes there are to choose from (all of a label; behind a relation twice the average, but a whole page below a single node), and how
many of these come into the answer, each with all that is below it.

    { people(first: 100) { nodes { memberOf(first: 10) { nodes { id } } } } }   of 5,000 people in 2 groups each:  101 people, 101 * 4 groups

What a list of the operation itself looks at to choose its page is not counted: that is done once, and has a time limit. Counts come from Neo4j's own
count store, which it keeps anyway: to ask for all of them takes milliseconds.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from graph.cypher.quote import quote
from graph.ir import (
    And,
    Around,
    ChangeLog,
    Column,
    Counted,
    Disagreements,
    EdgeResource,
    EdgeRow,
    FullText,
    IndependentSources,
    InTime,
    Involved,
    Literal,
    Lookup,
    LookupMany,
    Not,
    One,
    Or,
    Page,
    Paths,
    Positions,
    Predicate,
    Query,
    Record,
    Related,
    Root,
    Row,
    Scan,
    Selection,
    Step,
    Told,
    Value,
    Variable,
)
from graph.parameters import value_at
from graph.store import Store
from schema.errors import CostTooHigh, StoreError
from schema.model import ROOT, Model

FRESH = 60.0
"""Seconds for which counts are used."""
SEARCHED = 1_000
"""Nodes that a full-text search is taken to look at."""
_SKEW = 2
"""How many times the average of its relations a node is taken to have."""


@dataclass(frozen=True)
class Counts:
    """How many nodes have each label, and how many relationships there are of each type."""

    nodes: Mapping[str, int] = field(default_factory=dict)
    relationships: Mapping[str, int] = field(default_factory=dict)

    @property
    def rough(self) -> "Counts":
        """The same to the next power of two."""
        return Counts(*({name: 1 << number.bit_length() for name, number in counts.items()} for counts in (self.nodes, self.relationships)))

    def population(self, label: str) -> int:
        """How many nodes have a label."""
        return self.nodes.get(label, self.nodes.get(ROOT, 0))

    def degree(self, step: Step, start: str) -> int:
        """How many nodes a step leads to from one with a label, skewed; at least one."""
        types, starts = self.relationships.get(step.type, 0), self.population(start) or 1
        each = max(1, ceil(_SKEW * types / starts))
        return int(each ** min(step.bound, 3))


class Statistics:
    """The counts of a store under a model, asked for again when they are old."""

    def __init__(self, store: Store, model: Model) -> None:
        self._store = store
        self._labels = sorted({ROOT, *(label for cls in model.classes.values() for label in cls.neo4j_labels)})
        self._types = sorted({relation.type for cls in model.classes.values() for relation in cls.relations.values()})
        self._counts = Counts()
        self._asked = float("-inf")

    async def current(self) -> Counts:
        """Return counts that are not old; where Neo4j cannot be asked, the last ones: whatever is done next will say so."""
        if time.monotonic() - self._asked > FRESH:
            self._asked = time.monotonic()  # first: who comes meanwhile takes the ones before
            try:
                self._counts = await self._read()
            except StoreError:
                self._asked = float("-inf")
        return self._counts

    async def _read(self) -> Counts:
        nodes = ", ".join(f"COUNT {{ (:{quote(label)}) }}" for label in self._labels)
        types = ", ".join(f"COUNT {{ ()-[:{quote(kind)}]->() }}" for kind in self._types)
        ((found, related),) = await self._store.rows(f"RETURN [{nodes}], [{types}]", {})
        return Counts(dict(zip(self._labels, found, strict=True)), dict(zip(self._types, related, strict=True)))


def estimate(query: Query, counts: Counts, variables: Mapping[str, Any]) -> int:
    """Return how many nodes a query reads, about."""
    return _Estimate(counts, variables).query(query)


def check_cost(query: Query, counts: Counts, variables: Mapping[str, Any], most: int) -> int:
    """Return the estimate, or raise CostTooHigh."""
    found = estimate(query, counts, variables)
    if found > most:
        raise CostTooHigh(f"the query would read about {found:,} nodes, the limit is {most:,}: ask for shorter pages, or for fewer lists inside of lists")
    return found


@dataclass(frozen=True)
class _Estimate:
    counts: Counts
    variables: Mapping[str, Any]

    def query(self, query: Query) -> int:
        return sum(self._root(root) for root in query.roots)

    def _number(self, value: Value) -> int:
        found = value.value if isinstance(value, Literal) else value_at(self.variables, value.path) if isinstance(value, Variable) else None
        return found if isinstance(found, int) else len(found) if isinstance(found, list | tuple) else 1

    def _root(self, root: Root) -> int:
        match root.source:
            case Page() as page:
                return self._page(page, ROOT, 1, alone=True)
            case Lookup(label, selection=selection):
                return 1 + self._selection(selection, label, 1, alone=True)
            case LookupMany(label, iris, selection):
                number = self._number(iris) or 1
                return number + self._selection(selection, label, number)
            case Paths() as paths:
                length = paths.bound * self._number(paths.limit)
                return self._reach(paths.types, (paths.bound + 1) // 2) + sum(self._selection(one, ROOT, length) for one in paths.selections)
            case Around() as around:
                number = self._number(around.limit)
                return number + sum(self._selection(one, ROOT, number) for one in around.selections)
            case Disagreements(limit=limit, record=record) | IndependentSources(limit=limit, record=record):
                propositions = self.counts.population("Proposition")
                return propositions + self._record(record, min(self._number(limit), propositions))
            case ChangeLog(limit=limit, told=told):
                return self._number(limit) + self._told(told, self._number(limit))
        return 1

    def _told(self, told: Told, number: int) -> int:
        """What is told below so many changes, or resources of changes."""
        each = number * (self._number(told.limit) if told.limit else 1)
        below = sum(self._told(inner, each) for _, _, inner in told.fields if isinstance(inner, Told))
        return (each if told.limit else 0) + (self._selection(told.selection, ROOT, each) if told.selection else 0) + below

    def _reach(self, types: Iterable[str], steps: int) -> int:
        """How many nodes are so many steps away, both ways, at most."""
        everything = self.counts.population(ROOT)
        degree = max(1, ceil(_SKEW * sum(self.counts.relationships.get(kind, 0) for kind in types) / (everything or 1)))
        return min(2 * int(degree**steps), everything)

    def _record(self, record: Record, number: int) -> int:
        """What so many disagreements, positions or sources cost: all of them together hold each proposition once, and who plays a part does so by a claim."""
        found = 0
        for column in record.columns:
            match column:
                case Positions(inner, limit):
                    several = min(number * self._number(limit), self.counts.population("Proposition"))
                    found += several + self._record(inner, several)
                case Involved(_, label, selection, limit):
                    several = min(number * self._number(limit), _SKEW * self.counts.population("Claim") + number)
                    found += several + self._selection(selection, label, several)
        return found

    def _page(self, page: Page, start: str, parents: int, alone: bool = False) -> int:
        """What a list below so many parents costs; `alone`: below a single one, which may have many more than most."""
        limit = self._number(page.limit) + 1
        label = page.source.target if isinstance(page.source, Step) else page.source.label if isinstance(page.source, Scan) else ROOT
        below_one = isinstance(page.source, Step)
        there = limit if alone and below_one else self._there(page, start)
        shown = min(limit, there)
        below = sum(self._row(row, label, parents * shown) for row in page.rows)
        beside = sum(self._selection(selection, label, parents * self._number(number)) for selection, number in page.undated)
        read = there if below_one else shown
        asked = self._predicate(page.where, label, parents * read) if page.where and below_one else 0
        return parents * read + asked + below + beside

    def _there(self, page: Page, start: str) -> int:
        match page.source:
            case Scan(label):
                return self.counts.population(label)
            case Step() as step:
                return min(self.counts.degree(step, start), self.counts.population(step.target) or 1)
            case FullText():
                return min(SEARCHED, self.counts.population(ROOT))
            case InTime():
                return self.counts.population(ROOT) if page.source.about is None else SEARCHED

    def _predicate(self, part: Predicate, label: str, number: int) -> int:
        match part:
            case And(parts) | Or(parts):
                return sum(self._predicate(one, label, number) for one in parts)
            case Not(inner):
                return self._predicate(inner, label, number)
            case Related(step, _, where):
                met = number * self.counts.degree(step, label)
                return met + (self._predicate(where, step.target, met) if where else 0)
            case Counted(step):
                return number * self.counts.degree(step, label)
        return 0

    def _row(self, row: Row, label: str, number: int) -> int:
        if isinstance(row, EdgeRow):
            ends = sum(number + self._selection(column.selection, column.label, number) for column in row.columns if isinstance(column, EdgeResource))
            return ends + sum(self._selection(selection, label, number) for selection in row.nodes)
        return self._selection(row.selection, label, number)

    def _selection(self, selection: Selection, label: str, number: int, alone: bool = False) -> int:
        return sum(self._column(column, label, number, alone) for column in selection.columns)

    def _column(self, column: Column, label: str, number: int, alone: bool) -> int:
        match column:
            case Page():
                return self._page(column, label, number, alone)
            case One(step, row):
                return number + self._row(row, step.target, number)
        return 0
