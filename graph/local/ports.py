"""Ports of 127.0.0.1: finding free ones, and asking whether Neo4j answers there."""

import fcntl
import http.client
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from graph.local.config import HOST
from schema.errors import Neo4jFailed

_SPAN = 200  # how far above the wanted port to look
_PATIENCE = 2.0  # seconds for one answer on the own machine
_BOLT_HELLO = b"\x60\x60\xb0\x17" + bytes([0, 8, 8, 5]) + bytes(12)  # magic, then the offer: 5.8 down to 5.0


@contextmanager
def reserved(wanted: int, directory: Path) -> Iterator[int]:
    """The first free port from `wanted` on, kept from other starts of this user while the context lasts.

    The lock files in `directory` close the gap between finding a port and Java's taking it.
    """
    directory.mkdir(parents=True, exist_ok=True)
    for port in range(wanted, min(wanted + _SPAN, 65536)):
        with (directory / str(port)).open("w") as file:
            if _locked(file) and is_free(port):
                yield port
                return
    raise Neo4jFailed(f"no free port from {wanted} to {port}")


def _locked(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_free(port: int) -> bool:
    """Whether nobody listens on `port` and we may."""
    if listens(port):  # macOS would let us bind beside a listener on all addresses
        return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def listens(port: int) -> bool:
    """Whether somebody accepts connections on `port`."""
    try:
        socket.create_connection((HOST, port), _PATIENCE).close()
    except OSError:
        return False
    return True


def bolt_answers(port: int) -> bool:
    """Whether a Bolt server agrees on a version."""
    try:
        with socket.create_connection((HOST, port), _PATIENCE) as connection:
            connection.sendall(_BOLT_HELLO)
            return any(connection.recv(4))
    except OSError:
        return False


def http_answers(port: int) -> bool:
    """Whether Neo4j's HTTP side serves Browser."""
    connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/browser/")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
