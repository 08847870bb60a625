"""The graph asked with a client that `ariadne-codegen` makes of `queries.graphql`: methods, results and inputs have types.

ariadne-codegen
python with_ariadne_codegen.py http://127.0.0.1:8000
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

from claimgraph_client import ArmedGroupInput, Client, ListAgentsAgentsNodes


async def agents(client: Client) -> AsyncIterator[ListAgentsAgentsNodes]:
    """Yield all agents, page after page."""
    after = None
    while True:
        page = (await client.list_agents(after=after)).agents
        for agent in page.nodes:
            yield agent
        if not page.page_info.has_next_page:
            return
        after = page.page_info.end_cursor


async def print_captured(client: Client, who: str, according_to: list[str] | None = None) -> None:
    """Print what somebody captured, and who says so in which words."""
    agent = (await client.what_was_captured(who, according_to)).agent
    for edge in agent.captured.edges if agent else ():
        print(edge.node.name, edge.status.value if edge.status else "")
        for claim in edge.proposition.claims.nodes if edge.proposition else ():
            print("   ", claim.claimant.name, claim.verb or claim.stance.value.lower(), f"'{claim.quote}'" if claim.quote else "")


async def write_note(client: Client, who: str, note: str, request: str) -> int:
    """Write a note unless somebody else was faster; asked twice with the same `request`, it is done once. Return the graph's version after it."""
    known = (await client.read_version(who)).armed_group
    written = (await client.write_note(ArmedGroupInput(id=who, note=note), known.version if known else None, request)).upsert_armed_group
    if written is None or written.errors:
        raise RuntimeError(written.errors[0].message if written else "the server gave no answer")
    return written.graph_version or 0


async def print_changes(client: Client, since: int, seconds: float = 2.0) -> None:
    """Print what was changed after a version of the graph, and go on as it happens."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            async for event in client.follow(since):
                print("change", event.changes.version, event.changes.what)


async def main(server: str) -> None:
    """Ask, change, and follow what was changed."""
    async with Client(f"{server}/graphql", ws_url=f"{server.replace('http', 'ws')}/graphql") as client:
        print(len([agent async for agent in agents(client)]), "agents")
        print("As anybody tells it:")
        await print_captured(client, "id:incursion-force")
        print("As the Legion tells it:")
        await print_captured(client, "id:incursion-force", ["id:frl"])
        version = await write_note(client, "id:rvc", f"asked at {datetime.now(UTC)}", str(uuid4()))
        await print_changes(client, since=version - 1)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
