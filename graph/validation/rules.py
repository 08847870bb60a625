"""Rules of the evidence layer that no shape says, over a graph in memory; `graph.validation.stored_rules` has the same in Cypher.

That a claim has one claimant, one content and one passage, and that a passage begins before it ends, is said by the ontology's shapes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.validation.values import precedes
from graph.validation.violations import Graph, Violation
from graph.validation.walking import walk
from schema.model import CG
from schema.paths import Path, Repeat, Sequence, Step
from schema.shapes import Shape
from schema.terms import Term, Text, show

CLAIMANT, CONTENT, RELAYED_BY, ASSERTED_AT = (CG + name for name in ("claimant", "content", "relayedBy", "assertedAt"))
DOCUMENT, START, END, QUOTE, CHARACTERS, FULL_TEXT = (CG + name for name in ("document", "start", "end", "quote", "characters", "fullText"))
TAKING_BACK = (CG + "supersedes", CG + "retracts")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its name (an IRI), the path to what it is about, and what to say of a value that breaks it."""

    name: str
    path: Path
    message: str
    mend: str

    def violation(self, focus: Term, value: Term | None = None) -> Violation:
        """The violation of this rule by a resource."""
        said = self.message.replace("{}", show(value)) if value is not None else self.message
        return Violation(focus, self.name, self.name, said, self.mend, self.path, value)


HOP_CYCLE = Rule(CG + "HopCycleRule", Step(RELAYED_BY), "is relayed, over one hop or more, by itself", "cut the circle of cg:relayedBy")
HOP_CONTENT = Rule(CG + "HopContentRule", Step(RELAYED_BY), "is relayed by {}, which has another content", "give all hops of a chain one content")
OWN_CLAIM = Rule(CG + "OwnClaimRule", Step(TAKING_BACK[0]), "takes back {}, which another claimant made", "only the claimant of a claim can take it back")
EARLIER_CLAIM = Rule(
    CG + "EarlierClaimRule", Step(TAKING_BACK[0]), "takes back {}, which was made later", "give the claims' times (cg:assertedAt) in their order"
)
PASSAGE_WITHIN = Rule(CG + "PassageWithinRule", Step(END), "ends at {}, behind the end of its document", "give an offset up to the document's cg:characters")
PASSAGE_QUOTE = Rule(
    CG + "PassageQuoteRule", Step(QUOTE), "quotes {}, which is not in its document between its offsets", "give the words at cg:start to cg:end"
)
CLAIM = CG + "Claim"
RULED = frozenset((CLAIM, CG + "Passage"))
"""The classes whose instances the rules are about."""
BINDING = (RELAYED_BY, *TAKING_BACK)
"""What leads from a claim, or to it, wherever it breaks a rule."""
RULES = (HOP_CYCLE, HOP_CONTENT, OWN_CLAIM, EARLIER_CLAIM, PASSAGE_WITHIN, PASSAGE_QUOTE)


def check_rules(graph: Graph, focus: Iterable[Term]) -> Iterator[Violation]:
    """Yield what breaks a rule among these nodes and what hangs together with them: hops, and claims that take back or are taken back."""
    claims: dict[Term, None] = {}
    for node in focus:
        kinds = graph.types(node)
        if CLAIM in kinds:
            claims |= dict.fromkeys((node, *(other for iri in BINDING for other in graph.subjects(node, iri))))
        if CG + "Passage" in kinds:
            yield from _passage(graph, node)
    for claim in claims:
        yield from _claim(graph, claim)


READ = (
    Shape("", Sequence((Repeat(Step(RELAYED_BY), 0, True), Step(CONTENT)))),
    Shape("", Sequence((Step(RELAYED_BY, True), Step(CONTENT)))),
    *(Shape("", Sequence((Step(iri, backwards), Step(CLAIMANT)))) for iri in TAKING_BACK for backwards in (False, True)),
    Shape("", Sequence((Step(DOCUMENT), Step(FULL_TEXT)))),
)
"""Shapes that look where `check_rules` does, so that `states` reads that."""


def _claim(graph: Graph, claim: Term) -> Iterator[Violation]:
    if claim in walk(Repeat(Step(RELAYED_BY), 1, True), graph, claim):
        yield HOP_CYCLE.violation(claim)
    content = set(graph.values(claim, CONTENT))
    for hop in graph.values(claim, RELAYED_BY):
        if content != set(graph.values(hop, CONTENT)):
            yield HOP_CONTENT.violation(claim, hop)
    claimant = set(graph.values(claim, CLAIMANT))
    for iri in TAKING_BACK:
        for earlier in graph.values(claim, iri):
            if claimant != set(graph.values(earlier, CLAIMANT)):
                yield _on(OWN_CLAIM, iri).violation(claim, earlier)
            if earlier == claim or not _in_order(graph, earlier, claim):
                yield _on(EARLIER_CLAIM, iri).violation(claim, earlier)


def _on(rule: Rule, iri: str) -> Rule:
    """The rule about another relation."""
    return Rule(rule.name, Step(iri), rule.message, rule.mend)


def _in_order(graph: Graph, earlier: Term, later: Term) -> bool:
    """Whether the first claim may have been made no later than the second."""
    return all(precedes(one, other, strictly=False) for one in graph.values(earlier, ASSERTED_AT) for other in graph.values(later, ASSERTED_AT))


def _passage(graph: Graph, passage: Term) -> Iterator[Violation]:
    start, end = _number(graph, passage, START), _number(graph, passage, END)
    for document in graph.values(passage, DOCUMENT):
        length = _number(graph, document, CHARACTERS)
        if length is not None and end is not None and end > length:
            yield PASSAGE_WITHIN.violation(passage, next(iter(graph.values(passage, END))))
        for quote in graph.values(passage, QUOTE):
            for text in graph.values(document, FULL_TEXT):
                if isinstance(text, Text) and isinstance(quote, Text) and quote.value not in text.value[start or 0 : end]:
                    yield PASSAGE_QUOTE.violation(passage, quote)


def _number(graph: Graph, node: Term, iri: str) -> int | None:
    """A property's value, if it is a whole number that is not negative."""
    return next((int(v.value) for v in graph.values(node, iri) if isinstance(v, Text) and v.value.isascii() and v.value.isdigit()), None)
