"""The cache of jars, against a Maven repository of our own making."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from graph.local import jars
from graph.local.lock import Jar, Lock, locked_versions, parse_lock, read_lock
from schema.errors import ChecksumMismatch, DownloadFailed, SettingsError

CONTENTS = {name: name.encode() * 50_000 for name in ("alpha", "beta", "gamma")}


@dataclass
class Repository:
    """What a Maven repository holds by path; `cut` answers end too early."""

    files: dict[str, bytes]
    cut: set[str] = field(default_factory=set)
    requests: Counter[str] = field(default_factory=Counter)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.requests[handler.path] += 1
        content = self.files.get(handler.path)
        handler.send_response(404 if content is None else 200)
        handler.send_header("Content-Length", str(len(content or b"")))
        handler.end_headers()
        handler.wfile.write((content or b"")[: -1 if handler.path in self.cut else None])


def path_of(name: str) -> str:
    return f"/org/example/{name}/1.0/{name}-1.0.jar"


def jar(name: str) -> Jar:
    return Jar("org.example", name, "1.0", "", len(CONTENTS[name]), hashlib.sha256(CONTENTS[name]).hexdigest())


LOCK = Lock("1", (*map(jar, CONTENTS), Jar("org.neo4j", "neo4j", "1.0", "", 0, hashlib.sha256().hexdigest())))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    files = {path_of(name): content for name, content in CONTENTS.items()}
    repository = Repository({**files, "/org/neo4j/neo4j/1.0/neo4j-1.0.jar": b""})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            repository.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,)).start()
    settings = tmp_path / "jgo.conf"
    settings.write_text(f"[repositories]\ncentral = http://127.0.0.1:{server.server_port}\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(jars, "ATTEMPTS", 1)
    yield repository
    server.shutdown()
    server.server_close()


def cached() -> set[str]:
    return {path.name for path in (jars.cache_directory() / "jars").iterdir()} - {"lock"}


def test_fetched_once_and_whole(repository: Repository) -> None:
    paths = jars.class_path(LOCK, progress=False)
    assert [path.read_bytes() for path in paths[:3]] == list(CONTENTS.values())
    assert cached() == {jar.file_name for jar in LOCK.jars}
    before = repository.requests.total()
    assert jars.class_path(LOCK, progress=False) == paths
    assert repository.requests.total() == before


def test_progress_bar_counts_all_bytes(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    jars.class_path(LOCK)
    assert "Neo4j 1.0" in capsys.readouterr().err


def test_tampered_jar_is_not_kept(repository: Repository) -> None:
    repository.files[path_of("beta")] = CONTENTS["beta"].upper()
    with pytest.raises(ChecksumMismatch, match="org.example:beta:1.0") as raised:
        jars.class_path(LOCK, progress=False)
    assert "\n" not in str(raised.value)
    assert cached() <= {jar.file_name for jar in LOCK.jars} - {jar("beta").file_name}


def test_broken_download_leaves_nothing_half_there(repository: Repository) -> None:
    repository.cut.add(path_of("gamma"))
    with pytest.raises(DownloadFailed, match="org.example:gamma:1.0") as raised:
        jars.class_path(LOCK, progress=False)
    assert "\n" not in str(raised.value)
    assert cached() <= {jar.file_name for jar in LOCK.jars} - {jar("gamma").file_name}
    repository.cut.clear()
    assert len(jars.class_path(LOCK, progress=False)) == 4


def test_dropped_connection_is_tried_again(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jars, "ATTEMPTS", 2)
    repository.cut.add(path_of("alpha"))
    monkeypatch.setattr("time.sleep", lambda _: repository.cut.clear())
    assert len(jars.class_path(LOCK, progress=False)) == 4


def test_missing_jar_is_named(repository: Repository) -> None:
    del repository.files[path_of("alpha")]
    with pytest.raises(DownloadFailed, match=r"org.example:alpha:1.0 could not be fetched \(HTTP 404\)"):
        jars.class_path(LOCK, progress=False)


def test_no_network(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "jgo.conf").write_text("[repositories]\ncentral = http://127.0.0.1:9\n")
    with pytest.raises(DownloadFailed, match="ConnectionError"):
        jars.class_path(LOCK, progress=False)
    assert cached() == set()


@pytest.mark.parametrize("content", [CONTENTS["beta"].upper(), b"short"])
def test_altered_cache_is_noticed_and_mended(repository: Repository, content: bytes) -> None:
    paths = jars.class_path(LOCK, progress=False)
    paths[1].write_bytes(content)
    with pytest.raises(ChecksumMismatch, match="beta"):
        jars.class_path(LOCK, progress=False)
    assert jars.class_path(LOCK, progress=False)[1].read_bytes() == CONTENTS["beta"]


def test_leftovers_of_a_killed_process_go(repository: Repository) -> None:
    half = jars.cache_directory() / "jars" / "staging-killed"
    half.mkdir(parents=True)
    (half / "alpha-1.0.jar").write_bytes(b"half")
    jars.class_path(LOCK, progress=False)
    assert cached() == {jar.file_name for jar in LOCK.jars}


@pytest.mark.parametrize("name", locked_versions())
def test_committed_locks(name: str) -> None:
    lock = read_lock(name)
    assert lock.version.startswith(f"{name}.")
    assert len({jar.file_name for jar in lock.jars}) == len(lock.jars) > 200
    assert {len(jar.sha256) for jar in lock.jars} == {64}
    assert {"neo4j", "neo4j-server", "neo4j-browser"} <= {jar.artifact for jar in lock.jars}


def test_lock_text() -> None:
    lock = parse_lock("2026.08", "# a comment\norg.neo4j:neo4j:2026.08.1 3 aa\nio.netty:netty:4:linux-x86_64 4 bb\n")
    assert (lock.version, lock.major, lock.size) == ("2026.08.1", "2026", 7)
    assert lock.jars[1].coordinate == "io.netty:netty:4:linux-x86_64"


def test_unknown_version_says_what_there_is() -> None:
    with pytest.raises(SettingsError, match="no local Neo4j '4.4'; there is: 2026.08, 5.26"):
        read_lock("4.4")
