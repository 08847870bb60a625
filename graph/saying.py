"""What a proposition says, as plain statements: its subject, its predicate, and its object or, where it has none, its value.

    id:p cg:subject id:frl ; cg:predicate "https://w3id.org/claimgraph/ontology#captured"^^xsd:anyURI ; cg:object id:kozinka .

says

    id:frl cg:captured id:kozinka .

One without a subject, a predicate, or one of the last two says nothing that RDF has a statement for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.terms import attribute_terms
from schema.model import CG, Attribute, Model
from schema.terms import Term


@dataclass(frozen=True)
class Saying:
    """How an ontology says what is claimed: the types that lead to a proposition's subject and object, and its attributes `predicate` and `value`."""

    model: Model
    subject: str
    object: str
    predicate: Attribute
    value: Attribute

    @classmethod
    def of(cls, model: Model) -> "Saying | None":
        """Read it from a Model; None without the evidence layer."""
        proposition = model.class_by_iri.get(CG + "Proposition")
        if proposition is None:
            return None
        types = {relation.iri: relation.type for relation in proposition.relations.values() if relation.direction == "out"}
        attributes = {iri: use for use in proposition.attributes.values() for iri in use.iris}
        return cls(model, types[CG + "subject"], types[CG + "object"], attributes[CG + "predicate"], attributes[CG + "value"])

    def said(self, subjects: Iterable[str], objects: Sequence[str], properties: Mapping[str, Any]) -> list[tuple[str, str, Term]]:
        """Return what a proposition says that has these ends and these stored properties."""
        predicates = [one if isinstance(one, str) else one.value for one in attribute_terms(self.predicate, properties, self.model)]
        targets: list[Term] = list(objects) or list(attribute_terms(self.value, properties, self.model))
        return [(subject, predicate, target) for subject in subjects for predicate in predicates for target in targets]
