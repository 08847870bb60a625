"""The gate by which a name becomes Cypher text; the only other gate is a parameter."""

import re

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def quote(name: str) -> str:
    """Return `name` between backticks, or raise ValueError if it is not a plain name.

    Doubling backticks would not be enough: Cypher decodes `\\u0060` before it reads tokens.

    >>> quote("BASED_IN")
    '`BASED_IN`'
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be a name in Cypher: it must match {_NAME.pattern}")
    return f"`{name}`"
