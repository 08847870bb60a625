"""Closed lists of values: SKOS concept classes, SKOS schemes used as a range, owl:oneOf, and sh:in.

Rules:

* A class below skos:Concept of which the ontology has concepts, and a class that is owl:oneOf named individuals, is an enum and no class.
* A skos:ConceptScheme is an enum where a property has it as range; its concepts are those with skos:inScheme or skos:topConceptOf it.
* sh:in (and a datatype that is owl:oneOf) with plain strings or IRIs makes an enum of its own, named after the property, unless the property's range
  is an enum already; several such lists for one property are united. Lists of numbers or dates, and of strings that
  can't all be names, stay what their datatype is.
* Stored is the skos:notation, else the local part in UPPER_SNAKE (for an sh:in of strings the string itself); the GraphQL value is `cg:name`, else the notation in UPPER_SNAKE.
* Concepts are ordered by their GraphQL value, those of a list as the list has them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from schema.errors import NameClash, OntologyError
from schema.model import Concept, Enum
from schema.names import given_name, local_part, upper_snake
from schema.terms import Term, Text, is_iri, show
from schema.triples import CG, COMMENTS, LABELS, OWL, RDF, RDFS, SKOS, XSD, Triples

_PLAIN = ("", XSD + "string", RDF + "langString")
_RESERVED = ("true", "false", "null")


@dataclass(frozen=True)
class ConceptList:
    """An enum before it has its name: the IRI that stands for it (None for sh:in) and its members."""

    iri: str | None
    members: tuple[Term, ...]


def find_concept_lists(triples: Triples, classes: frozenset[str]) -> dict[str, ConceptList]:
    """Concept classes, enumerated classes and schemes, by IRI; schemes only those that are a range."""
    found: dict[str, ConceptList] = {}
    for iri in _concept_classes(triples, classes):
        if members := _concepts(triples, _below(triples, iri)):
            found[iri] = ConceptList(iri, members)
    found |= {iri: ConceptList(iri, members) for iri, members in _enumerated(triples) if iri in classes}
    for iri in _schemes(triples):
        found.setdefault(iri, ConceptList(iri, _in_scheme(triples, iri)))
    return found


def _concept_classes(triples: Triples, classes: frozenset[str]) -> list[str]:
    return [iri for iri in _below(triples, SKOS + "Concept") if iri in classes and iri != SKOS + "Concept"]


def _below(triples: Triples, iri: str) -> list[str]:
    """The class and all classes below it by rdfs:subClassOf."""
    children: dict[str, list[str]] = {}
    for sub, sup in triples.pairs(RDFS + "subClassOf"):
        if isinstance(sup, str) and is_iri(sub):
            children.setdefault(sup, []).append(sub)
    found, waiting = {iri}, [iri]
    while waiting:
        new = [c for c in children.get(waiting.pop(), ()) if c not in found]
        found.update(new)
        waiting += new
    return sorted(found)


def _concepts(triples: Triples, classes: Iterable[str]) -> tuple[Term, ...]:
    return tuple(sorted({iri for c in classes for iri in triples.instances(c) if is_iri(iri)}))


def _enumerated(triples: Triples) -> list[tuple[str, tuple[Term, ...]]]:
    """Named classes with owl:oneOf named individuals, said directly or by a blank owl:equivalentClass."""
    lists: list[tuple[str, Term]] = list(triples.pairs(OWL + "oneOf"))
    heads = {s: o for s, o in lists if isinstance(o, str)}
    heads |= {s: heads[o] for s, o in triples.pairs(OWL + "equivalentClass") if isinstance(o, str) and not is_iri(o) and o in heads}
    named = ((s, tuple(triples.items(head))) for s, head in heads.items() if is_iri(s))
    return sorted((s, members) for s, members in named if members and all(is_iri(m) for m in members))


def _schemes(triples: Triples) -> list[str]:
    ranges = {o for _, o in triples.pairs(RDFS + "range") if isinstance(o, str)}
    return [iri for iri in triples.instances(SKOS + "ConceptScheme") if iri in ranges and _in_scheme(triples, iri)]


def _in_scheme(triples: Triples, scheme: str) -> tuple[Term, ...]:
    members = {s for name in ("inScheme", "topConceptOf") for s, o in triples.pairs(SKOS + name) if o == scheme and is_iri(s)}
    return tuple(sorted(members | set(triples.iris(scheme, SKOS + "hasTopConcept"))))


def list_makes_enum(members: Collection[Term]) -> bool:
    """Whether an sh:in holds only IRIs, or only plain strings that all have names of their own ("A+" and "A-" have not)."""
    texts = [m for m in members if isinstance(m, Text)]
    if not texts:
        return all(is_iri(m) for m in members)
    names = {upper_snake(t.value) for t in texts}
    return all(isinstance(m, Text) and m.datatype in _PLAIN for m in members) and len(names) == len(set(texts)) and "" not in names


def build_enum(triples: Triples, name: str, source: ConceptList) -> Enum:
    """The enum with its values; NameClash when two of them would have one name or notation."""
    concepts = [_concept(triples, member) for member in source.members]
    if source.iri is not None and not any(isinstance(m, Text) for m in source.members):
        concepts.sort(key=lambda c: c.name)
    for what in ("name", "notation"):
        _refuse_twins(name, what, concepts)
    iri = source.iri or ""
    return Enum(name, source.iri, tuple(concepts), triples.texts(iri, LABELS), triples.texts(iri, COMMENTS))


def _concept(triples: Triples, member: Term) -> Concept:
    if isinstance(member, Text):
        return Concept(_value_name(member.value, show(member)), member.value, None)
    notation = _notation(triples, member)
    given = triples.value(member, CG + "name")
    name = given_name(given, member) if given else _value_name(notation, show(member))
    return Concept(name, notation, member, triples.texts(member, LABELS), triples.texts(member, (SKOS + "definition", *COMMENTS)))


def _notation(triples: Triples, iri: str) -> str:
    written = [t.value for t in triples.objects(iri, SKOS + "notation") if isinstance(t, Text)]
    return written[0] if written else upper_snake(local_part(iri)) or local_part(iri)


def _value_name(notation: str, shown: str) -> str:
    name = upper_snake(notation)
    if not name or name in _RESERVED:
        raise OntologyError(f"{shown} has no letter or digit to make an enum value of; give it a skos:notation or cg:name")
    return name


def _refuse_twins(name: str, what: str, concepts: list[Concept]) -> None:
    seen: dict[str, Concept] = {}
    for concept in concepts:
        twin = seen.setdefault(str(getattr(concept, what)), concept)
        if twin is not concept:
            first, second = (f"<{c.iri}>" if c.iri else f'"{c.notation}"' for c in (twin, concept))
            raise NameClash(f"{first} and {second} of enum {name} share the {what} {getattr(concept, what)}; give one another skos:notation or cg:name")
