"""The classes of a Model as a picture: an SVG of its own, a tree from the root at the left; each class leads to its part of the page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from schema.model import ROOT, Class, Model

WIDTH, HEIGHT = 180, 22
"""Of a class's box, in pixels."""
COLUMN, ROW, EDGE = 212, 29, 4
LETTERS = 22
"""How many letters a box has room for."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a class is drawn: its left edge and its middle."""

    x: float
    y: float


def picture(model: Model, name_of: Callable[[Class], str], colour_of: Callable[[Class], str]) -> str:
    """Return the SVG; a class stands right of the first class above it, and a dashed line leads to it from each further one."""
    spots = spots_of(model)
    width = max(spot.x for spot in spots.values()) + WIDTH + EDGE
    height = max(spot.y for spot in spots.values()) + ROW / 2 + EDGE
    lines = "".join(_lines(model, spots))
    boxes = "".join(_box(model.classes[name], spot, name_of, colour_of) for name, spot in spots.items())
    title = f"<title>{len(spots)} classes, the more general ones at the left</title>"
    return f'<svg class="hierarchy" role="group" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}">{title}{lines}{boxes}</svg>'


def spots_of(model: Model) -> Mapping[str, Spot]:
    """Return where each class is drawn: a class without any below it has a row to itself, the others stand in the middle of theirs."""
    below: dict[str, list[str]] = {}
    for cls in model.classes.values():
        if cls.parents:
            below.setdefault(cls.parents[0], []).append(cls.name)
    spots: dict[str, Spot] = {}
    rows = iter(range(len(model.classes)))

    def place(name: str, depth: int) -> float:
        middles = [place(child, depth + 1) for child in below.get(name, ())]
        y = (middles[0] + middles[-1]) / 2 if middles else next(rows) * ROW + ROW / 2 + EDGE
        spots[name] = Spot(depth * COLUMN + EDGE, y)
        return y

    place(ROOT, 0)
    return spots


def _lines(model: Model, spots: Mapping[str, Spot]) -> Iterator[str]:
    for cls in model.classes.values():
        for number, parent in enumerate(cls.parents):
            start, end = spots[parent], spots[cls.name]
            x, bend = start.x + WIDTH, (COLUMN - WIDTH) / 2
            dashes = ' stroke-dasharray="4 4"' if number else ""
            yield f'<path d="M{x:g} {start.y:g}C{x + bend:g} {start.y:g} {end.x - bend:g} {end.y:g} {end.x:g} {end.y:g}"{dashes}/>'


def _box(cls: Class, spot: Spot, name_of: Callable[[Class], str], colour_of: Callable[[Class], str]) -> str:
    name = name_of(cls)
    shown = name if len(name) <= LETTERS else name[: LETTERS - 1] + "…"
    box = f'<rect x="{spot.x:g}" y="{spot.y - HEIGHT / 2:g}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{colour_of(cls)}"/>'
    text = f'<text x="{spot.x + 8:g}" y="{spot.y + 4:g}">{escape(shown)}</text>'
    return f'<a href="#{escape(cls.name)}"><title>{escape(f"{name} ({cls.name})")}</title>{box}{text}</a>'
