"""Orders and the cuts through them."""

from collections.abc import Callable
from dataclasses import dataclass

from graph.cypher.patterns import Reached, degree, pattern
from graph.cypher.quote import quote
from graph.cypher.text import Scope, block
from graph.cypher.views import node_figure
from graph.ir import ByCount, ByEdge, ByProperty, Cut, OrderKey, Page, Step


@dataclass(frozen=True, slots=True)
class Keys:
    """The sort keys of a page as expressions. `computed` are those that a WITH must name first (`expression AS name`), `projected` what a cursor holds."""

    texts: tuple[str, ...]
    projected: tuple[str, ...]
    computed: tuple[str, ...]
    names: tuple[str, ...]


def keys_of(item: Page, reached: Reached, scope: Scope) -> Keys:
    """Return the keys of a page's order over the nodes that are reached."""
    texts, computed, names = [], [], []
    for key in item.order:
        text = _expression(key, reached, scope)
        if _is_plain(key):
            texts.append(text)
        else:
            name = f"k{scope.number()}"
            texts.append(name)
            names.append(name)
            computed.append(f"{text} AS {name}")
    projected = tuple(_projected(key, text) for key, text in zip(item.order, texts, strict=True))
    return Keys(tuple(texts), projected, tuple(computed), tuple(names))


def _is_plain(key: OrderKey) -> bool:
    return isinstance(key.by, ByProperty) and not key.by.steps and not key.by.imprecise and not key.by.view or isinstance(key.by, ByEdge)


def _projected(key: OrderKey, text: str) -> str:
    return f"toString({text})" if not isinstance(key.by, ByCount) and key.by.projection == "text" else text


def _expression(key: OrderKey, reached: Reached, scope: Scope) -> str:
    match key.by:
        case ByProperty() as by:
            return _behind_steps(by.steps, reached.node, scope, lambda node: _property(by, node, scope))
        case ByCount(step, steps):
            return _behind_steps(steps, reached.node, scope, lambda node: degree(node, step, scope))
        case ByEdge(attribute, projection):
            value = f"{reached.edge}.{quote(attribute)}"
            return value if projection == "text" else f"coalesce({value}, '')"
    raise NotImplementedError(type(key.by).__name__)


def _property(by: ByProperty, node: str, scope: Scope) -> str:
    if by.view:
        return node_figure(by.attribute, by.view, node, scope)
    if by.imprecise:
        return f"coalesce({node}.{quote(by.attribute + 'Earliest')}, {node}.{quote(by.attribute + 'Latest')})"
    return f"{node}.{quote(by.attribute)}"


def _behind_steps(steps: tuple[Step, ...], node: str, scope: Scope, expression: Callable[[str], str]) -> str:
    """Return an expression over the node behind single steps."""
    patterns = []
    for step in steps:
        reached = pattern(node, step, scope)
        patterns.append(f"MATCH {reached.text}")
        node = reached.node
    if not steps:
        return expression(node)
    return block("COLLECT", (*patterns, f"RETURN {expression(node)} LIMIT 1")) + "[0]"


def sort(item: Page, keys: Keys) -> str:
    """Return the list after ORDER BY; a page from the end is sorted the other way round."""
    parts = []
    for key, text in zip(item.order, keys.texts, strict=True):
        descending, nulls_first = key.descending != item.backward, key.nulls_first != item.backward
        if _may_be_null(key) and nulls_first != descending:
            parts.append(f"{text} IS {'NOT ' if nulls_first else ''}NULL")
        parts.append(f"{text} DESC" if descending else text)
    return ", ".join(parts)


def _may_be_null(key: OrderKey) -> bool:
    return isinstance(key.by, ByProperty) and key.by.nullable or isinstance(key.by, ByCount) and bool(key.by.steps)


def behind(item: Page, cut: Cut, keys: Keys, scope: Scope, inverse: bool = False) -> str:
    """Return the condition that a row lies behind a cut; `inverse`: at the cut itself or on its other side."""
    forward = cut.before == inverse
    values = [scope.parameters.add(value) for value in cut.keys]
    alternatives = []
    for index in range(len(item.order)):
        equals = [_equals(keys.texts[i], values[i], cut.nulls[i]) for i in range(index)]
        beyond = _beyond(item.order[index], keys.texts[index], values[index], cut.nulls[index], forward)
        if beyond:
            alternatives.append(" AND ".join([*equals, beyond]))
    if inverse:
        alternatives.append(" AND ".join(_equals(*triple) for triple in zip(keys.texts, values, cut.nulls, strict=True)))
    if len(alternatives) == 1:
        return alternatives[0]
    return " OR ".join(f"({text})" for text in alternatives)


def _equals(text: str, value: str, is_null: bool) -> str:
    return f"{text} IS NULL" if is_null else f"{text} = {value}"


def _beyond(key: OrderKey, text: str, value: str, is_null: bool, forward: bool) -> str:
    """Return the condition that one key comes later (or, not `forward`, earlier) than the cursor's; empty if none can."""
    descending, nulls_first = key.descending == forward, key.nulls_first == forward
    if is_null:
        return f"{text} IS NOT NULL" if nulls_first else ""
    beyond = f"{text} {'<' if descending else '>'} {value}"
    return f"({beyond} OR {text} IS NULL)" if _may_be_null(key) and not nulls_first else beyond
