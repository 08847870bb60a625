"""English plurals for the root fields of classes without `cg:plural`: the common rules, and the nouns that ontologies use and the rules miss."""

import re

IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "mouse": "mice",
    "index": "indices",
    "matrix": "matrices",
    "vertex": "vertices",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "datum": "data",
    "medium": "media",
    "leaf": "leaves",
    "life": "lives",
    "half": "halves",
    "shelf": "shelves",
    "knife": "knives",
    "hero": "heroes",
    "potato": "potatoes",
    "quiz": "quizzes",
}
SAME = frozenset({"series", "species", "equipment", "information", "software", "hardware", "data", "media", "news", "aircraft", "fish", "sheep"})

_RULES = (
    (re.compile(r"(?<=[^aeiou])y$"), "ies"),
    (re.compile(r"(?<=[^aeiou])man$"), "men"),
    (re.compile(r"sis$"), "ses"),
    (re.compile(r"(?<![sui])s$"), "s"),  # it is a plural already
    (re.compile(r"(?=[sxz]$|[cs]h$)([sxz]|[cs]h)$"), r"\1es"),
    (re.compile(r"$"), "s"),
)


def plural(noun: str) -> str:
    """Return the plural of an English noun in lower case; the noun itself where the two are the same.

    >>> [plural(noun) for noun in ("box", "city", "day", "analysis", "person", "series", "branch")]
    ['boxes', 'cities', 'days', 'analyses', 'people', 'series', 'branches']
    """
    if noun in SAME:
        return noun
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    return next(rule.sub(ending, noun, count=1) for rule, ending in _RULES if rule.search(noun))
