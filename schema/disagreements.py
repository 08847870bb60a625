"""Root fields on the sources of what is said: who disagrees with whom, and how much rests on each independent source alone."""

from collections.abc import Iterator, Mapping

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.kit import Kit, TypeRef, set_fields
from schema.model import CG, Concept, Enum, Model
from schema.scalars import PYTHON_TYPES

BASES: Mapping[str, str] = {
    "DENIAL": "Somebody asserts what somebody else denies outright.",
    "INCOMPATIBLE_WITH": "The two cannot both be true.",
    "COMPETES_WITH": "The two give different answers to one question.",
    "QUANTITY": "The two give different numbers for one thing.",
}
"""Why propositions disagree."""


class Disagreements:
    """The root fields `disagreements` and `independentSources` with their types."""

    def __init__(self, model: Model, kit: Kit) -> None:
        self._model = model
        self._kit = kit

    def fields(self) -> Iterator[StrawberryField]:
        """The root fields; none without the evidence layer."""
        if self._model.has_evidence and self._model.about:
            yield self._list("disagreements", self._disagreement(), "Propositions that contradict each other and who stands where, the most contested first.")
            yield self._list("independentSources", self._source(), "Who speaks independently of all others and how much, the most talkative first.")

    def _list(self, name: str, item: TypeRef, description: str) -> StrawberryField:
        kit = self._kit
        about = kit.argument("about", kit.optional(PYTHON_TYPES["ID"]), "Only over propositions with this as subject, object or event.")
        return kit.field(name, kit.list_of(item), description, [about, self._first()])

    def _first(self) -> StrawberryArgument:
        return self._kit.argument("first", self._kit.optional(int), "So many at most.")

    def _nodes(self, name: str, local: str, description: str) -> StrawberryField:
        cls = self._model.class_by_iri[CG + local]
        return self._kit.field(name, self._kit.list_of(self._kit.types[cls.name]), f"{description}, in the order of ids.", [self._first()])

    def _disagreement(self) -> TypeRef:
        kit = self._kit
        made = kit.object_type("Disagreement", "Propositions that contradict each other, directly or by way of others of them.")
        concepts = tuple(Concept(value, value, None, definitions={"en": text}) for value, text in BASES.items())
        basis = kit.enum_type(Enum("DisagreementBasis", None, concepts, comments={"en": "Why propositions disagree."}))
        fields = [
            kit.field("basis", kit.list_of(basis), "Why they disagree: each reason once."),
            kit.field("origins", int, "How many independent origins take part; the outlet's own voice is none."),
            kit.field("claimCount", int, "How many claims take part."),
            kit.field("positions", kit.list_of(self._position()), "The propositions, in the order of ids.", [self._first()]),
        ]
        set_fields(made, fields)
        return made

    def _position(self) -> TypeRef:
        kit, proposition = self._kit, self._model.class_by_iri[CG + "Proposition"]
        made = kit.object_type("DisagreementPosition", "One proposition of a disagreement, and who stands where to it.")
        fields = [
            kit.field("proposition", kit.types[proposition.name]),
            self._nodes("asserting", "Agent", "Who asserts it or what entails it"),
            self._nodes("denying", "Agent", "Who denies it or what it entails; not those who assert what excludes it: they stand at that position"),
            self._nodes("claims", "Claim", "The claims by which they do"),
        ]
        set_fields(made, fields)
        return made

    def _source(self) -> TypeRef:
        kit = self._kit
        made = kit.object_type("IndependentSource", "Agents that do not speak independently of each other: they count as one.")
        fields = [
            self._nodes("agents", "Agent", "Those of them who speak"),
            kit.field("claimCount", int, "How many claims of theirs assert or deny."),
            kit.field("alone", int, "How many propositions only they assert."),
            kit.field("together", int, "How many propositions they assert and other independent sources as well."),
        ]
        set_fields(made, fields)
        return made
