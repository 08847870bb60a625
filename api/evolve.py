"""`claimgraph schema diff` and `apply`: what a change of the ontology does, shown to people or to programs, and done."""

import dataclasses
import getpass
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from api.loading import reporter
from api.place import find_place
from api.settings import Settings
from graph.definitions import definitions
from graph.migration.apply import apply, check, steps
from graph.migration.changes import changes, count
from graph.migration.examine import Report
from graph.migration.stored import needs_work, progress, read_kept
from graph.migration.terms import Terms
from graph.store import Store
from schema.compare import ApiChange, compare_apis
from schema.errors import SettingsError, StoreError
from schema.model import Model
from schema.reader import read_model

STYLES = {"breaking": "red", "dangerous": "yellow", "safe": "green"}


@dataclass(frozen=True)
class Difference:
    """All that is different between two ontologies.

    `data` are rows of kind, term, what changed, and how many nodes or relationships that concerns (None where nothing was counted, `uncounted` says
    why). `made` and `dropped` are constraints and indexes.
    """

    api: list[ApiChange]
    data: Sequence[tuple[str, str, str, int | None]]
    made: list[str]
    dropped: list[str]
    apply_needed: bool
    uncounted: str = ""

    @property
    def breaking(self) -> bool:
        """Whether clients of the API break."""
        return any(change.effect == "breaking" for change in self.api)

    def as_json(self) -> dict[str, Any]:
        """Everything, as JSON values."""
        names = ("kind", "term", "change", "count")
        return {
            "breaking": self.breaking,
            "applyNeeded": self.apply_needed,
            "api": [dataclasses.asdict(change) for change in self.api],
            "data": [dict(zip(names, row, strict=True)) for row in self.data],
            "indexes": {"made": self.made, "dropped": self.dropped},
            "uncounted": self.uncounted or None,
        }


@dataclass
class Applied:
    """What `schema apply` did or would do; `nodes` and `relationships` (by old type) are how many change, `lost` what is given up.

    `under_way` is the step that a change which was begun before had come to.
    """

    done: bool = False
    under_way: str = ""
    difference: Difference | None = None
    steps: list[str] = field(default_factory=list)
    nodes: int = 0
    relationships: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Everything, as JSON values."""
        told = {name: getattr(self, name) for name in ("done", "under_way", "steps", "nodes", "relationships", "lost")}
        return told | {"difference": self.difference.as_json() if self.difference else None}


def read_file(settings: Settings, path: Path | None) -> Model:
    """Return the ontology of a file, else that of the settings."""
    return read_model(path or settings.ontology_file, base_iri=settings.base_iri, catalogue=settings.catalogue)


async def diff(settings: Settings, old: Path | None, new: Path | None, *, offline: bool) -> Difference:
    """Compare two ontologies; the old one is that of the store unless a file is given."""
    after = read_file(settings, new)
    before = read_file(settings, old) if old else None
    if offline:
        if before is None:
            raise SettingsError("--offline needs the old ontology: claimgraph schema diff OLD [NEW] --offline")
        return await _difference(Terms(before, after), None, "--offline")
    try:
        async with Store(find_place(settings).config) as store:
            await store.ping()
            return await _difference(Terms(before or await _kept(store, settings), after), store, "")
    except StoreError as error:
        if before is None:
            raise
        return await _difference(Terms(before, after), None, error.message)


async def _kept(store: Store, settings: Settings) -> Model:
    kept = await read_kept(store, settings.base_iri)
    if kept is None:
        raise SettingsError("the store does not tell which ontology it was made with: give it as OLD")
    return kept


async def _difference(terms: Terms, store: Store | None, uncounted: str) -> Difference:
    rows = [(one.about, one.term, one.text, await count(store, one) if store and one.where else None) for one in changes(terms)]
    before, after = ({definition.name for definition in definitions(model)} for model in (terms.old, terms.new))
    return Difference(compare_apis(terms.old, terms.new), rows, sorted(after - before), sorted(before - after), needs_work(terms), uncounted)


async def change_shown(settings: Settings, old: Path | None, new: Path | None, *, yes: bool, drop: bool) -> Applied:
    """Do what `change` does, with bars on standard error."""
    with Progress(console=Console(stderr=True), transient=True) as bars:
        return await change(settings, old, new, yes=yes, drop=drop, report=reporter(bars))


async def change(settings: Settings, old: Path | None, new: Path | None, *, yes: bool, drop: bool, report: Report) -> Applied:
    """Check what applying an ontology would do, and do it if `yes`; what was killed goes on. DataError names what does not fit."""
    after = read_file(settings, new)
    async with Store(find_place(settings).config) as store:
        before = read_file(settings, old) if old else await _kept(store, settings)
        terms = Terms(before, after)
        under_way = await progress(store)
        applied = Applied(steps=[*map(str, steps(terms))])
        if under_way:
            applied.under_way = f"step {under_way.step + 1} of {len(applied.steps)}"
        else:
            applied.difference = await _difference(terms, store, "")
            found = await check(store, terms, drop=drop, report=report)
            applied.nodes, applied.relationships, applied.lost = found.nodes, found.links, [*map(str, found.lost.values())]
        if yes:
            await apply(store, before, after, getpass.getuser(), report)
            applied.done = True
        return applied


# for people


def show(console: Console, found: Difference) -> None:
    """Print a comparison."""
    if not (found.api or found.data or found.made or found.dropped):
        console.print("nothing that counts is different")
        return
    _show_api(console, found)
    _show_data(console, found)
    needed = "the data has to follow: claimgraph schema apply" if found.apply_needed else "the data fits as it is"
    console.print(f"\n{'[red]clients of the API break[/]' if found.breaking else 'no client of the API breaks'}; {needed}")


def _show_api(console: Console, found: Difference) -> None:
    main = [change for change in found.api if not change.follows]
    _table(console, "API", ("effect", "change"), ((f"[{STYLES[c.effect]}]{c.effect}[/]", escape(c.text)) for c in main))
    if follows := len(found.api) - len(main):
        console.print(f"and {follows:,} that follow from these (--json lists them)")


def _show_data(console: Console, found: Difference) -> None:
    rows = ((kind, escape(term), escape(text), "" if number is None else f"{number:,}") for kind, term, text, number in found.data)
    _table(console, "Data", ("kind", "term", "change", "stored"), rows)
    if found.uncounted:
        console.print(f"not counted: {escape(found.uncounted)}")
    definitions = [("made", name) for name in found.made] + [("dropped", name) for name in found.dropped]
    _table(console, "Constraints and indexes", ("", "name"), definitions)


def show_applied(console: Console, applied: Applied) -> None:
    """Print what was done or would be."""
    if applied.difference:
        if not applied.done:
            _show_data(console, applied.difference)
        amounts = [f"{applied.nodes:,} nodes", *(f"{number:,} {kind}" for kind, number in applied.relationships.items() if number)]
        console.print(f"{'changed' if applied.done else 'to change'}: {escape(', '.join(amounts))}")
    for line in applied.lost:
        console.print(f"[yellow]given up[/] {escape(line)}", soft_wrap=True)
    if applied.under_way:
        console.print(f"a change was under way, in {applied.under_way}")
    console.print("done" if applied.done else f"nothing was written; --yes carries it out, in {len(applied.steps)} steps")


def _table(console: Console, title: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    table = Table(*heads, box=None, padding=(0, 2, 0, 0), header_style="dim")
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        console.print(f"\n[bold]{title}[/]")
        console.print(table)
