"""Orders and the cuts through them.

Text has two orders in Neo4j. Stored text is sorted by code points, and an index keeps it so; but computed text, and any text beside a parameter (a key
of a cursor), is compared by its UTF-16 units. They differ where U+E000 to U+FFFF (full-width letters, Arabic presentation forms) meet the planes above
(emoji). So that no page leaves out or repeats a row, text is sorted as computed text (`+ ''`), unless an index has the order: there the cut is a range
of the index, and what is tested besides is equality alone.

What is left are IRIs, and indexed texts of a list for whose condition another index finds the nodes: they are sorted by the one order and cut by the
other. A page goes wrong there only if two of the list's keys differ first in such a pair of characters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from graph.cypher.patterns import Reached, degree, pattern
from graph.cypher.quote import quote
from graph.cypher.rules import value
from graph.cypher.text import Scope, block
from graph.cypher.views import node_figure
from graph.ir import ByCount, ByEdge, ByProperty, Cut, OrderKey, Page, Scan, Step

First = Literal["perhaps", "known", "missing"]


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
        text = _expression(key, item, reached, scope)
        if _is_plain(key, item):
            texts.append(text)
        else:
            name = f"k{scope.number()}"
            texts.append(name)
            names.append(name)
            computed.append(f"{text} AS {name}")
    projected = tuple(_projected(key, text) for key, text in zip(item.order, texts, strict=True))
    return Keys(tuple(texts), projected, tuple(computed), tuple(names))


def named_first(keys: Keys, name: str, first: str) -> Keys:
    """Return the keys with another expression for the first one, under a name."""
    others = len(keys.computed) - (keys.texts[0] in keys.names)
    computed, names = keys.computed[len(keys.computed) - others :], keys.names[len(keys.names) - others :]
    return Keys((name, *keys.texts[1:]), keys.projected, (f"{first} AS {name}", *computed), (name, *names))


def _is_plain(key: OrderKey, item: Page) -> bool:
    by = key.by
    return isinstance(by, ByEdge) or isinstance(by, ByProperty) and not (by.steps or by.imprecise or by.view or _as_computed_text(by, item))


def _as_computed_text(by: ByProperty, item: Page) -> bool:
    return by.text and not (by.index and isinstance(item.source, Scan))


def _projected(key: OrderKey, text: str) -> str:
    return f"toString({text})" if not isinstance(key.by, ByCount) and key.by.projection == "text" else text


def _expression(key: OrderKey, item: Page, reached: Reached, scope: Scope) -> str:
    match key.by:
        case ByProperty() as by:
            end = " + ''" if _as_computed_text(by, item) else ""
            return _behind_steps(by.steps, reached.node, scope, lambda node: _property(by, node, scope)) + end
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
        return f"coalesce({value(node, by.attribute, scope, 'Earliest')}, {value(node, by.attribute, scope, 'Latest')})"
    return value(node, by.attribute, scope)


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


def is_by_iri(item: Page) -> bool:
    """Whether the first key is the node's own IRI, which every node has."""
    by = item.order[0].by
    return isinstance(by, ByProperty) and by.attribute == "iri" and not by.steps


def sort(item: Page, keys: Keys, first: First = "perhaps") -> str:
    """Return the list after ORDER BY; a page from the end is sorted the other way round. `first` says whether the first key is there."""
    parts = []
    for place, (key, text) in enumerate(zip(item.order, keys.texts, strict=True)):
        known = first if place == 0 else "perhaps"
        descending, nulls_first = key.descending != item.backward, key.nulls_first != item.backward
        if known == "perhaps" and key.nullable and nulls_first != descending:
            parts.append(f"{text} IS {'NOT ' if nulls_first else ''}NULL")
        if known != "missing":
            parts.append(f"{text} DESC" if descending else text)
    return ", ".join(parts)


def behind(item: Page, cut: Cut, keys: Keys, scope: Scope, inverse: bool = False, start: int = 0) -> str:
    """Return the condition that a row lies behind a cut; `inverse`: at the cut itself or on its other side. `start`: by the keys from there on."""
    forward = cut.before == inverse
    values = [scope.parameters.add(value) for value in cut.keys]
    alternatives = []
    for index in range(start, len(item.order)):
        equals = [_equals(keys.texts[i], values[i], cut.nulls[i]) for i in range(start, index)]
        beyond = _beyond(item.order[index], keys.texts[index], values[index], cut.nulls[index], forward)
        if beyond:
            alternatives.append(" AND ".join([*equals, beyond]))
    if inverse:
        alternatives.append(" AND ".join(_equals(*triple) for triple in zip(keys.texts, values, cut.nulls, strict=True)))
    if len(alternatives) == 1:
        return alternatives[0]
    return " OR ".join(f"({text})" for text in alternatives)


def behind_in_part(item: Page, cut: Cut, keys: Keys, first: str, scope: Scope) -> tuple[str, str] | None:
    """Return what a cut asks of a part of the list whose first key is `first` (empty: missing), None where nothing of it lies behind.

    The one condition is on the property itself, so that an index is read from there; the other, on the keys, needs no order of the first one.
    """
    key, is_null = item.order[0], cut.nulls[0]
    forward = not cut.before
    descending, nulls_first = key.descending == forward, key.nulls_first == forward
    if is_null != (not first):
        return ("", "") if nulls_first == is_null else None
    following = behind(item, cut, keys, scope, start=1)
    if is_null:
        return "", following
    value = scope.parameters.add(cut.keys[0])
    return f"{first} {'<=' if descending else '>='} {value}", f"{keys.texts[0]} <> {value} OR {following}"


def _equals(text: str, value: str, is_null: bool) -> str:
    return f"{text} IS NULL" if is_null else f"{text} = {value}"


def _beyond(key: OrderKey, text: str, value: str, is_null: bool, forward: bool) -> str:
    """Return the condition that one key comes later (or, not `forward`, earlier) than the cursor's; empty if none can."""
    descending, nulls_first = key.descending == forward, key.nulls_first == forward
    if is_null:
        return f"{text} IS NOT NULL" if nulls_first else ""
    beyond = f"{text} {'<' if descending else '>'} {value}"
    return f"({beyond} OR {text} IS NULL)" if key.nullable and not nulls_first else beyond
