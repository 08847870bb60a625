"""The driver alone, running hand-tuned Cypher in its own process: the floor below all servers.

Arguments: the URI and a name of `ways.WAYS`; the password is in NEO4J_PASSWORD. A job: {"cypher", "parameters": [{...}], "concurrency", "seconds"};
with "rows": true it gives the one value of the first record instead of a measurement.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from benchmarks.jobs import serve
from benchmarks.ways import PLAIN, WAYS, Ask, Parameters, tune_collector


class Floor:
    """Does jobs in one way."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def do(self, job: dict[str, Any]) -> dict[str, Any]:
        """Do one job."""
        if job.get("rows"):
            return {"rows": [await self._ask(job["cypher"], parameters) for parameters in job["parameters"]]}
        return await self._measure(job)

    async def _measure(self, job: dict[str, Any]) -> dict[str, Any]:
        turn, latencies = cycle(job["parameters"]), list[float]()
        cpu, began = time.process_time(), time.perf_counter()
        await asyncio.gather(*(self._repeat(job["cypher"], turn, began + job["seconds"], latencies) for _ in range(job["concurrency"])))
        return {"latencies": latencies, "wrong": 0, "seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}

    async def _repeat(self, cypher: str, turn: Iterator[Parameters], deadline: float, latencies: list[float]) -> None:
        while (began := time.perf_counter()) < deadline:
            await self._ask(cypher, next(turn))
            latencies.append((time.perf_counter() - began) * 1000)


async def main(uri: str, name: str = PLAIN) -> None:
    """Serve jobs."""
    way = WAYS[name]
    async with way.opened(uri) as ask:
        if way.tuned_collector:
            tune_collector()
        await serve(Floor(ask).do)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
