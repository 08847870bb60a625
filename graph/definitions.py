"""Constraints and indexes that the Model asks for, made at start and compared with what the database has.

One definition per row; a second start reads the list once and, if nothing differs, sends nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from graph.cypher.quote import quote
from graph.edtf import MONTH
from graph.history import PAST, PAST_TEXT
from graph.log import CHANGE, LOG
from graph.migration.stored import adopt, check_settled
from graph.resolve import stored_keys
from graph.store import Store
from graph.tokens import TOKEN
from graph.vocabulary import SEARCH_TEXT
from graph.write import DELETED
from schema.model import ROOT, Attribute, Class, Model
from schema.reserved import TRUSTED

PREFIX = "cg_"
FULLTEXT = "resource_text"
ANALYZER = "standard-no-stop-words"
"""Splits words by Unicode's rules and lowercases them: fits Russian, Ukrainian and English side by side, since it has no one language's stems."""
AWAIT_SECONDS = 300

Kind = Literal["unique", "range", "point", "fulltext"]
Identity = tuple[str, tuple[str, ...], tuple[str, ...], bool, str]
"""Neo4j's type of the index, label, properties, whether unique, analyzer: what makes two definitions the same."""
Place = tuple[str, str | None]
"""The name of an index in the database, and of the constraint that owns it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One constraint or index on the nodes with a label."""

    kind: Kind
    label: str
    properties: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the database: the same in every run."""
        if self.kind == "fulltext":
            return PAST_TEXT if self.label == PAST else FULLTEXT
        return f"{PREFIX}{self.kind}__{self.label}__{'__'.join(self.properties)}"

    @property
    def identity(self) -> Identity:
        """As `SHOW INDEXES` describes it."""
        kind = "RANGE" if self.kind == "unique" else self.kind.upper()
        return kind, (self.label,), self.properties, self.kind == "unique", ANALYZER if self.kind == "fulltext" else ""

    @property
    def command(self) -> str:
        """The command that makes it."""
        node, members = f"(n:{quote(self.label)})", ", ".join(f"n.{quote(name)}" for name in self.properties)
        match self.kind:
            case "unique":
                return f"CREATE CONSTRAINT {quote(self.name)} IF NOT EXISTS FOR {node} REQUIRE ({members}) IS UNIQUE"
            case "fulltext":
                options = f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{ANALYZER}'}}}}"
                return f"CREATE FULLTEXT INDEX {quote(self.name)} IF NOT EXISTS FOR {node} ON EACH [{members}] {options}"
            case _:
                return f"CREATE {self.kind.upper()} INDEX {quote(self.name)} IF NOT EXISTS FOR {node} ON ({members})"


@dataclass(frozen=True, slots=True)
class Defined:
    """How many definitions were made, were there already, and were dropped since the Model no longer wants them.

    `fits` is False where the store's data was made with another ontology and has to be brought over first.
    """

    created: int
    existing: int
    dropped: int = 0
    fits: bool = True


async def define_all(store: Store, model: Model) -> Defined:
    """Make the store ready for a Model's data; raise OntologyChanging if it is half way to another ontology."""
    await check_settled(store)
    defined = await define(store, model)
    return replace(defined, fits=await adopt(store, model))


async def define(store: Store, model: Model) -> Defined:
    """Make all that the Model wants, drop what it no longer does, and wait until the indexes can be used."""
    wanted = {definition.identity: definition for definition in definitions(model)}
    present = await _present(store)
    stale = await _drop_all(store, _stale(present, wanted))
    missing = [definition for identity, definition in wanted.items() if identity not in present]
    if missing:
        await store.write([(definition.command, {}) for definition in missing], AWAIT_SECONDS)
        await store.define(f"CALL db.awaitIndexes({AWAIT_SECONDS})")
        for definition in missing:
            if definition.properties[0] in _lasting(model):
                await store.define(_mark(definition))
    return Defined(len(missing), len(wanted) - len(missing), stale)


async def drop_stale(store: Store, model: Model) -> int:
    """Drop what the Model does not want; return how many there were."""
    return await _drop_all(store, _stale(await _present(store), {definition.identity for definition in definitions(model)}))


async def _drop_all(store: Store, stale: list[Place]) -> int:
    if stale:
        await store.write([(_drop(*place), {}) for place in stale], AWAIT_SECONDS)
    return len(stale)


def _stale(present: Mapping[Identity, Place], wanted: Collection[Identity]) -> list[Place]:
    return [place for identity, place in present.items() if _is_ours(place[0]) and identity not in wanted]


def _lasting(model: Model) -> set[str]:
    attributes = (attribute for cls in model.classes.values() for attribute in cls.attributes.values() if attribute.datatype == "EDTF")
    return {f"{attribute.name}Lasting" for attribute in attributes}


def _mark(definition: Definition) -> str:
    """The command that gives nodes what `graph.edtf.lasting` says, where they were stored before there was an index of it."""
    name = definition.properties[0].removesuffix("Lasting")
    text, early, late, lasting = (f"n.{quote(name + suffix)}" for suffix in ("", "Earliest", "Latest", "Lasting"))
    first, month = f"date('{date.min}')", f"duration({{days: {MONTH.days}}})"
    lasts = f"{early} IS NULL OR {early} = {first} OR {late} IS NULL OR {late} > {early} + {month}"
    found = f"MATCH (n:{quote(definition.label)}) WHERE {text} IS NOT NULL AND ({lasts})"
    return f"{found} CALL (n) {{ SET {lasting} = coalesce({early}, {first}) }} IN TRANSACTIONS"


@dataclass(frozen=True, slots=True)
class Drift:
    """How a database differs from what a Model wants, by names: what it lacks, what of ours it has beyond that, what failed, and what is still being filled."""

    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    filling: tuple[str, ...] = ()


async def drift(store: Store, model: Model) -> Drift:
    """Compare, and change nothing."""
    wanted = {definition.identity: definition for definition in definitions(model)}
    present = await _present(store)
    states = await store.rows("SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name, state", {})
    ours = {place[0] for identity, place in present.items() if identity in wanted or _is_ours(place[0])}
    failed = sorted(name for name, state in states if name in ours and state == "FAILED")
    filling = sorted(name for name, state in states if name in ours and state != "FAILED")
    missing = sorted(definition.name for identity, definition in wanted.items() if identity not in present)
    extra = sorted(name for name, _ in _stale(present, wanted))
    return Drift(tuple(missing), tuple(extra), tuple(failed), tuple(filling))


def _is_ours(name: str) -> bool:
    return name.startswith(PREFIX) or name in (FULLTEXT, PAST_TEXT)


def _drop(name: str, constraint: str | None) -> str:
    return f"DROP CONSTRAINT {quote(constraint)} IF EXISTS" if constraint else f"DROP INDEX {quote(name)} IF EXISTS"


async def _present(store: Store) -> dict[Identity, Place]:
    """What the database has."""
    text = (
        "SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, owningConstraint, options WHERE entityType = 'NODE' "
        "RETURN name, type, labelsOrTypes, properties, owningConstraint, options"
    )
    found = {}
    for name, kind, labels, properties, owner, options in await store.define(text):
        identity = (kind, tuple(labels or ()), tuple(properties or ()), owner is not None, _analyzer(kind, options))
        found[identity] = (name, owner)
    return found


def _analyzer(kind: str, options: dict[str, Any]) -> str:
    return str(options.get("indexConfig", {}).get("fulltext.analyzer", "")) if kind == "FULLTEXT" else ""


# what a Model wants


def definitions(model: Model) -> list[Definition]:
    """Return every definition that a Model asks for, each once."""
    found = dict.fromkeys(_all(model))
    unique = {(d.label, d.properties) for d in found if d.kind == "unique"}
    return [d for d in found if d.kind != "range" or (d.label, d.properties) not in unique]


def _all(model: Model) -> Iterator[Definition]:
    yield Definition("unique", ROOT, ("iri",))
    yield Definition("unique", DELETED, ("iri",))
    yield Definition("unique", LOG, ("name",))
    yield Definition("unique", CHANGE, ("version",))
    yield Definition("range", CHANGE, ("request",))
    yield Definition("unique", TOKEN, ("hash",))
    yield Definition("unique", TRUSTED, ("hash",))
    yield Definition("fulltext", ROOT, (SEARCH_TEXT,))
    yield Definition("fulltext", PAST, (SEARCH_TEXT,))
    for cls in model.classes.values():
        if cls.name != ROOT:
            yield Definition("range", cls.name, ("iri",))
        yield from (Definition("unique", cls.name, key) for key in stored_keys(model, cls.name))
        yield from (definition for attribute in _topmost(model, cls) for definition in _indexes(cls, attribute))


def _topmost(model: Model, cls: Class) -> Iterable[Attribute]:
    """The attributes of a class that no class above it has."""
    above = {name for ancestor in cls.ancestors for name in model.classes[ancestor].attributes}
    return (attribute for attribute in cls.attributes.values() if attribute.name not in above and not attribute.many)


def _indexes(cls: Class, attribute: Attribute) -> Iterator[Definition]:
    if attribute.datatype == "Point":
        yield Definition("point", cls.name, (attribute.name,))
    elif attribute.indexed:
        yield Definition("range", cls.name, (attribute.name,))
        if attribute.datatype == "EDTF":
            yield from (Definition("range", cls.name, (f"{attribute.name}{suffix}",)) for suffix in ("Earliest", "Lasting"))
