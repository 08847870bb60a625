"""What a change of the ontology would do to the data that is stored, found by reading alone: how much changes, what gets lost, what forbids it."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.cypher.quote import quote
from graph.history import HAD_STATE, was_label
from graph.migration.links import Links
from graph.migration.nodes import Nodes, native
from graph.migration.terms import Terms
from graph.resolve import stored_keys
from graph.store import Store
from schema.model import Class, Relation

TIMEOUT = 120.0
SIZE = 2_000
"""Resources that are read at once."""
SHOWN = 3
"""How many of those that something is said of are named."""
Report = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""

PAGE = f"""
MATCH (n:{{label}}) WHERE n.iri > $after AND (any(label IN labels(n) WHERE label IN $labels)
  OR EXISTS {{{{ (n)-[:{HAD_STATE}]->(s) WHERE any(label IN labels(s) WHERE label IN $was) }}}})
WITH n ORDER BY n.iri LIMIT $size RETURN n.iri, labels(n), properties(n)
"""
"""Nodes that may change, themselves or in a past state."""
_LINKS = """
MATCH (a:Resource) WHERE a.iri > $after AND EXISTS { (a)-[:{kind}]->() }
WITH a ORDER BY a.iri LIMIT $size MATCH (a)-[r:{kind}]->(b) RETURN a.iri, labels(a), b.iri, labels(b), properties(r)
"""


@dataclass(slots=True)
class Finding:
    """What is so with `count` resources, some of which are `iris`."""

    text: str
    count: int = 0
    iris: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """One line for people."""
        more = f" and {self.count - len(self.iris):,} more" if self.count > len(self.iris) else ""
        return f"{self.text}: {', '.join(f'<{iri}>' for iri in self.iris)}{more}"


@dataclass(slots=True)
class Examined:
    """How many nodes and relationships (by old type) may change; what is lost, which has to be allowed, and what must be mended first."""

    nodes: int = 0
    links: dict[str, int] = field(default_factory=dict)
    lost: dict[str, Finding] = field(default_factory=dict)
    faults: dict[str, Finding] = field(default_factory=dict)


def find(findings: dict[str, Finding], text: str, iris: Iterable[str]) -> None:
    """Add resources to what is said of them."""
    finding = findings.setdefault(text, Finding(text))
    for iri in iris:
        finding.count += 1
        if len(finding.iris) < SHOWN:
            finding.iris.append(iri)


def page_parameters(nodes: Nodes) -> dict[str, list[str]]:
    """Return the labels that `PAGE` looks for."""
    return {"labels": sorted(nodes.affected), "was": sorted(map(was_label, nodes.affected))}


async def examine(store: Store, terms: Terms, report: Report) -> Examined:
    """Read all that a change concerns."""
    found, nodes = Examined(), Nodes(terms)
    links = Links(terms, nodes)
    if nodes.affected:
        ((found.nodes,),) = await store.rows(f"MATCH (n:{_any(sorted(nodes.affected))}) RETURN count(n)", {}, TIMEOUT)
        await _nodes(store, nodes, found, report)
    for kind in links.affected:
        await _links(store, links, nodes, kind, found)
        report("check relationships", len(found.links), len(links.affected))
    for texts, text in (*_keys(terms), *_counts(terms)):
        for (iris,) in await store.rows(text, {}, TIMEOUT):
            find(found.faults, texts, sorted(iris))
    return found


async def _nodes(store: Store, nodes: Nodes, found: Examined, report: Report) -> None:
    read = 0
    async for iri, labels, stored in _pages(store, PAGE.format(label="Resource"), {"labels": sorted(nodes.doubtful), "was": []}):
        read += 1
        became = nodes.convert(iri, frozenset(labels), native(stored))
        for text in became.lost.values():
            find(found.lost, text, [iri])
        for text in became.faults:
            find(found.faults, text, [iri])
        if read % SIZE == 0:
            report("check resources", read, found.nodes)


async def _links(store: Store, links: Links, nodes: Nodes, kind: str, found: Examined) -> None:
    ((found.links[kind],),) = await store.rows(f"MATCH ()-[r:{quote(kind)}]->() RETURN count(r)", {}, TIMEOUT)
    fault = links.faults().get(kind)
    if not (fault or links.doubtful(kind)):
        return
    async for start, labels, end, end_labels, stored in _pages(store, _LINKS.replace("{kind}", quote(kind)), {}):
        now = nodes.labels(frozenset(labels)), nodes.labels(frozenset(end_labels))
        link = links.convert(kind, (start, end), now, native(stored), past=False)
        for text in link.lost.values():
            find(found.lost, text, [start])
        if fault:
            find(found.faults, fault, [start])


async def _pages(store: Store, text: str, parameters: dict[str, Any]) -> AsyncIterator[list[Any]]:
    """Yield rows page by page; the first value of each is the IRI by which they are in order."""
    after = ""
    while rows := await store.rows(text, {**parameters, "after": after, "size": SIZE}, TIMEOUT):
        for row in rows:
            yield row
        after = rows[-1][0]


# what shapes ask of several nodes together


def _keys(terms: Terms) -> Iterator[tuple[str, str]]:
    """Keys that are new, and the statement that finds who shares one."""
    olds = {name: {_key(terms, old, key) for key in stored_keys(terms.old, old)} for old, name in terms.classes.items()}
    for cls in terms.new.classes.values():
        labels = _old_labels(terms, cls)
        for key in stored_keys(terms.new, cls.name) if labels else ():
            if key not in olds.get(cls.name, ()):
                names = [quote(_old_name(terms, cls, labels, name)) for name in key]
                given = " AND ".join(f"n.{name} IS NOT NULL" for name in names)
                shared = f"WITH [{', '.join(f'n.{name}' for name in names)}] AS key, collect(n.iri) AS iris WHERE size(iris) > 1 RETURN iris"
                yield f"{cls.name} has the key {', '.join(key)}, which several share", f"MATCH (n:{_any(labels)}) WHERE {given} {shared}"


def _key(terms: Terms, old: str, key: tuple[str, ...]) -> tuple[str, ...]:
    """An old key under its new names."""
    attributes = terms.old.classes[old].attributes
    now = {iri: use.name for use in terms.new.classes[terms.classes[old]].attributes.values() for iri in use.iris}
    return tuple(sorted(terms.attribute(attributes[name], now) or "" for name in key))


def _old_labels(terms: Terms, cls: Class) -> list[str]:
    """The old labels of those that are instances of a new class."""
    members = {cls.name, *cls.descendants}
    return sorted(old for old, name in terms.classes.items() if name in members)


def _old_name(terms: Terms, cls: Class, labels: list[str], name: str) -> str:
    """The old name of an attribute of a new class; its new one if it is new."""
    iris = set(cls.attributes[name].iris)
    uses = (use for label in labels for use in terms.old.classes[label].attributes.values())
    return next((use.name for use in uses if not iris.isdisjoint(map(terms.iri, use.iris))), name)


def _counts(terms: Terms) -> Iterator[tuple[str, str]]:
    """Relations that may be fewer or must be more than before, and the statement that finds who breaks that."""
    types = {now[0].iri: old for old, (_, now) in terms.relations.items() if now}
    for cls in terms.new.classes.values():
        labels = _old_labels(terms, cls)
        before = [relation for label in labels for relation in terms.old.classes[label].relations.values()]
        for relation in cls.relations.values() if labels else ():
            least, most = bounds(relation)
            above = [terms.new.classes[parent].relations.get(relation.name) for parent in cls.parents]
            same = [one for one in before if (one.direction, terms.iri(one.iri)) == (relation.direction, relation.iri)]
            held = bool(same) and all(bounds(one) == (least, most) for one in same)
            if relation.derived or (least, most) == (0, None) or held or any(one and bounds(one) == (least, most) for one in above):
                continue
            arrows = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}[relation.direction]
            kind = quote(types.get(relation.iri, same[0].type if same else relation.type))
            number = f"COUNT {{ (n){arrows[0]}[r:{kind}]{arrows[1]}() WHERE r.proposition IS NULL }}"
            asked = f"at least {least}" if most is None else f"{least} to {most}"
            broken = f"number < {least}" if most is None else f"NOT {least} <= number <= {most}"
            yield (
                f"{cls.name} has not {asked} of {relation.name}",
                f"MATCH (n:{_any(labels)}) WITH n, {number} AS number WHERE {broken} WITH collect(n.iri) AS iris WHERE size(iris) > 0 RETURN iris",
            )


def bounds(relation: Relation) -> tuple[int, int | None]:
    """Return how many of a relation a resource has at least and at most."""
    return max(relation.min_count, int(relation.required)), relation.max_count


def _any(labels: list[str]) -> str:
    return "|".join(map(quote, labels))
