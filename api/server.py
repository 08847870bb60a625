"""Uvicorn as claimgraph runs it: its own socket, a stop that first says so and lets running requests finish."""

import asyncio
import errno
import gc
import math
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from api.backend import Backend
from api.settings import Settings
from schema.errors import SettingsError

NEXT_PORTS = 100  # how many ports `run` tries
PING = 20.0
"""Seconds between two pings of a WebSocket, and for an answer to one."""
TURN = 0.0005
"""Seconds for which a thread may keep others waiting: what takes long is done in threads, and requests meanwhile wait for many turns."""
COLLECTIONS = (10_000, 5, 50)
"""New objects after which the young ones are searched, and how many times until older ones are."""
_POLL = 0.05  # seconds


class Socket(WebSocketsSansIOProtocol):
    """A WebSocket that is pinged now and then; one that does not answer is dropped, whatever waits to be sent."""

    def keepalive_timeout(self) -> None:
        """Drop the connection: to close it would wait for a peer that does not read."""
        super().keepalive_timeout()
        self.transport.abort()


class Server(uvicorn.Server):
    """Calls `announce` when it listens; at SIGTERM or Ctrl-C `/ready` says no, running requests finish, then it ends."""

    def __init__(self, app: Starlette, settings: Settings, announce: Callable[[], None]) -> None:
        self.backend: Backend = app.state.backend
        self.grace = math.ceil(settings.query_timeout) + 2
        self.announce = announce
        super().__init__(
            uvicorn.Config(
                app,
                http="httptools",
                ws=Socket,
                ws_max_size=settings.max_body,
                ws_ping_interval=PING,
                ws_ping_timeout=PING,
                ws_per_message_deflate=False,  # a small message could become a large one
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(settings.proxies),
                forwarded_allow_ips=settings.proxies,
                timeout_graceful_shutdown=self.grace,
                timeout_keep_alive=30,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then take all that lives now out of the garbage collector's sight, and let it look at what is young in small parts: nobody waits long for it."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTIONS)
        sys.setswitchinterval(TURN)
        self.announce()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; a second Ctrl-C does not wait. The signal is not raised again afterwards: the caller has more to stop."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = self.backend.stopping = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for running requests, for probes still reachable, then close."""
        deadline = time.monotonic() + self.grace
        while self.backend.running.count and not self.force_exit and time.monotonic() < deadline:
            await asyncio.sleep(_POLL)
        await super().shutdown(sockets)


def listen(host: str, port: int, tries: int = 1) -> socket.socket:
    """Return a listening socket on the first free port of `tries` from `port` on; raises SettingsError if none is, or the host is wrong."""
    family, address = _resolve(host, port)
    last = min(port + tries, 65536) - 1
    for candidate in range(port, last + 1):
        try:
            return socket.create_server((address, candidate), family=family, backlog=2048)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise SettingsError(f"CLAIMGRAPH_HOST {host} with CLAIMGRAPH_PORT {candidate} cannot be listened on: {error.strerror}") from None
    which = f"port {port} is" if tries == 1 else f"ports {port} to {last} are"
    raise SettingsError(f"{which} taken on {host}: set CLAIMGRAPH_PORT to another one, or to 0 for any free one")


def base_uri(bound: socket.socket) -> str:
    """Return the address by which a browser on this machine reaches a socket."""
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _resolve(host: str, port: int) -> tuple[int, str]:
    """Return the address family and the numeric address of a host."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        raise SettingsError(f"CLAIMGRAPH_HOST is {host!r}: it must be an address of this machine ({error.strerror})") from None
    return family, str(address[0])
