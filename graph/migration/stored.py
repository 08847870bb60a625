"""Which ontology a store was made with, kept in the store itself, and how far a change to another one has come.

(:StoredOntology {digest, version, paths, texts})             one node: the files of the ontology whose names the data has
(:OntologyChange {source, target, step, after, run})          there only while a change is under way
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from graph.migration.links import Links
from graph.migration.nodes import Nodes
from graph.migration.terms import Terms
from graph.store import Statement, Store
from graph.world import Reader
from schema.errors import OntologyChanging
from schema.model import File, Model
from schema.reader import DEFAULT_BASE_IRI, parse_model

KEPT, CHANGE = "StoredOntology", "OntologyChange"
_KEPT = f"OPTIONAL MATCH (o:{KEPT}) RETURN o.digest, EXISTS {{ (:Resource) }}"
_ENCODED = "base64:"
_SHORT = 12
"""Digits of a digest that a person is shown."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A change under way: digests of the two ontologies, the step, the IRI up to which that is done, and the run in the change log."""

    source: str
    target: str
    step: int
    after: str
    run: str


async def read_kept(reader: Reader, base_iri: str = DEFAULT_BASE_IRI) -> Model | None:
    """Return the ontology that the store's data was made with, None if the store does not tell."""
    found = await reader.rows(f"MATCH (o:{KEPT}) RETURN o.paths, o.texts", {})
    return parse_model([_file(*pair) for pair in zip(*found[0], strict=True)], base_iri=base_iri) if found else None


def keep(model: Model) -> Statement:
    """Return the statement that notes a Model as the one that the data was made with."""
    paths, contents = zip(*model.files, strict=True)
    told = {"digest": model.digest, "version": model.version, "paths": list(paths), "texts": [*map(_text, contents)]}
    return f"MERGE (o:{KEPT} {{name: 'ontology'}}) SET o += $told", {"told": told}


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:  # RDF/XML in another encoding
        return _ENCODED + b64encode(content).decode()


def _file(path: str, text: str) -> File:
    return str(Path(path)), b64decode(text.removeprefix(_ENCODED)) if text.startswith(_ENCODED) else text.encode()


async def adopt(store: Store, model: Model) -> bool:
    """Note that the store's data fits a Model, if it does as it is; return whether it does."""
    if not model.files:
        return True
    ((digest, filled),) = await store.rows(_KEPT, {})
    if digest == model.digest:
        return True
    old = await read_kept(store, model.base_iri) if filled else None
    if old is not None and needs_work(Terms(old, model)):
        return False
    await store.write([keep(model)])
    return True


async def fits(store: Store, model: Model) -> bool | None:
    """Return whether the store's data fits a Model as it is, by what the store notes of its own; None if it notes nothing. Changes nothing."""
    ((digest, filled),) = await store.rows(_KEPT, {})
    if digest == model.digest or not filled:
        return True
    old = await read_kept(store, model.base_iri)
    return None if old is None else not needs_work(Terms(old, model))


def needs_work(terms: Terms) -> bool:
    """Whether data that was made with the old Model may have to be changed for the new one."""
    nodes = Nodes(terms)
    return bool(nodes.affected or Links(terms, nodes).affected)


async def progress(reader: Reader) -> Progress | None:
    """Return how far a change of the ontology has come, None if none is under way."""
    found = await reader.rows(f"MATCH (c:{CHANGE}) RETURN c.source, c.target, c.step, c.after, c.run", {})
    return Progress(*found[0]) if found else None


async def check_settled(reader: Reader) -> None:
    """Raise OntologyChanging while a change of the ontology is under way."""
    if under_way := await progress(reader):
        raise OntologyChanging(
            f"the store is half way to another ontology ({under_way.target[:_SHORT]}): finish it with `claimgraph schema apply --yes`, with that ontology"
        )
