"""Media types: what a client sends (Content-Type) and what it wants (Accept)."""

from dataclasses import dataclass, field
from functools import lru_cache

from starlette.requests import Request

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
HTML = "text/html"

REMEMBERED = 128
"""How many different headers are remembered: all clients of a kind send the same ones."""
LONGEST = 1000
"""How much of a header is read: a browser's has some 150 characters, and what is remembered must stay small."""


def header(request: Request, name: str) -> str:
    """Return a header that lists what is wanted, such as media types; empty if there is none."""
    return request.headers.get(name, "")[:LONGEST]


@dataclass(frozen=True, slots=True)
class MediaType:
    """One media type with its parameters, all in lower case."""

    name: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def quality(self) -> float:
        """The parameter `q`, 1 if absent, 0 if it is no number from 0 to 1."""
        try:
            value = float(self.parameters.get("q", "1"))
        except ValueError:
            return 0.0
        return value if 0 <= value <= 1 else 0.0

    def match(self, name: str) -> int:
        """How closely this range fits `name`: 3 the same, 2 `type/*`, 1 `*/*`, 0 not at all."""
        if self.name == name:
            return 3
        if self.name == name.split("/")[0] + "/*":
            return 2
        return 1 if self.name == "*/*" else 0


@lru_cache(REMEMBERED)
def parse(text: str) -> MediaType:
    """Return the media type that one Content-Type, or one element of Accept, names.

    >>> parse('Application/JSON; charset="UTF-8"')
    MediaType(name='application/json', parameters={'charset': 'utf-8'})
    """
    name, *rest = text.lower().split(";")
    pairs = (part.partition("=") for part in rest)
    return MediaType(name.strip(), {key.strip(): value.strip().strip('"') for key, _, value in pairs})


def quality(accept: str, name: str) -> float:
    """Return how much `accept` wants `name`, by its closest range, from 0 (not at all) to 1.

    >>> quality("text/html, */*;q=0.8", "application/json")
    0.8
    """
    ranges = [parse(part) for part in accept.split(",")]
    closest = max(ranges, key=lambda one: one.match(name))
    return closest.quality if closest.match(name) else 0.0


@lru_cache(REMEMBERED)
def choose(accept: str, offers: tuple[str, ...]) -> str | None:
    """Return the offer that `accept` wants most; of those that it wants alike, one that it names, then the first.

    >>> choose("*/*", (JSON, GRAPHQL))
    'application/json'
    >>> choose("application/graphql-response+json, */*", (JSON, GRAPHQL))
    'application/graphql-response+json'
    """
    if not accept.strip():
        return offers[0]
    named = {parse(part).name for part in accept.split(",")}
    best = max(offers, key=lambda offer: (quality(accept, offer), offer in named))
    return best if quality(accept, best) > 0 else None


@lru_cache(REMEMBERED)
def wants_page(accept: str) -> bool:
    """Whether a browser asks: HTML is named and wanted more than JSON.

    >>> wants_page("text/html,application/xhtml+xml,*/*;q=0.8"), wants_page("*/*")
    (True, False)
    """
    named = any(parse(part).name == HTML for part in accept.split(","))
    return named and quality(accept, HTML) > max(quality(accept, JSON), quality(accept, GRAPHQL))
