"""A real Neo4j Community of our own: start, stop, status.

home (.claimgraph)
  neo4j-2026/           one directory per major version: Neo4j's own conf, data, logs, ...
    password            of user neo4j, mode 0600
    server.json         the running server: process, ports, version; absent when it was stopped
    start.lock          held while somebody starts it
"""

import errno
import fcntl
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil

from graph.local import config, ports
from graph.local.jars import cache_directory, class_path
from graph.local.lock import Lock, read_lock
from schema.errors import Neo4jFailed

_POLL = 0.1  # seconds between two looks at a starting server


@dataclass(frozen=True)
class LocalServer:
    """A local Neo4j that answers; Browser is at `http_uri + "/browser/"`.

    `started`: this call started it. `first_password`: the password was made just now, so show it once.
    """

    bolt_uri: str
    http_uri: str
    username: str
    password: str
    pid: int
    version: str
    home: Path
    started: bool
    first_password: bool


@dataclass(frozen=True)
class _State:
    """What server.json holds; `created` (seconds since 1970) tells the process from a later one with its number."""

    pid: int
    created: float
    bolt_port: int
    http_port: int
    version: str


def start(
    home: Path = Path(".claimgraph"),
    version: str = "2026.08",
    *,
    bolt_port: int = 7687,
    http_port: int = 7474,
    heap: str = "1g",
    pagecache: str = "512m",
    progress: bool = True,
    timeout: float = 180,
) -> LocalServer:
    """The Neo4j of `home`, started unless it runs already; returns when Bolt and HTTP answer.

    Ports are the first free ones from those given. The server outlives this process: call `stop`. When this call is
    interrupted, it takes the server that it began to start down with it.
    Raises SettingsError for an unknown version; DownloadFailed, ChecksumMismatch, Neo4jFailed.
    """
    lock = read_lock(version)
    directory = _directory(home, lock)
    with _writable(home), _starting(directory):
        state = _state(directory)
        if state and _await(state, directory, timeout):
            return _server(state, directory)
        paths = class_path(lock, progress=progress)
        password, first = config.ensure_password(directory)
        with _ports(bolt_port, http_port) as free:
            config.write_settings(lock, directory, free, heap=heap, pagecache=pagecache)
            state = _launch(lock, directory, paths, free, heap)
            _await_or_end(state, directory, timeout)
    return replace(_server(state, directory), started=True, first_password=first)


@contextmanager
def _writable(home: Path) -> Iterator[None]:
    """Tell a disk that is full or read-only from everything else."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EROFS, errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EDQUOT, errno.ENOTDIR):
            raise
        raise Neo4jFailed(f"{error.filename or home} cannot be written: {error.strerror}; set CLAIMGRAPH_HOME to another directory") from error


def stop(home: Path = Path(".claimgraph"), timeout: float = 60) -> bool:
    """Stops the servers of `home`, by force after `timeout` seconds; whether there was one."""
    running = [(directory, state) for directory in _directories(home) if (state := _state(directory))]
    for directory, state in running:
        _end(state, directory, timeout)
    return bool(running)


def status(home: Path = Path(".claimgraph")) -> LocalServer | None:
    """The server of `home` that answers now."""
    for directory in _directories(home):
        state = _state(directory)
        if state and _answers(state):
            return _server(state, directory)
    return None


def lives(server: LocalServer) -> bool:
    """Whether the process of a server is still there, answering or not."""
    return any(state and state.pid == server.pid for state in map(_state, _directories(server.home)))


# where things are


def _directory(home: Path, lock: Lock) -> Path:
    return home.absolute() / f"neo4j-{lock.major}"


def _directories(home: Path) -> list[Path]:
    return sorted(home.absolute().glob("neo4j-*"))


def _server(state: _State, directory: Path) -> LocalServer:
    return LocalServer(
        bolt_uri=f"bolt://{config.HOST}:{state.bolt_port}",
        http_uri=f"http://{config.HOST}:{state.http_port}",
        username=config.USERNAME,
        password=(directory / "password").read_text().strip(),
        pid=state.pid,
        version=state.version,
        home=directory.parent,
        started=False,
        first_password=False,
    )


@contextmanager
def _starting(directory: Path) -> Iterator[None]:
    """One start at a time; the kernel lets go of the lock when its holder dies."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (directory / "start.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _ports(bolt: int, http: int) -> Iterator[tuple[int, int]]:
    directory = cache_directory() / "ports"
    with ports.reserved(bolt, directory) as free_bolt, ports.reserved(http, directory) as free_http:
        yield free_bolt, free_http


# the process


def _launch(lock: Lock, directory: Path, paths: list[Path], free: tuple[int, int], heap: str) -> _State:
    """Starts Java in a session of its own, so that Ctrl-C in the terminal reaches only us, who stop it in order."""
    with (directory / "logs" / "console.log").open("w") as console:
        process = subprocess.Popen(
            config.command(lock, directory, heap=heap),
            env=config.environment(paths),
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    process.returncode = 0  # it may outlive us: psutil looks after it from here, and Popen must not warn of it
    created = psutil.Process(process.pid).create_time()
    state = _State(process.pid, created, free[0], free[1], lock.version)
    config.write_private(directory / "server.json", json.dumps(asdict(state)))
    return state


def _state(directory: Path) -> _State | None:
    """The server of `directory` if its process lives, answering or not."""
    try:
        state = _State(**json.loads((directory / "server.json").read_text()))
    except (OSError, ValueError, TypeError):  # none, or written by another version of us
        return None
    return state if _process(state) else None


def _process(state: _State) -> psutil.Process | None:
    try:
        process = psutil.Process(state.pid)
        alive = process.status() != psutil.STATUS_ZOMBIE and abs(process.create_time() - state.created) < 1
    except psutil.NoSuchProcess:
        return None
    return process if alive else None


def _answers(state: _State) -> bool:
    return ports.bolt_answers(state.bolt_port) and ports.http_answers(state.http_port)


def _await(state: _State, directory: Path, timeout: float) -> bool:
    """Waits until the server answers; False if its process ended, Neo4jFailed if it took too long."""
    deadline = time.monotonic() + timeout
    while _process(state):
        if _answers(state):
            return True
        if time.monotonic() > deadline:
            raise Neo4jFailed(f"Neo4j did not answer within {timeout:g} s; see {directory / 'logs'}")
        time.sleep(_POLL)
    return False


def _await_or_end(state: _State, directory: Path, timeout: float) -> None:
    """Waits for a server of our own; leaves none behind that did not come up."""
    try:
        if not _await(state, directory, timeout):
            raise Neo4jFailed(f"Neo4j ended while starting: {_last_words(directory)}")
    except BaseException:
        _end(state, directory, timeout=10)
        raise


def _last_words(directory: Path) -> str:
    """What the console log gives as the innermost cause, on one line."""
    console = directory / "logs" / "console.log"
    lines = [line.strip() for line in console.read_text(errors="replace").splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by:")]
    exceptions = [line for line in lines if "Exception" in line]
    words = causes[-1:] or exceptions[:1] or lines[:1] or ["it said nothing"]
    return f"{words[0]} (see {console})"


def _end(state: _State, directory: Path, timeout: float) -> None:
    """Asks the server to stop, waits, then forces it."""
    process = _process(state)
    if process:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
            try:
                process.wait(timeout)
            except psutil.TimeoutExpired:
                process.kill()
                process.wait()
    (directory / "server.json").unlink(missing_ok=True)
