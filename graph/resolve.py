"""Parsed files under a Model: nodes and relationships to write, or everything that does not fit.

Known      what the store has for an IRI already
NodeRow    the properties of one node that are to be set
EdgeKey    one curated relationship: type, start, end (the smaller IRI first where the relation is symmetric)
Plan       all of these; made only if nothing is wrong
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from graph.rdf_in import Annotation, Parsed, Subject
from graph.states import Values, count_fault, properties, read_values, search_text, surplus
from graph.vocabulary import IGNORED_TYPES, SEARCH_TEXT, Shape, Vocabulary, is_header, last_part
from schema.errors import DataError, UnknownTerm
from schema.model import ROOT, Attribute, Model, Relation

SHOWN = 5
"""How many findings a message spells out."""


class Known(NamedTuple):
    """A node in the store; of `recordedAt` it is only known whether it is set."""

    labels: frozenset[str]
    properties: Mapping[str, Any]


class NodeRow(NamedTuple):
    """A node to create or change."""

    iri: str
    labels: tuple[str, ...]
    properties: dict[str, Any]


class EdgeKey(NamedTuple):
    """A curated relationship."""

    type: str
    start: str
    end: str


@dataclass(slots=True)
class Plan:
    """What is to be written: `nodes` only those that change, `edges` all with their properties; `single` are (type, start) of stored nodes that have one target at most."""

    resources: int = 0
    nodes: list[NodeRow] = field(default_factory=list)
    edges: dict[EdgeKey, dict[str, Any]] = field(default_factory=dict)
    single: set[tuple[str, str]] = field(default_factory=set)


class Resolver:
    """Resolves parsed files; `plan` raises DataError or UnknownTerm with the first findings and their number."""

    def __init__(self, model: Model, parsed: Parsed, known: Mapping[str, Known], now: datetime) -> None:
        self._model = model
        self._words = Vocabulary(model)
        self._parsed = parsed
        self._known = known
        self._now = now
        self._findings: list[str] = []
        self._unknown_terms = False
        self._classes: dict[str, frozenset[str]] = {}
        self._relations: dict[EdgeKey, Relation] = {}
        self._plan = Plan()

    def plan(self) -> Plan:
        """Return what is to be written."""
        subjects = [s for s in self._parsed.subjects.values() if not is_header(s)]
        for subject in subjects:
            self._classes[subject.iri] = self._classes_of(subject)
        for subject in subjects:
            self._resource(subject, self._classes[subject.iri])
        for annotation in self._parsed.annotations:
            self._annotate(annotation)
        self._count_relations()
        self._compare_keys()
        self._raise()
        self._plan.resources = len(subjects)
        return self._plan

    def _find(self, subject: Subject, text: str, unknown_term: bool = False) -> None:
        self._findings.append(f"{subject.source}: {self._words.compact(subject.iri)} {text}")
        self._unknown_terms |= unknown_term

    def _raise(self) -> None:
        if not self._findings:
            return
        shown = "; ".join(self._findings[:SHOWN])
        rest = len(self._findings) - SHOWN
        message = f"{shown}; and {rest} more" if rest > 0 else shown
        raise (UnknownTerm if self._unknown_terms else DataError)(f"{_findings(len(self._findings))}, nothing was written: {message}")

    # classes

    def _classes_of(self, subject: Subject) -> frozenset[str]:
        given = frozenset(subject.types) - IGNORED_TYPES
        for iri in sorted(given - self._model.class_by_iri.keys()):
            self._find(subject, f"is of the unknown class {self._words.compact(iri)}{self._words.nearest(iri)}", unknown_term=True)
        names = self._words.classes_of(given)
        stored = self._known.get(subject.iri)
        if stored is not None:
            names |= stored.labels & self._model.classes.keys()
        if not names and not given:
            self._find(subject, "has no rdf:type, and is not in the store")
        return names

    def _resource(self, subject: Subject, names: frozenset[str]) -> None:
        if subject.iri.startswith("_:"):
            self._find(subject, "is a blank node: a resource needs an IRI")
        elif names:
            shape = self._words.shape(names)
            self._check_abstract(subject, shape)
            self._node(subject, shape)
            self._links(subject, shape)

    def _check_abstract(self, subject: Subject, shape: Shape) -> None:
        for cls in shape.classes:
            if cls.abstract:
                below = [name for name in cls.descendants if not self._model.classes[name].abstract]
                self._find(subject, f"is directly of the abstract class {cls.name}; possible: {', '.join(below)}")

    # attributes

    def _node(self, subject: Subject, shape: Shape) -> None:
        old = self._known[subject.iri].properties if subject.iri in self._known else {}
        found = self._own_properties(subject, shape, old)
        state = {**old, **found}
        self._count_attributes(subject, shape, state)
        state["name"] = state.get("name") or last_part(subject.iri)
        state[SEARCH_TEXT] = search_text(shape, state)
        changed = {key: value for key, value in state.items() if old.get(key) != value}
        stored = self._known.get(subject.iri)
        if changed or stored is None or not stored.labels.issuperset(shape.labels):
            self._plan.nodes.append(NodeRow(subject.iri, shape.labels, {**changed, **self._bookkeeping(shape, old)}))

    def _bookkeeping(self, shape: Shape, old: Mapping[str, Any]) -> dict[str, Any]:
        """The derived attributes that every write keeps, if the ontology has them."""
        kept: dict[str, Any] = {}
        if "recordedAt" in shape.uses and not old.get("recordedAt"):
            kept["recordedAt"] = self._now
        if "version" in shape.uses:
            kept["version"] = old.get("version", 0) + 1
        return kept

    def _own_properties(self, subject: Subject, shape: Shape, old: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        given = self._values(subject, shape)
        _keep_other_names(shape, given)
        for name, values in given.items():
            attribute = shape.uses[name][0]
            several, fault = properties(attribute, values, old)
            found.update(several)
            if fault:
                self._find(subject, f"{name} {fault}")
        return found

    def _values(self, subject: Subject, shape: Shape) -> dict[str, Values]:
        """The stored values of a subject by attribute; faults become findings."""
        found: dict[str, Values] = {}
        for iri in [*subject.literals, *(link for link in subject.links if link not in subject.literals)]:
            name = shape.attributes.get(iri)
            if name is None:
                self._refuse_literal(subject, shape, iri)
            elif shape.uses[name][0].derived:
                self._find(subject, f"gives {self._words.compact(iri)}, which is computed and never accepted as input")
            else:
                self._read(subject, shape.uses[name], iri, found.setdefault(name, {}))
        return {name: values for name, values in found.items() if values}

    def _read(self, subject: Subject, uses: tuple[Attribute, ...], iri: str, values: Values) -> None:
        literals, links = subject.literals.get(iri, []), subject.links.get(iri, [])
        for language, value, fault in read_values(uses, iri, literals, links, self._model):
            if fault:
                self._find(subject, f"{self._words.compact(iri)} {fault}")
            else:
                values.setdefault(iri, {}).setdefault(language, []).append(value)

    def _refuse_literal(self, subject: Subject, shape: Shape, iri: str) -> None:
        if iri not in shape.relations:
            self._refuse_property(subject, shape, iri)
        elif iri in subject.literals:
            text = subject.literals[iri][0].text
            self._find(subject, f'{self._words.compact(iri)} "{text[:60]}" is a literal, expected a resource')

    def _refuse_property(self, subject: Subject, shape: Shape, iri: str) -> None:
        if iri not in self._words.terms:
            self._find(subject, f"has the unknown property {self._words.compact(iri)}{self._words.nearest(iri)}", unknown_term=True)
        elif not shape.classes:
            self._find(subject, f"gives {self._words.compact(iri)} to a relation, which can carry: {', '.join(shape.uses) or 'nothing'}")
        else:
            owners = ", ".join(self._words.owners(iri)) or "relations only"
            self._find(subject, f"is a {shape.name}, which has no {self._words.compact(iri)}; it belongs to: {owners}")

    def _count_attributes(self, subject: Subject, shape: Shape, state: Mapping[str, Any]) -> None:
        for use in shape.counted:
            fault = count_fault(use, state)
            if fault:
                self._find(subject, f"{use.name} ({self._words.compact(use.iri)}) {fault}")

    # relations

    def _links(self, subject: Subject, shape: Shape) -> None:
        for iri, targets in subject.links.items():
            relations = shape.relations.get(iri, ())
            if relations and relations[0].derived:
                self._find(subject, f"gives {self._words.compact(iri)}, which is computed and never accepted as input")
            elif relations:
                for target in targets:
                    self._edge(subject, relations, target)

    def _edge(self, subject: Subject, relations: tuple[Relation, ...], target: str) -> None:
        for relation in relations:
            fault = self._target_fault(relation, target)
            if fault:
                self._find(subject, f"{self._words.compact(relation.iri)} {self._words.compact(target)} {fault}")
                return
        key = edge_key(relations[0], subject.iri, target)
        self._plan.edges.setdefault(key, {})
        self._relations.setdefault(key, relations[0])

    def _target_fault(self, relation: Relation, target: str) -> str:
        if target.startswith("_:"):
            return "is a blank node: a resource needs an IRI"
        names = self._labels_of(target)
        if names is None:
            return "is an unknown reference: nothing of this IRI is in the files or in the store"
        if names and relation.target not in names:
            return f"is a {' and '.join(cls.name for cls in self._words.shape(names).classes)}, expected a {relation.target}"
        return ""

    def _labels_of(self, iri: str) -> frozenset[str] | None:
        """The names of all classes of a resource, superclasses too; empty if its types were at fault already."""
        if iri in self._classes:
            names = self._classes[iri]
            return frozenset(self._words.shape(names).labels) if names else names
        stored = self._known.get(iri)
        return None if stored is None else frozenset(stored.labels & self._model.classes.keys() | {ROOT})

    def _count_relations(self) -> None:
        """Compare the numbers of relations with the ontology's limits; what is stored already was compared when it came."""
        counts = Counter(place for key in self._plan.edges for place in ((key.start, key.type, "out"), (key.end, key.type, "in")))
        for subject in self._parsed.subjects.values():
            names = self._classes.get(subject.iri)
            for relation in self._words.shape(names).limited if names else ():
                self._count_relation(subject, relation, counts)

    def _count_relation(self, subject: Subject, relation: Relation, counts: Counter[tuple[str, str, str]]) -> None:
        least, most = max(relation.min_count, int(relation.required)), relation.max_count
        sides = ("out", "in") if relation.direction == "both" else (relation.direction,)
        found = sum(counts[subject.iri, relation.type, side] for side in sides)
        if found < least and subject.iri not in self._known:
            self._find(subject, f"{relation.name} ({self._words.compact(relation.iri)}) is missing")
        if most is not None and found > most:
            self._find(subject, f"{relation.name} ({self._words.compact(relation.iri)}) has {found} values, at most {most} possible")
        if most == 1 and found and relation.direction == "out" and subject.iri in self._known:
            self._plan.single.add((relation.type, subject.iri))

    # what relations carry

    def _annotate(self, annotation: Annotation) -> None:
        body = annotation.body
        names = self._classes.get(annotation.subject, frozenset())
        relations = self._words.shape(names).relations.get(annotation.predicate, ()) if names else ()
        key = edge_key(relations[0], annotation.subject, annotation.object) if relations else None
        if key is None or key not in self._plan.edges:
            triple = " ".join(self._words.compact(part) if part else "?" for part in (annotation.subject, annotation.predicate, annotation.object))
            self._find(body, f"annotates the triple {triple}, which is not in the files")
            return
        shape = edge_shape(self._relations[key])
        state = self._plan.edges[key]
        for name, value in self._own_properties(body, shape, state).items():
            if state.setdefault(name, value) != value:
                self._find(body, f"gives {name} to a relation that has another one already")

    # keys

    def _compare_keys(self) -> None:
        """Refuse two resources of a file set with the same key (owl:hasKey)."""
        seen: dict[tuple[str, tuple[str, ...], tuple[Any, ...]], str] = {}
        for row in self._plan.nodes:
            for label, key, values in node_keys(self._model, row, self._known):
                other = seen.setdefault((label, key, values), row.iri)
                if other != row.iri:
                    subject = self._parsed.subjects[row.iri]
                    self._find(subject, f"has the same {' and '.join(key)} as {self._words.compact(other)}: {', '.join(map(str, values))}")


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _keep_other_names(shape: Shape, given: dict[str, Values]) -> None:
    """Let names that are not the first become further names."""
    if "name" in given and "altNames" in shape.uses:
        others = given.setdefault("altNames", {}).setdefault(shape.uses["altNames"][0].iri, {})
        for language, members in surplus(shape.uses["name"][0], given["name"]).items():
            others.setdefault(language, []).extend(members)
        if not any(given["altNames"].values()):
            del given["altNames"]


def node_keys(model: Model, row: NodeRow, known: Mapping[str, Known]) -> Iterable[tuple[str, tuple[str, ...], tuple[Any, ...]]]:
    """Yield (label, attribute names, values) for every complete key of a node."""
    old = known[row.iri].properties if row.iri in known else {}
    state = {**old, **row.properties}
    for label in row.labels:
        for key in stored_keys(model, label):
            values = tuple(state.get(name) for name in key)
            if None not in values:
                yield label, key, values


def stored_keys(model: Model, name: str) -> list[tuple[str, ...]]:
    """Return the keys of a class that Neo4j can hold: attributes with one value each, without language, declared nowhere above."""
    cls = model.classes[name]
    above = {key for ancestor in cls.ancestors for key in model.classes[ancestor].keys}
    return [key for key in cls.keys if key not in above and all(_fits(cls.attributes.get(part)) for part in key)]


def _fits(attribute: Attribute | None) -> bool:
    return attribute is not None and not attribute.many and not attribute.localized and attribute.datatype != "Point"


def edge_shape(relation: Relation) -> Shape:
    """Return the shape of what a relationship carries, which has no classes."""
    uses = {attribute.name: (attribute,) for attribute in relation.edge}
    return Shape((), (), {iri: use.name for use in relation.edge for iri in use.iris}, uses, {})


def edge_key(relation: Relation, subject: str, target: str) -> EdgeKey:
    """Return the relationship that stands for a triple, whichever way it is written.

    A symmetric relation is stored once, from the smaller IRI to the larger.
    """
    start, end = (target, subject) if relation.direction == "in" else (subject, target)
    if relation.direction == "both" and end < start:
        start, end = end, start
    return EdgeKey(relation.type, start, end)
