"""What is exported and loaded into an empty store is the same graph, to the triple."""

from typing import Any

import pyoxigraph as ox
import pytest

from graph.export.formats import FORMATS, RDF_FORMATS
from graph.export.run import PROFILES
from graph.told import REIFIES, TYPE
from schema.errors import Unwritable
from tests.example import ONTOLOGY, ROOT
from tests.graph.bench import ID, Bench
from tests.graph.export.conftest import Opened, exported

WAYS = [(name, profile) for name, form in RDF_FORMATS.items() for profile in PROFILES if form.can(profile)]
LIBRARY = ROOT / "tests" / "ontologies" / "library.ttl"
LIBRARY_DATA = ROOT / "tests" / "ontologies" / "library-data.ttl"
COMPUTED = ("version", "recordedAt", "stateSince")
TEXTS = [
    "\U0001f680 Þ 龍 שלום ﷺ 豈 Å A\u030a",
    "quoted \" \\ `$p0` ' <&> ]]> {| |}",
    " line\nline\r\nline\rtab\t ",
    "\u00a0\u2028\u2029\u0085\ufeff\u200f\u202e",
    "",
]
ODD_THINGS = (
    "@prefix schema: <https://schema.org/> . "
    f"id:odd%20ключ a cg:Person ; rdfs:label {ox.Literal(TEXTS[0], language='zh-hant-tw')} , {ox.Literal(TEXTS[1])} ;"
    f" skos:altLabel {' , '.join(str(ox.Literal(text, language='ru')) for text in TEXTS if text)} ;"
    f" schema:description {ox.Literal(TEXTS[2], language='en')} ; cg:age 30 ; cg:unnamed false ;"
    ' cg:leads id:g {| cg:validTime "2022?/.."^^edtf:EDTF |} .'
    ' id:g a cg:ArmedGroup ; rdfs:label "G"@en ; cg:foundedOn "1985~"^^edtf:EDTF ; cg:closeTo id:a .'
    ' id:a a cg:ArmedGroup ; rdfs:label "A"@en ; cg:closeTo id:a .'
    ' id:s a cg:Settlement ; rdfs:label "S"@en ; cg:location "POINT(-36.000001 0.1)"^^geo:wktLiteral .'
    ' id:d a cg:Document ; rdfs:label "D"@en . id:pas a cg:Passage ; rdfs:label "P"@en ; cg:start 1 ; cg:end 2 ; cg:document id:d .'
    ' id:p a cg:Proposition ; rdfs:label "P"@en ; cg:text "T." ; cg:kind cg:eventKind ; cg:subject id:g ; cg:object id:s ;'
    ' cg:predicate "https://w3id.org/claimgraph/ontology#captured"^^xsd:anyURI ; cg:incompatibleWith id:v {| cg:basis "b" |} .'
    f' id:v a cg:Proposition ; rdfs:label "V"@en ; cg:text "V." ; cg:kind cg:measureKind ; cg:subject id:g ; cg:value {ox.Literal(TEXTS[1])} ;'
    ' cg:predicate "https://example.org/größe"^^xsd:anyURI .'
    + "".join(
        f' id:{name} a cg:Claim ; rdfs:label "C"@en ; cg:claimant id:a ; cg:content id:{content} ; cg:passage id:pas ; cg:stance cg:{stance} ; cg:verb "says" .'
        for name, content, stance in (("c1", "p", "asserts"), ("c2", "p", "denies"), ("c3", "v", "asserts"))
    )
)
CONTROL = "\x01\x1f\x7f\ufffe"


def canonical(content: bytes, name: str) -> set[str]:
    syntax = FORMATS[name].syntax
    assert syntax
    dataset = ox.Dataset(ox.parse(content, format=syntax))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def stored(bench: Bench) -> Any:
    """All that is in the store, but for when and how often it was written."""
    nodes, edges = bench.dump()
    return [[iri, sorted(labels), {key: value for key, value in properties.items() if key not in COMPUTED}] for iri, labels, properties in nodes], edges


def comes_back(bench: Bench, name: str, profile: str | None = None) -> None:
    first, before = exported(bench, name, profile), stored(bench)
    bench.clear()
    bench.load(first, suffix=f".{name}")
    assert stored(bench) == before
    assert exported(bench, name, profile) == first


@pytest.mark.parametrize(("name", "profile"), [("ttl", "reified"), ("trig", "nanopub")])
def test_the_example_comes_back(filled: Bench, name: str, profile: str) -> None:
    comes_back(filled, name, profile)


@pytest.fixture(scope="module")
def things(opened: Opened) -> Bench:
    bench = opened(ONTOLOGY)
    bench.load(ODD_THINGS)
    return bench


@pytest.mark.parametrize(("name", "profile"), WAYS)
def test_texts_dates_numbers_relations_and_claims_come_back_in_every_way(things: Bench, name: str, profile: str) -> None:
    comes_back(things, name, profile)


@pytest.mark.parametrize(("name", "profile"), WAYS)
def test_all_formats_say_the_same(odd: Bench, name: str, profile: str) -> None:
    other = "nq" if profile == "nanopub" else "nt"
    content = exported(odd, name, profile)
    assert canonical(content, name) == canonical(exported(odd, other, profile), other)
    assert exported(odd, name, profile) == content


def test_what_is_claimed_or_computed_is_never_asserted(filled: Bench) -> None:
    statements = list(ox.parse(exported(filled, "nt"), format=ox.RdfFormat.N_TRIPLES))
    edges = {(start, kind, end) for start, kind, end, carried in filled.edges() if carried.get("proposition")}
    relations = {relation.iri: relation.type for one in filled.model.classes.values() for relation in one.relations.values()}
    plain = {(start, kind, end) for start, kind, end, carried in filled.edges() if not carried.get("proposition")}
    said = {
        (one.subject.value.removeprefix(ID), relations.get(one.predicate.value), one.object.value.removeprefix(ID))
        for one in statements
        if isinstance(one.object, ox.NamedNode)
    }
    assert edges and not said & (edges - plain)
    derived = {use.iri for one in filled.model.classes.values() for use in one.attributes.values() if use.derived}
    assert derived and not {one.predicate.value for one in statements} & derived


def test_a_named_graph_holds_what_its_claim_says(filled: Bench) -> None:
    quads = list(ox.parse(exported(filled, "nq", "nanopub"), format=ox.RdfFormat.N_QUADS))
    ends = "COLLECT { MATCH (p)-[:SUBJECT]->(s) RETURN s.iri } AS ss, COLLECT { MATCH (p)-[:OBJECT]->(o) RETURN o.iri } AS os"
    content = f"MATCH (c:Claim)-[:CONTENT]->(p) WITH c, p, {ends} UNWIND ss AS s UNWIND CASE os WHEN [] THEN [p.value] ELSE os END AS o"
    said = filled.rows(f"{content} WITH * WHERE o IS NOT NULL AND p.predicate IS NOT NULL RETURN c.iri, s, p.predicate, o")
    named = [one for one in quads if isinstance(one.graph_name, ox.NamedNode)]
    assert sorted([one.graph_name.value, one.subject.value, one.predicate.value, one.object.value] for one in named) == sorted(said)
    assert named
    default = {str(one.triple) for one in quads if isinstance(one.graph_name, ox.DefaultGraph)}
    assert default == set(map(str, ox.parse(exported(filled, "nt"), format=ox.RdfFormat.N_TRIPLES)))


def test_rdf12_says_what_a_relation_carries_of_a_triple(filled: Bench) -> None:
    content = exported(filled, "nt", "rdf12")
    assert REIFIES.encode() in content
    assert (TYPE + "Statement").encode() not in content


@pytest.mark.parametrize("name", ["rdf", "jsonld"])
def test_another_ontology_comes_back(opened: Opened, name: str) -> None:
    bench = opened(LIBRARY)
    bench.load_files(LIBRARY_DATA)
    comes_back(bench, name)


def test_control_characters_come_back_and_are_refused_in_xml(opened: Opened) -> None:
    bench = opened(ONTOLOGY)
    bench.load(f"id:a a cg:Person ; rdfs:label {ox.Literal(CONTROL, language='en')} .", suffix=".ttl")
    for name in ("nt", "ttl", "jsonld"):
        comes_back(bench, name)
    with pytest.raises(Unwritable):
        exported(bench, "rdf")


def test_what_was_kept_of_unknown_terms_comes_back(opened: Opened) -> None:
    bench = opened(ONTOLOGY)
    path = bench.file('id:a a cg:Person , <https://o.example/C> ; rdfs:label "A"@en ; <https://o.example/p> 7, "x"@en, id:b .', "kept.ttl")
    bench.load_files(path, how=bench.how(unknown="keep"))
    first, before = exported(bench, "ttl"), stored(bench)
    assert canonical(first, "ttl") == canonical(path.read_bytes(), "ttl")
    bench.clear()
    bench.load_files(bench.file(first, "again.ttl.nt"), how=bench.how(unknown="keep", format="ttl"))
    assert stored(bench) == before
