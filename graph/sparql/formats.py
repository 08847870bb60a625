"""The formats of answers by name: solutions and truth values in one of four, graphs in those of RDF."""

from collections.abc import Mapping

from graph.export.formats import RDF_FORMATS

SOLUTIONS: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS: Mapping[str, str] = {name: one.media_type for name, one in RDF_FORMATS.items()}
ALSO: Mapping[str, str] = {"application/json": SOLUTIONS["json"], "application/xml": SOLUTIONS["xml"], "text/xml": SOLUTIONS["xml"]}
"""What clients also ask for, and what they get."""
