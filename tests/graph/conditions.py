"""`where` and `orderBy` over a graph in memory, by their plain meaning.

A value that is missing fulfils no operator but `isNull: true` and `eq: null`; `not` is the contrary of what stands in it.
"""

import math
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import total_ordering
from typing import Any

from graph.edtf import edtf_bounds
from schema.model import Attribute, Class, Model, Relation
from tests.graph.dumped import Graph, Link, Node, Reached

Given = Mapping[str, Any]
Position = tuple[Any, ...]
"""What a node is sorted by: two of one list can be compared."""

EARTH = 6_378_140
"""Radius in metres, as Neo4j has it."""

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "in": lambda value, asked: value in asked,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
    "contains": operator.contains,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
}
STRETCHES: Mapping[str, Callable[[date, date, date, date], bool]] = {
    "overlaps": lambda early, late, since, until: early <= until and late >= since,
    "before": lambda early, late, since, until: late < since,
    "after": lambda early, late, since, until: early > until,
    "within": lambda early, late, since, until: early >= since and late <= until,
}
CONVERT: Mapping[str, Callable[[Any], Any]] = {"DateTime": datetime.fromisoformat, "Date": date.fromisoformat, "BigInt": int}
STATUS = Attribute(name="status", iris=("",), datatype="Enum", enum="Status")
STATED = "STATED"


class Conditions:
    """What fulfils a `where`, and what comes before what."""

    def __init__(self, graph: Graph, model: Model) -> None:
        self._graph = graph
        self._model = model

    def iri(self, text: str) -> str:
        """The IRI that a full or compact one means."""
        prefix, _, local = text.partition(":")
        return self._model.prefixes[prefix] + local if prefix in self._model.prefixes else text

    def reached(self, node: Node, relation: Relation, transitive: bool | None) -> list[Reached]:
        """What is behind a relation."""
        return self._graph.walk(node, relation) if transitive else self._graph.step(node, relation)

    def holds(self, cls: Class, where: Given | None, node: Node) -> bool:
        """Whether a node fulfils a `<Class>Where`."""
        return all(self._member(cls, name, given, node) for name, given in (where or {}).items() if given is not None)

    def _member(self, cls: Class, name: str, given: Any, node: Node) -> bool:
        if name in ("and", "or"):
            return (all if name == "and" else any)(self.holds(cls, part, node) for part in given)
        if name == "not":
            return not self.holds(cls, given, node)
        if name == "id":
            return all(COMPARE[key](node.iri, [self.iri(i) for i in asked] if key == "in" else self.iri(asked)) for key, asked in given.items())
        if attribute := cls.attributes.get(name):
            return _fits(attribute, given, node)
        return self._relation(cls.relations[name], given, node)

    def _relation(self, relation: Relation, given: Given, node: Node) -> bool:
        target = self._model.classes[relation.target]
        reached = [end for end, link in self.reached(node, relation, given.get("transitive")) if link is None or self._counts(relation, given, link)]
        asked = {key: value for key, value in given.items() if key in ("some", "none", "all", "count")}
        if not asked:
            return bool(reached) or not ({"edge", "status"} & given.keys())
        fitting = {key: sum(self.holds(target, where, end) for end in reached) for key, where in asked.items() if key != "count"}
        outcome = {"some": lambda n: n > 0, "none": lambda n: n == 0, "all": lambda n: n == len(reached)}
        return all(outcome[key](number) for key, number in fitting.items()) and all(
            COMPARE[key](len(reached), value) for key, value in asked.get("count", {}).items()
        )

    def _counts(self, relation: Relation, given: Given, link: Link) -> bool:
        """Whether a relationship is of those that `edge` and `status` leave."""
        attributes = {attribute.name: attribute for attribute in relation.edge}
        return all(_fits(attributes[name], item, link) for name, item in given.get("edge", {}).items()) and _fits(STATUS, given.get("status", {}), link, STATED)

    def position(self, cls: Class, order: list[Given], reached: Reached, ties: bool, root: bool) -> Position:
        """The sort keys of a node: those asked for, the IRI, and (`ties`) the proposition of its relationship.

        Text is sorted by its UTF-16 units, as Neo4j compares it with a cursor; only an index, which a list at the `root` can follow, has code points.
        """
        node, link = reached
        keys = [self._key(cls, name, given, node, root) for entry in order for name, given in entry.items()]
        return (*keys, node.iri, *([(link.properties.get("proposition") or "") if link else ""] if ties else []))

    def _key(self, cls: Class, name: str, given: Any, node: Node | None, root: bool = False) -> Any:
        if relation := cls.relations.get(name):
            if relation.many:
                return _directed(len(self._graph.step(node, relation)) if node else None, given["count"])
            ends = self._graph.step(node, relation) if node else []
            ((inner, deeper),) = given.items()
            return self._key(self._model.classes[relation.target], inner, deeper, ends[0][0] if ends else None)
        properties = node.properties if node else {}
        if name == "id":
            return _directed(properties.get("iri"), given)
        if cls.attributes[name].datatype == "EDTF":
            return _directed(properties.get(f"{name}Earliest") or properties.get(f"{name}Latest"), given)
        value = properties.get(name)
        by_index = root and cls.attributes[name].indexed
        return _directed(value.encode("utf-16-be") if isinstance(value, str) and not by_index else value, given)


def _fits(attribute: Attribute, given: Given, owner: Node | Link, missing: Any = None) -> bool:
    name = attribute.name if given.get("lang") is None else f"{attribute.name}@{given['lang']}"
    value = owner.properties.get(name, missing)
    return all(_operator(attribute, key, asked, value, owner) for key, asked in given.items() if key != "lang")


def _operator(attribute: Attribute, key: str, asked: Any, value: Any, owner: Node | Link) -> bool:
    if key == "isNull" or key in ("eq", "ne") and asked is None:
        return (value is None) is (asked is True or key == "eq")
    if value is None:
        return False
    if key == "near":
        return bool(_distance(value, asked["latitude"], asked["longitude"]) <= asked["distance"])
    if attribute.datatype == "Point":
        return bool(asked["south"] <= value.latitude <= asked["north"] and asked["west"] <= value.longitude <= asked["east"])
    if key in STRETCHES:
        bounds = (owner.properties.get(f"{attribute.name}Earliest"), owner.properties.get(f"{attribute.name}Latest"))
        return STRETCHES[key](*_open(bounds), *_open(edtf_bounds(asked)))
    convert = CONVERT.get(attribute.datatype, lambda text: text)
    wanted = [convert(one) for one in asked] if key == "in" else convert(asked)
    return any(COMPARE[key](member, wanted) for member in (value if attribute.many else [value]))


def _open(bounds: tuple[date | None, date | None]) -> tuple[date, date]:
    """An end that is open or unknown is as far away as can be."""
    return bounds[0] or date.min, bounds[1] or date.max


def _distance(point: Any, latitude: float, longitude: float) -> float:
    north, north2 = math.radians(point.latitude), math.radians(latitude)
    half = math.sin((north2 - north) / 2) ** 2
    half += math.cos(north) * math.cos(north2) * math.sin(math.radians(longitude - point.longitude) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


@total_ordering
class _Down:
    """A value that is sorted the other way round."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Down) and bool(self.value == other.value)

    def __lt__(self, other: "_Down") -> bool:
        return bool(other.value < self.value)

    def __repr__(self) -> str:
        return f"-{self.value!r}"

    __hash__ = None  # type: ignore[assignment]


def _directed(value: Any, direction: str) -> tuple[Any, ...]:
    descending = direction.startswith("DESC")
    nulls_first = direction.endswith("FIRST") or direction == "DESC"
    if value is None:
        return (0,) if nulls_first else (2,)
    return (1, _Down(value) if descending else value)
