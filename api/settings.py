"""All settings: environment variables `CLAIMGRAPH_*` and `NEO4J_*`, each with its default and its meaning."""

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import ByteSize, Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from schema.errors import SettingsError

CHECKOUT = Path(__file__).resolve().parent.parent
SHIPPED_ONTOLOGY = CHECKOUT / "ontology.ttl"
SHIPPED_DATA = CHECKOUT / "data" / "belgorod-2023.ttl"
NOTHING = "none"
"""What CLAIMGRAPH_DATA is set to when `run` shall load nothing."""

Size = Annotated[str, Field(pattern=r"^[1-9][0-9]*[kmgKMG]$")]
Positive = Annotated[int, Field(ge=1)]
Origin = Annotated[str, Field(pattern=r"^(\*|https?://[a-z0-9.\[\]:-]+)$")]


class Settings(BaseSettings):
    """What claimgraph is told from outside; read once, at start.

    Raises SettingsError (by `read_settings`) with one line that names the variable and what is possible.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", populate_by_name=True, env_ignore_empty=True, case_sensitive=True)

    host: str = Field(default="127.0.0.1", validation_alias="CLAIMGRAPH_HOST", description="Address that the API listens on.")
    port: int = Field(
        default=8000,
        validation_alias="CLAIMGRAPH_PORT",
        ge=0,
        le=65535,
        description="Port of the API; 0 takes any free one. Where it is taken, `run` goes on to the next free one and `serve` ends.",
    )
    workers: Positive = Field(
        default=1, validation_alias="CLAIMGRAPH_WORKERS", description="Processes that serve the API on one address, one for each core that there is for it."
    )
    ontology: Path = Field(
        default=Path("ontology.ttl"),
        validation_alias="CLAIMGRAPH_ONTOLOGY",
        description="The ontology that the API is made from (Turtle).",
    )
    catalogue: Path | None = Field(
        default=None,
        validation_alias="CLAIMGRAPH_CATALOGUE",
        description="File that says which local file stands for which imported ontology.",
    )
    data: Annotated[tuple[Path, ...] | None, NoDecode] = Field(
        default=None,
        validation_alias="CLAIMGRAPH_DATA",
        description=(
            "Files that `run` loads into an empty store, separated by commas; `none` for nothing. "
            "Unset: `data/belgorod-2023.ttl` with the shipped ontology, nothing with another."
        ),
    )
    base_iri: str = Field(
        default="https://w3id.org/claimgraph/id/",
        validation_alias="CLAIMGRAPH_BASE_IRI",
        pattern=r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#:]$",
        description="Namespace of your data's IRIs; ends in `/`, `#` or `:`.",
    )
    home: Path = Field(
        default=Path(".claimgraph"),
        validation_alias="CLAIMGRAPH_HOME",
        description="Directory of the local Neo4j (data, logs, password) and of the mirror that SPARQL is answered from.",
    )
    neo4j_version: Literal["2026.08", "5.26"] = Field(
        default="2026.08",
        validation_alias="CLAIMGRAPH_NEO4J_VERSION",
        description="Version of the local Neo4j: `2026.08` or `5.26`.",
    )
    neo4j_heap: Size = Field(default="1g", validation_alias="CLAIMGRAPH_NEO4J_HEAP", description="Heap of the local Neo4j, such as `512m` or `2g`.")
    neo4j_pagecache: Size = Field(
        default="512m",
        validation_alias="CLAIMGRAPH_NEO4J_PAGECACHE",
        description="Page cache of the local Neo4j, such as `256m` or `1g`.",
    )
    log_format: Literal["console", "json"] | None = Field(
        default=None,
        validation_alias="CLAIMGRAPH_LOG_FORMAT",
        description="`console` or `json`. Unset: `console` on a terminal, `json` elsewhere.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", validation_alias="CLAIMGRAPH_LOG_LEVEL", description="`debug`, `info`, `warning` or `error`."
    )
    cors_origins: Annotated[tuple[Origin, ...], NoDecode] = Field(
        default=(),
        validation_alias="CLAIMGRAPH_CORS_ORIGINS",
        description="Origins whose pages may ask for data and GraphQL, such as `https://app.example.org`, separated by commas; `*` for all. Unset: none.",
    )
    draft_status: bool = Field(
        default=False,
        validation_alias="CLAIMGRAPH_DRAFT_STATUS",
        description="Whether GraphQL answers have the statuses of the current draft: 422 where 400 is usual, 294 for data with errors beside it.",
    )
    max_body: ByteSize = Field(
        default=ByteSize(1 << 20),
        validation_alias="CLAIMGRAPH_MAX_BODY",
        ge=1,
        description="Largest request body, in bytes or as `1MiB`; above it the answer is 413.",
    )
    max_tokens: Positive = Field(default=4000, validation_alias="CLAIMGRAPH_MAX_TOKENS", description="Most tokens of a GraphQL document.")
    max_depth: Positive = Field(default=12, validation_alias="CLAIMGRAPH_MAX_DEPTH", description="Deepest selection of a GraphQL document.")
    max_fields: Positive = Field(
        default=500,
        validation_alias="CLAIMGRAPH_MAX_FIELDS",
        description="Most fields of a GraphQL document, fragments expanded.",
    )
    max_aliases: Positive = Field(
        default=30,
        validation_alias="CLAIMGRAPH_MAX_ALIASES",
        description="Most aliases of a GraphQL document, fragments expanded.",
    )
    max_cost: Positive = Field(
        default=500_000,
        validation_alias="CLAIMGRAPH_MAX_COST",
        description='Most nodes that a GraphQL operation may read by estimate; a query with `"extensions": {"cost": true}` is told it.',
    )
    subscriptions: Positive = Field(
        default=1000, validation_alias="CLAIMGRAPH_SUBSCRIPTIONS", description="Most subscriptions, and most WebSockets, that are open at once."
    )
    subscriptions_each: Positive = Field(
        default=20, validation_alias="CLAIMGRAPH_SUBSCRIPTIONS_EACH", description="Most operations of one WebSocket that are open at once."
    )
    trusted_only: bool = Field(
        default=False,
        validation_alias="CLAIMGRAPH_TRUSTED_ONLY",
        description="Whether only documents that were registered by `claimgraph documents add` are answered.",
    )
    page_size: Positive = Field(
        default=20,
        validation_alias="CLAIMGRAPH_PAGE_SIZE",
        description="Length of a page when neither `first` nor `last` is given.",
    )
    page_limit: Positive = Field(default=100, validation_alias="CLAIMGRAPH_PAGE_LIMIT", description="Longest page that `first` or `last` may ask for.")
    query_timeout: float = Field(
        default=10.0,
        validation_alias="CLAIMGRAPH_QUERY_TIMEOUT",
        gt=0,
        allow_inf_nan=False,
        description="Seconds that one query may take in Neo4j.",
    )
    tracing: bool = Field(
        default=False,
        validation_alias="CLAIMGRAPH_TRACING",
        description="Whether requests are traced for OpenTelemetry, to `OTEL_EXPORTER_OTLP_ENDPOINT`; needs requirements-tracing.lock.",
    )
    slow_query: float = Field(
        default=1.0,
        validation_alias="CLAIMGRAPH_SLOW_QUERY",
        gt=0,
        allow_inf_nan=False,
        description="Seconds in Neo4j from which on a query's Cypher is logged.",
    )
    sparql_timeout: float = Field(
        default=30.0, validation_alias="CLAIMGRAPH_SPARQL_TIMEOUT", gt=0, allow_inf_nan=False, description="Seconds that one SPARQL query may take."
    )
    sparql_rows: Positive = Field(default=100_000, validation_alias="CLAIMGRAPH_SPARQL_ROWS", description="Most rows, or triples, of a SPARQL answer.")
    sparql_answer: ByteSize = Field(
        default=ByteSize(64 << 20), validation_alias="CLAIMGRAPH_SPARQL_ANSWER", ge=1, description="Largest SPARQL answer, in bytes or as `64MiB`."
    )
    sparql_memory: ByteSize = Field(
        default=ByteSize(1 << 30),
        validation_alias="CLAIMGRAPH_SPARQL_MEMORY",
        ge=64 << 20,
        description="Memory that one SPARQL query may take, in bytes or as `1GiB`.",
    )
    sparql_held: ByteSize = Field(
        default=ByteSize(256 << 20),
        validation_alias="CLAIMGRAPH_SPARQL_HELD",
        ge=0,
        description="Memory that the whole graph may take for quick SPARQL queries; one that is larger is read from disk. `0`: always from disk.",
    )
    sparql_workers: int = Field(
        default=2,
        validation_alias="CLAIMGRAPH_SPARQL_WORKERS",
        ge=2,
        description="SPARQL queries that run at once; one client never has all of them.",
    )
    explain: bool = Field(
        default=False,
        validation_alias="CLAIMGRAPH_EXPLAIN",
        description='Whether a request with `"extensions": {"explain": true}` is told IR, Cypher, plan and times.',
    )
    introspection: bool = Field(default=True, validation_alias="CLAIMGRAPH_INTROSPECTION", description="Whether `__schema` and `__type` are answered.")
    auth: bool = Field(
        default=False,
        validation_alias="CLAIMGRAPH_AUTH",
        description="Whether requests need a token (`claimgraph token create`, or a JWT); without it everybody who reaches the API may do everything.",
    )
    anonymous: Literal["none", "reader"] = Field(
        default="none", validation_alias="CLAIMGRAPH_ANONYMOUS", description="With CLAIMGRAPH_AUTH: what those without a token are, `none` or `reader`."
    )
    introspection_role: Literal["reader", "editor", "admin"] = Field(
        default="reader",
        validation_alias="CLAIMGRAPH_INTROSPECTION_ROLE",
        description="With CLAIMGRAPH_AUTH: the least role that introspection is answered for.",
    )
    jwt_secret: SecretStr | None = Field(
        default=None, validation_alias="CLAIMGRAPH_JWT_SECRET", min_length=32, description="Secret of JWTs signed with HS256, 32 characters at least."
    )
    jwt_keys: str | None = Field(
        default=None,
        validation_alias="CLAIMGRAPH_JWT_KEYS",
        description="Public keys of JWTs signed with RS256 or ES256: a JWKS by its `https://` address, or a file with a JWKS or a PEM key.",
    )
    jwt_issuer: str | None = Field(default=None, validation_alias="CLAIMGRAPH_JWT_ISSUER", description="The only `iss` that a JWT may have. Unset: any.")
    jwt_audience: str | None = Field(
        default=None, validation_alias="CLAIMGRAPH_JWT_AUDIENCE", description="What `aud` of a JWT must name. Unset: a JWT may name no audience."
    )
    jwt_role: str = Field(
        default="role", validation_alias="CLAIMGRAPH_JWT_ROLE", description="Claim of a JWT with the role: `reader`, `editor` or `admin`; `reader` without it."
    )
    policy: Path | None = Field(
        default=None,
        validation_alias="CLAIMGRAPH_POLICY",
        description="With CLAIMGRAPH_AUTH: file that says which roles may not read what (TOML). Unset: whoever may ask may read everything.",
    )
    rate: str | None = Field(
        default=None,
        validation_alias="CLAIMGRAPH_RATE",
        description="How many requests somebody may send, such as `600/minute`, by token or address. Unset: any number.",
    )
    rate_store: str = Field(
        default="memory://",
        validation_alias="CLAIMGRAPH_RATE_STORE",
        description="Where requests are counted: `memory://`, in each process by itself, or `redis://...`, for several processes together; needs requirements-redis.lock.",
    )
    proxies: str = Field(
        default="",
        validation_alias="CLAIMGRAPH_PROXIES",
        description="Addresses, separated by commas, of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.",
    )
    neo4j_uri: str | None = Field(
        default=None,
        validation_alias="NEO4J_URI",
        pattern=r"^(bolt|neo4j)(\+s|\+ssc)?://[^\s/?#]+",
        description="Address of a Neo4j of yours, such as `neo4j://localhost:7687`. Unset: claimgraph runs a local one.",
    )
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME", description="User at NEO4J_URI.")
    neo4j_password: SecretStr | None = Field(default=None, validation_alias="NEO4J_PASSWORD", description="Password at NEO4J_URI.")
    neo4j_database: str | None = Field(default=None, validation_alias="NEO4J_DATABASE", description="Database at NEO4J_URI. Unset: the user's home database.")

    @field_validator("data", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return () if value.strip() == NOTHING else tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @property
    def ontology_file(self) -> Path:
        """The ontology's file: the shipped one, wherever claimgraph is started, unless another is set."""
        return self.ontology if "ontology" in self.model_fields_set else SHIPPED_ONTOLOGY

    @property
    def data_files(self) -> tuple[Path, ...]:
        """What `run` loads into an empty store."""
        if self.data is not None:
            return self.data
        return (SHIPPED_DATA,) if self.ontology_file.resolve() == SHIPPED_ONTOLOGY else ()

    def checked(self) -> Self:
        """Return itself, or raise SettingsError for values that do not go together."""
        if self.page_size > self.page_limit:
            raise SettingsError(f"CLAIMGRAPH_PAGE_SIZE is {self.page_size}: it must not be above CLAIMGRAPH_PAGE_LIMIT ({self.page_limit})")
        if self.neo4j_uri and self.neo4j_password is None:
            raise SettingsError("NEO4J_URI is set without NEO4J_PASSWORD: set NEO4J_PASSWORD too, or unset NEO4J_URI to run a local Neo4j")
        if self.policy and not self.auth:
            raise SettingsError("CLAIMGRAPH_POLICY is set without CLAIMGRAPH_AUTH: nobody would be asked who they are, and nothing would be hidden")
        return self


def read_settings() -> Settings:
    """Return the settings of the environment, or raise SettingsError."""
    try:
        return Settings().checked()
    except ValidationError as error:
        raise SettingsError(_one_line(error.errors()[0])) from None


def settings_table() -> str:
    """Return the settings as a Markdown table: name, default, meaning."""
    rows = [f"| `{field.validation_alias}` | {_default(field)} | {field.description} |" for field in Settings.model_fields.values()]
    return "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows])


def variables() -> tuple[str, ...]:
    """Return the names of all environment variables that are read."""
    return tuple(str(field.validation_alias) for field in Settings.model_fields.values())


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or value == ():
        return ""
    if isinstance(value, ByteSize):
        return f"`{value.human_readable().replace('.0', '')}`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _one_line(detail: ErrorDetails) -> str:
    name = str(detail["loc"][0])
    shown = "set" if name == "NEO4J_PASSWORD" else repr(detail["input"])
    return f"{name} is {shown}: {_possible(name, detail)}"


def _possible(name: str, detail: ErrorDetails) -> str:
    texts = {
        "literal_error": f"it must be {detail.get('ctx', {}).get('expected')}",
        "string_pattern_mismatch": f"it must be: {_description(name)}",
        "bool_parsing": "it must be true or false",
        "int_parsing": "it must be a whole number",
        "float_parsing": "it must be a number",
        "byte_size": "it must be a size, such as 1048576 or 1MiB",
        "byte_size_unit": "it must be a size, such as 1048576 or 1MiB",
    }
    return texts.get(detail["type"], detail["msg"].replace("Input should", "it must"))


def _description(name: str) -> str | None:
    return next(field.description for field in Settings.model_fields.values() if field.validation_alias == name)
