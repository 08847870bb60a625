"""One node, or a past state of one, from the old ontology to the new one: labels, properties, and what cannot follow.

A value goes over as it is where its attribute means the same; else it is written out and read again as data of the new ontology is, so that the store
ends as if the data had been loaded under it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.edtf import SUFFIXES
from graph.literals import languages
from graph.migration.terms import DROPPED, Terms
from graph.states import Values, count_fault, properties, read_values, search_text
from graph.terms import lexical
from graph.told import Literal
from graph.vocabulary import SEARCH_TEXT, Shape, last_part
from schema.datatypes import DATATYPES, ENUM
from schema.model import CG, Attribute

Uses = tuple[Attribute, ...]
_WHOLE = ("Int", "BigInt")


@dataclass(slots=True)
class Converted:
    """What a node becomes: all labels and properties, what it loses, and what forbids it.

    `lost` says why by attribute or class; `faults` are what no loss can mend.
    """

    labels: frozenset[str]
    properties: dict[str, Any] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Way:
    """From one shape to another: the attribute of each key without its language, and its new name (None if it is dropped) with whether it means the same."""

    before: Shape
    after: Shape
    owners: Mapping[str, str]
    targets: Mapping[str, tuple[str | None, bool]]

    @property
    def doubtful(self) -> bool:
        """Whether a value may be lost, or has to be read again."""
        return not all(alike for _, alike in self.targets.values())


class Nodes:
    """Converts nodes by two Models."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._ways: dict[frozenset[str], Way] = {}

    @cached_property
    def affected(self) -> frozenset[str]:
        """The old names of the classes whose instances may change or no longer fit."""
        return self.doubtful | {name for name in self._terms.old.classes if self._moves(name)}

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Those of them whose instances may lose something or no longer fit."""
        return frozenset(name for name in self._terms.old.classes if self._loses(name))

    def _moves(self, name: str) -> bool:
        way, names = self._way_of(frozenset({name})), self._names(name)
        return (
            way.before.labels != way.after.labels
            or any(new != old for old, new in names.items())
            or {names[old] for old in way.before.searched} != set(way.after.searched) & set(names.values())
            or (self._terms.predicates_change and any(_is_predicate(uses[0]) for uses in way.before.uses.values()))
        )

    def _loses(self, name: str) -> bool:
        way, names = self._way_of(frozenset({name})), self._names(name)
        counted = {_bounds(use, names.get(use.name) or "") for use in way.before.counted}
        return (
            name not in self._terms.classes
            or any(cls.abstract for cls in way.after.classes) > any(cls.abstract for cls in way.before.classes)
            or way.doubtful
            or not counted.issuperset(_bounds(use, use.name) for use in way.after.counted)
        )

    def _names(self, name: str) -> dict[str, str | None]:
        """Old attribute to new one, of the instances of a class."""
        return {old: new for old, (new, _) in self._way_of(frozenset({name})).targets.items()}

    def way(self, before: Shape, after: Shape) -> Way:
        """Return the way from one shape to another."""
        owners = {name + suffix: name for name, uses in before.uses.items() for suffix in _suffixes(uses[0])}
        names = {name: self._terms.attribute(uses[0], after.attributes) for name, uses in before.uses.items()}
        return Way(before, after, owners, {old: (new, bool(new and self._alike(before.uses[old], after.uses[new]))) for old, new in names.items()})

    def _alike(self, old: Uses, new: Uses) -> bool:
        """Whether stored values mean the same, and any that fitted still fits."""
        notations = self._terms.notations(old[0], new[0])
        same = not old[0].enum or set(notations.items()) == {(concept.notation,) * 2 for concept in self._terms.old.enums[old[0].enum].concepts}
        return same and set(map(_meaning, old)) == set(map(_meaning, new))

    # one node

    def _way_of(self, labels: frozenset[str]) -> Way:
        """The way of a node with old labels, or already with some of the new."""
        if labels not in self._ways:
            before = self._terms.before.shape(labels.intersection(self._terms.old.classes))
            names = frozenset(name for cls in before.classes for name in self._terms.place(cls.name))
            self._ways[labels] = self.way(
                before, self._terms.after.shape(names | labels.difference(self._terms.old.classes).intersection(self._terms.new.classes))
            )
        return self._ways[labels]

    def labels(self, labels: frozenset[str]) -> frozenset[str]:
        """Return the new labels of a node."""
        return labels.difference(self._terms.old.classes).union(self._way_of(labels).after.labels)

    def convert(self, iri: str, labels: frozenset[str], stored: Mapping[str, Any], *, past: bool = False) -> Converted:
        """Return what becomes of a node with all its labels; of a past state, with the labels that its resource had.

        A past state is never at fault, and keeps under another name what it cannot keep otherwise.
        """
        way = self._way_of(labels)
        dropped = [cls.name for cls in way.before.classes if cls.name not in self._terms.classes]
        found = Converted(self.labels(labels), lost={name: f"is of the class {name}, which is dropped" for name in dropped})
        self.attributes(way, stored, found, past=past)
        self._complete(iri, way.after, found, past)
        if past:
            found.labels |= {DROPPED + name for name in dropped}
        return found

    def attributes(self, way: Way, stored: Mapping[str, Any], found: Converted, *, past: bool) -> None:
        """Convert all properties; a past state keeps what is lost under another name."""
        own: dict[str, dict[str, Any]] = {}
        for key, value in stored.items():
            name = way.owners.get(key.partition("@")[0])
            (own.setdefault(name, {}) if name else found.properties)[key] = value
        for name, held in own.items():
            values, why = self._attribute(way, name, held)
            if not why and any(found.properties.get(key, value) != value for key, value in values.items()):
                why = "has got another value already"
            if why:
                found.lost[name] = f"{name} {why}"
                values = {DROPPED + key: value for key, value in held.items()} if past else {}
            found.properties |= values

    def _attribute(self, way: Way, name: str, own: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """The new properties of one attribute, and "" or why it has none."""
        old, (new, alike) = way.before.uses[name][0], way.targets[name]
        if new is None:
            return {}, "is dropped"
        if _is_predicate(old):
            own = {key: self._terms.iri(value) for key, value in own.items()}
        if alike:
            return {new + key.removeprefix(name): value for key, value in own.items()}, ""
        return self._read_again(old, way.after.uses[new], own)

    def _read_again(self, old: Attribute, uses: Uses, own: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        new, values = uses[0], Values()
        notations = self._terms.notations(old, new)
        for language, member in _members(old, own):
            text = notations.get(member, member) if new.datatype == ENUM and isinstance(member, str) else lexical(member)
            datatype = "" if new.datatype == ENUM else DATATYPES[new.datatype].iris[0]
            for tag, value, fault, _ in read_values(uses, [Literal(text, datatype, language)], [], self._terms.new):
                if fault or (new.datatype in _WHOLE and isinstance(member, str) and str(value) != member):
                    return {}, fault or f'"{member}" would lose how it is written'
                values.setdefault(new.iri, {}).setdefault(tag, []).append(value)
        return properties(new, values, {}) if values else ({}, "")

    def _complete(self, iri: str, after: Shape, found: Converted, past: bool) -> None:
        """The name and the text that is searched; without them no node is; and what shapes ask of one that is present."""
        state = found.properties
        state["name"] = state.get("name") or last_part(iri)
        if SEARCH_TEXT in state:
            state[SEARCH_TEXT] = search_text(after, state)
        if not past:
            found.faults += [f"would be directly of the abstract class {cls.name}" for cls in after.classes if cls.abstract]
            found.faults += [f"{use.name} {fault}" for use in after.counted if (fault := count_fault(use, state))]


def _suffixes(attribute: Attribute) -> tuple[str, ...]:
    return ("", *SUFFIXES) if attribute.datatype == "EDTF" else ("",)


def _members(attribute: Attribute, own: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Language and value of each stored value."""
    for key in languages(attribute.name, own) if attribute.localized else [attribute.name]:
        value = own.get(key, [])
        yield from ((key.partition("@")[2], member) for member in (value if isinstance(value, list) else [value]))


def native(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return properties with the driver's temporal values as Python's own."""
    return {key: _native(value) for key, value in stored.items()}


def _native(value: Any) -> Any:
    if isinstance(value, list):
        return [_native(member) for member in value]
    return value.to_native() if hasattr(value, "to_native") else value


def _is_predicate(attribute: Attribute) -> bool:
    return CG + "predicate" in attribute.iris


def _meaning(use: Attribute) -> tuple[object, ...]:
    """What a stored value and its check depend on."""
    kind = (use.datatype, use.many, use.localized, use.indexed, use.pattern, use.min_length, use.max_length)
    return (*kind, use.min_inclusive, use.max_inclusive, use.min_exclusive, use.max_exclusive)


def _bounds(use: Attribute, name: str) -> tuple[str, bool, int, int | None]:
    return name, use.required, use.min_count, use.max_count
