"""Several processes that serve one address: they share its socket, and one that dies is replaced.

What has to be known to all of them is in Neo4j (documents, tokens, the change log), in a Redis (rates), or kept for all in files (numbers for Prometheus).
"""

import gc
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress

import structlog

from api.metrics import numbers_for_all
from schema.errors import ClaimgraphError, WorkersFailed

EARLY = 5.0
"""Seconds within which a process that ends by itself shows that there is no use in others."""

log = structlog.get_logger("claimgraph")


def share(number: int, serve: Callable[[bool], None]) -> None:
    """Run `serve` in so many processes until this one is told to stop; it is called with whether it is the first of all.

    Raises WorkersFailed if one ends with a fault right after its start.
    """
    with tempfile.TemporaryDirectory(prefix="claimgraph-metrics-") as folder, numbers_for_all(folder) as forget:
        gc.collect()
        gc.freeze()  # what was made before is shared as long as nobody touches it
        running = {_start(serve, first=number == 0): time.monotonic() for number in range(number)}
        try:
            while True:
                pid, status = os.wait()
                forget(pid)
                code, early = os.waitstatus_to_exitcode(status), time.monotonic() - running.pop(pid) < EARLY
                log.warning("a process that serves has ended", pid=pid, status=code)
                if early and code > 0:
                    raise WorkersFailed("a process that serves has ended as soon as it was started; the log tells why")
                if early:
                    time.sleep(1)  # whoever kills it may do so again
                running[_start(serve, first=False)] = time.monotonic()
        finally:
            for pid in running:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM)
            for pid in running:
                os.waitpid(pid, 0)
            gc.unfreeze()


def _start(serve: Callable[[bool], None], first: bool) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        serve(first)
        status = 0
    except KeyboardInterrupt:
        status = 0
    except ClaimgraphError as error:
        log.error("cannot serve", code=error.code, reason=error.message)
    except BaseException:
        log.exception("unexpected fault")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # what the other process has begun is for it to end
