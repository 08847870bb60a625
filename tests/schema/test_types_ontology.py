"""The schema of the shipped ontology, kept as text (without descriptions, which are the ontology's) for review."""

import os
import re
from pathlib import Path

import pytest
from graphql import parse, validate, validate_schema
from strawberry import Schema

from schema.model import Model
from schema.reader import read_model
from schema.types import build_schema, print_schema

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "schema.graphql"
DOCUMENT = """
query ($ids: [ID!]!) {
  nodes(ids: $ids) { id ... on Resource { name(lang: ["ru", "en"]) types } }
  agents(where: {or: [{name: {startsWith: "F"}}, {not: {id: {eq: "id:x"}}}]}, orderBy: [{name: ASC}], first: 2) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { cursor node { __typename id names { lang value } } }
  }
  propositions { nodes { id } }
}
"""


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(ROOT / "ontology.ttl")


@pytest.fixture(scope="module")
def schema(model: Model) -> Schema:
    return build_schema(model)


def test_the_shipped_schema_is_the_one_that_is_kept(model: Model) -> None:
    printed = re.sub(r'^ *"""(?:[^"]|"(?!""))*"""\n|^ *\n(?= )', "", print_schema(model), flags=re.MULTILINE)
    if os.environ.get("KEEP_SDL"):
        KEPT.write_text(printed)
    assert printed == KEPT.read_text(), "if the change is meant, run this test with KEEP_SDL=1 and review the difference"


def test_it_is_valid(schema: Schema) -> None:
    assert validate_schema(schema._schema) == []


def test_every_class_and_enum_that_is_used_has_its_type(model: Model, schema: Schema) -> None:
    types = schema._schema.type_map
    assert {name for cls in model.classes for name in (cls, f"{cls}Where", f"{cls}Order", f"{cls}Connection")} <= set(types)
    assert {cls.object_type for cls in model.classes.values() if cls.object_type} <= set(types)


def test_an_ordinary_document_fits(schema: Schema) -> None:
    assert validate(schema._schema, parse(DOCUMENT)) == []
