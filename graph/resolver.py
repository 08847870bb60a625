"""Subjects under a Model, some at a time: nodes and relationships to write, and everything that does not fit.

What can only be judged with all subjects at hand is left to graph/check.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.findings import Finding, Findings
from graph.literals import INDEXED_BYTES
from graph.literals import stored as value_of
from graph.names import Names
from graph.resolve import Known, NodeRow, edge_key
from graph.stage import EdgeRow, KindRow
from graph.states import Values, bounds, count_fault, properties, read_values, search_text, surplus
from graph.told import RDF, TYPE, Annotation, Subject
from graph.unknown import Unknown
from graph.vocabulary import IGNORED_TYPES, OWL, SEARCH_TEXT, Shape, Vocabulary, is_no_resource, last_part
from schema.model import Attribute, Relation

FAULTY, LIST, SKIPPED = "faulty", "list", "skipped"
"""What stands for the classes of a subject: at fault already, an RDF list, or left out."""
_STATEMENTS = {
    RDF + "Statement": tuple(RDF + part for part in ("subject", "predicate", "object")),
    OWL + "Axiom": tuple(OWL + part for part in ("annotatedSource", "annotatedProperty", "annotatedTarget")),
}
"""Type of a node that stands for a triple to the properties that name its parts."""

_NONE: frozenset[str] = frozenset()


class Recount(NamedTuple):
    """A relation of a stored resource whose number is limited: what the files add counts together with what is stored."""

    iri: str
    relation: Relation
    least: int
    ends: frozenset[str]


@dataclass(slots=True)
class Resolved:
    """What some subjects come to: of `resources` many, `nodes` only those that change; `created` of these are new, `retyped` are stored and get a class."""

    nodes: list[NodeRow] = field(default_factory=list)
    edges: list[EdgeRow] = field(default_factory=list)
    kinds: list[KindRow] = field(default_factory=list)
    notes: list[Annotation] = field(default_factory=list)
    recounts: list[Recount] = field(default_factory=list)
    resources: int = 0
    created: int = 0
    retyped: set[str] = field(default_factory=set)


class Resolver:
    """Resolves subjects. What it finds goes to `findings`; `kinds` and `uses` number sets of classes and relations."""

    def __init__(self, words: Vocabulary, findings: Findings, unknown: Unknown) -> None:
        self.words = words
        self.kinds, self.uses = Names(), dict[int, tuple[Relation, ...]]()
        self._uses, self._numbers = Names(), dict[int, int]()
        for kind in (FAULTY, LIST, SKIPPED):
            self.kinds.of(kind)
        self._model = words.model
        self._findings = findings
        self._unknown = unknown
        self._known: Mapping[str, Known] = {}
        self._into = Resolved()

    def resolve(self, subjects: Iterable[Subject], known: Mapping[str, Known]) -> Resolved:
        """Return what subjects come to; `known` has those of them that are stored."""
        into = self.begin(known)
        for subject in subjects:
            self._subject(subject)
        return into

    def begin(self, known: Mapping[str, Known]) -> Resolved:
        """Return what the subjects from here on go into."""
        self._known, self._into = known, Resolved()
        return self._into

    def find(self, iri: str, text: str, predicate: str = "", said: str = "", unknown_term: bool = False, at: tuple[int, int] | None = None) -> None:
        """Add a finding about what a subject says; `at` is source and place where these are known already."""
        self._findings.add(Finding(iri, predicate, said, f"{self.words.compact(iri)} {text}", at), unknown_term)

    def _subject(self, subject: Subject) -> None:
        if parts := _parts(subject):
            self._into.notes.append(Annotation(*parts, subject))
        elif is_no_resource(subject):
            return
        elif _is_list(subject):
            self._kind(subject, LIST)
        else:
            self._resource(subject, self._classes_of(subject))

    def _kind(self, subject: Subject, kind: object) -> None:
        self._into.kinds.append(KindRow(subject.iri, self.kinds.of(kind), subject.iri in self._known))

    # classes

    def _classes_of(self, subject: Subject) -> frozenset[str] | str:
        given = frozenset(subject.types) - IGNORED_TYPES
        names = self.words.classes_of(given)
        stored = self._known.get(subject.iri)
        if stored is not None:
            names |= stored.labels & self._model.classes.keys()
        for iri in sorted(given - self._model.class_by_iri.keys()):
            if not (self._unknown.takes(subject, iri) if names else self._unknown.skip(iri)):
                self.find(subject.iri, f"is of the unknown class {self.words.compact(iri)}{self.words.nearest(iri)}", TYPE, iri, unknown_term=True)
        if not names and not given:
            self.find(subject.iri, "has no rdf:type, and is not in the store")
        if not names:
            return SKIPPED if given and self._unknown.allowed else FAULTY
        return names

    def _resource(self, subject: Subject, names: frozenset[str] | str) -> None:
        self._kind(subject, names)
        self._into.resources += names != SKIPPED
        if isinstance(names, str):
            return
        if len(subject.iri.encode()) > INDEXED_BYTES:
            self.find(subject.iri, f"has an IRI of more than {INDEXED_BYTES} bytes, the limit")
        shape = self.words.shape(names)
        self._check_abstract(subject, shape)
        self._node(subject, shape)
        self._links(subject, shape)

    def _check_abstract(self, subject: Subject, shape: Shape) -> None:
        for cls in shape.classes:
            if cls.abstract:
                below = [name for name in cls.descendants if not self._model.classes[name].abstract]
                self.find(subject.iri, f"is directly of the abstract class {cls.name}; possible: {', '.join(below)}", TYPE)

    # attributes

    def _node(self, subject: Subject, shape: Shape) -> None:
        stored = self._known.get(subject.iri)
        old = stored.properties if stored else {}
        found = self.own_properties(subject, shape, old)
        state = {**old, **found}
        self._count_attributes(subject, shape, state)
        state["name"] = state.get("name") or last_part(subject.iri)
        state[SEARCH_TEXT] = search_text(shape, state)
        changed = {key: value for key, value in state.items() if (old.get(key) != value if old else value is not None)}
        retyped = stored is not None and not stored.labels.issuperset(shape.labels)
        if changed or stored is None or retyped:
            if "version" in shape.uses:
                changed["version"] = old.get("version", 0) + 1
            dated = "recordedAt" in shape.uses and not old.get("recordedAt")
            self._into.nodes.append(NodeRow(subject.iri, shape.labels, changed, stored is not None, dated))
        self._into.created += stored is None
        if retyped:
            self._into.retyped.add(subject.iri)

    def own_properties(self, subject: Subject, shape: Shape, old: Mapping[str, Any]) -> dict[str, Any]:
        """Return the properties that a subject gives to a node, or to a relationship, that has `old`."""
        found: dict[str, Any] = self._unknown.properties(subject, old)
        given = self._values(subject, shape, found)
        _keep_other_names(shape, given)
        for name, values in given.items():
            attribute = shape.uses[name][0]
            several, fault = properties(attribute, values, old)
            found.update(several)
            if fault:
                self.find(subject.iri, f"{name} {fault}", attribute.iri)
        return found

    def _values(self, subject: Subject, shape: Shape, plain: dict[str, Any]) -> dict[str, Values]:
        """The stored values of a subject by attribute, `plain` ones apart; faults become findings."""
        found: dict[str, Values] = {}
        for iri in [*subject.literals, *(link for link in subject.links if link not in subject.literals)]:
            if (attribute := shape.plain.get(iri)) and self._is_plain(subject, attribute, plain):
                continue
            name = shape.attributes.get(iri)
            if name is None:
                self._refuse_literal(subject, shape, iri)
            elif shape.uses[name][0].derived:
                self.find(subject.iri, f"gives {self.words.compact(iri)}, which is computed and never accepted as input", iri)
            else:
                self._read(subject, shape.uses[name], iri, found.setdefault(name, {}))
        return {name: values for name, values in found.items() if values}

    def _is_plain(self, subject: Subject, attribute: Attribute, plain: dict[str, Any]) -> bool:
        """Take the value of a plain attribute, if it has just one and that fits: so it mostly is, and all that may be otherwise takes three times as long."""
        literals = subject.literals.get(attribute.iri, ())
        if len(literals) != 1 or literals[0].language or attribute.iri in subject.links:
            return False
        try:
            value = value_of(attribute, literals[0], self._model)
        except ValueError:
            return False
        plain[attribute.name] = value
        plain.update(bounds(attribute, [value]))
        return True

    def _read(self, subject: Subject, uses: tuple[Attribute, ...], iri: str, values: Values) -> None:
        literals, links = subject.literals.get(iri, ()), subject.links.get(iri, ())
        for language, value, fault, said in read_values(uses, literals, links, self._model):
            if fault:
                self.find(subject.iri, f"{self.words.compact(iri)} {fault}", iri, said)
            else:
                values.setdefault(iri, {}).setdefault(language, []).append(value)

    def _refuse_literal(self, subject: Subject, shape: Shape, iri: str) -> None:
        if iri not in shape.relations:
            self._refuse_property(subject, shape, iri)
        elif iri in subject.literals:
            text = subject.literals[iri][0].text
            self.find(subject.iri, f'{self.words.compact(iri)} "{text[:60]}" is a literal, expected a resource', iri, text)

    def _refuse_property(self, subject: Subject, shape: Shape, iri: str) -> None:
        if iri not in self.words.terms:
            if not self._unknown.takes(subject, iri):
                self.find(subject.iri, f"has the unknown property {self.words.compact(iri)}{self.words.nearest(iri)}", iri, unknown_term=True)
        elif not shape.classes:
            self.find(subject.iri, f"gives {self.words.compact(iri)} to a relation, which can carry: {', '.join(shape.uses) or 'nothing'}", iri)
        else:
            owners = ", ".join(self.words.owners(iri)) or "relations only"
            self.find(subject.iri, f"is a {shape.name}, which has no {self.words.compact(iri)}; it belongs to: {owners}", iri)

    def _count_attributes(self, subject: Subject, shape: Shape, state: Mapping[str, Any]) -> None:
        for use in shape.counted:
            fault = count_fault(use, state)
            if fault:
                self.find(subject.iri, f"{use.name} ({self.words.compact(use.iri)}) {fault}", use.iri)

    # relations

    def _links(self, subject: Subject, shape: Shape) -> None:
        ends: defaultdict[str, set[str]] = defaultdict(set)
        for iri, targets in subject.links.items():
            relations = shape.relations.get(iri, ())
            if relations and relations[0].derived:
                self.find(subject.iri, f"gives {self.words.compact(iri)}, which is computed and never accepted as input", iri)
            elif relations:
                ends[relations[0].type].update(targets)
                self._edges(subject, relations, targets)
        for relation in shape.limited:
            if not self.words.is_told_elsewhere(relation):
                self.limit(subject.iri, relation, ends.get(relation.type, _NONE), subject.iri in self._known)

    def _edges(self, subject: Subject, relations: tuple[Relation, ...], targets: Sequence[str]) -> None:
        add, iri, uses, relation = self._into.edges.append, subject.iri, self._number(relations), relations[0]
        fresh = iri not in self._known
        single = not fresh and any(one.max_count == 1 and one.direction == "out" for one in relations)
        for target in targets:
            kind, start, end = edge_key(relation, iri, target)
            add(EdgeRow(start, kind, end, start != iri, uses, single, fresh))

    def _number(self, relations: tuple[Relation, ...]) -> int:
        """Return the number of a relation as some classes have it; what differs in no end has one number."""
        number = self._numbers.get(id(relations))
        if number is None:
            number = self._numbers[id(relations)] = self.use(relations)
        return number

    def use(self, relations: tuple[Relation, ...]) -> int:
        """Return the same of one that may not be here to stay."""
        number = self._uses.of(tuple((relation.iri, relation.type, relation.direction, relation.target) for relation in relations))
        self.uses.setdefault(number, relations)
        return number

    def limit(self, iri: str, relation: Relation, ends: Set[str], stored: bool) -> None:
        """Find a number of ends that breaks a limit; what is added to a stored resource is left for a recount, unless it takes the place of another."""
        if not stored or (relation.max_count == 1 and relation.direction == "out" and ends):
            self.find_number(iri, relation, len(ends), max(relation.min_count, relation.required))
        elif iri in self._into.retyped:
            self._into.recounts.append(Recount(iri, relation, max(relation.min_count, relation.required), frozenset(ends)))
        elif ends and relation.max_count is not None:
            self._into.recounts.append(Recount(iri, relation, 0, frozenset(ends)))

    def find_number(self, iri: str, relation: Relation, found: int, least: int) -> None:
        """Add a finding if a number of ends breaks a limit."""
        fault = ""
        if found < least:
            fault = "is missing" if found == 0 else f"has {found} values, at least {least} are required"
        elif relation.max_count is not None and found > relation.max_count:
            fault = f"has {found} values, at most {relation.max_count} possible"
        if fault:
            self.find(iri, f"{relation.name} ({self.words.compact(relation.iri)}) {fault}", relation.iri)


def _parts(subject: Subject) -> tuple[str, str, str] | None:
    """The triple that a subject stands for, taken from its links; None if it stands for none."""
    if subject.reified:
        return subject.reified
    names = _STATEMENTS.get(subject.types[0]) if len(subject.types) == 1 else None
    if names is None:
        return None
    subject.types.clear()
    first, second, third = (_only(subject.links.pop(name, [])) for name in names)
    return first, second, third


def _only(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else ""


def _is_list(subject: Subject) -> bool:
    return RDF + "rest" in subject.links and not set(subject.types) - {RDF + "List"}


def _keep_other_names(shape: Shape, given: dict[str, Values]) -> None:
    """Let names that are not the first become further names."""
    if "altNames" in shape.uses and _are_several(given.get("name", {})):
        others = given.setdefault("altNames", {}).setdefault(shape.uses["altNames"][0].iri, {})
        for language, members in surplus(shape.uses["name"][0], given["name"]).items():
            others.setdefault(language, []).extend(members)
        if not any(given["altNames"].values()):
            del given["altNames"]


def _are_several(values: Values) -> bool:
    return len(values) > 1 or any(len(members) > 1 for by_language in values.values() for members in by_language.values())
