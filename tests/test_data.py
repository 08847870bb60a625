"""The example graph keeps to the ontology and holds what the report's claims, conflicts and doubts amount to."""

from itertools import combinations
from pathlib import Path

import pyshacl
from edtf import parse_edtf
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

CG = Namespace("https://w3id.org/claimgraph/ontology#")
ID = Namespace("https://w3id.org/claimgraph/id/")
ROOT = Path(__file__).parents[1]
ONTOLOGY = Graph().parse(ROOT / "ontology.ttl")
DATA = Graph().parse(ROOT / "data" / "belgorod-2023.ttl")
HOPS = {ID["C15a-isw"], ID["C15b-isw"], ID["C25-frl"], ID["C48-rybar"], ID["C68-outlet"]}
UNNAMED_SPEAKERS = {ID["unnamed-poster"], ID["unnamed-suspecter"]}
CONFLICTS = {("C29", "C51"), ("C29", "C72"), ("C08", "C63b"), ("C08", "C46"), ("C08", "C47"), ("C08", "C49")}
ENTITIES = ("Agent", "Place", "Equipment", "Document")
LONGEST_QUOTE = 130


def below(cls: URIRef) -> set[Node]:
    return {c for c in ONTOLOGY.transitive_subjects(RDFS.subClassOf, cls) if c is not None}


def instances(cls: str) -> set[Node]:
    return {s for c in below(CG[cls]) for s in DATA.subjects(RDF.type, c)}


def one(subject: Node, predicate: URIRef) -> Node:
    (value,) = DATA.objects(subject, predicate)
    return value


def related(predicate: URIRef) -> set[tuple[str, str]]:
    return {(local(s), local(o)) for s, o in DATA.subject_objects(predicate)}


def local(node: Node) -> str:
    return str(node).removeprefix(str(ID))


def properties() -> set[Node]:
    return {p for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for p in ONTOLOGY.subjects(RDF.type, kind)}


def members(expression: Node | None) -> list[Node]:
    union = ONTOLOGY.value(expression, OWL.unionOf)
    return list(Collection(ONTOLOGY, union)) if union else [n for n in [expression] if n]


def belongs(resource: Node, expression: Node | None) -> bool:
    return any((resource, RDF.type, c) in DATA for m in members(expression) if isinstance(m, URIRef) for c in below(m))


def test_it_conforms_to_the_shapes() -> None:
    conforms, _, report = pyshacl.validate(DATA + ONTOLOGY, shacl_graph=ONTOLOGY, advanced=False, inference="none")
    assert conforms, report


def test_broken_data_does_not_conform() -> None:
    broken = DATA + ONTOLOGY
    broken.remove((ID.C08, CG.claimant, None))
    broken.add((ID["pas-C08"], CG.end, Literal(1)))
    broken.add((ID.frl, CG.basedIn, ID.putin))
    conforms, _, report = pyshacl.validate(broken, shacl_graph=ONTOLOGY, advanced=False, inference="none")
    assert not conforms
    assert all(name in report for name in ("id:C08", "id:pas-C08", "id:frl"))


def test_counts() -> None:
    entities = set().union(*(instances(cls) for cls in ENTITIES))
    assert len(entities - UNNAMED_SPEAKERS) == 81 and entities >= UNNAMED_SPEAKERS
    assert len(instances("Event")) == 26
    assert len(instances("Claim") - HOPS) == 77 and instances("Claim") >= HOPS
    assert len(instances("IdentityJudgement")) == 4
    assert len(instances("Alias")) == 18


def test_every_resource_is_named_and_belongs_to_one_leaf_class() -> None:
    for resource in {s for s in DATA.subjects() if isinstance(s, URIRef)}:
        cls = one(resource, RDF.type)
        assert not list(ONTOLOGY.subjects(RDFS.subClassOf, cls)), resource
        assert (cls, RDF.type, OWL.Class) in ONTOLOGY, resource
        assert "en" in {o.language for o in DATA.objects(resource, RDFS.label) if isinstance(o, Literal)}, resource


def test_every_reference_leads_somewhere() -> None:
    described = set(DATA.subjects(RDF.type))
    assert not [o for o in DATA.objects() if str(o).startswith(str(ID)) and o not in described]


def test_every_property_is_declared_and_used_within_its_domain_and_range() -> None:
    own = [(s, p, o) for s, p, o in DATA if str(p).startswith(str(CG)) and isinstance(s, URIRef)]
    for subject, predicate, value in own:
        assert predicate in properties(), predicate
        assert belongs(subject, ONTOLOGY.value(predicate, RDFS.domain)), (subject, predicate)
        if str(value).startswith(str(ID)):
            assert belongs(value, ONTOLOGY.value(predicate, RDFS.range)), (subject, predicate, value)


def test_predicates_of_propositions_are_relations_that_fit() -> None:
    for proposition, predicate in DATA.subject_objects(CG.predicate):
        term = URIRef(str(predicate))
        assert (term, RDF.type, OWL.ObjectProperty) in ONTOLOGY, predicate
        assert belongs(one(proposition, CG.subject), ONTOLOGY.value(term, RDFS.domain)), proposition
        assert belongs(one(proposition, CG.object), ONTOLOGY.value(term, RDFS.range)), proposition


def test_annotated_relations_are_stated_and_may_carry_what_they_carry() -> None:
    for node in DATA.subjects(RDF.type, RDF.Statement):
        subject, predicate, value = (one(node, p) for p in (RDF.subject, RDF.predicate, RDF.object))
        assert (subject, predicate, value) in DATA
        carried = {p for p in DATA.predicates(node) if str(p).startswith(str(CG))}
        assert carried and carried <= set(ONTOLOGY.objects(predicate, CG.edgeProperty))


def test_nothing_derived_is_written_down() -> None:
    assert not set(ONTOLOGY.subjects(CG.derived, Literal(True))).intersection(DATA.predicates())


def test_every_claim_has_speaker_stance_content_and_passage() -> None:
    for claim in instances("Claim"):
        assert all(one(claim, p) for p in (CG.claimant, CG.stance, CG.content, CG.passage, CG.verb))


def test_who_uses_an_alias_speaks() -> None:
    for alias in instances("Alias"):
        assert one(alias, CG.usedBy) in set(DATA.objects(None, CG.claimant)), alias


def test_a_chain_shares_one_proposition_and_its_hops_report() -> None:
    outer = {hop for _, hop in DATA.subject_objects(CG.relayedBy)}
    assert outer == HOPS == set(DATA.subjects(CG.stance, CG.reports))
    for claim, hop in DATA.subject_objects(CG.relayedBy):
        assert one(claim, CG.content) == one(hop, CG.content)
        assert one(claim, CG.passage) == one(hop, CG.passage)


def test_every_proposition_is_claimed_or_entailed_by_one_that_is() -> None:
    claimed = set(DATA.objects(None, CG.content))
    entailed = {o for c in claimed for o in DATA.transitive_objects(c, CG.entails)}
    assert instances("Proposition") == claimed | entailed


def test_quotes_are_short_and_passages_lie_in_the_article() -> None:
    assert all(len(str(o)) <= LONGEST_QUOTE for o in DATA.objects(None, CG.quote))
    (length,) = DATA.objects(ID.article, CG.characters)
    for passage in instances("Passage"):
        assert one(passage, CG.document) == ID.article
        assert 0 <= int(str(one(passage, CG.start))) < int(str(one(passage, CG.end))) <= int(str(length))


def denied(claim: Node) -> set[Node]:
    """Return what a claim denies, with all that entails it: it cannot hold either."""
    if one(claim, CG.stance) != CG.denies:
        return set()
    return {p for p in DATA.transitive_subjects(CG.entails, one(claim, CG.content)) if p is not None}


def conflict(a: Node, b: Node) -> bool:
    said_a, said_b = one(a, CG.content), one(b, CG.content)
    apart = (said_a, CG.incompatibleWith, said_b) in DATA or (said_b, CG.incompatibleWith, said_a) in DATA
    return apart or said_b in denied(a) or said_a in denied(b)


def test_exactly_these_claims_conflict() -> None:
    claims = sorted(instances("Claim") - HOPS, key=str)
    assert {(local(a), local(b)) for a, b in combinations(claims, 2) if conflict(a, b)} == CONFLICTS


def test_incompatible_and_competing_propositions_say_why() -> None:
    for predicate in (CG.incompatibleWith, CG.competesWith):
        for subject, other in DATA.subject_objects(predicate):
            (node,) = (n for n in DATA.subjects(RDF.subject, subject) if (n, RDF.object, other) in DATA)
            assert one(node, CG.basis)


def test_two_claims_share_the_capture_of_kozinka_and_support_the_wider_claim() -> None:
    shared = one(ID.C14, CG.content)
    assert shared == one(ID.C22, CG.content)
    assert (shared, CG.entails, one(ID.C02, CG.content)) in DATA


def test_flags_name_the_claims_they_mark() -> None:
    assert related(CG.marks) == {("C34", "C33"), ("C65", "C63a"), ("C65", "C64")}
    assert set(DATA.subjects(CG.stance, CG.flagsAsUnverified)) == {ID.C34, ID.C65}


def test_later_states_follow_and_do_not_conflict() -> None:
    assert (one(ID.C59, CG.content), CG.succeeds, one(ID.C37, CG.content)) in DATA


def test_who_depends_on_whom() -> None:
    assert related(CG.controlledBy) == {("ru-authorities", "kremlin"), ("ru-mod", "kremlin"), ("gladkov", "kremlin")}
    close = one(ID.C45, CG.content)
    assert (one(close, CG.subject), one(close, CG.object)) == (ID.rybar, ID["ru-mod"])


def test_relations_that_rest_on_a_claim_are_not_stated_as_facts() -> None:
    for proposition in DATA.subjects(CG.predicate):
        triple = (one(proposition, CG.subject), URIRef(str(one(proposition, CG.predicate))), one(proposition, CG.object))
        assert triple not in DATA, proposition


def test_dates_are_edtf_and_the_undated_carry_none() -> None:
    edtf = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
    for value in DATA.objects():
        if isinstance(value, Literal) and value.datatype == edtf:
            parse_edtf(str(value))
    assert len([c for c in instances("Claim") - HOPS if not DATA.value(c, CG.assertedAt)]) == 31


def test_vague_numbers_keep_their_bounds_and_words() -> None:
    more_than_70 = one(one(ID.C63a, CG.content), CG.quantity)
    assert (float(str(one(more_than_70, CG.min))), str(one(more_than_70, CG.text))) == (71, "more than 70")
    assert DATA.value(more_than_70, CG.max) is None


def test_values_of_lists_are_concepts_of_the_right_list() -> None:
    lists = set(ONTOLOGY.subjects(RDFS.subClassOf, SKOS.Concept))
    for subject, predicate, value in DATA:
        wanted = ONTOLOGY.value(predicate, RDFS.range)
        if wanted in lists:
            assert (value, RDF.type, wanted) in ONTOLOGY, (subject, predicate, value)
