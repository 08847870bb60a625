"""Writes graph/local/neo4j-<name>.lock for one Neo4j Community: `python scripts/lock_neo4j.py 2026.08.1`.

For the maintainer: resolves the server, its HTTP side and Neo4j Browser, fetches every jar and takes its SHA-256.
jgo compares each with the SHA-1 that the repository publishes beside it, and only warns: here that ends the run.
Takes a minute or two.
"""

import logging
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jgo.maven import Dependency, MavenContext

from graph.local.jars import THREADS, repositories
from graph.local.lock import digest

BROWSER = "org.neo4j.client:neo4j-browser"
SERVER = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
LOCKS = Path(__file__).parent.parent / "graph" / "local"


class Strict(logging.Handler):
    """Makes a warning an error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Ends the run with the warning's text."""
        raise RuntimeError(record.getMessage())


def main(version: str) -> None:
    """Resolve, fetch, hash, write."""
    logging.getLogger("jgo").addHandler(Strict(logging.WARNING))
    with tempfile.TemporaryDirectory() as cache:
        context = MavenContext(repo_cache=Path(cache), remote_repos=repositories(), timeout=60)
        dependencies = resolve(context, version)
        with ThreadPoolExecutor(THREADS) as pool:
            lines = sorted(pool.map(line, dependencies))
    target = LOCKS / f"neo4j-{version.rsplit('.', 1)[0]}.lock"
    target.write_text("# coordinate size sha256; written by scripts/lock_neo4j.py\n" + "\n".join(lines) + "\n")
    print(f"{target}: {len(lines)} jars")


def resolve(context: MavenContext, version: str) -> list[Dependency]:
    """The server's jars and their dependencies, and the newest Neo4j Browser."""
    browser = context.project(*BROWSER.split(":"))
    browser.update()
    roots = [f"{coordinate}:{version}" for coordinate in SERVER] + [f"{BROWSER}:{browser.release}"]
    inputs, transitive = context.resolver.resolve([context.create_dependency(root) for root in roots])
    return [*inputs, *transitive]


def line(dependency: Dependency) -> str:
    """One line of the lock."""
    artifact = dependency.artifact
    path = artifact.resolve()
    parts = [artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier]
    return f"{':'.join(part for part in parts if part)} {path.stat().st_size} {digest(path)}"


if __name__ == "__main__":
    main(sys.argv[1])
