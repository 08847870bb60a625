"""Fetches the jars of a lock into the user's cache, once, and vouches for every one before it is used.

    lock -> jars that are missing -> staging directory -> size and SHA-256 -> one rename into the cache

The cache is flat and shared by versions and projects. A jar is in it whole and verified, or not at all.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path

import requests
from jgo.config import GlobalSettings
from jgo.maven import Artifact, MavenContext, PythonResolver
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from graph.local.lock import Jar, Lock
from schema.errors import ChecksumMismatch, DownloadFailed

THREADS = 8
ATTEMPTS = 3  # of one jar: among hundreds of requests a dropped connection is ordinary
TIMEOUT = 30  # seconds without a byte
_CHUNK = 1 << 16

Advance = Callable[[int], None]


def cache_directory() -> Path:
    """The user's cache: `$XDG_CACHE_HOME/claimgraph` or `~/.cache/claimgraph`."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "claimgraph"


def repositories() -> dict[str, str]:
    """The addresses to fetch from: jgo's default, overlaid by the user's own jgo settings."""
    return {**MavenContext().remote_repos, **GlobalSettings.load().repositories}


def class_path(lock: Lock, *, progress: bool = True) -> list[Path]:
    """The verified jars of `lock`, fetched if need be.

    Raises DownloadFailed or ChecksumMismatch; what was verified before that stays for the next attempt.
    """
    directory = cache_directory() / "jars"
    directory.mkdir(parents=True, exist_ok=True)
    with _exclusive(directory):
        missing = [jar for jar in lock.jars if not (directory / jar.file_name).exists()]
        if missing:
            _fetch_all(missing, directory, lock.version, progress=progress)
        _verify(lock, directory)
    return [directory / jar.file_name for jar in lock.jars]


def look(lock: Lock) -> tuple[list[Jar], list[Path]]:
    """The jars of `lock` that the cache lacks, and the files there that are not what the lock names; reads all of them and changes nothing."""
    directory = cache_directory() / "jars"
    missing = [jar for jar in lock.jars if not (directory / jar.file_name).exists()]
    there = [jar for jar in lock.jars if jar not in missing]
    with ThreadPoolExecutor() as pool:
        fits = list(pool.map(Jar.fits, there, [directory / jar.file_name for jar in there]))
    return missing, [directory / jar.file_name for jar, good in zip(there, fits, strict=True) if not good]


def _verify(lock: Lock, directory: Path) -> None:
    """Reads every cached jar (a fraction of a second for all) and throws out one that was altered."""
    paths = [directory / jar.file_name for jar in lock.jars]
    with ThreadPoolExecutor() as pool:
        fits = list(pool.map(Jar.fits, lock.jars, paths))
    bad = [path for path, good in zip(paths, fits, strict=True) if not good]
    for path in bad:
        path.unlink()
    if bad:
        raise ChecksumMismatch(f"{bad[0]} is not the jar that the lock names; removed, the next start fetches it again")


def _fetch_all(jars: list[Jar], directory: Path, version: str, *, progress: bool) -> None:
    """Fetches `jars` side by side; the first failure ends all."""
    for leftover in directory.glob("staging-*"):  # of a process that was killed
        shutil.rmtree(leftover)
    with tempfile.TemporaryDirectory(prefix="staging-", dir=directory) as staging, requests.Session() as session, _bar(progress) as bar:
        task = bar.add_task(f"Neo4j {version}, once", total=sum(jar.size for jar in jars))
        resolver = _Resolver(session, lambda count: bar.advance(task, count))
        context = MavenContext(resolver=resolver, repo_cache=Path(staging), remote_repos=repositories())
        pool = ThreadPoolExecutor(THREADS)
        try:
            _all_or_first_error([pool.submit(_fetch, jar, context, directory) for jar in jars])
        finally:
            pool.shutdown(cancel_futures=True)


def _all_or_first_error(futures: list[Future[None]]) -> None:
    done, _ = wait(futures, return_when=FIRST_EXCEPTION)
    for future in done:
        future.result()


def _fetch(jar: Jar, context: MavenContext, directory: Path) -> None:
    """Brings one jar into `directory`, whole and verified."""
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
    path = _download(jar, artifact)
    if not jar.fits(path):
        raise ChecksumMismatch(f"{jar.coordinate} came with another size or SHA-256 than the lock says; not kept")
    path.rename(directory / jar.file_name)


def _download(jar: Jar, artifact: Artifact) -> Path:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return artifact.resolve()
        except (requests.RequestException, OSError) as error:
            if attempt == ATTEMPTS:
                raise DownloadFailed(f"{jar.coordinate} could not be fetched ({_reason(error)}); check network, proxy and disk, then start again") from error
            time.sleep(attempt)
    raise AssertionError("unreachable")


def _reason(error: Exception) -> str:
    response = getattr(error, "response", None)
    return type(error).__name__ if response is None else f"HTTP {response.status_code}"


class _Resolver(PythonResolver):
    """jgo's, over connections that are kept open: its two handshakes for each jar take longer than the jars."""

    def __init__(self, session: requests.Session, advance: Advance) -> None:
        super().__init__()
        self.session = session
        self.advance = advance

    def download(self, artifact: Artifact) -> Path:
        """The artifact in the context's cache, from the first repository that has it; raises requests' errors."""
        *others, last = artifact.context.remote_repos.values()
        for repository in others:
            with suppress(requests.HTTPError):
                return self._download_from(repository, artifact)
        return self._download_from(last, artifact)

    def _download_from(self, repository: str, artifact: Artifact) -> Path:
        target = artifact.context.repo_cache / artifact.component.path_prefix / artifact.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")  # jgo would take a broken file for a whole one
        address = f"{repository}/{artifact.component.path_prefix.as_posix()}/{artifact.filename}"
        with self.session.get(address, stream=True, timeout=TIMEOUT) as response, part.open("wb") as file:
            response.raise_for_status()
            for chunk in response.iter_content(_CHUNK):
                file.write(chunk)
                self.advance(len(chunk))
        return part.rename(target)


def _bar(show: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not show,
    )


@contextmanager
def _exclusive(directory: Path) -> Iterator[None]:
    """One process at a time; the kernel lets go when it dies."""
    with (directory / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
