"""The committed locks: which jars make one Neo4j Community, each with its size and SHA-256.

A lock is a text file beside this module, one jar a line: `group:artifact:version[:classifier] size sha256`.
`#` begins a comment. `scripts/lock_neo4j.py` writes them.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from schema.errors import SettingsError

_SERVER = ("org.neo4j", "neo4j")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Jar:
    """One jar of a lock; `size` in bytes, `sha256` in lower-case hexadecimal."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def coordinate(self) -> str:
        """`group:artifact:version[:classifier]`."""
        parts = [self.group, self.artifact, self.version, self.classifier]
        return ":".join(part for part in parts if part)

    @property
    def file_name(self) -> str:
        """A name that is unique in one flat directory, across groups too."""
        return self.coordinate.replace(":", "--") + ".jar"

    def fits(self, path: Path) -> bool:
        """Whether `path` is this jar, byte for byte."""
        return path.stat().st_size == self.size and digest(path) == self.sha256


@dataclass(frozen=True)
class Lock:
    """The jars of one Neo4j; `name` is the setting that chose it, as in `2026.08`."""

    name: str
    jars: tuple[Jar, ...]

    @cached_property
    def version(self) -> str:
        """The exact version, as in `2026.08.1`."""
        return next(jar.version for jar in self.jars if (jar.group, jar.artifact) == _SERVER)

    @property
    def major(self) -> str:
        """What a data directory belongs to: Neo4j upgrades data in place within it (`2026`, `5`)."""
        return self.name.split(".")[0]

    @property
    def size(self) -> int:
        """Bytes of all jars together."""
        return sum(jar.size for jar in self.jars)


def digest(path: Path) -> str:
    """SHA-256 of a file, in lower-case hexadecimal."""
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sha.update(chunk)
    return sha.hexdigest()


def locked_versions() -> list[str]:
    """The versions that can be chosen."""
    return sorted(path.stem.removeprefix("neo4j-") for path in Path(__file__).parent.glob("neo4j-*.lock"))


def read_lock(version: str) -> Lock:
    """The lock of a version such as `2026.08`; raises SettingsError when there is none."""
    if version not in locked_versions():
        raise SettingsError(f"no local Neo4j {version!r}; there is: {', '.join(locked_versions())}")
    text = (Path(__file__).parent / f"neo4j-{version}.lock").read_text()
    return parse_lock(version, text)


def parse_lock(name: str, text: str) -> Lock:
    """The lock that `text` holds."""
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return Lock(name, tuple(_jar(*row) for row in rows))


def _jar(coordinate: str, size: str, sha256: str) -> Jar:
    group, artifact, version, *classifier = coordinate.split(":")
    return Jar(group, artifact, version, "".join(classifier), int(size), sha256)
