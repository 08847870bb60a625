"""What is chosen, how it comes, and what is refused."""

import csv
import io
import json
from contextlib import aclosing
from typing import Any

import pyoxigraph as ox
import pytest

from graph.export.pages import PAGE
from graph.export.run import export, wanted
from schema.errors import BadArgument, BadIri, ResourceUnknown
from tests.graph.bench import ID, Bench
from tests.graph.export.conftest import exported


def test_one_class_has_the_instances_of_all_below_it(filled: Bench) -> None:
    statements = ox.parse(exported(filled, "nt", label="Organization"), format=ox.RdfFormat.N_TRIPLES)
    subjects = {one.subject.value for one in statements if isinstance(one.subject, ox.NamedNode)}
    assert subjects == {iri for (iri,) in filled.rows("MATCH (n:Organization) RETURN n.iri")}


def test_one_resource_has_all_that_is_said_of_it(filled: Bench) -> None:
    statements = list(ox.parse(exported(filled, "ttl", iri="id:frl"), format=ox.RdfFormat.TURTLE))
    assert {one.subject.value for one in statements if isinstance(one.subject, ox.NamedNode)} == {ID + "frl"}
    assert {one.object.language for one in statements if isinstance(one.object, ox.Literal)} >= {"en", "ru"}


@pytest.mark.parametrize("viewing", [None, {"knownAt": ["2999-01-01T00:00:00Z"]}])
@pytest.mark.parametrize("size", [2, 100])
def test_a_neighbourhood_has_what_is_said_of_each(filled: Bench, monkeypatch: pytest.MonkeyPatch, viewing: Any, size: int) -> None:
    monkeypatch.setattr("graph.export.pages.PAGE", size)
    monkeypatch.setattr("graph.export.pages.MOST", size)
    text = exported(filled, "nt", iri="id:frl", around=True, viewing=viewing)
    statements = {one for one in ox.parse(text, format=ox.RdfFormat.N_TRIPLES) if isinstance(one.subject, ox.NamedNode)}
    derived = [one.type for each in filled.model.classes.values() for one in each.relations.values() if one.derived]
    related = filled.rows(
        "MATCH (n:Resource {iri: $iri})-[r]-(m:Resource) WHERE r.proposition IS NULL AND NOT type(r) IN $derived RETURN DISTINCT m.iri",
        iri=ID + "frl",
        derived=derived,
    )
    around = {ID + "frl", *(iri for (iri,) in related)}
    assert len(around) > 5
    assert {one.subject.value for one in statements} == around
    whole = ox.parse(exported(filled, "nt"), format=ox.RdfFormat.N_TRIPLES)
    assert statements == {one for one in whole if isinstance(one.subject, ox.NamedNode) and one.subject.value in around}


def test_a_symmetric_relation_is_said_of_either_end(filled: Bench) -> None:
    ((start, end),) = filled.rows("MATCH (a)-[r:CLOSE_TO|INCOMPATIBLE_WITH]->(b) WHERE r.proposition IS NULL AND a <> b RETURN a.iri, b.iri LIMIT 1")
    for one, other in ((start, end), (end, start)):
        assert f"<{one}>" in exported(filled, "nt", iri=one).decode() and f"<{other}>" in exported(filled, "nt", iri=one).decode()


def test_tables_have_all_resources_with_the_names_of_the_api(filled: Bench) -> None:
    count = filled.rows("MATCH (n:Resource) RETURN count(n)")[0][0]
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(exported(filled, "csv").decode(), newline=""))}
    lines = {line["id"]: line for line in map(json.loads, exported(filled, "jsonl").splitlines())}
    assert len(rows) == len(lines) == count
    legion = lines[ID + "frl"]
    assert rows[ID + "frl"]["name@en"] == "Freedom of Russia Legion"
    assert {"lang": "en", "value": "Freedom of Russia Legion"} in legion["name"]
    assert rows[ID + "frl"]["types"] == "ArmedGroup" and legion["types"] == ["ArmedGroup"]
    assert "version" not in legion
    fields = {"id", "types"} | {name for one in filled.model.classes.values() for name in (*one.attributes, *one.relations)}
    assert {name for line in lines.values() for name in line} <= fields
    assert {name.partition("@")[0] for name in next(iter(rows.values()))} <= fields


def test_pages_are_read_one_by_one_and_no_more_than_one_ahead(filled: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.export.pages.PAGE", 10)
    monkeypatch.setattr("graph.export.pages.MOST", 10)
    whole = filled.rows("MATCH (n:Resource) RETURN count(n)")[0][0]
    asked = wanted(filled.model, "ttl")
    read: list[str] = []
    rows = filled.store.rows

    async def counted(text: str, *rest: object) -> object:
        read.append(text)
        return await rows(text, *rest)  # type: ignore[arg-type]

    async def take(number: int) -> int:
        async with aclosing(export(filled.store, filled.model, asked)) as pieces:
            taken = 0
            async for _ in pieces:
                taken += 1
                if taken == number:
                    break
            return taken

    monkeypatch.setattr(filled.store, "rows", counted)
    assert filled.runner.run(take(1)) == 1 and not read  # what comes first needs no query
    assert filled.runner.run(take(3)) == 3 and len(read) == 3  # one ahead
    read.clear()
    assert filled.runner.run(take(10**6)) == -(-whole // 10) + 2
    assert PAGE > 10


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"name": "xlsx"}, "possible: ttl"),
        ({"name": "ttl", "label": "ArmedGrup"}, "possible: ArmedGroup"),
        ({"name": "ttl", "label": "`"}, "no class"),
        ({"name": "ttl", "profile": "nanopub"}, "possible: jsonld, trig, nq"),
        ({"name": "jsonld", "profile": "rdf12"}, "possible: ttl, nt, rdf, trig, nq"),
        ({"name": "csv", "profile": "rdf12"}, "cannot be said in csv"),
        ({"name": "ttl", "around": True}, "give its id"),
        ({"name": "ttl", "viewing": {"merged": ["true"]}}, "no export under 'merged'"),
        ({"name": "ttl", "profile": "x"}, "possible: reified, rdf12, nanopub"),
    ],
)
def test_what_is_not_possible_is_refused_with_what_is(filled: Bench, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(BadArgument, match=said):
        wanted(filled.model, **arguments)


def test_a_resource_that_there_is_not_is_told(filled: Bench) -> None:
    for chosen in ({"iri": "id:nobody"}, {"iri": "id:frl", "label": "Person"}):
        with pytest.raises(ResourceUnknown):
            exported(filled, "ttl", **chosen)
    with pytest.raises(BadIri):
        exported(filled, "ttl", iri="no iri")
