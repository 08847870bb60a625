"""The floor below GraphQL: a bare endpoint that runs hand-tuned Cypher over the official driver and gives its one record as JSON by orjson.

`POST /<case>` with the parameters as JSON. NEO4J_URI, NEO4J_PASSWORD and PORT come from the environment.
"""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
import uvicorn
from neo4j import READ_ACCESS, AsyncGraphDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.cases import cypher


async def answer(request: Request) -> Response:
    """Answer one request."""
    parameters = orjson.loads(await request.body())
    async with request.app.state.driver.session(default_access_mode=READ_ACCESS) as session:
        result = await session.run(cypher(request.path_params["case"]), parameters)
        record = await result.single(strict=True)
    return Response(orjson.dumps({"data": record[0]}), media_type="application/json")


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open the driver; then the same collector settings as claimgraph has."""
    auth = ("neo4j", os.environ["NEO4J_PASSWORD"])
    async with AsyncGraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth, notifications_min_severity="OFF") as driver:
        app.state.driver = driver
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        yield


def main() -> None:
    """Serve."""
    app = Starlette(routes=[Route("/{case}", answer, methods=["POST"])], lifespan=lifespan)
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
