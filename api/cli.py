"""The command line: `claimgraph run | serve | load | validate | query | schema print | neo4j start|stop|status`."""

import asyncio
import dataclasses
import difflib
import os
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from api import logs, running
from api.backend import make_engine, read_ontology
from api.body import parse_json
from api.exits import MEANINGS, Exit, exit_code
from api.place import find_place, local_place, start_local
from api.settings import CHECKOUT, Settings, read_settings, variables
from api.summary import neo4j_rows, password_file, show_rows
from api.validating import Format, show_report, validated
from graph import local
from graph.engine import Answer, Asked
from graph.load import LoadReport, load
from graph.local import LocalServer
from graph.store import Store
from graph.validation.findings import LIMIT
from schema.errors import BadRequest, ClaimgraphError, SettingsError

_EPILOG = "Settings are environment variables (see the README). Exit codes: " + "; ".join(f"{code.value} {MEANINGS[code]}" for code in Exit) + "."
_OPTIONS: dict[str, Any] = {"no_args_is_help": True, "rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}
cli = typer.Typer(help="A knowledge graph that knows who said what.", epilog=_EPILOG, **{**_OPTIONS, "no_args_is_help": False})
schema_cli = typer.Typer(help="The GraphQL schema that the ontology makes.", **_OPTIONS)
neo4j_cli = typer.Typer(help="claimgraph's own Neo4j on this machine.", **_OPTIONS)
cli.add_typer(schema_cli, name="schema")
cli.add_typer(neo4j_cli, name="neo4j")

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def main() -> None:
    """Run the command line; errors of ours end in one line on standard error and the exit code of their kind."""
    try:
        cli(prog_name="claimgraph")
    except ClaimgraphError as error:
        print(f"error: {error.message} [{error.code}]", file=sys.stderr)
        sys.exit(exit_code(error))


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"claimgraph {own_version()}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")]


@cli.callback(invoke_without_command=True)
def default(context: typer.Context, _version: Version = False) -> None:
    """Without a command: run."""
    if context.invoked_subcommand is None:
        run()


@cli.command("run")
def run(as_json: Json = False) -> None:
    """Start everything (the default).

    A local Neo4j unless NEO4J_URI is set, the files of CLAIMGRAPH_DATA if the store is empty, the API. Ctrl-C stops what was started.
    """
    running.run(_settings(), as_json=as_json)


@cli.command("serve")
def serve(as_json: Json = False) -> None:
    """Serve the API only.

    On the Neo4j of NEO4J_URI, which may come up later, or on the local one that runs.
    """
    running.serve(_settings(), as_json=as_json)


@cli.command("load")
def load_files(files: Annotated[list[Path], typer.Argument(help="RDF files; the suffix tells the format.")], as_json: Json = False) -> None:
    """Load RDF files into the store."""
    report = dataclasses.asdict(asyncio.run(_load(_settings(), files)))
    amounts = ", ".join(_amount(name, value) for name, value in report.items())
    print(_json(report) if as_json else f"loaded {amounts}")


@cli.command("validate")
def validate_store(
    form: Annotated[Format, typer.Option("--format", help="How the report is printed.")] = Format.TABLE,
    as_json: Json = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="How many violations are spelt out; all are counted.")] = LIMIT,
) -> None:
    """Hold what is in the store to the ontology.

    Shapes and rules, in Neo4j; prints a report and changes nothing. Warnings alone do not count as violations.
    """
    report, model = asyncio.run(validated(_settings(), limit))
    show_report(report, model, Format.JSON if as_json else form)
    if not report.is_valid:
        raise typer.Exit(Exit.DATA)


@cli.command("query")
def query(
    file: Annotated[str, typer.Argument(help="A file with a GraphQL document; - for standard input.")] = "-",
    variables_json: Annotated[str, typer.Option("--variables", help="A JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option("--operation", help="Which operation of the document.")] = None,
    as_json: Json = False,
) -> None:
    """Answer a GraphQL document.

    Without HTTP, on the same engine; prints the response as JSON, indented, or on one line with --json.
    """
    values = parse_json(variables_json.encode(), "--variables")
    if not isinstance(values, dict):
        raise BadRequest("--variables must be a JSON object")
    answer = asyncio.run(_query(_settings(), Asked(_read(file), values, operation)))
    response = orjson.loads(answer.body)
    print(_json(response, indented=not as_json))
    if "errors" in response:
        raise typer.Exit(Exit.STORE if answer.status == 503 else Exit.QUERY)


@schema_cli.command("print")
def schema_print() -> None:
    """Print the GraphQL schema (SDL)."""
    print(read_ontology(_settings()).sdl, end="")


@neo4j_cli.command("start")
def neo4j_start(as_json: Json = False) -> None:
    """Start the local Neo4j, and leave it running."""
    settings = _settings()
    _show_neo4j(settings, start_local(settings), as_json)


@neo4j_cli.command("stop")
def neo4j_stop(as_json: Json = False) -> None:
    """Stop the local Neo4j."""
    stopped = local.stop(_settings().home)
    print(_json({"stopped": stopped}) if as_json else "stopped" if stopped else "it was not running")


@neo4j_cli.command("status")
def neo4j_status(as_json: Json = False) -> None:
    """Say whether the local Neo4j runs, and where."""
    settings = _settings()
    server = local.status(settings.home)
    if server:
        _show_neo4j(settings, server, as_json)
        return
    print(_json({"running": False}) if as_json else "it is not running")
    raise typer.Exit(Exit.STORE)


async def _load(settings: Settings, files: list[Path]) -> LoadReport:
    ontology = read_ontology(settings)
    async with Store(find_place(settings).config) as store:
        with Progress(console=Console(stderr=True), transient=True) as bars:
            return await load(store, ontology.model, files, report=_reporter(bars))


def _reporter(bars: Progress) -> Callable[[str, int, int], None]:
    """Return a function that shows each stage of a load as a bar."""
    tasks: dict[str, TaskID] = {}

    def report(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage)
        bars.update(tasks[stage], completed=done, total=total)

    return report


async def _query(settings: Settings, asked: Asked) -> Answer:
    ontology = read_ontology(settings)
    async with Store(find_place(settings).config) as store:
        return await make_engine(settings, ontology, store).answer(asked)


def _settings() -> Settings:
    """Read the settings, set up the logs, and warn of variables that look like settings and are none."""
    settings = read_settings()
    logs.configure(settings.log_format, settings.log_level)
    for name in sorted(os.environ):
        if name.startswith("CLAIMGRAPH_") and name not in variables():
            near = difflib.get_close_matches(name, variables(), 1)
            print(f"warning: {name} is no setting{f'; did you mean {near[0]}?' if near else ''}", file=sys.stderr)
    return settings


def _show_neo4j(settings: Settings, server: LocalServer, as_json: bool) -> None:
    if as_json:
        values = {"bolt": server.bolt_uri, "browser": f"{server.http_uri}/browser/", "username": server.username}
        print(
            _json(
                {
                    "running": True,
                    **values,
                    "password_file": str(password_file(server)),
                    "version": server.version,
                    "pid": server.pid,
                }
            )
        )
    else:
        show_rows(neo4j_rows(local_place(settings, server)))


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from None


def _json(value: object, *, indented: bool = False) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 if indented else 0, default=str).decode()


def _amount(name: str, value: float) -> str:
    """Return such as `1 file`, `2,683 triples`, `7.1 seconds`."""
    if isinstance(value, float):
        return f"{value:.1f} {name}"
    return f"{value:,} {name.removesuffix('s') if value == 1 else name}"


def own_version() -> str:
    """Return the version of claimgraph."""
    try:
        return version("claimgraph")
    except PackageNotFoundError:  # started from a checkout that was not installed
        return str(tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


if __name__ == "__main__":
    main()
