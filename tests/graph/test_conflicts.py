"""Which propositions speak against each other, by links, numbers and times."""

import doctest
from datetime import date
from typing import Any

import pytest

from graph import conflicts as module
from graph.conflicts import Link, Measure, Proposition, conflicts
from graph.weigh import Claim, weigh

ABOUT = ("army", "killed", "", "", "battle")
EXACTLY_8, AT_LEAST_8, AT_LEAST_71, AT_MOST_70 = (Measure("people", *bounds) for bounds in ((8, 8), (8, None), (71, None), (None, 70)))


def said(iri: str, **values: Any) -> Proposition:
    return Proposition(iri, **{"kind": "CASUALTY", "about": ABOUT, **values})


def bases(p: dict[str, Any], q: dict[str, Any], *links: Link) -> list[str]:
    """Why p and q conflict."""
    found = conflicts([said("q", **q), said("p", **p), said("r")], links)
    assert {(conflict.first, conflict.second) for conflict in found} <= {("p", "q")}
    return [conflict.basis for conflict in found]


def test_examples() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("one", "other", "excludes"),
    [
        (EXACTLY_8, AT_LEAST_71, True),
        (EXACTLY_8, AT_LEAST_8, False),
        (AT_LEAST_71, AT_MOST_70, True),
        (AT_LEAST_8, AT_LEAST_71, False),
        (Measure("people", 8, 70), Measure("people", 70, 90), False),
        (EXACTLY_8, Measure("vehicles", 9, 9), False),
        (Measure("", 8, 8), Measure("", 9, 9), False),
        (EXACTLY_8, Measure("people"), False),
    ],
)
def test_numbers_conflict_only_if_none_fits_both(one: Measure, other: Measure, excludes: bool) -> None:
    assert bases({"measure": one}, {"measure": other}) == bases({"measure": other}, {"measure": one}) == (["QUANTITY"] if excludes else [])


@pytest.mark.parametrize(
    "values",
    [
        {"about": ("army", "killed", "", "", "another battle")},
        {"about": ("army", "wounded", "", "", "battle")},
        {"about": ()},
        {"kind": "PREDICTION"},
        {"measure": None},
    ],
)
def test_numbers_of_other_things_do_not_conflict(values: dict[str, Any]) -> None:
    assert bases({"measure": EXACTLY_8}, {"measure": AT_LEAST_71, **values}) == []


def test_numbers_that_are_about_nothing_in_particular_do_not_conflict() -> None:
    assert bases({"measure": EXACTLY_8, "about": ()}, {"measure": AT_LEAST_71, "about": ()}) == []


@pytest.mark.parametrize("kind", ["INCOMPATIBLE_WITH", "COMPETES_WITH"])
@pytest.mark.parametrize(
    ("p", "q", "counts"),
    [
        ({}, {}, True),
        ({"measure": AT_LEAST_8}, {"measure": AT_LEAST_71}, False),
        ({"measure": AT_LEAST_8}, {}, True),
        ({"measure": AT_LEAST_8}, {"measure": Measure("people")}, True),
        ({"measure": AT_LEAST_8}, {"measure": Measure("vehicles", 9)}, True),
        ({"measure": Measure("", 8)}, {"measure": Measure("", 9)}, True),
        ({"until": date(2023, 5, 22)}, {"since": date(2023, 5, 23)}, False),
        ({"until": date(2023, 5, 22)}, {"since": date(2023, 5, 22)}, True),
        ({"until": date(2023, 5, 22)}, {"until": date(2023, 5, 24)}, True),
        ({"since": date(2023, 6, 1), "until": None}, {"since": date(2023, 5, 1), "until": date(2023, 5, 31)}, False),
    ],
)
def test_a_link_counts_unless_numbers_or_times_leave_room_for_both(kind: str, p: dict[str, Any], q: dict[str, Any], counts: bool) -> None:
    about = {"about": ()}
    for link in (Link(kind, "p", "q"), Link(kind, "q", "p")):
        assert bases({**p, **about}, {**q, **about}, link) == ([kind] if counts else [])


def test_of_several_reasons_the_strongest_is_told() -> None:
    numbers = {"measure": EXACTLY_8}, {"measure": AT_LEAST_71}
    competes, excludes = Link("COMPETES_WITH", "p", "q"), Link("INCOMPATIBLE_WITH", "q", "p")
    assert bases(*numbers, competes) == ["QUANTITY"]
    assert bases(*numbers, competes, excludes) == ["INCOMPATIBLE_WITH"]
    assert bases({}, {}, excludes, competes) == ["INCOMPATIBLE_WITH"]


@pytest.mark.parametrize("kind", ["INCOMPATIBLE_WITH", "COMPETES_WITH", "QUANTITY"])
@pytest.mark.parametrize("chain", [("p", "q"), ("q", "p"), ("p", "x", "y", "q"), ("q", "r", "p"), ("p", "x", "p", "q")])
def test_what_succeeds_the_other_does_not_contradict_it(kind: str, chain: tuple[str, ...]) -> None:
    steps = [Link("SUCCEEDS", later, earlier) for later, earlier in zip(chain, chain[1:], strict=False)]
    p, q = ({"measure": EXACTLY_8}, {"measure": AT_LEAST_71}) if kind == "QUANTITY" else ({}, {})
    links = [] if kind == "QUANTITY" else [Link(kind, "p", "q")]
    assert bases(p, q, *links) == [kind]
    assert bases(p, q, *links, *steps) == []


def test_two_later_states_of_one_still_conflict() -> None:
    steps = Link("SUCCEEDS", "p", "r"), Link("SUCCEEDS", "q", "r")
    assert bases({}, {}, *steps, Link("INCOMPATIBLE_WITH", "p", "q")) == ["INCOMPATIBLE_WITH"]


def test_links_to_what_is_not_there_and_to_itself_are_none() -> None:
    assert bases({}, {}, Link("INCOMPATIBLE_WITH", "p", "gone"), Link("INCOMPATIBLE_WITH", "q", "q"), Link("ENTAILS", "p", "q")) == []


def test_numbers_dispute_each_other_and_all_that_entails_them() -> None:
    told = [said("p", measure=EXACTLY_8), said("q", measure=AT_LEAST_71), said("r")]
    claims = [Claim("a", "ASSERTS", "one", "p"), Claim("b", "ASSERTS", "another", "q"), Claim("c", "ASSERTS", "third", "r")]
    found = weigh(claims, told, [Link("ENTAILS", "r", "p")], {})
    assert {iri: sorted(evidence.denials) for iri, evidence in found.items()} == {"p": ["another"], "q": ["one", "third"], "r": ["another"]}
