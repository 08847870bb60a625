"""Neo4j is killed again and again while clients write: what was acknowledged is there, and nothing is there twice."""

import asyncio
import json
import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from graph import local
from graph.engine import Asked, Engine
from graph.evidence import rebuild
from graph.log import version_of
from graph.store import Store, StoreConfig
from schema.reader import read_model
from schema.types import build_schema
from tests.conftest import VERSION
from tests.example import DATA, ONTOLOGY, Example
from tests.graph.mutating import document, new, text, to

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick_java")]

ROUNDS = int(os.environ.get("CLAIMGRAPH_KILL_ROUNDS", "1"))
CLIENTS = 6
MOST = 60
"""Calls after which Neo4j is killed at the latest."""
TOLD = {"STORE_UNAVAILABLE", "OUTCOME_UNKNOWN"}
"""What a client may be told while Neo4j is away."""
_MADE = "MATCH (n:Person|Claim) WHERE n.note STARTS WITH 'client' RETURN n.note, collect(n.iri)"


@pytest.fixture
def home() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="claimgraph-kill-"))
    try:
        yield made
    finally:
        local.stop(made, timeout=10)
        shutil.rmtree(made)


@dataclass
class Client:
    """Makes one call after the other; a call without an acknowledgement is made again first. `made` has the resource of each acknowledged call."""

    name: str
    number: int = 0
    made: dict[str, str] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)

    def call(self) -> tuple[str, str, dict[str, Any]]:
        """The name of the call, its mutation and the arguments: nothing in them keeps a second one from making a second resource."""
        call = f"{self.name}-{self.number}"
        if self.number % 2:
            return call, "upsertPerson", {"input": {"name": text(call), "note": call, "leads": to("id:rvc")}, "clientMutationId": call}
        content, passage = (
            ("id:p-driven-back", "id:p-sas-directed", "id:p-force-captured-kozinka")[self.number % 3],
            new(start=1, end=2, document=to("id:article")),
        )
        said = {"stance": ("ASSERTS", "DENIES")[self.number % 4 // 2], "claimant": to("id:isw"), "content": to(content), "passage": passage}
        return call, "recordClaim", {"input": {"note": call, **said}, "clientMutationId": call}

    async def work(self, engine: Engine, most: int = 1_000_000) -> None:
        """Make calls until one fails."""
        for _ in range(most):
            call, name, arguments = self.call()
            shown = "person" if name == "upsertPerson" else "claim"
            answer = json.loads((await engine.answer(Asked(document(engine, name, f"{shown} {{ id }}", arguments), arguments))).body)
            if "errors" in answer:
                self.told.update(error["extensions"]["code"] for error in answer["errors"])
                return
            assert answer["data"][name]["errors"] == []
            self.made[call] = answer["data"][name][shown]["id"]
            self.number += 1


async def until_it_is_killed(engine: Engine, clients: list[Client], server: local.LocalServer, calls: int) -> None:
    wanted = sum(client.number for client in clients) + calls
    work = asyncio.gather(*(client.work(engine) for client in clients))
    while sum(client.number for client in clients) < wanted:
        await asyncio.sleep(0.005)
    os.kill(server.pid, signal.SIGKILL)
    await work


def test_no_acknowledged_change_is_lost_and_none_is_made_twice(home: Path) -> None:
    draw, model = Random(5), read_model(ONTOLOGY)
    schema = build_schema(model)
    clients = [Client(f"client{number}") for number in range(CLIENTS)]
    committed = 0

    async def one_round(server: local.LocalServer, kill: bool) -> None:
        nonlocal committed
        async with Store(StoreConfig(server.bolt_uri, server.username, server.password, query_timeout=60)) as store:
            engine = Engine(model, schema, store)
            there = dict(await store.rows(_MADE, {}))
            assert all(there[call] == [iri] for client in clients for call, iri in client.made.items())
            committed += sum(client.call()[0] in there for client in clients)
            if kill:
                await until_it_is_killed(engine, clients, server, draw.randint(1, MOST))
                return
            await asyncio.gather(*(client.work(engine, most=2) for client in clients))
            there = dict(await store.rows(_MADE, {}))
            assert there == {call: [iri] for client in clients for call, iri in client.made.items()}
            assert await version_of(store) == loaded + len(there)
            assert (await rebuild(store, model)).changed == 0

    with asyncio.Runner() as runner:
        began = time.monotonic()
        server = local.start(home, VERSION, bolt_port=27687, http_port=27474, heap="512m", pagecache="64m", progress=False)
        example = Example(server, model, DATA, runner)
        loaded = runner.run(version_of(example.store))
        example.close()
        for number in range(ROUNDS + 1):
            runner.run(one_round(server, kill=number < ROUNDS))
            if number < ROUNDS:
                server = local.start(home, VERSION, bolt_port=27687, http_port=27474, heap="512m", pagecache="64m", progress=False)
        told = sum((client.told for client in clients), Counter())
        assert told.keys() <= TOLD
        calls, seconds = sum(len(client.made) for client in clients), time.monotonic() - began
        print(f"{ROUNDS} rounds in {seconds:.0f} s: {calls} acknowledged, told {dict(told)}, {committed} made without an acknowledgement")  # noqa: T201
