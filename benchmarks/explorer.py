"""The explorer in Chromium, over a large graph: from a click to the picture, from a key to the suggestions."""

import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import orjson
from playwright.async_api import Page, async_playwright

from benchmarks.check import Disagreement
from benchmarks.figures import Spread, Target
from benchmarks.house import Database, House, database
from benchmarks.jobs import percentile
from benchmarks.measure import loop_time, tell
from benchmarks.options import Options
from benchmarks.results import Part
from benchmarks.servers import CLAIMGRAPH, HOST, Server, started
from benchmarks.tables import cell, facts_table, machine, table, targets
from graph.store import Store

SIZE = 300_000
CLICKED = 10
"""Nodes that are clicked in a round."""
NEIGHBOURS = 200
"""How many neighbours they have at least, where the graph has such: no more are shown."""
WORDS = 8
"""Names that are typed in a round, each up to its first LETTERS."""
LETTERS = 6
DRAWN_IN, SUGGESTED_IN = 1000.0, 150.0
"""Milliseconds: what is wanted."""
PATIENCE = 30_000
_TRIED = 20
_HUBS = """MATCH (n:Agent|Place|Event) WITH n, COUNT { (n)--() } AS degree ORDER BY degree DESC, n.iri LIMIT $tried
MATCH (n)--(beside:Agent|Place|Event) WHERE COUNT { (beside)--() } < 40
WITH n, min(beside.iri) AS beside RETURN n.iri, beside"""
_NAMES = "MATCH (n:Agent|Place) WITH n ORDER BY n.iri SKIP $skip LIMIT $several RETURN n.name"
_AROUND = "query Around($of: [ID!]!) { neighbourhood(of: $of, limit: 200) { nodes { id } } }"
_PROBE = (Path(__file__).parent / "explorer_probe.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Hub:
    """A node to click, and one that it is seen beside; `around` are its neighbours."""

    iri: str
    beside: str
    around: int


@dataclass(frozen=True)
class Click:
    """Milliseconds from a click until its neighbourhood was drawn, of which the server's answer took some; how much the picture has then."""

    round: int
    nodes: int
    edges: int
    drawn: float
    answered: float


@dataclass(frozen=True)
class Key:
    """Milliseconds from a key until suggestions for what is typed were shown."""

    round: int
    typed: str
    shown: float
    answered: float


async def run(options: Options, house: House) -> Part:
    """Measure; raises Disagreement if nothing is found or drawn."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise RuntimeError("Chromium is not installed (apt-get install chromium)")
    async with database(house, options.size or SIZE) as base:
        with started(CLAIMGRAPH, base.config) as server:
            server.wait()
            hubs, names = await _probes(base, server)
            async with _browser(chromium) as page:
                await _clicks(page, server, 0, hubs[:2])
                await _keys(page, server, 0, names[:2])
                clicks: list[Click] = []
                keys: list[Key] = []
                noise = [loop_time()]
                for one in range(1, options.rounds + 1):
                    clicks += await _clicks(page, server, one, hubs)
                    keys += await _keys(page, server, one, names)
                    noise.append(loop_time())
                    tell(f"round {one} of {options.rounds} done, the fixed loop took {noise[-1]:.0f} ms")
                version = page.context.browser.version if page.context.browser else ""
    return _part(options, base, version, clicks, keys, noise)


async def _probes(base: Database, server: Server) -> tuple[list[Hub], list[str]]:
    """Return nodes with about as many neighbours as are shown, and names to type."""
    async with Store(base.config) as store:
        rows = await store.rows(_HUBS, {"tried": _TRIED})
        names = await store.rows(_NAMES, {"skip": base.filled.nodes // 100, "several": WORDS})
    found = [Hub(iri, beside, _around(server, iri)) for iri, beside in rows]
    hubs = sorted(found, key=lambda hub: (-min(hub.around, NEIGHBOURS), hub.iri))[:CLICKED]
    if not hubs or not names:
        raise Disagreement("the graph has nothing to click or to type")
    return hubs, [name for (name,) in names]


def _around(server: Server, iri: str) -> int:
    answer = server.ask("/graphql", orjson.dumps({"query": _AROUND, "variables": {"of": [iri]}}).decode())
    return len(answer["data"]["neighbourhood"]["nodes"])


@asynccontextmanager
async def _browser(chromium: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1360, "height": 860}, locale="en-GB")
        page.set_default_timeout(PATIENCE)
        await page.add_init_script(_PROBE)
        yield page
        await browser.close()


async def _clicks(page: Page, server: Server, number: int, hubs: Sequence[Hub]) -> list[Click]:
    """Click each: it is seen beside a small one that is open."""
    found = []
    for hub in hubs:
        await page.goto("about:blank")
        await page.goto(f"http://{HOST}:{server.port}/#open={hub.beside.rpartition('/')[2]}")
        await page.evaluate("probe.ready()")
        at = await page.evaluate("iri => explorer.where(iri)", hub.iri)
        await page.evaluate("probe.clicked()")
        await page.mouse.click(at["x"], at["y"])
        nodes, edges, drawn, answered = await page.evaluate("probe.drawn")
        found.append(Click(number, nodes, edges, drawn, answered))
    return found


async def _keys(page: Page, server: Server, number: int, names: Sequence[str]) -> list[Key]:
    """Type the beginning of each name; a key waits for what the one before it found."""
    found = []
    await page.goto("about:blank")
    await page.goto(f"http://{HOST}:{server.port}/")
    box = page.get_by_role("combobox", name="Search")
    for name in names:
        await box.fill("")
        await page.wait_for_timeout(300)
        for count in range(1, min(LETTERS, len(name)) + 1):
            await page.evaluate("probe.typed()")
            await box.press_sequentially(name[count - 1])
            shown, answered = await page.evaluate("probe.shown")
            found.append(Key(number, name[:count], shown, answered))
    return found


# the report


def _part(options: Options, base: Database, version: str, clicks: Sequence[Click], keys: Sequence[Key], noise: Sequence[float]) -> Part:
    facts = dict(_facts(options, base, version, clicks, keys, noise))
    found = list(_targets(clicks, keys))
    raw = {"facts": facts, "noise_ms": noise, "clicks": [asdict(one) for one in clicks], "keys": [asdict(one) for one in keys]}
    summary = "\n".join(f"{target.text}: {target.reached:.0f} ms" for target in found)
    return Part([*facts_table(facts), *targets(found), *_document(clicks, keys)], raw, summary)


def _facts(options: Options, base: Database, version: str, clicks: Sequence[Click], keys: Sequence[Key], noise: Sequence[float]) -> Iterator[tuple[str, str]]:
    yield "graph", f"{base.filled.nodes:,} nodes, {base.filled.relations:,} relationships"
    yield "browser", f"Chromium {version}, headless, 1360 by 860, on the same machine"
    pictures = sorted(one.nodes for one in clicks)
    yield "clicked", f"{len(clicks)} nodes in {options.rounds} rounds; the picture has {pictures[0]} to {pictures[-1]} nodes then"
    yield "typed", f"{len(keys)} keys, the first {LETTERS} of {WORDS} names in each round"
    yield from machine(f"{base.server.version} Community", noise)


def _targets(clicks: Sequence[Click], keys: Sequence[Key]) -> Iterator[Target]:
    yield Target("ms from a click to the picture, p95", percentile(sorted(one.drawn for one in clicks), 0.95), DRAWN_IN, at_least=False)
    yield Target("ms from a key to the suggestions, p95", percentile(sorted(one.shown for one in keys), 0.95), SUGGESTED_IN, at_least=False)


def _document(clicks: Sequence[Click], keys: Sequence[Key]) -> Iterator[str]:
    yield from ("### Milliseconds", "", "Medians, with the least and the most; the answer of the server is part of the whole.", "")
    rows = [
        ["click: picture drawn", *_row([one.drawn for one in clicks])],
        ["click: server's answer", *_row([one.answered for one in clicks])],
        ["key: suggestions shown", *_row([one.shown for one in keys])],
        ["key: server's answer", *_row([one.answered for one in keys])],
    ]
    rows += [[f"key {count}: suggestions shown", *_row([one.shown for one in keys if len(one.typed) == count])] for count in range(1, LETTERS + 1)]
    yield from table(["what", "median", "p95"], rows)


def _row(values: Sequence[float]) -> list[str]:
    ordered = sorted(values)
    return [cell(Spread(median(ordered), ordered[0], ordered[-1])), f"{percentile(ordered, 0.95):.0f}"] if ordered else ["-", "-"]
