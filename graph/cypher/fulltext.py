"""Full-text search."""

from graph.cypher.patterns import Reached
from graph.cypher.text import Scope
from graph.ir import FullText, Literal


def full_text(found: FullText, scope: Scope) -> Reached:
    """Return the clauses that bind a node and, as if it were a relationship, how it fits: its score and the field."""
    number, add = scope.number(), scope.parameters.add
    node, edge, score = f"m{number}", f"r{number}", f"s{number}"
    call = f"CALL db.index.fulltext.queryNodes({add(Literal(found.index))}, {add(found.query)}) YIELD node AS {node}, score AS {score}"
    field = _field(found, node, scope) if found.fields else "null"
    return Reached("", node, edge, f"{call}\nWITH {node}, {{score: {score}, field: {field}}} AS {edge}")


def _field(found: FullText, node: str, scope: Scope) -> str:
    """The first attribute of which a text, in any language, has one of the words."""
    fields, words = scope.parameters.add(Literal(found.fields)), scope.parameters.add(found.words)
    fits = f"any(value IN [] + {node}[key] WHERE any(word IN {words} WHERE toLower(value) CONTAINS word))"
    return f"head([name IN {fields} WHERE any(key IN keys({node}) WHERE (key = name OR key STARTS WITH name + '@') AND {fits})])"
