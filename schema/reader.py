"""Any RDFS or OWL ontology, with or without SHACL and SKOS, to a `Model`.

The line of stages: files to triples (`imports`, `triples`), classes (`hierarchy`), lists (`enums`), shapes and restrictions (`constraints`), properties
(`ranges`, `properties`), names and directions (`names`, `reserved`, `fields`), bounds (`limits`), and here the classes with all that they inherit.
Each module states its rules. Here:

* `cg:Resource` is the root; in an ontology without it the root is implied and has no IRI.
* A class without subclasses may have instances whatever cg:abstract says, or nothing could be one.
* `owl:hasKey` gives keys where all its properties are attributes; subclasses inherit them.
* The ontology's own namespace is that of its owl:Ontology, else the one with most of its terms.
* `cg:formerly` on a term names an IRI that it had before, so that stored data can follow.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from schema.collector import paused
from schema.constraints import Limits, read_uses
from schema.enums import ConceptList, build_enum, find_concept_lists
from schema.errors import NameClash, OntologyError
from schema.fields import Field, Fields, Placed
from schema.hierarchy import ROOT_IRI, Hierarchy, build_hierarchy, declared_namespaces, find_classes
from schema.imports import Source, parse_source, read_source
from schema.limits import limited, tightest
from schema.model import ROOT, Attribute, Class, File, Model, Relation
from schema.names import Namer, pascal, plural_field, singular_field
from schema.properties import Properties
from schema.ranges import Ranges
from schema.reserved import ROOT_FIELDS, SOURCES, TYPES, generated_fields, generated_types
from schema.shacl import read_shapes
from schema.storable import refuse_unstorable
from schema.terms import is_iri, show
from schema.triples import CG, COMMENTS, DC, DCTERMS, LABELS, OWL, RDFS, namespace_of

DEFAULT_BASE_IRI = "https://w3id.org/claimgraph/id/"


@paused()
def read_model(path: Path, *, base_iri: str = DEFAULT_BASE_IRI, catalogue: Path | None = None) -> Model:
    """The Model of the ontology file at `path` and its imports; an OntologyError names the culprit and the mend.

    `base_iri` is the namespace of the data; `catalogue` a TOML file from ontology IRI to local file, read besides `catalogue.toml` next to `path`.
    """
    return _read(read_source(path, catalogue), base_iri)


@paused()
def parse_model(files: Iterable[File], *, base_iri: str = DEFAULT_BASE_IRI) -> Model:
    """The Model of files that were read before (`Model.files`)."""
    return _read(parse_source(files), base_iri)


def _read(source: Source, base_iri: str) -> Model:
    triples = source.triples
    found = find_classes(triples)
    lists = find_concept_lists(triples, found)
    classes = found - set(lists)
    hierarchy = build_hierarchy(triples, classes, ROOT_IRI)
    ranges = Ranges(triples, classes, lists)
    properties = Properties(triples, hierarchy, ranges, lists, read_uses(triples, classes))
    model = _Builder(source, hierarchy, properties, lists, base_iri).model()
    refuse_unstorable(model)
    return model


@dataclass
class _Inherited:
    """Fields of a class under construction: as they are declared, and the bounds that hold for it."""

    declared: dict[str, Field]
    limits: dict[str, tuple[Limits, ...]]
    final: dict[str, Field]


class _Builder:
    def __init__(self, source: Source, hierarchy: Hierarchy, properties: Properties, lists: dict[str, ConceptList], base_iri: str) -> None:
        self._source, self._triples, self._hierarchy = source, source.triples, hierarchy
        self._iri, self._namespace = _identity(source)
        self._base_iri = base_iri
        self._properties = properties
        self._lists = lists | properties.listed
        self._namer = Namer(source.prefixes, self._namespace)
        self._names, self._enum_names = self._settle_types()
        own = declared_namespaces(self._triples)
        self._fields = Fields(self._triples, hierarchy, properties, self._namer, self._names, self._enum_names, own)

    def model(self) -> Model:
        """Everything put together."""
        classes = self._classes()
        enums = {name: build_enum(self._triples, name, self._lists[key]) for key, name in sorted(self._enum_names.items(), key=lambda pair: pair[1])}
        prefixes = self._source.prefixes
        return Model(
            iri=self._iri,
            version=self._version(),
            prefixes=MappingProxyType(prefixes if "id" in prefixes or self._base_iri in prefixes.values() else {**prefixes, "id": self._base_iri}),
            classes=MappingProxyType(classes),
            enums=MappingProxyType(enums),
            base_iri=self._base_iri,
            has_evidence={CG + "Claim", CG + "Proposition"} <= set(self._names),
            shapes=read_shapes(self._triples, self._hierarchy.order),
            successors=MappingProxyType(self._successors()),
            files=self._source.files,
            description=self._triples.texts(self._iri, (DCTERMS + "description", RDFS + "comment", DC + "description", DCTERMS + "abstract")),
        )

    def _version(self) -> str:
        found = (self._triples.value(self._iri, OWL + name) for name in ("versionInfo", "versionIRI"))
        return next((v for v in found if v), "")

    def _successors(self) -> dict[str, str]:
        """What cg:formerly says; OntologyError where an old term is still there, or would have become two."""
        found: dict[str, str] = {}
        for term, former in sorted(self._triples.pairs(CG + "formerly"), key=str):
            if not is_iri(former):
                raise OntologyError(f"<{term}> has cg:formerly {show(former)}, which is no IRI; give the IRI that the term had")
            if self._triples.types(str(former)):
                raise OntologyError(f"<{term}> has cg:formerly <{former}>, which is still declared; remove one of the two")
            if (other := found.setdefault(str(former), term)) != term:
                raise OntologyError(f"<{other}> and <{term}> both have cg:formerly <{former}>; a term can only have become one")
        return found

    # names of types

    def _settle_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """Class IRI to name and enum key to name; both share one namespace in GraphQL, where generated types have their names too."""
        iris = [iri for iri in self._hierarchy.order if iri != ROOT_IRI]
        given = self._triples.value
        wanted = {iri: self._namer.want(iri, given(iri, CG + "name"), pascal) for iri in [*iris, *self._lists]}
        reserved = {*TYPES, *(w.name for w in wanted.values() if singular_field(w.name) in ROOT_FIELDS)}
        names: dict[str, str] = {}
        for _ in range(4):
            settled = self._namer.settle([w for iri, w in wanted.items() if iri not in self._properties.listed], reserved, pascal, fold=str.lower)
            names = settled | self._listed_names({w: wanted[w].name for w in self._properties.listed}, {*settled.values(), *reserved})
            brought = generated_types(names.values()) & set(names.values())
            if brought <= reserved:
                break
            reserved |= brought
        classes = {ROOT_IRI: ROOT, **{iri: names[iri] for iri in iris}}
        return classes, {key: names[key] for key in self._lists}

    def _listed_names(self, wanted: Mapping[str, str], taken: set[str]) -> dict[str, str]:
        """Lists of sh:in bear the name of their property, with `Value` behind it where that is taken."""
        names: dict[str, str] = {}
        for iri, name in sorted(wanted.items()):
            chosen = next((n for n in (name, f"{name}Value") if n not in taken and n not in names.values()), None)
            if chosen is None:
                raise NameClash(f"the list of values of <{iri}> would be called {name} or {name}Value, which are taken; give the property another cg:name")
            names[iri] = chosen
        return names

    def _root_fields(self) -> dict[str, tuple[str, str]]:
        """Class IRI to its singular and plural; a plural that is taken gets `List`."""
        singular = {iri: singular_field(name) for iri, name in self._names.items()}
        taken = {name.lower(): iri for iri, name in singular.items()}
        return {iri: (singular[iri], self._plural(iri, name, taken)) for iri, name in self._names.items()}

    def _plural(self, iri: str, name: str, taken: dict[str, str]) -> str:
        phrase = self._triples.value(iri, CG + "plural")
        wanted = plural_field(name, phrase)
        is_free = wanted.lower() not in taken and wanted not in ROOT_FIELDS
        plural = wanted if is_free else f"{singular_field(name)}List"
        if plural.lower() in taken or (phrase and not is_free):
            rival = f"the root field of <{taken[wanted.lower()]}>" if wanted.lower() in taken else "reserved"
            raise NameClash(f"<{iri}> would have the plural {wanted}, which is {rival}; give it another cg:plural")
        taken[plural.lower()] = iri
        return plural

    # classes

    def _classes(self) -> dict[str, Class]:
        placed = self._fields.place()
        built = self._inherit(placed)
        roots, children = self._root_fields(), self._children()
        keys: dict[str, tuple[tuple[str, ...], ...]] = {}
        ready: dict[str, Class] = {}
        for iri in self._in_order():
            fields = built[iri].final
            above = {k for p in self._hierarchy.parents.get(iri, ()) for k in keys[p]}
            keys[iri] = tuple(sorted({*above, *self._keys(iri, fields)}))
            ready[self._names[iri]] = self._class(iri, fields, keys[iri], roots[iri], children)
        return ready

    def _in_order(self) -> list[str]:
        """Root first, each class after its superclasses: by depth, then name."""
        return sorted(self._hierarchy.order, key=lambda iri: (self._hierarchy.depth[iri], self._names[iri]))

    def _children(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {iri: [] for iri in self._hierarchy.order}
        for iri, parents in self._hierarchy.parents.items():
            for parent in parents:
                found[parent].append(self._names[iri])
        return {iri: tuple(sorted(names)) for iri, names in found.items()}

    def _class(
        self, iri: str, fields: Mapping[str, Field], keys: tuple[tuple[str, ...], ...], roots: tuple[str, str], children: Mapping[str, tuple[str, ...]]
    ) -> Class:
        name, texts = self._names[iri], self._triples.texts
        below = self._hierarchy.below[iri]
        known = iri != ROOT_IRI or bool(self._triples.types(iri))
        return Class(
            name=name,
            iri=iri if known else None,
            singular=roots[0],
            plural=roots[1],
            parents=tuple(sorted(self._names[p] for p in self._hierarchy.parents.get(iri, ()))),
            ancestors=tuple(self._names[a] for a in self._hierarchy.ancestors(iri)),
            children=children[iri],
            descendants=tuple(sorted(self._names[d] for d in below)),
            abstract=self._is_abstract(iri),
            object_type=self._object_type(iri),
            concrete=tuple(sorted(t for c in (iri, *below) if (t := self._object_type(c)))),
            attributes=MappingProxyType({n: f for n, f in fields.items() if isinstance(f, Attribute)}),
            relations=MappingProxyType({n: f for n, f in fields.items() if isinstance(f, Relation)}),
            keys=keys,
            labels=texts(iri, LABELS),
            comments=texts(iri, COMMENTS),
        )

    def _is_abstract(self, iri: str) -> bool:
        return bool(self._hierarchy.below[iri]) and self._triples.flag(iri, CG + "abstract")

    def _object_type(self, iri: str) -> str | None:
        if self._is_abstract(iri):
            return None
        name = self._names[iri]
        return f"Plain{name}" if self._hierarchy.below[iri] or iri == ROOT_IRI else name

    def _keys(self, iri: str, fields: Mapping[str, Field]) -> list[tuple[str, ...]]:
        by_iri = {i: f.name for f in fields.values() if isinstance(f, Attribute) for i in f.iris}
        lists = [self._triples.items(head) for head in self._triples.nodes(iri, OWL + "hasKey")]
        return [tuple(sorted(by_iri[p] for p in items if isinstance(p, str))) for items in lists if items and all(p in by_iri for p in items)]

    # inheritance

    def _inherit(self, placed: list[Placed]) -> dict[str, _Inherited]:
        """Every class's fields: those of its superclasses and its own, with the tightest bounds."""
        own: dict[str, list[Field]] = {}
        said: dict[str, list[tuple[str, Limits]]] = {}
        for one in placed:
            for owner in one.owners:
                own.setdefault(owner, []).append(one.field)
            for owner, rule in one.rules:
                if rule.limits != Limits():
                    said.setdefault(owner, []).append((one.field.name, rule.limits))
        built: dict[str, _Inherited] = {}
        for iri in self._hierarchy.order:
            above = [built[parent] for parent in self._hierarchy.parents.get(iri, ())]
            declared = self._declared(iri, above, own.get(iri, []))
            built[iri] = _bounded(declared, above, [(name, limits) for name, limits in said.get(iri, ()) if name in declared])
        return built

    def _declared(self, iri: str, above: list[_Inherited], own: list[Field]) -> dict[str, Field]:
        """Fields by name, the reserved ones first; NameClash when two different ones would share a name."""
        if len(above) == 1 and not own:
            return above[0].declared
        found: dict[str, Field] = {}
        for field in [*(f for parent in above for f in parent.declared.values()), *own]:
            if found.setdefault(field.name, field) is not field:
                raise NameClash(
                    f"<{iri}> would have two fields {field.name}: of {_shown(found[field.name])} and of {_shown(field)}; give one of them another cg:name or cg:inverseName"
                )
        if taken := set(generated_fields(found.values())) & found.keys():
            name = min(taken)
            raise NameClash(
                f"<{iri}> has the field {name} of {_shown(found[name])}, which another field brings along; give it another cg:name or cg:inverseName"
            )
        return dict(sorted(found.items(), key=lambda pair: (pair[0] not in SOURCES, pair[0] if pair[0] not in SOURCES else "")))


def _bounded(declared: dict[str, Field], above: list[_Inherited], said: list[tuple[str, Limits]]) -> _Inherited:
    """The same fields with the bounds of all superclasses and the class itself; unchanged ones stay the same object."""
    if len(above) == 1 and declared is above[0].declared and not said:
        return above[0]
    limits: dict[str, tuple[Limits, ...]] = {}
    for name, bounds in [*((n, b) for parent in above for n, many in parent.limits.items() for b in many), *said]:
        limits[name] = tuple(dict.fromkeys((*limits.get(name, ()), bounds)))
    final = {}
    for name, field in declared.items():
        inherited = next((p.final[name] for p in above if name in p.final and p.limits.get(name) == limits.get(name)), None)
        final[name] = inherited or (limited(field, tightest(limits[name])) if name in limits else field)
    return _Inherited(declared, limits, final)


def _shown(field: Field) -> str:
    return f"<{field.iri}>"


def _identity(source: Source) -> tuple[str, str]:
    """The ontology's IRI and its own namespace."""
    spaces = Counter(namespace_of(iri) for iri in sorted(source.terms))
    common = min(spaces, key=lambda space: (-spaces[space], space), default="")
    fitting = [iri for iri in source.ontologies if common.rstrip("#/") == iri.rstrip("#/")]
    iri = (fitting or source.ontologies or [common.rstrip("#/")])[0]
    own = next((space for space in (iri, f"{iri}#", f"{iri}/") if space in spaces), common)
    return iri, own
