"""What the command line shows below each `--help`: examples. Each is tried by a test to be a command that there is."""

from rich.markup import escape

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": ("claimgraph", "claimgraph doctor", "claimgraph load data/*.ttl", "claimgraph query api/examples/2-leaders.graphql"),
    "run": ("claimgraph run", "CLAIMGRAPH_ONTOLOGY=my.ttl CLAIMGRAPH_DATA=my-data.ttl claimgraph run", "CLAIMGRAPH_PORT=0 claimgraph run --json"),
    "serve": ("claimgraph serve", "NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=... claimgraph serve"),
    "doctor": ("claimgraph doctor", "claimgraph doctor --json"),
    "load": (
        "claimgraph load data/*.ttl",
        "claimgraph load --dry-run --unknown skip export.nt.gz",
        "claimgraph load people.csv --mapping people.toml",
        "curl -s https://example.org/graph.ttl | claimgraph load - --format ttl",
    ),
    "export": (
        "claimgraph export --output graph.ttl.gz",
        "claimgraph export --class ArmedGroup --format csv",
        "claimgraph export --id id:frl --neighbourhood --output legion.graphml",
        "claimgraph export --according-to id:ru-mod --output ministry.ttl",
        "claimgraph export --follow --after 12",
    ),
    "purge": ("claimgraph purge id:kozinka", "claimgraph purge id:kozinka --yes"),
    "validate": ("claimgraph validate", "claimgraph validate --limit 10 --format turtle"),
    "rebuild": ("claimgraph rebuild", "claimgraph rebuild --json"),
    "query": (
        "claimgraph query api/examples/2-leaders.graphql",
        "echo '{ armedGroups { nodes { name } } }' | claimgraph query",
        """claimgraph query my.graphql --variables '{"id": "id:frl"}' --json""",
    ),
    "sparql": (
        "claimgraph sparql --query 'ASK { id:podolyak a cg:Person }'",
        "claimgraph sparql api/examples/sparql/04-hearsay.rq",
        "claimgraph sparql my.rq --format json",
    ),
    "schema": ("claimgraph schema print", "claimgraph schema diff"),
    "schema print": ("claimgraph schema print > schema.graphql",),
    "schema diff": ("claimgraph schema diff", "claimgraph schema diff old.ttl new.ttl --offline", "claimgraph schema diff --json"),
    "schema apply": ("claimgraph schema apply", "claimgraph schema apply --yes", "claimgraph schema apply --drop --yes"),
    "documents": ("claimgraph documents add api/static/explorer/documents/*.graphql", "claimgraph documents list"),
    "documents add": ("claimgraph documents add one.graphql two.graphql",),
    "documents list": ("claimgraph documents list --json",),
    "documents remove": ("claimgraph documents remove HASH",),
    "neo4j": ("claimgraph neo4j start", "claimgraph neo4j stop"),
    "neo4j start": ("claimgraph neo4j start", "CLAIMGRAPH_NEO4J_HEAP=2g claimgraph neo4j start --json"),
    "neo4j stop": ("claimgraph neo4j stop",),
    "neo4j status": ("claimgraph neo4j status --json",),
    "token": ("claimgraph token create newsroom --role editor --expires 90d", "claimgraph token list"),
    "token create": ("claimgraph token create reader-of-the-site", "claimgraph token create newsroom --role editor --expires 90d"),
    "token list": ("claimgraph token list --json",),
    "token revoke": ("claimgraph token revoke 5f1c2a",),
}
"""Command to commands that may be typed as they stand in a checkout, or with names of one's own."""


def epilog(command: str, more: str = "") -> str:
    """Return what stands below the help of a command, as rich markup."""
    examples = "\n".join(["[bold]Examples[/]", *(f"[cyan]  {escape(example)}[/]" for example in EXAMPLES[command])])
    return f"{examples}\n\n{more}" if more else examples
