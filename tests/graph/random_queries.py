"""Random valid queries over a Model, with values drawn mostly from a graph, so that filters hit and pages have something in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLSchema
from hypothesis import assume
from hypothesis import strategies as st

from schema.aggregates import STATISTICS, has_statistics, is_group_key
from schema.datatypes import DATATYPES
from schema.inputs import ORDER_DIRECTIONS, is_ordered
from schema.model import ROOT, Attribute, Class, Relation
from schema.uses import edge_attributes
from tests.graph.random_values import Values
from tests.graph.seen import Reference, Seen, Word, written

LANGUAGES = ("en", "ru", "uk", "", "ka")
DULL = ("version", "recordedAt")
"""Attributes that nearly everything has, with much the same values."""
TELLING = ("Area", "Place", "Person", "Event", "Claim", "Proposition")
"""Classes with much to ask."""
MEMBERS = (["some"], ["none"], ["all"], ["count"], ["some", "none"], ["status"], ["edge"], ["some", "edge"], ["all", "status"], ["none", "edge"],
           ["some", "status"], ["count", "all"])  # fmt: skip
"""Which members of a relation's filter go together."""
FIELDS = 14
"""How many fields a query has at most, roughly: each costs Neo4j planning time."""
ALIASES = 30
"""How many are allowed."""


@dataclass(frozen=True, slots=True)
class RandomQuery:
    """A query with its variables; `cursors` are (variable, key of the edges whose cursors fit it), the variables being null as yet."""

    text: str
    variables: Mapping[str, Any]
    cursors: Sequence[tuple[str, str]]


@dataclass
class Writer(Values):
    """Writes one query; every choice is drawn."""

    schema: GraphQLSchema
    seen: Seen
    budget: int = FIELDS
    variables: dict[str, Any] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    cursors: list[tuple[str, str]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    numbers: int = 0
    inline: bool = False

    def fresh(self, letter: str) -> str:
        self.numbers += 1
        return f"{letter}{self.numbers}"

    def maybe_variable(self, value: Any, kind: str, percent: int) -> Any:
        if self.inline or not self.chance(percent):
            return value
        name = self.fresh("v")
        self.variables[name], self.types[name] = value, kind
        return Reference(name)

    # the query

    def query(self) -> RandomQuery:
        fields = [self.root() for _ in range(2 if self.chance(30) else 1)]
        header = ", ".join(f"${name}: {kind}" for name, kind in self.types.items())
        text = f"query{f'({header})' if header else ''} {{ {' '.join(fields)} }}" + "".join(f"\n{fragment}" for fragment in self.fragments.values())
        return RandomQuery(text, self.variables, self.cursors)

    def root(self) -> str:
        if self.chance(6):
            iris = self.maybe_variable([self.iri(ROOT) for _ in range(self.number(0, 3))], "[ID!]!", 50)
            return self.called("nodes", {"ids": iris}) + self.selection("Node", 2)
        classes = [cls for cls in self.model.classes.values() if self.seen.instances[cls.name] or self.chance(3)]
        cls = self.pick(classes) if self.chance(70) else self.model.classes[self.pick(TELLING)]
        if self.chance(15):
            name, static = ("node", "Node") if self.chance(20) else (cls.singular, cls.name)
            return self.called(name, {"id": self.maybe_variable(self.iri(cls.name), "ID!", 50)}) + self.selection(static, 2)
        return self.connection(cls.plural, cls, None, 2)

    def iri(self, cls: str) -> str:
        iri = self.pick(self.seen.instances[cls if self.seen.instances[cls] and not self.chance(5) else ROOT])
        prefix = self.model.prefixes["id"]
        return f"id:{iri.removeprefix(prefix)}" if self.chance(50) and iri.startswith(prefix) else iri

    def called(self, name: str, arguments: Mapping[str, Any]) -> str:
        """A field with arguments: under an alias, unless its name is free."""
        if name in self.used or self.chance(20):
            name = f"{self.fresh('a')}: {name}"
        self.used.add(name)
        inner = ", ".join(f"{key}: {written(value)}" for key, value in arguments.items())
        return name + (f"({inner})" if inner else "") + self.directive()

    def directive(self) -> str:
        if not self.chance(4):
            return ""
        return f" @{self.pick(['include', 'skip'])}(if: {written(self.maybe_variable(self.chance(50), 'Boolean!', 70))})"

    # selections on nodes

    def selection(self, static: str, depth: int, most: int = 3) -> str:
        cls = self.model.classes.get(static, self.model.classes[ROOT])
        is_node = static == "Node"
        fields = [self.plain(is_node) for _ in range(1)]
        fields += [] if is_node else [self.member(cls, depth) for _ in range(self.number(0, most))]
        if (is_node or cls.descendants) and self.chance(40):
            fields.append(self.fragment(cls, is_node, depth))
        return " { " + " ".join(fields) + " }"

    def plain(self, is_node: bool) -> str:
        return self.pick(["id", "__typename"] if is_node else ["id", "__typename", "name", "types", "names { lang value }", "version"])

    def fragment(self, cls: Class, is_node: bool, depth: int) -> str:
        below = [name for name in (cls.name, *cls.descendants) if self.seen.instances[name]] or [cls.name]
        condition = ROOT if is_node and self.chance(30) else self.pick(below)
        target = self.model.classes[condition]
        members = [self.plain(False), *(self.member(target, depth) for _ in range(self.number(1, 2)))]
        body = " { " + " ".join(members) + " }"
        if self.chance(60):
            return f"... on {condition}{self.directive()}{body}"
        name = self.fresh("F")
        self.fragments[name] = f"fragment {name} on {condition}{body}"
        return f"...{name}"

    def member(self, cls: Class, depth: int) -> str:
        self.budget -= 1
        if depth > 0 and self.seen.relations[cls.name] and self.budget > 0 and self.chance(45):
            return self.relation(self.relation_of(cls), depth - 1)
        return self.attribute(self.attribute_of(cls))

    def attribute(self, attribute: Attribute) -> str:
        arguments = {}
        if attribute.localized and self.chance(50):
            languages = [self.pick(LANGUAGES) for _ in range(self.number(0, 3))]
            arguments["lang"] = self.maybe_variable(languages, "[String!]", 30)
        return (
            f"{self.fresh('a')}: {attribute.name}"
            + (f"(lang: {written(arguments['lang'])})" if arguments else "")
            + (" { longitude latitude }" if attribute.datatype == "Point" else "")
        )

    def relation(self, relation: Relation, depth: int) -> str:
        target = self.model.classes[relation.target]
        if relation.many:
            return self.connection(relation.name, target, relation, depth)
        if self.chance(35):
            return f"{self.fresh('a')}: {relation.name}Edge{self.edge(target, relation, depth, '')}"
        return f"{self.fresh('a')}: {relation.name}{self.selection(target.name, depth, 2)}"

    # lists

    def connection(self, name: str, cls: Class, relation: Relation | None, depth: int) -> str:
        self.budget -= 1
        arguments = self.page(root=relation is None)
        if self.chance(55):
            self.inline, before = self.chance(20), self.inline
            where: Any = self.where(cls, 2)
            self.inline, whole = before, self.inline
            arguments["where"] = self.maybe_variable(where, f"{cls.name}Where", 100) if whole else where
        if self.chance(45):
            arguments["orderBy"] = self.order(cls)
        if relation and relation.transitive and self.chance(40):
            arguments["transitive"] = self.maybe_variable(self.chance(85), "Boolean", 20)
        parts = [self.part(cls, relation, depth) for _ in range(self.number(1, 3))]
        if self.chance(35):
            parts.append(self.paged(arguments, cls, relation))
        return f"{self.called(name, arguments)} {{ {' '.join(parts)} }}"

    def page(self, root: bool) -> dict[str, Any]:
        if self.chance(10):
            return {}
        size = self.number(0, 30 if root else 4)
        return {"last" if self.chance(25) else "first": self.maybe_variable(size, "Int", 30)}

    def paged(self, arguments: dict[str, Any], cls: Class, relation: Relation | None) -> str:
        """Cursors under a key of their own, of edges or of the page, and a variable for one of them."""
        key, variable = self.fresh("k"), self.fresh("c")
        arguments["before" if "last" in arguments or self.chance(20) else "after"] = Reference(variable)
        self.variables[variable], self.types[variable] = None, "String"
        self.cursors.append((variable, key))
        if self.chance(20):
            return f"{key}: pageInfo {{ endCursor startCursor }}"
        return f"{key}: edges{self.edge(cls, relation, 0, 'cursor')} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}"

    def part(self, cls: Class, relation: Relation | None, depth: int) -> str:
        kind = self.pick(["nodes", "nodes", "edges", "edges", "totalCount", "pageInfo", "aggregate"])
        if kind == "nodes":
            return f"{self.fresh('a')}: nodes{self.selection(cls.name, depth)}"
        if kind == "edges":
            return f"{self.fresh('a')}: edges{self.edge(cls, relation, depth, self.pick(['', 'cursor', '__typename']))}"
        if kind == "pageInfo":
            return f"pageInfo {{ {' '.join(self.some(['hasNextPage', 'hasPreviousPage', 'endCursor', 'startCursor', '__typename'], 3))} }}"
        return self.aggregate(cls) if kind == "aggregate" else kind

    def edge(self, cls: Class, relation: Relation | None, depth: int, first: str) -> str:
        parts = [first, f"node{self.selection(cls.name, depth, 2)}"]
        if relation:
            own = ["status", "origins", "denials", "proposition { id text }", *(attribute.name for attribute in edge_attributes(relation))]
            parts += self.some(own, 3) if self.chance(60) else []
        return f" {{ {' '.join(part for part in parts if part)} }}"

    def aggregate(self, cls: Class) -> str:
        keys = [name for name in self.seen.values[cls.name] if is_group_key(cls.attributes[name])] + [one.name for one in self.seen.relations[cls.name]]
        arguments = {}
        if keys and self.chance(80):
            arguments["groupBy"] = self.maybe_variable([Word(self.pick(keys)) for _ in range(self.number(0, 2))], f"[{cls.name}GroupBy!]", 20)
        figures = self.statistics(cls)
        size = f"(first: {self.number(0, 8)})" if self.chance(70) else ""
        parts = self.some(
            ["count", figures or "count", f"{self.fresh('a')}: groups{size} {{ {' '.join(self.some(['key', 'count', figures or 'key'], 3))} }}"], 3
        )
        inner = f"(groupBy: {written(arguments['groupBy'])})" if arguments else ""
        return f"{self.fresh('a')}: aggregate{inner} {{ {' '.join(parts)} }}"

    def statistics(self, cls: Class) -> str:
        able = [name for name in self.seen.values[cls.name] if has_statistics(cls.attributes[name])]
        if not able:
            return ""
        name = self.pick(able)
        return f"{name} {{ {' '.join(self.some(list(STATISTICS[cls.attributes[name].datatype]), 4))} }}"

    # where

    def where(self, cls: Class, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for _ in range(0 if self.chance(4) else 2 if self.chance(35) else 1):
            name = self.condition(cls, depth)
            if name not in found:
                found[name] = self.asked(cls, name, depth - 1)
        return found

    def condition(self, cls: Class, depth: int) -> str:
        if depth > 0 and self.chance(20):
            return self.pick(["and", "or", "not"])
        if depth > 0 and self.seen.relations[cls.name] and self.chance(45):
            return self.relation_of(cls).name
        return "id" if self.chance(8) else self.attribute_of(cls).name

    def asked(self, cls: Class, name: str, depth: int) -> Any:
        if name == "not":
            return self.where(cls, depth)
        if name in ("and", "or"):
            return [self.where(cls, depth) for _ in range(self.number(0, 2))]
        if name == "id":
            return self.id_filter(cls)
        if relation := cls.relations.get(name):
            return self.relation_filter(relation, depth)
        return self.filter(cls.attributes[name], self.seen.values[cls.name].get(name, ()), self.input_of(f"{cls.name}Where", name))

    def relation_of(self, cls: Class) -> Relation:
        known = self.seen.relations[cls.name] if not self.chance(5) else list(cls.relations.values())
        special = [relation for relation in known if relation.transitive or relation.direction == "both" or relation.name in ("leads", "leaders", "basedIn")]
        return self.pick(special if special and self.chance(35) else known)

    def attribute_of(self, cls: Class) -> Attribute:
        names = list(self.seen.values[cls.name]) if not self.chance(10) else list(cls.attributes)
        telling = [name for name in names if name not in DULL]
        return cls.attributes[self.pick(telling if telling and not self.chance(15) else names or ["name"])]

    def input_of(self, owner: str, member: str) -> GraphQLInputObjectType:
        kind = self.schema.type_map[owner]
        assert isinstance(kind, GraphQLInputObjectType)
        inner = kind.fields[member].type
        assert isinstance(inner, GraphQLInputObjectType)
        return inner

    def id_filter(self, cls: Class) -> dict[str, Any]:
        operator = self.pick(["eq", "ne", "in"])
        return {operator: [self.iri(cls.name) for _ in range(self.number(0, 3))] if operator == "in" else self.iri(cls.name)}

    def filter(self, attribute: Attribute, values: Sequence[Any], kind: GraphQLInputObjectType) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for operator in self.some([name for name in kind.fields if name != "lang"], 2 if self.chance(25) else 1):
            value = self.operand(attribute, operator, values)
            found[operator] = self.maybe_variable(value, str(kind.fields[operator].type), 20)
        if "lang" in kind.fields and self.chance(30):
            found["lang"] = self.pick(LANGUAGES)
        return found

    def relation_filter(self, relation: Relation, depth: int) -> dict[str, Any]:
        members = self.pick([*MEMBERS, ["count", "edge"], ["count", "status"]])
        found: dict[str, Any] = {name: self.relation_member(relation, name, depth) for name in members if name != "edge" or edge_attributes(relation)}
        if relation.transitive and not {"status", "edge"} & found.keys() and self.chance(50):
            found["transitive"] = True
        return found

    def relation_member(self, relation: Relation, name: str, depth: int) -> dict[str, Any]:
        if name == "count":
            operators = self.some(["eq", "ne", "in", "lt", "lte", "gt", "gte"], 2)
            return {operator: [1, 2] if operator == "in" else self.maybe_variable(self.number(0, 3), "Int", 30) for operator in operators}
        if name == "status":
            return self.status_filter()
        return self.edge_filter(relation) if name == "edge" else self.where(self.model.classes[relation.target], depth)

    def status_filter(self) -> dict[str, Any]:
        values = [*self.seen.values["Proposition"]["status"], Word("STATED"), Word("STATED")]
        if self.chance(20):
            return self.pick([{"isNull": True}, {"isNull": False}, {"eq": None}, {"ne": None}])
        return {name: self.some(values, 3) if name == "in" else self.pick(values) for name in self.some(["eq", "ne", "in"], 1)}

    def edge_filter(self, relation: Relation) -> dict[str, Any]:
        attribute = self.pick(edge_attributes(relation))
        stored = self.seen.edge_values.get(f"{relation.type}.{attribute.name}", [])
        values = [Word(one) for one in stored] if attribute.enum else stored
        filters = {"Enum": f"{attribute.enum}Filter", **{name: row.filter_input for name, row in DATATYPES.items()}}
        kind = self.schema.type_map[filters[attribute.datatype]]
        assert isinstance(kind, GraphQLInputObjectType)
        return {attribute.name: self.filter(attribute, values, kind)}

    # orderBy

    def order(self, cls: Class) -> list[dict[str, Any]]:
        return [self.key(cls, 2) for _ in range(self.number(0 if self.chance(5) else 1, 2))]

    def key(self, cls: Class, depth: int) -> dict[str, Any]:
        direction = Word(self.pick(ORDER_DIRECTIONS))
        if depth > 0 and self.seen.relations[cls.name] and self.chance(35):
            relation = self.relation_of(cls)
            return {relation.name: {"count": direction} if relation.many else self.key(self.model.classes[relation.target], depth - 1)}
        able = [name for name in self.seen.values[cls.name] if is_ordered(cls.attributes[name])]
        return {self.pick(["id", *able, *able]): direction}


@st.composite
def queries(draw: Any, schema: GraphQLSchema, seen: Seen) -> RandomQuery:
    """Random valid queries of different sizes.

    All choices come from one drawn seed: drawn one by one, hypothesis makes the same query again in half of its examples.
    """
    budget = draw(st.integers(1, FIELDS))
    made = Writer(Random(draw(st.integers(0, 2**32))), seen.model, schema, seen, budget).query()
    assume(len(re.findall(r"[ak]\d+:", made.text)) <= ALIASES)
    return made
