"""A store with one ontology, for tests that load data into it and look at what came of it."""

import asyncio
import io
from pathlib import Path
from typing import Any

from graph.definitions import Defined, define_all
from graph.evidence import Rebuilt, rebuild
from graph.load import Loading, LoadReport, load
from graph.local import LocalServer
from graph.store import Store, StoreConfig
from graph.told import Reading
from graph.unknown import Policy
from schema.model import Model

PREFIXES = """
@prefix cg: <https://w3id.org/claimgraph/ontology#> .
@prefix id: <https://w3id.org/claimgraph/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""
ID = "https://w3id.org/claimgraph/id/"


class Bench:
    """Runs what is asynchronous to its end; files are written below `folder`."""

    def __init__(self, server: LocalServer, model: Model, folder: Path, runner: asyncio.Runner) -> None:
        self.model = model
        self.folder = folder
        self.runner = runner
        self.store = Store(StoreConfig(server.bolt_uri, server.username, server.password, query_timeout=60))
        self.clear()

    def close(self) -> None:
        self.clear()
        self.runner.run(self.store.close())

    def clear(self) -> None:
        self.runner.run(self.store.write([("MATCH (n) DETACH DELETE n", {})]))

    def define(self, model: Model | None = None) -> Defined:
        return self.runner.run(define_all(self.store, model or self.model))

    def load(self, *texts: str | bytes, suffix: str = ".ttl") -> LoadReport:
        """Load each text as a file; Turtle gets the usual prefixes."""
        return self.load_files(*(self.file(text, f"data{number}{suffix}") for number, text in enumerate(texts)))

    def load_files(self, *paths: Path | str, how: Loading | None = None) -> LoadReport:
        return self.runner.run(load(self.store, self.model, paths, how))

    def how(self, *, unknown: Policy = "refuse", dry_run: bool = False, stdin: bytes | None = None, **reading: Any) -> Loading:
        return Loading(Reading(self.model.base_iri, **reading), unknown, dry_run, stdin=io.BytesIO(stdin) if stdin is not None else None)

    def file(self, text: str | bytes, name: str) -> Path:
        path = self.folder / name
        head = PREFIXES if name.endswith((".ttl", ".trig")) else ""
        path.write_bytes(text if isinstance(text, bytes) else (head + text).encode())
        return path

    def rebuild(self) -> Rebuilt:
        return self.runner.run(rebuild(self.store, self.model))

    def rows(self, text: str, **parameters: Any) -> list[list[Any]]:
        return self.runner.run(self.store.rows(text, parameters))

    def run(self, text: str, **parameters: Any) -> None:
        self.runner.run(self.store.write([(text, parameters)]))

    def node(self, local: str) -> dict[str, Any]:
        """The properties of `id:local`."""
        found: dict[str, Any] = self.rows("MATCH (n:Resource {iri: $iri}) RETURN properties(n)", iri=ID + local)[0][0]
        return found

    def labels(self, local: str) -> set[str]:
        return set(self.rows("MATCH (n:Resource {iri: $iri}) RETURN labels(n)", iri=ID + local)[0][0])

    def edges(self) -> list[tuple[str, str, str, dict[str, Any]]]:
        """All relationships that hold: start, type, end, properties (without their time)."""
        match = "MATCH (a:Resource)-[r]->(b:Resource) WHERE r.stateUntil IS NULL"
        text = f"{match} RETURN a.iri, type(r), b.iri, properties(r) ORDER BY a.iri, type(r), b.iri, r.proposition, r.role"
        return [(a.removeprefix(ID), kind, b.removeprefix(ID), _timeless(carried)) for a, kind, b, carried in self.rows(text)]

    def dump(self) -> list[Any]:
        """Everything in the store that holds, in an order of its own (without its time)."""
        nodes = self.rows("MATCH (n:Resource) RETURN n.iri, labels(n), properties(n) ORDER BY n.iri")
        return [[[iri, labels, _timeless(properties)] for iri, labels, properties in nodes], self.edges()]


def _timeless(carried: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in carried.items() if key != "stateSince"}
