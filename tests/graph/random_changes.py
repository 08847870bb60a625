"""A small graph of claims, and random changes to it: each says what it touched, as `graph.evidence.reweigh` wants to know it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from graph.status import STANCES
from graph.store import Statement, Transaction

TERMS = "https://w3id.org/claimgraph/ontology#"
_WHEN = datetime(2023, 6, 1, tzinfo=UTC)

_NODES = "UNWIND $rows AS row CREATE (n:Resource {iri: row[0]}) SET n:$(row[1]), n += row[2]"
_EDGES = "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[2]}) CREATE (a)-[:$(row[1])]->(b)"


def beginning() -> list[Statement]:
    """The statements that write the graph with which every sequence begins."""
    nodes: list[list[Any]] = [
        *([f"agent-{n}", ["Agent", *labels], {}] for n, labels in enumerate((["Organization"], ["Organization"], [], [], ["Publisher", "Organization"]))),
        *([f"document-{n}", ["Document"], {}] for n in range(2)),
        *([f"passage-{n}", ["Passage"], {}] for n in range(3)),
        *([f"event-{n}", ["Event"], {}] for n in range(2)),
        *([f"quantity-{n}", ["Quantity"], {"unit": "people", **bounds}] for n, bounds in enumerate(({"min": 8.0, "max": 8.0}, {"min": 71.0}, {"max": 9.0}))),
        *([f"proposition-{n}", ["Proposition"], {"kind": kind, "predicate": TERMS + name}] for n, (kind, name) in enumerate(_SAID)),
        *(
            [f"claim-{n}", ["Claim"], {"stance": stance}]
            for n, stance in enumerate(("ASSERTS", "REPORTS", "REPORTS", "ASSERTS", "ASSERTS", "FLAGS", "ASSERTS"))
        ),
    ]
    edges = [
        *([f"document-{n}", "PUBLISHER", "agent-4"] for n in range(2)),
        *([f"passage-{n}", "IN_DOCUMENT", f"document-{n % 2}"] for n in range(3)),
        *([f"proposition-{n}", "SUBJECT", f"agent-{n % 3}"] for n in range(3)),
        *([f"proposition-{n}", "OBJECT", f"agent-{1 - n % 2}"] for n in range(3)),
        *(
            [f"proposition-{n}", kind, end]
            for n in range(3, 6)
            for kind, end in (("SUBJECT", "agent-0"), ("DESCRIBES", "event-0"), ("QUANTITY", f"quantity-{n - 3}"))
        ),
        *([f"claim-{n}", "CONTENT", f"proposition-{n % 6}"] for n in range(7)),
        *([f"claim-{n}", "CLAIMANT", f"agent-{n % 5}"] for n in range(6)),
        *([f"claim-{n}", "EVIDENCED_BY", f"passage-{n % 3}"] for n in range(7)),
        ["claim-0", "RELAYED_BY", "claim-1"],
        ["claim-1", "RELAYED_BY", "claim-2"],
        ["claim-5", "MARKS", "claim-3"],
        ["claim-6", "CLAIMANT", "agent-0"],
        ["claim-6", "RETRACTS", "claim-5"],
        ["proposition-0", "INCOMPATIBLE_WITH", "proposition-1"],
        ["proposition-1", "COMPETES_WITH", "proposition-2"],
        ["proposition-3", "SUCCEEDS", "proposition-2"],
        ["proposition-2", "SUCCEEDS", "proposition-4"],
    ]
    return [(_NODES, {"rows": nodes}), (_EDGES, {"rows": edges})]


_SAID = (("EVENT", "memberOf"), ("ATTRIBUTION", "closeTo"), ("ATTRIBUTION", "memberOf"), *[("EVENT", "killed")] * 3)

RELATIONS: dict[str, tuple[str, str, bool]] = {
    "CONTENT": ("Claim", "Proposition", True),
    "CLAIMANT": ("Claim", "Agent", True),
    "RELAYED_BY": ("Claim", "Claim", True),
    "MARKS": ("Claim", "Claim", False),
    "RETRACTS": ("Claim", "Claim", False),
    "SUPERSEDES": ("Claim", "Claim", False),
    "EVIDENCED_BY": ("Claim", "Passage", True),
    "STATED_IN": ("Claim", "Document", True),
    "IN_DOCUMENT": ("Passage", "Document", True),
    "PUBLISHER": ("Document", "Agent", False),
    "INCOMPATIBLE_WITH": ("Proposition", "Proposition", False),
    "COMPETES_WITH": ("Proposition", "Proposition", False),
    "ENTAILS": ("Proposition", "Proposition", False),
    "SUCCEEDS": ("Proposition", "Proposition", False),
    "SUBJECT": ("Proposition", "Agent", True),
    "OBJECT": ("Proposition", "Agent", True),
    "DESCRIBES": ("Proposition", "Event", True),
    "QUANTITY": ("Proposition", "Quantity", True),
    "CONTROLLED_BY": ("Agent", "Agent", False),
    "MEMBER_OF": ("Agent", "Agent", False),
    "CLOSE_TO": ("Agent", "Agent", False),
    "ON_BEHALF_OF": ("Agent", "Agent", False),
}
"""Type to the classes that it joins, and whether a node has one at most."""


def _days(text: str | None = None, earliest: date | None = None, latest: date | None = None) -> dict[str, Any]:
    return {"validTime": text, "validTimeEarliest": earliest, "validTimeLatest": latest}


PROPERTIES: dict[str, tuple[dict[str, Any], ...]] = {
    "Claim": (
        *({"stance": stance} for stance in STANCES),
        *({"hedge": hedge} for hedge in (None, "seemingly")),
        *({"invalidatedAt": moment} for moment in (None, _WHEN)),
    ),
    "Proposition": (
        *({"kind": kind} for kind in ("EVENT", "ATTRIBUTION", "PREDICTION")),
        *({"predicate": TERMS + name} for name in ("memberOf", "closeTo", "killed")),
        *({"invalidatedAt": moment} for moment in (None, _WHEN)),
        _days(),
        _days("2023-05", date(2023, 5, 1), date(2023, 5, 31)),
        _days("2023-06/..", date(2023, 6, 1)),
    ),
    "Quantity": ({"min": 8.0, "max": 8.0}, {"min": 71.0, "max": None}, {"min": None, "max": 9.0}, {"unit": "people"}, {"unit": "vehicles"}),
    "Assessment": ({"verdict": "VERIFIED"}, {"verdict": "REFUTED"}, {"madeAt": _WHEN}, {"madeAt": None}),
}


@dataclass
class Change:
    """What was done, for whoever reads a failure, and what it touched."""

    text: str
    touched: set[str] = field(default_factory=set)
    retyped: set[str] = field(default_factory=set)


async def change(transaction: Transaction, draw: Random) -> Change:
    """Change something."""
    (make,) = draw.choices(list(_CHANGES), list(_CHANGES.values()))
    return await make(transaction, draw)


async def _relate(transaction: Transaction, draw: Random) -> Change:
    kind = draw.choice(list(RELATIONS))
    first, second, single = RELATIONS[kind]
    start, end = await _pick(transaction, draw, first), await _pick(transaction, draw, second)
    ends = {"start": start, "end": end}
    curated = f"(a)-[r:{kind}]->(b) WHERE r.proposition IS NULL"
    left = await transaction.rows(f"MATCH (a:Resource {{iri: $start}}) MATCH {curated} DELETE r RETURN b.iri", ends) if single else []
    missing = f"NOT EXISTS {{ MATCH {curated} }}"
    await transaction.rows(f"MATCH (a:Resource {{iri: $start}}) MATCH (b:Resource {{iri: $end}}) WITH a, b WHERE {missing} CREATE (a)-[:{kind}]->(b)", ends)
    return Change(f"{start} {kind} {end}", {start, *(iri for (iri,) in left)})


async def _unrelate(transaction: Transaction, draw: Random) -> Change:
    kinds = draw.sample(list(RELATIONS), 4)
    text = "MATCH (a)-[r]->(b) WHERE type(r) IN $kinds AND r.proposition IS NULL RETURN a.iri, type(r), b.iri ORDER BY a.iri, type(r), b.iri"
    found = await transaction.rows(text, {"kinds": kinds})
    if not found:
        return Change("nothing")
    start, kind, end = draw.choice(found)
    drop = f"MATCH (a:Resource {{iri: $start}})-[r:{kind}]->(b:Resource {{iri: $end}}) WHERE r.proposition IS NULL DELETE r"
    await transaction.rows(drop, {"start": start, "end": end})
    return Change(f"no more {start} {kind} {end}", {start, end})


async def _alter(transaction: Transaction, draw: Random) -> Change:
    label = draw.choice(["Claim", "Claim", "Proposition", "Proposition", "Quantity", "Assessment"])
    iri, values = await _pick(transaction, draw, label), draw.choice(PROPERTIES[label])
    await transaction.rows("MATCH (n:Resource {iri: $iri}) SET n += $values", {"iri": iri, "values": values})
    return Change(f"{iri} {values}", {iri})


async def _claim(transaction: Transaction, draw: Random) -> Change:
    iri = f"claim-{draw.randrange(10**9)}"
    ends = [[iri, kind, await _pick(transaction, draw, RELATIONS[kind][1])] for kind in ("CONTENT", "CLAIMANT", "EVIDENCED_BY")]
    if draw.random() < 0.4:
        kind = draw.choice(["RELAYED_BY", "MARKS", "RETRACTS", "SUPERSEDES"])
        ends.append([iri, kind, await _pick(transaction, draw, "Claim")])
    await transaction.rows(_NODES, {"rows": [[iri, ["Claim"], {"stance": draw.choice(list(STANCES))}]]})
    await transaction.rows(_EDGES, {"rows": ends})
    return Change(f"new {ends}", {iri})


async def _assess(transaction: Transaction, draw: Random) -> Change:
    iri, proposition = f"assessment-{draw.randrange(10**9)}", await _pick(transaction, draw, "Proposition")
    await transaction.rows(_NODES, {"rows": [[iri, ["Assessment"], {"verdict": draw.choice(["VERIFIED", "REFUTED", "OPEN"])}]]})
    await transaction.rows(_EDGES, {"rows": [[iri, "ASSESSES", proposition]]})
    return Change(f"{iri} of {proposition}", {iri})


async def _delete(transaction: Transaction, draw: Random) -> Change:
    iri = await _pick(transaction, draw, draw.choice(["Claim", "Claim", "Proposition", "Agent", "Quantity", "Passage", "Assessment"]))
    around = await transaction.rows("MATCH (:Resource {iri: $iri})--(n) RETURN DISTINCT n.iri", {"iri": iri})
    await transaction.rows("MATCH (n:Resource {iri: $iri}) DETACH DELETE n", {"iri": iri})
    return Change(f"delete {iri}", {iri, *(other for (other,) in around)})


async def _retype(transaction: Transaction, draw: Random) -> Change:
    iri, label = await _pick(transaction, draw, "Agent"), draw.choice(["Publisher", "Organization"])
    has = await transaction.rows(f"MATCH (n:{label} {{iri: $iri}}) RETURN n.iri", {"iri": iri})
    await transaction.rows(f"MATCH (n:Resource {{iri: $iri}}) {'REMOVE' if has else 'SET'} n:{label}", {"iri": iri})
    return Change(f"{iri} is {'no' if has else 'a'} {label}", {iri}, {iri})


_CHANGES: dict[Callable[[Transaction, Random], Awaitable[Change]], int] = {
    _relate: 8,
    _unrelate: 3,
    _alter: 5,
    _claim: 5,
    _assess: 1,
    _delete: 1,
    _retype: 1,
}
"""Changes and how often they are drawn."""


async def _pick(transaction: Transaction, draw: Random, label: str) -> str:
    """A node of a class; "" if there is none."""
    found = await transaction.rows(f"MATCH (n:{label}) RETURN n.iri ORDER BY n.iri", {})
    return str(draw.choice(found)[0]) if found else ""
