"""The schema as files: both say what introspection says, and only to those whom introspection is answered."""

import re

import httpx
import pytest
from graphql import get_introspection_query
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from tests.api.conftest import NOWHERE, client, started

pytestmark = pytest.mark.anyio
PATHS = ("/schema.graphql", "/introspection.json")


async def get(app: Starlette, path: str, **headers: str) -> httpx.Response:
    async with client(app) as http:
        return await http.get(path, headers=headers)


async def test_both_files_are_the_same_schema(storeless: Starlette) -> None:
    printed, told = [await get(storeless, path) for path in PATHS]
    assert (printed.headers["content-type"], told.headers["content-type"]) == ("text/plain; charset=utf-8", "application/json; charset=utf-8")
    assert set(told.json()) == {"__schema"}
    named = {type_["name"] for type_ in told.json()["__schema"]["types"]}
    defined = set(re.findall(r"^(?:type|interface|union|enum|input|scalar) (\w+)", printed.text, re.MULTILINE))
    assert {name for name in named - defined if not name.startswith("__")} == {"Boolean", "Float", "ID", "Int", "String"}
    assert defined <= named


async def test_the_json_is_what_the_usual_introspection_query_gives(filled: Place, settings: Settings, ontology: Ontology) -> None:
    query = get_introspection_query(specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True, one_of=True)
    async with started(create_app(settings, filled, ontology)) as http:
        asked = await http.post("/graphql", json={"query": query})
        told = await http.get("/introspection.json")
    assert told.json() == asked.json()["data"]


@pytest.mark.parametrize("path", PATHS)
async def test_they_are_sent_once_and_compressed(storeless: Starlette, path: str) -> None:
    whole = await get(storeless, path, **{"accept-encoding": "identity"})
    packed = await get(storeless, path, **{"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert (packed.text, packed.headers["vary"]) == (whole.text, "Accept-Encoding")
    assert int(packed.headers["content-length"]) * 4 < len(whole.content)
    assert packed.headers["etag"] != whole.headers["etag"]
    for answer, encoding in ((whole, "identity"), (packed, "gzip")):
        again = await get(storeless, path, **{"accept-encoding": encoding, "if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", answer.headers["etag"])


@pytest.mark.parametrize("path", PATHS)
async def test_there_is_nothing_where_introspection_is_off(ontology: Ontology, path: str) -> None:
    app = create_app(Settings(introspection=False), NOWHERE, ontology)
    try:
        answer = await get(app, path)
    finally:
        await app.state.backend.close()
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")
