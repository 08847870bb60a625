"""Ontologies of different styles, each with what it is there for."""

import dataclasses
import random
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

import pytest
from rdflib import Graph

from benchmarks.ontology_at_size import ontology_text
from schema import paths, shapes, terms
from schema.model import Model
from schema.reader import parse_model, read_model
from tests.schema.reading import ONTOLOGIES, SHIPPED, attribute, from_file, from_text, relation

ALL = (
    "plain_rdfs",
    "restricted_owl",
    "shapes_only",
    "unlabelled",
    "deep",
    "listed",
    "foaf_style",
    "prov_style",
    "org_style",
    "schema_org_style",
    "with_evidence",
)


# what holds for every ontology


def leaves(value: object) -> set[type]:
    """Types of everything inside a model."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {type(value)}.union(*(leaves(getattr(value, f.name)) for f in dataclasses.fields(value)))
    if isinstance(value, Mapping):
        return {type(value)}.union(*(leaves(v) for pair in value.items() for v in pair))
    if isinstance(value, tuple):
        return {tuple}.union(*(leaves(v) for v in value))
    return {type(value)}


SHACL = {name for module in (paths, shapes, terms) for name, kind in vars(module).items() if dataclasses.is_dataclass(kind)}


@pytest.mark.parametrize("name", ALL)
def test_a_model_holds_only_plain_frozen_values(name: str) -> None:
    kinds = {kind.__name__ for kind in leaves(from_file(name))}
    assert kinds <= {"Model", "Class", "Attribute", "Relation", "Enum", "Concept", "mappingproxy", "tuple", "str", "bytes", "int", "bool", "NoneType", *SHACL}


@pytest.mark.parametrize("name", [n for n in ALL if n != "with_evidence"])
def test_the_order_of_triples_makes_no_difference(name: str, tmp_path: Path) -> None:
    path = ONTOLOGIES / f"{name}.ttl"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("@prefix")]
    expected = repr(read_model(path))
    for seed in range(3):
        shuffled = tmp_path / "shuffled.ttl"
        shuffled.write_text("\n".join([*head, *shuffled_statements(path, seed)]), encoding="utf-8")
        assert repr(read_model(shuffled)) == expected


def shuffled_statements(path: Path, seed: int) -> list[str]:
    """The triples of a file, one per line, in another order and with other blank nodes."""
    lines = Graph().parse(path).serialize(format="nt", encoding="utf-8").decode().splitlines()
    random.Random(seed).shuffle(lines)
    return lines


@pytest.mark.parametrize("name", ALL)
def test_the_parts_of_a_model_fit_together(name: str) -> None:
    model = from_file(name)
    seen: set[str] = set()
    for cls in model.classes.values():
        assert set(cls.ancestors) <= seen
        assert cls.name == "Resource" or cls.ancestors[-1] == "Resource"
        assert all(cls.name in model.classes[p].children for p in cls.parents)
        assert all(a.enum is None or a.enum in model.enums for a in cls.attributes.values())
        assert list(cls.attributes)[:3] == ["name", "altNames", "description"]
        for one in cls.relations.values():
            assert one.inverse is None or model.classes[one.target].relations[one.inverse].type == one.type
        seen.add(cls.name)
    fields = [f for cls in model.classes.values() for f in (cls.singular, cls.plural)]
    assert len({f.lower() for f in fields}) == len(fields)


# single styles


def test_rdfs_alone() -> None:
    model = from_file("plain_rdfs")
    assert set(model.classes) == {"Resource", "Animal", "Bird", "Enclosure", "Keeper"}
    assert (model.iri, model.has_evidence, model.prefixes["id"]) == ("http://example.org/zoo", False, "https://w3id.org/claimgraph/id/")
    assert "foaf" not in model.prefixes
    assert model.classes["Resource"].iri is None and model.classes["Resource"].object_type == "PlainResource"
    assert model.classes["Animal"].labels == {"en": "animal", "ru": "животное"}
    assert (attribute(model, "Bird.born").datatype, attribute(model, "Bird.born").many) == ("Date", True)
    assert attribute(model, "Enclosure.remark").datatype == "String"
    assert relation(model, "Bird.nestsIn").target == "Enclosure"
    assert relation(model, "Enclosure.livesInOf").direction == "in"
    assert relation(model, "Animal.seenAt").target == "Resource"


def test_owl_with_restrictions() -> None:
    model = from_file("restricted_owl")
    assert (model.version, model.description) == ("3", {"en": "Books and who has them."})
    book, person, atlas = (model.classes[n] for n in ("Book", "Person", "Atlas"))
    assert "Alexandria" not in model.classes and "note" not in book.attributes
    assert atlas.parents == ("Book", "Map") and model.classes["Tome"].parents == ("Resource",)
    assert (book.attributes["isbn"].required, book.attributes["isbn"].many) == (True, False)
    assert attribute(model, "Atlas.plates").datatype == "Int"
    assert (person.attributes["birthYear"].datatype, person.attributes["birthYear"].many) == ("EDTF", False)
    assert (person.attributes["cardNumber"].datatype, person.attributes["cardNumber"].max_count) == ("BigInt", 1)
    assert person.keys == (("cardNumber",),)
    assert (book.attributes["stars"].datatype, book.attributes["weight"].datatype) == ("Int", "Float")
    assert [c.notation for c in model.enums["Cover"].concepts] == ["hard", "soft"]
    assert "author" in model.classes["Map"].relations and relation(model, "Book.author").target == "Agent"
    assert relation(model, "Person.wrote").target == "Thing"
    assert (relation(model, "Book.heldBy").target, relation(model, "Book.heldBy").required) == ("Agent", True)
    assert "heldByOf" in model.classes["Library"].relations and "heldByOf" not in model.classes["Agent"].relations
    assert (relation(model, "Book.sequelOf").transitive, relation(model, "Book.sequelOf").many) == (True, False)
    assert (relation(model, "Map.borders").direction, relation(model, "Map.borders").inverse) == ("both", "borders")
    assert not relation(model, "Library.personViaMemberOf").many


def test_shacl_alone() -> None:
    model = from_file("shapes_only")
    ship = model.classes["Ship"]
    assert (ship.attributes["tonnage"].min_inclusive, ship.attributes["tonnage"].labels) == ("1", {"en": "tonnage"})
    assert [c.name for c in model.enums["Flag"].concepts] == ["GREEN", "RED", "DARK_BLUE"]
    assert ship.attributes["grade"].datatype == "String"
    assert (ship.attributes["number"].pattern, ship.attributes["number"].required) == ("^[0-9]{7}$", True)
    assert (ship.attributes["motto"].localized, ship.attributes["motto"].many) == (True, False)
    assert not ship.attributes["sold"].required
    assert (ship.relations["crew"].required, ship.relations["crew"].min_count) == (True, 2)
    assert (ship.relations["homepage"].target, ship.relations["homepage"].many) == ("Resource", False)
    sailor, mate = model.classes["Sailor"], model.classes["Mate"]
    assert not sailor.relations["crewOf"].many
    assert not sailor.attributes["nick"].required and "gone" not in sailor.attributes
    assert (sailor.attributes["name"].max_length, mate.attributes["name"].max_length, ship.attributes["name"].max_length) == (80, 40, None)
    assert (sailor.attributes["rank"].required, mate.attributes["rank"].required, mate.attributes["rank"].max_count) == (False, True, 1)
    assert [shape.name.removeprefix("https://crew.example/") for shape in model.shapes] == ["MateShape", "Sailor", "ShipShape"]


def test_names_outside_ascii_and_no_labels() -> None:
    model = from_file("unlabelled")
    assert set(model.classes) == {"Resource", "Misto", "HerosNational", "Rika", "FSBOffice", "Series", "Q42", "BFO_0000001", "_3DModel"}
    assert model.classes["Series"].plural == "seriesList" and model.classes["FSBOffice"].singular == "fsbOffice"
    assert set(model.classes["FSBOffice"].attributes) == {"name", "altNames", "description", "hasURL", "urlCount"}
    assert attribute(model, "Q42.P31").datatype == "Boolean"


def test_twelve_classes_deep_and_a_diamond() -> None:
    model = from_file("deep")
    bottom = model.classes["Bottom"]
    assert bottom.parents == ("Level12", "Side")
    assert bottom.ancestors == ("Level12", "Side", *(f"Level{n:02}" for n in range(11, 0, -1)), "Resource")
    assert bottom.neo4j_labels[0] == "Bottom" and bottom.object_type == "Bottom"
    assert (attribute(model, "Bottom.depth").many, attribute(model, "Bottom.width").many) == (False, True)
    assert model.classes["Level01"].concrete[0] == "Bottom" and "PlainLevel01" in model.classes["Level01"].concrete


def test_lists_and_relations_with_properties() -> None:
    model = from_file("listed")
    assert set(model.classes) == {"Resource", "Play", "Comedy", "Player"} and set(model.enums) == {"Mood", "Seasons", "Hall", "Genre"}
    assert [(c.name, c.notation) for c in model.enums["Mood"].concepts] == [("DARK_BLUE", "DARK_BLUE"), ("GAY", "GAY"), ("OTHER", "3")]
    assert model.enums["Mood"].concepts[1].definitions == {"en": "High spirits."}
    play = model.classes["Play"]
    assert (play.plural, play.abstract, play.object_type, play.concrete) == ("stagePlays", True, None, ("Comedy",))
    assert (play.attributes["mood"].enum, play.attributes["mood"].many) == ("Mood", False)
    assert (play.attributes["season"].enum, play.attributes["hall"].enum, play.attributes["genre"].enum) == ("Seasons", "Hall", "Genre")
    assert play.attributes["motto"].fulltext and "role" not in play.attributes and "shade" not in play.attributes
    stars = play.relations["stars"]
    assert (stars.type, stars.target, stars.inverse) == ("HAS_STAR", "Player", "performedIn")
    assert [(a.name, a.datatype, a.many) for a in stars.edge] == [("fee", "Float", False), ("role", "String", False), ("spirit", "Enum", False)]
    fee = attribute(model, "Player.fee")
    assert (fee.many, fee.indexed, fee.derived) == (True, True, True)


def test_the_style_of_foaf() -> None:
    model = from_file("foaf_style")
    assert set(model.classes) == {"Resource", "Agent", "Person", "Document"}
    assert "foafName" not in model.classes["Person"].attributes and attribute(model, "Person.title").localized
    assert not attribute(model, "Agent.age").many and attribute(model, "Agent.mboxSha1sum").many
    assert (relation(model, "Resource.maker").type, relation(model, "Agent.made").type) == ("MADE", "MADE")
    assert "membershipClass" not in model.classes["Resource"].attributes


def test_the_style_of_prov() -> None:
    model = from_file("prov_style")
    assert (model.iri, model.version) == ("http://www.w3.org/ns/prov-o#", "test")
    assert (relation(model, "Entity.wasInfluencedBy").target, relation(model, "Person.influenced").direction) == ("Resource", "in")
    assert relation(model, "Activity.generated").type == "WAS_GENERATED_BY"
    assert (relation(model, "Generation.hadActivity").max_count, relation(model, "Influence.hadActivity").many) == (0, True)
    assert model.classes["Generation"].parents == ("ActivityInfluence", "InstantaneousEvent")
    assert model.classes["Resource"].attributes["name"].comments == {"en": "For people."}


def test_the_style_of_org() -> None:
    model = from_file("org_style")
    assert model.classes["Organization"].iri == "http://www.w3.org/ns/org#Organization" and "FoafOrganization" in model.classes
    assert "Role" in model.classes and not model.enums
    pair = relation(model, "Organization.hasSubOrganization"), relation(model, "Organization.subOrganizationOf")
    assert {r.type for r in pair} == {"HAS_SUB_ORGANIZATION"} and all(r.transitive for r in pair)
    assert model.classes["OrganizationalUnit"].keys == (("identifier",),)
    assert "role" in model.classes["Post"].relations


def test_the_style_of_schema_org() -> None:
    model = from_file("schema_org_style")
    assert set(model.classes) == {"Resource", "Thing", "Organization", "Person", "CreativeWork", "Event", "Duration"}
    assert (attribute(model, "Event.startDate").datatype, attribute(model, "Event.url").datatype, attribute(model, "Event.price").datatype) == (
        "EDTF",
        "URI",
        "String",
    )
    assert (relation(model, "CreativeWork.author").target, relation(model, "Event.about").target) == ("Thing", "Thing")
    assert "subjectOf" in model.classes["Person"].relations


# the shipped ontology


def test_the_shipped_ontology() -> None:
    model = read_model(SHIPPED)
    root = model.classes["Resource"]
    assert model.has_evidence and model.iri == "https://w3id.org/claimgraph/ontology"
    assert root.iri == "https://w3id.org/claimgraph/ontology#Resource" and root.object_type is None
    assert not [c.object_type for c in model.classes.values() if c.object_type and c.object_type.startswith("Plain")]
    assert relation(model, "Claim.passage").type == "EVIDENCED_BY" and relation(model, "Passage.document").type == "IN_DOCUMENT"
    assert relation(model, "ArmedGroup.captured").inverse == "capturedBy"
    assert "ASSERTS" in {c.name for c in model.enums["Stance"].concepts}
    assert model.prefixes["cg"] == "https://w3id.org/claimgraph/ontology#"


def test_an_ontology_on_top_of_the_shipped_one() -> None:
    model = from_file("with_evidence")
    assert model.has_evidence and model.iri == "https://news.example/ontology"
    assert model.classes["Reporter"].parents == ("Person",) and model.classes["Person"].object_type == "PlainPerson"
    assert model.classes["NewsPerson"].iri == "https://news.example/ontology#Person"
    assert {"Animal", "Claim"} <= set(model.classes) and model.prefixes["z"] == "http://example.org/zoo#"


def test_an_ontology_of_five_hundred_classes_is_read_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "size.ttl"
    path.write_text(ontology_text(500, 3000), encoding="utf-8")
    start = perf_counter()
    model: Model = read_model(path)
    assert len(model.classes) == 501 and perf_counter() - start < 15  # about 1 s on an idle core; this only finds what grows without bound


def test_the_data_namespace_is_a_setting(tmp_path: Path) -> None:
    path = tmp_path / "o.ttl"
    path.write_text("@prefix ex: <http://example.org/> . ex:A a <http://www.w3.org/2002/07/owl#Class> .", encoding="utf-8")
    model = read_model(path, base_iri="https://data.example/")
    assert (model.base_iri, model.prefixes) == ("https://data.example/", {"ex": "http://example.org/", "id": "https://data.example/"})


def test_nothing_but_a_header_is_an_ontology(tmp_path: Path) -> None:
    model = from_text(tmp_path, "<http://example.org/ns> a owl:Ontology .")
    assert list(model.classes) == ["Resource"] and list(model.classes["Resource"].attributes) == ["name", "altNames", "description"]


# one version after the other


def test_a_term_tells_what_it_was() -> None:
    press = "https://press.example/ontology#"
    assert from_file("press-next").successors[press + "Newsroom"] == press + "Outlet"
    assert "formerly" not in from_file("press-next").classes["Outlet"].attributes


@pytest.mark.parametrize("name", ["press", "library"])
def test_a_model_can_be_had_again_from_its_files(name: str) -> None:
    model = from_file(name)
    again = parse_model(model.files)
    assert again == model
    assert again.digest == model.digest != ""


def test_the_digest_is_that_of_the_content(tmp_path: Path) -> None:
    copy = tmp_path / "copy.ttl"
    copy.write_bytes((ONTOLOGIES / "library.ttl").read_bytes())
    assert read_model(copy).digest == from_file("library").digest != from_file("press").digest
