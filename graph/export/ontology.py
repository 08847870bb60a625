"""The ontology itself in the formats of RDF."""

from typing import Any

import pyoxigraph as ox

from graph.export.formats import Format
from graph.export.rdf import prefixes_of
from schema.model import Model


def ontology_as(model: Model, form: Format) -> bytes:
    """Return the ontology's file in another format, the same each time; as it is written where that is Turtle."""
    ((_, content), *_) = model.files
    if form.syntax in (None, ox.RdfFormat.TURTLE):
        return content
    numbers: dict[str, int] = {}

    def stable(node: Any) -> Any:
        """The parser makes up other names of blank nodes each time."""
        return ox.BlankNode(f"b{numbers.setdefault(node.value, len(numbers))}") if isinstance(node, ox.BlankNode) else node

    said = ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=model.iri or None)
    statements = (ox.Triple(stable(one.subject), one.predicate, stable(one.object)) for one in said)
    return ox.serialize(statements, format=form.syntax, prefixes=prefixes_of(model)) or b""
