"""The change log: what each change did is found in the states of the resources that it names (see `graph.history`)."""

from graph.cypher.body import Body, using
from graph.cypher.pages import selection
from graph.cypher.quote import quote
from graph.cypher.text import tuple_of
from graph.cypher.views import node_counts
from graph.history import HAD_STATE, PAST, SINCE, UNTIL, was_label, was_type
from graph.ir import ChangeLog, Kind, Lens, Selection, Told, View
from graph.log import CHANGE, LOG
from graph.vocabulary import SEARCH_TEXT
from graph.write import DELETED
from schema.model import ROOT
from schema.reserved import RELATIONSHIP_TYPES

_INTERNAL = ("iri", SINCE, UNTIL, SEARCH_TEXT, "version", "recordedAt", "invalidatedAt", "sources", "group", "gone")
"""Properties that say nothing of the resource, or are kept for weighing only."""
_HIDDEN = sorted(RELATIONSHIP_TYPES | {was_type(kind) for kind in RELATIONSHIP_TYPES})


def change_log(item: ChangeLog, body: Body) -> str:
    """Return [version, since, changes]."""
    inner = body.inner()
    inner.add(f"OPTIONAL MATCH (l:{LOG}) WITH coalesce(l.version, 0) AS version, coalesce(l.since, 1) AS since")
    found = "[]"
    if (told := item.told.below("changes")) is not None:
        asked = [f"c.version > {body.parameter(item.after)}"] if item.after else []
        asked += [f"{body.parameter(item.about)} IN c.iris"] if item.about else []
        asked += [_touched(item.types)] if item.types and ROOT not in item.types else []
        asked += _counting(item.under, body) if item.under else []
        several = inner.inner()
        several.add(f"MATCH (c:{CHANGE})")
        several.where([*asked, "c.version <= version"])
        several.add(f"WITH c ORDER BY c.version LIMIT {body.parameter(item.limit)}")
        values = ["toString(c.version)", "toString(c.at)", "c.by", "c.what", "size(c.iris)", _resources(told, item.under, several)]
        found = inner.call("version", several, f"collect({tuple_of(values)})")
    return body.call("", inner, f"head(collect([version, since, {found}]))")


def _touched(types: tuple[str, ...]) -> str:
    """That a change `c` touched an instance of one of these classes; what is deleted by now has them in its past states."""
    here, was = ("|".join(map(quote, names)) for names in (types, map(was_label, types)))
    stood = f"EXISTS {{ {_named(DELETED)} AND EXISTS {{ (k)-[:{HAD_STATE}]->(s:{PAST}) WHERE s:{was} }} }}"
    return f"EXISTS {{ {_named(ROOT)} AND k:{here} }} OR {stood}"


def _counting(view: View, body: Body) -> list[str]:
    """That of the claims that a change `c` touched one counts, if it touched some; likewise of the propositions."""
    kinds: tuple[tuple[str, Kind], ...] = (("Claim", "claim"), ("Proposition", "proposition"))
    counts = [(f"{_named(ROOT)} AND k:{label}", node_counts(Lens(view, kind), "k", body.scope)) for label, kind in kinds]
    return [f"NOT EXISTS {{ {found} }} OR EXISTS {{ {found} AND {condition} }}" for found, condition in counts if condition]


def _named(label: str) -> str:
    """The clause that binds `k` to what a change `c` names, one after the other."""
    return f"MATCH (k:{quote(label)}) {using('k', label, 'iri')} WHERE k.iri IN c.iris"


def _resources(told: Told, view: View | None, body: Body) -> str:
    """The resources of a change `c`: [iri, kind, values before, values after, relations, node]; under a view, those that count."""
    resources = told.below("resources")
    if resources is None or resources.limit is None:
        return "[]"
    inner = body.inner()
    inner.add(f"UNWIND c.iris[0..{body.parameter(resources.limit)}] AS iri")
    inner.add(f"OPTIONAL MATCH (n:{ROOT} {{iri: iri}}) OPTIONAL MATCH (d:{DELETED} {{iri: iri}}) WITH c, iri, n, coalesce(n, d) AS x")
    if view and (counts := node_counts(Lens(view, "mixed"), "n", inner.scope)):
        inner.add(f"WHERE n IS NULL OR {counts}")
    inner.add(f"WITH c, iri, n, x, head([(x)-[:{HAD_STATE}]->(s) WHERE s.{UNTIL} = c.at | s]) AS before,")
    inner.add(f"  CASE WHEN n.{SINCE} = c.at THEN n ELSE head([(x)-[:{HAD_STATE}]->(s) WHERE s.{SINCE} = c.at | s]) END AS after")
    kind = "CASE WHEN x IS NULL THEN 'DELETED' WHEN before IS NULL AND after IS NOT NULL THEN 'CREATED' WHEN before IS NOT NULL AND after IS NULL THEN 'DELETED' ELSE 'CHANGED' END"
    values = [_values("before"), _values("after")] if resources.below("values") else ["null", "null"]
    relations = _relations() if resources.below("relations") else "null"
    node = resources.selection
    current = f"CASE WHEN n IS NOT NULL THEN {selection(node, 'n', inner)} END" if isinstance(node, Selection) else "null"
    return body.call("c", inner, f"collect({tuple_of(['iri', kind, *values, relations, current])})")


def _values(state: str) -> str:
    value = f"{state}[key]"
    text = f"CASE WHEN {value} IS :: LIST<ANY> THEN [v IN {value} | toString(v)] ELSE [toString({value})] END"
    return f"[key IN keys({state}) WHERE NOT key IN {list(_INTERNAL)} | [key, {text}]]"


def _relations() -> str:
    """[type, target, whether it was made, whether it is derived] of each."""
    kind = f"CASE WHEN r.{UNTIL} IS NULL THEN type(r) ELSE substring(type(r), {len(was_type(''))}) END"
    about = f"(x)-[r]->(m:{ROOT}|{DELETED}) WHERE NOT type(r) IN {_HIDDEN}"
    made = f"[{about} AND r.{SINCE} = c.at | [{kind}, m.iri, true, r.proposition IS NOT NULL]]"
    undone = f"[{about} AND r.{UNTIL} = c.at | [{kind}, m.iri, false, r.proposition IS NOT NULL]]"
    return f"{made} + {undone}"
