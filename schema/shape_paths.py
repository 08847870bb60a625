"""What sh:path says, as a `Path`."""

from typing import NoReturn, cast

from schema.errors import ShapeUnsupported
from schema.paths import Alternative, Path, Repeat, Sequence, Step
from schema.terms import is_iri
from schema.triples import RDF, SH, Triples

_DEPTH = 30


def refuse(shape: str, what: str, mend: str) -> NoReturn:
    """Raise ShapeUnsupported: what of which shape, and what to do about it."""
    raise ShapeUnsupported(f"{what} of the shape {shape} is not supported; {mend}")


def read_path(triples: Triples, node: str, shape: str, backwards: bool = False, depth: int = 0) -> Path:
    """The path at a node; what is read backwards as a whole is turned round, so that only single steps are."""
    if depth > _DEPTH:
        refuse(shape, f"an sh:path more than {_DEPTH} deep", "write a shorter one")
    if is_iri(node) and node != RDF + "nil":
        return Step(node, backwards)
    if triples.objects(node, RDF + "first"):
        parts = _parts(triples, node, shape, backwards, depth)
        return Sequence(tuple(reversed(parts)) if backwards else parts)
    for local, least, many in (("zeroOrMorePath", 0, True), ("oneOrMorePath", 1, True), ("zeroOrOnePath", 0, False)):
        if inner := triples.nodes(node, SH + local):
            return Repeat(read_path(triples, inner[0], shape, backwards, depth + 1), least, many)
    if inner := triples.nodes(node, SH + "alternativePath"):
        return Alternative(_parts(triples, inner[0], shape, backwards, depth))
    if inner := triples.nodes(node, SH + "inversePath"):
        return read_path(triples, inner[0], shape, not backwards, depth + 1)
    refuse(shape, "an sh:path that is no path", "write a property, a list of paths, or one of SHACL's path expressions")


def _parts(triples: Triples, head: str, shape: str, backwards: bool, depth: int) -> tuple[Path, ...]:
    members = triples.items(head)
    if len(members) < 2 or not all(isinstance(m, str) for m in members):
        refuse(shape, "a list in sh:path", "give it two members or more, each a path")
    return tuple(read_path(triples, cast(str, member), shape, backwards, depth + 1) for member in members)
