"""The intermediate representation of a query: frozen, equal by value, printable, and complete.

A GraphQL operation becomes one `Query`; the Cypher compiler turns it into one statement without looking at the ontology, and the decoder turns the
one record of that statement into JSON. One example, from end to end:

    query ($text: String!) { organizations(where: {name: {contains: $text}}, first: 2) { nodes { id name } } }

    Query(roots=(Root(key='organizations', source=Page(
        source=Scan(label='Organization'),
        where=Compare(attribute='name', operator='contains', value=Variable(path=('text',))),
        order=(OrderKey(by=Iri()),), limit=Literal(value=2), ...,
        parts=(NodesPart(key='nodes', row=0),),
        rows=(NodeRow(Selection(columns=(Iri(), Plain('name')), variants=(Variant(fields=(('id', 0), ('name', 1)), ...),))),)))))

    RETURN [[COLLECT {
      MATCH (n0:`Organization`) WHERE n0.`name` CONTAINS $p0
      WITH n0 ORDER BY n0.`iri` LIMIT $p1
      RETURN [[n0.`iri`, n0.`name`]]
    }]] AS data

Words: a *step* goes from a node over one relationship to another; a *page* is a list of nodes in an order, cut by `first` or `last`;
a *column* is one value of a row; a *row* is what one node gives.
"""

from dataclasses import dataclass
from typing import Literal as Choice
from typing import TypeAlias

Projection = Choice["plain", "text", "point"]
Conversion = Choice[
    "plain", "iri", "iris", "integer", "datetime", "date", "earliest", "latest", "reach", "words", "lucene", "latitude", "longitude", "distance"
]  # fmt: skip
Selective = Choice["no", "perhaps", "yes"]
"""Whether an index finds the few nodes that fulfil a condition: `perhaps` depends on the value, and is found out while the query runs."""

# values: what will travel as a parameter


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that the document itself holds. `conversion` names the row of `graph.values` by which it becomes a parameter."""

    value: object
    conversion: Conversion = "plain"


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that each request brings: the path into its variables."""

    path: tuple[str | int, ...]
    conversion: Conversion = "plain"


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list literal with variables among its items."""

    items: tuple["Literal | Variable", ...]
    conversion: Conversion = "plain"


@dataclass(frozen=True, slots=True)
class CursorKey:
    """One key out of a cursor that was given out for a list with this `signature`."""

    cursor: Literal | Variable
    signature: str
    size: int
    index: int
    conversion: Conversion = "plain"


Value: TypeAlias = Literal | Variable | Sequence | CursorKey

# views: which claims count


@dataclass(frozen=True, slots=True)
class View:
    """Which claims count: those that are `according` to any of some sources and to none of `excluding`, made by the day `asserted` at the latest.

    `valid`: only what holds at some time between two days, or at a time that is not known. `statuses`: only what has one of them.
    `known`: everything as it was recorded at a time. `merged`: resources that were judged to be the same are one. `hiding`: only claims and propositions
    that the query's rules of reading leave. A view without restrictions is that of all claims.
    """

    according: Value | None = None
    excluding: Value | None = None
    asserted: Value | None = None
    valid: tuple[Value, Value] | None = None
    statuses: Value | None = None
    known: Value | None = None
    merged: bool = False
    hiding: bool = False

    @property
    def moves(self) -> "View":
        """What of it says what stands for a resource."""
        return View(known=self.known, merged=self.merged)

    @property
    def weighs(self) -> bool:
        """Whether some claims may not count, so that statuses differ from those that are stored."""
        return bool(self.according or self.excluding or self.asserted or self.hiding)

    @property
    def restricts(self) -> bool:
        """Whether something may not count."""
        return self != self.moves


Kind = Choice["", "claim", "proposition", "mixed"]
"""What a label may mean for a view: claims, propositions, either among others; "" neither."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A view on nodes of a `kind`, and on the relationship that leads to them where that may be `projected` from claims."""

    view: View
    kind: Kind = ""
    projected: bool = False

    @property
    def hides(self) -> bool:
        """Whether that they count says already that no rule of reading hides them."""
        return self.view.hiding and self.kind in ("claim", "proposition")


# where a list of nodes comes from


@dataclass(frozen=True, slots=True)
class Scan:
    """All nodes with a label; `view` says what stands for a resource."""

    label: str
    view: View = View()


@dataclass(frozen=True, slots=True)
class Step:
    """Over a relationship of `type` to the nodes with label `target`; `bound` > 1 follows it that many times (a transitive property), `least` times or more."""

    type: str
    direction: Choice["out", "in", "both"]
    target: str
    bound: int = 1
    least: int = 1
    lens: Lens | None = None


@dataclass(frozen=True, slots=True)
class FullText:
    """What a full-text index finds, the best first. `fields` are the attributes of which the first that fits is told (empty: not asked)."""

    index: str
    query: Value
    words: Value
    fields: tuple[str, ...] = ()
    view: View = View()


@dataclass(frozen=True, slots=True)
class InTime:
    """Nodes with a date: for each label the property that holds it, and the steps to what a node is `about` (each over any of some types)."""

    dated: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]
    about: Value | None = None
    view: View = View()


Source: TypeAlias = Scan | Step | FullText | InTime

# predicates over a node (or, in `Edge`, over the relationship by which it was reached)

Operator = Choice["eq", "ne", "in", "lt", "lte", "gt", "gte", "contains", "startsWith", "endsWith"]


@dataclass(frozen=True, slots=True)
class Compare:
    """A property against a value. `many` asks whether any member of a list property does. `language` compares that language's text.

    `missing` stands for a property that is not there (the status of a curated relation). `index` is the label that has the index, where it is
    that of a class above.
    """

    attribute: str
    operator: Operator
    value: Value
    many: bool = False
    language: Value | None = None
    missing: str | None = None
    selective: Selective = "no"
    index: str = ""
    view: View | None = None


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a property is missing; one for which `missing` stands never is."""

    attribute: str
    expected: bool
    language: Value | None = None
    missing: str | None = None
    view: View | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """Whether a node has one of these labels."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Whether a node counts under a view."""

    lens: Lens


@dataclass(frozen=True, slots=True)
class Left:
    """Whether no rule of reading hides a node with a label."""

    label: str


@dataclass(frozen=True, slots=True)
class Overlaps:
    """A stretch of time (`attribute` with its first and last day) against another; `relation` says how they lie.

    An open end lies before or after all others; that of the other stretch may be null. `selective` and `index` as in `Compare`.
    """

    attribute: str
    relation: Choice["overlaps", "before", "after", "within"]
    earliest: Value
    latest: Value
    selective: Selective = "no"
    index: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A point within `distance` metres of another, in degrees. `selective` and `index` as in `Compare`."""

    attribute: str
    latitude: Value
    longitude: Value
    distance: Value
    selective: Selective = "no"
    index: str = ""


@dataclass(frozen=True, slots=True)
class InBox:
    """A point between two parallels and two meridians, in degrees. `selective` and `index` as in `Compare`."""

    attribute: str
    south: Value
    west: Value
    north: Value
    east: Value
    selective: Selective = "no"
    index: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Whether `some`, `none` or `all` of the nodes behind a step fulfil `where` (and their relationships `edge`)."""

    step: Step
    quantifier: Choice["some", "none", "all"]
    where: "Predicate | None" = None
    edge: "Predicate | None" = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The number of relationships to nodes behind a step (those that fulfil `edge`) against a value."""

    step: Step
    operator: Operator
    value: Value
    edge: "Predicate | None" = None


@dataclass(frozen=True, slots=True)
class And:
    """All of them; empty is true."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them; empty is false."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; a comparison with a missing value counts as false inside."""

    part: "Predicate"


Predicate: TypeAlias = Compare | IsNull | Labelled | Counts | Left | Overlaps | Near | InBox | Related | Counted | And | Or | Not

# rules of reading: what is not there for whoever asks


@dataclass(frozen=True, slots=True)
class Hidden:
    """Nodes with a label, of these only what fulfils `where`; or, with `attributes`, these properties of them.

    What is kept beside a property, such as the first day of a date, is one of the `attributes` too. `among` are the labels of classes that have instances in common with its own.
    """

    label: str
    where: Predicate | None = None
    attributes: tuple[str, ...] = ()
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What is hidden; `weighs`: claims or propositions may be among it, so that what follows from claims differs from what is stored."""

    hidden: tuple[Hidden, ...]
    weighs: bool = False

    @property
    def leaves_out(self) -> bool:
        """Whether nodes are hidden, not properties alone."""
        return any(not one.attributes for one in self.hidden)

    def left(self, label: str) -> Predicate:
        """Return what a node with a label fulfils that is there; a few ask less, since Neo4j plans a condition of a rule anew in each place.

        What is said to be of two classes that have no instances in common is not there for the one if a rule is about the other.
        """
        parts = []
        for one in self.hidden:
            if not one.attributes:
                kind = Labelled((one.label,))
                parts.append(Not(And((kind, one.where)) if one.where and label in one.among else kind))
        return And(tuple(parts))

    def without(self, attribute: str) -> tuple[str, ...]:
        """Return the labels of nodes that are there without a property."""
        return tuple(dict.fromkeys(one.label for one in self.hidden if attribute in one.attributes))


# columns: the values of a row


@dataclass(frozen=True, slots=True)
class Iri:
    """The node's IRI."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The node's labels; the decoder finds the object type or the class names by them."""


@dataclass(frozen=True, slots=True)
class Names:
    """Every text of a localized attribute with its language."""

    attribute: str


@dataclass(frozen=True, slots=True)
class NamesUsed:
    """Every text, with its language, of the localized attribute of those aliases behind a step that any of some users (by IRI) behind another step uses."""

    attribute: str
    aliases: Step
    users: Step
    by: Value


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the node; `view`: it is a figure of a proposition, weighed anew."""

    attribute: str
    projection: Projection = "plain"
    many: bool = False
    view: View | None = None


@dataclass(frozen=True, slots=True)
class Localized:
    """A text in the first of the asked languages that it has; `fallback` gives the display text when it has none of them."""

    attribute: str
    languages: Value
    fallback: bool
    many: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that gives a proposition its status in a view, and the first claims that decided it."""

    claims: "Selection"
    limit: Value
    view: View = View()


@dataclass(frozen=True, slots=True)
class EdgeProperty:
    """A property of the relationship; `missing` stands for one that is not there. `view`: it is a figure of its proposition, weighed anew."""

    attribute: str
    projection: Projection = "plain"
    missing: str | None = None
    view: View | None = None


@dataclass(frozen=True, slots=True)
class EdgeResource:
    """A node that the relationship names by IRI in one of its properties; `view` says what stands for it."""

    attribute: str
    label: str
    selection: "Selection"
    view: View = View()


@dataclass(frozen=True, slots=True)
class One:
    """The node behind a step that leads to one at most, or the relationship with it."""

    step: Step
    row: "Row"
    under: View | None = None


Column: TypeAlias = "Iri | Labels | Names | NamesUsed | Property | Localized | Why | EdgeProperty | EdgeResource | One | Page"

# how columns become JSON


@dataclass(frozen=True, slots=True)
class Constant:
    """A field whose value is known beforehand (`__typename` of an object type)."""

    value: str | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A field that takes a column; `form` says how its value is written.

    `keys` are the fields below it as (key, name), or for enums the values as (notation, name). `strict`: it must not be null. `static`: the class
    that a node is read as, when its object type is asked.
    """

    column: int
    form: Choice["value", "enum", "enums", "typename", "types", "names", "point", "why", "selection", "edge", "page"] = "value"
    keys: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    static: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """The fields of an answer in their order, for nodes of these object types (None: for all)."""

    types: tuple[str, ...] | None
    fields: tuple[tuple[str, "Slot | Constant"], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is read of one node. `guards[i]` are the labels of which a node must have one for column i to be read (None: any node).

    `static` is the class that it is read as; it decides which of several object types counts.
    """

    columns: tuple[Column, ...]
    variants: tuple[Variant, ...]
    guards: tuple[tuple[str, ...] | None, ...] = ()
    static: str = ""


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A row that is a node."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A row that is an edge: the columns of the relationship, and the fields in their order; a field may hold a node or the cursor."""

    columns: tuple[EdgeProperty | EdgeResource, ...]
    nodes: tuple[Selection, ...]
    fields: tuple[tuple[str, "EdgeSlot | Constant"], ...]


@dataclass(frozen=True, slots=True)
class EdgeSlot:
    """Where a field of an edge comes from: the cursor, column `index` of the relationship, or node `index`."""

    kind: Choice["cursor", "column", "node", "source", "target", "type"]
    index: int = 0
    form: Choice["value", "enum", "point", "selection"] = "value"
    keys: tuple[tuple[str, str], ...] = ()


Row: TypeAlias = NodeRow | EdgeRow

# pages


@dataclass(frozen=True, slots=True)
class ByProperty:
    """Sort by a property, of the node itself or of the one behind single steps; an `imprecise` date by its first known day.

    `index` is the label whose index has it in order, empty where there is none. `text`: values are compared as text.
    """

    attribute: str
    steps: tuple[Step, ...] = ()
    projection: Projection = "plain"
    conversion: Conversion = "plain"
    nullable: bool = True
    imprecise: bool = False
    index: str = ""
    text: bool = False
    view: View | None = None


@dataclass(frozen=True, slots=True)
class ByCount:
    """Sort by the number of nodes behind a step."""

    step: Step
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class ByEdge:
    """Sort by a property of the relationship; a missing one counts as empty text."""

    attribute: str
    projection: Projection = "plain"
    conversion: Conversion = "plain"


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of an order and which way it goes."""

    by: ByProperty | ByCount | ByEdge
    descending: bool = False
    nulls_first: bool = False

    @property
    def nullable(self) -> bool:
        """Whether a node may be without it."""
        return isinstance(self.by, ByProperty) and self.by.nullable or isinstance(self.by, ByCount) and bool(self.by.steps)


@dataclass(frozen=True, slots=True)
class Cut:
    """Only what lies behind a cursor; `nulls[i]` says that the cursor's key i is null. `before` True: what lies in front of it."""

    keys: tuple[CursorKey, ...]
    nulls: tuple[bool, ...]
    before: bool = False


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What nodes are grouped by: a property, or the IRI of the nodes behind a step. `names` turns the notations of an enum into names.

    `required`: no node is without a value.
    """

    attribute: str
    many: bool = False
    required: bool = False
    step: Step | None = None
    names: tuple[tuple[str, str], ...] = ()
    view: View | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A function over a property."""

    attribute: str
    function: Choice["min", "max", "avg", "sum"]
    projection: Projection = "plain"


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of an aggregate: the largest `limit` ones with these statistics."""

    limit: Value
    statistics: tuple[Statistic, ...]


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """One field of an aggregate or of a group. `keys` are the statistics below it as (key, index), `groups` the fields of each group."""

    kind: Choice["count", "key", "statistics", "groups", "typename"]
    index: int = 0
    keys: tuple[tuple[str, int], ...] = ()
    fields: tuple[tuple[str, "FigureSlot"], ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """All nodes of a page's list together: `statistics` over them all, `groupings` by `keys`; `fields` say how they are written.

    `whole`: their number or their statistics are asked for, not only groups.
    """

    keys: tuple[GroupKey, ...]
    statistics: tuple[Statistic, ...]
    groupings: tuple[Grouping, ...]
    fields: tuple[tuple[str, FigureSlot], ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a connection. `row` indexes `Page.rows` (or `aggregates`, `undated`); `keys` are the fields of `pageInfo` as (key, name)."""

    key: str
    kind: Choice["edges", "nodes", "pageInfo", "totalCount", "aggregate", "undated", "typename"]
    row: int = 0
    keys: tuple[tuple[str, str], ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A connection: nodes from a source that fulfil `where`, in order, cut by cursors and `limit`.

    `limit` is what was asked for (the compiler reads one row more where `pageInfo` must tell of it). `backward` reads from the end. `rows` are the different rows that
    `edges` and `nodes` (under their aliases) want of the same nodes. `cursors` says whether any of them shows cursors.
    """

    source: Source
    where: Predicate | None
    order: tuple[OrderKey, ...]
    limit: Value
    signature: str
    backward: bool = False
    cuts: tuple[Cut, ...] = ()
    rows: tuple[Row, ...] = ()
    parts: tuple[Part, ...] = ()
    count: bool = False
    aggregates: tuple[Aggregate, ...] = ()
    undated: tuple[tuple[Selection, Value], ...] = ()
    edge_where: Predicate | None = None
    cursors: bool = False
    more_behind: bool = False
    under: View | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """The node of this IRI, if it has the label."""

    label: str
    iri: Value
    selection: Selection
    under: View | None = None
    lens: Lens | None = None


@dataclass(frozen=True, slots=True)
class LookupMany:
    """The nodes of these IRIs in their order, null for one that is not there."""

    label: str
    iris: Value
    selection: Selection
    under: View | None = None
    lens: Lens | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """How relationships are written as edges of a graph: `names` turns Neo4j types into fields, `fields` are those of each edge."""

    names: tuple[tuple[str, str], ...]
    columns: tuple[EdgeProperty | EdgeResource, ...]
    fields: tuple[tuple[str, "EdgeSlot | Constant"], ...]


@dataclass(frozen=True, slots=True)
class GraphPart:
    """One field of a path or a neighbourhood; `index` counts its `selections` or `lines`."""

    key: str
    kind: Choice["nodes", "edges", "length", "truncated", "typename"]
    index: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest ways between two nodes over relationships of these types, `bound` long at most; of `reserve` the first `limit`."""

    start: Value
    end: Value
    types: tuple[str, ...]
    bound: int
    reserve: int
    limit: Value
    selections: tuple[Selection, ...]
    lines: tuple[Lines, ...]
    parts: tuple[GraphPart, ...]
    under: View | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The nodes up to `depth` relationships of these types away from some, `limit` at most, and the relationships among them."""

    centres: Value
    types: tuple[str, ...]
    depth: int
    limit: Value
    selections: tuple[Selection, ...]
    lines: tuple[Lines, ...]
    parts: tuple[GraphPart, ...]
    under: View | None = None


# who disagrees with whom


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of a disagreement or of an independent source as a whole."""

    name: Choice["basis", "origins", "claimCount", "alone", "together"]


@dataclass(frozen=True, slots=True)
class Involved:
    """The proposition of a position; or the nodes that play a part in a position or a source, the first `limit` by IRI."""

    part: Choice["proposition", "asserting", "denying", "claims", "agents"]
    label: str
    selection: Selection
    limit: Value


@dataclass(frozen=True, slots=True)
class Positions:
    """The first `limit` propositions of a disagreement by IRI."""

    record: "Record"
    limit: Value


@dataclass(frozen=True, slots=True)
class Record:
    """What is read of one disagreement, position or source; `fields` lead to `columns`."""

    columns: tuple[Figure | Involved | Positions, ...]
    fields: tuple[tuple[str, int | Constant], ...]


@dataclass(frozen=True, slots=True)
class Disagreements:
    """The `limit` most contested disagreements; `about`: those with a proposition from which one of the `ways` leads to this IRI."""

    ways: tuple[str, ...]
    limit: Value
    record: Record
    about: Value | None = None
    under: View | None = None


@dataclass(frozen=True, slots=True)
class IndependentSources:
    """The `limit` independent sources with most claims; `about`: only over propositions from which one of the `ways` leads to this IRI."""

    ways: tuple[str, ...]
    limit: Value
    record: Record
    about: Value | None = None
    under: View | None = None


# the change log


@dataclass(frozen=True, slots=True)
class Told:
    """One level of the log's fields, as (key, name, what is below); `limit` is how many resources of a change are told."""

    fields: tuple[tuple[str, str, "Told | Selection | Constant | None"], ...]
    limit: Value | None = None

    def below(self, name: str) -> "Told | None":
        """Return what is asked for below a field; under several keys, it is the same."""
        return next((inner for _, field, inner in self.fields if field == name and isinstance(inner, Told)), None)

    @property
    def selection(self) -> "Selection | None":
        """What is read of the resource itself."""
        return next((inner for _, _, inner in self.fields if isinstance(inner, Selection)), None)


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """The first `limit` changes after a version, of those that touched `about` and an instance of one of the `types` (none: of any).

    A subscription begins after the version `since`, and reads on from `after`.
    """

    after: Value | None
    about: Value | None
    limit: Value
    told: Told
    types: tuple[str, ...] = ()
    since: Value | None = None
    under: View | None = None


RootSource: TypeAlias = ChangeLog | Page | Lookup | LookupMany | Paths | Around | Disagreements | IndependentSources | Constant


@dataclass(frozen=True, slots=True)
class Root:
    """One field of the operation itself."""

    key: str
    source: RootSource


@dataclass(frozen=True, slots=True)
class Query:
    """A whole operation, the view that all of it is under unless a field says otherwise, and what its `rules` hide from all of it."""

    roots: tuple[Root, ...] = ()
    under: View | None = None
    rules: Rules | None = None

    @property
    def reads(self) -> bool:
        """Whether anything has to be asked of Neo4j."""
        return any(not isinstance(root.source, Constant) for root in self.roots)
