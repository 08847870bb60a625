"""What a subject says as the staging file has it: the bodies of its rows, with numbers for properties and for types of literals."""

import marshal
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph.told import TYPE, Literal, Subject, Triple

LINK, TRIPLE = -1, -2
"""What stands for the type of a literal where the object is none."""

Bodies = tuple[str, list[bytes]]
"""A subject's IRI and its bodies."""


class Terms(NamedTuple):
    """What the numbers in bodies stand for: properties, and literals' types as datatype and language."""

    predicates: Mapping[int, str]
    types: Mapping[int, tuple[str, str]]


def subject_of(terms: Terms, iri: str, bodies: Iterable[bytes]) -> Subject:
    """Return a subject with all that its bodies say."""
    subject = Subject(iri)
    literals, links = subject.literals, subject.links
    for body in bodies:
        members = iter(marshal.loads(body))
        for number, kind, said, _ in zip(members, members, members, members, strict=True):
            predicate = terms.predicates[number]
            if kind >= 0:
                literals.setdefault(predicate, []).append(Literal(said, *terms.types[kind]))
            elif kind == TRIPLE:
                subject.reified = Triple(*said)
            elif predicate == TYPE:
                subject.types.append(said)
            else:
                links.setdefault(predicate, []).append(said)
    return subject
