"""What the parts of the report share: Markdown tables, cells with a median, targets, and the facts about this machine."""

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.figures import Spread, Target

PYTHON_PACKAGES = ("neo4j", "neo4j-rust-ext", "strawberry-graphql", "starlette", "uvicorn", "uvloop", "httptools", "orjson")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, and an empty one."""
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def cell(spread: Spread | None) -> str:
    """Return a median with the least and the most beside it."""
    if spread is None:
        return "-"
    digits = 0 if spread.middle >= 100 else 1 if spread.middle >= 10 else 2
    return f"{spread.middle:.{digits}f} ({spread.least:.{digits}f}..{spread.most:.{digits}f})"


def targets(found: Iterable[Target]) -> Iterator[str]:
    """Yield the section of targets."""
    yield from ("### Targets", "")
    rows = [[t.text, f"{t.reached:.2f}", f"{'at least' if t.at_least else 'at most'} {t.bound:g}", "met" if t.met else "**missed**"] for t in found]
    yield from table(["target", "reached", "wanted", ""], rows)


def facts_table(facts: Mapping[str, str]) -> Iterator[str]:
    """Yield the circumstances of a run."""
    yield from table(["", ""], [[f"**{name}**", text] for name, text in facts.items()])


def machine(neo4j: str, noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    """Yield what is to be known about this machine and what runs on it; `noise` are milliseconds of the fixed loop."""
    yield "CPU", f"{_cpu_model()}, {os.cpu_count()} cores, shared by Neo4j, server and load generator"
    yield "system", f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    yield "Neo4j", neo4j
    yield "Python packages", ", ".join(f"{name} {version(name)}" for name in PYTHON_PACKAGES)
    apart = (max(noise) / min(noise) - 1) * 100
    yield "noise", f"a fixed loop of Python took {min(noise):.1f} to {max(noise):.1f} ms in the course of it ({apart:.0f} % apart)"


def _cpu_model() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor() or platform.machine())
