"""What was known before: nothing that a write changes or removes is lost.

The statements here run in the transaction of a change, in front of it. They leave the state that is about to end as a node, or a relationship, of its own
(`graph.cypher.standing` shows how it looks and reads it). Whatever is written says since when it holds (`stateSince`); what has no such time always did.
All of one change has one time, so what it writes twice leaves no state between.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from graph.store import Statement

PAST = "Past"
STATE_OF, HAD_STATE = "PAST_STATE_OF", "HAS_PAST_STATE"
SINCE, UNTIL = "stateSince", "stateUntil"
PAST_TEXT = "past_text"
"""The full-text index of past states."""


def was_label(label: str) -> str:
    """Return the label that a past state has for one of its resource's."""
    return f"Was{label}"


def was_type(kind: str) -> str:
    """Return the type of a relationship that is no longer there."""
    return f"WAS_{kind}"


def keep_nodes(iris: Sequence[str], now: datetime) -> Statement:
    """Leave the states of nodes that are about to change."""
    text = f"""UNWIND $iris AS iri MATCH (n:Resource {{iri: iri}}) WHERE coalesce(n.{SINCE} < $now, true)
    CREATE (n)-[:{HAD_STATE}]->(s:{PAST})-[:{STATE_OF}]->(n)
    SET s = properties(n), s.{UNTIL} = $now, s:$([label IN labels(n) | '{was_label("")}' + label])"""
    return text, {"iris": list(iris), "now": now}


def keep_edges(match: str, parameters: dict[str, Any], now: datetime) -> Statement:
    """Leave the states of relationships that are about to change or to go: those that `match` binds as (a)-[r]->(b)."""
    text = f"""{match} WITH DISTINCT a, r, b WHERE coalesce(r.{SINCE} < $now, true)
    CREATE (a)-[w:$('{was_type("")}' + type(r))]->(b) SET w = properties(r), w.{UNTIL} = $now"""
    return text, {**parameters, "now": now}
