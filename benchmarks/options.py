"""The command line of `python -m benchmarks`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import CASES
from benchmarks.results import PARTS
from benchmarks.servers import BARE, PEERS

SMOKE = {
    "size": 3_000,
    "sizes": (3_000, 3_000),
    "classes": (3, 4),
    "resources": 200,
    "triples": (8_000, 8_000),
    "requests": 200,
    "rounds": 1,
    "seconds": 0.05,
    "minutes": 0.1,
}
"""What `--smoke` sets; all measures share one Neo4j, whose start and filling take longer than the rest."""


@dataclass(frozen=True)
class Options:
    """What is measured, and how large and long. `size` is None for the measure's own."""

    measures: Sequence[str]
    size: int | None
    sizes: tuple[int, int]
    classes: tuple[int, int]
    resources: int
    triples: tuple[int, int]
    requests: int
    rounds: int
    seconds: float
    minutes: float
    cases: Sequence[str]
    servers: Sequence[str]
    out: Path
    smoke: bool


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """Return the options of a command line (default: that of this process)."""
    given = vars(_parser().parse_args(arguments))
    if given["smoke"]:
        given |= {**SMOKE, "measures": given["measures"] or list(PARTS)}
    return Options(**{**given, "measures": given["measures"] or ["comparison"], "cases": _names(given["cases"]), "servers": _names(given["servers"])})


def _measure(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"there is no {name!r}; there are: {', '.join(PARTS)}")
    return name


def _pair(text: str) -> tuple[int, int]:
    one, other = map(int, text.split(","))
    return one, other


def _names(text: str) -> list[str]:
    return [name for name in text.split(",") if name]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure claimgraph on a Neo4j that is filled for it.")
    parser.add_argument("measures", nargs="*", type=_measure, metavar="MEASURE", help=f"{', '.join(PARTS)}; without any: comparison")
    parser.add_argument(
        "--size", type=int, help="nodes of the generated graph of comparison, memory, drivers, views, export and explorer (their own: see there)"
    )
    parser.add_argument("--sizes", type=_pair, default=(30_000, 3_000_000), help="nodes of the two graphs of scale: SMALL,LARGE")
    parser.add_argument("--classes", type=_pair, default=(30, 500), help="classes of the two ontologies of schema: FEW,MANY")
    parser.add_argument("--resources", type=int, default=3_000, help="resources of each store of schema")
    parser.add_argument("--triples", type=_pair, default=(1_000_000, 5_000_000), help="triples of the two files of load: SMALL,LARGE")
    parser.add_argument("--requests", type=int, default=100_000, help="requests of memory")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of one measurement")
    parser.add_argument("--minutes", type=float, default=10.0, help="length of the calm part of endurance")
    parser.add_argument("--cases", default=",".join(case.name for case in CASES), help="which queries of comparison")
    parser.add_argument("--servers", default=",".join((*PEERS, BARE)), help="which servers beside claimgraph in comparison")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="directory of the results")
    parser.add_argument("--smoke", action="store_true", help="short runs on small graphs that write nothing; without MEASURE all of them")
    return parser
