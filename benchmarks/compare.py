"""Whether answers agree: all are brought into one form first.

    {"events": {"nodes": [{"id": "x", "place": {"nodes": []}}]}}   ->  [{"id": "x", "place": []}]
    {"events": [{"iri": "x", "place": []}]}                        ->  [{"id": "x", "place": []}]

Cursors and pageInfo are each server's own and are left out; a list below the rows is compared as a set, since its order was not asked for.
"""

from collections.abc import Iterator
from typing import Any

import orjson

_SINGLE = frozenset({"claimant", "content", "event"})
_OWN = frozenset({"cursor", "pageInfo", "hasNextPage"})


def rows(data: dict[str, Any]) -> list[Any]:
    """Return the rows of an answer in the common form."""
    if all(isinstance(value, dict) and set(value) == {"aggregate"} and "count" in value["aggregate"] for value in data.values()) and len(data) > 1:
        return [{"key": key, "count": value["aggregate"]["count"]["nodes"]} for key, value in data.items() if value["aggregate"]["count"]["nodes"]]
    (value,) = data.values()
    found = _plain(value)
    return found if isinstance(found, list) else [found]


def agree(first: list[Any], second: list[Any], ordered: bool) -> bool:
    """Return whether two answers have the same content."""
    one, other = ([_sorted(row) for row in members] for members in (first, second))
    return one == other if ordered else sorted(map(_key, one)) == sorted(map(_key, other))


def leaves_agree(first: list[Any], positional: Any) -> bool:
    """Return whether an answer holds exactly the values of one without names."""
    return sorted(_leaves(first)) == sorted(_leaves(positional))


def size(members: Any) -> int:
    """Return how many values an answer holds."""
    return sum(1 for _ in _leaves(members))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(member) for member in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"aggregate"}:
        return _plain(value["aggregate"]["groups"])
    for key in ("nodes", "edges"):
        if isinstance(value.get(key), list) and "length" not in value:
            total = _total(value)
            return [*([{"total": total}] if total is not None else []), *_plain(value[key])]
    return {name: found for name, found in _merged(value) if name not in _OWN}


def _total(connection: dict[str, Any]) -> int | None:
    if "totalCount" in connection:
        return int(connection["totalCount"])
    return int(connection["aggregate"]["count"]["nodes"]) if "aggregate" in connection else None


def _merged(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of an object, those of `node` and `properties` among them."""
    for name, member in value.items():
        if name in ("node", "properties") and isinstance(member, dict):
            yield from _merged(member)
        elif name in _SINGLE and isinstance(member, list):
            yield name, _plain(member[0]) if member else None
        elif name == "key" and isinstance(member, list):
            yield name, member[0]
        else:
            yield {"iri": "id"}.get(name, name.removesuffix("Connection")), _plain(member)


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(member) for key, member in value.items()}
    return sorted((_sorted(member) for member in value), key=_key) if isinstance(value, list) else value


def _key(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for member in value.values():
            yield from _leaves(member)
    elif isinstance(value, list):
        for member in value:
            yield from _leaves(member)
    elif value is not None:
        yield str(value)
