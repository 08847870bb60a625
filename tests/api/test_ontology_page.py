"""The page of the ontology: all that it leads to is there, and what it shows as queries can be asked."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from graphql import parse, validate

from api import ontology_page as page
from api.hierarchy import spots_of
from schema.model import Model
from schema.reader import read_model
from schema.types import build_schema
from tests.example import ROOT

ONTOLOGIES = ROOT / "tests" / "ontologies"
ALL = ["ontology.ttl", "examples/seeds/ontology.ttl", *(f"tests/ontologies/{name}.ttl" for name in ("library", "deep", "org_style", "unlabelled", "press"))]


def read(name: str) -> Model:
    return read_model(ROOT / name, catalogue=ONTOLOGIES / "catalogue.toml")


def shown(model: Model, accept: str = "en") -> str:
    return page.ontology_page(model, accept).decode()


@pytest.mark.parametrize("name", ALL)
def test_links_lead_to_parts_of_the_page_and_queries_fit_the_schema(name: str) -> None:
    model = read(name)
    text, schema = shown(model), build_schema(model)._schema
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids)) and {*model.classes, *model.enums} == set(ids)
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
    queries = [unquote(query) for query in re.findall(r'href="/graphql\?query=([^"]+)"', text)]
    assert len(queries) == len(model.classes)
    for query in queries:
        assert validate(schema, parse(query)) == [], query


@pytest.mark.parametrize("name", ALL)
def test_the_picture_has_each_class_once_and_no_two_in_one_place(name: str) -> None:
    model = read(name)
    spots = spots_of(model)
    assert spots.keys() == model.classes.keys()
    assert len(set(spots.values())) == len(spots)
    for cls in model.classes.values():
        assert all(spots[parent].x < spots[cls.name].x for parent in cls.parents[:1])
    picture = re.findall(r"<svg.*</svg>", shown(model), re.DOTALL)[0]
    assert picture.count("<rect") == len(model.classes)
    assert picture.count("<path") == sum(len(cls.parents) for cls in model.classes.values())


def test_a_class_is_told_with_its_names_and_what_holds() -> None:
    text = shown(read("ontology.ttl"))
    group = re.findall(r'<section id="ArmedGroup">.*?</section>', text, re.DOTALL)[0]
    for part in ("type ArmedGroup", "armedGroups", ":ArmedGroup:Organization:Agent:Participant:Resource", "cg:ArmedGroup"):
        assert part in unescape(group)
    claim = unescape(re.findall(r'<section id="Claim">.*?</section>', text, re.DOTALL)[0])
    assert "(:Claim)-[:CLAIMANT]->(:Agent)" in claim and "exactly 1" in claim and "cg:ClaimShape" in claim
    assert "ASSERTS" in re.findall(r'<section id="Stance">.*?</section>', text, re.DOTALL)[0]


def test_people_read_it_in_their_language() -> None:
    text = shown(read("ontology.ttl"), "ru-RU, en;q=0.5")
    assert "вооружённая группа" in text.lower() or "вооруженная группа" in text.lower()
    assert '<span lang="ru" dir="auto">' in text


def test_what_an_ontology_says_is_escaped(tmp_path: Path) -> None:
    file = tmp_path / "odd.ttl"
    file.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<urn:o> a owl:Ontology ; rdfs:comment "<script>1</script>" .\n'
        '<urn:o#Odd> a owl:Class ; rdfs:label "<script>2</script>" ; rdfs:comment "\\"><script>3</script>" .\n'
    )
    assert "<script" not in shown(read_model(file))
