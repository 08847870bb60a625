"""From the inputs of a mutation to drafts: each resource that is to be written, with what is said of it, and where in the arguments it was said.

An input may hold others, so that one call writes a resource together with those that it relates to. An input with nothing but an id stands for the
resource that is there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.literals import ABSOLUTE
from graph.mutations.problems import Path, Problem
from graph.parameters import Conversions
from schema.errors import BadIri
from schema.model import Class, Model, Relation
from schema.uses import edge_attributes


@dataclass(slots=True, eq=False)
class Draft:
    """A resource that is to be created or changed. `iri` is "" where neither an id was given (`named`) nor one found by its key yet.

    `values` has what was given by attribute name (None takes it away), `cleared` the relations that lead to nothing but what `links` say.
    """

    cls: Class
    path: Path
    iri: str = ""
    named: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    links: list["Link"] = field(default_factory=list)
    cleared: list[Relation] = field(default_factory=list)
    version: int | None = None

    @property
    def is_reference(self) -> bool:
        """Whether it only names a resource."""
        return self.named and not (self.values or self.links or self.cleared) and self.version is None

    def linked(self, relation: Relation) -> list["Link"]:
        """Return the links of a relation."""
        return [link for link in self.links if link.relation.name == relation.name]


@dataclass(slots=True, eq=False)
class Link:
    """A relation from a draft to a resource, to be made or undone; `carried` are the values of the relation's own attributes."""

    relation: Relation
    target: "Draft | str"
    path: Path
    how: Literal["connect", "disconnect"] = "connect"
    carried: dict[str, Any] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """The IRI at the other end."""
        return self.target if isinstance(self.target, str) else self.target.iri


class Drafting:
    """Makes drafts of inputs; what is wrong with their form is added to `problems`."""

    def __init__(self, model: Model, conversions: Conversions) -> None:
        self._model = model
        self._conversions = conversions
        self.drafts: list[Draft] = []
        self.problems: list[Problem] = []

    def draft(self, cls: Class, given: Mapping[str, Any], path: Path) -> Draft:
        """Return the draft of an input, those inside it made first."""
        draft = Draft(cls, path)
        for name, value in given.items():
            if name == "id":
                draft.iri, draft.named = (self.iri(value, (*path, name)), True) if value is not None else ("", False)
            elif name in cls.attributes:
                draft.values[name] = value
            else:
                self._links(draft, cls.relations[name], value, (*path, name))
        self.drafts.append(draft)
        return draft

    def iri(self, text: str, path: Path) -> str:
        """Return the IRI that a text means."""
        try:
            iri = self._conversions.iri(text)
        except BadIri as error:
            self.problems.append(Problem("BAD_IRI", error.message, path))
            return ""
        if not ABSOLUTE.fullmatch(iri) or iri.startswith("_:"):
            self.problems.append(Problem("BAD_IRI", f"{text[:80]!r} is no absolute IRI", path))
        return iri

    def _links(self, draft: Draft, relation: Relation, given: Mapping[str, Any] | None, path: Path) -> None:
        if given is None or given.get("set") is not None:
            draft.cleared.append(relation)
        if given is None:
            return
        if "set" in given and {"connect", "disconnect"} & given.keys():
            self.problems.append(Problem("BAD_INPUT", "`set` says it all: neither `connect` nor `disconnect` can stand beside it", path))
        for how in ("set", "connect"):
            for place, one in enumerate(given.get(how) or ()):
                draft.links.extend(self._link(relation, one, (*path, how, place)))
        for place, one in enumerate(given.get("disconnect") or ()):
            here = (*path, "disconnect", place)
            draft.links.append(Link(relation, self.iri(one, here), here, "disconnect"))

    def _link(self, relation: Relation, given: Mapping[str, Any], path: Path) -> Iterator[Link]:
        carried = {edge.name: given[edge.name] for edge in edge_attributes(relation) if edge.name in given}
        identifier, inner = given.get("id"), given.get("upsert")
        if (identifier is None) == (inner is None):
            self.problems.append(Problem("BAD_INPUT", "give either `id` or `upsert`", path))
        elif identifier is not None:
            yield Link(relation, self.iri(identifier, (*path, "id")), path, carried=carried)
        else:
            yield from self._to_nested(relation, inner, (*path, "upsert"), carried)

    def _to_nested(self, relation: Relation, given: Any, path: Path, carried: dict[str, Any]) -> Iterator[Link]:
        target = self._model.classes[relation.target]
        if target.concrete == (target.object_type,):
            yield Link(relation, self.draft(target, given, path), path, carried=carried)
            return
        named = [(name, inner) for name, inner in given.items() if inner is not None]
        if len(named) != 1:
            self.problems.append(Problem("BAD_INPUT", f"give exactly one of the fields, by the class of the {target.name}", path))
            return
        ((name, inner),) = named
        yield Link(relation, self.draft(self._model.class_by_root_field[name], inner, (*path, name)), path, carried=carried)
