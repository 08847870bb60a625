"""What the shorter commands do: what each begins with, `rebuild`, `purge`, `query` and `neo4j`."""

import difflib
import getpass
import os
import sys

import orjson

from api import logs
from api.backend import make_engine, model_of, read_ontology
from api.body import parse_json
from api.place import find_place, local_place
from api.settings import Settings, read_settings, variables
from api.summary import neo4j_rows, password_file, show_rows
from graph.engine import Answer, Asked
from graph.evidence import Rebuilt
from graph.evidence import rebuild as rebuild_all
from graph.local import LocalServer
from graph.log import Author
from graph.parameters import Conversions
from graph.purge import Doomed, survey
from graph.purge import purge as purge_all
from graph.store import Store
from schema.errors import BadRequest


def settings() -> Settings:
    """Read the settings, set up the logs, and warn of variables that look like settings and are none."""
    found = read_settings()
    logs.configure(found.log_format, found.log_level)
    for name in sorted(os.environ):
        if name.startswith("CLAIMGRAPH_") and name not in variables():
            near = difflib.get_close_matches(name, variables(), 1)
            print(f"warning: {name} is no setting{f'; did you mean {near[0]}?' if near else ''}", file=sys.stderr)
    return found


async def rebuild(settings: Settings) -> Rebuilt:
    """Compute what is derived anew."""
    model = model_of(settings)
    async with Store(find_place(settings).config) as store:
        return await rebuild_all(store, model, Author(getpass.getuser(), "rebuild"))


async def purge(settings: Settings, ids: list[str], yes: bool) -> list[Doomed]:
    """Return what goes with resources, and remove it if `yes`."""
    model = model_of(settings)
    iris = [*dict.fromkeys(map(Conversions(model.prefixes).iri, ids))]
    async with Store(find_place(settings).config) as store:
        doomed = await survey(store, model, iris)
        if yes:
            await purge_all(store, model, iris, getpass.getuser())
        return doomed


def asked(text: str, variables_json: str, operation: str | None) -> Asked:
    """Return a request; raises BadRequest for variables that are no JSON object."""
    values = parse_json(variables_json.encode(), "--variables")
    if not isinstance(values, dict):
        raise BadRequest("--variables must be a JSON object")
    return Asked(text, values, operation)


async def query(settings: Settings, asked: Asked) -> Answer:
    """Answer a request without HTTP."""
    ontology = read_ontology(settings)
    async with Store(find_place(settings).config) as store:
        return await make_engine(settings, ontology, store).answer(asked)


def show_neo4j(settings: Settings, server: LocalServer, as_json: bool) -> None:
    """Print where a local Neo4j is."""
    if not as_json:
        show_rows(neo4j_rows(local_place(settings, server)))
        return
    where = {"bolt": server.bolt_uri, "browser": f"{server.http_uri}/browser/", "username": server.username}
    values = {"running": True, **where, "password_file": str(password_file(server)), "version": server.version, "pid": server.pid}
    print(orjson.dumps(values).decode())
