"""Every error that claimgraph raises on purpose, with the stable code that clients see.

    ClaimgraphError
    ├── SettingsError        a setting or an argument of the command line is wrong
    ├── StartupError         the local Neo4j or its parts could not be had
    ├── OntologyError        ontology.ttl cannot become a Model
    ├── DataError            data that is loaded does not fit the ontology
    ├── ChangesGone          a reader of the change log fell too far behind
    ├── Unwritable           what is stored has no place in the format of an export
    ├── Unauthenticated      nobody knows who asks
    ├── Forbidden            somebody may not do what they ask for
    ├── QueryError           a request cannot be answered as it stands (the client's fault); SparqlError where it is SPARQL
    └── StoreError           Neo4j did not answer, or not in time

A code is never reused for another meaning. `message` is one line: what was wrong, and what was possible.
"""

from collections.abc import Sequence
from typing import Any, Self


class ClaimgraphError(Exception):
    """Base of all; `code` is stable and documented, `http_status` is what HTTP answers carry."""

    code = "INTERNAL_ERROR"
    http_status = 500

    @property
    def message(self) -> str:
        """The one line for people."""
        return str(self)


# settings


class SettingsError(ClaimgraphError):
    """A setting or an argument is missing or malformed."""

    code = "SETTING_INVALID"


class WorkersFailed(SettingsError):
    """The processes that serve end as soon as they are started."""

    code = "WORKERS_FAILED"


class TemporaryFull(SettingsError):
    """The directory for temporary files (TMPDIR) cannot be written, or is full."""

    code = "TEMPORARY_FULL"


# start-up


class StartupError(ClaimgraphError):
    """The local Neo4j could not be prepared or started."""

    code = "STARTUP_FAILED"


class DownloadFailed(StartupError):
    """A jar could not be fetched whole."""

    code = "DOWNLOAD_FAILED"


class ChecksumMismatch(StartupError):
    """A fetched jar is not the one that the lock names."""

    code = "CHECKSUM_MISMATCH"


class Neo4jFailed(StartupError):
    """The local Neo4j ended or did not answer in time."""

    code = "NEO4J_START_FAILED"


# ontology


class OntologyError(ClaimgraphError):
    """The ontology cannot become a Model; the message names the IRI and the mend."""

    code = "ONTOLOGY_INVALID"


class OntologyUnreadable(OntologyError):
    """The file is missing or is not RDF."""

    code = "ONTOLOGY_UNREADABLE"


class NameClash(OntologyError):
    """Two terms would get the same GraphQL or Neo4j name."""

    code = "ONTOLOGY_NAME_CLASH"


class CyclicClasses(OntologyError):
    """A class is its own superclass by way of others."""

    code = "ONTOLOGY_CYCLE"


class UnresolvedImport(OntologyError):
    """`owl:imports` names an ontology for which there is no local file."""

    code = "ONTOLOGY_IMPORT"


class ShapeUnsupported(OntologyError):
    """A SHACL shape demands what data cannot be held to here; nothing of a shape is ever left out silently."""

    code = "ONTOLOGY_SHAPE"


# data


class DataError(ClaimgraphError):
    """Data does not fit the ontology; nothing of it was written. `findings` are the first of what does not fit, one line each."""

    code = "DATA_INVALID"
    http_status = 400
    findings: Sequence[str] = ()


class DataUnreadable(DataError):
    """A data file is missing or malformed."""

    code = "DATA_UNREADABLE"


class DataTooLarge(DataError):
    """A literal is longer than the limit, which the message says."""

    code = "DATA_TOO_LARGE"


class MappingInvalid(DataError):
    """The file that says what the columns of tables mean is missing, malformed, or names what there is not."""

    code = "DATA_MAPPING_INVALID"


class UnknownTerm(DataError):
    """Data uses a class or property that the ontology does not have."""

    code = "DATA_UNKNOWN_TERM"


# the change log


class ChangesGone(ClaimgraphError):
    """A reader of the change log fell so far behind that changes which it has not seen are no longer kept."""

    code = "CHANGES_GONE"
    http_status = 410


# exports


class Unwritable(ClaimgraphError):
    """What is stored cannot be said in the format that was asked for."""

    code = "EXPORT_FAILED"


# who may do what


class Unauthenticated(ClaimgraphError):
    """A request says nothing of who sends it, or nothing that holds."""

    code = "UNAUTHENTICATED"
    http_status = 401


class Forbidden(ClaimgraphError):
    """Somebody may not do what they ask for."""

    code = "FORBIDDEN"
    http_status = 403


# queries


class QueryError(ClaimgraphError):
    """A request that cannot be answered as it stands; `details` are GraphQL's own errors with their places, where there are some."""

    code = "QUERY_INVALID"
    http_status = 400
    details: Sequence[Any] = ()

    @classmethod
    def of(cls, details: Sequence[Any]) -> Self:
        """Return the error for what the GraphQL library found."""
        error = cls(details[0].message)
        error.details = details
        return error


class BadRequest(QueryError):
    """The HTTP request is no GraphQL request (malformed JSON, wrong media type, wrong shape)."""

    code = "BAD_REQUEST"


class DocumentSyntaxError(QueryError):
    """The document is not GraphQL."""

    code = "GRAPHQL_PARSE_FAILED"


class DocumentInvalid(QueryError):
    """The document does not fit the schema."""

    code = "GRAPHQL_VALIDATION_FAILED"


class VariablesInvalid(QueryError):
    """A variable's value does not fit its type."""

    code = "BAD_VARIABLES"


class OperationUnknown(QueryError):
    """The document has no such operation, or several and none was named."""

    code = "OPERATION_UNKNOWN"


class CostTooHigh(QueryError):
    """The query would read more nodes than CLAIMGRAPH_MAX_COST."""

    code = "COST_TOO_HIGH"


class BadArgument(QueryError):
    """An argument's value is of the right type and still makes no sense."""

    code = "BAD_ARGUMENT"


class BadBookmark(BadArgument):
    """A bookmark is none, or one of another database."""

    code = "BAD_BOOKMARK"


class BadPage(BadArgument):
    """`first`, `last`, `after`, `before` in a combination or size that is not allowed."""

    code = "BAD_PAGE"


class BadCursor(BadArgument):
    """A cursor that was not given out for this list in this order."""

    code = "BAD_CURSOR"


class BadIri(BadArgument):
    """A text that is neither an IRI nor a compact form with a known prefix."""

    code = "BAD_IRI"


class ResourceUnknown(QueryError):
    """There is no resource of this IRI."""

    code = "NOT_FOUND"
    http_status = 404


class LimitExceeded(QueryError):
    """A document is larger than a limit; the message says limit and value."""

    code = "LIMIT_EXCEEDED"


class DocumentUnknown(QueryError):
    """A document was asked for by its hash, and there is none of it here: the client has to send it."""

    code = "PERSISTED_QUERY_NOT_FOUND"


class DocumentHashWrong(QueryError):
    """A document has not the hash that was sent with it."""

    code = "PERSISTED_QUERY_HASH_MISMATCH"


class DocumentNotTrusted(QueryError):
    """Only registered documents are answered, and this is none."""

    code = "DOCUMENT_NOT_TRUSTED"
    http_status = 403


class SubscriptionsFull(QueryError):
    """As many subscriptions are open as may, on one connection or on this server."""

    code = "SUBSCRIPTIONS_FULL"
    http_status = 503


class IntrospectionDisabled(QueryError):
    """The document asks for the schema, which this server does not show."""

    code = "INTROSPECTION_DISABLED"


# SPARQL


class SparqlError(QueryError):
    """A SPARQL query that cannot be answered."""

    code = "SPARQL_FAILED"


class SparqlSyntax(SparqlError):
    """The text is no SPARQL query."""

    code = "SPARQL_SYNTAX"


class SparqlRefused(SparqlError):
    """What the query asks for is never done: SERVICE, an update."""

    code = "SPARQL_REFUSED"


class SparqlTooDeep(SparqlError):
    """Brackets or operators nest deeper than the limit."""

    code = "SPARQL_TOO_DEEP"


class SparqlTimeout(SparqlError):
    """The query took longer than the limit."""

    code = "SPARQL_TIMEOUT"


class SparqlTooLarge(SparqlError):
    """The answer has more rows, or bytes, than the limit."""

    code = "SPARQL_TOO_LARGE"


class SparqlExhausted(SparqlError):
    """The query needs more memory than the limit, or nests deeper than its evaluation can go."""

    code = "SPARQL_EXHAUSTED"


class SparqlFormRefused(SparqlError):
    """The client takes none of the formats that an answer of this kind has."""

    code = "NOT_ACCEPTABLE"
    http_status = 406


class SparqlBusy(SparqlError):
    """As many queries wait as may."""

    code = "SPARQL_BUSY"
    http_status = 503


# the store


class StoreError(ClaimgraphError):
    """Neo4j failed for a reason that the client did not cause."""

    code = "STORE_FAILED"


class StoreUnavailable(StoreError):
    """Neo4j cannot be reached."""

    code = "STORE_UNAVAILABLE"
    http_status = 503


class OntologyChanging(StoreError):
    """The store is half way from one ontology to another."""

    code = "ONTOLOGY_CHANGING"
    http_status = 503


class StoreTimeout(StoreError):
    """A query ran into its time limit."""

    code = "STORE_TIMEOUT"
    http_status = 503


class MirrorBuilding(StoreError):
    """The mirror that SPARQL is answered from is not there yet."""

    code = "MIRROR_BUILDING"
    http_status = 503


class OutcomeUnknown(StoreUnavailable):
    """The connection was lost while a change was being made final: it may have been made or not."""

    code = "OUTCOME_UNKNOWN"
