"""A whole store held to the shapes of its Model and to the rules: Neo4j finds what breaks something, Python says what is wrong with it.

units -> statements -> rows [IRI, numbers of checks], streamed and counted -> of the first ones, the details
"""

import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence, Set
from typing import Any

from graph.cypher.quote import quote
from graph.store import Store
from graph.terms import term
from graph.validation.evaluate import of_constraint, value_fault
from graph.validation.findings import LIMIT, TIMEOUT, Findings, Report
from graph.validation.reading import states
from graph.validation.stored import StoredGraph
from graph.validation.stored_rules import hold_to_rules
from graph.validation.units import Check, Compiled, compiled, may_have_any, units
from graph.validation.violations import Violation
from graph.validation.walking import walk
from graph.validation.ways import Judged, Scope, cells
from schema.model import Attribute, Model
from schema.shapes import Closed, Shape, component_iri
from schema.terms import Term

BATCH = 1_000
"""Resources that Python looks at together."""


async def validate(store: Store, model: Model, *, limit: int = LIMIT) -> Report:
    """Return what in the store does not hold; nothing is changed."""
    began = time.monotonic()
    findings = Findings(limit)
    labels = [labels for (labels,) in await store.rows("MATCH (n) WHERE NOT n:Past RETURN DISTINCT labels(n)", {}, TIMEOUT)]
    await _hold_to_shapes(store, model, frozenset(label for several in labels for label in several), findings)
    await hold_to_rules(store, model, labels, findings)
    return findings.report(time.monotonic() - began)


async def _hold_to_shapes(store: Store, model: Model, present: Set[str], findings: Findings) -> None:
    """Add what breaks the Model's shapes; nobody looks for classes without a label among those that are `present`."""
    for unit in units(model.shapes, model):
        if not may_have_any(unit, model, present):
            continue
        statement = compiled(unit, model)
        for judged in statement.judged:
            statement.parameters[judged.parameter] = await _rejected(store, model, judged)
        if statement.text:
            await _in_cypher(store, model, statement, findings)
        if statement.left:
            await _in_python(store, model, statement, findings)
        absent = await _absent(store, [target.iri for target in unit.targets if target.kind == "node"] if unit.path is None else [])
        _look(absent, (*statement.checks, *statement.left), StoredGraph(model, {}, ()), findings)


async def _in_cypher(store: Store, model: Model, statement: Compiled, findings: Findings) -> None:
    found: Counter[int] = Counter()
    kept: list[tuple[str, list[int]]] = []
    async for iri, broken in store.stream(statement.text, statement.parameters, TIMEOUT):
        found.update(broken)
        if len(kept) < findings.room:
            kept.append((iri, broken))
    for number, resources in found.items():
        _count(statement.checks[number], findings, resources)
    await _explain(store, model, statement.checks, kept, findings)


async def _explain(store: Store, model: Model, checks: Sequence[Check], kept: Sequence[tuple[str, list[int]]], findings: Findings) -> None:
    """Add what is wrong with each of some resources."""
    if not kept:
        return
    shapes = _shapes(checks[number] for number in sorted({number for _, broken in kept for number in broken}))
    graph = await states(store, model, [iri for iri, _ in kept], shapes)
    for iri, broken in kept:
        for number in broken:
            check = checks[number]
            details = list(_violations(check, graph, iri))
            component = component_iri(check.constraint.component)
            findings.add(details or [Violation(iri, component, check.shape.name, "does not hold", "", check.shape.path, None, check.shape.severity)])


async def _in_python(store: Store, model: Model, statement: Compiled, findings: Findings) -> None:
    shapes = _shapes(statement.left)
    async for batch in _batches(store.stream(*statement.foci, TIMEOUT)):
        _look(batch, statement.left, await states(store, model, batch, shapes), findings)


def _shapes(checks: Iterable[Check]) -> list[Shape]:
    return list({check.shape.name: check.shape for check in checks}.values())


async def _batches(rows: AsyncIterator[list[Any]]) -> AsyncIterator[list[str]]:
    """IRIs by the thousand."""
    batch: list[str] = []
    async for (iri,) in rows:
        batch.append(iri)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _look(foci: Iterable[str], checks: Iterable[Check], graph: StoredGraph, findings: Findings) -> None:
    for iri in foci:
        for check in checks:
            details = list(_violations(check, graph, iri))
            if details:
                _count(check, findings, 1)
                findings.add(details)


def _count(check: Check, findings: Findings, resources: int) -> None:
    path = None if isinstance(check.constraint, Closed) else check.shape.path
    findings.count(check.shape.name, component_iri(check.constraint.component), path, check.shape.severity, resources)


def _violations(check: Check, graph: StoredGraph, iri: str) -> Iterable[Violation]:
    path = check.shape.path
    return of_constraint(check.shape, check.constraint, graph, iri, [iri] if path is None else list(walk(path, graph, iri)))


async def _absent(store: Store, iris: Sequence[str]) -> list[str]:
    """Those of the targets that are not in the store: shapes speak of them all the same."""
    found = {iri for (iri,) in await store.rows("MATCH (n:Resource) WHERE n.iri IN $iris RETURN n.iri", {"iris": list(iris)}, TIMEOUT)} if iris else set()
    return [iri for iri in iris if iri not in found]


async def _rejected(store: Store, model: Model, judged: Judged) -> list[Any]:
    """The values that a constraint does not accept, among all different ones that there are."""
    nothing = StoredGraph(model, {}, ())
    labels, scope = "|".join(map(quote, judged.labels)), Scope(model)
    if judged.attribute is None:
        rows = store.stream(f"MATCH (n:{labels}) RETURN n.iri", {}, TIMEOUT)
        return [iri async for (iri,) in rows if value_fault(judged.constraint, nothing, iri)]
    found = cells(judged.attribute, "n", scope)
    rows = store.stream(f"MATCH (n:{labels}) UNWIND {found} AS cell RETURN DISTINCT cell", scope.parameters, TIMEOUT)
    return [cell async for (cell,) in rows if value_fault(judged.constraint, nothing, _term(judged.attribute, cell, model))]


def _term(attribute: Attribute, cell: Any, model: Model) -> Term:
    text, language = cell if attribute.localized else (cell, "")
    return term(attribute, text, language, model)
