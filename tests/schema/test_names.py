import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher.quote import quote
from schema.errors import NameClash, OntologyError
from schema.names import Namer, camel, given_name, local_part, pascal, plural_field, singular_field, upper_snake

OWN, FOAF, EX = "http://own.example/ns#", "http://xmlns.com/foaf/0.1/", "http://example.org/"
CG = "https://w3id.org/claimgraph/ontology#"


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (FOAF + "Person", "Person"),
        (OWN + "armed-group", "armed-group"),
        (OWN + "%D0%A0%D1%96%D0%BA%D0%B0", "Ріка"),
        ("http://example.org/thing/", "thing"),
        ("urn:isbn:book", "book"),
    ],
)
def test_local_part(iri: str, expected: str) -> None:
    assert local_part(iri) == expected


@pytest.mark.parametrize(
    ("text", "class_name", "field"),
    [
        ("armed-group", "ArmedGroup", "armedGroup"),
        ("based_in", "BasedIn", "basedIn"),
        ("FSBOffice", "FSBOffice", "fsbOffice"),
        ("hasURL", "HasURL", "hasURL"),
        ("URL", "URL", "url"),
        ("ARMED_GROUP", "ArmedGroup", "armedGroup"),
        ("Q42", "Q42", "Q42"),
        ("BFO_0000001", "BFO_0000001", "BFO_0000001"),
        ("3D-model", "_3DModel", "_3DModel"),
        ("Місто", "Misto", "misto"),
        ("Héros national", "HerosNational", "herosNational"),
        ("__secret", "Secret", "secret"),
        ("--", "", ""),
    ],
)
def test_cases(text: str, class_name: str, field: str) -> None:
    assert (pascal(text), camel(text)) == (class_name, field)


@pytest.mark.parametrize(
    ("name", "expected"), [("basedIn", "BASED_IN"), ("hasURL", "HAS_URL"), ("FSBOffice", "FSB_OFFICE"), ("dark blue", "DARK_BLUE"), ("3", "_3")]
)
def test_upper_snake(name: str, expected: str) -> None:
    assert upper_snake(name) == expected


@pytest.mark.parametrize(
    ("name", "phrase", "singular", "plural"),
    [
        ("ArmedGroup", None, "armedGroup", "armedGroups"),
        ("Country", None, "country", "countries"),
        ("Person", None, "person", "people"),
        ("Series", None, "series", "seriesList"),
        ("Equipment", None, "equipment", "equipmentList"),
        ("Equipment", "equipment items", "equipment", "equipmentItems"),
        ("Agents", None, "agents", "agentsList"),
        ("FSBOffice", None, "fsbOffice", "fsbOffices"),
        ("HerosNational", None, "herosNational", "herosNationals"),
    ],
)
def test_root_fields(name: str, phrase: str | None, singular: str, plural: str) -> None:
    assert (singular_field(name), plural_field(name, phrase)) == (singular, plural)


def settle(*iris: str, reserved: tuple[str, ...] = (), prefixes: dict[str, str] | None = None, given: dict[str, str] | None = None) -> dict[str, str]:
    namer = Namer(prefixes if prefixes is not None else {"foaf": FOAF, "own": OWN}, OWN)
    return namer.settle([namer.want(iri, (given or {}).get(iri), pascal) for iri in iris], reserved, pascal, str.lower)


def test_the_own_namespace_keeps_the_name() -> None:
    assert settle(FOAF + "Person", OWN + "Person") == {OWN + "Person": "Person", FOAF + "Person": "FoafPerson"}


def test_claimgraphs_own_terms_keep_theirs_before_all() -> None:
    assert settle(CG + "Claim", OWN + "Claim") == {CG + "Claim": "Claim", OWN + "Claim": "OwnClaim"}


def test_two_foreign_namespaces_both_get_their_prefix() -> None:
    assert settle(FOAF + "Person", EX + "Person", prefixes={"foaf": FOAF, "ex": EX}) == {FOAF + "Person": "FoafPerson", EX + "Person": "ExPerson"}


def test_given_names_win() -> None:
    assert settle(FOAF + "Person", OWN + "Person", given={FOAF + "Person": "Person"}) == {FOAF + "Person": "Person", OWN + "Person": "OwnPerson"}


def test_reserved_names_get_the_prefix() -> None:
    assert settle(OWN + "Query", reserved=("Query",)) == {OWN + "Query": "OwnQuery"}


def test_a_namespace_without_prefix_lends_its_last_part() -> None:
    assert settle("http://www.w3.org/ns/auth/acl#Query", reserved=("Query",), prefixes={}) == {"http://www.w3.org/ns/auth/acl#Query": "AclQuery"}


@pytest.mark.parametrize("second", ["group-member", "groupMember", "GROUPMember"])
def test_two_terms_of_one_namespace_clash(second: str) -> None:
    with pytest.raises(NameClash, match=r"group_member.*cg:name|cg:name"):
        settle(OWN + "group_member", OWN + second)


def test_two_given_names_clash() -> None:
    with pytest.raises(NameClash, match="cg:name"):
        settle(OWN + "A", OWN + "B", given={OWN + "A": "Same", OWN + "B": "Same"})


@pytest.mark.parametrize("text", ["", "has space", "1st", "__typename", "a-b", "ім'я", "x\n"])
def test_given_names_are_checked(text: str) -> None:
    with pytest.raises(OntologyError, match="cg:name"):
        given_name(text, OWN + "x")


def test_an_iri_without_letters_needs_a_name() -> None:
    with pytest.raises(OntologyError, match="cg:name"):
        settle(OWN + "--")


@given(st.text())
def test_whatever_a_term_is_called_its_names_are_names(text: str) -> None:
    for made in (pascal(text), camel(text), upper_snake(text)):
        assert made == "" or quote(made) == f"`{made}`"


@given(st.from_regex(r"\A[A-Z][A-Za-z]{0,20}\Z"))
def test_root_fields_of_one_and_of_many_differ(name: str) -> None:
    one, many = singular_field(name), plural_field(name)
    assert one != many
    assert quote(one) != quote(many)
