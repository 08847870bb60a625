"""The speed-ups as a bar chart in SVG, written by hand: no drawing library is needed for a few rectangles."""

import math
from collections.abc import Iterator, Sequence

from benchmarks.figures import Figures

WIDTH, LEFT, ROW, BAR = 760, 90, 46, 14
COLOURS = ("#2b6cb0", "#c05621", "#2f855a")
TICKS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)


def bars(figures: Figures, peers: Sequence[str]) -> str:
    """Return claimgraph's requests per second at concurrency 16 by each peer's, per query, on a logarithmic scale."""
    shown = [peer for peer in peers if peer in figures.servers]
    values = {(case, peer): found[0] for case in figures.cases for peer in shown if (found := figures.speed_ups(peer, [case]))}
    ticks = [tick for tick in TICKS if tick <= 1 or tick / 2.5 <= max(values.values(), default=1)]
    scale = _Scale(min([0.5, *values.values()]), max([*values.values(), ticks[-1]]))
    height = 70 + ROW * len(figures.cases)
    parts = [*_frame(shown, height), *_grid(ticks, scale, height)]
    for place, case in enumerate(figures.cases):
        top = 60 + ROW * place
        parts.append(f'<text x="{LEFT - 10}" y="{top + BAR + 4}" text-anchor="end">{case}</text>')
        for turn, peer in enumerate(shown):
            if (case, peer) in values:
                parts.extend(_bar(values[case, peer], top + turn * (BAR + 2), COLOURS[turn], scale))
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Scale:
    """From ratios to places on the x axis."""

    def __init__(self, least: float, most: float) -> None:
        self._least, self._span = math.log(least), math.log(most) - math.log(least)

    def at(self, ratio: float) -> float:
        """Return the x of a ratio."""
        return LEFT + (math.log(ratio) - self._least) / self._span * (WIDTH - LEFT - 70)


def _frame(shown: Sequence[str], height: int) -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13" fill="#1a202c">'
    yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    yield f'<text x="{LEFT}" y="18" font-weight="bold">Requests per second at concurrency 16: times as many as the peer</text>'
    for turn, peer in enumerate(shown):
        yield f'<rect x="{LEFT + 190 * turn}" y="27" width="12" height="12" fill="{COLOURS[turn]}"/>'
        yield f'<text x="{LEFT + 18 + 190 * turn}" y="38">against {peer}</text>'


def _grid(ticks: Sequence[float], scale: _Scale, height: int) -> Iterator[str]:
    for tick in ticks:
        x, colour = scale.at(tick), "#1a202c" if tick == 1 else "#e2e8f0"
        yield f'<line x1="{x:.1f}" y1="50" x2="{x:.1f}" y2="{height - 22}" stroke="{colour}"/>'
        yield f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle" fill="#4a5568">{tick:g}x</text>'


def _bar(ratio: float, top: float, colour: str, scale: _Scale) -> Iterator[str]:
    one, end = scale.at(1), scale.at(ratio)
    yield f'<rect x="{min(one, end):.1f}" y="{top}" width="{abs(end - one):.1f}" height="{BAR}" fill="{colour}"/>'
    yield f'<text x="{max(one, end) + 5:.1f}" y="{top + BAR - 2}">{ratio:.1f}</text>'
