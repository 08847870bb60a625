"""RDF Patch: what is taken from a dataset and what is added to it, a line for each statement, in the order in which it is to be done.

H to <at-18> .                      what is told beside
D <subject> <predicate> <object> .      taken away; in a named graph with a fourth term
A <subject> <predicate> <object> .      added
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

ADDED, DELETED = b"A ", b"D "


def header(name: str, value: str) -> bytes:
    """Return a line that tells something beside."""
    return f"H {name} <{value}> .\n".encode()


def headed(patch: bytes, name: str) -> str:
    """Return what a header tells; the patch has it."""
    start = f"H {name} <".encode()
    return next(line[len(start) : -3].decode() for line in patch.split(b"\n") if line.startswith(start))


def told(sign: bytes, quads: Iterable[ox.Quad]) -> bytes:
    """Return the lines that take quads away, or add them."""
    lines = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").split(b"\n")
    return b"".join(b"%b%b\n" % (sign, line) for line in lines if line)


def done(patch: bytes, store: ox.Store) -> int:
    """Do in a store what a patch says, in its order; return how many lines that were."""
    number = 0
    for sign, quads in _parts(patch):
        several = list(quads)
        number += len(several)
        if sign == ADDED:
            store.extend(several)
        else:
            for quad in several:
                store.remove(quad)
    return number


def _parts(patch: bytes) -> Iterator[tuple[bytes, Iterable[ox.Quad]]]:
    lines = (line for line in patch.split(b"\n") if line)
    for sign, several in groupby(lines, lambda line: line[:2]):
        if sign in (ADDED, DELETED):
            yield sign, ox.parse(b"\n".join(line[2:] for line in several), format=ox.RdfFormat.N_QUADS)
