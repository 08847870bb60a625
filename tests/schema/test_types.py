"""The schema that a Model becomes: its text, its validity, and the execution of documents over computed data."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    coerce_input_value,
    get_introspection_query,
    is_introspection_type,
    parse,
    validate,
    validate_schema,
)

from schema import reserved
from schema.errors import NameClash
from schema.model import ROOT, Model
from schema.types import build_schema, print_schema
from tests.schema.models import BASE, Ontology, attribute, enum, large_model, relation

HERE = Path(__file__).parent


def small_model(evidence: bool = True) -> Model:
    """One of everything: interfaces, a plain class, sharpened relations, edge attributes, an enum, a point."""
    ontology = Ontology()
    member = relation(
        "memberOf",
        "Organization",
        edge=(attribute("since", "EDTF"), attribute("role", "Enum", enum="Role")),
        min_count=2,
        max_count=9,
    )
    ontology.add("Agent", member, relation("home", "Place", many=False), abstract=True)
    ontology.add("Organization", attribute("founded", "EDTF"), attribute("members", "BigInt"), parents=("Agent",))
    age = attribute("age", "Int", min_inclusive="0", comments={"de": "Alter in Jahren", "en": "Age in years."}, labels={"en": "age"})
    ontology.add(
        "Person",
        age,
        attribute("codes", many=True, pattern="^[A-Z]+$"),
        relation("home", "City", many=False, required=True),
        parents=("Agent",),
    )
    ontology.add("Place", attribute("at", "Point"), relation("partOf", "Place", transitive=True))
    ontology.add("City", parents=("Place",))
    ontology.add("Proposition", attribute("kind", "Enum", enum="Role", required=True), attribute("not", "Boolean"))
    return ontology.model(enum("Role", "MEMBER", "mro"), enum("Status", "STATED", "DISPUTED"), evidence=evidence)


def schema_of(model: Model) -> GraphQLSchema:
    return build_schema(model)._schema


def type_of(model: Model, name: str) -> Any:
    return schema_of(model).type_map[name]


def field_types(model: Model, type_name: str) -> dict[str, str]:
    return {name: str(field.type) for name, field in type_of(model, type_name).fields.items()}


# the text


def test_the_small_model_prints_as_kept() -> None:
    printed, kept = print_schema(small_model()), HERE / "small.graphql"
    if os.environ.get("KEEP_SDL"):
        kept.write_text(printed)
    assert printed == kept.read_text(), "if the change is meant, run this test with KEEP_SDL=1 and review the difference"


def test_printing_twice_gives_the_same_text() -> None:
    assert print_schema(small_model()) == print_schema(small_model())


def test_an_empty_ontology_has_only_types_of_reserved_names() -> None:
    made = {name for name, type_ in schema_of(Ontology().model()).type_map.items() if not is_introspection_type(type_) and not name.startswith(ROOT)}
    helpers = {"OrderDirection", "RelationOrder", "NearInput", "BoxInput"}
    assert made <= reserved.TYPES | helpers


# shape


def test_the_schema_is_valid() -> None:
    assert validate_schema(schema_of(small_model())) == []
    assert validate_schema(schema_of(small_model(evidence=False))) == []


def test_without_evidence_edges_carry_only_their_own() -> None:
    model = small_model(evidence=False)
    assert [*field_types(model, "HomePlaceEdge")] == ["node"]
    assert [*field_types(model, "PlaceRelationFilter")] == ["some", "none", "all", "count"]


def test_every_edge_field_wins_over_an_edge_property_of_its_name() -> None:
    ontology = Ontology()
    edge = (attribute("status", "Int"), attribute("notes", many=True, required=True))
    ontology.add("A", relation("knows", "A", edge=edge), relation("sees", "A", edge=edge[:1]))
    model = ontology.model(enum("Status", "STATED"), evidence=True)
    assert field_types(model, "KnowsAEdge")["status"] == "Status"
    assert field_types(model, "KnowsAEdge")["notes"] == "[String!]"
    assert field_types(model, "KnowsAEdgeWhere") == {"notes": "StringFilter"}
    assert field_types(model, "AWhere")["sees"] == "ARelationFilter"


def test_object_types_implement_all_that_is_above() -> None:
    types: dict[str, Any] = {**schema_of(small_model()).type_map}
    assert [i.name for i in types["Person"].interfaces] == ["Agent", "Resource", "Node"]
    assert [i.name for i in types["PlainPlace"].interfaces] == ["Place", "Resource", "Node"]
    assert isinstance(types["Place"], GraphQLInterfaceType) and isinstance(types["City"], GraphQLObjectType)
    assert "PlainAgent" not in types and "PlainResource" not in types


def test_a_subclass_narrows_a_direct_field_and_makes_it_non_null() -> None:
    model = small_model()
    assert field_types(model, "Agent")["home"] == "Place"
    assert field_types(model, "Person")["home"] == "City!"
    assert field_types(model, "Person")["homeEdge"] == "HomePlaceEdge"


def test_what_graphql_forbids_to_sharpen_stays_as_the_interface_has_it() -> None:
    ontology = Ontology()
    ontology.add(
        "A",
        relation("likes", "A"),
        attribute("size", "Float"),
        attribute("tags", many=True),
        attribute("code", required=True),
    )
    ontology.add(
        "B",
        relation("likes", "B", many=False),
        attribute("size", "Int", required=True),
        attribute("tags"),
        attribute("code"),
        parents=("A",),
    )
    model = ontology.model()
    fields = field_types(model, "B")
    assert fields["likes"] == "LikesAConnection!"
    assert (fields["size"], fields["tags"], fields["code"]) == ("Float!", "[String!]!", "String!")
    assert validate_schema(schema_of(model)) == []


def test_relations_that_differ_get_names_of_their_own() -> None:
    ontology = Ontology()
    ontology.add("A", relation("knows", "A"))
    ontology.add("B", relation("knows", "A", edge=(attribute("since", "Date"),)))
    ontology.add("C", relation("knows", "A"))
    ontology.add("KnowsB", relation("knows", "B"))
    model = ontology.model()
    assert field_types(model, "A")["knows"] == field_types(model, "C")["knows"] == "AKnowsAConnection!"
    assert field_types(model, "B")["knows"] == "BKnowsAConnection!"
    assert field_types(model, "KnowsB")["knows"] == "KnowsBKnowsBConnection!"


def test_superclasses_that_contradict_each_other_are_named() -> None:
    ontology = Ontology()
    ontology.add("A", attribute("size", "Int"))
    ontology.add("B", attribute("size"))
    ontology.add("C", parents=("A", "B"))
    with pytest.raises(NameClash, match="C inherits two different fields 'size', from A and B"):
        build_schema(ontology.model())


def test_the_same_property_may_come_by_two_ways() -> None:
    ontology = Ontology()
    ontology.add("Top", attribute("size", "Int"))
    ontology.add("A", parents=("Top",))
    ontology.add("B", attribute("size", "Int", required=True), parents=("Top",))
    ontology.add("C", parents=("A", "B"))
    model = ontology.model()
    assert field_types(model, "C")["size"] == "Int!"
    assert validate_schema(schema_of(model)) == []


@pytest.mark.parametrize("name", ["Node", "Name", "Query", "Date", "ResourceEdge", "IntFilter", "Role"])
def test_a_class_with_a_name_in_use_is_refused(name: str) -> None:
    ontology = Ontology()
    ontology.add(name, attribute("role", "Enum", enum="Role"))
    with pytest.raises(NameClash, match=name):
        build_schema(ontology.model(enum("Role", "A")))


def test_a_field_with_a_name_in_use_is_refused() -> None:
    ontology = Ontology()
    ontology.add("A", relation("home", "A", many=False), attribute("homeEdge"))
    with pytest.raises(NameClash, match="A would have two fields 'homeEdge'"):
        build_schema(ontology.model())


def test_a_long_chain_of_relations_and_a_deep_hierarchy_are_fine() -> None:
    model = large_model(classes=400, properties=1600, depth=12)
    assert max(len(cls.ancestors) for cls in model.classes.values()) >= 12
    ontology = Ontology()
    for i in range(1200):
        ontology.add(f"C{i}", relation("next", f"C{min(i + 1, 1199)}"))
    assert "NextC1199Connection" in schema_of(ontology.model()).type_map
    assert validate_schema(schema_of(model)) == []


# input


def test_where_values_come_out_plain() -> None:
    where = {
        "or": [
            {"age": {"gte": 3}},
            {"memberOf": {"some": {"id": {"in": ["ex:a"]}}, "edge": {"role": {"eq": "MEMBER"}}}},
        ]
    }
    assert coerce_input_value(where, type_of(small_model(), "PersonWhere")) == where


def test_logical_operators_keep_their_names() -> None:
    where = type_of(small_model(), "PropositionWhere")
    assert str(where.fields["not"].type) == "PropositionWhere"
    assert str(where.fields["not_"].type) == "BooleanFilter"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('{ organizations(where: {founded: {within: "soonish"}}) { totalCount } }', "EDTF cannot be 'soonish'"),
        ("{ organizations(where: {members: {gt: true}}) { totalCount } }", "BigInt cannot be true"),
        ("{ persons(where: {age: {contains: 1}}) { totalCount } }", "unknown field 'contains'"),
        ("{ agents { nodes { age } } }", "Cannot query field 'age' on type 'Agent'"),
        ("{ persons(orderBy: [{codes: ASC}]) { totalCount } }", "unknown field 'codes'"),
        ("{ organization(id: 1.5) { id } }", "ID cannot represent"),
    ],
)
def test_documents_that_do_not_fit_are_refused(query: str, message: str) -> None:
    errors = validate(schema_of(small_model()), parse(query))
    assert len(errors) == 1 and message in errors[0].message and errors[0].locations


# the reference executor

PERSON = {"__typename": "Person", "id": BASE + "p", "n": "Олена", "age": 41, "home": {"city": "Kyiv"}}
CITY = {"__typename": "City", "id": BASE + "k", "n": "Kyiv", "at": {"latitude": 50, "longitude": 30.5}}


def execute(query: str, data: Mapping[str, object], **variables: object) -> dict[str, object]:
    result = build_schema(small_model()).execute_sync(query, root_value=data, variable_values=variables)
    assert not result.errors, result.errors
    assert result.data is not None
    return result.data


def test_execution_completes_computed_data_by_response_key() -> None:
    query = """
    query ($id: ID!) {
      who: node(id: $id) { __typename id ... on Person { n: name(lang: ["uk"]) age home { city: name } } ...P }
      nodes(ids: [$id]) { id ...P }
      kind: __typename
    }
    fragment P on Place { n: name(lang: ["uk"]) at { latitude longitude } }
    """
    data = execute(query, {"who": PERSON, "nodes": [CITY, None]}, id="ex:p")
    assert data == {
        "who": {"__typename": "Person", "id": BASE + "p", "n": "Олена", "age": 41, "home": {"city": "Kyiv"}},
        "nodes": [{"id": BASE + "k", "n": "Kyiv", "at": {"latitude": 50.0, "longitude": 30.5}}, None],
        "kind": "Query",
    }


def test_execution_completes_connections_edges_and_evidence() -> None:
    query = """
    { persons(first: 1) { totalCount pageInfo { hasNextPage endCursor }
        edges { cursor node { memberOf { edges { role status proposition { kind } node { t: __typename } } } } } } }
    """
    edge = {"role": "mro", "status": "DISPUTED", "proposition": None, "node": {"t": "Organization"}}
    page = {"hasNextPage": False, "endCursor": "c"}
    data = {
        "persons": {
            "totalCount": 1,
            "pageInfo": page,
            "edges": [{"cursor": "c", "node": {"memberOf": {"edges": [edge]}}}],
        }
    }
    assert execute(query, data) == data


def test_execution_finds_data_that_does_not_fit() -> None:
    schema = build_schema(small_model())
    for data in ({"n": None}, {"n": {"__typename": "Nobody", "id": "x"}}, {"n": {"__typename": "City"}}, {}):
        result = schema.execute_sync("{ n: person(id: 1) { id } }", root_value=data)
        assert bool(result.errors) == (data != {"n": None} and "id" not in (data.get("n") or {}))
    wrong = schema.execute_sync("{ node(id: 1) { id } }", root_value={"node": {"__typename": "PersonEdge", "id": "x"}})
    assert wrong.errors
    unknown = schema.execute_sync("{ p: proposition(id: 1) { kind } }", root_value={"p": {"kind": "NEW"}})
    assert unknown.errors and "Role has no value 'NEW'" in unknown.errors[0].message


def test_introspection_works() -> None:
    assert "__schema" in execute(get_introspection_query(), {})
