"""A usual Python server: Strawberry's resolvers with a DataLoader for every relation, over the official driver, on Starlette and uvicorn.

NEO4J_URI, NEO4J_PASSWORD and PORT come from the environment.
"""

import os
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import strawberry
import uvicorn
from neo4j import AsyncDriver, AsyncGraphDatabase, RoutingControl
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.types import Info

Row = dict[str, Any]
Key = tuple[str, int]
"""An IRI and how many related things are wanted at most; 0 for all."""

RELATIONS = {
    "place": "MATCH (n)-[:PLACE]->(m:Place) RETURN m{.iri, .name} AS row",
    "participant": "MATCH (n)-[r:PARTICIPANT]->(m:Participant) RETURN {role: r.role, node: m{.iri, .name, labels: labels(m)}} AS row",
    "takesPartIn": "MATCH (n)<-[:PARTICIPANT]-(m:Event) RETURN m{.iri, .name, .when} AS row ORDER BY m.iri LIMIT $first",
    "describedBy": "MATCH (n)<-[:DESCRIBES]-(m:Proposition) RETURN m{.iri, .status} AS row ORDER BY m.iri LIMIT $first",
    "claims": "MATCH (n)<-[:CONTENT]-(m:Claim) RETURN m{.iri, .stance} AS row ORDER BY m.iri LIMIT $first",
    "claimant": "MATCH (n)-[:CLAIMANT]->(m:Agent) RETURN m{.iri, .name, labels: labels(m)} AS row",
    "content": "MATCH (n)-[:CONTENT]->(m:Proposition) RETURN m{.iri, .status} AS row",
    "event": "MATCH (n)-[:DESCRIBES]->(m:Event) RETURN m{.iri, .name, .when} AS row",
}


async def rows(driver: AsyncDriver, cypher: str, **parameters: Any) -> list[Row]:
    """Return the column `row` of a query."""
    found = await driver.execute_query(cypher, parameters, routing_=RoutingControl.READ)
    return [record["row"] for record in found.records]


def loader(driver: AsyncDriver, relation: str) -> DataLoader[Key, list[Row]]:
    """Return a loader of one relation for one request."""

    async def load(keys: list[Key]) -> list[list[Row]]:
        cypher = f"UNWIND $ids AS id MATCH (n:Resource {{iri: id}}) CALL (n) {{ {RELATIONS[relation]} }} RETURN {{id: id, row: row}} AS row"
        found: defaultdict[Key, list[Row]] = defaultdict(list)
        for first in {first for _, first in keys}:
            for member in await rows(driver, cypher, ids=[key for key, wanted in keys if wanted == first], first=first):
                found[member["id"], first].append(member["row"])
        return [found[key] for key in keys]

    return DataLoader(load_fn=load)


async def related(info: Info[Any, None], relation: str, iri: str, first: int = 0) -> list[Row]:
    """Return the rows at the other end of a relation."""
    found: list[Row] = await info.context["loaders"][relation].load((iri, first))
    return found


@strawberry.type
class Place:
    """A place, or anything of which only the name is asked."""

    id: strawberry.ID
    name: str


@strawberry.interface
class Agent:
    """Whoever acts or speaks."""

    id: strawberry.ID
    name: str


@strawberry.type
class ArmedGroup(Agent):
    """An armed group."""


@strawberry.type
class ArmedForce(Agent):
    """An armed force."""


@strawberry.type
class GovernmentBody(Agent):
    """A government body."""


@strawberry.type
class Company(Agent):
    """A company."""


@strawberry.type
class Channel(Agent):
    """A channel."""


@strawberry.type
class CommentatorGroup(Agent):
    """A group of commentators."""


@strawberry.type
class Publisher(Agent):
    """A publisher."""


@strawberry.type
class Participation:
    """Who takes part, and how."""

    role: str | None
    node: Agent


@strawberry.type
class Claim:
    """A claim."""

    id: strawberry.ID
    stance: str
    verb: str | None = None
    assertedAt: str | None = None
    quote: str | None = None

    @strawberry.field
    async def claimant(self, info: Info[Any, None]) -> Agent:
        """Who says it."""
        return _agent((await related(info, "claimant", self.id))[0])

    @strawberry.field
    async def content(self, info: Info[Any, None]) -> "Proposition":
        """What is said."""
        return _proposition((await related(info, "content", self.id))[0])


@strawberry.type
class Proposition:
    """A proposition."""

    id: strawberry.ID
    status: str | None

    @strawberry.field
    async def claims(self, info: Info[Any, None], first: int) -> list[Claim]:
        """Who says it."""
        return [_claim(row) for row in await related(info, "claims", self.id, first)]

    @strawberry.field
    async def event(self, info: Info[Any, None]) -> "Event | None":
        """What it is about."""
        return next((_event(row) for row in await related(info, "event", self.id)), None)


@strawberry.type
class Event:
    """An event."""

    id: strawberry.ID
    name: str
    when: str | None = None
    eventType: str | None = None
    version: int | None = None

    @strawberry.field
    async def place(self, info: Info[Any, None]) -> list[Place]:
        """Where it was."""
        return [Place(id=row["iri"], name=row["name"]) for row in await related(info, "place", self.id)]

    @strawberry.field
    async def participant(self, info: Info[Any, None]) -> list[Participation]:
        """Who took part."""
        return [Participation(role=row["role"], node=_agent(row["node"])) for row in await related(info, "participant", self.id)]

    @strawberry.field
    async def describedBy(self, info: Info[Any, None], first: int) -> list[Proposition]:
        """What is said of it."""
        return [_proposition(row) for row in await related(info, "describedBy", self.id, first)]


@strawberry.type
class Person(Agent):
    """A person."""

    @strawberry.field
    async def takesPartIn(self, info: Info[Any, None], first: int) -> list[Event]:
        """In what the person took part."""
        return [_event(row) for row in await related(info, "takesPartIn", self.id, first)]


@strawberry.type
class EventEdge:
    """An event in a page."""

    cursor: str
    node: Event


@strawberry.type
class EventPage:
    """A page of events."""

    totalCount: int
    hasNextPage: bool
    edges: list[EventEdge]


@strawberry.type
class ClaimEdge:
    """A claim in a page."""

    cursor: str
    node: Claim


@strawberry.type
class ClaimPage:
    """A page of claims."""

    hasNextPage: bool
    edges: list[ClaimEdge]


@strawberry.type
class Path:
    """A way between two things."""

    length: int
    nodes: list[Place]
    edges: list[str]


@strawberry.type
class Group:
    """One group of a count."""

    key: str
    count: int


AGENTS: dict[str, Callable[..., Agent]] = {
    cls.__name__: cls for cls in (Person, ArmedGroup, ArmedForce, GovernmentBody, Company, Channel, CommentatorGroup, Publisher)
}


def _agent(row: Row) -> Agent:
    make = next(AGENTS[label] for label in row["labels"] if label in AGENTS)
    return make(id=row["iri"], name=row["name"])


def _claim(row: Row) -> Claim:
    return Claim(id=row["iri"], **{key: row.get(key) for key in ("stance", "verb", "assertedAt", "quote")})  # type: ignore[arg-type]


def _proposition(row: Row) -> Proposition:
    return Proposition(id=row["iri"], status=row["status"])


def _event(row: Row) -> Event:
    return Event(id=row["iri"], **{key: row.get(key) for key in ("name", "when", "eventType", "version")})  # type: ignore[arg-type]


_ABOUT_PLACE = """
MATCH (:Place {iri: $place})<-[:PLACE]-(:Event)<-[:DESCRIBES]-(:Proposition {status: $status})<-[:CONTENT]-(c:Claim)
WITH DISTINCT c ORDER BY c.assertedAtEarliest DESC, c.iri LIMIT $first
RETURN c{.iri, .stance, .assertedAt, .quote} AS row
"""
_PAGE = "MATCH (n:{label}) WHERE n.iri > $after RETURN n{{.*}} AS row ORDER BY n.iri LIMIT $first + 1"


_SEARCH = """
CALL db.index.fulltext.queryNodes('resource_text', $lucene) YIELD node AS n, score
RETURN n{.iri, .name} AS row ORDER BY score DESC, n.iri LIMIT $first
"""
_PATHS = """
MATCH (a:Resource {iri: $start}), (b:Resource {iri: $end})
MATCH p = SHORTEST 10 (a)-[:LEADS|MEMBER_OF|PARTICIPANT|PLACE|WITHIN]-{1,4}(b)
RETURN {length: length(p), nodes: [n IN nodes(p) | n{.iri, .name}], edges: [r IN relationships(p) | type(r)]} AS row ORDER BY row.length LIMIT $first
"""


@strawberry.type
class Query:
    """The roots."""

    @strawberry.field
    async def event(self, info: Info[Any, None], id: strawberry.ID) -> Event | None:  # noqa: A002 - the argument's name in the API
        """One event."""
        found = await rows(info.context["driver"], "MATCH (e:Event {iri: $id}) RETURN e{.iri, .name, .eventType, .when, .version} AS row", id=id)
        return _event(found[0]) if found else None

    @strawberry.field
    async def events(self, info: Info[Any, None], first: int) -> list[Event]:
        """The first events."""
        found = await rows(info.context["driver"], "MATCH (e:Event) RETURN e{.iri, .name, .when} AS row ORDER BY e.iri LIMIT $first", first=first)
        return [_event(row) for row in found]

    @strawberry.field
    async def claims(self, info: Info[Any, None], status: str, place: strawberry.ID, first: int) -> list[Claim]:
        """Claims about events at a place, newest first."""
        found = await rows(info.context["driver"], _ABOUT_PLACE, status=status, place=place, first=first)
        return [_claim(row) for row in found]

    @strawberry.field
    async def event_page(self, info: Info[Any, None], first: int) -> EventPage:
        """A page of events."""
        found = await rows(info.context["driver"], _PAGE.format(label="Event"), after="", first=first)
        (total,) = await rows(info.context["driver"], "MATCH (e:Event) RETURN {count: count(e)} AS row")
        edges = [EventEdge(cursor=row["iri"], node=_event(row)) for row in found[:first]]
        return EventPage(totalCount=total["count"], hasNextPage=len(found) > first, edges=edges)

    @strawberry.field
    async def claim_page(self, info: Info[Any, None], first: int, after: str = "") -> ClaimPage:
        """A page of claims."""
        found = await rows(info.context["driver"], _PAGE.format(label="Claim"), after=after, first=first)
        return ClaimPage(hasNextPage=len(found) > first, edges=[ClaimEdge(cursor=row["iri"], node=_claim(row)) for row in found[:first]])

    @strawberry.field
    async def people(self, info: Info[Any, None], ids: list[strawberry.ID]) -> list[Person]:
        """People by IRI."""
        found = await rows(info.context["driver"], "MATCH (p:Person) WHERE p.iri IN $ids RETURN p{.iri, .name} AS row ORDER BY p.iri", ids=ids)
        return [Person(id=row["iri"], name=row["name"]) for row in found]

    @strawberry.field
    async def agents(self, info: Info[Any, None], contains: str, first: int) -> list[Agent]:
        """Agents by name."""
        cypher = "MATCH (a:Agent) WHERE a.name CONTAINS $text RETURN a{.iri, .name, labels: labels(a)} AS row ORDER BY a.iri LIMIT $first"
        return [_agent(row) for row in await rows(info.context["driver"], cypher, text=contains, first=first)]

    @strawberry.field
    async def claims_by_stance(self, info: Info[Any, None]) -> list[Group]:
        """How many claims have which stance."""
        cypher = "MATCH (c:Claim) WITH c.stance AS key, count(*) AS count RETURN {key: key, count: count} AS row ORDER BY key"
        return [Group(**row) for row in await rows(info.context["driver"], cypher)]

    @strawberry.field
    async def search(self, info: Info[Any, None], lucene: str, first: int) -> list[Place]:
        """Things by their texts."""
        return [Place(id=row["iri"], name=row["name"]) for row in await rows(info.context["driver"], _SEARCH, lucene=lucene, first=first)]

    @strawberry.field
    async def paths(self, info: Info[Any, None], start: strawberry.ID, end: strawberry.ID, first: int) -> list[Path]:
        """Ways between two things, the shortest first."""
        found = await rows(info.context["driver"], _PATHS, start=start, end=end, first=first)
        return [Path(length=row["length"], edges=row["edges"], nodes=[Place(id=n["iri"], name=n["name"]) for n in row["nodes"]]) for row in found]


class Endpoint(GraphQL[dict[str, Any], None]):
    """The ASGI application; every request has loaders of its own."""

    async def get_context(self, request: Any, response: Any) -> dict[str, Any]:
        """Return what the resolvers need."""
        driver = request.app.state.driver
        return {"driver": driver, "loaders": {relation: loader(driver, relation) for relation in RELATIONS}}


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open the driver."""
    auth = ("neo4j", os.environ["NEO4J_PASSWORD"])
    async with AsyncGraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth, notifications_min_severity="OFF") as driver:
        app.state.driver = driver
        yield


def main() -> None:
    """Serve."""
    schema = strawberry.Schema(Query, types=list(AGENTS.values()))  # type: ignore[arg-type]
    endpoint = Endpoint(schema)
    app = Starlette(routes=[Route("/graphql", endpoint, methods=["POST"])], lifespan=lifespan)
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
