"""What a user of GraphQL notices while somebody attacks: under each document of `tests/api/test_attacks.py` in turn."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import orjson

from benchmarks.attacking import CLIENTS, attacked, p99s, request_of
from benchmarks.figures import Target
from benchmarks.house import Database, House, database
from benchmarks.measure import loop_time, tell
from benchmarks.options import Options
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, Server, started
from benchmarks.tables import facts_table, machine, table, targets
from tests.api.test_attacks import DOCUMENTS

SIZE = 30_000
DISTURBED, GROWN = 200.0, 50.0
SHOWN = 10
USER = '{"query": "{ resources(first: 5) { nodes { id name } } }"}'


async def run(options: Options, house: House) -> Part:
    """Measure."""
    async with database(house, options.size or SIZE) as base:
        with started(CLAIMGRAPH, base.config, CLAIMGRAPH_QUERY_TIMEOUT="10") as server:
            server.wait()
            noise = [loop_time()]
            await p99s(options.seconds, [lambda: server.ask("/graphql", USER)])
            calm = (await p99s(max(options.seconds, 1.0), [lambda: server.ask("/graphql", USER)]))[0]
            before = server.process.memory_info().rss / 2**20
            found = {name: await _under(server, text, options.seconds) for name, text in DOCUMENTS.items()}
            memory = server.process.memory_info().rss / 2**20 - before
            noise.append(loop_time())
    return _part(base, calm, found, memory, noise)


async def _under(server: Server, text: str, seconds: float) -> float:
    async with attacked(server, _requests(text.encode("utf-8", "replace").decode())):
        return (await p99s(seconds, [lambda: server.ask("/graphql", USER)]))[0]


def _requests(text: str) -> Iterator[bytes]:
    """No two are the same: to remember documents is no help."""
    for number in count():
        yield request_of("/graphql", orjson.dumps({"query": f"{text}\n# {number}"}), "application/json")


def _part(base: Database, calm: float, found: Mapping[str, float], memory: float, noise: Sequence[float]) -> Part:
    facts = dict(_facts(base, len(found), noise))
    wanted = [
        Target("ms that an attack adds to the p99 of another user (the worst one)", max(found.values()) - calm, DISTURBED, at_least=False),
        Target("MiB that all attacks add to the server's process", memory, GROWN, at_least=False),
    ]
    worst = sorted(found.items(), key=lambda one: one[1], reverse=True)[:SHOWN]
    lines = [*facts_table(facts), *targets(wanted), *_document(calm, worst)]
    tell("\n".join(f"{name}: {p99:.0f} ms" for name, p99 in worst))
    return Part(lines, {"facts": facts, "calm_ms": calm, "p99_ms": dict(found)}, "\n".join(f"{one.text}: {one.reached:.2f}" for one in wanted))


def _facts(base: Database, attacks: int, noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    yield "graph", f"{base.filled.nodes:,} nodes, {base.filled.relations:,} relationships"
    yield "attacks", f"{attacks} documents, each by {CLIENTS} clients of another address, again and again, each time with another comment"
    yield "user", f"one request at a time: `{USER}`"
    yield from machine(f"{base.server.version} Community", noise)


def _document(calm: float, worst: Sequence[tuple[str, float]]) -> Iterator[str]:
    yield from ("### p99 of the user, ms", "")
    yield from table(["while there is", "ms"], [["nobody else", f"{calm:.0f}"], *([name, f"{p99:.0f}"] for name, p99 in worst)])
