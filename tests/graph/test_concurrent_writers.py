"""Fifty writers on the same twenty resources: no change is lost, and whoever decided on an old version is told."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import quantiles
from typing import Any

from graph.engine import Engine
from graph.log import changes_after, version_of
from graph.store import Store
from schema.types import build_schema
from tests.example import ROOT, Example
from tests.graph.bench import ID
from tests.graph.mutating import Editor, call, new, text, to
from tests.graph.writers import PROPOSITIONS, RESOURCES, Told, write

SECONDS = float(os.environ.get("CLAIMGRAPH_WRITERS_SECONDS", "5"))
HERE = (26, 4)
"""Writers of resources and of evidence in this process."""
ELSEWHERE = 2
"""Processes with writers of their own: fifty in all."""
THERE = (8, 2)


@contextmanager
def processes(example: Example) -> Iterator[list[subprocess.Popen[str]]]:
    config = example.store.config
    given = [config.uri, config.username, config.password]
    made = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.graph.writers", *given, f"process{number}", *map(str, THERE), str(SECONDS)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(ELSEWHERE)
    ]
    try:
        yield made
    finally:
        for process in made:
            process.kill()
            process.communicate()


def told_by(process: subprocess.Popen[str]) -> Told:
    changed, conflicts, evidence, errors, seconds = json.loads(process.communicate(timeout=120)[0])
    return Told(Counter(changed), conflicts, evidence, Counter(errors), seconds)


def test_no_change_is_lost_among_fifty_writers(editor: Editor) -> None:
    example = editor.example
    editor.do("upsertPeople", inputs=[{"id": iri, "name": text(iri)} for iri in RESOURCES])
    passage = new(start=1, end=2, document=to("id:article"))
    editor.do("recordClaim", input={"stance": "ASSERTS", "claimant": to("id:isw"), "content": to(PROPOSITIONS[0]), "passage": passage})
    before = editor.version()
    with processes(example) as others:
        assert all(process.stdout and process.stdout.readline() == "ready\n" for process in others)
        for process in others:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        told = example.runner.run(write(example.engine, "here", *HERE, time.time() + SECONDS))
        for process in others:
            told.add(told_by(process))
    _show(told)
    assert not told.errors, "no deadlock and no transient fault reaches a client"
    assert told.conflicts and told.evidence and told.changed
    versions = dict(editor.rows("MATCH (n:Person) WHERE n.iri IN $iris RETURN n.iri, n.version", iris=[iri.replace("id:", ID) for iri in RESOURCES]))
    assert versions == {iri.replace("id:", ID): 1 + told.changed[iri] for iri in RESOURCES}
    pasts = "MATCH (n:Person)-[:HAS_PAST_STATE]->(p) WHERE n.iri IN $iris WITH n, count(p) AS states WHERE states <> n.version - 1 RETURN n.iri"
    assert editor.rows(pasts, iris=list(versions)) == []
    changes = sum(told.changed.values()) + told.evidence
    log = example.runner.run(changes_after(example.store, before, 1_000_000))
    assert [change.version for change in log] == list(range(before + 1, before + changes + 1))
    assert example.runner.run(version_of(example.store)) == before + changes
    not_later = "MATCH (a:LoggedChange) MATCH (b:LoggedChange {version: a.version + 1}) WHERE a.version >= $version AND NOT a.at < b.at RETURN a.version"
    assert editor.rows(not_later, version=before) == []


def test_more_writers_than_connections_are_no_more_than_a_longer_queue(editor: Editor) -> None:
    given = [{"id": f"id:queue-{number}", "name": text(str(number))} for number in range(40)]

    async def all_at_once() -> list[dict[str, Any]]:
        async with Store(replace(editor.example.store.config, pool_size=1, acquisition_timeout=0.5)) as store:
            engine = Engine(editor.example.model, build_schema(editor.example.model), store)
            return await asyncio.gather(*(call(engine, "upsertPerson", "created", input=one) for one in given))

    assert all(payload["created"] for payload in editor.example.runner.run(all_at_once()))


def _show(told: Told) -> None:
    cuts = quantiles(told.seconds, n=100)
    calls, changes = len(told.seconds), sum(told.changed.values())
    figures = f"{calls / SECONDS:.0f} calls/s, {changes / SECONDS:.0f} changes/s, {told.evidence / SECONDS:.1f} claims and judgements/s"
    print(f"\n{figures}, {told.conflicts} conflicts of {calls} calls, p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms, {dict(told.errors)}")  # noqa: T201
