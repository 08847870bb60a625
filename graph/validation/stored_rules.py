"""Rules over a whole store, in Cypher: those of the evidence layer, and those that whatever writes into Neo4j has to keep.

    LabelRule        a node of a class is a Resource, has the labels of all classes above, and is directly of no abstract one
    NameRule         a resource has an IRI and a name
    StoredTypeRule   a property that the ontology knows is stored as its type, in a list if it may have several values
    EndRule          a relationship that the ontology knows begins and ends at resources of its classes

A label, a property or a relationship type that the ontology does not know is no fault.
"""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from itertools import islice

from graph.cypher.quote import quote
from graph.store import Store
from graph.validation.findings import TIMEOUT, Findings, named
from graph.validation.reading import states
from graph.validation.rules import EARLIER_CLAIM, HOP_CONTENT, HOP_CYCLE, OWN_CLAIM, PASSAGE_QUOTE, PASSAGE_WITHIN, READ, Rule, check_rules
from graph.validation.violations import Violation
from schema.datatypes import ENUM
from schema.model import CG, ROOT, Attribute, Class, Model, Relation
from schema.paths import Path, Step
from schema.shapes import VIOLATION

LABEL, NAME, STORED_TYPE, END = (CG + name for name in ("LabelRule", "NameRule", "StoredTypeRule", "EndRule"))

_FIRST, _LAST = "date('0001-01-01')", "date('9999-12-31')"
_TAKING_BACK = "MATCH (n:Claim)-[:SUPERSEDES|RETRACTS]->(e:Claim) WHERE"
_EVIDENCE: tuple[tuple[Rule, str], ...] = (
    (HOP_CYCLE, "MATCH (n:Claim)-[:RELAYED_BY]->(:Claim) WHERE EXISTS { (n)-[:RELAYED_BY*1..]->(n) }"),
    (HOP_CONTENT, "MATCH (n:Claim)-[:RELAYED_BY]->(e:Claim) WHERE {CONTENT}"),
    (OWN_CLAIM, f"{_TAKING_BACK} {{CLAIMANT}}"),
    (EARLIER_CLAIM, f"{_TAKING_BACK} n = e OR coalesce(e.assertedAtEarliest, {_FIRST}) > coalesce(n.assertedAtLatest, {_LAST})"),
    (PASSAGE_WITHIN, "MATCH (n:Passage)-[:IN_DOCUMENT]->(d:Document) WHERE n.end > d.characters"),
    (
        PASSAGE_QUOTE,
        "MATCH (n:Passage)-[:IN_DOCUMENT]->(d:Document) WHERE d.fullText IS NOT NULL AND n.quote IS NOT NULL "
        "AND CASE WHEN n.start IS :: INTEGER NOT NULL AND n.end IS :: INTEGER NOT NULL AND 0 <= n.start <= n.end THEN NOT substring(d.fullText, n.start, n.end - n.start) CONTAINS n.quote ELSE true END",
    ),
)
_OTHER_ENDS = (
    "COLLECT {{ MATCH (n)-[:{0}]->(m:Resource) RETURN m.iri ORDER BY m.iri }} <> COLLECT {{ MATCH (e)-[:{0}]->(m:Resource) RETURN m.iri ORDER BY m.iri }}"
)
_TYPES = {
    "Int": ("INTEGER",),
    "BigInt": ("INTEGER",),
    "Float": ("FLOAT", "INTEGER"),
    "Boolean": ("BOOLEAN",),
    "DateTime": ("ZONED DATETIME",),
    "Date": ("DATE",),
    "Point": ("POINT",),
}
"""Row of a datatype to Neo4j's types of its stored values; STRING for all others."""


async def hold_to_rules(store: Store, model: Model, labels: Collection[Sequence[str]], findings: Findings) -> None:
    """Add what breaks a rule; `labels` are the different sets of labels that nodes have."""
    if model.has_evidence:
        await _evidence(store, model, findings)
    await _collect(findings, LABEL, None, _labels(store, model, labels))
    await _collect(findings, NAME, None, _names(store))
    for name in sorted({label for several in labels for label in several} & model.classes.keys()):
        await _types(store, model, f"MATCH (n:{quote(name)})", named("n"), _own_attributes(model.classes[name], model), findings)
    for attributes, types in _edge_attributes(model):
        await _types(store, model, f"MATCH (a:Resource)-[n:{'|'.join(map(quote, types))}]->(:Resource)", named("a"), attributes, findings)
    await _ends(store, model, findings)


async def _collect(findings: Findings, rule: str, path: Path | None, found: AsyncIterator[Violation]) -> None:
    async for violation in found:
        findings.count(rule, rule, path, VIOLATION)
        findings.add([violation])


# evidence


async def _evidence(store: Store, model: Model, findings: Findings) -> None:
    for rule, match in _EVIDENCE:
        text = match.replace("{CONTENT}", _OTHER_ENDS.format("CONTENT")).replace("{CLAIMANT}", _OTHER_ENDS.format("CLAIMANT"))
        iris: list[str] = []
        async for (iri,) in store.stream(f"{text} RETURN DISTINCT {named('n')}", {}, TIMEOUT):
            findings.count(rule.name, rule.name, rule.path, VIOLATION)
            iris += [iri] if len(iris) < findings.room else []
        graph = await states(store, model, iris, READ) if iris else None
        for iri in iris if graph else ():
            details = [v for v in check_rules(graph, [iri]) if v.component == rule.name and v.focus == iri] if graph else []
            findings.add(details or [rule.violation(iri)])


# labels


async def _labels(store: Store, model: Model, found: Collection[Sequence[str]]) -> AsyncIterator[Violation]:
    wrong = {tuple(labels): fault for labels in found if (fault := label_fault(labels, model))}
    if not wrong:
        return
    text = f"MATCH (n) WHERE labels(n) IN $wrong RETURN {named('n')}, labels(n)"
    async for iri, labels in store.stream(text, {"wrong": [list(labels) for labels in wrong]}, TIMEOUT):
        yield Violation(iri, LABEL, LABEL, *wrong[tuple(labels)])


def label_fault(labels: Sequence[str], model: Model) -> tuple[str, str] | None:
    """Return what is wrong with the labels of a node and what would be right; None if nothing is."""
    classes = [model.classes[label] for label in labels if label in model.classes]
    if not classes:
        return None
    missing = sorted({ROOT, *(name for cls in classes for name in cls.ancestors)} - set(labels))
    if missing:
        return f"has the labels {', '.join(sorted(labels))}, without {', '.join(missing)}", f"add {', '.join(missing)}"
    above = {name for cls in classes for name in cls.ancestors}
    abstract = [cls for cls in classes if cls.abstract and cls.name not in above]
    if abstract:
        possible = [name for name in abstract[0].descendants if not model.classes[name].abstract]
        return f"is directly of the abstract class {abstract[0].name}", f"add one of: {', '.join(islice(possible, 8))}"
    return None


# properties


async def _names(store: Store) -> AsyncIterator[Violation]:
    wrong = " OR ".join(f"n.{key} IS NULL OR NOT n.{key} IS :: STRING" for key in ("iri", "name"))  # Neo4j 5.26 forgets the nulls of `IS :: STRING NOT NULL`
    text = f"MATCH (n:Resource) WHERE {wrong} RETURN toStringOrNull(n.iri), elementId(n)"
    async for iri, element in store.stream(text, {}, TIMEOUT):
        missing = "name" if iri else "iri"
        yield Violation(iri or element, NAME, NAME, f"has no {missing} that is a text", f"set the property {missing}")


async def _types(store: Store, model: Model, match: str, iri: str, attributes: Sequence[Attribute], findings: Findings) -> None:
    """Add each `n` that is matched (a node, or what a relation carries) with a property that is not stored as it should be, under an IRI."""
    if not attributes:
        return
    parameters = {f"p{number}": _parameter(attribute, model) for number, attribute in enumerate(attributes)}
    conditions = ", ".join(f"CASE WHEN {_is_wrong(attribute, f'$p{number}')} THEN {number} END" for number, attribute in enumerate(attributes))
    text = f"{match} WITH *, [one IN [{conditions}] WHERE one IS NOT NULL] AS wrong WHERE size(wrong) > 0 RETURN {iri}, wrong"
    found: Counter[int] = Counter()
    async for focus, wrong in store.stream(text, parameters, TIMEOUT):
        found.update(wrong)
        findings.add(_mistyped(focus, attributes[number]) for number in wrong)
    for number, resources in found.items():
        findings.count(STORED_TYPE, STORED_TYPE, Step(attributes[number].iri), VIOLATION, resources)


def _own_attributes(cls: Class, model: Model) -> list[Attribute]:
    """The attributes that no class above has."""
    above = {name for ancestor in cls.ancestors for name in model.classes[ancestor].attributes}
    return [attribute for attribute in cls.attributes.values() if attribute.name not in above]


def _edge_attributes(model: Model) -> list[tuple[tuple[Attribute, ...], list[str]]]:
    """What relations carry, with the relationship types that carry it."""
    found: dict[tuple[str, ...], tuple[tuple[Attribute, ...], dict[str, None]]] = {}
    for _, relation in _forward(model):
        if relation.edge:
            found.setdefault(tuple(a.name for a in relation.edge), (relation.edge, {}))[1][relation.type] = None
    return [(attributes, sorted(types)) for attributes, types in found.values()]


def _parameter(attribute: Attribute, model: Model) -> object:
    return [c.notation for c in model.enums[attribute.enum or ""].concepts] if attribute.datatype == ENUM else f"{attribute.name}@"


def _is_wrong(attribute: Attribute, parameter: str) -> str:
    """The condition that a property of `n` is not stored as it should be."""
    here, kind = f"n.{quote(attribute.name)}", type_of(attribute)
    wrong = f"{here} IS NOT NULL AND NOT {here} IS :: {kind}"
    if attribute.localized:
        return f"{wrong} OR any(key IN keys(n) WHERE key STARTS WITH {parameter} AND NOT n[key] IS :: {kind})"
    return f"{wrong} OR any(one IN [] + {here} WHERE NOT one IN {parameter})" if attribute.datatype == ENUM else wrong


def type_of(attribute: Attribute) -> str:
    """Return the type, as Cypher writes it, that a property has in Neo4j."""
    types = _TYPES.get(attribute.datatype, ("STRING",))
    inner = " | ".join(f"{name} NOT NULL" for name in types)
    return f"LIST<{inner}> NOT NULL" if attribute.many else inner


def _mistyped(iri: str, attribute: Attribute) -> Violation:
    what = f"one of the notations of {attribute.enum}" if attribute.datatype == ENUM else type_of(attribute).replace(" NOT NULL", "")
    return Violation(iri, STORED_TYPE, STORED_TYPE, f"{attribute.name} is not stored as {what}", f"store {what}", Step(attribute.iri))


# relationships


async def _ends(store: Store, model: Model, findings: Findings) -> None:
    possible = _possible_ends(model)
    text = "MATCH (a)-[r]->(b) WHERE type(r) IN $types RETURN DISTINCT type(r), labels(a), labels(b)"
    rows = await store.rows(text, {"types": sorted(possible)}, TIMEOUT)
    wrong = [row for row in rows if not _fits(row[1], row[2], *possible[row[0]][:2])]
    if not wrong:
        return
    match = "MATCH (a)-[r]->(b) WHERE [type(r), labels(a), labels(b)] IN $wrong"
    async for start, kind, end in store.stream(f"{match} RETURN {named('a')}, type(r), {named('b')}", {"wrong": wrong}, TIMEOUT):
        starts, ends, iri = possible[kind]
        message = f"{kind} to <{end}> does not lead from {_topmost(starts, model)} to {_topmost(ends, model)}"
        findings.count(END, END, Step(iri), VIOLATION)
        findings.add([Violation(start, END, END, message, "take it away, or give both ends their classes", Step(iri), end)])


def _possible_ends(model: Model) -> dict[str, tuple[frozenset[str], frozenset[str], str]]:
    """Relationship type to the classes of its start and end, and its property."""
    found: dict[str, tuple[frozenset[str], frozenset[str], str]] = {}
    for name, relation in _forward(model):
        starts, ends, _ = found.get(relation.type, (frozenset[str](), frozenset[str](), ""))
        found[relation.type] = (starts | {name}, ends | {relation.target}, relation.iri)
    return found


def _forward(model: Model) -> Iterator[tuple[str, Relation]]:
    for cls in model.classes.values():
        yield from ((cls.name, r) for r in cls.relations.values() if r.direction != "in" and not r.closure)


def _fits(start: Iterable[str], end: Iterable[str], starts: frozenset[str], ends: frozenset[str]) -> bool:
    return not starts.isdisjoint(start) and not ends.isdisjoint(end)


def _topmost(names: frozenset[str], model: Model) -> str:
    return " or ".join(sorted(name for name in names if not names.intersection(model.classes[name].ancestors)))
