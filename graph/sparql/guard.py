"""What a query is refused for before any parser sees it: the parser of Oxigraph ends its process on deep nesting, and federation would call out.

The text is cut into tokens no finer than needed: comments, strings, IRIs and escaped characters are passed over, since nothing in them is syntax.
"""

import re

from schema.errors import SparqlRefused, SparqlTooDeep

DEEPEST = 100
"""How deep brackets of all kinds may be nested together."""
LONGEST_CHAIN = 1_000
"""How many operators without brackets may stand in one query where each one nests for the parser: `!`, `-`, `^`, `/`, UNION, OPTIONAL and the like."""
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n\r]*|'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*"|<[^<>"{}|^`\x00-\x20]*>|\\.)"""
    r"""|(?P<open>[({\[]|<<)|(?P<close>[)}\]]|>>)|(?P<other>[?$@:][\w:.-]*)|(?P<name>[^\W\d][\w:.-]*)|(?P<chain>[!^/*]|[+-](?![\d.]))""",
    re.DOTALL,
)
_CHAINED = {"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "LATERAL"}


def check_query(text: str) -> None:
    """Raise SparqlTooDeep or SparqlRefused for a query that no worker shall see."""
    depth = chained = 0
    for found in _TOKEN.finditer(text):
        match found.lastgroup:
            case "open":
                depth += 1
                if depth > DEEPEST:
                    raise SparqlTooDeep(f"the query nests brackets more than {DEEPEST} deep, the limit")
            case "close":
                depth -= 1
            case "name" if "SERVICE" in found[0].partition(":")[0].upper():  # `SERVICESILENT<...>` and `trueSERVICE:x` are syntax too
                raise SparqlRefused("SERVICE is off (and so is a prefix of that name): a query never makes this server call another one")
            case "name":
                chained += found[0].upper() in _CHAINED
            case "chain":
                chained += 1
        if chained > LONGEST_CHAIN:
            raise SparqlTooDeep(f"the query has more than {LONGEST_CHAIN:,} operators, the limit")
