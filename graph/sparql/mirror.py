"""The folder of a mirror: an Oxigraph store that one process writes, and what others may read of it.

    <home>/<slot>/lock             held by the process that keeps it; a second process takes the next slot
    <home>/<slot>/state.json       what the store mirrors, which build is valid, and up to which version
    <home>/<slot>/<build>/store    the store that is written
    <home>/<slot>/<build>/at-17    the store as it was at version 17, never written again: hard links to the files of `store`
    <home>/<slot>/<build>/after-at-17   what makes the next copy out of this one (`graph.export.patch`), unless that is much

The state is written after the store. A crash between the two is mended by doing the changes again: each resource is derived anew, whatever the store
has of it; for that no patch is told, since nobody knows what it has to say.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.export import patch
from graph.sparql.copies import named, patch_after
from graph.sparql.derived import Derivation, related


class Damaged(Exception):
    """The store cannot be read or written."""


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:  # Oxigraph has RuntimeError for what is corrupt
        raise Damaged(str(error)) from error


LAYOUT = 1
"""Raised whenever the same graph is mirrored by other triples."""
LONGEST_PATCH = 1 << 20
"""Bytes; where more is changed, a copy is sooner read anew."""
PATCHES_KEPT = 600.0
"""Seconds."""


class Mirror:
    """One mirror. `version` is that of the graph that it holds, None while it holds none. Raises Damaged where the disk fails, or the store on it is wrong."""

    def __init__(self, folder: Path, lock: Any, identity: str) -> None:
        self._folder, self._lock, self._identity = folder, lock, identity
        self._build = 0
        self._store: ox.Store | None = None
        self._last: Path | None = None
        self._patch = b""
        self.version: int | None = None

    @classmethod
    def take(cls, home: Path, identity: str) -> "Mirror":
        """Return the first mirror that no other process keeps; `identity` tells the graph, the ontology and the layout."""
        for slot in count():
            folder = home / str(slot)
            folder.mkdir(parents=True, exist_ok=True)
            lock = (folder / "lock").open("w")
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return cls(folder, lock, identity)
            lock.close()
        raise AssertionError  # count() does not end

    def open(self) -> bool:
        """Open what is there from before; return whether that was possible."""
        try:
            state = json.loads((self._folder / "state.json").read_bytes())
            self._build = int(state["build"])
            if state["identity"] != f"{LAYOUT} {self._identity}":
                return False
            (self._place / "store" / "CURRENT").stat()  # where there is none, Oxigraph would make a new store
            self._store, self.version = ox.Store(self._place / "store"), int(state["version"])
        except (OSError, RuntimeError, ValueError, KeyError, TypeError):
            self._store = self.version = None
            return False
        for old in self._place.glob("*at-*"):
            _remove(old)
        return True

    def build(self, quads_of_all: Iterable[ox.Quad], version: int) -> None:
        """Fill a store anew; what there was is forgotten only when this one is whole. `version` is that of the graph before the first quad was read."""
        before, self._build = self._build, self._build + 1
        shutil.rmtree(self._place, ignore_errors=True)
        try:
            with _damage():
                self._place.mkdir(parents=True)
                store = ox.Store(self._place / "store")
                store.bulk_extend(quads_of_all)
        except BaseException:
            shutil.rmtree(self._place, ignore_errors=True)
            self._build = before
            raise
        self._store, self.version = store, version
        self._last = None

    def apply(self, derivation: Derivation) -> None:
        """Let the store say of some resources what is derived of them now."""
        with _damage():
            store = self._opened
            gone, new = derivation.difference(store)
            for quad in gone:
                store.remove(quad)
            store.extend(new)
        if len(self._patch) <= LONGEST_PATCH:
            self._patch += patch.told(patch.DELETED, gone) + patch.told(patch.ADDED, new)

    def beside(self, iris: Iterable[str]) -> set[str]:
        """Return the IRIs of what the store relates to some resources."""
        with _damage():
            return related(self._opened, iris)

    def publish(self) -> Path:
        """Make a copy for readers and write the state down; return the copy's path."""
        path = named(self._place, self.version)
        with _damage():
            self._opened.backup(path)
            if self._last and len(self._patch) <= LONGEST_PATCH:
                patch_after(self._last).write_bytes(patch.header("to", path.name) + self._patch)
            _write(self._folder / "state.json", {"identity": f"{LAYOUT} {self._identity}", "build": self._build, "version": self.version})
        self._last, self._patch = path, b""
        return path

    def tidy(self, age: float) -> None:
        """Remove other builds, and copies but the newest, that are older than `age` seconds; and old patches."""
        if not self._place.exists():
            raise Damaged(f"{self._place} is gone")
        latest = time.time() - age
        copies = sorted(self._place.glob("at-*"), key=_age)
        others = [place for place in self._folder.iterdir() if place.is_dir() and place != self._place]
        patches = [place for place in self._place.glob("after-*") if _age(place) < time.time() - PATCHES_KEPT]
        for place in [*(place for place in (*copies[:-1], *others) if _age(place) < latest), *patches]:
            _remove(place)

    def release(self) -> None:
        """Let another process keep it."""
        self._store = None
        self._lock.close()

    @property
    def _place(self) -> Path:
        return self._folder / str(self._build)

    @property
    def _opened(self) -> ox.Store:
        if self._store is None:
            raise OSError("the mirror is not open")
        return self._store


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _write(path: Path, content: Any) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
