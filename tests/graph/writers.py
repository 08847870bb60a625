"""Writers that change the same few resources at once; as a program, some of them in a process of their own."""

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graph.engine import Asked, Engine
from graph.store import Store, StoreConfig
from schema.reader import read_model
from schema.types import build_schema
from tests.example import ONTOLOGY
from tests.graph.mutating import document, new, to

RESOURCES = [f"id:contended-{number}" for number in range(20)]
PROPOSITIONS = ["id:p-driven-back", "id:p-sas-directed", "id:p-force-captured-kozinka"]
CLAIMANTS = ["id:isw", "id:frl", "id:ru-mod", "id:rvc"]
_READ = "query($id: ID!) { person(id: $id) { version } }"


@dataclass
class Told:
    """What writers were told: changes by resource, conflicts, how many claims and judgements, errors by code; and how long the calls took, in seconds."""

    changed: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    evidence: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def add(self, other: "Told") -> None:
        """Add what others were told."""
        self.changed += other.changed
        self.errors += other.errors
        self.conflicts += other.conflicts
        self.evidence += other.evidence
        self.seconds += other.seconds


async def ask(engine: Engine, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    """The body of an answer."""
    body: dict[str, Any] = json.loads((await engine.answer(Asked(query, variables))).body)
    return body


class Writer:
    """One writer, which decides on what it has read."""

    def __init__(self, engine: Engine, name: str, told: Told) -> None:
        self._engine, self._name, self._told = engine, name, told
        self._draw = Random(name)
        self._number = 0

    async def call(self, name: str, **arguments: Any) -> list[str]:
        """Make a call; return the codes of its errors."""
        self._number += 1
        began = time.perf_counter()
        body = await ask(self._engine, document(self._engine, name, "", arguments), arguments)
        self._told.seconds.append(time.perf_counter() - began)
        if "errors" in body:
            self._told.errors.update(error["extensions"]["code"] for error in body["errors"])
            return ["failed"]
        return [error["code"] for error in body["data"][name]["errors"]]

    async def change(self) -> None:
        """Read the version of a resource, and change it if nobody did meanwhile."""
        iri = self._draw.choice(RESOURCES)
        version = (await ask(self._engine, _READ, {"id": iri}))["data"]["person"]["version"]
        match await self.call("upsertPerson", input={"id": iri, "note": f"{self._name} {self._number}"}, ifVersion=version):
            case []:
                self._told.changed[iri] += 1
            case ["VERSION_CONFLICT"]:
                self._told.conflicts += 1
            case codes:
                self._told.errors.update(codes)

    async def say(self) -> None:
        """Claim something, or judge it."""
        said = self._draw.choice(PROPOSITIONS)
        if self._draw.random() < 0.3:
            codes = await self.call("assess", input={"verdict": self._draw.choice(["OPEN", "VERIFIED", "REFUTED"]), "assesses": to(said)})
        else:
            passage = new(start=1, end=2, document=to("id:article"))
            claim = {"stance": self._draw.choice(["ASSERTS", "DENIES"]), "claimant": to(self._draw.choice(CLAIMANTS)), "content": to(said), "passage": passage}
            codes = await self.call("recordClaim", input=claim)
        self._told.evidence += not codes
        self._told.errors.update(codes)

    async def until(self, end: float, evidence: bool) -> None:
        """Write until a moment of `time.time()`."""
        while time.time() < end:
            await (self.say() if evidence else self.change())


async def write(engine: Engine, name: str, writers: int, on_evidence: int, end: float) -> Told:
    """Let some writers change resources and others claim and judge."""
    told = Told()
    await asyncio.gather(*(Writer(engine, f"{name}-{number}", told).until(end, number < on_evidence) for number in range(writers + on_evidence)))
    return told


async def main(uri: str, username: str, password: str, name: str, writers: int, on_evidence: int, seconds: float) -> None:
    """Write in this process, from when a line comes in, and print what was told."""
    model = read_model(ONTOLOGY)
    async with Store(StoreConfig(uri, username, password)) as store:
        engine = Engine(model, build_schema(model), store)
        print("ready", flush=True)  # noqa: T201
        sys.stdin.readline()
        told = await write(engine, name, writers, on_evidence, time.time() + seconds)
    print(json.dumps([told.changed, told.conflicts, told.evidence, told.errors, told.seconds]))  # noqa: T201


if __name__ == "__main__":
    given = sys.argv[1:]
    asyncio.run(main(given[0], given[1], given[2], given[3], int(given[4]), int(given[5]), float(given[6])))
