"""What is done to claims and judgements, as drafts: chains of hops, retractions, names that nobody gave, merges."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from graph.mutations.drafts import Draft, Drafting, Link
from graph.mutations.problems import Problem
from graph.store import Transaction
from schema.model import CG, Class, Model, Relation

_NAMED_BY = ("quote", "text", "rationale", "mention", "verb")
"""The attributes of which the first that is given names a claim, a proposition, a passage or a judgement without a name."""
_LONGEST_NAME = 100
TAKEN_BACK = "QUESTIONS"
"""The stance of a claim that takes another back: what was said is open again."""


class Evidence:
    """Drafts of what is done to claims, over one Model with the evidence layer."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def relation(self, cls: Class, local: str) -> Relation:
        """Return the relation of a class that an own property gives, read forwards."""
        return next(relation for relation in cls.relations.values() if relation.iri == CG + local and relation.direction != "in")

    def record(self, drafting: Drafting, claim: Class, given: Mapping[str, Any], hops: Sequence[Mapping[str, Any]]) -> list[Draft]:
        """Return the drafts of a claim and its hops, innermost first: each is relayed by the next, says the same, and stands there too unless it says where."""
        chain = [drafting.draft(claim, given, ("input",)), *(drafting.draft(claim, hop, ("relayedBy", place)) for place, hop in enumerate(hops))]
        relayed = self.relation(claim, "relayedBy")
        for inner, outer in zip(chain, chain[1:], strict=False):
            inner.links.append(Link(relayed, outer, outer.path))
            self._inherit(outer, chain[0])
        return chain

    def _inherit(self, draft: Draft, other: Draft) -> None:
        for local in ("content", "passage"):
            relation = self.relation(draft.cls, local)
            if not draft.linked(relation):
                draft.links.extend(Link(relation, link.target, link.path) for link in other.linked(relation))

    async def follow(self, transaction: Transaction, claim: Draft, earlier: str, local: str) -> None:
        """Make a claim retract or supersede an earlier one: by the same claimant, and when it is a retraction over the same content."""
        names = ("claimant", "content") if local == "retracts" else ("claimant",)
        for name in names:
            relation = self.relation(claim.cls, name)
            if not claim.linked(relation):
                text = "MATCH (:Claim {iri: $iri})-[r:$($kind)]->(m:Resource) RETURN m.iri"
                found = await transaction.rows(text, {"iri": earlier, "kind": relation.type})
                claim.links.extend(Link(relation, iri, ("id",)) for (iri,) in found[:1])
        claim.links.append(Link(self.relation(claim.cls, local), earlier, ("id",)))
        if local == "retracts":
            claim.values.setdefault("stance", TAKEN_BACK)

    def complete(self, drafts: Sequence[Draft], now: datetime) -> None:
        """Name the new evidence that has no name by what it says, and date the judgements without a date: the latest counts."""
        for draft in drafts:
            if "madeAt" in draft.cls.attributes and draft.values.get("madeAt") is None:
                draft.values["madeAt"] = now.isoformat()
            if self._is_evidence(draft.cls) and not draft.is_reference and "name" not in draft.values:
                said = next((draft.values[name] for name in _NAMED_BY if draft.values.get(name)), None)
                text = said if isinstance(said, str) else draft.cls.name
                draft.values["name"] = [{"value": text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"}]

    def _is_evidence(self, cls: Class) -> bool:
        own = {CG + name for name in ("Claim", "Proposition", "Passage", "Judgement")}
        return any(self._model.classes[name].iri in own for name in (cls.name, *cls.ancestors))

    def is_judgement(self, labels: Set[str]) -> bool:
        """Whether a resource with these labels is only ever added."""
        return any(self._model.classes[name].iri == CG + "Judgement" for name in labels & self._model.classes.keys())

    def identity(self, drafting: Drafting, judgement: Class, arguments: Mapping[str, Any], decision: str) -> Draft:
        """Return the draft of a judgement on the first of some resources as against the others."""
        ids = [drafting.iri(text, ("ids", place)) for place, text in enumerate(arguments["ids"])]
        if len(set(ids)) < 2:
            drafting.problems.append(Problem("BAD_INPUT", "give two resources at least", ("ids",)))
        draft = drafting.draft(judgement, {"decision": decision, "rationale": arguments.get("rationale")}, ())
        draft.links.append(Link(self.relation(judgement, "judged"), ids[0] if ids else "", ("ids", 0)))
        draft.links.extend(Link(self.relation(judgement, "candidate"), iri, ("ids", place)) for place, iri in enumerate(ids) if place)
        if arguments.get("madeBy"):
            draft.links.append(Link(self.relation(judgement, "madeBy"), drafting.iri(arguments["madeBy"], ("madeBy",)), ("madeBy",)))
        return draft
