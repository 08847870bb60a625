"""`orderBy` as sort keys, and cursors as cuts through that order."""

from typing import cast

from graph import cursor
from graph.arguments import Given, Tree
from graph.ir import ByCount, ByEdge, ByProperty, Conversion, CursorKey, Cut, FullText, InTime, Literal, OrderKey, Source, Step, Variable
from graph.plan.filters import CONVERSIONS
from graph.plan.steps import step_over
from graph.show import show
from schema.datatypes import DATATYPES
from schema.errors import BadArgument
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
    ties = [_IRI]
    if isinstance(source, Step) and source.bound == 1 and model.has_evidence:
        ties.append(_PROPOSITION)
    return (*keys, *ties)


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
    if attribute := cls.attributes.get(name):
        if attribute.datatype == "EDTF":
            return [_directed(ByProperty(name, steps, "text", "date", imprecise=True), cast(Given, tree))]
        projection = DATATYPES[attribute.datatype].projection if attribute.datatype in DATATYPES else "plain"
        conversion = CONVERSIONS.get(attribute.datatype, "plain")
        return [_directed(ByProperty(name, steps, projection, conversion, bool(steps) or not attribute.required), cast(Given, tree))]
    relation = cls.relations[name]
    inner = cast(dict[str, Tree], tree)
    if relation.many:
        count = inner.get("count")
        return [] if count is None or _is_null(count) else [_directed(ByCount(step_over(relation), steps), cast(Given, count))]
    return _keys(model, model.classes[relation.target], inner, (*steps, step_over(relation)))


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
    origin = cast(Literal | Variable, given.origin)
    keys = tuple(CursorKey(origin, signature, len(order), index, _conversion(key)) for index, key in enumerate(order))
    return Cut(keys, tuple(value is None for value in now), before)


def _conversion(key: OrderKey) -> Conversion:
    return "plain" if isinstance(key.by, ByCount) else key.by.conversion
