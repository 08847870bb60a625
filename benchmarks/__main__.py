"""`python -m benchmarks [MEASURE ...]`: fill a Neo4j, measure, and write what was found into results.md.

comparison   claimgraph beside its peers and beside the bare driver (what is measured without a MEASURE)
scale        the same pages in a graph of 3,000,000 nodes and in one of 30,000
memory       the server's memory over 100,000 requests
drivers      ways of using Neo4j's driver
views        the same query without a view, as one source tells it, and as twenty do
load         loading a file beside bare batches of the same graph
export       exporting a graph beside a bare loop over the driver's rows
writing      batches of mutations
sparql       SPARQL beside rdflib's engine, and while somebody attacks
attacks      what a user notices of attacks
endurance    ten minutes of load, then Neo4j is killed under it and comes back
explorer     the explorer in Chromium: from a click to the picture, from a key to the suggestions
schema       the same requests under an ontology of 500 classes and under one of 30

`--help` lists the options. `--smoke` runs everything small and writes nothing: whether it all works (exit code 1 if an answer is wrong).
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

from benchmarks import asking, attacks, comparison, drivers, endurance, explorer, exporting, loading, memory, results, scale, schema_size, views, writing
from benchmarks.check import Disagreement
from benchmarks.house import House, cache, database
from benchmarks.measure import tell
from benchmarks.options import Options, read_options
from benchmarks.results import Part
from schema.errors import ClaimgraphError

Measure = Callable[[Options, House], Awaitable[Part]]
MEASURES: Mapping[str, Measure] = {
    "comparison": comparison.run,
    "scale": scale.run,
    "memory": memory.run,
    "drivers": drivers.run,
    "views": views.run,
    "load": loading.run,
    "export": exporting.run,
    "schema": schema_size.run,
    "attacks": attacks.run,
    "endurance": endurance.run,
    "writing": writing.run,
    "sparql": asking.run,
    "explorer": explorer.run,
}


def main() -> int:
    """Run, and return the exit code."""
    options = read_options()
    try:
        with ExitStack() as stack:
            house = House(Path(stack.enter_context(tempfile.TemporaryDirectory())), "512m", "128m") if options.smoke else House(cache())
            return int(not asyncio.run(_all(options, house)))
    except (Disagreement, ClaimgraphError, RuntimeError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


async def _all(options: Options, house: House) -> bool:
    """Run all measures that are asked for, and return whether all answers were right."""
    right = True
    async with AsyncExitStack() as stack:
        if options.smoke and options.size:
            await stack.enter_async_context(database(house, options.size))  # one start for all measures that share it
        for name in options.measures:
            part = await MEASURES[name](options, house)
            tell(part.summary)
            right = right and part.right
            if not options.smoke:
                results.write(options.out, name, part)
    return right


if __name__ == "__main__":
    sys.exit(main())
