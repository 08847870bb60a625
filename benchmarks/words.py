"""Chance and words for the generator, each a pure function of a key: the same in every run, and nothing is kept in memory."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
SKEW = 0.8
"""Exponent of the Zipf distribution of degrees: the member of rank r is chosen with a weight of r ** -SKEW."""

_MASK = (1 << 64) - 1
_SYLLABLES = ("ba", "ve", "ro", "di", "ka", "lu", "mo", "ni", "pa", "re", "sha", "to", "vy", "zo", "gra", "bel")
_ENDINGS = ("no", "va", "sk", "ka", "rod", "in", "ov", "ets")
_STREET = 40  # how many first and how many last words names are made of
_SAYINGS = (
    "border",
    "village",
    "shelling",
    "drone",
    "column",
    "commander",
    "witness",
    "evacuation",
    "region",
    "governor",
    "attack",
    "retreat",
    "armoured",
    "vehicle",
    "bridge",
    "night",
    "morning",
    "report",
    "denial",
    "source",
    "official",
    "channel",
    "video",
    "photograph",
    "confirmed",
    "losses",
    "wounded",
    "civilians",
    "forest",
    "road",
    "hospital",
)


def chance(seed: int, *key: int) -> float:
    """Return a number from 0 up to 1 that is drawn anew for every key (splitmix64)."""
    state = seed & _MASK
    for part in key:
        state = (state + 0x9E3779B97F4A7C15 * (part + 1)) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        state ^= state >> 31
    return (state >> 11) / (1 << 53)


def skewed(draw: float, count: int) -> int:
    """Return an index below `count`, small ones far more often: Zipf's law with exponent SKEW."""
    share = 1 - SKEW
    return min(int((1 + draw * ((count + 1) ** share - 1)) ** (1 / share)) - 1, count - 1)


def scattered(rank: int, count: int) -> int:
    """Return the member of a rank, so that popular members are not the first ones: a bijection below `count`.

    >>> sorted(scattered(rank, 10) for rank in range(10)) == list(range(10))
    True
    """
    step = next(prime for prime in (7_368_787, 2_750_159, 1_299_827) if count % prime)
    return (rank * step + 17) % count


def pick(draw: float, members: Sequence[T]) -> T:
    """Return one of the members, all equally likely."""
    return members[int(draw * len(members))]


def word(number: int) -> str:
    """Return a made-up name part; different below 128.

    >>> word(3), word(20)
    ('Dino', 'Kava')
    """
    return (_SYLLABLES[number % 16] + _ENDINGS[number // 16 % 8]).capitalize()


def name(seed: int, kind: int, number: int) -> str:
    """Return a name of two words and a number: 1,600 pairs of words."""
    first, last = int(chance(seed, kind, number, 1) * _STREET), int(chance(seed, kind, number, 2) * _STREET)
    return f"{word(first)} {word(last + _STREET)} {number}"


def sentence(seed: int, kind: int, number: int, words: int = 9) -> str:
    """Return a sentence of words of which some are much more frequent than others."""
    drawn = (_SAYINGS[skewed(chance(seed, kind, number, place), len(_SAYINGS))] for place in range(words))
    return " ".join(drawn).capitalize() + "."
