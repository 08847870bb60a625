"""Data written into a store as it is, behind the loader's back: nothing of it is checked."""

from collections import defaultdict
from typing import Any

from rdflib import RDF, Graph, Literal, URIRef

from graph.literals import READERS
from graph.vocabulary import Vocabulary
from schema.datatypes import DATATYPE_BY_IRI, ENUM
from schema.model import Attribute, Model, Relation
from tests.graph.bench import Bench

_NODES = "UNWIND $rows AS row MERGE (n:Resource {iri: row[0]}) SET n:$(row[1]), n += row[2]"
_EDGES = "UNWIND $rows AS row MATCH (a:Resource {iri: row[0]}) MATCH (b:Resource {iri: row[2]}) MERGE (a)-[:$(row[1])]->(b)"


def write(bench: Bench, model: Model, data: Graph) -> None:
    """Make a node of each IRI that has a type, with all that the data says of it."""
    words = Vocabulary(model)
    nodes = []
    for subject in sorted({s for s in data.subjects(RDF.type) if isinstance(s, URIRef)}):
        shape = words.shape(words.classes_of(str(t) for t in data.objects(subject, RDF.type)))
        properties = _properties(model, data, subject)
        properties["name"] = str(properties.get("name") or subject)
        nodes.append([str(subject), list(shape.labels), properties])
    edges = []
    for s, p, o in data:
        relation = model.by_property.get(str(p))
        if isinstance(relation, Relation) and isinstance(o, URIRef):
            start, end = (s, o) if relation.direction != "in" else (o, s)
            edges.append([str(start), relation.type, str(end)])
    bench.run(_NODES, rows=nodes)
    bench.run(_EDGES, rows=edges)


def _properties(model: Model, data: Graph, subject: URIRef) -> dict[str, Any]:
    found: dict[str, list[Any]] = defaultdict(list)
    for p, o in data.predicate_objects(subject):
        attribute = model.by_property.get(str(p))
        if isinstance(attribute, Attribute):
            key = attribute.name
            if attribute.localized and isinstance(o, Literal):
                key = f"{key}@{o.language or ''}"
                found[attribute.name].append(str(o))
            found[key].append(_stored(model, attribute, o))
    many = {a.name for cls in model.classes.values() for a in cls.attributes.values() if a.many}
    return {key: values if key.partition("@")[0] in many or (len(values) > 1 and key.partition("@")[2]) else _one(key, values) for key, values in found.items()}


def _one(key: str, values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _stored(model: Model, attribute: Attribute, value: object) -> Any:
    """A value as the loader would store it; of a literal of another type, what is natural for that."""
    if attribute.datatype == ENUM:
        concepts = model.enums[attribute.enum or ""].concepts
        return next((c.notation for c in concepts if c.iri == str(value)), str(value))
    if not isinstance(value, Literal):
        return str(value)
    row = "String" if value.language else DATATYPE_BY_IRI.get(str(value.datatype), "String")
    numbers = ("Int", "BigInt", "Float")
    row = attribute.datatype if row == attribute.datatype or (row in numbers and attribute.datatype in numbers and attribute.datatype == "Float") else row
    return READERS[row](str(value)) if row in READERS else str(value)
