"""How a `claimgraph` command ends: the exit codes, and which error has which."""

from enum import IntEnum

from schema.errors import (
    ChangesGone,
    ClaimgraphError,
    DataError,
    Forbidden,
    OntologyError,
    QueryError,
    SettingsError,
    StartupError,
    StoreError,
    Unauthenticated,
    Unwritable,
)


class Exit(IntEnum):
    """The exit codes of all commands."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    ONTOLOGY = 3
    DATA = 4
    STORE = 5
    QUERY = 6
    BREAKING = 7
    UNFIT = 8


MEANINGS: dict[Exit, str] = {
    Exit.OK: "done; also after a stop by Ctrl-C or SIGTERM",
    Exit.FAILURE: "a fault of claimgraph's own",
    Exit.USAGE: "a wrong argument or setting, or a port that is taken",
    Exit.ONTOLOGY: "the ontology cannot be used",
    Exit.DATA: "data does not fit the ontology, nothing of a load was written; or not the format of an export",
    Exit.STORE: "Neo4j could not be started or reached",
    Exit.QUERY: "the query was answered with errors",
    Exit.BREAKING: "`schema diff`: the new ontology breaks clients of the API",
    Exit.UNFIT: "`doctor`: something is wrong",
}

_BY_ERROR: tuple[tuple[type[ClaimgraphError], Exit], ...] = (
    (SettingsError, Exit.USAGE),
    (OntologyError, Exit.ONTOLOGY),
    (DataError, Exit.DATA),
    (StartupError, Exit.STORE),
    (StoreError, Exit.STORE),
    (QueryError, Exit.QUERY),
    (ChangesGone, Exit.QUERY),
    (Forbidden, Exit.QUERY),
    (Unauthenticated, Exit.QUERY),
    (Unwritable, Exit.DATA),
)


def exit_code(error: ClaimgraphError) -> Exit:
    """Return the exit code of a command that ends with `error`."""
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), Exit.FAILURE)


def exits_table() -> str:
    """Return the exit codes as a Markdown table."""
    rows = [f"| {code.value} | {MEANINGS[code]} |" for code in Exit]
    return "\n".join(["| exit code | meaning |", "|---|---|", *rows])
