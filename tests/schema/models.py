"""Models made by hand, small and large."""

from collections.abc import Iterable, Mapping

from schema.model import ROOT, Attribute, Class, Concept, Enum, Model, Relation

BASE = "https://example.org/"


def attribute(name: str, datatype: str = "String", **changes: object) -> Attribute:
    """An attribute with an IRI made from its name."""
    return Attribute(name, (BASE + name,), datatype, **changes)  # type: ignore[arg-type]


def relation(name: str, target: str, **changes: object) -> Relation:
    """An outgoing relation with an IRI made from its name."""
    return Relation(name, BASE + name, name.upper(), "out", target, **changes)  # type: ignore[arg-type]


NAME = attribute("name", required=True, localized=True, fulltext=True)
ROOT_ATTRIBUTES = (NAME, attribute("altNames", many=True, localized=True), attribute("description", localized=True))


def enum(name: str, *notations: str) -> Enum:
    """An enum whose concepts have no more than a notation."""
    return Enum(name, BASE + name, tuple(Concept(notation, notation, BASE + notation.lower()) for notation in notations))


class Ontology:
    """Collects classes with their own properties and works out what they inherit."""

    def __init__(self) -> None:
        self._parents: dict[str, tuple[str, ...]] = {ROOT: ()}
        self._own: dict[str, tuple[Attribute | Relation, ...]] = {ROOT: ROOT_ATTRIBUTES}
        self._abstract: set[str] = {ROOT}

    def add(self, name: str, *own: Attribute | Relation, parents: Iterable[str] = (ROOT,), abstract: bool = False) -> None:
        """A class; its superclasses must be there already."""
        self._parents[name] = tuple(parents)
        self._own[name] = own
        self._abstract |= {name} if abstract else set()

    def model(self, *enums: Enum, evidence: bool = False) -> Model:
        """The finished Model."""
        names = self._parents
        above = {name: self._above(name) for name in names}
        below = {name: tuple(n for n in names if name in above[n]) for name in names}
        objects = {name: self._object_type(name, below[name]) for name in names}
        classes = {name: self._class(name, above[name], below[name], objects) for name in names}
        return Model(BASE, "1", {"ex": BASE}, classes, {e.name: e for e in enums}, BASE + "id/", evidence)

    def _above(self, name: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        queue = list(self._parents[name])
        while queue:
            found[(parent := queue.pop(0))] = None
            queue += self._parents[parent]
        found.pop(ROOT, None)
        return (*found, ROOT) if name != ROOT else ()

    def _object_type(self, name: str, below: tuple[str, ...]) -> str | None:
        if not below and name != ROOT:
            return name
        return None if name in self._abstract else f"Plain{name}"

    def _class(self, name: str, above: tuple[str, ...], below: tuple[str, ...], objects: Mapping[str, str | None]) -> Class:
        fields = {p.name: p for owner in (*reversed(above), name) for p in self._own[owner]}
        lower = name[0].lower() + name[1:]
        return Class(
            name,
            BASE + name,
            lower,
            lower + "s",
            self._parents[name],
            above,
            tuple(n for n in below if name in self._parents[n]),
            below,
            name in self._abstract,
            objects[name],
            tuple(o for n in (name, *below) if (o := objects[n])),
            {n: p for n, p in fields.items() if isinstance(p, Attribute)},
            {n: p for n, p in fields.items() if isinstance(p, Relation)},
            labels={"en": lower},
        )


def large_model(classes: int, properties: int, depth: int) -> Model:
    """A hierarchy `depth` deep whose properties are spread evenly; a quarter of them are relations."""
    ontology = Ontology()
    names: list[str] = []
    for i in range(classes):
        own: list[Attribute | Relation] = []
        for j in range(i, properties, classes):
            kind = ("String", "Int", "EDTF", "relation")[j // classes % 4]
            own.append(relation(f"p{j}", f"C{j * 7 % classes}", many=j % 2 == 0) if kind == "relation" else attribute(f"p{j}", kind))
        parent = names[i // 2 if i >= depth else i - 1] if i else ROOT
        ontology.add(name := f"C{i}", *own, parents=(parent,))
        names.append(name)
    return ontology.model()
