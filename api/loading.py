"""`claimgraph load`: its progress and its report."""

import ctypes
import getpass
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn

from api.backend import model_of
from api.choices import Unknown
from api.place import find_place
from api.settings import Settings
from graph.load import Loading, LoadReport, load
from graph.mapping_in import read_mapping
from graph.store import Store
from graph.told import Reading

_M_ARENA_MAX = -8
"""glibc's number for how many places threads take memory from."""


def how(settings: Settings, unknown: Unknown, from_stdin: bool, *, suffix: str | None, base: str | None, graph: str | None, dry_run: bool) -> Loading:
    """Return what the options of the command say."""
    return Loading(Reading(settings.base_iri, suffix, base, graph), unknown.value, dry_run, getpass.getuser(), sys.stdin.buffer if from_stdin else None)


async def load_files(settings: Settings, files: list[str], how: Loading, mapping: Path | None = None) -> LoadReport:
    """Load files, with bars on standard error; `mapping` says what the columns of tables mean."""
    _save_memory()
    model = model_of(settings)
    if mapping:
        how = replace(how, reading=replace(how.reading, tables=read_mapping(mapping, model)))
    async with Store(find_place(settings).config) as store:
        columns = (TextColumn("{task.description}"), BarColumn(), _Done(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            return await load(store, model, files, how, reporter(bars))


def _save_memory() -> None:
    """Let all threads take memory from one place: they take turns, and each of several would keep as much as it ever needed."""
    with suppress(OSError, AttributeError):  # where there is no glibc
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def report_text(report: LoadReport) -> str:
    """Return a report for people."""
    parts = [_amount(report.files, "file"), _amount(report.triples, "triple")]
    parts += [f"{_amount(report.resources, 'resource')} ({report.created:,} created, {report.changed:,} changed, {report.unchanged:,} unchanged)"]
    parts += [_amount(report.relations, "relation"), f"{report.seconds:.1f} seconds"]
    lines = [f"{'checked, nothing written' if report.dry_run else 'loaded'}: {', '.join(parts)}"]
    for word, counted in (("skipped", report.skipped), ("kept", report.kept)):
        lines += [f"{word}: <{term}>, {_amount(number, 'statement')}" for term, number in sorted(counted.items())]
    lines += [f"ignored: {column}, {_amount(number, 'row')}" for column, number in sorted(report.ignored.items())]
    return "\n".join(lines)


def _amount(number: int, name: str) -> str:
    """Return such as `1 file`, `2,683 triples`."""
    return f"{number:,} {name if number == 1 else name + 's'}"


class _Done(ProgressColumn):
    """How much of a stage is done, and how much of it in a second; bytes as megabytes."""

    def render(self, task: Task) -> str:
        """Return the text."""
        speed = task.speed or 0
        if task.description == "read":
            return f"{task.completed / 1e6:,.1f}/{(task.total or 0) / 1e6:,.1f} MB {speed / 1e6:,.1f} MB/s"
        return f"{task.completed:,.0f}/{task.total or 0:,.0f} {speed:,.0f}/s"


def reporter(bars: Progress) -> Callable[[str, int, int], None]:
    """Return a function that shows each stage of a load as a bar."""
    tasks: dict[str, TaskID] = {}

    def report(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage)
        bars.update(tasks[stage], completed=done, total=total)

    return report
