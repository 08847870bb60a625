"""What the queries are asked with: things whose degrees do not depend on the size of the graph, so that sizes can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.generate import AGENT, Graph, iri
from benchmarks.words import name
from graph.store import Store

VARIANTS = 8
PAGE, FAR_PAGE = 50, 2_000
Several = Sequence[dict[str, Any]]

_PLACES = """
MATCH (p:Place) WITH p, COUNT { (p)<-[:PLACE]-() } AS events ORDER BY abs(events - 20), p.iri LIMIT 64
WITH p, events, COUNT { (p)<-[:PLACE]-(:Event)<-[:DESCRIBES]-(:Proposition {status: 'DISPUTED'})<-[:CONTENT]-(:Claim) } AS claims
ORDER BY abs(events - 20) + abs(claims - 40), p.iri LIMIT $several RETURN p.iri
"""
_ACTORS = "MATCH (p:Person) WITH p, COUNT { (p)<-[:PARTICIPANT]-() } AS events ORDER BY abs(events - 30), p.iri LIMIT $several RETURN p.iri"
_LAST_BEFORE = "MATCH (c:Claim) WHERE c.iri IS NOT NULL WITH c.iri AS iri ORDER BY iri SKIP $skip LIMIT 1 RETURN iri"
_PAIRS = """
MATCH (p:Person) WITH p, COUNT { (p)<-[:PARTICIPANT]-() } AS events WHERE events > 0 ORDER BY abs(events - 4), p.iri LIMIT $several
CALL (p) {
  MATCH (p)<-[:PARTICIPANT]-(e:Event)-[:PARTICIPANT]->(:Agent)<-[:PARTICIPANT]-(f:Event)-[:PARTICIPANT]->(q:Person) WHERE p <> q
  RETURN q ORDER BY q.iri LIMIT 1
}
RETURN p.iri, q.iri
"""


@dataclass(frozen=True)
class Probes:
    """Variables for each kind of query; `far_page` is the page that `far` asks for, as far as there are so many."""

    events: Several
    places: Several
    actors: Several
    names: Several
    words: Several
    pairs: Several
    far: Several
    far_page: int
    nothing: Several = ({},)


async def find(store: Store, graph: Graph) -> Probes:
    """Choose them; the cursor of the far page is still missing (see `with_cursor`)."""
    events = [{"id": iri("event", place * graph.sizes.events // 64)} for place in range(64)]
    places = [{"place": row[0]} for row in await store.rows(_PLACES, {"several": VARIANTS})]
    people = [row[0] for row in await store.rows(_ACTORS, {"several": 20 * VARIANTS})]
    actors = [{"ids": sorted(people[start::VARIANTS][:20])} for start in range(VARIANTS)]
    names = [{"text": name(graph.seed, AGENT, 37 * place).split()[0]} for place in range(VARIANTS)]
    words = [_searched(name(graph.seed, AGENT, 41 * place).split()[:2]) for place in range(VARIANTS)]
    pairs = [{"from": one, "to": other} for one, other in await store.rows(_PAIRS, {"several": VARIANTS})]
    total = (await store.rows("MATCH (c:Claim) RETURN count(c)", {}))[0][0]
    page = min(FAR_PAGE, total // PAGE)
    last = (await store.rows(_LAST_BEFORE, {"skip": (page - 1) * PAGE - 1}))[0][0]
    return Probes(events, places, actors, names, words, pairs, [{"iri": last, "skip": (page - 1) * PAGE}], page)


def _searched(words: list[str]) -> dict[str, Any]:
    """The words as a text and as claimgraph puts them to Lucene: each word, or a longer one that begins so."""
    return {"text": " ".join(words), "lucene": " ".join(f"+({word.lower()} {word.lower()}*)" for word in words)}
