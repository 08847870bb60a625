"""`claimgraph sparql`: a query answered without HTTP, by an endpoint of its own over the same mirror."""

import asyncio
import csv
import sys

from rich.console import Console
from rich.table import Table

from api.backend import make_endpoint, read_ontology
from api.place import find_place
from api.settings import Settings
from graph.sparql.endpoint import Endpoint, Question
from graph.sparql.formats import GRAPHS, SOLUTIONS
from graph.store import Store
from schema.errors import MirrorBuilding

AGAIN = 0.5
"""Seconds between two looks at a mirror that is being built."""


async def ask(settings: Settings, text: str, form: str | None) -> None:
    """Print the answer to a query; raises SparqlError."""
    async with Store(find_place(settings).config) as store:
        endpoint = make_endpoint(settings.model_copy(update={"sparql_held": 0}), read_ontology(settings), store)
        try:
            await _print(endpoint, text, form)
        finally:
            await endpoint.close()


async def _print(endpoint: Endpoint, text: str, form: str | None) -> None:
    tabular = form in (None, "table")
    solutions = SOLUTIONS["csv"] if tabular else SOLUTIONS.get(form or "")
    graph = GRAPHS["ttl"] if form is None else GRAPHS.get(form)
    told = ""
    while True:
        try:
            answered = await endpoint.answer(Question(text, solutions, graph))
            break
        except MirrorBuilding as error:
            if error.message != told:
                told = error.message
                sys.stderr.write(f"{told}\n")
            await asyncio.sleep(AGAIN)
    content = answered.file.read_bytes()
    answered.file.unlink()
    if tabular and answered.media_type == SOLUTIONS["csv"]:
        _show(content.decode())
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.write(b"" if content.endswith(b"\n") else b"\n")


def _show(text: str) -> None:
    names, *rows = csv.reader(text.splitlines(keepends=True))
    if not rows and names in (["true"], ["false"]):
        sys.stdout.write(f"{names[0]}\n")
        return
    table = Table(*names, header_style="bold")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False).print(table)
    sys.stderr.write(f"{len(rows)} row{'' if len(rows) == 1 else 's'}\n")
