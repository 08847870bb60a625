"""Data written into a store as it is, behind the loader's back: nothing of it is checked."""

from collections import defaultdict
from typing import Any

from rdflib import RDF, Graph, Literal, URIRef

from graph.cypher.quote import quote
from graph.literals import READERS
from graph.states import search_text
from graph.validation.ways import Scope
from graph.vocabulary import Vocabulary
from schema.datatypes import DATATYPE_BY_IRI, ENUM
from schema.model import Attribute, Model, Relation
from tests.graph.bench import Bench


def write(bench: Bench, model: Model, data: Graph) -> None:
    """Make a node of each IRI that has a type, with all that the data says of it."""
    words = Vocabulary(model)
    for subject in sorted({s for s in data.subjects(RDF.type) if isinstance(s, URIRef)}):
        names = words.classes_of(str(t) for t in data.objects(subject, RDF.type))
        properties = _properties(model, data, subject)
        shape = words.shape(names)
        properties["name"] = properties.get("name") or str(subject).rsplit("/", 1)[-1]
        properties["searchText"] = search_text(shape, {key: value for key, value in properties.items() if "@" not in key or isinstance(value, str)})
        bench.run("MERGE (n:Resource {iri: $iri}) SET n:$($labels), n += $properties", iri=str(subject), labels=list(shape.labels), properties=properties)
    for s, p, o in data:
        relation = model.by_property.get(str(p))
        if isinstance(relation, Relation) and isinstance(o, URIRef):
            start, end = (s, o) if relation.direction != "in" else (o, s)
            text = f"MATCH (a:Resource {{iri: $a}}) MATCH (b:Resource {{iri: $b}}) MERGE (a)-[:{quote(relation.type)}]->(b)"
            bench.run(text, a=str(start), b=str(end))


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


def scope(model: Model) -> Scope:
    return Scope(model)
