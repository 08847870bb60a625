"""What the store has of resources already, for whoever plans to write them."""

from collections.abc import Sequence
from typing import Any

from graph.history import SINCE
from graph.resolve import Known
from graph.store import Store, Transaction, batches

TIMEOUT = 120.0
"""Seconds that one look-up may take, far above what it does."""


async def read_known(store: Store | Transaction, iris: Sequence[str]) -> dict[str, Known]:
    """Return labels and properties of those of the nodes that exist; `recordedAt` tells only whether it is set."""
    known: dict[str, Known] = {}
    # the driver needs 45 microseconds for a point in time, and only whether there is one matters here
    text = f"UNWIND $iris AS iri MATCH (n:Resource {{iri: iri}}) RETURN iri, labels(n), n {{.*, recordedAt: n.recordedAt IS NOT NULL, {SINCE}: null}}"
    for batch in batches(iris):
        parameters = {"iris": batch}
        for iri, labels, properties in await (store.rows(text, parameters, TIMEOUT) if isinstance(store, Store) else store.rows(text, parameters)):
            known[iri] = Known(frozenset(labels), {key: _native(value) for key, value in properties.items()})
    return known


def _native(value: Any) -> Any:
    """The driver's temporal values as Python's own."""
    if isinstance(value, list):
        return [_native(member) for member in value]
    return value.to_native() if hasattr(value, "to_native") else value
