"""claimgraph beside its peers on the same Neo4j: see that all agree, measure them in turn."""

from contextlib import ExitStack

import psutil

from benchmarks import report
from benchmarks.cases import CASES, Case
from benchmarks.check import check, with_cursor
from benchmarks.generate import Graph
from benchmarks.house import SEED, Database, House, database
from benchmarks.jobs import Worker
from benchmarks.measure import CONCURRENCIES, Bench, rounds, tell, turns
from benchmarks.options import Options
from benchmarks.probes import Probes, find
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, NEO4J_GRAPHQL, PEERS, Server, has_node, started
from graph.store import Store

SIZE = 300_000


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement."""
    size = options.size or SIZE
    async with database(house, size) as base:
        tell(f"Neo4j {base.server.version} holds {base.filled.nodes:,} nodes and {base.filled.relations:,} relationships")
        async with Store(base.config) as store:
            probes = await find(store, Graph(base.model, size, SEED))
        names = [name for name in options.servers if name != NEO4J_GRAPHQL or _node()]
        with ExitStack() as stack:
            servers = [stack.enter_context(started(name, base.config)) for name in (CLAIMGRAPH, *names)]
            for server in servers:
                server.wait()
            return await _compare(options, base, servers, probes)


def _node() -> bool:
    if not has_node():
        tell(f"{NEO4J_GRAPHQL} is left out: there is no Node.js here")
    return has_node()


async def _compare(options: Options, base: Database, servers: list[Server], probes: Probes) -> Part:
    """Check, measure, report."""
    async with Worker.started("benchmarks.load_http") as http, Worker.started("benchmarks.load_bolt", base.config.uri, password=base.config.password) as bolt:
        probes = with_cursor(probes, servers[0])
        checked = await check(_chosen(options), servers, bolt, probes, options.smoke)
        tell(f"{len(servers)} servers and the driver alone give the same answers to {len(checked)} queries")
        bench = Bench(servers, http, bolt, psutil.Process(base.server.pid), probes, CONCURRENCIES[-1:] if options.smoke else CONCURRENCIES)
        samples, noise = await rounds(list(turns(bench, checked)), options.rounds, options.seconds)
    found = report.Outcome(options.rounds, options.seconds, base.filled, probes.far_page, checked, samples, noise)
    right = not any(sample.wrong for sample in samples if options.smoke or sample.server not in PEERS)
    return report.part(found, base.server.version, right)


def _chosen(options: Options) -> list[Case]:
    unknown = set(options.cases) - {case.name for case in CASES}
    if unknown:
        raise RuntimeError(f"no such cases: {', '.join(sorted(unknown))}; there are: {', '.join(case.name for case in CASES)}")
    return [case for case in CASES if case.name in options.cases]
