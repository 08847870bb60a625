"""`orderBy` as sort keys, and cursors as cuts through that order."""

from typing import cast

from graph import cursor
from graph.arguments import Given, Tree
from graph.ir import ByCount, ByEdge, ByProperty, Conversion, CursorKey, Cut, FullText, InTime, Literal, OrderKey, Source, Step, Variable
from graph.plan.filters import CONVERSIONS, has_index, index_label
from graph.plan.steps import step_over
from graph.show import show
from schema.datatypes import DATATYPES
from schema.errors import BadArgument, BadCursor
from schema.model import CG, Class, Model

_IRI = OrderKey(ByProperty("iri", nullable=False))
_SCORE = OrderKey(ByEdge("score"), descending=True, nulls_first=True)
_DAY = OrderKey(ByEdge("day", "text", "date"))
_PROPOSITION = OrderKey(ByEdge("proposition"))


def order_of(model: Model, cls: Class, tree: Tree | None, source: Source) -> tuple[OrderKey, ...]:
    """Return the sort keys of a list; the last ones make every order total: the IRI, and among several relationships to one node the proposition."""
    keys: list[OrderKey] = []
    for item in tree if isinstance(tree, list) else [] if tree is None else [tree]:
        if isinstance(item, dict):
            keys += _keys(model, cls, item, ())
    if isinstance(source, FullText):
        return (_SCORE, _IRI)
    if isinstance(source, InTime):
        return (_DAY, _IRI)
    if isinstance(source, Step) and not source.least and not keys:
        keys = [OrderKey(ByProperty(name)) for name, attribute in cls.attributes.items() if attribute.iri == CG + "depth"]
    ties = [_PROPOSITION] if isinstance(source, Step) and source.bound == 1 and model.has_evidence else []
    return (*_until_iri([*keys, _IRI]), *ties)


def _until_iri(keys: list[OrderKey]) -> list[OrderKey]:
    """Leave out what comes after the node's own IRI, which no other node has."""
    places = (place for place, key in enumerate(keys) if isinstance(key.by, ByProperty) and key.by.attribute == "iri" and not key.by.steps)
    return keys[: next(places) + 1]


def without_edges(order: tuple[OrderKey, ...]) -> tuple[OrderKey, ...]:
    """Return an order without its last tie-breaker among several relationships to one node, where nobody could see it."""
    return order[:-1] if order[-1] == _PROPOSITION else order


def _keys(model: Model, cls: Class, tree: dict[str, Tree], steps: tuple[Step, ...]) -> list[OrderKey]:
    if len(tree) > 1:
        raise BadArgument(f"one entry of 'orderBy' has several keys ({', '.join(tree)}): give a list with one key each, the first counting most")
    return [key for name, item in tree.items() for key in _key(model, cls, name, item, steps)]


def _key(model: Model, cls: Class, name: str, tree: Tree, steps: tuple[Step, ...]) -> list[OrderKey]:
    if name == "id":
        return [_directed(ByProperty("iri", steps, nullable=bool(steps)), cast(Given, tree))] if not _is_null(tree) else []
    name = name.removesuffix("_") if name not in cls.attributes and name not in cls.relations else name
    if _is_null(tree):
        return []
    if name in cls.attributes:
        return [_directed(_by_attribute(model, cls, name, steps), cast(Given, tree))]
    relation = cls.relations[name]
    inner = cast(dict[str, Tree], tree)
    if relation.many:
        count = inner.get("count")
        return [] if count is None or _is_null(count) else [_directed(ByCount(step_over(relation), steps), cast(Given, count))]
    return _keys(model, model.classes[relation.target], inner, (*steps, step_over(relation)))


def _by_attribute(model: Model, cls: Class, name: str, steps: tuple[Step, ...]) -> ByProperty:
    attribute = cls.attributes[name]
    index = index_label(model, cls, name) if has_index(attribute) and not steps else ""
    if attribute.datatype == "EDTF":
        return ByProperty(name, steps, "text", "date", imprecise=True, index=index)
    projection = DATATYPES[attribute.datatype].projection if attribute.datatype in DATATYPES else "plain"
    conversion = CONVERSIONS.get(attribute.datatype, "plain")
    nullable = bool(steps) or not attribute.required
    return ByProperty(name, steps, projection, conversion, nullable, index=index, text=attribute.datatype in ("String", "URI"))


def _is_null(tree: Tree) -> bool:
    return isinstance(tree, Given) and tree.now is None


def _directed(by: ByProperty | ByCount, given: Given) -> OrderKey:
    direction = str(getattr(given.now, "value", given.now))
    descending = direction.startswith("DESC")
    nulls_first = direction.endswith("NULLS_FIRST") or descending and not direction.endswith("NULLS_LAST")
    return OrderKey(by, descending, nulls_first)


def signature_of(source: Source, order: tuple[OrderKey, ...]) -> str:
    """Return what a cursor must have been given out for."""
    return cursor.sign(show(source), show(order))


def cut_of(given: Given, order: tuple[OrderKey, ...], signature: str, before: bool) -> Cut:
    """Return the cut at a cursor; raise BadCursor when it belongs to another list."""
    now = cursor.decode(given.now, signature, len(order))
    if any(value is None and not key.nullable for value, key in zip(now, order, strict=True)):
        raise BadCursor("the cursor has no place in this list: a key that every node has is missing")
    origin = cast(Literal | Variable, given.origin)
    keys = tuple(CursorKey(origin, signature, len(order), index, _conversion(key)) for index, key in enumerate(order))
    return Cut(keys, tuple(value is None for value in now), before)


def _conversion(key: OrderKey) -> Conversion:
    return "plain" if isinstance(key.by, ByCount) else key.by.conversion
