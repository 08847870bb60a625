"""Stretches of time: conditions on a date's first and last day (`...Earliest`, `...Latest`; null where open).

A plain condition is right for any node or relationship. For a search it comes in two parts, each of which starts from an index and which have no node
in common:

    begun     the first day is known: a range over `...Earliest`. A stretch that is not lasting is a month long at most, so one that reaches a
              day began in the month before it.
    the rest  found by `...Lasting`, which only few nodes have (see `graph.edtf.lasting`): what lasts longer, and what has no first day
"""

from dataclasses import replace
from datetime import date

from graph.cypher.quote import quote
from graph.cypher.text import Parameters
from graph.ir import Literal, Overlaps, Value

FIRST, LAST = Literal(date.min), Literal(date.max)
"""What stands for an open end."""


class Stretch:
    """The days of one node (or relationship), and of what it is compared with, as Cypher expressions."""

    def __init__(self, part: Overlaps, owner: str, parameters: Parameters) -> None:
        self._add = parameters.add
        self.since, self.until = part.earliest, part.latest
        self.text, self.early, self.late, self.lasting = (f"{owner}.{quote(part.attribute + suffix)}" for suffix in ("", "Earliest", "Latest", "Lasting"))

    def begins(self, operator: str, value: Value) -> str:
        """Return the condition on the first day; null where that is open."""
        return f"{self.early} {operator} {self._add(value)}"

    def ends(self, operator: str, value: Value) -> str:
        """Return the condition on the last day; null where that is open."""
        return f"{self.late} {operator} {self._add(value)}"

    def begins_or_open(self, operator: str, value: Value) -> str:
        """Return the condition on the first day, an open one being the first of all."""
        return f"coalesce({self.early}, {self._add(FIRST)}) {operator} {self._add(value)}"

    def ends_or_open(self, operator: str, value: Value) -> str:
        """Return the condition on the last day, an open one being the last of all."""
        return f"coalesce({self.late}, {self._add(LAST)}) {operator} {self._add(value)}"

    def found(self, operator: str, value: Value) -> str:
        """Return the condition by which a lasting one is found."""
        return f"{self.lasting} {operator} {self._add(value)}"


def plain(part: Overlaps, owner: str, parameters: Parameters) -> list[str]:
    """Return the conditions that hold for every stretch that lies so."""
    own = Stretch(part, owner, parameters)
    match part.relation:
        case "overlaps":
            until = [own.begins_or_open("<=", own.until)] if is_given(own.until) else []
            return [f"{own.text} IS NOT NULL", *until, *_reaching(own)]
        case "before":
            return [own.ends("<", own.since)]
        case "after":
            return [own.begins(">", own.until)]
        case "within":
            return [f"{own.text} IS NOT NULL", own.begins_or_open(">=", own.since), own.ends_or_open("<=", own.until)]


def begun(part: Overlaps, owner: str, parameters: Parameters) -> list[str]:
    """Return the conditions for those whose first day is known, save the first day of all."""
    own = Stretch(part, owner, parameters)
    match part.relation:
        case "overlaps":
            first = own.begins(">=", _reach(own)) if is_given(own.since) else own.begins(">", FIRST)
            return [first, *([own.begins("<=", own.until)] if is_given(own.until) else []), *_reaching(own)]
        case "before":
            return [own.begins(">", FIRST), own.begins("<", own.since), own.ends("<", own.since)]
        case "after":
            return [own.begins(">", FIRST), own.begins(">", own.until)]
        case "within":
            return [own.begins(">", FIRST), own.begins(">=", own.since), own.begins("<=", own.until), own.ends_or_open("<=", own.until)]


def rest(part: Overlaps, owner: str, parameters: Parameters) -> list[str]:
    """Return the conditions for all others; empty where there can be none."""
    own = Stretch(part, owner, parameters)
    match part.relation:
        case "overlaps":
            lasting = own.found("<", _reach(own)) if is_given(own.since) else own.found("=", FIRST)
            return [lasting, *([own.found("<=", own.until)] if is_given(own.until) else []), *_reaching(own)]
        case "before":
            return [own.found("=", FIRST), own.ends("<", own.since)]
        case "after":
            return []
        case "within":
            return [own.found("=", FIRST), own.begins_or_open(">=", own.since), own.ends_or_open("<=", own.until)]


def _reaching(own: Stretch) -> list[str]:
    """It does not end before the other begins."""
    return [own.ends_or_open(">=", own.since)] if is_given(own.since) else []


def _reach(own: Stretch) -> Value:
    return replace(own.since, conversion="reach")


def is_given(value: Value) -> bool:
    """Whether a limit is asked for at all (`from` and `to` of a timeline need not be)."""
    return value != Literal(None)


def any_time(attribute: str) -> Overlaps:
    """Return the condition that every date fulfils."""
    return Overlaps(attribute, "overlaps", Literal(None), Literal(None))
