"""`claimgraph doctor`: whether all that claimgraph needs is there, and if not, what to type. It looks and changes nothing.

    settings -> findings of the machine -> of the ontology -> of Neo4j -> of what is stored

Each finding is one line, with a mend where there is something to do.
"""

import asyncio
import dataclasses
import http.client
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.markup import escape

from api.backend import Ontology, read_ontology, read_rules
from api.place import BOLT_PORT, HTTP_PORT, Place, find_place
from api.server import listen
from api.settings import Settings
from graph import local
from graph.definitions import drift
from graph.evidence import is_outdated
from graph.local import config, jars
from graph.local.lock import read_lock
from graph.local.ports import is_free
from graph.migration.stored import fits, progress
from graph.store import Store
from schema.errors import OntologyError, SettingsError, StartupError, StoreError, StoreUnavailable
from schema.model import Model

PYTHON = (3, 11)
NEO4J = ("5.26.", "2026.")
"""The beginnings of the versions that are tried."""
LEAST, ENOUGH = 200 << 20, 2 << 30
"""Bytes of free disk below which something is wrong, and below which it soon may be."""
SHARE = 0.75
"""How much of the machine's memory Neo4j may be given without a warning."""
SHOWN = 3
"""How many names a line has at most."""
PATIENCE = 2.0
"""Seconds for an answer from this machine."""
CSV = "dbms.security.allow_csv_import_from_file_urls"
REMOTE = "browser.remote_content_hostname_whitelist"
HEAP = "server.memory.heap.max_size"
_UNITS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


class State(StrEnum):
    """How something is."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


STYLES = {State.OK: "green", State.WARNING: "yellow", State.WRONG: "red"}


@dataclass(frozen=True)
class Finding:
    """What was found about one thing, and what to type if that is to be otherwise."""

    about: str
    state: State
    text: str
    mend: str = ""


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything that can be looked at."""
    found = [*_machine(settings), *_local(settings)]
    try:
        ontology = read_ontology(settings)
        found += _ontology(settings, ontology)
    except OntologyError as error:
        found.append(Finding("ontology", State.WRONG, f"{error.message} [{error.code}]"))
        ontology = None
    return found + [finding async for finding in _neo4j(settings, ontology.model if ontology else None)]


def as_json(found: Sequence[Finding]) -> dict[str, Any]:
    """Return findings as JSON values."""
    return {"ok": not is_wrong(found), "findings": [dataclasses.asdict(finding) for finding in found]}


def is_wrong(found: Sequence[Finding]) -> bool:
    """Whether anything is wrong."""
    return any(finding.state is State.WRONG for finding in found)


def show(console: Console, found: Sequence[Finding]) -> None:
    """Print findings, each on one line, with its mend below."""
    for finding in found:
        state = f"[{STYLES[finding.state]}]{finding.state:<8}[/]"
        console.print(f"{state} {finding.about:<12}{escape(finding.text)}", soft_wrap=True)
        if finding.mend:
            console.print(f"{'':<21}[dim]->[/] [cyan]{escape(finding.mend)}[/]", soft_wrap=True)
    counts = Counter(finding.state for finding in found)
    words = [f"{counts[State.WRONG]} wrong"] if counts[State.WRONG] else ["nothing is wrong"]
    words += [f"{counts[State.WARNING]} warning{'s' if counts[State.WARNING] > 1 else ''}"] if counts[State.WARNING] else []
    console.print(f"\n[bold]{', '.join(words)}[/]")


# this machine


def _machine(settings: Settings) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < PYTHON
    yield Finding("Python", State.WRONG if old else State.OK, version, "make PYTHON=python3.12 clean run" if old else "")
    yield _directory("home", settings.home.absolute(), "CLAIMGRAPH_HOME")
    try:
        yield _directory("temporary", Path(tempfile.gettempdir()), "TMPDIR")
    except OSError as error:  # none can be written
        yield Finding("temporary", State.WRONG, f"{error.strerror or error}", "export TMPDIR=...")
    yield _api_port(settings)


def _directory(about: str, path: Path, variable: str) -> Finding:
    """Whether a directory, or the one that it would be made in, can be written and has room."""
    there = next(place for place in (path, *path.parents) if place.exists())
    mend = f"export {variable}=..."
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return Finding(about, State.WRONG, f"{path} cannot be written", mend)
    free = shutil.disk_usage(there).free
    state = State.WRONG if free < LEAST else State.WARNING if free < ENOUGH else State.OK
    return Finding(about, state, f"{path}, {_size(free)} free{'' if path.exists() else ', is made at the first start'}", "" if state is State.OK else mend)


def _api_port(settings: Settings) -> Finding:
    try:
        listen(settings.host, settings.port).close()
    except SettingsError as error:
        if "taken" not in error.message:
            return Finding("API", State.WRONG, error.message, "export CLAIMGRAPH_HOST=127.0.0.1")
        if _is_claimgraph(settings):
            return Finding("API", State.OK, f"claimgraph answers at port {settings.port}")
        text = f"port {settings.port} is taken: `claimgraph run` goes on to the next free one, `claimgraph serve` ends"
        return Finding("API", State.WARNING, text, f"export CLAIMGRAPH_PORT={_next_port(settings.port)}")
    return Finding("API", State.OK, f"port {settings.port} is free" if settings.port else "any free port")


def _is_claimgraph(settings: Settings) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    with closing(http.client.HTTPConnection(host, settings.port, timeout=PATIENCE)) as connection:
        try:
            connection.request("GET", "/live")
            return b"alive" in connection.getresponse().read(100)
        except (OSError, http.client.HTTPException):
            return False


def _next_port(taken: int) -> int:
    return next((port for port in range(taken + 1, 65536) if is_free(port)), 0)


# what a Neo4j of our own needs


def _local(settings: Settings) -> Iterator[Finding]:
    if settings.neo4j_uri:
        return
    if local.status(settings.home) is None:
        for name, port in (("Bolt", BOLT_PORT), ("Browser", HTTP_PORT)):
            if is_free(port):
                yield Finding(name, State.OK, f"port {port} is free")
            else:
                text = f"port {port} is taken: the next free one is used, {_next_port(port)}"
                yield Finding(name, State.WARNING, text, f"lsof -i :{port}")
    yield _memory(settings)
    yield _java()
    yield _jars(settings)


def _memory(settings: Settings) -> Finding:
    wanted, there = _bytes(settings.neo4j_heap) + _bytes(settings.neo4j_pagecache), psutil.virtual_memory().total
    text = f"{_size(there)}, of which Neo4j may take {_size(wanted)}"
    if wanted <= there * SHARE:
        return Finding("memory", State.OK, text)
    return Finding("memory", State.WARNING, text, "export CLAIMGRAPH_NEO4J_HEAP=512m CLAIMGRAPH_NEO4J_PAGECACHE=256m")


def _java() -> Finding:
    try:
        java = config.java()
    except StartupError as error:
        return Finding("Java", State.WRONG, error.message, "make run")
    if not os.access(java, os.X_OK):
        return Finding("Java", State.WRONG, f"{java} cannot be run", "make clean run")
    return Finding("Java", State.OK, config.java_version() or "of an unknown version")


def _jars(settings: Settings) -> Finding:
    lock = read_lock(settings.neo4j_version)
    missing, altered = jars.look(lock)
    where = jars.cache_directory() / "jars"
    if altered:
        names = " ".join(map(str, altered[:SHOWN]))
        return Finding("cache", State.WRONG, f"{len(altered)} of Neo4j's jars in {where} are not those of the lock", f"rm {names}")
    place = _directory("cache", where, "XDG_CACHE_HOME")
    if missing and place.state is State.WRONG:
        return place
    if missing:
        text = f"{len(missing)} of {len(lock.jars)} jars of Neo4j {lock.version} are fetched at the next start ({_size(sum(jar.size for jar in missing))})"
        return Finding("cache", State.WARNING, text, "claimgraph neo4j start")
    return Finding("cache", State.OK, f"Neo4j {lock.version}, {len(lock.jars)} jars in {where}, each as the lock says")


# the ontology


def _ontology(settings: Settings, ontology: Ontology) -> Iterator[Finding]:
    model = ontology.model
    layer = "with the evidence layer" if model.has_evidence else "without claims"
    yield Finding("ontology", State.OK, f"{settings.ontology_file}: {len(model.classes)} classes, {len(model.shapes)} shapes, {layer}")
    for file in settings.data_files:
        if not file.exists():
            yield Finding("data", State.WRONG, f"{file} of CLAIMGRAPH_DATA is not there", "export CLAIMGRAPH_DATA=none")
    try:
        read_rules(settings, ontology)
    except SettingsError as error:
        yield Finding("policy", State.WRONG, error.message)


# Neo4j and what is stored


async def _neo4j(settings: Settings, model: Model | None) -> AsyncIterator[Finding]:
    try:
        place = find_place(settings)
    except StoreUnavailable:
        yield Finding("Neo4j", State.WARNING, f"none runs in {settings.home}, so what is stored was not looked at", "claimgraph neo4j start")
        return
    try:
        async with Store(place.config) as store:
            yield await _version(settings, place, store)
            async for finding in _settings(settings, place, store):
                yield finding
            if model:
                async for finding in _stored(store, model):
                    yield finding
    except StoreError as error:
        mend = "claimgraph neo4j stop && claimgraph neo4j start" if place.server else "export NEO4J_URI=... NEO4J_USERNAME=... NEO4J_PASSWORD=..."
        yield Finding("Neo4j", State.WRONG, f"{place.config.uri}: {error.message}", mend)


async def _version(settings: Settings, place: Place, store: Store) -> Finding:
    version, edition = await asyncio.gather(store.version(), store.edition())
    text = f"{version} {edition} at {place.config.uri}"
    if not version.startswith(NEO4J):
        return Finding("Neo4j", State.WARNING, f"{text}: claimgraph is tried on 5.26 LTS and 2026.x")
    if place.server and not version.startswith(settings.neo4j_version):
        text = f"{text}, but CLAIMGRAPH_NEO4J_VERSION is {settings.neo4j_version}"
        return Finding("Neo4j", State.WARNING, text, "claimgraph neo4j stop && claimgraph neo4j start")
    return Finding("Neo4j", State.OK, text)


async def _settings(settings: Settings, place: Place, store: Store) -> AsyncIterator[Finding]:
    try:
        found = await store.server_settings((CSV, REMOTE, HEAP))
    except StoreError:  # a user, or a service, that does not show them
        yield Finding("settings", State.OK, "this user may not see those of the server")
        return
    again = "claimgraph neo4j stop && claimgraph neo4j start"
    if found.get(CSV) == "true":
        mend = again if place.server else f"echo {CSV}=false >> conf/neo4j.conf"
        yield Finding("settings", State.WARNING, "whoever may write Cypher can read files of the server, by LOAD CSV", mend)
    if REMOTE in found and not {"*", _own_host(settings)} & {host.strip() for host in found[REMOTE].split(",")}:
        mend = again if place.server else f"echo {REMOTE}={_own_host(settings)} >> conf/neo4j.conf"
        yield Finding("settings", State.WARNING, f"Neo4j Browser takes no guide and no style from {_own_host(settings)}", mend)
    if HEAP in found:
        yield Finding("settings", State.OK, f"{found[HEAP]} of heap")


def _own_host(settings: Settings) -> str:
    return {"0.0.0.0": "localhost", "::": "localhost"}.get(settings.host, settings.host)


async def _stored(store: Store, model: Model) -> AsyncIterator[Finding]:
    if under_way := await progress(store):
        text = f"the data is half way to another ontology ({under_way.target[:12]})"
        yield Finding("data", State.WRONG, text, "claimgraph schema apply --yes")
        return
    ((count,),) = await store.rows("MATCH (r:Resource) RETURN count(r)", {})
    if not count:
        yield Finding("data", State.OK, "nothing is stored yet")
        return
    yield await _made_with(store, model, count)
    async for finding in _definitions(store, model):
        yield finding
    if await is_outdated(store, model):
        yield Finding("evidence", State.WRONG, "statuses and projected relations are not those that follow from the claims", "claimgraph rebuild")
    elif model.has_evidence:
        yield Finding("evidence", State.OK, "what follows from the claims is kept beside them")


async def _made_with(store: Store, model: Model, count: int) -> Finding:
    match await fits(store, model):
        case True:
            return Finding("data", State.OK, f"{count:,} resources, made with this ontology")
        case False:
            return Finding("data", State.WRONG, f"{count:,} resources, made with an ontology that this one differs from", "claimgraph schema diff")
        case _:
            return Finding("data", State.WARNING, f"{count:,} resources; the store does not say with which ontology they were made", "claimgraph validate")


async def _definitions(store: Store, model: Model) -> AsyncIterator[Finding]:
    """What Neo4j has of constraints and indexes beside what the Model wants; a start makes and drops them."""
    found = await drift(store, model)
    if found.missing:
        yield Finding("indexes", State.WRONG, f"{len(found.missing)} are missing: {_names(found.missing)}", "claimgraph serve")
    if found.extra:
        yield Finding("indexes", State.WARNING, f"{len(found.extra)} are of no use any more: {_names(found.extra)}", "claimgraph serve")
    for name in found.failed:
        yield Finding("indexes", State.WRONG, f"{name} could not be filled", f"in Neo4j Browser: DROP INDEX {name} (then start claimgraph again)")
    if found.filling:
        yield Finding("indexes", State.WARNING, f"{len(found.filling)} are being filled: {_names(found.filling)}", "claimgraph doctor")
    if not (found.missing or found.extra or found.failed or found.filling):
        yield Finding("indexes", State.OK, "constraints and indexes are those that the ontology asks for")


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")


def _bytes(size: str) -> int:
    return int(size[:-1]) * _UNITS[size[-1].lower()]


def _size(count: int) -> str:
    """Bytes for people.

    >>> _size(182 << 20), _size(3 << 29)
    ('182 MB', '1.5 GB')
    """
    return f"{count >> 20} MB" if count < 1 << 30 else f"{count / (1 << 30):.1f} GB"
