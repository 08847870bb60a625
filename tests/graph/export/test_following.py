"""Whoever does the patches has what an export has, after every change and from every version on; what cannot be told is an error."""

import asyncio
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from graph.export import patch
from graph.export.following import follow
from graph.export.lines import Profile
from graph.load import load
from graph.log import version_of
from graph.purge import purge
from schema.errors import ChangesGone
from tests.example import Example
from tests.graph.export.conftest import exported
from tests.graph.mutating import Editor, call
from tests.graph.random_mutations import Mirror as Plain

WRITES = 20
TURTLE = """@prefix cg: <https://w3id.org/claimgraph/ontology#> . @prefix id: <https://w3id.org/claimgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:z-loaded a cg:Person ; rdfs:label "Loaded"@en ; cg:memberOf id:frl . id:frl rdfs:label "Z"@uk ."""

ROLE = """@prefix cg: <https://w3id.org/claimgraph/ontology#> . @prefix id: <https://w3id.org/claimgraph/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:z-{0} a cg:Event ; rdfs:label "E"@en ; cg:eventType cg:borderCrossing ; cg:participant id:frl .
[] a rdf:Statement ; rdf:subject id:z-{0} ; rdf:predicate cg:participant ; rdf:object id:frl ; cg:role cg:target ."""


@pytest.fixture(scope="module")
def editor(example: Example) -> Editor:
    return Editor(example)


def told(example: Example, after: int | None, profile: Profile = "nanopub") -> bytes:
    async def read() -> bytes:
        return b"".join([piece async for piece in follow(example.store, example.model, profile, after)])

    return example.runner.run(read())


def version(example: Example) -> int:
    return example.runner.run(version_of(example.store))


def quads(example: Example, profile: Profile = "nanopub") -> set[ox.Quad]:
    return set(ox.parse(exported(example, "nq", profile), format=ox.RdfFormat.N_QUADS))  # type: ignore[arg-type]


def test_every_change_is_told(example: Example, editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(TURTLE)
    plain, draw, done = Plain(), Random(5), 0
    near, far = ox.Store(), ox.Store()
    begun = at = version(example)
    whole = told(example, None)
    assert f'H version "{begun}" .\n'.encode() in whole and b"H prev" not in whole
    patch.done(whole, near)
    patch.done(whole, far)
    while done < WRITES:
        step = plain.step(draw)
        if editor.call(step.name, **step.arguments)["errors"]:
            continue
        done += 1
        if done == WRITES // 2:
            example.runner.run(load(example.store, example.model, [tmp_path / "a.ttl"]))
        text = told(example, at)
        at = version(example)
        assert not text or patch.headed(text, "prev").rpartition(":")[0] == patch.headed(whole, "id").rpartition(":")[0]
        assert text.count(b"TX .\n") == text.count(b"TC .\n")
        patch.done(text, near)
        assert set(near) == quads(example), step
    for _ in range(2):  # once more from the start is as good
        assert patch.done(told(example, begun), far)
        assert set(far) == set(near)
    assert not told(example, at)


@pytest.mark.parametrize("profile", ["reified", "rdf12"])
def test_in_every_profile(example: Example, profile: Profile, tmp_path: Path) -> None:
    store, at = ox.Store(), version(example)
    patch.done(told(example, None, profile), store)
    assert set(store) == quads(example, profile)
    (tmp_path / "a.ttl").write_text(ROLE.format(profile))
    example.runner.run(load(example.store, example.model, [tmp_path / "a.ttl"]))
    patch.done(told(example, at, profile), store)
    assert set(store) == quads(example, profile)


def test_it_goes_on_and_on(example: Example, editor: Editor) -> None:
    async def followed() -> bytes:
        pieces, at = [], await version_of(example.store)
        async with asyncio.timeout(20):
            async for piece in follow(example.store, example.model, "reified", at, pace=0.05):
                pieces.append(piece)
                if b"Twice" in piece:
                    return b"".join(pieces)
        raise AssertionError

    async def both() -> bytes:
        task = asyncio.create_task(followed())
        for name in ("Once", "Twice"):
            await asyncio.sleep(0.3)
            await call(example.engine, "upsertPerson", input={"id": "id:z-followed", "name": [{"lang": "en", "value": name}]})
        return await task

    text = example.runner.run(both())
    assert text.count(b"TX .\n") == 2
    assert b'D <https://w3id.org/claimgraph/id/z-followed> <http://www.w3.org/2000/01/rdf-schema#label> "Once"@en .\n' in text


def test_what_cannot_be_told_is_an_error(example: Example, editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    person = {"id": "id:z-purged", "name": [{"lang": "en", "value": "Purged"}]}
    with pytest.raises(ChangesGone, match="no version"):
        told(example, version(example) + 1)
    at = version(example)
    editor.do("upsertPerson", input=person)
    example.runner.run(purge(example.store, example.model, ["https://w3id.org/claimgraph/id/z-purged"], "test"))
    with pytest.raises(ChangesGone, match="purge"):
        told(example, at)
    assert not told(example, version(example))
    monkeypatch.setattr("graph.log.MOST_CHANGES", 1)
    editor.do("upsertPerson", input=person)
    with pytest.raises(ChangesGone, match="no longer all kept"):
        told(example, 0)
