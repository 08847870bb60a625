"""The formats of an export by name, and what each can say."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graph.export.lines import Profile
from graph.export.rdf import Json, Rdf, WithPrefixes, Xml


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `name` is the suffix of its files, if `suffix` is none. `syntax` and `writer` are those of RDF, None for others. `whole`: the whole graph only."""

    name: str
    media_type: str
    syntax: ox.RdfFormat | None = None
    writer: type[Rdf] | None = None
    suffix: str = ""
    whole: bool = False

    @property
    def file(self) -> str:
        """The suffix of its files."""
        return self.suffix or self.name

    @property
    def content_type(self) -> str:
        """The media type with its character set."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    def can(self, profile: Profile) -> bool:
        """Whether the format has a place for what a profile asks for."""
        match profile:
            case "rdf12":
                return self.syntax not in (None, ox.RdfFormat.JSON_LD)
            case "nanopub":
                return self.syntax is not None and self.syntax.supports_datasets
            case _:
                return True


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("ttl", "text/turtle", ox.RdfFormat.TURTLE, WithPrefixes),
        Format("nt", "application/n-triples", ox.RdfFormat.N_TRIPLES, Rdf),
        Format("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD, Json),
        Format("rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML, Xml),
        Format("trig", "application/trig", ox.RdfFormat.TRIG, WithPrefixes),
        Format("nq", "application/n-quads", ox.RdfFormat.N_QUADS, Rdf),
        Format("csv", "text/csv"),
        Format("jsonl", "application/x-ndjson"),
        Format("graphml", "application/graphml+xml"),
        Format("gexf", "application/gexf+xml"),
        Format("cytoscape", "application/vnd.cytoscape+json", suffix="cyjs"),
        Format("neo4j", "application/zip", suffix="zip", whole=True),
    )
}
RDF_FORMATS: Mapping[str, Format] = {name: one for name, one in FORMATS.items() if one.syntax}
