"""What an endpoint says of itself: the SPARQL 1.1 Service Description, and VoID's statistics of the graph."""

import csv
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from graph.sparql.formats import GRAPHS, SOLUTIONS
from graph.told import RDF
from schema.datatypes import XSD
from schema.model import Model

SD, VOID, FORMATS = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#", "http://www.w3.org/ns/formats/"
STATISTICS: Mapping[str, str] = {
    "totals": "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) { ?s ?p ?o }",
    "classes": "SELECT ?class (COUNT(*) AS ?entities) { ?s a ?class } GROUP BY ?class ORDER BY ?class",
    "properties": "SELECT ?property (COUNT(*) AS ?triples) { ?s ?property ?o } GROUP BY ?property ORDER BY ?property",
}
"""The queries that tell the numbers, by what they tell."""
_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
    "jsonld": "JSON-LD",
}


def described(address: str, model: Model, prefixes: Mapping[str, str], found: Mapping[str, str], media_type: str) -> bytes:
    """Return the description of the endpoint at an address; `found` are the answers of STATISTICS as CSV."""
    form = ox.RdfFormat.from_media_type(media_type)
    names = {**prefixes, "sd": SD, "void": VOID}
    return ox.serialize(_statements(address, model, found), format=form, prefixes=names) or b""


def _statements(address: str, model: Model, found: Mapping[str, str]) -> Iterator[ox.Triple]:
    service, dataset, graph = ox.NamedNode(address), ox.BlankNode("dataset"), ox.BlankNode("graph")
    yield from _said(
        service,
        (RDF + "type", SD + "Service"),
        (SD + "endpoint", address),
        (SD + "supportedLanguage", SD + "SPARQL11Query"),
        (SD + "defaultDataset", dataset),
        *((SD + "resultFormat", FORMATS + _FORMATS[name]) for name in [*SOLUTIONS, *GRAPHS]),
    )
    yield from _said(
        dataset,
        (RDF + "type", SD + "Dataset"),
        (RDF + "type", VOID + "Dataset"),
        (SD + "defaultGraph", graph),
        (VOID + "sparqlEndpoint", address),
        (VOID + "uriSpace", ox.Literal(model.base_iri)),
        *((VOID + "vocabulary", iri) for iri in ([model.iri] if model.iri else [])),
    )
    (totals,) = _rows(found["totals"])
    yield from _said(graph, (RDF + "type", SD + "Graph"), (RDF + "type", VOID + "Dataset"))
    yield from _numbers(graph, triples=totals["triples"], distinctSubjects=totals["subjects"])
    for number, row in enumerate(_rows(found["classes"])):
        part = ox.BlankNode(f"class{number}")
        yield from _said(graph, (VOID + "classPartition", part))
        yield from _said(part, (VOID + "class", row["class"]))
        yield from _numbers(part, entities=row["entities"])
    for number, row in enumerate(_rows(found["properties"])):
        part = ox.BlankNode(f"property{number}")
        yield from _said(graph, (VOID + "propertyPartition", part))
        yield from _said(part, (VOID + "property", row["property"]))
        yield from _numbers(part, triples=row["triples"])


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def _said(subject: ox.NamedNode | ox.BlankNode, *told: tuple[str, str | ox.BlankNode | ox.Literal]) -> Iterator[ox.Triple]:
    for predicate, value in told:
        yield ox.Triple(subject, ox.NamedNode(predicate), ox.NamedNode(value) if isinstance(value, str) else value)


def _numbers(subject: ox.BlankNode, **numbers: str) -> Iterator[ox.Triple]:
    for name, number in numbers.items():
        yield ox.Triple(subject, ox.NamedNode(VOID + name), ox.Literal(number, datatype=ox.NamedNode(XSD + "integer")))
