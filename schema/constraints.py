"""What SHACL shapes and OWL restrictions say about one property of one class, as `Use`s.

Rules:

* A shape speaks of the classes that it targets (sh:targetClass, or the class that it is itself), through sh:node and sh:and too. What stands in
  sh:or, sh:xone, or in a shape whose severity is not sh:Violation, gives the class the property without counts. sh:deactivated shapes say nothing.
* An owl:Restriction above a class (in rdfs:subClassOf, owl:equivalentClass, owl:intersectionOf) gives it the property: cardinalities count; owl:someValuesFrom and
  owl:hasValue only give the property (that a value exists does not mean that the data has it); a qualified maximum counts where the class that qualifies it is the
  property's whole range.
* sh:path with sh:inversePath speaks of the property read backwards; other paths, and every component that is not listed here, are left to validation (`schema.shacl`).
* A property shape without sh:path, or a count that is no number, is an OntologyError.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from schema.errors import OntologyError
from schema.hierarchy import ROOT_IRI, is_top
from schema.model import NO_TEXTS, Texts
from schema.terms import Term, Text, is_iri, show
from schema.triples import OWL, RDFS, SH, Triples

_COUNTS = ("minCount", "maxCount", "minLength", "maxLength")
_LIMITS = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the values of a property; None where nothing is said."""

    min_count: int = 0
    max_count: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_inclusive: str | None = None
    max_inclusive: str | None = None
    min_exclusive: str | None = None
    max_exclusive: str | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What one property shape or restriction says, whatever the class. `ranges` are class expressions, `datatypes` what sh:datatype names."""

    property: str
    backwards: bool = False
    limits: Limits = Limits()
    ranges: frozenset[str] = frozenset()
    datatypes: frozenset[str] = frozenset()
    values: tuple[Term, ...] = ()
    literal: bool | None = None
    one_per_language: bool = False
    labels: Texts = dataclass_field(default_factory=lambda: NO_TEXTS, hash=False)
    comments: Texts = dataclass_field(default_factory=lambda: NO_TEXTS, hash=False)


@dataclass(frozen=True, slots=True)
class Use:
    """A rule about the property of one class (an IRI)."""

    owner: str
    rule: Rule


def read_uses(triples: Triples, classes: frozenset[str]) -> list[Use]:
    """All that shapes and restrictions say about `classes`."""
    shapes = _Shapes(triples, classes)
    uses = [Use(owner, rule) for shape, owners in shapes.targets().items() for rule in shapes.rules(shape) for owner in owners]
    return uses + [Use(owner, rule) for owner in sorted({*classes, ROOT_IRI}) for rule in _restrictions(triples, owner)]


class _Shapes:
    def __init__(self, triples: Triples, classes: frozenset[str]) -> None:
        self.triples, self.classes = triples, classes
        self._read: dict[str, Rule | None] = {}

    def targets(self) -> dict[str, list[str]]:
        """Shape to the classes that it speaks of."""
        found: dict[str, set[str]] = {}
        for shape, target in self.triples.pairs(SH + "targetClass"):
            if isinstance(target, str):
                found.setdefault(shape, set()).add(target)
        for name in ("property", "node", "and", "or", "xone"):
            for shape, _ in self.triples.pairs(SH + name):
                if shape in self.classes or is_top(shape):
                    found.setdefault(shape, set()).add(shape)
        return {shape: sorted({ROOT_IRI if is_top(c) else c for c in owners if c in self.classes or is_top(c)}) for shape, owners in found.items()}

    def rules(self, shape: str, counted: bool = True, seen: frozenset[str] = frozenset()) -> Iterator[Rule]:
        """All property rules of a node shape; `counted` False drops counts and limits."""
        if shape in seen or self.triples.flag(shape, SH + "deactivated"):
            return
        seen = seen | {shape}
        nodes = self.triples.nodes
        if self.triples.objects(shape, SH + "path"):
            yield from self._rule(shape, counted)
            return
        for inner in nodes(shape, SH + "property"):
            if not self.triples.flag(inner, SH + "deactivated"):
                yield from self._rule(inner, counted)
        for inner in [*nodes(shape, SH + "node"), *self._listed(shape, "and")]:
            yield from self.rules(inner, counted, seen)
        for inner in [*self._listed(shape, "or"), *self._listed(shape, "xone")]:
            yield from self.rules(inner, False, seen)

    def _listed(self, shape: str, name: str) -> list[str]:
        return [item for head in self.triples.nodes(shape, SH + name) for item in self.triples.items(head) if isinstance(item, str)]

    def _rule(self, shape: str, counted: bool) -> Iterator[Rule]:
        if shape not in self._read:
            self._read[shape] = self._read_rule(shape)
        rule = self._read[shape]
        if rule is not None:
            loose = Rule(rule.property, rule.backwards, Limits(), rule.ranges, rule.datatypes, (), rule.literal, False, rule.labels, rule.comments)
            yield rule if counted and self._is_violation(shape) else loose

    def _is_violation(self, shape: str) -> bool:
        return self.triples.value(shape, SH + "severity") in (None, SH + "Violation")

    def _read_rule(self, shape: str) -> Rule | None:
        """The rule of a property shape; None where its path is neither a property nor an inverse."""
        path = self._path(shape)
        if path is None:
            return None
        alternatives = [shape, *self._listed(shape, "or"), *self._listed(shape, "xone"), *self._listed(shape, "and")]
        triples = self.triples
        classes = {c for node in alternatives for c in triples.nodes(node, SH + "class")}
        classes |= {c for node in alternatives for inner in triples.nodes(node, SH + "node") for c in self._classes_of(inner)}
        return Rule(
            property=path[0],
            backwards=path[1],
            limits=self._limits(shape, path[0]),
            ranges=frozenset(classes),
            datatypes=frozenset(d for node in alternatives for d in triples.nodes(node, SH + "datatype")),
            values=tuple(dict.fromkeys(v for head in triples.nodes(shape, SH + "in") for v in triples.items(head))),
            literal=self._literal(shape),
            one_per_language=triples.flag(shape, SH + "uniqueLang"),
            labels=triples.texts(shape, (SH + "name", RDFS + "label")),
            comments=triples.texts(shape, (SH + "description", RDFS + "comment")),
        )

    def _path(self, shape: str) -> tuple[str, bool] | None:
        paths = self.triples.nodes(shape, SH + "path")
        if len(paths) != 1:
            users = sorted(show(s) for s, o in self.triples.pairs(SH + "property") if o == shape)
            where = f" in sh:property of {users[0]}" if users else ""
            raise OntologyError(f"the property shape {show(shape)}{where} has {len(paths)} sh:path; give it exactly one")
        if is_iri(paths[0]):
            return paths[0], False
        inverse = self.triples.iris(paths[0], SH + "inversePath")
        return (inverse[0], True) if inverse else None

    def _classes_of(self, shape: str) -> list[str]:
        targets = self.triples.iris(shape, SH + "targetClass")
        return [*targets, shape] if shape in self.classes else targets

    def _literal(self, shape: str) -> bool | None:
        kind = self.triples.value(shape, SH + "nodeKind")
        return None if kind is None or kind.endswith("OrLiteral") else kind == SH + "Literal"

    def _limits(self, shape: str, path: str) -> Limits:
        counts = {name: _count(self.triples, shape, SH + name, path) for name in _COUNTS}
        bounds = {name: self._limit(shape, name, path) for name in _LIMITS}
        return Limits(
            min_count=counts["minCount"] or 0,
            max_count=counts["maxCount"],
            min_length=counts["minLength"],
            max_length=counts["maxLength"],
            min_inclusive=bounds["minInclusive"],
            max_inclusive=bounds["maxInclusive"],
            min_exclusive=bounds["minExclusive"],
            max_exclusive=bounds["maxExclusive"],
            pattern=None if self.triples.objects(shape, SH + "flags") else self.triples.value(shape, SH + "pattern"),
        )

    def _limit(self, shape: str, name: str, path: str) -> str | None:
        terms = self.triples.objects(shape, SH + name)
        if terms and not isinstance(terms[0], Text):
            raise OntologyError(f"sh:{name} in the shape for <{path}> is {show(terms[0])}; it must be a literal")
        return terms[0].value if terms and isinstance(terms[0], Text) else None


def _count(triples: Triples, node: str, predicate: str, path: str) -> int | None:
    """A count that is written as a non-negative integer; OntologyError when it is anything else."""
    terms = triples.objects(node, predicate)
    if not terms:
        return None
    term = terms[0]
    if len(terms) > 1 or not isinstance(term, Text) or not (term.value.isascii() and term.value.removeprefix("+").isdigit()):
        name = predicate.replace(SH, "sh:").replace(OWL, "owl:")
        raise OntologyError(f"{name} for <{path}> is {', '.join(map(show, terms))}; it must be one whole number that is not negative")
    return int(term.value)


# owl:Restriction


def _restrictions(triples: Triples, owner: str) -> Iterator[Rule]:
    waiting = [*triples.nodes(owner, RDFS + "subClassOf"), *triples.nodes(owner, OWL + "equivalentClass"), owner]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node in seen or (is_iri(node) and node != owner):
            continue
        seen.add(node)
        for head in triples.nodes(node, OWL + "intersectionOf"):
            waiting += [item for item in triples.items(head) if isinstance(item, str)]
        if OWL + "Restriction" in triples.types(node) or triples.objects(node, OWL + "onProperty"):
            yield from _restriction(triples, node, owner)


def _restriction(triples: Triples, node: str, owner: str) -> Iterator[Rule]:
    properties = triples.nodes(node, OWL + "onProperty")
    if len(properties) != 1:
        raise OntologyError(f"an owl:Restriction on <{owner}> has {len(properties)} owl:onProperty; give it exactly one")
    named = properties if is_iri(properties[0]) else triples.iris(properties[0], OWL + "inverseOf")
    if not named:
        return
    ranges = frozenset(o for name in ("allValuesFrom", "someValuesFrom", "onClass", "onDataRange") for o in triples.nodes(node, OWL + name))
    least, most = _cardinality(triples, node, named[0], ranges)
    yield Rule(named[0], not is_iri(properties[0]), Limits(least, most), ranges)


def _cardinality(triples: Triples, node: str, path: str, ranges: frozenset[str]) -> tuple[int, int | None]:
    count = {name: _count(triples, node, OWL + name, path) for name in ("cardinality", "minCardinality", "maxCardinality")}
    qualified = {name: _count(triples, node, OWL + name, path) for name in ("qualifiedCardinality", "minQualifiedCardinality", "maxQualifiedCardinality")}
    whole = ranges.issuperset(triples.nodes(path, RDFS + "range"))
    exactly, least, most = count.values()
    exactly_of, least_of, most_of = qualified.values()
    upper = [n for n in (exactly, most, *((exactly_of, most_of) if whole else ())) if n is not None]
    lower = [n for n in (exactly, least, exactly_of, least_of) if n is not None]
    return max(lower, default=0), min(upper, default=None)
