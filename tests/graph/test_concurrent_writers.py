"""Fifty writers on the same twenty resources: no change is lost, and whoever decided on an old version is told."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles

import pytest

from graph.log import changes_after, version_of
from tests.example import ROOT, Example
from tests.graph.bench import ID
from tests.graph.mutating import Editor, text
from tests.graph.writers import RESOURCES, Told, write

pytestmark = [pytest.mark.core, pytest.mark.slow]

SECONDS = float(os.environ.get("CLAIMGRAPH_WRITERS_SECONDS", "5"))
HERE = (26, 4)
"""Writers of resources and of evidence in this process."""
ELSEWHERE = 2
"""Processes with writers of their own, each half as many: fifty in all, or more."""
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
    assert told.conflicts and told.evidence and sum(told.changed.values()) > len(RESOURCES)
    versions = dict(editor.rows("MATCH (n:Person) WHERE n.iri IN $iris RETURN n.iri, n.version", iris=[iri.replace("id:", ID) for iri in RESOURCES]))
    assert versions == {iri.replace("id:", ID): 1 + told.changed[iri] for iri in RESOURCES}
    pasts = "MATCH (n:Person)-[:HAS_PAST_STATE]->(p) WHERE n.iri IN $iris WITH n, count(p) AS states WHERE states <> n.version - 1 RETURN n.iri"
    assert editor.rows(pasts, iris=list(versions)) == []
    changes = sum(told.changed.values()) + told.evidence
    log = example.runner.run(changes_after(example.store, before, 1_000_000))
    assert [change.version for change in log] == list(range(before + 1, before + changes + 1))
    assert example.runner.run(version_of(example.store)) == before + changes
    rising = editor.rows("MATCH (a:LoggedChange) MATCH (b:LoggedChange {version: a.version + 1}) WHERE NOT a.at < b.at RETURN a.version")
    assert rising == []


def _show(told: Told) -> None:
    cuts = quantiles(told.seconds, n=100)
    calls, changes = len(told.seconds), sum(told.changed.values())
    figures = f"{calls / SECONDS:.0f} calls/s, {changes / SECONDS:.0f} changes/s, {told.evidence / SECONDS:.1f} claims and judgements/s"
    print(f"\n{figures}, {told.conflicts} conflicts of {calls} calls, p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms, {dict(told.errors)}")  # noqa: T201
