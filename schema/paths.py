"""Paths of SHACL shapes as plain frozen values; what is read backwards is so step by step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A property, read forwards or backwards."""

    iri: str
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after the other."""

    parts: "tuple[Path, ...]"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of several paths."""

    parts: "tuple[Path, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A path followed `least` (0 or 1) times or more; at most once unless `many`."""

    path: "Path"
    least: int
    many: bool


Path = Step | Sequence | Alternative | Repeat


def steps(path: Path) -> Iterator[Step]:
    """Every step that a path may take, in the order in which it is written."""
    match path:
        case Step():
            yield path
        case Repeat(inner):
            yield from steps(inner)
        case Sequence(parts) | Alternative(parts):
            for part in parts:
                yield from steps(part)


def show_path(path: Path, show: Callable[[str], str] = "<{}>".format) -> str:
    """A path as SPARQL writes it, each IRI as `show` gives it.

    >>> show_path(Sequence((Step("urn:a", True), Repeat(Step("urn:b"), 0, True))))
    '^<urn:a>/<urn:b>*'
    """
    match path:
        case Step(iri, backwards):
            return f"^{show(iri)}" if backwards else show(iri)
        case Sequence(parts):
            return "/".join(_grouped(part, show) for part in parts)
        case Alternative(parts):
            return "|".join(_grouped(part, show) for part in parts)
        case Repeat(inner, least, many):
            return _grouped(inner, show) + ("+" if least else "*" if many else "?")


def _grouped(path: Path, show: Callable[[str], str]) -> str:
    text = show_path(path, show)
    return text if isinstance(path, Step | Repeat) else f"({text})"
