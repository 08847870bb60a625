"""Full-text search."""

from graph.cypher.patterns import Reached
from graph.cypher.rules import value
from graph.cypher.standing import ROOT_LABEL, standing_for, stands
from graph.cypher.text import Scope, block, union
from graph.history import PAST_TEXT
from graph.ir import FullText, Literal, View


def full_text(found: FullText, scope: Scope) -> Reached:
    """Return the clauses that bind a node and, as if it were a relationship, how it fits: its score and the field."""
    number, add = scope.number(), scope.parameters.add
    node, edge, score = f"m{number}", f"r{number}", f"s{number}"
    call = f"CALL db.index.fulltext.queryNodes({{}}, {add(found.query)}) YIELD node AS {node}, score AS {score}"
    clauses = call.format(add(Literal(found.index)))
    if found.view.known:
        ways = ([call.format(add(Literal(index)))] for index in (found.index, PAST_TEXT))
        held = " AND ".join(stands(node, View(known=found.view.known), scope))
        clauses = f"{block('CALL ()', union(ways, f'{node}, {score}'))}\nWITH * WHERE {held}"
    if found.view.merged:
        hit, node = node, f"n{number}"
        clauses += f"\nMATCH {standing_for(hit, node, ROOT_LABEL, found.view, scope)}\nWITH {node}, max({score}) AS {score}"
    if scope.rules:
        score = _own_score(found, node, scope)
    field = _field(found, node, scope) if found.fields else "null"
    return Reached("", node, edge, f"{clauses}\nWITH {node}, {{score: {score}, field: {field}}} AS {edge}")


def _own_score(found: FullText, node: str, scope: Scope) -> str:
    """The share of the words that stand in the node's name: Lucene's score would tell in how many texts a word is, hidden ones too."""
    words = scope.parameters.add(found.words)
    return f"toFloat(size([word IN {words} WHERE toLower({value(node, 'name', scope)}) CONTAINS word])) / size({words})"


def _field(found: FullText, node: str, scope: Scope) -> str:
    """The first attribute of which a text, in any language, has one of the words."""
    fields, words = scope.parameters.add(Literal(found.fields)), scope.parameters.add(found.words)
    fits = f"any(value IN [] + {node}[key] WHERE any(word IN {words} WHERE toLower(value) CONTAINS word))"
    return f"head([name IN {fields} WHERE any(key IN keys({node}) WHERE (key = name OR key STARTS WITH name + '@') AND {fits})])"
