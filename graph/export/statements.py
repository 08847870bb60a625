"""Rows as RDF: what a load of the export makes the same rows of.

    a resource        its classes (the most specific), its attributes, its relations; nothing that is derived, which a load refuses
    a relation        a triple; what the relationship carries is said of a blank node that stands for the triple
    a proposition     a resource with cg:subject, cg:predicate and cg:object: nothing that is only claimed is ever asserted

Three profiles differ in two things:

    reified    the blank node is an rdf:Statement (RDF 1.1)
    rdf12      the blank node says `rdf:reifies <<( s p o )>>` (RDF 1.2)
    nanopub    as `reified`, and what a claim says stands, as a plain triple, in the named graph that has the claim's IRI (`graph.saying`)
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox

from graph.export import lines
from graph.export.lines import Lines, Profile
from graph.export.rows import Known, Row
from schema.errors import Unwritable

Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

node = lru_cache(4096)(ox.NamedNode)
"""An IRI; most are predicates, classes and datatypes, which come again and again."""
_lines = lru_cache(8)(Lines)


def quads(rows: Iterable[Row], known: Known, profile: Profile) -> Iterator[ox.Quad]:
    """Yield all that rows say, in one order always; raises Unwritable where something that is stored has no place in RDF."""
    yield from ox.parse(text_of(rows, known, profile), format=ox.RdfFormat.N_QUADS)


def text_of(rows: Iterable[Row], known: Known, profile: Profile) -> str:
    """Return all that rows say as N-Quads; raises Unwritable."""
    line, texts = _lines(known, profile).of, []
    for row in rows:
        try:
            texts.append(line(row))
        except (ValueError, SyntaxError) as error:
            raise Unwritable(f"what is stored of {row.iri!r} is no RDF: {error}") from error
    return "".join(texts)


def stands_for(*triple: Object) -> ox.BlankNode:
    """Return the node that stands for a triple of IRIs, and says what it carries."""
    return ox.BlankNode(lines.stands_for(*(part.value for part in triple)))  # type: ignore[union-attr]
