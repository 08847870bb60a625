"""What is wrong with a change: told as data, all of it at once."""

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `path` leads into the arguments; `rule` is what the ontology asks, `mend` what would help, None where there is nothing to say."""

    code: str
    message: str
    path: Path = ()
    rule: str | None = None
    mend: str | None = None


class Rejected(Exception):
    """Nothing is changed, for these reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


CODES = {
    "BAD_IRI": "A text is no IRI.",
    "NOT_FOUND": "There is nothing of this id.",
    "WRONG_CLASS": "A resource is of another class than is needed there; a change cannot change the class.",
    "VERSION_CONFLICT": "The resource was changed since the version that the caller knows.",
    "DUPLICATE_INPUT": "Two inputs of one call speak of the same resource.",
    "KEY_TAKEN": "Another resource has this key.",
    "VALUE_INVALID": "A value does not fit its property.",
    "TOO_FEW": "Something required is missing.",
    "TOO_MANY": "There is more than is possible.",
    "DERIVED": "A relation rests on claims, or is computed: it cannot be changed by hand.",
    "IN_USE": "Others need the resource.",
    "APPEND_ONLY": "A judgement cannot be changed: make another.",
    "BAD_INPUT": "Fields of an input do not go together.",
    "STILL_THE_SAME": "Other judgements still make the resources one.",
    "REQUEST_REUSED": "The clientMutationId was used for another call.",
    "SHAPE": "A shape or a rule of the ontology is broken.",
}
"""Code of a problem to what it means."""
