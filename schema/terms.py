"""RDF terms as plain values: an IRI is a `str`, a blank node a `Blank`, a literal a `Text`."""

from dataclasses import dataclass


class Blank(str):
    """A blank node; its name means nothing and is another one at each reading, so nothing may be ordered by it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A literal: its lexical form, language tag and datatype IRI ("" where there is none)."""

    value: str
    language: str = ""
    datatype: str = ""


Term = str | Text


def is_iri(term: Term) -> bool:
    """Whether the term is an IRI (neither a literal nor a blank node)."""
    return type(term) is str


def show(term: Term) -> str:
    """A term as messages print it."""
    if isinstance(term, Text):
        return f'"{term.value}"'
    return "a blank node" if isinstance(term, Blank) else f"<{term}>"
