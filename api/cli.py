"""The command line: `claimgraph run | serve | doctor | load | export | validate | rebuild | purge | query | sparql | schema print|diff|apply | documents add|list|remove | neo4j start|stop|status | token create|list|revoke`.

What a command is called, takes and says of itself stands here; what it does, in modules that are imported when it does it.
"""

import asyncio
import dataclasses
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer
from rich.console import Console

from api import choices
from api.choices import AnswerForm, Form, Profiles, ReportForm, RoleName, Unknown
from api.exits import MEANINGS, Exit, exit_code
from api.later import Later
from api.usage import epilog
from graph.validation.findings import LIMIT
from schema.errors import ClaimgraphError, DataError, SettingsError

if TYPE_CHECKING:
    from api import admitting, asking, backend, doctor, evolve, exporting, loading, place, running, tending, trusting, validating
    from graph import local
else:
    admitting, asking, backend, doctor, evolve, exporting = map(
        Later, ("api.admitting", "api.asking", "api.backend", "api.doctor", "api.evolve", "api.exporting")
    )
    loading, running, tending, trusting, validating = map(Later, ("api.loading", "api.running", "api.tending", "api.trusting", "api.validating"))
    place, local = Later("api.place"), Later("graph.local")

_EXITS = "Settings are environment variables (see the README). Exit codes: " + "; ".join(f"{code.value} {MEANINGS[code]}" for code in Exit) + "."
_OPTIONS: dict[str, Any] = {"rich_markup_mode": "rich", "pretty_exceptions_enable": False}


def _group(name: str, text: str) -> typer.Typer:
    return typer.Typer(help=text, epilog=epilog(name), no_args_is_help=True, add_completion=False, **_OPTIONS)


cli = typer.Typer(help="A knowledge graph that knows who said what.", epilog=epilog("", _EXITS), **_OPTIONS)
schema_cli = _group("schema", "The GraphQL schema that the ontology makes.")
neo4j_cli = _group("neo4j", "claimgraph's own Neo4j on this machine.")
documents_cli = _group("documents", "Documents that clients may ask where CLAIMGRAPH_TRUSTED_ONLY is set.")
token_cli = _group("token", "API tokens, for CLAIMGRAPH_AUTH.")
cli.add_typer(schema_cli, name="schema")
cli.add_typer(documents_cli, name="documents")
cli.add_typer(neo4j_cli, name="neo4j")
cli.add_typer(token_cli, name="token")

Old = Annotated[Path | None, typer.Argument(help="The ontology before; without it, the one that the store was made with.")]
New = Annotated[Path | None, typer.Argument(help="The ontology after; without it, that of CLAIMGRAPH_ONTOLOGY.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def main() -> None:
    """Run the command line; errors of ours end in one line on standard error and the exit code of their kind."""
    try:
        cli(prog_name="claimgraph")
    except ClaimgraphError as error:
        if isinstance(error, DataError) and len(error.findings) > 1:
            print("\n".join(error.findings), file=sys.stderr)
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


@cli.command("run", epilog=epilog("run"))
def run(as_json: Json = False) -> None:
    """Start everything (the default).

    A local Neo4j unless NEO4J_URI is set, the files of CLAIMGRAPH_DATA if the store is empty, the API. Ctrl-C stops what was started.
    """
    running.run(tending.settings(), as_json=as_json)


@cli.command("serve", epilog=epilog("serve"))
def serve(as_json: Json = False) -> None:
    """Serve the API only.

    On the Neo4j of NEO4J_URI, which may come up later, or on the local one that runs.
    """
    running.serve(tending.settings(), as_json=as_json)


@cli.command("doctor", epilog=epilog("doctor"))
def look_around(as_json: Json = False) -> None:
    """Look whether all that claimgraph needs is there, and say what to type if not.

    Python, disk, ports, jars, the ontology, Neo4j, what is stored. Changes nothing; ends with 8 if something is wrong.
    """
    found = asyncio.run(doctor.examine(tending.settings()))
    if as_json:
        print(_json(doctor.as_json(found)))
    else:
        doctor.show(Console(highlight=False), found)
    if doctor.is_wrong(found):
        raise typer.Exit(Exit.UNFIT)


@cli.command("load", epilog=epilog("load"))
def load_files(
    files: Annotated[list[str], typer.Argument(help=choices.FILES)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")] = False,
    unknown: Annotated[Unknown, typer.Option("--unknown", help=choices.UNKNOWN)] = Unknown.REFUSE,
    base: Annotated[str | None, typer.Option("--base", help="What relative IRIs are relative to; without it they are refused.")] = None,
    graph: Annotated[str | None, typer.Option("--graph", help="Read only the named graph of this IRI; `default` for what is in none.")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="A file that says what the columns of CSV and JSON Lines files mean.")] = None,
    suffix: Annotated[str | None, typer.Option("--format", help="The format, whatever the names say: ttl, nt, ...")] = None,
    as_json: Json = False,
) -> None:
    """Load files into the store.

    Everything is checked first: a file with a fault changes nothing. A load that was killed is simply run again.
    """
    settings = tending.settings()
    how = loading.how(settings, unknown, "-" in files, suffix=suffix, base=base, graph=graph, dry_run=dry_run)
    report = asyncio.run(loading.load_files(settings, files, how, mapping))
    print(_json(dataclasses.asdict(report)) if as_json else loading.report_text(report))


@cli.command("export", epilog=epilog("export"))
def export_graph(
    output: Annotated[Path | None, typer.Option("--output", help=choices.OUTPUT)] = None,
    form: Annotated[Form | None, typer.Option("--format", help="The format, whatever the file's name says; ttl where neither tells.")] = None,
    label: Annotated[str | None, typer.Option("--class", help="Only the instances of a class and of those below it, by its GraphQL name.")] = None,
    iri: Annotated[str | None, typer.Option("--id", help="Only one resource, with all that is said of it; an IRI, full or compact.")] = None,
    around: Annotated[bool, typer.Option("--neighbourhood", help="With --id: also the resources that it is related to, from either end.")] = False,
    profile: Annotated[Profiles | None, typer.Option("--profile", help=choices.PROFILE)] = None,
    according: Annotated[list[str] | None, typer.Option("--according-to", help=choices.ACCORDING)] = None,
    excluding: Annotated[list[str] | None, typer.Option("--excluding", help="No claims of these.")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="Only what has one of these statuses; STATED for plain facts.")] = None,
    asserted: Annotated[str | None, typer.Option("--asserted-before", help="Only claims that were made by the end of this day, month or year (EDTF).")] = None,
    valid: Annotated[str | None, typer.Option("--valid-at", help="Only what may hold at this time (EDTF).")] = None,
    known: Annotated[str | None, typer.Option("--known-at", help="Everything as it was recorded then, such as 2024-02-17T09:30:00Z.")] = None,
    after: Annotated[int | None, typer.Option("--after", min=0, help=choices.AFTER)] = None,
    on: Annotated[bool, typer.Option("--follow", help=choices.FOLLOW)] = False,
) -> None:
    """Write the graph as a file, or what changes in it.

    In constant memory, always in the same order, so that two exports of one graph are equal. A load of an RDF export gives the same graph.
    """
    viewing = exporting.viewing(according, excluding, status, asserted, valid, known)
    if on or after is not None:
        if form or label or iri or viewing or (on and output):
            raise SettingsError(
                "--follow and --after give the changes of the whole graph as RDF Patch: only --profile goes with them, and with --after also --output"
            )
        asyncio.run(exporting.follow_to(tending.settings(), output, profile, after, on=on))
        return
    asyncio.run(exporting.export_to(tending.settings(), output, form, label=label, iri=iri, around=around, profile=profile, viewing=viewing))


@cli.command("purge", epilog=epilog("purge"))
def purge_resources(
    ids: Annotated[list[str], typer.Argument(help="IRIs, full or compact.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, only say what would go.")] = False,
    as_json: Json = False,
) -> None:
    """Remove resources with all their history, for good.

    Mutations only ever delete in such a way that what was known stays readable; this does not.
    """
    doomed = asyncio.run(tending.purge(tending.settings(), ids, yes))
    if as_json:
        print(_json({"purged": yes, "resources": [dataclasses.asdict(one) for one in doomed]}))
        return
    for one in doomed:
        needed = f", needed by {', '.join(one.needed_by)}" if one.needed_by else ""
        print(f"{one.iri}  {one.name}: {one.states} past states, {one.relations} relationships, {one.past_relations} past ones{needed}")
    print("removed for good" if yes else "nothing was removed: add --yes to remove all this for good")


@cli.command("validate", epilog=epilog("validate"))
def validate_store(
    form: Annotated[ReportForm, typer.Option("--format", help="How the report is printed.")] = ReportForm.TABLE,
    as_json: Json = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="How many violations are spelt out; all are counted.")] = LIMIT,
) -> None:
    """Hold what is in the store to the ontology.

    Shapes and rules, in Neo4j; prints a report and changes nothing. Warnings alone do not count as violations.
    """
    report, model = asyncio.run(validating.validated(tending.settings(), limit))
    validating.show_report(report, model, ReportForm.JSON if as_json else form)
    if not report.is_valid:
        raise typer.Exit(Exit.DATA)


@cli.command("rebuild", epilog=epilog("rebuild"))
def rebuild_derived(as_json: Json = False) -> None:
    """Compute all statuses and projected relations anew.

    Writes keep them right; this is for a store that something else has written to. Part by part, while others read and write.
    """
    settings = tending.settings()
    rebuilt = asyncio.run(tending.rebuild(settings))
    numbers = {"propositions": rebuilt.propositions, "claims": rebuilt.claims, "projected": rebuilt.projected, "changed": rebuilt.changed}
    print(_json(numbers) if as_json else f"rebuilt: {', '.join(f'{number:,} {name}' for name, number in numbers.items())}")


@cli.command("query", epilog=epilog("query"))
def query(
    file: Annotated[str, typer.Argument(help="A file with a GraphQL document; - for standard input.")] = "-",
    variables_json: Annotated[str, typer.Option("--variables", help="A JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option("--operation", help="Which operation of the document.")] = None,
    as_json: Json = False,
) -> None:
    """Answer a GraphQL document.

    Without HTTP, on the same engine; prints the response as JSON, indented, or on one line with --json.
    """
    asked = tending.asked(_read(file), variables_json, operation)
    answer = asyncio.run(tending.query(tending.settings(), asked))
    response = orjson.loads(answer.body)
    print(_json(response, indented=not as_json))
    if "errors" in response:
        raise typer.Exit(Exit.STORE if answer.status == 503 else Exit.QUERY)


@cli.command("sparql", epilog=epilog("sparql"))
def sparql(
    file: Annotated[str, typer.Argument(help="A file with a SPARQL query; - for standard input.")] = "-",
    text: Annotated[str | None, typer.Option("--query", help="The query itself, instead of a file.")] = None,
    form: Annotated[AnswerForm | None, typer.Option("--format", help=choices.ANSWER)] = None,
    as_json: Json = False,
) -> None:
    """Answer a SPARQL query.

    From the mirror of the graph, which is made at the first query; it knows every change that was made before. The prefixes of the ontology need no PREFIX.
    """
    asyncio.run(asking.ask(tending.settings(), text if text is not None else _read(file), "json" if as_json else form))


@documents_cli.command("add", epilog=epilog("documents add"))
def documents_add(files: Annotated[list[Path], typer.Argument(help="Files, each with a GraphQL document.")], as_json: Json = False) -> None:
    """Register documents, all or none; prints their hashes."""
    _show_documents(asyncio.run(trusting.add(tending.settings(), files)), as_json)


@documents_cli.command("list", epilog=epilog("documents list"))
def documents_list(as_json: Json = False) -> None:
    """Print the hashes of registered documents, with their operations."""
    _show_documents(asyncio.run(trusting.listed(tending.settings())), as_json)


@documents_cli.command("remove", epilog=epilog("documents remove"))
def documents_remove(hashes: Annotated[list[str], typer.Argument(help="Hashes, as `list` prints them.")], as_json: Json = False) -> None:
    """Take documents away; servers that run refuse them after ten seconds at the latest."""
    _show_documents(asyncio.run(trusting.remove(tending.settings(), hashes)), as_json)


def _show_documents(rows: list[dict[str, str]], as_json: bool) -> None:
    for line in [_json(rows)] if as_json else ["  ".join(row.values()) for row in rows]:
        print(line)


@schema_cli.command("print", epilog=epilog("schema print"))
def schema_print() -> None:
    """Print the GraphQL schema (SDL)."""
    print(backend.read_ontology(tending.settings()).sdl, end="")


@schema_cli.command("diff", epilog=epilog("schema diff"))
def schema_diff(
    old: Old = None, new: New = None, offline: Annotated[bool, typer.Option("--offline", help="Count nothing in the store.")] = False, as_json: Json = False
) -> None:
    """Say what a change of the ontology does to the API, the data and the indexes.

    Ends with 7 if clients of the API break.
    """
    found = asyncio.run(evolve.diff(tending.settings(), old, new, offline=offline))
    if as_json:
        print(_json(found.as_json()))
    else:
        evolve.show(Console(highlight=False), found)
    if found.breaking:
        raise typer.Exit(Exit.BREAKING)


@schema_cli.command("apply", epilog=epilog("schema apply"))
def schema_apply(
    old: Old = None,
    new: New = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write; without it everything is only checked.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Give up values that the new ontology has no place for; history keeps them.")] = False,
    as_json: Json = False,
) -> None:
    """Bring the store's data over to a changed ontology.

    Checks first and names what does not fit. What was killed goes on when it is run again. Stop what else writes to the store.
    """
    settings = tending.settings()
    applied = asyncio.run(evolve.change_shown(settings, old, new, yes=yes, drop=drop))
    if as_json:
        print(_json(applied.as_json()))
    else:
        evolve.show_applied(Console(highlight=False), applied)


@token_cli.command("create", epilog=epilog("token create"))
def token_create(
    name: Annotated[str, typer.Argument(help="Whom it stands for; what they change is logged under this name.")],
    role: Annotated[RoleName, typer.Option("--role", help="What they may do.")] = RoleName.READER,
    expires: Annotated[str | None, typer.Option("--expires", help=choices.EXPIRES)] = None,
    as_json: Json = False,
) -> None:
    """Make a token and show it: once, for only its hash is kept."""
    token, text = asyncio.run(admitting.create(tending.settings(), name, role, expires))
    print(_json({**dataclasses.asdict(token), "token": text}) if as_json else text)


@token_cli.command("list", epilog=epilog("token list"))
def token_list(as_json: Json = False) -> None:
    """Show all tokens, by their ids."""
    found = asyncio.run(admitting.tokens(tending.settings()))
    if as_json:
        print(_json([dataclasses.asdict(token) for token in found]))
    else:
        admitting.show_tokens(Console(highlight=False), found)


@token_cli.command("revoke", epilog=epilog("token revoke"))
def token_revoke(identity: Annotated[str, typer.Argument(help="The id, as `token list` shows it.")]) -> None:
    """Revoke a token: within ten seconds every server refuses it."""
    asyncio.run(admitting.revoke(tending.settings(), identity))


@neo4j_cli.command("start", epilog=epilog("neo4j start"))
def neo4j_start(as_json: Json = False) -> None:
    """Start the local Neo4j, and leave it running."""
    settings = tending.settings()
    tending.show_neo4j(settings, place.start_local(settings), as_json)


@neo4j_cli.command("stop", epilog=epilog("neo4j stop"))
def neo4j_stop(as_json: Json = False) -> None:
    """Stop the local Neo4j."""
    stopped = local.stop(tending.settings().home)
    print(_json({"stopped": stopped}) if as_json else "stopped" if stopped else "it was not running")


@neo4j_cli.command("status", epilog=epilog("neo4j status"))
def neo4j_status(as_json: Json = False) -> None:
    """Say whether the local Neo4j runs, and where."""
    settings = tending.settings()
    server = local.status(settings.home)
    if server:
        tending.show_neo4j(settings, server, as_json)
        return
    print(_json({"running": False}) if as_json else "it is not running")
    raise typer.Exit(Exit.STORE)


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from None


def _json(value: object, *, indented: bool = False) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 if indented else 0, default=str).decode()


def own_version() -> str:
    """Return the version of claimgraph."""
    try:
        return version("claimgraph")
    except PackageNotFoundError:  # started from a checkout that was not installed
        return str(tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


if __name__ == "__main__":
    main()
