"""The generated graph as RDF: what people would load so that the store holds it. Only what is said is written; a load computes the rest."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.generate import Edge, Graph, Node
from graph.vocabulary import Vocabulary
from schema.datatypes import DATATYPES, ENUM, XSD
from schema.model import Attribute, Model, Relation

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
REIFIES = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>"
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def write_triples(model: Model, graph: Graph, path: Path) -> int:
    """Write N-Triples and return how many."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines(model, graph):
            file.write(line)
            number += 1
    return number


def lines(model: Model, graph: Graph) -> Iterator[str]:
    """Yield the triples, those of one node after the other, then those of the relationships."""
    words = Vocabulary(model)
    relations = {relation.type: relation for cls in model.classes.values() for relation in cls.relations.values() if words.is_written(relation)}
    for node in graph.nodes():
        yield from _of_node(model, words, node)
    for number, edge in enumerate(graph.edges()):
        relation = relations.get(edge.type)
        if relation and not relation.derived and "proposition" not in edge.properties:
            yield from _of_edge(model, relation, edge, number)


def _of_node(model: Model, words: Vocabulary, node: Node) -> Iterator[str]:
    subject = f"<{node.properties['iri']}>"
    shape = words.shape(frozenset(node.labels))
    yield from (f"{subject} {TYPE} <{cls.iri}> .\n" for cls in shape.classes)
    for name, (attribute, *_) in shape.uses.items():
        if not attribute.derived and name in node.properties:
            yield f"{subject} <{attribute.iri}> {_term(model, attribute, node.properties[name])} .\n"


def _of_edge(model: Model, relation: Relation, edge: Edge, number: int) -> Iterator[str]:
    triple = f"<{edge.start}> <{relation.iri}> <{edge.end}>"
    yield f"{triple} .\n"
    carried: Mapping[str, Any] = edge.properties
    if carried:
        yield f"_:r{number} {REIFIES} <<( {triple} )>> .\n"
    for attribute in relation.edge:
        if attribute.name in carried:
            yield f"_:r{number} <{attribute.iri}> {_term(model, attribute, carried[attribute.name])} .\n"


def _term(model: Model, attribute: Attribute, value: Any) -> str:
    if attribute.datatype == ENUM:
        concept = next(one for one in model.enums[attribute.enum or ""].concepts if one.notation == value)
        return f"<{concept.iri}>" if concept.iri else f'"{value}"'
    text = str(value).translate(_QUOTED)
    if attribute.localized:
        return f'"{text}"@en'
    datatype = DATATYPES[attribute.datatype].iris[0]
    return f'"{text}"' if datatype == XSD + "string" else f'"{text}"^^<{datatype}>'
