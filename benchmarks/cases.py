"""The queries that are measured: one row each; their texts are the files of `queries/`, named `<case>.<server>.graphql` and `<case>.cypher`.

A server without a file for a case is not asked. A variable is sent to those texts that mention it as `$name`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import orjson

from benchmarks.probes import Probes

QUERIES = Path(__file__).resolve().parent / "queries"
Variables = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One measured query.

    `probe` names the variables of `Probes` that it runs through; `compare` is what must agree: rows and their order, rows only, or
    their number (where ties may be cut differently).
    """

    name: str
    title: str
    probe: str = "nothing"
    compare: Literal["order", "rows", "number"] = "order"


CASES = (
    Case("q1", "point lookup", "events"),
    Case("q2", "100 events with place and actors"),
    Case("q3", "claims by status and place of what they are about, newest first, with claimant, event, place", "places"),
    Case("q4", "page of 50 events with cursors, edge properties and total"),
    Case("q5", "20 actors x 20 events x 10 claims x claimants", "actors"),
    Case("q6", "claims counted by stance", compare="rows"),
    Case("q7", "interface query over all agents with a filter", "names"),
    Case("q8first", "page 1 of 50 claims"),
    Case("q8far", "page 2,000 of 50 claims", "far"),
    Case("q9", "full text, the best 20", "words", compare="rows"),
    Case("q10", "paths of length up to 4", "pairs", compare="number"),
)


@cache
def cypher(case: str) -> str:
    """Return the hand-tuned Cypher of a case."""
    return (QUERIES / f"{case}.cypher").read_text(encoding="utf-8")


@cache
def graphql(case: str, server: str) -> str | None:
    """Return the text of a case for a server, None where the server has none."""
    path = QUERIES / f"{case}.{server}.graphql"
    return path.read_text(encoding="utf-8") if path.exists() else None


def variables(case: Case, probes: Probes) -> Sequence[Variables]:
    """Return what a case is asked with, in turn."""
    found: Sequence[Variables] = getattr(probes, case.probe)
    return found


def mentioned(text: str, values: Variables) -> dict[str, Any]:
    """Return those variables that a text mentions."""
    names = set(re.findall(r"\$(\w+)", text))
    return {name: value for name, value in values.items() if name in names}


def bodies(text: str, several: Iterable[Variables]) -> list[str]:
    """Return the request bodies for a GraphQL text."""
    return [orjson.dumps({"query": text, "variables": mentioned(text, values)}).decode() for values in several]


def parameter_bodies(case: str, several: Iterable[Variables]) -> list[str]:
    """Return the request bodies for the bare endpoint."""
    return [orjson.dumps(mentioned(cypher(case), values)).decode() for values in several]
