"""`python -m benchmarks`: fill a Neo4j, start all servers on it, see that they agree, measure them in turn, write the report.

--size 300000   nodes                      --rounds 5     of all measurements
--seconds 3     per measurement            --cases q1,q3  only these
--servers ...   only these beside claimgraph
--smoke         3,000 nodes, one short round, nothing is written: whether it all works (exit code 1 if an answer is wrong)
"""

import argparse
import asyncio
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psutil

from benchmarks import report
from benchmarks.cases import CASES, Case
from benchmarks.check import Disagreement, check, with_cursor
from benchmarks.generate import Graph
from benchmarks.house import HEAP, PAGECACHE, Database, cache, database
from benchmarks.jobs import Worker
from benchmarks.measure import CONCURRENCIES, Bench, rounds
from benchmarks.probes import Probes, find
from benchmarks.servers import BARE, CLAIMGRAPH, NEO4J_GRAPHQL, PEERS, Server, has_node, started
from graph.store import Store
from schema.errors import ClaimgraphError

SMOKE_SIZE, SMOKE_SECONDS = 3_000, 0.05
SEED = 1


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Compare claimgraph with its peers on the same Neo4j.")
    parser.add_argument("--size", type=int, default=300_000, help="nodes of the generated graph")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of one measurement")
    parser.add_argument("--cases", default=",".join(case.name for case in CASES), help="which queries")
    parser.add_argument("--servers", default=",".join((*PEERS, BARE)), help="which servers beside claimgraph")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="directory of results.md, .json and .svg")
    parser.add_argument("--smoke", action="store_true", help="a short run on a small graph that writes nothing")
    return parser.parse_args()


def main() -> int:
    """Run, and return the exit code."""
    asked = arguments()
    if asked.smoke:
        asked.size, asked.rounds, asked.seconds = SMOKE_SIZE, 1, SMOKE_SECONDS
    try:
        with ExitStack() as stack:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory())) if asked.smoke else cache() / f"neo4j-{asked.size}"
            return asyncio.run(_bench(asked, home))
    except (Disagreement, ClaimgraphError, RuntimeError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


async def _bench(asked: argparse.Namespace, home: Path) -> int:
    memory = {"heap": "512m", "pagecache": "128m"} if asked.smoke else {"heap": HEAP, "pagecache": PAGECACHE}
    async with database(home, asked.size, SEED, **memory) as base:
        print(f"Neo4j {base.server.version} holds {base.filled.nodes:,} nodes and {base.filled.relations:,} relationships", flush=True)
        async with Store(base.config) as store:
            probes = await find(store, Graph(base.model, asked.size, SEED))
        names = [name for name in asked.servers.split(",") if name and (name != NEO4J_GRAPHQL or _node())]
        with ExitStack() as stack:
            servers = [stack.enter_context(started(name, base.config)) for name in (CLAIMGRAPH, *names)]
            for server in servers:
                server.wait()
            return await _compare(asked, base, servers, probes)


def _node() -> bool:
    if not has_node():
        print(f"{NEO4J_GRAPHQL} is left out: there is no Node.js here", flush=True)
    return has_node()


async def _compare(asked: argparse.Namespace, base: Database, servers: list[Server], probes: Probes) -> int:
    """Check, measure, report."""
    http = await Worker.start("benchmarks.load_http")
    bolt = await Worker.start("benchmarks.load_bolt", base.config.uri, environment={"NEO4J_PASSWORD": base.config.password})
    try:
        probes = with_cursor(probes, servers[0])
        checked = await check(_chosen(asked), servers, bolt, probes, asked.smoke)
        print(f"{len(servers)} servers and the driver alone give the same answers to {len(checked)} queries", flush=True)
        bench = Bench(servers, http, bolt, psutil.Process(base.server.pid), probes, asked.seconds, (CONCURRENCIES[-1:] if asked.smoke else CONCURRENCIES))
        samples, noise = await rounds(bench, checked, asked.rounds, lambda line: print(line, flush=True))
    finally:
        await http.stop()
        await bolt.stop()
    run = report.Outcome(asked.size, asked.rounds, asked.seconds, base.filled, probes.far_page, checked, samples, noise)
    print(report.summary(run))
    if not asked.smoke:
        report.write(run, asked.out, base.server.version)
    return int(any(sample.wrong for sample in samples if asked.smoke or sample.server not in PEERS))


def _chosen(asked: argparse.Namespace) -> list[Case]:
    names = asked.cases.split(",")
    unknown = set(names) - {case.name for case in CASES}
    if unknown:
        raise RuntimeError(f"no such cases: {', '.join(sorted(unknown))}; there are: {', '.join(case.name for case in CASES)}")
    return [case for case in CASES if case.name in names]


if __name__ == "__main__":
    sys.exit(main())
