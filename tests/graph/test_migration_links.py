"""One relationship from one ontology to the next: its type, which way it leads, what it carries, and whether it is still possible."""

from pathlib import Path
from typing import Any

from graph.migration.links import Link, Links
from graph.migration.nodes import Nodes
from graph.migration.terms import Terms
from tests.graph.test_migration_nodes import of

CLASSES = "x:Part a owl:Class . x:Other a owl:Class . x:since a owl:DatatypeProperty ; rdfs:range xsd:string . "
PART, THING, OTHER = (frozenset({"Resource", name}) for name in ("Part", "Thing", "Other"))


def links(folder: Path, old: str, new: str) -> Links:
    terms = Terms(of(folder, "old", CLASSES + old), of(folder, "new", CLASSES + new))
    return Links(terms, Nodes(terms))


def out(name: str, more: str = "") -> str:
    return f"x:{name} a owl:ObjectProperty ; rdfs:domain x:Part ; rdfs:range x:Thing {more} . "


def convert(links: Links, kind: str, *, past: bool = False, ends: tuple[str, str] = ("urn:b", "urn:a"), **carried: Any) -> Link:
    return links.convert(kind, ends, (PART, THING), carried, past=past)


def test_nothing_to_do(tmp_path: Path) -> None:
    assert links(tmp_path, out("of"), out("of")).affected == ()


def test_another_type_present_and_past(tmp_path: Path) -> None:
    found = links(tmp_path, out("of"), out("partOf", "; cg:formerly x:of"))
    assert found.affected == ("OF",)
    assert not found.doubtful("OF")
    assert convert(found, "OF", proposition="urn:p") == Link("PART_OF", False, {"proposition": "urn:p"})
    assert convert(found, "OF", past=True) == Link("WAS_PART_OF", False, {})


def test_one_that_is_stored_from_the_other_end_now_is_turned(tmp_path: Path) -> None:
    pair = "x:has a owl:ObjectProperty ; owl:inverseOf x:of . "
    found = links(tmp_path, out("of", "; cg:edgeProperty x:since") + pair, out("of") + pair + "x:has cg:edgeProperty x:since .")
    assert convert(found, "OF", since="1") == Link("HAS", True, {"since": "1"})


def test_one_that_is_symmetric_now_leads_from_the_smaller_iri(tmp_path: Path) -> None:
    old = "x:near a owl:ObjectProperty ; rdfs:domain x:Part ; rdfs:range x:Part ."
    found = links(tmp_path, old, old.replace("owl:ObjectProperty", "owl:ObjectProperty, owl:SymmetricProperty"))
    assert found.convert("NEAR", ("urn:b", "urn:a"), (PART, PART), {}, past=False) == Link("NEAR", True, {})
    assert found.convert("NEAR", ("urn:a", "urn:b"), (PART, PART), {}, past=False) == Link("NEAR", False, {})
    assert found.faults() == {}


def test_one_that_is_no_longer_symmetric_is_at_fault(tmp_path: Path) -> None:
    new = "x:near a owl:ObjectProperty ; rdfs:domain x:Part ; rdfs:range x:Part ."
    found = links(tmp_path, new.replace("owl:ObjectProperty", "owl:ObjectProperty, owl:SymmetricProperty"), new)
    assert found.faults() == {"NEAR": "near was symmetric and is no longer: which way it leads is not stored"}


def test_what_it_carries_is_renamed_or_lost(tmp_path: Path) -> None:
    old = out("of", "; cg:edgeProperty x:since")
    renamed = links(tmp_path, old, out("of", "; cg:edgeProperty x:from") + "x:from a owl:DatatypeProperty ; rdfs:range xsd:string ; cg:formerly x:then .")
    assert convert(renamed, "OF", since="1") == Link("OF", False, {}, {"since": "since is dropped"})
    assert convert(renamed, "OF", past=True, since="1") == Link("WAS_OF", False, {"__dropped_since": "1"}, {"since": "since is dropped"})


def test_a_relation_that_is_dropped_is_kept_by_history(tmp_path: Path) -> None:
    found = links(tmp_path, out("of"), "")
    assert convert(found, "OF", a=1) == Link("__dropped_OF", False, {"a": 1}, {"": "of is dropped"})


def test_ends_that_are_no_longer_possible(tmp_path: Path) -> None:
    found = links(tmp_path, out("of"), out("of").replace("rdfs:range x:Thing", "rdfs:range x:Other"))
    assert convert(found, "OF").lost == {"": "of leads to what is no Other"}
    assert found.convert("OF", ("urn:b", "urn:a"), (PART, OTHER), {}, past=False) == Link("OF", False, {})
    assert convert(found, "OF", past=True) == Link("WAS_OF", False, {})
