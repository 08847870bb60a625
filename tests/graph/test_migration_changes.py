"""What differs between two ontologies, in the words of the terms."""

from pathlib import Path

from graph.migration.apply import steps
from graph.migration.changes import changes
from graph.migration.stored import needs_work
from graph.migration.terms import Terms
from schema.model import Model
from schema.reader import read_model

ONTOLOGIES = Path(__file__).parent.parent / "ontologies"
LIBRARY = (ONTOLOGIES / "library.ttl").read_text(encoding="utf-8")


def of(text: str, folder: Path) -> Model:
    file = folder / "ontology.ttl"
    file.write_text(text, encoding="utf-8")
    return read_model(file)


def told(terms: Terms) -> list[str]:
    return [f"{one.about} {one.term}: {one.text}" for one in changes(terms)]


def test_an_ontology_and_itself() -> None:
    model = read_model(ONTOLOGIES / "press.ttl")
    terms = Terms(model, model)
    assert told(terms) == []
    assert not needs_work(terms)
    assert [*map(str, steps(terms))] == ["drop indexes", "make indexes"]


def test_every_kind_of_change() -> None:
    terms = Terms(read_model(ONTOLOGIES / "press.ttl"), read_model(ONTOLOGIES / "press-next.ttl"))
    assert needs_work(terms)
    assert told(terms) == [
        "class press:Backer: Backer is added",
        "class press:Desk: Desk is renamed to Department",
        "class press:Outlet: Newsroom is renamed to Outlet",
        "class press:Outlet: Outlet has the new key code",
        "class press:Fund: Fund is below Backer now",
        "attribute press:fax: fax is dropped",
        "attribute press:second: second is renamed to first",
        "attribute press:first: first is renamed to second",
        "attribute press:beat: beat is found by search now",
        "attribute press:openedOn: opened is renamed to openedOn",
        "attribute press:slogan: motto is renamed to slogan",
        "attribute press:staff: staff is Int, was String",
        "relation press:sponsors: sponsors (SPONSORS) is dropped",
        "relation press:above: above is stored as BESIDE, was ABOVE",
        "relation press:beside: beside is stored as ABOVE, was BESIDE",
        "relation press:twinOf: twinOf leads both ways, was one way",
        "relation press:runs: keeps is renamed to runs",
        "relation press:runs: runs is stored as RUNS, was KEEPS",
        "relation press:runs: runs carries from, was since",
        "value press:calm: CALM is stored as QUIET",
        "value press:loud: LOUD is stored as SHRILL",
    ]


def test_what_looks_like_a_renaming_is_pointed_out_and_not_taken_for_one(tmp_path: Path) -> None:
    new = of(LIBRARY.replace("lib:pages", "lib:pageCount").replace("lib:Writer", "lib:Author").replace("lib:sequelOf", "lib:sequelTo"), tmp_path)
    terms = Terms(read_model(ONTOLOGIES / "library.ttl"), new)
    assert "attribute lib:pageCount: pageCount is added; if it is what lib:pages was, add cg:formerly lib:pages" in told(terms)
    assert "relation lib:sequelTo: sequelTo (SEQUEL_TO) is added; if it is what lib:sequelOf was, add cg:formerly lib:sequelOf" in told(terms)
    assert "class lib:Writer: Writer is dropped" in told(terms)


def test_what_is_asked_of_values_is_told_where_it_got_tighter(tmp_path: Path) -> None:
    tighter = LIBRARY.replace("sh:minInclusive 1 ]", "sh:minCount 1 ; sh:minInclusive 10 ; sh:maxInclusive 900 ]")
    old, new = read_model(ONTOLOGIES / "library.ttl"), of(tighter, tmp_path)
    assert told(Terms(old, new)) == ["attribute lib:pages: pages of Book: required now, min inclusive 10, was 1, max inclusive 900"]
    assert told(Terms(new, old)) == ["attribute lib:pages: pages of Book: min inclusive 1, was 10"]


def test_one_value_or_several_and_another_end(tmp_path: Path) -> None:
    text = LIBRARY.replace("sh:path lib:sequelOf ; sh:maxCount 1", "sh:path lib:sequelOf").replace("sh:path lib:bought ; sh:maxCount 1", "sh:path lib:bought")
    new = of(text.replace("rdfs:domain lib:Book ; rdfs:range lib:Book", "rdfs:domain lib:Book ; rdfs:range lib:Work"), tmp_path)
    assert told(Terms(read_model(ONTOLOGIES / "library.ttl"), new)) == [
        "attribute lib:bought: bought has several values now",
        "relation lib:sequelOf: sequelOf leads to Work, was Book",
        "relation lib:sequelOf: sequelOf has 0 to any number, was 0 to 1",
    ]


def test_comments_and_additions_need_nothing_of_the_data(tmp_path: Path) -> None:
    text = (
        LIBRARY.replace("Anything that can be lent.", "What is lent.") + "lib:Atlas a rdfs:Class ; rdfs:subClassOf lib:Map . lib:colour rdfs:domain lib:Map ."
    )
    terms = Terms(read_model(ONTOLOGIES / "library.ttl"), of(text, tmp_path))
    assert told(terms) == ["class lib:Atlas: Atlas is added", "attribute lib:colour: colour is added"]
    assert not needs_work(terms)
