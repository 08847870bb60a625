"""Named graphs that have a claim's name: they say what the claim's content says, and nothing of them is a fact.

A claim is one of the files or of the store; what its content says is taken from the files, and from the store as far as they are silent.
Other graphs are read as if what they say stood in none.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any, NamedTuple

from graph.literals import stored
from graph.resolver import Resolver
from graph.saying import Saying
from graph.stage import Stage
from graph.states import properties, read_values
from graph.store import BATCH, Store, batches
from graph.terms import term
from graph.told import Literal, Subject, Triple
from schema.model import CG, Attribute, Model
from schema.terms import Text

TIMEOUT = 120.0
AT_ONCE = 1_000
"""Graphs that are compared together."""
_ARE_CLAIMS = "UNWIND $iris AS iri MATCH (c:Claim {iri: iri}) RETURN iri"
_CONTENTS = "UNWIND $iris AS iri MATCH (:Claim {iri: iri})-[:CONTENT]->(p:Proposition) RETURN iri, p.iri"
_ENDS = """UNWIND $iris AS iri MATCH (p:Proposition {iri: iri})
RETURN iri, [(p)-[r:SUBJECT]->(s) WHERE r.proposition IS NULL | s.iri], [(p)-[r:OBJECT]->(o) WHERE r.proposition IS NULL | o.iri], properties(p)"""

_OTHERS = "graph NOT IN (SELECT iri FROM claim)"

Statement = tuple[str, str, str | Literal | Triple]
Stored = tuple[list[str], list[str], Mapping[str, Any]]
"""Subjects, objects and properties of a proposition."""


class Named(NamedTuple):
    """A statement in a named graph, and where it stands."""

    graph: str
    subject: str
    predicate: str
    said: str | Literal | Triple
    source: int
    place: int


def claim_classes(model: Model) -> frozenset[str]:
    """Return the IRIs of the classes whose instances are claims; none without the evidence layer."""
    claim = model.class_by_iri.get(CG + "Claim")
    return frozenset(iri for iri, cls in model.class_by_iri.items() if claim.name in (cls.name, *cls.ancestors)) if claim else frozenset()


async def set_apart(store: Store, stage: Stage) -> None:
    """Leave what stands in graphs with the names of claims where it is, and give all else that stands in a named graph to its subjects."""
    others = (graph for (graph,) in stage.rows(f"SELECT DISTINCT graph FROM named WHERE {_OTHERS}"))  # noqa: S608 - a text of ours
    for iris in batches(others):
        stage.add("claim", await store.rows(_ARE_CLAIMS, {"iris": iris}, TIMEOUT), 1)
    stage.run(f"INSERT INTO told SELECT subject, source, body FROM named WHERE {_OTHERS} ORDER BY rowid")  # noqa: S608
    stage.run(f"DELETE FROM named WHERE {_OTHERS}")  # noqa: S608


class Contents:
    """Compares the graphs of claims with what their contents say; what differs goes to the resolver's findings."""

    def __init__(self, store: Store, stage: Stage, resolver: Resolver) -> None:
        self._store, self._stage, self._resolver = store, stage, resolver
        self._saying = Saying.of(resolver.words.model)

    async def check(self) -> None:
        """Find every statement in a claim's graph that is not what the claim says."""
        graphs = groupby(self._named(), lambda one: one.graph)
        whole = ((iri, list(members)) for iri, members in graphs)
        while self._saying and (some := dict(islice(whole, AT_ONCE))):
            contents = await self._contents(some)
            propositions = {iri for found in contents.values() for iri in found}
            known: dict[str, Stored] = {iri: tuple(rest) for iri, *rest in await self._rows(_ENDS, propositions)}
            for claim, members in some.items():
                said = [one for iri in contents[claim] for one in self._said(self._saying, iri, known.get(iri, ([], [], {})))]
                self._compare(self._saying, claim, members, said)

    def _named(self) -> Iterator[Named]:
        for graph, subject, source, body in self._stage.rows("SELECT graph, subject, source, body FROM named ORDER BY graph, rowid"):
            for predicate, said, place in self._stage.statements(body):
                yield Named(graph, subject, predicate, said, source, place)

    def _ends(self, start: str, kind: str) -> list[str]:
        """Where the relationships of a type lead that the files tell of a resource."""
        return [end for (end,) in self._stage.rows("SELECT DISTINCT end FROM edge WHERE start = ? AND type = ?", start, kind)]

    async def _rows(self, text: str, iris: Iterable[str]) -> list[list[Any]]:
        wanted = sorted(iris)
        return [row for start in range(0, len(wanted), BATCH) for row in await self._store.rows(text, {"iris": wanted[start : start + BATCH]}, TIMEOUT)]

    async def _contents(self, claims: Iterable[str]) -> dict[str, list[str]]:
        found = {claim: self._ends(claim, "CONTENT") for claim in claims}
        for claim, content in await self._rows(_CONTENTS, (claim for claim, contents in found.items() if not contents)):
            found[claim].append(content)
        return found

    def _said(self, saying: Saying, iri: str, known: Stored) -> Iterator[Statement]:
        """What a proposition will say when all is loaded."""
        told, (subjects, objects, state) = self._stage.subject(iri), known
        given = {**state, **self._given(saying.predicate, told, state), **self._given(saying.value, told, state)}
        ends = self._ends(iri, saying.subject) or subjects, self._ends(iri, saying.object) or objects
        for subject, predicate, target in saying.said(*ends, given):
            yield subject, predicate, Literal(target.value, target.datatype, target.language) if isinstance(target, Text) else target

    def _given(self, use: Attribute, told: Subject, state: Mapping[str, Any]) -> dict[str, Any]:
        """The properties that the files give to a proposition for one attribute; what does not fit has a finding already."""
        values: dict[str, dict[str, list[Any]]] = {}
        for iri in use.iris:
            for language, value, fault, _ in read_values((use,), told.literals.get(iri, ()), told.links.get(iri, ()), self._resolver.words.model):
                if not fault:
                    values.setdefault(iri, {}).setdefault(language, []).append(value)
        return properties(use, values, state)[0] if values else {}

    def _compare(self, saying: Saying, claim: str, members: Iterable[Named], said: list[Statement]) -> None:
        for one in members:
            if (one.subject, one.predicate, self._as_value(saying.value, one.said)) not in said:
                its = "; ".join(map(self._shown, said)) or "nothing that has a subject, a predicate, and an object or a value"
                told = self._shown((one.subject, one.predicate, one.said))
                self._resolver.find(claim, f"is a claim, and the graph of its name says {told}; its content says {its}", at=(one.source, one.place))

    def _as_value(self, use: Attribute, said: str | Literal | Triple) -> str | Literal | Triple:
        """A literal as a value of a proposition would come back."""
        if not isinstance(said, Literal):
            return said
        try:
            value = term(use, stored(use, said, self._resolver.words.model), said.language if use.localized else "", self._resolver.words.model)
        except ValueError:
            return said
        return Literal(value.value, value.datatype, value.language) if isinstance(value, Text) and said.language == value.language else said

    def _shown(self, one: Statement) -> str:
        return " ".join(self._part(part) for part in one)

    def _part(self, part: str | Literal | Triple) -> str:
        match part:
            case Literal(text):
                return f'"{text[:60]}"'
            case str():
                return self._resolver.words.compact(part)
            case _:
                return f"<<( {' '.join(map(self._part, part))} )>>"
