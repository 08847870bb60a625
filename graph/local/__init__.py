"""Neo4j as a local process: Java from PyPI, jars from Maven Central by a committed lock, data under `.claimgraph/`."""

from graph.local.server import LocalServer, lives, start, status, stop

__all__ = ["LocalServer", "lives", "start", "status", "stop"]
