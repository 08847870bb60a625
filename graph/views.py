"""Views as a rewrite of the IR: what a view restricts is written into every hop below it.

A view stands in the IR where the document has `@view` (`under`). `with_views` carries it down: every list of nodes and every step gets a `Lens` (claims
and propositions must count, a relation that rests on claims must have one that does), and every status or count of a proposition
is weighed anew where some claims may not count.

    before  Page(source=Step('CAPTURED', 'out', 'Settlement'), under=View(according=['id:isw']), rows=(EdgeRow(columns=(EdgeProperty('status'),)),))
    after   Page(source=Step('CAPTURED', 'out', 'Settlement', lens=Lens(View(...), projected=True)),
                 rows=(EdgeRow(columns=(EdgeProperty('status', view=View(...)),)),))

Rules of reading go the same way. What they hide is left out wherever a node is bound (`graph.cypher.rules`); the rewrite adds what a list of the operation
itself must ask of its nodes, lets no filter see a hidden property, and has claims weighed anew where some may be hidden:

    before  Page(source=Scan('Person'), where=Compare('age', 'gt', 30))
    after   Page(source=Scan('Person'), where=And((And((Not(Labelled(('Person',))), Compare('age', 'gt', 30))), Left('Person'))))
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graph.evidence import claimable
from graph.ir import (
    Aggregate,
    And,
    Around,
    ByCount,
    ByProperty,
    ChangeLog,
    Column,
    Compare,
    Constant,
    Counted,
    Counts,
    Disagreements,
    EdgeProperty,
    EdgeResource,
    EdgeRow,
    Figure,
    FullText,
    GroupKey,
    InBox,
    IndependentSources,
    InTime,
    Involved,
    IsNull,
    Kind,
    Labelled,
    Left,
    Lens,
    Lines,
    Lookup,
    LookupMany,
    NamesUsed,
    Near,
    NodeRow,
    Not,
    One,
    Or,
    OrderKey,
    Overlaps,
    Page,
    Paths,
    Positions,
    Predicate,
    Property,
    Query,
    Record,
    Related,
    Root,
    Row,
    Rules,
    Scan,
    Selection,
    Source,
    Step,
    Told,
    View,
    Why,
)
from schema.errors import BadArgument, Forbidden
from schema.model import CG, ROOT, Model

CLOSED = "is for those from whom nothing is hidden (CLAIMGRAPH_POLICY)"
FIGURES = ("status", "origins", "denials", "flags")
"""What is weighed of a proposition, and of a relationship that is projected from one."""

S = TypeVar("S", Lookup, LookupMany)
G = TypeVar("G", Paths, Around)
C = TypeVar("C", Disagreements, IndependentSources)


@dataclass(frozen=True)
class Terms:
    """What a view has to know of the ontology: the labels of claims, of propositions, of what may be either, and the types that claims can project.

    What hangs claims and propositions together themselves (who claims what, of which) is no such type: it is there with them. `searched` are the properties
    that a search finds.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    projected: frozenset[str] = frozenset()
    searched: frozenset[str] = frozenset()

    @classmethod
    def of(cls, model: Model) -> "Terms":
        """Read them from a Model."""
        kinds: dict[str, Kind] = {ROOT: "mixed"}
        for local, kind in (("Claim", "claim"), ("Proposition", "proposition")):
            if found := model.class_by_iri.get(CG + local):
                kinds |= dict.fromkeys(found.ancestors, "mixed")
                kinds |= dict.fromkeys((found.name, *found.descendants), kind)  # type: ignore[arg-type]
        world = {kind for kinds in model.world_relations.values() for kind in kinds}
        searched = frozenset(name for found in model.classes.values() for name, attribute in found.attributes.items() if attribute.fulltext)
        return cls(kinds, frozenset(world & {relation.type for relation, _ in claimable(model).values()}), searched)


def with_views(query: Query, terms: Terms, rules: Rules | None = None) -> Query:
    """Return the query with each view carried down to all that it restricts, and `rules` of reading to all of it; raises Forbidden for what these leave nothing of."""
    start = _Viewing(terms, None, rules)._at(query.under or (View() if rules and rules.weighs else None))
    return replace(query, roots=tuple(start.root(root) for root in query.roots), rules=rules)


@dataclass(frozen=True)
class _Viewing:
    """The rewrite under one view (None: nothing is restricted, but fields below may have views of their own)."""

    terms: Terms
    view: View | None
    rules: Rules | None = None

    def _at(self, under: View | None) -> "_Viewing":
        if under is None:
            return self
        if self.rules and under.moves != View():
            raise Forbidden(f"@view with knownAt or merged {CLOSED}")
        return _Viewing(self.terms, replace(under, hiding=bool(self.rules and self.rules.weighs)), self.rules)

    def _kind(self, label: str) -> Kind:
        return self.terms.kinds.get(label, "")

    @property
    def _moves(self) -> View:
        return self.view.moves if self.view else View()

    @property
    def _weighs(self) -> View | None:
        return self.view if self.view and self.view.weighs else None

    def _lens(self, label: str) -> Lens | None:
        return Lens(self.view, self._kind(label)) if self.view and (self._moves != View() or self._kind(label)) else None

    def root(self, root: Root) -> Root:
        """Rewrite a root field."""
        match root.source:
            case Page() as page:
                return replace(root, source=self._page(page))
            case Lookup() as one:
                return replace(root, source=self._at(one.under)._lookup(one))
            case LookupMany() as several:
                return replace(root, source=self._at(several.under)._lookup(several))
            case Paths() as paths:
                return replace(root, source=self._at(paths.under)._graph(paths))
            case Around() as around:
                return replace(root, source=self._at(around.under)._graph(around))
            case ChangeLog() as changes:
                return replace(root, source=self._at(changes.under)._log(changes))
            case Disagreements() as disagreements:
                return replace(root, source=self._at(disagreements.under)._sided(disagreements))
            case IndependentSources() as sources:
                return replace(root, source=self._at(sources.under)._sided(sources))
            case Constant():
                return root

    def _lookup(self, lookup: S) -> S:
        return replace(lookup, selection=self._selection(lookup.selection, lookup.label), under=self.view, lens=self._lens(lookup.label))

    def _graph(self, graph: G) -> G:
        if self._moves.merged:
            raise BadArgument("@view(merged: true) is not possible on paths and neighbourhoods: what is the same would be a step apart")
        selections = tuple(self._selection(selection, ROOT) for selection in graph.selections)
        return replace(graph, under=self.view, selections=selections, lines=tuple(self._lines(lines) for lines in graph.lines))

    def _lines(self, lines: Lines) -> Lines:
        return replace(lines, columns=tuple(self._edge_column(column) for column in lines.columns))

    def _log(self, changes: ChangeLog) -> ChangeLog:
        if self.rules:
            raise Forbidden(f"the change log {CLOSED}")
        if self._moves != View():
            raise BadArgument("the change log tells each change as it was: @view has no knownAt and no merged there")
        return replace(changes, told=self._told(changes.told), under=self.view)

    def _told(self, told: Told) -> Told:
        def inner(part: Told | Selection | Constant | None) -> Told | Selection | Constant | None:
            return self._told(part) if isinstance(part, Told) else self._selection(part, ROOT) if isinstance(part, Selection) else part

        return replace(told, fields=tuple((key, name, inner(part)) for key, name, part in told.fields))

    def _sided(self, listing: C) -> C:
        if self._moves != View():
            raise BadArgument("disagreements and independent sources are told as they stand now: @view has no knownAt and no merged there")
        return replace(listing, under=self.view, record=self._record(listing.record))

    def _record(self, record: Record) -> Record:
        return replace(record, columns=tuple(self._part(column) for column in record.columns))

    def _part(self, column: Figure | Involved | Positions) -> Figure | Involved | Positions:
        match column:
            case Involved():
                return replace(column, selection=self._selection(column.selection, column.label))
            case Positions():
                return replace(column, record=self._record(column.record))
        return column

    # lists

    def _page(self, page: Page) -> Page:
        inner = self._at(page.under)
        source = inner._source(page.source)
        label = source.target if isinstance(source, Step) else source.label if isinstance(source, Scan) else ROOT
        return replace(
            page,
            source=source,
            where=inner._where(page, label),
            order=tuple(inner._order(key, label) for key in page.order),
            rows=tuple(inner._row(row, label) for row in page.rows),
            aggregates=tuple(inner._aggregate(aggregate, label) for aggregate in page.aggregates),
            undated=tuple((inner._selection(selection, label), limit) for selection, limit in page.undated),
            edge_where=page.edge_where and inner._edge_predicate(page.edge_where),
            under=inner.view,
        )

    def _source(self, source: Source) -> Source:
        return self._step(source) if isinstance(source, Step) else replace(source, view=self._moves)

    def _where(self, page: Page, label: str) -> Predicate | None:
        """What a list asks for; the nodes of a list that comes over no step must count themselves."""
        where = page.where and self._predicate(page.where, label)
        if isinstance(page.source, Step):
            return where
        lens = self._lens(label)
        if lens and lens.kind:
            where = And((where, Counts(lens))) if where else Counts(lens)
        asked = [*self._left(page.source, label, lens)] if self.rules else []
        return And((*(where.parts if isinstance(where, And) else (where,) if where else ()), *asked)) if asked else where

    def _left(self, source: Source, label: str, lens: Lens | None) -> Iterator[Predicate]:
        """That a node is not hidden, nor found or put in its place by what is hidden of it."""
        assert self.rules
        if self.rules.leaves_out and not (lens and lens.hides):
            yield Left(label)
        found = self.terms.searched if isinstance(source, FullText) else {date for _, date, _ in source.dated} if isinstance(source, InTime) else ()
        if labels := tuple(dict.fromkeys(label for name in sorted(found) for label in self.rules.without(name))):
            yield Not(Labelled(labels))

    def _step(self, step: Step) -> Step:
        kind, projected = self._kind(step.target), step.type in self.terms.projected
        return replace(step, lens=Lens(self.view, kind, projected)) if self.view and (kind or projected or self._moves != View()) else step

    def _order(self, key: OrderKey, label: str) -> OrderKey:
        match key.by:
            case ByProperty(attribute, steps) as by:
                owner = steps[-1].target if steps else label
                hidden = bool(self._without(attribute))
                index = "" if self._moves != View() or hidden else by.index
                return replace(
                    key, by=replace(by, steps=tuple(map(self._step, steps)), view=self._figure(attribute, owner), index=index, nullable=by.nullable or hidden)
                )
            case ByCount(step, steps) as by:
                return replace(key, by=replace(by, step=self._step(step), steps=tuple(map(self._step, steps))))
        return key

    def _figure(self, attribute: str, label: str) -> View | None:
        return self._weighs if attribute in FIGURES and self._kind(label) == "proposition" else None

    def _aggregate(self, aggregate: Aggregate, label: str) -> Aggregate:
        return replace(aggregate, keys=tuple(self._group_key(key, label) for key in aggregate.keys))

    def _group_key(self, key: GroupKey, label: str) -> GroupKey:
        return replace(key, step=key.step and self._step(key.step), view=self._figure(key.attribute, label))

    # rows

    def _row(self, row: Row, label: str) -> Row:
        match row:
            case NodeRow(selection):
                return NodeRow(self._selection(selection, label))
            case EdgeRow():
                columns = tuple(self._edge_column(column) for column in row.columns)
                return replace(row, columns=columns, nodes=tuple(self._selection(node, label) for node in row.nodes))

    def _edge_column(self, column: EdgeProperty | EdgeResource) -> EdgeProperty | EdgeResource:
        match column:
            case EdgeProperty(attribute):
                return replace(column, view=self._weighs) if attribute in FIGURES else column
            case EdgeResource():
                return replace(column, selection=self._selection(column.selection, column.label), view=self._moves)

    def _selection(self, selection: Selection, label: str) -> Selection:
        columns = tuple(
            self._column(column, guard[0] if guard and len(guard) == 1 else label) for column, guard in zip(selection.columns, selection.guards, strict=True)
        )
        return replace(selection, columns=columns)

    def _column(self, column: Column, label: str) -> Column:
        match column:
            case Page():
                return self._page(column)
            case One():
                inner = self._at(column.under)
                return replace(column, step=inner._step(column.step), row=inner._row(column.row, column.step.target), under=inner.view)
            case Property(attribute):
                return replace(column, view=column.view or self._figure(attribute, label))
            case NamesUsed(aliases=aliases, users=users):
                return replace(column, aliases=self._step(aliases), users=self._step(users))
            case Why(claims):
                return replace(column, claims=self._selection(claims, label), view=self._at(None if column.view == View() else column.view).view or View())
        return column

    # predicates

    def _predicate(self, part: Predicate, label: str) -> Predicate:
        match part:
            case And(parts) | Or(parts):
                return replace(part, parts=tuple(self._predicate(one, label) for one in parts))
            case Not(inner):
                return Not(self._predicate(inner, label))
            case Related(step):
                where = part.where and self._predicate(part.where, step.target)
                return replace(part, step=self._step(step), where=where, edge=part.edge and self._edge_predicate(part.edge))
            case Counted(step):
                return replace(part, step=self._step(step), edge=part.edge and self._edge_predicate(part.edge))
            case Compare(attribute):
                return self._seen(self._unindexed(replace(part, view=self._figure(attribute, label))), attribute)
            case IsNull(attribute):
                return self._seen(replace(part, view=self._figure(attribute, label)), attribute)
            case Overlaps() | Near() | InBox():
                return self._seen(self._unindexed(part), part.attribute)
        return part

    def _without(self, attribute: str) -> tuple[str, ...]:
        return self.rules.without(attribute) if self.rules else ()

    def _seen(self, part: Predicate, attribute: str) -> Predicate:
        """A condition on a property that nodes with some labels are without for whoever asks."""
        labels = self._without(attribute)
        if not labels:
            return part
        hidden = Labelled(labels)
        return Or((hidden, part)) if isinstance(part, IsNull) and part.expected else And((Not(hidden), part))

    def _unindexed(self, part: Compare | Overlaps | Near | InBox) -> Predicate:
        """No index has what was: where one may find few nodes, each is asked instead."""
        return replace(part, selective="no" if part.selective == "perhaps" else part.selective, index="") if self._moves != View() else part

    def _edge_predicate(self, part: Predicate) -> Predicate:
        match part:
            case And(parts) | Or(parts):
                return replace(part, parts=tuple(self._edge_predicate(one) for one in parts))
            case Not(inner):
                return Not(self._edge_predicate(inner))
            case Compare(attribute) | IsNull(attribute) if attribute in FIGURES:
                return replace(part, view=self._weighs)
        return part
