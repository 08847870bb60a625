"""Paths and neighbourhoods."""

from graph.cypher.columns import by_iri, edge_column, selection
from graph.cypher.patterns import Scope
from graph.cypher.quote import quote
from graph.cypher.text import block, tuple_of
from graph.ir import Around, Lines, Paths, Selection


def paths(item: Paths, scope: Scope) -> str:
    """Return the paths, each as [length, nodes ..., lines ...]."""
    number, add = scope.number(), scope.parameters.add
    start, end, path = f"a{number}", f"b{number}", f"p{number}"
    walk = f"-[:{'|'.join(map(quote, item.types))}]-{{1,{item.bound}}}"
    members = _members(item.selections, item.lines, f"nodes({path})", f"UNWIND relationships({path}) AS r{number}", f"r{number}", scope, sort=False)
    lines = (
        f"MATCH {by_iri(start, 'Resource')} {{iri: {add(item.start)}}})",
        f"MATCH {by_iri(end, 'Resource')} {{iri: {add(item.end)}}})",
        f"MATCH {path} = SHORTEST {item.reserve} ({start}){walk}({end})",
        f"WITH {path} ORDER BY length({path}), [n IN nodes({path}) | n.iri] LIMIT {add(item.limit)}",
        f"RETURN {tuple_of([f'length({path})', *members])}",
    )
    return block("COLLECT", lines)


def _members(selections: tuple[Selection, ...], lines: tuple[Lines, ...], nodes: str, walk: str, edge: str, scope: Scope, sort: bool) -> list[str]:
    """Return the node lists and the line lists of a path or a neighbourhood."""
    members = []
    for chosen in selections:
        node = f"n{scope.number()}"
        members.append(block("COLLECT", (f"UNWIND {nodes} AS {node}", f"RETURN {selection(chosen, node, scope)}")))
    for wanted in lines:
        columns = [f"startNode({edge}).{quote('iri')}", f"endNode({edge}).{quote('iri')}", f"type({edge})"]
        columns += [edge_column(column, edge, scope) for column in wanted.columns]
        order = f"ORDER BY {columns[0]}, {columns[1]}, {columns[2]}, {edge}.{quote('proposition')}" if sort else ""
        members.append(block("COLLECT", (walk, f"RETURN {tuple_of(columns)}", order)))
    return members


def around(item: Around, scope: Scope) -> str:
    """Return [truncated, nodes ..., lines ...]; each level is cut as soon as it has more nodes than are wanted."""
    number, add = scope.number(), scope.parameters.add
    types = "|".join(map(quote, item.types))
    known, edge, limit = f"l{number}", f"r{number}", add(item.limit)
    centre = f"c{number}"
    clauses = [f"MATCH {by_iri(centre, 'Resource')}) WHERE {centre}.{quote('iri')} IN {add(item.centres)}"]
    clauses.append(f"WITH {centre} ORDER BY {centre}.{quote('iri')} WITH collect({centre}) AS {known}")
    for _ in range(item.depth):
        inner, other = f"i{scope.number()}", f"o{scope.number()}"
        grown = block(
            "COLLECT",
            (
                f"UNWIND {known} AS {inner}",
                f"MATCH ({inner})-[:{types}]-({other}:{quote('Resource')})",
                f"WHERE NOT {other} IN {known}",
                f"WITH DISTINCT {other} LIMIT {limit} + 1",
                f"RETURN {other} ORDER BY {other}.{quote('iri')}",
            ),
        )
        clauses.append(f"WITH {known} + {grown} AS {known}")
    cut = f"k{number}"
    clauses.append(f"WITH {known}[..{limit}] AS {cut}, size({known}) > {limit} AS more")
    walk = f"UNWIND {cut} AS s{number} MATCH (s{number})-[{edge}:{types}]->(t{number}) WHERE t{number} IN {cut}"
    members = _members(item.selections, item.lines, cut, walk, edge, scope, sort=True)
    return block("COLLECT", (*clauses, f"RETURN {tuple_of(['more', *members])}")) + "[0]"
