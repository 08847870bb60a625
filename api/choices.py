"""What options of the command line may be, and their longer helps. Nothing large is imported here: `--help` and completion are quick.

What has its home in a table elsewhere is held to it by a test.
"""

from enum import StrEnum

FORMATS = ("ttl", "nt", "jsonld", "rdf", "trig", "nq", "csv", "jsonl", "graphml", "gexf", "cytoscape", "neo4j")
PROFILES = ("reified", "rdf12", "nanopub")
ANSWERS = ("table", "json", "xml", "csv", "tsv", "ttl", "nt", "jsonld", "rdf", "trig", "nq")

Form = StrEnum("Form", {name: name for name in FORMATS})  # type: ignore[misc]  # from a table
Profiles = StrEnum("Profiles", {name: name for name in PROFILES})  # type: ignore[misc]
AnswerForm = StrEnum("AnswerForm", {name: name for name in ANSWERS})  # type: ignore[misc]


class ReportForm(StrEnum):
    """How a report of `validate` is printed."""

    TABLE = "table"
    TURTLE = "turtle"
    JSON = "json"


class RoleName(StrEnum):
    """A role, for `token create`."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


class Unknown(StrEnum):
    """The values of `load --unknown`."""

    REFUSE = "refuse"
    SKIP = "skip"
    KEEP = "keep"


FILES = "Files, or patterns such as 'data/*.ttl'; - for standard input. The suffix tells the format: ttl, trig, nt, nq, jsonld, rdf, csv, tsv, jsonl, each also with .gz."
UNKNOWN = "What becomes of classes and properties that the ontology does not have: refuse the files, skip what is said with them, or keep it as it is written."
OUTPUT = "The file to write; its suffix tells the format, and .gz compresses. Without it, standard output."
ACCORDING = (
    "Only claims of these people, organizations, documents and publishers, and what rests on them; an IRI, full or compact. As in @view; can be repeated."
)
AFTER = "What changed after this version of the graph, as RDF Patch, in place of the graph."
FOLLOW = "The whole graph as RDF Patch (with --after: nothing of it), then what changes, on and on, to standard output."
PROFILE = "What a relation carries: as an rdf:Statement (reified, the default), or (rdf12) as RDF 1.2 has it; nanopub: as reified, and what a claim says in a named graph of its own."
ANSWER = "table for solutions and ttl for a graph where nothing is said."
EXPIRES = "How long it holds: `12h`, `90d`, `8w`, or a date; without it, until it is revoked."
