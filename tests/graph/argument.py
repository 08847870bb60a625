"""Claims that contradict each other at random, as Turtle to be loaded beside the example: all that can be taken back, relayed, denied or entailed."""

from collections.abc import Iterator
from random import Random

AGENTS, PROPOSITIONS, CHAIN, CLIQUE, CLAIMS, LINKS = 9, 70, 12, 16, 150, 28
PREFIXES = """@prefix cg: <https://w3id.org/claimgraph/ontology#> .
@prefix id: <https://w3id.org/claimgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""
STANCES = ("asserts",) * 7 + ("denies",) * 3 + ("infers", "hedges", "questions", "reports", "predicts")
KINDS = ("eventKind", "attributionKind", "responsibilityKind", "predictionKind")
DAYS = ("2023-05-01", "2023-05-22", "2023-06", "2024", "")


def argument(seed: int) -> str:
    """Return the file; the same for the same seed."""
    return PREFIXES + "\n".join(_lines(Random(seed)))


def _lines(random: Random) -> Iterator[str]:
    yield 'id:x-outlet a cg:Publisher ; rdfs:label "X outlet" .'
    yield 'id:x-text a cg:Document ; rdfs:label "X text" ; cg:publisher id:x-outlet .'
    yield 'id:x-passage a cg:Passage ; rdfs:label "X passage" ; cg:document id:x-text ; cg:start 0 ; cg:end 1 .'
    for number in range(AGENTS):
        bound = " ; cg:controlledBy id:x-agent-0" if number in (1, 2) else ""
        yield f'id:x-agent-{number} a cg:Person ; rdfs:label "X agent {number}"{bound} .'
    for number in range(PROPOSITIONS):
        about = f"cg:subject id:x-agent-{random.randrange(AGENTS)} ; cg:object id:x-agent-{random.randrange(AGENTS)} ; cg:event id:incursion"
        yield f'id:x-p-{number:02} a cg:Proposition ; rdfs:label "X {number}" ; cg:text "X {number}." ; cg:kind cg:{random.choice(KINDS)} ; {about} .'
    yield from _links(random)
    yield from _claims(random)
    yield 'id:x-alias a cg:Alias ; rdfs:label "legion"@en, "легион"@ru ; cg:aliasOf id:frl ; cg:usedBy id:x-agent-1, id:x-agent-2 .'
    yield 'id:x-alias-plain a cg:Alias ; rdfs:label "L" ; cg:aliasOf id:frl ; cg:usedBy id:x-agent-2 .'


def _links(random: Random) -> Iterator[str]:
    """A chain of conflicts, a part in which each excludes each, and some at random with what entails what."""
    for number in range(CHAIN - 1):
        yield f"id:x-p-{number:02} cg:incompatibleWith id:x-p-{number + 1:02} ."
    clique = range(CHAIN, CHAIN + CLIQUE)
    for one in clique:
        for other in range(one + 1, clique.stop):
            yield f"id:x-p-{one:02} cg:competesWith id:x-p-{other:02} ."
    for _ in range(LINKS):
        one, other = sorted(random.sample(range(clique.stop, PROPOSITIONS), 2))
        yield f"id:x-p-{one:02} cg:{random.choice(('incompatibleWith', 'competesWith', 'entails', 'entails'))} id:x-p-{other:02} ."


def _claims(random: Random) -> Iterator[str]:
    """What is of the chain and of the clique is asserted once, and then all is argued about."""
    for number in range(CHAIN + CLIQUE):
        yield _claim(number, f"x-agent-{number % AGENTS}", number, "asserts", "") + " ."
    made: dict[int, tuple[str, int, str]] = {}
    for number in range(CHAIN + CLIQUE, CLAIMS):
        speaker = "x-outlet" if random.random() < 0.15 else f"x-agent-{random.randrange(AGENTS)}"
        proposition, stance, day = random.randrange(CHAIN + CLIQUE - 4, PROPOSITIONS), random.choice(STANCES), random.choice(DAYS)
        own = [earlier for earlier, (whose, _, when) in made.items() if whose == speaker and (not day or when <= day)]
        same = [earlier for earlier, (_, what, _) in made.items() if what == proposition]
        kind, earlier = random.choice((("retracts", own), ("supersedes", own), ("relayedBy", same)))
        also = f" ; cg:{kind} id:x-c-{random.choice(earlier):03}" if earlier and random.random() < 0.4 else ""
        made[number] = (speaker, proposition, day)
        yield _claim(number, speaker, proposition, stance, day) + also + " ."


def _claim(number: int, speaker: str, proposition: int, stance: str, day: str) -> str:
    said = f"cg:claimant id:{speaker} ; cg:content id:x-p-{proposition:02} ; cg:stance cg:{stance} ; cg:passage id:x-passage"
    dated = f' ; cg:assertedAt "{day}"^^edtf:EDTF' if day else ""
    return f'id:x-c-{number:03} a cg:Claim ; rdfs:label "X claim {number}" ; {said}{dated}'
