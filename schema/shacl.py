"""The SHACL shapes of an ontology, as `Shape`s.

Rules:

* All of SHACL Core is read. What else a shape says in SHACL's vocabulary (sh:sparql, sh:js, sh:target, sh:expression, ...), a component that the ontology defines
  itself, and a shape that leads back to itself are refused by name: nothing of a shape is left out silently.
* A deactivated shape demands nothing. A shape that is a class itself speaks of its instances.
* A shape without an IRI is named after the shape that it stands in and its path.
"""

import re
from collections.abc import Iterable
from typing import cast

from schema.hierarchy import is_top
from schema.paths import Path, show_path
from schema.shape_paths import read_path, refuse
from schema.shapes import (
    VIOLATION,
    Closed,
    Combined,
    Constraint,
    Count,
    HasValue,
    In,
    LanguageIn,
    Length,
    Limit,
    OfClass,
    OfDatatype,
    OfKind,
    Pair,
    Pattern,
    Property,
    Qualified,
    Shape,
    Target,
    UniqueLang,
    compiled,
)
from schema.terms import Blank, Term, Text, is_iri, show
from schema.triples import RDF, RDFS, SH, TYPE, XSD, Triples

_TARGETS = {"targetClass": "class", "targetNode": "node", "targetSubjectsOf": "subjectsOf", "targetObjectsOf": "objectsOf"}
_SHAPES = ("property", "node", "not", "qualifiedValueShape")
_LISTS = ("and", "or", "xone")
_LIMITS = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")
_PAIRS = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
_OF_A_PATH = ("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals", "qualifiedValueShape")
_ONCE = (
    *("datatype", "nodeKind", "minCount", "maxCount", *_LIMITS, "minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang"),
    *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "closed", "ignoredProperties", "in", "severity"),
)
_CORE = frozenset((*_TARGETS, *_SHAPES, *_LISTS, *_PAIRS, *_ONCE, "class", "hasValue"))
_BESIDE = frozenset(("path", "deactivated", "message", "name", "description", "order", "group", "defaultValue"))
_MORE = ("target", "rule", "sparql", "js", "expression")
"""What makes a shape of a node in SHACL's extensions."""
_KINDS = {"IRI", "BlankNode", "Literal"}
_FLAGS = frozenset("ismxq")


def read_shapes(triples: Triples, classes: Iterable[str]) -> tuple[Shape, ...]:
    """All shapes that have a target, sorted by name; ShapeUnsupported names the first thing that data could not be held to. `classes` are all that there are."""
    return _Reader(triples, frozenset(classes)).targeted()


def normal(term: Term) -> Term:
    """A literal with its datatype written out."""
    if not isinstance(term, Text):
        return term
    return Text(term.value, term.language.lower(), RDF + "langString" if term.language else term.datatype or XSD + "string")


class _Reader:
    def __init__(self, triples: Triples, classes: frozenset[str]) -> None:
        self._triples, self._classes = triples, classes
        self._subclasses = _children(triples)
        self._below: dict[str, tuple[str, ...]] = {}
        self._open: list[str] = []
        self._custom = _parameters_of_components(triples)

    def targeted(self) -> tuple[Shape, ...]:
        """Every shape with a target; those without are read only to be refused where need be."""
        triples = self._triples
        roots = {s for name in (*_TARGETS, *_SHAPES, *_LISTS, *_MORE) for s, _ in triples.pairs(SH + name)}
        roots |= {s for name in ("NodeShape", "PropertyShape") for s in triples.instances(SH + name)}
        nested = {o for name in _SHAPES for _, o in triples.pairs(SH + name)} | {
            o for name in _LISTS for _, h in triples.pairs(SH + name) for o in self._items(h)
        }
        shapes = [self.shape(node, show(node)) for node in sorted(roots, key=_named_first) if is_iri(node) or node not in nested]
        return tuple(sorted((shape for shape in shapes if shape.targets), key=lambda shape: shape.name))

    def _items(self, head: Term) -> list[Term]:
        return self._triples.items(head) if isinstance(head, str) else []

    def shape(self, node: str, name: str) -> Shape:
        """The shape at a node; `name` is what a blank one is called in messages."""
        name = node if is_iri(node) else name
        if node in self._open:
            refuse(name, "recursion", "a shape cannot be defined by itself: cut the circle")
        if self._triples.flag(node, SH + "deactivated"):
            return Shape(name)
        self._open.append(node)
        path = self._path(node, name)
        shown = name if is_iri(node) or path is None else f"{_bracketed(name)} {show_path(path)}"
        self._refuse_unknown(node, shown, path is not None)
        shape = Shape(
            shown,
            path,
            tuple(sorted(self._constraints(node, shown), key=repr)),
            tuple(self._targets(node, shown)),
            self._triples.value(node, SH + "severity") or VIOLATION,
            tuple(t for t in self._triples.objects(node, SH + "message") if isinstance(t, Text)),
        )
        self._open.pop()
        return shape

    def _refuse_unknown(self, node: str, name: str, has_path: bool) -> None:
        for predicate in self._triples.predicates(node):
            local = predicate.removeprefix(SH)
            if predicate in self._custom:
                refuse(name, f"the component with the parameter <{predicate}>", "say it with the components of SHACL Core")
            if local != predicate and local not in _CORE | _BESIDE:
                refuse(name, f"sh:{local}", "only SHACL Core is: say it with its components, or deactivate the shape")
            if local in _ONCE and len(self._triples.objects(node, predicate)) > 1:
                refuse(name, f"more than one sh:{local}", "give it one")
            if local in _OF_A_PATH and not has_path:
                refuse(name, f"sh:{local} without sh:path", "put it into a property shape")

    # targets

    def _targets(self, node: str, name: str) -> Iterable[Target]:
        for parameter, kind in _TARGETS.items():
            for term in self._triples.objects(node, SH + parameter):
                if isinstance(term, Text) or not is_iri(term):
                    refuse(name, f"sh:{parameter} {show(term)}", "name an IRI")
                yield Target(kind, term, self._at_or_below(term) if kind == "class" else ())  # type: ignore[arg-type]
        if node in self._classes or (is_iri(node) and RDFS + "Class" in self._triples.types(node)):
            yield Target("class", node, self._at_or_below(node))

    def _at_or_below(self, iri: str) -> tuple[str, ...]:
        """A class and all classes below it; all that there are for one that holds everything."""
        if iri not in self._below:
            self._below[iri] = self._find_below(iri)
        return self._below[iri]

    def _find_below(self, iri: str) -> tuple[str, ...]:
        found, waiting = {iri}, [iri]
        while waiting:
            new = self._subclasses.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return tuple(sorted(found | self._classes if is_top(iri) else found))

    def _path(self, node: str, name: str) -> Path | None:
        given = self._triples.nodes(node, SH + "path")
        if len(given) > 1:
            refuse(name, "more than one sh:path", "give it one")
        return read_path(self._triples, given[0], name) if given else None

    # constraints

    def _constraints(self, node: str, name: str) -> Iterable[Constraint]:
        yield from self._of_values(node, name)
        yield from self._of_texts(node, name)
        yield from self._of_sets(node, name)
        yield from self._of_shapes(node, name)

    def _of_values(self, node: str, name: str) -> Iterable[Constraint]:
        for iri in self._iris(node, "class", name):
            classes = self._at_or_below(iri)
            members = tuple(sorted({m for c in classes for m in self._triples.instances(c) if is_iri(m)}))
            yield OfClass(iri, classes, members)
        for iri in self._iris(node, "datatype", name):
            yield OfDatatype(iri)
        for iri in self._iris(node, "nodeKind", name):
            kinds = tuple(iri.removeprefix(SH).split("Or"))
            if not set(kinds) <= _KINDS:
                refuse(name, f"sh:nodeKind <{iri}>", "name one of SHACL's kinds of nodes")
            yield OfKind(kinds)
        for component in _LIMITS:
            for term in self._triples.objects(node, SH + component):
                if not isinstance(term, Text):
                    refuse(name, f"sh:{component} {show(term)}", "give it a literal")
                yield Limit(component, cast(Text, normal(term)))  # type: ignore[arg-type]

    def _of_texts(self, node: str, name: str) -> Iterable[Constraint]:
        for component in ("minLength", "maxLength"):
            for number in self._numbers(node, component, name):
                yield Length(component, number)
        flags = self._triples.value(node, SH + "flags") or ""
        for term in self._triples.objects(node, SH + "pattern"):
            yield self._pattern(term, flags, name)
        for head in self._triples.nodes(node, SH + "languageIn"):
            yield LanguageIn(tuple(t.value.lower() for t in self._triples.items(head) if isinstance(t, Text)))
        if self._triples.flag(node, SH + "uniqueLang"):
            yield UniqueLang()

    def _pattern(self, term: Term, flags: str, name: str) -> Pattern:
        if not isinstance(term, Text) or not _FLAGS.issuperset(flags):
            refuse(name, f"sh:pattern {show(term)} with the flags {flags!r}", f"give it a literal, and flags of {''.join(sorted(_FLAGS))}")
        try:
            compiled(Pattern(term.value, flags))
        except re.error as error:
            refuse(name, f"sh:pattern {show(term)} ({error})", "write a regular expression that XPath and Python both read")
        return Pattern(term.value, flags)

    def _of_sets(self, node: str, name: str) -> Iterable[Constraint]:
        for component in ("minCount", "maxCount"):
            for number in self._numbers(node, component, name):
                yield Count(component, number)
        for component in _PAIRS:
            for iri in self._iris(node, component, name):
                yield Pair(component, iri)  # type: ignore[arg-type]
        for term in self._triples.objects(node, SH + "hasValue"):
            yield HasValue(normal(self._named(term, "hasValue", name)))
        for head in self._triples.nodes(node, SH + "in"):
            yield In(tuple(normal(self._named(term, "in", name)) for term in self._triples.items(head)))
        if self._triples.flag(node, SH + "closed"):
            yield self._closed(node, name)

    def _closed(self, node: str, name: str) -> Closed:
        ignored = {term for head in self._triples.nodes(node, SH + "ignoredProperties") for term in self._triples.items(head)}
        if TYPE not in ignored:
            refuse(name, "sh:closed without rdf:type among sh:ignoredProperties", "add it: every resource has a type")
        own = {path for inner in self._triples.nodes(node, SH + "property") for path in self._triples.iris(inner, SH + "path")}
        return Closed(tuple(sorted(own | {iri for iri in ignored if isinstance(iri, str)})))

    def _of_shapes(self, node: str, name: str) -> Iterable[Constraint]:
        for component in ("not", "node"):
            for inner in self._shapes_of(node, component, name):
                yield Combined(component, (self.shape(inner, name),))
        for component in _LISTS:
            for head in self._shapes_of(node, component, name):
                members = [self._node(term, component, name) for term in self._triples.items(head)]
                yield Combined(component, tuple(self.shape(member, name) for member in members))  # type: ignore[arg-type]
        qualified = self._shapes_of(node, "qualifiedValueShape", name)
        for component in ("qualifiedMinCount", "qualifiedMaxCount"):
            for number in self._numbers(node, component, name) if qualified else ():
                yield Qualified(component, number, self.shape(qualified[0], name), self._siblings(node, name))  # type: ignore[arg-type]
        for inner in self._shapes_of(node, "property", name):
            yield Property(self.shape(inner, name))

    def _siblings(self, node: str, name: str) -> tuple[Shape, ...]:
        if not self._triples.flag(node, SH + "qualifiedValueShapesDisjoint"):
            return ()
        own = set(self._triples.nodes(node, SH + "qualifiedValueShape"))
        parents = [s for s, o in self._triples.pairs(SH + "property") if o == node]
        beside = [inner for parent in parents for inner in self._triples.nodes(parent, SH + "property")]
        found = dict.fromkeys(shape for inner in beside for shape in self._triples.nodes(inner, SH + "qualifiedValueShape") if shape not in own)
        return tuple(self.shape(shape, name) for shape in found)

    # terms

    def _iris(self, node: str, component: str, name: str) -> list[str]:
        terms = self._triples.objects(node, SH + component)
        for term in terms:
            if not is_iri(term):
                refuse(name, f"sh:{component} {show(term)}", "name an IRI")
        return cast(list[str], terms)

    def _shapes_of(self, node: str, component: str, name: str) -> list[str]:
        return [self._node(term, component, name) for term in self._triples.objects(node, SH + component)]

    def _node(self, term: Term, component: str, name: str) -> str:
        if isinstance(term, Text):
            refuse(name, f"sh:{component} {show(term)}", "name a shape")
        return term

    def _named(self, term: Term, component: str, name: str) -> Term:
        if isinstance(term, Blank):
            refuse(name, f"a blank node in sh:{component}", "no resource is one: name an IRI or a literal")
        return term

    def _numbers(self, node: str, component: str, name: str) -> list[int]:
        terms = self._triples.objects(node, SH + component)
        for term in terms:
            if not isinstance(term, Text) or not (term.value.isascii() and term.value.removeprefix("+").isdigit()):
                refuse(name, f"sh:{component} {show(term)}", "give it a whole number that is not negative")
        return [int(term.value) for term in terms if isinstance(term, Text)]


def _children(triples: Triples) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for sub, sup in triples.pairs(RDFS + "subClassOf"):
        if isinstance(sup, str) and is_iri(sub):
            found.setdefault(sup, set()).add(sub)
    return found


def _parameters_of_components(triples: Triples) -> frozenset[str]:
    """The properties by which shapes would use the components that the ontology defines itself."""
    components = [c for c in triples.instances(SH + "ConstraintComponent") if not c.startswith(SH)]
    return frozenset(path for c in components for p in triples.nodes(c, SH + "parameter") for path in triples.iris(p, SH + "path"))


def _named_first(node: str) -> tuple[bool, str]:
    return (not is_iri(node), node)


def _bracketed(name: str) -> str:
    """The name of a shape, in front of a path."""
    return name if name.startswith("<") or " " in name else f"<{name}>"
