"""Exports under rules of reading: what is hidden is nowhere in them, and the rest is what a store exports that never held it."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from graph.evidence import rebuild
from graph.export.described import Described, describe, find
from graph.export.formats import FORMATS
from graph.export.rows import Known
from graph.export.run import PROFILES, Wanted, export, wanted
from graph.ir import Rules
from graph.local import LocalServer
from graph.policy import read_policy
from schema.errors import Forbidden, ResourceUnknown
from schema.reader import read_model
from tests.example import DATA, ONTOLOGY, Example
from tests.graph.test_policy import ID, POLICIES, REMOVED

WANTED: dict[str, dict[str, Any]] = {
    **{f"{name} {profile}": {"name": name, "profile": profile} for name, one in FORMATS.items() for profile in PROFILES if one.can(profile)},
    "csv Claim": {"name": "csv", "label": "Claim"},
    **{f"gexf around {iri}": {"name": "gexf", "iri": ID + iri, "around": True} for iri in ("russia", "gladkov", "frl")},
    **{f"jsonl {iri}": {"name": "jsonl", "iri": ID + iri} for iri in ("isw", "kozinka", "gladkov", "incursion", "article", "not-there-at-all")},
    "cytoscape excluding": {"name": "cytoscape", "viewing": {"excluding": ["id:isw"]}},
}
ALL = {**POLICIES, "mixed": POLICIES["claims"] + POLICIES["world"] + POLICIES["properties"]}
ASKED = os.environ.get("CLAIMGRAPH_TEST_POLICIES", "mixed").split(",")
"""Which of these are tried: Neo4j plans each statement anew for each."""
RULED = ("csv", "neo4j")
"""Formats that differ for whoever may see all: their columns are then those of everything that ever was in the store."""
DESCRIBED = ("russia", "isw", "kozinka", "frl", "gladkov", "podolyak", "belgorod-region", "article", "incursion", "nobody")


@dataclass(frozen=True)
class Seen:
    """What is exported, by what was asked, and what pages have of resources."""

    exports: dict[str, bytes]
    pages: dict[str, Described | None]


class Reader:
    """Somebody under rules."""

    def __init__(self, example: Example, rules: Rules | None) -> None:
        self._store, self._model, self._rules = example.store, example.model, rules

    async def seen(self) -> Seen:
        return Seen(
            {name: await self._exported(wanted(self._model, rules=self._rules, **how)) for name, how in WANTED.items()},
            {name: await self._page(ID + name) for name in DESCRIBED},
        )

    async def _exported(self, asked: Wanted) -> bytes:
        try:
            return b"".join([piece async for piece in export(self._store, self._model, asked)])
        except ResourceUnknown as error:
            return error.message.encode()

    async def _page(self, iri: str) -> Described | None:
        known = Known.of(self._model)
        found = await find(self._store, known, [iri], self._rules)
        page = await describe(self._store, known, iri, self._rules) if found and not found.deleted else None
        return page and replace(page, row=page.row._replace(properties={name: str(value) for name, value in page.row.properties.items() if value is not None}))


@dataclass(frozen=True)
class Probed:
    """What readers have of the whole graph and of the copy without what is hidden, and what others have of the copy."""

    policy: str
    whole: Seen
    copy: Seen
    plain: Seen


@pytest.fixture(scope="module", params=ASKED)
def probed(request: pytest.FixtureRequest, neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Probed]:
    with asyncio.Runner() as runner:
        example = Example(neo4j_server, read_model(ONTOLOGY), DATA, runner)
        path = tmp_path_factory.mktemp("policy") / "policy.toml"
        path.write_text(ALL[request.param], encoding="utf-8")
        rules = read_policy(path, example.model, example.engine.schema)["reader"]
        whole = runner.run(Reader(example, rules).seen())
        runner.run(_remove(example, request.param))
        yield Probed(request.param, whole, runner.run(Reader(example, rules).seen()), runner.run(Reader(example, None).seen()))
        example.close()


async def _remove(example: Example, policy: str) -> None:
    """Take away what a policy hides; first the claims, so that the rest is weighed as long as it is there."""
    for one in ("claims", "world", "properties") if policy == "mixed" else (policy,):
        for statement in REMOVED[one]:
            await example.store.write([(statement, {"base": example.model.base_iri})])
        if one == "claims":
            await rebuild(example.store, example.model)


def test_an_export_is_as_if_what_is_hidden_were_not_there(probed: Probed) -> None:
    assert [name for name in WANTED if probed.whole.exports[name] != probed.copy.exports[name]] == []
    assert [name for name in DESCRIBED if probed.whole.pages[name] != probed.copy.pages[name]] == []


def test_nothing_else_is_left_out(probed: Probed) -> None:
    assert [name for name, how in WANTED.items() if how["name"] not in RULED and probed.whole.exports[name] != probed.plain.exports[name]] == []


def test_what_was_known_is_refused(example: Example) -> None:
    with pytest.raises(Forbidden, match="knownAt"):
        wanted(example.model, "nq", viewing={"knownAt": ["2999-01-01T00:00:00Z"]}, rules=Rules(()))
