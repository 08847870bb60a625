"""What stands behind the routes: ontology, store and engine, opened as soon as Neo4j is there."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

import orjson
import strawberry
import structlog
from graphql import introspection_from_schema

from api.middleware import Running
from api.pages import fitting_documents, fitting_examples
from api.refusals import ServerStopping
from api.settings import Settings
from graph.actors import Actor, Role
from graph.definitions import Defined, define_all
from graph.engine import Answer, Asked, Engine
from graph.evidence import keep_weighed, reweigh
from graph.export.run import export, wanted
from graph.following import Feed, Followed, follow, followed
from graph.guard import DocumentLimits
from graph.ir import Rules
from graph.log import version_of
from graph.migration.stored import check_settled
from graph.plan.context import Limits
from graph.policy import read_policy
from graph.sparql.endpoint import Endpoint
from graph.sparql.workers import Bounds, Workers
from graph.store import Store
from graph.trusted import Trusted
from graph.views import CLOSED
from schema.errors import ClaimgraphError, Forbidden, StoreError, StoreUnavailable
from schema.model import Model
from schema.reader import read_model
from schema.types import build_schema, print_schema

FIRST_ATTEMPT = 15.0  # seconds that the start waits for the first attempt before it goes on without
PROBE_PATIENCE = 2.0  # seconds for Neo4j's answer to a readiness probe
WARM_UP_PATIENCE = 5.0  # seconds
DELAYS = (0.5, 1.0, 2.0)  # seconds between attempts; the last one is repeated
WARM_UP = "{ resources(first: 1) { nodes { id } } }"
"""The first query of a Neo4j takes seconds, and so do the first page of an export and the first change; they are planned before "ready"."""

log = structlog.get_logger("claimgraph")


@dataclass(frozen=True)
class Ontology:
    """An ontology as model, as GraphQL schema, and as that schema in print (SDL)."""

    model: Model
    schema: strawberry.Schema

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """Queries to begin with, that this schema can answer."""
        return fitting_examples(self.schema._schema)

    @cached_property
    def explored(self) -> tuple[str, ...]:
        """Names of the explorer's documents that this schema can answer."""
        return fitting_documents(self.schema._schema)

    @cached_property
    def sdl(self) -> str:
        """The schema in GraphQL's schema language."""
        return print_schema(self.model)

    @cached_property
    def introspection(self) -> bytes:
        """The schema as the usual introspection query gives it, as JSON."""
        return orjson.dumps(introspection_from_schema(self.schema._schema, experimental_directive_deprecation=False))


def read_ontology(settings: Settings) -> Ontology:
    """Read the ontology that the settings name; raises OntologyError."""
    model = model_of(settings)
    return Ontology(model, build_schema(model))


def model_of(settings: Settings) -> Model:
    """The same without a schema, which takes 20 MB: for whoever answers no GraphQL."""
    return read_model(settings.ontology_file, base_iri=settings.base_iri, catalogue=settings.catalogue)


def warn_unfit(defined: Defined) -> None:
    """Say so where the store's data was made with another ontology."""
    if not defined.fits:
        log.warning("the store's data was made with another ontology: see `claimgraph schema diff`, then `claimgraph schema apply`")


def read_rules(settings: Settings, ontology: Ontology) -> Mapping[Role, Rules]:
    """Return what is hidden from each role; raises SettingsError."""
    return read_policy(settings.policy, ontology.model, ontology.schema._schema) if settings.policy else {}


def make_engine(settings: Settings, ontology: Ontology, store: Store, rules: Mapping[Role, Rules] | None = None) -> Engine:
    """Return an engine with the limits of the settings."""
    documents = DocumentLimits(settings.max_tokens, settings.max_depth, settings.max_fields, settings.max_aliases, settings.introspection)
    return Engine(
        ontology.model,
        ontology.schema,
        store,
        Limits(settings.page_size, settings.page_limit, settings.max_cost),
        documents,
        explains=settings.explain,
        introspection=settings.introspection_role,
        slow=settings.slow_query,
        rules=rules,
    )


def make_endpoint(settings: Settings, ontology: Ontology, store: Store, role: str = "", rules: Rules | None = None, shared: Workers | None = None) -> Endpoint:
    """Return a SPARQL endpoint with the limits of the settings, for a role that has rules of its own or for whoever may see all."""
    return Endpoint(store, ontology.model, settings.home / "mirror" / role, _bounds(settings), rules, shared)


def _bounds(settings: Settings) -> Bounds:
    return Bounds(
        settings.sparql_timeout, settings.sparql_rows, settings.sparql_answer, settings.sparql_memory, settings.sparql_workers, held=settings.sparql_held
    )


@dataclass
class Backend:
    """The state of one running application; `why_not` is None when it can answer, `sparql` has an endpoint for each role from whom something is hidden, and one for all others (""), once they ask SPARQL; `sockets` are those that are open."""

    settings: Settings
    ontology: Ontology
    store: Store
    running: Running = field(default_factory=Running)
    rules: Mapping[Role, Rules] = field(default_factory=dict)
    stopping: bool = False
    sparql: dict[str, Endpoint] = field(default_factory=dict)
    sockets: int = 0
    _engine: Engine | None = None
    _why_not: str = "Neo4j has not answered yet"
    _opening: asyncio.Task[None] | None = None

    @property
    def waiting_for(self) -> str | None:
        """Why Neo4j was not reached so far, None once it was."""
        return None if self._engine else self._why_not

    async def start(self) -> None:
        """Open now if Neo4j is there; if not, keep trying beside the requests."""
        first = asyncio.Event()
        self._opening = asyncio.create_task(self._keep_opening(first))
        with suppress(TimeoutError):
            await asyncio.wait_for(first.wait(), FIRST_ATTEMPT)

    async def close(self) -> None:
        """Give up opening and close all connections."""
        if self._opening:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        for endpoint in self.sparql.values():
            await endpoint.close()
        await self.feed.close()
        await self.store.close()

    async def answer(self, asked: Asked) -> Answer:
        """Answer one GraphQL request; raises what `_opened` does."""
        return await self._opened().answer(asked)

    @cached_property
    def feed(self) -> Feed:
        """What tells subscriptions of news."""
        return Feed(self.store, self.settings.subscriptions, lambda: self.stopping)

    @cached_property
    def _trusted(self) -> Trusted:
        return Trusted(self.store, only=self.settings.trusted_only)

    async def resolved(self, asked: Asked) -> Asked:
        """Return a request with its document, found by the hash if need be; raises what `Trusted.resolve` and `_opened` do."""
        self._opened()
        return await self._trusted.resolve(asked)

    async def followed(self, asked: Asked) -> Followed | None:
        """Return what a subscription reads, None for another operation; raises QueryError, and what `_opened` does."""
        return await followed(self._opened(), asked)

    def follow(self, wanted: Followed, after: int | None = None) -> AsyncGenerator[tuple[int, bytes], None]:
        """Yield each change by its version as a GraphQL response; raises what `graph.following.follow` does."""
        return follow(self._opened(), self.feed, wanted, after)

    def opened(self) -> Store:
        """Return the store; raises what `_opened` does."""
        self._opened()
        return self.store

    def rules_for(self, actor: Actor) -> Rules | None:
        """Return what is hidden from somebody, None where nothing is."""
        return self.rules.get(actor.role)

    def check_sees_all(self, actor: Actor, what: str) -> None:
        """Raise Forbidden for somebody from whom something is hidden."""
        if self.rules_for(actor):
            raise Forbidden(f"{actor.name} is {actor.role}: {what} {CLOSED}")

    def endpoint(self, actor: Actor) -> Endpoint:
        """Return the SPARQL endpoint for somebody; raises what `_opened` does."""
        self._opened()
        rules = self.rules_for(actor)
        role = actor.role if rules else ""
        if role not in self.sparql:
            self.sparql[role] = make_endpoint(self.settings, self.ontology, self.store, role, rules, self._workers)
        return self.sparql[role]

    @cached_property
    def _workers(self) -> Workers:
        """Those of all endpoints: how many queries run at once is told for the whole server, and a worker opens whatever mirror it is asked of."""
        return Workers(_bounds(self.settings))

    def _opened(self) -> Engine:
        """The engine; raises StoreUnavailable before Neo4j was reached for the first time, ServerStopping at the end."""
        if self.stopping:
            raise ServerStopping("the server is stopping")
        if self._engine is None:
            raise StoreUnavailable(self._why_not)
        return self._engine

    async def why_not(self) -> str | None:
        """Return why this application cannot answer now, None if it can."""
        if self.stopping:
            return "the server is stopping"
        if self._engine is None:
            return self._why_not
        try:
            async with asyncio.timeout(PROBE_PATIENCE):
                await check_settled(self.store)
        except TimeoutError:
            return f"Neo4j is not available: no answer within {PROBE_PATIENCE:g} s"
        except StoreError as error:
            return error.message
        return None

    async def _keep_opening(self, first: asyncio.Event) -> None:
        for attempt in count(1):
            try:
                self._engine = await self._open()
                return
            except ClaimgraphError as error:
                if attempt == 1 or error.message != self._why_not:  # one line per reason, not one every two seconds
                    log.warning("waiting for Neo4j", reason=error.message)
                self._why_not = error.message
            except Exception:  # this task must not end unseen: nothing would ever be ready
                self._why_not = "an unexpected fault while the store was opened; the log tells more"
                log.exception("unexpected fault", attempt=attempt)
            finally:
                first.set()
            await asyncio.sleep(DELAYS[min(attempt, len(DELAYS)) - 1])

    async def _open(self) -> Engine:
        await self.store.ping()
        warn_unfit(await define_all(self.store, self.ontology.model))
        await keep_weighed(self.store, self.ontology.model)
        engine = make_engine(self.settings, self.ontology, self.store, self.rules)
        warm, *_ = await asyncio.gather(engine.answer(Asked(WARM_UP)), self._first_page(), self._first_change())
        if warm.status != 200:
            log.warning("the warm-up query failed", answer=warm.body.decode())
        log.info("ready", neo4j=await self.store.version())
        return engine

    async def _first_change(self) -> None:
        """Let Neo4j plan what follows from a change; where somebody else is writing, it is left at that."""
        if self.ontology.model.has_evidence:
            with suppress(ClaimgraphError):
                await self.store.transact(lambda transaction: reweigh(transaction, self.ontology.model, ["urn:nothing"]), WARM_UP_PATIENCE)

    async def _first_page(self) -> None:
        """Let Neo4j plan what most exports begin with: those in RDF all ask the same."""
        model = self.ontology.model
        with suppress(ClaimgraphError):  # Neo4j is away, or what is stored cannot be written: whoever asks will be told
            await version_of(self.store)
            async with aclosing(export(self.store, model, wanted(model, "nt"))) as pieces:
                await anext(pieces)
                await anext(pieces, None)
