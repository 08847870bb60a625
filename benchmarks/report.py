"""What the comparison found, as text for people, JSON for programs, and a picture."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import orjson

from benchmarks.check import Checked
from benchmarks.figures import Figures, Value, geometric_mean
from benchmarks.fill import Filled
from benchmarks.measure import CONCURRENCIES, Sample, as_rows
from benchmarks.picture import bars
from benchmarks.results import Part
from benchmarks.servers import BARE, CLAIMGRAPH, DRIVER, NEO4J_GRAPHQL, NODE_PEER, PEERS, STRAWBERRY
from benchmarks.tables import cell, facts_table, machine, table, targets

PICTURE = "results.svg"
NAMES = {
    CLAIMGRAPH: "claimgraph, one worker",
    NEO4J_GRAPHQL: "@neo4j/graphql on Apollo Server",
    STRAWBERRY: "Strawberry resolvers with DataLoader",
    BARE: "bare endpoint: hand-tuned Cypher, driver, orjson",
    DRIVER: "the driver alone: hand-tuned Cypher in the measuring process",
}


@dataclass(frozen=True)
class Outcome:
    """All that a run found."""

    rounds: int
    seconds: float
    filled: Filled
    far_page: int
    checked: Sequence[Checked]
    samples: Sequence[Sample]
    noise: Sequence[float]


def summary(run: Outcome) -> str:
    """Return requests per second at concurrency 16, for a terminal."""
    figures = Figures(run.samples)
    lines = [f"{'':8}" + "".join(f"{server:>16}" for server in figures.servers)]
    for case in figures.cases:
        found = [figures.spread(case, server, CONCURRENCIES[-1], lambda sample: sample.per_second) for server in figures.servers]
        lines.append(f"{case:8}" + "".join(f"{spread.middle:>14.1f}/s" if spread else f"{'-':>16}" for spread in found))
    wrong = sum(sample.wrong for sample in run.samples)
    return "\n".join([*lines, f"{sum(sample.requests for sample in run.samples):,} requests, {wrong} answered wrongly"])


def part(run: Outcome, neo4j: str, right: bool) -> Part:
    """Return the comparison's part of the results."""
    figures, facts = Figures(run.samples), dict(_facts(run, neo4j))
    raw = {"facts": facts, "noise_ms": list(run.noise), "filled": asdict(run.filled), "samples": as_rows(run.samples)}
    return Part(list(_document(run, figures, facts)), raw, summary(run), right, {PICTURE: bars(figures, PEERS)})


# the circumstances


def _facts(run: Outcome, neo4j: str) -> Iterator[tuple[str, str]]:
    yield "graph", f"{run.filled.nodes:,} nodes, {run.filled.relations:,} relationships, made by benchmarks/generate.py"
    if run.filled.seconds:
        yield "filled in", f"{run.filled.seconds:.0f} s"
    yield "measured", f"{run.rounds} alternating rounds, {run.seconds:g} s for each server, query and concurrency"
    yield from machine(f"{neo4j} Community, one server for all", run.noise)
    packages = ", ".join(f"{name} {number}" for name, number in _node_packages().items())
    yield "Node.js", f"{_node_version()}, {packages}"


def _node_version() -> str:
    try:
        return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip().removeprefix("v")
    except (OSError, subprocess.CalledProcessError):
        return "none"


def _node_packages() -> dict[str, str]:
    found: dict[str, str] = orjson.loads((NODE_PEER / "package.json").read_bytes())["dependencies"]
    return found


# the document


def _document(run: Outcome, figures: Figures, facts: dict[str, str]) -> Iterator[str]:
    yield from facts_table(facts)
    yield from (f"![Speed-up by query]({PICTURE})", "")
    yield from table(["name", "what it is"], [[f"`{name}`", NAMES[name]] for name in figures.servers])
    yield from _queries(run)
    yield from targets(figures.targets())
    yield from _ratios(figures)
    for concurrency in reversed(CONCURRENCIES):
        yield from _section(figures, f"Requests per second, concurrency {concurrency}", concurrency, lambda sample: sample.per_second)
    for concurrency in CONCURRENCIES:
        yield from _section(figures, f"p50 in ms, concurrency {concurrency}", concurrency, lambda sample: sample.p50)
        yield from _section(figures, f"p95 in ms, concurrency {concurrency}", concurrency, lambda sample: sample.p95)
    yield from _section(figures, "CPU of the server in ms per request, concurrency 16", CONCURRENCIES[-1], lambda sample: sample.server_cpu)
    yield from _section(figures, "CPU of Neo4j in ms per request, concurrency 16", CONCURRENCIES[-1], lambda sample: sample.neo4j_cpu)
    yield from _failures(run)
    yield from _notes()


def _failures(run: Outcome) -> Iterator[str]:
    """Refusals before, and wrong answers while, measuring."""
    found = [f"- {said}" for one in run.checked for said in one.refused.values()]
    wrong = [sample for sample in run.samples if sample.wrong]
    found += [f"- {s.server}, {s.case}, concurrency {s.concurrency}: {s.wrong} of {s.requests} answers in round {s.round} were wrong" for s in wrong]
    if found:
        yield from ("### What was not answered", "", *found, "")


def _queries(run: Outcome) -> Iterator[str]:
    yield from ("### Queries", "", "Their texts are in `queries/`. Before measuring, all answers were compared value by value.", "")
    far = f" (here page {run.far_page:,})"
    rows = [[one.case.name, one.case.title + (far if one.case.name == "q8far" else ""), f"{one.rows:.0f}", f"{one.values:.0f}"] for one in run.checked]
    yield from table(["query", "what it asks", "rows", "values"], rows)


def _ratios(figures: Figures) -> Iterator[str]:
    yield from (
        "### claimgraph against the others",
        "",
        "Requests per second at concurrency 16, claimgraph's by the other's: above 1, claimgraph is faster.",
        "",
    )
    others = [server for server in figures.servers if server != CLAIMGRAPH]
    rows = []
    for case in figures.cases:
        rows.append([case, *(f"{found[0]:.2f}" if (found := figures.speed_ups(other, [case])) else "-" for other in others)])
    means = [geometric_mean(found) if (found := figures.speed_ups(other, figures.cases)) else 0.0 for other in others]
    yield from table(["query", *others], [*rows, ["geometric mean", *(f"{mean:.2f}" for mean in means)]])


def _section(figures: Figures, title: str, concurrency: int, value: Value) -> Iterator[str]:
    yield from (f"### {title}", "")
    rows = [[case, *(cell(figures.spread(case, server, concurrency, value)) for server in figures.servers)] for case in figures.cases]
    yield from table(["query", *figures.servers], rows)


def _notes() -> Iterator[str]:
    yield from ("### How equal the work is", "")
    yield from (
        "- `neo4j-graphql` has dates as strings, as they are stored (EDTF): its DateTime type calls APOC, which Neo4j 2026.x does not have.",
        "- Its schema has only the classes that the generated graph uses, so its unions over an interface are shorter than the ontology would make them.",
        "- It has no grouped count: q6 is one count per stance there. q9 and q10 it cannot ask without resolvers of one's own.",
        "- q8 goes to its plain list with `limit` and `offset`, since its connection collects all edges before it pages.",
        "- `strawberry` has one root resolver per query with Cypher of its own, and a DataLoader per relation below.",
        "- `bare` and `driver` give the lists below a node in the order and of the length that claimgraph gives them, so that the answers are the same.",
        "- `driver` has no HTTP and no JSON; its CPU is that of the measuring process.",
    )
