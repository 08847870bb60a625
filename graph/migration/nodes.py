"""One node, or a past state of one, from the old ontology to the new one: labels, properties, and what cannot follow.

A value goes over as it is where its attribute means the same; else it is written out and read again as data of the new ontology is, so that the store
ends as if the data had been loaded under it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.literals import languages
from graph.migration.terms import DROPPED, Terms
from graph.rdf_in import Literal
from graph.states import Values, count_fault, properties, read_values, search_text
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


class Nodes:
    """Converts nodes by two Models."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    @cached_property
    def affected(self) -> frozenset[str]:
        """The old names of the classes whose instances may change or no longer fit."""
        return frozenset(name for name in self._terms.old.classes if self._affects(name))

    def _affects(self, name: str) -> bool:
        before, after = self._terms.before.shape(frozenset({name})), self._terms.after.shape(self._terms.place(name))
        names = {old: self._terms.attribute(uses[0], after.attributes) for old, uses in before.uses.items()}
        counted = {_bounds(use, names.get(use.name) or "") for use in before.counted}
        return (
            before.labels != after.labels
            or any(cls.abstract for cls in after.classes) > any(cls.abstract for cls in before.classes)
            or any(self.differs(before, after, *pair) for pair in names.items())
            or {names[old] for old in before.searched} != set(after.searched) & set(names.values())
            or not counted.issuperset(_bounds(use, use.name) for use in after.counted)
            or (self._terms.predicates_change and any(_is_predicate(uses[0]) for uses in before.uses.values()))
        )

    def differs(self, before: Shape, after: Shape, old: str, new: str | None) -> bool:
        """Whether values of an attribute of one shape are stored otherwise for another one, where its name is `new`, or may no longer fit."""
        return new != old or not self._alike(before.uses[old], after.uses[new])

    def _alike(self, old: Uses, new: Uses) -> bool:
        """Whether stored values mean the same, and any that fitted still fits."""
        notations = self._terms.notations(old[0], new[0])
        same = not old[0].enum or set(notations.items()) == {(concept.notation,) * 2 for concept in self._terms.old.enums[old[0].enum].concepts}
        return same and set(map(_meaning, old)) == set(map(_meaning, new))

    # one node

    def shape(self, labels: frozenset[str]) -> Shape:
        """Return the new shape of a node with old labels, or already with some of the new."""
        known = labels.intersection(self._terms.old.classes)
        names = frozenset(name for cls in self._terms.before.shape(known).classes for name in self._terms.place(cls.name))
        return self._terms.after.shape(names | (labels - known).intersection(self._terms.new.classes))

    def convert(self, iri: str, labels: frozenset[str], stored: Mapping[str, Any], *, past: bool = False) -> Converted:
        """Return what becomes of a node with all its labels; of a past state, with the labels that its resource had.

        A past state is never at fault, and keeps under another name what it cannot keep otherwise.
        """
        terms = self._terms
        known = labels.intersection(terms.old.classes)
        before, after = terms.before.shape(known), self.shape(labels)
        found = Converted(labels - known | set(after.labels))
        found.lost = {cls.name: f"is of the class {cls.name}, which is dropped" for cls in before.classes if cls.name not in terms.classes}
        left = self.attributes(before, after, stored, found)
        found.properties |= {key: value for key, value in stored.items() if key not in left}
        self._complete(iri, after, found, past)
        if past:
            found.properties |= {DROPPED + key: stored[key] for key, name in left.items() if name in found.lost}
            found.labels |= {DROPPED + name for name in found.lost if name in known}
        return found

    def attributes(self, before: Shape, after: Shape, stored: Mapping[str, Any], found: Converted) -> dict[str, str]:
        """Convert all attributes; return stored key to attribute."""
        keys = {key: name for name, uses in before.uses.items() for key in _keys(uses[0], stored)}
        others = {key: value for key, value in stored.items() if key not in keys}
        for name, uses in before.uses.items():
            own = {key: stored[key] for key, owner in keys.items() if owner == name}
            values, why = self._attribute(uses, after, own) if own else ({}, "")
            if not why and any(key in others and others[key] != value for key, value in values.items()):
                why = "has got another value already"
            if why:
                found.lost[name] = f"{name} {why}"
            else:
                others |= values
                found.properties |= values
        return keys

    def _attribute(self, uses: Uses, after: Shape, own: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """The new properties of one attribute, and "" or why it has none."""
        old = uses[0]
        name = self._terms.attribute(old, after.attributes)
        if name is None:
            return {}, "is dropped"
        if _is_predicate(old):
            own = {key: self._terms.iri(value) for key, value in own.items()}
        if self._alike(uses, after.uses[name]):
            return {name + key.removeprefix(old.name): value for key, value in own.items()}, ""
        return self._read_again(old, after.uses[name], own)

    def _read_again(self, old: Attribute, uses: Uses, own: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        new, values = uses[0], Values()
        notations = self._terms.notations(old, new)
        for language, member in _members(old, own):
            text = notations.get(member, member) if new.datatype == ENUM and isinstance(member, str) else written(member, new)
            datatype = "" if new.datatype == ENUM else DATATYPES[new.datatype].iris[0]
            for tag, value, fault in read_values(uses, new.iri, [Literal(text, datatype, language)], [], self._terms.new):
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


def _keys(attribute: Attribute, stored: Mapping[str, Any]) -> list[str]:
    suffixes = ("", "Earliest", "Latest", "Lasting") if attribute.datatype == "EDTF" else ("",)
    own = [attribute.name + suffix for suffix in suffixes] + (languages(attribute.name, stored) if attribute.localized else [])
    return [key for key in own if key in stored]


def _members(attribute: Attribute, own: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Language and value of each stored value."""
    for key in languages(attribute.name, own) if attribute.localized else [attribute.name]:
        value = own.get(key, [])
        yield from ((key.partition("@")[2], member) for member in (value if isinstance(value, list) else [value]))


def written(value: Any, new: Attribute) -> str:
    """Return the lexical form of a stored value, as the datatype of `new` writes it if it can hold it."""
    match value:
        case bool():
            return str(value).lower()
        case float() if new.datatype in _WHOLE and value.is_integer():
            return str(int(value))
        case tuple():
            return f"POINT({value[0]} {value[1]})"
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


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
