"""The floor below all servers: the driver alone, running hand-tuned Cypher in its own process.

Arguments: the URI; the password is in NEO4J_PASSWORD. A job: {"cypher", "parameters": [{...}], "concurrency", "seconds"}; with "rows": true it
gives the one value of the first record instead of a measurement.
"""

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase

from benchmarks.jobs import serve


class Floor:
    """Does jobs over one driver."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver

    async def do(self, job: dict[str, Any]) -> dict[str, Any]:
        """Do one job."""
        if job.get("rows"):
            return {"rows": [await self._one(job["cypher"], parameters) for parameters in job["parameters"]]}
        return await self._measure(job)

    async def _one(self, cypher: str, parameters: dict[str, Any]) -> Any:
        async with self._driver.session(default_access_mode=READ_ACCESS) as session:
            result = await session.run(cypher, parameters)
            return (await result.single(strict=True))[0]

    async def _measure(self, job: dict[str, Any]) -> dict[str, Any]:
        turn, latencies = cycle(job["parameters"]), list[float]()
        cpu, began = time.process_time(), time.perf_counter()
        await asyncio.gather(*(self._repeat(job["cypher"], turn, began + job["seconds"], latencies) for _ in range(job["concurrency"])))
        return {"latencies": latencies, "wrong": 0, "seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}

    async def _repeat(self, cypher: str, turn: Iterator[dict[str, Any]], deadline: float, latencies: list[float]) -> None:
        while (began := time.perf_counter()) < deadline:
            await self._one(cypher, next(turn))
            latencies.append((time.perf_counter() - began) * 1000)


async def main(uri: str) -> None:
    """Serve jobs."""
    async with AsyncGraphDatabase.driver(uri, auth=("neo4j", os.environ["NEO4J_PASSWORD"]), notifications_min_severity="OFF") as driver:
        await serve(Floor(driver).do)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
