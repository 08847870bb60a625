"""The graph asked with `gql`, without generated code: each document is held to the server's schema before it is sent.

python with_gql.py http://127.0.0.1:8000
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from gql import Client, GraphQLRequest
from gql.client import AsyncClientSession
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

CLAIMS = """
query Claims($after: String) {
  claims(first: 50, after: $after) {
    nodes { claimant { name } verb stance content { text status } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
WRITE_NOTE = """
mutation WriteNote($id: ID!, $note: String, $request: String) {
  upsertArmedGroup(input: {id: $id, note: $note}, clientMutationId: $request) {
    graphVersion
    errors { code message }
  }
}
"""
CHANGES = "subscription Changes($since: BigInt) { changes(since: $since) { version what resources { id kind } } }"


async def claims(session: AsyncClientSession) -> AsyncIterator[dict[str, Any]]:
    """Yield all claims, page after page."""
    page: dict[str, Any] = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        answer = await session.execute(GraphQLRequest(CLAIMS, variable_values={"after": page["endCursor"]}))
        for claim in answer["claims"]["nodes"]:
            yield claim
        page = answer["claims"]["pageInfo"]


async def main(server: str) -> None:
    """Ask and change over HTTP, then follow over a WebSocket what was changed."""
    async with Client(transport=HTTPXAsyncTransport(f"{server}/graphql", timeout=60), fetch_schema_from_transport=True) as session:
        disputed = [claim async for claim in claims(session) if claim["content"]["status"] == "DISPUTED"]
        for claim in disputed:
            print(claim["claimant"]["name"], claim["verb"] or claim["stance"].lower(), "-", claim["content"]["text"])
        note = {"id": "id:rvc", "note": f"asked at {datetime.now(UTC)}", "request": str(uuid4())}
        written = (await session.execute(GraphQLRequest(WRITE_NOTE, variable_values=note)))["upsertArmedGroup"]
    async with Client(transport=WebsocketsTransport(f"{server.replace('http', 'ws')}/graphql")) as session:
        since = int(written["graphVersion"]) - 1
        async for event in session.subscribe(GraphQLRequest(CHANGES, variable_values={"since": since})):
            print("change", event["changes"]["version"], event["changes"]["what"])
            break


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
