"""Names by who uses them."""

from graph.cypher.body import Body
from graph.cypher.columns import own_column
from graph.cypher.patterns import pattern
from graph.cypher.quote import quote
from graph.ir import Names, NamesUsed


def names_used(item: NamesUsed, node: str, body: Body) -> str:
    """Return [language, text] of each name that any of the users has for a node, once."""
    inner, text = body.inner(), body.variable("t")
    alias = pattern(node, item.aliases, body.scope)
    user = pattern(alias.node, item.users, body.scope)
    inner.add(alias.clause)
    inner.where([f"EXISTS {{ {user.text} WHERE {user.node}.{quote('iri')} IN {body.parameter(item.by)} }}"])
    inner.add(f"UNWIND {own_column(Names(item.attribute), alias.node, inner)} AS {text}")
    return body.call(node, inner, f"collect(DISTINCT {text})")
