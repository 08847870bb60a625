"""A straightforward evaluation of GraphQL queries over a small graph in memory.

It shares nothing with the planner, the compiler and the decoder: graphql-core itself executes the query (fragments, aliases, directives, variables,
nulls), and each field reads plain Python lists, which are filtered, sorted and cut as a whole.

Cursors are opaque: an answer holds marks instead, and `Evaluator.compare` learns from the real answer which cursor belongs to which mark.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from graphql import ExecutionResult, GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo, execute_sync, is_introspection_type, parse

from schema.aggregates import STATISTICS
from schema.model import ROOT, Attribute, Class, Model, Relation
from schema.types import build_schema
from tests.graph.conditions import STATED, Conditions, Given, Position
from tests.graph.dumped import Graph, Link, Node, Reached

PAGE = 20
GROUPS = 100
MARK = "\x00cursor "
Arguments = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """A node of a page, or the one at the end of a single relation."""

    node: Node
    link: Link | None
    relation: Relation | None
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Several nodes together; `key` is what those of a group have in common."""

    cls: Class
    nodes: Sequence[Node]
    group_by: Sequence[str] = ()
    key: Sequence[str | None] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """A list: everything in it, and the page that was asked for."""

    cls: Class
    all: Sequence[Reached]
    edges: Sequence[Edge]
    page_info: Mapping[str, Any]


class Evaluator:
    """Answers queries over one dumped graph."""

    def __init__(self, model: Model, graph: Graph) -> None:
        self._model = model
        self._graph = graph
        self._conditions = Conditions(graph, model)
        self._schema = build_schema(model)._schema
        self._marks: dict[str, Position] = {}
        self._cursors: dict[str, Position] = {}
        for kind in self._schema.type_map.values():
            if isinstance(kind, GraphQLInterfaceType):
                kind.resolve_type = lambda node, *_: self._object_type(node)
            elif isinstance(kind, GraphQLObjectType) and not is_introspection_type(kind):
                for field in kind.fields.values():
                    field.resolve = self._resolve

    def execute(self, query: str, variables: Mapping[str, Any]) -> ExecutionResult:
        """Return the answer; cursors given in it must have been seen by `compare`."""
        self._marks.clear()
        found = execute_sync(self._schema, parse(query), None, variable_values=dict(variables))
        assert isinstance(found, ExecutionResult)
        return found

    def compare(self, expected: Any, actual: Any, path: str = "") -> list[str]:
        """Return where an answer differs from the one expected, the order of its members included."""
        if isinstance(expected, dict) and isinstance(actual, dict):
            if list(expected) != list(actual):
                return [f"{path}: expected the members {list(expected)}, got {list(actual)}"]
            return [fault for key, value in expected.items() for fault in self.compare(value, actual[key], f"{path}.{key}")]
        if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
            return [fault for index, pair in enumerate(zip(expected, actual, strict=True)) for fault in self.compare(*pair, f"{path}[{index}]")]
        if isinstance(expected, str) and expected.startswith(MARK) and isinstance(actual, str):
            return self._learn(self._marks[expected], actual, path)
        if isinstance(expected, float) and isinstance(actual, float | int) and math.isclose(expected, actual, rel_tol=1e-9):
            return []  # how an average is rounded is not ours to say
        same = expected == actual and type(expected) is type(actual)
        return [] if same else [f"{path}: expected {expected!r}, got {actual!r}"]

    def _learn(self, position: Position, cursor: str, path: str) -> list[str]:
        known = self._cursors.setdefault(cursor, position)
        return [] if known == position else [f"{path}: one cursor for two places, {known} and {position}"]

    # fields

    def _resolve(self, source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        name = info.field_name
        match source:
            case None:
                return self._root(name, arguments)
            case Node():
                return self._of_node(source, self._model.class_of_object_type[info.parent_type.name], name, arguments)
            case Connection():
                return self._of_connection(source, name, arguments)
            case Edge():
                return self._of_edge(source, name)
            case Figures():
                return self._of_figures(source, name, arguments)
        return source[name]

    def _root(self, name: str, arguments: Arguments) -> Any:
        if name == "node":
            return self._one(ROOT, arguments["id"])
        if name == "nodes":
            return [self._one(ROOT, iri) for iri in arguments["ids"]]
        cls = self._model.class_by_root_field[name]
        if name == cls.singular:
            return self._one(cls.name, arguments["id"])
        return self._connection(cls, None, [(node, None) for node in self._graph.labelled(cls.name)], arguments)

    def _one(self, label: str, text: str) -> Node | None:
        node = self._graph.nodes.get(self._conditions.iri(text))
        return node if node and label in node.labels else None

    def _lowest(self, node: Node) -> list[Class]:
        """The classes of a node, the most special first."""
        return sorted((self._model.classes[label] for label in node.labels if label != ROOT), key=lambda cls: (-len(cls.ancestors), cls.name))

    def _object_type(self, node: Node) -> str:
        classes = self._lowest(node)
        above = {ancestor for cls in classes for ancestor in cls.ancestors}
        return min(cls.object_type for cls in classes if cls.name not in above and cls.object_type)

    def _of_node(self, node: Node, cls: Class, name: str, arguments: Arguments) -> Any:
        if name == "id":
            return node.iri
        if name == "types":
            return [one.name for one in self._lowest(node)]
        if name == "names":
            return [{"lang": language or None, "value": text} for language, text in sorted(_texts(node, "name").items())]
        if attribute := cls.attributes.get(name):
            return self._attribute(node, attribute, arguments.get("lang"))
        if name not in cls.relations:
            relation = cls.relations[name.removesuffix("Edge")]
            return next((Edge(end, link, relation) for end, link in self._graph.step(node, relation)), None)
        relation = cls.relations[name]
        if not relation.many:
            return next((end for end, _ in self._graph.step(node, relation)), None)
        reached = self._conditions.reached(node, relation, arguments.get("transitive"))
        return self._connection(self._model.classes[relation.target], relation, reached, arguments)

    def _attribute(self, node: Node, attribute: Attribute, languages: list[str] | None) -> Any:
        value = node.properties.get(attribute.name)
        if languages is not None:
            texts = _texts(node, attribute.name)
            value = next((texts[one] for one in languages if one in texts), value if attribute.required or attribute.name == "name" else None)
        if value is None:
            return [] if attribute.many else None
        if attribute.datatype == "Point":
            return {"latitude": value.latitude, "longitude": value.longitude}
        return [self._shown(attribute, one, node) for one in value] if attribute.many else self._shown(attribute, value, node)

    def _shown(self, attribute: Attribute, value: Any, owner: Node | Link) -> Any:
        if attribute.enum:
            return next(concept.name for concept in self._model.enums[attribute.enum].concepts if concept.notation == value)
        return owner.texts.get(attribute.name, value)

    # lists

    def _connection(self, cls: Class, relation: Relation | None, reached: list[Reached], arguments: Arguments) -> Connection:
        order, ties = arguments.get("orderBy") or [], relation is not None and not arguments.get("transitive")
        fitting = [one for one in reached if self._conditions.holds(cls, arguments.get("where"), one[0])]
        found = sorted(((self._conditions.position(cls, order, one, ties, relation is None), one) for one in fitting), key=lambda pair: pair[0])
        after, before = (self._cursors[given] if (given := arguments.get(name)) else None for name in ("after", "before"))
        window = [(at, one) for at, one in found if (after is None or at > after) and (before is None or at < before)]
        first, last = arguments.get("first"), arguments.get("last")
        if last is None:
            rows = window[: PAGE if first is None else first]
            following, preceding = len(window) > len(rows), after is not None and any(at <= after for at, _ in found)
        else:
            rows = window[max(len(window) - last, 0) :]
            following, preceding = before is not None and any(at >= before for at, _ in found), len(window) > len(rows)
        edges = [Edge(node, link, relation, self._mark(at)) for at, (node, link) in rows]
        ends = {"startCursor": edges[0].cursor if edges else None, "endCursor": edges[-1].cursor if edges else None}
        return Connection(cls, [one for _, one in found], edges, {"hasNextPage": following, "hasPreviousPage": preceding, **ends})

    def _mark(self, position: Position) -> str:
        mark = f"{MARK}{len(self._marks)}"
        self._marks[mark] = position
        return mark

    def _of_connection(self, connection: Connection, name: str, arguments: Arguments) -> Any:
        match name:
            case "edges":
                return connection.edges
            case "nodes":
                return [edge.node for edge in connection.edges]
            case "pageInfo":
                return connection.page_info
            case "totalCount":
                return len(connection.all)
        nodes = {node.iri: node for node, _ in connection.all}
        return Figures(connection.cls, list(nodes.values()), arguments.get("groupBy") or [])

    def _of_edge(self, edge: Edge, name: str) -> Any:
        if name in ("node", "cursor"):
            return getattr(edge, name)
        if edge.link is None or edge.relation is None:
            return None
        value = edge.link.properties.get(name, STATED if name == "status" else None)
        if name == "proposition":
            return self._graph.nodes.get(value or "")
        enums = {"status": "Status", **{attribute.name: attribute.enum for attribute in edge.relation.edge}}
        return edge.link.texts.get(name, value if value is None or enums.get(name) is None else self._name(str(enums[name]), value))

    def _name(self, enum: str, notation: str) -> str:
        return next(concept.name for concept in self._model.enums[enum].concepts if concept.notation == notation)

    # aggregates

    def _of_figures(self, figures: Figures, name: str, arguments: Arguments) -> Any:
        match name:
            case "count":
                return len(figures.nodes)
            case "key":
                return figures.key
            case "groups":
                limit = arguments.get("first")
                return self._groups(figures)[: GROUPS if limit is None else limit]
        return _statistics(figures.cls.attributes[name], figures.nodes)

    def _groups(self, figures: Figures) -> list[Figures]:
        """The groups, the largest first, then by their keys; what has no value comes last."""
        if not figures.group_by:
            return []
        groups: dict[tuple[Any, ...], dict[str, Node]] = {}
        for node in figures.nodes:
            for key in product(*(self._group_keys(figures.cls, name, node) for name in figures.group_by)):
                groups.setdefault(key, {})[node.iri] = node
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), [(value is None, value) for value, _ in item[0]]))
        return [Figures(figures.cls, list(nodes.values()), key=[text for _, text in key]) for key, nodes in ordered]

    def _group_keys(self, cls: Class, name: str, node: Node) -> Iterable[tuple[Any, str | None]]:
        """The values by which a node is grouped, each with its text."""
        if relation := cls.relations.get(name):
            found = [(iri, iri) for iri in dict.fromkeys(end.iri for end, _ in self._graph.step(node, relation))]
            return found or [(None, None)]
        attribute, value = cls.attributes[name], node.properties.get(name)
        values = [] if value is None else value if attribute.many else [value]
        return [(one, _text(self._shown(attribute, one, node))) for one in dict.fromkeys(values)] or [(None, None)]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _texts(node: Node, attribute: str) -> Mapping[str, Any]:
    """Language to text."""
    return {key.removeprefix(f"{attribute}@"): value for key, value in node.properties.items() if key.startswith(f"{attribute}@")}


def _statistics(attribute: Attribute, nodes: Iterable[Node]) -> Given:
    if attribute.datatype == "EDTF":
        bounds = {"min": (min, f"{attribute.name}Earliest"), "max": (max, f"{attribute.name}Latest")}
        values = {key: [node.texts[name] for node in nodes if name in node.texts] for key, (_, name) in bounds.items()}
        return {key: bounds[key][0](texts) if texts else None for key, texts in values.items()}
    found = [(node.properties[attribute.name], node.texts.get(attribute.name)) for node in nodes if attribute.name in node.properties]
    if not found:
        return dict.fromkeys(STATISTICS[attribute.datatype])
    ends = {"min": min(found)[1] or min(found)[0], "max": max(found)[1] or max(found)[0]}
    if "sum" not in STATISTICS[attribute.datatype]:
        return ends
    total = math.fsum(value for value, _ in found)
    return {**ends, "sum": total, "avg": total / len(found)}
