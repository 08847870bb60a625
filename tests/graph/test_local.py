"""A real Neo4j: started, found again, killed, stopped. The tests build on one another to start few servers."""

import base64
import json
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psutil
import pytest

from graph import local
from graph.local import ports, server
from schema.errors import Neo4jFailed
from tests.conftest import VERSION

pytestmark = pytest.mark.usefixtures("quick_java")


def start(home: Path, **changes: Any) -> local.LocalServer:
    return local.start(home, VERSION, **{"bolt_port": 27687, "http_port": 27474, "heap": "512m", "pagecache": "64m", **changes})


def port(uri: str) -> int:
    return int(uri.rpartition(":")[2])


def get(url: str) -> bytes:
    with urlopen(Request(url, headers={"Accept": "application/json"}), timeout=5) as response:
        content: bytes = response.read()
    return content


def cypher(on: local.LocalServer, statement: str) -> list[list[Any]]:
    """Rows by Neo4j's HTTP side: the driver has its home elsewhere."""
    credentials = base64.b64encode(f"{on.username}:{on.password}".encode()).decode()
    headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"}
    request = Request(f"{on.http_uri}/db/neo4j/query/v2", json.dumps({"statement": statement}).encode(), headers)
    with urlopen(request, timeout=30) as response:
        rows: list[list[Any]] = json.load(response)["data"]["values"]
    return rows


def directory(of: local.LocalServer) -> Path:
    return next(of.home.glob("neo4j-*"))


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    pair = (tmp_path_factory.mktemp("one home"), tmp_path_factory.mktemp("two"))
    yield pair
    for home in pair:
        local.stop(home)


@pytest.fixture(scope="module")
def taken() -> Iterator[tuple[int, int]]:
    """Two ports on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        yield one.getsockname()[1], two.getsockname()[1]


@pytest.fixture(scope="module")
def first(homes: tuple[Path, Path], taken: tuple[int, int]) -> local.LocalServer:
    """The server of the first home, started when the wanted ports are taken."""
    return start(homes[0], bolt_port=taken[0], http_port=taken[1])


@pytest.fixture(scope="module")
def second(homes: tuple[Path, Path], first: local.LocalServer) -> list[local.LocalServer]:
    """What two starts at once, of one home, beside a running server of another, gave."""
    with ThreadPoolExecutor() as pool:
        return [future.result() for future in [pool.submit(start, homes[1]) for _ in range(2)]]


@pytest.mark.core
def test_start_beside_taken_ports(taken: tuple[int, int], first: local.LocalServer) -> None:
    assert first.started and first.first_password
    assert first.version.startswith(VERSION)
    assert {port(first.bolt_uri), port(first.http_uri)}.isdisjoint(taken)
    assert json.loads(get(first.http_uri))["bolt_direct"] == first.bolt_uri
    assert cypher(first, "RETURN 1") == [[1]]


@pytest.mark.core
def test_browser_is_at_the_printed_address(first: local.LocalServer) -> None:
    assert b"<title>Neo4j Browser</title>" in get(f"{first.http_uri}/browser/")


@pytest.mark.core
def test_only_the_own_machine_is_served(first: local.LocalServer) -> None:
    connections = psutil.Process(first.pid).net_connections("inet")
    listening = {connection.laddr.ip.removeprefix("::ffff:") for connection in connections if connection.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}


@pytest.mark.core
def test_files_and_links_cannot_be_read_by_cypher(first: local.LocalServer) -> None:
    rows = cypher(first, "SHOW SETTINGS 'dbms.security.allow_csv_import_from_file_urls', 'dbms.usage_report.enabled', 'client.allow_telemetry' YIELD value")
    assert rows == [["false"]] * 3


def test_secrets_are_for_the_user_only(first: local.LocalServer) -> None:
    private = [directory(first) / "password", directory(first) / "server.json"]
    assert [path.stat().st_mode & 0o777 for path in private] == [0o600, 0o600]
    assert directory(first).stat().st_mode & 0o777 == 0o700
    assert private[0].read_text() == f"{first.password}\n"
    assert first.password not in " ".join(psutil.Process(first.pid).cmdline())


def test_second_start_finds_the_first(homes: tuple[Path, Path], first: local.LocalServer) -> None:
    again = start(homes[0])
    assert (again.pid, again.bolt_uri, again.password) == (first.pid, first.bolt_uri, first.password)
    assert not again.started and not again.first_password
    assert local.status(homes[0]) == again


def test_ctrl_c_does_not_reach_it(first: local.LocalServer) -> None:
    assert psutil.Process(first.pid).terminal() is None


def test_two_starts_of_one_home_give_one_server(second: list[local.LocalServer]) -> None:
    assert len({server.pid for server in second}) == 1
    assert sorted(server.started for server in second) == [False, True]


def test_two_homes_side_by_side(first: local.LocalServer, second: list[local.LocalServer]) -> None:
    other = second[0]
    assert {other.bolt_uri, other.http_uri}.isdisjoint({first.bolt_uri, first.http_uri})
    assert other.password != first.password
    assert cypher(other, "RETURN 2") == [[2]]


def test_killed_server_comes_back_with_its_data(homes: tuple[Path, Path], first: local.LocalServer) -> None:
    cypher(first, "CREATE (:Kept {name: 'kept'})")
    psutil.Process(first.pid).send_signal(signal.SIGKILL)
    back = start(homes[0])
    assert back.started and not back.first_password
    assert back.pid != first.pid
    assert cypher(back, "MATCH (node:Kept) RETURN node.name") == [["kept"]]


def test_stop_ends_the_process_and_frees_the_ports(homes: tuple[Path, Path], second: list[local.LocalServer]) -> None:
    assert local.stop(homes[1])
    assert not psutil.pid_exists(second[0].pid)
    assert ports.is_free(port(second[0].bolt_uri))
    assert local.status(homes[1]) is None
    assert not local.stop(homes[1])


def test_interrupted_start_leaves_no_server(homes: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def interrupt(state: server._State, *_: object) -> bool:
        seen.append(state.pid)
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "_await", interrupt)
    with pytest.raises(KeyboardInterrupt):
        start(homes[1])
    assert not psutil.pid_exists(seen[0])
    assert local.status(homes[1]) is None


def test_what_java_says_reaches_the_user_in_one_line(homes: tuple[Path, Path]) -> None:
    with pytest.raises(Neo4jFailed, match="Invalid maximum heap size: -Xmx1x") as raised:
        start(homes[1], heap="1x")
    assert "\n" not in str(raised.value)


def test_lost_password_is_explained(homes: tuple[Path, Path], second: list[local.LocalServer]) -> None:
    file = directory(second[0]) / "password"
    file.rename(file.with_suffix(".aside"))
    with pytest.raises(Neo4jFailed, match="password is gone"):
        start(homes[1])
    file.with_suffix(".aside").rename(file)


def test_a_home_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Neo4jFailed, match=r"file/.* cannot be written: Not a directory; set CLAIMGRAPH_HOME to another directory"):
        start(tmp_path / "file")
