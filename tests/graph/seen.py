"""What occurs in a graph, as a client would write it."""

import json
from dataclasses import dataclass
from typing import Any

from schema.model import Attribute, Class, Model, Relation
from tests.graph.dumped import Graph, Link, Node


class Word(str):
    """An enum value: written without quotes."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A variable in the place of a value."""

    name: str


def written(value: Any) -> str:
    """A value as a GraphQL literal."""
    match value:
        case Reference(name):
            return f"${name}"
        case Word():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(written(item) for item in value) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


class Seen:
    """What occurs in a graph: values, relations and instances of each class, as a client would write them."""

    def __init__(self, model: Model, graph: Graph) -> None:
        self.model = model
        self.instances: dict[str, list[str]] = {name: [] for name in model.classes}
        self.relations: dict[str, list[Relation]] = {}
        self.values: dict[str, dict[str, list[Any]]] = {name: {} for name in model.classes}
        self.edge_values: dict[str, list[Any]] = {}
        for node in graph.nodes.values():
            for label in node.labels & model.classes.keys():
                self._note(model.classes[label], node)
        for name, cls in model.classes.items():
            nodes = graph.labelled(name)
            self.relations[name] = [relation for relation in cls.relations.values() if any(graph.step(node, relation) for node in nodes)]
        for link in graph.links:
            for key, value in link.properties.items():
                self.edge_values.setdefault(f"{link.type}.{key}", []).append(value)

    def _note(self, cls: Class, node: Node) -> None:
        self.instances[cls.name].append(node.iri)
        for attribute in cls.attributes.values():
            if (value := node.properties.get(attribute.name)) is not None:
                known = self.values[cls.name].setdefault(attribute.name, [])
                known.extend(self.shown(attribute, one, node) for one in (value if attribute.many else [value]))

    def shown(self, attribute: Attribute, value: Any, owner: Node | Link) -> Any:
        """A stored value as input."""
        if attribute.enum:
            return next(Word(concept.name) for concept in self.model.enums[attribute.enum].concepts if concept.notation == value)
        if attribute.datatype == "Point":
            return (value.latitude, value.longitude)
        return owner.texts.get(attribute.name, value)
